"""Votes on an amount: how much most are willing to give.

Who names 400 also says yes to 300, and no to 500. So a vote on an amount is as many votes of yes
and no as there are amounts named, and the highest that is carried stands. One who names more never
makes it less, and nobody gains by naming more or less than they mean.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from mo_network.errors import InvalidValue
from mo_network.values.money import Money
from mo_network.voting.ballots import Choice, Seat, Vote
from mo_network.voting.counting import Count, count
from mo_network.voting.rule import VotingRule


class AmountVote(NamedTuple):
    """What one seat would give at most; zero is a no, None abstains."""

    seat: str
    amount: Money | None


class AmountCount(NamedTuple):
    """The amount that is carried, None if none is, and the count that shows it.

    Shape:   without an amount, `counted` is that on the lowest one named: if not even that was
             carried, none was.
    """

    amount: Money | None
    counted: Count


def count_amounts(
    rule: VotingRule,
    seats: Collection[Seat],
    present: Collection[str],
    recused: Collection[str],
    votes: Iterable[AmountVote],
) -> AmountCount:
    """The highest amount that the rule's majority is willing to give.

    Errors:  InvalidValue as `count`, and for a negative amount or two currencies.

    >>> from mo_network.values.share import Share
    >>> from mo_network.voting.rule import Majority, MajorityOf, Part, Quorum, QuorumOf
    >>> rule = VotingRule(
    ...     Quorum(Share(1, 2), QuorumOf.SEATS), Majority(Part.SIMPLE, MajorityOf.CAST)
    ... )
    >>> named = {"a": 50000, "b": 30000, "c": 40000}
    >>> votes = [AmountVote(seat, Money(cents)) for seat, cents in named.items()]
    >>> str(count_amounts(rule, [Seat(name) for name in named], named, [], votes).amount)
    '400.00 EUR'
    """
    given = list(votes)
    amounts = {vote.amount for vote in given if vote.amount is not None}
    _require_comparable(amounts)
    candidates = sorted((amount for amount in amounts if amount.cents > 0), reverse=True)
    counted = None
    for candidate in candidates:
        counted = count(rule, seats, present, recused, _on(candidate, given))
        if counted.is_carried:
            return AmountCount(candidate, counted)
    if counted is None:
        counted = count(rule, seats, present, recused, _on(None, given))
    return AmountCount(None, counted)


def _require_comparable(amounts: Collection[Money]) -> None:
    negative = sorted(str(amount) for amount in amounts if amount.cents < 0)
    if negative:
        raise InvalidValue(
            f"{negative[0]} is less than nothing: name zero for a no",
            given=negative[0],
            allowed="0.00 or more",
        )
    currencies = sorted({amount.currency for amount in amounts})
    if len(currencies) > 1:
        raise InvalidValue(
            f"{' and '.join(currencies)} cannot be compared: vote in one currency",
            given=tuple(currencies),
            allowed="one currency",
        )


def _on(candidate: Money | None, votes: Iterable[AmountVote]) -> Iterable[Vote]:
    """The votes as they are on one amount; on None nobody would give anything."""
    for seat, amount in votes:
        if amount is None:
            yield Vote(seat, Choice.ABSTAIN)
        else:
            willing = candidate is not None and amount >= candidate
            yield Vote(seat, Choice.YES if willing else Choice.NO)
