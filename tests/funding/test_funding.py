"""Funding's facts, queries and state, in single cases."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mo_network.directory.facts import FACTS as DIRECTORY_FACTS
from mo_network.directory.facts import OrganisationRegistered
from mo_network.directory.kinds import OrganisationKind
from mo_network.directory.state import DirectoryState
from mo_network.errors import InvalidValue, UnknownReference
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
from mo_network.funding.juries.facts import JuryDecided, RecusalDeclared
from mo_network.funding.laws import LAWS
from mo_network.funding.lifecycles import APPLICATION
from mo_network.funding.state import FundingState
from mo_network.hub import areas
from mo_network.judging.changes import FOR_GOOD, Trial
from mo_network.judging.fact import Fact, Standing
from mo_network.judging.state import When
from mo_network.judging.world import World
from mo_network.values.money import Money
from mo_network.values.period import Period
from mo_network.values.sealed import seal
from mo_network.values.wire import Wire

AT = When(datetime(2026, 5, 4, 10, tzinfo=UTC))
# A project over the turn of the year counts in the year in which it begins.
PROJECT = Period.through(date(2026, 12, 1), date(2027, 1, 31))
DESCRIPTION, _ = seal("Ein Fest im Hof", "application:1/description", bytes(16))

SEASON: tuple[Fact, ...] = (
    OrganisationRegistered(id="org:a", name="A", kind=OrganisationKind.ASSOCIATION),
    FundingLineOpened(id="line:micro", name="Mikroprojekte"),
    FundingLineOpened(id="line:swiss", name="Grenzprojekte", currency="CHF"),
    BudgetAllocated(id="allocation:1", line="line:micro", year=2026, amount=Money(1000)),
    BudgetAllocated(
        id="allocation:2",
        line="line:swiss",
        year=2026,
        amount=Money(70, "CHF"),
        source="org:a",
    ),
    ApplicationSubmitted(
        id="application:1",
        organisation="org:a",
        line="line:micro",
        amount=Money(600),
        project=PROJECT,
        description=DESCRIPTION,
    ),
    ApplicationSubmitted(
        id="application:2",
        organisation="org:a",
        line="line:micro",
        amount=Money(100),
        project=PROJECT,
    ),
    ApplicationSubmitted(
        id="application:3",
        organisation="org:a",
        line="line:swiss",
        amount=Money(10, "CHF"),
        project=PROJECT,
    ),
    GrantAwarded(application="application:1", amount=Money(500), project=PROJECT, body="team"),
    GrantPaid(id="payment:1", application="application:1", amount=Money(300)),
    GrantReturned(id="return:1", application="application:1", amount=Money(50)),
    ApplicationDeclined(application="application:2", reason="outside the line's purpose"),
    ApplicationWithdrawn(application="application:3"),
    BudgetCut(id="cut:1", line="line:micro", year=2026, amount=Money(100)),
)


def new_world() -> World:
    """Build an empty directory and an empty funding state."""
    directory = DirectoryState()
    route = {tag.cls: "directory" for tag in DIRECTORY_FACTS}
    route |= {tag.cls: "funding" for tag in FACTS}
    return World({"directory": directory, "funding": FundingState(directory)}, route)


def funding(world: World) -> FundingState:
    """Give the funding state of a world."""
    state = world.areas["funding"]
    assert isinstance(state, FundingState)
    return state


@pytest.fixture
def state() -> FundingState:
    """Play the season."""
    world = new_world()
    for fact in SEASON:
        world.apply(fact, AT, FOR_GOOD)
    return funding(world)


def test_a_pot_says_where_the_money_is(state: FundingState) -> None:
    """Of 1000, 100 are cut, 500 awarded, 300 of them paid, 50 came back."""
    pot = state.pot("line:micro", 2026)

    assert (900, 450, 200, 300, 50) == tuple(
        money.cents
        for money in (pot.allocated, pot.available, pot.committed, pot.paid, pot.returned)
    )
    assert Money(0) == state.pot("line:micro", 2027).allocated
    assert Money(70, "CHF") == state.pot("line:swiss", 2026).available
    assert [("line:micro", 2026), ("line:swiss", 2026)] == [p[:2] for p in state.pots()]
    assert [pot] == list(state.pots("line:micro"))


def test_applications_are_found_by_what_is_given(state: FundingState) -> None:
    """Line, status and organisation narrow the list."""

    def ids(**given: str) -> list[str]:
        return [entry.id for entry in state.applications(**given)]

    assert ["application:1", "application:2", "application:3"] == ids()
    assert ["application:1", "application:2"] == ids(line="line:micro")
    assert ["application:2"] == ids(status="declined")
    assert ["application:3"] == ids(organisation="org:a", status="withdrawn")
    assert [] == ids(organisation="org:nobody")
    assert "paying" == state.status("application:1")


def test_an_application_tells_what_became_of_it(state: FundingState) -> None:
    """Asked, awarded, paid and returned stand beside each other as values."""
    entry = state.application("application:1")

    assert (Money(600), Money(500)) == (entry.asked, entry.awarded)
    assert (Money(300), Money(50), Money(200)) == (entry.paid, entry.returned, entry.committed)
    assert PROJECT == entry.project == entry.awarded_project
    assert (2026, AT.at) == (entry.budget_year, entry.received_at(UTC))
    other = state.application("application:2")
    assert (None, None) == (other.awarded, other.awarded_project)
    assert ("application:1",) == state.holdings("org:a", date(2027, 1, 1))


def test_withdrawing_after_the_award_frees_the_money() -> None:
    """Before the first payment an award can be given back, and counts no more."""
    world = new_world()
    for fact in SEASON[:9]:
        world.apply(fact, AT, FOR_GOOD)
    state = funding(world)
    assert Money(500) == state.pot("line:micro", 2026).available
    world.apply(ApplicationWithdrawn(application="application:1"), AT, FOR_GOOD)

    assert Money(1000) == state.pot("line:micro", 2026).available
    assert (0, Money(0)) == (
        state.previous("org:a", 2026, "EUR").awards,
        state.previous("org:a", 2026, "EUR").amount,
    )
    assert "withdrawn" == state.status("application:1")


def test_unknown_ids_are_named(state: FundingState) -> None:
    """Asking for what nobody recorded says so."""
    with pytest.raises(UnknownReference, match="'line:none'"):
        state.pot("line:none", 2026)
    with pytest.raises(UnknownReference, match="'application:9'"):
        state.status("application:9")


@given(facts=st.permutations(SEASON), left_out=st.sets(st.integers(0, len(SEASON) - 1)))
def test_apply_is_total_and_can_be_undone(facts: list[Fact], left_out: set[int]) -> None:
    """Whatever comes, in whatever order and with gaps, is folded, and taken back to nothing."""
    world = new_world()
    empty = json.dumps(world.dump())
    trial = Trial()
    for number, fact in enumerate(facts):
        if number not in left_out:
            world.apply(fact, AT, trial)
    list(world.breaches(AT.at))
    text = json.dumps(world.dump())
    other = new_world()
    other.load(json.loads(text))

    assert text == json.dumps(other.dump())
    trial.take_back()
    assert empty == json.dumps(world.dump())


def test_facts_of_funding_keep_their_form_on_the_wire() -> None:
    """Every fact is read back as it was written, under its permanent tag, sealed texts as marks."""
    wire = Wire((*FACTS, *DIRECTORY_FACTS))

    assert list(SEASON) == [wire.load(wire.dump(fact)) for fact in SEASON]
    assert "Fest" not in json.dumps([wire.dump(fact) for fact in SEASON])
    # Those of juries have a test of their own.
    classes = {tag.cls for tag in FACTS}
    assert classes == {type(fact) for fact in SEASON[1:]}


def test_an_application_asks_for_its_own_award() -> None:
    """The decision that is judged has the same amount and days, and no body yet."""
    fact = SEASON[5]
    assert isinstance(fact, ApplicationSubmitted)
    award = GrantAwarded(application="application:1", amount=Money(600), project=PROJECT)

    assert award == fact.asks()


@pytest.mark.parametrize(
    "cls",
    [BudgetAllocated, BudgetCut, ApplicationSubmitted, GrantAwarded, GrantPaid, GrantReturned],
)
@pytest.mark.parametrize("cents", [0, -1])
def test_amounts_are_above_zero(cls: type[Fact], cents: int) -> None:
    """The class says which way the money goes, so no amount is negative or nothing."""
    fact = next(fact for fact in SEASON if type(fact) is cls)

    with pytest.raises(InvalidValue, match=r"more than zero"):
        fact.but(amount=Money(cents))


@pytest.mark.parametrize("cls", [ApplicationSubmitted, GrantAwarded])
def test_projects_have_a_last_day(cls: type[Fact]) -> None:
    """A grant until further notice does not exist."""
    fact = next(fact for fact in SEASON if type(fact) is cls)

    with pytest.raises(InvalidValue, match="last day"):
        fact.but(project=Period(date(2026, 1, 1), None))


@pytest.mark.parametrize("year", [1989, 20260])
def test_budget_years_are_years_of_this_age(year: int) -> None:
    """A slip of the keyboard is no budget year, for allocations and cuts alike."""
    for fact in (SEASON[3], SEASON[-1]):
        with pytest.raises(InvalidValue, match="1990 to 2199"):
            fact.but(year=year)


def test_a_line_needs_a_currency_that_exists() -> None:
    """Currencies are checked when the line is opened, not when money comes."""
    with pytest.raises(InvalidValue):
        FundingLineOpened(id="line:x", name="X", currency="euro")


def test_the_table_knows_every_fact_that_names_an_application() -> None:
    """No fact about an application passes beside its lifecycle."""
    classes: set[type[Fact]] = {tag.cls for tag in areas.FACTS["funding"]}
    about = {cls for cls in classes if "application" in cls.__annotations__}
    # What a jury says leaves the application where it is until somebody awards or declines it.
    said = {RecusalDeclared, JuryDecided}

    assert about - said | {ApplicationSubmitted} == set(APPLICATION.names)
    decided = {cls for cls in classes if cls.standing is Standing.DECIDED}
    judged = {cls for law in areas.LAWS["funding"] for cls in law.judges}
    assert judged == decided - {ApplicationDeclined}


def test_every_law_speaks_both_languages() -> None:
    """Each code and subject that a law answers has its sentence in German and in English."""
    for law in LAWS:
        assert set(law.sentences["de"]) == set(law.sentences["en"])
        assert law.sentence.endswith(".")
        assert law.worse.endswith(".")
