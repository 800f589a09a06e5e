"""Starts that follow the calendar's months and years, worked out year by year and kept."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from functools import cached_property, reduce
from math import lcm
from operator import or_

from mo_network.scheduling.series.groups import groups_of, whole_weeks
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
        self._wants: dict[_Shape, int] = {}
        self._alike: tuple[int, int, int] | None = None

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
            held = self._number_in(year)
            if number <= held:
                return first_day_of(year) * DAY + self._places(year)[number - 1]
            number -= held
            year += 1
        return None

    def count_before(self, wall: WallMinute) -> int:
        """How many starts come before a wall-clock time."""
        if wall <= self.start:
            return 0
        last = _year_of(wall) if wall < END_OF_WALLS else _LAST_YEAR
        rounds, years = divmod(last - self._year, self._period_years)
        count = rounds * self._in_a_period if rounds else 0
        count += sum(self._number_in(self._year + each) for each in range(years))
        rest = bisect_left(self._places(last), wall - first_day_of(last) * DAY)
        return count + rest - self._skipped

    def bits(self, time: int, first: int, days: int) -> int:
        """The days, from `first` on, that have a start at this time: bit k is `first + k`."""
        day, minute = divmod(self.start, DAY)
        early = max(day + (time < minute) - first, 0)
        if self._rule.positions or time not in self._times:
            return self._bits(time, first, days) >> early << early
        # Without BYSETPOS all times of the day have the same days, and are asked in a row.
        known = self._alike
        if known is None or known[:2] != (first, days):
            known = self._alike = first, days, self._bits(time, first, days)
        return known[2] >> early << early if early else known[2]

    def _bits(self, time: int, first: int, days: int) -> int:
        """The same, those before the start not yet left out."""
        last = min(first + days - 1, LAST_DAY)
        pieces = [
            (first_day_of(year) - first, self._days_at(time, year))
            for year in range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
        ]
        return _joined(pieces) & ((1 << days) - 1)

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
        return sum(map(self._number_in, range(self._year, until)))

    @property
    def _skipped(self) -> int:
        """The places of the first year that come before the start."""
        return bisect_left(self._places(self._year), self.start - first_day_of(self._year) * DAY)

    def _number_in(self, year: int) -> int:
        """How many starts a year has: without BYSETPOS counted, not worked out."""
        if self._rule.positions:
            return len(self._places(year))
        phase = self._phase(year)
        if self._is_idle(phase):
            return 0
        return self._wanted(kind_of(year), phase).bit_count() * len(self._times)

    def _wanted(self, kind: Kind, phase: int) -> int:
        """The days of a year on which the rule starts any, where BYSETPOS chooses none."""
        mask = self._wants.get((kind, phase))
        if mask is None:
            mask = reduce(or_, groups_of(self._rule, kind, phase), 0) & self._mask_of(kind)
            self._wants[kind, phase] = mask
        return mask

    def _mask_of(self, kind: Kind) -> int:
        mask = self._days.get(kind)
        if mask is None:
            mask = self._days[kind] = days_of_year(self._rule, kind)
        return mask

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
        rule, mask = self._rule, self._mask_of(kind)
        if rule.frequency == "WEEKLY" and rule.positions:
            groups = whole_weeks(rule, kind, mask, phase)
        else:
            groups = [list(bits_of(each & mask)) for each in groups_of(rule, kind, phase)]
        places: list[int] = []
        for group in groups:
            places += chosen([day * DAY for day in group], self._times, rule.positions)
        return tuple(each for each in places if 0 <= each < kind.length * DAY)

    def _days_at(self, time: int, year: int) -> int:
        """The days of a year that have a start at this time."""
        if self._rule.positions:
            return self._mask(self._places(year)).get(time, 0)
        phase = self._phase(year)
        if time not in self._times or self._is_idle(phase):
            return 0
        return self._wanted(kind_of(year), phase)

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
