"""Money: whole cents, one currency a sum, and text that can be read in one way only."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mo_network.errors import InvalidValue
from mo_network.values.money import Money
from mo_network.values.share import Share

CENTS = st.integers(min_value=-(10**12), max_value=10**12)
MONEY = st.builds(Money, CENTS)
WEIGHTS = st.lists(st.integers(min_value=0, max_value=10**6), min_size=1).filter(any)


@given(MONEY, MONEY, MONEY)
def test_addition_is_that_of_whole_numbers(one: Money, two: Money, three: Money) -> None:
    """Order and grouping do not matter, zero changes nothing, the negative undoes."""
    assert one + two == two + one
    assert (one + two) + three == one + (two + three)
    assert one == one + Money.zero()
    assert Money.zero() == one + -one
    assert one - two == one + -two


@given(MONEY, MONEY, st.integers(min_value=-99, max_value=99))
def test_multiplication_distributes_over_addition(one: Money, two: Money, times: int) -> None:
    """So many times a sum is the sum of so many times the parts."""
    assert times * one + times * two == (one + two) * times


@given(MONEY, MONEY)
def test_amounts_are_ordered_as_their_cents(one: Money, two: Money) -> None:
    """Comparison agrees with that of cents, in all four signs."""
    assert (one.cents < two.cents, one.cents <= two.cents) == (one < two, one <= two)
    assert (one.cents > two.cents, one.cents >= two.cents) == (one > two, one >= two)
    assert abs(one.cents) == abs(one).cents
    assert bool(one.cents) == bool(one)


@given(st.builds(Money, CENTS, st.sampled_from(["EUR", "CHF", "USD"])))
def test_what_is_written_is_read_back(money: Money) -> None:
    """The wire form and both languages read back as the same amount."""
    assert money == Money.parse(str(money))
    assert money == Money.parse(money.format("de"))
    assert money == Money.parse(money.format("en"))


@given(MONEY, WEIGHTS)
def test_shared_out_parts_add_up(money: Money, weights: list[int]) -> None:
    """Quoted: 'sharing out uses largest remainder, so parts add up'."""
    assert money == sum(money.share_out(weights), Money.zero())


@given(MONEY, WEIGHTS)
def test_sharing_out_is_largest_remainder(money: Money, weights: list[int]) -> None:
    """Checked against exact fractions: floors first, then one cent each by remainder and place."""
    amount, total = abs(money.cents), sum(weights)
    exact = [Fraction(amount * weight, total) for weight in weights]
    expected = [int(part) for part in exact]
    order = sorted(range(len(exact)), key=lambda place: (int(exact[place]) - exact[place], place))
    for place in order[: amount - sum(expected)]:
        expected[place] += 1
    assert expected == [abs(part.cents) for part in money.share_out(weights)]


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [-1, 2], [1.5], [True]])
def test_weights_that_share_nothing_are_refused(weights: list[int]) -> None:
    """No weights, none above zero, negative, floats, booleans."""
    with pytest.raises(InvalidValue, match="allowed are whole numbers"):
        Money(100).share_out(weights)


@given(MONEY, st.integers(0, 1000), st.integers(1, 1000))
def test_a_part_is_rounded_half_away_from_zero(money: Money, top: int, bottom: int) -> None:
    """Kaufmännisch: never more than half a cent off, and a half goes outwards."""
    exact = abs(money.cents) * Fraction(top, bottom)
    rounded = int(exact + Fraction(1, 2))
    sign = -1 if money.cents < 0 else 1
    assert Money(sign * rounded) == money.part(Share(top, bottom))


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1.234,50 €", 123450),
        ("1234.50 EUR", 123450),
        ("1234,50 EUR", 123450),
        ("1,234.50 EUR", 123450),
        ("€1,234.50", 123450),
        ("1234,50\u00a0€", 123450),
        ("12 EUR", 1200),
        ("-0.50 EUR", -50),
        ("\u22120,50 €", -50),
        ("1.234.567,00 €", 123456700),
    ],
)
def test_unambiguous_text_is_read(text: str, cents: int) -> None:
    """Both languages, symbol or code, with or without groups."""
    assert Money(cents) == Money.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "1.234", "1,234", "1.234 €", "1,234 EUR", "12", "12.50", "1.5 EUR", "1.234 EUR",
        "12.345 EUR", "1,2345 €", "NaN EUR", "inf EUR", "1e3 EUR", "", "€", "EUR", "1.23.45 EUR",
        "1.2345,00 €", "12.50 eur", "12.50 EURO", " 12.50 EUR", "12.50 EUR\n", "--1.00 EUR",
        "\u0661.00 EUR", "1 2.50 EUR", "12.50  EUR", "9" * 50 + ".00 EUR", "12.50 JPY",
        "+1.00 EUR", "1_0.00 EUR", "²2.00 EUR",
    ],
)  # fmt: skip
def test_ambiguous_or_wrong_text_is_refused(text: str) -> None:
    """Every refusal says what was given and what is allowed."""
    with pytest.raises(InvalidValue, match="allowed") as caught:
        Money.parse(text)
    assert caught.value.given is not None


@pytest.mark.parametrize("thing", [12.5, float("nan"), float("inf"), True, None, "12", 10**15])
def test_what_is_not_whole_cents_makes_no_money(thing: object) -> None:
    """Floats, NaN, infinities, booleans, text, and sums beyond counting."""
    with pytest.raises(InvalidValue, match="allowed"):
        Money(thing)  # type: ignore[arg-type]


@pytest.mark.parametrize("thing", [12.5, float("nan"), None, 12, b"12.50 EUR"])
def test_only_text_is_parsed(thing: object) -> None:
    """A float that reached a table is refused, and told how to be written."""
    with pytest.raises(InvalidValue, match=r"write '1234.50 EUR'"):
        Money.parse(thing)  # type: ignore[arg-type]


@pytest.mark.parametrize("currency", ["eur", "EU", "€", "JPY", "BHD", None, "EUR "])
def test_what_is_no_currency_of_hundredths_is_refused(currency: str) -> None:
    """Yen have no cents and dinars have thousandths: both would be misread."""
    with pytest.raises(InvalidValue, match="no currency"):
        Money(1, currency)


def test_two_currencies_never_meet() -> None:
    """Adding, subtracting and comparing are refused; equality is simply false."""
    euro, franc = Money(1), Money(1, "CHF")
    for act in (
        lambda: euro + franc, lambda: euro - franc, lambda: euro < franc, lambda: euro <= franc,
        lambda: euro > franc, lambda: euro >= franc,
    ):  # fmt: skip
        with pytest.raises(InvalidValue, match="two currencies"):
            act()
    assert euro != franc


def test_money_meets_only_money_and_whole_numbers() -> None:
    """A float factor, a bare number and an overflow are refused."""
    with pytest.raises(InvalidValue, match="whole numbers only"):
        Money(1) * 0.5  # type: ignore[operator]
    with pytest.raises(InvalidValue, match="compare money with money"):
        assert Money(1) < 2  # type: ignore[operator]
    with pytest.raises(TypeError):
        Money(1) + 1  # type: ignore[operator]
    with pytest.raises(InvalidValue, match="beyond"):
        Money(10**14) * 10


def test_an_unknown_language_is_refused() -> None:
    """Amounts are written in German and English only."""
    with pytest.raises(InvalidValue, match="'de' or 'en'"):
        Money(1).format("fr")


def test_other_currencies_are_written_by_their_code() -> None:
    """Only the euro has a sign here."""
    assert ("1.234,50 CHF", "-CHF 0.50") == (
        Money(123450, "CHF").format("de"),
        Money(-50, "CHF").format("en"),
    )
