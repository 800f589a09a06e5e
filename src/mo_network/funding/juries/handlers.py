"""What each fact about juries changes; the lifecycle table has let it pass before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from mo_network.funding.juries.entries import Jury, JuryDecision, JurySeat, JurySession
from mo_network.funding.juries.facts import (
    JuryDecided,
    JuryFormed,
    JurySessionHeld,
    RecusalDeclared,
    SeatFilled,
    SeatVacated,
)
from mo_network.funding.juries.naming import sides
from mo_network.funding.juries.recount import JURY_LAWS, recount
from mo_network.funding.juries.word import JURY_WORD, is_word_broken
from mo_network.funding.troubles import settle
from mo_network.judging.changes import Changes
from mo_network.judging.fact import Fact
from mo_network.judging.state import Handler, When

if TYPE_CHECKING:
    from mo_network.funding.state import FundingState


def decision_of(fact: JuryDecided) -> JuryDecision:
    """A decision as the state keeps it."""
    yes, no = sides(fact.named, fact.amount) if fact.named else (fact.yes, fact.no)
    return JuryDecision(
        fact.id,
        fact.session,
        fact.application,
        fact.amount.cents,
        fact.amount.currency,
        fact.is_recommendation,
        yes,
        no,
        fact.abstained,
        fact.recused,
        fact.terms,
        tuple((each.seat, each.amount.cents) for each in fact.named),
    )


def _form(state: FundingState, fact: JuryFormed, when: When, changes: Changes) -> None:
    changes.put(state.jury_table, fact.id, Jury(fact.id, fact.name))


def _settle(
    state: FundingState, decisions: Iterable[str], cause: str, when: When, changes: Changes
) -> None:
    """Count decisions anew, and note which laws they keep now, and what was awarded by them."""
    troubles, applications = state.troubles, {}
    for name in decisions:
        decision = state.decision_table[name]
        applications[decision.application] = state.application_table.get(decision.application)
        broken = recount(state, decision).broken
        for law in JURY_LAWS:
            settle(troubles, law, name, cause, when, changes, is_broken=law in broken)
    for name, entry in applications.items():
        if entry is not None:
            is_broken = is_word_broken(state, entry)
            settle(troubles, JURY_WORD, name, cause, when, changes, is_broken=is_broken)


def _since(state: FundingState, jury: str, day: int) -> list[str]:
    """The decisions of a jury's sessions from a day on: few, for seats change ahead of them."""
    return [
        decision
        for session in state.sessions_by_jury.get(jury, ())
        if state.session_table[session].day >= day
        for decision in state.decisions_by_session.get(session, ())
    ]


def _fill(state: FundingState, fact: SeatFilled, when: When, changes: Changes) -> None:
    day = fact.on.toordinal()
    entry = JurySeat(fact.id, fact.jury, fact.institution, fact.is_chair, day)
    changes.put(state.seat_table, fact.id, entry)
    changes.note(state.seats_by_jury, fact.jury, fact.id)
    _settle(state, _since(state, fact.jury, day), fact.id, when, changes)


def _vacate(state: FundingState, fact: SeatVacated, when: When, changes: Changes) -> None:
    entry, day = state.seat_table[fact.seat], fact.on.toordinal()
    changes.put(state.seat_table, entry.id, entry._replace(end_day=day))
    _settle(state, _since(state, entry.jury, day), entry.id, when, changes)


def _declare(state: FundingState, fact: RecusalDeclared, when: When, changes: Changes) -> None:
    declared = state.recusal_table.get(fact.application, ())
    if fact.seat in declared:
        return
    changes.put(state.recusal_table, fact.application, (*declared, fact.seat))
    decisions = state.decisions_by_application.get(fact.application, ())
    _settle(state, decisions, fact.seat, when, changes)


def _meet(state: FundingState, fact: JurySessionHeld, when: When, changes: Changes) -> None:
    entry = JurySession(fact.id, fact.jury, fact.on.toordinal(), fact.present)
    changes.put(state.session_table, fact.id, entry)
    changes.note(state.sessions_by_jury, fact.jury, fact.id)


def _decide(state: FundingState, fact: JuryDecided, when: When, changes: Changes) -> None:
    entry = decision_of(fact)
    changes.put(state.decision_table, entry.id, entry)
    changes.note(state.decisions_by_session, entry.session, entry.id)
    changes.note(state.decisions_by_application, entry.application, entry.id)
    _settle(state, (entry.id,), entry.id, when, changes)


JURY_HANDLERS: Mapping[type[Fact], Handler] = {
    JuryFormed: _form,
    SeatFilled: _fill,
    SeatVacated: _vacate,
    RecusalDeclared: _declare,
    JurySessionHeld: _meet,
    JuryDecided: _decide,
}
