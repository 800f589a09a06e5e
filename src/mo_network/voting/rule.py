"""What a vote must reach: a quorum and a majority, each with what it is counted of.

Both are stated by whoever counts: a majority "of two thirds" means one thing of the votes cast and
another of all seats, and a quorum of half the seats another thing than of those who may vote.
"""

from __future__ import annotations

from enum import Enum

import attrs

from mo_network.errors import InvalidValue
from mo_network.values.share import Share


class QuorumOf(Enum):
    """What a quorum is a share of: the seats that may vote on the motion, or all seats."""

    ENTITLED = "entitled"
    SEATS = "seats"


class MajorityOf(Enum):
    """What a majority is a part of, from the lightest to the hardest to reach.

    CAST (abgegebene Stimmen) are yes and no; who abstains has cast no vote. PRESENT (Anwesende)
    are those who are there and may vote; SEATS (alle Sitze) also who is absent or recused.
    """

    CAST = "cast"
    PRESENT = "present"
    SEATS = "seats"


class Part(Enum):
    """How large the majority is, from the lightest to the hardest to reach.

    SIMPLE is more than half. UNANIMOUS of the votes cast is consensus: nobody says no.
    """

    SIMPLE = "simple"
    TWO_THIRDS = "two_thirds"
    THREE_QUARTERS = "three_quarters"
    UNANIMOUS = "unanimous"


class Tie(Enum):
    """What becomes of a motion with as many yes as no.

    REJECTED: it fails. POSTPONED: nothing is decided. CHAIR: the chair's vote decides, and
    nothing is decided if the chair has cast none.
    """

    REJECTED = "rejected"
    POSTPONED = "postponed"
    CHAIR = "chair"


@attrs.frozen
class Quorum:
    """Beschlussfähigkeit: how many that may vote must be there, so that anything is decided.

    Shape:   a share of the seats or of those entitled; with `is_more`, more than that share;
             never fewer than `least`.
    Errors:  InvalidValue for a share above one, more than all, or fewer than one seat.

    >>> half = Quorum(Share(1, 2), QuorumOf.SEATS)
    >>> half.needed(seats=5, entitled=4)
    3
    >>> Quorum(Share(1, 2), QuorumOf.ENTITLED, is_more=True).needed(seats=5, entitled=4)
    3
    """

    share: Share
    of: QuorumOf
    is_more: bool = False
    least: int = 1

    def __attrs_post_init__(self) -> None:
        fraction = self.share.fraction
        if fraction > 1 or (fraction == 1 and self.is_more):
            raise InvalidValue(
                f"a quorum of {'more than ' * self.is_more}{self.share} can never be met: "
                "give a share of at most one",
                given=self.share,
                allowed="at most 1/1",
            )
        if self.least < 1:
            raise InvalidValue(
                f"least is {self.least}: somebody must be there, so give 1 or more",
                given=self.least,
                allowed="1 or more",
            )

    def needed(self, *, seats: int, entitled: int) -> int:
        """How many that may vote must be there, at this number of seats and of those entitled."""
        base = seats if self.of is QuorumOf.SEATS else entitled
        numerator, denominator = self.share.fraction.as_integer_ratio()
        whole, rest = divmod(numerator * base, denominator)
        return max(self.least, whole + (self.is_more or rest > 0))


_FRACTIONS = {Part.TWO_THIRDS: (2, 3), Part.THREE_QUARTERS: (3, 4), Part.UNANIMOUS: (1, 1)}


@attrs.frozen
class Majority:
    """Mehrheit: how many yes a motion needs, of what, and what becomes of a tie.

    Errors:  InvalidValue for a tie rule other than `rejected`, unless more than half of the votes
             cast is needed: any other motion with as many yes as no just misses its majority.
    Source:  § 32 (1) BGB for the votes cast, where a statute says nothing else.

    >>> Majority(Part.TWO_THIRDS, MajorityOf.CAST).needed(7)
    5
    >>> Majority(Part.SIMPLE, MajorityOf.SEATS).needed(4)
    3
    """

    part: Part
    of: MajorityOf
    tie: Tie = Tie.REJECTED

    def __attrs_post_init__(self) -> None:
        is_plain = self.part is Part.SIMPLE and self.of is MajorityOf.CAST
        if self.tie is not Tie.REJECTED and not is_plain:
            raise InvalidValue(
                f"tie is {self.tie.value!r} beside {self.part.value} of {self.of.value}: only a "
                "simple majority of the votes cast can be tied; take 'rejected'",
                given=self.tie,
                allowed="rejected",
            )

    def needed(self, base: int) -> int:
        """How many yes it takes, out of so many; at least one."""
        if self.part is Part.SIMPLE:
            return base // 2 + 1
        numerator, denominator = _FRACTIONS[self.part]
        return max(1, -(-numerator * base // denominator))


@attrs.frozen
class VotingRule:
    """By which quorum and which majority is counted: no decision is without them."""

    quorum: Quorum
    majority: Majority
