"""What a leaf answers, and what it refuses to be told."""

from __future__ import annotations

import pytest

from mo_network.errors import InvalidValue, UnknownReference
from mo_network.scheduling import END_OF_TIME, FIRST_MINUTE, Clash, Demand, Excess, Leaf


@pytest.fixture
def hall() -> Leaf:
    """A room with the choir from ten to twelve."""
    leaf = Leaf("room:hall", 1)
    leaf.add(Demand("booking:choir", 600, 720))
    return leaf


@pytest.fixture
def chairs() -> Leaf:
    """Thirty chairs, twenty of them out for a feast, five for a talk in its second half."""
    leaf = Leaf("item:chair", 30)
    leaf.add(Demand("loan:feast", 600, 720, 20))
    leaf.add(Demand("loan:talk", 660, 780, 5))
    return leaf


def test_a_booking_may_begin_when_another_ends(hall: Leaf) -> None:
    """Back-to-back is no clash, before and after."""
    assert hall.first_clash(720, 800) is None
    assert hall.first_clash(500, 600) is None


def test_a_clash_names_the_minute_and_who_is_in_the_way(hall: Leaf) -> None:
    """The first instant counts, also when the window began earlier."""
    assert Clash(600, 0, ("booking:choir",)) == hall.first_clash(500, 601)
    assert Clash(719, 0, ("booking:choir",)) == hall.first_clash(719, 800)


def test_stock_is_counted_at_the_worst_instant(chairs: Leaf) -> None:
    """Peak and rest belong to the overlap; outside it there is more."""
    assert (25, 5) == (chairs.peak(0, 1000), chairs.free(0, 1000))
    assert (5, 25) == (chairs.peak(720, 1000), chairs.free(720, 1000))
    assert Clash(660, 5, ("loan:feast", "loan:talk")) == chairs.first_clash(0, 1000, 6)
    assert chairs.first_clash(0, 1000, 5) is None


def test_a_wish_above_the_capacity_has_nobody_in_the_way(chairs: Leaf) -> None:
    """Where no demand stands, the capacity alone is too small, and no key is named."""
    assert Clash(0, 30, ()) == chairs.first_clash(0, 100, 31)


def test_a_late_return_is_kept_and_named_as_a_breach(hall: Leaf) -> None:
    """The leaf takes what the world did, and says over which stretch it is too much."""
    hall.add(Demand("booking:dance", 720, 800))
    hall.remove("booking:choir")
    hall.add(Demand("booking:choir", 600, 750))

    expected = (Excess(720, 750, 2, 1, ("booking:choir", "booking:dance")),)
    assert expected == hall.over()
    assert expected == hall.over(700)
    assert () == hall.over(750)
    assert -1 == hall.free(700, 800)


def test_a_breach_is_cut_where_those_concerned_change() -> None:
    """Two breaches in a row that concern different bookings are two, though equally deep."""
    leaf = Leaf("room:hall", 0)
    leaf.add(Demand("booking:one", 600, 660))
    leaf.add(Demand("booking:two", 660, 720))

    one = Excess(600, 660, 1, 0, ("booking:one",))
    two = Excess(660, 720, 1, 0, ("booking:two",))
    assert (one, two) == leaf.over()


def test_find_looks_forwards_and_backwards(hall: Leaf) -> None:
    """The nearest free hour after a wish, and the last one before it."""
    assert 720 == hall.find(601, 1440, 60)
    assert 540 == hall.find(0, 700, 60, before=True)
    assert hall.find(590, 730, 60) is None
    assert hall.find(0, 59, 60) is None


def test_find_uses_a_gap_that_just_fits(hall: Leaf) -> None:
    """A gap of exactly the length is enough, one minute less is not."""
    hall.add(Demand("booking:dance", 780, 900))
    assert 720 == hall.find(600, 900, 60)
    assert 720 == hall.find(600, 900, 60, before=True)
    assert hall.find(600, 900, 61) is None


def test_find_joins_stretches_of_different_capacity() -> None:
    """Where the capacity changes but suffices, a slot may lie across the change."""
    leaf = Leaf("item:desk", 2)
    leaf.set_capacity(600, 660, 1)
    leaf.set_capacity(700, 760, 0)
    assert 580 == leaf.find(580, 800, 100)
    assert 600 == leaf.find(500, 780, 100, before=True)
    assert 760 == leaf.find(650, 1000, 100)


def test_capacity_may_change_by_dates_and_be_taken_back(chairs: Leaf) -> None:
    """Two chairs are written off from a day on; the undo brings them back."""
    undo = chairs.set_capacity(700, END_OF_TIME, 28)
    assert [(0, 700, 30), (700, END_OF_TIME, 28)] == chairs.capacity.pieces(0, END_OF_TIME)
    assert (28, 30) == (chairs.capacity.at(700), chairs.capacity.at(699))
    assert Clash(700, 3, ("loan:feast", "loan:talk")) == chairs.first_clash(600, 800, 4)
    undo()
    assert 30 == chairs.capacity.at(700)
    assert (1, (0,)) == (len(chairs.capacity.counts), chairs.capacity.minutes)


def test_zero_is_a_capacity(hall: Leaf) -> None:
    """Nothing is there any longer: nothing fits, and what was promised is a breach."""
    hall.set_capacity(700, END_OF_TIME, 0)
    assert Clash(800, 0, ()) == hall.first_clash(800, 900)
    assert (Excess(700, 720, 1, 0, ("booking:choir",)),) == hall.over()


def test_demand_for_ever_is_possible(hall: Leaf) -> None:
    """The end of the calendar is an end; nothing can begin there."""
    hall.add(Demand("loan:lost", 720, END_OF_TIME))
    assert Clash(END_OF_TIME - 1, 0, ("loan:lost",)) == hall.first_clash(
        END_OF_TIME - 1, END_OF_TIME
    )
    assert hall.find(600, END_OF_TIME, 1) is None
    with pytest.raises(InvalidValue):
        hall.first_clash(END_OF_TIME, END_OF_TIME + 1)


def test_a_leaf_knows_its_demands(hall: Leaf) -> None:
    """By key, by window, and how many."""
    choir = Demand("booking:choir", 600, 720)
    assert choir == hall.demand("booking:choir")
    assert (choir,) == hall.demands()
    assert () == hall.demands(720, 800)
    assert (True, False, 1) == ("booking:choir" in hall, "booking:dance" in hall, len(hall))
    assert "<Leaf room:hall: 1 demands, capacity (1,)>" == repr(hall)


def test_a_key_stands_once(hall: Leaf) -> None:
    """Adding a key again is refused, even at another time, and changes nothing."""
    before = hall.dump()
    with pytest.raises(InvalidValue, match=r"'booking:choir' already.*remove that demand first"):
        hall.add(Demand("booking:choir", 800, 900))
    assert before == hall.dump()


def test_a_key_that_is_not_there_cannot_be_removed(hall: Leaf) -> None:
    """Removing and asking name the key that is unknown."""
    with pytest.raises(UnknownReference, match="'booking:dance'") as caught:
        hall.remove("booking:dance")
    assert "booking:dance" == caught.value.reference
    with pytest.raises(UnknownReference):
        hall.demand("booking:dance")


WINDOWS = [
    (True, 10, "bool"),
    (0, False, "bool"),
    (0.0, 10, "float"),
    (0, 10.5, "float"),
    ("0", 10, "str"),
    (None, 10, "NoneType"),
    (float("nan"), 10, "float"),
    (10, 10, "empty"),
    (10, 9, "empty"),
    (-1, 10, "outside the calendar"),
    (0, END_OF_TIME + 1, "outside the calendar"),
    pytest.param(0, 10**10_000, "outside the calendar", id="huge"),
    pytest.param(-(10**10_000), 10, "outside the calendar", id="huge below zero"),
]


@pytest.mark.parametrize(("start", "end", "said"), WINDOWS)
def test_windows_that_cannot_be_are_refused_everywhere(
    hall: Leaf, start: int, end: int, said: str
) -> None:
    """Each question and each change says what was given and what is allowed."""
    before = hall.dump()
    for call in (
        lambda: hall.peak(start, end),
        lambda: hall.free(start, end),
        lambda: hall.first_clash(start, end),
        lambda: hall.find(start, end, 1),
        lambda: hall.over(start, end),
        lambda: hall.demands(start, end),
        lambda: hall.set_capacity(start, end, 1),
        lambda: Demand("booking:dance", start, end),
    ):
        with pytest.raises(InvalidValue, match=said) as caught:
            call()
        assert caught.value.allowed
    assert before == hall.dump()


@pytest.mark.parametrize(
    "amount", [0, -1, True, 1.0, "1", None, 10**9 + 1, pytest.param(10**10_000, id="huge")]
)
def test_amounts_that_cannot_be_are_refused_everywhere(hall: Leaf, amount: int) -> None:
    """At least one piece, whole, and not more than there is of anything."""
    for call in (
        lambda: hall.first_clash(0, 10, amount),
        lambda: hall.find(0, 10, 1, amount),
        lambda: Demand("booking:dance", 0, 10, amount),
    ):
        with pytest.raises(InvalidValue, match="from 1 to 1000000000") as caught:
            call()
        assert amount is caught.value.given


@pytest.mark.parametrize(
    "capacity", [-1, True, 1.0, "1", None, 10**9 + 1, pytest.param(-(10**10_000), id="huge")]
)
def test_capacities_that_cannot_be_are_refused(hall: Leaf, capacity: int) -> None:
    """Zero or more, whole, and not more than there is of anything."""
    before = hall.dump()
    for call in (
        lambda: Leaf("room:hall", capacity),
        lambda: hall.set_capacity(0, 10, capacity),
    ):
        with pytest.raises(InvalidValue, match="from 0 to 1000000000"):
            call()
    assert before == hall.dump()


@pytest.mark.parametrize("length", [0, -1, True, 1.5, None, END_OF_TIME + 1])
def test_lengths_that_cannot_be_are_refused(hall: Leaf, length: int) -> None:
    """A place of no length is everywhere, so nobody can look for it."""
    with pytest.raises(InvalidValue, match="the length"):
        hall.find(FIRST_MINUTE, 10, length)


@pytest.mark.parametrize("key", ["", None, 7, b"booking:choir"])
def test_keys_that_cannot_be_are_refused(key: str) -> None:
    """A demand without a name could not be removed again."""
    with pytest.raises(InvalidValue, match="the key of a demand"):
        Demand(key, 0, 10)


@pytest.mark.parametrize("name", ["", None, 7])
def test_names_that_cannot_be_are_refused(name: str) -> None:
    """A leaf without a name could not be loaded again."""
    with pytest.raises(InvalidValue, match="the name of a leaf"):
        Leaf(name, 1)
