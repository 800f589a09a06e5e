"""Occurrences of a series in blocks of a few months, kept: calendars ask for them again and again.

A block is worked out once, with what was added or moved, and then a window costs two bisections
and a slice. Few blocks are kept, and each is short where a series starts often, so that all of
them together stay within some tens of megabytes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from heapq import merge
from itertools import accumulate
from typing import Final, NamedTuple

from mo_network.scheduling.minutes import END_OF_TIME
from mo_network.scheduling.series.plan import Occurrence, Plan, by_time
from mo_network.scheduling.series.walls import DAY

LONGEST: Final = 128 * DAY
_MOST: Final = 1024


class Block(NamedTuple):
    """The occurrences that share a minute with a block, in order.

    Shape:   `ends` are the latest so far, and so in order too; `is_even` if they are the ends
             themselves: then a window is a slice, else those that are over have to be passed by.
    """

    occurrences: list[Occurrence]
    starts: list[int]
    ends: list[int]
    is_even: bool

    def touching(self, start: int, end: int) -> list[Occurrence]:
        """Those that share a minute with a window."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        found = self.occurrences[first:last]
        return found if self.is_even else [each for each in found if each.end > start]


def size_of(plan: Plan) -> int:
    """How long the blocks of a series are.

    Units:   minutes.
    """
    rule = plan.rule
    times = 1 if rule is None else len(rule.times(plan.start % DAY))
    return LONGEST // times // DAY * DAY


@lru_cache(maxsize=_MOST)
def block_of(plan: Plan, size: int, number: int) -> Block:
    """The block with a number, the first minute of the calendar being in block 0."""
    start = number * size
    end = min(start + size, END_OF_TIME)
    found = [*plan.window(start, end)]
    singles = [each for each in plan.singles if each.end > start and each.start < end]
    if singles:
        found = [*merge(found, singles, key=by_time)]
    ends = [each.end for each in found]
    latest = [*accumulate(ends, max)]
    return Block(found, [each.start for each in found], latest, ends == latest)


def in_blocks(plan: Plan, size: int, start: int, end: int) -> list[Occurrence]:
    """The occurrences that share a minute with a window of one block, or of two neighbours."""
    number = start // size
    found = block_of(plan, size, number).touching(start, end)
    edge = (number + 1) * size
    if end <= edge:
        return found
    after = block_of(plan, size, number + 1)
    first, last = bisect_left(after.starts, edge), bisect_left(after.starts, end)
    return found + after.occurrences[first:last]
