"""Tables by the column: what is packed comes back, and long repetitive tables get small."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mo_network.judging.columns import by_key, by_value, pack, unpack

CELLS = st.one_of(st.none(), st.booleans(), st.integers(0, 3), st.text(max_size=3))


def through_json(packed: Any) -> Any:
    """What a checkpoint keeps of it."""
    return json.loads(json.dumps(packed))


@given(st.lists(st.tuples(CELLS, CELLS, st.integers()), max_size=120))
def test_a_table_comes_back_row_by_row(rows: list[tuple[Any, ...]]) -> None:
    """Whatever stands in it, neighbours that are equal but of another type included."""
    back = [tuple(row) for row in unpack(through_json(pack(rows)))]

    assert list(map(repr, rows)) == list(map(repr, back))


@given(st.one_of(st.lists(CELLS, max_size=60), st.dictionaries(st.text(), CELLS, max_size=3)))
def test_what_is_no_table_stays_as_it_is(table: Any) -> None:
    """Lists of single values and mappings are not taken apart."""
    assert table == pack(table) == unpack(pack(table))


def test_rows_of_several_lengths_stay_as_they_are() -> None:
    """They have no columns."""
    rows = [("a",)] * 40 + [("a", "b")]

    assert rows == pack(rows)


@given(st.dictionaries(st.text(max_size=4), st.sampled_from(["open", "closed"])))
def test_a_mapping_comes_back_from_its_values(table: dict[str, str]) -> None:
    """Each key keeps its value."""
    assert table == by_key(by_value(table))


def test_a_column_that_repeats_itself_is_kept_as_a_run() -> None:
    """A thousand rows of one line cost one."""
    packed = pack([("line:micro", number) for number in range(1000)])

    assert {"runs": [["line:micro", 1000]]} == packed["columns"][0]
