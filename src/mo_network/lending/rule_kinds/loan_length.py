"""The rule kind `loan-length`: a loan lasts at most so many days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import attrs

from mo_network.judging.answers import Limit
from mo_network.lending.hooks import LAST_LOAN_DAY, LoanContext, loan_limits
from mo_network.lending.rule_kinds.words import Items
from mo_network.values.deadlines import days_after
from mo_network.values.timeline import Timeline


@attrs.frozen
class LoanLength:
    """Leihdauer: a loan is to be back at most so many days after its first one.

    Shape:   `items` are the things that the rule is about, also where they are part of a kit; all,
             if none is named. An extension counts from the first day of the loan.
    Units:   three days from a Friday end on the Monday, at whatever hour.
    Errors:  on a day without a value the rule cannot answer, and the verdict is undecided.

    Which mistake is worse: to let a thing stay with one group while others wait for it; a loan
    that is too short can be asked for again.

    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> rules = Source("Rules of an invented hub", article="8")
    >>> LoanLength(Timeline("days", (Step(date(2026, 1, 1), 3, rules),))).kind
    'loan-length'
    """

    kind: ClassVar[str] = "loan-length"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {"lending.last_day": "Zurück ist alles spätestens am {value}; geplant ist {asked}."},
        "de-simple": {
            "lending.last_day": "Bitte bringen Sie alles bis {value} zurück. Geplant ist {asked}.",
        },
        "en": {"lending.last_day": "All is back by {value}; {asked} is planned."},
    }

    days: Timeline[int]
    items: Items = frozenset()

    @loan_limits
    def longest(self, context: LoanContext) -> Iterable[Limit[date]]:
        """The last day on which the things are to be back."""
        if self.items and not any(piece.item in self.items for piece in context.pieces):
            return ()
        last = days_after(context.start_on, self.days.at(context.on))
        return (Limit(LAST_LOAN_DAY, last),)
