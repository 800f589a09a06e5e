"""What would help where a room is taken, closed or too small; looked for on request only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from mo_network.judging.fact import Fact
from mo_network.rooms.asked import aside_of, persons_of, room_of, use_of
from mo_network.rooms.availability import Availability
from mo_network.rooms.entries import UseEntry
from mo_network.rooms.facts import (
    BookingMoved,
    OccurrenceMoved,
    RoomBooked,
    RoomWished,
    SeriesBooked,
    SeriesWished,
)
from mo_network.rooms.series.asked import aside_of_occurrence, rooms_of, terms_of
from mo_network.rooms.series.remedies import series_remedies
from mo_network.rooms.state import RoomsState
from mo_network.rooms.use import Use
from mo_network.scheduling import END_OF_TIME, FIRST_MINUTE
from mo_network.values.moments import minute_from
from mo_network.values.slot import Slot

REACH: Final = 14 * 24 * 60
"""How far a remedy may lie from what was asked, in minutes: two weeks."""

_Asked = RoomWished | RoomBooked | BookingMoved | OccurrenceMoved


def remedies(state: RoomsState, fact: Fact, at: datetime) -> Iterator[Fact]:
    """Proposals that keep the laws of rooms, where a wish or booking does not.

    Shape:   the fact as handed in, with another slot or another room. First the same room: the
             next free time after and the last one before, the nearer first, of the same length,
             within two weeks, not before `at`. Then the same slot in other rooms that are free
             and large enough, the smallest first. Then the longest part of the slot that is free,
             if it is half of it or more. Nothing if room and slot are free as they are. Of a
             series: see `series_remedies`; of one date that is moved, as of a booking.
    """
    if isinstance(fact, SeriesWished | SeriesBooked):
        yield from series_remedies(state, fact)
    elif isinstance(fact, RoomWished | RoomBooked | BookingMoved | OccurrenceMoved):
        yield from _remedies(state, fact, at)


class _Terms(NamedTuple):
    """What the room has to be, and what is not in its way."""

    room: str
    persons: int
    use: Use | UseEntry | None
    aside: frozenset[str]


def _terms(state: RoomsState, fact: _Asked) -> _Terms:
    if not isinstance(fact, OccurrenceMoved):
        name = fact.room or "" if isinstance(fact, RoomWished) else room_of(state, fact)
        return _Terms(name, persons_of(state, fact), use_of(state, fact), aside_of(fact))
    terms, rooms = terms_of(state, fact), rooms_of(state, fact)
    if terms is None:
        return _Terms("", 1, None, frozenset())
    return _Terms("".join(rooms), terms.persons, terms.use, aside_of_occurrence(state, fact))


def _remedies(state: RoomsState, fact: _Asked, at: datetime) -> Iterator[Fact]:
    name, persons, use, aside = _terms(state, fact)
    needs = frozenset() if use is None else frozenset(use.needs)
    room, slot = state.room_table.get(name), fact.slot
    availability = state.availability(name, use, aside)
    does = room is not None and persons <= room.persons and room.has_all(needs)
    is_free = availability.is_free(slot.start_minute, slot.end_minute)
    starts = [] if is_free or not does else list(_starts(availability, slot, at))
    if is_free and does:
        return
    for start in sorted(starts, key=lambda start: abs(start - slot.start_minute)):
        yield fact.but(slot=slot.starting_at(start))
    if slot.start_minute < minute_from(at):
        return
    for other in sorted(state.rooms(), key=lambda other: (other.persons, other.id)):
        if other.id == name or persons > other.persons or not other.has_all(needs):
            continue
        elsewhere = state.availability(other.id, use, aside)
        if elsewhere.is_free(slot.start_minute, slot.end_minute):
            yield fact.but(room=other.id)
    shorter = _shorter(availability, slot) if does else None
    if shorter is not None:
        yield fact.but(slot=shorter)


def _shorter(availability: Availability, slot: Slot) -> Slot | None:
    """The longest part of a slot that is free, the first of equal ones; half of it at least."""
    least = (slot.minutes + 1) // 2
    stretches = list(availability.free(slot.start_minute, slot.end_minute, least))
    if not stretches:
        return None
    start, end = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    return slot.with_minutes(start, end)


def _starts(availability: Availability, slot: Slot, at: datetime) -> Iterator[int]:
    """The next free start after that of a slot, and the last one before."""
    now = minute_from(at)
    after = max(slot.start_minute, now), min(slot.end_minute + REACH, END_OF_TIME - 1)
    before = max(slot.start_minute - REACH, now, FIRST_MINUTE), slot.end_minute - 1
    for (start, end), is_before in ((after, False), (before, True)):
        if start < end:
            found = availability.find(start, end, slot.minutes, back=is_before)
            if found is not None:
                yield found
