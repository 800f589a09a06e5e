"""A rule of RFC 5545, taken apart: how often, on which days, at which times, until when."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

import attrs

from mo_network.scheduling.series.walls import WallMinute, write_wall

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class NthDay(NamedTuple):
    """A weekday of a rule: each one (`nth` 0), or the nth of its month or year.

    Shape:   weekdays count from Monday, 0; `nth` below zero counts from the end.
    """

    nth: int
    weekday: int

    def __str__(self) -> str:
        return f"{self.nth or ''}{WEEKDAYS[self.weekday]}"


class Until(NamedTuple):
    """The last moment at which an occurrence may start, on the series' clock or in UTC.

    Units:   minutes as `WallMinute` counts them, in both.
    """

    wall: WallMinute
    is_utc: bool

    def __str__(self) -> str:
        text = write_wall(self.wall).replace("-", "").replace(":", "")
        return f"{text}00{'Z' if self.is_utc else ''}"


@attrs.frozen(kw_only=True)
class Rule:
    """The parts of a rule; those that are not there are empty.

    Shape:   `str` gives the normal form: one order of the parts, sorted lists, and no part that
             says what holds without it.
    Source:  RFC 5545, 3.3.10.
    """

    frequency: str
    interval: int = 1
    count: int | None = None
    until: Until | None = None
    months: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    days: tuple[NthDay, ...] = ()
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0

    def __str__(self) -> str:
        lists = (
            ("BYMONTH", self.months),
            ("BYWEEKNO", self.weeks),
            ("BYYEARDAY", self.year_days),
            ("BYMONTHDAY", self.month_days),
            ("BYDAY", self.days),
            ("BYHOUR", self.hours),
            ("BYMINUTE", self.minutes),
            ("BYSETPOS", self.positions),
        )
        parts = [f"FREQ={self.frequency}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        if self.until is not None:
            parts.append(f"UNTIL={self.until}")
        parts += [f"{name}={','.join(map(str, items))}" for name, items in lists if items]
        if self.week_start:
            parts.append(f"WKST={WEEKDAYS[self.week_start]}")
        return ";".join(parts)

    @property
    def is_bounded(self) -> bool:
        """Whether the rule itself names an end."""
        return self.count is not None or self.until is not None

    def times(self, minute: int) -> tuple[int, ...]:
        """The times of the day at which it starts, the first start's being given.

        Units:   minutes of the day.
        """
        hours = self.hours or (minute // 60,)
        minutes = self.minutes or (minute % 60,)
        return tuple(hour * 60 + each for hour in hours for each in minutes)

    def filled(self, on: date) -> Rule:
        """The rule with what it leaves open taken from its first day.

        >>> str(Rule(frequency="MONTHLY").filled(date(2026, 5, 12)))
        'FREQ=MONTHLY;BYMONTHDAY=12'
        """
        if self.days or self.month_days or self.year_days or self.frequency == "DAILY":
            return self
        if self.frequency == "WEEKLY" or self.weeks:
            return attrs.evolve(self, days=(NthDay(0, on.weekday()),))
        is_open = self.frequency == "YEARLY" and not self.months
        return attrs.evolve(
            self, month_days=(on.day,), months=(on.month,) if is_open else self.months
        )

    @property
    def is_plain(self) -> bool:
        """Whether the days return after a fixed number of days, whatever the calendar says."""
        if self.frequency == "DAILY":
            return not self.months and not self.month_days
        return self.frequency == "WEEKLY" and not self.months
