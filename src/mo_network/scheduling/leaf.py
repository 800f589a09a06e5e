"""A leaf resource: something with a capacity, and everything that is asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Self

from mo_network.scheduling import snapshot
from mo_network.scheduling.capacity import Capacity
from mo_network.scheduling.demand import Clash, Demand
from mo_network.scheduling.excess import Excess, excesses
from mo_network.scheduling.minutes import (
    END_OF_TIME,
    FIRST_MINUTE,
    LARGEST_COUNT,
    check_count,
    check_text,
    check_window,
)
from mo_network.scheduling.shelves import Shelves
from mo_network.scheduling.steps import Steps

Undo = Callable[[], None]


class Leaf:
    """A resource without parts: a room, twelve desks, thirty chairs.

    It keeps what it is told, a breach too: the world may ask for more than there is. Whether
    something fits is asked before, with `first_clash`, which every other answer agrees with. A
    closure is no demand and no capacity; it is judged elsewhere. Each change hands back its undo;
    undos are called in the reverse order of the changes.

    Units:   UTC minutes since 0001-01-01T00:00Z, windows half-open; pieces.
    Errors:  InvalidValue for windows, amounts and capacities that cannot be.
    Source:  design, section 6.

    >>> hall = Leaf("room:hall", capacity=1)
    >>> undo = hall.add(Demand("booking:choir", 600, 720))
    >>> hall.first_clash(700, 800)
    Clash(at=700, free=0, keys=('booking:choir',))
    >>> hall.first_clash(720, 800) is None
    True
    >>> hall.find(600, 1440, length=60)
    720
    """

    __slots__ = ("_capacity", "_constant", "_shelves", "_steps", "name")

    def __init__(self, name: str, capacity: int) -> None:
        check_text("the name of a leaf", name)
        self.name = name
        self._shelves = Shelves()
        self._steps = Steps()
        self._put_capacity(Capacity.constant(capacity))

    @classmethod
    def load(cls, data: object, path: str = "$") -> Self:
        """The leaf that `dump` wrote, without asking about each demand.

        Errors:  WireError with the path of the field that is wrong.
        """
        name, capacity, columns = snapshot.read(data, path)
        leaf = cls(name, 0)
        leaf._put_capacity(capacity)
        _, starts, ends, amounts = columns
        leaf._steps = Steps.summed(starts, ends, amounts)
        leaf._shelves = Shelves.of(columns)
        return leaf

    def dump(self) -> dict[str, object]:
        """Everything, ready for JSON; equal leaves dump equally, whatever their history."""
        return snapshot.write(self.name, self._capacity, self._shelves.columns())

    def __repr__(self) -> str:
        return f"<Leaf {self.name}: {len(self)} demands, capacity {self._capacity.counts}>"

    def __len__(self) -> int:
        return len(self._shelves)

    def __contains__(self, key: object) -> bool:
        return key in self._shelves

    @property
    def capacity(self) -> Capacity:
        """How much there is, and when."""
        return self._capacity

    def demand(self, key: str) -> Demand:
        """The demand with this key.

        Errors:  UnknownReference when there is none.
        """
        return self._shelves.get(key)

    def demands(self, start: int = FIRST_MINUTE, end: int = END_OF_TIME) -> tuple[Demand, ...]:
        """The demands that share a minute with the window, by start, end and key."""
        check_window(start, end)
        return self._shelves.overlapping(start, end)

    def add(self, demand: Demand) -> Undo:
        """Take a demand in, whether it fits or not.

        Errors:  InvalidValue when its key is there already.
        """
        self._shelves.add(demand)
        self._steps.add(demand.start, demand.end, demand.amount)
        return partial(self._take_out, demand.key)

    def remove(self, key: str) -> Undo:
        """Take a demand out.

        Errors:  UnknownReference when there is none with this key.
        """
        demand = self._shelves.remove(key)
        self._steps.add(demand.start, demand.end, -demand.amount)
        return partial(self._put_back, demand)

    def set_capacity(self, start: int, end: int, capacity: int) -> Undo:
        """Let the capacity be this over a window; zero is possible: nothing is there.

        For "from now on" give END_OF_TIME as the end.
        """
        before = self._capacity
        self._put_capacity(before.changed(start, end, capacity))
        return partial(self._put_capacity, before)

    def peak(self, start: int, end: int) -> int:
        """The highest demand at any instant of the window.

        Shape:   one number; zero when nobody asked.
        """
        check_window(start, end)
        return self._steps.peak(start, end)

    def free(self, start: int, end: int) -> int:
        """What is left at the worst instant of the window; below zero in a breach."""
        check_window(start, end)
        steps = self._steps
        pieces = self._capacity.pieces(start, end)
        return min(there - steps.peak(begin, until) for begin, until, there in pieces)

    def first_clash(self, start: int, end: int, amount: int = 1) -> Clash | None:
        """The first instant of the window at which `amount` more would be too much.

        Shape:   None when it fits.
        """
        # The question asked most: the checks stand here as one test, for a call of each costs
        # as much as the answer, which for nearly every leaf is two bisections.
        if not (
            type(start) is type(end) is type(amount) is int
            and FIRST_MINUTE <= start < end <= END_OF_TIME
            and 1 <= amount <= LARGEST_COUNT
        ):
            check_window(start, end)
            check_count("the amount asked for", amount, 1)
        constant = self._constant
        if constant is not None:
            at = self._steps.first_above(start, end, constant - amount)
        else:
            at = self._first_above_changing(start, end, amount)
        return None if at is None else self._clash(at)

    def find(
        self, start: int, end: int, length: int, amount: int = 1, *, before: bool = False
    ) -> int | None:
        """The first minute from which `amount` is free for `length`, wholly inside the window.

        Shape:   None when there is no such minute; with `before`, the last such minute.
        """
        check_window(start, end)
        check_count("the length", length, 1, END_OF_TIME)
        check_count("the amount asked for", amount, 1)
        edge = end if before else start
        for begin, until, free in self._free_pieces(start, end, back=before):
            if free < amount:
                edge = begin if before else until
            elif before and edge - begin >= length:
                return edge - length
            elif not before and until - edge >= length:
                return edge
        return None

    def over(self, start: int = FIRST_MINUTE, end: int = END_OF_TIME) -> tuple[Excess, ...]:
        """Where demand is above capacity, inside the window and cut to it, in order."""
        check_window(start, end)
        return tuple(
            excess
            for begin, until, there in self._capacity.pieces(start, end)
            for first, last in self._steps.above(begin, until, there)
            for excess in excesses(first, last, there, self._shelves.overlapping(first, last))
        )

    def _clash(self, at: int) -> Clash:
        there = self._shelves.overlapping(at, at + 1)
        free = self._capacity.at(at) - sum(demand.amount for demand in there)
        return Clash(at, free, tuple(demand.key for demand in there))

    def _first_above_changing(self, start: int, end: int, amount: int) -> int | None:
        for begin, until, there in self._capacity.pieces(start, end):
            at = self._steps.first_above(begin, until, there - amount)
            if at is not None:
                return at
        return None

    def _free_pieces(self, start: int, end: int, *, back: bool) -> Iterator[tuple[int, int, int]]:
        pieces = self._capacity.pieces(start, end)
        inner = self._steps.pieces_back if back else self._steps.pieces
        for begin, until, there in reversed(pieces) if back else pieces:
            for first, last, level in inner(begin, until):
                yield first, last, there - level

    def _take_out(self, key: str) -> None:
        self.remove(key)

    def _put_back(self, demand: Demand) -> None:
        self.add(demand)

    def _put_capacity(self, capacity: Capacity) -> None:
        self._capacity = capacity
        self._constant = capacity.counts[0] if len(capacity.counts) == 1 else None
