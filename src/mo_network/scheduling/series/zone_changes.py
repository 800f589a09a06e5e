"""What new zone data moves: parliaments change clocks, and what was promised stays on the wall.

Only the stretches are looked at on which the old clock and the new one differ, so a series for
ever costs no more than the change itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import attrs

from mo_network.scheduling.minutes import END_OF_TIME, FIRST_MINUTE, check_window
from mo_network.scheduling.series.plan import Occurrence, Plan
from mo_network.scheduling.series.value import Series
from mo_network.scheduling.series.walls import DAY, END_OF_WALLS, WallMinute
from mo_network.scheduling.series.zones import Clock


class Shifted(NamedTuple):
    """An occurrence whose moments differ under two clocks; None where it does not take place."""

    key: str
    before: Occurrence | None
    after: Occurrence | None


def shifted(
    series: Series,
    before: Clock,
    after: Clock,
    start: int = FIRST_MINUTE,
    end: int = END_OF_TIME,
) -> Iterator[Shifted]:
    """The occurrences that lie elsewhere in UTC since a zone's clock was changed.

    Shape:   those that touch the window before or after the change, by their keys; those that
             the rule does not give come last. Worked out as they are asked for.
    Units:   UTC minutes since 0001-01-01T00:00Z.
    Errors:  InvalidValue for an empty window.

    >>> from mo_network.scheduling.series.zones import clock_of
    >>> evening = Series(start="2026-11-24T18:00", minutes=60, zone="Europe/Berlin")
    >>> [each.key for each in shifted(evening, clock_of("Europe/Berlin"), clock_of("Europe/Kyiv"))]
    ['2026-11-24T18:00']
    """
    check_window(start, end)
    old, new = (
        attrs.evolve(series.plan, placing=attrs.evolve(series.plan.placing, clock=clock))
        for clock in (before, after)
    )
    for low, high in _stretches(old, new, start, end):
        yield from _compared(old.between(low, high), new.between(low, high), start, end)
    yield from _compared(old.singles, new.singles, start, end)


def _compared(
    old: tuple[Occurrence, ...], new: tuple[Occurrence, ...], start: int, end: int
) -> Iterator[Shifted]:
    olds, news = ({each.key: each for each in side} for side in (old, new))
    for key in sorted(olds.keys() | news.keys()):
        found = Shifted(key, olds.get(key), news.get(key))
        sides = [each for each in found[1:] if each is not None]
        if found.before != found.after and any(a < end and b > start for _, a, b in sides):
            yield found


def _stretches(
    old: Plan, new: Plan, start: int, end: int
) -> Iterator[tuple[WallMinute, WallMinute]]:
    """The starts on the wall clock that may lie elsewhere, stretch by stretch, each once."""
    minutes, fold = old.minutes, old.placing.fold
    # No clock is a day off UTC, so two days on each side hold the whole window.
    low, high = max(start - minutes - DAY, 0), min(end + 3 * DAY, END_OF_WALLS)
    marks = {low, high}
    for clock in (old.placing.clock, new.placing.clock):
        for edges in (clock.edges(fold), clock.gap_starts, clock.gap_ends):
            marks.update(edges[bisect_right(edges, low) : bisect_left(edges, high)])
    # With COUNT, what is skipped decides how far the rule goes.
    least, most = sorted((old.cut + 1, new.cut + 1))
    marks.update(mark for mark in (least, most) if low < mark < high)
    done = low - minutes
    for here, there in pairwise(sorted(marks)):
        if _reading(old, here) != _reading(new, here) or least <= here < most:
            # What starts before a stretch may end in it.
            yield max(here - minutes, done), there
            done = there


def _reading(plan: Plan, wall: WallMinute) -> tuple[int, bool]:
    clock = plan.placing.clock
    place = bisect_right(clock.edges(plan.placing.fold), wall)
    return clock.offsets[place], clock.is_skipped(wall)
