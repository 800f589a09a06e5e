"""What rules may bound in a loan: its first day, its last day, and the evidence at the desk."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from mo_network.errors import InvalidValue
from mo_network.judging.fact import Fact
from mo_network.judging.subject import Join, Subject
from mo_network.judging.units import DAY
from mo_network.lending.evidence import UNIT
from mo_network.lending.facts import ItemsHandedOver, LoanExtended, LoanPromised, LoanRequested
from mo_network.values.slot import Slot


def _slot_of(fact: Fact) -> Slot | None:
    return fact.slot if isinstance(fact, LoanPromised | LoanRequested | LoanExtended) else None


def _read_first(fact: Fact) -> date | None:
    slot = _slot_of(fact)
    # An extension leaves the first day as it was.
    return None if slot is None or isinstance(fact, LoanExtended) else slot.start.date()


def _read_last(fact: Fact) -> date | None:
    slot = _slot_of(fact)
    return None if slot is None else slot.end.date()


def _on_day(at: datetime, day: date) -> datetime:
    return datetime.combine(day, at.time(), tzinfo=at.tzinfo)


def _move_first(fact: Fact, value: date) -> Fact:
    slot = _slot_of(fact)
    if slot is None or isinstance(fact, LoanExtended):
        return fact
    try:
        last = slot.end.date() + (value - slot.start.date())
    except OverflowError:
        raise InvalidValue(
            f"a loan from {value} on ends after the year 9999: give an earlier first day",
            given=value,
            allowed="an end up to 9998",
        ) from None
    return fact.but(slot=Slot(_on_day(slot.start, value), _on_day(slot.end, last)))


def _move_last(fact: Fact, value: date) -> Fact:
    slot = _slot_of(fact)
    return fact if slot is None else fact.but(slot=Slot(slot.start, _on_day(slot.end, value)))


def _read_evidence(fact: Fact) -> Any:
    return fact.evidence if isinstance(fact, ItemsHandedOver) else None


def _move_evidence(fact: Fact, value: str) -> Fact:
    return fact.but(evidence=fact.evidence | {value}) if isinstance(fact, ItemsHandedOver) else fact


FIRST_LOAN_DAY: Subject[date] = Subject(
    "lending.first_day",
    DAY,
    Join.AT_LEAST,
    _read_first,
    _move_first,
    {"de": "erster Tag der Ausleihe", "en": "first day of the loan"},
)
"""The day of the hand-over; moving it keeps the length and the times of the clock."""

LAST_LOAN_DAY: Subject[date] = Subject(
    "lending.last_day",
    DAY,
    Join.AT_MOST,
    _read_last,
    _move_last,
    {"de": "letzter Tag der Ausleihe", "en": "last day of the loan"},
)
"""The day of the return; moving it keeps the start and the time of the clock."""

LOAN_EVIDENCE: Subject[str] = Subject(
    "lending.evidence",
    UNIT,
    Join.ALL,
    _read_evidence,
    _move_evidence,
    {"de": "Nachweise bei der Ausgabe", "en": "evidence at the desk"},
)
"""What must be there when things leave the house, by plain codes."""

SUBJECTS: tuple[Subject[Any], ...] = (FIRST_LOAN_DAY, LAST_LOAN_DAY, LOAN_EVIDENCE)
