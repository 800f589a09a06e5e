"""What lending asks local rules: who may have what, when and for how long, and what to bring."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from mo_network.judging.answers import Duty, Limit, Note, Requirement, Veto
from mo_network.judging.fact import Fact
from mo_network.lending.context import (
    EarlierLoan,
    EarlierLoans,
    LoanContext,
    Wanted,
    loan_context,
)
from mo_network.lending.facts import ItemsHandedOver, LoanExtended, LoanPromised
from mo_network.lending.subjects import FIRST_LOAN_DAY, LAST_LOAN_DAY, LOAN_EVIDENCE, SUBJECTS
from mo_network.rules.hook import Hook

__all__ = [
    "FIRST_LOAN_DAY",
    "HOOKS",
    "LAST_LOAN_DAY",
    "LOAN_EVIDENCE",
    "SUBJECTS",
    "EarlierLoan",
    "EarlierLoans",
    "LoanContext",
    "Wanted",
    "hand_over_needs",
    "loan_context",
    "loan_limits",
]


def _received(context: LoanContext) -> date:
    return context.received_on


def _decided(context: LoanContext) -> date:
    return context.decided_on


def _loan_start(context: LoanContext) -> date:
    return context.start_on


_DAYS = {"received": _received, "decided": _decided, "loan_start": _loan_start}
_LOANS: Mapping[type[Fact], Any] = {LoanPromised: loan_context, LoanExtended: loan_context}
_HAND_OVERS: Mapping[type[Fact], Any] = {ItemsHandedOver: loan_context}

loan_limits: Hook[LoanContext, Limit[Any] | Veto | Duty | Note] = Hook(
    name="loan_limits",
    area="lending",
    context=LoanContext,
    builds=_LOANS,
    days=_DAYS,
    answers=frozenset({Limit, Veto, Duty, Note}),
    subjects=(FIRST_LOAN_DAY, LAST_LOAN_DAY),
)
"""Whether things may be lent, from which day on, and for how long.

When:     a request is handed in, a loan is to be promised or extended.
Context:  `LoanContext`.
Answers:  `Limit` on FIRST_LOAN_DAY or LAST_LOAN_DAY; `Veto`, `Duty`, `Note`.
Days:     received, decided, loan_start.
Example:  the kinds `loan-length`, `loan-lead-time` and `loan-at-once`.
"""

hand_over_needs: Hook[LoanContext, Requirement[str] | Veto | Duty | Note] = Hook(
    name="hand_over_needs",
    area="lending",
    context=LoanContext,
    builds=_HAND_OVERS,
    days=_DAYS,
    answers=frozenset({Requirement, Veto, Duty, Note}),
    subjects=(LOAN_EVIDENCE,),
)
"""What must be there at the desk before things leave the house.

When:     things are to be handed over.
Context:  `LoanContext`.
Answers:  `Requirement` on LOAN_EVIDENCE, one for each code; `Veto`, `Duty`, `Note`.
Days:     received, decided, loan_start.
Example:  the kind `loan-evidence`.
"""

HOOKS: tuple[Hook[Any, Any], ...] = (loan_limits, hand_over_needs)
