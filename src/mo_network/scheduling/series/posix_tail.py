"""The rule by which a zone's clocks change for ever after, as the last line of its file says it.

`CET-1CEST,M3.5.0,M10.5.0/3` reads: one hour ahead of UTC; summer time from the last Sunday of
March, 02:00, to the last Sunday of October, 03:00. Offsets count west here, as POSIX has it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from mo_network.scheduling.series.years import WEEK, first_day_of, months_of

_NAME = r"(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]+>)"
_TIME = r"[+-]?[0-9]{1,3}(?::[0-9]{2}){0,2}"
_SHAPE = re.compile(
    rf"{_NAME}({_TIME})(?:{_NAME}({_TIME})?,([MJ0-9.]+)(?:/({_TIME}))?,([MJ0-9.]+)(?:/({_TIME}))?)?"
)
_TWO_HOURS = "2"


class Tail(NamedTuple):
    """Standard time, and the two changes of a year where there are any.

    Units:   seconds east of UTC; the changes as (day, seconds of the wall clock on it).
    """

    standard: int
    summer: int
    begins: tuple[str, int] | None
    ends: tuple[str, int] | None

    def changes(self, year: int) -> list[tuple[int, int]]:
        """The changes of a year, in order: when, in seconds of UTC since 1970, and the new offset.

        Errors:  ValueError for days that are written wrongly.
        """
        if self.begins is None or self.ends is None:
            return []
        day, second = self.begins
        begins = (_epoch_day(day, year) * 86_400 + second - self.standard, self.summer)
        day, second = self.ends
        ends = (_epoch_day(day, year) * 86_400 + second - self.summer, self.standard)
        return sorted((begins, ends))


def read_tail(text: str) -> Tail:
    """The tail of a zone's file.

    Errors:  ValueError for what is not written as POSIX says.
    Source:  RFC 9636, 3.3.

    >>> read_tail("CET-1CEST,M3.5.0,M10.5.0/3").summer
    7200
    """
    match = _SHAPE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r:.60} is no rule of a time zone")
    standard = -_seconds(match[1])
    if match[3] is None:
        return Tail(standard, standard, None, None)
    summer = standard + 3600 if match[2] is None else -_seconds(match[2])
    begins = (match[3], _seconds(match[4] or _TWO_HOURS))
    return Tail(standard, summer, begins, (match[5], _seconds(match[6] or _TWO_HOURS)))


def _seconds(text: str) -> int:
    hours, minutes, seconds = [*(int(part) for part in text.lstrip("+-").split(":")), 0, 0][:3]
    amount = hours * 3600 + minutes * 60 + seconds
    return -amount if text.startswith("-") else amount


def _epoch_day(text: str, year: int) -> int:
    """The day of a change, counted from 1970-01-01."""
    first = first_day_of(year)
    return first + _day_of_year(text, first % WEEK, first_day_of(year + 1) - first) - _EPOCH


# A year is known by the weekday of its first day and by its length: 14 kinds for all of them.
@lru_cache(maxsize=256)
def _day_of_year(text: str, first: int, length: int) -> int:
    """The day of a change, counted from 1 January, which is a weekday counted from Sunday."""
    if text.startswith("J"):
        # Days 1 to 365: 29 February is never counted.
        number = int(text[1:])
        return number - 1 + (number >= 60 and length == 366)
    if text.startswith("M"):
        month, week, weekday = (int(part) for part in text[1:].split("."))
        span = months_of(length)[month - 1]
        # POSIX counts weekdays from Sunday, and an ordinal that 7 divides is a Sunday.
        day = span.first + (weekday - first - span.first) % WEEK + (week - 1) * WEEK
        return day - WEEK if day >= span.first + span.length else day
    return int(text)


_EPOCH = first_day_of(1970)
