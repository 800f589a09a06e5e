"""The days of a year that a rule means, as the bits of one integer: bit 0 is 1 January.

A year is known by the weekday of its first day, its length and the lengths of its neighbours
(for weeks that belong to two years): 28 kinds at most. So a rule without INTERVAL is worked out
at most 28 times for all years of the calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from mo_network.scheduling.series.rule import NthDay, Rule

WEEK: Final = 7
_CYCLE: Final = 400
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Kind(NamedTuple):
    """What the days of a year depend on.

    Shape:   `weekday` of 1 January, Monday being 0; the days of the year, and of its neighbours.
    """

    weekday: int
    length: int
    before: int
    after: int


def first_day_of(year: int) -> int:
    """The ordinal of a year's 1 January.

    >>> first_day_of(1), first_day_of(2026)
    (1, 739617)
    """
    past = year - 1
    return 365 * past + past // 4 - past // 100 + past // 400 + 1


def kind_of(year: int) -> Kind:
    """The kind of a year.

    >>> kind_of(2026)
    Kind(weekday=3, length=365, before=365, after=365)
    """
    return _kind_of(year % _CYCLE + _CYCLE)


@lru_cache(maxsize=_CYCLE)
def _kind_of(year: int) -> Kind:
    days = [first_day_of(each) for each in range(year - 1, year + 3)]
    before, length, after = (b - a for a, b in pairwise(days))
    return Kind((days[1] - 1) % WEEK, length, before, after)


class Month(NamedTuple):
    """A month of a year: its first day, counted from 1 January, and its length."""

    first: int
    length: int

    @property
    def mask(self) -> int:
        """Its days as bits."""
        return ((1 << self.length) - 1) << self.first


@lru_cache(maxsize=2)
def months_of(length: int) -> tuple[Month, ...]:
    """The twelve months of a year that has so many days."""
    months, first = [], 0
    for number, usual in enumerate(_LENGTHS):
        days = usual + (length == 366 and number == 1)
        months.append(Month(first, days))
        first += days
    return tuple(months)


# Bit i stands for each day i, i + 7, i + 14 ...: long enough for a year and a week on each side.
_EACH_WEEK: Final = tuple(sum(1 << day for day in range(first, 385, WEEK)) for first in range(WEEK))


def weekday_mask(weekday: int, first_weekday: int) -> int:
    """Each such weekday, where bit 0 is a `first_weekday`."""
    return _EACH_WEEK[(weekday - first_weekday) % WEEK]


def bits_of(mask: int) -> Iterator[int]:
    """The places of the bits that are set, in order.

    >>> list(bits_of(0b10010))
    [1, 4]
    """
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def days_of_year(rule: Rule, kind: Kind) -> int:
    """The days that the BY parts of a filled rule leave; INTERVAL is not looked at."""
    months = months_of(kind.length)
    mask = (1 << kind.length) - 1
    if rule.months:
        mask &= sum(months[number - 1].mask for number in rule.months)
    if rule.weeks:
        mask &= _weeks(rule, kind)
    if rule.year_days:
        mask &= _one_of(rule.year_days, 0, kind.length)
    if rule.month_days:
        mask &= sum(_one_of(rule.month_days, each.first, each.length) for each in months)
    if rule.days:
        spans = months if rule.months or rule.frequency != "YEARLY" else (Month(0, kind.length),)
        mask &= _weekdays(rule.days, kind.weekday, spans)
    return mask


def _one_of(numbers: Iterable[int], first: int, length: int) -> int:
    """The days with these numbers within a stretch; numbers below zero count from its end."""
    mask = 0
    for number in numbers:
        place = number - 1 if number > 0 else length + number
        if 0 <= place < length:
            mask |= 1 << (first + place)
    return mask


def _weekdays(days: Iterable[NthDay], first_weekday: int, spans: tuple[Month, ...]) -> int:
    mask = 0
    for nth, weekday in days:
        each = weekday_mask(weekday, first_weekday)
        if not nth:
            mask |= each
            continue
        for span in spans:
            within = list(bits_of(each & span.mask))
            place = nth - 1 if nth > 0 else len(within) + nth
            if 0 <= place < len(within):
                mask |= 1 << within[place]
    return mask


def _weeks(rule: Rule, kind: Kind) -> int:
    """The days of a year that lie in weeks with these numbers, of this year or its neighbours."""
    years = (
        (-kind.before, (kind.weekday - kind.before) % WEEK, kind.before),
        (0, kind.weekday, kind.length),
        (kind.length, (kind.weekday + kind.length) % WEEK, kind.after),
    )
    mask = 0
    for first, weekday, length in years:
        week_one = _first_week(weekday, rule.week_start)
        after = length + _first_week((weekday + length) % WEEK, rule.week_start)
        count = (after - week_one) // WEEK
        for number in rule.weeks:
            place = number - 1 if number > 0 else count + number
            if 0 <= place < count:
                begin = first + week_one + place * WEEK
                mask |= 127 << begin if begin >= 0 else 127 >> -begin
    return mask & ((1 << kind.length) - 1)


def _first_week(weekday: int, week_start: int) -> int:
    """Where week 1 begins: the first week with at least four days in the year."""
    back = (weekday - week_start) % WEEK
    return -back if back <= 3 else WEEK - back
