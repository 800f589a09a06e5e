"""What would help where a series is not to be had: elsewhere, at another time, without k dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import attrs

from mo_network.rooms.facts import SeriesBooked, SeriesWished
from mo_network.rooms.series.asked import in_the_way
from mo_network.scheduling import Series
from mo_network.scheduling.series import read_wall, write_wall

if TYPE_CHECKING:
    from mo_network.rooms.state import RoomsState

MOST_LEFT_OUT: Final = 52
"""How many dates less a proposal may have: what lacks more is another series."""

STEP: Final = 60
REACH: Final = 240
"""Other times are tried every hour, up to four hours before and after."""

_Asked = SeriesWished | SeriesBooked


def series_remedies(state: RoomsState, fact: _Asked) -> Iterator[_Asked]:
    """Proposals that keep the laws of rooms, where a series does not.

    Shape:   the fact as handed in: first the whole series in other rooms that are free each time,
             large enough and have what is needed, the smallest first; then the whole series in its
             room at another time of the day, the nearer first; then the series without the dates
             in the way, if they are few. Nothing if nothing is in the way.
    """
    series = _without(
        fact.series, fact.skipping if isinstance(fact, SeriesWished) else fact.skipped
    )
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
    for shifted in _other_times(fact.series):
        if not _in_the_way(state, fact, fact.room, shifted, 1):
            yield fact.but(series=shifted)
            break
    left = _without(series, keys).first() if len(keys) <= MOST_LEFT_OUT else None
    if left is not None:
        yield _leaving_out(fact, keys)


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


def _other_times(series: Series) -> Iterator[Series]:
    """The same series earlier or later on the same day, the nearer first.

    Only of a plain one: exceptions and a last day are times of the wall clock, and would have to
    be moved with it.
    """
    if series.exdates or series.rdates or series.moved or "UNTIL" in series.rule:
        return
    wall = read_wall(series.start, "the start")
    for away in range(STEP, REACH + 1, STEP):
        for start in (wall + away, wall - away):
            if start // 1440 == wall // 1440 and "BYHOUR" not in series.rule:
                yield attrs.evolve(series, start=write_wall(start))
