"""What would help where a series is not to be had: elsewhere, at another time, without k dates."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import attrs

from mo_network.judging.changes import Trial
from mo_network.rooms.facts import SeriesBooked, SeriesWished
from mo_network.rooms.series.asked import in_the_way
from mo_network.rooms.series.entries import Piece, SeriesEntry
from mo_network.scheduling import Series
from mo_network.scheduling.series import read_wall, write_wall
from mo_network.scheduling.wall import MINUTES_OF_DAY

if TYPE_CHECKING:
    from mo_network.rooms.state import RoomsState

MOST_LEFT_OUT: Final = 52
"""How many dates less a proposal may have: what lacks more is another series."""

STEP: Final = 60
REACH: Final = 240
"""Other times are tried every hour, up to four hours before and after."""

_Asked = SeriesWished | SeriesBooked


def series_remedies(state: RoomsState, fact: _Asked) -> list[_Asked]:
    """Proposals that keep the laws of rooms, where a series does not.

    Shape:   the fact as handed in: first the whole series in other rooms that are free each time,
             large enough and have what is needed, the smallest first; then the whole series in its
             room at another time of the day, the nearer first; then the series without the dates
             in the way, if they are few. Nothing if nothing is in the way. What a season gave to
             others is as good as booked.
    """
    with _with_given_slots(state, fact):
        return list(_remedies(state, fact))


@contextmanager
def _with_given_slots(state: RoomsState, fact: _Asked) -> Iterator[None]:
    """Look at the rooms as if others had booked all that seasons gave them."""
    begins = read_wall(fact.series.start, "the start") // MINUTES_OF_DAY
    with Trial() as trial:
        for season in state.seasons():
            if season.end_day <= begins:
                continue
            for wish, organisation, room, persons, series in state.given_slots(season.id):
                if organisation != fact.organisation:
                    entry = SeriesEntry(wish, "", room, organisation, persons, ())
                    state.begin(entry, (Piece(room, series),), trial)
        yield


def _remedies(state: RoomsState, fact: _Asked) -> Iterator[_Asked]:
    series = _asked_of(fact)
    room = state.room_table.get(fact.room)
    does = room is not None and fact.persons <= room.persons and room.has_all(fact.use.needs)
    keys = _in_the_way(state, fact, fact.room, series, MOST_LEFT_OUT + 1)
    if does and not keys:
        return
    for other in sorted(state.rooms(), key=lambda other: (other.persons, other.id)):
        if other.id == fact.room or fact.persons > other.persons:
            continue
        if other.has_all(fact.use.needs) and not _in_the_way(state, fact, other.id, series, 1):
            yield fact.but(room=other.id)
    if not does:
        return
    for other_time in _at_other_times(fact):
        if not _in_the_way(state, fact, fact.room, _asked_of(other_time), 1):
            yield other_time
            break
    left = _without(series, keys).first() if len(keys) <= MOST_LEFT_OUT else None
    if left is not None:
        yield _leaving_out(fact, keys)


def _asked_of(fact: _Asked) -> Series:
    """The series without the dates that it is asked for without."""
    return _without(fact.series, fact.skipping if isinstance(fact, SeriesWished) else fact.skipped)


def _leaving_out(fact: _Asked, keys: tuple[str, ...]) -> _Asked:
    if isinstance(fact, SeriesBooked):
        return fact.but(skipped=tuple(sorted({*fact.skipped, *keys})))
    skipping = tuple(sorted({*fact.skipping, *keys}))
    return fact.but(skipping=skipping, most_skipped=max(fact.most_skipped, len(skipping)))


def _in_the_way(
    state: RoomsState, fact: _Asked, room: str, series: Series, limit: int
) -> tuple[str, ...]:
    availability = state.availability(room, fact.use)
    return in_the_way(state, room, series, availability, limit)


def _without(series: Series, keys: tuple[str, ...]) -> Series:
    there = [key for key in keys if series.occurrence(key) is not None]
    return series.without(*there) if there else series


def _at_other_times(fact: _Asked) -> Iterator[_Asked]:
    """The same dates earlier or later on the same day, the nearer first.

    Not of a series whose dates have several times: single ones would have to be moved apart.
    """
    series = fact.series
    if series.rdates or series.moved or "BYHOUR" in series.rule or "BYMINUTE" in series.rule:
        return
    wall = read_wall(series.start, "the start")
    rule = _until_the_day(series)
    for away in range(STEP, REACH + 1, STEP):
        for by in (away, -away):
            if (wall + by) // MINUTES_OF_DAY == wall // MINUTES_OF_DAY:
                start, exdates = write_wall(wall + by), _later(series.exdates, by)
                shifted = attrs.evolve(series, start=start, rule=rule, exdates=exdates)
                if isinstance(fact, SeriesBooked):
                    yield fact.but(series=shifted, skipped=_later(fact.skipped, by))
                else:
                    yield fact.but(series=shifted, skipping=_later(fact.skipping, by))


def _later(walls: tuple[str, ...], by: int) -> tuple[str, ...]:
    return tuple(write_wall(read_wall(wall, "a date left out") + by) for wall in walls)


def _until_the_day(series: Series) -> str:
    """The rule with its last day as a day, so that another time of that day is not beyond it."""
    last = series.last() if "UNTIL" in series.rule else None
    if last is None:
        return series.rule
    day = last.key[:10].replace("-", "")
    parts = [part for part in series.rule.split(";") if not part.startswith("UNTIL")]
    return ";".join([*parts, f"UNTIL={day}"])
