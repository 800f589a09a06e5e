"""What each fact changes in funding; the lifecycle table has let it pass before."""

from __future__ import annotations

from collections.abc import Mapping
from sys import intern
from typing import TYPE_CHECKING

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
from mo_network.funding.troubles import (
    AS_ASKED,
    AVAILABLE,
    CURRENCY,
    PAID_WITHIN_AWARD,
    pot_name,
    settle,
)
from mo_network.judging.changes import Changes
from mo_network.judging.details import Details
from mo_network.judging.fact import Fact
from mo_network.judging.state import Handler, When
from mo_network.values.moments import minute_of
from mo_network.values.money import Money

if TYPE_CHECKING:
    from mo_network.funding.state import FundingState


def _open_line(state: FundingState, fact: FundingLineOpened, when: When, changes: Changes) -> None:
    changes.put(state.line_table, fact.id, Line(fact.id, fact.name, fact.currency))


def _post(
    state: FundingState,
    key: ledger.Key,
    way: ledger.Way,
    cents: int,
    cause: str,
    when: When,
    changes: Changes,
) -> None:
    """Move cents of a pot, and note whether it is below zero after that."""
    state.ledger.post(key, way, cents, changes)
    is_below = state.ledger.balance(key, ledger.Account.AVAILABLE) < 0
    if is_below or state.troubles:  # hardly ever
        settle(state.troubles, AVAILABLE, pot_name(*key), cause, when, changes, is_broken=is_below)


def _stray(state: FundingState, cause: str, when: When, changes: Changes) -> None:
    """Note money of another currency than its line has; it is not counted."""
    settle(state.troubles, CURRENCY, cause, cause, when, changes, is_broken=True)


def _change(
    state: FundingState, entry: Application, cause: str, when: When, changes: Changes
) -> None:
    """Set an application's entry, and note whether it keeps its laws."""
    changes.put(state.application_table, entry.id, entry)
    is_above = entry.awarded_cents > entry.asked_cents
    is_off = entry.paid_cents > entry.awarded_cents or entry.returned_cents > entry.paid_cents
    is_decided = entry.id in state.decisions_by_application
    if not (is_above or is_off or state.troubles or is_decided):
        return  # nearly always
    troubles, name = state.troubles, entry.id
    settle(troubles, AS_ASKED, name, cause, when, changes, is_broken=is_above)
    settle(troubles, PAID_WITHIN_AWARD, name, cause, when, changes, is_broken=is_off)
    if is_decided:
        is_beyond = is_word_broken(state, entry)
        settle(troubles, JURY_WORD, name, cause, when, changes, is_broken=is_beyond)


def _allocate(state: FundingState, fact: BudgetAllocated, when: When, changes: Changes) -> None:
    _move_budget(state, fact, ledger.ALLOCATION, when, changes)


def _cut(state: FundingState, fact: BudgetCut, when: When, changes: Changes) -> None:
    _move_budget(state, fact, ledger.CUT, when, changes)


def _move_budget(
    state: FundingState,
    fact: BudgetAllocated | BudgetCut,
    way: ledger.Way,
    when: When,
    changes: Changes,
) -> None:
    line = state.line_table.get(fact.line)
    if line is None:
        return
    if line.currency == fact.amount.currency:
        _post(state, (fact.line, fact.year), way, fact.amount.cents, fact.id, when, changes)
    else:
        _stray(state, fact.id, when, changes)


def _submit(state: FundingState, fact: ApplicationSubmitted, when: When, changes: Changes) -> None:
    project = fact.project
    assert project.end is not None
    # Each fact is read with strings of its own; of those that come again and again one is kept.
    entry = Application(
        fact.id,
        intern(fact.organisation),
        intern(fact.line),
        intern(fact.amount.currency),
        fact.amount.cents,
        project.start.toordinal(),
        project.end.toordinal(),
        minute_of(when.received),
    )
    changes.put(state.application_table, fact.id, entry)
    changes.note(state.by_organisation, fact.organisation, fact.id)
    if fact.partners:
        changes.put(state.partner_table, fact.id, fact.partners)
    if fact.dossier is not None:
        changes.put(state.dossier_table, fact.id, fact.dossier)
    if fact.details:
        changes.put(state.details_table, fact.id, Details(fact.details))


def _has_currency(state: FundingState, entry: Application, amount: Money) -> bool:
    line = state.line_table.get(entry.line)
    return line is not None and line.currency == entry.currency == amount.currency


def _count(
    state: FundingState, entry: Application, awards: int, cents: int, changes: Changes
) -> None:
    """Change the sum of an organisation's awards in the budget year of one of them."""
    key = (entry.organisation, entry.budget_year, entry.currency)
    count, total = state.award_sums.get(key, (0, 0))
    changes.put(state.award_sums, key, (count + awards, total + cents))


def _award(state: FundingState, fact: GrantAwarded, when: When, changes: Changes) -> None:
    before, project = state.application_table[fact.application], fact.project
    if not _has_currency(state, before, fact.amount):
        _stray(state, before.id, when, changes)
        return
    assert project.end is not None
    cents = fact.amount.cents
    # Written out: `_replace` takes as long as all the rest, and this is on the way of every award.
    days = project.start.toordinal(), project.end.toordinal()
    entry = Application(*before[:8], cents, *days, before.paid_cents, before.returned_cents)
    key = (entry.line, project.start.year)
    _change(state, entry, entry.id, when, changes)
    _count(state, entry, 1, cents, changes)
    _post(state, key, ledger.COMMITMENT, cents, entry.id, when, changes)


def _withdraw(
    state: FundingState, fact: ApplicationWithdrawn, when: When, changes: Changes
) -> None:
    entry = state.application_table[fact.application]
    cents = entry.awarded_cents
    if not cents:
        return
    key = (entry.line, entry.budget_year)
    withdrawn = entry._replace(awarded_cents=0, awarded_first_day=0, awarded_end_day=0)
    _change(state, withdrawn, entry.id, when, changes)
    _count(state, entry, -1, -cents, changes)
    _post(state, key, ledger.RELEASE, cents, entry.id, when, changes)


def _pay(state: FundingState, fact: GrantPaid, when: When, changes: Changes) -> None:
    entry, cents = state.application_table[fact.application], fact.amount.cents
    if not _has_currency(state, entry, fact.amount):
        _stray(state, fact.id, when, changes)
        return
    key = (entry.line, entry.budget_year)
    paid = entry._replace(paid_cents=entry.paid_cents + cents)
    _change(state, paid, fact.id, when, changes)
    _post(state, key, ledger.PAYMENT, cents, fact.id, when, changes)


def _return(state: FundingState, fact: GrantReturned, when: When, changes: Changes) -> None:
    entry, cents = state.application_table[fact.application], fact.amount.cents
    if not _has_currency(state, entry, fact.amount):
        _stray(state, fact.id, when, changes)
        return
    key = (entry.line, entry.budget_year)
    returned = entry._replace(returned_cents=entry.returned_cents + cents)
    _change(state, returned, fact.id, when, changes)
    _post(state, key, ledger.REPAYMENT, cents, fact.id, when, changes)


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
