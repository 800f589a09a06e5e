"""What of the rooms' promises stands broken: displaced bookings, and rooms promised twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from mo_network.judging.fact import Fact
from mo_network.judging.state import Breach
from mo_network.rooms.entries import Booking, Closure
from mo_network.rooms.facts import HolidayAdded, OpeningException, OpeningHoursSet, RoomClosed
from mo_network.rooms.hours import Cause
from mo_network.rooms.lifecycles import CONFIRMED, STANDING
from mo_network.rooms.series.entries import name_of, occurrence_name
from mo_network.rooms.series.opened import ClosedDate, closed_by_hours
from mo_network.rooms.series.tables import Held
from mo_network.scheduling import END_OF_TIME
from mo_network.scheduling.resource import Resource, SeriesDemand
from mo_network.scheduling.series import clock_of, write_wall
from mo_network.values.moments import minute_of, moment_of
from mo_network.values.zones import zone

if TYPE_CHECKING:
    from mo_network.rooms.state import RoomsState

REACH = 2 * 366 * 24 * 60
"""How far ahead the promises of series are all named, in minutes: two years; then the first."""

CAPACITY = "rooms.capacity"
"""The law that no room is promised twice."""

CLOSED = "rooms.closed"
"""The law that nothing is promised in a room that is closed."""

HOURS = "rooms.hours"
"""The law that nothing is promised outside the opening hours."""


def breaches(state: RoomsState, at: datetime, by: Fact | None) -> Iterator[Breach]:
    """All that stands broken at a moment; with `by`, what this fact touches."""
    minute = minute_of(at)
    if by is None:
        for closure in state.closure_table.values():
            yield from _displaced(state, closure, minute)
        for leaf in state.used_leaves():
            yield from _promised_twice(state, leaf, minute)
        yield from _outside_hours(state, minute, END_OF_TIME)
    elif isinstance(by, RoomClosed) and by.id in state.closure_table:
        yield from _displaced(state, state.closure_table[by.id], minute)
    elif isinstance(by, OpeningHoursSet | OpeningException | HolidayAdded):
        yield from (b for b in _outside_hours(state, minute, END_OF_TIME) if b.cause == by.id)


def _displaced(state: RoomsState, closure: Closure, minute: int) -> Iterator[Breach]:
    found = tuple(held.name for held in displaced_by(state, closure, minute))
    if found:
        since = closure.known_on(state.zone_of(closure.room))
        yield Breach(CLOSED, closure.room, since, closure.id, found)


def displaced_by(state: RoomsState, closure: Closure, minute: int) -> tuple[Held, ...]:
    """What a closure displaces and is not over, each once."""
    if state.statuses[closure.id] != STANDING:
        return ()
    start = max(closure.start, minute)
    if start >= closure.end:
        return ()
    found: dict[str, Held] = {}
    for leaf in state.leaves(closure.room):
        bookings = state.timetable(leaf).bookings
        until = min(closure.end, _horizon(bookings, start))
        found.update((held.name, held) for held in held_on(state, leaf, start, until))
        later = bookings.first_clash(until, closure.end) if until < closure.end else None
        if later is not None:
            held = state.held(later)
            found[held.name] = held
    return tuple(found.values())


def held_on(state: RoomsState, leaf: str, start: int, end: int) -> Iterator[Held]:
    """What is promised on a leaf in a window; what takes it for set-up alone is not."""
    for demand in state.timetable(leaf).bookings.demands(start, end):
        held = state.held_by(demand.key)
        if held.start < end and start < held.end:
            yield held


def _promised_twice(state: RoomsState, leaf: str, minute: int) -> Iterator[Breach]:
    bookings = state.timetable(leaf).bookings
    until = _horizon(bookings, minute)
    for excess in bookings.over(minute, until):
        yield _twice(state, leaf, excess.start, excess.keys)
    if until == END_OF_TIME:
        return
    later = {_first_meeting(bookings, each, until) for each in bookings.series}
    for entry in state.booking_table.values():
        if entry.start >= until and entry.id in bookings:
            found = bookings.first_clash(entry.start, entry.end, aside={entry.id})
            later.add(None if found is None else found.at)
    for at in sorted(at for at in later if at is not None):
        yield _twice(state, leaf, at, tuple(d.key for d in bookings.demands(at, at + 1)))


def _first_meeting(bookings: Resource, demand: SeriesDemand, minute: int) -> int | None:
    """When a series first meets another after a minute, for ever; None if it never does."""
    aside, rest = {demand.key}, demand.series
    terms = demand.amount, demand.before, demand.after
    found = bookings.first_clash_of(rest, *terms, aside)
    if found is not None and found.at < minute:
        left = rest.following(write_wall(clock_of(rest.zone).to_wall(minute)))
        found = None if left is None else bookings.first_clash_of(left, *terms, aside)
    return None if found is None or found.at < minute else found.at


def _twice(state: RoomsState, leaf: str, at: int, keys: Collection[str]) -> Breach:
    since = moment_of(at, zone(state.zone_of(leaf))).date()
    names = tuple(map(name_of, keys))
    return Breach(CAPACITY, leaf, since, names[-1], names)


def _horizon(bookings: Resource, minute: int) -> int:
    """Up to where all promises are named one by one: where series stand, for two years.

    Of what comes later the first is named, decided for ever.
    """
    return min(minute + REACH, END_OF_TIME) if bookings.series else END_OF_TIME


def _outside_hours(state: RoomsState, start: int, end: int) -> Iterator[Breach]:
    if not state.hours.has_any():
        return
    hit: dict[tuple[str, Cause], list[str]] = defaultdict(list)
    seen: set[str] = set()
    for leaf in state.used_leaves():
        until = min(end, _horizon(state.timetable(leaf).bookings, start))
        for held in held_on(state, leaf, start, until):
            if held.name in seen:
                continue
            seen.add(held.name)
            closed = state.closing_day(held.room, held.start, held.end)
            cause = None if closed is None else state.hours.cause(*closed)
            if closed is not None and cause is not None:
                hit[closed[0], cause].append(held.name)
    for name, date in _later_dates(state, start + REACH):
        cause = state.hours.cause(date.room, date.day)
        if cause is not None:
            hit[date.room, cause].append(name)
    for (room, cause), promises in hit.items():
        since = moment_of(cause.known_minute, zone(state.zone_of(room))).date()
        yield Breach(HOURS, room, since, cause.id, tuple(promises))


def _later_dates(state: RoomsState, minute: int) -> Iterator[tuple[str, ClosedDate]]:
    """Of each series the first date after a minute that lies outside the opening hours."""
    for name, pieces in state.piece_table.items():
        if state.statuses.get(name) != CONFIRMED:
            continue
        for room, series in pieces:
            dates = closed_by_hours(state, room, series)
            later = (each for each in dates if each.occurrence.start >= minute)
            found = next(later, None)
            if found is not None:
                yield occurrence_name(name, found.occurrence.key), found


def is_displaced(state: RoomsState, entry: Booking | Held) -> bool:
    """Whether a closure, or the opening hours, stand against a booking or an occurrence."""
    return not state.availability(entry.room).is_open(entry.start, entry.end)
