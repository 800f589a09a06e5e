"""Counting: from the rule, the seats, presence, recusals and votes to a result with its numbers.

    Below quorum nothing is decided. A recusal never adds a vote to a side.

One pure function, the same at first and years later. Whatever order the votes come in, the count
is the same. A vote that cannot count makes it undecided: dropping it in silence could turn the
result, and nobody would know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from enum import Enum
from typing import NamedTuple

from mo_network.voting.ballots import Choice, Problem, Roll, Seat, Vote, call_roll, problems_of
from mo_network.voting.rule import MajorityOf, Tie, VotingRule


class Result(Enum):
    """What a vote came to: carried (angenommen), rejected (abgelehnt), or nothing is decided."""

    CARRIED = "carried"
    REJECTED = "rejected"
    UNDECIDED = "undecided"


class Reason(Enum):
    """Why it came to this.

    BAD_VOTE: a vote cannot count. NO_QUORUM: too few were there. NO_VOTE: nobody said yes or no.
    MAJORITY: the majority was reached. NO_MAJORITY: it was not. TIE: as many yes as no.
    CHAIR: as many yes as no, and the chair's vote decided.
    """

    BAD_VOTE = "bad_vote"
    NO_QUORUM = "no_quorum"
    NO_VOTE = "no_vote"
    MAJORITY = "majority"
    NO_MAJORITY = "no_majority"
    TIE = "tie"
    CHAIR = "chair"


class Count(NamedTuple):
    """Auszählung: the result, why, by which rule, and every number it rests on.

    Shape:   `entitled` are the seats that are not recused, `present` those of them that were
             there, `quorum` how many had to be. `base` is what the majority is counted of and
             `needed` how many yes that takes. `silent` were there and gave no vote, which has
             the effect of abstaining. `problems` are the votes that cannot count.
    """

    result: Result
    reason: Reason
    rule: VotingRule
    seats: int
    entitled: int
    present: int
    quorum: int
    yes: int
    no: int
    abstained: int
    silent: int
    base: int
    needed: int
    problems: tuple[Problem, ...] = ()

    @property
    def is_carried(self) -> bool:
        """Whether the motion was carried."""
        return self.result is Result.CARRIED

    @property
    def is_decided(self) -> bool:
        """Whether the motion was carried or rejected, so that something is decided."""
        return self.result is not Result.UNDECIDED


def count(
    rule: VotingRule,
    seats: Collection[Seat],
    present: Iterable[str],
    recused: Iterable[str],
    votes: Iterable[Vote],
) -> Count:
    """What a vote on one motion comes to.

    Errors:  InvalidValue for a seat that stands twice, or for two chairs; whatever is wrong with
             presence, recusals and votes stands in `problems`.
    Source:  design, section 8; § 20 VwVfG for recusals.

    >>> from mo_network.values.share import Share
    >>> from mo_network.voting.rule import Majority, Part, Quorum, QuorumOf
    >>> rule = VotingRule(
    ...     Quorum(Share(1, 2), QuorumOf.SEATS), Majority(Part.SIMPLE, MajorityOf.CAST)
    ... )
    >>> jury = [Seat("a"), Seat("b"), Seat("c"), Seat("d")]
    >>> votes = [Vote("a", Choice.YES), Vote("b", Choice.NO), Vote("c", Choice.YES)]
    >>> counted = count(rule, jury, ["a", "b", "c"], [], votes)
    >>> counted.result.value, counted.yes, counted.needed
    ('carried', 2, 2)
    >>> count(rule, jury, ["a", "b", "c"], ["c"], votes[:2]).result.value
    'rejected'
    >>> [(p.seat, p.fault.value) for p in count(rule, jury, ["a"], ["c"], votes).problems]
    [('b', 'absent'), ('c', 'recused')]
    """
    roll, cast = call_roll(seats, present, recused), list(votes)
    voters = [vote.seat for vote in cast]
    problems = problems_of(roll, voters)
    bad = {problem.seat for problem in problems}
    choices = {vote.seat: vote.choice for vote in cast if vote.seat not in bad}
    tally = Counter(choices.values())
    yes, no = tally[Choice.YES], tally[Choice.NO]
    voting = len(roll.voting)
    of = rule.majority.of
    if of is MajorityOf.CAST:
        base = yes + no
    else:
        base = voting if of is MajorityOf.PRESENT else len(roll.seats)
    quorum = rule.quorum.needed(seats=len(roll.seats), entitled=len(roll.entitled))
    needed = rule.majority.needed(base)
    if problems:
        result, reason = Result.UNDECIDED, Reason.BAD_VOTE
    elif voting < quorum:
        result, reason = Result.UNDECIDED, Reason.NO_QUORUM
    else:
        result, reason = _weigh(rule, roll, choices, (yes, no, needed))
    return Count(
        result,
        reason,
        rule,
        len(roll.seats),
        len(roll.entitled),
        voting,
        quorum,
        yes,
        no,
        tally[Choice.ABSTAIN],
        len(roll.voting.difference(voters)),
        base,
        needed,
        problems,
    )


def _weigh(
    rule: VotingRule, roll: Roll, choices: dict[str, Choice], numbers: tuple[int, int, int]
) -> tuple[Result, Reason]:
    """What a quorate vote without faults comes to."""
    yes, no, needed = numbers
    if yes + no == 0:
        return Result.UNDECIDED, Reason.NO_VOTE
    if yes >= needed:
        return Result.CARRIED, Reason.MAJORITY
    if yes != no or rule.majority.tie is Tie.REJECTED:
        return Result.REJECTED, Reason.TIE if yes == no else Reason.NO_MAJORITY
    if rule.majority.tie is Tie.CHAIR:
        word = choices.get(roll.chair or "")
        if word in (Choice.YES, Choice.NO):
            return Result.CARRIED if word is Choice.YES else Result.REJECTED, Reason.CHAIR
    return Result.UNDECIDED, Reason.TIE
