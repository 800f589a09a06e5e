"""What the directory keeps: small entries of strings and day numbers, with values as properties."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from mo_network.directory.kinds import MembershipKind, OrganisationKind
from mo_network.values.period import Period
from mo_network.values.share import Share


def _day(number: int | None) -> date | None:
    return None if number is None else date.fromordinal(number)


def _runs_on(start: int, end: int | None, day: int) -> bool:
    return start <= day and (end is None or day < end)


def _period(start: int, end: int | None) -> Period | None:
    if end is not None and end <= start:
        return None
    return Period(date.fromordinal(start), _day(end))


class Organisation(NamedTuple):
    """One organisation as it is known now.

    Units:   days as proleptic ordinals; None where there is no such day.
    """

    id: str
    name: str
    kind_name: str
    founded_day: int | None = None
    liquidated_day: int | None = None
    ended_day: int | None = None

    @property
    def kind(self) -> OrganisationKind:
        """What kind of body it is."""
        return OrganisationKind(self.kind_name)

    @property
    def founded(self) -> date | None:
        """The day of its founding, if somebody knows it."""
        return _day(self.founded_day)

    @property
    def liquidated_on(self) -> date | None:
        """The first day of its liquidation."""
        return _day(self.liquidated_day)

    @property
    def ended_on(self) -> date | None:
        """The first day on which it is no more."""
        return _day(self.ended_day)

    @property
    def closing_day(self) -> int | None:
        """The ordinal of the first day of liquidation or end, whichever came first."""
        liquidated, ended = self.liquidated_day, self.ended_day
        if liquidated is None or ended is None:
            return ended if liquidated is None else liquidated
        return min(liquidated, ended)


class Membership(NamedTuple):
    """One organisation's belonging to another; may have no day, if it ended before it began."""

    id: str
    member: str
    umbrella: str
    kind_name: str
    start: int
    end: int | None = None

    @property
    def kind(self) -> MembershipKind:
        """How the member belongs."""
        return MembershipKind(self.kind_name)

    @property
    def period(self) -> Period | None:
        """Its days; None if it has none."""
        return _period(self.start, self.end)

    def runs_on(self, day: int) -> bool:
        """Whether the day with this ordinal is one of its days."""
        return _runs_on(self.start, self.end, day)


class Part(NamedTuple):
    """One organisation's place inside a larger one."""

    id: str
    part: str
    whole: str
    start: int
    end: int | None = None

    @property
    def period(self) -> Period | None:
        """Its days; None if it has none."""
        return _period(self.start, self.end)

    def runs_on(self, day: int) -> bool:
        """Whether the day with this ordinal is one of its days."""
        return _runs_on(self.start, self.end, day)


class Hub(NamedTuple):
    """A hub as the network knows it."""

    id: str
    name: str
    region: str | None = None


class Hosting(NamedTuple):
    """Organisations that run a hub together for a time; `share_texts` is empty if unstated."""

    id: str
    hub: str
    hosts: tuple[str, ...]
    share_texts: tuple[str, ...]
    start: int
    end: int | None = None

    @property
    def shares(self) -> tuple[Share, ...]:
        """The stated shares, in the order of the hosts; empty for "jointly, unstated"."""
        return tuple(map(Share.parse, self.share_texts))

    @property
    def period(self) -> Period | None:
        """Its days; None if it has none."""
        return _period(self.start, self.end)

    def runs_on(self, day: int) -> bool:
        """Whether the day with this ordinal is one of its days."""
        return _runs_on(self.start, self.end, day)


class Host(NamedTuple):
    """One host of a hub; its share is None for "jointly, unstated"."""

    organisation: str
    share: Share | None = None
