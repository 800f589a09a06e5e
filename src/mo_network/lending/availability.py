"""One thing's stock: how many there are, what is promised, what is out, what is late.

Before the hand-over only counts are promised, so a loan is possible exactly if at every instant
demand fits stock, and the answer does not depend on the order of entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from mo_network.judging.changes import Changes
from mo_network.lending.demands import OUT_LATE, Row
from mo_network.scheduling import END_OF_TIME, FIRST_MINUTE, Demand, Leaf
from mo_network.scheduling.minutes import LARGEST_COUNT

Change = tuple[int, int, int]
"""From one minute until another there are so many pieces more, or fewer."""


class Out(NamedTuple):
    """Pieces of one loan that are out, and the minute in which they are to be back."""

    number: int
    due: int


class Stock:
    """One thing's stock over time: how many there are, what is promised, what is out.

    Units:   UTC minutes, windows half-open; pieces.
    Source:  design, section 6.

    >>> from mo_network.judging.changes import FOR_GOOD
    >>> boxes = Stock("item:box")
    >>> boxes.change("item:box", (FIRST_MINUTE, END_OF_TIME, 3), FOR_GOOD)
    >>> boxes.replace((), (Demand("loan:1#0", 600, 720, 2),), FOR_GOOD)
    >>> boxes.leaf.free(660, 800)
    1
    >>> boxes.set_out("loan:1", Out(2, due=720), FOR_GOOD)
    >>> with boxes.looking_at(900):
    ...     boxes.leaf.free(800, 1000)
    1
    """

    __slots__ = ("_changes", "leaf", "out")

    def __init__(self, item: str, rows: Iterable[Row] = ()) -> None:
        self.leaf = _leaf(item, rows)
        self.out: dict[str, Out] = {}
        self._changes: dict[str, Change] = {}

    def in_house(self, minute: int) -> int:
        """How many pieces are neither out, late ones too, nor missing from the stock."""
        return self.leaf.capacity.at(minute) - sum(out.number for out in self.out.values())

    def causes(self, minute: int) -> tuple[str, ...]:
        """What makes the stock smaller in a minute, by id, in the order of recording."""
        return tuple(
            name
            for name, (start, end, by) in self._changes.items()
            if by < 0 and start <= minute < end
        )

    @contextmanager
    def looking_at(self, minute: int, but: str = "") -> Iterator[Leaf]:
        """The engine's leaf as it is seen in a minute: what is overdue is out until now.

        Shape:   an overdue piece is demand from its end through that minute, and none after it:
                 nobody knows when it comes back. `but` names a loan that is left out.
        """
        undos = [
            self.leaf.add(Demand(f"{name}#{OUT_LATE}", out.due, minute + 1, out.number))
            for name, out in self.out.items()
            if out.due <= minute and name != but
        ]
        try:
            yield self.leaf
        finally:
            for undo in reversed(undos):
                undo()

    def replace(self, before: Iterable[Demand], after: Iterable[Demand], changes: Changes) -> None:
        """Put demands in the place of others."""
        for demand in before:
            changes.undo_with(self.leaf.remove(demand.key))
        for demand in after:
            changes.undo_with(self.leaf.add(demand))

    def set_out(self, loan: str, out: Out, changes: Changes) -> None:
        """Say how many pieces a loan has out; none means that all are back."""
        if out.number:
            changes.put(self.out, loan, out)
        elif loan in self.out:
            changes.drop(self.out, loan)

    def change(self, name: str, change: Change, changes: Changes) -> None:
        """Let there be more or fewer pieces for a time; a name that is known changes its time.

        Shape:   there are never fewer than none, whatever the changes add up to.
        """
        before = self._changes.get(name)
        windows = [each[:2] for each in (before, change) if each is not None and each[0] < each[1]]
        changes.put(self._changes, name, change)
        for window in windows:
            for start, end, level in self._levels(*window):
                there = min(max(level, 0), LARGEST_COUNT)
                changes.undo_with(self.leaf.set_capacity(start, end, there))

    def _levels(self, start: int, end: int) -> Iterator[Change]:
        level, steps = 0, dict[int, int]()
        for begin, until, by in self._changes.values():
            if begin < end and start < until:
                steps[max(begin, start)] = steps.get(max(begin, start), 0) + by
                steps[until] = steps.get(until, 0) - by
        edges = sorted({start, *(edge for edge in steps if edge < end), end})
        for place, edge in enumerate(edges[:-1]):
            level += steps.get(edge, 0)
            yield edge, edges[place + 1], level


def whole(minute: int) -> int:
    """A minute cut to the calendar, for days at its ends."""
    return min(max(minute, FIRST_MINUTE), END_OF_TIME)


def _leaf(item: str, demands: Iterable[Row]) -> Leaf:
    """A leaf of nothing with all its demands at once, column by column."""
    rows = sorted(demands)
    if not rows:
        return Leaf(item, 0)
    starts, ends, keys, amounts = map(list, zip(*rows, strict=True))
    columns = {"keys": keys, "starts": starts, "ends": ends, "amounts": amounts}
    return Leaf.load({"name": item, "capacity": [[FIRST_MINUTE, 0]], **columns})
