"""The laws of money: the core's own judgements, which nothing can loosen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from mo_network.funding.facts import GrantAwarded, GrantPaid
from mo_network.funding.hooks import FIRST_DAY, GRANT_AMOUNT, LAST_DAY
from mo_network.funding.juries.laws import JURY_LAWS
from mo_network.funding.ledger import shown
from mo_network.funding.state import FundingState
from mo_network.funding.troubles import AS_ASKED, AVAILABLE, CURRENCY, PAID_WITHIN_AWARD
from mo_network.judging.answers import Limit, Veto
from mo_network.judging.case import Case
from mo_network.judging.law import Law, law
from mo_network.values.money import Money


@law(
    AVAILABLE,
    worse="To promise money that is not there; a refusal waits for the next allocation.",
    judges=(GrantAwarded,),
    sentences={
        "de": {GRANT_AMOUNT.id: "Im Topf sind noch {value} verfügbar; es geht um {asked}."},
        "en": {GRANT_AMOUNT.id: "{value} is still available in the pot; this is about {asked}."},
    },
)
def available(state: FundingState, award: GrantAwarded, case: Case) -> Iterable[Limit[Money]]:
    """No more is committed than is available of the line in the budget year."""
    entry = state.application(award.application)
    currency = award.amount.currency
    line = state.line_table.get(entry.line)
    if line is not None and line.currency != currency:
        return ()  # `currency` forbids it; two currencies have no order
    cents = state.available_cents(entry.line, award.project.start.year)
    return (Limit(GRANT_AMOUNT, shown(cents, currency)),)


@law(
    AS_ASKED,
    worse="To give what nobody asked for and nobody can account for; one may apply again.",
    judges=(GrantAwarded,),
    sentences={
        "de": {
            GRANT_AMOUNT.id: "Beantragt waren {value}; bewilligt werden sollen {asked}.",
            FIRST_DAY.id: "Beantragt war ein Vorhaben ab {value}, nicht ab {asked}.",
            LAST_DAY.id: "Beantragt war ein Vorhaben bis einschließlich {value}, nicht {asked}.",
        },
        "en": {
            GRANT_AMOUNT.id: "{value} was applied for; {asked} is to be awarded.",
            FIRST_DAY.id: "The project applied for begins on {value}, the award's on {asked}.",
            LAST_DAY.id: "The project applied for ends with {value}, the award's with {asked}.",
        },
    },
)
def as_asked(state: FundingState, award: GrantAwarded, case: Case) -> Iterable[Limit[Any]]:
    """Nothing is awarded above what was applied for, nor for days outside of it."""
    if case.is_open:
        return  # an application is as it asks
    entry, project = state.application(award.application), award.project
    if entry.currency == award.amount.currency and award.amount.cents > entry.asked_cents:
        yield Limit(GRANT_AMOUNT, entry.asked)
    if project.start.toordinal() < entry.first_day:
        yield Limit(FIRST_DAY, date.fromordinal(entry.first_day))
    if project.end is None or project.end.toordinal() > entry.end_day:
        yield Limit(LAST_DAY, date.fromordinal(entry.end_day - 1))


@law(
    "funding.active_applicant",
    worse="To lose money to a body that is being wound up; a refusal can be mended.",
    judges=(GrantAwarded,),
    sentences={
        "de": {"closed": "{0} ist am {1} in Liquidation, aufgelöst oder nicht erfasst."},
        "en": {"closed": "{0} is in liquidation, ended or not registered on {1}."},
    },
)
def active_applicant(state: FundingState, award: GrantAwarded, case: Case) -> Iterable[Veto]:
    """Nothing new is awarded to an organisation in liquidation or ended."""
    organisation = state.application(award.application).organisation
    # An organisation that closed stays closed, so the later day decides: the project's last.
    on = max(case.decided_on, award.project.last or case.decided_on)
    if state.directory.is_active(organisation, on):
        return ()
    return (Veto("closed", (organisation, on)),)


@law(
    PAID_WITHIN_AWARD,
    worse="To pay what was never promised, and have to reclaim it; a payment can be split.",
    judges=(GrantPaid,),
    sentences={
        "de": {GRANT_AMOUNT.id: "Bewilligt und nicht ausgezahlt sind {value}, nicht {asked}."},
        "en": {GRANT_AMOUNT.id: "{value} is awarded and not yet paid; {asked} is to be paid."},
    },
)
def paid_within_award(
    state: FundingState, payment: GrantPaid, case: Case
) -> Iterable[Limit[Money]]:
    """What is paid stays within the award, and what is returned within what was paid."""
    entry = state.application(payment.application)
    if entry.currency != payment.amount.currency:
        return ()  # `currency` forbids it
    return (Limit(GRANT_AMOUNT, entry.committed),)


@law(
    CURRENCY,
    worse="To add euros to francs; the sum would be wrong for ever.",
    judges=(GrantAwarded, GrantPaid),
    sentences={
        "de": {"other_currency": "{0} führt {1}, der Antrag nennt {2}, entschieden wird in {3}."},
        "en": {"other_currency": "{0} is kept in {1}, the application in {2}, this in {3}."},
    },
)
def currency(state: FundingState, fact: GrantAwarded | GrantPaid, case: Case) -> Iterable[Veto]:
    """All money of a line is of one currency."""
    entry, given = state.application(fact.application), fact.amount.currency
    line = state.line_table.get(entry.line)
    kept = given if line is None else line.currency
    if given == entry.currency == kept:
        return ()
    return (Veto("other_currency", (entry.line, kept, entry.currency, given)),)


LAWS: tuple[Law, ...] = (
    available,
    as_asked,
    active_applicant,
    paid_within_award,
    currency,
    *JURY_LAWS,
)
