"""The engine of availability: demand on leaf resources, and whether it fits.

Rooms, desks and counted stock are one thing here, and every question of availability goes
through one function. The engine works on whole UTC minutes and knows no area.
"""

from __future__ import annotations

from mo_network.scheduling.bookable import Bookable, Obstacle
from mo_network.scheduling.capacity import Capacity
from mo_network.scheduling.composite import Composite
from mo_network.scheduling.demand import Clash, Demand
from mo_network.scheduling.excess import Excess
from mo_network.scheduling.finding import Offer, Search
from mo_network.scheduling.hours import Hours
from mo_network.scheduling.inventory import Inventory
from mo_network.scheduling.leaf import Leaf, Undo
from mo_network.scheduling.minutes import END_OF_TIME, FIRST_MINUTE
from mo_network.scheduling.openings import OpeningHours, WeeklyHours
from mo_network.scheduling.resource import Blocked, Clashes, Resource, SeriesDemand
from mo_network.scheduling.series import DayPattern, Move, Occurrence, Series
from mo_network.scheduling.ways import Way

__all__ = [
    "END_OF_TIME",
    "FIRST_MINUTE",
    "Blocked",
    "Bookable",
    "Capacity",
    "Clash",
    "Clashes",
    "Composite",
    "DayPattern",
    "Demand",
    "Excess",
    "Hours",
    "Inventory",
    "Leaf",
    "Move",
    "Obstacle",
    "Occurrence",
    "Offer",
    "OpeningHours",
    "Resource",
    "Search",
    "Series",
    "SeriesDemand",
    "Undo",
    "Way",
    "WeeklyHours",
]
