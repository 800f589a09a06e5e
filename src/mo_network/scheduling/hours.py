"""Hours of one day on a wall clock."""

from __future__ import annotations

import re
from itertools import pairwise

import attrs

from mo_network.errors import InvalidValue
from mo_network.scheduling.minutes import check_count
from mo_network.scheduling.wall import MINUTES_OF_DAY

_SHAPE = re.compile(r"([0-9]{2}):([0-5][0-9])-([0-9]{2}):([0-5][0-9])")
_ALLOWED = "HH:MM-HH:MM, from 00:00 to 24:00"


@attrs.frozen(order=True)
class Hours:
    """From one time of a day until another, of the same day or, over midnight, of the next.

    Shape:   written `18:00-02:00`; what does not close later the same day closes the day after,
             at the latest when it would open again. `00:00-24:00` is the whole day.
    Units:   minutes on the wall clock since the day's midnight, half-open; `closes` may be above
             1440.
    Errors:  InvalidValue for times that no clock shows, and hours longer than a day.

    >>> Hours.parse("18:00-02:00")
    Hours(opens=1080, closes=1560)
    >>> str(Hours(1080, 1560))
    '18:00-02:00'
    """

    opens: int
    closes: int

    def __attrs_post_init__(self) -> None:
        check_count("the minute of opening", self.opens, 0, MINUTES_OF_DAY - 1)
        most = self.opens + MINUTES_OF_DAY
        check_count("the minute of closing", self.closes, self.opens + 1, most)

    @classmethod
    def parse(cls, text: str) -> Hours:
        """From the written form.

        Errors:  InvalidValue for anything else.
        """
        match = _SHAPE.fullmatch(text) if type(text) is str else None
        if match is not None:
            opens, closes = (int(match[i]) * 60 + int(match[i + 1]) for i in (1, 3))
            if opens < MINUTES_OF_DAY and closes <= MINUTES_OF_DAY:
                return cls(opens, closes if closes > opens else closes + MINUTES_OF_DAY)
        raise InvalidValue(
            f"{text!r:.60} are no hours: write two times of the day around a dash, such as "
            "18:00-22:00, or 18:00-02:00 over midnight",
            given=text,
            allowed=_ALLOWED,
        )

    @classmethod
    def parse_day(cls, text: str) -> tuple[Hours, ...]:
        """The hours of a whole day, apart by blanks; "" is a day that is closed.

        Errors:  InvalidValue for what cannot be read, and for hours that overlap.

        >>> [str(hours) for hours in Hours.parse_day("14:00-20:00 09:00-12:30")]
        ['09:00-12:30', '14:00-20:00']
        """
        day = tuple(sorted(cls.parse(each) for each in text.split()))
        check_apart(day)
        return day

    def __str__(self) -> str:
        closes = self.closes if self.closes <= MINUTES_OF_DAY else self.closes - MINUTES_OF_DAY
        return "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in (self.opens, closes))


def check_apart(day: tuple[Hours, ...]) -> None:
    """Refuse hours of one day that overlap or are out of order."""
    for before, after in pairwise(day):
        if after.opens < before.closes:
            raise InvalidValue(
                f"{before} and {after} overlap or are out of order: give the hours of a day one "
                "after the other, or as one",
                given=(str(before), str(after)),
                allowed="hours in order, apart from each other",
            )
