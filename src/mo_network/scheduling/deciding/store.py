"""Single demands beside the occurrences of series, over a window."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from operator import attrgetter
from typing import Final

from mo_network.errors import InvalidValue
from mo_network.scheduling.deciding.rays import DAY
from mo_network.scheduling.demand import Clash, Demand
from mo_network.scheduling.leaf import Leaf
from mo_network.scheduling.minutes import END_OF_TIME, FIRST_MINUTE
from mo_network.scheduling.snapshot import write

LONGEST_WINDOW: Final = 20 * 366 * DAY
"""How long a window may be, for what has to look at each occurrence in it: twenty years."""

_by_time = attrgetter("start", "end", "key")


class Store(Leaf):
    """The single demands of a resource; what else stands is handed in."""

    __slots__ = ()

    def settled(self) -> int:
        """The minute from which on neither demand nor capacity changes any more."""
        begin, _, _ = next(self._steps.pieces_back(FIRST_MINUTE, END_OF_TIME))
        return max(begin, self._capacity.minutes[-1])

    def steady(self, start: int, end: int, least: int) -> list[tuple[int, int, int]]:
        """The parts of a window, as long as that, over which nothing changes: what is free."""
        pieces = self._free_pieces(start, end, back=False)
        return [piece for piece in pieces if piece[1] - piece[0] >= least]

    def is_freest_at_last(self) -> bool:
        """Whether there is never more free than when everything has settled."""
        counts = self._capacity.counts
        return max(counts) == counts[-1] and not self._steps.peak(END_OF_TIME - 1, END_OF_TIME)

    @contextmanager
    def without(self, aside: Collection[str]) -> Iterator[None]:
        """Take single demands out for the time of a question, as a trial."""
        undos = [self.remove(key) for key in sorted(aside) if key in self]
        try:
            yield
        finally:
            for undo in reversed(undos):
                undo()

    def first_clash_beside(
        self,
        window: tuple[int, int],
        amount: int,
        others: list[Demand],
        aside: Collection[str],
    ) -> Clash | None:
        """The first minute of a window without room, other demands standing too."""
        start, end = window
        if not others and not aside:
            return self.first_clash(start, end, amount)
        standing = self.beside(start, end, others, aside)
        pieces = self._capacity.pieces(start, end)
        rises = {begin for begin, _, _ in pieces}
        rises.update(max(each.start, start) for each in standing)
        ends = sorted((each.end, each.amount) for each in standing)
        level = place = gone = 0
        for at in sorted(rises):
            while place < len(standing) and standing[place].start <= at:
                level += standing[place].amount
                place += 1
            while gone < len(ends) and ends[gone][0] <= at:
                level -= ends[gone][1]
                gone += 1
            free = self._capacity.at(at) - level
            if free < amount:
                return Clash(at, free, tuple(e.key for e in standing if e.start <= at < e.end))
        return None

    def beside(
        self, start: int, end: int, others: Iterable[Demand], aside: Collection[str]
    ) -> list[Demand]:
        """All demands of a window, those of series too, by start, end and key."""
        own = self.demands(start, end)
        found = [each for each in own if not is_aside(each.key, aside)] if aside else [*own]
        found += others
        return sorted(found, key=_by_time)

    def filled(
        self, start: int, end: int, others: Iterable[Demand], aside: Collection[str]
    ) -> Leaf:
        """A leaf of the same capacity that bears all this, right inside the window."""
        found = self.beside(start, end, others, aside)
        columns = (
            [each.key for each in found],
            [each.start for each in found],
            [each.end for each in found],
            [each.amount for each in found],
        )
        return Leaf.load(write(self.name, self._capacity, columns))


def is_aside(key: str, aside: Collection[str]) -> bool:
    """Whether a demand is not to be counted: it, or the series that it belongs to."""
    return key in aside or key.rpartition("@")[0] in aside


def check_length(name: str, start: int, end: int) -> None:
    """Refuse a window too long for every occurrence in it to be looked at."""
    if end - start > LONGEST_WINDOW:
        raise InvalidValue(
            f"the window from {start} to {end} is longer than twenty years, and {name} bears "
            "series, whose occurrences would all have to be looked at: ask for a shorter window, "
            "or use first_clash and first_clash_of, which decide for ever",
            given=(start, end),
            allowed=f"at most {LONGEST_WINDOW} minutes",
        )
