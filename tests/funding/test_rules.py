"""The hooks of funding and the three built-in rule kinds, asked as a hub asks them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mo_network.directory.facts import FACTS as DIRECTORY_FACTS
from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.directory.state import DirectoryState
from mo_network.errors import InvalidValue
from mo_network.funding.facts import (
    FACTS,
    ApplicationSubmitted,
    BudgetAllocated,
    FundingLineOpened,
    GrantAwarded,
    GrantPaid,
)
from mo_network.funding.hooks import (
    DECIDING_BODY,
    FIRST_DAY,
    GRANT_AMOUNT,
    HOOKS,
    LAST_DAY,
    SUBJECTS,
    GrantContext,
    grant_context,
)
from mo_network.funding.laws import LAWS
from mo_network.funding.rule_kinds import KINDS
from mo_network.funding.rule_kinds.deciding_body import DecidingBody, Tier
from mo_network.funding.rule_kinds.grant_ceiling import GrantCeiling
from mo_network.funding.rule_kinds.project_window import ProjectWindow
from mo_network.funding.state import FundingState
from mo_network.judging.answers import Limit
from mo_network.judging.case import Case
from mo_network.judging.catalogue import Catalogue
from mo_network.judging.changes import FOR_GOOD
from mo_network.judging.fact import Fact
from mo_network.judging.judge import Judge
from mo_network.judging.law import law_cards
from mo_network.judging.state import When
from mo_network.judging.subject import Subject
from mo_network.judging.weighing import Verdict
from mo_network.judging.world import World
from mo_network.rules.kind import BuiltIn, check_kind
from mo_network.rules.ruleset import Rule, RuleSet
from mo_network.values.money import Money
from mo_network.values.period import Period
from mo_network.values.source import Source
from mo_network.values.timeline import Step, Timeline
from mo_network.values.zones import zone

BERLIN = zone("Europe/Berlin")
RULES = Source("Rules of an invented hub")
# 23:30 in UTC is the next day in Berlin.
LATE = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
PROJECT = Period.through(date(2026, 6, 1), date(2026, 6, 10))
CEILING = GrantCeiling(
    Timeline(
        "ceiling",
        (
            Step(date(2026, 1, 1), Money(500_00), RULES),
            Step(date(2026, 4, 1), Money(800_00), RULES),
        ),
    )
)
BODY = DecidingBody(
    (
        Tier("team", Timeline("team", (Step(date(2026, 1, 1), Money(500_00), RULES),))),
        Tier("jury"),
    )
)
WINDOW = ProjectWindow(
    first_day=Timeline("first", (Step(date(2026, 1, 1), date(2026, 5, 1), RULES),)),
    last_day=Timeline("last", (Step(date(2026, 1, 1), date(2026, 12, 15), RULES),)),
)


class House:
    """A hub with one line, its judge, and the rules that a test wants."""

    def __init__(self, *instances: object, basis: str = "received") -> None:
        directory = DirectoryState()
        self.state = FundingState(directory)
        route = {tag.cls: "directory" for tag in DIRECTORY_FACTS}
        route |= {tag.cls: "funding" for tag in FACTS}
        self.world = World({"directory": directory, "funding": self.state}, route)
        rules = [Rule(f"r{n}", "kind", each, basis) for n, each in enumerate(instances)]
        catalogue = Catalogue(law_cards(LAWS))
        self.judge = Judge(self.world, {"funding": LAWS}, RuleSet(rules, HOOKS, catalogue), BERLIN)
        kind = OrganisationKind.INITIATIVE
        self.add(OrganisationRegistered(id="org:a", name="A", kind=kind))
        self.add(FundingLineOpened(id="line:micro", name="Micro projects"))
        self.add(
            BudgetAllocated(
                id="allocation:1", line="line:micro", year=2026, amount=Money(10_000_00)
            )
        )

    def add(self, fact: Fact, at: datetime = LATE) -> None:
        """Apply a fact that is not judged."""
        self.world.apply(fact, When(at), FOR_GOOD)


def application(amount: int = 400_00, project: Period = PROJECT, number: int = 1) -> Fact:
    """Build an application."""
    return ApplicationSubmitted(
        id=f"application:{number}",
        organisation="org:a",
        line="line:micro",
        amount=Money(amount),
        project=project,
    )


def award(amount: int = 400_00, body: str | None = None, number: int = 1) -> GrantAwarded:
    """Build an award."""
    return GrantAwarded(
        application=f"application:{number}", amount=Money(amount), project=PROJECT, body=body
    )


def context(on: date = date(2026, 3, 1), amount: int = 400_00) -> GrantContext:
    """Build a context from an application of that day."""
    house = House()
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    house.add(application(amount), at)
    return grant_context(house.state, award(amount), Case(award(amount), When(at), BERLIN))


@pytest.mark.parametrize("kind", KINDS)
def test_built_in_kinds_keep_the_contract_of_plugins(kind: str) -> None:
    """They are offered and checked as a plugin's kinds are, and speak both languages."""
    offer = check_kind(BuiltIn(kind, "mo_network.funding.rule_kinds"), HOOKS)
    sentences: dict[str, dict[str, str]] = offer.cls.sentences
    subjects = {subject.id for subject in SUBJECTS}
    about_subjects = {key for key in sentences["de"] if "." in key}

    assert {"de", "en"} <= set(sentences) <= {"de", "en", "de-simple"}
    assert set(sentences["de"]) == set(sentences["en"])
    assert about_subjects <= subjects
    assert offer.stamp.startswith(f"{kind}/1@")


def test_the_context_tells_received_from_decided_in_the_zone_of_the_hub() -> None:
    """An award knows the hub's day on which its application came, and what went before."""
    house = House()
    house.add(application(number=2))
    house.add(award(number=2))
    house.add(application())
    decided = When(datetime(2026, 4, 30, 9, tzinfo=UTC))
    found = grant_context(house.state, award(300_00), Case(award(300_00), decided, BERLIN))

    assert (date(2026, 3, 2), date(2026, 3, 2), date(2026, 4, 30)) == (
        found.on,
        found.received_on,
        found.decided_on,
    )
    assert (Money(300_00), Money(400_00)) == (found.amount, found.asked)
    assert (1, Money(400_00)) == (found.previous.awards, found.previous.amount)
    assert ("org:a", "initiative", "line:micro") == (
        found.organisation,
        found.organisation_kind,
        found.line,
    )


def test_evidence_of_an_earlier_receipt_counts() -> None:
    """A postmark before the record picks the earlier day."""
    house = House()
    posted = When(LATE, received_at=datetime(2026, 2, 1, 12, tzinfo=UTC))
    house.world.apply(application(), posted, FOR_GOOD)
    later = When(datetime(2026, 4, 30, 9, tzinfo=UTC))

    found = grant_context(house.state, award(), Case(award(), later, BERLIN))
    assert date(2026, 2, 1) == found.received_on
    fact = application(number=2)
    house.world.apply(fact, posted, FOR_GOOD)
    of_open = grant_context(house.state, award(number=2), Case(fact, posted, BERLIN))
    assert date(2026, 2, 1) == of_open.received_on


@pytest.mark.parametrize(
    ("basis", "ceiling"), [("received", 500_00), ("decided", 800_00), ("project_start", 800_00)]
)
def test_the_basis_picks_the_day(basis: str, ceiling: int) -> None:
    """The same award stands under the ceiling of the day that the rule names."""
    house = House(CEILING, basis=basis)
    house.add(application(900_00))
    outcome = house.judge.judge(award(900_00), When(datetime(2026, 4, 30, 9, tzinfo=UTC)))

    assert Money(ceiling) == outcome.bound(GRANT_AMOUNT)
    assert ["r0"] == [said.by for said in outcome.binding]


@given(amount=st.integers(1, 1000_00))
def test_a_ceiling_forbids_exactly_what_is_above_it(amount: int) -> None:
    """The bound itself is allowed."""
    outcome = House(CEILING).judge.judge(application(amount), When(LATE))

    assert (amount <= 500_00) == outcome.is_allowed


def test_a_ceiling_may_hold_for_some_lines_only() -> None:
    """A rule about other lines has no opinion."""
    other = GrantCeiling(CEILING.ceiling, frozenset({"line:other"}))
    own = GrantCeiling(CEILING.ceiling, frozenset({"line:micro"}))

    assert [] == list(other.limit(context()))
    assert 1 == len(list(own.limit(context())))


def test_no_ceiling_on_a_day_leaves_the_verdict_undecided() -> None:
    """Before the first step nothing is in force: the rule cannot answer, and says for when."""
    house = House(CEILING)
    outcome = house.judge.judge(application(), When(datetime(2025, 12, 30, tzinfo=UTC)))

    assert Verdict.UNDECIDED is outcome.verdict
    assert [("no_value", ("ceiling", date(2025, 12, 30)))] == [
        (said.answer.code, said.answer.values)  # type: ignore[union-attr]
        for said in outcome.faults
    ]


@pytest.mark.parametrize(
    ("amount", "body", "is_allowed"),
    [
        (500_00, "team", True),
        (500_00, "jury", True),
        (500_01, "team", False),
        (500_01, "jury", True),
        (500_00, None, False),
    ],
)
def test_the_amount_says_who_decides(amount: int, body: str | None, is_allowed: bool) -> None:
    """The team decides up to its bound, a higher body always, nobody never."""
    house = House(BODY)
    house.add(application(amount))

    assert is_allowed == house.judge.judge(award(amount, body), When(LATE)).is_allowed


def test_an_application_leaves_the_body_open() -> None:
    """What only the decision brings is listed as open, outside the verdict."""
    outcome = House(BODY).judge.judge(application(600_00), When(LATE))

    assert outcome.is_allowed
    assert ["r0"] == [said.by for said in outcome.open]
    assert "jury" == outcome.bound(DECIDING_BODY)


@pytest.mark.parametrize(
    "tiers",
    [
        (),
        (Tier("jury"), Tier("team")),
        (Tier("team"), Tier("jury")),
        (Tier("team", BODY.tiers[0].up_to),),
    ],
)
def test_tiers_rise_and_leave_nobody_out(tiers: tuple[Tier, ...]) -> None:
    """Bodies stand in order, and the last one, and only it, is without bound."""
    with pytest.raises(InvalidValue):
        DecidingBody(tiers)


@given(first=st.dates(date(2026, 4, 1), date(2026, 12, 31)), length=st.integers(1, 60))
def test_a_window_holds_the_whole_project(first: date, length: int) -> None:
    """Both sides belong to it; a project outside is moved inside by the subjects."""
    project = Period(first, date.fromordinal(first.toordinal() + length))
    house = House(WINDOW)
    fact = application(project=project)
    outcome = house.judge.judge(fact, When(LATE))
    window = Period.through(date(2026, 5, 1), date(2026, 12, 15))

    assert window.contains_period(project) == outcome.is_allowed
    moved = LAST_DAY.move(fact, min(project.last or first, date(2026, 12, 15)))
    moved = FIRST_DAY.move(moved, max(FIRST_DAY.read(moved) or first, date(2026, 5, 1)))
    assert house.judge.judge(moved, When(LATE)).is_allowed


def test_a_window_may_be_open_on_one_side_but_not_on_both() -> None:
    """Each side answers alone; none at all is refused."""
    first, last = ProjectWindow(first_day=WINDOW.first_day), ProjectWindow(last_day=WINDOW.last_day)

    assert [Limit(FIRST_DAY, date(2026, 5, 1))] == list(first.window(context()))
    assert [Limit(LAST_DAY, date(2026, 12, 15))] == list(last.window(context()))
    with pytest.raises(InvalidValue, match="says nothing"):
        ProjectWindow()


def test_subjects_move_the_fact_that_was_handed_in() -> None:
    """Application and award can both be moved; an application has no body to move."""
    asked, decided = application(), award(body="team")
    moved = GRANT_AMOUNT.move(asked, Money(1))

    assert isinstance(moved, ApplicationSubmitted)
    assert Money(1) == moved.amount == GRANT_AMOUNT.read(GRANT_AMOUNT.move(decided, Money(1)))
    assert "jury" == DECIDING_BODY.read(DECIDING_BODY.move(decided, "jury"))
    assert asked == DECIDING_BODY.move(asked, "jury")
    payment = GrantPaid(id="payment:1", application="application:1", amount=Money(2))
    assert Money(1) == GRANT_AMOUNT.read(GRANT_AMOUNT.move(payment, Money(1)))


@pytest.mark.parametrize(
    ("subject", "to", "expected"),
    [
        (FIRST_DAY, date(2026, 7, 1), "2026-07-01/2026-07-11"),
        (FIRST_DAY, date(2026, 5, 30), "2026-05-30/2026-06-09"),
        (LAST_DAY, date(2026, 6, 5), "2026-06-01/2026-06-06"),
        (LAST_DAY, date(2026, 6, 1), "2026-06-01/2026-06-02"),
        (LAST_DAY, date(2026, 5, 31), "2026-05-22/2026-06-01"),
    ],
)
def test_days_move_as_little_as_they_can(subject: Subject[date], to: date, expected: str) -> None:
    """The first day keeps the length; the last keeps the first day, or else the length."""
    found = subject.move(award(), to)

    assert isinstance(found, GrantAwarded)
    assert Period.parse(expected) == found.project


def test_a_project_is_not_moved_out_of_the_calendar() -> None:
    """A day at the end of time is refused with an error of ours."""
    with pytest.raises(InvalidValue, match="years 1 to 9999"):
        FIRST_DAY.move(award(), date.max)
