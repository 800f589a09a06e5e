"""What the rulings themselves are spoken about with."""

from __future__ import annotations

from typing import Any

from mo_network.judging.fact import Fact
from mo_network.judging.subject import Join, Subject
from mo_network.judging.units import CODE


def _not_in_the_fact(fact: Fact) -> Any:
    """A confirmation is a fact of its own, so no decision carries it."""
    return None


def _as_it_is(fact: Fact, value: object) -> Fact:
    return fact


CONFIRMATION: Subject[str] = Subject(
    "rulings.confirmation",
    CODE,
    Join.ALL,
    _not_in_the_fact,
    _as_it_is,
    {"de": "Bestätigungen", "en": "confirmations"},
)
"""Which conditions a person has to confirm before it can be decided."""

SUBJECTS: tuple[Subject[Any], ...] = (CONFIRMATION,)
