"""What a feed shows: the events of bookings, series and closures, with what one may see of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import attrs

from mo_network.exchange.calendar.lost import Lost
from mo_network.exchange.calendar.past import Pasts
from mo_network.exchange.calendar.series_text import series_text
from mo_network.exchange.calendar.stamps import write_stamp
from mo_network.rooms.entries import Booking, Closure
from mo_network.rooms.lifecycles import CANCELLED, DISPLACED, LIFTED, UNUSED
from mo_network.rooms.rule_kinds.caretaker import CARETAKER
from mo_network.rooms.series.entries import Elsewhere, Piece, SeriesEntry
from mo_network.scheduling.series import clock_of, read_wall

GONE = frozenset({CANCELLED, UNUSED, LIFTED})


class Entry(NamedTuple):
    """One event of a feed.

    Shape:   `name` is stable and names it; `times` are its lines of time; `zones` the zones they
             name, each with a first time; `thing` is the booking, series or closure.
    """

    thing: str
    name: str
    times: tuple[str, ...]
    zones: tuple[tuple[str, int], ...]
    status: str
    room: str
    organisation: str = ""
    wish: str = ""
    reason: str = ""


@attrs.frozen(eq=False)
class Wanted:
    """Which bookings a feed shows: of some leaves, of an organisation, or with a caretaker."""

    pasts: Pasts
    leaves: frozenset[str] | None = None
    organisation: str | None = None
    is_caretaker: bool = False

    def has(self, thing: str, room: str, organisation: str) -> bool:
        """Whether a booking, or a piece of a series, belongs into the feed."""
        rooms, past = self.pasts.rooms, self.pasts.of.get(thing)
        if past is None:
            return False
        if self.leaves is not None:
            return not self.leaves.isdisjoint(rooms.leaves(room))
        if self.organisation is not None:
            return organisation == self.organisation
        use = rooms.use_table.get(thing)
        return CARETAKER in past.assured or (use is not None and use.is_public)

    def entries(self, lose: Callable[[Lost], None]) -> Iterator[Entry]:
        """All events, in order of what they are and of their names."""
        rooms = self.pasts.rooms
        for booking in _sorted(rooms.booking_table.values()):
            if self.has(booking.id, booking.room, booking.organisation):
                yield _booking(booking, rooms.status(booking.id))
        for series in _sorted(rooms.series_table.values()):
            yield from self._series(series, lose)
        for closure in _sorted(rooms.closure_table.values() if self.leaves is not None else ()):
            if self.has(closure.id, closure.room, ""):
                yield _closure(closure, rooms.statuses[closure.id])

    def _series(self, series: SeriesEntry, lose: Callable[[Lost], None]) -> Iterator[Entry]:
        """The pieces of a series, the occurrences that were moved with the piece they are of."""
        rooms = self.pasts.rooms
        moved = {
            key: each
            for key, each in rooms.moved_table.get(series.id, {}).items()
            if self.has(series.id, each.room, series.organisation)
        }
        taken: set[str] = set()
        for piece in rooms.piece_table.get(series.id, ()):
            if self.has(series.id, piece.room, series.organisation):
                name = f"{series.id}-{_compact(piece.series.start)}"
                name += "-2" * (name in taken)
                taken.add(name)
                yield from _piece(series, piece, name, moved, rooms.statuses[series.id], lose)
        for key, each in sorted(moved.items()):
            name = f"{series.id}-{_compact(key)}-moved"
            yield _elsewhere(series, each, name, (), rooms.statuses[series.id])


def _sorted(things: Iterable[Booking] | Iterable[SeriesEntry] | Iterable[Closure]) -> list:  # type: ignore[type-arg]
    return sorted(things, key=lambda each: each.id)


def _piece(
    series: SeriesEntry,
    piece: Piece,
    name: str,
    moved: dict[str, Elsewhere],
    status: str,
    lose: Callable[[Lost], None],
) -> Iterator[Entry]:
    own = [key for key in sorted(moved) if key in piece.series.exdates]
    kept = tuple(each for each in piece.series.exdates if each not in own)
    whole = attrs.evolve(piece.series, exdates=kept)
    text = series_text(whole, name)
    for lost in text.lost:
        lose(lost)
    zone, first = whole.zone, read_wall(whole.start, "a start")
    about = piece.room, series.organisation, series.wish
    for times in text.events:
        yield Entry(series.id, name, times, ((zone, first),), status, *about)
    for key in own:
        stamp = _stamped("RECURRENCE-ID", zone, read_wall(key, "an occurrence"))
        yield _elsewhere(series, moved.pop(key), name, (stamp,), status)


def _elsewhere(
    series: SeriesEntry, held: Elsewhere, name: str, before: tuple[str, ...], status: str
) -> Entry:
    times, zones = _slot(*held[-4:])
    about = held.room, series.organisation, series.wish
    return Entry(series.id, name, (*before, *times), zones, status, *about)


def _booking(booking: Booking, status: str) -> Entry:
    times, zones = _slot(*booking[-4:])
    about = booking.room, booking.organisation, booking.wish
    return Entry(booking.id, booking.id, times, zones, status, *about)


def _closure(closure: Closure, status: str) -> Entry:
    times, zones = _slot(*closure[-4:])
    return Entry(closure.id, closure.id, times, zones, status, closure.room, reason=closure.reason)


def _slot(
    start: int, end: int, start_zone: str, end_zone: str
) -> tuple[tuple[str, ...], tuple[tuple[str, int], ...]]:
    """The lines of a slot; a time that its zone shows twice, the second time, stands in UTC."""
    lines, zones = [], []
    for name, minute, zone in (("DTSTART", start, start_zone), ("DTEND", end, end_zone)):
        clock = clock_of(zone)
        wall = clock.to_wall(minute)
        if zone != "UTC" and clock.to_utc([wall]) != [minute]:
            zone, wall = "UTC", clock_of("UTC").to_wall(minute)  # noqa: PLW2901
        lines.append(_stamped(name, zone, wall))
        zones.append((zone, wall))
    return tuple(lines), tuple(zones)


def _stamped(name: str, zone: str, wall: int) -> str:
    stamp = write_stamp(wall, is_utc=zone == "UTC")
    return f"{name}:{stamp}" if zone == "UTC" else f"{name};TZID={zone}:{stamp}"


def _compact(wall: str) -> str:
    return write_stamp(read_wall(wall, "a start"))[:-2]


def is_shown(entry: Entry, *, outside: bool) -> bool:
    """Whether a viewer sees an event at all: outside, only what takes the room."""
    return not (outside and entry.status in GONE)


def status_of(entry: Entry) -> str:
    """The STATUS of an event."""
    if entry.status in GONE:
        return "CANCELLED"
    return "TENTATIVE" if entry.status == DISPLACED else "CONFIRMED"
