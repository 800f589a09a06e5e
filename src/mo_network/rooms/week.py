"""A week of rooms, day by day, as it hangs on the door."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import attrs

from mo_network.rooms import breaches
from mo_network.rooms.entries import LAST_OF_SLOTS, Room
from mo_network.rooms.lifecycles import CONFIRMED, DISPLACED
from mo_network.rooms.series.tables import Held
from mo_network.scheduling import END_OF_TIME, FIRST_MINUTE
from mo_network.values.moments import minute_of
from mo_network.values.slot import Slot
from mo_network.values.zones import zone

if TYPE_CHECKING:
    from mo_network.rooms.state import RoomsState


@attrs.frozen
class Booked:
    """One booking, or one occurrence of a series, on a day of the week.

    Shape:   `id` of an occurrence is `series:7@2026-05-05T18:00`; `slot` is the whole of it,
             however much lies on that day; `status` is "confirmed", or "displaced" while a closure
             stands that it shares a minute with, or the opening hours do not hold it.
    """

    room: str
    id: str
    organisation: str
    slot: Slot
    status: str


@attrs.frozen
class Closed:
    """One closure on a day of the week, with its reason."""

    room: str
    id: str
    slot: Slot
    reason: str


@attrs.frozen
class Day:
    """What touches a day, by the clock of each room: in order of rooms and of time."""

    on: date
    bookings: tuple[Booked, ...]
    closures: tuple[Closed, ...]


@attrs.frozen
class Week:
    """The days from a Monday to the Sunday after it; fewer at the ends of the calendar."""

    days: tuple[Day, ...]

    @property
    def first(self) -> date:
        """The first day, a Monday."""
        return self.days[0].on


def week_of(state: RoomsState, on: date, rooms: tuple[Room, ...]) -> Week:
    """The week in which a day lies, for some rooms."""
    monday = on.toordinal() - on.weekday()
    ordinals = range(max(monday, 1), min(monday + 6, date.max.toordinal()) + 1)
    return Week(tuple(_day(state, date.fromordinal(ordinal), rooms) for ordinal in ordinals))


def _day(state: RoomsState, on: date, rooms: tuple[Room, ...]) -> Day:
    bookings: list[Booked] = []
    closures: list[Closed] = []
    for room in rooms:
        if room.parts:
            continue  # what it is booked for stands with its parts
        start, end = _minutes(on, room.zone)
        timetable = state.timetable(room.id)
        bookings += _booked(state, room.id, breaches.held_on(state, room.id, start, end))
        for demand in timetable.closures.demands(start, end):
            closure = state.closure_table[demand.key]
            closures.append(Closed(room.id, closure.id, closure.slot, closure.reason))
    return Day(on, tuple(bookings), tuple(closures))


def _booked(state: RoomsState, room: str, times: Iterator[Held]) -> Iterator[Booked]:
    for held in times:
        status = DISPLACED if breaches.is_displaced(state, held) else CONFIRMED
        # A slot ends with the year 9998; series go on for one year more.
        if held.end <= LAST_OF_SLOTS:
            yield Booked(room, held.name, held.organisation, held.slot, status)


def _minutes(on: date, key: str) -> tuple[int, int]:
    """A day by a clock, from its midnight to the next."""
    where = zone(key)
    start = minute_of(datetime.combine(on, time(), where))
    if on == date.max:
        return start, END_OF_TIME
    end = minute_of(datetime.combine(on + timedelta(days=1), time(), where))
    return max(start, FIRST_MINUTE), min(end, END_OF_TIME)
