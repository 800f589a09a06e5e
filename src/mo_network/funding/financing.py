"""The financing plan (Finanzierungsplan): who else pays, in money, in kind, in hours."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from mo_network.funding.codes import check_code, check_type, wrong
from mo_network.funding.costs import check_amount, check_count
from mo_network.values.money import Money

MOST_FUNDERS = 50
"""Other funders of one plan."""


@attrs.frozen(kw_only=True)
class VolunteerWork:
    """Ehrenamtliche Arbeit: hours at a rate; no money, and an own share only where a rule says so.

    Units:   whole hours; the rate is per hour.

    >>> str(VolunteerWork(hours=10, rate=Money(12_41)).amount)
    '124.10 EUR'
    """

    hours: int
    rate: Money

    def __attrs_post_init__(self) -> None:
        check_count(self.hours, "the hours of volunteers")
        check_amount(self.rate, "the rate of volunteers")

    @property
    def amount(self) -> Money:
        """What the hours are reckoned at."""
        return self.rate * self.hours


@attrs.frozen(kw_only=True)
class ThirdPartyFunds:
    """Drittmittel: money of another funder, named by a plain code, such as bamf or city."""

    source: str
    amount: Money

    def __attrs_post_init__(self) -> None:
        check_code(self.source, "the source of third-party funds")
        check_amount(self.amount, f"the money of {self.source}")


@attrs.frozen(kw_only=True)
class FinancingPlan:
    """Finanzierungsplan: what the applicant brings, and what others give.

    Shape:   what is left out is nothing; `in_kind` are things, `volunteers` hours at a rate.
    Errors:  InvalidValue for amounts below zero, and several currencies.

    >>> hours = VolunteerWork(hours=5, rate=Money(20_00))
    >>> plan = FinancingPlan(cash=Money(50_00), volunteers=hours)
    >>> str(plan.own), str(plan.third_party)
    ('150.00 EUR', '0.00 EUR')
    """

    cash: Money | None = None
    in_kind: Money | None = None
    volunteers: VolunteerWork | None = None
    others: tuple[ThirdPartyFunds, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.cash is not None:
            check_amount(self.cash, "own money")
        if self.in_kind is not None:
            check_amount(self.in_kind, "the worth of things in kind")
        if self.volunteers is not None:
            check_type(self.volunteers, VolunteerWork, "volunteers")
        if type(self.others) is not tuple or len(self.others) > MOST_FUNDERS:
            raise wrong(self.others, "others", f"a tuple of at most {MOST_FUNDERS}")
        for each in self.others:
            check_type(each, ThirdPartyFunds, "an item of others")
        currencies = {money.currency for money in self._amounts()}
        if len(currencies) > 1:
            raise wrong(", ".join(sorted(currencies)), "the currency of a plan", "one currency")

    def _amounts(self) -> tuple[Money, ...]:
        hours = None if self.volunteers is None else self.volunteers.rate
        given = (self.cash, self.in_kind, hours, *(each.amount for each in self.others))
        return tuple(money for money in given if money is not None)

    @property
    def currency(self) -> str | None:
        """The currency of the plan; None if it names no amount."""
        amounts = self._amounts()
        return amounts[0].currency if amounts else None

    @property
    def own(self) -> Money:
        """All that the applicant brings, volunteers' hours at their rate."""
        hours = None if self.volunteers is None else self.volunteers.amount
        return self._sum(money for money in (self.cash, self.in_kind, hours) if money is not None)

    @property
    def third_party(self) -> Money:
        """All that others give."""
        return self._sum(each.amount for each in self.others)

    def _sum(self, amounts: Iterable[Money]) -> Money:
        return Money(sum(money.cents for money in amounts), self.currency or "EUR")
