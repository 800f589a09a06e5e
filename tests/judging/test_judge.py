"""The judge: each standing in its way, and the state never the worse for it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.judging.toy import (
    AMOUNT,
    ASKED,
    BODY,
    NOON,
    CoinsAsked,
    CoinsGiven,
    LidOpened,
    LidWished,
    TinCut,
    TinLost,
    TinPlaced,
    judge_on,
    judged,
    rules_of,
    says,
    stocked_world,
)

from mo_network.errors import InvalidValue, NotAllowed, UnknownReference
from mo_network.judging.answers import Limit, Note, Veto
from mo_network.judging.changes import FOR_GOOD
from mo_network.judging.judge import LIFECYCLE
from mo_network.judging.state import When
from mo_network.judging.weighing import Verdict
from mo_network.values.money import Money

GIFT = CoinsGiven(ask="ask:one", amount=Money(50_00), first_day=date(2026, 6, 1))


def test_a_received_fact_is_judged_by_what_it_asks_for() -> None:
    """The ask is put on trial, so its own gift knows it."""
    outcome = judged()

    assert (ASKED, GIFT, Verdict.ALLOWED) == (outcome.fact, outcome.asked, outcome.verdict)
    assert Money(50_00) == outcome.headroom(AMOUNT)


def test_a_received_fact_that_cannot_be_granted_is_forbidden() -> None:
    """By the law, which names itself."""
    outcome = judged(fact=ASKED.but(amount=Money(100_01)))

    assert Verdict.FORBIDDEN is outcome.verdict
    assert ["toy.enough"] == [said.by for said in outcome.binding]
    assert Money(-1) == outcome.headroom(AMOUNT)


def test_a_decided_fact_without_its_step_is_forbidden() -> None:
    """Design, section 2: a step not in the table: "a decided fact is `forbidden`"."""
    world = stocked_world()
    world.apply(ASKED, When(NOON), FOR_GOOD)
    judge = judge_on(world)

    assert judge.judge(GIFT, When(NOON)).is_allowed
    world.apply(GIFT, When(NOON), FOR_GOOD)
    outcome = judge.judge(GIFT, When(NOON))
    assert Verdict.FORBIDDEN is outcome.verdict
    assert (LIFECYCLE, Veto("no_step_left", ("ask:one", "given"))) == outcome.binding[0]
    assert 'ask:one is "given"; no step is foreseen after that.' in outcome.explain("en")


def test_an_observed_fact_without_its_step_is_noted() -> None:
    """Design, section 2: "another is recorded, the status kept, a finding made"."""
    world = stocked_world()
    world.apply(TinLost(tin="tin:red"), When(NOON), FOR_GOOD)
    outcome = judge_on(world).judge(TinLost(tin="tin:red"), When(NOON))

    assert Verdict.ALLOWED is outcome.verdict
    assert [Note("no_step_left", ("tin:red", "lost"))] == [said.answer for said in outcome.notes]


def test_a_wish_for_a_step_that_is_not_there_is_forbidden() -> None:
    """The decision that is asked for is judged by the table too."""
    world = stocked_world()
    world.apply(LidOpened(tin="tin:red"), When(NOON), FOR_GOOD)
    outcome = judge_on(world).judge(LidWished(id="wish:a", tin="tin:red"), When(NOON))

    assert Verdict.FORBIDDEN is outcome.verdict
    assert [LIFECYCLE] == [said.by for said in outcome.binding]


def test_an_observed_fact_lists_the_breaches_that_it_causes() -> None:
    """It is taken all the same, and the rules are not asked."""
    judge = judge_on(stocked_world(), rules_of(says("strict", Veto("no"))))
    outcome = judge.judge(TinCut(id="cut:a", tin="tin:red", amount=Money(100_01)), When(NOON))

    assert Verdict.ALLOWED is outcome.verdict
    assert [("toy.enough", "tin:red", "cut:a")] == [
        (breach.law, breach.thing, breach.cause) for breach in outcome.breaches
    ]
    assert "strict" not in {said.by for said in outcome.said}
    assert "Broken by this:" in outcome.explain("en")


def test_what_is_not_well_formed_is_an_error_and_no_outcome() -> None:
    """An id that exists, a reference that does not."""
    judge = judge_on(stocked_world())

    with pytest.raises(InvalidValue):
        judge.judge(TinPlaced(id="tin:red", amount=Money(1)), When(NOON))
    with pytest.raises(UnknownReference):
        judge.judge(CoinsAsked(id="ask:a", tin="tin:blue", amount=Money(1)), When(NOON))


def test_the_hubs_day_is_that_of_its_zone() -> None:
    """Half past ten in the evening in UTC is the next day in Berlin in summer."""
    rule = says("note", Note("see_also"))
    late = NOON.replace(hour=22, minute=30)
    outcome = judge_on(stocked_world(), rules_of(rule)).judge(ASKED, When(late))
    early = judge_on(stocked_world(), rules_of(rule)).judge(
        ASKED, When(late, late - timedelta(hours=1))
    )

    assert {"received": date(2026, 5, 2)} == outcome.days
    assert {"received": date(2026, 5, 1)} == early.days


def test_an_outcome_can_be_raised() -> None:
    """For those who prefer exceptions; it carries the outcome."""
    outcome = judged(says("strict", Veto("no", ("it",))))

    with pytest.raises(NotAllowed, match="No, because of it") as caught:
        outcome.or_raise()
    assert outcome is caught.value.outcome
    assert judged().or_raise().is_allowed


def test_what_nothing_speaks_of_has_no_bound() -> None:
    """And no headroom."""
    outcome = judged()

    assert outcome.bound(BODY) is None
    assert outcome.headroom(BODY) is None
    assert outcome.headroom(AMOUNT) is not None


def test_a_limit_of_what_the_fact_leaves_open_is_not_called_satisfied() -> None:
    """What could not be compared was not checked."""
    entries = judged(says("who", Limit(BODY, "board"))).explain_data("en")

    assert ["open"] == [entry["part"] for entry in entries if entry["rule"] == "who"]
