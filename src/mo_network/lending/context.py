"""What a rule may know about a loan: one frozen context for all hooks of lending."""

from __future__ import annotations

from datetime import UTC, date, time
from itertools import accumulate
from typing import Final, NamedTuple

import attrs

from mo_network.judging.case import Case
from mo_network.lending.entries import Loan, Pieces, lines_of
from mo_network.lending.facts import ItemsHandedOver, LoanExtended, LoanPromised
from mo_network.lending.pieces import pieces_asked
from mo_network.lending.state import LendingState
from mo_network.values.moments import minute_of, moment_of
from mo_network.values.money import Money
from mo_network.values.slot import Slot

MOST_EARLIER: Final = 200
"""How many earlier loans of an organisation a rule may see: the latest ones."""


class Wanted(NamedTuple):
    """So many pieces of one thing; `worth` is the value of one of them, if it is known."""

    item: str
    number: int
    worth: Money | None


class EarlierLoan(NamedTuple):
    """A loan that the organisation has or had.

    Shape:   `pieces` are those that it has out or may still fetch; none of a loan that is over.
             `is_late` tells that something came back after its time, or is out after it.
    """

    loan: str
    slot: Slot
    pieces: tuple[Pieces, ...]
    is_late: bool


class EarlierLoans(NamedTuple):
    """Frühere Ausleihen: what an organisation has and had, without the loan that is judged."""

    loans: tuple[EarlierLoan, ...]

    def at_once(self, slot: Slot, items: frozenset[str] = frozenset()) -> int:
        """The most pieces of some things (all, if none is named) held at one time in a slot.

        Shape:   what is late counts all the time, for nobody knows when it comes back.
        """
        steps: list[tuple[int, int]] = []
        for loan in self.loans:
            number = sum(n for item, n in loan.pieces if not items or item in items)
            if loan.is_late:
                steps.append((slot.start_minute, number))
            elif loan.slot.overlaps(slot):
                steps.append((max(loan.slot.start_minute, slot.start_minute), number))
                steps.append((loan.slot.end_minute, -number))
        # Sorted so that what ends in a minute makes room for what begins in it.
        return max(accumulate(by for _, by in sorted(steps)), default=0)

    def late(self, since: date) -> int:
        """How many loans that were to be back on a day or later came late, or are late."""
        return sum(loan.is_late and loan.slot.end.date() >= since for loan in self.loans)


@attrs.frozen
class LoanContext:
    """What a rule may know about a loan that is asked for, extended or handed over.

    Shape:   `on` is the day that the rule's basis picks; `organisation_kind` is "" for one that
             is not known any more. `lines` are the things as they are named, `pieces` the same
             with kits taken apart: of an extension all that is held, of a hand-over what leaves
             now. `previous` is bounded: the latest loans of the organisation, without this one.
    Units:   `received_on`, `decided_on` in the hub's zone; `start_on`, `end_on` and the times of
             the wall clock in the zones of the slot.
    """

    on: date
    received_on: date
    decided_on: date
    organisation: str
    organisation_kind: str
    lines: tuple[Pieces, ...]
    pieces: tuple[Wanted, ...]
    slot: Slot
    start_on: date
    start_time: time
    end_on: date
    end_time: time
    is_extension: bool
    previous: EarlierLoans = attrs.field(eq=False, repr=False)


def loan_context(
    state: LendingState, asked: LoanPromised | LoanExtended | ItemsHandedOver, case: Case
) -> LoanContext:
    """The context of a loan, with `on` the day on which it was asked for.

    Errors:  UnknownReference when there is no such loan.
    """
    name = asked.id if isinstance(asked, LoanPromised) else asked.loan
    loan = asked if isinstance(asked, LoanPromised) else state.loan(name)
    slot = loan.slot if isinstance(asked, ItemsHandedOver) else asked.slot
    organisation = state.directory.organisation_table.get(loan.organisation)
    at = minute_of(case.when.at)
    pieces = pieces_asked(state, asked, at)
    received_on = _received_on(state, asked, case)
    return LoanContext(
        received_on,
        received_on,
        case.decided_on,
        loan.organisation,
        "" if organisation is None else organisation.kind_name,
        pieces if isinstance(asked, LoanExtended) else lines_of(asked.items, asked.counts),
        tuple(_wanted(state, each) for each in pieces),
        slot,
        slot.start.date(),
        slot.start.time(),
        slot.end.date(),
        slot.end.time(),
        isinstance(asked, LoanExtended),
        _previous(state, loan.organisation, name, at),
    )


def _wanted(state: LendingState, pieces: Pieces) -> Wanted:
    entry = state.item_table.get(pieces.item)
    return Wanted(*pieces, None if entry is None else entry.worth)


def _received_on(
    state: LendingState, asked: LoanPromised | LoanExtended | ItemsHandedOver, case: Case
) -> date:
    """The day of the request; without one, and for what follows a promise, that of the case."""
    wanted = asked.request or "" if isinstance(asked, LoanPromised) else ""
    request = state.request_table.get(wanted)
    if request is None:
        return case.received_on
    return case.day_of(moment_of(request.received_minute, UTC))


def _previous(state: LendingState, organisation: str, but: str, minute: int) -> EarlierLoans:
    names = [name for name in state.by_organisation.get(organisation, ()) if name != but]
    loans = (state.loan_table[name] for name in names[-MOST_EARLIER:])
    return EarlierLoans(tuple(_earlier(loan, minute) for loan in loans))


def _earlier(loan: Loan, minute: int) -> EarlierLoan:
    is_over = loan.end <= minute
    pieces = (
        Pieces(item, loan.out(item) + (0 if is_over else loan.waiting(item)))
        for item in loan.things
    )
    came_late = any(number and back > loan.end for back, _, number in loan.back)
    return EarlierLoan(
        loan.id,
        loan.slot,
        tuple(each for each in pieces if each.number),
        came_late or (is_over and loan.is_out),
    )
