"""What a booking, or its moving, is about: the same questions to both."""

from __future__ import annotations

from mo_network.rooms.entries import UseEntry
from mo_network.rooms.facts import BookingMoved, RoomBooked, RoomWished, Use
from mo_network.rooms.state import RoomsState

Asked = RoomBooked | BookingMoved


def room_of(state: RoomsState, asked: Asked) -> str:
    """The room that a booking, or its moving, is about; "" where that is not known any more."""
    if asked.room is not None:
        return asked.room
    assert isinstance(asked, BookingMoved)
    entry = state.booking_table.get(asked.booking)
    return "" if entry is None else entry.room


def use_of(state: RoomsState, asked: Asked | RoomWished) -> Use | UseEntry | None:
    """What is known of the use; moving does not change it."""
    if isinstance(asked, BookingMoved):
        return state.use_table.get(asked.booking)
    return asked.use


def persons_of(state: RoomsState, asked: Asked | RoomWished) -> int:
    """For how many it is."""
    if not isinstance(asked, BookingMoved):
        return asked.persons
    entry = state.booking_table.get(asked.booking)
    return 1 if entry is None else entry.persons


def aside_of(asked: Asked | RoomWished) -> frozenset[str]:
    """What is not to be counted beside it: a booking is not in its own way."""
    return frozenset((asked.booking,)) if isinstance(asked, BookingMoved) else frozenset()
