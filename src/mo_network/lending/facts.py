"""What can happen in lending: to the stock, and to the loans of it."""

from __future__ import annotations

from mo_network.lending.loan_facts import (
    ItemsHandedOver,
    ItemsLost,
    ItemsReturned,
    LoanCancelled,
    LoanExtended,
    LoanPromised,
    LoanRequested,
)
from mo_network.lending.stock_facts import (
    ItemModelAdded,
    ItemsBroken,
    ItemsRepaired,
    KitDescribed,
    StockChanged,
)
from mo_network.values.tags import Tag

__all__ = [
    "FACTS",
    "ItemModelAdded",
    "ItemsBroken",
    "ItemsHandedOver",
    "ItemsLost",
    "ItemsRepaired",
    "ItemsReturned",
    "KitDescribed",
    "LoanCancelled",
    "LoanExtended",
    "LoanPromised",
    "LoanRequested",
    "StockChanged",
]

FACTS: tuple[Tag, ...] = (
    Tag("lending.item_model_added", 1, ItemModelAdded),
    Tag("lending.stock_changed", 1, StockChanged),
    Tag("lending.kit_described", 1, KitDescribed),
    Tag("lending.items_broken", 1, ItemsBroken),
    Tag("lending.items_repaired", 1, ItemsRepaired),
    Tag("lending.loan_requested", 1, LoanRequested),
    Tag("lending.loan_promised", 1, LoanPromised),
    Tag("lending.loan_extended", 1, LoanExtended),
    Tag("lending.loan_cancelled", 1, LoanCancelled),
    Tag("lending.items_handed_over", 1, ItemsHandedOver),
    Tag("lending.items_returned", 1, ItemsReturned),
    Tag("lending.items_lost", 1, ItemsLost),
)
