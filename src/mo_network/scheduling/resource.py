"""A resource: a leaf that also bears series, some of them for ever."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Final, Self

from mo_network.errors import InvalidValue
from mo_network.scheduling.capacity import Capacity
from mo_network.scheduling.deciding.clashing import LONG, Blocked, Clashes, Wish
from mo_network.scheduling.deciding.register import Member, Register, SeriesDemand
from mo_network.scheduling.deciding.rows import read, write
from mo_network.scheduling.deciding.span import first_clash_in_span
from mo_network.scheduling.deciding.store import LONGEST_WINDOW, Store, check_length
from mo_network.scheduling.deciding.timetable import timetable
from mo_network.scheduling.demand import Clash, Demand
from mo_network.scheduling.excess import Excess
from mo_network.scheduling.leaf import Leaf, Undo
from mo_network.scheduling.minutes import check_count, check_window
from mo_network.scheduling.series import Series
from mo_network.scheduling.series.walls import DAY

__all__ = ["Blocked", "Clashes", "Resource", "SeriesDemand"]

_FIRST_PIECE: Final = 35 * DAY
_NOBODY: Final[frozenset[str]] = frozenset()


class Resource:
    """A leaf resource that bears single demands and series.

    Like a leaf it keeps what it is told, a breach too. `first_clash` asks for one window,
    `first_clash_of` for a series through the end of the calendar; both agree with every other
    answer. Each change hands back its undo; undos are called in the reverse order of the changes.

    Shape:   a clash names single demands by their key, and of a series the occurrence:
             `booking:choir@2026-05-05T18:00`, its key and the original start on its clock. Where a
             wish is in its own way, its occurrences are named without a key: `@2026-05-05T18:00`.
             `aside` names what is not to be counted: single demands, series, occurrences.
    Units:   UTC minutes since 0001-01-01T00:00Z, windows half-open; pieces.
    Errors:  InvalidValue for windows, amounts and capacities that cannot be.
    Source:  design, section 6.

    >>> hall = Resource("room:hall", capacity=1)
    >>> choir = Series(start="2026-05-05T18:00", minutes=90, zone="Europe/Berlin",
    ...                rule="FREQ=WEEKLY")
    >>> undo = hall.add_series(SeriesDemand("booking:choir", choir))
    >>> board = Series(start="2026-05-07T19:00", minutes=60, zone="Europe/Berlin",
    ...                rule="FREQ=MONTHLY;BYMONTHDAY=7")
    >>> hall.first_clash_of(board).keys
    ('booking:choir@2026-07-07T18:00',)
    """

    __slots__ = ("_register", "_store", "name")

    def __init__(self, name: str, capacity: int) -> None:
        self._store = Store(name, capacity)
        self.name = name
        self._register = Register()

    @classmethod
    def load(cls, data: object, path: str = "$") -> Self:
        """The resource that `dump` wrote; single demands as columns, all at once.

        Shape:   what `Leaf.dump` writes, and `series` if there are any.
        Errors:  WireError with the path of the field that is wrong.
        """
        rows: object = []
        if isinstance(data, dict) and "series" in data:
            rows = data["series"]
            data = {name: value for name, value in data.items() if name != "series"}
        found = cls("unread", 0)
        found._store = Store.load(data, path)
        found.name = found._store.name
        for demand in read(rows, f"{path}.series"):
            found.add_series(demand)
        return found

    def dump(self) -> dict[str, object]:
        """Everything, ready for JSON; equal resources dump equally, whatever their history."""
        rows = write(self._register)
        return {**self._store.dump(), **({"series": rows} if rows else {})}

    def __repr__(self) -> str:
        counts = self.capacity.counts
        return f"<Resource {self.name}: {len(self)} demands and series, capacity {counts}>"

    def __len__(self) -> int:
        return len(self._store) + len(self._register)

    def __contains__(self, key: object) -> bool:
        return key in self._store or key in self._register

    @property
    def capacity(self) -> Capacity:
        """How much there is, and when."""
        return self._store.capacity

    @property
    def series(self) -> tuple[SeriesDemand, ...]:
        """All series, by key."""
        return tuple(self._register)

    # --- changes ---

    def add(self, demand: Demand) -> Undo:
        """Take a single demand in, whether it fits or not.

        Errors:  InvalidValue when its key is there already.
        """
        self._check_new(demand.key)
        return self._store.add(demand)

    def add_series(self, demand: SeriesDemand) -> Undo:
        """Take a series in, whether it fits or not.

        Errors:  InvalidValue when its key is there already.
        """
        self._check_new(demand.key)
        member = Member(demand)
        self._register.add(member)
        return partial(self._register.remove, member)

    def remove(self, key: str) -> Undo:
        """Take a single demand or a series out.

        Errors:  UnknownReference when there is none with this key.
        """
        if key not in self._register:
            return self._store.remove(key)
        member = self._register.get(key)
        self._register.remove(member)
        return partial(self._register.add, member)

    def replace(self, demand: Demand | SeriesDemand) -> Undo:
        """Let a demand or a series stand instead of the one with its key.

        Errors:  UnknownReference when there is none with this key.
        """
        back = self.remove(demand.key)
        again = self.add(demand) if isinstance(demand, Demand) else self.add_series(demand)
        return partial(_both, again, back)

    def set_capacity(self, start: int, end: int, capacity: int) -> Undo:
        """Let the capacity be this over a window; zero is possible: nothing is there."""
        return self._store.set_capacity(start, end, capacity)

    # --- what is there ---

    def demand(self, key: str) -> Demand | SeriesDemand:
        """The single demand or the series with this key.

        Errors:  UnknownReference when there is none.
        """
        register = self._register
        return register.get(key).demand if key in register else self._store.demand(key)

    def demands(self, start: int, end: int, aside: Collection[str] = _NOBODY) -> tuple[Demand, ...]:
        """All that stands in a window, the occurrences of series too, by start, end and key."""
        self._check_window(start, end)
        others = self._register.demands(start, end, aside)
        return tuple(self._store.beside(start, end, others, aside))

    # --- windows ---

    def first_clash(
        self, start: int, end: int, amount: int = 1, aside: Collection[str] = _NOBODY
    ) -> Clash | None:
        """The first instant of the window at which `amount` more would be too much.

        Shape:   None when it fits.
        """
        if not aside and not self._register:
            return self._store.first_clash(start, end, amount)
        check_window(start, end)
        check_count("the amount asked for", amount, 1)
        if end - start > LONG and self._register:
            with self._store.without(aside):
                window = start, end
                return first_clash_in_span(window, amount, self._store, self._register, aside)
        others = self._register.demands(start, end, aside)
        return self._store.first_clash_beside((start, end), amount, others, aside)

    def peak(self, start: int, end: int, aside: Collection[str] = _NOBODY) -> int:
        """The highest demand at any instant of the window; zero when nobody asked."""
        return self._filled(start, end, aside).peak(start, end)

    def free(self, start: int, end: int, aside: Collection[str] = _NOBODY) -> int:
        """What is left at the worst instant of the window; below zero in a breach."""
        return self._filled(start, end, aside).free(start, end)

    def over(self, start: int, end: int, aside: Collection[str] = _NOBODY) -> tuple[Excess, ...]:
        """Where demand is above capacity, inside the window and cut to it, in order."""
        return self._filled(start, end, aside).over(start, end)

    def find(
        self,
        start: int,
        end: int,
        length: int,
        amount: int = 1,
        *,
        before: bool = False,
        aside: Collection[str] = _NOBODY,
    ) -> int | None:
        """The first minute from which `amount` is free for `length`, wholly inside the window.

        Shape:   None when there is no such minute; with `before`, the last such minute.
        """
        if not aside and not self._register:
            return self._store.find(start, end, length, amount, before=before)
        self._check_window(start, end)
        check_count("the length", length, 1, LONGEST_WINDOW)
        size = _FIRST_PIECE + 2 * length
        low, high = start, end
        while low < high:
            # Piece by piece, each holding all starts that the one before could not have.
            first, last = (max(high - size, low), high) if before else (low, min(low + size, high))
            leaf = self._filled(first, last, aside)
            found = leaf.find(first, last, length, amount, before=before)
            if found is not None or (first == low and last == high):
                return found
            low, high = (low, first + length - 1) if before else (last - length + 1, high)
            size *= 2
        return None

    # --- series ---

    def first_clash_of(
        self,
        series: Series,
        amount: int = 1,
        before: int = 0,
        after: int = 0,
        aside: Collection[str] = _NOBODY,
    ) -> Clash | None:
        """The first instant at which some occurrence of a series does not fit, for ever.

        Shape:   None when all fit, through 9999-12-31.
        """
        with self._store.without(aside):
            return self._wish(series, amount, before, after, aside).first_clash()

    def clashes_of(
        self,
        series: Series,
        amount: int = 1,
        before: int = 0,
        after: int = 0,
        aside: Collection[str] = _NOBODY,
        *,
        limit: int = 100,
    ) -> Clashes:
        """The occurrences of a series that do not fit, each with its first clash, in order.

        Shape:   at most `limit`; `is_cut` says that there are more. If not, the series without
                 them fits. Their times include what comes before and after.
        """
        check_count("the limit of clashes", limit, 1)
        with self._store.without(aside):
            found = self._wish(series, amount, before, after, aside).blocked(limit + 1)
        return Clashes.of(found, limit)

    def _wish(
        self, series: Series, amount: int, before: int, after: int, aside: Collection[str]
    ) -> Wish:
        check_count("the amount asked for", amount, 1)
        table = timetable(series, before, after)
        return Wish(table, amount, self._store, self._register, aside)

    def _filled(self, start: int, end: int, aside: Collection[str]) -> Leaf:
        if not aside and not self._register:
            return self._store
        self._check_window(start, end)
        others = self._register.demands(start, end, aside)
        return self._store.filled(start, end, others, aside)

    def _check_window(self, start: int, end: int) -> None:
        check_window(start, end)
        if self._register:
            check_length(self.name, start, end)

    def _check_new(self, key: str) -> None:
        if key in self:
            raise InvalidValue(
                f"there is a demand {key!r} already: a key stands once on a resource; "
                "remove it first, or give this one a key of its own",
                given=key,
                allowed="a key that is not there yet",
            )


def _both(first: Undo, then: Undo) -> None:
    first()
    then()
