"""What is asked of local rules about the ground of an award: which word of a jury it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import attrs

from mo_network.funding.facts import GrantAwarded
from mo_network.funding.subjects import GRANT_AMOUNT
from mo_network.judging.answers import Limit, Note, Veto
from mo_network.judging.case import Case
from mo_network.judging.fact import Fact, Known
from mo_network.rules.hook import Hook
from mo_network.values.moments import moment_of
from mo_network.values.money import Money

if TYPE_CHECKING:
    from mo_network.funding.state import FundingState


class JuryWord(NamedTuple):
    """The last thing that a jury said about an application.

    Shape:   `is_carried` by the seats and ties that are known now.
    """

    decision: str
    amount: Money
    is_carried: bool
    is_recommendation: bool


@attrs.frozen
class GroundContext:
    """What a rule may know about the ground of an award.

    Shape:   `on` is the day that the rule's basis picks; `body` and `recommended_by` are None
             while nobody has decided; `word` is None if no jury said anything.
    Units:   days of the hub's zone.
    """

    on: date
    received_on: date
    decided_on: date
    organisation: Annotated[str, Known("org")]
    line: Annotated[str, Known("line")]
    amount: Money
    body: str | None
    recommended_by: str | None
    word: JuryWord | None


def ground_context(state: FundingState, award: GrantAwarded, case: Case) -> GroundContext:
    """The ground of an award, with `on` the day on which the application was handed in.

    Errors:  UnknownReference when there is no such application.
    """
    entry = state.application(award.application)
    received_on = case.received_on
    if not case.is_open:
        received_on = case.day_of(moment_of(entry.received_minute, UTC))
    said = state.jury_decisions(entry.id)
    word = None
    if said:
        last = said[-1]
        is_carried = state.jury_count(last.id).is_carried
        word = JuryWord(last.id, last.amount, is_carried, last.is_recommendation)
    return GroundContext(
        received_on,
        received_on,
        case.decided_on,
        entry.organisation,
        entry.line,
        award.amount,
        award.body,
        award.recommended_by,
        word,
    )


def _received(context: GroundContext) -> date:
    return context.received_on


def _decided(context: GroundContext) -> date:
    return context.decided_on


_BUILDS: Mapping[type[Fact], Any] = {GrantAwarded: ground_context}

grant_grounds: Hook[GroundContext, Limit[Any] | Veto | Note] = Hook(
    name="grant_grounds",
    area="funding",
    context=GroundContext,
    builds=_BUILDS,
    days={"received": _received, "decided": _decided},
    answers=frozenset({Limit, Veto, Note}),
    subjects=(GRANT_AMOUNT,),
)
"""Whether an award rests on what a jury said.

When:     an application is handed in, an award is proposed.
Context:  `GroundContext`.
Answers:  `Limit` on GRANT_AMOUNT; `Veto`, `Note`.
Days:     received, decided.
Example:  the kind `jury`.
"""
