"""What each fact changes in the directory; the lifecycle tables have let it pass before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mo_network.directory.entries import Hosting, Hub, Membership, Organisation, Part
from mo_network.directory.facts import (
    HostingBegan,
    HostingEnded,
    HubRegistered,
    MemberAdmitted,
    MembershipBegan,
    MembershipEnded,
    OrganisationEnded,
    OrganisationLiquidated,
    OrganisationRegistered,
    PartLeft,
    PartPlaced,
)
from mo_network.judging.changes import Changes
from mo_network.judging.fact import Fact
from mo_network.judging.state import Handler, When

if TYPE_CHECKING:
    from mo_network.directory.state import DirectoryState


def _register(
    state: DirectoryState, fact: OrganisationRegistered, when: When, changes: Changes
) -> None:
    founded = fact.founded.toordinal() if fact.founded else None
    entry = Organisation(fact.id, fact.name, fact.kind.value, founded)
    changes.put(state.organisation_table, fact.id, entry)


def _close(state: DirectoryState, entry: Organisation, changes: Changes) -> None:
    closing = entry.closing_day
    assert closing is not None
    changes.put(state.organisation_table, entry.id, entry)
    changes.put(state.closing_days, entry.id, closing)


def _liquidate(
    state: DirectoryState, fact: OrganisationLiquidated, when: When, changes: Changes
) -> None:
    entry = state.organisation_table[fact.organisation]
    _close(state, entry._replace(liquidated_day=fact.on.toordinal()), changes)


def _end(state: DirectoryState, fact: OrganisationEnded, when: When, changes: Changes) -> None:
    entry = state.organisation_table[fact.organisation]
    _close(state, entry._replace(ended_day=fact.on.toordinal()), changes)


def _begin_membership(
    state: DirectoryState, fact: MembershipBegan | MemberAdmitted, when: When, changes: Changes
) -> None:
    entry = Membership(fact.id, fact.member, fact.umbrella, fact.kind.value, fact.on.toordinal())
    changes.put(state.membership_table, fact.id, entry)
    changes.note(state.by_member, fact.member, fact.id)
    changes.note(state.by_umbrella, fact.umbrella, fact.id)


def _end_membership(
    state: DirectoryState, fact: MembershipEnded, when: When, changes: Changes
) -> None:
    entry = state.membership_table[fact.membership]
    changes.put(state.membership_table, entry.id, entry._replace(end=fact.on.toordinal()))


def _place_part(state: DirectoryState, fact: PartPlaced, when: When, changes: Changes) -> None:
    entry = Part(fact.id, fact.part, fact.whole, fact.on.toordinal())
    changes.put(state.part_table, fact.id, entry)
    changes.note(state.by_part, fact.part, fact.id)


def _end_part(state: DirectoryState, fact: PartLeft, when: When, changes: Changes) -> None:
    entry = state.part_table[fact.part]
    changes.put(state.part_table, entry.id, entry._replace(end=fact.on.toordinal()))


def _register_hub(state: DirectoryState, fact: HubRegistered, when: When, changes: Changes) -> None:
    # A hub has no lifecycle of its own yet, so the table does not refuse a second registration.
    changes.put(state.hub_table, fact.id, Hub(fact.id, fact.name, fact.region))


def _begin_hosting(state: DirectoryState, fact: HostingBegan, when: When, changes: Changes) -> None:
    shares = tuple(map(str, fact.shares))
    entry = Hosting(fact.id, fact.hub, fact.hosts, shares, fact.on.toordinal())
    changes.put(state.hosting_table, fact.id, entry)
    changes.note(state.by_hub, fact.hub, fact.id)
    for host in fact.hosts:
        changes.note(state.by_host, host, fact.id)


def _end_hosting(state: DirectoryState, fact: HostingEnded, when: When, changes: Changes) -> None:
    entry = state.hosting_table[fact.hosting]
    changes.put(state.hosting_table, entry.id, entry._replace(end=fact.on.toordinal()))


HANDLERS: Mapping[type[Fact], Handler] = {
    OrganisationRegistered: _register,
    OrganisationLiquidated: _liquidate,
    OrganisationEnded: _end,
    MembershipBegan: _begin_membership,
    MemberAdmitted: _begin_membership,
    MembershipEnded: _end_membership,
    PartPlaced: _place_part,
    PartLeft: _end_part,
    HubRegistered: _register_hub,
    HostingBegan: _begin_hosting,
    HostingEnded: _end_hosting,
}
