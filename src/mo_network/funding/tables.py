"""Tables whose keys are more than one string, changed one entry at a time and back."""

from __future__ import annotations

from typing import TypeVar

from mo_network.judging.state import Undo, nothing_to_undo

K = TypeVar("K")
E = TypeVar("E")


def put_at(table: dict[K, E], key: K, entry: E) -> Undo:
    """Set one entry and return what restores the table."""
    before = table.get(key)
    table[key] = entry
    if before is None:
        return lambda: table.__delitem__(key)
    return lambda: table.__setitem__(key, before)


def drop_at(table: dict[K, E], key: K) -> Undo:
    """Take one entry out, if it is there, and return what restores the table."""
    before = table.pop(key, None)
    if before is None:
        return nothing_to_undo
    return lambda: table.__setitem__(key, before)
