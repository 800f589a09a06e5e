"""The tables of a journal, the same for every database.

`record` is the journal: rows are added and never changed. `sealed` is the side store of personal
values, which can be erased; it stands in the same database, so that a fact and what it seals are
committed together. `checkpoint` holds folded states and may be emptied at any time.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, Integer, LargeBinary, MetaData, Table, Text

SCHEMA: Final = 1
"""The number of the schema below; another arrangement of tables gets the next number."""

METADATA = MetaData()

RECORD = Table(
    "record",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("hub", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("digest", Text, nullable=False),
)

SEALED = Table(
    "sealed",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("key", Text, nullable=False, index=True),
    Column("value", LargeBinary, nullable=False),
    Column("is_text", Boolean, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("is_erased", Boolean, nullable=False),
)
"""Rows are added at the end and blanked where they stand, never moved or deleted: a database that
closes the gap of a deleted row copies its neighbours, and leaves their values behind unseen."""

CHECKPOINT = Table(
    "checkpoint",
    METADATA,
    Column("form", Text, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("digest", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

SCHEMA_NUMBER = Table(
    "schema_number",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
)
