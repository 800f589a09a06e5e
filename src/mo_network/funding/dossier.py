"""The dossier (Antragsunterlagen): what an application carries so that rules can be judged."""

from __future__ import annotations

import attrs

from mo_network.funding.codes import check_code, check_codes, check_type, wrong
from mo_network.funding.costs import CostPlan
from mo_network.funding.evidence import COST_PLAN, FINANCING_PLAN
from mo_network.funding.financing import FinancingPlan


@attrs.frozen(kw_only=True)
class Dossier:
    """Antragsunterlagen: plans, papers, and what is known of applicant and project.

    Shape:   all but the plans are plain codes of the hub's own: `papers` handed in; `legal_form`,
             `traits` (being-founded, non-profit, of-age) and `seat` of the applicant; `places` and
             `features` (special-need, one-day-event) of the project. Nothing personal.
    Errors:  InvalidValue for codes that are none, and plans of two currencies.
    Source:  design, section 4.

    >>> sorted(Dossier(papers=frozenset({"register-extract"}), financing=FinancingPlan()).evidence)
    ['financing-plan', 'register-extract']
    """

    costs: CostPlan | None = None
    financing: FinancingPlan | None = None
    papers: frozenset[str] = frozenset()
    legal_form: str | None = None
    traits: frozenset[str] = frozenset()
    seat: str | None = None
    places: frozenset[str] = frozenset()
    features: frozenset[str] = frozenset()

    def __attrs_post_init__(self) -> None:
        if self.costs is not None:
            check_type(self.costs, CostPlan, "costs")
        if self.financing is not None:
            check_type(self.financing, FinancingPlan, "financing")
        for code in (self.legal_form, self.seat):
            if code is not None:
                check_code(code, "a dossier's code")
        for codes in (self.papers, self.traits, self.places, self.features):
            check_codes(codes, "a dossier's codes")
        if len(self.currencies) > 1:
            raise wrong(", ".join(sorted(self.currencies)), "the currency of the plans", "one")

    @property
    def currencies(self) -> frozenset[str]:
        """The currencies of the plans: none or one."""
        plans = (self.costs, self.financing)
        return frozenset(plan.currency for plan in plans if plan is not None and plan.currency)

    @property
    def evidence(self) -> frozenset[str]:
        """What is there to be checked: the papers, and each plan by its code."""
        found = self.papers
        if self.costs is not None:
            found |= {COST_PLAN}
        return found if self.financing is None else found | {FINANCING_PLAN}


NO_DOSSIER = Dossier()
"""What is known of an application that came without one."""
