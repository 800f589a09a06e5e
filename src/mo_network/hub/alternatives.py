"""Alternatives: what would be possible instead, each one judged, none larger than it must be.

What binds says where the way out is: a limit moves its subject to the joined bound, a veto or a
law may carry remedies. A proposal that still fails is moved again, a few times at the most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from mo_network.errors import MoNetworkError
from mo_network.judging.answers import Limit, Requirement, Veto
from mo_network.judging.fact import Fact
from mo_network.judging.outcome import Outcome
from mo_network.judging.subject import Join, Subject

Judge = Callable[[Fact], Outcome]
Remedies = Callable[[Fact], Iterator[Fact]]

MOST_MOVES = 8
MOST_PROPOSALS = 6


def _subjects(outcome: Outcome) -> list[Subject[Any]]:
    found: list[Subject[Any]] = []
    for said in outcome.binding:
        answer = said.answer
        if isinstance(answer, Limit | Requirement) and answer.subject not in found:
            found.append(answer.subject)
    return found


def _moved(fact: Fact, outcome: Outcome) -> Fact | None:
    """The fact with every binding subject at its joined bound; None if one cannot be moved."""
    for subject in _subjects(outcome):
        if subject.join is Join.ALL:
            return None
        try:
            fact = subject.move(fact, outcome.bound(subject))
        except MoNetworkError:
            return None
    return fact


def _settle(fact: Fact, judge: Judge) -> Outcome | None:
    """Move limits until the fact is allowed; None if that does not come about."""
    seen: set[Fact] = set()
    for _ in range(MOST_MOVES):
        if fact in seen:
            return None
        seen.add(fact)
        try:
            outcome = judge(fact)
        except MoNetworkError:
            return None
        if outcome.is_allowed:
            return outcome
        if outcome.faults or any(isinstance(s.answer, Veto) for s in outcome.binding):
            return None
        moved = _moved(fact, outcome)
        if moved is None:
            return None
        fact = moved
    return None


def alternatives(fact: Fact, judge: Judge, remedies: Remedies) -> Iterator[Outcome]:
    """Allowed variants of a fact that is forbidden; none if it is allowed or nothing helps."""
    outcome = judge(fact)
    if outcome.is_allowed or not outcome.binding:
        return
    vetoed = any(isinstance(said.answer, Veto) for said in outcome.binding)
    carried = [
        remedy
        for said in outcome.binding
        if isinstance(said.answer, Veto)
        for remedy in said.answer.remedies
    ]
    moved = [] if vetoed else [fact]
    proposals = chain(moved, carried, remedies(fact))
    offered: set[Fact] = set()
    for proposal in proposals:
        settled = _settle(proposal, judge)
        if settled is not None and settled.fact not in offered:
            offered.add(settled.fact)
            yield settled
            if len(offered) == MOST_PROPOSALS:
                return
