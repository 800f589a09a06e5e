"""The rule kind `grant-ceiling`: an award is at most so much."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from mo_network.funding.hooks import GRANT_AMOUNT, GrantContext, grant_limits
from mo_network.funding.rule_kinds.words import Lines
from mo_network.judging.answers import Limit
from mo_network.rules.ranges import Most
from mo_network.values.money import Money
from mo_network.values.timeline import Timeline


@attrs.frozen
class GrantCeiling:
    """Höchstbetrag: no award of these lines is above the ceiling of the day.

    Shape:   `ceiling` changes by the day; `lines` are the funding lines it holds for, all if
             none is named.
    Errors:  on a day without a ceiling the rule cannot answer, and the verdict is undecided.

    Which mistake is worse: to award too much, for the hub must answer for it to its funder.

    >>> from datetime import date
    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> rules = Source("Rules of an invented hub", article="3")
    >>> rule = GrantCeiling(Timeline("ceiling", (Step(date(2026, 1, 1), Money(50000), rules),)))
    >>> rule.kind, str(rule.ceiling.at(date(2026, 5, 1)))
    ('grant-ceiling', '500.00 EUR')
    """

    kind: ClassVar[str] = "grant-ceiling"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {"funding.amount": "Höchstens {value}; beantragt sind {asked}."},
        "de-simple": {
            "funding.amount": "Sie bekommen höchstens {value}. Sie haben {asked} beantragt.",
        },
        "en": {"funding.amount": "At most {value}; {asked} is asked for."},
    }

    ranges: ClassVar = (Most("funding.amount", "ceiling", scope="lines"),)

    ceiling: Timeline[Money]
    lines: Lines = frozenset()

    @grant_limits
    def limit(self, context: GrantContext) -> Iterable[Limit[Money]]:
        """The ceiling of the day, if the line is one of these."""
        if self.lines and context.line not in self.lines:
            return ()
        return (Limit(GRANT_AMOUNT, self.ceiling.at(context.on)),)
