"""Whether a series fits beside everything else, for ever; and where it does not.

Single demands, moved occurrences and changes of the capacity are finite: only the occurrences
that touch them are looked at, each in its own window. All else is rule against rule, and decided
by rays: of two, when any meeting is one too many, or of any number by tallies.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from heapq import merge
from itertools import chain
from typing import Final, Self

import attrs

from mo_network.scheduling.deciding.rays import DAY
from mo_network.scheduling.deciding.register import Member, Register, occurrence_key
from mo_network.scheduling.deciding.ruled import Ruled, Stretch
from mo_network.scheduling.deciding.store import Store
from mo_network.scheduling.deciding.timetable import Timetable
from mo_network.scheduling.demand import Clash, Demand
from mo_network.scheduling.minutes import END_OF_TIME, FIRST_MINUTE
from mo_network.scheduling.series import Occurrence
from mo_network.scheduling.series.plan import by_time
from mo_network.scheduling.steps import Steps

LONG: Final = 400 * DAY
"""What lasts as long is decided by rules; what is shorter, occurrence by occurrence."""

_SOON: Final = 20 * 366 * DAY
_FIRST_BLOCK: Final = 64 * DAY


@attrs.frozen
class Blocked:
    """An occurrence of a series that does not fit, and its first clash."""

    occurrence: Occurrence
    clash: Clash


class Clashes(tuple[Blocked, ...]):  # noqa: SLOT001 - a tuple cannot have slots of its own
    """Occurrences that do not fit, in order; and whether there are more than were asked for.

    Shape:   a tuple; with `is_cut` the series has others that do not fit, later than these, so
             that leaving these out would not do.
    """

    is_cut: bool

    @classmethod
    def of(cls, found: Sequence[Blocked], limit: int) -> Self:
        """The first of those found, at most so many."""
        kept = cls(found[:limit])
        kept.is_cut = len(found) > limit
        return kept


class Wish:
    """A series that asks for an amount, beside a store and a register."""

    def __init__(
        self,
        table: Timetable,
        amount: int,
        store: Store,
        register: Register,
        aside: Collection[str],
    ) -> None:
        self.table = table
        self.amount = amount
        self.store = store
        self.register = register
        self.aside = aside
        self.ruled = Ruled(table, amount, _others(register, table, aside))

    def first_clash(self) -> Clash | None:
        """The first minute at which an occurrence does not fit, and who stands there then."""
        found = (self.ruled.first(stretch) for stretch in self._stretches)
        at = next((each for each in found if each is not None), None)
        for occurrence in self._in_touch(END_OF_TIME if at is None else at):
            if at is not None and occurrence.start >= at:
                break
            clash = self.clash_of(occurrence)
            if clash is not None and (at is None or clash.at < at):
                at = clash.at
        return None if at is None else self.clash_at(at)

    def blocked(self, limit: int) -> list[Blocked]:
        """The occurrences that do not fit, in order, at most so many."""
        by_rules = chain.from_iterable(map(self.ruled.blocked, self._stretches))
        found: list[Blocked] = []
        seen: set[str] = set()
        for occurrence in merge(self._in_touch(END_OF_TIME), by_rules, key=by_time):
            if occurrence.key in seen:
                continue
            seen.add(occurrence.key)
            clash = self.clash_of(occurrence)
            if clash is not None:
                found.append(Blocked(occurrence, clash))
                if len(found) == limit:
                    break
        return found

    def clash_of(self, occurrence: Occurrence) -> Clash | None:
        """The first minute at which one (padded) occurrence does not fit."""
        start, end = occurrence.start, occurrence.end
        others = self.register.demands(start, end, self.aside) if len(self.register) else []
        if self.ruled.is_own_rival:
            others += self._own(start, end, occurrence.key)
        return self.store.first_clash_beside((start, end), self.amount, others, self.aside)

    def clash_at(self, at: int) -> Clash:
        """Who stands at a minute, but for the occurrence that begins last."""
        others = self.register.demands(at, at + 1, self.aside)
        if self.ruled.is_own_rival:
            latest = max(self.table.standing(at, at + 1), key=by_time)
            others += self._own(at, at + 1, latest.key)
        standing = self.store.beside(at, at + 1, others, self.aside)
        free = self.store.capacity.at(at) - sum(each.amount for each in standing)
        return Clash(at, free, tuple(each.key for each in standing))

    def _own(self, start: int, end: int, key: str) -> list[Demand]:
        return [
            Demand(occurrence_key("", other), begin, until, self.amount)
            for other, begin, until in self.table.standing(start, end)
            if other != key
        ]

    @cached_property
    def _stretches(self) -> list[Stretch]:
        """When rules alone decide.

        As long as there is never more free than at the end of all changes, what rules decide with
        that much holds at all times; single demands can only add to it, and only where they are.
        """
        store = self.store
        settled = store.settled()
        if store.is_freest_at_last() and (
            settled == FIRST_MINUTE or settled < self._first_minute + _SOON
        ):
            return [Stretch(FIRST_MINUTE, END_OF_TIME, store.free(END_OF_TIME - 1, END_OF_TIME))]
        if self._first_minute == END_OF_TIME:
            return []
        return [Stretch(*each) for each in store.steady(self._first_minute, END_OF_TIME, LONG)]

    @cached_property
    def _first_minute(self) -> int:
        first = next(iter(self.table.by_rule(FIRST_MINUTE, END_OF_TIME)), None)
        return END_OF_TIME if first is None else first.start

    @cached_property
    def _own_singles(self) -> Steps:
        """How many of the wish's own added and moved occurrences stand when."""
        singles = self.table.singles
        starts, ends = [each.start for each in singles], [each.end for each in singles]
        return Steps.summed(starts, ends, [1] * len(singles))

    def _in_touch(self, until: int) -> Iterator[Occurrence]:
        """The occurrences that rules alone do not decide, in order, while they begin in time."""
        singles = (each for each in self.table.singles if each.start < until)
        return merge(singles, self._by_rule_in_touch(until), key=by_time)

    def _by_rule_in_touch(self, until: int) -> Iterator[Occurrence]:
        own = max((each.end for each in self.table.singles), default=FIRST_MINUTE)
        end = min(max(self.store.settled(), self.register.edits.settled(), own), until)
        if end == FIRST_MINUTE:
            return
        low, size, has_looked = self._first_minute, _FIRST_BLOCK, False
        while low < end:
            high = min(low + size, END_OF_TIME)
            if not self._has_touch(low, high):
                low, size, has_looked = high, 2 * size, False
                continue
            if size > _FIRST_BLOCK:
                size = _FIRST_BLOCK
                continue
            for each in self.table.by_rule(low, high):
                # What began in the block before was looked at there.
                if (each.start >= low or not has_looked) and self._has_touch(each.start, each.end):
                    yield each
            low, has_looked = high, True

    def _has_touch(self, low: int, high: int) -> bool:
        """Whether something finite is in a window that rules do not know of."""
        stretches = self._stretches
        if stretches and stretches[0].is_all:
            room = stretches[0].room
            is_beside = bool(self.ruled.members) or self.ruled.is_own_rival
            need = room if is_beside and room >= self.amount else self.amount
            has_single = self.store.first_clash(low, high, need) is not None
        else:
            has_single = not any(each.low <= low and high <= each.high for each in stretches)
        return (
            has_single
            or bool(self.register.edits.peak(low, high))
            or bool(self._own_singles.peak(low, high))
        )


def _others(register: Register, table: Timetable, aside: Collection[str]) -> list[Member]:
    """The series that the rule of a wish may meet, less what is left aside."""
    members = register.near(table)
    if not aside:
        return members
    return [member.without(aside) for member in members if member.key not in aside]
