"""The statuses of seasons and of the wishes for them, as tables."""

from __future__ import annotations

from mo_network.judging.lifecycle import UNBORN, Lifecycle
from mo_network.rooms.seasons.facts import (
    SeasonAllocated,
    SeasonOpened,
    SeasonPrioritySet,
    SeasonWishReceived,
    SeasonWishWithdrawn,
)

OPEN = "open"
ALLOCATED = "allocated"
RECEIVED = "received"

SEASON = Lifecycle(
    "season",
    {SeasonOpened: "id", SeasonPrioritySet: "season", SeasonAllocated: "season"},
    {
        UNBORN: {SeasonOpened: OPEN},
        OPEN: {SeasonPrioritySet: OPEN, SeasonAllocated: ALLOCATED},
    },
)

SEASON_WISH = Lifecycle(
    "seasonwish",
    {SeasonWishReceived: "id", SeasonWishWithdrawn: "wish"},
    {
        UNBORN: {SeasonWishReceived: RECEIVED},
        RECEIVED: {SeasonWishWithdrawn: "withdrawn"},
    },
)

SEASON_LIFECYCLES: tuple[Lifecycle, ...] = (SEASON, SEASON_WISH)
