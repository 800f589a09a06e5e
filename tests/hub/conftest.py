"""One small hub for the tests of the door: two organisations, a pot, two rooms."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.funding.facts import (
    ApplicationSubmitted,
    BudgetAllocated,
    FundingLineOpened,
    GrantAwarded,
)
from mo_network.judging.fact import Fact
from mo_network.rooms.facts import RoomAdded, RoomBooked
from mo_network.testing import HubInMemory, hub_in_memory
from mo_network.values.money import Money
from mo_network.values.period import Period
from mo_network.values.slot import Slot

RULES = """
contract = 1
[hub]
id = "hub:haus"
name = "Haus der Tests"
zone = "Europe/Berlin"
[sources.rules]
title = "Invented rules 2025"
article = "2"
[parameters.ceiling]
unit = "money"
source = "rules"
steps = [{ from = 2025-01-01, value = "1000.00 EUR" }]
ended = 2026-01-01
[parameters.team]
unit = "money"
source = "rules"
steps = [{ from = 2025-01-01, value = "500.00 EUR" }]
[parameters.last]
unit = "day"
source = "rules"
steps = [{ from = 2025-01-01, value = 2025-11-30 }]
[[rules]]
id = "ceiling"
title = "At most 1,000 euros"
kind = "grant-ceiling"
ceiling = "ceiling"
[[rules]]
id = "decider"
title = "The team up to 500 euros"
kind = "deciding-body"
tiers = [{ body = "team", up_to = "team" }, { body = "jury" }]
[[rules]]
id = "window"
title = "Finished by the end of November"
kind = "project-window"
last_day = "last"
"""

START = datetime(2025, 1, 2, 12, 0, tzinfo=UTC)
PROJECT = Period.through(date(2025, 3, 1), date(2025, 3, 31))


def application(name: str = "a1", cents: int = 40_000, project: Period = PROJECT) -> Fact:
    """An application of the first organisation."""
    return ApplicationSubmitted(
        id=f"application:{name}",
        organisation="org:a",
        line="line:micro",
        amount=Money(cents),
        project=project,
    )


def award(name: str = "a1", cents: int = 40_000, body: str | None = "team") -> Fact:
    """An award of an application, for the days it asked for."""
    return GrantAwarded(
        application=f"application:{name}", amount=Money(cents), project=PROJECT, body=body
    )


def booking(name: str, start: str, end: str, *, room: str = "room:saal", persons: int = 10) -> Fact:
    """A booking of the first organisation on one day in March."""
    return RoomBooked(
        id=f"booking:{name}",
        room=room,
        organisation="org:a",
        slot=Slot.on(date(2025, 3, 3), start, end, zone="Europe/Berlin"),
        persons=persons,
    )


def inside(kit: HubInMemory, area: str) -> dict[str, Any]:
    """The whole state of an area, as a checkpoint would keep it."""
    return kit.hub._fold.world.areas[area].dump()


def set_up(kit: HubInMemory, pot: int = 100_000) -> HubInMemory:
    """Record what exists."""
    facts: list[Fact] = [
        OrganisationRegistered(id="org:a", name="A e.V.", kind=OrganisationKind.ASSOCIATION),
        OrganisationRegistered(id="org:b", name="B", kind=OrganisationKind.INITIATIVE),
        FundingLineOpened(id="line:micro", name="Micro projects", currency="EUR"),
        BudgetAllocated(id="allocation:2025", line="line:micro", year=2025, amount=Money(pot)),
        RoomAdded(id="room:saal", name="Saal", persons=40, zone="Europe/Berlin"),
        RoomAdded(id="room:klein", name="Kleiner Raum", persons=12, zone="Europe/Berlin"),
    ]
    outcomes = kit.hub.record_all(facts)
    assert all(outcome.is_recorded for outcome in outcomes)
    return kit


@pytest.fixture
def kit() -> HubInMemory:
    """The hub with what exists recorded, its clock at noon of 2 January 2025."""
    return set_up(hub_in_memory(RULES, at=START))
