"""Opening hours: weekly hours on a wall clock, from a day on, and days that are otherwise.

The one definition: hours open at the first instant at which the clock, on that day, shows their
opening time or a later one, and close at the first instant at which it shows their closing time or
a later one. So hours that begin inside a gap begin when the clocks have been put forward, a time
that exists twice is meant as the first, and hours that the change swallows whole are none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import attrs

from mo_network.errors import InvalidValue
from mo_network.scheduling.hours import Hours, check_apart
from mo_network.scheduling.minutes import check_window
from mo_network.scheduling.wall import MINUTES_OF_DAY, first_showing, shown
from mo_network.values.days import check_day
from mo_network.values.zones import zone

Day = tuple[Hours, ...]


@attrs.frozen
class WeeklyHours:
    """The hours of each weekday, from a day on.

    Shape:   seven days, Monday first; a day without hours is closed. Hours belong to the day on
             which they open.
    Errors:  InvalidValue for fewer or more than seven days, and hours of a day that overlap.
    """

    since: date
    days: tuple[Day, ...]

    def __attrs_post_init__(self) -> None:
        check_day(self.since)
        if len(self.days) != 7:
            raise InvalidValue(
                f"weekly hours were given for {len(self.days)} days: give seven, Monday first, "
                "with () for a day that is closed",
                given=len(self.days),
                allowed="7 days",
            )
        for day in self.days:
            check_apart(day)

    @classmethod
    def parse(cls, since: date, **days: str) -> WeeklyHours:
        """From texts by weekday: `mon="09:00-12:30 14:00-20:00", fri="18:00-02:00"`.

        Errors:  InvalidValue for other weekdays, and hours that cannot be read.
        """
        unknown = [day for day in days if day not in _WEEKDAYS]
        if unknown:
            raise InvalidValue(
                f"{', '.join(unknown):.60} is no weekday: allowed are {', '.join(_WEEKDAYS)}",
                given=unknown,
                allowed=", ".join(_WEEKDAYS),
            )
        return cls(since, tuple(Hours.parse_day(days.get(day, "")) for day in _WEEKDAYS))

    def is_closed(self) -> bool:
        """Whether no day has hours."""
        return not any(self.days)


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@attrs.frozen
class OpeningHours:
    """When something is open.

    Shape:   weekly hours, each step from its first day until the next step; `days` are single
             days with other hours, or none, which count in place of the weekly ones. What opened
             the evening before stays open past midnight. Before the first step it is closed.
    Units:   wall-clock minutes in, UTC minutes out, half-open.
    Errors:  InvalidValue for unknown zones, and for days or steps that are out of order or twice.
    Source:  design, section 6: closures and hours look at the core time only.

    >>> week = WeeklyHours.parse(date(2026, 1, 1), fri="18:00-02:00", sat="10:00-12:00")
    >>> hall = OpeningHours("Europe/Berlin", (week,), days=((date(2026, 5, 2), ()),))
    >>> friday = 1065219840  # 2026-05-01T00:00Z
    >>> [(start - friday, end - friday) for start, end in hall.windows(friday, friday + 2880)]
    [(960, 1440)]
    >>> hall.is_open(friday + 1000, friday + 1100)
    True
    """

    zone: str
    weeks: tuple[WeeklyHours, ...]
    days: tuple[tuple[date, Day], ...] = ()

    def __attrs_post_init__(self) -> None:
        zone(self.zone)
        _check_order("the first days of weekly hours", [week.since for week in self.weeks])
        _check_order("the single days", [check_day(on) for on, _ in self.days])
        for _, day in self.days:
            check_apart(day)

    def windows(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretches of a window that are open, in order; those that touch are one.

        The cost is that of the days that lie in it, and only of those asked for.
        """
        check_window(start, end)
        held: tuple[int, int] | None = None
        for opens, closes in self._hours(start, end):
            if held is not None and opens <= held[1]:
                held = held[0], max(held[1], closes)
                continue
            if held is not None:
                yield held
            held = opens, closes
        if held is not None:
            yield held

    def first_closed(self, start: int, end: int) -> int | None:
        """The first minute of a window that is not open; None when it is open throughout."""
        opens, closes = next(self.windows(start, end), (end, end))
        if opens > start:
            return start
        return closes if closes < end else None

    def is_open(self, start: int, end: int) -> bool:
        """Whether every minute of a window is open."""
        return self.first_closed(start, end) is None

    def _hours(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The hours of each day, cut to the window, in order of opening."""
        # Hours may have opened the day before. And where clocks are put back past midnight, the
        # clock shows the next day for a while before it shows the day again.
        ordinal = shown(start, self.zone) // MINUTES_OF_DAY - 1
        last = shown(end - 1, self.zone) // MINUTES_OF_DAY + 1
        while (next_day := self._next_day(ordinal)) is not None and next_day <= last:
            for hours in self._day(next_day):
                midnight = next_day * MINUTES_OF_DAY
                opens = max(first_showing(midnight + hours.opens, self.zone), start)
                closes = min(first_showing(midnight + hours.closes, self.zone), end)
                if opens < closes:
                    yield opens, closes
            ordinal = next_day + 1

    def _day(self, ordinal: int) -> Day:
        place = bisect_left(self.days, ordinal, key=_ordinal)
        if place < len(self.days) and _ordinal(self.days[place]) == ordinal:
            return self.days[place][1]
        step = bisect_right(self.weeks, ordinal, key=_since) - 1
        return self.weeks[step].days[(ordinal - 1) % 7] if step >= 0 else ()

    def _next_day(self, ordinal: int) -> int | None:
        """The first day from one on that may have hours: closed years are stepped over at once."""
        step = bisect_right(self.weeks, ordinal, key=_since) - 1
        if step >= 0 and not self.weeks[step].is_closed():
            return ordinal
        place = bisect_left(self.days, ordinal, key=_ordinal)
        ahead = [_since(week) for week in self.weeks[step + 1 : step + 2]]
        ahead += [_ordinal(day) for day in self.days[place : place + 1]]
        return min(ahead, default=None)


def _since(week: WeeklyHours) -> int:
    return week.since.toordinal()


def _ordinal(day: tuple[date, Day]) -> int:
    return day[0].toordinal()


def _check_order(what: str, days: list[date]) -> None:
    for before, after in pairwise(days):
        if after <= before:
            raise InvalidValue(
                f"{what} go from {before} to {after}: give each day once, in order of the calendar",
                given=after,
                allowed=f"after {before}",
            )
