"""What would help where a room is taken, closed or too small; looked for on request only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import datetime, tzinfo
from typing import Final

from mo_network.judging.fact import Fact
from mo_network.rooms.facts import BookingMoved, RoomBooked, RoomWished
from mo_network.rooms.laws import room_of
from mo_network.rooms.state import RoomsState
from mo_network.rooms.timetable import Timetable
from mo_network.scheduling import END_OF_TIME, FIRST_MINUTE
from mo_network.values.moments import minute_of, moment_of
from mo_network.values.slot import Slot

REACH: Final = 14 * 24 * 60
"""How far a remedy may lie from what was asked, in minutes: two weeks."""

_Asked = RoomWished | RoomBooked | BookingMoved


def remedies(state: RoomsState, fact: Fact, at: datetime) -> Iterator[Fact]:
    """Proposals that keep the laws of rooms, where a wish or booking does not.

    Shape:   the fact as handed in, with another slot or another room. First the same room: the
             next free time after and the last one before, the nearer first, of the same length,
             within two weeks, not before `at`. Then the same slot in other rooms that are free
             and large enough, the smallest first. Nothing if room and slot are free as they are.
    """
    if not isinstance(fact, RoomWished | RoomBooked | BookingMoved):
        return
    name = fact.room or "" if isinstance(fact, RoomWished) else room_of(state, fact)
    persons = _persons(state, fact)
    room, timetable, slot = state.room_table.get(name), state.timetable(name), fact.slot
    is_large_enough = room is not None and persons <= room.persons
    with timetable.aside(fact.booking) if isinstance(fact, BookingMoved) else nullcontext():
        is_free = timetable.is_free(slot.start_minute, slot.end_minute)
        starts = [] if is_free or not is_large_enough else list(_starts(timetable, slot, at))
    if is_free and is_large_enough:
        return
    for start in sorted(starts, key=lambda start: abs(start - slot.start_minute)):
        yield fact.but(slot=_at(slot, start))
    if slot.start_minute < _whole_minute(at):
        return
    for other in sorted(state.rooms(), key=lambda other: (other.persons, other.id)):
        if other.id != name and persons <= other.persons and state.is_free(other.id, slot):
            yield fact.but(room=other.id)


def _persons(state: RoomsState, fact: _Asked) -> int:
    if not isinstance(fact, BookingMoved):
        return fact.persons
    entry = state.booking_table.get(fact.booking)
    return 1 if entry is None else entry.persons


def _starts(timetable: Timetable, slot: Slot, at: datetime) -> Iterator[int]:
    """The next free start after that of a slot, and the last one before."""
    now = _whole_minute(at)
    after = max(slot.start_minute, now), min(slot.end_minute + REACH, END_OF_TIME - 1)
    before = max(slot.start_minute - REACH, now, FIRST_MINUTE), slot.end_minute - 1
    for (start, end), is_before in ((after, False), (before, True)):
        if start < end:
            found = timetable.find(start, end, slot.minutes, before=is_before)
            if found is not None:
                yield found


def _at(slot: Slot, start: int) -> Slot:
    """The slot moved to another start: as long as before, written in its zones."""
    return Slot(
        moment_of(start, _zone(slot.start)), moment_of(start + slot.minutes, _zone(slot.end))
    )


def _zone(at: datetime) -> tzinfo:
    assert at.tzinfo is not None
    return at.tzinfo


def _whole_minute(at: datetime) -> int:
    """The first minute that has not begun before a moment."""
    minute = minute_of(at)
    return minute + 1 if at.second or at.microsecond else minute
