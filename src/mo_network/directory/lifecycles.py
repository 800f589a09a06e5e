"""The statuses of organisations and of their dated relations, as tables."""

from __future__ import annotations

from mo_network.directory.facts import (
    HostingBegan,
    HostingEnded,
    MemberAdmitted,
    MembershipBegan,
    MembershipEnded,
    OrganisationEnded,
    OrganisationLiquidated,
    OrganisationRegistered,
    PartLeft,
    PartPlaced,
)
from mo_network.judging.lifecycle import UNBORN, Lifecycle

ORGANISATION = Lifecycle(
    "organisation",
    {
        OrganisationRegistered: "id",
        OrganisationLiquidated: "organisation",
        OrganisationEnded: "organisation",
    },
    {
        UNBORN: {OrganisationRegistered: "active"},
        "active": {OrganisationLiquidated: "in_liquidation", OrganisationEnded: "ended"},
        "in_liquidation": {OrganisationEnded: "ended"},
    },
)

MEMBERSHIP = Lifecycle(
    "membership",
    {MembershipBegan: "id", MemberAdmitted: "id", MembershipEnded: "membership"},
    {
        UNBORN: {MembershipBegan: "running", MemberAdmitted: "running"},
        "running": {MembershipEnded: "ended"},
    },
)

PART = Lifecycle(
    "part",
    {PartPlaced: "id", PartLeft: "part"},
    {UNBORN: {PartPlaced: "running"}, "running": {PartLeft: "ended"}},
)

HOSTING = Lifecycle(
    "hosting",
    {HostingBegan: "id", HostingEnded: "hosting"},
    {UNBORN: {HostingBegan: "running"}, "running": {HostingEnded: "ended"}},
)

LIFECYCLES: tuple[Lifecycle, ...] = (ORGANISATION, MEMBERSHIP, PART, HOSTING)
