"""Seasons: played day by day, twice the same, never half."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mo_network import stores
from mo_network.errors import InvalidValue
from mo_network.exchange.knowledge import Knowledge
from mo_network.exchange.playing import Played
from mo_network.exchange.season import begin, open_hub, play, read_season, rehearse
from mo_network.exchange.steps import Novelty
from mo_network.funding.facts import ApplicationSubmitted
from mo_network.hub.hub import Hub
from mo_network.judging.journal import Journal

SAAR = Path(__file__).parents[2] / "examples" / "data" / "saar"


def _play(folder: Path, journal: Journal) -> tuple[Hub, list[Played]]:
    hub = open_hub(folder, journal)
    known = Knowledge.of(hub)
    season = read_season(folder, str(hub.identity.zone), known)
    begin(season, hub, known)
    return hub, list(play(season, hub, known))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example's folder, to be changed."""
    return Path(shutil.copytree(SAAR, tmp_path / "saar"))


def _edit(folder: Path, file: str, before: str, after: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def _told(played: list[Played]) -> list[tuple[str, int | None, list[str]]]:
    return [
        (
            each.outcome.explain("de"),
            each.seq,
            [str(getattr(i.fact, "amount", getattr(i.fact, "slot", ""))) for i in each.instead],
        )
        for each in played
    ]


def test_a_second_time_shows_the_same_and_records_nothing() -> None:
    """Every step, refused ones and broken promises too, comes out as on the first day."""
    journal = stores.open("memory://")
    hub, first = _play(SAAR, journal)
    version = hub.version
    hub, second = _play(SAAR, journal)

    assert version == hub.version
    assert _told(first) == _told(second)
    assert {Novelty.NEW} == {each.novelty for each in first}
    assert {Novelty.KNOWN} == {each.novelty for each in second}


def test_what_is_free_text_is_sealed() -> None:
    """What an application says in words stands beside the journal, and can be erased."""
    journal = stores.open("memory://")
    hub, played = _play(SAAR, journal)
    fact = played[0].outcome.fact
    assert isinstance(fact, ApplicationSubmitted)
    assert fact.description is not None

    assert "Nähcafé für Frauen, vier Nachmittage" == hub.unseal(fact.description)
    assert not any("Nähcafé".encode() in row.body for row in journal.rows())
    hub.erase(fact.description)
    assert Novelty.KNOWN is _play(SAAR, journal)[1][0].novelty


def test_a_changed_row_is_said_and_nothing_is_done(folder: Path) -> None:
    """A row whose number was recorded with another content stays as it was recorded."""
    journal = stores.open("memory://")
    hub, _ = _play(folder, journal)
    version = hub.version
    _edit(folder, "applications.csv", "450,00 €", "460,00 €")
    _edit(folder, "wishes.csv", "Vorstandssitzung", "Feier")
    hub, again = _play(folder, journal)

    assert version == hub.version
    assert ["applications/A1", "wishes/R3"] == [
        each.step.token for each in again if each.novelty is Novelty.CHANGED
    ]


def test_a_row_that_was_entered_late_keeps_its_day(folder: Path) -> None:
    """What was handed in before the last record is recorded now, with the moment it came in."""
    journal = stores.open("memory://")
    _play(folder, journal)
    row = "A8;03.03.2025;Horizont e. V. (erfunden);Mikroprojekte;10,00 €;01.04.2025;02.04.2025;;;\n"
    path = folder / "applications.csv"
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")
    hub, again = _play(folder, journal)
    (late,) = [each for each in again if each.step.token == "applications/A8"]

    assert hub.version == late.seq
    assert late.outcome.record is not None
    assert late.outcome.record.received_at is not None
    assert "2025-03-03" == late.outcome.record.received_at.date().isoformat()


def test_a_decision_that_was_entered_late_is_judged_and_not_recorded(folder: Path) -> None:
    """Decisions have no evidence of an earlier day: they are judged on it, and taken anew today."""
    journal = stores.open("memory://")
    text = (folder / "decisions.csv").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines(keepends=True) if not line.startswith("B6")]
    (folder / "decisions.csv").write_text("".join(kept), encoding="utf-8")
    _play(folder, journal)
    (folder / "decisions.csv").write_text(text, encoding="utf-8")
    hub, again = _play(folder, journal)
    (late,) = [each for each in again if each.step.token == "decisions/B6"]

    assert (True, None) == (late.outcome.is_allowed, late.seq)
    assert "submitted" == hub.funding.status("application:a6")


def test_a_table_of_another_name_is_refused(folder: Path) -> None:
    """A misspelt file is not left out in silence."""
    (folder / "wishes.csv").rename(folder / "wish.csv")

    with pytest.raises(InvalidValue, match=r"wish\.csv:1: is none of the tables"):
        _play(folder, stores.open("memory://"))


def test_a_rehearsal_leaves_the_journal_as_it_was(folder: Path) -> None:
    """A row far down that cannot be recorded is found before the first one is."""
    _edit(folder, "wishes.csv", "R6;17.03.2025", "R6;30.04.2025")
    journal = stores.open("memory://")

    with pytest.raises(InvalidValue, match=r"wishes\.csv:7: .*wish:r6"):
        rehearse(folder, journal)

    assert 0 == journal.head().seq


def test_without_a_day_there_is_no_season(folder: Path) -> None:
    """A folder whose setup names no day and that has no tables says what is missing."""
    for path in folder.glob("*.csv"):
        path.unlink()
    _edit(folder, "setup.toml", "on = 2025-01-15", "")

    with pytest.raises(InvalidValue, match=r"setup\.toml:1: on: is missing"):
        _play(folder, stores.open("memory://"))


def test_tables_of_another_encoding_play_the_same_season(folder: Path) -> None:
    """A folder saved by a spreadsheet in CP1252, with tabs, is the same season."""
    expected = _told(_play(SAAR, stores.open("memory://"))[1])
    for path in folder.glob("*.csv"):
        text = path.read_text(encoding="utf-8").replace(";", "\t")
        path.write_bytes(text.replace("\n", "\r\n").encode("cp1252"))

    assert expected == _told(_play(folder, stores.open("memory://"))[1])
