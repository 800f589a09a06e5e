"""Money: whole cents and a currency; never a float, never two currencies in one sum."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from mo_network.errors import InvalidValue
from mo_network.values.language import primary_language
from mo_network.values.money_text import MAX_TEXT, check_currency, read_amount
from mo_network.values.share import Share

# The bound keeps every sum printable and far inside what any reader of JSON can hold.
MAX_CENTS = 10**15


@attrs.frozen(order=False, repr=False)
class Money:
    """An amount of money, owed or owned.

    Shape:   written `1234.50 EUR`, which is also its form on the wire.
    Units:   whole cents (hundredths) of an ISO 4217 currency.
    Errors:  InvalidValue for floats, booleans, unknown currencies, mixed currencies.
    Source:  design, section 5.

    >>> str(Money(123450) - Money.parse("0,50 €"))
    '1234.00 EUR'
    """

    cents: int
    currency: str = "EUR"

    def __attrs_post_init__(self) -> None:
        if type(self.cents) is not int:
            raise InvalidValue(
                f"{self.cents!r} is of type {type(self.cents).__name__}; allowed are whole cents: "
                "write 12.50 euros as Money(1250) or Money.parse('12.50 EUR').",
                given=self.cents,
                allowed="int",
            )
        _check_bound(self.cents)
        if self.currency != "EUR":
            check_currency(self.currency)

    @classmethod
    def zero(cls, currency: str = "EUR") -> Money:
        """Nothing, in a currency.

        >>> str(Money.zero())
        '0.00 EUR'
        """
        return cls(0, currency)

    @classmethod
    def parse(cls, text: str) -> Money:
        """An amount from text that can be read in one way only.

        Shape:   figures with two decimals or none, and a currency; groups of three only
                 where two decimals follow, for `1.234` means different sums in two languages.
        Errors:  InvalidValue, saying which part cannot be read.

        >>> Money.parse("1.234,50 €") == Money.parse("1234.50 EUR") == Money(123450)
        True
        >>> Money.parse("1.234")
        Traceback (most recent call last):
        mo_network.errors.InvalidValue: '1.234' cannot be read as money: it names no currency; \
allowed are two decimals or none, and a currency: write '1234.50 EUR' or '1.234,50 €'.
        """
        # The wire form first: it is read a hundred thousand times when a journal is opened.
        if type(text) is str and text[-4:] == " EUR" and text[-7:-6] == ".":
            whole, cents = text[:-7], text[-6:-4]
            figures = whole[1:] if whole[:1] == "-" else whole
            if len(text) <= MAX_TEXT and text.isascii() and figures.isdigit() and cents.isdigit():
                return _make(int(whole + cents), "EUR")
        return cls(*read_amount(text))

    def part(self, share: Share) -> Money:
        """A share of the amount, rounded to the cent, halves away from zero (kaufmännisch).

        >>> str(Money(1005).part(Share(1, 10)))
        '1.01 EUR'
        """
        top, bottom = abs(self.cents) * share.numerator, share.denominator
        rounded = (2 * top + bottom) // (2 * bottom)
        return _make(rounded if self.cents >= 0 else -rounded, self.currency)

    def share_out(self, weights: Sequence[int]) -> tuple[Money, ...]:
        """The amount shared out by weights, to the cent, so that the parts add up to it.

        Each part is first rounded towards zero; the cents left over go one each to the largest
        remainders, and among equal ones to those that come first (Hare-Niemeyer).

        Errors:  InvalidValue for no weights, negative ones, or a sum of zero.

        >>> [str(part) for part in Money(100).share_out([1, 1, 1])]
        ['0.34 EUR', '0.33 EUR', '0.33 EUR']
        """
        total = _weigh(weights)
        amount = abs(self.cents)
        sign = 1 if self.cents >= 0 else -1
        parts = [amount * weight // total for weight in weights]
        by_remainder = sorted(
            range(len(parts)), key=lambda place: -(amount * weights[place] % total)
        )
        for place in by_remainder[: amount - sum(parts)]:
            parts[place] += 1
        return tuple(_make(sign * part, self.currency) for part in parts)

    def format(self, lang: str) -> str:
        """The amount as people of a language write it.

        Errors:  InvalidValue for a language without tables.

        >>> Money(123450).format("de"), Money(-123450).format("en")
        ('1.234,50 €', '-€1,234.50')
        """
        whole, cents = divmod(abs(self.cents), 100)
        sign = "-" if self.cents < 0 else ""
        grouped = f"{whole:,}"
        if primary_language(lang) == "de":
            unit = "€" if self.currency == "EUR" else self.currency
            return f"{sign}{grouped.replace(',', '.')},{cents:02d} {unit}"
        unit = "€" if self.currency == "EUR" else f"{self.currency} "
        return f"{sign}{unit}{grouped}.{cents:02d}"

    def __str__(self) -> str:
        cents = self.cents
        if cents >= 0:
            return f"{cents // 100}.{cents % 100:02d} {self.currency}"
        return f"-{-cents // 100}.{-cents % 100:02d} {self.currency}"

    def __repr__(self) -> str:
        return f"Money({self.cents}, {self.currency!r})"

    def __bool__(self) -> bool:
        return self.cents != 0

    def __add__(self, other: Money) -> Money:
        if other.__class__ is not Money:
            return NotImplemented
        if other.currency != self.currency:
            raise _mixed(self, other)
        return _make(self.cents + other.cents, self.currency)

    def __sub__(self, other: Money) -> Money:
        if other.__class__ is not Money:
            return NotImplemented
        if other.currency != self.currency:
            raise _mixed(self, other)
        return _make(self.cents - other.cents, self.currency)

    def __neg__(self) -> Money:
        return _make(-self.cents, self.currency)

    def __abs__(self) -> Money:
        return _make(abs(self.cents), self.currency)

    def __mul__(self, times: int) -> Money:
        if type(times) is not int:
            raise InvalidValue(
                f"money is multiplied by whole numbers only, not by {times!r}: for a fraction "
                "use money.part(Share(1, 10)), which says how it rounds.",
                given=times,
                allowed="int",
            )
        return _make(self.cents * times, self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: Money) -> bool:
        if other.__class__ is Money and other.currency == self.currency:
            return self.cents < other.cents
        raise self._not_comparable(other)

    def __le__(self, other: Money) -> bool:
        if other.__class__ is Money and other.currency == self.currency:
            return self.cents <= other.cents
        raise self._not_comparable(other)

    def __gt__(self, other: Money) -> bool:
        if other.__class__ is Money and other.currency == self.currency:
            return self.cents > other.cents
        raise self._not_comparable(other)

    def __ge__(self, other: Money) -> bool:
        if other.__class__ is Money and other.currency == self.currency:
            return self.cents >= other.cents
        raise self._not_comparable(other)

    def _not_comparable(self, other: object) -> InvalidValue:
        if isinstance(other, Money):
            return _mixed(self, other)
        return InvalidValue(
            f"{self} cannot be compared with {other!r}: compare money with money.",
            given=other,
            allowed="Money",
        )


# Slot descriptors set the fields past attrs' frozen guard: half the price of the constructor.
_set_cents = Money.__dict__["cents"].__set__
_set_currency = Money.__dict__["currency"].__set__
_new = object.__new__


def _make(cents: int, currency: str) -> Money:
    """Money from parts that are known to be good, without checking them again."""
    if not -MAX_CENTS < cents < MAX_CENTS:
        _check_bound(cents)
    money = _new(Money)
    _set_cents(money, cents)
    _set_currency(money, currency)
    return money


def _check_bound(cents: int) -> None:
    if not -MAX_CENTS < cents < MAX_CENTS:
        raise InvalidValue(
            f"an amount of {len(f'{abs(cents) >> 3:x}')} hexadecimal figures is beyond what this "
            "library counts; allowed is less than 10 000 000 000 000 in a currency.",
            given=cents,
            allowed="less than 10**15 cents",
        )


def _mixed(one: Money, other: Money) -> InvalidValue:
    return InvalidValue(
        f"{one} and {other} are of two currencies and cannot be added or compared: convert one "
        "first, at a rate that you can name.",
        given=(one.currency, other.currency),
        allowed="one currency",
    )


def _weigh(weights: Sequence[int]) -> int:
    if not weights or any(type(weight) is not int or weight < 0 for weight in weights):
        total = 0
    else:
        total = sum(weights)
    if total == 0:
        raise InvalidValue(
            f"money cannot be shared out by the weights {list(weights)!r}; allowed are whole "
            "numbers, none negative, at least one above zero.",
            given=tuple(weights),
            allowed="int >= 0, sum > 0",
        )
    return total
