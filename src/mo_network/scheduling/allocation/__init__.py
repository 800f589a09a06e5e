"""Places shared out among wishes, and the check that says what is wrong with an allocation."""

from __future__ import annotations

from mo_network.scheduling.allocation.checking import (
    Fault,
    FaultCode,
    Reason,
    Unmet,
    check,
    unmet,
)
from mo_network.scheduling.allocation.sharing import share_out
from mo_network.scheduling.allocation.wishes import (
    Allocation,
    Place,
    Quotas,
    SlotWish,
    Span,
    draw,
)

__all__ = [
    "Allocation",
    "Fault",
    "FaultCode",
    "Place",
    "Quotas",
    "Reason",
    "SlotWish",
    "Span",
    "Unmet",
    "check",
    "draw",
    "share_out",
    "unmet",
]
