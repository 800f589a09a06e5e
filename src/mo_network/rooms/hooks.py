"""What rooms ask local rules: who may book which room when, for how long, and with what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from mo_network.judging.answers import Duty, Limit, Note, Requirement, Veto
from mo_network.judging.fact import Fact
from mo_network.rooms.context import (
    BookingContext,
    CancelContext,
    booking_context,
    cancel_context,
)
from mo_network.rooms.facts import (
    BookingCancelled,
    BookingMoved,
    OccurrenceMoved,
    RoomBooked,
    SeriesBooked,
    SeriesChanged,
    SeriesTakenUp,
)
from mo_network.rooms.subjects import ASSURED, LENGTH, PERSONS, SUBJECTS
from mo_network.rules.hook import Hook

__all__ = [
    "ASSURED",
    "HOOKS",
    "LENGTH",
    "PERSONS",
    "SUBJECTS",
    "BookingContext",
    "CancelContext",
    "booking_cancelling",
    "booking_context",
    "booking_limits",
    "booking_requirements",
    "cancel_context",
]


def _received(context: BookingContext | CancelContext) -> date:
    return context.received_on


def _decided(context: BookingContext | CancelContext) -> date:
    return context.decided_on


def _booking_start(context: BookingContext | CancelContext) -> date:
    return context.start_on


_DAYS: Mapping[str, Any] = {
    "received": _received,
    "decided": _decided,
    "booking_start": _booking_start,
}
_NEW: Mapping[type[Fact], Any] = {RoomBooked: booking_context, SeriesBooked: booking_context}
_BUILDS: Mapping[type[Fact], Any] = {
    **_NEW,
    BookingMoved: booking_context,
    SeriesTakenUp: booking_context,
    OccurrenceMoved: booking_context,
    SeriesChanged: booking_context,
}

booking_limits: Hook[BookingContext, Limit[Any] | Veto | Duty | Note] = Hook(
    name="booking_limits",
    area="rooms",
    context=BookingContext,
    builds=_BUILDS,
    days=_DAYS,
    answers=frozenset({Limit, Veto, Duty, Note}),
    subjects=(PERSONS, LENGTH),
)
"""Whether a room may be booked, for how many, and for how long.

When:     a wish is handed in, a booking or a series is proposed, or is to be moved or changed.
Context:  `BookingContext`.
Answers:  `Limit` on PERSONS or LENGTH; `Veto`, `Duty`, `Note`.
Days:     received, decided, booking_start.
Example:  the kinds `booking-length` and `booking-quota`.
"""

booking_requirements: Hook[BookingContext, Requirement[str] | Duty | Note] = Hook(
    name="booking_requirements",
    area="rooms",
    context=BookingContext,
    builds=_NEW,
    days=_DAYS,
    answers=frozenset({Requirement, Duty, Note}),
    subjects=(ASSURED,),
)
"""What the hub has to see to before it books, and what the booking brings with it.

When:     a wish is handed in (open, for only the decision can say it), a booking or a series is
          proposed.
Context:  `BookingContext`.
Answers:  `Requirement` on ASSURED, one for each code; `Duty`, `Note`.
Days:     received, decided, booking_start.
Example:  the kinds `caretaker` and `booking-deposit`.
"""

booking_cancelling: Hook[CancelContext, Veto | Duty | Note] = Hook(
    name="booking_cancelling",
    area="rooms",
    context=CancelContext,
    builds={BookingCancelled: cancel_context},
    days=_DAYS,
    answers=frozenset({Veto, Duty, Note}),
    subjects=(),
)
"""Whether a booking may still be cancelled without further ado, and what follows if not.

When:     somebody asks to cancel. What the hub itself cancels is observed, and not judged.
Context:  `CancelContext`.
Answers:  `Veto`, `Duty`, `Note`.
Days:     received, decided, booking_start.
Example:  the kind `cancel-notice`.
"""

HOOKS: tuple[Hook[Any, Any], ...] = (booking_limits, booking_requirements, booking_cancelling)
