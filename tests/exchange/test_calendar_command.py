"""`mo-network calendar`: feeds written, foreign calendars brought in, losses told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.exchange.calendar_hub import RULES, START, booking, room, wish

from mo_network import stores
from mo_network.cli.running import run
from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.hub.adoption import read_rules
from mo_network.hub.hub import Hub

FOLDER = Path(__file__).parent / "calendars"


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A journal in a file: a room, an organisation and a booking."""
    for name in ("HUB", "LANG", "JOURNAL"):
        monkeypatch.delenv(f"MO_NETWORK_{name}", raising=False)
    path = tmp_path / "haus.db"
    kept = stores.open(f"sqlite:///{path}", create=True)
    rules = read_rules(RULES)
    Hub.adopt(rules, journal=kept, at=START)
    hub = Hub.open(rules, journal=kept)
    chor = OrganisationRegistered(id="org:chor", name="Chor", kind=OrganisationKind.ASSOCIATION)
    facts = (chor, room("links"), wish(hub, "w1", 4, "geheim"), booking("b1", 4, wish="wish:w1"))
    hub.record_all(facts, at=START)
    kept.close()
    return str(path)


def call(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """One call, and what it said."""
    code = run(["calendar", *arguments])
    said = capfd.readouterr()
    return code, said.out, said.err


WISHES = ("--as", "wishes", "--room", "room:links", "--organisation", "org:chor", "--persons", "9")


def test_a_feed_goes_to_standard_output_or_a_file(
    journal: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The same bytes, in the language and view that was asked for."""
    asked = ("export", "--journal", journal, "--room", "room:links")
    code, out, err = call(capfd, *asked)
    path = tmp_path / "links.ics"
    again = call(capfd, *asked, "--out", str(path))
    outside = call(capfd, *asked, "--view", "outside", "--lang", "de")[1]

    assert (0, "") == (code, err)
    assert (0, "", "") == again
    assert out.replace("\r\n", "\n") == path.read_bytes().decode().replace("\r\n", "\n")
    assert "SUMMARY:Chor" in out
    assert "geheim" in out
    assert "SUMMARY:belegt" in outside
    assert "Chor" not in outside


def test_a_file_is_brought_once_and_its_losses_are_told(
    journal: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """First a trial, then for good, then again, when nothing is new."""
    asked = ("import", str(FOLDER / "google.ics"), "--journal", journal, *WISHES)
    trial = call(capfd, *asked, "--trial")[1]
    first = call(capfd, *asked)[1]
    again = call(capfd, *asked)[1]

    assert 2 == trial.count("[not recorded]")
    assert 2 == first.count("[recorded as ")
    assert 2 == again.count("[in the journal as ")
    assert "  80: TRANSP: is shown as free, so it takes no room [left out whole]" in first


def test_closures_and_json(journal: str, capfd: pytest.CaptureFixture[str]) -> None:
    """One document of what was brought and what was lost; five closures of two events."""
    file = str(FOLDER / "apple.ics")
    asked = ("import", file, "--journal", journal, "--as", "closures", "--room", "room:links")
    code, out, _ = call(capfd, *asked, "--json")
    told = json.loads(out)

    assert 0 == code
    assert ["new"] * 5 == [each["novelty"] for each in told["rows"]]
    assert "X-APPLE-CALENDAR-COLOR" == told["lost"][0]["property"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("import", "{}", "--as", "wishes", "--room", "room:links"), "--organisation"),
        (("import", "{}", *WISHES, "--until", "2026-01-01"), "--until says nothing"),
        (
            ("import", "{}", "--as", "closures", "--room", "room:links", "--persons", "3"),
            "--persons",
        ),
        (("import", "{}", "--as", "wishes", "--room", "room:keller"), "room:keller"),
        (("import", "none.ics", *WISHES), "cannot be read"),
        (("export",), "give one of them"),
        (("export", "--room", "room:keller"), "room:keller"),
        (("export", "--caretaker", "--view", "outside"), "view"),
    ],
)
def test_a_call_that_cannot_be_is_said_in_one_paragraph(
    journal: str, capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    """Exit code 2, and nothing is recorded."""
    asked = [each.format(FOLDER / "google.ics") for each in arguments]
    code, _, err = call(capfd, *asked, "--journal", journal)

    assert 2 == code
    assert said in err
