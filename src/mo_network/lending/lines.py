"""The lines of a loan or of a kit: which things, and how many of each.

Things and counts stand in two tuples side by side, so that each thing is a reference that the
door checks.
"""

from __future__ import annotations

from math import comb
from typing import Final

from mo_network.errors import InvalidValue
from mo_network.judging.fact import Fact
from mo_network.scheduling.ways import MOST_WAYS

MOST_PIECES: Final = 10_000
MOST_LINES: Final = 100


def check_pieces(fact: Fact, field: str, pieces: int, least: int = 1) -> None:
    """Refuse what is no number of pieces.

    Errors:  InvalidValue, naming the field of the fact.
    """
    if not least <= pieces <= MOST_PIECES:
        raise InvalidValue(
            f"{type(fact).__name__}.{field} is {pieces:.3g}: give a whole number from {least} to "
            f"{MOST_PIECES}",
            given=pieces,
            allowed=f"{least} to {MOST_PIECES}",
        )


def check_lines(fact: Fact, items: tuple[str, ...], counts: tuple[int, ...]) -> None:
    """Refuse lines that are none, too many, of unequal number, or name a thing twice.

    Errors:  InvalidValue, naming the field of the fact.
    """
    name = type(fact).__name__
    if not 1 <= len(items) <= MOST_LINES:
        raise InvalidValue(
            f"{name}.items has {len(items)} things: name 1 to {MOST_LINES}",
            given=len(items),
            allowed=f"1 to {MOST_LINES} things",
        )
    if len(items) != len(counts):
        raise InvalidValue(
            f"{name}.counts has {len(counts)} numbers for {len(items)} items: give one number for "
            "each item, in the same order",
            given=counts,
            allowed=f"{len(items)} numbers",
        )
    twice = sorted({item for item in items if items.count(item) > 1})
    if twice:
        raise InvalidValue(
            f"{name}.items names {', '.join(twice)} twice: name each thing once, with all pieces "
            "of it in counts",
            given=items,
            allowed="each thing once",
        )
    for count in counts:
        check_pieces(fact, "counts", count)


def check_choice(fact: Fact, choose: int, parts: int) -> None:
    """Refuse a choice of none or of all parts, and one that could be made in too many ways.

    Errors:  InvalidValue, naming the field of the fact.
    """
    name = type(fact).__name__
    if not 1 <= choose < parts:
        raise InvalidValue(
            f"{name}.choose is {choose:.3g} of {parts} parts: give how many different parts are "
            "enough, fewer than there are; leave it out where all are needed",
            given=choose,
            allowed=f"1 to {parts - 1}" if parts > 1 else "no choice, with a single part",
        )
    if comb(parts, choose) > MOST_WAYS:
        raise InvalidValue(
            f"{name}.choose is {choose} of {parts} parts, which can be chosen in more than "
            f"{MOST_WAYS} ways: name fewer parts, or make equal ones one thing with a count",
            given=choose,
            allowed=f"at most {MOST_WAYS} ways",
        )
