"""The same journal and rules give the same bytes, whatever surrounds the process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from tests.hub.conftest import RULES, START, application, award, booking

from mo_network.directory.facts import (
    OrganisationEnded,
    OrganisationKind,
    OrganisationRegistered,
)
from mo_network.funding.facts import BudgetAllocated, BudgetCut, FundingLineOpened, GrantPaid
from mo_network.judging.fact import Fact
from mo_network.judging.facts import Corrected
from mo_network.rooms.facts import RoomAdded, RoomClosed, RoomWished
from mo_network.testing import HubInMemory, hub_in_memory
from mo_network.values.money import Money
from mo_network.values.slot import Slot

ROOT = Path(__file__).parents[2]
PROGRAM = "from tests.hub.test_purity import play; print(play())"

SURROUNDINGS: dict[str, dict[str, str]] = {
    "hash seed 0": {"PYTHONHASHSEED": "0"},
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "Auckland": {"TZ": "Pacific/Auckland"},
    "German": {"LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8", "LANGUAGE": "de"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"},
    "no locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
    "without asserts": {"PYTHONOPTIMIZE": "1"},
}


def season() -> list[Fact]:
    """Something of everything: allowed, forbidden, undecided, broken, mended."""
    slot = Slot.on(date(2025, 3, 30), "01:00", "03:30", zone="Europe/Berlin")
    wish = RoomWished(id="wish:w1", room="room:saal", organisation="org:a", slot=slot, persons=55)
    return [
        application("a1", 60_000),
        award("a1", 60_000, "team"),
        award("a1", 60_000, "jury"),
        booking("b1", "10:00", "12:00"),
        booking("b2", "11:00", "13:00"),
        booking("b3", "11:00", "13:00", room="room:klein", persons=13),
        wish,
        RoomClosed(id="closure:1", room="room:saal", slot=slot, reason="Straße gesperrt"),
        RoomClosed(
            id="closure:2",
            room="room:saal",
            slot=Slot.on(date(2025, 3, 3), "08:00", "20:00", zone="Europe/Berlin"),
            reason="İstanbul",
        ),
        BudgetCut(id="cut:1", line="line:micro", year=2025, amount=Money(90_000)),
        GrantPaid(id="payment:1", application="application:a1", amount=Money(60_001)),
        GrantPaid(id="payment:1", application="application:a1", amount=Money(30_000)),
        OrganisationEnded(organisation="org:a", on=date(2025, 1, 20)),
        application("a2", 150_000),
        Corrected(record=7, reason="typo"),
    ]


def begin() -> HubInMemory:
    """A small hub; that of the fixtures records inside an `assert`, which may be switched off."""
    kit = hub_in_memory(RULES, at=START)
    kit.hub.record_all(
        [
            OrganisationRegistered(id="org:a", name="A e.V.", kind=OrganisationKind.ASSOCIATION),
            FundingLineOpened(id="line:micro", name="Micro projects"),
            BudgetAllocated(id="allocation:m", line="line:micro", year=2025, amount=Money(100_000)),
            RoomAdded(id="room:saal", name="Saal", persons=40, zone="Europe/Berlin"),
            RoomAdded(id="room:klein", name="Kleiner Raum", persons=12, zone="Europe/Berlin"),
        ]
    )
    return kit


def play() -> str:
    """The digest of all that a season leaves behind and says."""
    kit = begin()
    said: list[object] = []
    for fact in season():
        kit.clock.moment += timedelta(hours=37)
        offers = () if isinstance(fact, Corrected) else kit.hub.alternatives(fact)
        outcome = kit.hub.record(fact, request=str(len(said)))
        texts = [each.explain(lang) for each in (outcome, *offers) for lang in ("de", "en")]
        said.append([texts, outcome.explain_data("de"), list(map(str, outcome.breaches))])
    said.append(list(map(str, kit.hub.breaches())))
    said.append(str(kit.hub.rooms.week(date(2025, 3, 30))))
    said.append(kit.hub._fold.dump())
    said.append(kit.hub.new_id("booking", request="İ"))
    bodies = b"".join(row.body for row in kit.journal.rows())
    return sha256(bodies + json.dumps(said).encode()).hexdigest()


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_a_season_is_the_same_byte_for_byte(name: str) -> None:
    """Records, explanations, alternatives, breaches and state do not know where they are."""
    surrounded = {**os.environ, **SURROUNDINGS[name]}

    said = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=surrounded,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert play() == said.stdout.strip()


def test_the_season_is_worth_playing() -> None:
    """It is allowed, forbidden and broken in it, or the comparison would compare nothing."""
    kit = begin()
    verdicts = set()
    for fact in season()[:-1]:
        outcome = kit.hub.record(fact)
        verdicts.add((outcome.verdict.value, outcome.is_recorded, bool(outcome.breaches)))

    assert {
        ("allowed", True, False),
        ("allowed", True, True),
        ("forbidden", True, False),
        ("forbidden", False, False),
    } <= verdicts
