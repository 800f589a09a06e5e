"""The rule kind `other-funders`: whether others may pay for the same project."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.funding.evidence import FINANCING_PLAN
from mo_network.funding.hooks import EVIDENCE, GrantContext, grant_evidence, grant_vetoes
from mo_network.funding.rule_kinds.words import Plain
from mo_network.judging.answers import Requirement, Veto
from mo_network.values.money import Money
from mo_network.values.timeline import Timeline


@attrs.frozen
class OtherFunders:
    """Drittmittel: money of others is possible, possible but for some, or not at all.

    Shape:   with `allowed` (the default) every source but those in `except_for` may pay, without
             it only those. `below_percent`: all of them together stay below so much of the total
             cost (the cost plan; without one, all that the financing plan adds up to).
    Errors:  on a day without a value the rule cannot answer, and the verdict is undecided.

    Which mistake is worse: to pay twice for one expense, for it is reclaimed. Without a financing
    plan it is required, never guessed.

    >>> rule = OtherFunders(except_for=frozenset({"bamf"}))
    >>> rule.is_welcome("bamf"), rule.is_welcome("city")
    (False, True)
    """

    kind: ClassVar[str] = "other-funders"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "funding.evidence": "Ob andere mitfinanzieren, zeigt: {value}.",
            "not_with": "Mit Geld dieser Stelle ist die Förderung nicht vereinbar: {0}.",
            "too_much": "Andere geben {0}; es muss weniger sein als {1} % von {2}.",
        },
        "de-simple": {
            "funding.evidence": "Geben auch andere Geld? Das sehen wir hier: {value}.",
            "not_with": "Sie bekommen Geld von: {0}. Dann geht unsere Förderung nicht.",
            "too_much": "Andere geben {0}. Es muss weniger sein als {1} % von {2}.",
        },
        "en": {
            "funding.evidence": "Whether others pay as well is shown by the: {value}.",
            "not_with": "The grant cannot go together with money of: {0}.",
            "too_much": "Others give {0}; it must be less than {1} % of {2}.",
        },
    }

    allowed: bool = True
    except_for: frozenset[Plain] = frozenset()
    below_percent: Timeline[int] | None = None

    def __attrs_post_init__(self) -> None:
        if self.allowed and not self.except_for and self.below_percent is None:
            raise InvalidValue(
                "the rule forbids nothing: write allowed = false, except_for or below_percent",
                given=self.allowed,
                allowed="allowed = false, except_for, below_percent",
            )

    def is_welcome(self, source: str) -> bool:
        """Whether a source of money may pay as well."""
        return (source in self.except_for) != self.allowed

    @grant_evidence
    def needs_plan(self, context: GrantContext) -> Iterable[Requirement[str]]:
        """The plan that names other funders."""
        return (Requirement(EVIDENCE, FINANCING_PLAN),)

    @grant_vetoes
    def funders(self, context: GrantContext) -> Iterable[Veto]:
        """A veto for each funder that does not go together with this one."""
        plan, costs = context.dossier.financing, context.dossier.costs
        if plan is None:
            return
        for source in sorted({each.source for each in plan.others if each.amount}):
            if not self.is_welcome(source):
                yield Veto("not_with", (source,))
        if self.below_percent is None or not plan.third_party:
            return
        all_cents = context.amount.cents + plan.own.cents + plan.third_party.cents
        total = Money(all_cents, context.amount.currency) if costs is None else costs.total
        percent = self.below_percent.at(context.on)
        if plan.third_party.cents * 100 >= percent * total.cents:
            yield Veto("too_much", (plan.third_party, percent, total))
