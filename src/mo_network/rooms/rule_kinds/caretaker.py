"""The rule kind `caretaker`: some bookings need somebody of the house to be there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.judging.answers import Requirement
from mo_network.rooms.hooks import ASSURED, BookingContext, booking_requirements
from mo_network.rooms.rule_kinds.choosing import Purposes, Rooms
from mo_network.values.timeline import Timeline

CARETAKER = "caretaker"


@attrs.frozen
class Caretaker:
    """Aufsicht: a booking of this sort is made only once somebody of the house is found for it.

    Shape:   one reason is enough: it is `public`, it is for `persons` or more, it is for one of
             `purposes`, it ends later than the time `after` ("22:00", by the room's clock; a night
             always does). `rooms` are those it is about, all if none is named. A wish is not
             refused: it is open until the hub books, naming "caretaker" in `assured`.
    Errors:  InvalidValue for a rule without a reason, and for a time that no clock shows. On a day
             without a value the rule cannot answer, and the verdict is undecided.

    Which mistake is worse: a full house with nobody who knows where the fuses are.

    >>> Caretaker()
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: the rule asks nothing: write at least one of public, persons, \
purposes, after
    """

    kind: ClassVar[str] = "caretaker"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {"rooms.assured": "Für diese Buchung muss feststehen: {value}."},
        "de-simple": {
            "rooms.assured": "Das muss vor der Buchung sicher sein: {value}.",
        },
        "en": {"rooms.assured": "For this booking this must be seen to: {value}."},
    }

    public: bool = False
    persons: Timeline[int] | None = None
    purposes: Purposes = frozenset()
    after: str = ""
    rooms: Rooms = frozenset()

    def __attrs_post_init__(self) -> None:
        if not (self.public or self.persons or self.purposes or self.after):
            raise InvalidValue(
                "the rule asks nothing: write at least one of public, persons, purposes, after",
                given=None,
            )
        if self.after:
            _clock(self.after)

    @booking_requirements
    def needs(self, context: BookingContext) -> Iterable[Requirement[str]]:
        """A caretaker, if there is a reason."""
        if self.rooms and context.room not in self.rooms:
            return ()
        return (Requirement(ASSURED, CARETAKER),) if self._has_reason(context) else ()

    def _has_reason(self, context: BookingContext) -> bool:
        return (
            (self.public and context.use.is_public)
            or context.use.purpose in self.purposes
            or (bool(self.after) and _is_late(context, _clock(self.after)))
            or (self.persons is not None and context.persons >= self.persons.at(context.on))
        )


def _is_late(context: BookingContext, after: time) -> bool:
    return context.end_on > context.start_on or context.end_time > after


def _clock(text: str) -> time:
    try:
        return time.fromisoformat(text) if len(text) == 5 else time.fromisoformat("")
    except ValueError:
        raise InvalidValue(
            f"after is {text!r:.40}: write a time of the day, such as 22:00",
            given=text,
            allowed="HH:MM",
        ) from None
