"""Alternatives: what would be possible instead, each one judged, none larger than it must be.

What binds says where the way out is: a limit moves its subject to the joined bound, a veto or a
law may carry remedies. Subjects are moved one by one, and those variants are offered that need the
fewest moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
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


def _steps(fact: Fact, outcome: Outcome) -> Iterator[Fact]:
    """The fact with one binding subject at its joined bound, for each that can be moved."""
    for subject in _subjects(outcome):
        if subject.join is not Join.ALL:
            with suppress(MoNetworkError):
                yield subject.move(fact, outcome.bound(subject))


def _settle(fact: Fact, judge: Judge) -> list[Outcome]:
    """What is allowed after the fewest moves of single subjects; nothing if none is."""
    level, seen = [fact], {fact}
    for _ in range(MOST_MOVES):
        allowed: list[Outcome] = []
        following: list[Fact] = []
        for each in level:
            try:
                outcome = judge(each)
            except MoNetworkError:
                continue
            if outcome.is_allowed:
                allowed.append(outcome)
                continue
            is_stuck = outcome.faults or any(isinstance(s.answer, Veto) for s in outcome.binding)
            if not is_stuck:
                following += [step for step in _steps(each, outcome) if step not in seen]
                seen.update(following)
        if allowed or not following:
            return allowed
        level = list(dict.fromkeys(following))
    return []


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
        if type(remedy) is type(fact)
    ]
    moved = [] if vetoed else [fact]
    offered: set[Fact] = set()
    for proposal in chain(moved, carried, remedies(fact)):
        for settled in _settle(proposal, judge):
            if settled.fact not in offered:
                offered.add(settled.fact)
                yield settled
            if len(offered) == MOST_PROPOSALS:
                return
