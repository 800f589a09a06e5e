"""Journals: append-only rows of bytes, one sequence for the whole network.

A journal knows no fact class. It locks, hands out unseen rows, appends and commits; the same
contract holds for the one in memory and those in a database (`mo_network.stores`).
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol, Self

from mo_network.errors import InvalidValue
from mo_network.judging.record import EMPTY, Head, Row, head_of
from mo_network.values.sealed import SealedValue


class Checkpoint(NamedTuple):
    """A folded state at a record, kept to open quickly; never a source of truth.

    Shape:   `digest` is that of record `seq`, so a checkpoint of another history is not taken;
             `form` names hub and version of the code that wrote it.
    """

    seq: int
    digest: str
    form: str
    data: bytes


class Writing(Protocol):
    """A journal that is locked for one writer, until it is committed or left by an error."""

    def head(self) -> Head:
        """The last record as it stands under the lock."""

    def rows(self, after: int, hubs: Collection[str]) -> Sequence[Row]:
        """The rows of these hubs after a record."""

    def append(self, row: Row, sealed: Sequence[SealedValue] = ()) -> None:
        """Add a row, and the sealed values it speaks of, when the lock is released."""


class Journal(Protocol):
    """What every journal can do."""

    def writing(self) -> AbstractContextManager[Writing]:
        """Lock for one writer; commits at the end, takes everything back on an error."""

    def head(self) -> Head:
        """The last record."""

    def rows(
        self, after: int = 0, hubs: Collection[str] | None = None, until: int | None = None
    ) -> Iterator[Row]:
        """Rows after one record and up to another, of some hubs or of all, in order."""

    def row(self, seq: int) -> Row | None:
        """One row by its number."""

    def sealed_value(self, key: str) -> SealedValue | None:
        """A sealed value, or None if it was erased or never kept."""

    def erase(self, key: str) -> bool:
        """Delete a sealed value and its salt for ever; whether there was one."""

    def save_checkpoint(self, checkpoint: Checkpoint) -> None:
        """Keep a checkpoint beside the journal."""

    def checkpoint(self, form: str, until: int) -> Checkpoint | None:
        """The latest checkpoint of that form at or before a record."""

    def close(self) -> None:
        """Release what the journal holds open."""


class _MemoryWriting:
    """One writer's turn; a context of its own, for it is on the way of every record."""

    __slots__ = ("_journal", "added", "sealed")

    def __init__(self, journal: MemoryJournal) -> None:
        self._journal = journal
        self.added: list[Row] = []
        self.sealed: list[SealedValue] = []

    def __enter__(self) -> Self:
        self._journal.lock.acquire()
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        try:
            if kind is None and self.added:
                self._journal.commit(self.added, self.sealed)
        finally:
            self._journal.lock.release()

    def head(self) -> Head:
        return head_of(self.added[-1]) if self.added else self._journal.head()

    def rows(self, after: int, hubs: Collection[str]) -> Sequence[Row]:
        return list(self._journal.rows(after, hubs))

    def append(self, row: Row, sealed: Sequence[SealedValue] = ()) -> None:
        self.added.append(row)
        self.sealed.extend(sealed)


class MemoryJournal:
    """A journal that lives as long as the process: for tests, notebooks and trials."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._rows: list[Row] = []
        self._head = EMPTY
        self._sealed: dict[str, SealedValue] = {}
        self._checkpoints: list[Checkpoint] = []

    def writing(self) -> _MemoryWriting:
        """Lock for one writer; see `Journal`."""
        return _MemoryWriting(self)

    def commit(self, rows: Sequence[Row], sealed: Sequence[SealedValue]) -> None:
        """Add rows for good; what `writing` does at its end.

        Errors: InvalidValue when the first is not the next one.
        """
        if rows[0].seq != len(self._rows) + 1:
            raise InvalidValue(
                f"record {rows[0].seq} is not the next one: a journal is locked again inside its "
                "own lock",
                given=rows[0].seq,
                allowed=str(len(self._rows) + 1),
            )
        # Sealed values first: who reads a row while it is added must find what it speaks of.
        for value in sealed:
            self._sealed[value.key] = value
        self._rows.extend(rows)
        self._head = head_of(rows[-1])

    def head(self) -> Head:
        """The last record."""
        return self._head

    def rows(
        self, after: int = 0, hubs: Collection[str] | None = None, until: int | None = None
    ) -> Iterator[Row]:
        """Rows after one record and up to another; see `Journal`."""
        for row in self._rows[after:until]:
            if hubs is None or row.hub in hubs:
                yield row

    def row(self, seq: int) -> Row | None:
        """One row by its number."""
        return self._rows[seq - 1] if 0 < seq <= len(self._rows) else None

    def sealed_value(self, key: str) -> SealedValue | None:
        """A sealed value, or None if it was erased or never kept."""
        return self._sealed.get(key)

    def erase(self, key: str) -> bool:
        """Delete a sealed value for ever; whether there was one."""
        with self.lock:
            return self._sealed.pop(key, None) is not None

    def save_checkpoint(self, checkpoint: Checkpoint) -> None:
        """Keep a checkpoint."""
        with self.lock:
            self._checkpoints.append(checkpoint)

    def checkpoint(self, form: str, until: int) -> Checkpoint | None:
        """The latest checkpoint of that form at or before a record."""
        fitting = [c for c in self._checkpoints if c.form == form and c.seq <= until]
        return max(fitting, key=lambda c: c.seq, default=None)

    def close(self) -> None:
        """Nothing is held open."""
