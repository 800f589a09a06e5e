"""Which methods of the state of rooms are no queries: how it is kept, and what changes it."""

from __future__ import annotations

from typing import Final

from mo_network.judging.state import AreaState

INSIDE: Final = AreaState.inside | {
    "availability",
    "begin",
    "close",
    "closing_day",
    "dump_seasons",
    "fill",
    "give_back",
    "held",
    "held_by",
    "keys_of",
    "leaves",
    "lift_series",
    "load_seasons",
    "margins",
    "occurrence_held",
    "occurrences",
    "open",
    "openings",
    "place",
    "set_room",
    "stand_series",
    "take",
    "timetable",
    "unused",
    "used_leaves",
    "zone_of",
}
