"""The rule kind `allowance`: lump sums for volunteers, by unit and in all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.funding.evidence import COST_PLAN
from mo_network.funding.hooks import EVIDENCE, GrantContext, grant_evidence, grant_vetoes
from mo_network.funding.rule_kinds.words import Cost, Plain
from mo_network.judging.answers import Requirement, Veto
from mo_network.values.money import Money
from mo_network.values.timeline import Timeline


@attrs.frozen
class Allowance:
    """Aufwandsentschädigung: what volunteers get is no fee, and is bounded.

    Shape:   `kinds` are the kinds of cost that count as allowance: allowance, if none is named.
             `most_rate` bounds each unit (hour, day), `most_total` all of them together. Those of
             a qualification out of `instead_of_fee` (such as band) get an allowance only: they
             may not stand among the `fee_kinds`.
    Errors:  InvalidValue for a rule that says nothing. On a day without a value the rule cannot
             answer, and the verdict is undecided.

    Which mistake is worse: to pay a fee under the name of an allowance; it is then taxed.

    >>> rule = Allowance(instead_of_fee=frozenset({"band"}))
    >>> rule.kind, sorted(rule.fee_kinds)
    ('allowance', ['fee'])
    """

    kind: ClassVar[str] = "allowance"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "funding.evidence": "Für Aufwandsentschädigungen wird gebraucht: {value}.",
            "rate": "Eine Aufwandsentschädigung ist höchstens {1} je Einheit, nicht {0}.",
            "total": "Aufwandsentschädigungen sind zusammen höchstens {1}; geplant sind {0}.",
            "no_fee": "Möglich ist eine Aufwandsentschädigung, kein Honorar, für: {0}.",
        },
        "de-simple": {
            "funding.evidence": "Sie zahlen eine Aufwandsentschädigung. "
            "Dafür brauchen wir: {value}.",
            "rate": "Eine Aufwandsentschädigung ist höchstens {1}. Sie haben {0} geschrieben.",
            "total": "Alle Aufwandsentschädigungen zusammen sind höchstens {1}. Geplant sind {0}.",
            "no_fee": "Hier geht nur eine Aufwandsentschädigung, kein Honorar: {0}.",
        },
        "en": {
            "funding.evidence": "For allowances this is needed: {value}.",
            "rate": "An allowance is at most {1} a unit, not {0}.",
            "total": "Allowances are at most {1} together; {0} is planned.",
            "no_fee": "An allowance is possible, not a fee, for: {0}.",
        },
    }

    kinds: frozenset[Cost] = frozenset({"allowance"})
    most_rate: Timeline[Money] | None = None
    most_total: Timeline[Money] | None = None
    instead_of_fee: frozenset[Plain] = frozenset()
    fee_kinds: frozenset[Cost] = frozenset({"fee"})

    def __attrs_post_init__(self) -> None:
        if self.most_rate is None and self.most_total is None and not self.instead_of_fee:
            raise InvalidValue(
                "the rule says nothing: write most_rate, most_total or instead_of_fee",
                given=None,
                allowed="most_rate, most_total, instead_of_fee",
            )

    @grant_evidence
    def needs_plan(self, context: GrantContext) -> Iterable[Requirement[str]]:
        """The plan, and the rates of its allowances where they are missing."""
        yield Requirement(EVIDENCE, COST_PLAN)
        plan = context.dossier.costs
        items = () if plan is None or self.most_rate is None else plan.of(self.kinds)
        if any(item.rate is None for item in items):
            yield Requirement(EVIDENCE, "rates")

    @grant_vetoes
    def allowances(self, context: GrantContext) -> Iterable[Veto]:
        """A veto for a rate or a sum that is too high, and for a fee where none may be."""
        plan, on = context.dossier.costs, context.on
        if plan is None:
            return
        items = plan.of(self.kinds)
        for rate in sorted({item.rate for item in items if item.rate is not None}):
            if self.most_rate is not None and rate > self.most_rate.at(on):
                yield Veto("rate", (rate, self.most_rate.at(on)))
        total = Money(sum(item.amount.cents for item in items), plan.currency)
        if self.most_total is not None and total > self.most_total.at(on):
            yield Veto("total", (total, self.most_total.at(on)))
        asked = {item.qualification for item in plan.of(self.fee_kinds)}
        for qualification in sorted(self.instead_of_fee & asked):
            yield Veto("no_fee", (qualification,))
