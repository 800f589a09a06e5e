"""What a loan asks of one thing's stock, minute by minute, as demand for the engine.

Before the hand-over it is what was promised, over the promised time. A piece that was handed over
is demand until its loan ends; once it is back, until it was back, early or late. A piece that is
fetched late was kept for its loan from the start on, so it is demand from then, too.

That an overdue piece is out still is no demand here: how long depends on the moment at which one
asks, see `Stock.looking_at`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from mo_network.lending.entries import Loan
from mo_network.scheduling import Demand
from mo_network.scheduling.minutes import LARGEST_COUNT

OUT_LATE = "!"
"""Marks the key of a demand that is there by time alone: an overdue piece at some moment."""


Row = tuple[int, int, str, int]
"""A demand as the engine's columns have it: start, end, key and amount."""


def demands_of(loan: Loan, item: str) -> tuple[Demand, ...]:
    """All that a loan asks of one thing, each demand under a key that names the loan."""
    return tuple(Demand(key, start, end, n) for start, end, key, n in rows_of(loan, item))


def rows_of(loan: Loan, item: str) -> list[Row]:
    """The same as `demands_of`, in rows."""
    levels: dict[tuple[int, int], int] = {}
    for start, end, count in _stretches(loan, item):
        levels[start, end] = min(levels.get((start, end), 0) + count, LARGEST_COUNT)
    return [
        (start, end, f"{loan.id}#{place}", count)
        for place, ((start, end), count) in enumerate(sorted(levels.items()))
    ]


def loan_of(key: str) -> str:
    """The loan that a demand's key names."""
    return key.partition("#")[0]


def _stretches(loan: Loan, item: str) -> Iterator[tuple[int, int, int]]:
    waiting = loan.waiting(item)
    if waiting:
        yield loan.start, loan.end, waiting
    gone = deque((minute, count) for minute, name, count in loan.handed if name == item)
    # Which of equal pieces came back nobody can tell: say, those that left first.
    for minute, name, back in loan.back:
        left = back if name == item else 0
        while left and gone:
            handed, count = gone.popleft()
            taken = min(left, count)
            if taken < count:
                gone.appendleft((handed, count - taken))
            left -= taken
            begin = min(loan.start, handed)
            if minute > begin:
                yield begin, minute, taken
    for handed, count in gone:
        yield min(loan.start, handed), loan.end, count
