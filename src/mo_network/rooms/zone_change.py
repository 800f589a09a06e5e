"""What other zone data does to promises: they stay on the wall, so their moments in UTC move.

Bookings, occurrences of series and closures all keep the times that the clock on the wall shows.
Rooms or promises in several zones, and nights on which only one of two clocks changes, can so
come to stand against each other that did not before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import TYPE_CHECKING, NamedTuple

import attrs

from mo_network.errors import InvalidValue
from mo_network.rooms.lifecycles import CONFIRMED, STANDING
from mo_network.rooms.series.entries import occurrence_name
from mo_network.scheduling import END_OF_TIME, FIRST_MINUTE, Series
from mo_network.scheduling.deciding.store import LONGEST_WINDOW
from mo_network.scheduling.series import Clock, clock_of
from mo_network.scheduling.series.plan import Occurrence, Plan
from mo_network.values.moments import moment_of
from mo_network.values.slot import Slot

if TYPE_CHECKING:
    from mo_network.rooms.state import RoomsState

Stretch = tuple[int, int]
_DAY = 24 * 60


class ZoneShift(NamedTuple):
    """A booking, an occurrence or a closure that lies elsewhere in UTC under other zone data.

    Shape:   `organisation` is "" for a closure; both slots are in UTC, None where it does not
             take place under these data.
    """

    name: str
    organisation: str
    room: str
    before: Slot | None
    after: Slot | None


class ZoneClash(NamedTuple):
    """Two that stand against each other only under the new data: since when in UTC, and where.

    Shape:   `room` is the undivided one; `names` in order of time, set-up and turnover counted.
    """

    room: str
    slot: Slot
    names: tuple[str, str]


class ZoneChange(NamedTuple):
    """What other zone data would do: all that moves, and the clashes that appear, by time."""

    shifted: tuple[ZoneShift, ...]
    clashes: tuple[ZoneClash, ...]


@attrs.frozen
class _Thing:
    """A promise or a closure, under two clocks."""

    name: str
    organisation: str
    room: str
    before: Stretch | None
    after: Stretch | None
    margins: Stretch
    is_closure: bool = False

    def taken(self, *, is_after: bool, closed: bool) -> Stretch | None:
        """The time that it takes; beside a closure, without what comes before and after it."""
        core, (before, after) = self.after if is_after else self.before, self.margins
        return core if core is None or closed else (core[0] - before, core[1] + after)


def zone_change(
    state: RoomsState, zone: str, before: Clock, after: Clock, start: int, end: int
) -> ZoneChange:
    """What moves in a window, before or after, when a zone's clock is another one.

    Errors:  InvalidValue for an empty window, or one of more than twenty years.
    """
    if not start < end <= start + LONGEST_WINDOW:
        raise InvalidValue(
            "the window is empty or longer than twenty years, and each promise in it is looked "
            "at: give an end after the start, at most twenty years later",
            given=(start, end),
            allowed="twenty years at most",
        )
    # Neighbours a day away can come to meet what lies in the window: no clock moves by more.
    wide = max(start - _DAY, FIRST_MINUTE), min(end + _DAY, END_OF_TIME)
    things = [*_bookings(state, zone, before, after), *_closures(state, zone, before, after)]
    things = [each for each in things if _touches(each, wide)]
    things += _occurrences(state, zone, before, after, wide)
    window = start, end
    moved = [each for each in things if each.before != each.after and _touches(each, window)]
    moved.sort(key=lambda each: (_first(each), each.name))
    shifts = tuple(
        ZoneShift(each.name, each.organisation, each.room, _slot(each.before), _slot(each.after))
        for each in moved
    )
    return ZoneChange(shifts, tuple(_clashes(state, things, {each.name for each in moved})))


class _Clocks:
    """A zone's two clocks; other zones have one, which is installed."""

    def __init__(self, zone: str, before: Clock, after: Clock) -> None:
        self.zone = zone
        self.both = before, after

    def of(self, zone: str) -> tuple[Clock, Clock]:
        if zone == self.zone:
            return self.both
        return (clock_of(zone),) * 2

    def stretches(self, start: int, end: int, zones: tuple[str, str]) -> tuple[Stretch, Stretch]:
        """What two moments, as installed data have them, are under both clocks."""
        if self.zone not in zones:
            return (start, end), (start, end)
        starts = self._moments(start, zones[0])
        ends = self._moments(end, zones[1])
        # Where a clock skips the whole of it, it comes later, and lasts as long.
        first, then = (
            (a, b) if a < b else (a, a + end - start) for a, b in zip(starts, ends, strict=True)
        )
        return first, then

    def _moments(self, minute: int, zone: str) -> tuple[int, int]:
        installed = clock_of(zone)
        wall = installed.to_wall(minute)
        fold = int(installed.to_utc([wall]) != [minute])
        first, then = (clock.to_utc([wall], fold)[0] for clock in self.of(zone))
        return first, then


def _bookings(state: RoomsState, zone: str, before: Clock, after: Clock) -> Iterator[_Thing]:
    clocks = _Clocks(zone, before, after)
    for entry in state.booking_table.values():
        if state.statuses.get(entry.id) == CONFIRMED:
            zones = entry.start_zone, entry.end_zone
            sides = clocks.stretches(entry.start, entry.end, zones)
            margins = state.margins(entry.room, state.use_table.get(entry.id))
            yield _Thing(entry.id, entry.organisation, entry.room, *sides, margins)
    for name, moved in state.moved_table.items():
        if state.statuses.get(name) == CONFIRMED:
            organisation = state.series_table[name].organisation
            for each in moved.values():
                zones = each.start_zone, each.end_zone
                sides = clocks.stretches(each.start, each.end, zones)
                margins = state.margins(each.room, state.use_table.get(name))
                key = occurrence_name(name, each.occurrence)
                yield _Thing(key, organisation, each.room, *sides, margins)


def _closures(state: RoomsState, zone: str, before: Clock, after: Clock) -> Iterator[_Thing]:
    clocks = _Clocks(zone, before, after)
    for entry in state.closure_table.values():
        if state.statuses.get(entry.id) == STANDING:
            zones = entry.start_zone, entry.end_zone
            sides = clocks.stretches(entry.start, entry.end, zones)
            yield _Thing(entry.id, "", entry.room, *sides, (0, 0), is_closure=True)


def _occurrences(
    state: RoomsState, zone: str, before: Clock, after: Clock, window: Stretch
) -> Iterator[_Thing]:
    clocks = _Clocks(zone, before, after)
    for name, pieces in state.piece_table.items():
        if state.statuses.get(name) != CONFIRMED:
            continue
        organisation, use = state.series_table[name].organisation, state.use_table.get(name)
        for room, series in pieces:
            plans = [_plan(series, clock) for clock in clocks.of(series.zone)]
            there = [{each.key: each[1:] for each in _under(plan, window)} for plan in plans]
            for key in dict.fromkeys((*there[0], *there[1])):
                first, then = (found.get(key) for found in there)
                thing = occurrence_name(name, key)
                margins = state.margins(room, use)
                yield _Thing(thing, organisation, room, first, then, margins)


def _plan(series: Series, clock: Clock) -> Plan:
    """A series whose moments come from another clock than the installed one."""
    placing = attrs.evolve(series.plan.placing, clock=clock)
    return attrs.evolve(series.plan, placing=placing)


def _under(plan: Plan, window: Stretch) -> Iterator[Occurrence]:
    start, end = window
    yield from plan.window(start, end)
    yield from (each for each in plan.singles if each.start < end and start < each.end)


def _clashes(state: RoomsState, things: list[_Thing], moved: set[str]) -> Iterator[ZoneClash]:
    leaves: dict[str, list[_Thing]] = {}
    for each in things:
        for leaf in state.leaves(each.room):
            leaves.setdefault(leaf, []).append(each)
    found: dict[ZoneClash, None] = {}
    for leaf, there in leaves.items():
        old = {names for _, names in _meetings(there, is_after=False)}
        for (begin, until), names in _meetings(there, is_after=True):
            if not moved.isdisjoint(names) and names not in old and names[::-1] not in old:
                found[ZoneClash(leaf, _utc(begin, until), names)] = None
    yield from sorted(found, key=lambda clash: (clash.slot.start_minute, clash.names))


def _meetings(things: list[_Thing], *, is_after: bool) -> Iterator[tuple[Stretch, tuple[str, str]]]:
    """Every two that stand against each other, and where they do."""
    rows = [(each.taken(is_after=is_after, closed=False), each) for each in things]
    ordered = sorted(
        ((taken, each) for taken, each in rows if taken is not None),
        key=lambda row: (row[0], row[1].name),
    )
    standing: list[tuple[Stretch, _Thing]] = []
    for (begin, _), each in ordered:
        standing = [(taken, other) for taken, other in standing if taken[1] > begin]
        for _, other in standing:
            # Two closures may overlap, and set-up may lie in a closure.
            closed = each.is_closure or other.is_closure
            if each.is_closure and other.is_closure:
                continue
            one = other.taken(is_after=is_after, closed=closed)
            two = each.taken(is_after=is_after, closed=closed)
            if one is not None and two is not None and max(one[0], two[0]) < min(one[1], two[1]):
                stretch = max(one[0], two[0]), min(one[1], two[1])
                yield stretch, (other.name, each.name)
        taken = each.taken(is_after=is_after, closed=False)
        if taken is not None:
            standing.append((taken, each))


def _touches(thing: _Thing, window: Stretch) -> bool:
    sides = [side for side in (thing.before, thing.after) if side is not None]
    return any(first < window[1] and window[0] < last for first, last in sides)


def _first(thing: _Thing) -> int:
    return min(side[0] for side in (thing.before, thing.after) if side is not None)


def _slot(stretch: Stretch | None) -> Slot | None:
    return None if stretch is None else _utc(*stretch)


def _utc(start: int, end: int) -> Slot:
    return Slot(moment_of(start, UTC), moment_of(end, UTC))
