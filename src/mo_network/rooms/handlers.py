"""What each fact changes in the rooms; the lifecycle tables have let it pass before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mo_network.directory.indexes import note
from mo_network.judging.fact import Fact
from mo_network.judging.state import Handler, Undo, When, nothing_to_undo, put, together
from mo_network.rooms.entries import Booking, Closure, Room, Wish, times_of
from mo_network.rooms.facts import (
    BookingCancelled,
    BookingMoved,
    ClosureLifted,
    RoomAdded,
    RoomBooked,
    RoomClosed,
    RoomWished,
)
from mo_network.scheduling import Demand
from mo_network.values.moments import minute_of

if TYPE_CHECKING:
    from mo_network.rooms.state import RoomsState


def demand_of(entry: Booking | Closure) -> Demand:
    """What a booking or a closure is to the engine."""
    return Demand(entry.id, entry.start, entry.end)


def _add_room(state: RoomsState, fact: RoomAdded, when: When) -> Undo:
    return put(state.room_table, fact.id, Room(fact.id, fact.name, fact.persons, fact.zone))


def _wish(state: RoomsState, fact: RoomWished, when: When) -> Undo:
    received = minute_of(when.received)
    entry = Wish(
        fact.id, fact.room, fact.organisation, fact.persons, received, *times_of(fact.slot)
    )
    return put(state.wish_table, fact.id, entry)


def _book(state: RoomsState, fact: RoomBooked, when: When) -> Undo:
    entry = Booking(
        fact.id, fact.wish or "", fact.room, fact.organisation, fact.persons, *times_of(fact.slot)
    )
    return together(
        put(state.booking_table, fact.id, entry),
        note(state.by_organisation, fact.organisation, fact.id),
        note(state.by_wish, fact.wish, fact.id) if fact.wish else nothing_to_undo,
        state.timetable(fact.room).bookings.add(demand_of(entry)),
    )


def _move(state: RoomsState, fact: BookingMoved, when: When) -> Undo:
    before = state.booking_table[fact.booking]
    room = fact.room or before.room
    entry = Booking(
        before.id, before.wish, room, before.organisation, before.persons, *times_of(fact.slot)
    )
    return together(
        put(state.booking_table, fact.booking, entry),
        state.timetable(before.room).bookings.remove(fact.booking),
        state.timetable(room).bookings.add(demand_of(entry)),
    )


def _cancel(state: RoomsState, fact: BookingCancelled, when: When) -> Undo:
    entry = state.booking_table[fact.booking]
    return state.timetable(entry.room).bookings.remove(fact.booking)


def _close(state: RoomsState, fact: RoomClosed, when: When) -> Undo:
    known = minute_of(when.at)
    entry = Closure(fact.id, fact.room, fact.reason, known, *times_of(fact.slot))
    return together(
        put(state.closure_table, fact.id, entry),
        state.timetable(fact.room).closures.add(demand_of(entry)),
    )


def _lift(state: RoomsState, fact: ClosureLifted, when: When) -> Undo:
    entry = state.closure_table[fact.closure]
    return state.timetable(entry.room).closures.remove(fact.closure)


HANDLERS: Mapping[type[Fact], Handler] = {
    RoomAdded: _add_room,
    RoomWished: _wish,
    RoomBooked: _book,
    BookingMoved: _move,
    BookingCancelled: _cancel,
    RoomClosed: _close,
    ClosureLifted: _lift,
}
