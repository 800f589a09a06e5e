"""The rule kind `booking-horizon`: a booking is made at most so far ahead."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.judging.answers import Veto
from mo_network.rooms.hooks import BookingContext, booking_limits
from mo_network.rooms.rule_kinds.choosing import Purposes, Rooms, is_about
from mo_network.values.deadlines import days_after, months_after
from mo_network.values.timeline import Timeline


@attrs.frozen
class BookingHorizon:
    """Buchungshorizont: a room is promised at most so far ahead, each time of a series too.

    Shape:   one of `months` and `days`; for some `rooms` and some `purposes`, for all if none is
             named. A series that goes on for ever is beyond every horizon.
    Units:   counted from the day of receipt; the last day of the term belongs to it.
    Errors:  InvalidValue for none of them, or both. On a day without a value the rule cannot
             answer, and the verdict is undecided.

    Which mistake is worse: to give away a year that others have not planned yet.

    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> rules = Source("Rules of an invented house", article="4")
    >>> rule = BookingHorizon(months=Timeline("ahead", (Step(date(2026, 1, 1), 6, rules),)))
    >>> rule.latest(date(2026, 5, 4), date(2026, 5, 4))
    datetime.date(2026, 11, 4)
    """

    kind: ClassVar[str] = "booking-horizon"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "too_far": "Gebucht wird zurzeit bis zum {1}; gewünscht ist der {0}.",
            "endless": "Gebucht wird zurzeit bis zum {0}, nicht ohne Ende.",
        },
        "de-simple": {
            "too_far": "Sie können jetzt bis zum {1} buchen. Sie möchten am {0}.",
            "endless": "Sie können jetzt bis zum {0} buchen. Ohne Ende geht nicht.",
        },
        "en": {
            "too_far": "At present one can book until {1}; {0} is wished for.",
            "endless": "At present one can book until {0}, not without an end.",
        },
    }

    months: Timeline[int] | None = None
    days: Timeline[int] | None = None
    rooms: Rooms = frozenset()
    purposes: Purposes = frozenset()

    def __attrs_post_init__(self) -> None:
        if (self.months is None) == (self.days is None):
            raise InvalidValue(
                "a horizon has one term: write months or days, not both",
                given=(self.months, self.days),
                allowed="months or days",
            )

    def latest(self, received: date, on: date) -> date:
        """The last day that a booking may begin on, by the term of a day."""
        if self.months is not None:
            return months_after(received, self.months.at(on))
        assert self.days is not None
        return days_after(received, self.days.at(on))

    @booking_limits
    def limit(self, context: BookingContext) -> Iterable[Veto]:
        """A veto if it lies too far ahead."""
        if not is_about(context, self.rooms, self.purposes):
            return ()
        latest = self.latest(context.received_on, context.on)
        if context.last_on is None:
            return (Veto("endless", (latest,)),)
        return (Veto("too_far", (context.last_on, latest)),) if context.last_on > latest else ()
