"""What is asked of local rules about a jury's decision: on which terms, and who may not take part.

The answers join as funding's others do: of several quorums or majorities the hardest is needed, and
every seat that any rule names has to leave the room.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date
from typing import TYPE_CHECKING, Annotated, Any

import attrs

from mo_network.directory.kinds import OrganisationKind
from mo_network.funding.juries.facts import JuryDecided
from mo_network.funding.juries.grounds import grant_grounds
from mo_network.funding.juries.recount import seats_of, tied_seats
from mo_network.funding.juries.subjects import (
    JURY_MAJORITY,
    JURY_QUORUM,
    MAJORITY_OF,
    QUORUM_OF,
    RECUSED,
)
from mo_network.judging.answers import Duty, Note, Requirement, Veto
from mo_network.judging.case import Case
from mo_network.judging.fact import Fact, Known
from mo_network.rules.hook import Hook
from mo_network.values.moments import moment_of
from mo_network.values.money import Money

if TYPE_CHECKING:
    from mo_network.funding.state import FundingState


@attrs.frozen
class SeatView:
    """One seat as a rule may see it.

    Shape:   `is_tied` tells that the law has it leave already; `umbrellas` are those that its
             institution is a direct member of, on the day of the session.
    """

    id: str
    institution: str | None
    is_chair: bool
    is_present: bool
    is_tied: bool
    umbrellas: frozenset[str]


@attrs.frozen
class JuryContext:
    """What a rule may know about a decision that a jury takes.

    Shape:   `on` is the day that the rule's basis picks; `seats` are those filled on the day of
             the session; `umbrellas` those that the applicant is a direct member of on that day,
             `partners` the organisations that cooperate in the project.
    Units:   days of the hub's zone.
    """

    on: date
    received_on: date
    decided_on: date
    session_on: date
    jury: Annotated[str, Known("jury")]
    line: Annotated[str, Known("line")]
    organisation: Annotated[str, Known("org")]
    organisation_kind: Annotated[str, OrganisationKind]
    partners: tuple[Annotated[str, Known("org")], ...]
    umbrellas: frozenset[Annotated[str, Known("org")]]
    amount: Money
    asked: Money
    is_recommendation: bool
    seats: tuple[SeatView, ...]


def jury_context(state: FundingState, fact: JuryDecided, case: Case) -> JuryContext:
    """The context of a decision, with `on` the day on which the application was handed in.

    Errors:  UnknownReference when there is no such session or application.
    """
    session, entry = state.session(fact.session), state.application(fact.application)
    directory, applicant = state.directory, entry.organisation
    organisation = directory.organisation_table.get(applicant)
    received_on = case.day_of(moment_of(entry.received_minute, UTC))

    def umbrellas(name: str | None) -> frozenset[str]:
        found = directory.memberships(name, session.on) if name else ()
        return frozenset(membership.umbrella for membership in found)

    seats = seats_of(state, session.jury, session.day)
    tied = tied_seats(state, entry.id, seats)
    return JuryContext(
        on=received_on,
        received_on=received_on,
        decided_on=case.decided_on,
        session_on=session.on,
        jury=session.jury,
        line=entry.line,
        organisation=applicant,
        organisation_kind="" if organisation is None else organisation.kind_name,
        partners=state.partner_table.get(entry.id, ()),
        umbrellas=umbrellas(applicant),
        amount=fact.amount,
        asked=entry.asked,
        is_recommendation=fact.is_recommendation,
        seats=tuple(
            SeatView(
                seat.id,
                seat.institution,
                seat.is_chair,
                seat.id in session.present,
                seat.id in tied,
                umbrellas(seat.institution),
            )
            for seat in seats
        ),
    )


def _received(context: JuryContext) -> date:
    return context.received_on


def _decided(context: JuryContext) -> date:
    return context.decided_on


def _session(context: JuryContext) -> date:
    return context.session_on


_DAYS = {"received": _received, "decided": _decided, "session": _session}
_BUILDS: Mapping[type[Fact], Any] = {JuryDecided: jury_context}

jury_terms: Hook[JuryContext, Requirement[str] | Veto | Duty | Note] = Hook(
    name="jury_terms",
    area="funding",
    context=JuryContext,
    builds=_BUILDS,
    days=_DAYS,
    answers=frozenset({Requirement, Veto, Duty, Note}),
    subjects=(JURY_QUORUM, QUORUM_OF, JURY_MAJORITY, MAJORITY_OF),
)
"""By which quorum and which majority a jury decides, and whether it may.

When:     a jury's decision is proposed.
Context:  `JuryContext`.
Answers:  `Requirement` on JURY_QUORUM, QUORUM_OF, JURY_MAJORITY, MAJORITY_OF; `Veto`, `Duty`,
          `Note`.
Days:     received, decided, session.
Example:  the kind `jury`.
"""

seat_conflicts: Hook[JuryContext, Requirement[str] | Note] = Hook(
    name="seat_conflicts",
    area="funding",
    context=JuryContext,
    builds=_BUILDS,
    days=_DAYS,
    answers=frozenset({Requirement, Note}),
    subjects=(RECUSED,),
)
"""Which seats have to leave the room beyond those that the law has leave.

When:     a jury's decision is proposed.
Context:  `JuryContext`.
Answers:  `Requirement` on RECUSED, one for each seat; `Note`.
Days:     received, decided, session.
Example:  the kind `seat-recusal`.
"""

HOOKS: tuple[Hook[Any, Any], ...] = (grant_grounds, jury_terms, seat_conflicts)
