"""The statuses of rooms, wishes, bookings and closures, as tables.

That a booking is displaced is no status of its own: it follows from the closures that stand.
"""

from __future__ import annotations

from mo_network.judging.lifecycle import UNBORN, Lifecycle
from mo_network.rooms.facts import (
    BookingCancelled,
    BookingMoved,
    ClosureLifted,
    RoomAdded,
    RoomBooked,
    RoomClosed,
    RoomWished,
)

CONFIRMED = "confirmed"
CANCELLED = "cancelled"
STANDING = "standing"

ROOM = Lifecycle("room", {RoomAdded: "id"}, {UNBORN: {RoomAdded: "open"}})

WISH = Lifecycle("wish", {RoomWished: "id"}, {UNBORN: {RoomWished: "received"}})

BOOKING = Lifecycle(
    "booking",
    {RoomBooked: "id", BookingMoved: "booking", BookingCancelled: "booking"},
    {
        UNBORN: {RoomBooked: CONFIRMED},
        CONFIRMED: {BookingMoved: CONFIRMED, BookingCancelled: CANCELLED},
    },
)

CLOSURE = Lifecycle(
    "closure",
    {RoomClosed: "id", ClosureLifted: "closure"},
    {UNBORN: {RoomClosed: STANDING}, STANDING: {ClosureLifted: "lifted"}},
)

LIFECYCLES: tuple[Lifecycle, ...] = (ROOM, WISH, BOOKING, CLOSURE)
