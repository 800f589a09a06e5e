"""The names of an inventory: what is a leaf, what is made of what, and who shares what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from mo_network.errors import InvalidValue, UnknownReference
from mo_network.scheduling.bookable import Bookable
from mo_network.scheduling.composite import Composite, entry_of
from mo_network.scheduling.leaf import Undo
from mo_network.scheduling.minutes import check_count
from mo_network.scheduling.ways import Way, Ways

_Known = tuple[tuple[Bookable, ...], list[int], tuple[Way, ...]]


class Parts:
    """Leaves and composites under one set of names, and the ways of having each.

    Errors:  InvalidValue for names given twice, and for composites that contain themselves, can
             never be had or can be had in too many ways; UnknownReference for unknown names.
    """

    __slots__ = ("_composites", "_leaves", "_touching", "_ways")

    def __init__(
        self, leaves: Iterable[Bookable] = (), composites: Iterable[Composite] = ()
    ) -> None:
        self._leaves: dict[str, Bookable] = {}
        self._composites: dict[str, Composite] = {}
        self._ways: dict[tuple[str, int], _Known] = {}
        self._touching: dict[str, set[str]] = {}
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

    def define(self, composite: Composite) -> Undo:
        """Say what something is made of, for the first time or anew.

        Errors:  as the class says; a refused composite leaves no trace.
        """
        name = composite.name
        self._refuse_taken(name, self._leaves)
        undo = partial(self._put, name, self._composites.get(name))
        self._put(name, composite)
        try:
            # What is defined for the first time cannot be part of anything yet.
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
        self._ways[asked, amount] = leaves, _most_of(leaves), ways
        return ways

    def first_way(self, asked: str | Composite, amount: int) -> Way:
        """The way through the parts that are listed first, whether there is ever enough or not."""
        return Ways(self._composites, self._most).first(asked, amount)

    def leaves_of(self, name: str) -> tuple[str, ...]:
        """All leaves that a thing may need, chosen or not, by name.

        Errors:  UnknownReference for a name that is not known.
        """
        found: set[str] = set()
        waiting = [name]
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
            wholes = (c.name for c in self._composites.values() if part in dict(c.parts))
            new = [whole for whole in wholes if whole not in found]
            found.update(dict.fromkeys(new))
            waiting += new
        return list(found)

    def _check(self, name: str) -> None:
        ways = Ways(self._composites, self._most)
        if ways.of(name, 1):
            return
        short = [
            f"{amount} of {leaf!r}, of which there are never more than {self._most(leaf)}"
            for leaf, amount in ways.first(name, 1)
            if amount > (self._most(leaf) or 0)
        ]
        raise InvalidValue(
            f"{name!r} can never be had: it needs {', '.join(short):.300}; ask for fewer, or raise "
            "the capacity first",
            given=name,
            allowed="at most what there is of each part",
        )

    def _put(self, name: str, composite: Composite | None) -> None:
        if composite is None:
            del self._composites[name]
        else:
            self._composites[name] = composite
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
