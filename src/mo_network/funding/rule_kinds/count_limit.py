"""The rule kind `count-limit`: at most so many grants for one organisation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.funding.hooks import GrantContext, grant_vetoes
from mo_network.funding.rule_kinds.words import Lines
from mo_network.judging.answers import Veto
from mo_network.values.deadlines import days_after, months_after
from mo_network.values.period import Period
from mo_network.values.timeline import Timeline

SPANS = ("budget-year", "ever")
_TERM = re.compile(r"([1-9][0-9]{0,3}) (day|month)s?")


@attrs.frozen
class CountLimit:
    """Anzahl der Förderungen: an organisation gets at most so many grants.

    Shape:   `most` awards `within` the "budget-year" in which the project begins (the default),
             "ever", or a rolling term such as "12 months" or "90 days": then in no term of that
             length, wherever it begins, more projects begin. `lines` are counted together, and
             the rule holds for them; all, if none is named. One rule a line counts each line by
             itself.
    Units:   the first day of a project counts; a term of months ends before the day of the same
             number, or with the month if it has none.
    Errors:  InvalidValue for other words. On a day without a value the rule cannot answer, and
             the verdict is undecided.

    Which mistake is worse: to give to one what others wait for. Awards count, applications do
    not: what was withdrawn or declined took nothing from anybody.

    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> rules = Source("Rules of an invented hub", article="6")
    >>> most = Timeline("most", (Step(date(2026, 1, 1), 2, rules),))
    >>> str(CountLimit(most).span(date(2026, 5, 1)))
    '2026-01-01/2027-01-01'
    >>> str(CountLimit(most, "12 months").span(date(2026, 5, 1)))
    '2026-05-01/2027-05-01'
    """

    kind: ClassVar[str] = "count-limit"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "too_many": "Förderungen bisher: {0}; möglich: höchstens {1}.",
            "too_many_within": "Förderungen vom {2} bis zum {3}: {0}; möglich: höchstens {1}.",
        },
        "de-simple": {
            "too_many": "Ihre Förderungen bis jetzt: {0}. Mehr als {1} gibt es nicht.",
            "too_many_within": "Ihre Förderungen vom {2} bis zum {3}: {0}. "
            "Mehr als {1} gibt es nicht.",
        },
        "en": {
            "too_many": "Grants so far: {0}; possible: at most {1}.",
            "too_many_within": "Grants from {2} to {3}: {0}; possible: at most {1}.",
        },
    }

    most: Timeline[int]
    within: str = SPANS[0]
    lines: Lines = frozenset()

    def __attrs_post_init__(self) -> None:
        if self.within not in SPANS and not _TERM.fullmatch(self.within):
            raise InvalidValue(
                f"within is {self.within!r:.60}: write {', '.join(SPANS)}, or a term such as "
                '"12 months" or "90 days"',
                given=self.within,
                allowed=", ".join((*SPANS, "12 months", "90 days")),
            )

    def span(self, first_day: date) -> Period | None:
        """The days in which projects count beside one that begins on a day; None: all.

        Shape:   of a rolling term that which begins on the day; others hold the day, too.
        """
        if self.within == "ever":
            return None
        term = _TERM.fullmatch(self.within)
        if term is None:
            return Period.through(
                first_day.replace(month=1, day=1), first_day.replace(month=12, day=31)
            )
        after = days_after if term[2] == "day" else months_after
        try:
            return Period(first_day, after(first_day, int(term[1])))
        except InvalidValue:
            return Period(first_day, None)  # the calendar ends before the term does

    @grant_vetoes
    def count(self, context: GrantContext) -> Iterable[Veto]:
        """A veto if there are as many awards as there may be."""
        if self.lines and context.line not in self.lines:
            return ()
        most, first = self.most.at(context.on), context.project.start
        if self.within not in SPANS:
            return self._rolling(context, first, most)
        count = len(context.awards.of(self.lines, self.span(first)))
        return (Veto("too_many", (count, most)),) if count >= most else ()

    def _rolling(self, context: GrantContext, first: date, most: int) -> Iterable[Veto]:
        """A veto if a term that holds the project's first day is full without it.

        The fullest one begins with a project: one that began earlier and holds no more could be
        moved on to the next.
        """
        days = sorted(award.first_day for award in context.awards.of(self.lines))
        for begin in (*(day for day in days if day < first), first):
            term = self.span(begin)
            assert term is not None
            count = sum(day in term for day in days)
            if first in term and count >= most:
                # A calendar that ends within the term has a last day all the same.
                return (Veto("too_many_within", (count, most, begin, term.last or date.max)),)
        return ()
