"""A house with two rooms, and its judge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from mo_network.directory.facts import FACTS as DIRECTORY_FACTS
from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.directory.state import DirectoryState
from mo_network.judging.catalogue import Catalogue
from mo_network.judging.changes import FOR_GOOD, Changes
from mo_network.judging.fact import Fact
from mo_network.judging.judge import Judge
from mo_network.judging.law import law_cards
from mo_network.judging.outcome import Outcome
from mo_network.judging.state import When
from mo_network.judging.world import World
from mo_network.rooms.facts import FACTS, RoomAdded, RoomBooked
from mo_network.rooms.laws import LAWS
from mo_network.rooms.state import RoomsState
from mo_network.rules.ruleset import RuleSet
from mo_network.values.slot import Slot
from mo_network.values.zones import zone

NOW = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
ZONE = "Europe/Berlin"


class House:
    """Rooms `room:saal` (60 persons) and `room:kueche` (12), organisations a, b and c."""

    def __init__(self) -> None:
        directory = DirectoryState()
        self.rooms = RoomsState(directory)
        route = {tag.cls: "directory" for tag in DIRECTORY_FACTS}
        route |= {tag.cls: "rooms" for tag in FACTS}
        self.world = World({"directory": directory, "rooms": self.rooms}, route)
        rules = RuleSet((), (), Catalogue(law_cards(LAWS)))
        self.judge = Judge(self.world, {"rooms": LAWS}, rules, zone(ZONE))
        for letter in "abc":
            kind = OrganisationKind.ASSOCIATION
            self.add(OrganisationRegistered(id=f"org:{letter}", name=letter, kind=kind))
        self.add(RoomAdded(id="room:saal", name="Saal", persons=60, zone=ZONE))
        self.add(RoomAdded(id="room:kueche", name="Küche", persons=12, zone=ZONE))

    def add(self, fact: Fact, at: datetime = NOW, changes: Changes = FOR_GOOD) -> None:
        """Apply a fact without judging it."""
        self.world.require_well_formed(fact)
        self.world.apply(fact, When(at), changes)

    def check(self, fact: Fact, at: datetime = NOW) -> Outcome:
        """Judge a fact."""
        return self.judge.judge(fact, When(at))


def _slot(day: int, start: str, end: str) -> Slot:
    return Slot.on(date(2026, 5, day), start, end, zone=ZONE)


@pytest.fixture
def house() -> House:
    """Give a house in which nothing is booked."""
    return House()


@pytest.fixture
def slot() -> Callable[[int, str, str], Slot]:
    """Give slots of May 2026, by the clock of the house."""
    return _slot


@pytest.fixture
def book() -> Callable[..., RoomBooked]:
    """Make bookings of May 2026."""

    def book(name: str, day: int, start: str, end: str, **changes: object) -> RoomBooked:
        booked = RoomBooked(
            id=f"booking:{name}",
            room="room:saal",
            organisation="org:a",
            slot=_slot(day, start, end),
            persons=10,
        )
        return booked.but(**changes)

    return book
