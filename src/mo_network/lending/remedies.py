"""What would help where a thing is promised or out already; looked for on request only."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from mo_network.errors import InvalidValue
from mo_network.judging.fact import Fact
from mo_network.lending.entries import Pieces, lines_of
from mo_network.lending.facts import ItemsHandedOver, LoanExtended, LoanPromised, LoanRequested
from mo_network.lending.laws import short_of
from mo_network.lending.state import LendingState
from mo_network.values.moments import minute_from, minute_of

REACH: Final = 14 * 24 * 60
"""How far a remedy may lie from what was asked, in minutes: two weeks."""

# Slots lie in the years 2 to 9998.
_EARLIEST = (date(2, 1, 1).toordinal() - 1) * 24 * 60
_LATEST = (date(9999, 1, 1).toordinal() - 1) * 24 * 60


def remedies(state: LendingState, fact: Fact, at: datetime) -> Iterator[Fact]:
    """Proposals that keep the laws of lending, where a request, a promise or a step does not.

    Shape:   the fact as handed in, otherwise: first the same things at another time, the next
             one after and the last one before, the nearer first, of the same length, within two
             weeks, not before `at`. Then for the same time, as many of each line as there are. A
             loan is extended as long as it can be; of a hand-over, what is in the house leaves.
             Nothing if it is possible as it is.
    """
    if isinstance(fact, LoanRequested | LoanPromised):
        yield from _for_a_promise(state, fact, at)
    elif isinstance(fact, LoanExtended):
        yield from _for_an_extension(state, fact, minute_of(at))
    elif isinstance(fact, ItemsHandedOver):
        counts = [
            min(count, state.in_house(item, at))
            for item, count in zip(fact.items, fact.counts, strict=True)
        ]
        yield from _fewer(fact, counts)


def _for_a_promise(
    state: LendingState, fact: LoanRequested | LoanPromised, at: datetime
) -> Iterator[Fact]:
    asked = fact.asks() if isinstance(fact, LoanRequested) else fact
    try:
        if short_of(state, asked, minute_of(at)) is None:
            return
        starts = sorted(_starts(state, asked, at), key=lambda s: abs(s - asked.slot.start_minute))
    except InvalidValue:
        starts = []  # too many choices at once, at whatever time
    for start in starts:
        yield fact.but(slot=fact.slot.starting_at(start))
    if fact.slot.start_minute >= minute_from(at):
        yield from _fewer(fact, _as_many(state, fact, minute_of(at)))


def _as_many(state: LendingState, fact: LoanRequested | LoanPromised, at: int) -> list[int]:
    """How many of each line there are if the lines before it have theirs."""
    start, end = fact.slot.start_minute, fact.slot.end_minute
    taken: tuple[Pieces, ...] = ()

    def is_too_many(line: Pieces) -> bool:
        try:
            return state.shelf.first_clash((*taken, line), start, end, at) is not None
        except InvalidValue:
            return True

    counts: list[int] = []
    for item, number in lines_of(fact.items, fact.counts):
        # The most that are not too many: whatever is fewer fits as well.
        lines = [Pieces(item, each) for each in range(1, number + 1)]
        counts.append(bisect_left(lines, x=1, key=is_too_many))
        taken += (Pieces(item, counts[-1]),) if counts[-1] else ()
    return counts


def _fewer(
    fact: LoanRequested | LoanPromised | ItemsHandedOver, counts: list[int]
) -> Iterator[Fact]:
    """The fact with these counts, if it is fewer than before and not nothing."""
    lines = [line for line in zip(fact.items, counts, strict=True) if line[1]]
    if lines and counts != list(fact.counts):
        items, left = zip(*lines, strict=True)
        yield fact.but(items=items, counts=left)


def _for_an_extension(state: LendingState, fact: LoanExtended, at: int) -> Iterator[Fact]:
    found, loan = short_of(state, fact, at), state.loan_table.get(fact.loan)
    if found is not None and loan is not None and found.clash.at > max(loan.end, at):
        yield fact.but(slot=fact.slot.with_minutes(fact.slot.start_minute, found.clash.at))


def _starts(state: LendingState, asked: LoanPromised, at: datetime) -> Iterator[int]:
    """The next start after that of a promise at which it fits, and the last one before."""
    now, slot, shelf = minute_from(at), asked.slot, state.shelf
    lines = lines_of(asked.items, asked.counts)
    after = max(slot.start_minute, now), min(slot.end_minute + REACH, _LATEST)
    before = max(slot.start_minute - REACH, now, _EARLIEST), slot.end_minute - 1
    with shelf.looking_at(shelf.leaves_of(lines), minute_of(at)):
        for (start, end), is_before in ((after, False), (before, True)):
            if start < end:
                found = shelf.find(lines, start, end, slot.minutes, before=is_before)
                if found is not None:
                    yield found
