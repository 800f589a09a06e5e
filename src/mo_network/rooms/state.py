"""The state of rooms: what is promised to whom and when, and what stands in the way of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from mo_network.directory.indexes import Index
from mo_network.directory.state import DirectoryState
from mo_network.errors import InvalidValue, UnknownReference
from mo_network.judging.fact import Fact
from mo_network.judging.state import AreaState, Breach
from mo_network.rooms.entries import Booking, Closure, Room, Wish
from mo_network.rooms.facts import RoomClosed
from mo_network.rooms.handlers import HANDLERS
from mo_network.rooms.lifecycles import CANCELLED, CONFIRMED, LIFECYCLES, STANDING
from mo_network.rooms.timetable import Timetable
from mo_network.rooms.week import Week, week_of
from mo_network.scheduling import END_OF_TIME, Leaf
from mo_network.values.moments import minute_of, moment_of
from mo_network.values.slot import Slot
from mo_network.values.zones import zone

E = TypeVar("E")
Row = tuple[int, int, str]

CAPACITY = "rooms.capacity"
"""The law that no room is promised twice."""

CLOSED = "rooms.closed"
"""The law that nothing is promised in a room that is closed."""

DISPLACED = "displaced"


class RoomsState(AreaState):
    """Rooms, wishes, bookings and closures.

    Shape:   every question of availability is answered by the engine, through `Timetable`.
    Source:  design, sections 6 and 8.
    """

    lifecycles = LIFECYCLES
    handlers = HANDLERS

    def __init__(self, directory: DirectoryState) -> None:
        super().__init__()
        self.directory = directory
        self.room_table: dict[str, Room] = {}
        self.wish_table: dict[str, Wish] = {}
        self.booking_table: dict[str, Booking] = {}
        self.closure_table: dict[str, Closure] = {}
        self.by_organisation: Index = {}
        self.by_wish: Index = {}
        self._timetables: dict[str, Timetable] = {}
        self._unread: dict[str, tuple[list[Row], list[Row]]] = {}

    # --- what there is --------------------------------------------------------------------

    def room(self, room: str) -> Room:
        """One room.

        Errors:  UnknownReference when nobody added it.
        """
        return _entry(self.room_table, room)

    def rooms(self) -> tuple[Room, ...]:
        """All rooms, in the order in which they were added."""
        return tuple(self.room_table.values())

    def wish(self, wish: str) -> Wish:
        """One wish.

        Errors:  UnknownReference when none of that id was handed in.
        """
        return _entry(self.wish_table, wish)

    def booking(self, booking: str) -> Booking:
        """One booking as it stands, cancelled ones too; `status` tells which.

        Errors:  UnknownReference when there is none of that id.
        """
        return _entry(self.booking_table, booking)

    def closure(self, closure: str) -> Closure:
        """One closure, lifted ones too.

        Errors:  UnknownReference when there is none of that id.
        """
        return _entry(self.closure_table, closure)

    def granted(self, wish: str) -> str | None:
        """The booking that grants a wish, if one does and is not cancelled."""
        bookings = self.by_wish.get(wish, ())
        return next((each for each in bookings if self.statuses.get(each) == CONFIRMED), None)

    def status(self, booking: str) -> str:
        """How a booking stands: "confirmed", "displaced" or "cancelled".

        Errors:  UnknownReference when there is none of that id.
        """
        entry = self.booking(booking)
        kept = self.statuses[booking]
        if kept != CONFIRMED:
            return kept
        closures = self.timetable(entry.room).closures
        is_met = closures.first_clash(entry.start, entry.end)
        return DISPLACED if is_met else CONFIRMED

    # --- when it is free ------------------------------------------------------------------

    def timetable(self, room: str) -> Timetable:
        """A room's time as the engine keeps it, in UTC minutes."""
        found = self._timetables.get(room)
        if found is None:
            # After loading, a room is read when it is first asked about.
            bookings, closures = self._unread.pop(room, ([], []))
            found = Timetable(_leaf(room, bookings), _leaf(room, closures))
            self._timetables[room] = found
        return found

    def is_free(self, room: str, slot: Slot) -> bool:
        """Whether a room is open and not promised in any minute of a slot.

        Errors:  UnknownReference when nobody added the room.
        """
        self.room(room)
        return self.timetable(room).is_free(slot.start_minute, slot.end_minute)

    def free(self, room: str, start: datetime, end: datetime, minutes: int = 1) -> tuple[Slot, ...]:
        """The stretches between two moments in which a room is free for at least so long.

        Shape:   in order, cut to whole minutes between the moments, in the room's zone.
        Units:   minutes as they pass.
        Errors:  UnknownReference when nobody added the room, InvalidValue for an end that is not
                 after the start.
        """
        where = zone(self.room(room).zone)
        # Of a minute that has begun nothing can be promised.
        first = minute_of(start + timedelta(seconds=59, microseconds=999_999))
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
            for begin, until in self.timetable(room).free(*window, minutes)
        )

    def week(self, on: date, room: str | None = None) -> Week:
        """The week in which a day lies, Monday to Sunday, of one room or of all.

        Errors:  UnknownReference when nobody added the room.
        """
        return week_of(self, on, self.rooms() if room is None else (self.room(room),))

    # --- what the floors above ask --------------------------------------------------------

    def breaches(self, at: datetime, by: Fact | None = None) -> Iterator[Breach]:
        """Bookings that are displaced, and those that stand against each other.

        Shape:   a closure with all bookings that it displaces and that are not over; every stretch
                 in which a room is promised more than once; each with the room as its thing.
        """
        minute = minute_of(at)
        if by is None:
            for closure in self.closure_table.values():
                yield from self._displaced(closure, minute)
            for room in sorted(self._timetables.keys() | self._unread.keys()):
                yield from self._promised_twice(room, minute)
        elif isinstance(by, RoomClosed) and by.id in self.closure_table:
            yield from self._displaced(self.closure_table[by.id], minute)

    def holdings(self, organisation: str, on: date) -> tuple[str, ...]:
        """Its bookings that end on that day or later, by the room's clock; no cancelled ones."""
        return tuple(
            name
            for name in self.by_organisation.get(organisation, ())
            if self.statuses.get(name) != CANCELLED and self._ends_after(name, on)
        )

    def dump(self) -> dict[str, Any]:
        """The state as plain JSON values; timetables are left out, for `load` finds them again."""
        return {
            "statuses": dict(self.statuses),
            "rooms": list(self.room_table.values()),
            "wishes": list(self.wish_table.values()),
            "bookings": list(self.booking_table.values()),
            "closures": list(self.closure_table.values()),
        }

    def load(self, data: Mapping[str, Any]) -> None:
        """Take over what `dump` gave; called once, on an empty state."""
        self.statuses.update(data["statuses"])
        self.room_table.update((row[0], Room._make(row)) for row in data["rooms"])
        self.wish_table.update((row[0], Wish._make(row)) for row in data["wishes"])
        self.booking_table.update((row[0], Booking._make(row)) for row in data["bookings"])
        self.closure_table.update((row[0], Closure._make(row)) for row in data["closures"])
        for name, wish, room, organisation, _, start, end, _, _ in data["bookings"]:
            self.by_organisation.setdefault(organisation, []).append(name)
            if wish:
                self.by_wish.setdefault(wish, []).append(name)
            if self.statuses[name] == CONFIRMED:
                self._unread.setdefault(room, ([], []))[0].append((start, end, name))
        for name, room, _, _, start, end, _, _ in data["closures"]:
            if self.statuses[name] == STANDING:
                self._unread.setdefault(room, ([], []))[1].append((start, end, name))

    def _displaced(self, closure: Closure, minute: int) -> Iterator[Breach]:
        if self.statuses[closure.id] != STANDING:
            return
        demands = self.timetable(closure.room).bookings.demands(closure.start, closure.end)
        promises = tuple(demand.key for demand in demands if demand.end > minute)
        if promises:
            since = closure.known_on(self._zone_of(closure.room))
            yield Breach(CLOSED, closure.room, since, closure.id, promises)

    def _promised_twice(self, room: str, minute: int) -> Iterator[Breach]:
        for excess in self.timetable(room).bookings.over(minute, END_OF_TIME):
            since = moment_of(excess.start, zone(self._zone_of(room))).date()
            yield Breach(CAPACITY, room, since, excess.keys[-1], excess.keys)

    def _ends_after(self, booking: str, on: date) -> bool:
        entry = self.booking_table[booking]
        where = zone(self._zone_of(entry.room))
        return entry.end > minute_of(datetime.combine(on, time(), where))

    def _zone_of(self, room: str) -> str:
        entry = self.room_table.get(room)
        return "UTC" if entry is None else entry.zone


def _leaf(room: str, rows: list[Row]) -> Leaf:
    """The leaf of a room with all its demands at once, column by column."""
    rows.sort()
    columns: list[list[Any]] = [list(column) for column in zip(*rows, strict=True)]
    starts, ends, keys = columns or ([], [], [])
    data = {"name": room, "capacity": [[0, 1]], "amounts": [1] * len(rows)}
    return Leaf.load({**data, "keys": keys, "starts": starts, "ends": ends})


def _entry(table: Mapping[str, E], name: str) -> E:
    entry = table.get(name)
    if entry is None:
        raise UnknownReference(
            f"nothing is known by the id {name!r}: record first the fact that brings it, or ask "
            f"for one of the {len(table)} that are known",
            reference=name,
        )
    return entry
