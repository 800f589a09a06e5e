"""Where more is asked for than there is, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import attrs

from mo_network.scheduling.demand import Demand


@attrs.frozen
class Excess:
    """A stretch over which the same demands stand and are more than the capacity: a breach.

    Units:   UTC minutes, half-open; pieces. `demand` is the sum of the amounts of `keys`.
    """

    start: int
    end: int
    demand: int
    capacity: int
    keys: tuple[str, ...]


def excesses(start: int, end: int, capacity: int, demands: Iterable[Demand]) -> Iterator[Excess]:
    """Cut a stretch that is over its capacity wherever the demands standing change.

    The demands come in order of start. One sweep: the cost is that of those standing at once.
    """
    waiting = list(demands)
    edges = {edge for d in waiting for edge in (d.start, d.end) if start < edge < end}
    cuts = [start, *sorted(edges), end]
    waiting.reverse()
    standing: list[Demand] = []
    for begin, until in pairwise(cuts):
        standing = [demand for demand in standing if demand.end > begin]
        while waiting and waiting[-1].start <= begin:
            standing.append(waiting.pop())
        total = sum(demand.amount for demand in standing)
        yield Excess(begin, until, total, capacity, tuple(demand.key for demand in standing))
