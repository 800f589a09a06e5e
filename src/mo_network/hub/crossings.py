"""Crossings: what touches two areas, which none of them may know of the other.

An area is imported only where something of it is there: this module is read by every hub.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from mo_network.judging.case import local_day
from mo_network.judging.fact import Fact
from mo_network.judging.state import AreaState, Breach
from mo_network.judging.world import World

if TYPE_CHECKING:
    from mo_network.advice.state import AdviceState
    from mo_network.directory.state import DirectoryState
    from mo_network.funding.views import Attendance


class AdviceForFunding:
    """Advice as funding sees it: kinds and days, for a talk or a workshop may be a condition."""

    __slots__ = ("_areas", "_view")

    def __init__(self, areas: Mapping[str, AreaState]) -> None:
        from mo_network.funding.views import Attendance

        self._areas = areas
        self._view = Attendance

    def attended(self, organisation: str, until: date) -> tuple[Attendance, ...]:
        """What an organisation attended, that day included, in the order of days."""
        # Most never attended anything, and every decision asks.
        if "advice" not in self._areas:
            return ()
        entries = cast("AdviceState", self._areas["advice"]).attended(organisation, until)
        return tuple(self._view(entry.kind, entry.on) for entry in entries)


def _holdings(world: World, organisation: str, at: datetime, zone: ZoneInfo) -> tuple[str, ...]:
    on = local_day(at, zone)
    return tuple(held for _, state in world.states() for held in state.holdings(organisation, on))


def breaches(world: World, at: datetime, zone: ZoneInfo) -> Iterator[Breach]:
    """What organisations that are no longer active still hold here."""
    if "directory" not in world.areas:
        return
    from mo_network.directory.state import NOTHING_NEW

    directory = cast("DirectoryState", world.areas["directory"])
    for organisation, since, cause in directory.inactive():
        held = _holdings(world, organisation, at, zone)
        if held and since <= local_day(at, zone):
            yield Breach(NOTHING_NEW, organisation, since, cause, held)


def breaches_by(world: World, fact: Fact, at: datetime, zone: ZoneInfo) -> tuple[Breach, ...]:
    """What an observed fact breaks in other areas than its own."""
    if world.route[type(fact)] != "directory":
        return ()
    from mo_network.directory.facts import OrganisationEnded, OrganisationLiquidated
    from mo_network.directory.state import NOTHING_NEW

    if not isinstance(fact, OrganisationLiquidated | OrganisationEnded):
        return ()
    if fact.on > local_day(at, zone):
        return ()
    held = _holdings(world, fact.organisation, at, zone)
    return (
        (Breach(NOTHING_NEW, fact.organisation, fact.on, fact.organisation, held),) if held else ()
    )


def all_breaches(world: World, at: datetime, zone: ZoneInfo) -> tuple[Breach, ...]:
    """Every promise that stands broken, in each area and between them; days are the zone's."""
    local = at.astimezone(zone)
    return (*world.breaches(local), *breaches(world, local, zone))
