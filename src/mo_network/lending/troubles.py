"""Where more of a thing is promised or out than there is: because of what, and whom it hits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final

from mo_network.judging.fact import Fact
from mo_network.judging.state import Breach
from mo_network.lending.demands import loan_of
from mo_network.lending.entries import Loan, lines_of
from mo_network.lending.facts import ItemsBroken, ItemsLost, ItemsReturned, StockChanged
from mo_network.scheduling import END_OF_TIME, Excess
from mo_network.values.moments import minute_of, moment_of
from mo_network.values.zones import zone

if TYPE_CHECKING:
    from mo_network.lending.state import LendingState

CAPACITY: Final = "lending.capacity"
"""The law that no more is promised than there is."""


def breaches(state: LendingState, minute: int) -> Iterator[Breach]:
    """All that stands broken in a minute, or will be later as things are, thing by thing.

    Shape:   an overdue piece is demand through the minute; promises that are over are not named.
    """
    for item in sorted(state.shelf.stocks):
        stock = state.shelf.stocks[item]
        # From when the first of the overdue ones was due, for the first day is asked for.
        start = min([minute, *(out.due for out in stock.out.values())])
        with stock.looking_at(minute) as leaf:
            found = leaf.over(start, END_OF_TIME)
        yield from _grouped(state, item, found, minute)


def breaches_by(state: LendingState, by: Fact, at: datetime) -> Iterator[Breach]:
    """What an observed fact breaks: a return those promises that it was too late for."""
    minute = minute_of(at)
    if isinstance(by, ItemsReturned | ItemsLost) and by.loan in state.loan_table:
        leaves = state.shelf.leaves_of(lines_of(by.items, by.counts))
        yield from _too_late(state, state.loan_table[by.loan], len(leaves))
    if isinstance(by, StockChanged | ItemsBroken | ItemsLost) and by.id in state.change_table:
        start, end, sign, pieces = state.change_table[by.id]
        start = max(start, minute)
        if sign < 0 and start < end:
            for item, _ in pieces:
                with state.shelf.stock(item).looking_at(minute) as leaf:
                    found = leaf.over(start, end)
                yield from _grouped(state, item, found, minute, by.id)


def _too_late(state: LendingState, loan: Loan, last: int) -> Iterator[Breach]:
    """The promises that the last entries came back too late for, those that are past too."""
    for back, item, number in loan.back[-last:]:
        if not number or back <= loan.end:
            continue
        with state.shelf.stock(item).looking_at(back) as leaf:
            found = leaf.over(loan.end, back)
        own = [each for each in found if loan.id in map(loan_of, each.keys)]
        yield from _grouped(state, item, own, loan.end, loan.id)


class _Found:
    """What one cause breaks: since which minute without a break, and which promises."""

    __slots__ = ("end", "is_live", "promises", "since")

    def __init__(self, since: int) -> None:
        self.since = self.end = since
        self.is_live = False
        self.promises: dict[str, None] = {}

    def take(self, excess: Excess, promises: Iterable[str], *, is_live: bool) -> None:
        """Add one stretch; one that is past matters only where the next is joined to it."""
        if excess.start > self.end and not self.is_live:
            self.since = excess.start
        self.end = excess.end
        self.is_live = self.is_live or is_live
        if is_live:
            self.promises.update(dict.fromkeys(promises))


def _grouped(
    state: LendingState, item: str, excesses: Iterable[Excess], minute: int, cause: str = ""
) -> Iterator[Breach]:
    """One breach for each cause that holds after a minute, with all promises that it hits."""
    found: dict[str, _Found] = {}
    for excess in excesses:
        by = cause or _cause(state, item, excess)
        promises = _waiting(state, item, excess)
        entry = found.setdefault(by, _Found(excess.start))
        entry.take(excess, promises, is_live=excess.end > minute)
    where = zone(state.zone_of(item))
    for by, entry in found.items():
        if entry.is_live:
            since = moment_of(entry.since, where).date()
            yield Breach(CAPACITY, item, since, by, tuple(entry.promises))


def _waiting(state: LendingState, item: str, excess: Excess) -> Iterator[str]:
    for name in map(loan_of, excess.keys):
        loan = state.loan_table[name]
        # What was fetched before its time is no promise yet that waits to be kept.
        if loan.start <= excess.start < loan.end and loan.waiting(item):
            yield name


def _cause(state: LendingState, item: str, excess: Excess) -> str:
    """What is overdue; else what made the stock smaller last; else what was promised last."""
    names = [loan_of(key) for key in excess.keys]
    late = [name for name in names if state.loan_table[name].end <= excess.start]
    return (late or state.shelf.stock(item).causes(excess.start) or names)[-1]
