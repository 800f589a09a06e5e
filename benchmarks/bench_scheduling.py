"""The engine of availability beside two bare bisections, in the same run.

The floor is what nobody can undercut in plain Python: a list of starts, a list of ends, two
bisections and a comparison, right only for a room whose bookings never overlap. Both sides are
asked the same questions. All bookings last an hour and stand an hour apart.
"""

from __future__ import annotations

import gc
import json
import random
import time
import tracemalloc
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable

from mo_network.scheduling import Demand, Leaf

Row = tuple[str, float, float, float, float | None]
Question = Callable[[int, int], object]

# An evening in 2026. "Near today" is where 200 of the bookings lie, the last of all.
TODAY = 1_065_000_000
APART = 120
LASTING = 60
SMALL, LARGE = 1_000, 1_000_000
LOADED, WEIGHED = 100_000, 250_000
BYTES_A_BOOKING = 100


def rows() -> list[Row]:
    """Measure: name, measured, peer, ratio, bar; times in microseconds, memory in bytes."""
    chance = random.Random(4)
    small, large = _room(SMALL), _room(LARGE)
    near = [TODAY - APART * chance.randrange(1, 200) + LASTING for _ in range(2_000)]
    anywhere = [_start(LARGE, chance.randrange(LARGE)) + LASTING for _ in range(20_000)]
    anywhere_small = [_start(SMALL, chance.randrange(SMALL)) + LASTING for _ in range(20_000)]
    bare = _bare(LARGE)
    assert all(large.first_clash(start, start + LASTING) is None for start in anywhere)
    assert all(bare(start, start + LASTING) for start in anywhere)

    bare_near, engine_near = _side_by_side([(bare, near), (large.first_clash, near)])
    at_small, at_large = _side_by_side(
        [(small.first_clash, anywhere_small), (large.first_clash, anywhere)]
    )
    take_small, take_large = _take(small, anywhere_small), _take(large, anywhere)
    del bare, large
    memory = _bytes_a_booking()
    load, parse = _load()
    return [
        _row("1,000,000 bookings, near today: engine / two bisections", engine_near, bare_near, 3),
        _row("anywhere: engine at 1,000,000 / at 1,000 bookings", at_large, at_small, 4),
        _row("take and give back at 1,000,000 / at 1,000", take_large, take_small, None),
        _row("index, bytes a booking / allowed", memory, BYTES_A_BOOKING, 1),
        _row("load 100,000 demands / parse their JSON", load, parse, None),
    ]


def _row(name: str, measured: float, peer: float, bar: float | None) -> Row:
    return name, measured, peer, measured / peer, bar


def _start(count: int, number: int) -> int:
    """Begin the bookings so that the last ones lie before today."""
    return TODAY - (count - number) * APART


def _columns(count: int) -> dict[str, object]:
    starts = [_start(count, number) for number in range(count)]
    return {
        "name": "room:hall",
        "capacity": [[0, 1]],
        "keys": [f"booking:{number:08x}" for number in range(count)],
        "starts": starts,
        "ends": [start + LASTING for start in starts],
        "amounts": [1] * count,
    }


def _room(count: int) -> Leaf:
    return Leaf.load(_columns(count))


def _bare(count: int) -> Question:
    starts = [_start(count, number) for number in range(count)]
    ends = [start + LASTING for start in starts]

    def is_free(start: int, end: int) -> bool:
        return bisect_right(ends, start) == bisect_left(starts, end)

    return is_free


def _side_by_side(contests: Iterable[tuple[Question, list[int]]]) -> list[float]:
    """Ask in turns, so that a busy machine is busy for all; the best of seven turns each."""
    contests = list(contests)
    best = [float("inf")] * len(contests)
    for _ in range(7):
        for place, (question, starts) in enumerate(contests):
            began = time.perf_counter()
            for start in starts:
                question(start, start + LASTING)
            best[place] = min(best[place], (time.perf_counter() - began) / len(starts) * 1e6)
    return best


def _take(leaf: Leaf, starts: list[int]) -> float:
    """Take a demand in and give it back, for real places in any order."""
    demands = [Demand(f"trial:{start}", start, start + LASTING) for start in set(starts[:2_000])]
    before = len(leaf)
    began = time.perf_counter()
    for demand in demands:
        leaf.add(demand)()
    spent = time.perf_counter() - began
    assert before == len(leaf)
    return spent / len(demands) * 1e6


def _bytes_a_booking() -> float:
    """Weigh the index beyond the demands' own keys and numbers, booked in any order."""
    demands = [
        Demand(f"booking:{number:08x}", start, start + LASTING)
        for number in range(WEIGHED)
        for start in [_start(WEIGHED, number)]
    ]
    random.Random(4).shuffle(demands)
    gc.collect()
    tracemalloc.start()
    leaf = Leaf("room:hall", 1)
    for demand in demands:
        leaf.add(demand)
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(leaf) == WEIGHED
    return held / WEIGHED


def _load() -> tuple[float, float]:
    """Load a dumped leaf, and parse it; microseconds for the whole."""
    text = json.dumps(_columns(LOADED))
    loads, parses = [], []
    for _ in range(5):
        began = time.perf_counter()
        data = json.loads(text)
        parsed = time.perf_counter()
        leaf = Leaf.load(data)
        loads.append(time.perf_counter() - parsed)
        parses.append(parsed - began)
        assert len(leaf) == LOADED
    return min(loads) * 1e6, min(parses) * 1e6


if __name__ == "__main__":
    for name, measured, peer, ratio, bar in rows():
        print(f"{name:60} {measured:12.3f} {peer:12.3f} {ratio:8.2f} {bar or '':>6}")
