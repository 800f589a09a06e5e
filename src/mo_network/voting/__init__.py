"""Voting: what a vote comes to. It knows no area; juries and assemblies use it alike."""

from __future__ import annotations

from mo_network.voting.amounts import AmountCount, AmountVote, count_amounts
from mo_network.voting.ballots import Choice, Fault, Problem, Seat, Vote
from mo_network.voting.counting import Count, Reason, Result, count
from mo_network.voting.rule import Majority, MajorityOf, Part, Quorum, QuorumOf, Tie, VotingRule

__all__ = [
    "AmountCount",
    "AmountVote",
    "Choice",
    "Count",
    "Fault",
    "Majority",
    "MajorityOf",
    "Part",
    "Problem",
    "Quorum",
    "QuorumOf",
    "Reason",
    "Result",
    "Seat",
    "Tie",
    "Vote",
    "VotingRule",
    "count",
    "count_amounts",
]
