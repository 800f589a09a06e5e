"""The names of an inventory: what is a leaf, what is made of what, and who shares what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from mo_network.errors import InvalidValue, UnknownReference
from mo_network.scheduling.bookable import Bookable
from mo_network.scheduling.composite import Composite, entry_of
from mo_network.scheduling.leaf import Undo
from mo_network.scheduling.minutes import LARGEST_COUNT, check_count
from mo_network.scheduling.ways import Way, Ways

_Known = tuple[tuple[Bookable, ...], list[int], tuple[Way, ...]]

_MOST_KEPT = 64
_MOST_ANSWERS = 4_096


class Parts:
    """Leaves and composites under one set of names, and the ways of having each.

    Errors:  InvalidValue for names given twice, and for composites that contain themselves or can
             be had in too many ways; UnknownReference for unknown names.
    """

    __slots__ = ("_composites", "_leaves", "_touching", "_ways", "_wholes")

    def __init__(
        self, leaves: Iterable[Bookable] = (), composites: Iterable[Composite] = ()
    ) -> None:
        self._leaves: dict[str, Bookable] = {}
        self._composites: dict[str, Composite] = {}
        self._ways: dict[tuple[str, int], _Known] = {}
        self._touching: dict[str, set[str]] = {}
        self._wholes: dict[str, dict[str, None]] = {}
        for leaf in leaves:
            self.add(leaf)
        # All are put in before any is checked, for a list may name wholes before their parts.
        for composite in composites:
            self._refuse_taken(composite.name, self._leaves, self._composites)
            self._put(composite.name, composite)
        for name in self._composites:
            self._check(name)

    @property
    def leaves(self) -> Mapping[str, Bookable]:
        """The leaves by name."""
        return self._leaves

    @property
    def composites(self) -> Mapping[str, Composite]:
        """The composites by name."""
        return self._composites

    def leaf(self, name: str) -> Bookable:
        """One leaf.

        Errors:  UnknownReference when there is none of that name.
        """
        return entry_of(self._leaves, name)

    def add(self, leaf: Bookable) -> Undo:
        """Take a leaf in.

        Errors:  InvalidValue when its name is there already.
        """
        self._refuse_taken(leaf.name, self._leaves, self._composites)
        self._leaves[leaf.name] = leaf
        return partial(self._take_out, leaf.name)

    def remove(self, name: str) -> Undo:
        """Take a leaf out; what is made of it waits for something else of that name.

        Errors:  UnknownReference when there is none of that name.
        """
        leaf = self.leaf(name)
        self._take_out(name)
        return partial(self._leaves.__setitem__, name, leaf)

    def define(self, composite: Composite) -> Undo:
        """Say what something is made of, for the first time or anew.

        Errors:  as the class says; a refused composite leaves no trace.
        """
        name = composite.name
        self._refuse_taken(name, self._leaves)
        undo = partial(self._put, name, self._composites.get(name))
        self._put(name, composite)
        try:
            for changed in (name, *self._wholes_of(name)):
                self._check(changed)
        except (InvalidValue, UnknownReference):
            undo()
            raise
        return undo

    def ways(self, asked: str | Composite, amount: int = 1) -> tuple[Way, ...]:
        """All ways of having so many, the least harmful first; none if there are never so many."""
        check_count("the amount asked for", amount, 1)
        if not isinstance(asked, str):
            return self._by_harm(Ways(self._composites, self._most).of(asked, amount))
        highest = self._most(asked)
        if highest is not None:
            return (((asked, amount),),) if amount <= highest else ()
        known = self._ways.get((asked, amount))
        # Ways are kept as long as no leaf has more than it ever had, or less.
        if known is not None and known[1] == _most_of(known[0]):
            return known[2]
        leaves = tuple(self._leaves[leaf] for leaf in self.leaves_of(asked))
        ways = self._by_harm(Ways(self._composites, self._most).of(asked, amount))
        if len(ways) <= _MOST_KEPT:
            if len(self._ways) >= _MOST_ANSWERS:
                self._ways.clear()
            self._ways[asked, amount] = leaves, _most_of(leaves), ways
        return ways

    def multiples(self, asked: str | Composite) -> Iterator[tuple[Way, ...]]:
        """The ways of having one, two, three and so on, until there are none or too many."""
        return Ways(self._composites, self._most).multiples(asked)

    def first_way(self, asked: str | Composite, amount: int) -> Way:
        """The way through the parts that are listed first, whether there is ever enough or not."""
        way = Ways(self._composites, self._most).first(asked, amount)
        return tuple((leaf, min(number, LARGEST_COUNT)) for leaf, number in way)

    def leaves_of(self, asked: str | Composite) -> tuple[str, ...]:
        """All leaves that a thing may need, chosen or not, by name.

        Errors:  UnknownReference for a name that is not known.
        """
        found: set[str] = set()
        waiting = [asked] if isinstance(asked, str) else [part for part, _ in asked.parts]
        while waiting:
            each = waiting.pop()
            if each in self._leaves:
                found.add(each)
            else:
                waiting += (part for part, _ in entry_of(self._composites, each).parts)
        return tuple(sorted(found))

    def _most(self, name: str) -> int | None:
        leaf = self._leaves.get(name)
        return None if leaf is None else max(leaf.capacity.counts)

    def _by_harm(self, ways: tuple[Way, ...]) -> tuple[Way, ...]:
        """Those first that touch the fewest composites, then those of the fewest pieces."""
        if len(ways) < 2:
            return ways
        if not self._touching:
            for name in self._composites:
                for leaf in self.leaves_of(name):
                    self._touching.setdefault(leaf, set()).add(name)

        def harm(way: Way) -> tuple[int, int]:
            touched = set[str]().union(*(self._touching.get(leaf, ()) for leaf, _ in way))
            return len(touched), sum(amount for _, amount in way)

        return tuple(sorted(ways, key=harm))

    def _wholes_of(self, name: str) -> list[str]:
        """The composites that contain one, at any depth."""
        found: dict[str, None] = {}
        waiting = [name]
        while waiting:
            part = waiting.pop()
            new = [whole for whole in self._wholes.get(part, ()) if whole not in found]
            found.update(dict.fromkeys(new))
            waiting += new
        return list(found)

    def _check(self, name: str) -> None:
        # However much there is of each part: stock may still be bought, or be lost for good.
        Ways(self._composites, self._plenty).of(name, 1)

    def _plenty(self, name: str) -> int | None:
        return LARGEST_COUNT if name in self._leaves else None

    def _put(self, name: str, composite: Composite | None) -> None:
        before = self._composites.pop(name, None)
        for part, _ in () if before is None else before.parts:
            del self._wholes[part][name]
        if composite is not None:
            self._composites[name] = composite
            for part, _ in composite.parts:
                self._wholes.setdefault(part, {})[name] = None
        self._ways.clear()
        self._touching.clear()

    def _take_out(self, name: str) -> None:
        del self._leaves[name]

    def _refuse_taken(self, name: str, *taken: Mapping[str, object]) -> None:
        if any(name in names for names in taken):
            raise InvalidValue(
                f"{name!r} is there already: give each leaf and each composite a name of its own",
                given=name,
                allowed="a name that is not taken",
            )


def _most_of(leaves: tuple[Bookable, ...]) -> list[int]:
    """The most that there ever is of each."""
    return [max(leaf.capacity.counts) for leaf in leaves]
