"""The rule kind `lead-time`: an application comes so long before its project."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.funding.hooks import FIRST_DAY, GrantContext, grant_limits
from mo_network.judging.answers import Limit
from mo_network.values.deadlines import days_after, weeks_after, working_day
from mo_network.values.timeline import Timeline


@attrs.frozen
class LeadTime:
    """Vorlauf: a project begins at the earliest so long after its application came.

    Shape:   one of `weeks`, `days` and `working_days` (Monday to Friday, without `holidays`).
    Units:   the day of receipt is not counted; the project may begin on the last day of the term.
    Errors:  InvalidValue for none of them, or several. On a day without a value the rule cannot
             answer, and the verdict is undecided.

    Which mistake is worse: to promise a decision for which there is no time.

    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> rules = Source("Rules of an invented hub", article="5")
    >>> rule = LeadTime(weeks=Timeline("lead", (Step(date(2026, 1, 1), 3, rules),)))
    >>> rule.earliest(date(2026, 5, 4), date(2026, 5, 4))
    datetime.date(2026, 5, 25)
    """

    kind: ClassVar[str] = "lead-time"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "funding.first_day": "Bei diesem Eingang beginnt das Vorhaben frühestens am {value}; "
            "geplant ist der {asked}."
        },
        "de-simple": {
            "funding.first_day": "Das Projekt darf am {value} anfangen, nicht früher. "
            "Geplant ist der {asked}.",
        },
        "en": {
            "funding.first_day": "Received as it was, the project begins on {value} or later; "
            "{asked} is planned."
        },
    }

    weeks: Timeline[int] | None = None
    days: Timeline[int] | None = None
    working_days: Timeline[int] | None = None
    holidays: frozenset[date] = frozenset()

    def __attrs_post_init__(self) -> None:
        given = [each for each in (self.weeks, self.days, self.working_days) if each is not None]
        if len(given) != 1:
            raise InvalidValue(
                f"{len(given)} terms are given: write one of weeks, days and working_days",
                given=len(given),
                allowed="one of weeks, days, working_days",
            )

    def earliest(self, received: date, on: date) -> date:
        """The first day that a project may begin on, by the term of a day."""
        if self.weeks is not None:
            return weeks_after(received, self.weeks.at(on))
        if self.days is not None:
            return days_after(received, self.days.at(on))
        assert self.working_days is not None
        return _working_days_after(received, self.working_days.at(on), self.holidays)

    @grant_limits
    def limit(self, context: GrantContext) -> Iterable[Limit[date]]:
        """The first day on which the project may begin."""
        return (Limit(FIRST_DAY, self.earliest(context.received_on, context.on)),)


def _working_days_after(event: date, count: int, holidays: Collection[date]) -> date:
    day = event
    for _ in range(count):
        day = working_day(days_after(day, 1), holidays)
    return day
