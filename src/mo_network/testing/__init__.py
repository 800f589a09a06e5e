"""The kit for those who build on the library: strategies for Hypothesis and hubs in memory."""

from mo_network.testing.hubs import HubInMemory, hub_in_memory
from mo_network.testing.strategies import (
    days,
    ids,
    moments,
    moneys,
    periods,
    shares,
    slots,
    sources,
)

__all__ = [
    "HubInMemory",
    "days",
    "hub_in_memory",
    "ids",
    "moments",
    "moneys",
    "periods",
    "shares",
    "slots",
    "sources",
]
