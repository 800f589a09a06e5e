"""How calls end that do not end well, and seasons that are not the example's."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mo_network import __version__, stores
from mo_network.cli import tracing

SAAR = Path(__file__).parents[2] / "examples" / "data" / "saar"
Call = Callable[..., Any]


def _raising(error: BaseException) -> Callable[..., object]:
    def verify(*_: object) -> object:
        raise error

    return verify


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (RuntimeError("ach"), 2, "a fault of the program itself, RuntimeError: ach; please report"),
        (OSError(28, "No space left on device"), 2, "the system refused ([Errno 28] No space"),
        (KeyboardInterrupt(), 130, "stopped from the keyboard; nothing is half recorded\n"),
    ],
    ids=["fault", "system", "keyboard"],
)
def test_whatever_happens_there_is_no_traceback(
    call: Call,
    season: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: int,
    said: str,
) -> None:
    """A fault of the program, a full disk, an impatient user: each ends with a code, in words."""
    monkeypatch.setattr(tracing, "verify_chain", _raising(error))
    done = call("verify", "--journal", season)

    assert (code, "") == (done.returncode, done.stdout)
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_whoever_asks_for_it_gets_the_traceback(
    call: Call, season: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For whoever mends the program there is a way to see where it failed."""
    monkeypatch.setattr(tracing, "verify_chain", _raising(RuntimeError("ach")))

    with pytest.raises(RuntimeError, match="ach"):
        call("verify", "--journal", season, MO_NETWORK_TRACEBACK="1")


def test_a_journal_without_a_hub_says_so(call: Call, tmp_path: Path) -> None:
    """Without a hub in the journal nothing can be opened: the way out is named."""
    stores.open(f"sqlite:///{tmp_path}/new.db").close()
    done = call("show", "pot", "--journal", "new.db")

    assert 2 == done.returncode
    assert "the journal holds no hub yet: say which one is meant with --hub" in done.stderr


def test_a_journal_of_two_hubs_asks_which_one_is_meant(
    call: Call, journal: Path, tmp_path: Path
) -> None:
    """Two hubs may share a journal; each answers for itself."""
    text = (SAAR / "hub.toml").read_text(encoding="utf-8").replace("hub:saar", "hub:zwei")
    (tmp_path / "hub.toml").write_text(text, encoding="utf-8")
    adopted = call("hub", "adopt", "hub.toml", "--journal", journal, "--json", "--by", "Team")
    which = call("show", "applications", "--journal", journal)
    first = call("show", "applications", "--journal", journal, "--hub", "hub:saar", "--json")
    second = call("show", "applications", "--journal", journal, "--hub", "hub.toml", "--json")

    assert ("hub:zwei", 53) == (
        json.loads(adopted.stdout)["hub"],
        json.loads(adopted.stdout)["record"],
    )
    assert 2 == which.returncode
    assert "holds hub:saar, hub:zwei" in which.stderr
    assert (7, 0) == (len(json.loads(first.stdout)), len(json.loads(second.stdout)))


def test_a_season_that_changed_says_what_and_does_nothing(call: Call, tmp_path: Path) -> None:
    """A changed row of the setup file and of a table is said, and a late decision explained."""
    folder = Path(shutil.copytree(SAAR, tmp_path / "saar"))
    decisions = (folder / "decisions.csv").read_text(encoding="utf-8")
    late = next(line for line in decisions.splitlines(keepends=True) if line.startswith("B6"))
    (folder / "decisions.csv").write_text(decisions.replace(late, ""), encoding="utf-8")
    assert 0 == call("demo", folder).returncode
    (folder / "decisions.csv").write_text(decisions, encoding="utf-8")
    for file, before, after in (
        ("setup.toml", "persons = 12", "persons = 14"),
        ("applications.csv", "450,00 €", "460,00 €"),
    ):
        text = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_text(text.replace(before, after, 1), encoding="utf-8")
    done = call("demo", folder)

    assert 0 == done.returncode
    assert "Setup: 0 new, 15 known, 1 changed" in done.stdout
    assert "setup/small-room: the row has changed" in done.stdout
    assert "    applications.csv:2: the row has changed" in done.stdout
    assert "allowed, not recorded, for the journal is past that day" in done.stdout
    assert "Nothing was added" in done.stdout


def test_a_folder_without_rooms_or_tables_plays_too(call: Call, tmp_path: Path) -> None:
    """Only a hub's file and a setup file with a day are needed."""
    (tmp_path / "small").mkdir()
    shutil.copy(SAAR / "hub.toml", tmp_path / "small")
    (tmp_path / "small" / "setup.toml").write_text("on = 2025-01-15\n", encoding="utf-8")
    done = call("demo", "small", "--journal", "small.db", "--lang", "de")

    assert (0, "") == (done.returncode, done.stderr)
    assert "Neue Einträge in small.db: 1; jetzt sind es 1." in done.stdout
    assert "keine" in done.stdout


def test_tokens_and_names_go_with_json_only(call: Call, season: Path) -> None:
    """Rows have tokens of their own, so `--request` for a table is wrong input."""
    done = call("record", SAAR / "wishes.csv", "--journal", season, "--request", "x")

    assert 2 == done.returncode
    assert "--by and --request go with JSON" in done.stderr


def test_the_package_runs_as_a_module() -> None:
    """Where the script is not on the path."""
    done = subprocess.run(
        [sys.executable, "-m", "mo_network.cli", "--version"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (0, f"mo-network {__version__}\n") == (done.returncode, done.stdout)
