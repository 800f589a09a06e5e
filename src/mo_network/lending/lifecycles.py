"""The statuses of things, damages, requests and loans, as tables.

How much of a loan is out, back or overdue is no status of its own: it follows from the hand-overs
and returns, and from the moment at which one asks.
"""

from __future__ import annotations

from mo_network.judging.lifecycle import UNBORN, Lifecycle
from mo_network.lending.facts import (
    ItemModelAdded,
    ItemsBroken,
    ItemsHandedOver,
    ItemsLost,
    ItemsRepaired,
    ItemsReturned,
    KitDescribed,
    LoanCancelled,
    LoanExtended,
    LoanPromised,
    LoanRequested,
    StockChanged,
)

PROMISED = "promised"
HANDED_OVER = "handed_over"
RELEASED = "released"
CANCELLED = "cancelled"

ITEM = Lifecycle(
    "item",
    {ItemModelAdded: "id", KitDescribed: "id"},
    {UNBORN: {ItemModelAdded: "in_stock", KitDescribed: "described"}},
)

CHANGE = Lifecycle("change", {StockChanged: "id"}, {UNBORN: {StockChanged: "counted"}})

DAMAGE = Lifecycle(
    "damage",
    {ItemsBroken: "id", ItemsRepaired: "damage"},
    {UNBORN: {ItemsBroken: "broken"}, "broken": {ItemsRepaired: "repaired"}},
)

REQUEST = Lifecycle("request", {LoanRequested: "id"}, {UNBORN: {LoanRequested: "received"}})

LOAN = Lifecycle(
    "loan",
    {
        LoanPromised: "id",
        LoanExtended: "loan",
        LoanCancelled: "loan",
        ItemsHandedOver: "loan",
        ItemsReturned: "loan",
        ItemsLost: "loan",
    },
    {
        UNBORN: {LoanPromised: PROMISED},
        PROMISED: {
            LoanExtended: PROMISED,
            ItemsHandedOver: HANDED_OVER,
            LoanCancelled: CANCELLED,
        },
        HANDED_OVER: {
            LoanExtended: HANDED_OVER,
            ItemsHandedOver: HANDED_OVER,
            ItemsReturned: HANDED_OVER,
            ItemsLost: HANDED_OVER,
            LoanCancelled: RELEASED,
        },
        RELEASED: {LoanExtended: RELEASED, ItemsReturned: RELEASED, ItemsLost: RELEASED},
    },
)

LIFECYCLES: tuple[Lifecycle, ...] = (ITEM, CHANGE, DAMAGE, REQUEST, LOAN)
