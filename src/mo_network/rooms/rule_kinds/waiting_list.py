"""The rule kind `waiting-list`: nobody is served before whoever asked first."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import ClassVar

import attrs

from mo_network.judging.answers import Veto
from mo_network.rooms.hooks import BookingContext, booking_limits
from mo_network.rooms.rule_kinds.choosing import Rooms


@attrs.frozen
class WaitingList:
    """Warteliste: a time goes to whoever asked for it first.

    Shape:   a booking is refused while an earlier wish of another organisation for the same room
             and a minute of the same time still waits: neither granted nor withdrawn nor declined.
             `rooms` are those it is about, all if none is named. Moving is not bound, and neither
             are series.

    Which mistake is worse: to let somebody wait in vain. An earlier wish that the hub cannot grant
    is declined first, so that it is told.

    >>> sorted(WaitingList().rooms)
    []
    """

    kind: ClassVar[str] = "waiting-list"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {"others_wait": "{0} von {1} wartet seit dem {2} auf diese Zeit."},
        "de-simple": {
            "others_wait": "{0} von {1} wartet schon seit dem {2} auf diese Zeit.",
        },
        "en": {"others_wait": "{0} of {1} has waited for this time since {2}."},
    }

    rooms: Rooms = frozenset()

    @booking_limits
    def turn(self, context: BookingContext) -> Iterable[Veto]:
        """A veto for each wish that waits, the first ten."""
        if context.is_move or (self.rooms and context.room not in self.rooms):
            return
        for wish in islice(context.earlier.waiting(), 10):
            yield Veto("others_wait", (wish.wish, wish.organisation, wish.received_on))
