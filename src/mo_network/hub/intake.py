"""Intake only: what a hub does while its rules are not adopted."""

from __future__ import annotations

from mo_network.hub.adoption import LAWS_ONLY
from mo_network.judging.answers import Fault
from mo_network.judging.fact import Fact
from mo_network.judging.outcome import Outcome
from mo_network.judging.said import Answers
from mo_network.judging.weighing import Verdict, Weighed

ADOPTION = "judging.adoption"
"""The law that rules are in force because a fact says so."""


def intake_outcome(fact: Fact) -> Outcome:
    """Undecided: received and observed facts are kept, decided ones wait for the adoption."""
    missing = (ADOPTION, Fault("not_adopted"))
    return Outcome(
        fact=fact,
        asked=fact.asks(),
        weighed=Weighed(Verdict.UNDECIDED, faults=(missing,)),
        answers=Answers([missing]),
        days={},
        catalogue=LAWS_ONLY,
    )
