"""The laws of grants: the core's own judgements, which nothing can loosen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from mo_network.funding.facts import GrantAwarded, GrantPaid
from mo_network.funding.hooks import FIRST_DAY, GRANT_AMOUNT, LAST_DAY
from mo_network.funding.juries.facts import JuryDecided
from mo_network.funding.juries.handlers import decision_of
from mo_network.funding.juries.word import JURY_WORD, last_word, word_of
from mo_network.funding.ledger import shown
from mo_network.funding.state import FundingState
from mo_network.funding.troubles import AS_ASKED, AVAILABLE, CURRENCY, PAID_WITHIN_AWARD
from mo_network.judging.answers import Limit, Note, Veto
from mo_network.judging.case import Case
from mo_network.judging.catalogue import Catalogue
from mo_network.judging.law import Law, law
from mo_network.values.money import Money

DETAILS = "funding.details"
"""The law of what is told beside the fields that every hub has."""


@law(
    AVAILABLE,
    worse="To promise money that is not there; a refusal waits for the next allocation.",
    judges=(GrantAwarded,),
    sentences={
        "de": {GRANT_AMOUNT.id: "Im Topf sind noch {value} verfügbar; es geht um {asked}."},
        "de-simple": {
            GRANT_AMOUNT.id: "Es sind noch {value} da. Es geht um {asked}.",
        },
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
        "de-simple": {
            GRANT_AMOUNT.id: "Sie haben {value} beantragt. Bewilligen will man {asked}.",
            FIRST_DAY.id: "Im Antrag fängt das Projekt am {value} an, nicht am {asked}.",
            LAST_DAY.id: "Im Antrag ist das Projekt am {value} fertig, nicht am {asked}.",
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
        "de-simple": {
            "closed": "{0} wird aufgelöst, ist aufgelöst oder nicht bekannt. Der Tag: {1}.",
        },
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
        "de-simple": {
            GRANT_AMOUNT.id: "Wir können noch {value} auszahlen, nicht {asked}.",
        },
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
    judges=(GrantAwarded, GrantPaid, JuryDecided),
    sentences={
        "de": {"other_currency": "{0} führt {1}, der Antrag nennt {2}, entschieden wird in {3}."},
        "de-simple": {
            "other_currency": "{0} hat {1}. Der Antrag hat {2}. Die Entscheidung hat {3}. "
            "Das passt nicht.",
        },
        "en": {"other_currency": "{0} is kept in {1}, the application in {2}, this in {3}."},
    },
)
def currency(
    state: FundingState, fact: GrantAwarded | GrantPaid | JuryDecided, case: Case
) -> Iterable[Veto]:
    """All money of a line is of one currency."""
    entry, given = state.application(fact.application), fact.amount.currency
    line = state.line_table.get(entry.line)
    kept = given if line is None else line.currency
    if given == entry.currency == kept:
        return ()
    return (Veto("other_currency", (entry.line, kept, entry.currency, given)),)


@law(
    JURY_WORD,
    worse="To give what a jury refused; it can meet again, and decide on more.",
    judges=(GrantAwarded, JuryDecided),
    sentences={
        "de": {
            GRANT_AMOUNT.id: "Die Jury hat {value} beschlossen; bewilligt werden sollen {asked}.",
            "jury_said_no": "Die Jury hat abgelehnt ({0}).",
            "awarded_already": "Bewilligt sind schon {0}; der Beschluss liegt darunter.",
        },
        "de-simple": {
            GRANT_AMOUNT.id: "Die Jury gibt {value}. Bewilligen will man {asked}.",
            "jury_said_no": "Die Jury hat Nein gesagt ({0}).",
            "awarded_already": "Sie haben schon {0} bekommen. Die Jury gibt jetzt weniger. "
            "Das geht nicht.",
        },
        "en": {
            GRANT_AMOUNT.id: "The jury decided on {value}; {asked} is to be awarded.",
            "jury_said_no": "The jury said no ({0}).",
            "awarded_already": "{0} is awarded already; the decision is below that.",
        },
    },
)
def jury_word(
    state: FundingState, fact: GrantAwarded | JuryDecided, case: Case
) -> Iterable[Limit[Money] | Veto]:
    """Nothing is awarded above what a jury decided; a recommendation binds nobody."""
    if isinstance(fact, JuryDecided):
        return _after_award(state, fact)
    word = last_word(state, fact.application)
    if word is None or word.is_kept(fact.amount):
        return ()
    if word.amount is None:
        return (Veto("jury_said_no", (word.decision,)),)
    return (Limit(GRANT_AMOUNT, word.amount),)


def _after_award(state: FundingState, fact: JuryDecided) -> Iterable[Veto]:
    """What was awarded stays awarded: a later decision cannot leave it without a ground."""
    awarded = state.application(fact.application).awarded
    if awarded is None:
        return ()
    word = word_of(state, decision_of(fact))
    if word is None or word.is_kept(awarded):
        return ()
    return (Veto("awarded_already", (awarded,)),)


@law(
    DETAILS,
    worse=(
        "To refuse an application for a word too many; what is told in vain can be declared later, "
        "or corrected."
    ),
    judges=(GrantAwarded,),
    reads_rules=True,
    sentences={
        "de": {"undeclared": "Die Angabe „{0}“ steht nicht in der Regeldatei; niemand prüft sie."},
        "de-simple": {"undeclared": "„{0}“ müssen Sie uns nicht sagen. Das prüft hier niemand."},
        "en": {
            "undeclared": 'The detail "{0}" is not declared in the hub\'s file: no rule sees it.'
        },
    },
)
def details_declared(
    state: FundingState, award: GrantAwarded, case: Case, catalogue: Catalogue
) -> Iterable[Note]:
    """What an application tells in fields of the hub's own is declared, or it is named."""
    details = state.details_table.get(award.application)
    if details is None:
        return ()
    declared = catalogue.details_of("application")
    return [Note("undeclared", (each.name,)) for each in details if each.name not in declared]


LAWS: tuple[Law, ...] = (
    available,
    as_asked,
    active_applicant,
    paid_within_award,
    currency,
    jury_word,
    details_declared,
)
