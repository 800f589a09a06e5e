"""What a journal asks of a database; all else is the same for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import Dialect

from mo_network.errors import MoNetworkError


class Cursor(Protocol):
    """The part of a driver's cursor (PEP 249) that a journal uses."""

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> object:
        """Run one statement."""

    def fetchall(self) -> list[Any]:
        """All rows that are left."""


class Connection(Protocol):
    """The part of a driver's connection (PEP 249) that a journal uses."""

    def cursor(self) -> Cursor:
        """Something that runs statements."""

    def close(self) -> None:
        """Let go of the database."""


class Database(Protocol):
    """One database: how it is reached, how it is locked for a writer, how it says what is wrong.

    Shape:   `name` is what messages call it; `dialect` has positional values; `begin` starts a
             transaction that holds off other writers; `guards` are statements that make the
             database itself refuse changes of records; `error` is the driver's root error.
    """

    name: str
    dialect: Dialect
    begin: str
    guards: tuple[str, ...]
    error: type[Exception]

    def connect(self) -> Connection:
        """A connection that commits when it is told to, ready to be used by several threads.

        Errors:  MoNetworkError when there is none to be had.
        """

    def settle(self, cursor: Cursor) -> None:
        """Make the connection safe to write with; called when the tables are known to be ours."""

    def tables(self, cursor: Cursor) -> frozenset[str]:
        """The names of the tables that are there."""

    def sweep(self, cursor: Cursor) -> None:
        """Clear away what erased values may have left behind; called outside a transaction."""

    def explain(self, error: Exception) -> MoNetworkError:
        """The library's error for one of the driver's."""
