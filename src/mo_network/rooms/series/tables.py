"""The tables of series, and how their pieces stand on the leaves of rooms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from mo_network.judging.changes import FOR_GOOD, Changes, Index
from mo_network.rooms.entries import Room
from mo_network.rooms.lifecycles import CONFIRMED
from mo_network.rooms.series.entries import (
    Elsewhere,
    Piece,
    PieceRow,
    Pieces,
    SeriesEntry,
    SeriesWish,
    key_of,
    occurrence_name,
    read_key,
)
from mo_network.rooms.tables import Tables
from mo_network.scheduling import Clash, Demand, Occurrence, Undo
from mo_network.scheduling.resource import Resource
from mo_network.scheduling.resource import SeriesDemand as Demanded
from mo_network.values.slot import Slot

Moved = Mapping[str, Elsewhere]


class Held(NamedTuple):
    """One time in which a room is promised: a booking, or an occurrence of a series.

    Shape:   `name` is the booking's id, or series and original start: `series:7@2026-05-05T18:00`.
    Units:   UTC minutes of the booked time, without set-up and tear-down.
    """

    name: str
    organisation: str
    room: str
    start: int
    end: int
    start_zone: str
    end_zone: str

    @property
    def slot(self) -> Slot:
        """The time as a slot."""
        return Slot.between(self.start, self.end, self.start_zone, self.end_zone)


class SeriesTables(Tables):
    """What is kept about series, beside the single bookings."""

    def __init__(self) -> None:
        super().__init__()
        self.series_table: dict[str, SeriesEntry] = {}
        self.series_wish_table: dict[str, SeriesWish] = {}
        self.piece_table: dict[str, Pieces] = {}
        self.moved_table: dict[str, dict[str, Elsewhere]] = {}
        self.unused_table: dict[str, Elsewhere] = {}
        self.series_by_organisation: Index[str, str] = {}
        self._unread_series: dict[str, list[Demanded]] = {}

    # --- what it changes ------------------------------------------------------------------

    def begin(self, entry: SeriesEntry, pieces: Pieces, changes: Changes) -> None:
        """Let a series be there, and take its room."""
        changes.put(self.series_table, entry.id, entry)
        changes.note(self.series_by_organisation, entry.organisation, entry.id)
        if entry.wish:
            changes.note(self.by_wish, entry.wish, entry.id)
        self.place(entry.id, pieces, {}, changes)

    def place(self, name: str, pieces: Pieces, moved: Moved, changes: Changes) -> None:
        """Let a series take its rooms so, in place of how it did."""
        self.lift_series(name, changes)
        changes.put(self.piece_table, name, pieces)
        changes.put(self.moved_table, name, dict(moved))
        self.stand_series(name, changes)

    def set_room(self, entry: Room, changes: Changes) -> None:
        """Let a room be there, and let series follow as bookings do."""
        names = [
            name
            for name in self.series_table
            if self._stands(name) and any(entry.id == leaf for _, leaf in self._demands(name))
        ]
        for name in names:
            self.lift_series(name, changes)
        super().set_room(entry, changes)
        for name in names:
            self.stand_series(name, changes)

    def lift_series(self, name: str, changes: Changes) -> None:
        """Let a series take nothing any more."""
        for demand, leaf in self._demands(name):
            bookings = self.timetable(leaf).bookings
            if demand.key in bookings:
                changes.undo_with(bookings.remove(demand.key))

    def stand_series(self, name: str, changes: Changes) -> None:
        """Let a series take what its pieces say."""
        for demand, leaf in self._demands(name):
            changes.undo_with(_add(self.timetable(leaf).bookings, demand))

    def _demands(self, name: str) -> Iterator[tuple[Demand | Demanded, str]]:
        """What a series asks of which leaves."""
        use = self.use_table.get(name)
        for place, (room, series) in enumerate(self.piece_table.get(name, ())):
            before, after = self.margins(room, use)
            for leaf in self.leaves(room):
                yield Demanded(key_of(name, place), series, 1, before, after), leaf
        for each in self.moved_table.get(name, {}).values():
            before, after = self.margins(each.room, use)
            key = occurrence_name(name, each.occurrence)
            for leaf in self.leaves(each.room):
                yield Demand(key, each.start - before, each.end + after), leaf

    def keys_of(self, name: str) -> frozenset[str]:
        """All keys under which the engine knows a series, its moved occurrences too."""
        return frozenset(demand.key for demand, _ in self._demands(name))

    # --- what there is --------------------------------------------------------------------

    def held(self, clash: Clash) -> Held:
        """Who stands where a clash is, as people know it."""
        return self.held_by(clash.keys[0])

    def held_by(self, key: str) -> Held:
        """What a key of the engine means."""
        whole, occurrence = read_key(key)
        if not occurrence:
            entry = self.booking_table[whole]
            return Held(entry.id, entry.organisation, entry.room, *entry[-4:])
        organisation, name = self.series_table[whole].organisation, occurrence_name(*read_key(key))
        moved = self.moved_table[whole].get(occurrence)
        if moved is not None:
            return Held(name, organisation, *moved[2:])
        piece, found = self._occurrence(whole, occurrence)
        zone = piece.series.zone
        return Held(name, organisation, piece.room, found.start, found.end, zone, zone)

    def _occurrence(self, name: str, occurrence: str) -> tuple[Piece, Occurrence]:
        for piece in self.piece_table[name]:
            found = piece.series.occurrence(occurrence)
            if found is not None:
                return piece, found
        raise KeyError(occurrence)

    def occurrence_held(self, name: str, occurrence: str) -> Held | None:
        """One occurrence of a series as it takes place; None if it does not."""
        if name not in self.series_table or self.statuses.get(name) != CONFIRMED:
            return None
        try:
            return self.held_by(occurrence_name(name, occurrence))
        except KeyError:
            return None

    def occurrences(self, name: str, start: int, end: int) -> Iterator[Held]:
        """The occurrences of a series that touch a window, piece by piece, moved ones last."""
        organisation = self.series_table[name].organisation
        for room, series in self.piece_table.get(name, ()):
            for key, begin, until in series.occurrences(start, end):
                zones = series.zone, series.zone
                yield Held(occurrence_name(name, key), organisation, room, begin, until, *zones)
        for each in self.moved_table.get(name, {}).values():
            if each.start < end and start < each.end:
                yield Held(occurrence_name(name, each.occurrence), organisation, *each[2:])

    def unused(self, name: str, start: int, end: int) -> Iterator[Held]:
        """The occurrences of a series that nobody came to and that touch a window."""
        organisation = self.series_table[name].organisation
        for key, each in self.unused_table.items():
            if each.series == name and each.start < end and start < each.end:
                yield Held(key, organisation, *each[2:])

    # --- checkpoints ----------------------------------------------------------------------

    def used_leaves(self) -> list[str]:
        """The leaves that were ever booked or closed, sorted."""
        return sorted({*super().used_leaves(), *self._unread_series})

    def fill(self, leaf: str) -> None:
        """Put the series of a leaf in, when it is first asked about."""
        for demand in self._unread_series.pop(leaf, ()):
            self._timetables[leaf].bookings.add_series(demand)

    def dump(self) -> dict[str, Any]:
        """The state as plain JSON values; timetables are left out, for `load` finds them again."""
        return {
            **super().dump(),
            "series": list(self.series_table.values()),
            "series_wishes": list(self.series_wish_table.values()),
            "pieces": [
                PieceRow.of(name, piece)
                for name, pieces in self.piece_table.items()
                for piece in pieces
            ],
            "unused": list(self.unused_table.values()),
            "moved": [each for moved in self.moved_table.values() for each in moved.values()],
        }

    def load(self, data: Mapping[str, Any]) -> None:
        """Take over what `dump` gave; called once, on an empty state."""
        super().load(data)
        for name, wish, room, organisation, persons, skipped in data["series"]:
            entry = SeriesEntry(name, wish, room, organisation, persons, tuple(skipped))
            self.series_table[name] = entry
            self.piece_table[name], self.moved_table[name] = (), {}
            FOR_GOOD.note(self.series_by_organisation, organisation, name)
            if wish:
                FOR_GOOD.note(self.by_wish, wish, name)
        wishes = map(SeriesWish._make, data["series_wishes"])
        self.series_wish_table.update((wish.id, wish) for wish in wishes)
        for unused in map(Elsewhere._make, data["unused"]):
            self.unused_table[occurrence_name(unused.series, unused.occurrence)] = unused
        for row in map(PieceRow._make, data["pieces"]):
            self.piece_table[row.id] = (*self.piece_table[row.id], row.piece)
        for moved in map(Elsewhere._make, data["moved"]):
            self.moved_table[moved.series][moved.occurrence] = moved
        self._note_demands(name for name in self.series_table if self._stands(name))

    def _stands(self, name: str) -> bool:
        return self.statuses[name] == CONFIRMED

    def _note_demands(self, names: Iterable[str]) -> None:
        for name in names:
            for demand, leaf in self._demands(name):
                if isinstance(demand, Demand):
                    row = demand.start, demand.end, demand.key
                    self._unread.setdefault(leaf, ([], []))[0].append(row)
                else:
                    self._unread_series.setdefault(leaf, []).append(demand)


def _add(leaf: Resource, demand: Demand | Demanded) -> Undo:
    return leaf.add(demand) if isinstance(demand, Demand) else leaf.add_series(demand)
