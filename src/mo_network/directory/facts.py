"""What can happen in a network: organisations, memberships, parts, hubs and their hosts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Annotated, ClassVar

import attrs

from mo_network.directory.kinds import MembershipKind, OrganisationKind
from mo_network.errors import InvalidValue
from mo_network.judging.fact import Fact, Known, Label, New, Standing
from mo_network.values.share import Share
from mo_network.values.tags import Tag

__all__ = [
    "FACTS",
    "HostingBegan",
    "HostingEnded",
    "HubRegistered",
    "MemberAdmitted",
    "MembershipBegan",
    "MembershipEnded",
    "MembershipKind",
    "OrganisationEnded",
    "OrganisationKind",
    "OrganisationLiquidated",
    "OrganisationRegistered",
    "PartLeft",
    "PartPlaced",
]


@attrs.frozen(kw_only=True)
class OrganisationRegistered(Fact):
    """Organisation erfasst: a body is known to the network.

    Shape:   `founded` is None where nobody knows the day.
    Source:  design, section 4.

    >>> OrganisationRegistered(
    ...     id="org:vmdo", name="VMDO", kind=OrganisationKind.UMBRELLA, founded=date(2008, 5, 8)
    ... ).founded.year
    2008
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("org")]
    name: Label
    kind: OrganisationKind
    founded: date | None = None


@attrs.frozen(kw_only=True)
class OrganisationLiquidated(Fact):
    """In Liquidation: from `on` the organisation is being wound up.

    Shape:   from that day nothing new is decided for it; what it holds stays until it is settled.
    Source:  design, section 8.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    organisation: Annotated[str, Known("org")]
    on: date


@attrs.frozen(kw_only=True)
class OrganisationEnded(Fact):
    """Aufgelöst: from `on` the organisation is no more.

    Source:  design, section 8.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    organisation: Annotated[str, Known("org")]
    on: date


@attrs.frozen(kw_only=True)
class MembershipBegan(Fact):
    """Mitgliedschaft begonnen: one organisation belongs to another from `on`.

    Shape:   observed, so it is recorded whatever follows: twice at once, or in a circle.
    Source:  design, section 2.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("membership")]
    member: Annotated[str, Known("org")]
    umbrella: Annotated[str, Known("org")]
    kind: MembershipKind = MembershipKind.FULL
    on: date


@attrs.frozen(kw_only=True)
class MemberAdmitted(Fact):
    """Mitglied aufgenommen: an umbrella association decides that one belongs to it from `on`.

    Source:  design, section 2.
    """

    standing: ClassVar[Standing] = Standing.DECIDED
    id: Annotated[str, New("membership")]
    member: Annotated[str, Known("org")]
    umbrella: Annotated[str, Known("org")]
    kind: MembershipKind = MembershipKind.FULL
    on: date


@attrs.frozen(kw_only=True)
class MembershipEnded(Fact):
    """Mitgliedschaft beendet.

    Units:   `on` is the first day without: an end "zum 31. Dezember" is 1 January.
    Source:  design, section 5 (half-open days).
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    membership: Annotated[str, Known("membership")]
    on: date


@attrs.frozen(kw_only=True)
class PartPlaced(Fact):
    """Teil zugeordnet: an organisation counts as part of a larger one from `on`.

    Shape:   a local branch of an association, a department of a city. No membership: a part has
             no vote in its whole. Placing is the network's own bookkeeping, so it is decided.
    Source:  design, section 8.
    """

    standing: ClassVar[Standing] = Standing.DECIDED
    id: Annotated[str, New("part")]
    part: Annotated[str, Known("org")]
    whole: Annotated[str, Known("org")]
    on: date


@attrs.frozen(kw_only=True)
class PartLeft(Fact):
    """Teil ausgeschieden: no part of the whole any more.

    Units:   `on` is the first day without.
    Source:  design, section 5 (half-open days).
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    part: Annotated[str, Known("part")]
    on: date


@attrs.frozen(kw_only=True)
class HubRegistered(Fact):
    """Hub erfasst: a house that serves organisations is known to the network.

    Source:  design, section 4.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("hub")]
    name: Label
    region: Label | None = None


@attrs.frozen(kw_only=True)
class HostingBegan(Fact):
    """Trägerschaft begonnen: from `on` these organisations run the hub together.

    Shape:   `shares` stands beside `hosts`, one for each, or is empty: jointly, unstated.
    Errors:  InvalidValue for no host, one named twice, or shares that do not add up to one.
    Source:  design, section 8.

    >>> HostingBegan(
    ...     id="hosting:koeln-1", hub="hub:koeln", on=date(2021, 1, 1),
    ...     hosts=("org:migrafrica", "org:coach"), shares=(Share(1, 2), Share(1, 3)),
    ... )
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: shares add up to 5/6: stated host shares add up to one; state \
them all, or leave them out for "jointly, unstated"
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("hosting")]
    hub: Annotated[str, Known("hub")]
    hosts: tuple[Annotated[str, Known("org")], ...]
    shares: tuple[Share, ...] = ()
    on: date

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        if not self.hosts or len(set(self.hosts)) != len(self.hosts):
            raise InvalidValue(
                f"hosts are {self.hosts!r}: give one or more organisations, each once",
                given=self.hosts,
                allowed="one or more, each once",
            )
        if self.shares:
            _require_whole(self.shares, len(self.hosts))


@attrs.frozen(kw_only=True)
class HostingEnded(Fact):
    """Trägerschaft beendet.

    Units:   `on` is the first day without.
    Source:  design, section 5 (half-open days).
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    hosting: Annotated[str, Known("hosting")]
    on: date


def _require_whole(shares: Sequence[Share], hosts: int) -> None:
    if len(shares) != hosts:
        raise InvalidValue(
            f"{len(shares)} shares for {hosts} hosts: state one for each host in the same order, "
            "or none",
            given=tuple(shares),
            allowed=f"{hosts} shares, or none",
        )
    total = sum((share.fraction for share in shares), Fraction(0))
    if total != 1:
        raise InvalidValue(
            f"shares add up to {total}: stated host shares add up to one; state them all, or "
            'leave them out for "jointly, unstated"',
            given=tuple(shares),
            allowed="shares that add up to one",
        )


FACTS: tuple[Tag, ...] = (
    Tag("directory.organisation_registered", 1, OrganisationRegistered),
    Tag("directory.organisation_liquidated", 1, OrganisationLiquidated),
    Tag("directory.organisation_ended", 1, OrganisationEnded),
    Tag("directory.membership_began", 1, MembershipBegan),
    Tag("directory.member_admitted", 1, MemberAdmitted),
    Tag("directory.membership_ended", 1, MembershipEnded),
    Tag("directory.part_placed", 1, PartPlaced),
    Tag("directory.part_left", 1, PartLeft),
    Tag("directory.hub_registered", 1, HubRegistered),
    Tag("directory.hosting_began", 1, HostingBegan),
    Tag("directory.hosting_ended", 1, HostingEnded),
)
