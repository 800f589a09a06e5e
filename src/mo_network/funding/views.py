"""Views: what a rule about grants may see of history and of other areas, frozen and bounded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from mo_network.funding.entries import Application
from mo_network.values.money import Money
from mo_network.values.period import Period


class Attendance(NamedTuple):
    """Teilnahme: a talk or a workshop that an organisation attended.

    Shape:   `kind` is a plain code, such as talk or application-workshop.
    """

    kind: str
    on: date


class AdviceView(Protocol):
    """What funding may know of the area that advises and trains."""

    def attended(self, organisation: str, until: date) -> tuple[Attendance, ...]:
        """What an organisation attended, that day included."""


class NoAdvice:
    """A hub of which no talk and no workshop is known."""

    def attended(self, organisation: str, until: date) -> tuple[Attendance, ...]:
        """Nothing."""
        return ()


class Partner(NamedTuple):
    """Kooperationspartner: an organisation that takes part, and its kind; "" if not known."""

    organisation: str
    kind: str


class Award(NamedTuple):
    """An earlier award: its line, its amount, and the first day of its project."""

    line: str
    amount: Money
    first_day: date


class EarlierAwards(NamedTuple):
    """Frühere Bewilligungen: what an organisation was awarded, by line and days.

    Shape:   asked for when a rule wants it; reads no more than the organisation's applications,
             and never the one that is judged.
    """

    table: Mapping[str, Application]
    applications: Sequence[str]
    but: str

    def of(
        self, lines: frozenset[str] = frozenset(), starting_in: Period | None = None
    ) -> tuple[Award, ...]:
        """The awards of some lines (all, if none is named) whose project begins in a period."""
        found = []
        for name in self.applications:
            entry = self.table[name]
            if not entry.awarded_cents or name == self.but:
                continue
            first = date.fromordinal(entry.awarded_first_day)
            if (not lines or entry.line in lines) and (starting_in is None or first in starting_in):
                found.append(Award(entry.line, Money(entry.awarded_cents, entry.currency), first))
        return tuple(found)
