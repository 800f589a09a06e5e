"""Series: what takes place again and again, by the clock on the wall of one zone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from heapq import merge

import attrs

from mo_network.errors import InvalidValue
from mo_network.scheduling.minutes import END_OF_TIME, FIRST_MINUTE, check_window
from mo_network.scheduling.series import edits
from mo_network.scheduling.series.blocks import in_blocks, size_of
from mo_network.scheduling.series.checks import (
    check_choice,
    check_exceptions,
    check_minutes,
    check_number_of,
    check_occurs,
    check_start,
    normal_rule,
    sorted_walls,
)
from mo_network.scheduling.series.pattern import DayPattern, patterns_of
from mo_network.scheduling.series.placing import Placing
from mo_network.scheduling.series.plan import Moved, Occurrence, Plan, by_time, starts_of
from mo_network.scheduling.series.reading import read_rule
from mo_network.scheduling.series.walls import WallMinute, read_wall, read_walls
from mo_network.scheduling.series.zones import clock_of


@attrs.frozen(kw_only=True)
class Move:
    """One occurrence of a series that takes place at another time, or for another length.

    Shape:   `occurrence` is its start by the rule, which names it for good; `minutes` None
             means the length of the series.
    Units:   wall-clock times of the series' zone as YYYY-MM-DDTHH:MM; minutes.
    Errors:  InvalidValue for times and lengths that cannot be, and for a move that changes nothing.

    >>> Move(occurrence="2026-05-12T18:00", to="2026-05-13T18:00").to
    '2026-05-13T18:00'
    """

    occurrence: str
    to: str
    minutes: int | None = None

    def __attrs_post_init__(self) -> None:
        read_wall(self.occurrence, "the occurrence to move")
        read_wall(self.to, "the time to move to")
        if self.minutes is not None:
            check_minutes(self.minutes, "the new length of an occurrence")
        elif self.occurrence == self.to:
            raise InvalidValue(
                f"{self.occurrence} is moved to itself; allowed is another time, or another "
                "length in `minutes`: take the move out.",
                given=self.to,
                allowed="another time",
            )


def _sorted_moves(moves: Iterable[Move]) -> tuple[Move, ...]:
    check_choice("the container of the moves", type(moves), (tuple, list))
    kept = tuple(moves)
    check_number_of(kept)
    for each in kept:
        check_choice("a move", type(each), (Move,))
    return tuple(sorted(kept, key=lambda move: move.occurrence))


@attrs.frozen(kw_only=True)
class Series:
    """What takes place again and again, by the clock on the wall of one zone.

    Shape:   `rule` is an RRULE of RFC 5545 from DAILY to YEARLY; without COUNT and UNTIL it is
             unbounded: through 9999-12-31 under the installed zone data. `exdates` are starts
             left out, `rdates` starts added, `moved` those at another time. `length` is "wall"
             (the same wall-clock end each time) or "exact" (as many minutes pass each time).
             A start that the clock skips is put off by as much ("shift") or left out ("skip"),
             as `gap` says; of a time that comes twice the first is meant, with `fold=1` the second.
             Equal series are equal: the rule is kept in its normal form, exceptions in order.
    Units:   wall-clock times as YYYY-MM-DDTHH:MM; minutes.
    Errors:  InvalidValue for what RFC 5545 forbids or leaves open, and for what never happens.
    Source:  design, section 6; RFC 5545, 3.3.10 and 3.8.5.

    >>> series = Series(start="2026-05-05T18:00", minutes=120, zone="Europe/Berlin",
    ...                 rule="FREQ=WEEKLY;COUNT=3", exdates=("2026-05-12T18:00",))
    >>> [each.key for each in series.occurrences()]
    ['2026-05-05T18:00', '2026-05-19T18:00']
    >>> str(series)
    '2026-05-05T18:00 [Europe/Berlin] FREQ=WEEKLY;COUNT=3, 1 left out'
    """

    start: str
    minutes: int
    zone: str
    rule: str = attrs.field(default="", converter=normal_rule)
    exdates: tuple[str, ...] = attrs.field(default=(), converter=sorted_walls)
    rdates: tuple[str, ...] = attrs.field(default=(), converter=sorted_walls)
    moved: tuple[Move, ...] = attrs.field(default=(), converter=_sorted_moves)
    length: str = "wall"
    gap: str = "shift"
    fold: int = 0

    def __attrs_post_init__(self) -> None:
        start = read_wall(self.start, "the start of a series")
        check_minutes(self.minutes, "the length of a series")
        check_choice("the length", self.length, ("wall", "exact"))
        check_choice("the gap policy", self.gap, ("shift", "skip"))
        check_choice("the fold", self.fold, (0, 1))
        clock_of(self.zone)
        check_start(self.rule, start)
        if self.exdates or self.rdates or self.moved:
            self._check_exceptions(start)

    def _check_exceptions(self, start: WallMinute) -> None:
        left_out, added = check_exceptions(self.rule, start, self.exdates, self.rdates)
        starts = starts_of(self.rule, start)
        seen: set[WallMinute] = set()
        for wall in read_walls([each.occurrence for each in self.moved], "the occurrence to move"):
            is_there = wall in added or (starts.has(wall) and wall not in left_out)
            check_occurs(is_there and wall not in seen, wall)
            seen.add(wall)

    @cached_property
    def plan(self) -> Plan:
        """What the series comes to under the installed zone data."""
        start = read_wall(self.start, "the start")
        occurrences = read_walls([each.occurrence for each in self.moved], "an occurrence")
        places = read_walls([each.to for each in self.moved], "the time to move to")
        added = {*read_walls(self.rdates, "an RDATE")}
        return Plan(
            start=start,
            minutes=self.minutes,
            rule=read_rule(self.rule) if self.rule else None,
            starts=starts_of(self.rule, start),
            placing=Placing(
                clock_of(self.zone), self.fold, self.length == "exact", self.gap == "skip"
            ),
            left_out=frozenset((*read_walls(self.exdates, "an EXDATE"), *occurrences)),
            added=tuple(added.difference(occurrences)),
            moved=tuple(
                Moved(wall, to, move.minutes or self.minutes, is_added=wall in added)
                for wall, to, move in zip(occurrences, places, self.moved, strict=True)
            ),
        )

    @property
    def is_unbounded(self) -> bool:
        """Whether it goes on through 9999-12-31, by COUNT or UNTIL never ended."""
        return self.plan.rule is not None and not self.plan.rule.is_bounded

    def occurrences(
        self, start: int = FIRST_MINUTE, end: int = END_OF_TIME
    ) -> Iterator[Occurrence]:
        """The occurrences that share a minute with a window, in order of time.

        Shape:   worked out as they are asked for, and only those that lie in the window; for a
                 window of weeks those of the months around it, which are kept for the next one.
        Units:   UTC minutes since 0001-01-01T00:00Z, half-open.
        Errors:  InvalidValue for an empty window.
        """
        check_window(start, end)
        plan, size = self.plan, self._block
        if end - start <= size:
            return iter(in_blocks(plan, size, start, end))
        if not plan.singles:
            return plan.window(start, end)
        singles = [each for each in plan.singles if each.end > start and each.start < end]
        return merge(plan.window(start, end), singles, key=by_time)

    @cached_property
    def _block(self) -> int:
        return size_of(self.plan)

    def occurrence(self, key: str) -> Occurrence | None:
        """The occurrence with this key; None when there is none, or it was left out.

        Errors:  InvalidValue for a key that is no wall-clock time.
        """
        wall, plan = read_wall(key, "the key of an occurrence"), self.plan
        if wall not in plan.left_out and plan.has(wall):
            return plan.one(wall)
        return next((each for each in plan.singles if each.key == key), None)

    def first(self) -> Occurrence | None:
        """The first occurrence; None when all are left out."""
        return next(self.occurrences(), None)

    def last(self) -> Occurrence | None:
        """The last occurrence to start; None when it is unbounded, or all are left out."""
        return self._last

    @cached_property
    def _last(self) -> Occurrence | None:
        if self.is_unbounded:
            return None
        by_rule = self.plan.last_by_rule()
        found = (*self.plan.singles[-1:], *((by_rule,) if by_rule else ()))
        return max(found, key=by_time, default=None)

    def patterns(self) -> tuple[DayPattern, ...]:
        """The days on which the rule starts one, a pattern for each time of the day.

        Shape:   after COUNT and UNTIL, and before anything is left out, added, moved or skipped:
                 `left_out` and `singles` say the rest.
        """
        return self._patterns

    @cached_property
    def _patterns(self) -> tuple[DayPattern, ...]:
        return patterns_of(self.plan)

    @property
    def left_out(self) -> frozenset[WallMinute]:
        """The starts by the rule that do not take place so: cancelled ones, and moved ones."""
        return self.plan.left_out

    @property
    def singles(self) -> tuple[Occurrence, ...]:
        """The occurrences that the rule does not give: added ones, and moved ones, in order."""
        return self.plan.singles

    def without(self, *keys: str) -> Series:
        """The series with some occurrences cancelled.

        Errors:  InvalidValue for a key that names no occurrence.
        """
        return edits.without(self, keys)

    def moved_to(self, key: str, to: str, minutes: int | None = None) -> Series:
        """The series with one occurrence at another time, or for another length.

        Errors:  InvalidValue for a key that names no occurrence.
        """
        return edits.moved_to(self, Move(occurrence=key, to=to, minutes=minutes))

    def until(self, wall: str) -> Series | None:
        """What comes before a wall-clock time, by the original starts; None when nothing does.

        Errors:  InvalidValue for what is no wall-clock time.
        """
        return edits.until(self, read_wall(wall, "the time to end before"))

    def following(self, wall: str) -> Series | None:
        """What comes from a wall-clock time on, as a series of its own; None when nothing does.

        Shape:   with `until` of the same time, exactly the occurrences of the whole, under the
                 same keys.
        Errors:  InvalidValue for what is no wall-clock time.
        """
        return edits.following(self, read_wall(wall, "the time to begin from"))

    def __str__(self) -> str:
        left_out = f", {len(self.exdates)} left out" if self.exdates else ""
        return f"{self.start} [{self.zone}] {self.rule or 'once'}{left_out}"
