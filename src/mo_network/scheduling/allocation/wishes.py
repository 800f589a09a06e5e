"""Wishes for places, and what is shared out among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

import attrs

from mo_network.errors import InvalidValue
from mo_network.scheduling.minutes import check_count, check_text

MOST_WISHES = 2_000
MOST_PLACES = 20_000


class Span(NamedTuple):
    """A stretch of one leaf, half-open; in minutes from whatever beginning, such as a Monday."""

    leaf: str
    start: int
    end: int


@attrs.frozen
class Place:
    """One way of meeting a wish: the stretches that it needs, all together.

    Shape:   `rank` is how many steps down the list of preferences it stands; zero is the first
             choice, and several may stand on one step.
    Errors:  InvalidValue for no stretch, an empty one, and a rank below zero.
    """

    rank: int
    spans: tuple[Span, ...]

    def __attrs_post_init__(self) -> None:
        check_count("the rank of a place", self.rank, 0, 1_000)
        if not self.spans or any(span.start >= span.end for span in self.spans):
            raise InvalidValue(
                f"a place of {self.spans!r:.100} holds nothing: give one stretch or more, each "
                "with an end after its start",
                given=self.spans,
                allowed="start < end",
            )
        spans = sorted(self.spans)
        if any(a.leaf == b.leaf and b.start < a.end for a, b in pairwise(spans)):
            raise InvalidValue(
                f"a place of {self.spans!r:.100} needs one leaf twice at once: give each leaf "
                "once at a time",
                given=self.spans,
                allowed="stretches that do not overlap",
            )


@attrs.frozen
class SlotWish:
    """A wish for one of several places.

    Shape:   `group` is who wishes, as quotas and fairness count; the lower the `priority`, the
             earlier its turn. A wish without places is one that nothing can meet.
    Errors:  InvalidValue for empty names and a priority below zero.
    """

    key: str
    group: str
    priority: int
    places: tuple[Place, ...]

    def __attrs_post_init__(self) -> None:
        check_text("the key of a wish", self.key)
        check_text("the group of a wish", self.group)
        check_count("the priority of a wish", self.priority, 0, 1_000)


@attrs.frozen
class Allocation:
    """What was shared out.

    Shape:   `held` are pairs of a wish's key and the place in its list, by key; wishes that are
             not there are not met. `is_proven` tells whether nothing better exists, or whether
             the search ended at its bound.
    """

    held: tuple[tuple[str, int], ...]
    is_proven: bool = True

    def places(self) -> dict[str, int]:
        """The place in its list that each wish holds."""
        return dict(self.held)


Quotas = Mapping[str, int]
"""How many places a group may hold; who does not stand in it, any number."""


def draw(wishes: Sequence[SlotWish], seed: str) -> dict[str, int]:
    """The lot of each wish: its number, from zero, in an order that only the seed decides.

    Anybody can draw it again: the SHA-256 of seed, line feed and key, sorted.
    """
    drawn = sorted((sha256(f"{seed}\n{w.key}".encode()).digest(), w.key) for w in wishes)
    return {key: number for number, (_, key) in enumerate(drawn)}


def check_round(wishes: Sequence[SlotWish], quotas: Quotas, seed: str) -> None:
    """Refuse what cannot be shared out.

    Errors:  as `share_out` says.
    """
    check_text("the seed", seed)
    check_count("the number of wishes", len(wishes), 0, MOST_WISHES)
    check_count("the number of places", sum(len(w.places) for w in wishes), 0, MOST_PLACES)
    keys = [wish.key for wish in wishes]
    if len(set(keys)) < len(keys):
        twice = sorted({key for key in keys if keys.count(key) > 1})
        raise InvalidValue(
            f"{', '.join(twice):.100} stands twice among the wishes: give each a key of its own",
            given=twice,
            allowed="each key once",
        )
    for group, quota in quotas.items():
        check_count(f"the quota of {group!r}", quota, 0)
