"""The rule kind `project-window`: the days in which a project must lie."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.funding.hooks import FIRST_DAY, LAST_DAY, GrantContext, grant_limits
from mo_network.judging.answers import Limit
from mo_network.rules.ranges import Least, Most
from mo_network.values.timeline import Timeline


@attrs.frozen
class ProjectWindow:
    """Durchführungszeitraum: a project begins not before one day and ends not after another.

    Shape:   both days belong to the window; a side that is left out is open.
    Errors:  InvalidValue if both sides are left out. On a day without a value the rule cannot
             answer, and the verdict is undecided.

    Which mistake is worse: to fund days outside, for what they cost is reclaimed from the hub.

    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> rules = Source("Rules of an invented hub", article="5")
    >>> last = Timeline("last day", (Step(date(2026, 1, 1), date(2026, 12, 15), rules),))
    >>> ProjectWindow(last_day=last).last_day.at(date(2026, 5, 1))
    datetime.date(2026, 12, 15)
    """

    kind: ClassVar[str] = "project-window"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "funding.first_day": "Das Vorhaben beginnt frühestens am {value}; "
            "geplant ist der {asked}.",
            "funding.last_day": "Das Vorhaben endet spätestens am {value}; "
            "geplant ist der {asked}.",
        },
        "de-simple": {
            "funding.first_day": "Das Projekt darf am {value} anfangen, nicht früher. "
            "Geplant ist der {asked}.",
            "funding.last_day": "Das Projekt muss am {value} fertig sein. Geplant ist der {asked}.",
        },
        "en": {
            "funding.first_day": "The project begins on {value} or later; {asked} is planned.",
            "funding.last_day": "The project ends by {value}; {asked} is planned.",
        },
    }

    ranges: ClassVar = (Least("funding.days", "first_day"), Most("funding.days", "last_day"))

    first_day: Timeline[date] | None = None
    last_day: Timeline[date] | None = None

    def __attrs_post_init__(self) -> None:
        if self.first_day is None and self.last_day is None:
            raise InvalidValue(
                "a window without first_day and last_day says nothing: give one of them or both",
                given=None,
                allowed="first_day, last_day or both",
            )

    @grant_limits
    def window(self, context: GrantContext) -> Iterable[Limit[date]]:
        """The sides of the window on that day."""
        if self.last_day is None:
            assert self.first_day is not None
            return (Limit(FIRST_DAY, self.first_day.at(context.on)),)
        last = Limit(LAST_DAY, self.last_day.at(context.on))
        if self.first_day is None:
            return (last,)
        return Limit(FIRST_DAY, self.first_day.at(context.on)), last
