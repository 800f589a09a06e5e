"""How much of a leaf there is, and when."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

import attrs

from mo_network.errors import InvalidValue
from mo_network.scheduling.minutes import (
    END_OF_TIME,
    FIRST_MINUTE,
    check_count,
    check_minute,
    check_window,
)


@attrs.frozen
class Capacity:
    """A capacity that changes by steps.

    It is a value: a change makes another one, so taking a change back is keeping the old one.
    Steps are few (a chair is bought, two are written off), so copying them costs nothing.

    Shape:   the minutes at which it changes, from the first there is, and the capacity from
             each on; neighbours differ, so equal capacities are equal values.
    Units:   UTC minutes; pieces. Zero is a capacity: nothing is there yet, or any longer.
    Errors:  InvalidValue when a capacity is below zero.

    >>> chairs = Capacity.constant(30).changed(600, 720, 28)
    >>> chairs.pieces(0, 1000)
    [(0, 600, 30), (600, 720, 28), (720, 1000, 30)]
    """

    minutes: tuple[int, ...]
    counts: tuple[int, ...]

    @classmethod
    def constant(cls, count: int) -> Capacity:
        """The same capacity at all times."""
        return cls.of([(FIRST_MINUTE, count)])

    @classmethod
    def of(cls, steps: Iterable[tuple[int, int]]) -> Capacity:
        """The capacity with these steps of (minute, capacity from then on)."""
        minutes: list[int] = []
        counts: list[int] = []
        last = FIRST_MINUTE - 1
        for minute, count in steps:
            check_minute("the minute of a capacity", minute)
            check_count("the capacity", count, 0)
            if minute <= last or (not minutes and minute != FIRST_MINUTE):
                raise InvalidValue(
                    f"a capacity step at minute {minute} follows one at {last}: steps begin at "
                    f"minute {FIRST_MINUTE} and are in order; sort them, one a minute",
                    given=minute,
                    allowed=f"steps in order from minute {FIRST_MINUTE}",
                )
            last = minute
            if not counts or counts[-1] != count:
                minutes.append(minute)
                counts.append(count)
        if not minutes:
            raise InvalidValue(
                "a capacity without a step says nothing: give at least the step at minute "
                f"{FIRST_MINUTE}",
                given=(),
                allowed="one step or more",
            )
        return cls(tuple(minutes), tuple(counts))

    def at(self, minute: int) -> int:
        """The capacity at a minute."""
        return self.counts[bisect_right(self.minutes, minute) - 1]

    def pieces(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """The stretches of one capacity inside a window, in order: (start, end, capacity)."""
        first = bisect_right(self.minutes, start) - 1
        edges = [start, *self.minutes[first + 1 :]]
        found = []
        for place, edge in enumerate(edges):
            if edge >= end:
                break
            until = min(edges[place + 1], end) if place + 1 < len(edges) else end
            found.append((edge, until, self.counts[first + place]))
        return found

    def changed(self, start: int, end: int, count: int) -> Capacity:
        """The same capacity but for a window, over which it is `count`."""
        check_window(start, end)
        check_count("the capacity", count, 0)
        before = self.pieces(FIRST_MINUTE, start) if start > FIRST_MINUTE else []
        after = self.pieces(end, END_OF_TIME) if end < END_OF_TIME else []
        pieces = [*before, (start, end, count), *after]
        return Capacity.of((begin, there) for begin, _, there in pieces)
