"""A series made ready for decisions: its rays, on its own clock and in UTC.

On its own clock a series is its patterns, and everything returns after a few days or years. In
UTC each pattern falls apart into the classes of its zone's clock. Two series of one zone may be
compared on that clock as long as time there runs as in UTC for all that they ask about: no start
and no end is jumped over, and no length in minutes passes a change. Such a series is *smooth*.
All others are compared in UTC, which is always right.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from math import lcm
from typing import Final

from mo_network.scheduling.deciding.bits import repeated, set_of
from mo_network.scheduling.deciding.clocks import Window, phases, returns, skipped, windows
from mo_network.scheduling.deciding.keeping import Keeper
from mo_network.scheduling.deciding.plain import Plain
from mo_network.scheduling.deciding.rays import DAY, Ray
from mo_network.scheduling.minutes import END_OF_TIME, FIRST_MINUTE, check_count
from mo_network.scheduling.series import DayPattern, Occurrence, Series
from mo_network.scheduling.series.walls import LAST_DAY

LONGEST_PAD: Final = 366 * DAY
"""The most that set-up or tear-down may take: a year."""

_KEPT_TABLES: Final = 512


class Timetable:
    """What a series asks for, with the minutes before and after each occurrence.

    Units:   minutes that pass, for `before` and `after`; days are ordinals.
    Errors:  InvalidValue for minutes before or after below zero or above a year.
    """

    __slots__ = (
        "__dict__",
        "after",
        "before",
        "lasting",
        "patterns",
        "plain",
        "series",
        "sole",
        "zone",
    )

    def __init__(self, series: Series, before: int = 0, after: int = 0) -> None:
        check_pads(before, after)
        self.series = series
        self.before = before
        self.after = after
        self.zone = series.zone
        self.lasting = before + series.minutes + after
        self.patterns = series.patterns()
        self.plain = self._plain()
        self.sole = None if series.singles else self.plain
        """The plain start, if there is nothing else to the series."""

    @cached_property
    def singles(self) -> tuple[Occurrence, ...]:
        """The demand of occurrences that no rule gives, in order of their starts."""
        return tuple(self.padded(each) for each in self.series.singles)

    @cached_property
    def first(self) -> int:
        """The first day on which the rule may start one."""
        return min((each.first for each in self.patterns), default=LAST_DAY)

    @cached_property
    def last(self) -> int:
        """The last day on which the rule may start one."""
        return max((each.last for each in self.patterns), default=0)

    @cached_property
    def reach(self) -> int:
        """How many days on each side of its day an occurrence can ask for anything."""
        return self.lasting // DAY + 3

    @cached_property
    def is_smooth(self) -> bool:
        """Whether what the rule starts may be compared on its own clock."""
        return not any(
            self._is_rough(pattern.time, window)
            for window in windows(self.zone)
            if window.last >= self.first - self.reach
            for pattern in self.patterns
        )

    @cached_property
    def roughness(self) -> int:
        """By how many minutes a change of the clock can put off an occurrence at most."""
        changes = windows(self.zone)
        return max((w.length for w in changes if w.last >= self.first - self.reach), default=0)

    def returns(self, *, on_wall: bool) -> tuple[int, int]:
        """From which day on everything returns, and after how many days."""
        if on_wall:
            return self._settled
        day, period = self._settled
        again = returns(self.zone)
        return max(day, again.day), lcm(period, again.cycle)

    def rays(self, horizon: int, *, on_wall: bool) -> tuple[Ray, ...]:
        """The rays of what starts through a day, on the series' own clock or in UTC."""
        key = id(self), horizon, on_wall
        rays = _kept.get(key)
        if rays is None:
            find = self._on_wall if on_wall else self._in_utc
            rays = tuple(
                ray
                for pattern in self.patterns
                if pattern.first <= horizon
                for ray in find(pattern, min(horizon, pattern.last))
                if ray.days
            )
            _kept.put(key, self, rays)
        return rays

    def padded(self, occurrence: Occurrence) -> Occurrence:
        """An occurrence with what comes before and after it, cut to the calendar."""
        before, after = self.before, self.after
        if not before and not after:
            return occurrence
        key, start, end = occurrence
        return Occurrence(key, max(start - before, FIRST_MINUTE), min(end + after, END_OF_TIME))

    def by_rule(self, start: int, end: int) -> Iterable[Occurrence]:
        """The same without the occurrences that were added or moved."""
        low = max(start - self.after, FIRST_MINUTE)
        high = min(end + self.before, END_OF_TIME)
        return map(self.padded, self.series.plan.window(low, high))

    def standing(self, start: int, end: int) -> Iterable[Occurrence]:
        """The demand that shares a minute with a window of UTC minutes, in order."""
        low = max(start - self.after, FIRST_MINUTE)
        high = min(end + self.before, END_OF_TIME)
        return map(self.padded, self.series.occurrences(low, high))

    @cached_property
    def _settled(self) -> tuple[int, int]:
        """From which day on the patterns return, all that is finite being over, and the period."""
        firsts = [each.first if each.period else each.last + 1 for each in self.patterns]
        gone = max(self.series.left_out, default=0) // DAY + 1
        return max(*firsts, gone), lcm(*(each.period for each in self.patterns if each.period))

    @cached_property
    def _left_out(self) -> dict[int, list[int]]:
        """The days left out, by the time of the day."""
        days: dict[int, list[int]] = {}
        for wall in self.series.left_out:
            days.setdefault(wall % DAY, []).append(wall // DAY)
        return days

    def _days(self, pattern: DayPattern, horizon: int) -> int:
        """The days from the pattern's first through a horizon on which the rule starts one."""
        length = horizon - pattern.first + 1
        if pattern.period:
            days = repeated(pattern.bits, pattern.period, length)
        else:
            days = pattern.bits & ((1 << length) - 1)
        gone = [
            day - pattern.first
            for day in self._left_out.get(pattern.time, ())
            if pattern.first <= day <= horizon
        ]
        return days & ~set_of(gone, length) if gone else days

    def _on_wall(self, pattern: DayPattern, horizon: int) -> Iterable[Ray]:
        minute = pattern.time - self.before
        yield Ray(pattern.time, minute, self.lasting, pattern.first, self._days(pattern, horizon))

    def _in_utc(self, pattern: DayPattern, horizon: int) -> Iterable[Ray]:
        series, time, first = self.series, pattern.time, pattern.first
        is_exact = series.length == "exact"
        end = time if is_exact else time + series.minutes
        days = self._days(pattern, horizon)
        if series.gap == "skip":
            days &= ~skipped(self.zone, time, first, horizon)
        for at_start, at_end, those in phases(self.zone, time, end, first, horizon, series.fold):
            lasting = series.minutes if is_exact else series.minutes + at_start - at_end
            # What a clock jumps over as a whole keeps its length instead of its end.
            lasting = lasting if lasting > 0 else series.minutes
            minute = time - at_start - self.before
            yield Ray(time, minute, lasting + self.before + self.after, first, days & those)

    def _is_rough(self, time: int, window: Window) -> bool:
        series = self.series
        low, high = time, time + series.minutes
        if series.length == "exact" or self.before or self.after:
            low, high = low - self.before, high + self.after
            return (window.minute - low) % DAY <= high - low or (
                low - window.minute
            ) % DAY <= window.length
        if not (window.is_gap or series.fold):
            return False
        return any((point - window.minute) % DAY <= window.length for point in (low, high))

    def _plain(self) -> Plain | None:
        if len(self.patterns) != 1 or self.series.left_out:
            return None
        pattern = self.patterns[0]
        if not pattern.period or pattern.bits & (pattern.bits - 1) or not self.is_smooth:
            return None
        begin = (pattern.first + pattern.bits.bit_length() - 1) * DAY + pattern.time
        every = pattern.period * DAY
        last = begin + (pattern.last * DAY + pattern.time - begin) // every * every
        return Plain(self.zone, begin - self.before, every, self.lasting, last - self.before)


def check_pads(before: int, after: int) -> None:
    """Refuse minutes before or after an occurrence that cannot be."""
    check_count("the minutes before an occurrence", before, 0, LONGEST_PAD)
    check_count("the minutes after an occurrence", after, 0, LONGEST_PAD)


_kept = Keeper()
_tables: dict[tuple[int, int, int], Timetable] = {}


def timetable(series: Series, before: int = 0, after: int = 0) -> Timetable:
    """The timetable of a series, kept as long as it is in use."""
    # By identity: to digest a series with ten thousand exceptions would cost more than the
    # decision. The table holds its series, so the identity stays that of this one.
    known = _tables.get((id(series), before, after))
    if known is not None:
        return known
    table = Timetable(series, before, after)
    if len(_tables) >= _KEPT_TABLES:
        _tables.clear()
    _tables[id(series), before, after] = table
    return table


def horizon_of(tables: Iterable[Timetable], *, on_wall: bool, since: int = 0) -> int:
    """A day by which everything has happened that ever happens between some series."""
    tables = list(tables)
    begins = [table.returns(on_wall=on_wall) for table in tables] + [(since, 1)]
    reach = 2 * sum(sorted(table.reach for table in tables)[-2:])
    latest = max(day for day, _ in begins) + lcm(*(cycle for _, cycle in begins)) + reach
    return rounded(latest)


def rounded(day: int) -> int:
    """A horizon that many decisions share, so that masks are made once."""
    return min(day | 4095, LAST_DAY)
