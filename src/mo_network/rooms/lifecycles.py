"""The statuses of rooms, wishes, bookings and closures, as tables.

That a booking is displaced is no status of its own: it follows from the closures that stand.
"""

from __future__ import annotations

from mo_network.judging.lifecycle import UNBORN, Lifecycle
from mo_network.rooms.facts import (
    BookingCancelled,
    BookingMoved,
    BookingUnused,
    CancellationAsked,
    ClosureLifted,
    DamageMended,
    DamageReported,
    ExceptionLifted,
    HolidayAdded,
    HolidayRemoved,
    KeyAdded,
    KeyHandedOver,
    KeyLost,
    KeyReturned,
    OccurrenceMoved,
    OccurrencesCancelled,
    OccurrenceUnused,
    OpeningException,
    OpeningHoursSet,
    RoomAdded,
    RoomBooked,
    RoomClosed,
    RoomWished,
    SeriesBooked,
    SeriesCancelled,
    SeriesChanged,
    SeriesTakenUp,
    SeriesWished,
    WishDeclined,
    WishWithdrawn,
)
from mo_network.rooms.seasons.lifecycles import SEASON_LIFECYCLES

CONFIRMED = "confirmed"
CANCELLED = "cancelled"
DISPLACED = "displaced"
UNUSED = "unused"
STANDING = "standing"
LIFTED = "lifted"
RECEIVED = "received"
WITHDRAWN = "withdrawn"
DECLINED = "declined"

ROOM = Lifecycle("room", {RoomAdded: "id"}, {UNBORN: {RoomAdded: "open"}})

WISH = Lifecycle(
    "wish",
    {RoomWished: "id", SeriesWished: "id", WishWithdrawn: "wish", WishDeclined: "wish"},
    {
        UNBORN: {RoomWished: RECEIVED, SeriesWished: RECEIVED},
        RECEIVED: {WishWithdrawn: WITHDRAWN, WishDeclined: DECLINED},
    },
)

BOOKING = Lifecycle(
    "booking",
    {
        RoomBooked: "id",
        BookingMoved: "booking",
        CancellationAsked: "booking",
        BookingCancelled: "booking",
        BookingUnused: "booking",
    },
    {
        UNBORN: {RoomBooked: CONFIRMED},
        CONFIRMED: {
            BookingMoved: CONFIRMED,
            CancellationAsked: CONFIRMED,
            BookingCancelled: CANCELLED,
            BookingUnused: UNUSED,
        },
    },
)

SERIES = Lifecycle(
    "series",
    {
        SeriesBooked: "id",
        SeriesTakenUp: "series",
        OccurrenceMoved: "series",
        SeriesChanged: "series",
        OccurrencesCancelled: "series",
        OccurrenceUnused: "series",
        SeriesCancelled: "series",
    },
    {
        UNBORN: {SeriesBooked: CONFIRMED},
        CONFIRMED: {
            SeriesTakenUp: CONFIRMED,
            OccurrenceMoved: CONFIRMED,
            SeriesChanged: CONFIRMED,
            OccurrencesCancelled: CONFIRMED,
            OccurrenceUnused: CONFIRMED,
            SeriesCancelled: CANCELLED,
        },
    },
)

CLOSURE = Lifecycle(
    "closure",
    {RoomClosed: "id", ClosureLifted: "closure"},
    {UNBORN: {RoomClosed: STANDING}, STANDING: {ClosureLifted: LIFTED}},
)

HOURS = Lifecycle("hours", {OpeningHoursSet: "id"}, {UNBORN: {OpeningHoursSet: STANDING}})

EXCEPTION = Lifecycle(
    "exception",
    {OpeningException: "id", ExceptionLifted: "exception"},
    {UNBORN: {OpeningException: STANDING}, STANDING: {ExceptionLifted: LIFTED}},
)

HOLIDAY = Lifecycle(
    "holiday",
    {HolidayAdded: "id", HolidayRemoved: "holiday"},
    {UNBORN: {HolidayAdded: STANDING}, STANDING: {HolidayRemoved: LIFTED}},
)

KEY = Lifecycle(
    "key",
    {KeyAdded: "id", KeyHandedOver: "key", KeyReturned: "key", KeyLost: "key"},
    {
        UNBORN: {KeyAdded: "kept"},
        "kept": {KeyHandedOver: "out", KeyLost: "lost"},
        "out": {KeyReturned: "kept", KeyLost: "lost"},
        "lost": {KeyReturned: "kept"},
    },
)

DAMAGE = Lifecycle(
    "damage",
    {DamageReported: "id", DamageMended: "damage"},
    {UNBORN: {DamageReported: STANDING}, STANDING: {DamageMended: "mended"}},
)

LIFECYCLES: tuple[Lifecycle, ...] = (
    ROOM,
    HOURS,
    EXCEPTION,
    HOLIDAY,
    CLOSURE,
    WISH,
    BOOKING,
    SERIES,
    KEY,
    DAMAGE,
    *SEASON_LIFECYCLES,
)
