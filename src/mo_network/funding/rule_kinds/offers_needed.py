"""The rule kind `offers-needed`: compare offers before a larger single expense."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from mo_network.funding.hooks import GrantContext, award_duties
from mo_network.judging.answers import Duty
from mo_network.values.money import Money
from mo_network.values.timeline import Timeline


@attrs.frozen
class OffersNeeded:
    """Vergleichsangebote: above so much for one expense, so many further offers.

    Shape:   a duty of every award, for what will be bought is not known yet; the planned
             expenses that it meets are named. With `cheapest` the cheapest offer is taken.
    Errors:  on a day without a value the rule cannot answer, and the verdict is undecided.

    Which mistake is worse: to hear of it after the purchase, for then it cannot be mended.

    >>> from datetime import date
    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> day, rules = date(2026, 1, 1), Source("Rules of an invented hub", article="11")
    >>> above = Timeline("offers above", (Step(day, Money(500_00), rules),))
    >>> rule = OffersNeeded(above, Timeline("further offers", (Step(day, 2, rules),)))
    >>> rule.offers.at(day), str(rule.above.at(day))
    (2, '500.00 EUR')
    """

    kind: ClassVar[str] = "offers-needed"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "offers": "Für jede Einzelausgabe über {0} werden weitere Angebote eingeholt: {1}.",
            "offers_for": "Das betrifft die geplante Ausgabe: {0} ({1}).",
            "cheapest": "Genommen wird das günstigste Angebot.",
        },
        "de-simple": {
            "offers": "Kostet etwas mehr als {0}? Dann brauchen Sie noch mehr Angebote: {1}.",
            "offers_for": "Das gilt für: {0} ({1}).",
            "cheapest": "Sie müssen das billigste Angebot nehmen.",
        },
        "en": {
            "offers": "For each single expense above {0} further offers are asked for: {1}.",
            "offers_for": "This concerns the planned expense: {0} ({1}).",
            "cheapest": "The cheapest offer is taken.",
        },
    }

    above: Timeline[Money]
    offers: Timeline[int]
    cheapest: bool = False

    @award_duties
    def compare(self, context: GrantContext) -> Iterable[Duty]:
        """The duty, and the planned expenses that it meets."""
        above, plan = self.above.at(context.on), context.dossier.costs
        yield Duty("offers", (above, self.offers.at(context.on)))
        if self.cheapest:
            yield Duty("cheapest")
        for item in () if plan is None else plan.items:
            if item.amount > above:
                yield Duty("offers_for", (item.kind, item.amount))
