"""The terms of a jury's vote, by plain codes from the lightest to the hardest to reach."""

from __future__ import annotations

from enum import Enum

from mo_network.values.share import Share
from mo_network.voting import Majority, MajorityOf, Part, Quorum, QuorumOf, Tie, VotingRule


class JuryQuorum(Enum):
    """How many have to be there: one, half, more than half, two thirds, all."""

    ONE = "one"
    HALF = "half"
    MORE_THAN_HALF = "more_than_half"
    TWO_THIRDS = "two_thirds"
    ALL = "all"

    def of(self, base: QuorumOf) -> Quorum:
        """This quorum of the seats, or of those that may vote.

        >>> JuryQuorum.MORE_THAN_HALF.of(QuorumOf.SEATS).needed(seats=4, entitled=4)
        3
        """
        return Quorum(_SHARES[self], base, is_more=self is JuryQuorum.MORE_THAN_HALF)


_SHARES = {
    JuryQuorum.ONE: Share(0, 1),
    JuryQuorum.HALF: Share(1, 2),
    JuryQuorum.MORE_THAN_HALF: Share(1, 2),
    JuryQuorum.TWO_THIRDS: Share(2, 3),
    JuryQuorum.ALL: Share(1, 1),
}


def voting_rule(terms: tuple[str, str, str, str, str]) -> VotingRule:
    """The rule behind the codes of quorum, its base, majority, its base, and tie.

    Errors:  InvalidValue for a tie rule that does not fit the majority.

    >>> voting_rule(("half", "seats", "two_thirds", "cast", "rejected")).majority.needed(5)
    4
    """
    quorum, quorum_of, majority, majority_of, tie = terms
    return VotingRule(
        JuryQuorum(quorum).of(QuorumOf(quorum_of)),
        Majority(Part(majority), MajorityOf(majority_of), Tie(tie)),
    )
