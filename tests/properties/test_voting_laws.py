"""The laws of voting, each quoted by the class that shows it."""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction
from typing import NamedTuple

from hypothesis import assume, given
from hypothesis import strategies as st

from mo_network.values.money import Money
from mo_network.values.share import Share
from mo_network.voting import (
    AmountVote,
    Choice,
    Count,
    Fault,
    Majority,
    MajorityOf,
    Part,
    Problem,
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

NAMES = tuple("abcdefg")
SHARES = [Share(0, 1), Share(1, 3), Share(1, 2), Share(2, 3), Share(1, 1)]


class Ballot(NamedTuple):
    """A vote as somebody might bring it in, lawful or not."""

    rule: VotingRule
    seats: tuple[Seat, ...]
    present: frozenset[str]
    recused: frozenset[str]
    votes: tuple[Vote, ...]

    @property
    def counted(self) -> Count:
        """What it comes to."""
        return count(*self)

    @property
    def voting(self) -> frozenset[str]:
        """Who may vote and is there, found without the engine."""
        return frozenset(s.id for s in self.seats) & self.present - self.recused

    def with_choice(self, seat: str, choice: Choice) -> Ballot:
        """The same, but that one seat votes this way, whatever it did before."""
        others = tuple(vote for vote in self.votes if vote.seat != seat)
        return self._replace(votes=(*others, Vote(seat, choice)))


@st.composite
def quorums(draw: st.DrawFn) -> Quorum:
    """Draw any quorum that can be met."""
    share = draw(st.sampled_from(SHARES))
    is_more = draw(st.booleans()) and share.fraction < 1
    return Quorum(share, draw(st.sampled_from(QuorumOf)), is_more, draw(st.integers(1, 3)))


@st.composite
def majorities(draw: st.DrawFn) -> Majority:
    """Draw any majority with any tie rule that fits it."""
    part, of = draw(st.sampled_from(Part)), draw(st.sampled_from(MajorityOf))
    is_plain = (part, of) == (Part.SIMPLE, MajorityOf.CAST)
    return Majority(part, of, draw(st.sampled_from(Tie)) if is_plain else Tie.REJECTED)


rules = st.builds(VotingRule, quorums(), majorities())
plain_rules = st.builds(
    VotingRule,
    quorums(),
    st.builds(Majority, st.just(Part.SIMPLE), st.just(MajorityOf.CAST), st.sampled_from(Tie)),
)


PLACES = ["here"] * 6 + ["away", "recused", "recused and here"]


@st.composite
def lawful(draw: st.DrawFn, by: st.SearchStrategy[VotingRule] = rules) -> Ballot:
    """Draw a vote in which everything counts: who votes is there, not recused, and votes once."""
    places = draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=7))
    names = NAMES[: len(places)]
    chair = draw(st.none() | st.sampled_from(names))
    seats = tuple(Seat(name, f"org:{name}", name == chair) for name in names)
    where = dict(zip(names, places, strict=True))
    voting = [name for name in names if where[name] == "here"]
    words = draw(
        st.lists(
            st.sampled_from([*Choice, Choice.YES, None]),
            min_size=len(voting),
            max_size=len(voting),
        )
    )
    return Ballot(
        draw(by),
        seats,
        frozenset(name for name in names if "here" in where[name]),
        frozenset(name for name in names if "recused" in where[name]),
        tuple(Vote(name, w) for name, w in zip(voting, words, strict=True) if w is not None),
    )


@st.composite
def wild(draw: st.DrawFn) -> Ballot:
    """Draw a vote in which anything may be wrong."""
    ballot = draw(lawful())
    names = st.sampled_from((*NAMES, "nobody"))
    votes = draw(st.lists(st.builds(Vote, names, st.sampled_from(Choice)), max_size=8))
    extra = draw(st.frozensets(names, max_size=2))
    return ballot._replace(votes=tuple(votes), present=ballot.present | extra)


def tally(counted: Count) -> tuple[int, int, int]:
    """Take the votes of each side."""
    return counted.yes, counted.no, counted.abstained


class TestQuorum:
    """Below quorum nothing is decided."""

    @given(wild())
    def test_below_quorum_nothing_is_decided(self, ballot: Ballot) -> None:
        """Whoever voted how, and by whatever majority."""
        counted = ballot.counted
        if counted.present < counted.quorum:
            assert not counted.is_decided
            assert counted.problems or counted.reason is Reason.NO_QUORUM

    @given(lawful())
    def test_the_quorum_is_of_what_the_rule_says(self, ballot: Ballot) -> None:
        """Its number is the smallest that keeps the stated share, found by trying them all."""
        quorum, counted = ballot.rule.quorum, ballot.counted
        base = counted.seats if quorum.of is QuorumOf.SEATS else counted.entitled

        def is_enough(here: int) -> bool:
            wanted = quorum.share.fraction * base
            return here >= quorum.least and (here > wanted if quorum.is_more else here >= wanted)

        assert counted.quorum == next(here for here in range(20) if is_enough(here))

    @given(wild())
    def test_nothing_is_decided_by_nobody(self, ballot: Ballot) -> None:
        """An empty room carries and rejects nothing."""
        counted = ballot._replace(present=frozenset(), votes=()).counted
        assert Result.UNDECIDED is counted.result


class TestRecusal:
    """A recusal never adds a vote to a side."""

    @given(lawful(), st.integers(0, 6))
    def test_a_recusal_never_adds_a_vote_to_a_side(self, ballot: Ballot, place: int) -> None:
        """Yes, no and abstentions are at most what they were, with or without its own vote."""
        name = ballot.seats[place % len(ballot.seats)].id
        votes = tuple(vote for vote in ballot.votes if vote.seat != name)
        recused = ballot._replace(recused=ballot.recused | {name})
        before = tally(ballot.counted)
        for after in (recused, recused._replace(votes=votes)):
            assert all(a <= b for a, b in zip(tally(after.counted), before, strict=True))

    @given(lawful(), st.integers(0, 6))
    def test_a_recused_seat_decides_nothing(self, ballot: Ballot, place: int) -> None:
        """Whether it says yes, no or nothing, nothing is carried or rejected by its word."""
        name = ballot.seats[place % len(ballot.seats)].id
        votes = tuple(vote for vote in ballot.votes if vote.seat != name)
        out = ballot._replace(recused=ballot.recused | {name}, votes=votes)
        for choice in Choice:
            counted = out.with_choice(name, choice).counted
            assert Result.UNDECIDED is counted.result
            assert (Problem(name, Fault.RECUSED),) == counted.problems
            assert tally(counted) == tally(out.counted)

    @given(lawful())
    def test_who_is_recused_does_not_make_a_quorum(self, ballot: Ballot) -> None:
        """Whether a recused seat stays in the room changes nothing at all."""
        gone = ballot._replace(present=ballot.present - ballot.recused)
        assert gone.counted == ballot.counted


class TestOrder:
    """The count does not depend on any order."""

    @given(wild(), st.randoms())
    def test_order_free(self, ballot: Ballot, chance: random.Random) -> None:
        """Seats and votes in any order come to the same; of two votes of a seat neither counts."""
        seats, votes = list(ballot.seats), list(ballot.votes)
        chance.shuffle(seats)
        chance.shuffle(votes)
        assert ballot.counted == ballot._replace(seats=tuple(seats), votes=tuple(votes)).counted


class TestEachOnce:
    """Each seat has one vote, and what cannot count has one clear reason."""

    @given(wild())
    def test_each_seat_once(self, ballot: Ballot) -> None:
        """All numbers add up to those present, whatever was handed in."""
        counted = ballot.counted
        bad = {problem.seat for problem in counted.problems} & ballot.voting
        cast = sum(tally(counted))
        assert counted.present == len(ballot.voting)
        assert cast <= counted.present
        assert cast + counted.silent + len(bad) == counted.present

    @given(wild())
    def test_what_cannot_count_has_one_reason_and_nothing_is_decided(self, ballot: Ballot) -> None:
        """Each such seat once, with the first reason that holds, found without the engine."""
        seats, times = {s.id for s in ballot.seats}, Counter(v.seat for v in ballot.votes)
        expected = []
        for name in sorted({*times, *ballot.present, *ballot.recused}):
            if name not in seats:
                expected.append(Problem(name, Fault.NO_SEAT))
            elif name in times and name in ballot.recused:
                expected.append(Problem(name, Fault.RECUSED))
            elif name in times and name not in ballot.present:
                expected.append(Problem(name, Fault.ABSENT))
            elif times[name] > 1:
                expected.append(Problem(name, Fault.TWICE))
        counted = ballot.counted
        assert tuple(expected) == counted.problems
        if expected:
            assert (Result.UNDECIDED, Reason.BAD_VOTE) == (counted.result, counted.reason)


class TestMajority:
    """Every decision names its majority."""

    @given(wild())
    def test_every_decision_names_its_majority(self, ballot: Ballot) -> None:
        """The count carries its rule, what it was counted of, and how many yes that takes."""
        counted = ballot.counted
        assert ballot.rule is counted.rule
        assert counted.needed == ballot.rule.majority.needed(counted.base)
        assert 1 <= counted.needed

    @given(lawful())
    def test_carried_is_what_reaches_the_stated_share(self, ballot: Ballot) -> None:
        """Beside fractions: more than half, two thirds, three quarters or all of the base."""
        counted, majority = ballot.counted, ballot.rule.majority
        assume(counted.present >= counted.quorum)
        base = {
            MajorityOf.CAST: counted.yes + counted.no,
            MajorityOf.PRESENT: len(ballot.voting),
            MajorityOf.SEATS: len(ballot.seats),
        }[majority.of]
        assert base == counted.base
        share = Fraction(counted.yes, base) if base else Fraction(0)
        reached = {
            Part.SIMPLE: share > Fraction(1, 2),
            Part.TWO_THIRDS: share >= Fraction(2, 3),
            Part.THREE_QUARTERS: share >= Fraction(3, 4),
            Part.UNANIMOUS: share == 1,
        }[majority.part]
        assert reached == (counted.reason is Reason.MAJORITY)

    @given(lawful())
    def test_one_more_yes_never_turns_yes_into_no(self, ballot: Ballot) -> None:
        """Whether the seat said no, abstained, was silent, or only now comes in."""
        if ballot.counted.is_carried:
            for name in {seat.id for seat in ballot.seats} - ballot.recused:
                comes = ballot._replace(present=ballot.present | {name})
                assert comes.with_choice(name, Choice.YES).counted.is_carried

    @given(lawful())
    def test_one_more_no_never_turns_no_into_yes(self, ballot: Ballot) -> None:
        """The same the other way round, for a seat that was there: others add to a quorum."""
        if not ballot.counted.is_carried:
            for name in ballot.voting:
                assert not ballot.with_choice(name, Choice.NO).counted.is_carried

    @given(lawful(), majorities())
    def test_a_harder_majority_carries_nothing_more(self, ballot: Ballot, other: Majority) -> None:
        """Larger part and harder base: what it carries, the lighter carries as well."""
        parts, bases = list(Part), list(MajorityOf)
        harder = Majority(
            max(other.part, ballot.rule.majority.part, key=parts.index),
            max(other.of, ballot.rule.majority.of, key=bases.index),
        )
        hard = ballot._replace(rule=VotingRule(ballot.rule.quorum, harder)).counted
        assert ballot.counted.is_carried or not hard.is_carried


class TestTie:
    """What becomes of a tie is stated, and only a tie is one."""

    @given(lawful(plain_rules))
    def test_a_tie_does_what_the_rule_says(self, ballot: Ballot) -> None:
        """Rejected, postponed, or as the chair voted."""
        counted, majority = ballot.counted, ballot.rule.majority
        assume(counted.present >= counted.quorum)
        is_tie = counted.yes == counted.no > 0
        assert is_tie == (counted.reason in (Reason.TIE, Reason.CHAIR))
        if is_tie and majority.tie is Tie.CHAIR:
            chairs = {seat.id for seat in ballot.seats if seat.is_chair}
            words = {vote.choice for vote in ballot.votes if vote.seat in chairs}
            expected = Result.UNDECIDED
            if Choice.YES in words:
                expected = Result.CARRIED
            elif Choice.NO in words:
                expected = Result.REJECTED
        elif is_tie:
            postponed = majority.tie is Tie.POSTPONED
            expected = Result.UNDECIDED if postponed else Result.REJECTED
        else:
            return
        assert expected is counted.result


class TestAmounts:
    """Who names an amount says yes to every lower one; the highest that is carried stands."""

    @staticmethod
    def _named(ballot: Ballot, cents: list[int]) -> list[AmountVote]:
        voters = [vote.seat for vote in ballot.votes]
        return [AmountVote(s, Money(c)) for s, c in zip(voters, cents, strict=False)]

    @given(lawful(), st.lists(st.integers(0, 5), min_size=7, max_size=7))
    def test_the_highest_amount_that_is_carried_stands(
        self, ballot: Ballot, cents: list[int]
    ) -> None:
        """Each amount put to the vote by itself, from above, gives the same."""
        votes = self._named(ballot, cents)
        expected = None
        for amount in (Money(c) for c in range(5, 0, -1)):
            choices = tuple(
                Vote(v.seat, Choice.YES if v.amount and v.amount >= amount else Choice.NO)
                for v in votes
            )
            if ballot._replace(votes=choices).counted.is_carried:
                expected = amount
                break
        found = count_amounts(*ballot[:4], votes)
        assert expected == found.amount
        assert found.counted.is_carried == (expected is not None)

    @given(lawful(), st.lists(st.integers(0, 5), min_size=7, max_size=7), st.integers(0, 6))
    def test_naming_more_never_makes_it_less(
        self, ballot: Ballot, cents: list[int], place: int
    ) -> None:
        """One more cent of one seat, and the result is at least what it was."""
        before = count_amounts(*ballot[:4], self._named(ballot, cents)).amount
        more = [c + (i == place) for i, c in enumerate(cents)]
        after = count_amounts(*ballot[:4], self._named(ballot, more)).amount
        assert before is None or (after is not None and after >= before)
