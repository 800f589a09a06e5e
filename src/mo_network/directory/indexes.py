"""Indexes: lists of ids by a key, which grow at the end and shrink there when undone."""

from __future__ import annotations

from mo_network.judging.state import Undo

Index = dict[str, list[str]]


def note(index: Index, key: str, name: str) -> Undo:
    """Add an id under a key and return what takes it away.

    >>> index = {}
    >>> undo = note(index, "org:a", "membership:1")
    >>> undo(); index
    {}
    """
    index.setdefault(key, []).append(name)

    def undo() -> None:
        # Undos run in reverse, so what goes is what came last.
        names = index[key]
        names.pop()
        if not names:
            del index[key]

    return undo
