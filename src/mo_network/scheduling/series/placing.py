"""Where wall-clock starts come to lie in UTC: gaps, times that come twice, and the two lengths."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import compress
from operator import itemgetter, lt
from typing import Final, NamedTuple

import attrs

from mo_network.scheduling.minutes import END_OF_TIME, FIRST_MINUTE
from mo_network.scheduling.series.walls import DAY, WallMinute
from mo_network.scheduling.series.zones import Clock, Gap

# From here on an end is looked at: no offset is a day, and no jump of a clock is longer than one.
LATE: Final = END_OF_TIME - 2 * DAY


class Columns(NamedTuple):
    """Starts on the wall clock, and from when until when in UTC each of them lasts.

    Shape:   three lists of one length, by start.
    """

    walls: list[WallMinute]
    begins: list[int]
    ends: list[int]

    def within(self, start: int, end: int) -> Columns:
        """Those that lie wholly in a stretch of UTC."""
        return self._kept([a >= start and b <= end for _, a, b in self._rows()])

    def touching(self, start: int, end: int) -> Columns:
        """Those that share a minute with a stretch of UTC."""
        return self._kept([b > start and a < end for _, a, b in self._rows()])

    def in_order(self) -> Columns:
        """The same, by start: what a gap has put off may stand before what it was put behind."""
        rows = sorted(self._rows(), key=itemgetter(1))
        return Columns([a for a, _, _ in rows], [b for _, b, _ in rows], [c for _, _, c in rows])

    def _rows(self) -> Iterator[tuple[WallMinute, int, int]]:
        return zip(self.walls, self.begins, self.ends, strict=True)

    def _kept(self, wanted: list[bool]) -> Columns:
        return self if all(wanted) else Columns(*(list(compress(each, wanted)) for each in self))


@attrs.frozen(eq=False)
class Placing:
    """What a series says of its zone: which of two times is meant, what becomes of missing ones.

    Shape:   by the wall clock, an end is the start plus the minutes on that clock; where a gap
             would leave nothing of it, the whole is shifted. An exact one lasts the minutes.
    """

    clock: Clock
    fold: int
    is_exact: bool
    is_skipping: bool

    def columns(self, walls: list[WallMinute], minutes: int) -> Columns:
        """Where sorted starts lie; what is skipped, or beyond the calendar, is left out."""
        if not walls:
            return Columns([], [], [])
        gaps = self.clock.gaps_between(walls[0], walls[-1] + 1)
        is_felt = any(map(partial(_is_felt, walls), gaps))
        if is_felt and self.is_skipping:
            walls = [wall for wall in walls if not self.clock.is_skipped(wall)]
        found = Columns(walls, *self.both(walls, minutes))
        if is_felt:
            found = found.in_order()
        if walls and not (found.begins[0] >= FIRST_MINUTE and walls[-1] + minutes <= LATE):
            found = found.within(FIRST_MINUTE, END_OF_TIME)
        return found

    def both(self, walls: Sequence[WallMinute], minutes: int) -> tuple[list[int], list[int]]:
        """The starts and ends in UTC of sorted starts, the skipped ones shifted."""
        begins = self.clock.to_utc(walls, self.fold)
        if self.is_exact:
            return begins, [begin + minutes for begin in begins]
        ends = self.clock.to_utc(walls, self.fold, later=minutes)
        if not all(map(lt, begins, ends)):
            ends = [
                end if begin < end else begin + minutes
                for begin, end in zip(begins, ends, strict=True)
            ]
        return begins, ends

    def clear_of_gaps(self, wall: WallMinute) -> WallMinute:
        """A time, if need be later, that no start before it is shifted to, or past.

        What a gap shifts comes at most as much later as the gap is long.
        """
        for low, high in self.clock.gaps_between(wall - 2 * DAY, wall + 2 * DAY):
            if low < wall <= 2 * high - low:
                wall = 2 * high - low + 1
        return wall


def _is_felt(walls: list[WallMinute], gap: Gap) -> bool:
    """Whether one of the sorted times lies in a gap."""
    return bisect_left(walls, gap.start) < bisect_left(walls, gap.end)
