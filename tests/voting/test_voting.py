"""Voting: what the rules refuse, and cases that somebody may recount by hand."""

from __future__ import annotations

import pytest

from mo_network.errors import InvalidValue
from mo_network.values.money import Money
from mo_network.values.share import Share
from mo_network.voting import (
    AmountVote,
    Choice,
    Fault,
    Majority,
    MajorityOf,
    Part,
    Quorum,
    QuorumOf,
    Reason,
    Result,
    Seat,
    Tie,
    Vote,
    VotingRule,
    count,
    count_amounts,
)

HALF = Quorum(Share(1, 2), QuorumOf.SEATS)
SIMPLE = Majority(Part.SIMPLE, MajorityOf.CAST)
JURY = tuple(Seat(name, f"org:{name}", is_chair=name == "a") for name in "abcde")
ALL = frozenset("abcde")


def votes(words: str) -> list[Vote]:
    """One vote a letter for the seats in turn: y, n, a; "." is silent."""
    choices = {"y": Choice.YES, "n": Choice.NO, "a": Choice.ABSTAIN}
    return [Vote(seat.id, choices[w]) for seat, w in zip(JURY, words, strict=False) if w in choices]


class TestRules:
    """What cannot be a rule cannot be built."""

    def test_a_quorum_above_all_is_refused(self) -> None:
        """It would never be met."""
        with pytest.raises(InvalidValue, match="can never be met"):
            Quorum(Share(3, 2), QuorumOf.SEATS)
        with pytest.raises(InvalidValue, match="more than 1"):
            Quorum(Share(1, 1), QuorumOf.SEATS, is_more=True)

    def test_a_quorum_of_nobody_is_refused(self) -> None:
        """Somebody must be there."""
        with pytest.raises(InvalidValue, match="somebody must be there"):
            Quorum(Share(0, 1), QuorumOf.SEATS, least=0)

    @pytest.mark.parametrize("tie", [Tie.POSTPONED, Tie.CHAIR])
    def test_only_a_simple_majority_of_votes_cast_can_be_tied(self, tie: Tie) -> None:
        """Elsewhere as many yes as no just miss the majority."""
        with pytest.raises(InvalidValue, match="take 'rejected'"):
            Majority(Part.TWO_THIRDS, MajorityOf.CAST, tie)
        with pytest.raises(InvalidValue, match="take 'rejected'"):
            Majority(Part.SIMPLE, MajorityOf.PRESENT, tie)

    def test_a_body_has_each_seat_once(self) -> None:
        """The error names the seat."""
        with pytest.raises(InvalidValue, match=r"^b stands twice"):
            count(VotingRule(HALF, SIMPLE), [*JURY, Seat("b")], ALL, [], [])

    def test_a_body_has_one_chair(self) -> None:
        """Two could not both decide a tie."""
        with pytest.raises(InvalidValue, match="a, f are all in the chair"):
            count(VotingRule(HALF, SIMPLE), [*JURY, Seat("f", is_chair=True)], ALL, [], [])


@pytest.mark.parametrize(
    ("part", "of", "words", "result", "base", "needed"),
    [
        (Part.SIMPLE, MajorityOf.CAST, "yyna.", Result.CARRIED, 3, 2),
        (Part.SIMPLE, MajorityOf.CAST, "ynaa.", Result.REJECTED, 2, 2),
        (Part.SIMPLE, MajorityOf.PRESENT, "yyna.", Result.REJECTED, 5, 3),
        (Part.SIMPLE, MajorityOf.SEATS, "yyyn.", Result.CARRIED, 5, 3),
        (Part.TWO_THIRDS, MajorityOf.CAST, "yyn..", Result.CARRIED, 3, 2),
        (Part.TWO_THIRDS, MajorityOf.CAST, "yyynn", Result.REJECTED, 5, 4),
        (Part.THREE_QUARTERS, MajorityOf.CAST, "yyyn.", Result.CARRIED, 4, 3),
        (Part.UNANIMOUS, MajorityOf.CAST, "yaaaa", Result.CARRIED, 1, 1),
        (Part.UNANIMOUS, MajorityOf.CAST, "yyyyn", Result.REJECTED, 5, 5),
        (Part.UNANIMOUS, MajorityOf.PRESENT, "yyyya", Result.REJECTED, 5, 5),
    ],
)
def test_majorities_counted_by_hand(
    part: Part, of: MajorityOf, words: str, result: Result, base: int, needed: int
) -> None:
    """Five seats, all there; abstaining counts of those present, not of the votes cast."""
    counted = count(VotingRule(HALF, Majority(part, of)), JURY, ALL, [], votes(words))

    assert (result, base, needed) == (counted.result, counted.base, counted.needed)


def test_below_quorum_the_same_votes_decide_nothing() -> None:
    """Two of five are not half of them; a recusal of one absent seat does not change that."""
    rule = VotingRule(HALF, SIMPLE)
    counted = count(rule, JURY, ["a", "b"], ["e"], votes("yy"))

    assert (Result.UNDECIDED, Reason.NO_QUORUM, 3) == (
        counted.result,
        counted.reason,
        counted.quorum,
    )


def test_a_quorum_of_those_entitled_falls_with_each_recusal() -> None:
    """Of five seats one is recused: two of four are half of them."""
    rule = VotingRule(Quorum(Share(1, 2), QuorumOf.ENTITLED), SIMPLE)
    counted = count(rule, JURY, ["a", "b"], ["e"], votes("yy"))

    assert (Result.CARRIED, 2, 4) == (counted.result, counted.quorum, counted.entitled)


@pytest.mark.parametrize(
    ("tie", "words", "result"),
    [
        (Tie.REJECTED, "ynyn", Result.REJECTED),
        (Tie.POSTPONED, "ynyn", Result.UNDECIDED),
        (Tie.CHAIR, "ynyn", Result.CARRIED),
        (Tie.CHAIR, "nyyn", Result.REJECTED),
        (Tie.CHAIR, "ayn.", Result.UNDECIDED),
    ],
)
def test_ties(tie: Tie, words: str, result: Result) -> None:
    """The first seat is in the chair."""
    rule = VotingRule(HALF, Majority(Part.SIMPLE, MajorityOf.CAST, tie))

    assert result is count(rule, JURY, ALL, [], votes(words)).result


def test_a_motion_on_which_everybody_abstains_is_not_decided() -> None:
    """Nobody said yes or no."""
    counted = count(VotingRule(HALF, SIMPLE), JURY, ALL, [], votes("aaaaa"))

    assert (Result.UNDECIDED, Reason.NO_VOTE, 5) == (
        counted.result,
        counted.reason,
        counted.abstained,
    )


@pytest.mark.parametrize(
    ("seat", "fault"),
    [
        ("z", Fault.NO_SEAT),
        ("d", Fault.RECUSED),
        ("e", Fault.ABSENT),
        ("a", Fault.TWICE),
    ],
)
def test_a_vote_that_cannot_count_has_one_clear_reason(seat: str, fault: Fault) -> None:
    """By nobody, by one recused, by one absent, or a second one: nothing is decided."""
    given = [*votes("yyy"), Vote(seat, Choice.NO)]
    counted = count(VotingRule(HALF, SIMPLE), JURY, "abcd", "d", given)

    assert ((seat, fault),) == counted.problems
    assert (Result.UNDECIDED, Reason.BAD_VOTE) == (counted.result, counted.reason)


def test_a_recusal_that_names_no_seat_does_not_pass_in_silence() -> None:
    """A slip of the pen would leave in a vote that should be out."""
    counted = count(VotingRule(HALF, SIMPLE), JURY, ALL, ["bb"], votes("yyyyy"))

    assert ((("bb", Fault.NO_SEAT),), False) == (counted.problems, counted.is_decided)


class TestAmounts:
    """Votes on an amount."""

    RULE = VotingRule(HALF, SIMPLE)

    def test_the_middle_amount_stands(self) -> None:
        """Three of five give 300 or more."""
        cents = {"a": 500, "b": 100, "c": 300, "d": 400, "e": 0}
        named = [AmountVote(seat, Money(each)) for seat, each in cents.items()]

        found = count_amounts(self.RULE, JURY, ALL, [], named)

        assert (Money(300), 3, 2) == (found.amount, found.counted.yes, found.counted.no)

    def test_who_abstains_is_on_neither_side(self) -> None:
        """Two votes are cast, both for at least 100."""
        named = [AmountVote("a", Money(100)), AmountVote("b", None), AmountVote("c", Money(200))]

        assert Money(100) == count_amounts(self.RULE, JURY, ALL, [], named).amount

    def test_nothing_is_carried_if_most_give_nothing(self) -> None:
        """Zero is a no, and the count shows it."""
        named = [AmountVote("a", Money(0)), AmountVote("b", Money(0)), AmountVote("c", Money(9))]

        found = count_amounts(self.RULE, JURY, ALL, [], named)

        assert (None, Result.REJECTED) == (found.amount, found.counted.result)

    def test_zero_alone_is_rejected_and_nothing_at_all_is_not_decided(self) -> None:
        """Whether somebody said no is not the same as whether anybody spoke."""
        nobody = count_amounts(self.RULE, JURY, ALL, [], [])
        against = count_amounts(self.RULE, JURY, ALL, [], [AmountVote("a", Money(0))])

        assert (None, Result.UNDECIDED) == (nobody.amount, nobody.counted.result)
        assert (None, Result.REJECTED) == (against.amount, against.counted.result)

    def test_two_currencies_are_refused(self) -> None:
        """They have no order."""
        named = [AmountVote("a", Money(1)), AmountVote("b", Money(1, "CHF"))]
        with pytest.raises(InvalidValue, match="CHF and EUR cannot be compared"):
            count_amounts(self.RULE, JURY, ALL, [], named)

    def test_less_than_nothing_is_refused(self) -> None:
        """Nobody gives a negative grant."""
        with pytest.raises(InvalidValue, match="name zero for a no"):
            count_amounts(self.RULE, JURY, ALL, [], [AmountVote("a", Money(-1))])
