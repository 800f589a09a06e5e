"""A week of the stock, day by day: how many there are, and at most promised or out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import attrs

from mo_network.lending.demands import loan_of
from mo_network.lending.handlers import midnight
from mo_network.scheduling import END_OF_TIME
from mo_network.values.moments import minute_of

if TYPE_CHECKING:
    from datetime import datetime

    from mo_network.lending.state import LendingState


@attrs.frozen
class ItemDay:
    """One thing on one day, by its own clock.

    Shape:   `stock` is the least there is on that day, `taken` the most that is promised or out at
             once, above the stock in a breach; `loans` are those that take it, in order of time.
    """

    item: str
    stock: int
    taken: int
    loans: tuple[str, ...]

    @property
    def free(self) -> int:
        """How many are left all day, as far as whole days tell; never below zero."""
        return max(0, self.stock - self.taken)


@attrs.frozen
class Day:
    """Every thing on one day, in the order in which they were added."""

    on: date
    items: tuple[ItemDay, ...]


@attrs.frozen
class Week:
    """The days from a Monday to the Sunday after it; fewer at the ends of the calendar."""

    days: tuple[Day, ...]

    @property
    def first(self) -> date:
        """The first day, a Monday."""
        return self.days[0].on


def week_of(state: LendingState, on: date, at: datetime, items: tuple[str, ...]) -> Week:
    """The week in which a day lies, for some things, as it is seen at a moment."""
    monday = on.toordinal() - on.weekday()
    ordinals = range(max(monday, 1), min(monday + 6, date.max.toordinal()) + 1)
    with state.shelf.looking_at(items, minute_of(at)):
        return Week(
            tuple(
                Day(day, tuple(_item_day(state, item, day) for item in items))
                for day in map(date.fromordinal, ordinals)
            )
        )


def _item_day(state: LendingState, item: str, on: date) -> ItemDay:
    where = state.zone_of(item)
    is_last = on == date.max
    start = midnight(on, where)
    end = END_OF_TIME if is_last else midnight(on + timedelta(days=1), where)
    leaf = state.shelf.stock(item).leaf
    names = dict.fromkeys(loan_of(demand.key) for demand in leaf.demands(start, end))
    there = min(count for _, _, count in leaf.capacity.pieces(start, end))
    return ItemDay(item, there, leaf.peak(start, end), tuple(names))
