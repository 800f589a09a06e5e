"""What each fact changes in the rooms; the lifecycle tables have let it pass before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mo_network.judging.changes import Changes
from mo_network.judging.fact import Fact
from mo_network.judging.state import Handler, When
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


def _add_room(state: RoomsState, fact: RoomAdded, when: When, changes: Changes) -> None:
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
    state.set_room(entry, changes)


def _wish(state: RoomsState, fact: RoomWished, when: When, changes: Changes) -> None:
    received = minute_of(when.received)
    entry = Wish(
        fact.id, fact.room, fact.organisation, fact.persons, received, *times_of(fact.slot)
    )
    changes.put(state.wish_table, fact.id, entry)
    note_use(state, fact.id, fact.use, changes)
    count(state.wishes_by_month, fact.room, entry.start, fact.id, changes)


def note_use(state: RoomsState, name: str, use: Use, changes: Changes) -> None:
    """Keep the use of a wish, a booking or a series, where something is said about it."""
    if use != PLAIN_USE:
        changes.put(state.use_table, name, UseEntry.of(name, use))


def _book(state: RoomsState, fact: RoomBooked, when: When, changes: Changes) -> None:
    entry = Booking(
        fact.id, fact.wish or "", fact.room, fact.organisation, fact.persons, *times_of(fact.slot)
    )
    changes.put(state.booking_table, fact.id, entry)
    note_use(state, fact.id, fact.use, changes)
    changes.note(state.by_organisation, fact.organisation, fact.id)
    if fact.wish:
        changes.note(state.by_wish, fact.wish, fact.id)
    count(state.by_month, entry.organisation, entry.start, entry.id, changes)
    state.take(entry, changes)


def _move(state: RoomsState, fact: BookingMoved, when: When, changes: Changes) -> None:
    before = state.booking_table[fact.booking]
    room = fact.room or before.room
    entry = Booking(
        before.id, before.wish, room, before.organisation, before.persons, *times_of(fact.slot)
    )
    changes.put(state.booking_table, fact.booking, entry)
    discount(state.by_month, before.organisation, before.start, before.id, changes)
    count(state.by_month, entry.organisation, entry.start, entry.id, changes)
    state.give_back(before, changes)
    state.take(entry, changes)


def _free(
    state: RoomsState, fact: BookingCancelled | BookingUnused, when: When, changes: Changes
) -> None:
    state.give_back(state.booking_table[fact.booking], changes)


def _close(state: RoomsState, fact: RoomClosed, when: When, changes: Changes) -> None:
    known = minute_of(when.at)
    entry = Closure(fact.id, fact.room, fact.reason, known, *times_of(fact.slot))
    changes.put(state.closure_table, fact.id, entry)
    state.close(entry, changes)


def _lift(state: RoomsState, fact: ClosureLifted, when: When, changes: Changes) -> None:
    state.open(state.closure_table[fact.closure], changes)


def _set_hours(state: RoomsState, fact: OpeningHoursSet, when: When, changes: Changes) -> None:
    closed_on = tuple(sorted(fact.closed_on))
    entry = HoursEntry(
        fact.id, fact.room, fact.since.toordinal(), fact.days, closed_on, minute_of(when.at)
    )
    state.hours.set(entry, changes)


def _add_exception(state: RoomsState, fact: OpeningException, when: When, changes: Changes) -> None:
    first, last = _days(fact.days)
    room, known = fact.room or "", minute_of(when.at)
    entry = ExceptionEntry(fact.id, room, fact.hours, fact.reason, first, last, known)
    state.hours.add_exception(entry, changes)


def _lift_exception(state: RoomsState, fact: ExceptionLifted, when: When, changes: Changes) -> None:
    state.hours.lift_exception(fact.exception, changes)


def _add_holiday(state: RoomsState, fact: HolidayAdded, when: When, changes: Changes) -> None:
    first, last = _days(fact.days)
    entry = HolidayEntry(fact.id, fact.calendar, fact.name, first, last, minute_of(when.at))
    state.hours.add_holiday(entry, changes)


def _remove_holiday(state: RoomsState, fact: HolidayRemoved, when: When, changes: Changes) -> None:
    state.hours.remove_holiday(fact.holiday, changes)


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
