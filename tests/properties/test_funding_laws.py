"""The laws of money, each quoted by the class that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from mo_network.directory.facts import FACTS as DIRECTORY_FACTS
from mo_network.directory.facts import (
    OrganisationEnded,
    OrganisationKind,
    OrganisationLiquidated,
    OrganisationRegistered,
)
from mo_network.directory.laws import LAWS as DIRECTORY_LAWS
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
from mo_network.funding.hooks import GRANT_AMOUNT
from mo_network.funding.laws import LAWS
from mo_network.funding.ledger import Account, Ledger, Way
from mo_network.funding.state import FundingState
from mo_network.judging.catalogue import Catalogue
from mo_network.judging.changes import FOR_GOOD
from mo_network.judging.fact import Fact
from mo_network.judging.judge import Judge
from mo_network.judging.law import law_cards
from mo_network.judging.outcome import Outcome
from mo_network.judging.state import When
from mo_network.judging.world import World
from mo_network.rules.ruleset import RuleSet
from mo_network.values.money import Money
from mo_network.values.period import Period
from mo_network.values.zones import zone

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
PROJECT = Period(date(2026, 6, 1), date(2026, 7, 1))
amounts = st.integers(1, 1000).map(Money)
years = st.sampled_from([2026, 2027])


class House:
    """One hub with one organisation and one line, and its judge."""

    def __init__(self) -> None:
        directory = DirectoryState()
        self.state = FundingState(directory)
        route = {tag.cls: "directory" for tag in DIRECTORY_FACTS}
        route |= {tag.cls: "funding" for tag in FACTS}
        self.world = World({"directory": directory, "funding": self.state}, route)
        rules = RuleSet((), (), Catalogue(law_cards([*DIRECTORY_LAWS, *LAWS])))
        laws = {"directory": DIRECTORY_LAWS, "funding": LAWS}
        self.judge = Judge(self.world, laws, rules, zone("Europe/Berlin"))
        self.when = When(START)
        self.count = 0
        kind = OrganisationKind.INITIATIVE
        self.add(OrganisationRegistered(id="org:a", name="A", kind=kind))
        self.add(FundingLineOpened(id="line:micro", name="Micro projects"))

    def name(self, kind: str) -> str:
        """Give the next id of a kind."""
        self.count += 1
        return f"{kind}:{self.count}"

    def add(self, fact: Fact) -> None:
        """Apply a fact that is not judged."""
        self.world.apply(fact, self.when, FOR_GOOD)

    def propose(self, fact: Fact) -> Outcome:
        """Judge a fact, and apply it unless it is decided and not allowed."""
        outcome = self.judge.judge(fact, self.when)
        if outcome.is_allowed:
            self.world.apply(fact, self.when, FOR_GOOD)
        return outcome

    def allocate(self, amount: Money, year: int = 2026) -> None:
        """Put money into the line."""
        name = self.name("allocation")
        self.add(BudgetAllocated(id=name, line="line:micro", year=year, amount=amount))

    def cut(self, amount: Money, year: int = 2026) -> None:
        """Take money out of the line."""
        self.add(BudgetCut(id=self.name("cut"), line="line:micro", year=year, amount=amount))

    def submit(self, amount: Money, project: Period = PROJECT) -> str:
        """Hand in an application."""
        name = self.name("application")
        fact = ApplicationSubmitted(
            id=name, organisation="org:a", line="line:micro", amount=amount, project=project
        )
        self.add(fact)
        return name

    def awarded(self, amount: Money, project: Period = PROJECT) -> str:
        """Hand in an application and award all of it, lawful or not."""
        name = self.submit(amount, project)
        self.add(GrantAwarded(application=name, amount=amount, project=project))
        return name


def binding(outcome: Outcome) -> set[str]:
    """Collect the laws that forbid."""
    return {said.by for said in outcome.binding}


def project_in(year: int) -> Period:
    """Give a project that begins in a year."""
    return Period(date(year, 6, 1), date(year, 7, 1))


# One step of a season: what happens, to which of the things before, how much, in which year.
steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["allocate", "cut", "submit", "award", "pay", "return", "withdraw", "decline"]
        ),
        st.integers(0, 5),
        amounts,
        years,
    ),
    max_size=30,
)
Step = tuple[str, int, Money, int]


def play(house: House, season: Iterable[Step]) -> Iterator[Fact]:
    """Play a season: what concerns budgets and applying happens, all else is handed out."""
    names: list[str] = []
    for kind, which, amount, year in season:
        if kind == "allocate":
            house.allocate(amount, year)
        elif kind == "cut":
            house.cut(amount, year)
        elif kind == "submit" or not names:
            names.append(house.submit(amount, project_in(year)))
        else:
            yield fact_about(house, kind, names[which % len(names)], amount)


def fact_about(house: House, kind: str, name: str, amount: Money) -> Fact:
    """Build what happens to an application."""
    if kind == "award":
        project = house.state.application(name).project
        return GrantAwarded(application=name, amount=amount, project=project)
    if kind == "pay":
        return GrantPaid(id=house.name("payment"), application=name, amount=amount)
    if kind == "return":
        return GrantReturned(id=house.name("return"), application=name, amount=amount)
    if kind == "withdraw":
        return ApplicationWithdrawn(application=name)
    return ApplicationDeclined(application=name, reason="too late")


class TestLedger:
    """Postings sum to zero; available + committed + (paid − returned) = allocated."""

    @given(season=steps)
    def test_the_equation_holds_after_every_fact(self, season: list[Step]) -> None:
        """Per line and budget year, whatever happened, and whoever cut what."""
        house = House()
        for fact in play(house, season):
            house.propose(fact)
            self.require_equation(house)
        self.require_equation(house)

    @staticmethod
    def require_equation(house: House) -> None:
        """Add up every pot."""
        for pot in house.state.pots():
            left = pot.available + pot.committed + (pot.paid - pot.returned)
            assert pot.allocated == left

    @given(season=steps)
    @example(
        season=[
            ("allocate", 0, Money(90), 2026),
            ("submit", 0, Money(50), 2026),
            ("award", 0, Money(40), 2026),
            ("pay", 0, Money(30), 2026),
            ("return", 0, Money(10), 2026),
        ]
    )
    def test_the_balances_are_the_sums_of_what_happened(self, season: list[Step]) -> None:
        """What the ledger keeps is what adding up all applications from the start gives."""
        house = House()
        for fact in play(house, season):
            house.propose(fact)
        for pot in house.state.pots():
            entries = [
                e for e in house.state.applications(line=pot.line) if e.budget_year == pot.year
            ]
            assert sum(e.committed_cents for e in entries) == pot.committed.cents
            assert sum(e.paid_cents for e in entries) == pot.paid.cents
            assert sum(e.returned_cents for e in entries) == pot.returned.cents

    @given(
        moved=st.lists(
            st.tuples(st.sampled_from(Account), st.sampled_from(Account), st.integers(-9, 9)),
            min_size=1,
        )
    )
    def test_money_comes_from_somewhere(self, moved: list[tuple[Account, Account, int]]) -> None:
        """Whatever moves from one account to another, all accounts together stay at nothing."""
        ledger = Ledger()
        key = ("line:micro", 2026)
        for source, target, cents in moved:
            ledger.post(key, Way(source, target), cents, FOR_GOOD)

        assert 0 == sum(ledger.row(key))
        for account in Account:
            came = sum(cents for _, target, cents in moved if target is account)
            went = sum(cents for source, _, cents in moved if source is account)
            assert came - went == ledger.balance(key, account)


class TestAvailable:
    """No more is committed than is available of the line in the budget year."""

    @given(allocated=amounts, before=amounts, cut=st.none() | amounts, asked=amounts, year=years)
    @example(allocated=Money(9), before=Money(4), cut=None, asked=Money(5), year=2027)
    @example(allocated=Money(9), before=Money(4), cut=Money(1), asked=Money(5), year=2027)
    def test_an_award_is_refused_exactly_if_it_is_above(
        self, allocated: Money, before: Money, cut: Money | None, asked: Money, year: int
    ) -> None:
        """What other awards bind and what a funder cut is not there any more."""
        house = House()
        project = project_in(year)
        house.allocate(allocated, year)
        house.allocate(Money(10**9), 4053 - year)  # the other year's money is no help
        house.awarded(before, project)
        if cut:
            house.cut(cut, year)
        name = house.submit(asked, project)
        outcome = house.propose(GrantAwarded(application=name, amount=asked, project=project))
        left = allocated - before - (cut or Money.zero())

        assert (asked <= left) == outcome.is_allowed
        assert outcome.is_allowed or binding(outcome) == {"funding.available"}
        assert left - asked == outcome.headroom(GRANT_AMOUNT)

    @given(allocated=amounts, asked=amounts)
    def test_an_application_shows_what_is_left(self, allocated: Money, asked: Money) -> None:
        """The headroom of an application is what the pot would still hold after it."""
        house = House()
        house.allocate(allocated)
        fact = ApplicationSubmitted(
            id="application:x",
            organisation="org:a",
            line="line:micro",
            amount=asked,
            project=PROJECT,
        )
        outcome = house.judge.judge(fact, house.when)

        assert allocated - asked == outcome.headroom(GRANT_AMOUNT)
        assert (asked <= allocated) == outcome.is_allowed

    @given(season=steps)
    def test_no_decision_creates_or_deepens_a_breach(self, season: list[Step]) -> None:
        """Every breach after a decision was there before it, and nothing is bound below zero."""
        house = House()
        for fact in play(house, season):
            before = set(house.state.breaches(START))
            outcome = house.propose(fact)
            if not isinstance(fact, GrantAwarded | GrantPaid) or not outcome.is_allowed:
                continue
            assert {b.cause for b in house.state.breaches(START)} <= {b.cause for b in before}
            if isinstance(fact, GrantAwarded):
                year = fact.project.start.year
                assert house.state.available_cents("line:micro", year) >= 0

    @given(allocated=amounts, cut=amounts)
    def test_a_cut_below_what_is_bound_is_a_breach_until_money_comes(
        self, allocated: Money, cut: Money
    ) -> None:
        """It names the pot, the first day, the cut and the awards that it hits."""
        house = House()
        house.allocate(allocated)
        name = house.awarded(allocated)
        house.when = When(START + timedelta(days=3))
        fact = BudgetCut(id="cut:x", line="line:micro", year=2026, amount=cut)
        outcome = house.propose(fact)
        (breach,) = house.state.breaches(START)

        assert (breach,) == outcome.breaches
        assert ("funding.available", "line:micro/2026", date(2026, 1, 4), "cut:x", (name,)) == (
            breach.law,
            breach.thing,
            breach.since,
            breach.cause,
            breach.promises,
        )
        house.allocate(cut)
        assert [] == list(house.state.breaches(START))


class TestAsAsked:
    """Nothing is awarded above what was applied for, nor for days outside of it."""

    @given(asked=amounts, given_amount=amounts)
    def test_the_amount_stays_within_the_application(
        self, asked: Money, given_amount: Money
    ) -> None:
        """Less may be awarded, more never."""
        house = House()
        house.allocate(Money(10**6))
        name = house.submit(asked)
        outcome = house.propose(
            GrantAwarded(application=name, amount=given_amount, project=PROJECT)
        )

        assert (given_amount <= asked) == outcome.is_allowed
        assert outcome.is_allowed or binding(outcome) == {"funding.as_asked"}

    @given(first=st.integers(-5, 40), length=st.integers(1, 40))
    @example(first=0, length=30)
    @example(first=0, length=31)
    @example(first=-1, length=30)
    def test_the_days_stay_within_the_application(self, first: int, length: int) -> None:
        """An award may be for fewer days, never for others."""
        house = House()
        house.allocate(Money(10**6))
        name = house.submit(Money(100))
        start = PROJECT.start + timedelta(days=first)
        project = Period(start, start + timedelta(days=length))
        outcome = house.propose(GrantAwarded(application=name, amount=Money(100), project=project))

        assert PROJECT.contains_period(project) == outcome.is_allowed
        assert outcome.is_allowed or binding(outcome) == {"funding.as_asked"}

    def test_an_award_above_a_corrected_application_is_a_breach(self) -> None:
        """If the application turns out to be smaller, the award stands and is listed."""
        house = House()
        house.allocate(Money(1000))
        name = house.submit(Money(100))
        house.add(GrantAwarded(application=name, amount=Money(200), project=PROJECT))
        (breach,) = house.state.breaches(START)

        assert ("funding.as_asked", name) == (breach.law, breach.thing)


class TestActiveApplicant:
    """Nothing new is awarded to an organisation in liquidation or ended."""

    @given(
        cls=st.sampled_from([OrganisationLiquidated, OrganisationEnded]),
        closing=st.integers(0, 400),
        decided=st.integers(0, 400),
    )
    def test_awards_end_with_the_first_day_of_closing(
        self,
        cls: type[OrganisationLiquidated | OrganisationEnded],
        closing: int,
        decided: int,
    ) -> None:
        """The day of the decision counts, or the project's last if that is later."""
        house = House()
        house.allocate(Money(1000))
        name = house.submit(Money(100))
        house.add(cls(organisation="org:a", on=date(2026, 1, 1) + timedelta(days=closing)))
        house.when = When(START + timedelta(days=decided))
        outcome = house.propose(GrantAwarded(application=name, amount=Money(100), project=PROJECT))

        assert PROJECT.last is not None
        last = (PROJECT.last - date(2026, 1, 1)).days
        assert (max(decided, last) < closing) == outcome.is_allowed
        assert outcome.is_allowed or binding(outcome) == {"funding.active_applicant"}

    def test_an_award_is_held_until_it_is_paid_or_withdrawn(self) -> None:
        """What a body that closes still holds is every award with money left to pay."""
        house = House()
        house.allocate(Money(1000))
        paid, withdrawn = house.awarded(Money(100)), house.awarded(Money(200))
        on = date(2026, 1, 3)
        house.add(OrganisationLiquidated(organisation="org:a", on=on))

        assert (paid, withdrawn) == house.state.holdings("org:a", on)
        house.add(GrantPaid(id="payment:x", application=paid, amount=Money(100)))
        house.add(ApplicationWithdrawn(application=withdrawn))
        assert () == house.state.holdings("org:a", on)


class TestPaidWithinAward:
    """What is paid stays within the award, and what is returned within what was paid."""

    @given(award=amounts, payments=st.lists(amounts, max_size=6))
    def test_payments_never_exceed_the_award(self, award: Money, payments: list[Money]) -> None:
        """Each payment is refused exactly if it is above what is awarded and not yet paid."""
        house = House()
        house.allocate(award)
        name = house.awarded(award)
        left = award
        for number, amount in enumerate(payments):
            fact = GrantPaid(id=f"payment:x{number}", application=name, amount=amount)
            outcome = house.propose(fact)
            assert (amount <= left) == outcome.is_allowed
            assert outcome.is_allowed or binding(outcome) == {"funding.paid_within_award"}
            left = left - amount if outcome.is_allowed else left

        assert left == house.state.application(name).committed

    @given(paid=amounts, returned=amounts)
    def test_what_comes_back_beyond_what_was_paid_is_a_breach(
        self, paid: Money, returned: Money
    ) -> None:
        """It is recorded all the same, for it was observed."""
        house = House()
        house.allocate(Money(1000))
        name = house.awarded(Money(1000))
        house.propose(GrantPaid(id="payment:x", application=name, amount=paid))
        fact = GrantReturned(id="return:x", application=name, amount=returned)
        outcome = house.propose(fact)

        expected = [("funding.paid_within_award", name)] if returned > paid else []
        assert expected == [(b.law, b.thing) for b in outcome.breaches]
        assert returned == house.state.application(name).returned


class TestCurrency:
    """All money of a line is of one currency."""

    @given(line=st.sampled_from("EC"), asked=st.sampled_from("EC"), given_in=st.sampled_from("EC"))
    def test_awards_are_in_the_currency_of_line_and_application(
        self, line: str, asked: str, given_in: str
    ) -> None:
        """Euros and francs never meet in one sum."""
        codes = {"E": "EUR", "C": "CHF"}
        house = House()
        house.add(FundingLineOpened(id="line:x", name="X", currency=codes[line]))
        house.add(
            BudgetAllocated(
                id="allocation:x", line="line:x", year=2026, amount=Money(900, codes[line])
            )
        )
        house.add(
            ApplicationSubmitted(
                id="application:x",
                organisation="org:a",
                line="line:x",
                amount=Money(100, codes[asked]),
                project=PROJECT,
            )
        )
        award = GrantAwarded(
            application="application:x", amount=Money(100, codes[given_in]), project=PROJECT
        )
        outcome = house.propose(award)

        assert (line == asked == given_in) == outcome.is_allowed
        assert outcome.is_allowed or binding(outcome) == {"funding.currency"}

    def test_payments_are_in_the_currency_of_the_award(self) -> None:
        """A payment in another currency is refused by this law, not by a comparison that fails."""
        house = House()
        house.allocate(Money(100))
        name = house.awarded(Money(100))
        fact = GrantPaid(id="payment:x", application=name, amount=Money(50, "CHF"))
        outcome = house.propose(fact)

        assert {"funding.currency"} == binding(outcome)
        assert () == outcome.faults

    def test_foreign_money_that_was_observed_is_listed_and_not_counted(self) -> None:
        """An allocation in another currency changes no pot; it is a breach that names itself."""
        house = House()
        fact = BudgetAllocated(
            id="allocation:x", line="line:micro", year=2026, amount=Money(100, "CHF")
        )
        outcome = house.propose(fact)

        assert [("funding.currency", "allocation:x")] == [
            (breach.law, breach.cause) for breach in outcome.breaches
        ]
        assert Money(0) == house.state.pot("line:micro", 2026).allocated
