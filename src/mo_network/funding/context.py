"""What a rule may know about an award: one frozen context for all hooks of that decision."""

from __future__ import annotations

from datetime import date, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated

import attrs

from mo_network.directory.kinds import OrganisationKind
from mo_network.funding.dossier import NO_DOSSIER, Dossier
from mo_network.funding.entries import Previous
from mo_network.funding.facts import GrantAwarded
from mo_network.funding.views import Attendance, EarlierAwards, Partner
from mo_network.judging.case import Case
from mo_network.judging.details import NO_DETAILS, Details, DetailsOf
from mo_network.judging.fact import Known
from mo_network.values.moments import moment_of
from mo_network.values.money import Money
from mo_network.values.period import Period

if TYPE_CHECKING:
    from mo_network.funding.state import FundingState


@attrs.frozen
class GrantContext:
    """What a rule may know about an award that is asked for.

    Shape:   `on` is the day that the rule's basis picks; `asked` what was applied for, `amount`
             what is to be awarded; `organisation_kind` is "" for one that is not known any more;
             `previous` are the organisation's awards in the same budget year, over all lines,
             `awards` all of them; `attended` what it attended until the day of the decision.
             `dossier` is that of the application, with the costs that are to be granted;
             `details` what it tells in fields that the hub's file declares.
    Units:   days of the hub's zone.
    """

    on: date
    received_on: date
    decided_on: date
    organisation: Annotated[str, Known("org")]
    organisation_kind: Annotated[str, OrganisationKind]
    line: Annotated[str, Known("line")]
    amount: Money
    asked: Money
    project: Period
    previous: Previous
    founded_on: date | None
    partners: tuple[Partner, ...]
    dossier: Dossier
    attended: tuple[Attendance, ...]
    awards: EarlierAwards = attrs.field(eq=False, repr=False)
    details: Annotated[Details, DetailsOf("application")] = NO_DETAILS


@lru_cache(maxsize=1024)
def _day_of(minute: int, zone: tzinfo) -> date:
    return moment_of(minute, zone).date()


def _partners(state: FundingState, names: tuple[str, ...]) -> tuple[Partner, ...]:
    table = state.directory.organisation_table
    return tuple(
        Partner(name, "" if (found := table.get(name)) is None else found.kind_name)
        for name in names
    )


def grant_context(state: FundingState, award: GrantAwarded, case: Case) -> GrantContext:
    """The context of an award, with `on` the day on which the application was handed in.

    Errors:  UnknownReference when there is no such application.
    """
    name = award.application
    entry = state.application(name)
    applicant = entry.organisation
    organisation = state.directory.organisation_table.get(applicant)
    # An application that is judged has its moments in the case, corrected or not.
    received_on = case.received_on if case.is_open else _day_of(entry.received_minute, case.zone)
    decided_on = case.decided_on
    amount, project = award.amount, award.project
    dossier = state.dossier_table.get(name, NO_DOSSIER)
    if award.costs is not None:
        dossier = attrs.evolve(dossier, costs=award.costs)
    partners = state.partner_table.get(name)
    # Most awards are as they were asked for; a new Money for each costs more than this look.
    asked = amount
    if not case.is_open and (
        entry.asked_cents != amount.cents or entry.currency != amount.currency
    ):
        asked = entry.asked
    return GrantContext(
        received_on,
        received_on,
        decided_on,
        applicant,
        "" if organisation is None else organisation.kind_name,
        entry.line,
        amount,
        asked,
        project,
        state.previous(applicant, project.start.year, amount.currency),
        None if organisation is None or not organisation.founded_day else organisation.founded,
        () if partners is None else _partners(state, partners),
        dossier,
        state.advice.attended(applicant, decided_on),
        EarlierAwards(state.application_table, state.by_organisation.get(applicant, ()), name),
        state.details_table.get(name, NO_DETAILS),
    )
