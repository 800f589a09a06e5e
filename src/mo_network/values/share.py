"""Share: an exact fraction, such as a tenth, 19 per cent or two thirds."""

from __future__ import annotations

import re
from math import gcd
from typing import TYPE_CHECKING

import attrs

from mo_network.errors import InvalidValue

if TYPE_CHECKING:
    from fractions import Fraction

_TEXT = re.compile(r"([0-9]{1,18})/([0-9]{1,18})")
_PERCENT = re.compile(r"([0-9]{1,12})(?:[.,]([0-9]{1,6}))?")


@attrs.frozen(order=False, repr=False)
class Share:
    """A non-negative exact fraction, kept in lowest terms.

    Shape:   written `numerator/denominator`; may be above one.
    Errors:  InvalidValue for negative numbers, a zero denominator, floats.
    Source:  design, section 5.

    >>> str(Share(2, 20))
    '1/10'
    >>> Share(1, 3) + Share(1, 6) == Share(1, 2)
    True
    """

    numerator: int
    denominator: int = 1

    def __attrs_post_init__(self) -> None:
        top, bottom = self.numerator, self.denominator
        if type(top) is not int or type(bottom) is not int or top < 0 or bottom < 1:
            raise InvalidValue(
                f"Share({top!r}, {bottom!r}) cannot exist; allowed are whole numbers, not "
                "negative, over a denominator of 1 or more: write a third as Share(1, 3).",
                given=(top, bottom),
                allowed="int >= 0, int >= 1",
            )
        divisor = gcd(top, bottom)
        if divisor != 1:
            object.__setattr__(self, "numerator", top // divisor)
            object.__setattr__(self, "denominator", bottom // divisor)

    @classmethod
    def percent(cls, text: str) -> Share:
        """A share from a percentage, written in figures.

        Errors:  InvalidValue for anything but figures with at most six decimals.

        >>> str(Share.percent("12,5"))
        '1/8'
        """
        match = _PERCENT.fullmatch(text) if type(text) is str else None
        if match is None:
            raise InvalidValue(
                f"{text!r} is no percentage; allowed are figures with at most six decimals: "
                "write '10' or '12.5', without the sign and in quotation marks.",
                given=text,
                allowed="'10', '12.5', '12,5'",
            )
        decimals = match[2] or ""
        return cls(int(match[1] + decimals), 100 * 10 ** len(decimals))

    @classmethod
    def parse(cls, text: str) -> Share:
        """A share from its written form.

        Errors:  InvalidValue for anything but two whole numbers around a slash.

        >>> Share.parse("1/10")
        Share(1, 10)
        """
        match = _TEXT.fullmatch(text) if type(text) is str else None
        if match is None:
            raise InvalidValue(
                f"{text!r} is no share; allowed are two whole numbers around a slash: "
                "write a tenth as '1/10'.",
                given=text,
                allowed="'1/10'",
            )
        return cls(int(match[1]), int(match[2]))

    @property
    def fraction(self) -> Fraction:
        """The same number as a `fractions.Fraction`, for arithmetic beyond sums.

        >>> Share(1, 4).fraction * 3
        Fraction(3, 4)
        """
        from fractions import Fraction  # brings decimal along, and is seldom asked for

        return Fraction(self.numerator, self.denominator)

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator}"

    def __repr__(self) -> str:
        return f"Share({self.numerator}, {self.denominator})"

    def __bool__(self) -> bool:
        return self.numerator != 0

    def __add__(self, other: Share) -> Share:
        if not isinstance(other, Share):
            return NotImplemented
        total = self.fraction + other.fraction
        return Share(total.numerator, total.denominator)

    def __sub__(self, other: Share) -> Share:
        if not isinstance(other, Share):
            return NotImplemented
        rest = self.fraction - other.fraction
        return Share(rest.numerator, rest.denominator)

    def __lt__(self, other: Share) -> bool:
        if not isinstance(other, Share):
            return NotImplemented
        return self.numerator * other.denominator < other.numerator * self.denominator

    def __le__(self, other: Share) -> bool:
        if not isinstance(other, Share):
            return NotImplemented
        return self.numerator * other.denominator <= other.numerator * self.denominator

    def __gt__(self, other: Share) -> bool:
        return other < self

    def __ge__(self, other: Share) -> bool:
        return other <= self
