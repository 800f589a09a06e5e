"""The scheduling engine played against a table of minutes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    precondition,
    rule,
)

from mo_network.errors import InvalidValue, UnknownReference
from mo_network.scheduling import Demand, Leaf, Undo, shelves, steps

FIRST = 1_065_000_000
LAST = FIRST + 40

Table = dict[int, dict[str, int]]

minutes = st.integers(FIRST, LAST - 1)
lengths = st.integers(1, 12)
amounts = st.integers(1, 3)


@pytest.fixture(autouse=True, scope="module")
def small_boxes() -> Iterator[None]:
    """Cut the index every few entries, so that a dozen demands cross many cuts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(steps, "CHUNK_SIZE", 4)
        patch.setattr(shelves, "BOX_SIZE", 4)
        yield


class LeafMachine(RuleBasedStateMachine):
    """Bookings, removals, capacities, undos and restarts, in any order.

    The model: for every minute the keys that stand there with their amounts, and a capacity.
    """

    booked = Bundle("booked")

    def __init__(self) -> None:
        super().__init__()
        self.leaf = Leaf("room:hall", 2)
        self.table: Table = {minute: {} for minute in range(FIRST, LAST)}
        self.capacity = dict.fromkeys(range(FIRST, LAST), 2)
        self.trail: list[tuple[Undo, Table, dict[int, int]]] = []
        self.count = 0

    def remember(self, undo: Undo, table: Table, capacity: dict[int, int]) -> None:
        """Keep an undo beside what the model was before the change."""
        self.trail.append((undo, table, capacity))

    def snapshot(self) -> tuple[Table, dict[int, int]]:
        """Copy the model."""
        return {m: dict(keys) for m, keys in self.table.items()}, dict(self.capacity)

    def free(self, minute: int) -> int:
        """What the model says is left at a minute."""
        return self.capacity[minute] - sum(self.table[minute].values())

    @rule(target=booked, start=minutes, length=lengths, amount=amounts)
    def book_if_it_fits(self, start: int, length: int, amount: int) -> str:
        """Book where the engine sees no clash; the model must see none either."""
        end = min(start + length, LAST)
        fits = all(self.free(minute) >= amount for minute in range(start, end))
        assert fits == (self.leaf.first_clash(start, end, amount) is None)
        return self.add(start, end, amount) if fits else ""

    @rule(target=booked, start=minutes, length=lengths, amount=amounts)
    def overstay(self, start: int, length: int, amount: int) -> str:
        """Something stands there whether it fits or not: the world did it."""
        return self.add(start, min(start + length, LAST), amount)

    def add(self, start: int, end: int, amount: int) -> str:
        """Tell both the engine and the model."""
        key = f"booking:{self.count}"
        self.count += 1
        before = self.snapshot()
        self.remember(self.leaf.add(Demand(key, start, end, amount)), *before)
        for minute in range(start, end):
            self.table[minute][key] = amount
        return key

    @rule(key=consumes(booked))
    def cancel(self, key: str) -> None:
        """Take one out; one that is not there is refused and changes nothing."""
        if not any(key in keys for keys in self.table.values()):
            with pytest.raises(UnknownReference):
                self.leaf.remove(key)
            return
        before = self.snapshot()
        self.remember(self.leaf.remove(key), *before)
        for keys in self.table.values():
            keys.pop(key, None)

    @rule(key=booked, start=minutes, length=lengths)
    def book_twice(self, key: str, start: int, length: int) -> None:
        """The same key again is refused and changes nothing."""
        if key in self.leaf:
            with pytest.raises(InvalidValue, match="already"):
                self.leaf.add(Demand(key, start, start + length))

    @rule(start=minutes, length=lengths, capacity=st.integers(0, 4))
    def change_the_capacity(self, start: int, length: int, capacity: int) -> None:
        """Let there be more, less or nothing for a while."""
        end = min(start + length, LAST)
        before = self.snapshot()
        self.remember(self.leaf.set_capacity(start, end, capacity), *before)
        self.capacity.update(dict.fromkeys(range(start, end), capacity))

    @precondition(lambda self: self.trail)
    @rule(steps=st.integers(1, 4))
    def take_back(self, steps: int) -> None:
        """Undo the last changes, the latest first."""
        for _ in range(min(steps, len(self.trail))):
            undo, self.table, self.capacity = self.trail.pop()
            undo()

    @rule()
    def restart(self) -> None:
        """Load what was dumped; the old undos belong to the old leaf."""
        self.leaf = Leaf.load(self.leaf.dump())
        self.trail.clear()

    @rule(start=minutes, length=lengths, amount=amounts, before=st.booleans())
    def look_for_a_place(self, start: int, length: int, amount: int, before: bool) -> None:
        """What `find` offers is the nearest place that the model sees."""
        starts = [
            s
            for s in range(start, LAST - length + 1)
            if all(self.free(minute) >= amount for minute in range(s, s + length))
        ]
        expected = (starts[-1] if before else starts[0]) if starts else None
        assert expected == self.leaf.find(start, LAST, length, amount, before=before)

    @invariant()
    def every_minute_agrees(self) -> None:
        """Each minute has the same demand and the same rest in engine and model."""
        for minute, keys in self.table.items():
            assert sum(keys.values()) == self.leaf.peak(minute, minute + 1)
            assert self.free(minute) == self.leaf.free(minute, minute + 1)

    @invariant()
    def the_whole_agrees(self) -> None:
        """Number, peak and breaches agree over the whole time."""
        there = {key for keys in self.table.values() for key in keys}
        assert len(there) == len(self.leaf)
        assert there == {demand.key for demand in self.leaf.demands()}
        over = {m for excess in self.leaf.over() for m in range(excess.start, excess.end)}
        assert {minute for minute in self.table if self.free(minute) < 0} == over
        assert max(sum(k.values()) for k in self.table.values()) == self.leaf.peak(FIRST, LAST)


TestLeafMachine = LeafMachine.TestCase
