"""Wishes in their turn, with every place as one bit: what overlaps is one test of two numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from mo_network.scheduling.allocation.wishes import SlotWish, Span


class Choice(NamedTuple):
    """One place of one wish.

    Shape:   `number` is where it stands in the wish's list; `bit` is its own, `in_the_way` the
             bits of all places that overlap with it, its own too.
    """

    number: int
    rank: int
    bit: int
    in_the_way: int


class Turn(NamedTuple):
    """A wish, the number of its lot, and its places, the first choice first."""

    wish: SlotWish
    lot: int
    choices: tuple[Choice, ...]


def turns_of(wishes: Sequence[SlotWish]) -> Iterator[Turn]:
    """The wishes in the order in which they come, their places numbered through."""
    places = [(lot, number) for lot, w in enumerate(wishes) for number in range(len(w.places))]
    in_the_way = [1 << bit for bit in range(len(places))]
    spans: dict[str, list[tuple[int, int, int]]] = {}
    for bit, (lot, number) in enumerate(places):
        for span in wishes[lot].places[number].spans:
            spans.setdefault(span.leaf, []).append((span.start, span.end, bit))
    for stretches in spans.values():
        standing: list[tuple[int, int]] = []
        for start, end, bit in sorted(stretches):
            standing = [(until, other) for until, other in standing if until > start]
            for _, other in standing:
                in_the_way[bit] |= 1 << other
                in_the_way[other] |= 1 << bit
            standing.append((end, bit))
    bits = iter(range(len(places)))
    for lot, wish in enumerate(wishes):
        choices = [
            Choice(number, place.rank, 1 << bit, in_the_way[bit])
            for (number, place), bit in zip(enumerate(wish.places), bits, strict=False)
        ]
        yield Turn(wish, lot, tuple(sorted(choices, key=lambda c: (c.rank, c.number))))


class Room:
    """How many wishes can find a place at most, by the time that is left for them.

    On each leaf, a stretch that is left bears at most as many as the shortest span goes into it.
    """

    def __init__(self, turns: Iterable[Turn]) -> None:
        spans_of: dict[int, tuple[Span, ...]] = {}
        edges: dict[str, set[int]] = {}
        for turn in turns:
            for choice in turn.choices:
                spans = turn.wish.places[choice.number].spans
                spans_of[choice.bit] = spans
                for span in spans:
                    edges.setdefault(span.leaf, set()).update((span.start, span.end))
        self._pieces: dict[str, list[tuple[int, int]]] = {
            leaf: list(pairwise(sorted(times))) for leaf, times in edges.items()
        }
        starts = {
            leaf: {start: number for number, (start, _) in enumerate(pieces)}
            for leaf, pieces in self._pieces.items()
        }
        self._covers: dict[int, tuple[tuple[str, int, int], ...]] = {}
        for bit, needed in spans_of.items():
            self._covers[bit] = tuple(
                (leaf, self._mask(starts[leaf], start, end, leaf), end - start)
                for leaf, start, end in needed
            )

    def _mask(self, starts: Mapping[int, int], start: int, end: int, leaf: str) -> int:
        after = starts.get(end, len(self._pieces[leaf]))
        return (1 << after) - (1 << starts[start])

    def most(self, free: Iterable[Choice]) -> int:
        """How many of the wishes that these places are free for can be met together, at most."""
        masks: dict[str, int] = {}
        shortest: dict[str, int] = {}
        for choice in free:
            for leaf, mask, length in self._covers[choice.bit]:
                masks[leaf] = masks.get(leaf, 0) | mask
                if length < shortest.get(leaf, length + 1):
                    shortest[leaf] = length
        return sum(self._bears(leaf, mask, shortest[leaf]) for leaf, mask in masks.items())

    def _bears(self, leaf: str, mask: int, shortest: int) -> int:
        found = run = 0
        for number, (start, end) in enumerate(self._pieces[leaf]):
            if mask >> number & 1:
                run += end - start
            else:
                found += run // shortest
                run = 0
        return found + run // shortest
