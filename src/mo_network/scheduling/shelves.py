"""Who asks for it: the demands of a leaf, by key and by time.

Demands are kept on shelves by length, each shelf holding lengths from one power of two to the
next, in order of start. Whatever overlaps a window then begins, on the shelf of lengths below
2**k, later than 2**k minutes before it; so one bisection a shelf finds the place to begin, and at
most half of what is passed there ended too early. One demand for ever costs others nothing, for
it lies on a shelf of its own. There are at most 33 shelves; a room uses three or four.

A shelf is cut into boxes of a bounded size. The table from keys points to the box, which is
shared, rather than to a number, which would be an object for each key.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain, compress, repeat
from operator import sub

from mo_network.errors import InvalidValue, UnknownReference
from mo_network.scheduling.demand import Demand

BOX_SIZE = 256

Columns = tuple[list[str], list[int], list[int], list[int]]


class _Box:
    """Neighbouring demands as columns of machine integers, beside their keys."""

    __slots__ = ("amounts", "keys", "lengths", "starts")

    def __init__(
        self, keys: list[str], starts: Iterable[int], lengths: array[int], amounts: Iterable[int]
    ) -> None:
        self.keys = keys
        self.starts = array("q", starts)
        self.lengths = lengths
        self.amounts = array("i", amounts)

    def demand(self, row: int) -> Demand:
        start = self.starts[row]
        return Demand(self.keys[row], start, start + self.lengths[row], self.amounts[row])

    def part(self, rows: slice) -> _Box:
        columns = self.starts[rows], self.lengths[rows], self.amounts[rows]
        return _Box(self.keys[rows], *columns)


class _Shelf:
    """The demands with lengths below `span`, in order of start.

    `firsts` are lower bounds of the boxes' starts, not more: taking a demand out leaves them.
    """

    __slots__ = ("boxes", "firsts", "span")

    def __init__(self, bits: int) -> None:
        self.span = 1 << bits
        self.firsts = array("q")
        self.boxes: list[_Box] = []

    def empty_lengths(self) -> array[int]:
        """A column for lengths: nearly all are below 45 days and need two bytes."""
        return array("H" if self.span <= 1 << 16 else "q")

    def overlapping(self, start: int, end: int) -> Iterator[Demand]:
        earliest = start - self.span
        place = max(bisect_right(self.firsts, earliest) - 1, 0)
        for box in self.boxes[place : bisect_left(self.firsts, end, place)]:
            for row in range(bisect_right(box.starts, earliest), len(box.starts)):
                begin = box.starts[row]
                if begin >= end:
                    return
                if begin + box.lengths[row] > start:
                    yield box.demand(row)


class Shelves:
    """Demands by key and by time.

    Errors:  InvalidValue when a key is there already, UnknownReference when it is not.

    >>> shelves = Shelves()
    >>> shelves.add(Demand("booking:choir", 600, 720))
    >>> [demand.key for demand in shelves.overlapping(700, 800)]
    ['booking:choir']
    """

    __slots__ = ("_shelves", "_where")

    def __init__(self) -> None:
        self._shelves: dict[int, _Shelf] = {}
        self._where: dict[str, _Box] = {}

    def __len__(self) -> int:
        return len(self._where)

    def __contains__(self, key: object) -> bool:
        return key in self._where

    def get(self, key: str) -> Demand:
        """The demand with this key."""
        box, row = self._find(key)
        return box.demand(row)

    def overlapping(self, start: int, end: int) -> tuple[Demand, ...]:
        """The demands that share a minute with the window, by start, end and key."""
        found = [d for shelf in self._shelves.values() for d in shelf.overlapping(start, end)]
        return tuple(sorted(found, key=lambda demand: (demand.start, demand.end, demand.key)))

    def add(self, demand: Demand) -> None:
        """Take a demand in."""
        key = demand.key
        if key in self._where:
            raise InvalidValue(
                f"there is a demand {key!r} already: a key stands once on a leaf; "
                "remove that demand first, or give this one a key of its own",
                given=key,
                allowed="a key that is not there yet",
            )
        length = demand.end - demand.start
        bits = length.bit_length()
        shelf = self._shelves.get(bits) or self._shelves.setdefault(bits, _Shelf(bits))
        place = max(bisect_right(shelf.firsts, demand.start) - 1, 0)
        if not shelf.boxes:
            shelf.boxes.append(_Box([], [], shelf.empty_lengths(), []))
            shelf.firsts.append(demand.start)
        box = shelf.boxes[place]
        shelf.firsts[place] = min(shelf.firsts[place], demand.start)
        row = bisect_right(box.starts, demand.start)
        box.starts.insert(row, demand.start)
        box.lengths.insert(row, length)
        box.amounts.insert(row, demand.amount)
        box.keys.insert(row, key)
        self._where[key] = box
        if len(box.keys) > BOX_SIZE:
            self._split(shelf, place)

    def remove(self, key: str) -> Demand:
        """Take a demand out, and hand it back."""
        box, row = self._find(key)
        demand = box.demand(row)
        del self._where[key]
        del box.keys[row], box.starts[row], box.lengths[row], box.amounts[row]
        if not box.keys:
            self._discard(box, demand)
        return demand

    def columns(self) -> Columns:
        """Keys, starts, ends and amounts, by start, end and key."""
        rows = sorted(
            (start, start + length, key, amount)
            for shelf in self._shelves.values()
            for box in shelf.boxes
            for start, length, key, amount in zip(
                box.starts, box.lengths, box.keys, box.amounts, strict=True
            )
        )
        if not rows:
            return [], [], [], []
        starts, ends, keys, amounts = map(list, zip(*rows, strict=True))
        return keys, starts, ends, amounts

    @classmethod
    def of(cls, columns: Columns) -> Shelves:
        """The shelves with these demands, which are in order of start: whole columns at a time."""
        keys, starts, ends, amounts = columns
        shelves = cls()
        lengths = list(map(sub, ends, starts))
        classes = list(map(int.bit_length, lengths))
        for bits in sorted(set(classes)):
            chosen = list(map(bits.__eq__, classes))
            shelf = shelves._shelves[bits] = _Shelf(bits)
            own = shelf.empty_lengths()
            own.extend(compress(lengths, chosen))
            whole = _Box(
                list(compress(keys, chosen)),
                compress(starts, chosen),
                own,
                compress(amounts, chosen),
            )
            # Boxes are filled by three quarters, lest the next demand in each split it.
            size = BOX_SIZE * 3 // 4
            edges = range(0, len(whole.keys), size)
            shelf.boxes = [whole.part(slice(edge, edge + size)) for edge in edges]
            shelf.firsts = array("q", whole.starts[::size])
            each_box = chain.from_iterable(map(repeat, shelf.boxes, repeat(size)))
            shelves._where.update(zip(whole.keys, each_box, strict=False))
        return shelves

    def _find(self, key: str) -> tuple[_Box, int]:
        box = self._where.get(key)
        if box is None:
            raise UnknownReference(
                f"there is no demand {key!r} here: give the key of one that was added "
                "and has not been removed",
                reference=key,
            )
        return box, box.keys.index(key)

    def _split(self, shelf: _Shelf, place: int) -> None:
        box = shelf.boxes[place]
        half = len(box.keys) // 2
        left, right = box.part(slice(half)), box.part(slice(half, None))
        shelf.boxes[place : place + 1] = [left, right]
        shelf.firsts.insert(place + 1, right.starts[0])
        for part in (left, right):
            self._where.update(dict.fromkeys(part.keys, part))

    def _discard(self, box: _Box, last: Demand) -> None:
        shelf = self._shelves[(last.end - last.start).bit_length()]
        # Several boxes may begin at the same minute, hence the walk.
        place = bisect_right(shelf.firsts, last.start) - 1
        while shelf.boxes[place] is not box:
            place -= 1
        del shelf.boxes[place], shelf.firsts[place]
