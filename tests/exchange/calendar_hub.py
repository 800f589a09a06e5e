"""A small house for the tests of calendars: a hall of two halves, a kitchen, a choir, a team."""

from __future__ import annotations

from datetime import UTC, date, datetime

from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.hub.hub import Hub
from mo_network.judging.fact import Fact
from mo_network.rooms.facts import RoomAdded, RoomBooked, RoomWished, SeriesBooked, Use
from mo_network.scheduling import Series
from mo_network.testing import HubInMemory, hub_in_memory
from mo_network.values.slot import Slot

BERLIN = "Europe/Berlin"
RULES = f"""
contract = 1
[hub]
id = "hub:haus"
name = "Haus der Tests"
zone = "{BERLIN}"
"""
START = datetime(2026, 4, 1, 10, 30, 15, tzinfo=UTC)
TUESDAYS = Series(
    start="2026-05-05T18:00", minutes=120, zone=BERLIN, rule="FREQ=WEEKLY;UNTIL=20260728T180000"
)


def house() -> HubInMemory:
    """A hub with rooms and organisations, in which nothing is booked."""
    opened = hub_in_memory(RULES, at=START)
    kind = OrganisationKind.ASSOCIATION
    put(
        opened.hub,
        OrganisationRegistered(id="org:chor", name="Chor; Sonnenblume, e. V.", kind=kind),
        OrganisationRegistered(id="org:team", name="Team", kind=kind),
        *(room(name) for name in ("links", "rechts", "kueche")),
        RoomAdded(
            id="room:saal",
            name="Saal",
            persons=60,
            zone=BERLIN,
            parts=("room:links", "room:rechts"),
        ),
    )
    return opened


def room(name: str) -> RoomAdded:
    """A room."""
    return RoomAdded(id=f"room:{name}", name=name.capitalize(), persons=30, zone=BERLIN)


def put(hub: Hub, *facts: Fact) -> None:
    """Record facts, all of which have to be allowed."""
    outcomes = hub.record_all(facts)
    assert all(each.is_recorded for each in outcomes), outcomes[-1].explain()


def slot(day: int, start: str = "18:00", end: str = "20:00") -> Slot:
    """A slot of May 2026, by the clock of the house."""
    return Slot.on(date(2026, 5, day), start, end, zone=BERLIN)


def booking(
    name: str, day: int, where: str = "room:links", by: str = "org:chor", **more: object
) -> RoomBooked:
    """A booking of May 2026."""
    given = {"room": where, "organisation": by, "slot": slot(day), "persons": 20}
    return RoomBooked(id=f"booking:{name}", **(given | more))  # type: ignore[arg-type]


def series(name: str, where: str = "room:rechts", **more: object) -> SeriesBooked:
    """Tuesdays in May, June and July 2026."""
    given = {"room": where, "organisation": "org:team", "series": TUESDAYS, "persons": 12}
    return SeriesBooked(id=f"series:{name}", **(given | more))  # type: ignore[arg-type]


def wish(hub: Hub, name: str, day: int, purpose: str) -> RoomWished:
    """A wish with a purpose, which is sealed."""
    return RoomWished(
        id=f"wish:{name}",
        room="room:links",
        organisation="org:chor",
        slot=slot(day),
        persons=20,
        purpose=hub.seal(purpose),
    )


PUBLIC = Use(is_public=True)
