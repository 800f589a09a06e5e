"""What a series comes to: its starts on the wall clock, its end, and its occurrences in UTC."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from itertools import groupby, repeat
from operator import itemgetter
from typing import Final, NamedTuple, cast

import attrs

from mo_network.scheduling.minutes import END_OF_TIME, FIRST_MINUTE
from mo_network.scheduling.series.placing import LATE, Placing
from mo_network.scheduling.series.reading import read_rule
from mo_network.scheduling.series.rule import Rule
from mo_network.scheduling.series.steady import Steady
from mo_network.scheduling.series.walls import (
    DAY,
    END_OF_WALLS,
    WallMinute,
    day_of,
    write_walls,
)
from mo_network.scheduling.series.yearly import Yearly

# A long window is worked through in pieces, so that its first occurrence does not wait for all.
_FIRST_CHUNK: Final = 32 * DAY
_LARGEST_CHUNK: Final = 16_000 * DAY


class Occurrence(NamedTuple):
    """One time that a series takes place.

    Shape:   `key` names it for good: its start as the rule has it, on the wall clock, whatever
             it was moved to.
    Units:   UTC minutes since 0001-01-01T00:00Z, half-open.
    """

    key: str
    start: int
    end: int


class Moved(NamedTuple):
    """An occurrence that takes place at another time, by the wall clock.

    Shape:   `is_added` if its start was an RDATE, and not the rule's own.
    """

    occurrence: WallMinute
    wall: WallMinute
    minutes: int
    is_added: bool


@lru_cache(maxsize=4096)
def starts_of(rule: str, start: WallMinute) -> Steady | Yearly:
    """The starts that a rule gives from a first one on, its COUNT and UNTIL left aside.

    Shape:   without a rule, the start alone.
    """
    if not rule:
        return Steady(start, start, END_OF_WALLS, (0,))
    filled = read_rule(rule).filled(day_of(start))
    return Steady.of(filled, start) if filled.is_plain else Yearly(filled, start)


@attrs.frozen(kw_only=True, eq=False)
class Plan:
    """A series, ready to be asked.

    Units:   minutes; `left_out` are starts by the rule that do not take place so.
    """

    start: WallMinute
    minutes: int
    rule: Rule | None
    starts: Steady | Yearly
    placing: Placing
    left_out: frozenset[WallMinute]
    added: tuple[WallMinute, ...]
    moved: tuple[Moved, ...]

    @cached_property
    def cut(self) -> WallMinute:
        """The last wall-clock time at which the rule, by COUNT or UNTIL, lets one start."""
        rule = self.rule
        if rule is None:
            return self.start
        if rule.until is not None and not rule.until.is_utc:
            return rule.until.wall
        if rule.count is None:
            return END_OF_WALLS - 1
        number, seen = rule.count, self.start
        while True:
            cut = self.starts.nth(number)
            if cut is None:
                return END_OF_WALLS - 1
            missing = self._missing(seen, cut + 1)
            if not missing:
                return cut
            number, seen = number + missing, cut + 1

    @cached_property
    def until(self) -> int:
        """The last UTC minute at which the rule lets one start."""
        until = self.rule.until if self.rule else None
        return until.wall - DAY if until is not None and until.is_utc else END_OF_TIME

    @cached_property
    def singles(self) -> tuple[Occurrence, ...]:
        """The occurrences that were added or moved, in order."""
        # A start added where the rule has one is that one; one that was moved is there only if
        # the rule, with its COUNT and UNTIL, ever gave it.
        wanted = [(self.minutes, each, each) for each in self.added if not self.is_given(each)]
        for occurrence, wall, minutes, is_added in self.moved:
            if is_added or self.is_given(occurrence):
                wanted.append((minutes, wall, occurrence))
        found: list[Occurrence] = []
        for minutes, group in groupby(sorted(wanted), key=itemgetter(0)):
            names: dict[WallMinute, list[WallMinute]] = {}
            for _, wall, occurrence in group:
                names.setdefault(wall, []).append(occurrence)
            for wall, begin, end in zip(*self.placing.columns([*names], minutes), strict=True):
                found += [Occurrence(key, begin, end) for key in write_walls(names[wall])]
        return tuple(sorted(found, key=by_time))

    def has(self, wall: WallMinute) -> bool:
        """Whether the rule gives a start at this time, be it left out or not."""
        if wall > self.cut or not self.starts.has(wall):
            return False
        begins = self.placing.columns([wall], self.minutes).begins
        return bool(begins) and begins[0] <= self.until

    def is_given(self, wall: WallMinute) -> bool:
        """Whether a time is one of the rule's starts, before its end, be it skipped or not."""
        return wall <= self.cut and self.starts.has(wall) and not self.is_beyond(wall)

    def is_beyond(self, wall: WallMinute) -> bool:
        """Whether what starts then is later than UNTIL in UTC, or not over with the calendar."""
        if self.until == END_OF_TIME and wall + self.minutes <= LATE:
            return False
        [begin], [end] = self.placing.both([wall], self.minutes)
        return begin > self.until or end > END_OF_TIME

    def counted_before(self, wall: WallMinute) -> int:
        """How many starts before a time COUNT has counted."""
        return self.starts.count_before(wall) - self._missing(self.start, wall)

    def one(self, wall: WallMinute) -> Occurrence:
        """The occurrence that starts at a time which the rule gives."""
        columns = self.placing.columns([wall], self.minutes)
        return _named([wall], columns.begins, columns.ends)[0]

    def window(self, start: int, end: int) -> Iterator[Occurrence]:
        """The occurrences by the rule that share a minute with a window, by their start."""
        # Offsets are below a day, and a length by the wall clock may gain one where a zone
        # skips a day: two days on each side hold all that could matter.
        low = max(start + DAY - self.minutes - 2 * DAY, self.start)
        high = min(end + DAY + 2 * DAY, self.cut + 1, END_OF_WALLS)
        size = _FIRST_CHUNK
        while low < high:
            until = high
            if low + size < high:
                until = min(self.placing.clear_of_gaps(low + size), high)
            yield from self._chunk(low, until, start, min(end, self.until + 1))
            low, size = until, min(4 * size, _LARGEST_CHUNK)

    def between(self, low: WallMinute, high: WallMinute) -> tuple[Occurrence, ...]:
        """The occurrences by the rule that start in a stretch of the wall clock."""
        high = min(high, self.cut + 1)
        return tuple(self._chunk(low, high, FIRST_MINUTE, min(END_OF_TIME, self.until + 1)))

    def last_by_rule(self) -> Occurrence | None:
        """The last occurrence by the rule that was not left out."""
        high = min(self.cut + 1, self.until + 3 * DAY, END_OF_WALLS)
        size = _FIRST_CHUNK
        while high > self.start:
            low = max(self.placing.clear_of_gaps(high - size), self.start)
            found = self._chunk(low, high, FIRST_MINUTE, min(END_OF_TIME, self.until + 1))
            if found:
                return max(found, key=by_time)
            high, size = low, min(4 * size, _LARGEST_CHUNK)
        return None

    def _chunk(self, low: int, high: int, start: int, end: int) -> list[Occurrence]:
        walls = self.starts.walls(low, high)
        if self.left_out:
            walls = [wall for wall in walls if wall not in self.left_out]
        columns = self.placing.columns(walls, self.minutes).touching(start, end)
        return _named(columns.walls, columns.begins, columns.ends)

    def _missing(self, low: WallMinute, high: WallMinute) -> int:
        """How many starts of a stretch COUNT does not count, for they do not exist.

        Source:  RFC 5545, 3.3.10.
        """
        if not self.placing.is_skipping:
            return 0
        gaps = self.placing.clock.gaps_between(low, high)
        return sum(len(self.starts.walls(max(a, low), min(b, high))) for a, b in gaps)


def by_time(occurrence: Occurrence) -> tuple[int, int, str]:
    """What occurrences are sorted by: start, end, key."""
    return occurrence.start, occurrence.end, occurrence.key


def _named(walls: list[WallMinute], begins: list[int], ends: list[int]) -> list[Occurrence]:
    # As `map(Occurrence, ...)`, whose constructor would be most of the cost of a window.
    rows = zip(write_walls(walls), begins, ends, strict=False)
    return list(map(_new_tuple, repeat(Occurrence), rows))


_new_tuple = cast("Callable[[type[Occurrence], tuple[str, int, int]], Occurrence]", tuple.__new__)
