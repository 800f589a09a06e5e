"""Cells: the values of one row, each read in one way or refused with file, line and column.

Amounts are written `1.234,50 €` or `1234.50 EUR`, days `01.05.2026` or `2026-05-01`, times
`18:00`. A thing is named by its id, or by the one name that it has in the journal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

import attrs

from mo_network.errors import InvalidValue, MoNetworkError, WireError
from mo_network.exchange.knowledge import Knowledge
from mo_network.exchange.tables import Line
from mo_network.hub.areas import WIRE
from mo_network.judging.fact import Fact
from mo_network.values.days import parse_day
from mo_network.values.ids import check_id
from mo_network.values.money import Money
from mo_network.values.slot import Slot

T = TypeVar("T")

_GERMAN_DAY = re.compile(r"([0-9]{2})\.([0-9]{2})\.([0-9]{4})")
_MOMENT = re.compile(r"(\S+) ([0-9]{2}:[0-9]{2})")
_ROW = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_PATH = re.compile(r"\$\.(\w+)")
_FIELD = re.compile(r"[A-Z][A-Za-z]*\.([a-z_]+) is ")
_COUNT = re.compile(r"[0-9]{1,6}")


def read_day(text: str) -> date:
    """A day as `01.05.2026` or `2026-05-01`.

    Errors:  InvalidValue for other forms and days that do not exist.

    >>> read_day("01.05.2026")
    datetime.date(2026, 5, 1)
    >>> read_day("30.02.2026")
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: '2026-02-30' does not exist: February 2026 has 28 days; give a \
day of the calendar as YYYY-MM-DD.
    """
    german = _GERMAN_DAY.fullmatch(text)
    if german:
        day, month, year = german.groups()
        return parse_day(f"{year}-{month}-{day}")
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise InvalidValue(
            f"{text[:40]!a} is not written as a day; allowed is 01.05.2026 or 2026-05-01",
            given=text,
            allowed="01.05.2026 or 2026-05-01",
        )
    return parse_day(text)


@attrs.frozen(eq=False)
class Cells:
    """One row of a table, with what is known so far.

    Shape:   `zone` is that of the hub, for days and times; `prefix` stands before the row in the
             ids that it brings, if the table is not called as its sheet.
    Errors:  every method raises InvalidValue that names file, line and column.
    """

    table: str
    line: Line
    zone: str
    known: Knowledge
    prefix: str = ""

    @property
    def place(self) -> str:
        """File and line."""
        return f"{self.table}:{self.line.number}"

    def is_empty(self, heading: str) -> bool:
        """Whether nothing stands in a cell, or the table has no such column."""
        return not self.line.cells.get(heading)

    def row(self, heading: str) -> str:
        """The row's own id."""
        return self.read(heading, _read_row)

    def named(self, kind: str, row: str) -> str:
        """The id of what this row brings: its table and its number, in small letters."""
        return check_id(f"{kind}:{self.prefix}{row.lower()}", kind)

    def of_row(self, heading: str, kind: str) -> str:
        """The id of what another row brought, given by its number, table and number, or id."""

        def read(text: str) -> str:
            return check_id(text, kind) if ":" in text else self.known.of_row(kind, text)

        return self.read(heading, read)

    def text(self, heading: str) -> str:
        """Text that must not be empty."""
        return self.read(heading, str)

    def day(self, heading: str) -> date:
        """A day."""
        return self.read(heading, read_day)

    def money(self, heading: str) -> str:
        """An amount, in its wire form."""
        return self.read(heading, lambda text: str(Money.parse(text)))

    def count(self, heading: str) -> int:
        """A whole number."""
        return self.read(heading, _read_count)

    def choice(self, heading: str, allowed: Mapping[str, T]) -> T:
        """One of a few words."""

        def read(text: str) -> T:
            if text not in allowed:
                raise InvalidValue(f"{text[:40]!r} is not known; allowed are {', '.join(allowed)}")
            return allowed[text]

        return self.read(heading, read)

    def thing(self, heading: str, kind: str) -> str:
        """The id of something known, given by its id or by its name."""

        def read(text: str) -> str:
            return check_id(text, kind) if ":" in text else self.known.named(kind, text)

        return self.read(heading, read)

    def slot(self, day: str, start: str, end: str) -> str:
        """A slot from the columns of its day, its start and its end, in its wire form."""
        on, starts = self.day(day), self.text(start)
        return self.read(end, lambda ends: str(Slot.on(on, starts, ends, zone=self.zone)))

    def stretch(self, start: str, end: str) -> str:
        """A slot from two columns with a day and a time each."""
        first, starts = self.read(start, _read_wall)
        last, ends = self.read(end, _read_wall)
        return self.read(
            end, lambda _: str(Slot.on(first, starts, ends, zone=self.zone, end_day=last))
        )

    def fact(self, tag: str, columns: Mapping[str, str], **fields: object) -> Fact:
        """The fact with these members; `columns` says which column a member came from."""
        data = {key: value for key, value in fields.items() if value is not None}
        try:
            fact = WIRE.load({"type": tag, **data})
        except WireError as error:
            member = member_of(error)
            heading = columns.get(member, member)
            shown = f"{heading}: " if heading else ""
            raise InvalidValue(f"{self.place}: {shown}{error.problem}", given=data) from None
        assert isinstance(fact, Fact)
        return fact

    def read(self, heading: str, read: Callable[[str], T]) -> T:
        """What a function reads from a cell."""
        cell = self.line.cells.get(heading, "")
        try:
            if not cell:
                raise InvalidValue("is empty; allowed is a value in this row", given=cell)
            return read(cell)
        except MoNetworkError as error:
            allowed = error.allowed if isinstance(error, InvalidValue) else ""
            raise InvalidValue(
                f"{self.place}: {heading}: {error}", given=cell, allowed=allowed
            ) from None


def member_of(error: WireError) -> str:
    """The member of a fact that an error of the wire is about; "" if it is about the whole."""
    found = _PATH.match(error.path) or _FIELD.match(error.problem)
    return found[1] if found else ""


def _read_row(text: str) -> str:
    if not _ROW.fullmatch(text):
        allowed = "up to 40 of A-Z, a-z, 0-9 and . _ -, beginning with a letter or figure"
        raise InvalidValue(f"{text[:40]!a} cannot name a row; allowed are {allowed}")
    return text


def _read_count(text: str) -> int:
    if not _COUNT.fullmatch(text):
        raise InvalidValue(f"{text[:40]!a} is no whole number; allowed is 1 to 999999, in figures")
    return int(text)


def _read_wall(text: str) -> tuple[date, str]:
    found = _MOMENT.fullmatch(text)
    if not found:
        raise InvalidValue(f"{text[:40]!a} is no day with a time; allowed is 01.05.2026 18:00")
    return read_day(found[1]), found[2]
