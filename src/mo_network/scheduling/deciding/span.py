"""One stretch of time, however long, as a timetable: a single demand asked for ever."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from mo_network.scheduling.deciding.clashing import LONG, Wish
from mo_network.scheduling.deciding.rays import DAY, Ray
from mo_network.scheduling.deciding.register import Register
from mo_network.scheduling.deciding.ruled import Stretch
from mo_network.scheduling.deciding.store import Store
from mo_network.scheduling.deciding.timetable import Timetable
from mo_network.scheduling.demand import Clash
from mo_network.scheduling.minutes import END_OF_TIME, FIRST_MINUTE, LARGEST_COUNT
from mo_network.scheduling.series import Occurrence, Series, write_wall
from mo_network.scheduling.series.walls import FIRST_DAY

_BLOCK: Final = 64 * DAY


class Span(Timetable):
    """A half-open stretch of UTC minutes that behaves as a series of one occurrence."""

    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        # A series lasts a year at most, and begins in the year 2: this one lends its name alone.
        wall = max(start + DAY, FIRST_DAY * DAY)
        super().__init__(Series(start=write_wall(wall), minutes=1, zone="UTC"))
        self.plain = self.sole = None
        self.lasting = end - start
        self.reach = self.lasting // DAY + 3
        self.first = self.last = (start + DAY) // DAY

    def rays(self, horizon: int, *, on_wall: bool) -> tuple[Ray, ...]:
        """The one occurrence; on the wall clock only beside others in UTC."""
        day, minute = divmod(self.start + DAY, DAY)
        return (Ray(minute, minute, self.lasting, day, 1),) if day <= horizon else ()

    def by_rule(self, start: int, end: int) -> Iterable[Occurrence]:
        """The one occurrence, if it shares a minute with the window."""
        if self.start < end and start < self.end:
            yield Occurrence(self.series.start, self.start, self.end)

    def standing(self, start: int, end: int) -> Iterable[Occurrence]:
        """The same: nothing is added or moved."""
        return self.by_rule(start, end)


def first_clash_in_span(
    window: tuple[int, int],
    amount: int,
    store: Store,
    register: Register,
    aside: Collection[str],
) -> Clash | None:
    """The first minute of a long window without room: rules decide where all else rests."""
    here, end = window
    for low, high in [*_resting(here, end, store, register.edits), (end, end)]:
        while here < low:
            until = min(here + _BLOCK, low)
            others = register.demands(here, until, aside)
            clash = store.first_clash_beside((here, until), amount, others, aside)
            if clash is not None:
                return clash
            here = until
        if low < high:
            wish = Wish(Span(low, high), amount, store, register, aside)
            at = _first_too_many(wish, low, high, store.free(low, low + 1))
            if at is not None:
                return wish.clash_at(at)
            here = high
    return None


def _first_too_many(wish: Wish, low: int, high: int, room: int) -> int | None:
    """The first minute of a stretch at which rules start too many."""
    if room < wish.amount or not wish.ruled.is_pairwise(room):
        return wish.ruled.first(Stretch(FIRST_MINUTE, END_OF_TIME, room))
    # Whoever comes first is too many, and nobody has to be looked at beyond that.
    best = None
    for member in wish.ruled.members:
        first = next(iter(member.table.by_rule(low, high)), None)
        if first is not None:
            best = high = max(first.start, low)
            if best == low:
                break
    return best


def _resting(start: int, end: int, store: Store, edits: Store) -> Iterator[tuple[int, int]]:
    """The long parts of a window over which no single demand comes or goes."""
    for low, high, _ in store.steady(start, end, LONG):
        for begin, until, free in edits.steady(low, high, LONG):
            if free == LARGEST_COUNT:
                yield begin, until
