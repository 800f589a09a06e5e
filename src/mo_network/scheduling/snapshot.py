"""A leaf as plain lists, for a checkpoint: columns, so that 100,000 demands load at once.

What is read back is checked as a whole, column by column; a checkpoint is data from outside.
"""

from __future__ import annotations

from operator import le, lt
from typing import TypeVar

from mo_network.errors import InvalidValue, WireError
from mo_network.scheduling.capacity import Capacity
from mo_network.scheduling.minutes import END_OF_TIME, FIRST_MINUTE, LARGEST_COUNT
from mo_network.scheduling.shelves import Columns

_T = TypeVar("_T")
_FIELDS = ("name", "capacity", "keys", "starts", "ends", "amounts")


def write(name: str, capacity: Capacity, columns: Columns) -> dict[str, object]:
    """The primitives that `read` understands; equal leaves write equal ones."""
    steps = [list(step) for step in zip(capacity.minutes, capacity.counts, strict=True)]
    return dict(zip(_FIELDS, (name, steps, *columns), strict=True))


def read(data: object, path: str = "$") -> tuple[str, Capacity, Columns]:
    """Name, capacity and demands from what `write` made.

    Errors:  WireError with the path of the field that is wrong.
    """
    if not isinstance(data, dict) or set(data) != set(_FIELDS):
        given = sorted(map(str, data)) if isinstance(data, dict) else type(data).__name__
        raise WireError(f"a leaf has the fields {', '.join(_FIELDS)}; given: {given}", path=path)
    name = data["name"]
    if type(name) is not str or not name:
        message = f"a name is a text that is not empty; given: {name!r:.60}"
        raise WireError(message, path=f"{path}.name")
    return name, _capacity(data["capacity"], f"{path}.capacity"), _columns(data, path)


def _capacity(steps: object, path: str) -> Capacity:
    if not isinstance(steps, list) or not all(
        isinstance(step, list) and len(step) == 2 for step in steps
    ):
        raise WireError("a capacity is a list of [minute, count]", path=path)
    try:
        return Capacity.of((minute, count) for minute, count in steps)
    except InvalidValue as error:
        raise WireError(str(error), path=path) from error


def _columns(data: dict[str, object], path: str) -> Columns:
    keys = _column(data["keys"], str, f"{path}.keys")
    starts = _column(data["starts"], int, f"{path}.starts")
    ends = _column(data["ends"], int, f"{path}.ends")
    amounts = _column(data["amounts"], int, f"{path}.amounts")
    if not len(keys) == len(starts) == len(ends) == len(amounts):
        raise WireError("keys, starts, ends and amounts are not equally long", path=path)
    if not keys:
        return [], [], [], []
    if len(set(keys)) != len(keys) or "" in keys:
        raise WireError("a key is empty or stands twice", path=f"{path}.keys")
    if not all(map(le, starts, starts[1:])) or starts[0] < FIRST_MINUTE:
        raise WireError("the starts are not in order of the calendar", path=f"{path}.starts")
    if not all(map(lt, starts, ends)) or max(ends) > END_OF_TIME:
        raise WireError("an end is not after its start, or after the calendar", path=f"{path}.ends")
    if min(amounts) < 1 or max(amounts) > LARGEST_COUNT:
        raise WireError(f"an amount is not from 1 to {LARGEST_COUNT}", path=f"{path}.amounts")
    return keys, starts, ends, amounts


def _column(column: object, kind: type[_T], path: str) -> list[_T]:
    # The set of types sees a hundred thousand entries in a millisecond, and tells True from 1.
    if not isinstance(column, list) or not set(map(type, column)) <= {kind}:
        raise WireError(f"allowed is a list of {kind.__name__} alone", path=path)
    return column
