"""All stock, and what is made of it: the one place that offer, promise and hand-over ask.

What a kit comes down to, and whether so much of it is left, the engine's inventory answers; here
stands only what lending adds to it: what is overdue is out, until the moment at which one asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager

from mo_network.errors import InvalidValue, UnknownReference
from mo_network.judging.changes import Changes
from mo_network.lending.availability import Stock
from mo_network.lending.entries import Kit, Pieces
from mo_network.scheduling import Composite, Inventory, Obstacle, Way
from mo_network.scheduling.inventory import Asked

Lines = Iterable[tuple[str, int]]
"""Things, kits too, and how many of each; each thing once."""


class Shelf:
    """All stock by the id of its thing, and the kits that are made of it.

    Shape:   nothing is here of a thing that a correction took away. A kit that the engine refuses,
             since after corrections it would contain itself, is one of which there is nothing.
    Errors:  InvalidValue for lines that could be had in too many ways.
    Source:  design, section 6.
    """

    __slots__ = ("inventory", "stocks")

    def __init__(self) -> None:
        self.stocks: dict[str, Stock] = {}
        self.inventory = Inventory()

    # --- what there is --------------------------------------------------------------------

    def stock(self, item: str) -> Stock:
        """The stock of one thing; nothing of it where a correction took the thing away."""
        found = self.stocks.get(item)
        if found is None:
            found = Stock(item)
            self.put(found, is_leaf=item not in self.inventory.composites)
        return found

    def put(self, stock: Stock, *, is_leaf: bool = True) -> None:
        """Take in the stock of a thing that has none yet; of what is a kit now, only its loans."""
        name = stock.leaf.name
        self.stocks[name] = stock
        if is_leaf:
            self.inventory.add(stock.leaf)

    def define(self, kit: Kit, changes: Changes) -> None:
        """Say what a kit is made of."""
        inventory = self.inventory
        for part, _ in kit.parts:
            self._meet(part)
        # Where a correction took a kit away, its loans keep a stock of that name: of nothing.
        if kit.id in inventory.leaves:
            changes.undo_with(inventory.remove(kit.id))
        try:
            changes.undo_with(inventory.define(Composite(kit.id, kit.parts, kit.choose)))
        except (InvalidValue, UnknownReference):
            if kit.id not in self.stocks:
                changes.put(self.stocks, kit.id, Stock(kit.id))
            changes.undo_with(inventory.add(self.stocks[kit.id].leaf))

    # --- what lines come down to ----------------------------------------------------------

    def taken_apart(self, lines: Lines) -> tuple[Pieces, ...]:
        """The pieces of lines; where a kit leaves a choice, those that are listed first."""
        return _pieces(self.inventory.first_way(*self._asked(lines)))

    def leaves_of(self, lines: Lines) -> tuple[str, ...]:
        """All things that may be among the pieces of lines."""
        return self.inventory.leaves_of(self._asked(lines)[0])

    def chosen(self, lines: Lines, start: int, end: int, at: int) -> tuple[Pieces, ...]:
        """The pieces that a promise of lines takes: the least harmful choice that fits.

        Shape:   where none fits, the least harmful one.
        """
        asked, amount = self._asked(lines)
        ways = self._ways(asked, amount)
        if len(ways) == 1:
            return _pieces(ways[0])
        with self._seen(self.inventory.leaves_of(asked), start, at):
            return _pieces(self.inventory.choice(asked, start, end, amount) or ways[0])

    def covered(self, lines: Lines, there: Callable[[str], int]) -> tuple[Pieces, ...]:
        """The pieces of lines, chosen so that as few as can be go beyond what is there of each."""
        asked, amount = self._asked(lines)

        def beyond(way: Way) -> tuple[int, int]:
            return (
                sum(max(0, number - there(leaf)) for leaf, number in way),
                -sum(min(number, there(leaf)) for leaf, number in way),
            )

        ways = self._ways(asked, amount)
        if len(ways) == 1:
            return _pieces(ways[0])
        return _pieces(min(ways, key=beyond))

    # --- what is left ---------------------------------------------------------------------

    @contextmanager
    def looking_at(self, items: Iterable[str], minute: int, but: str = "") -> Iterator[None]:
        """The stock of some things as it is seen in a minute, see `Stock.looking_at`."""
        with ExitStack() as stack:
            for item in items:
                stack.enter_context(self.stock(item).looking_at(minute, but))
            yield

    def first_clash(
        self, lines: Lines, start: int, end: int, at: int, but: str = ""
    ) -> Obstacle | None:
        """The first instant of a window at which lines do not fit, and of what is too little.

        Shape:   None when all of it fits, as seen in the minute `at`; `but` names a loan whose
                 overdue pieces are left out. Otherwise as `Inventory.first_clash`.
        """
        asked, amount = self._asked(lines)
        # What is overdue is demand through that minute only, so later windows do not meet it.
        if start > at:
            return self.inventory.first_clash(asked, start, end, amount)
        with self._seen(self.inventory.leaves_of(asked), start, at, but):
            return self.inventory.first_clash(asked, start, end, amount)

    def most(self, item: str, start: int, end: int, at: int) -> int:
        """How many of a thing fit into a window, as seen in the minute `at`."""
        asked, _ = self._asked(((item, 1),))
        with self._seen(self.inventory.leaves_of(asked), start, at):
            return self.inventory.free(asked, start, end)

    def find(
        self, lines: Lines, start: int, end: int, length: int, *, before: bool = False
    ) -> int | None:
        """The first minute, or the last, from which lines fit for so long in a window.

        Shape:   None when there is none. Asked while `looking_at` holds.
        """
        asked, amount = self._asked(lines)
        return self.inventory.find(asked, start, end, length, amount, before=before)

    @contextmanager
    def _seen(self, items: Iterable[str], start: int, at: int, but: str = "") -> Iterator[None]:
        """As `looking_at`, where a window may meet what is overdue."""
        late = [item for item in items if self.stocks[item].out] if start <= at else []
        with self.looking_at(late, at, but):
            yield

    def _asked(self, lines: Lines) -> tuple[Asked, int]:
        """Lines as the inventory asks for them; one alone by its name."""
        parts = tuple(lines.items() if isinstance(lines, Mapping) else lines)
        for item, _ in parts:
            self._meet(item)
        return parts[0] if len(parts) == 1 else (Composite("lines", parts), 1)

    def _meet(self, item: str) -> None:
        inventory = self.inventory
        if item not in inventory.leaves and item not in inventory.composites:
            self.stock(item)

    def _ways(self, asked: Asked, amount: int) -> tuple[Way, ...]:
        """All ways of having so many; the first through the parts where none can be told."""
        try:
            found = self.inventory.ways(asked, amount)
        except InvalidValue:
            found = ()  # too many to be written down
        return found or (self.inventory.first_way(asked, amount),)


def _pieces(way: Way) -> tuple[Pieces, ...]:
    return tuple(Pieces(leaf, number) for leaf, number in way)
