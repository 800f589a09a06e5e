"""What rooms ask local rules: who may book which room, when and for how many."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, time
from typing import Any

import attrs

from mo_network.judging.answers import Duty, Limit, Note, Veto
from mo_network.judging.case import Case
from mo_network.judging.fact import Fact
from mo_network.judging.subject import Join, Subject
from mo_network.judging.units import COUNT
from mo_network.rooms.facts import BookingMoved, RoomBooked, RoomWished
from mo_network.rooms.state import RoomsState
from mo_network.rules.hook import Hook
from mo_network.values.moments import moment_of
from mo_network.values.slot import Slot
from mo_network.values.zones import zone


def _read_persons(fact: Fact) -> int | None:
    return fact.persons if isinstance(fact, RoomBooked | RoomWished) else None


def _move_persons(fact: Fact, value: int) -> Fact:
    return fact if isinstance(fact, BookingMoved) else fact.but(persons=value)


PERSONS: Subject[int] = Subject(
    "rooms.persons",
    COUNT,
    Join.AT_MOST,
    _read_persons,
    _move_persons,
    {"de": "Personen", "en": "persons"},
)
"""How many come; a booking that is moved leaves it as it was."""

SUBJECTS: tuple[Subject[Any], ...] = (PERSONS,)


@attrs.frozen
class BookingContext:
    """What a rule may know about a booking that is asked for, or about to be moved.

    Shape:   `on` is the day that the rule's basis picks; `organisation_kind` is "" for one that
             is not known any more; `is_move` tells that the booking stands already, elsewhere.
    Units:   `received_on`, `decided_on` in the hub's zone; `start_on`, `end_on` and the times of
             the wall clock in the room's zone.
    """

    on: date
    received_on: date
    decided_on: date
    room: str
    room_persons: int
    organisation: str
    organisation_kind: str
    slot: Slot
    persons: int
    start_on: date
    start_time: time
    end_on: date
    end_time: time
    is_move: bool


def booking_context(
    state: RoomsState, asked: RoomBooked | BookingMoved, case: Case
) -> BookingContext:
    """The context of a booking, with `on` the day on which it was asked for.

    Errors:  UnknownReference when there is no such booking, or no such room.
    """
    is_move = isinstance(asked, BookingMoved)
    entry = state.booking(asked.booking) if isinstance(asked, BookingMoved) else asked
    room = state.room(asked.room or entry.room)
    organisation = state.directory.organisation_table.get(entry.organisation)
    where, slot = zone(room.zone), asked.slot
    start, end = slot.start.astimezone(where), slot.end.astimezone(where)
    received_on = _received_on(state, asked, case)
    return BookingContext(
        received_on,
        received_on,
        case.decided_on,
        room.id,
        room.persons,
        entry.organisation,
        "" if organisation is None else organisation.kind_name,
        slot,
        entry.persons,
        start.date(),
        start.time(),
        end.date(),
        end.time(),
        is_move,
    )


def _received_on(state: RoomsState, asked: RoomBooked | BookingMoved, case: Case) -> date:
    """The day of the wish; without one, that of the case."""
    wish = state.wish_table.get(asked.wish or "") if isinstance(asked, RoomBooked) else None
    if wish is None:
        return case.received_on
    return case.day_of(moment_of(wish.received_minute, UTC))


def _received(context: BookingContext) -> date:
    return context.received_on


def _decided(context: BookingContext) -> date:
    return context.decided_on


def _booking_start(context: BookingContext) -> date:
    return context.start_on


_BUILDS: Mapping[type[Fact], Any] = {RoomBooked: booking_context, BookingMoved: booking_context}

booking_limits: Hook[BookingContext, Limit[Any] | Veto | Duty | Note] = Hook(
    name="booking_limits",
    area="rooms",
    context=BookingContext,
    builds=_BUILDS,
    days={"received": _received, "decided": _decided, "booking_start": _booking_start},
    answers=frozenset({Limit, Veto, Duty, Note}),
    subjects=SUBJECTS,
)
"""Whether a room may be booked, and for how many.

When:     a wish is handed in, a booking is proposed, a booking is to be moved.
Context:  `BookingContext`.
Answers:  `Limit` on PERSONS; `Veto`, `Duty`, `Note`.
Days:     received, decided, booking_start.
Example:  a rule that a kitchen closes at ten: `Veto("too_late", (...))` by `end_time`.
"""

HOOKS: tuple[Hook[Any, Any], ...] = (booking_limits,)
