"""What an application carries: plans that add up, plain codes, and nothing personal."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mo_network.directory.state import DirectoryState
from mo_network.errors import InvalidValue, UnknownReference, WireError
from mo_network.funding.costs import MOST_ITEMS, CostItem, CostPlan
from mo_network.funding.dossier import NO_DOSSIER, Dossier
from mo_network.funding.facts import FACTS, ApplicationSubmitted, GrantAwarded
from mo_network.funding.financing import FinancingPlan, ThirdPartyFunds, VolunteerWork
from mo_network.funding.hooks import EVIDENCE, RECOMMENDING_BODY, grant_context
from mo_network.funding.state import FundingState
from mo_network.judging.case import Case
from mo_network.judging.changes import FOR_GOOD, Trial
from mo_network.judging.state import When
from mo_network.values.money import Money
from mo_network.values.period import Period
from mo_network.values.wire import Wire
from mo_network.values.zones import zone

AT = When(datetime(2026, 3, 2, 12, tzinfo=UTC))
PROJECT = Period.through(date(2026, 6, 1), date(2026, 6, 30))
WIRE = Wire(FACTS)

words = st.sampled_from("room-rent fee material travel-by-car being-founded city a1".split())
sets = st.frozensets(words, max_size=4)
moneys = st.integers(0, 10_000).map(Money)
plain_items = st.builds(CostItem, kind=words, amount=moneys, qualification=st.none() | words)
rated_items = st.builds(
    lambda kind, units, cents: CostItem(
        kind=kind, amount=Money(units * cents), units=units, unit="hour", rate=Money(cents)
    ),
    words,
    st.integers(0, 99),
    st.integers(0, 9999),
)
costs = st.builds(CostPlan, st.lists(plain_items | rated_items, min_size=1, max_size=4).map(tuple))
financings = st.builds(
    FinancingPlan,
    cash=st.none() | moneys,
    in_kind=st.none() | moneys,
    volunteers=st.none() | st.builds(VolunteerWork, hours=st.integers(0, 99), rate=moneys),
    others=st.lists(st.builds(ThirdPartyFunds, source=words, amount=moneys), max_size=3).map(tuple),
)
dossiers = st.builds(
    Dossier,
    costs=st.none() | costs,
    financing=st.none() | financings,
    papers=sets,
    legal_form=st.none() | words,
    traits=sets,
    seat=st.none() | words,
    places=sets,
    features=sets,
)


def application(dossier: Dossier | None = None, **more: Any) -> ApplicationSubmitted:
    """Build an application."""
    return ApplicationSubmitted(
        id="application:1",
        organisation="org:a",
        line="line:micro",
        amount=Money(500_00),
        project=PROJECT,
        dossier=dossier,
        **more,
    )


@given(dossier=dossiers)
def test_a_dossier_is_read_as_it_was_written(dossier: Dossier) -> None:
    """On the wire, and in a checkpoint of the state."""
    fact = application(dossier, partners=("org:b",))
    state = FundingState(DirectoryState())
    trial = Trial()
    state.apply(fact, AT, trial)
    dumped = json.loads(json.dumps(state.dump()))
    again = FundingState(DirectoryState())
    again.load(dumped)

    assert fact == WIRE.load(json.loads(json.dumps(WIRE.dump(fact))))
    assert dossier == again.dossier("application:1")
    assert ("org:b",) == again.partners("application:1")
    assert dumped == json.loads(json.dumps(again.dump()))
    trial.take_back()
    assert ({}, {}) == (state.dossier_table, state.partner_table)


@given(dossier=dossiers)
def test_a_plan_is_the_sum_of_its_parts(dossier: Dossier) -> None:
    """Total, own and third-party money add up item by item."""
    plan, financing = dossier.costs, dossier.financing
    if plan is not None:
        assert plan.total.cents == sum(each.amount.cents for each in plan.of(frozenset()))
    if financing is not None:
        hours = financing.volunteers.amount if financing.volunteers else Money(0)
        own = (financing.cash or Money(0)) + (financing.in_kind or Money(0)) + hours
        assert own == financing.own
        assert financing.third_party.cents == sum(each.amount.cents for each in financing.others)


def test_what_has_no_dossier_has_an_empty_one() -> None:
    """And no partners; an unknown application has neither."""
    state = FundingState(DirectoryState())
    state.apply(application(), AT, FOR_GOOD)

    assert NO_DOSSIER is state.dossier("application:1")
    assert () == state.partners("application:1")
    with pytest.raises(UnknownReference):
        state.dossier("application:2")


IMPOSSIBLE: list[Callable[[], object]] = [
    lambda: CostItem(kind="Room rent", amount=Money(1)),
    lambda: CostItem(kind="rent", amount=Money(-1)),
    lambda: CostItem(kind="rent", amount=1),  # type: ignore[arg-type]
    lambda: CostItem(kind="rent", amount=Money(1), unit="Hour"),
    lambda: CostItem(kind="rent", amount=Money(1), units=-1),
    lambda: CostItem(kind="rent", amount=Money(1), units=1, rate=Money(2)),
    lambda: CostItem(kind="rent", amount=Money(1), qualification="Dr."),
    lambda: CostPlan(()),
    lambda: CostPlan((CostItem(kind="rent", amount=Money(1)),) * (MOST_ITEMS + 1)),
    lambda: CostPlan(
        (
            CostItem(kind="rent", amount=Money(1)),
            CostItem(kind="rent", amount=Money(1, "CHF")),
        )
    ),
    lambda: VolunteerWork(hours=True, rate=Money(1)),
    lambda: ThirdPartyFunds(source="The city", amount=Money(1)),
    lambda: FinancingPlan(cash=Money(1), in_kind=Money(1, "CHF")),
    lambda: FinancingPlan(others=[]),  # type: ignore[arg-type]
    lambda: Dossier(papers={"statutes"}),  # type: ignore[arg-type]
    lambda: Dossier(traits=frozenset({"of age"})),
    lambda: Dossier(seat="x" * 61),
    lambda: Dossier(
        costs=CostPlan((CostItem(kind="rent", amount=Money(1)),)),
        financing=FinancingPlan(cash=Money(1, "CHF")),
    ),
    lambda: application(Dossier(financing=FinancingPlan(cash=Money(1, "CHF")))),
    lambda: application(partners=("org:a",)),
    lambda: application(partners=("org:b", "org:b")),
    lambda: application(partners=tuple(f"org:{n}" for n in range(51))),
]


@pytest.mark.parametrize("number", range(len(IMPOSSIBLE)))
def test_a_plan_that_cannot_be_is_refused(number: int) -> None:
    """By its constructor, so it never stands in a journal."""
    with pytest.raises(InvalidValue):
        IMPOSSIBLE[number]()


def test_free_text_in_a_dossier_is_refused_on_the_wire_with_its_place() -> None:
    """A name has no place among plain codes."""
    data = WIRE.dump(application(Dossier(traits=frozenset({"of-age"}))))
    data["dossier"] = {"traits": ["Frau Beispiel"]}

    with pytest.raises(WireError, match="dossier"):
        WIRE.load(data)


def test_an_award_may_grant_another_plan_and_names_its_evidence() -> None:
    """The context shows the costs that are granted, and all else as it was applied for."""
    asked = CostPlan((CostItem(kind="rent", amount=Money(500_00)),))
    granted = CostPlan((CostItem(kind="rent", amount=Money(300_00)),))
    state = FundingState(DirectoryState())
    fact = application(Dossier(costs=asked, papers=frozenset({"statutes"})))
    state.apply(fact, AT, FOR_GOOD)
    proposed = fact.asks()
    award = proposed.but(amount=Money(300_00), costs=granted)
    found = grant_context(state, award, Case(award, AT, zone("Europe/Berlin")))

    assert frozenset({"statutes", "cost-plan"}) == proposed.evidence
    assert (granted, frozenset({"statutes"})) == (found.dossier.costs, found.dossier.papers)
    assert application().asks().evidence is None


def test_bodies_and_evidence_can_be_moved() -> None:
    """In an award; an application has no body yet, and gets one more paper."""
    asked = application()
    award = GrantAwarded(application="application:1", amount=Money(1), project=PROJECT)
    moved = EVIDENCE.move(asked, "statutes")

    assert isinstance(moved, ApplicationSubmitted)
    assert moved.dossier == Dossier(papers=frozenset({"statutes"}))
    with_paper = EVIDENCE.move(award, "statutes")
    assert isinstance(with_paper, GrantAwarded)
    found: object = EVIDENCE.read(with_paper)
    assert frozenset({"statutes"}) == with_paper.evidence == found
    assert "jury" == RECOMMENDING_BODY.read(RECOMMENDING_BODY.move(award, "jury"))
    assert asked == RECOMMENDING_BODY.move(asked, "jury")
    assert RECOMMENDING_BODY.read(asked) is EVIDENCE.read(asked) is None


def test_a_recommendation_comes_from_a_body_that_is_one() -> None:
    """As a decision does."""
    with pytest.raises(InvalidValue, match="recommended_by is 'board'"):
        GrantAwarded(
            application="application:1", amount=Money(1), project=PROJECT, recommended_by="board"
        )
