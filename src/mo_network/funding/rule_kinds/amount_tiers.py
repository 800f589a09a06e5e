"""The rule kind `amount-tiers`: what an amount brings with it: who decides, how early, on what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Literal

import attrs

from mo_network.errors import InvalidValue
from mo_network.funding.checks import Body
from mo_network.funding.hooks import (
    DECIDING_BODY,
    EVIDENCE,
    FIRST_DAY,
    RECOMMENDING_BODY,
    GrantContext,
    award_duties,
    grant_deciders,
    grant_evidence,
    grant_limits,
)
from mo_network.funding.rule_kinds.words import Evidence
from mo_network.judging.answers import Duty, Limit, Note, Requirement
from mo_network.judging.units import LONGEST_TEXT, is_scalar
from mo_network.values.deadlines import days_after, weeks_after
from mo_network.values.money import Money
from mo_network.values.timeline import Timeline


@attrs.frozen
class AmountTier:
    """What holds up to an amount, this included; each part that is left out is not asked for."""

    up_to: Timeline[Money] | None = None
    body: Body | None = None
    recommended_by: Body | None = None
    weeks_before: Timeline[int] | None = None
    cut_off: Timeline[int] | None = None
    evidence: frozenset[Evidence] = frozenset()
    duties: frozenset[str] = frozenset()


@attrs.frozen
class AmountTiers:
    """Stufen nach Betrag: the first tier that reaches to the amount says what it takes.

    Shape:   `tiers` by rising bound, the last without one; `by` says which amount counts: that
             which is "awarded" (the default) or that which was "asked" for. A tier names the
             `body` that decides, who recommends, how many `weeks_before` the project the
             application must be there, the day of the month on which applications are collected
             (`cut_off`, 1 to 28), `evidence` by plain codes, and further `duties` in the hub's
             words, up to 200 characters each.
    Errors:  InvalidValue for bounds that are missing or too many, and duties that are too long. On
             a day without a value the rule cannot answer, and the verdict is undecided.

    Which mistake is worse: to let a larger amount pass by the rules of a smaller one. An
    application after the cut-off waits for that of the next month, and a project cannot begin
    before it.

    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> day, rules = date(2026, 1, 1), Source("Rules of an invented hub", article="4")
    >>> bound = Timeline("team", (Step(day, Money(1500_00), rules),))
    >>> rule = AmountTiers((AmountTier(bound, "team"), AmountTier(body="jury")))
    >>> rule.tier(Money(1500_00), day).body, rule.tier(Money(1500_01), day).body
    ('team', 'jury')
    """

    kind: ClassVar[str] = "amount-tiers"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "funding.body": "Darüber entscheidet: {value}.",
            "funding.recommending_body": "Vorher gibt eine Empfehlung: {value}.",
            "funding.evidence": "Bei diesem Betrag wird gebraucht: {value}.",
            "funding.first_day": "Bei diesem Betrag beginnt das Vorhaben frühestens am {value}; "
            "geplant ist der {asked}.",
            "cut_off": "Gesammelt wird bis zum {0}.",
            "duty": "{0}",
        },
        "de-simple": {
            "funding.body": "Darüber entscheidet: {value}.",
            "funding.recommending_body": "Vorher sagt ihre Meinung: {value}.",
            "funding.evidence": "Bei so viel Geld brauchen wir: {value}.",
            "funding.first_day": "Das Projekt darf am {value} anfangen, nicht früher. "
            "Geplant ist der {asked}.",
            "cut_off": "Wir sammeln Anträge bis zum {0}.",
            "duty": "{0}",
        },
        "en": {
            "funding.body": "This is decided by: {value}.",
            "funding.recommending_body": "Before, this is recommended by: {value}.",
            "funding.evidence": "An amount like this needs: {value}.",
            "funding.first_day": "With this amount the project begins on {value} or later; "
            "{asked} is planned.",
            "cut_off": "Applications are collected until {0}.",
            "duty": "{0}",
        },
    }

    tiers: tuple[AmountTier, ...]
    by: Literal["awarded", "asked"] = "awarded"

    def __attrs_post_init__(self) -> None:
        if [tier.up_to is None for tier in self.tiers] != [False] * (len(self.tiers) - 1) + [True]:
            raise InvalidValue(
                "every tier but the last needs up_to, and the last has none, so that every "
                "amount has a tier",
                given=self.tiers,
                allowed="bounds on all tiers but the last",
            )
        for tier in self.tiers:
            for text in tier.duties:
                if not is_scalar(text):
                    raise InvalidValue(
                        f"{text[:60]!r} has {len(text)} characters: write up to {LONGEST_TEXT} "
                        "printable ones on one line",
                        given=text,
                        allowed=f"{LONGEST_TEXT} printable characters",
                    )

    def tier(self, amount: Money, on: date) -> AmountTier:
        """The first tier that reaches to an amount on a day."""
        for tier in self.tiers:
            if tier.up_to is None or amount <= tier.up_to.at(on):
                return tier
        raise AssertionError("the last tier is without bound")

    def _of(self, context: GrantContext) -> AmountTier:
        return self.tier(context.asked if self.by == "asked" else context.amount, context.on)

    @grant_deciders
    def deciders(self, context: GrantContext) -> Iterable[Requirement[str]]:
        """Who decides about this amount, and who recommends."""
        tier = self._of(context)
        if tier.body is not None:
            yield Requirement(DECIDING_BODY, tier.body)
        if tier.recommended_by is not None:
            yield Requirement(RECOMMENDING_BODY, tier.recommended_by)

    @grant_evidence
    def papers(self, context: GrantContext) -> Iterable[Requirement[str]]:
        """What must be there for this amount."""
        return [Requirement(EVIDENCE, code) for code in sorted(self._of(context).evidence)]

    @award_duties
    def duties(self, context: GrantContext) -> Iterable[Duty]:
        """What else an amount like this brings with it."""
        return [Duty("duty", (text,)) for text in sorted(self._of(context).duties)]

    @grant_limits
    def first_day(self, context: GrantContext) -> Iterable[Limit[date] | Note]:
        """The first day on which a project of this amount may begin."""
        tier, received = self._of(context), context.received_on
        if tier.weeks_before is not None:
            weeks = tier.weeks_before.at(context.on)
            yield Limit(FIRST_DAY, weeks_after(received, weeks))
        if tier.cut_off is not None:
            collected = next_cut_off(received, tier.cut_off.at(context.on))
            yield Limit(FIRST_DAY, days_after(collected, 1))
            yield Note("cut_off", (collected,))


def next_cut_off(received: date, day: int) -> date:
    """The next such day of a month, the day of receipt included.

    Errors:  InvalidValue for a day that not every month has.

    >>> next_cut_off(date(2026, 3, 15), 15), next_cut_off(date(2026, 12, 16), 15)
    (datetime.date(2026, 3, 15), datetime.date(2027, 1, 15))
    """
    if not 1 <= day <= 28:
        raise InvalidValue(f"cut_off is {day}: give a day from 1 to 28", given=day)
    if received.day <= day:
        return received.replace(day=day)
    year, month = divmod(received.year * 12 + received.month, 12)
    return date(year, month + 1, day)
