"""Funding beside a naive model: a list of movements for each pot, added up when asked."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from tests.judging.whole import play

from mo_network.directory.facts import FACTS as DIRECTORY_FACTS
from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.directory.state import DirectoryState
from mo_network.funding.facts import (
    FACTS,
    ApplicationDeclined,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    BudgetAllocated,
    BudgetCut,
    FundingLineOpened,
    GrantAwarded,
    GrantPaid,
    GrantReturned,
)
from mo_network.funding.state import FundingState
from mo_network.judging.fact import Fact
from mo_network.judging.state import When
from mo_network.judging.world import World
from mo_network.values.money import Money
from mo_network.values.period import Period

AT = When(datetime(2026, 1, 1, 12, tzinfo=UTC))
LINES = ("line:a", "line:b")
ORGANISATIONS = ("org:a", "org:b")
ROUTE = {tag.cls: "directory" for tag in DIRECTORY_FACTS} | {tag.cls: "funding" for tag in FACTS}

lines = st.sampled_from(LINES)
organisations = st.sampled_from(ORGANISATIONS)
years = st.sampled_from([2026, 2027])
amounts = st.integers(1, 50).map(Money)


def new_world() -> World:
    """Build an empty directory and an empty funding state."""
    directory = DirectoryState()
    return World({"directory": directory, "funding": FundingState(directory)}, ROUTE)


class FundingMachine(RuleBasedStateMachine):
    """Plays facts about money, lawful or not, taking back and repeating each."""

    applications: Bundle[str] = Bundle("applications")

    def __init__(self) -> None:
        super().__init__()
        self.world = new_world()
        self.budgets: list[tuple[str, int, int]] = []
        self.asked: dict[str, tuple[str, str, int]] = {}
        self.status: dict[str, str] = {}
        self.awards: dict[str, tuple[int, int]] = {}
        self.payments: list[tuple[str, int]] = []
        self.returns: list[tuple[str, int]] = []
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
        """Begin with two organisations and two lines."""
        for name in ORGANISATIONS:
            kind = OrganisationKind.INITIATIVE
            self.play(OrganisationRegistered(id=name, name=name, kind=kind))
        for name in LINES:
            self.play(FundingLineOpened(id=name, name=name))

    @rule(line=lines, year=years, amount=amounts)
    def allocate(self, line: str, year: int, amount: Money) -> None:
        """A funder gives."""
        name = self.name("allocation")
        self.play(BudgetAllocated(id=name, line=line, year=year, amount=amount))
        self.budgets.append((line, year, amount.cents))

    @rule(line=lines, year=years, amount=amounts)
    def cut(self, line: str, year: int, amount: Money) -> None:
        """A funder takes."""
        self.play(BudgetCut(id=self.name("cut"), line=line, year=year, amount=amount))
        self.budgets.append((line, year, -amount.cents))

    @rule(target=applications, organisation=organisations, line=lines, amount=amounts)
    def submit(self, organisation: str, line: str, amount: Money) -> str:
        """An organisation asks."""
        name = self.name("application")
        project = Period(date(2026, 12, 1), date(2027, 2, 1))
        self.play(
            ApplicationSubmitted(
                id=name, organisation=organisation, line=line, amount=amount, project=project
            )
        )
        self.asked[name] = (organisation, line, amount.cents)
        self.status[name] = "submitted"
        return name

    @rule(application=applications, amount=amounts, year=years)
    def award(self, application: str, amount: Money, year: int) -> None:
        """The hub awards, once for each application."""
        start = date(2026, 12, 20) if year == 2026 else date(2027, 1, 5)
        project = Period(start, date(2027, 2, 1))
        self.play(GrantAwarded(application=application, amount=amount, project=project))
        if self.status[application] == "submitted":
            self.status[application] = "awarded"
            self.awards[application] = (year, amount.cents)

    @rule(application=applications)
    def decline(self, application: str) -> None:
        """The hub declines what is not decided yet."""
        self.play(ApplicationDeclined(application=application, reason="no money"))
        if self.status[application] == "submitted":
            self.status[application] = "declined"

    @rule(application=applications)
    def withdraw(self, application: str) -> None:
        """The organisation withdraws before the first payment."""
        self.play(ApplicationWithdrawn(application=application))
        if self.status[application] in ("submitted", "awarded"):
            self.status[application] = "withdrawn"
            self.awards.pop(application, None)

    @rule(application=applications, amount=amounts)
    def pay(self, application: str, amount: Money) -> None:
        """The hub pays something of an award."""
        name = self.name("payment")
        self.play(GrantPaid(id=name, application=application, amount=amount))
        if self.status[application] in ("awarded", "paying"):
            self.status[application] = "paying"
            self.payments.append((application, amount.cents))

    @rule(application=applications, amount=amounts)
    def give_back(self, application: str, amount: Money) -> None:
        """Something of what was paid comes back."""
        name = self.name("return")
        self.play(GrantReturned(id=name, application=application, amount=amount))
        if self.status[application] == "paying":
            self.returns.append((application, amount.cents))

    def moved(self, movements: list[tuple[str, int]], line: str, year: int) -> int:
        """Add up payments or returns of one pot."""
        return sum(
            cents
            for name, cents in movements
            if self.asked[name][1] == line and self.awards[name][0] == year
        )

    @invariant()
    def pots_agree(self) -> None:
        """Each pot holds what adding up all movements gives."""
        for line in LINES:
            for year in (2026, 2027):
                pot = self.world_pot(line, year)
                if pot is None:
                    continue
                allocated = sum(c for name, y, c in self.budgets if (name, y) == (line, year))
                awarded = sum(
                    cents
                    for name, (y, cents) in self.awards.items()
                    if self.asked[name][1] == line and y == year
                )
                paid = self.moved(self.payments, line, year)
                returned = self.moved(self.returns, line, year)
                expected = (
                    allocated,
                    allocated - awarded + returned,
                    awarded - paid,
                    paid,
                    returned,
                )
                assert expected == pot

    def world_pot(self, line: str, year: int) -> tuple[int, ...] | None:
        """Read one pot; None before the line was opened."""
        if line not in self.state.line_table:
            return None
        pot = self.state.pot(line, year)
        parts = (pot.allocated, pot.available, pot.committed, pot.paid, pot.returned)
        return tuple(part.cents for part in parts)

    @invariant()
    def applications_agree(self) -> None:
        """Statuses, and each organisation's previous awards, are those of the model."""
        assert self.status == {e.id: self.state.status(e.id) for e in self.state.applications()}
        for organisation in ORGANISATIONS:
            for year in (2026, 2027):
                cents = [
                    c
                    for name, (y, c) in self.awards.items()
                    if self.asked[name][0] == organisation and y == year
                ]
                previous = self.state.previous(organisation, year, "EUR")
                assert (len(cents), Money(sum(cents))) == (previous.awards, previous.amount)

    @invariant()
    def breaches_agree(self) -> None:
        """What is broken is what the model shows to be broken, thing by thing."""
        expected = set()
        for line in LINES:
            for year in (2026, 2027):
                pot = self.world_pot(line, year)
                if pot and pot[1] < 0:
                    expected.add(("funding.available", f"{line}/{year}"))
        for name, (_, cents) in self.awards.items():
            paid = sum(c for n, c in self.payments if n == name)
            returned = sum(c for n, c in self.returns if n == name)
            if cents > self.asked[name][2]:
                expected.add(("funding.as_asked", name))
            if paid > cents or returned > paid:
                expected.add(("funding.paid_within_award", name))

        found = [(breach.law, breach.thing) for breach in self.state.breaches(AT.at)]
        assert sorted(expected) == found

    def teardown(self) -> None:
        """A checkpoint gives the same state, which then answers in the same way."""
        text = json.dumps(self.world.dump())
        other = new_world()
        other.load(json.loads(text))
        assert text == json.dumps(other.dump())
        state = other.areas["funding"]
        assert isinstance(state, FundingState)
        assert self.state.applications(organisation="org:a") == state.applications(
            organisation="org:a"
        )
        assert self.state.pots() == state.pots()
        assert list(self.state.breaches(AT.at)) == list(state.breaches(AT.at))


TestFundingMachine = FundingMachine.TestCase
