"""The kit for those who build on the library: hubs in memory, cases, laws of rules, strategies.

A lazy table of names: pytest reads this package in every run in which the library is installed,
so it must cost nothing and need no extra until something is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mo_network.testing.cases import CaseFailed, check_cases
    from mo_network.testing.conformance import HubConformance, check_hub_laws
    from mo_network.testing.drawing import contexts, facts
    from mo_network.testing.hubs import HubInMemory, hub_in_memory
    from mo_network.testing.laws import LawBroken
    from mo_network.testing.strategies import (
        days,
        ids,
        moments,
        moneys,
        periods,
        series,
        shares,
        slots,
        sources,
        walls,
    )

_TABLE = {
    "CaseFailed": "cases",
    "HubConformance": "conformance",
    "HubInMemory": "hubs",
    "LawBroken": "laws",
    "check_cases": "cases",
    "check_hub_laws": "conformance",
    "contexts": "drawing",
    "days": "strategies",
    "facts": "drawing",
    "hub_in_memory": "hubs",
    "ids": "strategies",
    "moments": "strategies",
    "moneys": "strategies",
    "periods": "strategies",
    "series": "strategies",
    "shares": "strategies",
    "slots": "strategies",
    "sources": "strategies",
    "walls": "strategies",
}

__all__ = [
    "CaseFailed",
    "HubConformance",
    "HubInMemory",
    "LawBroken",
    "check_cases",
    "check_hub_laws",
    "contexts",
    "days",
    "facts",
    "hub_in_memory",
    "ids",
    "moments",
    "moneys",
    "periods",
    "series",
    "shares",
    "slots",
    "sources",
    "walls",
]


def __getattr__(name: str) -> object:
    """Import a name of the table when it is first asked for, and keep it."""
    module = _TABLE.get(name)
    if module is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    found: object = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = found
    return found
