"""What a decision about a series asks for, brought to one form for laws, rules and remedies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from mo_network.errors import InvalidValue
from mo_network.judging.changes import Trial
from mo_network.rooms.availability import Availability
from mo_network.rooms.facts import (
    PLAIN_USE,
    OccurrenceMoved,
    SeriesBooked,
    SeriesChanged,
    SeriesTakenUp,
    Use,
)
from mo_network.rooms.series.entries import (
    Piece,
    Pieces,
    key_of,
    occurrence_name,
    once,
    without_one,
)
from mo_network.rooms.series.handlers import clear, piece_at, room_at
from mo_network.rooms.series.opened import closed_by_hours
from mo_network.scheduling import Series
from mo_network.values.moments import moment_of
from mo_network.values.slot import Slot
from mo_network.values.zones import zone

if TYPE_CHECKING:
    from mo_network.rooms.state import RoomsState

SeriesAsked = SeriesBooked | SeriesTakenUp | OccurrenceMoved | SeriesChanged

SHOWN = 10
"""How many dates in the way a refusal names."""


class Terms(NamedTuple):
    """For whom and what a series is: what it was booked with, where the decision does not say."""

    organisation: str
    persons: int
    use: Use


def terms_of(state: RoomsState, asked: SeriesAsked) -> Terms | None:
    """The terms of a decision; None for a series that is not known any more."""
    if isinstance(asked, SeriesBooked):
        return Terms(asked.organisation, asked.persons, asked.use)
    entry = state.series_table.get(asked.series)
    if entry is None:
        return None
    use = state.use_table.get(entry.id)
    return Terms(entry.organisation, entry.persons, PLAIN_USE if use is None else use.use)


def pieces_of(state: RoomsState, asked: SeriesAsked) -> Pieces:
    """The rooms and series that a decision would add; none for a single moved occurrence."""
    if isinstance(asked, SeriesBooked):
        pieces: Pieces = (Piece(asked.room, asked.series),)
        for start in asked.skipped:
            pieces = without_one(pieces, start)
        return pieces
    if isinstance(asked, OccurrenceMoved):
        return ()
    there = state.piece_table.get(asked.series, ())
    if isinstance(asked, SeriesTakenUp):
        return tuple(
            Piece(piece.room, once(piece.series, start))
            for start in asked.occurrences
            for piece in (piece_at(there, start),)
            if piece is not None
        )
    if asked.series not in state.series_table:
        return ()
    return (Piece(asked.room or room_at(state, asked.series, asked.since), asked.to),)


def rooms_of(state: RoomsState, asked: SeriesAsked) -> tuple[str, ...]:
    """The rooms that a decision would take, each once."""
    if isinstance(asked, OccurrenceMoved):
        if asked.room is not None:
            return (asked.room,)
        held = state.occurrence_held(asked.series, asked.occurrence)
        if held is not None:
            return (held.room,)
        is_known = asked.series in state.series_table
        return (room_at(state, asked.series, asked.occurrence),) if is_known else ()
    return tuple(dict.fromkeys(piece.room for piece in pieces_of(state, asked)))


def aside_of_occurrence(state: RoomsState, asked: OccurrenceMoved) -> frozenset[str]:
    """The keys of the occurrence that is moved, which is not in its own way."""
    count = max(len(state.piece_table.get(asked.series, ())), 1)
    keys = (key_of(asked.series, place) for place in range(count))
    return frozenset(occurrence_name(key, asked.occurrence) for key in keys)


@contextmanager
def without_what_changes(state: RoomsState, asked: SeriesAsked) -> Iterator[None]:
    """Look at the rooms as if the dates that are about to change were not there."""
    if not isinstance(asked, SeriesChanged) or asked.series not in state.piece_table:
        yield
        return
    with Trial() as trial:
        clear(state, asked.series, asked.since, asked.through, trial)
        yield


def in_the_way(
    state: RoomsState, room: str, series: Series, availability: Availability, limit: int
) -> tuple[str, ...]:
    """The original starts of the occurrences that cannot be, in order, at most so many."""
    found = dict.fromkeys(availability.blocked(series, limit))
    for each, _ in availability.closed_on(series):
        if len(found) >= limit:
            break
        found[each.key] = None
    for each, _, _ in closed_by_hours(state, room, series):
        if len(found) >= limit:
            break
        found[each.key] = None
    return tuple(sorted(found))[:limit]


def first_slot(state: RoomsState, asked: SeriesAsked) -> Slot:
    """The first time that a decision asks for.

    Errors:  InvalidValue for a series of which nothing takes place.
    """
    if isinstance(asked, OccurrenceMoved):
        return asked.slot
    found = [
        (first.start, first.end, piece.series.zone)
        for piece in pieces_of(state, asked)
        if (first := piece.series.first()) is not None
    ]
    if not found and isinstance(asked, SeriesBooked):
        # All is skipped, which a law forbids; the rules are asked about what was to be.
        first = asked.series.first()
        found = [] if first is None else [(first.start, first.end, asked.series.zone)]
    if not found:
        raise InvalidValue(
            f"{type(asked).__name__} asks for no time at all: every date is left out, or the "
            "series is not there; give one that takes place",
            given=asked,
            allowed="one occurrence or more",
        )
    start, end, key = min(found)
    return Slot.between(start, end, key, key)


def last_day(state: RoomsState, asked: SeriesAsked) -> date | None:
    """The day on which the last time asked for begins; None if it goes on for ever."""
    if isinstance(asked, OccurrenceMoved):
        return asked.slot.start.date()
    days: list[date] = []
    for _, series in pieces_of(state, asked):
        if series.is_unbounded:
            return None
        last = series.last()
        if last is not None:
            days.append(moment_of(last.start, zone(series.zone)).date())
    return max(days, default=None)
