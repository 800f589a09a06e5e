"""What each fact about series changes; the lifecycle tables have let it pass before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mo_network.judging.changes import Changes
from mo_network.judging.fact import Fact
from mo_network.judging.state import Handler, When
from mo_network.rooms.entries import times_of
from mo_network.rooms.handlers import note_use
from mo_network.rooms.series.entries import (
    Elsewhere,
    Piece,
    Pieces,
    SeriesEntry,
    SeriesWish,
    once,
    without_one,
    without_range,
)
from mo_network.rooms.series_facts import (
    OccurrenceMoved,
    OccurrencesCancelled,
    OccurrenceUnused,
    SeriesBooked,
    SeriesCancelled,
    SeriesChanged,
    SeriesTakenUp,
    SeriesWished,
)
from mo_network.values.moments import minute_of

if TYPE_CHECKING:
    from mo_network.rooms.state import RoomsState


def _wish(state: RoomsState, fact: SeriesWished, when: When, changes: Changes) -> None:
    received = minute_of(when.received)
    entry = SeriesWish(
        fact.id, fact.room, fact.organisation, fact.persons, received, fact.most_skipped
    )
    changes.put(state.series_wish_table, fact.id, entry)
    note_use(state, fact.id, fact.use, changes)


def _book(state: RoomsState, fact: SeriesBooked, when: When, changes: Changes) -> None:
    pieces: Pieces = (Piece(fact.room, fact.series),)
    for start in fact.skipped:
        pieces = without_one(pieces, start)
    skipped = tuple(sorted(fact.skipped))
    wish, terms = fact.wish or "", (fact.organisation, fact.persons)
    entry = SeriesEntry(fact.id, wish, fact.room, *terms, skipped)
    note_use(state, fact.id, fact.use, changes)
    state.begin(entry, pieces, changes)


def _take_up(state: RoomsState, fact: SeriesTakenUp, when: When, changes: Changes) -> None:
    entry, pieces = state.series_table[fact.series], state.piece_table[fact.series]
    taken = set(fact.occurrences) & set(entry.skipped)
    left = tuple(start for start in entry.skipped if start not in taken)
    # A date that was taken up is a piece of its own: the rule it came from may have changed.
    added = tuple(
        Piece(piece.room, once(piece.series, start))
        for start in sorted(taken)
        for piece in (piece_at(pieces, start),)
        if piece is not None
    )
    changes.put(state.series_table, entry.id, entry._replace(skipped=left))
    state.place(entry.id, (*pieces, *added), state.moved_table[entry.id], changes)


def piece_at(pieces: Pieces, start: str) -> Piece | None:
    """The piece that a start belonged to: the last one that begins no later, or the first."""
    before = [piece for piece in pieces if piece.series.start <= start]
    return max(before, key=lambda piece: piece.series.start, default=next(iter(pieces), None))


def _move(state: RoomsState, fact: OccurrenceMoved, when: When, changes: Changes) -> None:
    held = state.occurrence_held(fact.series, fact.occurrence)
    if held is None:
        return
    moved = dict(state.moved_table[fact.series])
    moved[fact.occurrence] = Elsewhere(
        fact.series, fact.occurrence, fact.room or held.room, *times_of(fact.slot)
    )
    pieces = without_one(state.piece_table[fact.series], fact.occurrence)
    state.place(fact.series, pieces, moved, changes)


def _unused(state: RoomsState, fact: OccurrenceUnused, when: When, changes: Changes) -> None:
    held = state.occurrence_held(fact.series, fact.occurrence)
    if held is None:
        return
    entry = Elsewhere(fact.series, fact.occurrence, *held[2:])
    clear(state, fact.series, fact.occurrence, fact.occurrence, changes)
    changes.put(state.unused_table, held.name, entry)


def _cancel_some(
    state: RoomsState, fact: OccurrencesCancelled, when: When, changes: Changes
) -> None:
    clear(state, fact.series, fact.since, fact.through, changes)


def clear(
    state: RoomsState,
    name: str,
    since: str,
    through: str | None,
    changes: Changes,
    instead: Pieces = (),
) -> None:
    """Let the occurrences of a range be no more, and others be in their place."""
    pieces = state.piece_table[name]
    is_one = since == through
    kept = without_one(pieces, since) if is_one else without_range(pieces, since, through)
    moved = {
        start: each
        for start, each in state.moved_table[name].items()
        if not (since <= start and (through is None or start <= through))
    }
    state.place(name, (*kept, *instead), moved, changes)


def _change(state: RoomsState, fact: SeriesChanged, when: When, changes: Changes) -> None:
    room = fact.room or room_at(state, fact.series, fact.since)
    instead = (Piece(room, fact.to),)
    clear(state, fact.series, fact.since, fact.through, changes, instead)


def room_at(state: RoomsState, name: str, start: str) -> str:
    """The room in which a start of a series is, or would be."""
    piece = piece_at(state.piece_table.get(name, ()), start)
    return state.series_table[name].room if piece is None else piece.room


def _cancel(state: RoomsState, fact: SeriesCancelled, when: When, changes: Changes) -> None:
    state.lift_series(fact.series, changes)


SERIES_HANDLERS: Mapping[type[Fact], Handler] = {
    SeriesWished: _wish,
    SeriesBooked: _book,
    SeriesTakenUp: _take_up,
    OccurrenceMoved: _move,
    SeriesChanged: _change,
    OccurrencesCancelled: _cancel_some,
    OccurrenceUnused: _unused,
    SeriesCancelled: _cancel,
}
