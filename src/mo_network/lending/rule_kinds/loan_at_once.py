"""The rule kind `loan-at-once`: one organisation has at most so many pieces at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from mo_network.judging.answers import Veto
from mo_network.lending.hooks import LoanContext, loan_limits
from mo_network.lending.rule_kinds.words import Items
from mo_network.values.timeline import Timeline


@attrs.frozen
class LoanAtOnce:
    """Gleichzeitig höchstens: one organisation has at most so many pieces at any time.

    Shape:   counted together are the `items` (all, if none is named), those in kits, and those
             of its other loans in the same time; what is overdue counts all the time.
    Errors:  on a day without a value the rule cannot answer, and the verdict is undecided.

    Which mistake is worse: to give to one what others wait for.

    >>> from datetime import date
    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> rules = Source("Rules of an invented hub", article="8")
    >>> LoanAtOnce(Timeline("most", (Step(date(2026, 1, 1), 4, rules),))).kind
    'loan-at-once'
    """

    kind: ClassVar[str] = "loan-at-once"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {"too_many": "Das wären {0} Stück zugleich; möglich sind höchstens {1}."},
        "de-simple": {
            "too_many": "Das sind {0} Dinge zur gleichen Zeit. Mehr als {1} geht nicht.",
        },
        "en": {"too_many": "That would be {0} pieces at once; at most {1} are possible."},
    }

    most: Timeline[int]
    items: Items = frozenset()

    @loan_limits
    def at_once(self, context: LoanContext) -> Iterable[Veto]:
        """A veto if there would be more than that."""
        asked = sum(
            piece.number for piece in context.pieces if not self.items or piece.item in self.items
        )
        if not asked:
            return ()
        most = self.most.at(context.on)
        together = asked + context.previous.at_once(context.slot, self.items)
        return (Veto("too_many", (together, most)),) if together > most else ()
