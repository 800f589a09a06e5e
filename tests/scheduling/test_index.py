"""The two halves of a leaf's index: how much at each instant, and who."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mo_network.scheduling import END_OF_TIME, FIRST_MINUTE, Demand, shelves, steps
from mo_network.scheduling.shelves import Shelves
from mo_network.scheduling.steps import Steps

spans = st.tuples(st.integers(0, 30), st.integers(1, 12), st.integers(1, 2))


@pytest.fixture(autouse=True, scope="module")
def small_boxes() -> Iterator[None]:
    """Cut the index every few entries, so that a dozen demands cross many cuts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(steps, "CHUNK_SIZE", 4)
        patch.setattr(shelves, "BOX_SIZE", 4)
        yield


def _pieces(function: Steps) -> list[tuple[int, int, int]]:
    return list(function.pieces(FIRST_MINUTE, END_OF_TIME))


@given(st.lists(spans, max_size=20), st.integers(0, 20))
def test_equal_neighbours_are_joined(stretches: list[tuple[int, int, int]], kept: int) -> None:
    """However it came about, a step function holds a step only where the level changes."""
    function = Steps()
    for start, length, height in stretches:
        function.add(start, start + length, height)
    for start, length, height in stretches[kept:]:
        function.add(start, start + length, -height)
    stretches = stretches[:kept]
    summed = Steps.summed(
        [start for start, _, _ in stretches],
        [start + length for start, length, _ in stretches],
        [height for _, _, height in stretches],
    )
    found = _pieces(function)
    assert _pieces(summed) == found
    assert all(one[2] != other[2] for one, other in pairwise(found))


def test_a_function_of_which_all_was_taken_back_is_small_again() -> None:
    """Nothing is left behind: one step, and as little memory as at the beginning."""
    function = Steps()
    stretches = [(start * 7 % 50 * 10, start * 7 % 50 * 10 + 5) for start in range(50)]
    for height in (1, -1):
        for start, end in stretches:
            function.add(start, end, height)
    assert [(FIRST_MINUTE, END_OF_TIME, 0)] == _pieces(function)
    assert 1 == len(function._chunks) == len(function._firsts)


@given(st.lists(spans, max_size=20))
def test_backwards_is_forwards_reversed(stretches: list[tuple[int, int, int]]) -> None:
    """The pieces of a window are the same from either end."""
    function = Steps()
    for start, length, height in stretches:
        function.add(start, start + length, height)
    assert list(function.pieces(3, 40))[::-1] == list(function.pieces_back(3, 40))


@given(st.permutations(range(14)))
def test_many_demands_may_begin_at_one_minute(order: list[int]) -> None:
    """Equal starts fill several boxes; each is still found, removed and seen."""
    index = Shelves()
    for number in order:
        index.add(Demand(f"loan:{number:02}", 600, 720))
    for number in range(14):
        expected = tuple(f"loan:{rest:02}" for rest in range(number, 14))
        assert expected == tuple(demand.key for demand in index.overlapping(700, 701))
        assert Demand(f"loan:{number:02}", 600, 720) == index.remove(f"loan:{number:02}")
    assert (0, ()) == (len(index), index.overlapping(0, 1000))
    assert [[]] == [shelf.boxes for shelf in index._shelves.values()]


def test_a_shelf_that_was_emptied_can_be_filled_again() -> None:
    """The last demand of a length leaves a shelf that takes the next one."""
    index = Shelves()
    for start in (600, 500, 700):
        index.add(Demand("booking:choir", start, start + 60))
        assert Demand("booking:choir", start, start + 60) == index.get("booking:choir")
        index.remove("booking:choir")
    assert ([], [], [], []) == index.columns()
