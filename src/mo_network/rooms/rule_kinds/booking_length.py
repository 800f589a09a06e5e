"""The rule kind `booking-length`: a booking lasts at most so long."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from mo_network.judging.answers import Limit
from mo_network.rooms.hooks import LENGTH, BookingContext, booking_limits
from mo_network.rooms.rule_kinds.choosing import Purposes, Rooms, is_about
from mo_network.values.timeline import Timeline


@attrs.frozen
class BookingLength:
    """Höchstdauer: a booking lasts at most so many minutes, each time of a series too.

    Shape:   for some `rooms` and some `purposes`, for all if none is named; set-up and tear-down
             are not counted.
    Units:   minutes as they pass.
    Errors:  on a day without a value the rule cannot answer, and the verdict is undecided.

    Which mistake is worse: to let one group sit in a room that many wait for; a refused one is
    offered the time that is possible.

    >>> from datetime import date
    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> rules = Source("Rules of an invented house", article="3")
    >>> rule = BookingLength(Timeline("longest", (Step(date(2026, 1, 1), 240, rules),)))
    >>> rule.minutes.at(date(2026, 5, 1))
    240
    """

    kind: ClassVar[str] = "booking-length"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {"rooms.length": "Höchstens {value} Minuten am Stück; gewünscht sind {asked}."},
        "de-simple": {
            "rooms.length": "Höchstens {value} Minuten am Stück. Sie möchten {asked}.",
        },
        "en": {"rooms.length": "At most {value} minutes at a time; {asked} are wished for."},
    }

    minutes: Timeline[int]
    rooms: Rooms = frozenset()
    purposes: Purposes = frozenset()

    @booking_limits
    def limit(self, context: BookingContext) -> Iterable[Limit[int]]:
        """The longest that it may last."""
        if not is_about(context, self.rooms, self.purposes):
            return ()
        return (Limit(LENGTH, self.minutes.at(context.on)),)
