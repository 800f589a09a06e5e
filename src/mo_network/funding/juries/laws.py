"""The laws of juries: the core's own judgements, which nothing can loosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from mo_network.funding.juries.facts import JuryDecided
from mo_network.funding.juries.handlers import decision_of
from mo_network.funding.juries.recount import AMOUNT, MAJORITY, QUORUM, RECUSAL, VOTES, recount
from mo_network.funding.juries.subjects import RECUSED
from mo_network.judging.answers import Requirement, Veto
from mo_network.judging.case import Case
from mo_network.judging.law import Law, law

if TYPE_CHECKING:
    from mo_network.funding.state import FundingState


@law(
    RECUSAL,
    worse="To let somebody judge their own cause; who leaves the room for nothing loses a vote.",
    judges=(JuryDecided,),
    sentences={
        "de": {RECUSED.id: "{value} ist mit dem Antragsteller verbunden und verlässt den Raum."},
        "de-simple": {
            RECUSED.id: "{value} gehört zum Antrag. {value} geht aus dem Raum und stimmt nicht ab.",
        },
        "en": {RECUSED.id: "{value} is tied to the applicant and has to leave the room."},
    },
)
def recusal(state: FundingState, fact: JuryDecided, case: Case) -> Iterable[Requirement[str]]:
    """Who is tied to the applicant neither deliberates nor votes.

    That is the applicant, its representatives, board, paid staff and their close relatives.
    """
    stayed = recount(state, decision_of(fact)).stayed
    return [Requirement(RECUSED, seat) for seat in stayed]


@law(
    VOTES,
    worse="To count a vote that nobody may cast; a vote can be taken again.",
    judges=(JuryDecided,),
    sentences={
        "de": {
            "no_seat": "{0} hat am Tag der Sitzung keinen Sitz in dieser Jury.",
            "recused": "{0} ist befangen und hat keine Stimme.",
            "absent": "{0} war nicht anwesend und hat keine Stimme.",
            "twice": "{0} hat zweimal abgestimmt.",
        },
        "de-simple": {
            "no_seat": "{0} hat an diesem Tag keinen Platz in der Jury.",
            "recused": "{0} gehört zum Antrag. {0} darf nicht abstimmen.",
            "absent": "{0} war nicht da. {0} darf nicht abstimmen.",
            "twice": "{0} hat zweimal abgestimmt. Das geht nicht.",
        },
        "en": {
            "no_seat": "{0} has no seat in this jury on the day of the session.",
            "recused": "{0} is recused and has no vote.",
            "absent": "{0} was not there and has no vote.",
            "twice": "{0} voted twice.",
        },
    },
)
def votes(state: FundingState, fact: JuryDecided, case: Case) -> Iterable[Veto]:
    """Each seat votes once, if it is there and not recused."""
    problems = recount(state, decision_of(fact)).problems
    return [Veto(problem.fault.value, (problem.seat,)) for problem in problems]


@law(
    QUORUM,
    worse="To let a few bind the many; a session can be held again.",
    judges=(JuryDecided,),
    sentences={
        "de": {"below_quorum": "Nicht beschlussfähig: {0} stimmberechtigt anwesend, nötig {1}."},
        "de-simple": {
            "below_quorum": "Es sind zu wenige da: {0}. Die Jury braucht {1}.",
        },
        "en": {"below_quorum": "No quorum: {0} were there who may vote, {1} had to be."},
    },
)
def quorum(state: FundingState, fact: JuryDecided, case: Case) -> Iterable[Veto]:
    """Below quorum nothing is decided."""
    found = recount(state, decision_of(fact))
    if QUORUM not in found.broken:
        return ()
    counted = found.counted
    return (Veto("below_quorum", (counted.present, counted.quorum)),)


@law(
    MAJORITY,
    worse="To take silence or a tie for a decision; a vote can be taken again.",
    judges=(JuryDecided,),
    sentences={
        "de": {
            "tie": "Stimmengleichheit, {0} zu {1}: Es ist nichts entschieden.",
            "no_vote": "Niemand hat mit Ja oder Nein gestimmt: Es ist nichts entschieden.",
        },
        "de-simple": {
            "tie": "{0} sagen Ja. {1} sagen Nein. Das ist gleich viel. Nichts ist entschieden.",
            "no_vote": "Niemand hat Ja oder Nein gesagt. Nichts ist entschieden.",
        },
        "en": {
            "tie": "A tie, {0} to {1}: nothing is decided.",
            "no_vote": "Nobody said yes or no: nothing is decided.",
        },
    },
)
def majority(state: FundingState, fact: JuryDecided, case: Case) -> Iterable[Veto]:
    """Every decision names its majority, and without one there is none."""
    found = recount(state, decision_of(fact))
    if MAJORITY not in found.broken:
        return ()
    counted = found.counted
    numbers = (counted.yes, counted.no) if counted.yes else ()
    return (Veto(counted.reason.value, numbers),)


@law(
    AMOUNT,
    worse="To give less than most would, or more; the numbers are there to be counted again.",
    judges=(JuryDecided,),
    sentences={
        "de": {"other_amount": "Eine Mehrheit gibt {0}; beschlossen werden soll {1}."},
        "de-simple": {
            "other_amount": "Die meisten geben {0}. Im Beschluss steht {1}. Das passt nicht.",
        },
        "en": {"other_amount": "A majority gives {0}; {1} is to be decided on."},
    },
)
def jury_amount(state: FundingState, fact: JuryDecided, case: Case) -> Iterable[Veto]:
    """Of the amounts that seats named, the highest that is carried is decided on."""
    instead = recount(state, decision_of(fact)).instead
    if instead is None:
        return ()
    return (Veto("other_amount", (instead, fact.amount), (fact.but(amount=instead),)),)


LAWS: tuple[Law, ...] = (recusal, votes, quorum, majority, jury_amount)
