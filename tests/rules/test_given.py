"""Rules built in Python: a word that their field does not know is refused before they are asked."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest

from mo_network.errors import InvalidValue
from mo_network.funding.rule_kinds.deciding_body import DecidingBody, Tier
from mo_network.funding.rule_kinds.line_exhausted import LineExhausted
from mo_network.funding.rule_kinds.own_contribution import OwnContribution
from mo_network.funding.rule_kinds.payout_mode import PayoutMode
from mo_network.judging.catalogue import Catalogue
from mo_network.rooms.rule_kinds.booking_quota import BookingQuota
from mo_network.rules.ruleset import Rule, RuleSet
from mo_network.values.money import Money
from mo_network.values.source import Source
from mo_network.values.timeline import Step, Timeline


def steps(value: Any) -> Timeline[Any]:
    """One value from the first day of the year on."""
    return Timeline("given", (Step(date(2026, 1, 1), value, Source("Invented rules")),))


def asked(instance: Any) -> RuleSet:
    """A hub with one rule."""
    return RuleSet([Rule("rule", instance.kind, instance)], (), Catalogue(()))


# As somebody would write them who has no type checker at hand.
PAYOUT, EXHAUSTED, OWN, QUOTA, TIER = cast(
    "tuple[Any, ...]", (PayoutMode, LineExhausted, OwnContribution, BookingQuota, Tier)
)
WRONG = [
    (PAYOUT(steps("cheque")), "PayoutMode.by: 'cheque' is none of them"),
    (EXHAUSTED(state=steps("exhasted")), "did you mean 'exhausted'"),
    (OWN(steps(10), of="totl"), "OwnContribution.of: 'totl'"),
    (OWN(steps(10), forms=frozenset({"cash", "kind"})), "OwnContribution.forms: 'kind'"),
    (QUOTA(most=steps(2), period="month", counted="hour"), "BookingQuota.counted: 'hour'"),
]


@pytest.mark.parametrize(("instance", "told"), WRONG, ids=[told for _, told in WRONG])
def test_a_wrong_word_is_refused(instance: Any, told: str) -> None:
    """In a text, in a list, in a step of a timeline."""
    with pytest.raises(InvalidValue, match="none of them") as caught:
        asked(instance)

    assert told in str(caught.value)


def test_a_body_that_is_none_is_refused() -> None:
    """Already where the rule is built, for tiers have an order."""
    with pytest.raises(InvalidValue, match="tiers name team, jurry: name each"):
        DecidingBody((TIER("team", steps(Money(50_000))), TIER("jurry")))


def test_right_words_are_taken() -> None:
    """Steps without a value, too."""
    gap = Timeline(
        "given",
        (
            Step(date(2026, 1, 1), "call-off", Source("Invented rules")),
            Step(date(2027, 1, 1), None, Source("Invented rules")),
        ),
    )

    assert 1 == len(asked(PAYOUT(gap)).rules)
