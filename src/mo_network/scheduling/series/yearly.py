"""Starts that follow the calendar's months and years, worked out year by year and kept."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from functools import cached_property
from math import lcm

from mo_network.scheduling.series.rule import Rule
from mo_network.scheduling.series.steady import chosen
from mo_network.scheduling.series.walls import DAY, END_OF_WALLS, LAST_DAY, WallMinute
from mo_network.scheduling.series.years import (
    WEEK,
    Kind,
    bits_of,
    days_of_year,
    first_day_of,
    kind_of,
    months_of,
)

CYCLE = 146_097
"""Days of the Gregorian cycle: after 400 years each date falls on the same weekday again."""

_LAST_YEAR = date.max.year
_Shape = tuple[Kind, int]


class Yearly:
    """Wall-clock starts of a rule that looks at months or years.

    Units:   minutes of the wall clock; the starts of a year count from its 1 January, 00:00.
    """

    def __init__(self, rule: Rule, start: WallMinute) -> None:
        self.start = start
        self._rule = rule
        self._year = date.fromordinal(start // DAY).year
        self._times = rule.times(start % DAY)
        self._days: dict[Kind, int] = {}
        self._kept: dict[_Shape, tuple[int, ...]] = {}
        self._masks: dict[int, dict[int, int]] = {}
        self._years: dict[int, tuple[int, ...]] = {}

    def walls(self, low: WallMinute, high: WallMinute) -> list[WallMinute]:
        """The starts from `low` until, and without, `high`."""
        low, high = max(low, self.start), min(high, END_OF_WALLS)
        if low >= high:
            return []
        first, last = _year_of(low), _year_of(high - 1)
        found: list[WallMinute] = []
        for year in range(first, last + 1):
            base, places = first_day_of(year) * DAY, self._places(year)
            if year in {first, last}:
                places = places[bisect_left(places, low - base) : bisect_left(places, high - base)]
            found += [base + place for place in places]
        return found

    def has(self, wall: WallMinute) -> bool:
        """Whether the rule lets one start then."""
        if not self.start <= wall < END_OF_WALLS:
            return False
        year = _year_of(wall)
        places, place = self._places(year), wall - first_day_of(year) * DAY
        at = bisect_left(places, place)
        return at < len(places) and places[at] == place

    def nth(self, number: int) -> WallMinute | None:
        """The start with this number, the first being 1; None beyond the calendar."""
        number += self._skipped
        year = self._year
        if number > len(self._places(year)):
            # Whole periods are counted at once: a rule may have had millions of starts.
            each = self._in_a_period
            if not each:
                return None
            year += (number - 1) // each * self._period_years
            number = (number - 1) % each + 1
        while year <= _LAST_YEAR:
            places = self._places(year)
            if number <= len(places):
                return first_day_of(year) * DAY + places[number - 1]
            number -= len(places)
            year += 1
        return None

    def count_before(self, wall: WallMinute) -> int:
        """How many starts come before a wall-clock time."""
        if wall <= self.start:
            return 0
        last = _year_of(wall) if wall < END_OF_WALLS else _LAST_YEAR
        rounds, years = divmod(last - self._year, self._period_years)
        count = rounds * self._in_a_period if rounds else 0
        count += sum(len(self._places(self._year + each)) for each in range(years))
        rest = bisect_left(self._places(last), wall - first_day_of(last) * DAY)
        return count + rest - self._skipped

    def bits(self, time: int, first: int, days: int) -> int:
        """The days, from `first` on, that have a start at this time: bit k is `first + k`."""
        last = min(first + days - 1, LAST_DAY)
        pieces = [
            (first_day_of(year) - first, self._mask(self._places(year)).get(time, 0))
            for year in range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
        ]
        day, minute = divmod(self.start, DAY)
        early = max(day + (time < minute) - first, 0)
        return (_joined(pieces) & ((1 << days) - 1)) >> early << early

    @property
    def period_days(self) -> int:
        """After how many days everything returns."""
        frequency, interval = self._rule.frequency, self._rule.interval
        if frequency == "YEARLY":
            return CYCLE * (lcm(interval, 400) // 400)
        if frequency == "MONTHLY":
            return CYCLE * (lcm(interval, 4800) // 4800)
        return lcm(interval * (WEEK if frequency == "WEEKLY" else 1), CYCLE)

    @property
    def _period_years(self) -> int:
        return self.period_days // CYCLE * 400

    @cached_property
    def _in_a_period(self) -> int:
        """How many starts there are until everything returns, or the calendar ends."""
        until = min(self._year + self._period_years, _LAST_YEAR + 1)
        return sum(len(self._places(year)) for year in range(self._year, until))

    @property
    def _skipped(self) -> int:
        """The places of the first year that come before the start."""
        return bisect_left(self._places(self._year), self.start - first_day_of(self._year) * DAY)

    def _places(self, year: int) -> tuple[int, ...]:
        places = self._years.get(year)
        if places is None:
            phase = self._phase(year)
            places = () if self._is_idle(phase) else self._placed(kind_of(year), phase)
            self._years[year] = places
        return places

    def _placed(self, kind: Kind, phase: int) -> tuple[int, ...]:
        places = self._kept.get((kind, phase))
        if places is None:
            # Whoever came first in another thread is kept: `_mask` knows a tuple by its id.
            places = self._kept.setdefault((kind, phase), self._work_out(kind, phase))
        return places

    def _is_idle(self, phase: int) -> bool:
        """Whether INTERVAL passes over the whole year, so that there is nothing to work out."""
        frequency, interval = self._rule.frequency, self._rule.interval
        if frequency == "YEARLY":
            return bool(phase)
        if frequency == "MONTHLY":
            return -phase % interval >= 12
        if frequency == "DAILY":
            return -phase % interval >= 366
        return phase >= WEEK and interval * WEEK - phase >= 366

    def _phase(self, year: int) -> int:
        """Where the year's first month, week or day stands within the interval."""
        frequency, interval = self._rule.frequency, self._rule.interval
        if frequency == "YEARLY":
            return (year - self._year) % interval
        first = date.fromordinal(self.start // DAY)
        if frequency == "MONTHLY":
            return (12 * (year - self._year) - first.month + 1) % interval
        away = first_day_of(year) - first.toordinal()
        if frequency == "DAILY":
            return away % interval
        return (away + (first.weekday() - self._rule.week_start) % WEEK) % (interval * WEEK)

    def _work_out(self, kind: Kind, phase: int) -> tuple[int, ...]:
        rule = self._rule
        mask = self._days.get(kind)
        if mask is None:
            mask = self._days[kind] = days_of_year(rule, kind)
        if rule.frequency == "WEEKLY" and rule.positions:
            groups = _whole_weeks(rule, kind, mask, phase)
        else:
            groups = [list(bits_of(each & mask)) for each in _groups(rule, kind, phase)]
        places: list[int] = []
        for group in groups:
            walls = [day * DAY + time for day in group for time in self._times]
            places += chosen(walls, rule.positions)
        return tuple(each for each in places if 0 <= each < kind.length * DAY)

    def _mask(self, places: tuple[int, ...]) -> dict[int, int]:
        """The days of a year as bits, by the time of the day."""
        # Few tuples of places, kept for good, are shared by all years; to hash one is dear.
        masks = self._masks.get(id(places))
        if masks is None:
            masks = {}
            for place in places:
                day, time = divmod(place, DAY)
                masks[time] = masks.get(time, 0) | 1 << day
            self._masks[id(places)] = masks
        return masks


def _groups(rule: Rule, kind: Kind, phase: int) -> list[int]:
    """The years, months, weeks or days that INTERVAL leaves, each as its days."""
    whole = (1 << kind.length) - 1
    if rule.frequency == "YEARLY":
        return [whole]
    if rule.frequency == "MONTHLY":
        months = enumerate(months_of(kind.length), phase)
        return [month.mask for place, month in months if place % rule.interval == 0]
    if rule.frequency == "DAILY":
        return [1 << day for day in range(-phase % rule.interval, kind.length, rule.interval)]
    return [
        127 << begin if begin >= 0 else 127 >> -begin
        for begin in range(-phase, kind.length, rule.interval * WEEK)
    ]


def _whole_weeks(rule: Rule, kind: Kind, mask: int, phase: int) -> list[list[int]]:
    """The days of each week that touches the year; BYSETPOS counts whole weeks, so over its ends.

    Shape:   days from 1 January; those before it and after the year stand in its neighbours.
    """
    wanted = {(each.weekday - kind.weekday) % WEEK for each in rule.days}

    def is_in(day: int) -> bool:
        if 0 <= day < kind.length:
            return bool(mask >> day & 1)
        return day % WEEK in wanted and (12 if day < 0 else 1) in rule.months

    return [
        [day for day in range(begin, begin + WEEK) if is_in(day)]
        for begin in range(-phase, kind.length, rule.interval * WEEK)
        if begin > -WEEK
    ]


def _joined(pieces: list[tuple[int, int]]) -> int:
    """The bits of many stretches as one integer, joined in pairs: the long ones move seldom."""
    while len(pieces) > 1:
        pairs = zip(pieces[::2], pieces[1::2], strict=False)
        joined = [(at, bits | other << (later - at)) for (at, bits), (later, other) in pairs]
        pieces = joined + pieces[len(joined) * 2 :]
    at, bits = pieces[0]
    return bits << at if at >= 0 else bits >> -at


def _year_of(wall: WallMinute) -> int:
    return date.fromordinal(wall // DAY).year
