"""The rule kind `grant-minimum`: an award is at least so much."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from mo_network.funding.hooks import LEAST_AMOUNT, GrantContext, grant_limits
from mo_network.funding.rule_kinds.words import Lines
from mo_network.judging.answers import Limit
from mo_network.rules.ranges import Least
from mo_network.values.money import Money
from mo_network.values.timeline import Timeline


@attrs.frozen
class GrantMinimum:
    """Mindestbetrag: no award of these lines is below the least of the day.

    Shape:   `least` changes by the day; `lines` are the funding lines it holds for, all if none
             is named.
    Errors:  on a day without a value the rule cannot answer, and the verdict is undecided.

    Which mistake is worse: to refuse a small sum that would have done; so the explanation names
    the least that may be asked for.

    >>> from datetime import date
    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> rules = Source("Rules of an invented hub", article="3")
    >>> rule = GrantMinimum(Timeline("least", (Step(date(2026, 1, 1), Money(50_00), rules),)))
    >>> str(rule.least.at(date(2026, 5, 1)))
    '50.00 EUR'
    """

    kind: ClassVar[str] = "grant-minimum"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {"funding.least_amount": "Mindestens {value}; beantragt sind {asked}."},
        "de-simple": {
            "funding.least_amount": "Sie müssen mindestens {value} beantragen. "
            "Sie haben {asked} beantragt.",
        },
        "en": {"funding.least_amount": "At least {value}; {asked} is asked for."},
    }

    ranges: ClassVar = (Least("funding.amount", "least", scope="lines"),)

    least: Timeline[Money]
    lines: Lines = frozenset()

    @grant_limits
    def limit(self, context: GrantContext) -> Iterable[Limit[Money]]:
        """The least of the day, if the line is one of these."""
        if self.lines and context.line not in self.lines:
            return ()
        return (Limit(LEAST_AMOUNT, self.least.at(context.on)),)
