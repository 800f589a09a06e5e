"""Sheets: the tables that are understood, each with its columns and the facts of its rows.

The headings are German, as coordinators keep them. Each sheet has the column `Nr.`, which names
the row: its token is the file's name and that number, so a row is recorded once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import attrs

from mo_network.errors import InvalidValue, UnknownReference
from mo_network.exchange.cells import Cells
from mo_network.exchange.knowledge import Knowledge
from mo_network.exchange.steps import Step
from mo_network.exchange.tables import Table, read_table
from mo_network.funding.facts import ApplicationSubmitted
from mo_network.rooms.facts import RoomWished
from mo_network.values.period import Period

ROW = "Nr."
BODIES = {"Team": "team", "Jury": "jury"}


@attrs.frozen(eq=False)
class Sheet:
    """One kind of table: its columns, and what a row of it puts forward."""

    name: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    steps: Callable[[Cells, str], Iterator[Step]]


def read_sheet(
    path: str | Path, sheet: Sheet, zone: str, known: Knowledge
) -> tuple[Table, tuple[Step, ...]]:
    """The table in a file and what its rows put forward, in their order.

    Shape:   the whole table is read; `known` learns what its rows bring.
    Errors:  InvalidValue naming file, line and column.
    """
    path = Path(path)
    table = read_table(path, (ROW, *sheet.required), sheet.optional)
    steps: list[Step] = []
    seen: dict[str, int] = {}
    for line in table.lines:
        cells = Cells(table.name, line, zone, known)
        row = cells.row(ROW)
        first = seen.setdefault(row.lower(), line.number)
        if first != line.number:
            raise InvalidValue(
                f"{cells.place}: {ROW}: {row!r} stands in line {first} already; allowed is a "
                "number of its own for each row",
                given=row,
                allowed="each number once",
            )
        for step in sheet.steps(cells, row):
            known.learn(step.fact)
            steps.append(attrs.evolve(step, token=f"{path.stem}/{step.token}"))
    return table, tuple(steps)


def _named(kind: str, row: str) -> str:
    return f"{kind}:{row.lower()}"


def _texts(cells: Cells, **columns: str) -> dict[str, str]:
    return {
        name: cells.text(heading)
        for name, heading in columns.items()
        if not cells.is_empty(heading)
    }


def _applications(cells: Cells, row: str) -> Iterator[Step]:
    first, last = cells.day("Beginn"), cells.day("Ende")
    if last < first:
        raise InvalidValue(
            f"{cells.place}: Ende: {last} lies before the first day, {first}; allowed is the last "
            "day of the project, which belongs to it",
            given=last,
            allowed=f"{first} or later",
        )
    fact = cells.fact(
        "funding.application_submitted/1",
        {"organisation": "Organisation", "line": "Topf", "amount": "Betrag", "project": "Ende"},
        id=_named("application", row),
        organisation=cells.thing("Organisation", "org"),
        line=cells.thing("Topf", "line"),
        amount=cells.money("Betrag"),
        project=str(Period.through(first, last)),
    )
    texts = _texts(cells, description="Vorhaben", contact="Kontakt")
    yield Step(row, cells.place, fact, cells.day("Eingang"), texts)
    if not cells.is_empty("Zurückgezogen am"):
        withdrawn = cells.fact(
            "funding.application_withdrawn/1", {}, application=_named("application", row)
        )
        yield Step(f"{row}/withdrawn", cells.place, withdrawn, cells.day("Zurückgezogen am"))


def _decisions(cells: Cells, row: str) -> Iterator[Step]:
    application = _named("application", cells.row("Antrag"))
    asked = cells.known.facts.get(application)
    if not isinstance(asked, ApplicationSubmitted):
        raise UnknownReference(
            f"{cells.place}: Antrag: {cells.text('Antrag')!r} is no application of the table of "
            "applications or the journal; allowed is the number of one",
            reference=application,
        )
    on = cells.day("Datum")
    if cells.is_empty("Bewilligt"):
        reason = cells.text("Ablehnungsgrund")
        columns = {"reason": "Ablehnungsgrund"}
        declined = "funding.application_declined/1"
        fact = cells.fact(declined, columns, application=application, reason=reason)
    else:
        first = asked.project.start if cells.is_empty("Beginn") else cells.day("Beginn")
        last = asked.project.last if cells.is_empty("Ende") else cells.day("Ende")
        if last is None or last < first:
            raise InvalidValue(f"{cells.place}: Ende: lies before the first day, {first}")
        fact = cells.fact(
            "funding.grant_awarded/1",
            {"amount": "Bewilligt", "project": "Ende", "body": "Durch"},
            application=application,
            amount=cells.money("Bewilligt"),
            project=str(Period.through(first, last)),
            body=cells.choice("Durch", BODIES),
        )
    yield Step(row, cells.place, fact, on)


def _wishes(cells: Cells, row: str) -> Iterator[Step]:
    fact = cells.fact(
        "rooms.room_wished/1",
        {"room": "Raum", "organisation": "Organisation", "slot": "Bis", "persons": "Personen"},
        id=_named("wish", row),
        room=cells.thing("Raum", "room"),
        organisation=cells.thing("Organisation", "org"),
        slot=cells.slot("Tag", "Von", "Bis"),
        persons=cells.count("Personen"),
    )
    yield Step(row, cells.place, fact, cells.day("Eingang"), _texts(cells, purpose="Zweck"))
    booked = cast("RoomWished", fact).asks()
    if not cells.is_empty("Bestätigt am"):
        yield Step(f"{row}/booked", cells.place, booked, cells.day("Bestätigt am"))
    if not cells.is_empty("Storniert am"):
        cancelled = cells.fact("rooms.booking_cancelled/1", {}, booking=booked.id)
        yield Step(f"{row}/cancelled", cells.place, cancelled, cells.day("Storniert am"))


def _closures(cells: Cells, row: str) -> Iterator[Step]:
    fact = cells.fact(
        "rooms.room_closed/1",
        {"room": "Raum", "slot": "Bis", "reason": "Grund"},
        id=_named("closure", row),
        room=cells.thing("Raum", "room"),
        slot=cells.stretch("Von", "Bis"),
        reason=cells.text("Grund"),
    )
    yield Step(row, cells.place, fact, cells.day("Gemeldet am"))


SHEETS: dict[str, Sheet] = {
    sheet.name: sheet
    for sheet in (
        Sheet(
            "applications",
            ("Eingang", "Organisation", "Topf", "Betrag", "Beginn", "Ende"),
            ("Vorhaben", "Kontakt", "Zurückgezogen am"),
            _applications,
        ),
        Sheet(
            "decisions",
            ("Datum", "Antrag", "Durch", "Bewilligt"),
            ("Beginn", "Ende", "Ablehnungsgrund"),
            _decisions,
        ),
        Sheet(
            "wishes",
            ("Eingang", "Organisation", "Raum", "Tag", "Von", "Bis", "Personen"),
            ("Zweck", "Bestätigt am", "Storniert am"),
            _wishes,
        ),
        Sheet("closures", ("Gemeldet am", "Raum", "Von", "Bis", "Grund"), (), _closures),
    )
}
"""The sheets by name: what a table is called unless its user says otherwise."""
