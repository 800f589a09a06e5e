"""One undivided room's time: what is promised in it and when it is closed, kept by the engine.

Bookings and series are demand on a resource of one. Closures stand on a leaf of their own: they are
no demand, so a booking that they displace stays promised, and is seen.
"""

from __future__ import annotations

from mo_network.scheduling import Leaf
from mo_network.scheduling.resource import Resource


class Timetable:
    """When a room without parts is taken, and when it is closed.

    Units:   UTC minutes, windows half-open.
    """

    __slots__ = ("bookings", "closures")

    def __init__(self, bookings: Resource, closures: Leaf) -> None:
        self.bookings = bookings
        # Closures may overlap each other; one is enough to be in the way.
        self.closures = closures
