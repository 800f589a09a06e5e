"""The series that ask for a resource, found by the hours of the week that they could touch.

A thousand weekly series are not to be asked one by one. Each is entered under the quarter hours
of the week in which it may stand, on the clock of its zone; whoever asks looks up the quarter
hours of the wish. What is found is a few too many at most, never too few; the decision itself is
made of it exactly. Occurrences that were added or moved are single demands in an index of theirs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator

import attrs

from mo_network.errors import InvalidValue, UnknownReference
from mo_network.scheduling.deciding.bits import days_of, folded
from mo_network.scheduling.deciding.plain import starts_within
from mo_network.scheduling.deciding.rays import DAY
from mo_network.scheduling.deciding.store import Store, is_aside
from mo_network.scheduling.deciding.timetable import Timetable, check_pads
from mo_network.scheduling.demand import Demand
from mo_network.scheduling.minutes import LARGEST_COUNT, check_count, check_text
from mo_network.scheduling.series import Occurrence, Series, clock_of, write_wall

QUARTER = 15
WEEK = 7 * DAY
_QUARTERS = WEEK // QUARTER
_LONGEST = 2 * DAY
"""What asks for longer is entered under no hours, but looked at always."""


@attrs.frozen
class SeriesDemand:
    """A series asks for an amount of a leaf, with minutes before and after each occurrence.

    Shape:   a key that is unique on its leaf; `before` and `after` are set-up and tear-down.
    Units:   minutes that pass; pieces (one, for a room).
    Errors:  InvalidValue for an empty key, an amount below one, minutes below zero.
    """

    key: str
    series: Series
    amount: int = 1
    before: int = 0
    after: int = 0

    def __attrs_post_init__(self) -> None:
        check_text("the key of a series", self.key)
        check_count("the amount of a series", self.amount, 1)
        check_pads(self.before, self.after)


class Member:
    """A series in the register, ready for decisions."""

    __slots__ = ("demand", "key", "table")

    def __init__(self, demand: SeriesDemand) -> None:
        self.key = demand.key
        self.demand = demand
        self.table = Timetable(demand.series, demand.before, demand.after)

    def by_plain(self, start: int, end: int, away: int) -> list[Occurrence]:
        """The occurrences of a plain series in a window without a change of the clock."""
        table = self.table
        assert table.plain is not None
        return [
            Occurrence(write_wall(wall + table.before), wall - away, wall - away + table.lasting)
            for wall in starts_within(table.plain, start + away, end + away)
        ]

    def without(self, aside: Collection[str]) -> Member:
        """The same, less the occurrences that are named."""
        gone = [name.rpartition("@") for name in aside]
        keys = [occurrence for key, _, occurrence in gone if key == self.key]
        if not keys:
            return self
        return Member(attrs.evolve(self.demand, series=self.demand.series.without(*keys)))


def occurrence_key(key: str, occurrence: str) -> str:
    """How a clash names one occurrence of a series.

    >>> occurrence_key("booking:choir", "2026-05-05T18:00")
    'booking:choir@2026-05-05T18:00'
    """
    return f"{key}@{occurrence}"


class Register:
    """All series of one resource."""

    __slots__ = ("_hours", "_members", "edits")

    def __init__(self) -> None:
        self._members: dict[str, Member] = {}
        # zone -> quarter of the week -> members; under -1 those that are always looked at.
        self._hours: dict[str, dict[int, set[Member]]] = {}
        self.edits = Store("edits", LARGEST_COUNT)

    def __len__(self) -> int:
        return len(self._members)

    def __contains__(self, key: object) -> bool:
        return key in self._members

    def __iter__(self) -> Iterator[SeriesDemand]:
        return (self._members[key].demand for key in sorted(self._members))

    def get(self, key: str) -> Member:
        """The series with this key.

        Errors:  UnknownReference when there is none.
        """
        member = self._members.get(key)
        if member is None:
            raise UnknownReference(
                f"there is no series {key!r} here: give the key of one that was added "
                "and has not been removed",
                reference=key,
            )
        return member

    def add(self, member: Member) -> None:
        """Take a series in."""
        if member.key in self._members:
            raise InvalidValue(
                f"there is a series {member.key!r} already: a key stands once on a leaf; "
                "remove that series first, or give this one a key of its own",
                given=member.key,
                allowed="a key that is not there yet",
            )
        self._members[member.key] = member
        hours = self._hours.setdefault(member.table.zone, {})
        for quarter in _quarters(member.table):
            hours.setdefault(quarter, set()).add(member)
        for key, start, end in member.table.singles:
            named = occurrence_key(member.key, key)
            self.edits.add(Demand(named, start, end, member.demand.amount))

    def remove(self, member: Member) -> None:
        """Take a series out."""
        del self._members[member.key]
        hours = self._hours[member.table.zone]
        for quarter in _quarters(member.table):
            hours[quarter].discard(member)
        for key, _, _ in member.table.singles:
            self.edits.remove(occurrence_key(member.key, key))

    def near(self, table: Timetable) -> list[Member]:
        """Those whose rule may start something that meets what the rule of another starts."""
        found: set[Member] = set()
        for zone, hours in self._hours.items():
            if zone == table.zone and table.is_smooth:
                quarters = _quarters(table)
            else:
                quarters = _quarters_elsewhere(table, zone)
            found.update(*(hours.get(quarter, ()) for quarter in quarters))
            found.update(hours.get(-1, ()))
            if -1 in quarters:
                found.update(*hours.values())
        return [member for member in found if member.table.patterns]

    def demands(self, start: int, end: int, aside: Collection[str] = ()) -> list[Demand]:
        """The occurrences that share a minute with a window of UTC minutes."""
        found: list[Demand] = []
        for zone, hours in self._hours.items():
            steady = _steady_offset(zone, start, end)
            for member in self._at(zone, hours, start, end):
                if member.key in aside:
                    continue
                if steady is None or member.table.plain is None or member.table.lasting > _LONGEST:
                    occurrences = member.table.by_rule(start, end)
                else:
                    occurrences = member.by_plain(start, end, steady)
                key, amount = member.key, member.demand.amount
                found += [
                    Demand(occurrence_key(key, wall), begin, until, amount)
                    for wall, begin, until in occurrences
                ]
        if len(self.edits):
            found += self.edits.demands(start, end)
        if aside:
            return [each for each in found if not is_aside(each.key, aside)]
        return found

    def _at(
        self, zone: str, hours: dict[int, set[Member]], start: int, end: int
    ) -> Iterable[Member]:
        if end - start >= WEEK - _LONGEST:
            return set().union(*hours.values())
        clock = clock_of(zone)
        first, last = bisect_right(clock.changes, start), bisect_right(clock.changes, end)
        offsets = clock.offsets[first : last + 1]
        covered = _covered(start + DAY + min(offsets), end + DAY + max(offsets))
        return set().union(hours.get(-1, ()), *(hours.get(each, ()) for each in covered))


def _steady_offset(zone: str, start: int, end: int) -> int | None:
    """How far a wall clock is from UTC minutes around a window; None if it changes there."""
    clock, away = clock_of(zone), 2 * _LONGEST
    place = bisect_right(clock.changes, start - away)
    if place != bisect_right(clock.changes, end + away):
        return None
    return DAY + clock.offsets[place]


def _quarters(table: Timetable) -> set[int]:
    """The quarters of the week in which what the rule starts may stand, on its own clock."""
    # Where the clock is changed during it, a demand may begin or end otherwise than it shows.
    away = 0 if table.is_smooth else table.roughness
    if table.lasting + 2 * away > _LONGEST:
        return {-1} if table.patterns else set()
    found: set[int] = set()
    for minute in _minutes_of_week(table):
        begin = minute - table.before - away
        found.update(_covered(begin, begin + table.lasting + 2 * away))
    return found


def _quarters_elsewhere(table: Timetable, zone: str) -> set[int]:
    """The same on the clock of another zone, whatever the offsets."""
    offsets, others = clock_of(table.zone).offsets, clock_of(zone).offsets
    least = min(others) - max(offsets) - table.roughness
    most = max(others) - min(offsets) + table.roughness
    if table.lasting + most - least > _LONGEST:
        return {-1} if table.patterns else set()
    found: set[int] = set()
    for minute in _minutes_of_week(table):
        begin = minute - table.before
        found.update(_covered(begin + least, begin + table.lasting + most))
    return found


def _minutes_of_week(table: Timetable) -> Iterator[int]:
    for time, first, period, bits, _ in table.patterns:
        # A period that is no number of weeks comes to each weekday in time.
        weekdays = folded(bits, 7) if period % 7 == 0 else 0b111_1111
        for day in days_of(weekdays):
            yield (first + day) * DAY + time


def _covered(start: int, end: int) -> Iterable[int]:
    first, last = start // QUARTER, (end - 1) // QUARTER
    if last - first >= _QUARTERS:
        return range(_QUARTERS)
    return [quarter % _QUARTERS for quarter in range(first, last + 1)]
