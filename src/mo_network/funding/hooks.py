"""What funding asks local rules: how much and when, and who decides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, tzinfo
from functools import lru_cache
from typing import Any, cast

import attrs

from mo_network.errors import InvalidValue
from mo_network.funding.entries import Previous
from mo_network.funding.facts import BODIES, ApplicationSubmitted, GrantAwarded, GrantPaid
from mo_network.funding.state import FundingState
from mo_network.judging.answers import Duty, Limit, Note, Requirement, Veto
from mo_network.judging.case import Case
from mo_network.judging.fact import Fact
from mo_network.judging.subject import Join, Subject
from mo_network.judging.units import CODE, DAY, MONEY
from mo_network.rules.hook import Hook
from mo_network.values.moments import moment_of
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


GRANT_AMOUNT: Subject[Money] = Subject(
    "funding.amount",
    MONEY,
    Join.AT_MOST,
    _read_amount,
    _move_amount,
    {"de": "Betrag", "en": "amount"},
)
"""How much is awarded, or paid."""

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
    CODE,
    Join.RANK,
    _read_body,
    _move_body,
    {"de": "entscheidendes Gremium", "en": "deciding body"},
    BODIES,
)
"""Who decides; a jury may decide what the team may."""

SUBJECTS: tuple[Subject[Any], ...] = (GRANT_AMOUNT, FIRST_DAY, LAST_DAY, DECIDING_BODY)


@attrs.frozen
class GrantContext:
    """What a rule may know about an award that is asked for.

    Shape:   `on` is the day that the rule's basis picks; `asked` what was applied for, `amount`
             what is to be awarded; `organisation_kind` is "" for one that is not known any more;
             `previous` are the organisation's awards in the same budget year, over all lines.
    Units:   days of the hub's zone.
    """

    on: date
    received_on: date
    decided_on: date
    organisation: str
    organisation_kind: str
    line: str
    amount: Money
    asked: Money
    project: Period
    previous: Previous


@lru_cache(maxsize=1024)
def _day_of(minute: int, zone: tzinfo) -> date:
    return moment_of(minute, zone).date()


def grant_context(state: FundingState, award: GrantAwarded, case: Case) -> GrantContext:
    """The context of an award, with `on` the day on which the application was handed in.

    Errors:  UnknownReference when there is no such application.
    """
    entry = state.application(award.application)
    organisation = state.directory.organisation_table.get(entry.organisation)
    # An application that is judged has its moments in the case, corrected or not.
    received_on = case.received_on if case.is_open else _day_of(entry.received_minute, case.zone)
    amount, project = award.amount, award.project
    return GrantContext(
        received_on,
        received_on,
        case.decided_on,
        entry.organisation,
        "" if organisation is None else organisation.kind_name,
        entry.line,
        amount,
        amount if case.is_open else entry.asked,
        project,
        state.previous(entry.organisation, project.start.year, amount.currency),
    )


def _received(context: GrantContext) -> date:
    return context.received_on


def _decided(context: GrantContext) -> date:
    return context.decided_on


def _project_start(context: GrantContext) -> date:
    return context.project.start


_DAYS = {"received": _received, "decided": _decided, "project_start": _project_start}
_BUILDS: Mapping[type[Fact], Any] = {GrantAwarded: grant_context}

grant_limits: Hook[GrantContext, Limit[Any] | Veto | Duty | Note] = Hook(
    name="grant_limits",
    area="funding",
    context=GrantContext,
    builds=_BUILDS,
    days=_DAYS,
    answers=frozenset({Limit, Veto, Duty, Note}),
    subjects=(GRANT_AMOUNT, FIRST_DAY, LAST_DAY),
)
"""How much may be awarded, and for which days.

When:     an application is handed in, an award is proposed.
Context:  `GrantContext`.
Answers:  `Limit` on GRANT_AMOUNT, FIRST_DAY or LAST_DAY; `Veto`, `Duty`, `Note`.
Days:     received, decided, project_start.
Example:  the kinds `grant-ceiling` and `project-window`.
"""

grant_deciders: Hook[GrantContext, Requirement[str] | Duty | Note] = Hook(
    name="grant_deciders",
    area="funding",
    context=GrantContext,
    builds=_BUILDS,
    days=_DAYS,
    answers=frozenset({Requirement, Duty, Note}),
    subjects=(DECIDING_BODY,),
)
"""Who may decide about an award.

When:     an application is handed in (the answer is open then), an award is proposed.
Context:  `GrantContext`.
Answers:  `Requirement` on DECIDING_BODY; `Duty`, `Note`.
Days:     received, decided, project_start.
Example:  the kind `deciding-body`.
"""

HOOKS: tuple[Hook[Any, Any], ...] = (grant_limits, grant_deciders)
