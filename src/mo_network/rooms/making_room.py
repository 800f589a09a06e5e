"""Making room: the fewest moves of movable bookings between equal rooms that free a slot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from mo_network.judging.changes import Trial
from mo_network.rooms.entries import Booking, Room
from mo_network.rooms.facts import BookingMoved, RoomBooked, RoomWished

if TYPE_CHECKING:
    from mo_network.rooms.state import RoomsState

MOST_MOVES: Final = 4
"""How many bookings may be moved for one; more unsettle a house for one evening."""


def making_room(state: RoomsState, asked: RoomWished | RoomBooked) -> tuple[BookingMoved, ...]:
    """The fewest moves after which a booking fits into its room; empty if none are needed or help.

    Shape:   only bookings that say `is_movable` move, at their own time, into rooms that are equal
             for them: large enough, with all that their own room has, on the same clock. Each move
             is possible as it stands, in this order, and judged like any other when it is made.
    """
    room = state.room_table.get(asked.room)
    if room is None:
        return ()
    availability = state.availability(asked.room, asked.use)
    start, end = asked.slot.start_minute, asked.slot.end_minute
    keys = availability.all_in(start, end)
    if not keys or len(keys) > MOST_MOVES or not availability.is_open(start, end):
        return ()
    entries = [state.booking_table.get(key) for key in keys]
    movable = [entry for entry in entries if entry is not None and _is_movable(state, entry)]
    if len(movable) < len(keys):
        return ()
    # Whatever stands in the way has to go, so the fewest moves are these; what is left to be found
    # is a room for each, no two of them in each other's way.
    taken = {asked.room, *state.leaves(asked.room)}
    found = next(_places(state, tuple(movable), taken), None)
    if found is None:
        return ()
    return tuple(
        BookingMoved(booking=entry.id, slot=entry.slot, room=name)
        for entry, name in zip(movable, found, strict=True)
    )


def _is_movable(state: RoomsState, entry: Booking) -> bool:
    use = state.use_table.get(entry.id)
    return use is not None and use.is_movable


def _places(
    state: RoomsState, entries: tuple[Booking, ...], taken: set[str]
) -> Iterator[tuple[str, ...]]:
    """A room for each, tried one after the other on the rooms as they would then be."""
    if not entries:
        yield ()
        return
    entry, rest = entries[0], entries[1:]
    for room in _equal_rooms(state, entry, taken):
        availability = state.availability(room.id, state.use_table.get(entry.id))
        if not availability.is_free(entry.start, entry.end):
            continue
        with Trial() as trial:
            state.take(entry._replace(room=room.id), trial)
            found = next(_places(state, rest, taken), None)
        if found is not None:
            yield (room.id, *found)


def _equal_rooms(state: RoomsState, entry: Booking, taken: set[str]) -> list[Room]:
    own = state.room_table.get(entry.room)
    if own is None:
        return []
    there = frozenset((*own.equipment, *own.accessibility))
    return sorted(
        (
            room
            for room in state.rooms()
            if room.id != entry.room
            and taken.isdisjoint((room.id, *state.leaves(room.id)))
            and entry.persons <= room.persons
            and room.zone == own.zone
            and room.has_all(there)
        ),
        key=lambda room: (room.persons, room.id),
    )
