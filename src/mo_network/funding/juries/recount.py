"""Recounting a jury's decision from the state: the laws and the breaches ask the same question.

The applicant's ties are read as they are known now. So a tie that is declared late is found in what
was decided before, and a decision that no longer holds is a breach.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mo_network.funding.juries.entries import JuryDecision, JurySeat
from mo_network.funding.juries.terms import voting_rule
from mo_network.values.money import Money
from mo_network.voting import Count, Fault, Problem, Reason, Seat, count, count_amounts

if TYPE_CHECKING:
    from mo_network.funding.state import FundingState

RECUSAL = "funding.recusal"
"""The law that who is tied to the applicant neither deliberates nor votes."""
VOTES = "funding.votes"
"""The law that each seat votes once, if it is there and not recused."""
QUORUM = "funding.quorum"
"""The law that below quorum nothing is decided."""
MAJORITY = "funding.majority"
"""The law that every decision names its majority, and is one."""
AMOUNT = "funding.jury_amount"
"""The law that of the amounts that seats named the highest that is carried is decided on."""
JURY_LAWS = (RECUSAL, VOTES, QUORUM, MAJORITY, AMOUNT)


class Recount(NamedTuple):
    """What a decision comes to, and who of those present was tied and did not leave.

    Shape:   `instead` is the amount that is carried in place of the one decided on, if seats named
             amounts and it is another.
    """

    counted: Count
    stayed: tuple[str, ...]
    instead: Money | None = None

    @property
    def problems(self) -> Iterator[Problem]:
        """The votes that cannot count, without those of seats that should have left."""
        for problem in self.counted.problems:
            if problem.fault is not Fault.RECUSED or problem.seat not in self.stayed:
                yield problem

    @property
    def broken(self) -> frozenset[str]:
        """The laws that do not hold for the decision."""
        counted = self.counted
        holds = {
            RECUSAL: not self.stayed,
            VOTES: not any(self.problems),
            QUORUM: counted.present >= counted.quorum,
            MAJORITY: counted.is_decided or counted.reason not in (Reason.TIE, Reason.NO_VOTE),
            AMOUNT: self.instead is None,
        }
        return frozenset(law for law, is_kept in holds.items() if not is_kept)


def seats_of(state: FundingState, jury: str, day: int) -> list[JurySeat]:
    """The seats of a jury that are filled on a day, in the order of recording."""
    seats = (state.seat_table[name] for name in state.seats_by_jury.get(jury, ()))
    return [seat for seat in seats if seat.is_filled(day)]


def tied_seats(state: FundingState, application: str, seats: list[JurySeat]) -> frozenset[str]:
    """The seats that declared a tie to the applicant, or that the applicant itself fills."""
    declared = state.recusal_table.get(application, ())
    entry = state.application_table.get(application)
    applicant = "" if entry is None else entry.organisation
    return frozenset(
        seat.id for seat in seats if seat.id in declared or seat.institution == applicant
    )


def recount(state: FundingState, decision: JuryDecision) -> Recount:
    """What a decision comes to by the seats and ties that are known now."""
    session = state.session_table.get(decision.session)
    seats = [] if session is None else seats_of(state, session.jury, session.day)
    present = frozenset() if session is None else frozenset(session.present)
    tied = tied_seats(state, decision.application, seats)
    rule, body = voting_rule(decision.terms), _with_one_chair(seats)
    recused = tied.union(decision.recused)
    counted = count(rule, body, present, recused, decision.votes)
    stayed = tuple(sorted((tied & present).difference(decision.recused)))
    if not decision.named:
        return Recount(counted, stayed)
    carried = count_amounts(rule, body, present, recused, decision.amount_votes).amount
    return Recount(counted, stayed, None if carried == decision.amount else carried)


def _with_one_chair(seats: list[JurySeat]) -> list[Seat]:
    """The seats as the engine counts them; of several in the chair, none breaks a tie."""
    counted = [seat.counted for seat in seats]
    if sum(seat.is_chair for seat in counted) < 2:
        return counted
    return [seat._replace(is_chair=False) for seat in counted]
