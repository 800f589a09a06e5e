"""What a wish for a composite comes down to: leaves, and how many of each.

Each way of having a thing is one list of leaves with amounts, so whether it can be had is asked
of the leaves alone, by the function that is asked for everything else. What shares a leaf is added
up on it: two kits of two speakers need four. A choice has several ways. They are all written
down, up to a stated number, and never guessed at; what is more is refused when it is described.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations, islice
from math import comb

from mo_network.errors import InvalidValue
from mo_network.scheduling.composite import Composite, entry_of

Way = tuple[tuple[str, int], ...]
"""Leaves and how many of each, by name."""

Most = Callable[[str], int | None]

MOST_WAYS = 4_096
"""The most ways in which one thing may be had."""

DEEPEST = 16
"""The most composites that may stand inside each other."""

_MOST_SUMS = 16 * MOST_WAYS
"""The most additions by which one step of them is written down, so that it takes a tenth."""


class Ways:
    """Writes down the ways of having things, for one set of descriptions.

    Shape:   `most` tells the highest capacity that a leaf ever has, and None for what is no leaf;
             a way that needs more is none.
    Errors:  InvalidValue for circles, nests too deep and too many ways; UnknownReference for
             parts that nothing is known of.
    """

    def __init__(self, composites: Mapping[str, Composite], most: Most) -> None:
        self._composites = composites
        self._most = most
        self._one: dict[str, tuple[Way, ...]] = {}

    def of(self, asked: str | Composite, amount: int) -> tuple[Way, ...]:
        """All ways of having so many of a thing, in the order in which parts are listed."""
        return self._times(asked, self._single(asked, ()), amount)

    def multiples(self, asked: str | Composite) -> Iterator[tuple[Way, ...]]:
        """The ways of having one, two, three and so on, until there are none or too many."""
        name = asked if isinstance(asked, str) else asked.name
        try:
            yield from self._grown(name, tuple(self._possible(self._single(asked, ()))))
        except InvalidValue:
            return

    def first(self, asked: str | Composite, amount: int) -> Way:
        """The way through the parts that are listed first, whether there is ever enough or not."""
        if isinstance(asked, str):
            if self._most(asked) is not None:
                return ((asked, amount),)
            asked = entry_of(self._composites, asked)
        way: Way = ()
        for part, count in asked.parts[: asked.choose]:
            way = added(way, self.first(part, count * amount))
        return way

    def _single(self, asked: str | Composite, inside: tuple[str, ...]) -> tuple[Way, ...]:
        if not isinstance(asked, str):
            return tuple(self._choices(asked, (*inside, asked.name)))
        known = self._one.get(asked)
        if known is not None:
            return known
        if self._most(asked) is not None:
            found: tuple[Way, ...] = (((asked, 1),),)
        else:
            if asked in inside or len(inside) > DEEPEST:
                raise _endless(asked, inside)
            found = tuple(self._choices(entry_of(self._composites, asked), (*inside, asked)))
        self._one[asked] = found
        return found

    def _choices(self, asked: Composite, inside: tuple[str, ...]) -> Iterator[Way]:
        # Every part is looked at first, chosen or not, so that a circle never stays unseen.
        parts = [
            self._times(part, self._single(part, inside), amount) for part, amount in asked.parts
        ]
        chosen = len(parts) if asked.choose is None else asked.choose
        if comb(len(parts), chosen) > MOST_WAYS:
            raise _too_many(asked.name)
        found: dict[Way, None] = {}
        for choice in combinations(parts, chosen):
            ways: tuple[Way, ...] = ((),)
            for part in choice:
                ways = self._sums(asked.name, ways, part)
            found.update(dict.fromkeys(ways))
            if len(found) > MOST_WAYS:
                raise _too_many(asked.name)
        yield from found

    def _times(self, asked: str | Composite, ways: tuple[Way, ...], amount: int) -> tuple[Way, ...]:
        if len(ways) <= 1:
            return tuple(self._possible(tuple((leaf, n * amount) for leaf, n in w) for w in ways))
        name = asked if isinstance(asked, str) else asked.name
        return next(islice(self._grown(name, ways), amount - 1, None), ())

    def _grown(self, name: str, ways: tuple[Way, ...]) -> Iterator[tuple[Way, ...]]:
        """One, two, three and so on of the same; all together within the bound for one step."""
        found, sums = ways, 0
        while found:
            yield found
            sums += len(found) * len(ways)
            if sums > _MOST_SUMS:
                raise _too_many(name)
            found = self._sums(name, found, ways)

    def _sums(self, name: str, some: tuple[Way, ...], others: tuple[Way, ...]) -> tuple[Way, ...]:
        """Each with each, added up; those that need more than there ever is are left out."""
        if len(some) * len(others) > _MOST_SUMS:
            raise _too_many(name)
        sums = (added(one, other) for one in some for other in others)
        found = tuple(dict.fromkeys(self._possible(sums)))
        if len(found) > MOST_WAYS:
            raise _too_many(name)
        return found

    def _possible(self, ways: Iterable[Way]) -> Iterator[Way]:
        most = self._most
        return (way for way in ways if all(n <= (most(leaf) or 0) for leaf, n in way))


def added(one: Way, other: Way) -> Way:
    """Both together: what they share is needed twice.

    >>> added((("mixer", 1), ("speaker", 2)), (("speaker", 2),))
    (('mixer', 1), ('speaker', 4))
    """
    if not one:
        return other
    needed = dict(one)
    for leaf, amount in other:
        needed[leaf] = needed.get(leaf, 0) + amount
    return tuple(sorted(needed.items()))


def _endless(asked: str, inside: tuple[str, ...]) -> InvalidValue:
    if asked in inside:
        circle = " > ".join((*inside[inside.index(asked) :], asked))
        return InvalidValue(
            f"{asked!r} contains itself ({circle:.200}): a part is something smaller; take one of "
            "these out of the other",
            given=circle,
            allowed="parts that do not contain the thing",
        )
    return InvalidValue(
        f"{inside[0]!r} holds more than {DEEPEST} composites inside each other: name the leaves "
        "directly, or leave levels out",
        given=len(inside),
        allowed=f"at most {DEEPEST} levels",
    )


def _too_many(name: str) -> InvalidValue:
    return InvalidValue(
        f"{name!r} could be had in more than {MOST_WAYS} ways, or takes more than {_MOST_SUMS} "
        "steps to write them down: choose among fewer parts, ask for fewer at once, or make equal "
        "parts one leaf with a capacity",
        given=name,
        allowed=f"at most {MOST_WAYS} ways",
    )
