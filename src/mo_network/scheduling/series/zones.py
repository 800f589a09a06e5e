"""A zone's clock as sorted whole numbers, so that many wall-clock times become UTC at once.

The standard library looks each time up by itself. Sorted times meet the changes of a clock in
order, so that between two changes one subtraction in a row does for all. The changes come from
the zone's file, and after its last one from the rule in its last line, to the end of the year
9999. Offsets count whole minutes, seconds dropped as `values.moments.minute_of` drops them.
"""

from __future__ import annotations

import struct
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

import attrs

from mo_network.errors import InvalidValue
from mo_network.scheduling.series.posix_tail import Tail
from mo_network.scheduling.series.walls import DAY, WallMinute
from mo_network.scheduling.series.years import first_day_of
from mo_network.scheduling.series.zone_file import read_file
from mo_network.values.zones import zone_data

_EPOCH_MINUTE: Final = (first_day_of(1970) - 1) * DAY
_LAST_YEAR: Final = 9999
_YEAR_SECONDS: Final = 31_556_952
# The calendar repeats to the day after 400 years, so the tail is reckoned for one such cycle.
_CYCLE: Final = 400
_CYCLE_MINUTES: Final = 146_097 * DAY


class Gap(NamedTuple):
    """Wall-clock times that a clock skips: from `start` until, and without, `end`."""

    start: WallMinute
    end: WallMinute


class Edges(NamedTuple):
    """One sort of changes of a clock, the last `cycle` of which return `rounds` times.

    Shape:   most zones have 16,000 of them until 9999, and few questions ask for all sorts; so
             each sort is written out when it is asked for.
    """

    known: list[WallMinute]
    cycle: int
    rounds: int

    def all(self) -> list[WallMinute]:
        """All of them, to the end of the calendar."""
        again = self.known[-self.cycle :]
        shifts = range(_CYCLE_MINUTES, (self.rounds + 1) * _CYCLE_MINUTES, _CYCLE_MINUTES)
        return self.known + [edge + shift for shift in shifts for edge in again]


@attrs.frozen(eq=False)
class Clock:
    """When and how far a zone's wall clock is from UTC.

    Shape:   `offsets` has one more than `changes`; `offsets[i]` holds before `changes[i]`. The
             clock skips the times from `gap_starts[i]` until, and without, `gap_ends[i]`.
    Units:   `changes` are UTC minutes since 0001-01-01T00:00Z; `offsets` minutes east of UTC.
             `firsts` and `seconds` are the same changes by the wall clock: from when on a time
             has the later offset, if a time that comes twice means the first or the second.
    Source:  RFC 9636.

    >>> clock = clock_of("Europe/Berlin")
    >>> clock.offset_at(1065515040)
    60
    """

    offsets: list[int]
    _changes: Edges
    _firsts: Edges
    _seconds: Edges
    _gap_starts: Edges
    _gap_ends: Edges

    @cached_property
    def changes(self) -> list[int]:
        """When the offset changes."""
        return self._changes.all()

    @cached_property
    def firsts(self) -> list[WallMinute]:
        """The changes by the wall clock, for the first of two equal times."""
        return self._firsts.all()

    @cached_property
    def seconds(self) -> list[WallMinute]:
        """The changes by the wall clock, for the second of two equal times."""
        return self._seconds.all()

    @cached_property
    def gap_starts(self) -> list[WallMinute]:
        """From when on the clock skips times."""
        return self._gap_starts.all()

    @cached_property
    def gap_ends(self) -> list[WallMinute]:
        """Until when, and without, it skips them."""
        return self._gap_ends.all()

    @classmethod
    def read(cls, data: bytes) -> Clock:
        """The clock that a file of zone data describes.

        Errors:  InvalidValue for other data.
        """
        try:
            moments, offsets, tail = read_file(data)
            return _extended(moments, offsets, tail)
        except (ValueError, IndexError, struct.error) as error:
            raise InvalidValue(
                f"the zone data cannot be read ({error}); allowed is a TZif file of version 2 or "
                "later, as the package tzdata has them.",
                given=data[:40],
                allowed="TZif, version 2 or later",
            ) from None

    @property
    def told(self) -> int:
        """How many changes there are before the last of them only return, cycle by cycle."""
        return len(self._changes.known)

    def offset_at(self, minute: int) -> int:
        """How far the clock is ahead of UTC at a UTC minute."""
        return self.offsets[bisect_right(self.changes, minute)]

    def to_wall(self, minute: int) -> WallMinute:
        """What the clock shows at a UTC minute."""
        return minute + DAY + self.offset_at(minute)

    def edges(self, fold: int) -> list[WallMinute]:
        """From when on, by the wall clock, each change is behind a time of that fold."""
        return self.seconds if fold else self.firsts

    def to_utc(self, walls: Sequence[WallMinute], fold: int = 0, later: int = 0) -> list[int]:
        """The UTC minutes of sorted wall-clock times, each so many minutes later on the clock.

        Shape:   as many as were given, in their order. A time that comes twice is the first, or
                 with `fold=1` the second; one that does not exist is read with the offset before
                 the change, so it comes as much later as the clock was put forward.
        """
        if not walls:
            return []
        edges, count = self.edges(fold), len(self.changes)
        at, end = 0, len(walls)
        found: list[int] = []
        while at < end:
            place = bisect_right(edges, walls[at] + later)
            until = bisect_left(walls, edges[place] - later, at) if place < count else end
            away = DAY + self.offsets[place] - later
            if until - at == end:
                return [wall - away for wall in walls]
            found += [wall - away for wall in walls[at:until]]
            at = until
        return found

    def is_skipped(self, wall: WallMinute) -> bool:
        """Whether the clock never shows this time."""
        place = bisect_right(self.gap_starts, wall) - 1
        return place >= 0 and wall < self.gap_ends[place]

    def gaps_between(self, low: WallMinute, high: WallMinute) -> list[Gap]:
        """The gaps that share a time with a stretch of the wall clock."""
        first, last = bisect_right(self.gap_ends, low), bisect_left(self.gap_starts, high)
        return list(map(Gap, self.gap_starts[first:last], self.gap_ends[first:last]))


@lru_cache(maxsize=16)
def clock_of(zone: str) -> Clock:
    """The clock of a zone, by the installed zone data.

    Errors:  InvalidValue for names that the data does not have.
    """
    return Clock.read(zone_data(zone))


def _wall(second: int) -> WallMinute:
    """The first wall-clock minute at or after a second of the wall clock since 1970."""
    return -(-second // 60) + _EPOCH_MINUTE + DAY


def _extended(moments: list[int], offsets: list[int], tail: Tail) -> Clock:
    """The clock to the end of the calendar."""
    last = moments[-1] if moments else -_EPOCH_MINUTE * 60
    year = 1970 + last // _YEAR_SECONDS
    later = [change for each in range(year, year + _CYCLE + 2) for change in tail.changes(each)]
    if not later and offsets[-1] != tail.standard:
        later = [(last + 1, tail.standard)]
    kept, around = [], [offsets[0]]
    known = zip(moments, offsets[1:], strict=True)
    for moment, offset in (*known, *((m, o) for m, o in later if m > last)):
        if offset != around[-1]:
            kept.append(moment)
            around.append(offset)
    changes, firsts, seconds, starts, ends = [], [], [], [], []
    for moment, (before, after) in zip(kept, pairwise(around), strict=True):
        changes.append(-(-moment // 60) + _EPOCH_MINUTE)
        firsts.append(_wall(moment + max(before, after)))
        seconds.append(_wall(moment + after))
        if after > before:
            starts.append(_wall(moment + before))
            ends.append(_wall(moment + after))
    minutes = [offset // 60 for offset in around]
    rounds = 0 if tail.standard == tail.summer else (_LAST_YEAR - year) // _CYCLE
    both = 2 * _CYCLE
    return Clock(
        minutes + minutes[-both:] * rounds,
        *(Edges(edges, both, rounds) for edges in (changes, firsts, seconds)),
        *(Edges(edges, _CYCLE, rounds) for edges in (starts, ends)),
    )
