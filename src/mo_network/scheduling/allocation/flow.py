"""Sharing out places that are apart from each other: a flow of least cost, exact for any number.

Wishes and places are the two sides of a matching; quotas are bounds on how much may flow through a
group. What is best is a list of numbers that are compared from the front; they are written as one
whole number each, every earlier one weighing more than all later ones can together. That an even
share is one of least squares, and so a cost that rises with every further unit, holds because the
numbers that groups can get here form the base of a polymatroid (Frank and Murota, "Decreasing
minimization on M-convex sets", 2022): the share that is leximin is the one of least squares.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from mo_network.scheduling.allocation.wishes import Place, Quotas, SlotWish, Span

Slot = frozenset[Span]


class _Units(NamedTuple):
    """What a wish met, a square and a step down weigh, for one priority; a lot weighs one."""

    met: int
    fair: int
    rank: int


def slots_of(wishes: Sequence[SlotWish]) -> list[Slot] | None:
    """The different places there are, if no two of them overlap; else None."""
    slots = list(dict.fromkeys(frozenset(p.spans) for wish in wishes for p in wish.places))
    spans = sorted(span for slot in slots for span in slot)
    for before, after in pairwise(spans):
        if before.leaf == after.leaf and after.start < before.end:
            return None
    return slots


def through_flow(
    wishes: Sequence[SlotWish], quotas: Quotas, slots: Sequence[Slot]
) -> dict[str, int]:
    """The best allocation; the wishes come in order of priority and lot."""
    network = _Network()
    units = _units(wishes)
    source, sink = network.node(), network.node()
    groups: dict[str, int] = {}
    shares: dict[tuple[str, int], int] = {}
    slot_nodes = {slot: network.node() for slot in slots}
    for node in slot_nodes.values():
        network.arc(node, sink, 1, 0)
    arcs: list[tuple[int, str, int]] = []
    for lot, wish in enumerate(wishes):
        unit = units[wish.priority]
        if wish.group not in groups:
            groups[wish.group] = network.node()
            quota = quotas.get(wish.group, len(wishes))
            network.arc(source, groups[wish.group], quota, 0)
        share = wish.group, wish.priority
        if share not in shares:
            shares[share] = network.node()
            number = sum(1 for w in wishes if (w.group, w.priority) == share)
            for nth in range(number):
                # The squares of 1, 2, 3 ... rise by 1, 3, 5 ...
                network.arc(groups[wish.group], shares[share], 1, (2 * nth + 1) * unit.fair)
        node = network.node()
        network.arc(shares[share], node, 1, lot - unit.met)
        for slot, (rank, number) in _best_places(wish).items():
            arc = network.arc(node, slot_nodes[slot], 1, rank * unit.rank)
            arcs.append((arc, wish.key, number))
    network.run(source, sink)
    return {key: number for arc, key, number in arcs if not network.capacities[arc]}


def relaxed(wishes: Sequence[SlotWish], quotas: Quotas) -> dict[str, int]:
    """The best allocation of a simpler question; nothing that can stand is better.

    On each leaf, points are set so close that every span covers one. Two places that can stand
    together never cover one point; so if each needed no more than the first point that it covers,
    whatever can stand could still stand, and more besides. And points are apart.
    """
    spans = [span for wish in wishes for place in wish.places for span in place.spans]
    step: dict[str, int] = {}
    origin: dict[str, int] = {}
    for leaf, start, end in spans:
        step[leaf] = min(step.get(leaf, end - start), end - start)
        origin[leaf] = min(origin.get(leaf, start), start)

    def point(place: Place) -> Place:
        leaf, start, _ = min(place.spans)
        first = start + (origin[leaf] - start) % step[leaf]
        return Place(place.rank, (Span(leaf, first, first + 1),))

    simple = [SlotWish(w.key, w.group, w.priority, tuple(map(point, w.places))) for w in wishes]
    return through_flow(simple, quotas, slots_of(simple) or [])


def _best_places(wish: SlotWish) -> dict[Slot, tuple[int, int]]:
    """The first of the best ranked entries for each place: its rank, and where it stands."""
    found: dict[Slot, tuple[int, int]] = {}
    for number, place in enumerate(wish.places):
        slot = frozenset(place.spans)
        found[slot] = min(found.get(slot, (place.rank, number)), (place.rank, number))
    return found


def _units(wishes: Sequence[SlotWish]) -> Mapping[int, _Units]:
    """Weights such that each number outweighs all that come after it, from the last one up."""
    count = len(wishes)
    most_rank = max((p.rank for wish in wishes for p in wish.places), default=0)
    units: dict[int, _Units] = {}
    weight = count * count + 1
    for priority in sorted({wish.priority for wish in wishes}, reverse=True):
        rank = weight
        fair = rank * (count * most_rank + 1)
        met = fair * (count * count + 1)
        weight = met * (count + 1)
        units[priority] = _Units(met, fair, rank)
    return units


class _Network:
    """Arcs with capacities and costs; each has its way back beside it."""

    def __init__(self) -> None:
        self.targets: list[int] = []
        self.capacities: list[int] = []
        self.costs: list[int] = []
        self.leaving: list[list[int]] = []

    def node(self) -> int:
        self.leaving.append([])
        return len(self.leaving) - 1

    def arc(self, start: int, end: int, capacity: int, cost: int) -> int:
        for source, target, room, price in ((start, end, capacity, cost), (end, start, 0, -cost)):
            self.leaving[source].append(len(self.targets))
            self.targets.append(target)
            self.capacities.append(room)
            self.costs.append(price)
        return len(self.targets) - 2

    def run(self, source: int, sink: int) -> None:
        """Send one more as long as that makes the whole cheaper, always by the cheapest way."""
        while True:
            costs, ways = self._cheapest(source)
            if sink not in costs or costs[sink] >= 0:
                return
            node = sink
            while node != source:
                arc = ways[node]
                self.capacities[arc] -= 1
                self.capacities[arc ^ 1] += 1
                node = self.targets[arc ^ 1]

    def _cheapest(self, source: int) -> tuple[dict[int, int], dict[int, int]]:
        """The cheapest ways from the source, costs below zero allowed (Bellman, Ford, Moore)."""
        targets, capacities, costs = self.targets, self.capacities, self.costs
        best, ways = {source: 0}, dict[int, int]()
        waiting, queued = deque([source]), {source}
        while waiting:
            node = waiting.popleft()
            queued.discard(node)
            reached = best[node]
            for arc in self.leaving[node]:
                if not capacities[arc]:
                    continue
                target, cost = targets[arc], reached + costs[arc]
                if target not in best or cost < best[target]:
                    best[target] = cost
                    ways[target] = arc
                    if target not in queued:
                        queued.add(target)
                        waiting.append(target)
        return best, ways
