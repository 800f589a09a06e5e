"""The engine of availability: demand on leaf resources, and whether it fits.

Rooms, desks and counted stock are one thing here, and every question of availability goes
through one function. The engine works on whole UTC minutes and knows no area.
"""

from __future__ import annotations

from mo_network.scheduling.capacity import Capacity
from mo_network.scheduling.demand import Clash, Demand
from mo_network.scheduling.excess import Excess
from mo_network.scheduling.leaf import Leaf, Undo
from mo_network.scheduling.minutes import END_OF_TIME, FIRST_MINUTE

__all__ = [
    "END_OF_TIME",
    "FIRST_MINUTE",
    "Capacity",
    "Clash",
    "Demand",
    "Excess",
    "Leaf",
    "Undo",
]
