"""One connection to a database and the two locks around it.

Threads take turns by a lock of this process, processes by the database's transaction, which holds
off other writers from its first statement on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from mo_network.errors import InvalidValue
from mo_network.stores.database import Cursor, Database

T = TypeVar("T")
Change = tuple[str, Sequence[Any]]


class Session:
    """A connection that threads share.

    Errors:  InvalidValue when it was closed, or one thread begins twice; what the driver says is
             told as the library's own errors.
    """

    __slots__ = ("_connection", "_cursor", "_database", "_is_writing", "_lock")

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.RLock()
        self._is_writing = False
        self._connection = database.connect()
        self._cursor: Cursor | None = self._connection.cursor()

    def ask(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """All rows of an answer: a half-read one would keep a view of the past open."""
        with self._lock:
            cursor = self._open()
            try:
                cursor.execute(statement, values)
                return cursor.fetchall()
            except self._database.error as error:
                raise self._database.explain(error) from error

    def do(self, work: Callable[[Cursor], T]) -> T:
        """The database's own business with the cursor, under the lock."""
        with self._lock:
            try:
                return work(self._open())
            except self._database.error as error:
                raise self._database.explain(error) from error

    def begin(self) -> None:
        """Take the lock among threads, then that among processes."""
        self._lock.acquire()
        try:
            cursor = self._open()
            self._refuse_twice()
            cursor.execute(self._database.begin)
            self._is_writing = True
        except BaseException as error:
            self._lock.release()
            if isinstance(error, self._database.error):
                raise self._database.explain(error) from error
            raise

    def commit(self, changes: Sequence[Change]) -> None:
        """Make the changes and commit, or take all back; give both locks back either way."""
        is_done = False
        try:
            cursor = self._open()
            for statement, values in changes:
                cursor.execute(statement, values)
            cursor.execute("COMMIT")
            is_done = True
        except self._database.error as error:
            raise self._database.explain(error) from error
        finally:
            self.leave(is_done=is_done)

    def leave(self, *, is_done: bool = False) -> None:
        """Give both locks back; what was not committed is taken back."""
        try:
            if not is_done and self._cursor is not None:
                # A database that took it back by itself, when full, says that nothing is open.
                with suppress(self._database.error):
                    self._cursor.execute("ROLLBACK")
        finally:
            self._is_writing = False
            self._lock.release()

    def close(self) -> None:
        """Let go of the database; closing twice does no harm."""
        with self._lock:
            self._cursor = None
            self._connection.close()

    def _open(self) -> Cursor:
        if self._cursor is None:
            raise InvalidValue(
                f"the journal {self._database.name} was closed: open it again with "
                "stores.open(...)",
                given=self._database.name,
                allowed="an open journal",
            )
        return self._cursor

    def _refuse_twice(self) -> None:
        if self._is_writing:
            raise InvalidValue(
                f"the journal {self._database.name} is being written by this thread already: "
                "end that block first, or append inside it",
                given="writing() inside writing()",
                allowed="one block of writing at a time",
            )
