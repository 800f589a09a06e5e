"""The rule kind `cost-types`: which expenses are eligible, which are not, which up to a cap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.funding.costs import CostPlan
from mo_network.funding.evidence import COST_PLAN
from mo_network.funding.hooks import EVIDENCE, GrantContext, grant_evidence, grant_vetoes
from mo_network.funding.rule_kinds.words import Cost, Feature
from mo_network.judging.answers import Requirement, Veto
from mo_network.values.money import Money
from mo_network.values.share import Share
from mo_network.values.timeline import Timeline


@attrs.frozen
class CostCap:
    """Some kinds of cost, together: at most an amount, or a share of the total, or both."""

    kinds: frozenset[Cost]
    most: Timeline[Money] | None = None
    percent: Timeline[int] | None = None


@attrs.frozen
class CostException:
    """A kind of cost that is eligible after all, if the project has one of these features."""

    kind: Cost
    features: frozenset[Feature]


@attrs.frozen
class CostTypes:
    """Förderfähige Ausgaben: by plain codes of the hub's own, such as room-rent.

    Shape:   `eligible` are the only kinds that are, if any is named; `excluded` are none;
             `exceptions` lift either for a project of some feature; `caps` bound kinds together.
             `excluded_features` are kinds of project that are not funded at all.
    Errors:  InvalidValue for a rule that says nothing, and a kind both eligible and excluded. On
             a day without a value the rule cannot answer, and the verdict is undecided.

    Which mistake is worse: to pay what the funder does not accept, for it is reclaimed. Without a
    cost plan it is required, never guessed.

    >>> rule = CostTypes(excluded=frozenset({"catering"}))
    >>> rule.is_eligible("catering", frozenset()), rule.is_eligible("rent", frozenset())
    (False, True)
    """

    kind: ClassVar[str] = "cost-types"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "funding.evidence": "Welche Ausgaben geplant sind, zeigt: {value}.",
            "not_eligible": "Nicht förderfähig ist die Ausgabe: {0} ({1}).",
            "not_funded": "Nicht gefördert werden Vorhaben mit dem Merkmal: {0}.",
            "above_cap": "Für {0} sind zusammen höchstens {2} möglich; geplant sind {1}.",
        },
        "de-simple": {
            "funding.evidence": "Was wollen Sie bezahlen? Das sehen wir hier: {value}.",
            "not_eligible": "Das können wir nicht bezahlen: {0} ({1}).",
            "not_funded": "Solche Projekte können wir nicht bezahlen: {0}.",
            "above_cap": "Für {0} sind zusammen höchstens {2} möglich. Geplant sind {1}.",
        },
        "en": {
            "funding.evidence": "Which expenses are planned is shown by the: {value}.",
            "not_eligible": "Not eligible is the expense: {0} ({1}).",
            "not_funded": "Not funded are projects that are: {0}.",
            "above_cap": "For {0} together at most {2} is possible; {1} is planned.",
        },
    }

    eligible: frozenset[Cost] = frozenset()
    excluded: frozenset[Cost] = frozenset()
    exceptions: tuple[CostException, ...] = ()
    caps: tuple[CostCap, ...] = ()
    excluded_features: frozenset[Feature] = frozenset()

    def __attrs_post_init__(self) -> None:
        if not (self.eligible or self.excluded or self.caps or self.excluded_features):
            raise InvalidValue(
                "the rule says nothing: write eligible, excluded, excluded_features or caps",
                given=None,
                allowed="eligible, excluded, excluded_features, caps",
            )
        both = self.eligible & self.excluded
        if both:
            raise InvalidValue(
                f"{', '.join(sorted(both))}: is eligible and excluded; write it in one of them",
                given=both,
                allowed="each kind once",
            )

    def is_eligible(self, kind: str, features: frozenset[str]) -> bool:
        """Whether an expense of a kind may be paid in a project of these features."""
        if any(each.kind == kind and each.features & features for each in self.exceptions):
            return True
        return kind not in self.excluded and (not self.eligible or kind in self.eligible)

    @property
    def _reads_plan(self) -> bool:
        return bool(self.eligible or self.excluded or self.caps)

    @grant_evidence
    def needs_plan(self, context: GrantContext) -> Iterable[Requirement[str]]:
        """The plan that names the expenses."""
        return (Requirement(EVIDENCE, COST_PLAN),) if self._reads_plan else ()

    @grant_vetoes
    def expenses(self, context: GrantContext) -> Iterable[Veto]:
        """A veto for each kind that is not eligible, or above its cap."""
        plan, features = context.dossier.costs, context.dossier.features
        for feature in sorted(self.excluded_features & features):
            yield Veto("not_funded", (feature,))
        if plan is None:
            return
        for kind in sorted({item.kind for item in plan.items}):
            if not self.is_eligible(kind, features):
                yield Veto("not_eligible", (kind, _sum_of(plan, frozenset({kind}))))
        for cap in self.caps:
            yield from _capped(cap, plan, context)


def _sum_of(plan: CostPlan, kinds: frozenset[str]) -> Money:
    return Money(sum(item.amount.cents for item in plan.of(kinds)), plan.currency)


def _capped(cap: CostCap, plan: CostPlan, context: GrantContext) -> Iterator[Veto]:
    planned, names = _sum_of(plan, cap.kinds), ", ".join(sorted(cap.kinds))
    if cap.most is not None and planned > cap.most.at(context.on):
        yield Veto("above_cap", (names, planned, cap.most.at(context.on)))
    if cap.percent is not None:
        most = plan.total.part(Share(cap.percent.at(context.on), 100))
        if planned > most:
            yield Veto("above_cap", (names, planned, most))
