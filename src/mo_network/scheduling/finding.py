"""The next free slots, by the same function that books."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from heapq import merge
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

import attrs

from mo_network.errors import InvalidValue
from mo_network.scheduling.inventory import Asked, Inventory
from mo_network.scheduling.minutes import END_OF_TIME, check_count, check_text, check_window
from mo_network.scheduling.openings import OpeningHours
from mo_network.scheduling.wall import MINUTES_OF_DAY, shown
from mo_network.scheduling.ways import Way
from mo_network.values.zones import zone

FARTHEST = 1_100 * MINUTES_OF_DAY
"""The longest stretch that is looked through at once: three years."""

_MOST_OFFERS = 1_000


class Offer(NamedTuple):
    """A slot that can be booked: of which of the things asked for, and by which way."""

    start: int
    end: int
    asked: Asked
    way: Way


@attrs.frozen(kw_only=True)
class Search:
    """What is looked for: so long, inside a window, inside opening hours, at round times.

    Shape:   `openings` are the hours of leaves and of the things asked for; what has none is
             always open. A slot has to lie inside the hours of the thing and of every leaf of its
             way. `grid` are minutes of the wall clock in `zone`: 15 for quarter hours. `apart` is
             the least time between the starts of two offers of one thing; left out, offers of
             one thing do not overlap.
    Units:   UTC minutes, half-open.
    Errors:  InvalidValue for windows longer than three years, a grid that does not divide the day,
             and lengths and amounts that cannot be.

    >>> from mo_network.scheduling.leaf import Leaf
    >>> inventory = Inventory([Leaf("room:saal", 1), Leaf("room:küche", 1)])
    >>> undo = inventory.take((("room:saal", 1),), "booking:choir", 0, 70)
    >>> search = Search(start=0, end=1440, length=60, grid=15)
    >>> [(offer.start, offer.asked) for offer in search.offers(inventory, ["room:saal"], most=2)]
    [(75, 'room:saal'), (135, 'room:saal')]
    """

    start: int
    end: int
    length: int
    amount: int = 1
    openings: Mapping[str, OpeningHours] = attrs.Factory(dict)
    grid: int = 1
    zone: str = "UTC"
    apart: int | None = None

    def __attrs_post_init__(self) -> None:
        check_window(self.start, self.end)
        if self.end - self.start > FARTHEST:
            raise InvalidValue(
                f"the window from {self.start} to {self.end} is longer than three years: ask for a "
                "shorter one, and go on where it ends",
                given=(self.start, self.end),
                allowed=f"at most {FARTHEST} minutes",
            )
        check_count("the length", self.length, 1, FARTHEST)
        check_count("the amount asked for", self.amount, 1)
        check_text("the zone", self.zone)
        zone(self.zone)
        check_count("the grid", self.grid, 1, MINUTES_OF_DAY)
        if MINUTES_OF_DAY % self.grid:
            raise InvalidValue(
                f"a grid of {self.grid} minutes does not come out even over a day: give a divisor "
                "of 1440, such as 5, 15, 30 or 60",
                given=self.grid,
                allowed="a divisor of 1440",
            )
        if self.apart is not None:
            check_count("the time between two offers", self.apart, 1, FARTHEST)

    def offers(
        self, inventory: Inventory, asked: Sequence[Asked], most: int = 1
    ) -> tuple[Offer, ...]:
        """The first slots of any of the things, by start; at one start, in the order asked for.

        Shape:   at most so many; fewer if the window has no more. Each can be booked as it is,
                 alone: to book one may make others impossible.
        Errors:  UnknownReference for things that are not known.
        """
        check_count("the number of offers", most, 1, _MOST_OFFERS)
        streams = (self._of(inventory, each) for each in asked)
        return tuple(islice(merge(*streams, key=attrgetter("start")), most))

    def _of(self, inventory: Inventory, asked: Asked) -> Iterator[Offer]:
        ways = inventory.ways(asked, self.amount)
        cursor = self.start
        while cursor < self.end:
            best: tuple[int, Way] | None = None
            end = self.end
            for way in ways:
                begin = self._earliest(inventory, asked, way, cursor, end)
                if begin is not None:
                    # Only an earlier start makes another way better than this one.
                    best, end = (begin, way), begin + self.length - 1
            if best is None:
                return
            begin, way = best
            yield Offer(begin, begin + self.length, asked, way)
            cursor = begin + (self.apart or self.length)

    def _earliest(
        self, inventory: Inventory, asked: Asked, way: Way, start: int, end: int
    ) -> int | None:
        """The first round minute from which a way is free and open throughout."""
        names = [asked if isinstance(asked, str) else asked.name, *(leaf for leaf, _ in way)]
        hours = [self.openings[name] for name in dict.fromkeys(names) if name in self.openings]
        length = self.length
        while end - start >= length:
            found = inventory.find_way(way, start, end, length)
            if found is None:
                return None
            settled = self._round(found)
            for each in hours:
                opened = _first_open(each, settled, end, length)
                if opened is None:
                    return None
                settled = max(settled, opened)
            if settled == start:
                return start
            # Whoever agreed before is asked again, until all agree on one minute.
            start = settled
        return None

    def _round(self, minute: int) -> int:
        """The first minute from one on at which the wall clock stands on the grid."""
        clock = shown(minute, self.zone)
        ahead = minute + -clock % self.grid
        if ahead == minute or shown(ahead, self.zone) - clock == ahead - minute:
            return ahead
        # The clocks are changed on the way: seldom, so every minute may be looked at.
        while minute < END_OF_TIME and shown(minute, self.zone) % self.grid:
            minute += 1
        return minute


def _first_open(hours: OpeningHours, start: int, end: int, length: int) -> int | None:
    """The first minute from which it is open for so long."""
    if start >= end:
        return None
    windows = hours.windows(start, end)
    return next((opens for opens, closes in windows if closes - opens >= length), None)
