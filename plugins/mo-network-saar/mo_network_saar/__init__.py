"""The published rules of the House of Resources Saar, and the one kind that they need."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

import attrs

from mo_network import Duty, Limit, Money, Requirement, Veto
from mo_network.funding.dossier import NO_DOSSIER
from mo_network.funding.hooks import (
    EVIDENCE,
    GRANT_AMOUNT,
    GrantContext,
    award_duties,
    grant_evidence,
    grant_limits,
    grant_vetoes,
)
from mo_network.funding.rule_kinds.words import Lines, Trait
from mo_network.rules.plugins import offers

_HERE = Path(__file__).parent


@attrs.frozen
class FoundingCosts:
    """Gründungskosten: a starter pack pays back what founding cost, to the newly founded only.

    Shape:   `lines` are the lines of starter packs; the rule is silent on all others. One of
             `traits` says that the applicant is newly founded; without a dossier nothing is known
             of it yet, and the cost plan is asked for.
    Errors:  none.

    Which mistake is worse: to pay a lump sum, for only what was spent is paid back.
    """

    kind: ClassVar[str] = "saar-founding-costs"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "funding.amount": "Erstattet werden die tatsächlichen Gründungskosten, {value}; "
            "beantragt sind {asked}.",
            "funding.evidence": "Die Gründungskosten zeigt: {value}.",
            "not_new": "Ein Starterpaket ist für neu Gegründete; vermerkt ist keines hiervon: {0}.",
            "paid_back": "Erstattet wird, was die Gründung tatsächlich gekostet hat.",
        },
        "en": {
            "funding.amount": "The actual costs of founding are paid back, {value}; {asked} is "
            "asked for.",
            "funding.evidence": "The costs of founding are shown by the: {value}.",
            "not_new": "A starter pack is for the newly founded; none of these is noted: {0}.",
            "paid_back": "What founding actually cost is paid back.",
        },
    }

    lines: Lines
    traits: frozenset[Trait]

    @grant_limits
    def costs(self, context: GrantContext) -> Iterable[Limit[Money]]:
        """No more than the plan, if there is one."""
        plan = context.dossier.costs
        if plan is None or context.line not in self.lines:
            return ()
        return (Limit(GRANT_AMOUNT, plan.total),)

    @grant_evidence
    def needs_plan(self, context: GrantContext) -> Iterable[Requirement[str]]:
        """The plan that shows the costs."""
        return (Requirement(EVIDENCE, "cost-plan"),) if context.line in self.lines else ()

    @grant_vetoes
    def newly_founded(self, context: GrantContext) -> Iterable[Veto]:
        """A veto for an applicant whose dossier does not say that it is new."""
        dossier = context.dossier
        if context.line not in self.lines or dossier == NO_DOSSIER:
            return ()
        if not self.traits.isdisjoint(dossier.traits):
            return ()
        return (Veto("not_new", (", ".join(sorted(self.traits)),)),)

    @award_duties
    def paid_back(self, context: GrantContext) -> Iterable[Duty]:
        """How it is paid."""
        return (Duty("paid_back"),) if context.line in self.lines else ()


def hub_file() -> Path:
    """Where the hub's file is installed."""
    return _HERE / "hub.toml"


def cases_file() -> Path:
    """Where the cases are that try it."""
    return _HERE / "cases.toml"


@offers
def rule_kinds() -> Iterable[type]:
    """The kinds that this distribution offers."""
    return (FoundingCosts,)
