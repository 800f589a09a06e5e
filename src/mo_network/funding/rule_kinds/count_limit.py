"""The rule kind `count-limit`: at most so many grants for one organisation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.funding.hooks import GrantContext, grant_vetoes
from mo_network.judging.answers import Veto
from mo_network.values.period import Period
from mo_network.values.timeline import Timeline

SPANS = ("budget-year", "ever")


@attrs.frozen
class CountLimit:
    """Anzahl der Förderungen: an organisation gets at most so many grants.

    Shape:   `most` awards `within` the "budget-year" in which the project begins (the default),
             or "ever". `lines` are counted together, and the rule holds for them; all, if none is
             named. One rule a line counts each line by itself.
    Errors:  InvalidValue for other words. On a day without a value the rule cannot answer, and
             the verdict is undecided.

    Which mistake is worse: to give to one what others wait for. Awards count, applications do
    not: what was withdrawn or declined took nothing from anybody.

    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> rules = Source("Rules of an invented hub", article="6")
    >>> rule = CountLimit(Timeline("most", (Step(date(2026, 1, 1), 2, rules),)))
    >>> str(rule.span(date(2026, 5, 1)))
    '2026-01-01/2027-01-01'
    """

    kind: ClassVar[str] = "count-limit"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {"too_many": "Es gibt schon {0} Förderungen; möglich sind höchstens {1}."},
        "en": {"too_many": "There are {0} grants already; at most {1} are possible."},
    }

    most: Timeline[int]
    within: str = SPANS[0]
    lines: frozenset[str] = frozenset()

    def __attrs_post_init__(self) -> None:
        if self.within not in SPANS:
            raise InvalidValue(
                f"within is {self.within!r}: write {' or '.join(SPANS)}",
                given=self.within,
                allowed=", ".join(SPANS),
            )

    def span(self, first_day: date) -> Period | None:
        """The days in which projects count beside one that begins on a day; None: all."""
        if self.within == "ever":
            return None
        return Period.through(
            first_day.replace(month=1, day=1), first_day.replace(month=12, day=31)
        )

    @grant_vetoes
    def count(self, context: GrantContext) -> Iterable[Veto]:
        """A veto if there are as many awards as there may be."""
        if self.lines and context.line not in self.lines:
            return ()
        most = self.most.at(context.on)
        count = len(context.awards.of(self.lines, self.span(context.project.start)))
        return (Veto("too_many", (count, most)),) if count >= most else ()
