"""A journal in a database, whichever it is.

What `head` says inside a block of writing is true until the row after it is committed, for no
other process can write then. Readers see what is committed and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from types import TracebackType
from typing import Any, Self

from mo_network.errors import InvalidValue
from mo_network.judging.journal import Checkpoint
from mo_network.judging.record import EMPTY, Head, Row
from mo_network.stores.database import Database
from mo_network.stores.session import Change, Session
from mo_network.stores.statements import PAGE, Statements
from mo_network.stores.tables import METADATA, SCHEMA
from mo_network.values.sealed import SealedValue

# As `Row._make`, without a frame for each.
_row = partial(tuple.__new__, Row)


class SqlWriting:
    """A journal locked for one writer.

    Rows wait until the block ends and go in together, so an error inside it costs nothing.
    """

    __slots__ = ("_changes", "_head", "_journal", "_say", "_session")

    def __init__(self, journal: SqlJournal, session: Session, say: Statements) -> None:
        self._journal = journal
        self._session = session
        self._say = say
        self._head: Head | None = None
        self._changes: list[Change] = []

    def head(self) -> Head:
        """The last record as it stands under the lock, those added here included."""
        if self._head is None:
            self._head = self._journal.head()
        return self._head

    def rows(self, after: int, hubs: Collection[str]) -> Sequence[Row]:
        """The rows of these hubs after a record, as committed."""
        if after >= self.head().seq:
            return []
        return list(self._journal.rows(after, hubs))

    def append(self, row: Row, sealed: Sequence[SealedValue] = ()) -> None:
        """Add a row, and the sealed values it speaks of, when the block ends."""
        self._head = Head(row.seq, row.digest, row.at)
        self.change(self._say.add_record, row)
        for each in sealed:
            value = each.value
            stored = value.encode() if isinstance(value, str) else value
            entry = (each.key, stored, isinstance(value, str), each.salt, False)
            self.change(self._say.add_sealed, entry)

    def change(self, statement: str, values: Sequence[Any]) -> None:
        """Run one statement more when the block ends."""
        self._changes.append((statement, values))

    def __enter__(self) -> Self:
        self._session.begin()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._session.commit(self._changes)
        else:
            self._session.leave()


class SqlJournal:
    """A journal in a database; `mo_network.judging.journal.Journal` says what it does.

    A process that forks opens its journals afterwards: a connection does not survive a fork.

    Errors:  InvalidValue when it was closed or is written twice at once by one thread;
             JournalDamaged for damaged pages; MoNetworkError when the database is busy for too
             long, full, or may not be written.
    """

    def __init__(self, database: Database, *, create: bool = True) -> None:
        self._database = database
        self._say = Statements(database.dialect)
        self._session = Session(database)
        try:
            self._prepare(create=create)
        except BaseException:
            self.close()
            raise

    def writing(self) -> SqlWriting:
        """Lock for one writer; commits at the end, takes everything back on an error."""
        return SqlWriting(self, self._session, self._say)

    def head(self) -> Head:
        """The last record."""
        found = self._session.ask(self._say.head)
        return Head._make(found[0]) if found else EMPTY

    def rows(
        self, after: int = 0, hubs: Collection[str] | None = None, until: int | None = None
    ) -> Iterator[Row]:
        """Rows after one record and up to another, of some hubs or of all, in order."""
        names = () if hubs is None else tuple(hubs)
        if hubs is not None and not names:
            return
        statement = self._say.rows(None if hubs is None else len(names), until is None)
        rest = names if until is None else (until, *names)
        while True:
            page = self._session.ask(statement, (after, *rest))
            yield from map(_row, page)
            if len(page) < PAGE:
                return
            after, *_ = page[-1]

    def row(self, seq: int) -> Row | None:
        """One row by its number."""
        found = self._session.ask(self._say.row, (seq,))
        return Row._make(found[0]) if found else None

    def sealed_value(self, key: str) -> SealedValue | None:
        """A sealed value, the last one kept under a key; None if it was erased or never kept."""
        for _, value, is_text, salt in reversed(self._session.ask(self._say.sealed, (key,))):
            return SealedValue(key, value.decode() if is_text else value, salt)
        return None

    def erase(self, key: str) -> bool:
        """Delete a sealed value and its salt for ever; whether there was one."""
        with self.writing() as writing:
            found = self._session.ask(self._say.sealed, (key,))
            for number, value, _, salt in found:
                # As long as before, so that the row is overwritten where it stands.
                blank = (bytes(len(value)), bytes(len(salt)), True, number)
                writing.change(self._say.blank_sealed, blank)
        if found:
            self._session.do(self._database.sweep)
        return bool(found)

    def save_checkpoint(self, checkpoint: Checkpoint) -> None:
        """Keep a checkpoint beside the journal; an earlier one of the same record gives way."""
        seq, digest, form, data = checkpoint
        with self.writing() as writing:
            writing.change(self._say.drop_checkpoint, (form, seq))
            writing.change(self._say.add_checkpoint, (form, seq, digest, data))

    def checkpoint(self, form: str, until: int) -> Checkpoint | None:
        """The latest checkpoint of that form at or before a record."""
        found = self._session.ask(self._say.checkpoint, (form, until))
        return Checkpoint._make(found[0]) if found else None

    def close(self) -> None:
        """Release the connection; closing twice does no harm."""
        self._session.close()

    def _prepare(self, *, create: bool) -> None:
        found = self._session.do(self._database.tables)
        # Looked at before anything is changed: the file may be somebody else's.
        if not found >= METADATA.tables.keys() and (found or not create):
            raise InvalidValue(
                f"{self._database.name} is no journal: it holds "
                f"{', '.join(sorted(found)) or 'nothing'}; give the address of a journal, or of "
                "a file that does not exist yet",
                given=self._database.name,
                allowed="a journal, or a new file",
            )
        self._session.do(self._database.settle)
        if not found:
            self._create()
        numbers = [number for (number,) in self._session.ask(self._say.schema)]
        if numbers != [SCHEMA]:
            given = ", ".join(map(str, numbers)) or "none"
            raise InvalidValue(
                f"{self._database.name} has the schema number {given}, this version of "
                f"mo-network reads {SCHEMA}: use the version that wrote the journal, or a later "
                "one",
                given=numbers,
                allowed=f"schema number {SCHEMA}",
            )

    def _create(self) -> None:
        with self.writing() as writing:
            # Another process may have been quicker, hence the second look, under the lock.
            if not self._session.do(self._database.tables):
                for statement in (*self._say.create, *self._database.guards):
                    writing.change(statement, ())
                writing.change(self._say.add_schema, (SCHEMA,))
