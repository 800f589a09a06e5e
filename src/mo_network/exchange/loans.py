"""The rows of the tables of lending: requests and what became of them, changes of the stock.

What is lent stands in one cell, such as `2 Lautsprecher + 1 Mischpult`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from mo_network.errors import InvalidValue
from mo_network.exchange.cells import Cells
from mo_network.exchange.knowledge import Knowledge
from mo_network.exchange.steps import Step
from mo_network.lending.evidence import WORDS
from mo_network.lending.facts import LoanRequested
from mo_network.values.ids import check_id
from mo_network.values.period import Period

LOANS = ("Eingang", "Organisation", "Was", "Von", "Bis")
LOANS_OPTIONAL = (
    "Zweck",
    "Zugesagt am",
    "Ausgegeben am",
    "Nachweise",
    "Zurück am",
    "Storniert am",
)
STOCK = ("Gemeldet am", "Gerät", "Änderung", "Von", "Grund")
STOCK_OPTIONAL = ("Bis",)

_LINE = re.compile(r"([0-9]{1,5}) (.+)")
_CHANGE = re.compile(r"([+-])([0-9]{1,5})")
_CODES = {words["de"]: code for code, words in WORDS.items()}


def loans(cells: Cells, row: str) -> Iterator[Step]:
    """A request, and as far as the row says so: promised, handed over, back, cancelled."""
    items, counts = cells.read("Was", lambda text: _lines(cells.known, text))
    fact = cells.fact(
        "lending.loan_requested/1",
        {"organisation": "Organisation", "items": "Was", "counts": "Was", "slot": "Bis"},
        id=cells.named("request", row),
        organisation=cells.thing("Organisation", "org"),
        items=items,
        counts=counts,
        slot=cells.stretch("Von", "Bis"),
    )
    texts = {} if cells.is_empty("Zweck") else {"purpose": cells.text("Zweck")}
    yield Step(row, cells.place, fact, cells.day("Eingang"), texts)
    promised = cast("LoanRequested", fact).asks()
    pieces = {"loan": promised.id, "items": items, "counts": counts}
    if not cells.is_empty("Zugesagt am"):
        yield Step(f"{row}/promised", cells.place, promised, cells.day("Zugesagt am"))
    if not cells.is_empty("Ausgegeben am"):
        handed = cells.fact(
            "lending.items_handed_over/1",
            {"items": "Was", "evidence": "Nachweise"},
            evidence=[] if cells.is_empty("Nachweise") else cells.read("Nachweise", _evidence),
            **pieces,
        )
        yield Step(f"{row}/handed-over", cells.place, handed, cells.day("Ausgegeben am"))
    if not cells.is_empty("Zurück am"):
        back = cells.fact("lending.items_returned/1", {"items": "Was"}, **pieces)
        yield Step(f"{row}/returned", cells.place, back, cells.day("Zurück am"))
    if not cells.is_empty("Storniert am"):
        cancelled = cells.fact("lending.loan_cancelled/1", {}, loan=promised.id)
        yield Step(f"{row}/cancelled", cells.place, cancelled, cells.day("Storniert am"))


def stock(cells: Cells, row: str) -> Iterator[Step]:
    """More pieces, or fewer, from a day on: until further notice, or through a last day."""
    first = cells.day("Von")
    last = None if cells.is_empty("Bis") else cells.day("Bis")
    if last is not None and last < first:
        raise InvalidValue(
            f"{cells.place}: Bis: {last} lies before the first day, {first}; allowed is the last "
            "day, which belongs to it",
            given=last,
            allowed=f"{first} or later",
        )
    period = Period(first, None) if last is None else Period.through(first, last)
    fact = cells.fact(
        "lending.stock_changed/1",
        {"item": "Gerät", "change": "Änderung", "reason": "Grund"},
        id=cells.named("change", row),
        item=cells.thing("Gerät", "item"),
        change=cells.read("Änderung", _change),
        period=str(period),
        reason=cells.text("Grund"),
    )
    yield Step(row, cells.place, fact, cells.day("Gemeldet am"))


def _lines(known: Knowledge, text: str) -> tuple[list[str], list[int]]:
    """The things that a cell names, and how many of each."""
    items, counts = [], []
    for part in text.split(" + "):
        found = _LINE.fullmatch(part.strip())
        if not found:
            raise InvalidValue(
                f"{part[:40]!r} is no number with a thing; allowed is 2 Lautsprecher + 1 Mischpult",
                given=part,
                allowed="2 Lautsprecher + 1 Mischpult",
            )
        name = found[2]
        items.append(check_id(name, "item") if ":" in name else known.named("item", name))
        counts.append(int(found[1]))
    return items, counts


def _evidence(text: str) -> list[str]:
    """The codes of what was at the desk, given as such or by their German words."""
    return sorted({_CODES.get(word.strip(), word.strip()) for word in text.split(" + ")})


def _change(text: str) -> int:
    found = _CHANGE.fullmatch(text)
    if not found:
        raise InvalidValue(
            f"{text[:40]!r} is no change of a number; allowed is +2 or -1",
            given=text,
            allowed="+2 or -1",
        )
    return int(found[2]) * (1 if found[1] == "+" else -1)
