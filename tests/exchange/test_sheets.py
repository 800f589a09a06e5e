"""Sheets: rows become facts through the wire, or are refused with file, line and column."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.errors import InvalidValue, MoNetworkError
from mo_network.exchange.cells import read_day
from mo_network.exchange.knowledge import Knowledge
from mo_network.exchange.sheets import SHEETS, read_sheet
from mo_network.exchange.steps import Step
from mo_network.funding.facts import (
    ApplicationDeclined,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    BudgetAllocated,
    FundingLineOpened,
    GrantAwarded,
)
from mo_network.rooms.facts import BookingCancelled, RoomAdded, RoomBooked, RoomClosed, RoomWished
from mo_network.testing import hub_in_memory
from mo_network.values.money import Money
from mo_network.values.period import Period

APPLICATION = {
    "Nr.": "A1",
    "Eingang": "03.02.2025",
    "Organisation": "Chor",
    "Topf": "line:micro",
    "Betrag": "1.234,50 €",
    "Beginn": "01.04.2025",
    "Ende": "2025-04-30",
    "Vorhaben": "Lieder",
    "Zurückgezogen am": "",
}
WISH = {
    "Nr.": "R1",
    "Eingang": "03.03.2025",
    "Organisation": "org:chor",
    "Raum": "Saal",
    "Tag": "12.05.2025",
    "Von": "18:00",
    "Bis": "20:00",
    "Personen": "20",
    "Bestätigt am": "",
    "Storniert am": "",
}


@pytest.fixture
def known() -> Knowledge:
    """Two organisations of one name, one of another, a line and a room."""
    knowledge = Knowledge()
    for name, called in (("chor", "Chor"), ("eins", "Doppelt"), ("zwei", "Doppelt")):
        kind = OrganisationKind.ASSOCIATION
        knowledge.learn(OrganisationRegistered(id=f"org:{name}", name=called, kind=kind))
    knowledge.learn(FundingLineOpened(id="line:micro", name="Mikro"))
    knowledge.learn(RoomAdded(id="room:saal", name="Saal", persons=30, zone="Europe/Berlin"))
    return knowledge


def _steps(folder: Path, sheet: str, known: Knowledge, *rows: dict[str, str]) -> tuple[Step, ...]:
    lines = [";".join(rows[0]), *(";".join(row.values()) for row in rows)]
    path = folder / f"{sheet}.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_sheet(path, SHEETS[sheet], "Europe/Berlin", known)[1]


def test_a_row_becomes_an_application(tmp_path: Path, known: Knowledge) -> None:
    """German amounts, German and ISO days and names are read; the project's last day belongs."""
    (step,) = _steps(tmp_path, "applications", known, APPLICATION)

    assert step.fact == ApplicationSubmitted(
        id="application:a1",
        organisation="org:chor",
        line="line:micro",
        amount=Money(123450),
        project=Period.through(date(2025, 4, 1), date(2025, 4, 30)),
    )
    assert ("applications/A1", date(2025, 2, 3)) == (step.token, step.on)
    assert {"description": "Lieder"} == dict(step.texts)
    assert "Lieder" not in repr(step)


def test_a_withdrawn_application_is_two_steps(tmp_path: Path, known: Knowledge) -> None:
    """The day in the last column puts the withdrawal forward, under a token of its own."""
    row = APPLICATION | {"Zurückgezogen am": "24.03.2025"}
    _, step = _steps(tmp_path, "applications", known, row)

    assert ApplicationWithdrawn(application="application:a1") == step.fact
    assert ("applications/A1/withdrawn", date(2025, 3, 24)) == (step.token, step.on)


def test_decisions_award_or_decline(tmp_path: Path, known: Knowledge) -> None:
    """An amount is an award for the days applied for; without one the application is declined."""
    _steps(tmp_path, "applications", known, APPLICATION)
    award = {
        "Nr.": "B1",
        "Datum": "10.02.2025",
        "Antrag": "A1",
        "Durch": "Jury",
        "Bewilligt": "500,00 €",
        "Ablehnungsgrund": "",
    }
    decline = award | {"Nr.": "B2", "Bewilligt": "", "Ablehnungsgrund": "zu spät"}
    first, second = _steps(tmp_path, "decisions", known, award, decline)

    assert first.fact == GrantAwarded(
        application="application:a1",
        amount=Money(50000),
        project=Period.through(date(2025, 4, 1), date(2025, 4, 30)),
        body="jury",
    )
    assert ApplicationDeclined(application="application:a1", reason="zu spät") == second.fact


def test_an_amount_beside_a_reason_for_none_is_refused(tmp_path: Path, known: Knowledge) -> None:
    """Nobody is awarded what a row also says was declined."""
    _steps(tmp_path, "applications", known, APPLICATION)
    both = {
        "Nr.": "B1",
        "Datum": "10.02.2025",
        "Antrag": "A1",
        "Durch": "Jury",
        "Bewilligt": "500,00 €",
        "Ablehnungsgrund": "zu spät",
    }

    with pytest.raises(InvalidValue, match=r"Ablehnungsgrund: 'zu spät' stands beside an amount"):
        _steps(tmp_path, "decisions", known, both)


def test_wishes_are_booked_and_cancelled(tmp_path: Path, known: Knowledge) -> None:
    """One row of wishes is up to three steps: wished, booked, cancelled."""
    row = WISH | {"Bestätigt am": "05.03.2025", "Storniert am": "06.03.2025"}
    steps = _steps(tmp_path, "wishes", known, row)

    assert [RoomWished, RoomBooked, BookingCancelled] == [type(step.fact) for step in steps]
    assert isinstance(steps[1].fact, RoomBooked)
    assert "2025-05-12T18:00+02:00[Europe/Berlin]" in str(steps[1].fact.slot)


def test_closures_run_from_moment_to_moment(tmp_path: Path, known: Knowledge) -> None:
    """A closure may last longer than a day."""
    row = {
        "Nr.": "S1",
        "Gemeldet am": "28.04.2025",
        "Raum": "Saal",
        "Von": "14.05.2025 08:00",
        "Bis": "15.05.2025 12:00",
        "Grund": "Wasser",
    }
    (step,) = _steps(tmp_path, "closures", known, row)

    assert isinstance(step.fact, RoomClosed)
    assert 28 * 60 == step.fact.slot.minutes


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("Nr.", "", "applications.csv:2: Nr.: is empty"),
        ("Nr.", "A 1", "applications.csv:2: Nr.: 'A 1' cannot name a row"),
        ("Nr.", "\u0410\u0031", r"applications.csv:2: Nr.: '\u04101' cannot name a row"),
        ("Eingang", "30.02.2025", "applications.csv:2: Eingang: '2025-02-30' does not exist"),
        ("Eingang", "2025-W06-1", "applications.csv:2: Eingang: '2025-W06-1' is not written as"),
        ("Eingang", "3.2.2025", "applications.csv:2: Eingang: '3.2.2025' is not written as a day"),
        ("Eingang", "03.02.25", "applications.csv:2: Eingang: '03.02.25' is not written as a day"),
        ("Betrag", "1.234", "applications.csv:2: Betrag: '1.234' cannot be read as money"),
        ("Betrag", "12", "applications.csv:2: Betrag: '12' cannot be read as money"),
        ("Betrag", "1,234 €", "applications.csv:2: Betrag: '1,234 €' cannot be read as money"),
        ("Betrag", "NaN", "applications.csv:2: Betrag: 'NaN' cannot be read as money"),
        ("Betrag", "0,00 €", "applications.csv:2: Betrag: ApplicationSubmitted.amount is 0.00"),
        ("Betrag", "-5,00 €", "applications.csv:2: Betrag: ApplicationSubmitted.amount is -5.00"),
        ("Ende", "31.03.2025", "applications.csv:2: Ende: 2025-03-31 lies before the first day"),
        ("Organisation", "Chr", "applications.csv:2: Organisation: nothing is known by the name"),
        ("Organisation", "Doppelt", "applications.csv:2: Organisation: 'Doppelt' is the name of"),
        ("Organisation", "room:saal", "applications.csv:2: Organisation: 'room:saal' is of the"),
        ("Organisation", "org:\u0441hor", "applications.csv:2: Organisation: 'org:\\u0441hor' is"),
    ],
)
def test_a_bad_cell_is_refused_with_file_line_and_column(
    tmp_path: Path, known: Knowledge, column: str, cell: str, message: str
) -> None:
    """The error names the cell, what stands there, and what is allowed."""
    with pytest.raises(InvalidValue) as refused:
        _steps(tmp_path, "applications", known, APPLICATION | {column: cell})

    assert message == str(refused.value)[: len(message)]


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("Von", "20:00", "wishes.csv:2: Bis: a slot from 20:00 to 20:00"),
        ("Bis", "24:00", "wishes.csv:2: Bis: '24:00'"),
        ("Personen", "zwanzig", "wishes.csv:2: Personen: 'zwanzig' is no whole number"),
        ("Personen", "0", "wishes.csv:2: Personen: RoomWished.persons is 0"),
        ("Personen", "1e3", "wishes.csv:2: Personen: '1e3' is no whole number"),
        ("Tag", "30.03.2025", None),
    ],
)
def test_a_bad_wish_is_refused_with_file_line_and_column(
    tmp_path: Path, known: Knowledge, column: str, cell: str, message: str | None
) -> None:
    """Times that are empty or do not exist, and numbers that are none, are refused."""
    row = WISH | {column: cell}
    if message is None:
        row |= {"Von": "02:30", "Bis": "04:00"}
        message = "wishes.csv:2: Bis: "
    with pytest.raises(InvalidValue) as refused:
        _steps(tmp_path, "wishes", known, row)

    assert message == str(refused.value)[: len(message)]


def test_a_row_that_stands_twice_is_refused(tmp_path: Path, known: Knowledge) -> None:
    """Two rows of one number would be one and the same: both lines are named."""
    other = APPLICATION | {"Nr.": "a1"}

    with pytest.raises(InvalidValue, match=r"csv:3: Nr\.: 'a1' stands in line 2 already"):
        _steps(tmp_path, "applications", known, APPLICATION, other)


def test_a_decision_on_no_application_is_refused(tmp_path: Path, known: Knowledge) -> None:
    """A decision names an application that is in the table or the journal."""
    row = {
        "Nr.": "B1",
        "Datum": "10.02.2025",
        "Antrag": "A9",
        "Durch": "Jury",
        "Bewilligt": "500,00 €",
    }
    with pytest.raises(MoNetworkError, match=r"decisions\.csv:2: Antrag: 'A9' is no application"):
        _steps(tmp_path, "decisions", known, row)


RULES = """
contract = 1
[hub]
id = "hub:haus"
name = "Haus der Tests"
zone = "Europe/Berlin"
[sources.rules]
title = "Invented rules"
[[rules]]
id = "papers"
title = "An extract from the register is there"
kind = "papers"
source = "rules"
papers = ["register-extract"]
[[rules]]
id = "costs"
title = "Material and fees"
kind = "cost-types"
source = "rules"
eligible = ["material", "fee"]
"""
AWARD = {
    "Nr.": "B1",
    "Datum": "10.02.2025",
    "Antrag": "A1",
    "Durch": "Team",
    "Empfohlen durch": "",
    "Bewilligt": "500,00 €",
    "Ausgaben": "",
    "Unterlagen": "",
}


@pytest.mark.parametrize(
    ("asked", "row", "is_allowed"),
    [
        ({"Ausgaben": "material 500,00 €", "Unterlagen": "Registerauszug"}, {}, True),
        ({"Ausgaben": "material 500,00 €"}, {}, False),
        ({"Ausgaben": "material 500,00 €"}, {"Unterlagen": "Registerauszug"}, True),
        ({}, {"Unterlagen": "Registerauszug"}, False),
        ({}, {"Unterlagen": "Registerauszug", "Ausgaben": "fee 500,00 €"}, True),
        (
            {"Ausgaben": "material 500,00 €", "Unterlagen": "Registerauszug"},
            {"Ausgaben": "food 500,00 €"},
            False,
        ),
        (
            {"Ausgaben": "material 500,00 €", "Unterlagen": "Registerauszug"},
            {"Unterlagen": "statutes"},
            False,
        ),
    ],
    ids="all no-paper late-paper no-plan late-plan other-plan other-paper".split(),
)
def test_an_award_from_a_table_rests_on_plans_and_papers(
    tmp_path: Path, known: Knowledge, asked: dict[str, str], row: dict[str, str], is_allowed: bool
) -> None:
    """It starts from what was handed in; what its own row says goes before."""
    hub = hub_in_memory(RULES, at=datetime(2025, 2, 1, 9, tzinfo=UTC)).hub
    hub.record_all(
        [
            *known.facts.values(),
            BudgetAllocated(id="allocation:1", line="line:micro", year=2025, amount=Money(500_000)),
        ]
    )
    plans = {"Ausgaben": "", "Finanzierung": "keine", "Unterlagen": ""}
    steps = _steps(tmp_path, "applications", known, APPLICATION | plans | asked)
    assert hub.record(steps[0].fact).is_recorded
    (step,) = _steps(tmp_path, "decisions", known, AWARD | row)

    assert is_allowed == hub.record(step.fact).is_allowed


def test_who_recommended_an_award_may_be_said(tmp_path: Path, known: Knowledge) -> None:
    """Where the team decides on a jury's advice."""
    _steps(tmp_path, "applications", known, APPLICATION)
    (step,) = _steps(tmp_path, "decisions", known, AWARD | {"Empfohlen durch": "Jury"})

    assert isinstance(step.fact, GrantAwarded)
    assert ("team", "jury", None) == (
        step.fact.body,
        step.fact.recommended_by,
        step.fact.evidence,
    )


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("Ausgaben", "material", "applications.csv:2: Ausgaben: 'material' is no part of a plan"),
        ("Finanzierung", "bar", "applications.csv:2: Finanzierung: 'bar' is no part of a plan"),
        ("Unterlagen", "?", "applications.csv:2: Unterlagen: a paper is '?'"),
        ("Ausgaben", "material 5.00 CHF", "applications.csv:2: "),
    ],
)
def test_a_bad_plan_is_refused_with_file_line_and_column(
    tmp_path: Path, known: Knowledge, column: str, cell: str, message: str
) -> None:
    """The cell is named, and the part of it that cannot be read."""
    with pytest.raises(InvalidValue) as refused:
        _steps(tmp_path, "applications", known, APPLICATION | {column: cell})

    assert message == str(refused.value)[: len(message)]


def test_rows_of_two_tables_stay_apart(tmp_path: Path, known: Knowledge) -> None:
    """One number in two files is two applications; a decision says which one it means."""
    ids = []
    for name in ("applications", "applications-2026", "Anträge"):
        path = tmp_path / f"{name}.csv"
        lines = [";".join(APPLICATION), ";".join(APPLICATION.values())]
        path.write_text("\n".join(lines), encoding="utf-8")
        (step,) = read_sheet(path, SHEETS["applications"], "Europe/Berlin", known)[1]
        assert isinstance(step.fact, ApplicationSubmitted)
        ids.append(step.fact.id)

    assert ["application:a1", "application:applications-2026.a1"] == ids[:2]
    assert 3 == len(set(ids))
    with pytest.raises(InvalidValue, match=r"Antrag: 'A1' stands in several tables: write one of"):
        _steps(tmp_path, "decisions", known, AWARD)
    for given, wanted in zip(("applications/A1", "applications-2026/a1", ids[2]), ids, strict=True):
        (step,) = _steps(tmp_path, "decisions", known, AWARD | {"Antrag": given})
        assert isinstance(step.fact, GrantAwarded)
        assert wanted == step.fact.application


@pytest.mark.parametrize("text", ["20260501", "2026-121", "2026-W18-5", "1.5.2026", "01/05/2026"])
def test_days_are_read_in_two_forms_only(text: str) -> None:
    """Whatever could be taken for another day is refused."""
    with pytest.raises(InvalidValue, match=r"allowed is 01\.05\.2026 or 2026-05-01"):
        read_day(text)
