"""What is known by an id: the entry of a table, or an error with the id that is one slip away."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

from mo_network.errors import UnknownReference

E = TypeVar("E")

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789._-:"


def entry_of(table: Mapping[str, E], name: str) -> E:
    """What a table keeps under an id.

    Errors:  UnknownReference with the nearest id.

    >>> entry_of({"room:hall": 120}, "room:hal")
    Traceback (most recent call last):
    mo_network.errors.UnknownReference: nothing is known by the id 'room:hal': record first the \
fact that brings it, or ask for one of the 1 that are known, or did you mean 'room:hall'?
    """
    entry = table.get(name)
    if entry is None:
        raise UnknownReference(
            f"nothing is known by the id {name!r}: record first the fact that brings it, or ask "
            f"for one of the {len(table)} that are known{similar(name, table)}",
            reference=name,
        )
    return entry


def similar(name: str, known: Collection[str]) -> str:
    """The known id that one slip of the pen makes of this one, as a hint; "" if there is none."""
    # Comparing with each of 100,000 ids would hold the hub's lock for seconds.
    near = sorted(near for near in _one_slip_away(name) if near in known)
    return f", or did you mean {near[0]!r}?" if near else ""


def _one_slip_away(name: str) -> Iterator[str]:
    """Every text that becomes this one by one letter too few, too many, wrong, or swapped."""
    for place in range(len(name) + 1):
        before, after = name[:place], name[place:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for letter in _LETTERS:
            yield before + letter + after
            yield before + letter + after[1:]
