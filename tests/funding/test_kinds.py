"""The built-in kinds about grants, each at its edges; published numbers stand in plugins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mo_network.errors import InvalidValue, NotInForce
from mo_network.funding.costs import CostItem, CostPlan
from mo_network.funding.dossier import NO_DOSSIER, Dossier
from mo_network.funding.entries import Application, Previous
from mo_network.funding.financing import FinancingPlan, ThirdPartyFunds, VolunteerWork
from mo_network.funding.hooks import EVIDENCE, FIRST_DAY, LEAST_AMOUNT, GrantContext
from mo_network.funding.rule_kinds.allowance import Allowance
from mo_network.funding.rule_kinds.amount_tiers import AmountTier, AmountTiers, next_cut_off
from mo_network.funding.rule_kinds.applicant_status import ApplicantStatus
from mo_network.funding.rule_kinds.call_window import CallWindow, Window
from mo_network.funding.rule_kinds.cooperation_ceiling import CooperationCeiling
from mo_network.funding.rule_kinds.cost_types import CostCap, CostException, CostTypes
from mo_network.funding.rule_kinds.count_limit import CountLimit
from mo_network.funding.rule_kinds.deciding_body import DecidingBody, Tier
from mo_network.funding.rule_kinds.fee_cap import Cap, FeeCap
from mo_network.funding.rule_kinds.grant_minimum import GrantMinimum
from mo_network.funding.rule_kinds.lead_time import LeadTime
from mo_network.funding.rule_kinds.line_exhausted import LineExhausted
from mo_network.funding.rule_kinds.offers_needed import OffersNeeded
from mo_network.funding.rule_kinds.other_funders import OtherFunders
from mo_network.funding.rule_kinds.own_contribution import OwnContribution
from mo_network.funding.rule_kinds.papers import Papers
from mo_network.funding.rule_kinds.payout_mode import PayoutMode
from mo_network.funding.rule_kinds.prerequisite import Prerequisite
from mo_network.funding.rule_kinds.proof_of_use import ProofOfUse
from mo_network.funding.rule_kinds.publicity import Publicity
from mo_network.funding.rule_kinds.travel import Travel
from mo_network.funding.views import Attendance, EarlierAwards, Partner
from mo_network.judging.answers import Duty, Limit, Note, Requirement, Veto
from mo_network.values.money import Money
from mo_network.values.period import Period
from mo_network.values.source import Source
from mo_network.values.timeline import Step, Timeline

RULES = Source("Rules of an invented hub")
DAY = date(2026, 3, 2)
FIRST = date(2026, 1, 1)
CONTEXT = GrantContext(
    on=DAY,
    received_on=DAY,
    decided_on=DAY,
    organisation="org:a",
    organisation_kind="association",
    line="line:micro",
    amount=Money(500_00),
    asked=Money(500_00),
    project=Period.through(date(2026, 6, 1), date(2026, 6, 30)),
    previous=Previous(0, 0, "EUR"),
    founded_on=None,
    partners=(),
    dossier=NO_DOSSIER,
    attended=(),
    awards=EarlierAwards({}, (), ""),
)


def always(value: Any) -> Timeline[Any]:
    """A parameter that has one value from 2026 on."""
    return Timeline("parameter", (Step(FIRST, value, RULES),))


def of(**changes: Any) -> GrantContext:
    """The context with some fields changed."""
    return attrs.evolve(CONTEXT, **changes)


def codes(answers: Iterable[object]) -> list[str]:
    """The codes of vetoes, duties and notes, and the values of the rest."""
    return [
        answer.code if isinstance(answer, Veto | Duty | Note) else str(answer.value)
        for answer in answers
        if isinstance(answer, Veto | Duty | Note | Limit | Requirement)
    ]


def planned(*items: CostItem) -> Dossier:
    """A dossier with a cost plan."""
    return Dossier(costs=CostPlan(items))


def item(kind: str, euros: int, **more: Any) -> CostItem:
    """An item of so many euros."""
    return CostItem(kind=kind, amount=Money(euros * 100), **more)


# --- amounts --------------------------------------------------------------------------------


def test_only_partners_of_the_named_kinds_raise_a_ceiling() -> None:
    """A church is no partner where associations are asked for."""
    rule = CooperationCeiling(
        always(Money(300_00)),
        always(Money(600_00)),
        always(1),
        partner_kinds=frozenset({"association"}),
        lines=frozenset({"line:micro"}),
    )

    assert ["300.00 EUR", "would_rise"] == codes(
        rule.limit(of(partners=(Partner("org:b", "church"),)))
    )
    assert ["600.00 EUR"] == codes(rule.limit(of(partners=(Partner("org:b", "association"),))))
    assert [] == codes(rule.limit(of(line="line:other")))


@given(euros=st.integers(1, 200))
def test_a_minimum_is_a_bound_from_below(euros: int) -> None:
    """Its subject reads the same amount and joins by the largest."""
    rule = GrantMinimum(always(Money(100_00)), frozenset({"line:micro"}))

    assert [Limit(LEAST_AMOUNT, Money(100_00))] == list(rule.limit(CONTEXT))
    assert (euros >= 100) == LEAST_AMOUNT.is_met(Money(euros * 100), Money(100_00))
    assert [] == list(rule.limit(of(line="line:other")))


def test_tiers_may_go_by_what_was_asked() -> None:
    """Awarding less than was asked for does not pass the application to a lower body."""
    tiers = (AmountTier(always(Money(500_00)), "team"), AmountTier(body="jury"))
    context = of(asked=Money(900_00))

    assert ["team"] == codes(AmountTiers(tiers).deciders(context))
    assert ["jury"] == codes(AmountTiers(tiers, "asked").deciders(context))
    assert [] == list(AmountTiers(tiers).first_day(context))
    advised = AmountTiers((AmountTier(body="team", recommended_by="jury"),))
    assert ["team", "jury"] == codes(advised.deciders(context))
    bound = AmountTiers((AmountTier(duties=frozenset({"Zwischenbericht im Juni"})),))
    assert [Duty("duty", ("Zwischenbericht im Juni",))] == list(bound.duties(context))


@given(received=st.dates(date(2024, 1, 1), date(2027, 12, 31)), day=st.integers(1, 28))
def test_a_cut_off_is_the_next_such_day_of_a_month(received: date, day: int) -> None:
    """Never before the receipt, always on that day, never a month too late."""
    found = next_cut_off(received, day)

    assert day == found.day
    assert 0 <= (found - received).days < 31


@pytest.mark.parametrize("day", [0, 29])
def test_a_cut_off_is_a_day_that_every_month_has(day: int) -> None:
    """The 29th would not come in February."""
    with pytest.raises(InvalidValue, match="1 to 28"):
        next_cut_off(DAY, day)


def test_an_own_share_may_be_of_the_grant_and_in_money_only() -> None:
    """Hours do not count then, nor is their rate asked about."""
    plan = FinancingPlan(cash=Money(40_00), volunteers=VolunteerWork(hours=9, rate=Money(1)))
    rule = OwnContribution(
        always(10), "grant", frozenset({"cash"}), least_rate=always(Money(12_00))
    )

    assert [Veto("own_share", (Money(50_00), Money(40_00), 10, Money(500_00)))] == list(
        rule.share(of(dossier=Dossier(financing=plan)))
    )
    assert [] == list(rule.share(CONTEXT))
    assert [Requirement(EVIDENCE, "financing-plan")] == list(rule.needs_plan(CONTEXT))


def test_without_a_cost_plan_the_total_is_what_all_give() -> None:
    """A grant of 500, 59 of its own and 40 of the city are 599 in all."""
    others = (ThirdPartyFunds(source="city", amount=Money(40_00)),)
    dossier = Dossier(financing=FinancingPlan(cash=Money(59_00), others=others))

    assert [Veto("own_share", (Money(59_90), Money(59_00), 10, Money(599_00)))] == list(
        OwnContribution(always(10)).share(of(dossier=dossier))
    )


def test_volunteers_hours_count_up_to_a_ceiling() -> None:
    """Beyond it they are welcome, and no own share."""
    plan = FinancingPlan(in_kind=Money(5_00), volunteers=VolunteerWork(hours=30, rate=Money(10_00)))
    rule = OwnContribution(always(10), most_hours=always(20))

    assert Money(205_00) == rule.counted(plan, DAY)


@given(own=st.integers(0, 20_000), total=st.integers(50_000, 99_999))
def test_an_own_share_is_compared_to_the_cent(own: int, total: int) -> None:
    """A tenth is a tenth of the whole, without rounding in favour of anybody."""
    dossier = Dossier(
        costs=CostPlan((CostItem(kind="all", amount=Money(total)),)),
        financing=FinancingPlan(cash=Money(own)),
    )
    answers = list(OwnContribution(always(10)).share(of(dossier=dossier)))

    assert (10 * own >= total) == (not answers)


# --- who, how often, when -------------------------------------------------------------------


def awarded(number: int, line: str, first: date) -> Application:
    """An application with an award of 100 euros."""
    days = (first.toordinal(), first.toordinal() + 1)
    return Application(
        f"application:{number}", "org:a", line, "EUR", 100_00, *days, 0, 100_00, *days
    )


def test_a_count_is_within_the_budget_year_and_the_lines() -> None:
    """Other years, other lines and the application itself do not count."""
    entries = {
        each.id: each
        for each in (
            awarded(1, "line:micro", date(2026, 1, 1)),
            awarded(2, "line:micro", date(2025, 12, 31)),
            awarded(3, "line:starter", date(2026, 12, 31)),
            awarded(4, "line:micro", date(2026, 6, 1)),
        )
    }
    context = of(awards=EarlierAwards(entries, tuple(entries), "application:4"))
    micro = frozenset({"line:micro"})

    assert [Veto("too_many", (1, 1))] == list(CountLimit(always(1), lines=micro).count(context))
    assert [] == list(CountLimit(always(2), lines=micro).count(context))
    assert [Veto("too_many", (2, 2))] == list(CountLimit(always(2)).count(context))
    assert [Veto("too_many", (3, 3))] == list(CountLimit(always(3), "ever").count(context))
    assert [] == list(CountLimit(always(0), lines=frozenset({"line:other"})).count(context))


@pytest.mark.parametrize(
    ("first", "within", "veto"),
    [
        (date(2026, 2, 28), "12 months", (2, 2, date(2025, 3, 1), date(2026, 2, 28))),
        (date(2026, 3, 1), "12 months", None),
        (date(2025, 5, 31), "12 months", (2, 2, date(2025, 3, 1), date(2026, 2, 28))),
        (date(2024, 12, 31), "12 months", (2, 2, date(2024, 12, 31), date(2025, 12, 30))),
        (date(2024, 5, 1), "12 months", None),
        (date(2025, 5, 29), "90 days", (2, 2, date(2025, 3, 1), date(2025, 5, 29))),
        (date(2025, 5, 30), "90 days", None),
        (date(9999, 12, 30), "1 month", None),
        (date(2020, 1, 1), "9999 months", (2, 2, date(2020, 1, 1), date(2853, 3, 31))),
    ],
)
def test_a_rolling_term_is_counted_wherever_it_begins(
    first: date, within: str, veto: tuple[int | date, ...] | None
) -> None:
    """Projects of 1 March and 1 May 2025 fill every twelve months that hold both."""
    entries = {
        each.id: each
        for each in (
            awarded(1, "line:micro", date(2025, 3, 1)),
            awarded(2, "line:micro", date(2025, 5, 1)),
            awarded(3, "line:starter", date(2025, 4, 1)),
        )
    }
    awards = EarlierAwards(entries, tuple(entries), "")
    context = of(awards=awards, project=Period.through(first, first))
    rule = CountLimit(always(2), within, frozenset({"line:micro"}))

    expected = [] if veto is None else [Veto("too_many_within", veto)]
    assert expected == list(rule.count(context))


@given(
    st.lists(st.integers(0, 60), max_size=6),
    st.integers(0, 60),
    st.integers(1, 3),
    st.integers(1, 20),
)
def test_no_term_of_that_length_holds_more(
    earlier: list[int], first: int, most: int, length: int
) -> None:
    """Every term of so many days is counted, one by one, as a treasurer would with a calendar."""
    start = FIRST.toordinal()
    entries = {
        f"application:{number}": awarded(number, "line:micro", date.fromordinal(start + day))
        for number, day in enumerate(earlier)
    }
    awards = EarlierAwards(entries, tuple(entries), "")
    day = date.fromordinal(start + first)
    context = of(awards=awards, project=Period.through(day, day))
    is_full = any(
        sum(begin <= each < begin + length for each in earlier) >= most
        for begin in range(first - length + 1, first + 1)
    )
    assert is_full == bool(list(CountLimit(always(most), f"{length} days").count(context)))


@pytest.mark.parametrize(
    ("received", "count", "earliest"),
    [
        (date(2026, 4, 30), 1, date(2026, 5, 4)),
        (date(2026, 4, 30), 5, date(2026, 5, 8)),
        (date(2026, 5, 2), 1, date(2026, 5, 4)),
        (date(2026, 5, 2), 0, date(2026, 5, 2)),
    ],
)
def test_working_days_pass_over_weekends_and_holidays(
    received: date, count: int, earliest: date
) -> None:
    """1 May 2026 is a Friday and a holiday."""
    rule = LeadTime(working_days=always(count), holidays=frozenset({date(2026, 5, 1)}))

    assert [Limit(FIRST_DAY, earliest)] == list(rule.limit(of(received_on=received)))


def test_a_lead_time_may_be_in_days() -> None:
    """The day of receipt is not counted."""
    assert date(2026, 3, 12) == LeadTime(days=always(10)).earliest(DAY, DAY)


def test_an_open_window_that_closes_first_counts() -> None:
    """Two calls may overlap; the project days are those of the earlier one."""
    windows = [
        {"closes": date(2026, 3, 31), "last_day": date(2026, 6, 15)},
        {"closes": date(2026, 4, 30), "last_day": date(2026, 9, 30)},
    ]
    read = [{key: always(value) for key, value in each.items()} for each in windows]
    rule = CallWindow(tuple(Window(**each) for each in reversed(read)))

    assert ["2026-06-15"] == codes(rule.in_time(CONTEXT))
    assert ["2026-09-30"] == codes(rule.in_time(of(received_on=date(2026, 4, 1))))


def test_an_exhausted_line_takes_nothing_until_it_is_open_again() -> None:
    """Each change has its day; before the first, nothing is known."""
    state: Timeline[Any] = Timeline(
        "state",
        (
            Step(FIRST, "open", RULES),
            Step(date(2026, 10, 1), "exhausted", RULES),
            Step(date(2027, 1, 1), "open", RULES),
        ),
    )
    rule = LineExhausted(state, frozenset({"line:micro"}))

    assert [] == list(rule.exhausted(of(on=date(2026, 9, 30))))
    assert [Veto("exhausted", (date(2026, 10, 1),))] == list(
        rule.exhausted(of(on=date(2026, 12, 31)))
    )
    assert [] == list(rule.exhausted(of(on=date(2027, 1, 1))))
    assert [] == list(rule.exhausted(of(on=date(2026, 12, 31), line="line:other")))
    with pytest.raises(NotInForce):
        rule.exhausted(of(on=date(2025, 12, 31)))


@pytest.mark.parametrize(
    ("rule", "changes", "expected"),
    [
        (Prerequisite(frozenset({"talk"})), {}, ["no_talk"]),
        (Prerequisite(frozenset({"first-aid"})), {}, ["not_attended"]),
        (
            Prerequisite(frozenset({"talk"})),
            {"attended": (Attendance("talk", DAY), Attendance("other", DAY))},
            [],
        ),
        (
            Prerequisite(frozenset({"talk"})),
            {"attended": (Attendance("talk", date(2026, 3, 3)),)},
            ["no_talk"],
        ),
        (
            Prerequisite(frozenset({"talk"}), months=always(6)),
            {"attended": (Attendance("talk", date(2025, 9, 1)),)},
            ["too_old_months"],
        ),
        (
            Prerequisite(frozenset({"talk"}), days=always(90)),
            {"attended": (Attendance("talk", date(2025, 12, 1)),)},
            ["too_old_days"],
        ),
        (
            Prerequisite(frozenset({"talk"}), days=always(90)),
            {"attended": (Attendance("talk", date(2025, 12, 2)),)},
            [],
        ),
        (
            Prerequisite(frozenset({"talk"}), months=always(6)),
            {"attended": (Attendance("talk", date(2025, 9, 2)),)},
            [],
        ),
        (Prerequisite(frozenset({"talk"}), above=always(Money(500_00))), {}, []),
        (Prerequisite(frozenset({"talk"}), above=always(Money(499_99))), {}, ["no_talk"]),
        (Prerequisite(frozenset({"talk"}), exempts_grantees=True), {}, ["no_talk"]),
        (
            Prerequisite(frozenset({"talk"}), exempts_grantees=True),
            {
                "awards": EarlierAwards(
                    {"application:1": awarded(1, "line:micro", DAY)}, ("application:1",), ""
                )
            },
            [],
        ),
    ],
)
def test_a_prerequisite_is_met_in_time_or_not_asked_for(
    rule: Prerequisite, changes: dict[str, Any], expected: list[str]
) -> None:
    """Attended before the application, not too long ago; or exempt, or the amount too small."""
    assert expected == codes(rule.attended(of(**changes)))


def test_a_talk_that_is_too_old_is_told_with_its_day() -> None:
    """The last one counts: when it was, how old it may be, and from which day on it would do."""
    attended = tuple(Attendance("talk", date(2025, month, 1)) for month in (5, 8))
    attended += (Attendance("talk", date(2026, 3, 3)), Attendance("other", date(2025, 10, 1)))
    (veto,) = Prerequisite(frozenset({"talk"}), months=always(6)).attended(of(attended=attended))

    assert Veto("too_old_months", (date(2025, 8, 1), 6, date(2025, 9, 2))) == veto


@pytest.mark.parametrize(
    ("rule", "changes", "vetoes", "evidence"),
    [
        ({"kinds": {"initiative"}}, {}, ["kind"], []),
        ({"kinds": {"association"}}, {}, [], []),
        ({"legal_forms": {"ev"}}, {}, [], ["legal-form"]),
        ({"legal_forms": {"ev"}}, {"dossier": Dossier(legal_form="ev")}, [], []),
        ({"legal_forms": {"ev"}}, {"dossier": Dossier(legal_form="gmbh")}, ["legal_form"], []),
        ({"any_trait": {"non-profit", "of-age"}}, {}, ["no_trait"], []),
        (
            {"any_trait": {"non-profit", "of-age"}},
            {"dossier": Dossier(traits=frozenset({"of-age"}))},
            [],
            [],
        ),
        (
            {"no_trait": {"party"}},
            {"dossier": Dossier(traits=frozenset({"party"}))},
            ["excluded"],
            [],
        ),
        ({"newer_than_months": always(12)}, {}, [], ["founding-day"]),
        ({"newer_than_months": always(12)}, {"founded_on": date(2025, 3, 2)}, [], []),
        ({"newer_than_months": always(12)}, {"founded_on": date(2025, 3, 1)}, ["too_old"], []),
        (
            {"newer_than_months": always(12)},
            {"dossier": Dossier(traits=frozenset({"being-founded"}))},
            [],
            [],
        ),
    ],
)
def test_what_is_not_known_of_an_applicant_is_asked_for(
    rule: dict[str, Any], changes: dict[str, Any], vetoes: list[str], evidence: list[str]
) -> None:
    """Only what is known to be otherwise forbids."""
    fields: dict[str, Any] = {
        key: frozenset(value) if isinstance(value, set) else value for key, value in rule.items()
    }
    made = ApplicantStatus(**fields)

    assert vetoes == codes(made.status(of(**changes)))
    assert evidence == codes(made.needs(of(**changes)))


# --- plans ----------------------------------------------------------------------------------


def test_papers_are_needed_from_some_and_above_some_amount() -> None:
    """Kind, amount and traits may free from them."""
    rule = Papers(
        frozenset({"statutes"}),
        always(Money(400_00)),
        frozenset({"being-founded"}),
        frozenset({"association"}),
    )

    assert ["statutes"] == codes(rule.needed(CONTEXT))
    assert [] == codes(rule.needed(of(amount=Money(400_00))))
    assert [] == codes(rule.needed(of(organisation_kind="initiative")))
    founded = Dossier(traits=frozenset({"being-founded"}))
    assert [] == codes(rule.needed(of(dossier=founded)))


def test_other_funders_may_stay_below_a_share() -> None:
    """Half of the total is not below half of it."""
    rule = OtherFunders(below_percent=always(50))

    def answers(cents: int) -> list[str]:
        plan = FinancingPlan(others=(ThirdPartyFunds(source="city", amount=Money(cents)),))
        return codes(rule.funders(of(dossier=Dossier(financing=plan))))

    assert ([], ["too_much"]) == (answers(499_99), answers(500_00))
    assert [] == codes(rule.funders(CONTEXT))


def test_where_others_are_forbidden_some_may_be_welcome() -> None:
    """A funder that gives nothing is no funder."""
    rule = OtherFunders(allowed=False, except_for=frozenset({"church"}))
    plan = FinancingPlan(
        others=tuple(
            ThirdPartyFunds(source=source, amount=Money(cents))
            for source, cents in (("church", 5), ("city", 0), ("state", 5))
        )
    )

    assert [Veto("not_with", ("state",))] == list(rule.funders(of(dossier=Dossier(financing=plan))))


def test_cost_types_have_exceptions_and_caps() -> None:
    """A feature of the project lifts an exclusion; a share of the total is a cap, too."""
    rule = CostTypes(
        excluded=frozenset({"catering"}),
        exceptions=(CostException("catering", frozenset({"one-day-event"})),),
        caps=(CostCap(frozenset({"fee", "allowance"}), percent=always(50)),),
    )
    plan = CostPlan((item("catering", 10), item("fee", 30), item("allowance", 25)))
    event = Dossier(costs=plan, features=frozenset({"one-day-event"}))

    assert ["not_eligible", "above_cap"] == codes(rule.expenses(of(dossier=Dossier(costs=plan))))
    assert [Veto("above_cap", ("allowance, fee", Money(55_00), Money(32_50)))] == list(
        rule.expenses(of(dossier=event))
    )
    amount = CostTypes(caps=(CostCap(frozenset({"fee"}), always(Money(29_99))),))
    assert ["above_cap"] == codes(amount.expenses(of(dossier=event)))
    enough = CostTypes(caps=(CostCap(frozenset({"fee"}), always(Money(30_00)), always(99)),))
    assert [] == codes(enough.expenses(of(dossier=event)))
    assert [] == codes(rule.expenses(CONTEXT))
    assert [] == codes(CostTypes(excluded_features=frozenset({"sport"})).needs_plan(CONTEXT))


def test_a_fee_in_a_unit_without_a_cap_is_asked_about() -> None:
    """A day's fee is not compared with an hour's cap."""
    rule = FeeCap((Cap(always(Money(72_00))),))
    by_day = planned(item("fee", 400, units=1, unit="day", rate=Money(400_00)))

    assert [] == codes(rule.rates(of(dossier=by_day)))
    assert ["cost-plan", "rates"] == codes(rule.needs_rates(of(dossier=by_day)))
    assert ["cost-plan"] == codes(rule.needs_rates(CONTEXT))


def test_allowances_are_bounded_together() -> None:
    """And those without a rate are asked about."""
    rule = Allowance(most_rate=always(Money(10_00)), most_total=always(Money(50_00)))
    dossier = planned(item("allowance", 30), item("allowance", 30), item("fee", 90))

    assert [Veto("total", (Money(60_00), Money(50_00)))] == list(
        rule.allowances(of(dossier=dossier))
    )
    assert ["cost-plan", "rates"] == codes(rule.needs_plan(of(dossier=dossier)))
    assert [] == codes(rule.allowances(CONTEXT))


def test_duties_follow_from_any_award() -> None:
    """They need no plan, and say what is known of it."""
    offers = OffersNeeded(always(Money(500_00)), always(2))

    assert ["offers"] == codes(offers.compare(CONTEXT))
    assert [Duty("proof_due", (date(2026, 9, 30),))] == list(
        ProofOfUse(months=always(3)).proof(CONTEXT)
    )
    assert ["call_off", "spend_within"] == codes(
        PayoutMode(always("call-off"), always(6)).payout(CONTEXT)
    )
    assert ["words"] == codes(Publicity(words="Gefördert vom Ministerium").publicity(CONTEXT))
    assert [] == codes(Travel(per_km=always(Money(20))).proof(CONTEXT))


# --- what cannot be a rule ------------------------------------------------------------------


NONSENSE: list[Callable[[], object]] = [
    lambda: AmountTiers(()),
    lambda: AmountTiers((AmountTier(always(Money(1)), "team"),)),
    lambda: AmountTiers((AmountTier(duties=frozenset({"x" * 201})),)),
    lambda: OwnContribution(always(10), forms=frozenset()),
    lambda: CountLimit(always(1), "decade"),
    lambda: CountLimit(always(1), "0 months"),
    lambda: CountLimit(always(1), "12 months or so"),
    lambda: CallWindow(()),
    LeadTime,
    lambda: LeadTime(weeks=always(1), days=always(1)),
    lambda: Prerequisite(frozenset()),
    lambda: Prerequisite(frozenset({"talk"}), months=always(1), days=always(1)),
    ApplicantStatus,
    lambda: Papers(frozenset()),
    OtherFunders,
    CostTypes,
    lambda: CostTypes(eligible=frozenset({"a"}), excluded=frozenset({"a"})),
    lambda: FeeCap(()),
    lambda: FeeCap((Cap(always(Money(1))), Cap(always(Money(2))))),
    Allowance,
    Travel,
    ProofOfUse,
    lambda: ProofOfUse(weeks=always(1), months=always(1)),
    Publicity,
    lambda: Publicity(words="x" * 201),
    lambda: DecidingBody((Tier("team", always(Money(1))), Tier("team"))),
]


@pytest.mark.parametrize("number", range(len(NONSENSE)))
def test_a_rule_that_says_nothing_or_nonsense_is_refused(number: int) -> None:
    """The constructor refuses it, so a hub file that writes it does not open."""
    with pytest.raises(InvalidValue):
        NONSENSE[number]()
