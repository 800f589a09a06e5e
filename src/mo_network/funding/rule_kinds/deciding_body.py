"""The rule kind `deciding-body`: who decides, by the amount."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.funding.checks import Body
from mo_network.funding.hooks import DECIDING_BODY, RECOMMENDING_BODY, GrantContext, grant_deciders
from mo_network.judging.answers import Requirement
from mo_network.values.money import Money
from mo_network.values.timeline import Timeline


@attrs.frozen
class Tier:
    """A body and the amount up to which, this included, it decides; None is without bound.

    Shape:   with `recommended_by` the body decides on the recommendation of another.
    """

    body: Body
    up_to: Timeline[Money] | None = None
    recommended_by: Body | None = None


@attrs.frozen
class DecidingBody:
    """Entscheidungsebene: the first tier that reaches to the amount decides, or a higher body.

    Shape:   `tiers` by rising amount; the last is without bound. Bodies rise with them, but one
             that decides on the recommendation of another may stand again.
    Errors:  InvalidValue for bodies out of order or unknown, and for a bound that is missing, or
             that the last tier has. On a day without a bound the rule cannot answer.

    Which mistake is worse: to let too low a body decide, for its decision does not hold.

    >>> from datetime import date
    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> rules = Source("Rules of an invented hub", article="4")
    >>> bound = Timeline("team", (Step(date(2026, 1, 1), Money(50000), rules),))
    >>> rule = DecidingBody((Tier("team", bound), Tier("jury")))
    >>> rule.body(Money(50000), date(2026, 5, 1)), rule.body(Money(50001), date(2026, 5, 1))
    ('team', 'jury')
    """

    kind: ClassVar[str] = "deciding-body"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "funding.body": "Darüber entscheidet: {value}.",
            "funding.recommending_body": "Vorher gibt eine Empfehlung: {value}.",
        },
        "de-simple": {
            "funding.body": "Darüber entscheidet: {value}.",
            "funding.recommending_body": "Vorher sagt ihre Meinung: {value}.",
        },
        "en": {
            "funding.body": "This is decided by: {value}.",
            "funding.recommending_body": "Before, this is recommended by: {value}.",
        },
    }

    tiers: tuple[Tier, ...]

    def __attrs_post_init__(self) -> None:
        places = [_place(tier) for tier in self.tiers]
        if not places or places != sorted(set(places)) or places[0][0] < 0:
            raise InvalidValue(
                f"tiers name {', '.join(tier.body for tier in self.tiers) or 'nobody'}: name each "
                f"body once, from the lowest to the highest of {', '.join(DECIDING_BODY.order)}",
                given=self.tiers,
                allowed=", ".join(DECIDING_BODY.order),
            )
        if [tier.up_to is None for tier in self.tiers] != [False] * (len(places) - 1) + [True]:
            raise InvalidValue(
                "every tier but the last needs up_to, and the last has none, so that somebody "
                "decides about every amount",
                given=self.tiers,
                allowed="bounds on all tiers but the last",
            )

    def body(self, amount: Money, on: date) -> str:
        """The lowest body that may decide about an amount on a day."""
        return self.tier(amount, on).body

    def tier(self, amount: Money, on: date) -> Tier:
        """The first tier that reaches to an amount on a day."""
        for tier in self.tiers:
            if tier.up_to is None or amount <= tier.up_to.at(on):
                return tier
        raise AssertionError("the last tier is without bound")

    @grant_deciders
    def decider(self, context: GrantContext) -> Iterable[Requirement[str]]:
        """The body that the amount of the award needs, and who has to recommend it."""
        tier = self.tier(context.amount, context.on)
        if tier.recommended_by is None:
            return (Requirement(DECIDING_BODY, tier.body),)
        return (
            Requirement(DECIDING_BODY, tier.body),
            Requirement(RECOMMENDING_BODY, tier.recommended_by),
        )


def _place(tier: Tier) -> tuple[int, int]:
    """Where a tier stands among the others; below zero if it names a body that is none."""
    order = DECIDING_BODY.order
    if tier.body not in order or tier.recommended_by not in {None, *order}:
        return -1, -1
    advised = -1 if tier.recommended_by is None else order.index(tier.recommended_by)
    return order.index(tier.body), advised
