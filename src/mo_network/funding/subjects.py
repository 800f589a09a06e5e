"""What answers about grants speak about: amounts, days, bodies, evidence."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import attrs

from mo_network.errors import InvalidValue
from mo_network.funding.checks import BODIES
from mo_network.funding.dossier import NO_DOSSIER
from mo_network.funding.evidence import UNIT
from mo_network.funding.facts import ApplicationSubmitted, GrantAwarded, GrantPaid
from mo_network.judging.fact import Fact
from mo_network.judging.subject import Join, Subject
from mo_network.judging.units import CODE, DAY, MONEY
from mo_network.values.language import primary_language
from mo_network.values.money import Money
from mo_network.values.period import Period

_Amounted = ApplicationSubmitted | GrantAwarded | GrantPaid
_Dated = ApplicationSubmitted | GrantAwarded


def _read_amount(fact: Fact) -> Money:
    return cast("_Amounted", fact).amount


def _move_amount(fact: Fact, value: Money) -> Fact:
    return fact.but(amount=value)


def _read_first_day(fact: Fact) -> date:
    return cast("_Dated", fact).project.start


def _move_first_day(fact: Fact, value: date) -> Fact:
    """Begin on that day, for as many days as before."""
    project = cast("_Dated", fact).project
    return fact.but(project=_shifted(project, value.toordinal() - project.start.toordinal()))


def _read_last_day(fact: Fact) -> date | None:
    return cast("_Dated", fact).project.last


def _move_last_day(fact: Fact, value: date) -> Fact:
    """End with that day: by another end if the first day allows it, else moved as a whole."""
    project = cast("_Dated", fact).project
    if project.start <= value:
        return fact.but(project=Period.through(project.start, value))
    assert project.last is not None
    return fact.but(project=_shifted(project, value.toordinal() - project.last.toordinal()))


def _shifted(project: Period, days: int) -> Period:
    assert project.end is not None
    first, end = project.start.toordinal() + days, project.end.toordinal() + days
    if first < 1 or end > date.max.toordinal():
        raise InvalidValue(
            f"{project} cannot be moved by {days} days: it would leave the years 1 to 9999",
            given=days,
            allowed="days inside the calendar",
        )
    return Period(date.fromordinal(first), date.fromordinal(end))


def _read_body(fact: Fact) -> str | None:
    return fact.body if isinstance(fact, GrantAwarded) else None


def _move_body(fact: Fact, value: str) -> Fact:
    # Nobody has decided about an application yet, so there is no body to move.
    return fact.but(body=value) if isinstance(fact, GrantAwarded) else fact


def _read_recommending(fact: Fact) -> str | None:
    return fact.recommended_by if isinstance(fact, GrantAwarded) else None


def _move_recommending(fact: Fact, value: str) -> Fact:
    return fact.but(recommended_by=value) if isinstance(fact, GrantAwarded) else fact


def _read_evidence(fact: Fact) -> Any:
    return fact.evidence if isinstance(fact, GrantAwarded) else None


def _move_evidence(fact: Fact, value: str) -> Fact:
    """With one more paper at hand."""
    if isinstance(fact, GrantAwarded):
        return fact.but(evidence=(fact.evidence or frozenset()) | {value})
    dossier = cast("ApplicationSubmitted", fact).dossier or NO_DOSSIER
    return fact.but(dossier=attrs.evolve(dossier, papers=dossier.papers | {value}))


_BODY_WORDS = {
    "team": {"de": "Team", "en": "team"},
    "jury": {"de": "Jury", "en": "jury"},
}
_BODY = attrs.evolve(CODE, render=lambda code, lang: _BODY_WORDS[code][primary_language(lang)])
"""Stored as any code, and shown in words."""

GRANT_AMOUNT: Subject[Money] = Subject(
    "funding.amount",
    MONEY,
    Join.AT_MOST,
    _read_amount,
    _move_amount,
    {"de": "Betrag", "en": "amount"},
)
"""How much is awarded, or paid."""

LEAST_AMOUNT: Subject[Money] = Subject(
    "funding.least_amount",
    MONEY,
    Join.AT_LEAST,
    _read_amount,
    _move_amount,
    {"de": "Mindestbetrag", "en": "least amount"},
)
"""The same amount, seen from below: what it must reach."""

FIRST_DAY: Subject[date] = Subject(
    "funding.first_day",
    DAY,
    Join.AT_LEAST,
    _read_first_day,
    _move_first_day,
    {"de": "erster Tag des Vorhabens", "en": "first day of the project"},
)
"""The first day of the project; moving it keeps the length."""

LAST_DAY: Subject[date] = Subject(
    "funding.last_day",
    DAY,
    Join.AT_MOST,
    _read_last_day,
    _move_last_day,
    {"de": "letzter Tag des Vorhabens", "en": "last day of the project"},
)
"""The last day of the project, which belongs to it; moving it keeps the first day if it can."""

DECIDING_BODY: Subject[str] = Subject(
    "funding.body",
    _BODY,
    Join.RANK,
    _read_body,
    _move_body,
    {"de": "entscheidendes Gremium", "en": "deciding body"},
    BODIES,
)
"""Who decides; a jury may decide what the team may."""

RECOMMENDING_BODY: Subject[str] = Subject(
    "funding.recommending_body",
    _BODY,
    Join.RANK,
    _read_recommending,
    _move_recommending,
    {"de": "empfehlendes Gremium", "en": "recommending body"},
    BODIES,
)
"""Who has to advise an award before somebody decides about it."""

EVIDENCE: Subject[str] = Subject(
    "funding.evidence",
    UNIT,
    Join.ALL,
    _read_evidence,
    _move_evidence,
    {"de": "Nachweise", "en": "evidence"},
)
"""What must be there to be checked, by plain codes; open while nothing is known of any."""

SUBJECTS: tuple[Subject[Any], ...] = (
    GRANT_AMOUNT,
    LEAST_AMOUNT,
    FIRST_DAY,
    LAST_DAY,
    DECIDING_BODY,
    RECOMMENDING_BODY,
    EVIDENCE,
)
