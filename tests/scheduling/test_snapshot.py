"""What a leaf writes down, and what it refuses to read."""

from __future__ import annotations

import pytest

from mo_network.errors import WireError
from mo_network.scheduling import END_OF_TIME, Demand, Leaf


@pytest.fixture
def written() -> dict[str, object]:
    """A leaf with two demands and one change of capacity, as it is written."""
    leaf = Leaf("item:chair", 30)
    leaf.set_capacity(700, END_OF_TIME, 28)
    leaf.add(Demand("loan:talk", 660, 780, 5))
    leaf.add(Demand("loan:feast", 600, 720, 20))
    return leaf.dump()


def test_a_leaf_is_written_as_columns(written: dict[str, object]) -> None:
    """Lists of numbers and keys, in order of start, whatever the order of entry."""
    expected = {
        "name": "item:chair",
        "capacity": [[0, 30], [700, 28]],
        "keys": ["loan:feast", "loan:talk"],
        "starts": [600, 660],
        "ends": [720, 780],
        "amounts": [20, 5],
    }
    assert expected == written
    assert expected == Leaf.load(written).dump()


def test_an_empty_leaf_can_be_written_and_read() -> None:
    """No demand is no special case for the reader."""
    leaf = Leaf.load(Leaf("room:hall", 0).dump())
    assert (0, 0, ()) == (len(leaf), leaf.peak(0, 100), leaf.demands())


DAMAGED = [
    ("name", "", "$.name"),
    ("name", 7, "$.name"),
    ("capacity", [], "$.capacity"),
    ("capacity", 30, "$.capacity"),
    ("capacity", [[0]], "$.capacity"),
    ("capacity", [[0, -1]], "$.capacity"),
    ("capacity", [[0, 1.5]], "$.capacity"),
    ("capacity", [[5, 30]], "$.capacity"),
    ("capacity", [[0, 30], [0, 28]], "$.capacity"),
    ("capacity", [[0, 30], [700, 28], [600, 27]], "$.capacity"),
    ("keys", ["loan:feast", "loan:feast"], "$.keys"),
    ("keys", ["loan:feast", ""], "$.keys"),
    ("keys", ["loan:feast", 7], "$.keys"),
    ("keys", "ab", "$.keys"),
    ("keys", ["loan:feast"], "$"),
    ("starts", [660, 600], "$.starts"),
    ("starts", [-1, 600], "$.starts"),
    ("starts", [True, 600], "$.starts"),
    ("starts", [600.0, 660.0], "$.starts"),
    ("starts", None, "$.starts"),
    ("ends", [600, 780], "$.ends"),
    ("ends", [720, END_OF_TIME + 1], "$.ends"),
    ("amounts", [0, 5], "$.amounts"),
    ("amounts", [20, 10**9 + 1], "$.amounts"),
    ("amounts", [20, 5, 5], "$"),
]


@pytest.mark.parametrize(("field", "value", "path"), DAMAGED)
def test_what_is_damaged_is_refused_with_its_place(
    written: dict[str, object], field: str, value: object, path: str
) -> None:
    """A checkpoint is data from outside: each fault names the field it stands in."""
    with pytest.raises(WireError) as caught:
        Leaf.load(written | {field: value})
    assert path == caught.value.path


@pytest.mark.parametrize("data", [None, [], "leaf", {}, {"name": "room:hall"}])
def test_what_is_no_leaf_is_refused(data: object) -> None:
    """Missing fields and other shapes are refused with the path the caller gave."""
    with pytest.raises(WireError, match="a leaf has the fields") as caught:
        Leaf.load(data, "$.rooms[0]")
    assert "$.rooms[0]" == caught.value.path


def test_unknown_fields_are_refused(written: dict[str, object]) -> None:
    """A field of a later version is not dropped in silence."""
    with pytest.raises(WireError, match="colour"):
        Leaf.load(written | {"colour": "red"})
