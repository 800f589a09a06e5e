"""What stands in the way, name by name: of one slot, and of a series through all years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from mo_network.judging.answers import Veto
from mo_network.rooms.availability import Availability
from mo_network.rooms.facts import OccurrenceMoved, SeriesBooked, SeriesTakenUp
from mo_network.rooms.hours import Cause
from mo_network.rooms.series.asked import (
    SHOWN,
    SeriesAsked,
    aside_of_occurrence,
    pieces_of,
    rooms_of,
    terms_of,
    without_what_changes,
)
from mo_network.rooms.series.opened import closed_by_hours
from mo_network.scheduling import Clash, Occurrence
from mo_network.values.moments import moment_of
from mo_network.values.slot import Slot
from mo_network.values.zones import zone

if TYPE_CHECKING:
    from mo_network.rooms.state import RoomsState


def taken(state: RoomsState, asked: SeriesAsked) -> Iterator[Veto]:
    """A veto for each date on which another is there, at most so many as are shown."""
    terms = terms_of(state, asked)
    if terms is None:
        return
    if isinstance(asked, OccurrenceMoved):
        yield from _taken_once(state, asked)
        return
    with without_what_changes(state, asked):
        for room, series in pieces_of(state, asked):
            found = state.availability(room, terms.use).blocked(series, SHOWN + 1)
            vetoes = (
                _taken_on(state, series.zone, each, clash)
                for each, clash in sorted(found.values(), key=lambda pair: pair[0].start)
            )
            yield from _some(vetoes)


def _taken_once(state: RoomsState, asked: OccurrenceMoved) -> Iterator[Veto]:
    terms = terms_of(state, asked)
    assert terms is not None
    aside = aside_of_occurrence(state, asked)
    for room in rooms_of(state, asked):
        yield from taken_by(state, state.availability(room, terms.use, aside), asked.slot)


def taken_by(state: RoomsState, availability: Availability, slot: Slot) -> Iterator[Veto]:
    """A veto for each booking that stands in the way of a slot; none if nothing does."""
    start, end = slot.start_minute, slot.end_minute
    if availability.first_clash(start, end) is None:
        return
    yield from _some(
        Veto(
            "taken" if held.start < end and start < held.end else "too_close",
            (held.slot, held.name),
        )
        for held in map(state.held_by, availability.all_in(start, end))
    )


def closed_by(state: RoomsState, availability: Availability, slot: Slot) -> Iterator[Veto]:
    """A veto for each closure that stands in the way of a slot; none if nothing does."""
    start, end = slot.start_minute, slot.end_minute
    if availability.first_closure(start, end) is None:
        return
    entries = (state.closure_table[name] for name in availability.closures_in(start, end))
    yield from _some(Veto("closed", (each.slot, each.reason, each.id)) for each in entries)


def _taken_on(state: RoomsState, key: str, each: Occurrence, clash: Clash) -> Veto:
    name = clash.keys[0] if clash.keys else ""
    on = _day(each, key)
    if name.startswith("@"):
        return Veto("itself", (on,))
    return Veto("taken_on", (on, state.held_by(name).name))


def closed(state: RoomsState, asked: SeriesAsked) -> Iterator[Veto]:
    """A veto for each date that lies in a closure."""
    if isinstance(asked, OccurrenceMoved):
        for room in rooms_of(state, asked):
            yield from closed_by(state, state.availability(room), asked.slot)
        return
    for room, series in pieces_of(state, asked):
        yield from _some(
            Veto("closed_on", (_day(each, series.zone), state.closure_table[name].reason, name))
            for each, name in state.availability(room).closed_on(series)
        )


def outside(state: RoomsState, asked: SeriesAsked) -> Iterator[tuple[str, int, Cause | None]]:
    """The rooms and days on which a date lies outside the opening hours, and why."""
    if isinstance(asked, OccurrenceMoved):
        return
    for room, series in pieces_of(state, asked):
        for _, name, day in islice(closed_by_hours(state, room, series), SHOWN):
            yield name, day, state.hours.cause(name, day)


def occurrences(state: RoomsState, asked: SeriesAsked) -> Iterator[Veto]:
    """A veto for each start that names nothing, and for more left out than was agreed."""
    if isinstance(asked, SeriesBooked):
        yield from _left_out(state, asked)
    elif isinstance(asked, SeriesTakenUp):
        entry = state.series_table.get(asked.series)
        skipped = () if entry is None else entry.skipped
        missing = (start for start in asked.occurrences if start not in skipped)
        yield from (Veto("not_skipped", (start,)) for start in islice(missing, SHOWN))
        if not pieces_of(state, asked):
            yield Veto("nothing", (asked.occurrences[0],))
    elif isinstance(asked, OccurrenceMoved):
        if state.occurrence_held(asked.series, asked.occurrence) is None:
            yield Veto("no_occurrence", (asked.occurrence,))
    elif asked.to.first() is None:
        yield Veto("nothing", (asked.to.start,))


def _left_out(state: RoomsState, asked: SeriesBooked) -> Iterator[Veto]:
    missing = (start for start in asked.skipped if asked.series.occurrence(start) is None)
    yield from (Veto("no_occurrence", (start,)) for start in islice(missing, SHOWN))
    if all(series.first() is None for _, series in pieces_of(state, asked)):
        yield Veto("nothing", (asked.series.start,))
    wish = state.series_wish_table.get(asked.wish or "")
    if wish is not None and len(asked.skipped) > wish.most_skipped:
        yield Veto("too_few", (len(asked.skipped), wish.most_skipped))


def _day(each: Occurrence, key: str) -> date:
    return moment_of(each.start, zone(key)).date()


def _some(vetoes: Iterable[Veto]) -> Iterator[Veto]:
    """As many as are shown, and whether there are more."""
    for number, veto in enumerate(vetoes):
        if number == SHOWN:
            yield Veto("and_more", (SHOWN,))
            return
        yield veto
