"""A house that lends, for tests of its facts, queries, hooks and proposals."""

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
from mo_network.lending.facts import FACTS, ItemModelAdded, KitDescribed, LoanPromised
from mo_network.lending.laws import LAWS
from mo_network.lending.state import LendingState
from mo_network.rules.ruleset import RuleSet
from mo_network.values.money import Money
from mo_network.values.slot import Slot
from mo_network.values.zones import zone

NOW = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
ZONE = "Europe/Berlin"


class House:
    """Four boxes, a mixer, two beamers, a kit of two boxes and the mixer; organisations a to c."""

    def __init__(self) -> None:
        directory = DirectoryState()
        self.lending = LendingState(directory)
        route = {tag.cls: "directory" for tag in DIRECTORY_FACTS}
        route |= {tag.cls: "lending" for tag in FACTS}
        self.world = World({"directory": directory, "lending": self.lending}, route)
        rules = RuleSet((), (), Catalogue(law_cards(LAWS)))
        self.judge = Judge(self.world, {"lending": LAWS}, rules, zone(ZONE))
        for letter in "abc":
            kind = OrganisationKind.ASSOCIATION
            self.add(OrganisationRegistered(id=f"org:{letter}", name=letter, kind=kind))
        for name, count, cents in (("box", 4, 80_00), ("mixer", 1, None), ("beamer", 2, 450_00)):
            value = None if cents is None else Money(cents)
            self.add(
                ItemModelAdded(id=f"item:{name}", name=name, count=count, zone=ZONE, value=value)
            )
        parts = ("item:box", "item:mixer")
        self.add(KitDescribed(id="item:kit", name="kit", items=parts, counts=(2, 1)))

    def add(self, fact: Fact, at: datetime = NOW, changes: Changes = FOR_GOOD) -> None:
        """Apply a fact without judging it."""
        self.world.require_well_formed(fact)
        self.world.apply(fact, When(at), changes)

    def check(self, fact: Fact, at: datetime = NOW) -> Outcome:
        """Judge a fact."""
        return self.judge.judge(fact, When(at))


def _slot(first: int, last: int, start: str = "10:00", end: str = "10:00") -> Slot:
    first_day, last_day = date(2026, 5, first), date(2026, 5, last)
    return Slot.on(first_day, start, end, zone=ZONE, end_day=last_day)


@pytest.fixture
def house() -> House:
    """Give a house that has lent nothing yet."""
    return House()


@pytest.fixture
def slot() -> Callable[..., Slot]:
    """Give slots of May 2026, from ten to ten."""
    return _slot


@pytest.fixture
def lend() -> Callable[..., LoanPromised]:
    """Make promises for days of May 2026."""

    def lend(name: str, first: int, last: int, **lines: int) -> LoanPromised:
        return LoanPromised(
            id=f"loan:{name}",
            organisation="org:a",
            items=tuple(f"item:{each}" for each in lines),
            counts=tuple(lines.values()),
            slot=_slot(first, last),
        )

    return lend
