"""The laws of the scheduling engine, against a model that looks at every minute."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mo_network.scheduling import END_OF_TIME, FIRST_MINUTE, Demand, Excess, Leaf, shelves, steps

# A summer evening in 2026, and the hour after it: short enough to look at every minute.
FIRST = 1_065_000_000
LAST = FIRST + 60


@pytest.fixture(autouse=True, scope="module")
def small_boxes() -> Iterator[None]:
    """Cut the index every few entries, so that a dozen demands cross many cuts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(steps, "CHUNK_SIZE", 4)
        patch.setattr(shelves, "BOX_SIZE", 4)
        yield


@attrs.frozen
class Case:
    """A leaf as it was told, and what a model that looks at every minute says of it."""

    capacities: tuple[tuple[int, int, int], ...]
    demands: tuple[Demand, ...]

    def leaf(self) -> Leaf:
        """The leaf under test, told in the case's order."""
        leaf = Leaf("room:hall", 2)
        for start, end, capacity in self.capacities:
            leaf.set_capacity(start, end, capacity)
        for demand in self.demands:
            leaf.add(demand)
        return leaf

    def capacity(self, minute: int) -> int:
        """The last capacity that was set for the minute."""
        told = [c for start, end, c in self.capacities if start <= minute < end]
        return told[-1] if told else 2

    def standing(self, minute: int) -> tuple[Demand, ...]:
        """The demands that stand at the minute, by start, end and key."""
        there = [d for d in self.demands if d.start <= minute < d.end]
        return tuple(sorted(there, key=lambda d: (d.start, d.end, d.key)))

    def keys(self, minute: int) -> tuple[str, ...]:
        """The keys of the demands that stand at the minute."""
        return tuple(d.key for d in self.standing(minute))

    def level(self, minute: int) -> int:
        """How much is asked for at the minute."""
        return sum(d.amount for d in self.standing(minute))

    def free(self, minute: int) -> int:
        """What is left at the minute."""
        return self.capacity(minute) - self.level(minute)

    def fits(self, start: int, end: int, amount: int) -> bool:
        """Whether that much more is there at every minute."""
        return all(self.free(minute) >= amount for minute in range(start, end))

    def fitting_starts(self, window: tuple[int, int], length: int, amount: int) -> list[int]:
        """Every minute from which that much is free for that long, inside the window."""
        start, end = window
        return [s for s in range(start, end - length + 1) if self.fits(s, s + length, amount)]


minutes = st.integers(FIRST, LAST)
windows = st.tuples(minutes, minutes).filter(lambda w: w[0] != w[1]).map(sorted).map(tuple)
amounts = st.integers(1, 3)
far_starts = st.sampled_from([FIRST_MINUTE, FIRST - 100_000, FIRST - 70])
far_ends = st.sampled_from([END_OF_TIME, LAST + 100_000, LAST + 70])
long_windows = st.one_of(
    windows,
    st.tuples(far_starts, minutes),
    st.tuples(minutes, far_ends).filter(lambda w: w[0] < w[1]),
).filter(lambda w: w[0] < w[1])


@st.composite
def demand_lists(draw: st.DrawFn) -> tuple[Demand, ...]:
    """Some demands in any order: short, long, for ever, many at one instant."""
    spans = draw(st.lists(st.tuples(long_windows, amounts), max_size=25))
    return tuple(
        Demand(f"booking:{number}", start, end, amount)
        for number, ((start, end), amount) in enumerate(spans)
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A leaf with a capacity that may change, and demands that may be too many."""
    changes = draw(st.lists(st.tuples(long_windows, st.integers(0, 4)), max_size=3))
    capacities = tuple((start, end, capacity) for (start, end), capacity in changes)
    return Case(capacities, draw(demand_lists()))


@given(cases(), windows)
def test_the_peak_is_the_highest_minute(case: Case, window: tuple[int, int]) -> None:
    """`peak` is the highest total demand at any minute of the window."""
    expected = max(case.level(minute) for minute in range(*window))
    assert expected == case.leaf().peak(*window)


@given(cases(), windows)
def test_what_is_free_is_free_at_the_worst_minute(case: Case, window: tuple[int, int]) -> None:
    """`free` is capacity less demand at the minute where least is left."""
    expected = min(case.free(minute) for minute in range(*window))
    assert expected == case.leaf().free(*window)


@given(cases(), windows, amounts)
def test_the_first_clash_is_the_first_minute_that_does_not_fit(
    case: Case, window: tuple[int, int], amount: int
) -> None:
    """`first_clash` names the first minute without room, what is left then, and who is there."""
    clash = case.leaf().first_clash(*window, amount)
    blocked = [minute for minute in range(*window) if case.free(minute) < amount]
    expected = [(m, case.free(m), case.keys(m)) for m in blocked[:1]]
    assert expected == ([] if clash is None else [(clash.at, clash.free, clash.keys)])


@given(cases(), windows, amounts)
def test_every_answer_is_the_same_answer(case: Case, window: tuple[int, int], amount: int) -> None:
    """`first_clash`, `free` and `find` never disagree on whether something fits."""
    leaf = case.leaf()
    start, end = window
    fits = leaf.first_clash(start, end, amount) is None
    assert fits == (leaf.free(start, end) >= amount)
    assert fits == (leaf.find(start, end, end - start, amount) == start)
    assert fits == (leaf.find(start, end, end - start, amount, before=True) == start)


@given(cases(), windows)
def test_demands_of_a_window_are_those_that_share_a_minute(
    case: Case, window: tuple[int, int]
) -> None:
    """`demands` lists exactly the overlapping ones, by start, end and key."""
    start, end = window
    there = [d for d in case.demands if any(d in case.standing(m) for m in range(start, end))]
    expected = tuple(sorted(there, key=lambda d: (d.start, d.end, d.key)))
    assert expected == case.leaf().demands(start, end)


@given(windows, windows)
def test_clashing_is_symmetric(one: tuple[int, int], other: tuple[int, int]) -> None:
    """Symmetric: if one does not fit beside the other, the other does not beside the one."""
    first, second = Leaf("room:hall", 1), Leaf("room:hall", 1)
    first.add(Demand("booking:one", *one))
    second.add(Demand("booking:other", *other))
    assert (first.first_clash(*other) is None) == (second.first_clash(*one) is None)


@given(st.lists(minutes, min_size=3, max_size=12, unique=True).map(sorted))
def test_back_to_back_bookings_do_not_clash(edges: list[int]) -> None:
    """Half-open: back-to-back bookings do not clash, and leave not a minute between them."""
    leaf = Leaf("room:hall", 1)
    for start, end in pairwise(edges):
        assert leaf.first_clash(start, end) is None
        leaf.add(Demand(f"booking:{start}", start, end))
    assert () == leaf.over()
    assert leaf.find(edges[0], edges[-1], 1) is None


@given(cases(), windows, windows, st.integers(0, 3), amounts)
def test_more_capacity_never_means_less_availability(
    case: Case, where: tuple[int, int], window: tuple[int, int], more: int, amount: int
) -> None:
    """What fits still fits after capacity was added, anywhere."""
    leaf = case.leaf()
    before = leaf.first_clash(*window, amount), leaf.free(*window)
    for start, end, there in leaf.capacity.pieces(*where):
        leaf.set_capacity(start, end, there + more)
    after = leaf.first_clash(*window, amount), leaf.free(*window)
    assert before[1] <= after[1]
    assert after[0] is None or (before[0] is not None and before[0].at <= after[0].at)


@given(cases(), st.data())
def test_what_is_undone_leaves_no_trace(case: Case, data: st.DataObject) -> None:
    """A change and its undo are the identity, one by one and many in reverse order."""
    leaf = case.leaf()
    before = leaf.dump()
    undos = []
    doomed = list(case.demands)
    for number in range(data.draw(st.integers(1, 6))):
        start, end = data.draw(long_windows)
        undos.append(leaf.add(Demand(f"trial:{number}", start, end, data.draw(amounts))))
        if data.draw(st.booleans()) and doomed:
            undos.append(leaf.remove(doomed.pop(data.draw(st.integers(0, len(doomed) - 1))).key))
        if data.draw(st.booleans()):
            undos.append(leaf.set_capacity(start, end, data.draw(st.integers(0, 4))))
    for undo in reversed(undos):
        undo()
    assert before == leaf.dump()
    assert case.leaf().peak(FIRST, LAST) == leaf.peak(FIRST, LAST)
    assert case.leaf().over() == leaf.over()


@given(demand_lists(), st.data())
def test_the_order_of_entry_does_not_matter(
    demands: tuple[Demand, ...], data: st.DataObject
) -> None:
    """The same demands in another order make an equal leaf."""
    other = tuple(data.draw(st.permutations(demands)))
    one, two = Case((), demands).leaf(), Case((), other).leaf()
    assert one.dump() == two.dump()
    assert one.over() == two.over()


@given(cases(), windows, st.integers(1, 40), amounts)
def test_find_is_minimal_and_what_it_offers_can_be_booked(
    case: Case, window: tuple[int, int], length: int, amount: int
) -> None:
    """`find` gives the first start that fits, `before` the last, and adding it breaks nothing."""
    leaf = case.leaf()
    expected = case.fitting_starts(window, length, amount)
    first = leaf.find(*window, length, amount)
    last = leaf.find(*window, length, amount, before=True)
    assert (expected[:1], expected[-1:]) == (
        [] if first is None else [first],
        [] if last is None else [last],
    )
    for offered in {first, last} - {None}:
        assert offered is not None
        breaches = leaf.over()
        undo = leaf.add(Demand("booking:offered", offered, offered + length, amount))
        assert breaches == leaf.over()
        undo()


@given(cases())
def test_over_names_every_minute_of_every_breach(case: Case) -> None:
    """`over` covers exactly the minutes with too much demand, each with those who stand there."""
    expected: list[Excess] = []
    for minute in range(FIRST, LAST):
        level, capacity, keys = case.level(minute), case.capacity(minute), case.keys(minute)
        if level <= capacity:
            continue
        now = Excess(minute, minute + 1, level, capacity, keys)
        if expected and expected[-1] == attrs.evolve(now, start=expected[-1].start, end=minute):
            expected[-1] = attrs.evolve(expected[-1], end=minute + 1)
        else:
            expected.append(now)
    assert tuple(expected) == case.leaf().over(FIRST, LAST)


@given(cases())
def test_over_looks_as_far_as_time_goes(case: Case) -> None:
    """Over all time, `over` holds what it holds inside the hour, and the far ends are true too."""
    leaf = case.leaf()
    for excess in leaf.over():
        for minute in (excess.start, excess.end - 1):
            assert excess.keys == case.keys(minute)
            assert (excess.demand, excess.capacity) == (case.level(minute), case.capacity(minute))
            assert excess.demand > excess.capacity
    inside = [
        attrs.evolve(e, start=max(e.start, FIRST), end=min(e.end, LAST))
        for e in leaf.over()
        if e.start < LAST and FIRST < e.end
    ]
    assert tuple(inside) == leaf.over(FIRST, LAST)


@given(cases(), windows, amounts)
def test_a_leaf_survives_json(case: Case, window: tuple[int, int], amount: int) -> None:
    """What was dumped and loaded answers as before, and can be changed as before."""
    leaf = case.leaf()
    again = Leaf.load(json.loads(json.dumps(leaf.dump())))
    assert leaf.dump() == again.dump()
    assert leaf.over() == again.over()
    assert leaf.first_clash(*window, amount) == again.first_clash(*window, amount)
    assert leaf.demands() == again.demands()
    for changed in (leaf, again):
        changed.add(Demand("booking:late", *window, amount))
        for demand in case.demands[::2]:
            changed.remove(demand.key)
    assert leaf.dump() == again.dump()
    assert leaf.over() == again.over()
    assert leaf.peak(*window) == again.peak(*window)
