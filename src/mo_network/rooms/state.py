"""The state of rooms: what is promised to whom and when, and what stands in the way of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any, ClassVar

from mo_network.directory.state import DirectoryState
from mo_network.errors import InvalidValue
from mo_network.judging.fact import Fact
from mo_network.judging.known import entry_of
from mo_network.judging.state import Breach, Handler
from mo_network.rooms import breaches
from mo_network.rooms.entries import Booking, Closure, Room, Wish
from mo_network.rooms.facts import BookingMoved, RoomBooked, RoomWished
from mo_network.rooms.handlers import HANDLERS
from mo_network.rooms.inside import INSIDE
from mo_network.rooms.keeping import KEEPING_HANDLERS, DamageEntry, KeyEntry
from mo_network.rooms.lifecycles import (
    CANCELLED,
    CONFIRMED,
    DISPLACED,
    LIFECYCLES,
    STANDING,
    UNUSED,
)
from mo_network.rooms.making_room import making_room
from mo_network.rooms.seasons.handlers import SEASON_HANDLERS
from mo_network.rooms.seasons.state import SeasonState
from mo_network.rooms.series.entries import SeriesEntry, SeriesWish, once
from mo_network.rooms.series.handlers import SERIES_HANDLERS, piece_at
from mo_network.rooms.series.tables import Held, SeriesTables
from mo_network.rooms.waiting import Waiting, waiting
from mo_network.rooms.week import Week, week_of
from mo_network.rooms.zone_change import ZoneChange, zone_change
from mo_network.scheduling import END_OF_TIME, FIRST_MINUTE
from mo_network.scheduling.series import Clock
from mo_network.values.moments import minute_from, minute_of, moment_of
from mo_network.values.slot import Slot
from mo_network.values.zones import zone


class RoomsState(SeriesTables, SeasonState):
    """Rooms, wishes, bookings and closures.

    Shape:   every question of availability is answered by the engine, through `Availability`.
    Source:  design, sections 6 and 8.
    """

    inside = INSIDE
    lifecycles = LIFECYCLES
    handlers: ClassVar[Mapping[type[Fact], Handler]] = {
        **HANDLERS,
        **SERIES_HANDLERS,
        **KEEPING_HANDLERS,
        **SEASON_HANDLERS,
    }

    def __init__(self, directory: DirectoryState) -> None:
        super().__init__()
        self.directory = directory

    def dump(self) -> dict[str, Any]:
        """The state as plain JSON values; timetables are left out, for `load` finds them again."""
        return {**super().dump(), **self.dump_seasons()}

    def load(self, data: Mapping[str, Any]) -> None:
        """Take over what `dump` gave; called once, on an empty state."""
        super().load(data)
        self.load_seasons(data)

    # --- what there is --------------------------------------------------------------------

    def room(self, room: str) -> Room:
        """One room.

        Errors:  UnknownReference when nobody added it.
        """
        return entry_of(self.room_table, room)

    def rooms(self) -> tuple[Room, ...]:
        """All rooms, in the order in which they were added."""
        return tuple(self.room_table.values())

    def wish(self, wish: str) -> Wish:
        """One wish.

        Errors:  UnknownReference when none of that id was handed in.
        """
        return entry_of(self.wish_table, wish)

    def series_wish(self, wish: str) -> SeriesWish:
        """One wish for a series.

        Errors:  UnknownReference when none of that id was handed in.
        """
        return entry_of(self.series_wish_table, wish)

    def booking(self, booking: str) -> Booking:
        """One booking as it stands, cancelled ones too; `status` tells which.

        Errors:  UnknownReference when there is none of that id.
        """
        return entry_of(self.booking_table, booking)

    def closure(self, closure: str) -> Closure:
        """One closure, lifted ones too.

        Errors:  UnknownReference when there is none of that id.
        """
        return entry_of(self.closure_table, closure)

    def series(self, series: str) -> SeriesEntry:
        """One series, cancelled ones too.

        Errors:  UnknownReference when there is none of that id.
        """
        return entry_of(self.series_table, series)

    def granted(self, wish: str) -> str | None:
        """The booking that grants a wish, if one does and is not cancelled."""
        bookings = self.by_wish.get(wish, ())
        return next((each for each in bookings if self.statuses.get(each) == CONFIRMED), None)

    def status(self, booking: str) -> str:
        """How a booking stands: "confirmed", "displaced", "cancelled" or "unused".

        Errors:  UnknownReference when there is none of that id.
        """
        entry = self.booking(booking)
        kept = self.statuses[booking]
        if kept != CONFIRMED:
            return kept
        return DISPLACED if breaches.is_displaced(self, entry) else CONFIRMED

    # --- when it is free ------------------------------------------------------------------

    def is_free(self, room: str, slot: Slot) -> bool:
        """Whether a room is open and not promised in any minute of a slot, nor until it is ready.

        Errors:  UnknownReference when nobody added the room.
        """
        self.room(room)
        return self.availability(room).is_free(slot.start_minute, slot.end_minute)

    def free(self, room: str, start: datetime, end: datetime, minutes: int = 1) -> tuple[Slot, ...]:
        """The stretches between two moments that can be booked, whole, and at least so long.

        Shape:   in order, cut to whole minutes between the moments, in the room's zone; without
                 set-up and tear-down, for which one asks with `availability`.
        Units:   minutes as they pass.
        Errors:  UnknownReference when nobody added the room, InvalidValue for an end that is not
                 after the start.
        """
        where = zone(self.room(room).zone)
        # Of a minute that has begun nothing can be promised.
        first = minute_from(start)
        window = min(first, END_OF_TIME), min(minute_of(end), END_OF_TIME - 1)
        if start >= end:
            raise InvalidValue(
                f"from {start.isoformat()} to {end.isoformat()} nothing can be free: give an end "
                "after the start",
                given=(start, end),
                allowed="end after start",
            )
        return tuple(
            Slot(moment_of(begin, where), moment_of(until, where))
            for begin, until in self.availability(room).free(*window, minutes)
        )

    def week(self, on: date, room: str | None = None) -> Week:
        """The week in which a day lies, Monday to Sunday, of one room or of all.

        Errors:  UnknownReference when nobody added the room.
        """
        return week_of(self, on, self.rooms() if room is None else (self.room(room),))

    # --- what the floors above ask --------------------------------------------------------

    def breaches(self, at: datetime, by: Fact | None = None) -> Iterator[Breach]:
        """Bookings that are displaced, and those that stand against each other.

        Shape:   a closure, hours or a holiday with all bookings that they displace and that are
                 not over; every stretch in which a room is promised more than once; each with the
                 room as its thing.
        """
        return breaches.breaches(self, at, by)

    def holdings(self, organisation: str, on: date) -> tuple[str, ...]:
        """Its bookings that end on that day or later, series that go on, and keys it has."""
        bookings = (
            name
            for name in self.by_organisation.get(organisation, ())
            if self.statuses.get(name) not in (CANCELLED, UNUSED) and self._ends_after(name, on)
        )
        start = max((on.toordinal() - 1) * 24 * 60, FIRST_MINUTE)
        series = (
            name
            for name in self.series_by_organisation.get(organisation, ())
            if self.statuses.get(name) != CANCELLED
            and next(self.occurrences(name, start, END_OF_TIME), None) is not None
        )
        held = (key.id for key in self.key_table.values() if key.holder == organisation)
        return (*bookings, *series, *held)

    # --- what to do -----------------------------------------------------------------------

    def to_tell(self, closure: str, at: datetime) -> tuple[Held, ...]:
        """Whom to tell of a closure: the bookings and occurrences it displaces, not yet over.

        Shape:   each with its name, organisation, room and time, once, in order of time.
        Errors:  UnknownReference when there is no such closure.
        """
        found = breaches.displaced_by(self, self.closure(closure), minute_of(at))
        return tuple(sorted(found, key=lambda held: (held.start, held.name)))

    def waiting(self, room: str, at: datetime) -> tuple[Waiting, ...]:
        """The wishes for a room that wait, in the order in which they are served.

        Shape:   whoever asked first comes first; each says what it waits for. Wishes for a time
                 that has begun wait no longer.
        Errors:  UnknownReference when nobody added the room.
        """
        return tuple(waiting(self, self.room(room).id, at))

    def making_room(self, asked: RoomWished | RoomBooked) -> tuple[BookingMoved, ...]:
        """The fewest moves of movable bookings into equal rooms that let a booking in."""
        return making_room(self, asked)

    def keys(self, holder: str | None = None) -> tuple[KeyEntry, ...]:
        """All keys, or those that an organisation holds; `status` of statuses tells lost ones."""
        return tuple(key for key in self.key_table.values() if holder in (None, key.holder))

    def damages(self, room: str | None = None) -> tuple[DamageEntry, ...]:
        """What is broken and not mended yet, everywhere or in one room."""
        return tuple(
            entry
            for entry in self.damage_table.values()
            if room in (None, entry.room) and self.statuses.get(entry.id) == STANDING
        )

    def free_again(self, series: str, at: datetime) -> tuple[str, ...]:
        """The dates that a series left out, which are not over and could be taken up now.

        Errors:  UnknownReference when there is no such series.
        """
        entry = self.series(series)
        pieces, minute = self.piece_table[series], minute_of(at)
        found: list[str] = []
        for start in entry.skipped:
            piece = piece_at(pieces, start)
            one = None if piece is None else once(piece.series, start).first()
            if piece is None or one is None or one.start < minute:
                continue
            availability = self.availability(piece.room, self.use_table.get(series))
            if availability.is_free(one.start, one.end):
                found.append(start)
        return tuple(found)

    def shifted(
        self, zone: str, before: Clock, after: Clock, start: datetime, end: datetime
    ) -> ZoneChange:
        """What a zone's other clock moves between two moments, and the clashes that then appear.

        Shape:   `Clock.read` reads a clock from a file of zone data, `clock_of` has the installed
                 one. Promises and closures stay on the wall, so their moments in UTC move. Opening
                 hours stay there too, and are not looked at.
        Errors:  InvalidValue for an empty window, or one of more than twenty years.
        """
        return zone_change(self, zone, before, after, minute_of(start), minute_of(end))

    def _ends_after(self, booking: str, on: date) -> bool:
        entry = self.booking_table[booking]
        where = zone(self.zone_of(entry.room))
        return entry.end > minute_of(datetime.combine(on, time(), where))
