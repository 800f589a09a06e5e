"""The rule kind `booking-lead-time`: a booking is asked for so long before it begins."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.judging.answers import Veto
from mo_network.rooms.hooks import BookingContext, booking_limits
from mo_network.rooms.rule_kinds.choosing import Purposes, Rooms, is_about
from mo_network.values.deadlines import days_after, weeks_after
from mo_network.values.timeline import Timeline


@attrs.frozen
class BookingLeadTime:
    """Buchungsvorlauf: a booking begins at the earliest so long after it was asked for.

    Shape:   one of `weeks` and `days`; for some `rooms` and some `purposes`, for all if none is
             named. Of a series the first time decides. Moving is not bound: it mends things.
    Units:   the day of receipt is not counted; the booking may begin on the last day of the term.
    Errors:  InvalidValue for none of them, or both. On a day without a value the rule cannot
             answer, and the verdict is undecided.

    Which mistake is worse: to promise a room that nobody has the time to prepare.

    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> rules = Source("Rules of an invented house", article="2")
    >>> rule = BookingLeadTime(weeks=Timeline("lead", (Step(date(2026, 1, 1), 2, rules),)))
    >>> rule.earliest(date(2026, 5, 4), date(2026, 5, 4))
    datetime.date(2026, 5, 18)
    """

    kind: ClassVar[str] = "booking-lead-time"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {"too_soon": "Bei diesem Eingang geht es frühestens ab {1}; gewünscht ist der {0}."},
        "de-simple": {
            "too_soon": "Sie können frühestens am {1} kommen. Sie möchten am {0}.",
        },
        "en": {"too_soon": "Asked for as it was, it can begin on {1} or later; {0} is wished for."},
    }

    weeks: Timeline[int] | None = None
    days: Timeline[int] | None = None
    rooms: Rooms = frozenset()
    purposes: Purposes = frozenset()

    def __attrs_post_init__(self) -> None:
        if (self.weeks is None) == (self.days is None):
            raise InvalidValue(
                "a lead time has one term: write weeks or days, not both",
                given=(self.weeks, self.days),
                allowed="weeks or days",
            )

    def earliest(self, received: date, on: date) -> date:
        """The first day that a booking may begin on, by the term of a day."""
        if self.weeks is not None:
            return weeks_after(received, self.weeks.at(on))
        assert self.days is not None
        return days_after(received, self.days.at(on))

    @booking_limits
    def limit(self, context: BookingContext) -> Iterable[Veto]:
        """A veto if it begins too soon."""
        if context.is_move or not is_about(context, self.rooms, self.purposes):
            return ()
        earliest = self.earliest(context.received_on, context.on)
        if context.start_on >= earliest:
            return ()
        return (Veto("too_soon", (context.start_on, earliest)),)
