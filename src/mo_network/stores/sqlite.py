"""Journals in an SQLite file: all that is SQLite's own.

Write-ahead log, so that readers never wait for a writer; `synchronous=FULL`, so that what was
committed survives a loss of power; `BEGIN IMMEDIATE`, so that a writer holds off others from its
first statement on; triggers, so that records are neither changed nor removed by anybody who does
not first remove the triggers. Not for network file systems: the log needs shared memory.

**Erasing.** The value is overwritten with zeros where it stands: SQLite does so when the new one is
as long as the old. (Deleting the row is not enough, not even with `secure_delete`, which covers the
row's own place: pages that are merged leave copies of other rows behind.) The write-ahead log still
holds the pages as they were, so after erasing it is copied into the file and cut to nothing.
While another connection is in the middle of reading, this waits for it, up to the busy timeout;
later, the log is cut by the next erasing or when the last connection closes. What no program can
promise: blocks that the file system or the disk gave up are overwritten when they are used again,
and copies made earlier keep what they had.
"""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Final

from sqlalchemy import Dialect
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from mo_network.errors import InvalidValue, JournalDamaged, MoNetworkError
from mo_network.stores.database import Connection, Cursor
from mo_network.stores.sql import SqlJournal

BUSY_SECONDS: Final = 30.0
"""How long a writer waits for another process before it gives up."""

_GUARDS = (
    """CREATE TRIGGER record_is_never_changed BEFORE UPDATE ON record BEGIN
        SELECT RAISE(ABORT, 'a record is never changed: append a correction');
    END""",
    """CREATE TRIGGER record_is_never_removed BEFORE DELETE ON record BEGIN
        SELECT RAISE(ABORT, 'a record is never removed: append a correction');
    END""",
    # INSERT OR REPLACE would remove a record without asking the trigger above.
    """CREATE TRIGGER record_follows_the_last BEFORE INSERT ON record
    WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM record) BEGIN
        SELECT RAISE(ABORT, 'a record has the number after the last one');
    END""",
)


def open_sqlite(path: str, *, create: bool = True) -> SqlJournal:
    """The journal in a file; a new one where there is none yet, if `create` says so.

    Errors:  InvalidValue for directories that do not exist and files that hold something else.
    """
    file = Path(path)
    if not file.parent.is_dir():
        raise InvalidValue(
            f"the journal {path} cannot be opened: there is no directory {file.parent}; "
            "make it first, or give another path",
            given=path,
            allowed="a file in a directory that exists",
        )
    if file.is_dir() or not (create or file.exists()):
        what = "is a directory" if file.is_dir() else "does not exist"
        raise InvalidValue(
            f"the journal {path} cannot be opened: it {what}; give the path of a journal's file",
            given=path,
            allowed="the path of a journal's file",
        )
    return SqlJournal(SqliteFile(path), create=create)


class SqliteFile:
    """SQLite as a journal needs it."""

    dialect: Dialect = SQLiteDialect_pysqlite(paramstyle="qmark")
    begin = "BEGIN IMMEDIATE"
    guards: tuple[str, ...] = _GUARDS
    error: type[Exception] = sqlite3.Error

    def __init__(self, path: str, busy_seconds: float = BUSY_SECONDS) -> None:
        self.name = path
        self._busy_seconds = busy_seconds

    def connect(self) -> Connection:
        """A connection in autocommit mode.

        Errors:  MoNetworkError when the file cannot be opened.
        """
        try:
            return sqlite3.connect(
                self.name,
                timeout=self._busy_seconds,
                isolation_level=None,
                check_same_thread=False,
            )
        except sqlite3.Error as error:
            raise self.explain(error) from error

    def settle(self, cursor: Cursor) -> None:
        """Turn the write-ahead log on, and what makes committing and erasing final.

        Errors:  InvalidValue where there can be no such log.
        """
        # While another process turns the log on, SQLite answers "locked" without waiting.
        until = time.monotonic() + self._busy_seconds
        while not self._use_log(cursor):
            if time.monotonic() > until:
                raise self._locked()
            time.sleep(0.01)
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.fetchall()

    def tables(self, cursor: Cursor) -> frozenset[str]:
        """The names of the tables that are there."""
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return frozenset(name for (name,) in cursor.fetchall())

    def sweep(self, cursor: Cursor) -> None:
        """Copy the log into the file and cut it: it holds the pages as they were."""
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.fetchall()

    def explain(self, error: Exception) -> MoNetworkError:
        """The library's error for one of SQLite's, by its result code."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_NOTADB:
            return InvalidValue(
                f"{self.name} is no SQLite database, so it is no journal: give the path of a "
                "journal's file, or of one that does not exist yet",
                given=self.name,
                allowed="a journal's file, or a new one",
            )
        if code == sqlite3.SQLITE_CORRUPT:
            return JournalDamaged(
                f"the database {self.name} is damaged ({error}): restore it from a copy and "
                "verify that copy",
                seq=0,
            )
        if code == sqlite3.SQLITE_CONSTRAINT:
            return InvalidValue(
                f"the journal {self.name} refuses this row ({error}): number it by the head "
                "inside the block of writing",
                given=str(error),
                allowed="the row after the last one",
            )
        if code == sqlite3.SQLITE_BUSY:
            return self._locked()
        return MoNetworkError(
            f"the journal {self.name} cannot be used ({error}): look at the disk's space and "
            "the file's permissions; nothing was written"
        )

    def _locked(self) -> MoNetworkError:
        return MoNetworkError(
            f"the journal {self.name} was locked by another process for "
            f"{self._busy_seconds:g} seconds: try again; nothing was written"
        )

    def _use_log(self, cursor: Cursor) -> bool:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                return False
            raise
        ((mode,),) = cursor.fetchall()
        if mode != "wal":
            raise InvalidValue(
                f"the journal {self.name} cannot have a write-ahead log here (SQLite offers "
                f"{mode!r}): keep it in a file on a local disk",
                given=self.name,
                allowed="a file on a local disk",
            )
        return True
