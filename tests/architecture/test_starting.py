"""What is imported when: a hub pays for the areas that its file and its journal speak of."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mo_network import Hub, Money, stores
from mo_network.advice.facts import TalkHeld
from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.funding.facts import BudgetAllocated, FundingLineOpened
from mo_network.funding.juries.facts import JuryFormed
from mo_network.hub.areas import AREAS, FACTS, LAWS, ROUTE, SUBJECTS, new_world
from mo_network.judging.fact import Fact
from mo_network.judging.rulings.facts import ConditionConfirmed
from mo_network.lending.facts import ItemModelAdded
from mo_network.rooms.facts import RoomAdded

SOURCES = Path(__file__).parents[2] / "src"
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
FILE = """
contract = 1
[hub]
id = "hub:haus"
name = "An invented house"
zone = "Europe/Berlin"
[sources.rules]
title = "Rules of an invented house"
[parameters.ceiling]
unit = "money"
source = "rules"
steps = [{ from = 2026-01-01, value = "500.00 EUR" }]
[[rules]]
id = "ceiling"
kind = "grant-ceiling"
ceiling = "ceiling"
"""
SEASON: tuple[Fact, ...] = (
    OrganisationRegistered(id="org:a", name="A", kind=OrganisationKind.ASSOCIATION),
    TalkHeld(id="talk:1", organisation="org:a", on=date(2026, 5, 4)),
    FundingLineOpened(id="line:micro", name="Small grants"),
    BudgetAllocated(id="allocation:1", line="line:micro", year=2026, amount=Money(100_000)),
    JuryFormed(id="jury:1", name="Jury"),
    ItemModelAdded(id="item:beamer", name="Projector", count=2, zone="Europe/Berlin"),
    RoomAdded(id="room:saal", name="Hall", persons=60, zone="Europe/Berlin"),
    ConditionConfirmed(subject="org:a", condition="seen", by="team", on=date(2026, 5, 4)),
)
ASKED = """
hub = Hub.open({file!r}, journal=stores.open({journal!r}))
print([
    str(hub.funding.pot("line:micro", 2026).available),
    [each.id for each in hub.advice.attended("org:a", date(2026, 12, 31))],
    [each.id for each in hub.rooms.rooms()],
    hub.lending.in_house("item:beamer", NOON),
    len(hub.rulings.confirmations_of("org:a")),
    hub.directory.organisation("org:a").name,
    len(list(hub.journal.since(0))),
    len(hub.breaches(NOON)),
    len(hub.recheck()),
])
"""


def _said_by(code: str) -> str:
    """What a fresh process says, which knows this library only."""
    start = f"import sys\nsys.path.insert(0, {str(SOURCES)!r})\n"
    done = subprocess.run(
        [sys.executable, "-I", "-c", start + code], capture_output=True, text=True, check=False
    )
    assert "" == done.stderr
    return done.stdout.strip()


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A hub of grants."""
    path = tmp_path / "hub.toml"
    path.write_text(FILE, encoding="utf-8")
    return str(path)


def test_a_hub_of_grants_imports_neither_rooms_nor_loans_nor_a_state(file: str) -> None:
    """Only the hooks of grants and the one kind of its file; of other areas the names of kinds."""
    said = _said_by(
        "from mo_network import Hub, MemoryJournal\n"
        f"Hub.open({file!r}, journal=MemoryJournal())\n"
        "print(*sorted(sys.modules))"
    )
    imported = set(said.split())
    packages = {package for of_area in AREAS.values() for package in of_area}
    names = packages | {f"{package}.rule_kinds" for package in packages}
    beyond = {"advice", "directory", "lending", "rooms", "scheduling", "voting", "exchange"}
    found = {
        name
        for name in imported - names
        if name.startswith("mo_network.") and name.split(".")[1] in beyond
    }

    assert {"mo_network.directory.kinds"} == found
    kinds = {name.rpartition(".")[2] for name in imported if ".funding.rule_kinds." in name}
    assert {"grant_ceiling", "words"} == kinds
    assert set() == imported & {"mo_network.funding.state", "mo_network.funding.laws"}
    assert set() == imported & {"dateutil", "fractions", "importlib.metadata", "sqlalchemy"}


@pytest.mark.parametrize("is_kept", [False, True])
def test_a_journal_of_every_area_is_read_in_a_fresh_process(
    file: str, tmp_path: Path, *, is_kept: bool
) -> None:
    """Each record finds its area by its tag, with a checkpoint or without."""
    assert set(AREAS) == {ROUTE[type(fact)] for fact in SEASON}
    journal = f"sqlite:///{tmp_path / 'journal.db'}"
    hub = Hub.open(file, journal=stores.open(journal))
    hub.record_all(SEASON, at=NOON)
    if is_kept:
        hub.save_checkpoint()

    code = (
        "from datetime import UTC, date, datetime\n"
        "from mo_network import Hub, stores\n"
        "NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)\n"
    )
    assert "['1000.00 EUR', ['talk:1'], ['room:saal'], 2, 1, 'A', 8, 0, 0]" == _said_by(
        code + ASKED.format(file=file, journal=journal)
    )


def test_a_checkpoint_leaves_out_areas_without_a_fact(file: str, tmp_path: Path) -> None:
    """So whoever reads it imports only what it holds; the others answer that there is nothing."""
    journal = f"sqlite:///{tmp_path / 'journal.db'}"
    hub = Hub.open(file, journal=stores.open(journal))
    hub.record_all(SEASON[:1], at=NOON)
    hub.save_checkpoint()

    said = _said_by(
        "from mo_network import Hub, stores\n"
        f"hub = Hub.open({file!r}, journal=stores.open({journal!r}))\n"
        "print(*(f'mo_network.{area}.state' in sys.modules for area in ('rooms', 'directory')))\n"
        "print(hub.rooms.rooms())"
    )
    assert "False True\n()" == said


def test_a_world_tells_its_states_alike_whichever_was_made_first() -> None:
    """So breaches and checkpoints do not depend on who asked first."""
    world = new_world()
    made = [world.areas[area] for area in ("rooms", "funding", "rulings")]

    assert ["directory", "funding", "rooms", "rulings"] == [name for name, _ in world.states()]
    assert made == [world.areas[area] for area in ("rooms", "funding", "rulings")]


def test_every_tag_law_and_subject_begins_with_the_name_of_its_area() -> None:
    """By its first word the area is found."""
    tags = [(area, tag.name) for area in FACTS for tag in FACTS[area]]
    laws = [(area, law.id) for area in LAWS for law in LAWS[area]]

    assert [] == [name for area, name in tags + laws if not name.startswith(f"{area}.")]
    assert all(SUBJECTS[name].id == name for name in SUBJECTS)


def test_laws_judge_the_facts_of_their_own_area() -> None:
    """So a judge needs no other area to judge a fact."""
    strays = [
        law.id
        for area, laws in LAWS.items()
        for law in laws
        for cls in law.judges
        if ROUTE[cls] != area
    ]

    assert [] == strays


def test_a_class_that_only_derives_from_a_fact_is_none() -> None:
    """The set of fact classes is closed, whoever stands beside them in a module."""
    own = type("Own", (RoomAdded,), {"__module__": RoomAdded.__module__})

    assert ("rooms", "", "") == (ROUTE[RoomAdded], ROUTE[Fact], ROUTE[own])
