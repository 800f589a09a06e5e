"""The statuses of juries, seats, sessions and decisions, as tables."""

from __future__ import annotations

from mo_network.funding.juries.facts import (
    JuryDecided,
    JuryFormed,
    JurySessionHeld,
    SeatFilled,
    SeatVacated,
)
from mo_network.judging.lifecycle import UNBORN, Lifecycle

JURY = Lifecycle("jury", {JuryFormed: "id"}, {UNBORN: {JuryFormed: "formed"}})

SEAT = Lifecycle(
    "seat",
    {SeatFilled: "id", SeatVacated: "seat"},
    {UNBORN: {SeatFilled: "filled"}, "filled": {SeatVacated: "vacated"}},
)

SESSION = Lifecycle("session", {JurySessionHeld: "id"}, {UNBORN: {JurySessionHeld: "past"}})

DECISION = Lifecycle("decision", {JuryDecided: "id"}, {UNBORN: {JuryDecided: "taken"}})

JURY_LIFECYCLES: tuple[Lifecycle, ...] = (JURY, SEAT, SESSION, DECISION)
