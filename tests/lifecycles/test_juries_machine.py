"""Juries beside a naive model: lists of what was said, searched and counted when asked."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from tests.judging.whole import play

from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.funding.facts import ApplicationSubmitted, FundingLineOpened, GrantAwarded
from mo_network.funding.juries.facts import (
    JuryDecided,
    JuryFormed,
    JurySessionHeld,
    RecusalDeclared,
    SeatFilled,
    SeatVacated,
)
from mo_network.funding.juries.terms import JuryQuorum
from mo_network.funding.state import FundingState
from mo_network.hub.areas import new_world
from mo_network.judging.fact import Fact
from mo_network.judging.state import When
from mo_network.values.money import Money
from mo_network.values.period import Period
from mo_network.voting import MajorityOf, Part, QuorumOf

AT = When(datetime(2026, 1, 1, 12, tzinfo=UTC))
FIRST = date(2026, 1, 1)
JURIES = ("jury:a", "jury:b")
APPLICATIONS = ("application:a", "application:b")

juries = st.sampled_from(JURIES)
applications = st.sampled_from(APPLICATIONS)
days = st.integers(0, 3).map(lambda n: FIRST + timedelta(days=n))


class JuryMachine(RuleBasedStateMachine):
    """Plays facts about juries, lawful or not, taking back and repeating each.

    Each decision is by more than half of the seats and more than half of the votes cast.
    """

    seats: Bundle[str] = Bundle("seats")
    sessions: Bundle[str] = Bundle("sessions")

    def __init__(self) -> None:
        super().__init__()
        self.world = new_world()
        self.filled: dict[str, tuple[str, str, date]] = {}
        self.vacated: dict[str, date] = {}
        self.met: dict[str, tuple[str, date, frozenset[str]]] = {}
        self.ties: set[tuple[str, str]] = set()
        self.decided: dict[str, JuryDecided] = {}
        self.awarded: dict[str, Money] = {}
        self.count = 0

    @property
    def state(self) -> FundingState:
        """The state that is tested."""
        state = self.world.areas["funding"]
        assert isinstance(state, FundingState)
        return state

    def play(self, fact: Fact) -> None:
        """Apply, take back, look whether nothing is left of it, and apply again."""
        play(self.world, fact, AT)

    def name(self, kind: str) -> str:
        """Give the next id of a kind."""
        self.count += 1
        return f"{kind}:{self.count}"

    @initialize()
    def begin(self) -> None:
        """Begin with two organisations that apply, and two juries."""
        self.play(FundingLineOpened(id="line:a", name="A"))
        for letter in "ab":
            kind = OrganisationKind.INITIATIVE
            self.play(OrganisationRegistered(id=f"org:{letter}", name=letter, kind=kind))
            self.play(
                ApplicationSubmitted(
                    id=f"application:{letter}",
                    organisation=f"org:{letter}",
                    line="line:a",
                    amount=Money(100),
                    project=Period(date(2026, 3, 1), date(2026, 4, 1)),
                )
            )
            self.play(JuryFormed(id=f"jury:{letter}", name=letter))

    @rule(target=seats, jury=juries, org=st.sampled_from(["org:a", "org:b", None]), on=days)
    def fill(self, jury: str, org: str | None, on: date) -> str:
        """Somebody sits down, perhaps earlier than anybody knew."""
        name = self.name("seat")
        self.play(SeatFilled(id=name, jury=jury, institution=org, on=on))
        self.filled[name] = (jury, org or "", on)
        return name

    @rule(seat=seats, on=days)
    def vacate(self, seat: str, on: date) -> None:
        """Somebody leaves for good, once."""
        self.play(SeatVacated(seat=seat, on=on))
        self.vacated.setdefault(seat, on)

    @rule(seat=seats, application=applications)
    def declare(self, seat: str, application: str) -> None:
        """A tie is declared, before the vote or after it."""
        self.play(RecusalDeclared(seat=seat, application=application))
        self.ties.add((seat, application))

    @rule(target=sessions, jury=juries, on=days, present=st.sets(seats, max_size=5))
    def meet(self, jury: str, on: date, present: set[str]) -> str:
        """A jury meets."""
        name = self.name("session")
        self.play(JurySessionHeld(id=name, jury=jury, on=on, present=tuple(sorted(present))))
        self.met[name] = (jury, on, frozenset(present))
        return name

    @rule(
        session=sessions,
        application=applications,
        voters=st.lists(seats, max_size=5),
        against=st.integers(0, 5),
        leaves=st.booleans(),
        amount=st.integers(1, 3).map(Money),
        advises=st.booleans(),
    )
    def decide(
        self,
        session: str,
        application: str,
        voters: list[str],
        against: int,
        leaves: bool,
        amount: Money,
        advises: bool,
    ) -> None:
        """A jury decides, lawfully or not; the tied ones leave, or do not."""
        name = self.name("decision")
        tied = sorted(self.tied(session, application))
        fact = JuryDecided(
            id=name,
            session=session,
            application=application,
            amount=amount,
            is_recommendation=advises,
            yes=tuple(voters[against:]),
            no=tuple(voters[:against]),
            recused=tuple(tied) if leaves else (),
            quorum=JuryQuorum.MORE_THAN_HALF,
            quorum_of=QuorumOf.SEATS,
            majority=Part.SIMPLE,
            majority_of=MajorityOf.CAST,
        )
        self.play(fact)
        self.decided[name] = fact

    @rule(application=applications, amount=st.integers(1, 3).map(Money))
    def award(self, application: str, amount: Money) -> None:
        """Somebody awards, lawfully or not, once."""
        project = Period(date(2026, 3, 1), date(2026, 4, 1))
        self.play(GrantAwarded(application=application, amount=amount, project=project))
        self.awarded.setdefault(application, amount)

    def on_day(self, jury: str, day: date) -> set[str]:
        """Find the seats of a jury on a day."""
        return {
            name
            for name, (of, _, since) in self.filled.items()
            if of == jury and since <= day < self.vacated.get(name, date.max)
        }

    def tied(self, session: str, application: str) -> set[str]:
        """Find who may take no part."""
        jury, day, _ = self.met[session]
        applicant = "org:" + application[-1]
        return {
            name
            for name in self.on_day(jury, day)
            if (name, application) in self.ties or self.filled[name][1] == applicant
        }

    def broken(self, fact: JuryDecided) -> set[str]:
        """Find the laws that a decision does not keep."""
        jury, day, present = self.met[fact.session]
        seats, tied = self.on_day(jury, day), self.tied(fact.session, fact.application)
        out, voters = tied | set(fact.recused), [*fact.yes, *fact.no]
        may = (seats & present) - out
        stayed = (tied & present) - set(fact.recused)
        strangers = (present | set(fact.recused)) - seats
        bad = {n for n in voters if n not in may or voters.count(n) > 1} - stayed
        found = set()
        if stayed:
            found.add("funding.recusal")
        if bad or strangers:
            found.add("funding.votes")
        if not may or 2 * len(may) <= len(seats):
            found.add("funding.quorum")
        if not found and not voters:
            found.add("funding.majority")
        return found

    def is_beyond(self, application: str) -> bool:
        """Find whether an award is above the last decision that holds and binds."""
        for fact in reversed(self.decided.values()):
            if fact.application != application or fact.is_recommendation or self.broken(fact):
                continue
            given = fact.amount if len(fact.yes) > len(fact.no) else Money(0)
            return self.awarded[application] > given
        return False

    @invariant()
    def breaches_agree(self) -> None:
        """What is broken is what the model shows to be broken, decision by decision."""
        expected = [(law, n) for n, fact in self.decided.items() for law in self.broken(fact)]
        expected += [("funding.jury_word", each) for each in self.awarded if self.is_beyond(each)]
        found = [(each.law, each.thing) for each in self.state.breaches(AT.at)]
        assert sorted(expected) == [each for each in found if each[0] != "funding.available"]

    @invariant()
    def counts_agree(self) -> None:
        """What stands was carried if more said yes than no."""
        for name, fact in self.decided.items():
            counted = self.state.jury_count(name)
            assert counted.is_decided == (not self.broken(fact))
            if counted.is_decided:
                assert counted.is_carried == (len(fact.yes) > len(fact.no))

    @invariant()
    def seats_agree(self) -> None:
        """On each day, in each jury."""
        for jury in JURIES:
            if jury in self.state.jury_table:
                for day in (FIRST - timedelta(days=1), FIRST, FIRST + timedelta(days=2)):
                    found = {seat.id for seat in self.state.seats(jury, day)}
                    assert self.on_day(jury, day) == found

    def teardown(self) -> None:
        """A checkpoint gives the same state, which then answers in the same way."""
        text = json.dumps(self.world.dump())
        other = new_world()
        other.load(json.loads(text))
        assert text == json.dumps(other.dump())
        state = other.areas["funding"]
        assert isinstance(state, FundingState)
        assert list(self.state.breaches(AT.at)) == list(state.breaches(AT.at))
        for name in APPLICATIONS:
            assert self.state.jury_decisions(name) == state.jury_decisions(name)


TestJuryMachine = JuryMachine.TestCase
