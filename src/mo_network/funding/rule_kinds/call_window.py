"""The rule kind `call-window`: when one may apply, and for which days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.funding.hooks import (
    FIRST_DAY,
    LAST_DAY,
    GrantContext,
    grant_limits,
)
from mo_network.judging.answers import Limit, Veto
from mo_network.values.timeline import Timeline


@attrs.frozen
class Window:
    """One call: the days on which one may apply, and those in which its projects lie."""

    closes: Timeline[date]
    opens: Timeline[date] | None = None
    first_day: Timeline[date] | None = None
    last_day: Timeline[date] | None = None

    def is_open(self, received: date, on: date) -> bool:
        """Whether what is received on a day is in time."""
        return (self.opens is None or self.opens.at(on) <= received) and received <= self.closes.at(
            on
        )


@attrs.frozen
class CallWindow:
    """Antragsfenster: an application is in time if a window is open on the day of its receipt.

    Shape:   all days belong to their windows. A window without `opens` is open until it closes;
             `first_day` and `last_day` are the project days of its call. Of several open windows
             the one that closes first counts.
    Errors:  InvalidValue for no window. On a day without a value the rule cannot answer, and the
             verdict is undecided.

    Which mistake is worse: to turn away what came in time. So the whole last day counts, until
    24:00 of the hub's clock.

    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> day, rules = date(2026, 1, 1), Source("Rules of an invented hub", article="2")
    >>> closes = Timeline("apply by", (Step(day, date(2026, 2, 21), rules),))
    >>> window = Window(closes)
    >>> window.is_open(date(2026, 2, 21), day), window.is_open(date(2026, 2, 22), day)
    (True, False)
    """

    kind: ClassVar[str] = "call-window"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "closed": "Am {0} ist kein Antragsfenster offen; das letzte schloss am {1}.",
            "closed_until": "Am {0} ist kein Antragsfenster offen; das nächste öffnet am {1}.",
            "funding.first_day": "Vorhaben dieser Runde beginnen frühestens am {value}; geplant "
            "ist der {asked}.",
            "funding.last_day": "Vorhaben dieser Runde enden spätestens am {value}; geplant ist "
            "der {asked}.",
        },
        "de-simple": {
            "closed": "Am {0} nehmen wir keine Anträge an. Der letzte Tag war der {1}.",
            "closed_until": "Am {0} nehmen wir keine Anträge an. Ab dem {1} geht es wieder.",
            "funding.first_day": "Das Projekt darf am {value} anfangen, nicht früher. "
            "Geplant ist der {asked}.",
            "funding.last_day": "Das Projekt muss am {value} fertig sein. Geplant ist der {asked}.",
        },
        "en": {
            "closed": "No call is open on {0}; the last one closed on {1}.",
            "closed_until": "No call is open on {0}; the next one opens on {1}.",
            "funding.first_day": "Projects of this call begin on {value} or later; {asked} is "
            "planned.",
            "funding.last_day": "Projects of this call end by {value}; {asked} is planned.",
        },
    }

    windows: tuple[Window, ...]

    def __attrs_post_init__(self) -> None:
        if not self.windows:
            raise InvalidValue("windows are none: write one or more", given=self.windows)

    @grant_limits
    def in_time(self, context: GrantContext) -> Iterable[Veto | Limit[date]]:
        """A veto outside of all windows; inside, the project days of the call."""
        received, on = context.received_on, context.on
        is_open = [window for window in self.windows if window.is_open(received, on)]
        if not is_open:
            yield self._closed(received, on)
            return
        window = min(is_open, key=lambda each: each.closes.at(on))
        if window.first_day is not None:
            yield Limit(FIRST_DAY, window.first_day.at(on))
        if window.last_day is not None:
            yield Limit(LAST_DAY, window.last_day.at(on))

    def _closed(self, received: date, on: date) -> Veto:
        later = [w.opens.at(on) for w in self.windows if w.opens is not None]
        coming = [day for day in later if day > received]
        if coming:
            return Veto("closed_until", (received, min(coming)))
        return Veto("closed", (received, max(w.closes.at(on) for w in self.windows)))
