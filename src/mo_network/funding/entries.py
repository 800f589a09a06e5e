"""What funding keeps: small entries of strings and whole numbers, with values as properties."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from typing import NamedTuple

from mo_network.values.moments import moment_of
from mo_network.values.money import Money
from mo_network.values.period import Period


class Line(NamedTuple):
    """A funding line."""

    id: str
    name: str
    currency: str


class Application(NamedTuple):
    """One application and what became of it.

    Units:   cents of `currency`; days as ordinals, the end not included; UTC minutes. Without an
             award `awarded_cents` and its days are 0.
    """

    id: str
    organisation: str
    line: str
    currency: str
    asked_cents: int
    first_day: int
    end_day: int
    received_minute: int
    awarded_cents: int = 0
    awarded_first_day: int = 0
    awarded_end_day: int = 0
    paid_cents: int = 0
    returned_cents: int = 0

    @property
    def asked(self) -> Money:
        """What was applied for."""
        return Money(self.asked_cents, self.currency)

    @property
    def project(self) -> Period:
        """The days that were applied for."""
        return Period(date.fromordinal(self.first_day), date.fromordinal(self.end_day))

    def received_at(self, zone: tzinfo) -> datetime:
        """The minute in which it was handed in, as a clock in the zone shows it."""
        return moment_of(self.received_minute, zone)

    @property
    def awarded(self) -> Money | None:
        """What was awarded; None if nothing was, or no longer is."""
        return Money(self.awarded_cents, self.currency) if self.awarded_cents else None

    @property
    def awarded_project(self) -> Period | None:
        """The days that the award is for."""
        if not self.awarded_cents:
            return None
        first, end = self.awarded_first_day, self.awarded_end_day
        return Period(date.fromordinal(first), date.fromordinal(end))

    @property
    def budget_year(self) -> int:
        """The year whose budget bears it: that in which the project begins."""
        return date.fromordinal(self.awarded_first_day or self.first_day).year

    @property
    def committed_cents(self) -> int:
        """What is awarded and not yet paid."""
        return self.awarded_cents - self.paid_cents

    @property
    def committed(self) -> Money:
        """What is awarded and not yet paid."""
        return Money(self.committed_cents, self.currency)

    @property
    def paid(self) -> Money:
        """What was paid, including what came back later."""
        return Money(self.paid_cents, self.currency)

    @property
    def returned(self) -> Money:
        """What came back."""
        return Money(self.returned_cents, self.currency)


class Previous(NamedTuple):
    """What an organisation was awarded before, in one budget year and currency."""

    awards: int
    cents: int
    currency: str

    @property
    def amount(self) -> Money:
        """The sum of those awards."""
        return Money(self.cents, self.currency)
