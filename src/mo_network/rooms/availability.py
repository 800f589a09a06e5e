"""When a room can be had: the one place that every question about free time passes.

A room with parts is all of them at once, so what stands in the way of one of its leaves stands in
its way. The time that a booking takes is longer than the booked time by set-up, tear-down and
turnover; closures and opening hours look at the booked time only.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice

from mo_network.rooms.timetable import Timetable
from mo_network.scheduling import END_OF_TIME, FIRST_MINUTE, Clash, Occurrence, Series
from mo_network.scheduling.openings import OpeningHours


class Availability:
    """A room as one that books it with certain minutes before and after finds it.

    Units:   UTC minutes of the booked time, windows half-open.

    >>> from mo_network.scheduling import Demand, Leaf
    >>> from mo_network.scheduling.resource import Resource
    >>> leaf = Timetable(Resource("room:saal", capacity=1), Leaf("room:saal", capacity=1))
    >>> undo = leaf.bookings.add(Demand("booking:1", 600, 720))
    >>> undo = leaf.closures.add(Demand("closure:1", 720, 780))
    >>> saal = Availability([leaf], after=15)
    >>> saal.find(630, 1440, length=60), saal.find(0, 700, length=60, back=True)
    (780, 525)
    """

    __slots__ = ("_after", "_aside", "_before", "_leaves", "_openings")

    def __init__(
        self,
        leaves: Sequence[Timetable],
        before: int = 0,
        after: int = 0,
        openings: Sequence[OpeningHours] = (),
        aside: frozenset[str] = frozenset(),
    ) -> None:
        self._leaves = leaves
        self._before = before
        self._after = after
        self._openings = openings
        self._aside = aside

    def first_clash(self, start: int, end: int) -> Clash | None:
        """The first instant at which a booking of that time meets another."""
        first, last = start - self._before, end + self._after
        if len(self._leaves) == 1:  # nearly every room
            return self._leaves[0].bookings.first_clash(first, last, aside=self._aside)
        clashes = (
            leaf.bookings.first_clash(first, last, aside=self._aside) for leaf in self._leaves
        )
        return min(filter(None, clashes), key=lambda clash: clash.at, default=None)

    def all_in(self, start: int, end: int) -> tuple[str, ...]:
        """All that a booking of that time meets, each once, in order of time."""
        first, last = start - self._before, end + self._after
        found = sorted(
            (demand.start, demand.key)
            for leaf in self._leaves
            for demand in leaf.bookings.demands(first, last, self._aside)
        )
        return tuple(dict.fromkeys(key for _, key in found))

    def closures_in(self, start: int, end: int) -> tuple[str, ...]:
        """All closures that touch that time, each once, in order of time."""
        found = sorted(
            (demand.start, demand.key)
            for leaf in self._leaves
            for demand in leaf.closures.demands(start, end)
        )
        return tuple(dict.fromkeys(key for _, key in found))

    def first_closure(self, start: int, end: int) -> Clash | None:
        """The first minute of that time that lies in a closure."""
        if len(self._leaves) == 1:
            return self._leaves[0].closures.first_clash(start, end)
        clashes = (leaf.closures.first_clash(start, end) for leaf in self._leaves)
        return min(filter(None, clashes), key=lambda clash: clash.at, default=None)

    def is_free(self, start: int, end: int) -> bool:
        """Whether nothing stands in the way of a booking of that time."""
        return self.first_clash(start, end) is None and self.is_open(start, end)

    def first_closed(self, start: int, end: int) -> int | None:
        """The first minute of that time outside the opening hours."""
        if not self._openings:
            return None
        found = (each.first_closed(start, end) for each in self._openings)
        return min((minute for minute in found if minute is not None), default=None)

    def is_open(self, start: int, end: int) -> bool:
        """Whether the room has opening hours and no closure in all of that time."""
        return self.first_closure(start, end) is None and self.first_closed(start, end) is None

    def find(self, start: int, end: int, length: int, *, back: bool = False) -> int | None:
        """The first minute from which the room can be booked for so long, inside the window.

        Shape:   None when there is no such minute; with `back`, the last such minute.
        """
        while start < end:
            # Where one of them is in the way, all are asked again beyond it.
            found = self._each(start, end, length, back=back)
            if not found:
                return None
            if min(found) == max(found):
                return found[0]
            if back:
                end = min(found) + length
            else:
                start = max(found)
        return None

    def free(self, start: int, end: int, length: int) -> Iterator[tuple[int, int]]:
        """The stretches of a window, of at least that length, that can be booked whole."""
        while start < end:
            begin = self.find(start, end, length)
            if begin is None:
                return
            start = self._until(begin, end)
            yield begin, start

    def blocked(self, series: Series, limit: int) -> dict[str, tuple[Occurrence, Clash]]:
        """The occurrences of a series that meet others, by their original starts: for ever.

        Shape:   at most `limit`, each with the clash; the times are those of the booking alone.
        """
        found: dict[str, tuple[Occurrence, Clash]] = {}
        for leaf in self._leaves:
            for each in leaf.bookings.clashes_of(
                series, 1, self._before, self._after, self._aside, limit=limit
            ):
                _, start, end = each.occurrence
                core = Occurrence(each.occurrence.key, start + self._before, end - self._after)
                found.setdefault(core.key, (core, each.clash))
        return found

    def closed_on(self, series: Series) -> Iterator[tuple[Occurrence, str]]:
        """The occurrences of a series that a closure meets, each with the closure's id, in order.

        Closures are few; only the occurrences that lie in one are worked out.
        """
        first = series.first()
        if first is None:
            return
        seen: set[str] = set()
        for leaf in self._leaves:
            for closure in leaf.closures.demands(first.start, END_OF_TIME):
                for each in series.occurrences(closure.start, closure.end):
                    if each.key not in seen:
                        seen.add(each.key)
                        yield each, closure.key

    def _each(self, start: int, end: int, length: int, *, back: bool) -> list[int]:
        """Where each obstacle by itself would let it begin; nothing if one never does."""
        before, after = self._before, self._after
        first, last = max(start - before, FIRST_MINUTE), min(end + after, END_OF_TIME)
        found: list[int] = []
        for leaf in self._leaves:
            begin = leaf.bookings.find(
                first, last, length + before + after, before=back, aside=self._aside
            )
            opened = leaf.closures.find(start, end, length, before=back)
            if begin is None or opened is None:
                return []
            found += begin + before, opened
        for hours in self._openings:
            windows = (w for w in hours.windows(start, end) if w[1] - w[0] >= length)
            window = deque(windows, maxlen=1) if back else list(islice(windows, 1))
            if not window:
                return []
            found.append(window[0][1] - length if back else window[0][0])
        return found

    def _until(self, begin: int, end: int) -> int:
        """Up to where a booking that begins there may last."""
        first, last = max(begin - self._before, FIRST_MINUTE), min(end + self._after, END_OF_TIME)
        for leaf in self._leaves:
            clash = leaf.bookings.first_clash(first, last, aside=self._aside)
            closed = leaf.closures.first_clash(begin, end)
            if clash is not None:
                end = min(end, clash.at - self._after)
            if closed is not None:
                end = min(end, closed.at)
        shut = self.first_closed(begin, end)
        return end if shut is None else shut
