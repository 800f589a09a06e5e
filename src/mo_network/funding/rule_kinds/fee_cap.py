"""The rule kind `fee-cap`: fees are at most so much for an hour, by qualification."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.funding.costs import CostItem
from mo_network.funding.evidence import COST_PLAN
from mo_network.funding.hooks import EVIDENCE, GrantContext, grant_evidence, grant_vetoes
from mo_network.funding.rule_kinds.words import Cost, Plain, Unit
from mo_network.judging.answers import Requirement, Veto
from mo_network.values.money import Money
from mo_network.values.timeline import Timeline


@attrs.frozen
class Cap:
    """The highest rate for a unit and a qualification; without one, for all that have no own."""

    most: Timeline[Money]
    unit: Unit = "hour"
    qualification: Plain | None = None


@attrs.frozen
class FeeCap:
    """Honorarobergrenze: no rate above the cap of its unit and qualification.

    Shape:   `caps` each for a unit, and for a qualification by plain code or for all others;
             `kinds` are the kinds of cost that they hold for: fee, if none is named.
    Errors:  InvalidValue for two caps of one unit and qualification. On a day without a value the
             rule cannot answer, and the verdict is undecided.

    Which mistake is worse: to agree to a fee that cannot be accounted for. So an item without a
    rate, or in a unit without a cap, is asked about, not passed over.

    >>> from datetime import date
    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> day, rules = date(2026, 1, 1), Source("Rules of an invented hub", article="8")
    >>> plain, learned = [
    ...     Timeline(f"fee {euros}", (Step(day, Money(euros * 100), rules),)) for euros in (72, 92)
    ... ]
    >>> rule = FeeCap((Cap(plain), Cap(learned, qualification="academic")))
    >>> [str(rule.cap("hour", each).most.at(day)) for each in ("academic", "band")]
    ['92.00 EUR', '72.00 EUR']
    """

    kind: ClassVar[str] = "fee-cap"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "funding.evidence": "Für Honorare wird gebraucht: {value}.",
            "too_high": "Der Satz {1} für „{0}“ liegt über {2} je Einheit ({3}).",
        },
        "de-simple": {
            "funding.evidence": "Sie bezahlen Honorare. Dafür brauchen wir: {value}.",
            "too_high": "Sie zahlen {1} für „{0}“. Höchstens {2} sind möglich ({3}).",
        },
        "en": {
            "funding.evidence": "For fees this is needed: {value}.",
            "too_high": 'The rate {1} for "{0}" is above {2} a unit ({3}).',
        },
    }

    caps: tuple[Cap, ...]
    kinds: frozenset[Cost] = frozenset({"fee"})

    def __attrs_post_init__(self) -> None:
        keys = [(cap.unit, cap.qualification) for cap in self.caps]
        if not keys or len(set(keys)) < len(keys):
            raise InvalidValue(
                "caps are none, or two hold for one unit and qualification: write each once",
                given=self.caps,
                allowed="one cap for each unit and qualification",
            )

    def cap(self, unit: str | None, qualification: str | None) -> Cap | None:
        """The cap for a unit and a qualification: its own, else that for all others."""
        found = {cap.qualification: cap for cap in self.caps if cap.unit == unit}
        return found.get(qualification) or found.get(None)

    def _items(self, context: GrantContext) -> tuple[CostItem, ...]:
        plan = context.dossier.costs
        return () if plan is None else plan.of(self.kinds)

    @grant_evidence
    def needs_rates(self, context: GrantContext) -> Iterable[Requirement[str]]:
        """The plan, and the rates of its fees where they are missing."""
        yield Requirement(EVIDENCE, COST_PLAN)
        for item in self._items(context):
            if item.rate is None or self.cap(item.unit, item.qualification) is None:
                yield Requirement(EVIDENCE, "rates")
                return

    @grant_vetoes
    def rates(self, context: GrantContext) -> Iterable[Veto]:
        """A veto for each rate above its cap."""
        for item in self._items(context):
            cap = self.cap(item.unit, item.qualification)
            if item.rate is None or cap is None:
                continue
            most = cap.most.at(context.on)
            if item.rate > most:
                name = item.kind if item.qualification is None else item.qualification
                yield Veto("too_high", (name, item.rate, most, cap.unit))
