"""Which pieces a decision about a loan is about, with its kits taken apart.

A choice that a kit leaves is made when it is promised. From then on the loan is of these pieces,
so whatever else names the kit means those of them that are concerned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mo_network.lending.entries import Loan, Pieces, lines_of
from mo_network.lending.facts import ItemsHandedOver, LoanExtended, LoanPromised

if TYPE_CHECKING:
    from mo_network.lending.state import LendingState

Asked = LoanPromised | LoanExtended | ItemsHandedOver


def pieces_asked(state: LendingState, asked: Asked, at: int) -> tuple[Pieces, ...]:
    """The pieces of a promise, an extension or a hand-over, as seen in a minute.

    Shape:   of a hand-over those that still wait to be fetched, as far as they do; of an extension
             all that is held.
    """
    if isinstance(asked, LoanExtended):
        loan = state.loan_table.get(asked.loan)
        return () if loan is None else held(loan)
    lines = lines_of(asked.items, asked.counts)
    if isinstance(asked, LoanPromised):
        slot = asked.slot
        return state.shelf.chosen(lines, slot.start_minute, slot.end_minute, at)
    loan = state.loan_table.get(asked.loan)
    if loan is None:
        return state.shelf.taken_apart(lines)
    return state.shelf.covered(lines, loan.waiting)


def held(loan: Loan) -> tuple[Pieces, ...]:
    """What a loan still asks of the stock: what is out, and what is to be fetched."""
    found = (Pieces(item, loan.out(item) + loan.waiting(item)) for item in loan.things)
    return tuple(each for each in found if each.number)
