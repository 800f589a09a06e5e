"""Setup files: what exists, imported once; every fault with file, line and key."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mo_network import stores
from mo_network.errors import HubFileError, InvalidValue, MoNetworkError
from mo_network.exchange.knowledge import Knowledge
from mo_network.exchange.setup import Imported, bring_in, read_setup
from mo_network.hub.hub import Hub
from mo_network.judging.facts import Corrected

HUB_FILE = Path(__file__).parents[2] / "examples" / "data" / "saar" / "hub.toml"
AT = datetime(2025, 1, 15, 9, 0, tzinfo=UTC)
ROOM = """
[[facts]]
row = "saal"
type = "rooms.room_added/1"
id = "room:saal"
name = "Saal"
persons = 30
zone = "Europe/Berlin"
"""
GROUP = """
[[facts]]
row = "chor"
type = "directory.organisation_registered/1"
id = "org:chor"
name = "Chor"
kind = "initiative"
founded = 2020-05-01
"""


@pytest.fixture
def hub() -> Hub:
    """The hub of the example, its rules adopted."""
    journal = stores.open("memory://")
    Hub.adopt(HUB_FILE, journal=journal, at=AT)
    return Hub.open(HUB_FILE, journal=journal)


def _import(hub: Hub, folder: Path, text: str) -> Imported:
    path = folder / "setup.toml"
    path.write_text(text, encoding="utf-8")
    known = Knowledge.of(hub)
    return bring_in(hub, read_setup(path, known).steps, known, at=AT)


def test_the_same_rows_again_are_known_and_a_missing_row_means_nothing(
    hub: Hub, tmp_path: Path
) -> None:
    """A setup file may be imported as often as one likes."""
    first = _import(hub, tmp_path, ROOM + GROUP)
    version = hub.version
    second = _import(hub, tmp_path, GROUP)

    assert Imported(("setup/saal", "setup/chor"), (), ()) == first
    assert Imported((), ("setup/chor",), ()) == second
    assert version == hub.version
    assert "Saal" == hub.rooms.room("room:saal").name


def test_a_changed_row_is_reported_and_nothing_is_done_about_it(hub: Hub, tmp_path: Path) -> None:
    """What changed is said by a fact of its own, never by editing a row."""
    _import(hub, tmp_path, ROOM)
    again = _import(hub, tmp_path, ROOM.replace("30", "40") + GROUP)

    assert Imported(("setup/chor",), (), ("setup/saal",)) == again
    assert 30 == hub.rooms.room("room:saal").persons


def test_a_row_that_was_corrected_is_compared_with_the_correction(hub: Hub, tmp_path: Path) -> None:
    """After a correction the corrected row is the known one, and the old one is changed."""
    _import(hub, tmp_path, ROOM)
    record = next(r for r in hub.journal.since(0) if r.token == "setup/saal")
    larger = record.fact.but(persons=40)
    hub.record(Corrected(record=record.seq, replacement=larger, reason="nachgemessen"), at=AT)

    assert ("setup/saal",) == _import(hub, tmp_path, ROOM.replace("30", "40")).known
    assert ("setup/saal",) == _import(hub, tmp_path, ROOM).changed


def test_one_row_that_cannot_be_recorded_leaves_the_journal_as_it_was(
    hub: Hub, tmp_path: Path
) -> None:
    """The rows of a setup file are recorded all or none."""
    version = hub.version
    pot = """
[[facts]]
row = "pot"
type = "funding.budget_allocated/1"
id = "allocation:1"
line = "line:nix"
year = 2025
amount = "10.00 EUR"
"""
    with pytest.raises(MoNetworkError, match="line:nix"):
        _import(hub, tmp_path, ROOM + pot)

    assert version == hub.version


def test_a_file_with_seven_faults_reports_seven(hub: Hub, tmp_path: Path) -> None:
    """All faults of a setup file come at once, each with its line and key."""
    text = """on = "2025"
what = 1
[[facts]]
row = "a b"
type = "rooms.room_added/1"
id = "room:a"
name = "A"
persons = 0
zone = "Europe/Berlin"
[[facts]]
type = "rooms.room_added/1"
[[facts]]
row = "c"
type = "rooms.room_added/9"
[[facts]]
row = "c"
type = "rooms.room_added/1"
id = "room:c"
name = "C"
persons = 1
zone = "Europe/Berlin"
person = 2
"""
    with pytest.raises(HubFileError) as refused:
        _import(hub, tmp_path, text)

    found = [(problem.line, problem.key) for problem in refused.value.problems]
    assert [
        (1, "on"),
        (2, "what"),
        (4, "facts[0].row"),
        (8, "facts[0].persons"),
        (10, "facts[1]"),
        (14, "facts[2].type"),
        (16, "facts[3].row"),
        (22, "facts[3].person"),
    ] == found
    assert "setup.toml:8: facts[0].persons: " in str(refused.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("facts = 1", "setup.toml:1: facts: is 1"),
        ("[[facts]]\nrow = \n", "setup.toml:2: TOML: "),
        ("[[facts]]\nrow = 'a'\nrow = 'b'\n", "setup.toml:3: TOML: "),
        (ROOM.replace("30", "30.5"), "setup.toml:7: facts[0].persons: 30.5"),
        (GROUP.replace("2020-05-01", "2020-05-01T10:00:00"), "setup.toml:8: facts[0].founded: "),
    ],
)
def test_a_bad_setup_file_is_refused_with_its_line(
    hub: Hub, tmp_path: Path, text: str, message: str
) -> None:
    """Syntax, types, times where days are wanted: each fault has its place."""
    with pytest.raises(HubFileError) as refused:
        _import(hub, tmp_path, text)

    assert message in str(refused.value)


def test_a_setup_file_in_another_encoding_or_too_large_is_refused(tmp_path: Path) -> None:
    """The limits of tables hold for setup files."""
    path = tmp_path / "setup.toml"
    path.write_bytes(b"a" * (17 * 1024 * 1024))

    with pytest.raises(InvalidValue, match="is larger than 16 MiB"):
        read_setup(path, Knowledge())
