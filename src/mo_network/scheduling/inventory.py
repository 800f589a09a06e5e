"""What there is to be had: whether so many of a leaf or a composite are free, when, and which."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from mo_network.scheduling.bookable import Bookable, Obstacle
from mo_network.scheduling.composite import Composite
from mo_network.scheduling.demand import Clash, Demand
from mo_network.scheduling.leaf import Undo
from mo_network.scheduling.minutes import END_OF_TIME, check_count, check_window
from mo_network.scheduling.parts import Parts
from mo_network.scheduling.ways import Way

Asked: TypeAlias = str | Composite
_Seen = dict[tuple[str, int], Clash | None]


class Inventory:
    """Leaves and composites, and whether so many of one can be had over a window.

    Every answer is one of the leaves' own: a composite fits exactly if one of its ways fits, and
    a way fits exactly if each of its leaves does. So nothing depends on the order of entry, and
    more capacity never means less. Of several ways that fit, `choice` takes the one that does the
    least harm: that touches the fewest other composites, then needs the fewest pieces, then
    stands first among the parts.

    Shape:   wherever something is asked for: a name, or a `Composite` that is not in the
             inventory, such as an order of several things at once.
    Units:   UTC minutes, windows half-open; pieces.
    Errors:  InvalidValue for windows and amounts that cannot be, and for composites that contain
             themselves or can be had in too many ways; UnknownReference for names that are not
             known.
    Source:  design, section 6.

    >>> from mo_network.scheduling.leaf import Leaf
    >>> thirds = [Leaf(f"room:{part}", 1) for part in ("north", "middle", "south")]
    >>> rooms = Inventory(thirds)
    >>> undo = rooms.define(Composite("room:hall", tuple((third.name, 1) for third in thirds)))
    >>> undo = rooms.take(rooms.choice("room:middle", 600, 720), "booking:choir", 600, 720)
    >>> rooms.first_clash("room:hall", 540, 660)
    Obstacle(leaf='room:middle', clash=Clash(at=600, free=0, keys=('booking:choir',)), amount=1)
    >>> rooms.find("room:hall", 540, 1440, length=90)
    720
    """

    __slots__ = ("_parts",)

    def __init__(
        self, leaves: Iterable[Bookable] = (), composites: Iterable[Composite] = ()
    ) -> None:
        self._parts = Parts(leaves, composites)

    @property
    def leaves(self) -> Mapping[str, Bookable]:
        """The leaves by name."""
        return self._parts.leaves

    @property
    def composites(self) -> Mapping[str, Composite]:
        """The composites by name."""
        return self._parts.composites

    def add(self, leaf: Bookable) -> Undo:
        """Take a leaf in.

        Errors:  InvalidValue when its name is there already.
        """
        return self._parts.add(leaf)

    def remove(self, name: str) -> Undo:
        """Take a leaf out; what is made of it waits for something else of that name.

        Errors:  UnknownReference when there is no leaf of that name.
        """
        return self._parts.remove(name)

    def define(self, composite: Composite) -> Undo:
        """Say what something is made of, for the first time or anew.

        Errors:  as the class says; a refused composite leaves no trace.
        """
        return self._parts.define(composite)

    def ways(self, asked: Asked, amount: int = 1) -> tuple[Way, ...]:
        """All ways of having so many, the least harmful first; none if there are never so many."""
        return self._parts.ways(asked, amount)

    def first_way(self, asked: Asked, amount: int = 1) -> Way:
        """The way through the parts that are listed first, whether there is ever enough or not.

        Shape:   for what leaves no choice, what it is made of.
        """
        return self._parts.first_way(asked, amount)

    def leaves_of(self, asked: Asked) -> tuple[str, ...]:
        """All leaves that a thing may need, chosen or not, by name.

        Errors:  UnknownReference for a name that is not known.
        """
        return self._parts.leaves_of(asked)

    def put_together(self, asked: Asked, there: Callable[[str], int]) -> int:
        """How many could be made if there were so many of each leaf.

        Shape:   never more than the most that there ever is, nor than what can be written down.
        """
        parts = self._parts
        ways = parts.ways(asked)
        if len(ways) < 2:
            return max(0, min((there(leaf) // n for way in ways for leaf, n in way), default=0))
        counts = {leaf: there(leaf) for leaf in parts.leaves_of(asked)}
        amount = 0
        for ways in parts.multiples(asked):
            if not any(all(counts[leaf] >= n for leaf, n in way) for way in ways):
                break
            amount += 1
        return amount

    def choice(self, asked: Asked, start: int, end: int, amount: int = 1) -> Way | None:
        """The least harmful way that fits throughout a window; None when none does."""
        check_window(start, end)
        seen: _Seen = {}
        ways = self._parts.ways(asked, amount)
        return next((w for w in ways if self._obstacle(w, start, end, seen) is None), None)

    def first_clash(self, asked: Asked, start: int, end: int, amount: int = 1) -> Obstacle | None:
        """What stands in the way of the choice that could be kept up longest; None if one fits.

        Shape:   for what leaves no choice, the first instant at which it does not fit.
        """
        leaf = self.leaves.get(asked) if isinstance(asked, str) else None
        if leaf is not None:
            clash = leaf.first_clash(start, end, amount)
            return None if clash is None else Obstacle(leaf.name, clash, amount)
        found: Obstacle | None = None
        for obstacle in self._in_the_way(asked, start, end, amount):
            if obstacle is None:
                return None
            if found is None or obstacle.clash.at > found.clash.at:
                found = obstacle
        return found

    def obstacles(
        self, asked: Asked, start: int, end: int, amount: int = 1
    ) -> tuple[Obstacle, ...]:
        """What stands in the way of each choice, once each, by time and leaf; () if one fits."""
        found = dict.fromkeys(self._in_the_way(asked, start, end, amount))
        if None in found:
            return ()
        return tuple(sorted((each for each in found if each), key=_by_time))

    def free(self, asked: Asked, start: int, end: int) -> int:
        """The most that can be had throughout a window, by whatever choice; zero in a breach."""
        check_window(start, end)
        if asked in self.leaves:
            return max(0, self.leaves[str(asked)].free(start, end))
        leaves = self.leaves
        return self.put_together(asked, lambda leaf: leaves[leaf].free(start, end))

    def find(
        self,
        asked: Asked,
        start: int,
        end: int,
        length: int,
        amount: int = 1,
        *,
        before: bool = False,
    ) -> int | None:
        """The first minute from which so many can be had for so long, wholly inside the window.

        Shape:   None when there is no such minute; with `before`, the last such minute. The whole
                 length is had by one choice.
        """
        check_window(start, end)
        check_count("the length", length, 1, END_OF_TIME)
        best: int | None = None
        for way in self._parts.ways(asked, amount):
            found = self.find_way(way, start, end, length, before=before)
            if found is None:
                continue
            best = found
            # Another way counts only if it is better, so it is looked for in what is left.
            if before:
                start = found + 1
            else:
                end = found + length - 1
            if end - start < length:
                break
        return best

    def find_way(
        self, way: Way, start: int, end: int, length: int, *, before: bool = False
    ) -> int | None:
        """As `find`, for one way alone.

        Errors:  UnknownReference for a leaf that is not known.
        """
        settled = 0
        while settled < len(way):
            for leaf, amount in way:
                found = self._parts.leaf(leaf).find(start, end, length, amount, before=before)
                if found is None:
                    return None
                if (found + length < end) if before else (found > start):
                    # Whoever agreed before is asked again, until all agree on one minute.
                    start, end = (start, found + length) if before else (found, end)
                    settled = 1
                else:
                    settled += 1
        return end - length if before else start

    def take(self, way: Way, key: str, start: int, end: int) -> Undo:
        """Let each leaf of a way bear its share of a demand, whether it fits or not.

        Errors:  InvalidValue when a leaf knows the key already; UnknownReference for a leaf that
                 is not known. Either leaves no trace.
        """
        leaves = [(self._parts.leaf(leaf), amount) for leaf, amount in way]
        undos: list[Undo] = []

        def undo() -> None:
            while undos:
                undos.pop()()

        try:
            for leaf, amount in leaves:
                undos.append(leaf.add(Demand(key, start, end, amount)))
        except Exception:
            undo()
            raise
        return undo

    def _in_the_way(
        self, asked: Asked, start: int, end: int, amount: int
    ) -> Iterable[Obstacle | None]:
        check_window(start, end)
        seen: _Seen = {}
        # Of what there is never so much, some leaf of any way is too small.
        ways = self._parts.ways(asked, amount) or (self._parts.first_way(asked, amount),)
        return (self._obstacle(way, start, end, seen) for way in ways)

    def _obstacle(self, way: Way, start: int, end: int, seen: _Seen) -> Obstacle | None:
        """The leaf of a way that fails first; of several at one instant the first by name."""
        found: Obstacle | None = None
        for leaf, amount in way:
            key = leaf, amount
            if key not in seen:
                seen[key] = self._parts.leaf(leaf).first_clash(start, end, amount)
            clash = seen[key]
            if clash is not None and (found is None or clash.at < found.clash.at):
                found = Obstacle(leaf, clash, amount)
        return found


def _by_time(obstacle: Obstacle) -> tuple[int, str]:
    return obstacle.clash.at, obstacle.leaf
