"""The rule kind `payout-mode`: how an award comes to the organisation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

import attrs

from mo_network.funding.hooks import GrantContext, award_duties
from mo_network.judging.answers import Duty
from mo_network.values.timeline import Timeline

Mode = Literal["advance", "call-off", "instalments", "reimbursement"]


@attrs.frozen
class PayoutMode:
    """Auszahlungsart: in advance, when called off, in instalments, or against receipts.

    Shape:   `by` is advance, call-off, instalments or reimbursement. `spend_within_weeks`: what
             is called off is spent so soon.
    Errors:  on a day without a value the rule cannot answer, and the verdict is undecided.

    Which mistake is worse: to let a small group lay out money that it was promised beforehand.

    >>> from datetime import date
    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> rules = Source("Rules of an invented hub", article="10")
    >>> rule = PayoutMode(Timeline("payout", (Step(date(2026, 1, 1), "call-off", rules),)))
    >>> rule.by.at(date(2026, 5, 1))
    'call-off'
    """

    kind: ClassVar[str] = "payout-mode"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "advance": "Das Geld wird vorab auf das Konto der Organisation überwiesen.",
            "call_off": "Das Geld wird abgerufen, wenn es gebraucht wird.",
            "instalments": "Das Geld kommt in Raten.",
            "reimbursement": "Das Geld wird gegen Belege erstattet.",
            "spend_within": "Was abgerufen ist, wird binnen {0} Wochen ausgegeben.",
        },
        "de-simple": {
            "advance": "Wir überweisen das Geld vorher auf das Konto der Organisation.",
            "call_off": "Sie holen das Geld, wenn Sie es brauchen.",
            "instalments": "Das Geld kommt in Teilen.",
            "reimbursement": "Sie bezahlen zuerst selbst. "
            "Mit den Belegen bekommen Sie das Geld zurück.",
            "spend_within": "Sie müssen das Geld in {0} Wochen ausgeben.",
        },
        "en": {
            "advance": "The money is paid in advance, to the organisation's account.",
            "call_off": "The money is called off when it is needed.",
            "instalments": "The money comes in instalments.",
            "reimbursement": "The money is paid back against receipts.",
            "spend_within": "What is called off is spent within {0} weeks.",
        },
    }

    by: Timeline[Mode]
    spend_within_weeks: Timeline[int] | None = None

    @award_duties
    def payout(self, context: GrantContext) -> Iterable[Duty]:
        """How it is paid, by the rules of the day."""
        yield Duty(self.by.at(context.on).replace("-", "_"))
        if self.spend_within_weeks is not None:
            yield Duty("spend_within", (self.spend_within_weeks.at(context.on),))
