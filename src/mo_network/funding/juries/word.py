"""A jury's word: what its decisions allow to be awarded, by the seats and ties known now.

A decision binds whoever awards, a recommendation nobody. Of several decisions the last one that
holds counts: one that was taken below quorum, or by seats that turned out to be tied, decides
nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mo_network.funding.juries.entries import JuryDecision
from mo_network.funding.juries.recount import recount
from mo_network.values.money import Money

if TYPE_CHECKING:
    from mo_network.funding.entries import Application
    from mo_network.funding.state import FundingState

JURY_WORD = "funding.jury_word"
"""The law that nothing is awarded above what a jury decided; the thing is an application."""


class Word(NamedTuple):
    """What a jury decided about an application: an amount, or a no.

    Shape:   `amount` is None where the vote was against it.
    """

    decision: str
    amount: Money | None

    def is_kept(self, awarded: Money) -> bool:
        """Whether an award, zero if there is none, stays within it."""
        if not awarded.cents:
            return True
        if self.amount is None:
            return False
        # `funding.currency` forbids two of them, and they have no order.
        return self.amount.currency != awarded.currency or awarded <= self.amount


def word_of(state: FundingState, decision: JuryDecision) -> Word | None:
    """What one decision says; None for a recommendation, and for one that does not hold."""
    if decision.is_recommendation:
        return None
    found = recount(state, decision)
    if found.broken or not found.counted.is_decided:
        return None
    return Word(decision.id, decision.amount if found.counted.is_carried else None)


def last_word(state: FundingState, application: str) -> Word | None:
    """The last thing that a jury decided about an application; None if none did."""
    for name in reversed(state.decisions_by_application.get(application, ())):
        word = word_of(state, state.decision_table[name])
        if word is not None:
            return word
    return None


def is_word_broken(state: FundingState, entry: Application) -> bool:
    """Whether an application has an award that goes beyond what a jury decided."""
    if not entry.awarded_cents:
        return False
    word = last_word(state, entry.id)
    return word is not None and not word.is_kept(Money(entry.awarded_cents, entry.currency))
