"""Counted stock: thirty pieces with 100,000 demands by days, beside two bare bisections.

A leaf with a capacity is the whole of it: there is no second engine for stock. All demands fit, as
they would in a journal: each was taken only because the leaf had room for it. The floor is what
nobody can undercut in plain Python, as in the benchmark of rooms.
"""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count, cycle

from benchmarks.measure import Row, beside
from mo_network.scheduling import Demand, Leaf
from mo_network.scheduling.composite import Composite
from mo_network.scheduling.inventory import Inventory

PIECES = 30
FEW, MANY = 1_000, 100_000
DAY = 1_440
TODAY = 1_065_000_000 // DAY * DAY
# A demand asks for two pieces for three days on the average; a fifth of the days stays free.
_PIECE_DAYS = 6
_LENGTHS = (1, 2, 3, 4, 5)
_AMOUNTS = (1, 2, 3)


def rows() -> list[Row]:
    """Measure: name, measured, peer, ratio, bar; times in microseconds."""
    few, many = _stock(FEW), _stock(MANY)
    bare = _bare(MANY)
    found = [
        beside(f"stock of 30, {MANY:,} demands: {days} days / two bisections", a, bare, bar=None)
        for days, a in [(1, _ask(many, MANY, 1)), (7, _ask(many, MANY, 7))]
    ]
    found += [
        beside(
            f"stock, {days} days: at {MANY:,} / at {FEW:,} demands",
            _ask(many, MANY, days),
            _ask(few, FEW, days),
            bar=4,
        )
        for days in (1, 30)
    ]
    found.append(
        beside(
            f"stock, {MANY:,} demands: 300 days / 30 days",
            _ask(many, MANY, 300),
            _ask(many, MANY, 30),
            bar=10,
        )
    )
    found.append(
        # Each place is taken once: as many times as there are places.
        beside(
            f"stock, {MANY:,} demands: ask and take / two bisections",
            _take(many),
            bare,
            bar=10,
            number=150,
        )
    )
    found.append(
        beside(
            "kit of three stocks / one stock alone",
            _kit(many),
            _ask(many, MANY, 3),
            bar=None,
            number=150,
        )
    )
    return found


def _days(demands: int) -> int:
    """Over how many days so many demands are spread."""
    return demands * _PIECE_DAYS * 5 // (PIECES * 4)


@cache
def _stock(demands: int) -> Leaf:
    """Thirty pieces, with so many demands that were taken in any order."""
    chance = random.Random(demands)
    leaf, days = Leaf("item:chair", PIECES), _days(demands)
    number = 0
    while number < demands:
        start = TODAY - DAY * chance.randrange(days)
        end, amount = start + DAY * chance.choice(_LENGTHS), chance.choice(_AMOUNTS)
        if leaf.first_clash(start, end, amount) is None:
            leaf.add(Demand(f"loan:{number:08x}", start, end, amount))
            number += 1
        elif chance.random() < 0.01:
            days += 1
    return leaf


def _starts(demands: int) -> list[int]:
    chance = random.Random(7)
    return [TODAY - DAY * chance.randrange(300, _days(demands) + 600) for _ in range(4_096)]


def _ask(leaf: Leaf, demands: int, days: int) -> Callable[[], object]:
    """Ask how many are free over so many days, the worst instant of each day counting."""
    starts, free = cycle(_starts(demands)), leaf.free

    def ask() -> object:
        start = next(starts)
        return free(start, start + days * DAY)

    return ask


def _places(leaf: Leaf) -> Iterator[int]:
    """Where two more are free for three days: who is in the way need not be told."""
    return cycle([s for s in _starts(MANY) if leaf.free(s, s + 3 * DAY) > 1])


def _take(leaf: Leaf) -> Callable[[], object]:
    """Ask whether one piece is free for three days, and take it."""
    numbers, starts = count(), _places(leaf)

    def take() -> object:
        start = next(starts)
        end = start + 3 * DAY
        if leaf.first_clash(start, end) is not None:
            return None
        return leaf.add(Demand(f"trial:{next(numbers)}", start, end))

    return take


def _kit(many: Leaf) -> Callable[[], object]:
    """Ask for a kit: one of these, and two of two other things."""
    kit = Composite("kit:feast", (("item:chair", 1), ("item:lamp", 2), ("item:table", 2)))
    inventory = Inventory([many, Leaf("item:lamp", 9), Leaf("item:table", 9)], [kit])
    starts = _places(many)

    def ask() -> object:
        start = next(starts)
        return inventory.first_clash("kit:feast", start, start + 3 * DAY)

    return ask


def _bare(demands: int) -> Callable[[], object]:
    """Two sorted lists and two bisections: how many have begun and not ended."""
    there = _stock(demands).demands()
    begun = sorted(demand.start for demand in there)
    ended = sorted(demand.end for demand in there)
    starts = cycle(_starts(demands))

    def is_free() -> object:
        start = next(starts)
        return bisect_right(ended, start) == bisect_left(begun, start + DAY)

    return is_free


if __name__ == "__main__":
    for row in rows():
        print(f"{row.name:64} {row.measured:10.2f} {row.peer:10.2f} {row.ratio:7.2f} {row.bar}")
