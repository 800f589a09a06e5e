"""One value, one row of bytes: those of RFC 8785."""

from __future__ import annotations

import json
from enum import IntEnum, StrEnum

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from mo_network.errors import WireError
from mo_network.values.canonical import canonical_bytes
from mo_network.values.json_text import parse_json

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
INTS = st.integers(-(2**53) + 1, 2**53 - 1)
VALUES = st.recursive(
    st.none() | st.booleans() | INTS | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=25,
)


class Colour(StrEnum):
    """A subclass of str."""

    RED = "red"


class Number(IntEnum):
    """A subclass of int."""

    ONE = 1


@given(VALUES)
@example({"\U0001f600": 1, "\ufb33": 2, "\u20ac": 3, "a": {"\U0001f600": 1, "\uffff": 2}})
@example({'\x00\x1f\x7f\u2028"\\/': "\b\t\n\f\r"})
def test_the_bytes_are_those_of_rfc_8785(value: object) -> None:
    """Judged by a library that does nothing else, keys beyond 16 bits included."""
    assert rfc8785.dumps(value) == canonical_bytes(value)  # type: ignore[arg-type]


@given(VALUES)
def test_canonical_bytes_are_read_back_as_the_value(value: object) -> None:
    """Nothing is lost, and writing again gives the same bytes."""
    data = canonical_bytes(value)
    assert value == parse_json(data) == json.loads(data)
    assert data == canonical_bytes(parse_json(data))


@pytest.mark.parametrize(
    ("value", "path", "told"),
    [
        ({"fee": 12.5}, "$.fee", "12.5 is of type float"),
        ({"a": [1, {"b": float("nan")}]}, "$.a[1].b", "nan is of type float"),
        ([float("inf")], "$[0]", "inf is of type float"),
        (1e400, "$", "float"),
        ({"a": 2**53}, "$.a", "54 bits"),
        ({"a": -(2**53)}, "$.a", "54 bits"),
        ({"a": 10**5000}, "$.a", "bits"),
        ({1: "a"}, "$", "key 1 is of type int"),
        ({"a": {None: 1}}, "$.a", "key None"),
        ({"a b": {1.5: 1}}, "$['a b']", "key 1.5"),
        ({"a": "\ud800"}, "$.a", "half a surrogate pair"),
        ({"\udc00": 1}, "$", "half a surrogate pair"),
        ({"a": b"x"}, "$.a", "bytes"),
        ({"a": {1, 2}}, "$.a", "set"),
        ({"a": Colour.RED}, "$.a", "Colour"),
        ({"a": Number.ONE}, "$.a", "Number"),
        ({Colour.RED: 1}, "$", "Colour"),
    ],
)
def test_what_has_no_canonical_form_is_refused_with_its_path(
    value: object, path: str, told: str
) -> None:
    """Floats, large numbers, other keys and types, half surrogate pairs."""
    with pytest.raises(WireError, match="allowed are objects") as caught:
        canonical_bytes(value)
    assert path == caught.value.path
    assert told in str(caught.value)


def test_a_structure_that_contains_itself_is_refused() -> None:
    """In bounded time, however it branches."""
    circle: list[object] = []
    circle += [circle, circle, circle]
    with pytest.raises(WireError, match="contains itself"):
        canonical_bytes(circle)


def test_64_levels_are_written_and_65_are_not() -> None:
    """The bound is the same as for reading."""
    nested: object = []
    for _ in range(63):
        nested = [nested]
    assert b"[" * 64 + b"]" * 64 == canonical_bytes(nested)
    with pytest.raises(WireError, match="deeper than 64"):
        canonical_bytes([nested])
    with pytest.raises(WireError, match="deeper than 64"):
        canonical_bytes({"a": nested})


def test_the_value_is_not_changed() -> None:
    """Keys stay in their order, tuples stay tuples."""
    value = {"b": (1, 2), "a": "\U0001f600"}
    canonical_bytes(value)
    assert [("b", (1, 2)), ("a", "\U0001f600")] == list(value.items())
