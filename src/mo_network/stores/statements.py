"""The statements of a journal, written once and compiled for a database.

They are written with SQLAlchemy Core. On the way of a record they are run as plain text through
the driver's own cursor: SQLAlchemy's execution would cost several times what the database needs
for so small a statement.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ClauseElement,
    Dialect,
    Select,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy import literal_column as literal
from sqlalchemy.schema import CreateIndex, CreateTable

from mo_network.stores.tables import CHECKPOINT, METADATA, RECORD, SCHEMA_NUMBER, SEALED

PAGE: Final = 250
"""How many rows are read at once: so no reader holds the lock, or much memory, for long."""

SEALED_ENTRY: Final = ("key", "value", "is_text", "salt", "is_erased")


class Statements:
    """Every statement of a journal, as the text that one database understands.

    Shape:   values are handed over by position, in the order named here or of the columns.
    """

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        record, sealed, kept = RECORD.c, SEALED.c, CHECKPOINT.c
        key: BindParameter[str] = bindparam("key")
        form: BindParameter[str] = bindparam("form")
        seq: BindParameter[int] = bindparam("seq")
        made = [make for table in METADATA.sorted_tables for make in _made(table)]
        self.create = tuple(str(make.compile(dialect=dialect)) for make in made)
        self.schema = self._text(select(SCHEMA_NUMBER.c.number))
        self.add_schema = self._text(insert(SCHEMA_NUMBER), "number")
        self.head = self._text(
            _first(1, select(record.seq, record.digest, record.at).order_by(record.seq.desc()))
        )
        self.row = self._text(select(RECORD).where(record.seq == seq), "seq")
        self.add_record = self._text(insert(RECORD), *record.keys())
        self.sealed = self._text(
            select(sealed.number, sealed.value, sealed.is_text, sealed.salt)
            .where(sealed.key == key, sealed.is_erased.is_(other=False))
            .order_by(sealed.number),
            "key",
        )
        self.add_sealed = self._text(
            insert(SEALED).values({name: bindparam(name) for name in SEALED_ENTRY}), *SEALED_ENTRY
        )
        self.blank_sealed = self._text(
            update(SEALED)
            .where(sealed.number == bindparam("which"))
            .values(value=bindparam("value"), salt=bindparam("salt"), is_erased=True),
            *("value", "salt", "is_erased", "which"),
        )
        self.checkpoint = self._text(
            _first(
                1,
                select(kept.seq, kept.digest, kept.form, kept.data)
                .where(kept.form == form, kept.seq <= bindparam("until"))
                .order_by(kept.seq.desc()),
            ),
            *("form", "until"),
        )
        self.add_checkpoint = self._text(insert(CHECKPOINT), *kept.keys())
        self.drop_checkpoint = self._text(
            delete(CHECKPOINT).where(kept.form == form, kept.seq == seq), *("form", "seq")
        )
        self.rows = cache(self._rows)

    def _rows(self, hubs: int | None, is_open: bool) -> str:  # noqa: FBT001 - a key of the cache
        """A page of rows: after a number, up to another unless open, of so many hubs or of all."""
        names = ["after"]
        page = select(RECORD).where(RECORD.c.seq > bindparam("after"))
        if not is_open:
            names.append("until")
            page = page.where(RECORD.c.seq <= bindparam("until"))
        if hubs is not None:
            own = [f"hub_{number}" for number in range(hubs)]
            names += own
            page = page.where(RECORD.c.hub.in_([bindparam(name) for name in own]))
        return self._text(_first(PAGE, page.order_by(RECORD.c.seq)), *names)

    def _text(self, statement: ClauseElement, *names: str) -> str:
        compiled: Any = statement.compile(dialect=self._dialect)
        # A value in the wrong place would be a wrong answer, or a wrong journal.
        assert list(names) == (compiled.positiontup or []), (names, compiled.positiontup)
        return str(compiled)


def _made(table: Table) -> list[ClauseElement]:
    return [CreateTable(table), *map(CreateIndex, table.indexes)]


def _first(count: int, statement: Select[Any]) -> Select[Any]:
    """So many of the rows, said without a value that would have to be handed over each time."""
    return statement.limit(literal(str(count))).offset(literal("0"))
