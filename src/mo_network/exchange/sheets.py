"""Sheets: the tables that are understood, each with its columns and the facts of its rows.

The headings are German, as coordinators keep them. Each sheet has the column `Nr.`, which names
the row: its token is the file's name and that number, so a row is recorded once. What it brings has
its id from both, too; in a table that is called as its sheet the number is enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

import attrs

from mo_network.errors import InvalidValue
from mo_network.exchange import loans
from mo_network.exchange.cells import Cells
from mo_network.exchange.knowledge import Knowledge
from mo_network.exchange.plans import read_costs, read_financing, read_papers
from mo_network.exchange.steps import Step
from mo_network.exchange.tables import Table, read_table
from mo_network.funding.dossier import NO_DOSSIER, Dossier
from mo_network.funding.evidence import COST_PLAN, FINANCING_PLAN
from mo_network.funding.facts import ApplicationSubmitted
from mo_network.judging.fact import Fact
from mo_network.rooms.facts import RoomWished
from mo_network.values.period import Period
from mo_network.values.wire import unstructure_value

ROW = "Nr."
_LONGEST_SLUG = 17
"""With its digits, a point and the longest number of a row it still makes an id."""
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
    prefix = "" if path.stem == sheet.name else f"{_slug(path.stem)}."
    for line in table.lines:
        cells = Cells(table.name, line, zone, known, prefix)
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
            steps.append(attrs.evolve(step, token=f"{path.stem}/{step.token}"))
            known.learn(step.fact, steps[-1].token)
    return table, tuple(steps)


def _slug(stem: str) -> str:
    """A file's name as ids have it; if it lost something by that, with a few digits of its own.

    >>> _slug("applications-2026"), _slug("Anträge 2026")
    ('applications-2026', 'antr-ge-2026-b820')
    """
    words = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    plain = words[:_LONGEST_SLUG].strip("-") or "table"
    return plain if plain == stem else f"{plain}-{sha256(stem.encode()).hexdigest()[:4]}"


def _texts(cells: Cells, **columns: str) -> dict[str, str]:
    return {
        name: cells.text(heading)
        for name, heading in columns.items()
        if not cells.is_empty(heading)
    }


def _dossier(cells: Cells) -> object:
    """What an application came with; None if nothing of it is noted, which is not the same."""
    given: dict[str, Any] = {
        name: cells.read(heading, read)
        for name, (heading, read) in _PLANS.items()
        if not cells.is_empty(heading)
    }
    return unstructure_value(Dossier(**given)) if given else None


_ASKED = {
    "organisation": "Organisation",
    "line": "Topf",
    "amount": "Betrag",
    "project": "Ende",
    "dossier": "Ausgaben",
}
_PLANS: dict[str, tuple[str, Callable[[str], object]]] = {
    "costs": ("Ausgaben", read_costs),
    "financing": ("Finanzierung", read_financing),
    "papers": ("Unterlagen", read_papers),
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
        _ASKED,
        id=cells.named("application", row),
        organisation=cells.thing("Organisation", "org"),
        line=cells.thing("Topf", "line"),
        amount=cells.money("Betrag"),
        project=str(Period.through(first, last)),
        dossier=_dossier(cells),
    )
    texts = _texts(cells, description="Vorhaben", contact="Kontakt")
    yield Step(row, cells.place, fact, cells.day("Eingang"), texts)
    if not cells.is_empty("Zurückgezogen am"):
        withdrawn = cells.fact(
            "funding.application_withdrawn/1", {}, application=cells.named("application", row)
        )
        yield Step(f"{row}/withdrawn", cells.place, withdrawn, cells.day("Zurückgezogen am"))


def _decisions(cells: Cells, row: str) -> Iterator[Step]:
    application = cells.of_row("Antrag", "application")
    asked = cells.known.facts.get(application)
    if not isinstance(asked, ApplicationSubmitted):
        raise InvalidValue(
            f"{cells.place}: Antrag: {cells.text('Antrag')!r} is no application of a table or the "
            "journal; allowed is the number of one",
            given=application,
        )
    on = cells.day("Datum")
    if cells.is_empty("Bewilligt"):
        reason = cells.text("Ablehnungsgrund")
        columns = {"reason": "Ablehnungsgrund"}
        declined = "funding.application_declined/1"
        fact = cells.fact(declined, columns, application=application, reason=reason)
    elif not cells.is_empty("Ablehnungsgrund"):
        raise InvalidValue(
            f"{cells.place}: Ablehnungsgrund: {cells.text('Ablehnungsgrund')!r:.60} stands beside "
            "an amount in the column Bewilligt; allowed is one of both: leave the other empty",
            given=cells.text("Ablehnungsgrund"),
            allowed="an amount, or a reason for none",
        )
    else:
        fact = _award(cells, asked)
    yield Step(row, cells.place, fact, on)


def _award(cells: Cells, asked: ApplicationSubmitted) -> Fact:
    """What was applied for, and what the row says otherwise."""
    award, dossier = asked.asks(), asked.dossier or NO_DOSSIER
    first = award.project.start if cells.is_empty("Beginn") else cells.day("Beginn")
    last = award.project.last if cells.is_empty("Ende") else cells.day("Ende")
    if last is None or last < first:
        raise InvalidValue(f"{cells.place}: Ende: lies before the first day, {first}")
    evidence, costs = award.evidence, None
    if not cells.is_empty("Unterlagen"):
        plans = dossier.evidence & {COST_PLAN, FINANCING_PLAN}
        evidence = cells.read("Unterlagen", read_papers) | plans
    if not cells.is_empty("Ausgaben"):
        costs = cells.read("Ausgaben", read_costs)
        evidence = (evidence or frozenset()) | {COST_PLAN}
    is_advised = not cells.is_empty("Empfohlen durch")
    return cells.fact(
        "funding.grant_awarded/1",
        {"amount": "Bewilligt", "project": "Ende", "body": "Durch", "costs": "Ausgaben"},
        application=award.application,
        amount=cells.money("Bewilligt"),
        project=str(Period.through(first, last)),
        body=cells.choice("Durch", BODIES),
        recommended_by=cells.choice("Empfohlen durch", BODIES) if is_advised else None,
        evidence=None if evidence is None else sorted(evidence),
        costs=None if costs is None else unstructure_value(costs),
    )


def _wishes(cells: Cells, row: str) -> Iterator[Step]:
    fact = cells.fact(
        "rooms.room_wished/1",
        {"room": "Raum", "organisation": "Organisation", "slot": "Bis", "persons": "Personen"},
        id=cells.named("wish", row),
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
        id=cells.named("closure", row),
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
            ("Ausgaben", "Finanzierung", "Unterlagen", "Vorhaben", "Kontakt", "Zurückgezogen am"),
            _applications,
        ),
        Sheet(
            "decisions",
            ("Datum", "Antrag", "Durch", "Bewilligt"),
            ("Empfohlen durch", "Beginn", "Ende", "Ausgaben", "Unterlagen", "Ablehnungsgrund"),
            _decisions,
        ),
        Sheet(
            "wishes",
            ("Eingang", "Organisation", "Raum", "Tag", "Von", "Bis", "Personen"),
            ("Zweck", "Bestätigt am", "Storniert am"),
            _wishes,
        ),
        Sheet("closures", ("Gemeldet am", "Raum", "Von", "Bis", "Grund"), (), _closures),
        Sheet("loans", loans.LOANS, loans.LOANS_OPTIONAL, loans.loans),
        Sheet("stock", loans.STOCK, loans.STOCK_OPTIONAL, loans.stock),
    )
}
"""The sheets by name: what a table is called unless its user says otherwise."""
