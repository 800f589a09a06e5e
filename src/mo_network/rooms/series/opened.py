"""Which dates of a series lie outside the opening hours: decided for ever, not date by date.

Hours return each week, and what is otherwise is finite: the first days of new weekly hours, and
days with hours of their own. Where a series is on the same clock as the room, and neither it nor
the hours begin or end when clocks are changed, a date is open exactly if the wall clock says so;
then one date of each time of the week stands for all the later ones. Such a series is asked about
until every time of the week that it ever has was seen. All others are asked about date by date.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from mo_network.scheduling import Occurrence, Series
from mo_network.scheduling.deciding.bits import folded
from mo_network.scheduling.deciding.clocks import windows
from mo_network.scheduling.deciding.timetable import timetable
from mo_network.scheduling.openings import OpeningHours, WeeklyHours
from mo_network.scheduling.series import read_wall

if TYPE_CHECKING:
    from mo_network.rooms.state import RoomsState

LOOKED_AT: Final = 25_000
"""How many dates are asked about one by one at most: of a weekly series, more than 400 years."""

_DAY: Final = 24 * 60
_WEEK: Final = 7 * _DAY


class ClosedDate(NamedTuple):
    """A date outside the opening hours: the room that is closed then, and the day by its clock."""

    occurrence: Occurrence
    room: str
    day: int


def closed_by_hours(state: RoomsState, room: str, series: Series) -> Iterator[ClosedDate]:
    """The dates of a series outside the opening hours, in order of time, as they are asked for.

    Shape:   for ever, but for series that are asked about date by date (see above): these up to
             `LOOKED_AT`, which is for ever too if they come once a week or more rarely, because
             the calendar returns after 400 years.
    """
    openings = state.openings(room, state.leaves(room))
    if not openings:
        return
    if any(_is_rough(series, opening) for opening in openings):
        yield from _closed(state, room, islice(series.occurrences(), LOOKED_AT))
        return
    steps = sorted({week.since.toordinal() for each in openings for week in each.weeks})
    special = sorted({*steps, *(on.toordinal() for each in openings for on, _ in each.days)})
    reach = series.minutes // _DAY + 2
    wanted = _times_of_week(series, special[-1] + 2)
    singles = {each.key for each in series.singles}
    known: set[tuple[int, int]] = set()
    for each in series.occurrences():
        if each.key in singles:
            yield from _closed(state, room, (each,))
            continue
        wall = read_wall(each.key, "an occurrence")
        day, time = wall // _DAY, wall % _WEEK
        place, step = bisect_left(special, day - 1), bisect_right(steps, day)
        is_last = place == len(special)
        is_usual = is_last or special[place] > day + reach
        is_known = is_usual and (step, time) in known
        found = None if is_known else next(_closed(state, room, (each,)), None)
        if found is not None:
            yield found
        elif is_usual:
            known.add((step, time))
            if is_last:
                wanted.discard(time)
        if is_last and not wanted:
            # What comes later is as some date was, but for single ones.
            rest = (other for other in series.singles if other.start > each.start)
            yield from _closed(state, room, rest)
            return


def _closed(state: RoomsState, room: str, dates: Iterable[Occurrence]) -> Iterator[ClosedDate]:
    for each in dates:
        closed = state.closing_day(room, each.start, each.end)
        if closed is not None:
            yield ClosedDate(each, *closed)


def _is_rough(series: Series, opening: OpeningHours) -> bool:
    """Whether the wall clock alone does not say what is open."""
    table = timetable(series)
    if series.zone != opening.zone or not table.is_smooth:
        return True
    edges = _edges(opening.weeks)
    return any(
        (edge - change.minute) % _DAY <= change.length
        for change in windows(series.zone)
        if change.last >= table.first - table.reach
        for edge in edges
    )


@lru_cache(maxsize=64)
def _edges(weeks: tuple[WeeklyHours, ...]) -> frozenset[int]:
    """The times of the day at which weekly hours begin or end."""
    found = {(h.opens, h.closes) for week in weeks for day in week.days for h in day}
    return frozenset(edge % _DAY for pair in found - {(0, _DAY)} for edge in pair)


def _times_of_week(series: Series, since: int) -> set[int]:
    """The times of the week at which the rule starts one from a day on, in minutes."""
    found: set[int] = set()
    for time, first, period, bits, last in series.patterns():
        if last < since:
            continue
        away = 0 if period else max(since - first, 0)
        days = folded(bits >> away, 7)
        if days and period % 7:
            # Its days come on each day of the week in turn, for seven is a prime.
            days = 0b111_1111
        found |= {(first + away + k) * _DAY % _WEEK + time for k in range(7) if days >> k & 1}
    return found
