"""The statuses of an application, as a table."""

from __future__ import annotations

from mo_network.funding.facts import (
    ApplicationDeclined,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    GrantAwarded,
    GrantPaid,
    GrantReturned,
)
from mo_network.funding.juries.lifecycles import JURY_LIFECYCLES
from mo_network.judging.lifecycle import UNBORN, Lifecycle

APPLICATION = Lifecycle(
    "application",
    {
        ApplicationSubmitted: "id",
        ApplicationWithdrawn: "application",
        ApplicationDeclined: "application",
        GrantAwarded: "application",
        GrantPaid: "application",
        GrantReturned: "application",
    },
    {
        UNBORN: {ApplicationSubmitted: "submitted"},
        "submitted": {
            ApplicationWithdrawn: "withdrawn",
            ApplicationDeclined: "declined",
            GrantAwarded: "awarded",
        },
        "awarded": {ApplicationWithdrawn: "withdrawn", GrantPaid: "paying"},
        "paying": {GrantPaid: "paying", GrantReturned: "paying"},
    },
)

LIFECYCLES: tuple[Lifecycle, ...] = (APPLICATION, *JURY_LIFECYCLES)
