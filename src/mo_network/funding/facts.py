"""What can happen to money: it is allocated, asked for, awarded, paid and returned."""

from __future__ import annotations

from typing import Annotated, ClassVar

import attrs

from mo_network.funding.checks import (
    require_amount,
    require_body,
    require_currency,
    require_end,
    require_partners,
    require_year,
)
from mo_network.funding.codes import check_codes
from mo_network.funding.costs import CostPlan
from mo_network.funding.dossier import Dossier
from mo_network.judging.details import Detail, require_details
from mo_network.judging.fact import Fact, Known, Label, New, Standing
from mo_network.values.money import Money
from mo_network.values.period import Period
from mo_network.values.sealed import Sealed
from mo_network.values.tags import Tag


@attrs.frozen(kw_only=True)
class FundingLineOpened(Fact):
    """Förderlinie eröffnet: money may be given under this name, in one currency.

    Errors:  InvalidValue for a currency that is no ISO code.
    Source:  design, section 4.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("line")]
    name: Label
    currency: str = "EUR"

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        Money.zero(self.currency)


@attrs.frozen(kw_only=True)
class BudgetAllocated(Fact):
    """Mittel zugewiesen: a funder puts money into a line for one budget year.

    Units:   `year` is the calendar year of the budget (Haushaltsjahr).
    Source:  design, section 8.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("allocation")]
    line: Annotated[str, Known("line")]
    year: int
    amount: Money
    source: Annotated[str, Known("org")] | None = None

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        require_amount(self, self.amount)
        require_year(self, self.year)


@attrs.frozen(kw_only=True)
class BudgetCut(Fact):
    """Mittel gekürzt: a funder takes money back out of a line's budget year.

    Shape:   recorded even if more is committed than is left; that is a breach then.
    Source:  design, section 8.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("cut")]
    line: Annotated[str, Known("line")]
    year: int
    amount: Money

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        require_amount(self, self.amount)
        require_year(self, self.year)


@attrs.frozen(kw_only=True)
class ApplicationSubmitted(Fact):
    """Antrag eingegangen: an organisation asks for money for a project.

    Shape:   asks for `GrantAwarded` over the same amount and days, its body still open. `partners`
             cooperate in the project; `dossier` holds the plans and plain codes that rules judge,
             `details` what else the hub's file asks for.
    Errors:  InvalidValue for an organisation that is its own partner or stands twice, for plans in
             another currency, and for a detail that stands twice or more than 50 of them.
    Source:  design, section 4.
    """

    standing: ClassVar[Standing] = Standing.RECEIVED
    id: Annotated[str, New("application")]
    organisation: Annotated[str, Known("org")]
    line: Annotated[str, Known("line")]
    amount: Money
    project: Period
    partners: tuple[Annotated[str, Known("org")], ...] = ()
    dossier: Dossier | None = None
    details: tuple[Detail, ...] = ()
    description: Sealed | None = None
    contact: Sealed | None = None

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        require_amount(self, self.amount)
        require_end(self, self.project)
        if self.partners:
            require_partners(self.organisation, self.partners)
        if self.dossier is not None:
            require_currency(self, self.amount, self.dossier.currencies)
        if self.details:
            require_details(self.details)

    def asks(self) -> GrantAwarded:
        """The award of what was applied for, on the evidence that came with it."""
        return GrantAwarded(
            application=self.id,
            amount=self.amount,
            project=self.project,
            evidence=None if self.dossier is None else self.dossier.evidence,
        )


@attrs.frozen(kw_only=True)
class ApplicationWithdrawn(Fact):
    """Antrag zurückgezogen: before the first payment, also after the award.

    Shape:   what was committed is available again.
    Source:  design, section 4.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    application: Annotated[str, Known("application")]


@attrs.frozen(kw_only=True)
class ApplicationDeclined(Fact):
    """Antrag abgelehnt, with a plain reason that says nothing personal.

    Source:  design, section 4.
    """

    standing: ClassVar[Standing] = Standing.DECIDED
    application: Annotated[str, Known("application")]
    reason: Label


@attrs.frozen(kw_only=True)
class GrantAwarded(Fact):
    """Bewilligung: the hub promises money for a project.

    Shape:   `body` is who decided, "team" or "jury"; None while nobody has. `recommended_by` is
             who advised it, `evidence` the plain codes of what was there to be checked (None: not
             known), `costs` the plan that is granted, if it is another than was applied for. The
             promise counts in the budget year in which the project begins.
    Source:  design, section 8.

    >>> from datetime import date
    >>> GrantAwarded(
    ...     application="application:1", amount=Money(50000), body="board",
    ...     project=Period.through(date(2026, 3, 1), date(2026, 6, 30)),
    ... )
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: body is 'board': give one of team, jury
    """

    standing: ClassVar[Standing] = Standing.DECIDED
    application: Annotated[str, Known("application")]
    amount: Money
    project: Period
    body: str | None = None
    recommended_by: str | None = None
    evidence: frozenset[str] | None = None
    costs: CostPlan | None = None

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        require_amount(self, self.amount)
        require_end(self, self.project)
        require_body("body", self.body)
        require_body("recommended_by", self.recommended_by)
        if self.evidence is not None:
            check_codes(self.evidence, "GrantAwarded.evidence")
        if self.costs is not None:
            require_currency(self, self.amount, frozenset({self.costs.currency}))


@attrs.frozen(kw_only=True)
class GrantPaid(Fact):
    """Auszahlung: the hub pays out some of an award.

    Source:  design, section 8.
    """

    standing: ClassVar[Standing] = Standing.DECIDED
    id: Annotated[str, New("payment")]
    application: Annotated[str, Known("application")]
    amount: Money

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        require_amount(self, self.amount)


@attrs.frozen(kw_only=True)
class GrantReturned(Fact):
    """Rückzahlung: money that was paid comes back, and is available again.

    Source:  design, section 8.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("return")]
    application: Annotated[str, Known("application")]
    amount: Money

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        require_amount(self, self.amount)


FACTS: tuple[Tag, ...] = (
    Tag("funding.line_opened", 1, FundingLineOpened),
    Tag("funding.budget_allocated", 1, BudgetAllocated),
    Tag("funding.budget_cut", 1, BudgetCut),
    Tag("funding.application_submitted", 1, ApplicationSubmitted),
    Tag("funding.application_withdrawn", 1, ApplicationWithdrawn),
    Tag("funding.application_declined", 1, ApplicationDeclined),
    Tag("funding.grant_awarded", 1, GrantAwarded),
    Tag("funding.grant_paid", 1, GrantPaid),
    Tag("funding.grant_returned", 1, GrantReturned),
)
