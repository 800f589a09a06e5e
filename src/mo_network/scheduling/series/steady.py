"""Starts that return after a fixed number of days: DAILY and WEEKLY without months."""

from __future__ import annotations

from bisect import bisect_left
from math import lcm

import attrs

from mo_network.scheduling.series.rule import Rule
from mo_network.scheduling.series.walls import DAY, END_OF_WALLS, LAST_DAY, WallMinute
from mo_network.scheduling.series.years import WEEK


@attrs.frozen
class Steady:
    """Wall-clock starts as a base, a period, and the places within the period.

    Shape:   `places` in order; those before `start` in the first period are no starts.
    Units:   minutes of the wall clock.
    """

    start: WallMinute
    base: WallMinute
    period: int
    places: tuple[int, ...]

    @classmethod
    def of(cls, rule: Rule, start: WallMinute) -> Steady:
        """The starts of a plain, filled rule."""
        day = start // DAY
        if rule.frequency == "DAILY":
            # Without weekdays each interval is a period; with them, seven are, or fewer.
            base, period = day, lcm(rule.interval, WEEK) if rule.days else rule.interval
            groups = [
                range(each, each + 1) for each in range(0, min(period, LAST_DAY), rule.interval)
            ]
        else:
            base, period = day - (day - 1 - rule.week_start) % WEEK, WEEK * rule.interval
            groups = [range(WEEK)]
        wanted = {each.weekday for each in rule.days} or set(range(WEEK))
        times = rule.times(start % DAY)
        places: list[int] = []
        for group in groups:
            days = [each * DAY for each in group if (base + each - 1) % WEEK in wanted]
            places += chosen(days, times, rule.positions)
        return cls(start, base * DAY, period * DAY, tuple(places))

    def walls(self, low: WallMinute, high: WallMinute) -> list[WallMinute]:
        """The starts from `low` until, and without, `high`."""
        low, high = max(low, self.start), min(high, END_OF_WALLS)
        if low >= high or not self.places:
            return []
        period = self.period
        if len(self.places) == 1:
            first = self.base + self.places[0]
            return list(range(first - (first - low) // period * period, high, period))
        first = low - (low - self.base) % period
        found = [begin + place for begin in range(first, high, period) for place in self.places]
        return found[bisect_left(found, low) : bisect_left(found, high)]

    def has(self, wall: WallMinute) -> bool:
        """Whether the rule lets one start then."""
        return self.start <= wall and (wall - self.base) % self.period in self.places

    def nth(self, number: int) -> WallMinute | None:
        """The start with this number, the first being 1; None beyond the calendar."""
        if not self.places:
            return None
        rounds, place = divmod(self._skipped + number - 1, len(self.places))
        wall = self.base + rounds * self.period + self.places[place]
        return wall if wall < END_OF_WALLS else None

    def count_before(self, wall: WallMinute) -> int:
        """How many starts come before a wall-clock time."""
        if wall <= self.start:
            return 0
        rounds, rest = divmod(wall - self.base, self.period)
        return rounds * len(self.places) + bisect_left(self.places, rest) - self._skipped

    def bits(self, time: int, first: int, days: int) -> int:
        """The days, from `first` on, that have a start at this time: bit k is `first + k`."""
        walls = self.walls(first * DAY, (first + days) * DAY)
        return sum(1 << (wall // DAY - first) for wall in walls if wall % DAY == time)

    @property
    def period_days(self) -> int:
        """After how many days everything returns."""
        return self.period // DAY

    @property
    def _skipped(self) -> int:
        return bisect_left(self.places, self.start - self.base)


def chosen(days: list[int], times: tuple[int, ...], positions: tuple[int, ...]) -> list[int]:
    """The times of some days, both sorted, that BYSETPOS names; all, without it.

    >>> chosen([0, 1440], (600, 720), (1, -1))
    [600, 2160]
    """
    if not positions:
        return [day + time for day in days for time in times]
    each = len(times)
    count = len(days) * each
    places = {place - 1 if place > 0 else count + place for place in positions}
    return [
        days[place // each] + times[place % each] for place in sorted(places) if 0 <= place < count
    ]
