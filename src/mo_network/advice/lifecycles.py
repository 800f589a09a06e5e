"""The statuses of talks and attendances, as tables: they are past, so nothing follows."""

from __future__ import annotations

from mo_network.advice.facts import TalkHeld, WorkshopAttended
from mo_network.judging.lifecycle import UNBORN, Lifecycle

TALK = Lifecycle("talk", {TalkHeld: "id"}, {UNBORN: {TalkHeld: "held"}})

ATTENDANCE = Lifecycle(
    "attendance", {WorkshopAttended: "id"}, {UNBORN: {WorkshopAttended: "attended"}}
)

LIFECYCLES: tuple[Lifecycle, ...] = (TALK, ATTENDANCE)
