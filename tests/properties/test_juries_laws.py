"""The laws of juries, each quoted by the class that shows it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from mo_network.directory.facts import OrganisationRegistered
from mo_network.directory.kinds import OrganisationKind
from mo_network.funding.facts import ApplicationSubmitted, FundingLineOpened, GrantAwarded
from mo_network.funding.juries.facts import (
    JuryDecided,
    JuryFormed,
    JurySessionHeld,
    RecusalDeclared,
    SeatFilled,
)
from mo_network.funding.juries.laws import LAWS as JURY_LAWS
from mo_network.funding.juries.naming import NamedAmount
from mo_network.funding.juries.terms import JuryQuorum
from mo_network.funding.state import FundingState
from mo_network.hub.areas import LAWS, new_world
from mo_network.judging.answers import Requirement, Veto
from mo_network.judging.catalogue import Catalogue
from mo_network.judging.changes import FOR_GOOD, Trial
from mo_network.judging.fact import Fact
from mo_network.judging.judge import Judge
from mo_network.judging.outcome import Outcome
from mo_network.judging.state import When
from mo_network.rules.ruleset import RuleSet
from mo_network.values.money import Money
from mo_network.values.period import Period
from mo_network.values.zones import zone
from mo_network.voting import Choice, Count, MajorityOf, Part, QuorumOf, Tie

NOW = When(datetime(2026, 2, 1, 12, tzinfo=UTC))
DAY = date(2026, 1, 20)
NAMES = tuple(f"seat:{letter}" for letter in "abcdef")


class Case(NamedTuple):
    """A jury, who of it is tied and how, who was there, and what it wants to decide."""

    seats: tuple[str, ...]
    present: frozenset[str]
    declared: frozenset[str]
    sent_by_applicant: frozenset[str]
    fact: JuryDecided

    @property
    def tied(self) -> frozenset[str]:
        """Who may take no part, found without the library."""
        return (self.declared | self.sent_by_applicant) & frozenset(self.seats)

    @property
    def voters(self) -> tuple[str, ...]:
        """Every vote's seat."""
        named = tuple(each.seat for each in self.fact.named)
        return (*self.fact.yes, *self.fact.no, *named, *self.fact.abstained)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a decision of a jury, lawful more often than not."""
    seats = NAMES[: draw(st.integers(1, 6))]
    few = st.frozensets(st.sampled_from(seats), max_size=2)
    absent, declared, sent = draw(few), draw(few), draw(few)
    tied = declared | sent
    leaves = draw(st.booleans())
    sides: dict[Choice | None, list[str]] = {choice: [] for choice in (*Choice, None)}
    for name in seats:
        if name in absent or (name in tied and draw(st.integers(0, 3))):
            continue
        sides[draw(st.sampled_from([Choice.YES, *Choice, None]))].append(name)
    if draw(st.integers(0, 5)) == 0:
        sides[draw(st.sampled_from(Choice))].append(draw(st.sampled_from(NAMES)))
    part, of = draw(st.sampled_from(Part)), draw(st.sampled_from(MajorityOf))
    is_plain = (part, of) == (Part.SIMPLE, MajorityOf.CAST)
    willing, against = sides[Choice.YES], sides[Choice.NO]
    named: list[NamedAmount] = []
    if draw(st.booleans()):
        named = [NamedAmount(seat, Money(draw(st.integers(99, 102)))) for seat in willing]
        named += [NamedAmount(seat, Money(draw(st.integers(0, 1)))) for seat in against]
        willing, against = [], []
    fact = JuryDecided(
        id="decision:1",
        session="session:1",
        application="application:1",
        amount=Money(100),
        yes=tuple(willing),
        no=tuple(against),
        named=tuple(named),
        abstained=tuple(sides[Choice.ABSTAIN]),
        recused=tuple(sorted(tied)) if leaves else (),
        quorum=draw(st.sampled_from(JuryQuorum)),
        quorum_of=draw(st.sampled_from(QuorumOf)),
        majority=part,
        majority_of=of,
        tie=draw(st.sampled_from(Tie)) if is_plain else Tie.REJECTED,
    )
    return Case(seats, frozenset(seats) - absent, declared, sent, fact)


class House:
    """One hub with a jury, an application and a session."""

    def __init__(self, case: Case) -> None:
        self.world = new_world()
        rules = RuleSet((), (), Catalogue(()))
        self.judge = Judge(self.world, LAWS, rules, zone("Europe/Berlin"))
        facts: list[Fact] = [
            OrganisationRegistered(id=f"org:{n}", name=n, kind=OrganisationKind.INITIATIVE)
            for n in "xy"
        ]
        facts += [
            FundingLineOpened(id="line:micro", name="Micro projects"),
            ApplicationSubmitted(
                id="application:1",
                organisation="org:x",
                line="line:micro",
                amount=Money(100),
                project=Period(date(2026, 3, 1), date(2026, 4, 1)),
            ),
            JuryFormed(id="jury:1", name="Jury"),
            JuryFormed(id="jury:2", name="Another jury"),
        ]
        for name in NAMES:
            jury = "jury:1" if name in case.seats else "jury:2"
            institution = "org:x" if name in case.sent_by_applicant else "org:y"
            facts.append(SeatFilled(id=name, jury=jury, institution=institution, on=DAY))
        facts += [RecusalDeclared(seat=s, application="application:1") for s in case.declared]
        present = tuple(sorted(case.present))
        facts.append(JurySessionHeld(id="session:1", jury="jury:1", on=DAY, present=present))
        for fact in facts:
            self.add(fact)

    @property
    def state(self) -> FundingState:
        """Funding's state."""
        state = self.world.areas["funding"]
        assert isinstance(state, FundingState)
        return state

    def add(self, fact: Fact) -> None:
        """Apply a fact that is not judged."""
        self.world.apply(fact, NOW, FOR_GOOD)

    def judged(self, fact: Fact) -> Outcome:
        """What the laws say of a fact."""
        return self.judge.judge(fact, NOW)

    def count(self, fact: JuryDecided) -> Count:
        """The count of a decision, as if it stood."""
        with Trial() as trial:
            self.world.apply(fact, NOW, trial)
            return self.state.jury_count(fact.id)


def by(outcome: Outcome) -> set[str]:
    """Collect the laws that forbid."""
    return {said.by for said in outcome.binding}


class TestRecusal:
    """Who is tied to the applicant neither deliberates nor votes.

    That is the applicant, its representatives, board, paid staff and their close relatives.
    """

    @given(cases())
    def test_who_is_tied_neither_deliberates_nor_votes(self, case: Case) -> None:
        """No decision stands in which a tied seat voted, or was there and did not leave."""
        outcome = House(case).judged(case.fact)
        if outcome.is_allowed:
            assert not case.tied & set(case.voters)
            assert case.tied & case.present <= set(case.fact.recused)

    @given(cases())
    def test_each_tied_seat_that_stayed_is_named(self, case: Case) -> None:
        """And no other one: nobody is sent out for nothing."""
        said = [s.answer for s in House(case).judged(case.fact).said if s.by == "funding.recusal"]
        stayed = (case.tied & case.present) - set(case.fact.recused)
        assert sorted(stayed) == [a.value for a in said if isinstance(a, Requirement)]

    @given(cases(), st.sampled_from(NAMES))
    def test_a_recusal_never_adds_a_vote_to_a_side(self, case: Case, seat: str) -> None:
        """Whoever declares a tie: yes, no and abstentions are at most what they were."""
        house = House(case)
        before = house.count(case.fact)
        house.add(RecusalDeclared(seat=seat, application="application:1"))
        after = house.count(case.fact)
        assert (after.yes <= before.yes, after.no <= before.no) == (True, True)
        assert after.abstained <= before.abstained


class TestQuorum:
    """Below quorum nothing is decided."""

    @given(cases())
    def test_below_quorum_nothing_is_decided(self, case: Case) -> None:
        """Who may vote and was there is counted without the library."""
        house = House(case)
        out = case.tied | set(case.fact.recused)
        here = len((case.present & set(case.seats)) - out)
        base = len(case.seats)
        if case.fact.quorum_of is QuorumOf.ENTITLED:
            base = len(set(case.seats) - out)
        enough = {
            JuryQuorum.ONE: here >= 1,
            JuryQuorum.HALF: 2 * here >= base,
            JuryQuorum.MORE_THAN_HALF: 2 * here > base,
            JuryQuorum.TWO_THIRDS: 3 * here >= 2 * base,
            JuryQuorum.ALL: here >= base,
        }[case.fact.quorum] and here >= 1
        assert enough == ("funding.quorum" not in by(house.judged(case.fact)))


class TestVotes:
    """Each seat votes once, if it is there and not recused."""

    @given(cases())
    def test_each_seat_votes_once(self, case: Case) -> None:
        """A decision stands only if every vote is one of a seat that may."""
        may = (case.present & set(case.seats)) - case.tied - set(case.fact.recused)
        is_sound = set(case.voters) <= may and max([*Counter(case.voters).values(), 1]) == 1
        outcome = House(case).judged(case.fact)
        assert is_sound or not outcome.is_allowed
        if is_sound and not (case.tied & case.present) - set(case.fact.recused):
            assert not by(outcome) & {"funding.votes", "funding.recusal"}


class TestMajority:
    """Every decision names its majority."""

    @given(cases())
    def test_every_decision_names_its_majority(self, case: Case) -> None:
        """What stands was carried or rejected, by the majority that the fact itself names."""
        house = House(case)
        if house.judged(case.fact).is_allowed:
            counted, fact = house.count(case.fact), case.fact
            majority = counted.rule.majority
            assert counted.is_decided
            assert (fact.majority, fact.majority_of, fact.tie) == (
                majority.part,
                majority.of,
                majority.tie,
            )


@st.composite
def namings(draw: st.DrawFn) -> Case:
    """Draw a vote of seats that are all there and free, each with an amount, or abstaining."""
    seats = NAMES[: draw(st.integers(1, 5))]
    given = {seat: draw(st.none() | st.integers(0, 4)) for seat in seats}
    part, of = draw(st.sampled_from([*Part, Part.SIMPLE])), draw(st.sampled_from(MajorityOf))
    fact = JuryDecided(
        id="decision:1",
        session="session:1",
        application="application:1",
        amount=Money(draw(st.integers(1, 4))),
        named=tuple(NamedAmount(seat, Money(n)) for seat, n in given.items() if n is not None),
        abstained=tuple(seat for seat, n in given.items() if n is None),
        quorum=JuryQuorum.ONE,
        quorum_of=QuorumOf.SEATS,
        majority=part,
        majority_of=of,
    )
    return Case(seats, frozenset(seats), frozenset(), frozenset(), fact)


def carried(house: House, fact: JuryDecided) -> list[Money]:
    """Put each amount that was named to the vote by itself: those that a majority gives."""
    amounts = {each.amount for each in fact.named if each.amount.cents}
    return sorted(each for each in amounts if house.count(fact.but(amount=each)).is_carried)


class TestJuryAmount:
    """Of the amounts that seats named, the highest that is carried is decided on."""

    @given(namings())
    def test_a_carried_amount_is_what_enough_seats_would_give(self, case: Case) -> None:
        """Who names as much or more counts as yes, without the library."""
        fact, house = case.fact, House(case)
        yes = sum(each.amount >= fact.amount for each in fact.named)
        base = {
            MajorityOf.CAST: len(fact.named),
            MajorityOf.PRESENT: len(case.seats),
            MajorityOf.SEATS: len(case.seats),
        }[fact.majority_of]
        enough = {
            Part.SIMPLE: 2 * yes > base,
            Part.TWO_THIRDS: 3 * yes >= 2 * base,
            Part.THREE_QUARTERS: 4 * yes >= 3 * base,
            Part.UNANIMOUS: yes == base,
        }[fact.majority]
        assert (enough and yes > 0) == house.count(fact).is_carried

    @given(namings() | cases())
    def test_the_highest_that_is_carried_is_decided_on(self, case: Case) -> None:
        """Each amount is put to the vote by itself; another one is refused, and this one shown."""
        house = House(case)
        outcome = house.judged(case.fact)
        found = carried(house, case.fact)
        is_refused = bool(found) and found[-1] != case.fact.amount
        assert is_refused == ("funding.jury_amount" in by(outcome))
        if is_refused:
            (said,) = (each for each in outcome.said if each.by == "funding.jury_amount")
            assert isinstance(said.answer, Veto)
            assert (found[-1], case.fact.amount) == said.answer.values
            (remedy,) = said.answer.remedies
            assert case.fact.but(amount=found[-1]) == remedy
            assert "funding.jury_amount" not in by(house.judged(remedy))

    @given(namings(), st.sampled_from(NAMES[:3]), st.integers(1, 3))
    def test_to_name_more_never_makes_it_less(self, case: Case, seat: str, more: int) -> None:
        """Nobody is punished for being generous."""
        house = House(case)
        raised = tuple(
            NamedAmount(each.seat, Money(each.amount.cents + more * (each.seat == seat)))
            for each in case.fact.named
        )
        before, after = carried(house, case.fact), carried(house, case.fact.but(named=raised))
        assert [each.cents for each in before[-1:]] <= [each.cents for each in after[-1:]]


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[JuryDecided, Money | None]]:
    """Draw decisions, each with what it binds an award to: zero for a no, None for nothing."""
    found = []
    for number in range(draw(st.integers(0, 4))):
        amount, sort = Money(draw(st.integers(1, 6))), draw(st.sampled_from("yes no void".split()))
        is_advice = draw(st.booleans())
        willing, against = ("seat:a", "seat:b"), ("seat:c",)
        fact = JuryDecided(
            id=f"decision:{number}",
            session="session:1",
            application="application:1",
            amount=amount,
            yes=against if sort == "no" else willing,
            no=willing if sort == "no" else against,
            recused=("seat:a",) if sort == "void" else (),
            quorum=JuryQuorum.HALF,
            quorum_of=QuorumOf.SEATS,
            majority=Part.SIMPLE,
            majority_of=MajorityOf.CAST,
            is_recommendation=is_advice,
        )
        binds = {"yes": amount, "no": Money(0), "void": None}[sort]
        found.append((fact, None if is_advice else binds))
    return found


class TestJuryWord:
    """Nothing is awarded above what a jury decided; a recommendation binds nobody."""

    LAW = "funding.jury_word"
    SEATS = NAMES[:3]
    CASE = Case(SEATS, frozenset(SEATS), frozenset(), frozenset(), None)  # type: ignore[arg-type]

    @staticmethod
    def award(cents: int, body: str) -> GrantAwarded:
        """Award the application."""
        project = Period(date(2026, 3, 1), date(2026, 4, 1))
        return GrantAwarded(
            application="application:1", amount=Money(cents), project=project, body=body
        )

    @staticmethod
    def word(history: list[tuple[JuryDecided, Money | None]]) -> Money | None:
        """Find what binds: the last thing that a jury decided and did not only recommend."""
        return next((each for _, each in reversed(history) if each is not None), None)

    @given(histories(), st.integers(1, 7), st.sampled_from(["team", "jury"]))
    def test_nothing_is_awarded_above_it(
        self, history: list[tuple[JuryDecided, Money | None]], cents: int, body: str
    ) -> None:
        """Whoever awards, whatever was recommended, and whatever fell."""
        house = House(self.CASE)
        for fact, _ in history:
            house.add(fact)
        word = self.word(history)
        is_beyond = word is not None and Money(cents) > word
        assert is_beyond == (self.LAW in by(house.judged(self.award(cents, body))))

    @given(histories(), st.integers(1, 7), st.integers(0, 4))
    def test_what_is_awarded_keeps_its_ground(
        self, history: list[tuple[JuryDecided, Money | None]], cents: int, since: int
    ) -> None:
        """After an award, what would leave it above the word is refused; recorded, a breach."""
        house = House(self.CASE)
        for fact, _ in history[:since]:
            house.add(fact)
        house.add(self.award(cents, "team"))
        for number in range(since, len(history)):
            fact, binds = history[number]
            is_below = binds is not None and binds < Money(cents)
            assert is_below == (self.LAW in by(house.judged(fact)))
            house.add(fact)
        word = self.word(history)
        is_beyond = word is not None and word < Money(cents)
        broken = {(each.law, each.thing) for each in house.state.breaches(NOW.at)}
        assert is_beyond == ((self.LAW, "application:1") in broken)


class TestBreaches:
    """An observed fact may break a promise; the state then lists the breach."""

    @given(cases(), st.lists(st.sampled_from(NAMES), max_size=3))
    def test_what_would_be_refused_now_is_a_breach(self, case: Case, late: list[str]) -> None:
        """After ties that are declared late, breaches and laws name the same."""
        house = House(case)
        laws = {law.id for law in JURY_LAWS}
        expected = house.judged(case.fact)
        house.add(case.fact)
        for seat in late:
            house.add(RecusalDeclared(seat=seat, application="application:1"))
        found = {breach.law for breach in house.state.breaches(NOW.at)}
        again = case.fact.but(id="decision:2")
        assert found == by(house.judged(again)) & laws
        if not late:
            assert found == by(expected) & laws
