"""What each fact changes in funding; the lifecycle table has let it pass before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mo_network.directory.indexes import note
from mo_network.funding import ledger
from mo_network.funding.entries import Application, Line
from mo_network.funding.facts import (
    ApplicationSubmitted,
    ApplicationWithdrawn,
    BudgetAllocated,
    BudgetCut,
    FundingLineOpened,
    GrantAwarded,
    GrantPaid,
    GrantReturned,
)
from mo_network.funding.juries.handlers import JURY_HANDLERS
from mo_network.funding.juries.word import JURY_WORD, is_word_broken
from mo_network.funding.tables import put_at
from mo_network.funding.troubles import (
    AS_ASKED,
    AVAILABLE,
    CURRENCY,
    PAID_WITHIN_AWARD,
    pot_name,
    settle,
)
from mo_network.judging.details import Details
from mo_network.judging.fact import Fact
from mo_network.judging.state import Handler, Undo, When, nothing_to_undo, together
from mo_network.values.moments import minute_of
from mo_network.values.money import Money

if TYPE_CHECKING:
    from mo_network.funding.state import FundingState


def _open_line(state: FundingState, fact: FundingLineOpened, when: When) -> Undo:
    return put_at(state.line_table, fact.id, Line(fact.id, fact.name, fact.currency))


def _post(
    state: FundingState, key: ledger.Key, moved: ledger.Transaction, cause: str, when: When
) -> Undo:
    """Post a transaction, and note whether the pot is below zero after it."""
    posted = state.ledger.post(key, moved)
    is_below = state.available_cents(*key) < 0
    name = pot_name(*key)
    return together(
        posted, settle(state.troubles, AVAILABLE, name, cause, when, is_broken=is_below)
    )


def _stray(state: FundingState, cause: str, when: When) -> Undo:
    """Note money of another currency than its line has; it is not counted."""
    return settle(state.troubles, CURRENCY, cause, cause, when, is_broken=True)


def _change(state: FundingState, entry: Application, cause: str, when: When) -> Undo:
    """Set an application's entry, and note whether it keeps its laws."""
    is_above = entry.awarded_cents > entry.asked_cents
    is_off = entry.paid_cents > entry.awarded_cents or entry.returned_cents > entry.paid_cents
    undo = put_at(state.application_table, entry.id, entry)
    if not (is_above or is_off or state.troubles or entry.id in state.decisions_by_application):
        return undo
    return together(
        undo,
        settle(state.troubles, AS_ASKED, entry.id, cause, when, is_broken=is_above),
        settle(state.troubles, PAID_WITHIN_AWARD, entry.id, cause, when, is_broken=is_off),
        _settle_word(state, entry, cause, when),
    )


def _settle_word(state: FundingState, entry: Application, cause: str, when: When) -> Undo:
    """Note whether the award stays within what a jury decided, if one did."""
    if entry.id not in state.decisions_by_application:
        return nothing_to_undo
    is_beyond = is_word_broken(state, entry)
    return settle(state.troubles, JURY_WORD, entry.id, cause, when, is_broken=is_beyond)


def _allocate(state: FundingState, fact: BudgetAllocated, when: When) -> Undo:
    return _move_budget(state, fact, ledger.allocation(fact.amount.cents), when)


def _cut(state: FundingState, fact: BudgetCut, when: When) -> Undo:
    return _move_budget(state, fact, ledger.cut(fact.amount.cents), when)


def _move_budget(
    state: FundingState,
    fact: BudgetAllocated | BudgetCut,
    moved: ledger.Transaction,
    when: When,
) -> Undo:
    line = state.line_table.get(fact.line)
    if line is None:
        return nothing_to_undo
    if line.currency != fact.amount.currency:
        return _stray(state, fact.id, when)
    return _post(state, (fact.line, fact.year), moved, fact.id, when)


def _submit(state: FundingState, fact: ApplicationSubmitted, when: When) -> Undo:
    project = fact.project
    assert project.end is not None
    entry = Application(
        fact.id,
        fact.organisation,
        fact.line,
        fact.amount.currency,
        fact.amount.cents,
        project.start.toordinal(),
        project.end.toordinal(),
        minute_of(when.received),
    )
    undos = [
        put_at(state.application_table, fact.id, entry),
        note(state.by_organisation, fact.organisation, fact.id),
    ]
    if fact.partners:
        undos.append(put_at(state.partner_table, fact.id, fact.partners))
    if fact.dossier is not None:
        undos.append(put_at(state.dossier_table, fact.id, fact.dossier))
    if fact.details:
        undos.append(put_at(state.details_table, fact.id, Details(fact.details)))
    return together(*undos)


def _has_currency(state: FundingState, entry: Application, amount: Money) -> bool:
    line = state.line_table.get(entry.line)
    return line is not None and line.currency == entry.currency == amount.currency


def _count(state: FundingState, entry: Application, awards: int, cents: int) -> Undo:
    """Change the sum of an organisation's awards in the budget year of one of them."""
    key = (entry.organisation, entry.budget_year, entry.currency)
    count, total = state.award_sums.get(key, (0, 0))
    return put_at(state.award_sums, key, (count + awards, total + cents))


def _award(state: FundingState, fact: GrantAwarded, when: When) -> Undo:
    before, project, cents = (
        state.application_table[fact.application],
        fact.project,
        fact.amount.cents,
    )
    if not _has_currency(state, before, fact.amount):
        return _stray(state, before.id, when)
    assert project.end is not None
    # Written out: `_replace` takes as long as all the rest, and this is on the way of every award.
    days = project.start.toordinal(), project.end.toordinal()
    entry = Application(*before[:8], cents, *days, before.paid_cents, before.returned_cents)
    return together(
        _change(state, entry, entry.id, when),
        _count(state, entry, 1, cents),
        _post(state, (entry.line, project.start.year), ledger.commitment(cents), entry.id, when),
    )


def _withdraw(state: FundingState, fact: ApplicationWithdrawn, when: When) -> Undo:
    entry = state.application_table[fact.application]
    cents = entry.awarded_cents
    if not cents:
        return nothing_to_undo
    key = (entry.line, entry.budget_year)
    withdrawn = entry._replace(awarded_cents=0, awarded_first_day=0, awarded_end_day=0)
    return together(
        _change(state, withdrawn, entry.id, when),
        _count(state, entry, -1, -cents),
        _post(state, key, ledger.release(cents), entry.id, when),
    )


def _pay(state: FundingState, fact: GrantPaid, when: When) -> Undo:
    entry = state.application_table[fact.application]
    if not _has_currency(state, entry, fact.amount):
        return _stray(state, fact.id, when)
    cents = fact.amount.cents
    paid = entry._replace(paid_cents=entry.paid_cents + cents)
    return together(
        _change(state, paid, fact.id, when),
        _post(state, (entry.line, entry.budget_year), ledger.payment(cents), fact.id, when),
    )


def _return(state: FundingState, fact: GrantReturned, when: When) -> Undo:
    entry = state.application_table[fact.application]
    if not _has_currency(state, entry, fact.amount):
        return _stray(state, fact.id, when)
    cents = fact.amount.cents
    returned = entry._replace(returned_cents=entry.returned_cents + cents)
    return together(
        _change(state, returned, fact.id, when),
        _post(state, (entry.line, entry.budget_year), ledger.repayment(cents), fact.id, when),
    )


HANDLERS: Mapping[type[Fact], Handler] = {
    FundingLineOpened: _open_line,
    BudgetAllocated: _allocate,
    BudgetCut: _cut,
    ApplicationSubmitted: _submit,
    ApplicationWithdrawn: _withdraw,
    GrantAwarded: _award,
    GrantPaid: _pay,
    GrantReturned: _return,
    **JURY_HANDLERS,
}
