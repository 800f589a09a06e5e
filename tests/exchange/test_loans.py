"""The tables of lending: rows become the life of a loan, or are refused with line and column."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.errors import InvalidValue
from mo_network.exchange.knowledge import Knowledge
from mo_network.exchange.sheets import SHEETS, read_sheet
from mo_network.exchange.steps import Step
from mo_network.lending.facts import (
    ItemModelAdded,
    ItemsHandedOver,
    ItemsReturned,
    LoanCancelled,
    LoanRequested,
    StockChanged,
)
from mo_network.values.period import Period

LOAN = {
    "Nr.": "L1",
    "Eingang": "03.03.2025",
    "Organisation": "Chor",
    "Was": "2 Lautsprecher + 1 item:mixer",
    "Von": "02.05.2025 10:00",
    "Bis": "2025-05-05 12:00",
    "Zweck": "Konzert",
    "Zugesagt am": "05.03.2025",
    "Ausgegeben am": "02.05.2025",
    "Nachweise": "Kaution + membership",
    "Zurück am": "05.05.2025",
    "Storniert am": "",
}
STOCK = {
    "Nr.": "B1",
    "Gemeldet am": "24.04.2025",
    "Gerät": "Lautsprecher",
    "Änderung": "-1",
    "Von": "28.04.2025",
    "Bis": "09.05.2025",
    "Grund": "Reparatur",
}


@pytest.fixture
def known() -> Knowledge:
    """One organisation and two things."""
    knowledge = Knowledge()
    kind = OrganisationKind.ASSOCIATION
    knowledge.learn(OrganisationRegistered(id="org:chor", name="Chor", kind=kind))
    for name, called in (("box", "Lautsprecher"), ("mixer", "Mischpult")):
        added = ItemModelAdded(id=f"item:{name}", name=called, count=4, zone="Europe/Berlin")
        knowledge.learn(added)
    return knowledge


def _steps(folder: Path, sheet: str, known: Knowledge, *rows: dict[str, str]) -> tuple[Step, ...]:
    lines = [";".join(rows[0]), *(";".join(row.values()) for row in rows)]
    path = folder / f"{sheet}.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_sheet(path, SHEETS[sheet], "Europe/Berlin", known)[1]


def test_a_row_is_a_loan_from_the_request_to_the_return(tmp_path: Path, known: Knowledge) -> None:
    """Things by name or id; the purpose is sealed; evidence by its German word or as a code."""
    request, promised, handed, back = _steps(tmp_path, "loans", known, LOAN)

    assert isinstance(request.fact, LoanRequested)
    assert ("request:l1", ("item:box", "item:mixer"), (2, 1)) == (
        request.fact.id,
        request.fact.items,
        request.fact.counts,
    )
    assert (date(2025, 5, 2), 12) == (request.fact.slot.start.date(), request.fact.slot.end.hour)
    assert {"purpose": "Konzert"} == request.texts
    assert request.fact.asks() == promised.fact
    assert isinstance(handed.fact, ItemsHandedOver)
    assert frozenset({"deposit", "membership"}) == handed.fact.evidence
    returned = ItemsReturned(loan="loan:l1", items=("item:box", "item:mixer"), counts=(2, 1))
    assert returned == back.fact
    assert [
        ("loans/L1", date(2025, 3, 3)),
        ("loans/L1/promised", date(2025, 3, 5)),
        ("loans/L1/handed-over", date(2025, 5, 2)),
        ("loans/L1/returned", date(2025, 5, 5)),
    ] == [(step.token, step.on) for step in (request, promised, handed, back)]


def test_empty_cells_bring_nothing(tmp_path: Path, known: Knowledge) -> None:
    """A request alone; one that was promised and given up; one that left without evidence."""
    empty = dict.fromkeys(("Zweck", "Zugesagt am", "Ausgegeben am", "Nachweise", "Zurück am"), "")
    alone = LOAN | empty
    given_up = alone | {"Nr.": "L2", "Zugesagt am": "05.03.2025", "Storniert am": "06.03.2025"}
    left = LOAN | {"Nr.": "L3", "Nachweise": "", "Zurück am": ""}

    facts = [step.fact for step in _steps(tmp_path, "loans", known, alone, given_up, left)]

    assert LoanCancelled(loan="loan:l2") == facts[3]
    assert 7 == len(facts)
    assert isinstance(facts[-1], ItemsHandedOver)
    assert frozenset() == facts[-1].evidence


def test_a_row_changes_the_stock(tmp_path: Path, known: Knowledge) -> None:
    """Through its last day, or for good; more or fewer."""
    bought = STOCK | {"Nr.": "B2", "Änderung": "+2", "Bis": "", "Grund": "gekauft"}
    repair, more = (step.fact for step in _steps(tmp_path, "stock", known, STOCK, bought))

    assert (
        StockChanged(
            id="change:b1",
            item="item:box",
            change=-1,
            period=Period.through(date(2025, 4, 28), date(2025, 5, 9)),
            reason="Reparatur",
        )
        == repair
    )
    assert isinstance(more, StockChanged)
    assert (2, None) == (more.change, more.period.end)


@pytest.mark.parametrize(
    ("sheet", "cells", "message"),
    [
        ("loans", {"Was": "Lautsprecher"}, "loans.csv:2: Was: 'Lautsprecher' is no number with"),
        (
            "loans",
            {"Was": "2 Lautsprecher +"},
            "Was: nothing is known by the name 'Lautsprecher +'",
        ),
        ("loans", {"Was": "2 Trommel"}, "Was: nothing is known by the name 'Trommel'"),
        ("loans", {"Was": "2 room:saal"}, "Was: 'room:saal' is of the kind 'room', but"),
        ("loans", {"Was": "0 Lautsprecher"}, "Was: "),
        ("loans", {"Was": "1 Lautsprecher + 1 Lautsprecher"}, "names item:box twice"),
        ("loans", {"Was": ""}, "Was: is empty"),
        ("loans", {"Bis": "2025-05-02 10:00"}, "Bis: "),
        ("loans", {"Von": "02.05.2025"}, "Von: '02.05.2025' is no day with a time"),
        ("stock", {"Änderung": "1"}, "stock.csv:2: Änderung: '1' is no change of a number"),
        ("stock", {"Änderung": "-0"}, "Änderung: "),
        ("stock", {"Bis": "27.04.2025"}, "Bis: 2025-04-27 lies before the first day, 2025-04-28"),
        ("stock", {"Gerät": ""}, "Gerät: is empty"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(
    tmp_path: Path, known: Knowledge, sheet: str, cells: dict[str, str], message: str
) -> None:
    """File, line and column, what was given and what is allowed."""
    row = {"loans": LOAN, "stock": STOCK}[sheet] | cells

    with pytest.raises(InvalidValue) as caught:
        _steps(tmp_path, sheet, known, row)

    assert message in str(caught.value)
    assert f"{sheet}.csv:2: " in str(caught.value)
