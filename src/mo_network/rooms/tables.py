"""The tables of rooms, the time of each leaf, and how both come back from a checkpoint."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mo_network.judging.changes import FOR_GOOD, Changes, Index
from mo_network.judging.state import AreaState
from mo_network.rooms.availability import Availability
from mo_network.rooms.entries import Booking, Closure, Room, UseEntry, Wish
from mo_network.rooms.hours import HouseHours
from mo_network.rooms.keeping import DamageEntry, KeyEntry
from mo_network.rooms.lifecycles import CONFIRMED, STANDING
from mo_network.rooms.months import Months, count
from mo_network.rooms.timetable import Timetable
from mo_network.rooms.use import Use
from mo_network.scheduling import END_OF_TIME, Demand, Leaf
from mo_network.scheduling.openings import OpeningHours
from mo_network.scheduling.resource import Resource
from mo_network.values.moments import moment_of
from mo_network.values.zones import zone

Row = tuple[int, int, str]


class Tables(AreaState):
    """What is kept about rooms, and each leaf's time.

    Shape:   a room with parts has no time of its own: it stands on the leaves of its parts.
    """

    def __init__(self) -> None:
        super().__init__()
        self.room_table: dict[str, Room] = {}
        self.wish_table: dict[str, Wish] = {}
        self.booking_table: dict[str, Booking] = {}
        self.use_table: dict[str, UseEntry] = {}
        self.closure_table: dict[str, Closure] = {}
        self.hours = HouseHours()
        self.by_organisation: Index[str, str] = {}
        self.by_wish: Index[str, str] = {}
        self.by_month: Months = {}
        self.wishes_by_month: Months = {}
        self.key_table: dict[str, KeyEntry] = {}
        self.damage_table: dict[str, DamageEntry] = {}
        self._timetables: dict[str, Timetable] = {}
        self._unread: dict[str, tuple[list[Row], list[Row]]] = {}

    # --- leaves ---------------------------------------------------------------------------

    def leaves(self, room: str) -> tuple[str, ...]:
        """The rooms without parts on which a room stands: itself, if it has none."""
        entry = self.room_table.get(room)
        if entry is None or not entry.parts:
            return (room,)
        found: dict[str, None] = {}
        seen, waiting = {room}, list(reversed(entry.parts))
        while waiting:
            name = waiting.pop()
            # After a correction a room may have come to be a part of its own part.
            if name in seen:
                continue
            seen.add(name)
            part = self.room_table.get(name)
            if part is None or not part.parts:
                found[name] = None
            else:
                waiting += reversed(part.parts)
        return tuple(found) or (room,)

    def timetable(self, leaf: str) -> Timetable:
        """The time of a room without parts as the engine keeps it, in UTC minutes."""
        found = self._timetables.get(leaf)
        if found is None:
            # After loading, a room is read when it is first asked about.
            bookings, closures = self._unread.pop(leaf, ([], []))
            found = Timetable(_resource(leaf, bookings), _leaf(leaf, closures))
            self._timetables[leaf] = found
            self.fill(leaf)
        return found

    def fill(self, leaf: str) -> None:
        """Put the series of a leaf in, when it is first asked about."""

    def used_leaves(self) -> list[str]:
        """The leaves that were ever booked or closed, sorted."""
        return sorted(self._timetables.keys() | self._unread.keys())

    def availability(
        self, room: str, use: Use | UseEntry | None = None, aside: frozenset[str] = frozenset()
    ) -> Availability:
        """When a room can be had for a use; none is one without set-up and tear-down.

        Shape:   `aside` are keys of the engine that are not to be counted.
        """
        before, after = self.margins(room, use)
        entry = self.room_table.get(room)
        leaves = (room,) if entry is None or not entry.parts else self.leaves(room)
        times = [self.timetable(leaf) for leaf in leaves]
        return Availability(times, before, after, self.openings(room, leaves), aside)

    def openings(self, room: str, leaves: tuple[str, ...]) -> tuple[OpeningHours, ...]:
        """The opening hours that a room has to keep: its own, and those of its parts."""
        if not self.hours.has_any():
            return ()
        names = dict.fromkeys((room, *leaves))
        found = (self.hours.opening(name, self.zone_of(name)) for name in names)
        return tuple(each for each in found if each is not None)

    def closing_day(self, room: str, start: int, end: int) -> tuple[str, int] | None:
        """The first day of a time on which a room, or one of its parts, has no hours for it.

        Shape:   the room that is closed then, and the day by its clock as an ordinal.
        """
        if not self.hours.has_any():
            return None
        for name in dict.fromkeys((room, *self.leaves(room))):
            key = self.zone_of(name)
            opening = self.hours.opening(name, key)
            shut = None if opening is None else opening.first_closed(start, end)
            if shut is not None:
                return name, moment_of(min(shut, END_OF_TIME - 1), zone(key)).toordinal()
        return None

    def margins(self, room: str, use: Use | UseEntry | None) -> tuple[int, int]:
        """The minutes that belong to a booking before and after it, turnover included."""
        entry = self.room_table.get(room)
        turnover = 0 if entry is None else entry.turnover
        return (0, turnover) if use is None else (use.set_up, use.tear_down + turnover)

    def _demand(self, entry: Booking) -> Demand:
        before, after = self.margins(entry.room, self.use_table.get(entry.id))
        return Demand(entry.id, entry.start - before, entry.end + after)

    def take(self, entry: Booking, changes: Changes) -> None:
        """Let a booking take its room, and the time around it."""
        demand = self._demand(entry)
        for leaf in self.leaves(entry.room):
            changes.undo_with(self.timetable(leaf).bookings.add(demand))

    def give_back(self, entry: Booking, changes: Changes) -> None:
        """Let a booking take nothing any more."""
        for leaf in self.leaves(entry.room):
            bookings = self.timetable(leaf).bookings
            if entry.id in bookings:
                changes.undo_with(bookings.remove(entry.id))

    def set_room(self, entry: Room, changes: Changes) -> None:
        """Let a room be there, and let all that stands on it follow.

        A room is added before it is booked; only a correction can turn that round.
        """
        room = entry.id
        is_used = room in self._timetables or room in self._unread
        bookings = [
            each
            for each in (self.booking_table.values() if is_used else ())
            if self.statuses.get(each.id) == CONFIRMED and room in self.leaves(each.room)
        ]
        closures = [
            each
            for each in (self.closure_table.values() if is_used else ())
            if self.statuses.get(each.id) == STANDING and room in self.leaves(each.room)
        ]
        for booking in bookings:
            self.give_back(booking, changes)
        for closure in closures:
            self.open(closure, changes)
        changes.put(self.room_table, room, entry)
        for booking in bookings:
            self.take(booking, changes)
        for closure in closures:
            self.close(closure, changes)

    def close(self, entry: Closure, changes: Changes) -> None:
        """Let a closure stand on its room."""
        demand = Demand(entry.id, entry.start, entry.end)
        for leaf in self.leaves(entry.room):
            changes.undo_with(self.timetable(leaf).closures.add(demand))

    def open(self, entry: Closure, changes: Changes) -> None:
        """Let a closure not stand any more."""
        for leaf in self.leaves(entry.room):
            closures = self.timetable(leaf).closures
            if entry.id in closures:
                changes.undo_with(closures.remove(entry.id))

    def zone_of(self, room: str) -> str:
        """The name of a room's zone; UTC for one that is not known."""
        entry = self.room_table.get(room)
        return "UTC" if entry is None else entry.zone

    # --- checkpoints ----------------------------------------------------------------------

    def dump(self) -> dict[str, Any]:
        """The state as plain JSON values; timetables are left out, for `load` finds them again."""
        return {
            "statuses": dict(self.statuses),
            "rooms": list(self.room_table.values()),
            "wishes": list(self.wish_table.values()),
            "bookings": list(self.booking_table.values()),
            "uses": list(self.use_table.values()),
            "closures": list(self.closure_table.values()),
            "keys": list(self.key_table.values()),
            "damages": list(self.damage_table.values()),
            **self.hours.dump(),
        }

    def load(self, data: Mapping[str, Any]) -> None:
        """Take over what `dump` gave; called once, on an empty state."""
        self.statuses.update(data["statuses"])
        for name, title, persons, key, equipment, accessibility, parts, turnover in data["rooms"]:
            codes = tuple(equipment), tuple(accessibility), tuple(parts)
            self.room_table[name] = Room(name, title, persons, key, *codes, turnover)
        self.wish_table.update((row[0], Wish._make(row)) for row in data["wishes"])
        for name, room, _, _, _, start, *_ in data["wishes"]:
            count(self.wishes_by_month, room, start, name, FOR_GOOD)
        for name, title, opens, holder, since in data["keys"]:
            self.key_table[name] = KeyEntry(name, title, tuple(opens), holder, since)
        self.damage_table.update((row[0], DamageEntry._make(row)) for row in data["damages"])
        self.booking_table.update((row[0], Booking._make(row)) for row in data["bookings"])
        for row in data["uses"]:
            entry = UseEntry._make(row)
            self.use_table[entry.id] = entry._replace(needs=tuple(entry.needs))
        self.closure_table.update((row[0], Closure._make(row)) for row in data["closures"])
        self.hours.load(data)
        self._load_bookings(data["bookings"])
        for name, room, _, _, start, end, _, _ in data["closures"]:
            if self.statuses[name] == STANDING:
                for leaf in self.leaves(room):
                    self._unread.setdefault(leaf, ([], []))[1].append((start, end, name))

    def _load_bookings(self, rows: list[Any]) -> None:
        margins = {name: self.margins(name, None) for name in self.room_table}
        leaves = {name: self.leaves(name) for name in self.room_table}
        for name, wish, room, organisation, _, start, end, _, _ in rows:
            self.by_organisation.setdefault(organisation, []).append(name)
            count(self.by_month, organisation, start, name, FOR_GOOD)
            if wish:
                self.by_wish.setdefault(wish, []).append(name)
            if self.statuses[name] != CONFIRMED:
                continue
            use = self.use_table.get(name)
            before, after = margins.get(room, (0, 0)) if use is None else self.margins(room, use)
            row = (start - before, end + after, name)
            for leaf in leaves.get(room, (room,)):
                self._unread.setdefault(leaf, ([], []))[0].append(row)


def _resource(room: str, rows: list[Row]) -> Resource:
    return Resource.load(_columns(room, rows))


def _leaf(room: str, rows: list[Row]) -> Leaf:
    return Leaf.load(_columns(room, rows))


def _columns(room: str, rows: list[Row]) -> dict[str, Any]:
    """A leaf of one with all its demands at once, column by column."""
    rows.sort()
    columns: list[list[Any]] = [list(column) for column in zip(*rows, strict=True)]
    starts, ends, keys = columns or ([], [], [])
    data = {"name": room, "capacity": [[0, 1]], "amounts": [1] * len(rows)}
    return {**data, "keys": keys, "starts": starts, "ends": ends}
