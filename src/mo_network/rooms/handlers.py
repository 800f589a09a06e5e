"""What each fact changes in the rooms; the lifecycle tables have let it pass before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mo_network.directory.indexes import note
from mo_network.judging.fact import Fact
from mo_network.judging.state import Handler, Undo, When, nothing_to_undo, put, together
from mo_network.rooms.entries import Booking, Closure, Room, UseEntry, Wish, times_of
from mo_network.rooms.facts import (
    BookingCancelled,
    BookingMoved,
    BookingUnused,
    ClosureLifted,
    ExceptionLifted,
    HolidayAdded,
    HolidayRemoved,
    OpeningException,
    OpeningHoursSet,
    RoomAdded,
    RoomBooked,
    RoomClosed,
    RoomWished,
)
from mo_network.rooms.hours import ExceptionEntry, HolidayEntry, HoursEntry
from mo_network.rooms.months import count, discount
from mo_network.rooms.use import PLAIN_USE, Use
from mo_network.values.moments import minute_of
from mo_network.values.period import Period

if TYPE_CHECKING:
    from mo_network.rooms.state import RoomsState


def _add_room(state: RoomsState, fact: RoomAdded, when: When) -> Undo:
    entry = Room(
        fact.id,
        fact.name,
        fact.persons,
        fact.zone,
        tuple(sorted(fact.equipment)),
        tuple(sorted(fact.accessibility)),
        fact.parts,
        fact.turnover,
    )
    return state.restand(fact.id, lambda: put(state.room_table, fact.id, entry))


def _wish(state: RoomsState, fact: RoomWished, when: When) -> Undo:
    received = minute_of(when.received)
    entry = Wish(
        fact.id, fact.room, fact.organisation, fact.persons, received, *times_of(fact.slot)
    )
    return together(
        put(state.wish_table, fact.id, entry),
        note_use(state, fact.id, fact.use),
        count(state.wishes_by_month, fact.room, entry.start, fact.id),
    )


def note_use(state: RoomsState, name: str, use: Use) -> Undo:
    """Keep the use of a wish, a booking or a series, where something is said about it."""
    if use == PLAIN_USE:
        return nothing_to_undo
    return put(state.use_table, name, UseEntry.of(name, use))


def _book(state: RoomsState, fact: RoomBooked, when: When) -> Undo:
    entry = Booking(
        fact.id, fact.wish or "", fact.room, fact.organisation, fact.persons, *times_of(fact.slot)
    )
    return together(
        put(state.booking_table, fact.id, entry),
        note_use(state, fact.id, fact.use),
        note(state.by_organisation, fact.organisation, fact.id),
        note(state.by_wish, fact.wish, fact.id) if fact.wish else nothing_to_undo,
        count(state.by_month, entry.organisation, entry.start, entry.id),
        state.take(entry),
    )


def _move(state: RoomsState, fact: BookingMoved, when: When) -> Undo:
    before = state.booking_table[fact.booking]
    room = fact.room or before.room
    entry = Booking(
        before.id, before.wish, room, before.organisation, before.persons, *times_of(fact.slot)
    )
    return together(
        put(state.booking_table, fact.booking, entry),
        discount(state.by_month, before.organisation, before.start, before.id),
        count(state.by_month, entry.organisation, entry.start, entry.id),
        state.give_back(before),
        state.take(entry),
    )


def _free(state: RoomsState, fact: BookingCancelled | BookingUnused, when: When) -> Undo:
    return state.give_back(state.booking_table[fact.booking])


def _close(state: RoomsState, fact: RoomClosed, when: When) -> Undo:
    known = minute_of(when.at)
    entry = Closure(fact.id, fact.room, fact.reason, known, *times_of(fact.slot))
    return together(put(state.closure_table, fact.id, entry), state.close(entry))


def _lift(state: RoomsState, fact: ClosureLifted, when: When) -> Undo:
    return state.open(state.closure_table[fact.closure])


def _set_hours(state: RoomsState, fact: OpeningHoursSet, when: When) -> Undo:
    closed_on = tuple(sorted(fact.closed_on))
    return state.hours.set(
        HoursEntry(
            fact.id, fact.room, fact.since.toordinal(), fact.days, closed_on, minute_of(when.at)
        )
    )


def _add_exception(state: RoomsState, fact: OpeningException, when: When) -> Undo:
    first, last = _days(fact.days)
    room, known = fact.room or "", minute_of(when.at)
    return state.hours.add_exception(
        ExceptionEntry(fact.id, room, fact.hours, fact.reason, first, last, known)
    )


def _lift_exception(state: RoomsState, fact: ExceptionLifted, when: When) -> Undo:
    return state.hours.lift_exception(fact.exception)


def _add_holiday(state: RoomsState, fact: HolidayAdded, when: When) -> Undo:
    first, last = _days(fact.days)
    return state.hours.add_holiday(
        HolidayEntry(fact.id, fact.calendar, fact.name, first, last, minute_of(when.at))
    )


def _remove_holiday(state: RoomsState, fact: HolidayRemoved, when: When) -> Undo:
    return state.hours.remove_holiday(fact.holiday)


def _days(days: Period) -> tuple[int, int]:
    assert days.last is not None
    return days.start.toordinal(), days.last.toordinal()


HANDLERS: Mapping[type[Fact], Handler] = {
    RoomAdded: _add_room,
    OpeningHoursSet: _set_hours,
    OpeningException: _add_exception,
    ExceptionLifted: _lift_exception,
    HolidayAdded: _add_holiday,
    HolidayRemoved: _remove_holiday,
    RoomWished: _wish,
    RoomBooked: _book,
    BookingMoved: _move,
    BookingCancelled: _free,
    BookingUnused: _free,
    RoomClosed: _close,
    ClosureLifted: _lift,
}
