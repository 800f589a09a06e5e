"""Series: wall-clock starts by a rule of RFC 5545, with exceptions, turned into UTC minutes."""

from __future__ import annotations

from mo_network.scheduling.series.pattern import DayPattern
from mo_network.scheduling.series.plan import Occurrence
from mo_network.scheduling.series.value import Move, Series
from mo_network.scheduling.series.walls import WallMinute, read_wall, write_wall
from mo_network.scheduling.series.zone_changes import Shifted, shifted
from mo_network.scheduling.series.zones import Clock, clock_of

__all__ = [
    "Clock",
    "DayPattern",
    "Move",
    "Occurrence",
    "Series",
    "Shifted",
    "WallMinute",
    "clock_of",
    "read_wall",
    "shifted",
    "write_wall",
]
