"""What a zone's clock makes of one time of the day: classes of days with equal offsets.

Between two changes of its clock a zone is as good as UTC. So the days of a pattern fall into few
classes: those on which an occurrence begins and ends under the same two offsets. In Europe an
evening has two of them, summer and winter; a night has four, for there are the two nights on
which the clock changes. Each class is a set of days, and with it a ray in UTC. From some day on
(in most zones 2037) changes follow a rule of the Gregorian calendar, and so everything returns
after its 146,097 days.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import chain, pairwise, product
from typing import NamedTuple

from mo_network.scheduling.deciding.bits import repeated, runs_of, set_of
from mo_network.scheduling.deciding.rays import DAY
from mo_network.scheduling.series.zones import Clock, clock_of

CYCLE = 146_097
"""The days of 400 years: leap years and weekdays return, and with them the clocks' rules."""


class Return(NamedTuple):
    """From which day on a clock does the same again, and after how many days."""

    day: int
    cycle: int


class Phase(NamedTuple):
    """The days (bits from some first one) on which start and end have the same two offsets."""

    at_start: int
    at_end: int
    days: int


class Window(NamedTuple):
    """A stretch of the day at which a zone changed its clock, and when it last did.

    Units:   minutes of the day, and how many on; `is_gap` if the clock went forward.
    """

    minute: int
    length: int
    is_gap: bool
    last: int


def utc_of(zone: str, wall: int) -> int:
    """The UTC minute of a wall-clock time that comes once."""
    clock = clock_of(zone)
    return wall - DAY - clock.offsets[bisect_right(clock.firsts, wall)]


@lru_cache(maxsize=64)
def returns(zone: str) -> Return:
    """When the clock of a zone begins to repeat itself."""
    clock = clock_of(zone)
    changes, offsets, walls = clock.changes, clock.offsets, clock.firsts
    span = CYCLE * DAY
    count = len(changes) - bisect_left(changes, changes[-1] - span + 1) if changes else 0
    # What follows was made by repeating it.
    known = clock.told
    while known > count and changes[known - 1] - changes[known - 1 - count] == span:
        if offsets[known] != offsets[known - count]:
            break
        known -= 1
    if known == len(changes):
        return Return(walls[-1] // DAY + 2 if walls else 0, 1)
    return Return(walls[known - count] // DAY, CYCLE)


@lru_cache(maxsize=64)
def windows(zone: str) -> tuple[Window, ...]:
    """The times of the day at which the zone's clock was ever changed, each with its last day."""
    clock = clock_of(zone)
    found: dict[tuple[int, int, bool], int] = {}
    # Those in between return in the last cycle.
    last_cycle = max(len(clock.changes) - clock.told, clock.told)
    for place in chain(range(clock.told), range(last_cycle, len(clock.changes))):
        change, before, after = clock.changes[place], *clock.offsets[place : place + 2]
        low, high = sorted((change + DAY + before, change + DAY + after))
        # A minute more on both sides, for in olden days clocks were put by seconds.
        found[(low - 1) % DAY, high - low + 2, after > before] = high // DAY
    return tuple(Window(*window, last) for window, last in found.items())


def phases(zone: str, start: int, end: int, first: int, horizon: int, fold: int) -> list[Phase]:
    """The classes of the days from `first` through `horizon`, for one time of the day.

    Units:   minutes from midnight of a day to start and end on the wall clock.
    """
    clock, again = clock_of(zone), returns(zone)
    head = max(first, again.day) + end // DAY + 3
    until = min(horizon, head + again.cycle) + 1
    known = head - first
    starts = _by_offset(clock, start, first, until, fold)
    ends = starts if start == end else _by_offset(clock, end, first, until, fold)
    found = []
    for (at_start, begins), (at_end, stops) in product(starts.items(), ends.items()):
        days = begins & stops
        if days and until <= horizon:
            rest = repeated(days >> known, again.cycle, horizon - head + 1)
            days = days & ((1 << known) - 1) | rest << known
        if days:
            found.append(Phase(at_start, at_end, days))
    return found


def skipped(zone: str, start: int, first: int, horizon: int) -> int:
    """The days from `first` through `horizon` on which the clock jumps over a time of the day."""
    days = [
        day - first
        for gap in clock_of(zone).gaps_between(first * DAY, (horizon + 1) * DAY)
        for day in range(-((start - gap.start) // DAY), -((start - gap.end) // DAY))
        if first <= day <= horizon
    ]
    return set_of(days, horizon - first + 1)


def _by_offset(clock: Clock, time: int, first: int, until: int, fold: int) -> dict[int, int]:
    """The days (bits from `first`) on which each offset holds at a time of the day."""
    walls, offsets = clock.edges(fold), clock.offsets
    # From the first day on which a change is behind this time of the day, its offset holds.
    low = bisect_left(walls, first * DAY + time + 1)
    high = bisect_left(walls, (until - 1) * DAY + time + 1)
    days = [-((time - wall) // DAY) - first for wall in walls[low:high]]
    return _runs_by_offset(tuple(offsets[low : high + 1]), (0, *days, until - first))


@lru_cache(maxsize=32)
def _runs_by_offset(offsets: tuple[int, ...], edges: tuple[int, ...]) -> dict[int, int]:
    """The same from the days of the changes, which most times of the day have in common."""
    runs: dict[int, list[tuple[int, int]]] = {}
    for offset, run in zip(offsets, pairwise(edges), strict=True):
        runs.setdefault(offset, []).append(run)
    return {offset: runs_of(stretches, edges[-1]) for offset, stretches in runs.items()}
