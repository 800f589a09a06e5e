"""The rule kind `own-contribution`: the applicant brings a share, in money, in kind or in hours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Literal, get_args

import attrs

from mo_network.errors import InvalidValue
from mo_network.funding.evidence import FINANCING_PLAN
from mo_network.funding.financing import FinancingPlan
from mo_network.funding.hooks import EVIDENCE, GrantContext, grant_evidence, grant_vetoes
from mo_network.judging.answers import Requirement, Veto
from mo_network.values.money import Money
from mo_network.values.share import Share
from mo_network.values.timeline import Timeline

Form = Literal["cash", "in-kind", "volunteers"]


@attrs.frozen
class OwnContribution:
    """Eigenanteil: at least so many per cent, of the total cost or of the grant.

    Shape:   `percent` `of` the "total" (the cost plan; without one, all that the financing plan
             adds up to) or of the "grant". `forms` are what counts: cash, in-kind, volunteers.
             Volunteers' hours count at a rate from `least_rate` to `most_rate`, up to
             `most_hours`.
    Errors:  InvalidValue for no form. On a day without a value the rule cannot answer, and the
             verdict is undecided.

    Which mistake is worse: to count what nobody brings, for the project is then short of money.
    Without a financing plan it is required, never guessed.

    >>> from datetime import date
    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> day, rules = date(2026, 1, 1), Source("Rules of an invented hub", article="7")
    >>> rule = OwnContribution(Timeline("own", (Step(day, 10, rules),)))
    >>> str(rule.counted(FinancingPlan(cash=Money(60_00), in_kind=Money(40_00)), day))
    '100.00 EUR'
    """

    kind: ClassVar[str] = "own-contribution"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "funding.evidence": "Der Eigenanteil wird geprüft am: {value}.",
            "own_share": "Der Eigenanteil ist mindestens {0} ({2} % von {3}); gezählt werden {1}.",
            "rate_low": "Ehrenamtliche Stunden zählen mit mindestens {1}, nicht mit {0}.",
            "rate_high": "Ehrenamtliche Stunden zählen mit höchstens {1}, nicht mit {0}.",
        },
        "de-simple": {
            "funding.evidence": "Sie müssen selbst etwas geben. Das prüfen wir hier: {value}.",
            "own_share": "Sie müssen selbst mindestens {0} geben. Das sind {2} % von {3}. "
            "Jetzt sind es {1}.",
            "rate_low": "Eine Stunde Ehrenamt zählt mindestens {1}. Sie haben {0} geschrieben.",
            "rate_high": "Eine Stunde Ehrenamt zählt höchstens {1}. Sie haben {0} geschrieben.",
        },
        "en": {
            "funding.evidence": "The own contribution is checked in the: {value}.",
            "own_share": "The own contribution is at least {0} ({2} % of {3}); {1} counts.",
            "rate_low": "Volunteers' hours count at {1} or more, not at {0}.",
            "rate_high": "Volunteers' hours count at {1} or less, not at {0}.",
        },
    }

    percent: Timeline[int]
    of: Literal["total", "grant"] = "total"
    forms: frozenset[Form] = frozenset(get_args(Form))
    least_rate: Timeline[Money] | None = None
    most_rate: Timeline[Money] | None = None
    most_hours: Timeline[int] | None = None

    def __attrs_post_init__(self) -> None:
        if not self.forms:
            raise InvalidValue("forms are none: write at least one", given=self.forms)

    def counted(self, plan: FinancingPlan, on: date) -> Money:
        """What of a plan counts as the applicant's own."""
        cents = 0
        if plan.cash is not None and "cash" in self.forms:
            cents += plan.cash.cents
        if plan.in_kind is not None and "in-kind" in self.forms:
            cents += plan.in_kind.cents
        if plan.volunteers is not None and "volunteers" in self.forms:
            hours = plan.volunteers.hours
            if self.most_hours is not None:
                hours = min(hours, self.most_hours.at(on))
            cents += hours * plan.volunteers.rate.cents
        return Money(cents, plan.currency or "EUR")

    @grant_evidence
    def needs_plan(self, context: GrantContext) -> Iterable[Requirement[str]]:
        """The plan that the share is read from."""
        return (Requirement(EVIDENCE, FINANCING_PLAN),)

    @grant_vetoes
    def share(self, context: GrantContext) -> Iterable[Veto]:
        """A veto for a share that is too small, and for hours at another rate."""
        plan, on = context.dossier.financing, context.on
        if plan is None:
            return
        own, percent = self.counted(plan, on), self.percent.at(on)
        base = context.amount if self.of == "grant" else _total(context, plan)
        if own.cents * 100 < percent * base.cents:
            yield Veto("own_share", (base.part(Share(percent, 100)), own, percent, base))
        if plan.volunteers is None or "volunteers" not in self.forms:
            return
        rate = plan.volunteers.rate
        if self.least_rate is not None and rate < self.least_rate.at(on):
            yield Veto("rate_low", (rate, self.least_rate.at(on)))
        if self.most_rate is not None and rate > self.most_rate.at(on):
            yield Veto("rate_high", (rate, self.most_rate.at(on)))


def _total(context: GrantContext, plan: FinancingPlan) -> Money:
    """What the project costs; without a cost plan, what all together give."""
    costs = context.dossier.costs
    if costs is not None:
        return costs.total
    others = plan.own.cents + plan.third_party.cents
    return Money(context.amount.cents + others, context.amount.currency)
