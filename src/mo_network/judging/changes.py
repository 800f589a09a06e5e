"""Changes: what a fact does to a state, on trial or for good.

Whoever changes a state hands each change to one of two. A `Trial` keeps what was there before, so
that all can be taken back, last first. `FOR_GOOD` keeps nothing: folding changes a state half a
million times and never looks back. What is to be kept is kept before the change is made, and
giving it back twice does no harm; so what an error leaves half done is taken back whole. (An
interrupt may also come inside an engine, or in taking back; what it left, the door folds anew.)
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import takewhile
from operator import delitem, setitem
from typing import Any, ClassVar, Final, Protocol, Self, TypeVar

K = TypeVar("K")
E = TypeVar("E")

Index = dict[K, list[E]]
"""What is noted under a key, such as ids, in order; no key is without any."""


class Changes(Protocol):
    """Where a change goes: to a trial, or for good."""

    def put(self, table: dict[K, E], key: K, entry: E, /) -> None:
        """Set an entry of a table."""

    def drop(self, table: dict[K, E], key: K, /) -> None:
        """Take an entry out of a table, which has it."""

    def note(self, index: Index[K, E], key: K, name: E, /) -> None:
        """Add a name at the end of those under a key."""

    def undo_with(self, undo: Callable[[], object], /) -> None:
        """Hand over what undoes a change that was made elsewhere, such as in an engine."""


class Trial:
    """Changes that can be taken back; at the end of a `with` block they are.

    >>> table, index = {"a": 1}, {}
    >>> with Trial() as trial:
    ...     trial.put(table, "a", 2)
    ...     trial.note(index, "org:a", "membership:1")
    ...     print(table, index)
    {'a': 2} {'org:a': ['membership:1']}
    >>> table, index
    ({'a': 1}, {})
    """

    __slots__ = ("_kept",)

    def __init__(self) -> None:
        self._kept: list[tuple[Any, Any, Any]] = []

    def put(self, table: dict[K, E], key: K, entry: E, /) -> None:
        """Set an entry of a table."""
        self._kept.append((table, key, table.get(key, _NOTHING)))
        table[key] = entry

    def drop(self, table: dict[K, E], key: K, /) -> None:
        """Take an entry out of a table, which has it; it comes back where it stood."""
        behind = [*takewhile(key.__ne__, reversed(table))]
        self.undo_with(partial(_put_before, table, key, table[key], behind))
        del table[key]

    def note(self, index: Index[K, E], key: K, name: E, /) -> None:
        """Add a name at the end of those under a key."""
        names = index.get(key)
        if names is None:
            self.put(index, key, [name])
        else:
            self._kept.append((names, len(names), _SHORTER))
            names.append(name)

    def undo_with(self, undo: Callable[[], object], /) -> None:
        """Hand over what undoes a change that was made elsewhere, such as in an engine."""
        self._kept.append((_CALLED, undo, None))

    def take_back(self) -> None:
        """Undo all changes, the last one first."""
        kept = self._kept
        while kept:
            changed, key, before = kept[-1]
            if changed is _CALLED:
                key()
            elif before is _NOTHING:
                changed.pop(key, None)
            elif before is _SHORTER:
                del changed[key:]
            else:
                changed[key] = before
            kept.pop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.take_back()


_NOTHING: Final = object()
_SHORTER: Final = object()
_CALLED: Final = object()


def _put_before(table: dict[K, E], key: K, entry: E, behind: list[K]) -> None:
    """Give an entry back to the place before those that stood behind it."""
    table[key] = entry
    for other in reversed(behind):
        table[other] = table.pop(other)


class ForGood:
    """Changes that stay. The operators themselves are called, which saves a frame each."""

    __slots__ = ()

    put: ClassVar[Any] = staticmethod(setitem)
    drop: ClassVar[Any] = staticmethod(delitem)

    def note(self, index: Index[K, E], key: K, name: E, /) -> None:
        """Add a name at the end of those under a key."""
        if key in index:
            index[key].append(name)
        else:
            index[key] = [name]

    def undo_with(self, undo: Callable[[], object], /) -> None:
        """Nobody will undo it."""


FOR_GOOD: Final[Changes] = ForGood()
"""The one that keeps nothing."""


def strike(index: Index[K, E], key: K, name: E, changes: Changes) -> None:
    """Take a name away from those under a key."""
    names = [each for each in index[key] if each != name]
    if names:
        changes.put(index, key, names)
    else:
        changes.drop(index, key)
