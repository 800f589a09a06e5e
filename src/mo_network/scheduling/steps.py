"""How much is asked for at every instant: a step function that is quick to ask and to change.

The times at which the level changes stand in order, with the level from each on, and are cut
into chunks of a bounded size. A lookup is one bisection over the chunks' first times and one in a
chunk, both in arrays of machine integers that fit the processor's cache, so a million bookings
cost little more than a thousand. A change moves at most one chunk's worth of numbers and touches
the levels that lie inside its window. Equal neighbours are joined, so the function alone decides
its own form: taking a change back leaves no trace.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, compress

from mo_network.scheduling.minutes import FIRST_MINUTE

CHUNK_SIZE = 512


class _Chunk:
    """Neighbouring steps. The arrays hold machine integers, so a step costs 16 bytes."""

    __slots__ = ("_top", "levels", "times")

    def __init__(self, times: Iterable[int], levels: Iterable[int]) -> None:
        self.times = array("q", times)
        self.levels = array("q", levels)
        self._top: int | None = None

    def top(self) -> int:
        """The highest level; kept until the next change, so that wide windows skip chunks."""
        if self._top is None:
            self._top = max(self.levels)
        return self._top

    def changed(self) -> None:
        self._top = None


class Steps:
    """The sum of many half-open stretches, each with a height, as one step function.

    >>> steps = Steps()
    >>> steps.add(600, 720, 1)
    >>> steps.add(660, 780, 1)
    >>> list(steps.pieces(600, 800))
    [(600, 660, 1), (660, 720, 2), (720, 780, 1), (780, 800, 0)]
    """

    __slots__ = ("_chunks", "_firsts")

    def __init__(self) -> None:
        self._firsts = array("q", [FIRST_MINUTE])
        self._chunks = [_Chunk([FIRST_MINUTE], [0])]

    @classmethod
    def summed(cls, starts: Sequence[int], ends: Sequence[int], heights: Sequence[int]) -> Steps:
        """The sum of all these stretches at once: one sorting, then whole columns at a time."""
        jumps: dict[int, int] = {FIRST_MINUTE: 0}
        known = jumps.get
        for start, end, height in zip(starts, ends, heights, strict=True):
            jumps[start] = known(start, 0) + height
            jumps[end] = known(end, 0) - height
        # Where one ends as an equal one begins, the level does not change.
        for time in [time for time, jump in jumps.items() if not jump and time != FIRST_MINUTE]:
            del jumps[time]
        times = sorted(jumps)
        levels = list(accumulate(map(jumps.__getitem__, times)))
        steps = cls()
        size = CHUNK_SIZE // 2
        steps._firsts = array("q", times[::size])
        steps._chunks = [
            _Chunk(times[edge : edge + size], levels[edge : edge + size])
            for edge in range(0, len(times), size)
        ]
        return steps

    def first_above(self, start: int, end: int, limit: int) -> int | None:
        """The first minute of the window at which the level is above the limit."""
        firsts = self._firsts
        place = bisect_right(firsts, start) - 1
        chunk = self._chunks[place]
        times = chunk.times
        levels = chunk.levels
        step = bisect_right(times, start) - 1
        if levels[step] > limit:
            return start
        for later in range(step + 1, len(times)):
            if times[later] >= end:
                return None
            if levels[later] > limit:
                return times[later]
        for chunk in self._chunks[place + 1 : bisect_left(firsts, end, place + 1)]:
            if chunk.top() > limit:
                found = next(compress(chunk.times, map(limit.__lt__, chunk.levels)))
                if found < end:
                    return found
        return None

    def peak(self, start: int, end: int) -> int:
        """The highest level of the window."""
        place, step = self._find(start)
        last, after = self._find(end - 1)
        chunks = self._chunks
        if place == last:
            return max(chunks[place].levels[step : after + 1])
        tops = [chunk.top() for chunk in chunks[place + 1 : last]]
        tops.append(max(chunks[place].levels[step:]))
        tops.append(max(chunks[last].levels[: after + 1]))
        return max(tops)

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The stretches of one level inside the window, in order: (start, end, level)."""
        place, step = self._find(start)
        begin = start
        level = self._chunks[place].levels[step]
        step += 1
        for chunk in self._chunks[place : bisect_left(self._firsts, end)]:
            for time, following in zip(chunk.times[step:], chunk.levels[step:], strict=True):
                if time >= end:
                    break
                yield begin, time, level
                begin, level = time, following
            step = 0
        yield begin, end, level

    def pieces_back(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The same stretches, the last one first."""
        place, step = self._find(end - 1)
        until = end
        while True:
            chunk = self._chunks[place]
            for earlier in range(step, -1, -1):
                begin = max(chunk.times[earlier], start)
                yield begin, until, chunk.levels[earlier]
                if begin == start:
                    return
                until = begin
            place -= 1
            step = len(self._chunks[place].times) - 1

    def above(self, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
        """The longest stretches of the window with a level above the limit, in order."""
        begin = self.first_above(start, end, limit)
        while begin is not None:
            until = next((t for t, _, level in self.pieces(begin, end) if level <= limit), end)
            yield begin, until
            begin = self.first_above(until, end, limit) if until < end else None

    def add(self, start: int, end: int, height: int) -> None:
        """Lift the window by a height, or lower it by one below zero."""
        self._cut(end)
        first, begin = place, step = self._cut(start)
        while True:
            chunk = self._chunks[place]
            after = bisect_left(chunk.times, end, step)
            lifted = [level + height for level in chunk.levels[step:after]]
            chunk.levels[step:after] = array("q", lifted)
            chunk.changed()
            if after < len(chunk.times):
                break
            place, step = place + 1, 0
        # The later one first, since dropping a step moves those behind it.
        self._join(place, after)
        self._join(first, begin)

    def _find(self, minute: int) -> tuple[int, int]:
        """The chunk and the step in it that hold at a minute."""
        place = bisect_right(self._firsts, minute) - 1
        return place, bisect_right(self._chunks[place].times, minute) - 1

    def _cut(self, minute: int) -> tuple[int, int]:
        """Let a step begin at the minute, the level being as it is; tell where it stands."""
        place, step = self._find(minute)
        chunk = self._chunks[place]
        if chunk.times[step] == minute:
            return place, step
        step += 1
        chunk.times.insert(step, minute)
        chunk.levels.insert(step, chunk.levels[step - 1])
        if len(chunk.times) <= CHUNK_SIZE:
            return place, step
        half = len(chunk.times) // 2
        left = _Chunk(chunk.times[:half], chunk.levels[:half])
        right = _Chunk(chunk.times[half:], chunk.levels[half:])
        self._chunks[place : place + 1] = [left, right]
        self._firsts.insert(place + 1, right.times[0])
        return (place, step) if step < half else (place + 1, step - half)

    def _join(self, place: int, step: int) -> None:
        """Drop a step at which the level does not change."""
        chunk = self._chunks[place]
        if step:
            before = chunk.levels[step - 1]
        elif place:
            before = self._chunks[place - 1].levels[-1]
        else:
            return
        if chunk.levels[step] != before:
            return
        del chunk.times[step], chunk.levels[step]
        if not chunk.times:
            del self._chunks[place], self._firsts[place]
        elif not step:
            self._firsts[place] = chunk.times[0]
