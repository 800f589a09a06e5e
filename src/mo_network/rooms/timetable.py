"""One room's time: what is promised in it and when it is closed, both kept by the engine.

Bookings are demand on a leaf of one. Closures stand on a leaf of their own: they are no demand,
so a booking that they displace stays promised, and is seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from mo_network.scheduling import Leaf


class Timetable:
    """When a room is taken, closed or free.

    Units:   UTC minutes, windows half-open.

    >>> from mo_network.scheduling import Demand
    >>> saal = Timetable(Leaf("room:saal", capacity=1), Leaf("room:saal", capacity=1))
    >>> undo = saal.bookings.add(Demand("booking:1", 600, 720))
    >>> undo = saal.closures.add(Demand("closure:1", 720, 780))
    >>> saal.find(630, 1440, length=60), saal.find(0, 700, length=60, before=True)
    (780, 540)
    """

    __slots__ = ("bookings", "closures")

    def __init__(self, bookings: Leaf, closures: Leaf) -> None:
        self.bookings = bookings
        # Closures may overlap each other; one is enough to be in the way.
        self.closures = closures

    def is_free(self, start: int, end: int) -> bool:
        """Whether nothing is promised in a window, and the room is open throughout."""
        return (
            self.bookings.first_clash(start, end) is None
            and self.closures.first_clash(start, end) is None
        )

    def find(self, start: int, end: int, length: int, *, before: bool = False) -> int | None:
        """The first minute from which the room is free for so long, wholly inside the window.

        Shape:   None when there is no such minute; with `before`, the last such minute.
        """
        while start < end:
            # Where one of the two is in the way, both are asked again beyond it.
            found = self.bookings.find(start, end, length, before=before)
            opened = self.closures.find(start, end, length, before=before)
            if found is None or opened is None:
                return None
            if found == opened:
                return found
            if before:
                end = min(found, opened) + length
            else:
                start = max(found, opened)
        return None

    def free(self, start: int, end: int, length: int) -> Iterator[tuple[int, int]]:
        """The stretches of a window, of at least that length, in which the room is free."""
        while start < end:
            begin = self.find(start, end, length)
            if begin is None:
                return
            until = min(
                clash.at if clash else end
                for clash in (
                    self.bookings.first_clash(begin, end),
                    self.closures.first_clash(begin, end),
                )
            )
            yield begin, until
            start = until

    @contextmanager
    def aside(self, booking: str) -> Iterator[None]:
        """Look at the room as if one booking were not there, which is about to be moved."""
        if booking not in self.bookings:
            yield
            return
        put_back = self.bookings.remove(booking)
        try:
            yield
        finally:
            put_back()
