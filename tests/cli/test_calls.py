"""The command line in real processes: verdicts as exit codes, errors in one paragraph."""

from __future__ import annotations

import json
import os
import pty
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mo_network import __version__

SAAR = Path(__file__).parents[2] / "examples" / "data" / "saar"
PROGRAM = (sys.executable, "-c", "import sys; from mo_network.cli import main; sys.exit(main())")
Call = Callable[..., Any]
SLOT = "2026-12-01T18:00+01:00[Europe/Berlin]/2026-12-01T20:00+01:00[Europe/Berlin]"
BOOKING = {
    "type": "rooms.room_booked/1",
    "id": "booking:x",
    "room": "room:gross",
    "organisation": "org:saz",
    "slot": SLOT,
    "persons": 20,
}
AT = ("--at", "2025-06-01T10:00:00Z")


def _records(journal: Path) -> int:
    with sqlite3.connect(journal) as connection:
        (count,) = connection.execute("SELECT count(*) FROM record").fetchone()
    connection.close()
    return int(count)


def _is_one_paragraph(text: str) -> bool:
    return text.count("\n") == 1 and "Traceback" not in text


def test_the_demo_plays_a_season_and_a_second_time_changes_nothing(
    process: Call, tmp_path: Path
) -> None:
    """The second run tells the same season, adds no record, and says so."""
    first, second = process("demo", SAAR), process("demo", SAAR)

    assert (0, "") == (first.returncode, first.stderr)
    assert (0, "") == (second.returncode, second.stderr)
    assert "Records added to saar.db: 52" in first.stdout
    assert "Nothing was added" in second.stdout
    assert 52 == _records(tmp_path / "saar.db")
    told = first.stdout.replace("recorded as", "in the journal as").splitlines()
    again = second.stdout.splitlines()
    assert {
        "Setup: 16 new, 0 known, 0 changed",
        "Records added to saar.db: 52; it holds 52 now.",
    } == set(told) - set(again)


def test_the_demo_shows_every_kind_of_answer(call: Call) -> None:
    """Allowed, forbidden with source and alternative, displaced, the pot, the week."""
    text = call("demo", SAAR, "--lang", "de").stdout

    for expected in (
        "applications.csv: gelesen als UTF-8, semicolons",
        "Höchstens 1.000,00 €; beantragt sind 1.400,00 €. [ceiling; Quelle: House of Resources S",
        "Richtlinien 2025 (houseofresources-saar.de); gilt ab 1. Januar 2025]",
        "- Betrag: 1.000,00 €",
        "nicht erlaubt, nicht eingetragen",
        "Darüber entscheidet: Jury.",
        "Vorhaben: 20. Oktober 2025 – 30. November 2025",
        "Im Topf sind noch 250,00 € verfügbar; es geht um 480,00 €.",
        "Belegt ist 12. Mai 2025, 16:00–18:00 (booking:r1).",
        "- Raum: Kleiner Raum (erfunden)",
        "bricht Zusagen in Großer Raum (erfunden): booking:r5 [rooms.closed]",
        "Saz und Stimme (erfunden) (verdrängt)",
        "Mikroprojekte  2025  3.000,00 €  3.000,00 €  0,00 €      0,00 €",
        "zurückgezogen",
    ):
        assert expected in text, expected


def test_the_demo_as_json_is_one_document(call: Call) -> None:
    """With `--json` the same season is one document with wire forms."""
    told = json.loads(call("demo", SAAR, "--json").stdout)

    assert ("hub:saar", 52) == (told["hub"], told["added"])
    forbidden = [step for step in told["steps"] if step["verdict"] == "forbidden"]
    assert {"applications/A3", "applications/A4", "applications/A7", "decisions/B2"} <= {
        step["row"] for step in forbidden
    }
    assert "0.00 EUR" == told["pot"][0]["available"]


@pytest.mark.parametrize(
    ("file", "before", "after", "message"),
    [
        ("applications.csv", "1.400,00 €", "1.400", "applications.csv:4: Betrag: '1.400' cannot"),
        ("applications.csv", "03.02.2025;S", "30.02.2025;S", "applications.csv:2: Eingang: '2025"),
        ("wishes.csv", "Personen", "Leute", "wishes.csv:1: lacks the column 'Personen'"),
        ("wishes.csv", "R2;", "R1;", "wishes.csv:3: Nr.: 'R1' stands in line 2 already"),
        ("closures.csv", "Wasser", '"Wasser', "closures.csv:2: has a quotation mark out of"),
        ("setup.toml", "persons = 12", "persons = 0", "setup.toml:98: facts[11].persons: "),
        ("hub.toml", "[hub]", "[hubb]", "hub.toml:10: hubb: unknown key; did you mean 'hub'?"),
    ],
)
def test_a_bad_file_stops_the_demo_before_there_is_a_journal(
    call: Call, tmp_path: Path, file: str, before: str, after: str, message: str
) -> None:
    """Nothing half done: one error with file, line and field, and no journal."""
    for path in SAAR.iterdir():
        text = path.read_text(encoding="utf-8")
        if path.name == file:
            assert before in text
            text = text.replace(before, after, 1)
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    done = call("demo", tmp_path)

    assert (2, "") == (done.returncode, done.stdout)
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "saar.db").exists()


def test_verdicts_are_exit_codes(process: Call, season: Path) -> None:
    """0 allowed, 1 forbidden, 3 undecided; checking records nothing."""
    too_many = BOOKING | {"persons": 99}
    asked = {
        "type": "funding.application_submitted/1",
        "id": "application:x",
        "organisation": "org:saz",
        "line": "line:mikroprojekte",
        "amount": "100.00 EUR",
        "project": "2027-01-01/2027-02-01",
    }
    # In 2026 no rule is published, and the pot of 2027 is empty: forbidden outranks undecided.
    known = ["check", "-", "--journal", season]
    codes = [
        process(*known, *at, given=json.dumps(fact)).returncode
        for fact, at in ((BOOKING, AT), (too_many, AT), (asked, ("--at", "2026-06-01T10:00:00Z")))
    ]

    assert [0, 1, 1] == codes
    assert 52 == _records(season)


def test_recording_once_with_a_token(call: Call, journal: Path, tmp_path: Path) -> None:
    """The same token again gives the recorded outcome; another fact under it is wrong input."""
    arguments = ("record", "booking.json", "--journal", journal, "--request", "t-1", *AT)
    path = tmp_path / "booking.json"
    path.write_text(json.dumps(BOOKING), encoding="utf-8")
    first, again = call(*arguments, "--json"), call(*arguments, "--json")
    path.write_text(json.dumps(BOOKING | {"persons": 5}), encoding="utf-8")
    other = call(*arguments)

    told: list[dict[str, Any]] = [json.loads(each.stdout) for each in (first, again)]
    assert [(53, False), (53, True)] == [(each["record"], each["is_repeated"]) for each in told]
    assert 53 == _records(journal)
    assert 2 == other.returncode
    assert "t-1" in other.stderr


def test_a_refused_decision_is_not_recorded_and_shows_what_would_go(
    call: Call, journal: Path
) -> None:
    """A refusal is an answer with its reason and its alternative, and leaves no trace."""
    fact = json.dumps(BOOKING | {"persons": 99})
    done = call("record", "-", "--journal", journal, *AT, "--lang", "de", given=fact)

    assert 1 == done.returncode
    assert "nicht eingetragen" in done.stdout
    assert "Der Raum fasst 30 Personen; kommen sollen 99. [rooms.persons]" in done.stdout
    assert "Personen: 30" in done.stdout
    assert 52 == _records(journal)


def test_a_list_of_facts_is_recorded_whole_or_not_at_all(call: Call, journal: Path) -> None:
    """One refusal in a list, and nothing of the list is recorded."""
    facts = [BOOKING, BOOKING | {"id": "booking:y"}]
    done = call("record", "-", "--journal", journal, *AT, given=json.dumps(facts))

    assert 1 == done.returncode
    assert 52 == _records(journal)


def test_rows_of_a_table_are_recorded_once(call: Call, journal: Path, tmp_path: Path) -> None:
    """New rows are recorded with the day they came in, known ones are shown, changed ones said."""
    head, row, *_ = (SAAR / "wishes.csv").read_text(encoding="utf-8").splitlines()
    new = (
        "R9;01.06.2025;Saz und Stimme (erfunden);Großer Raum (erfunden);"
        "12.06.2025;18:00;20:00;9;Chor;;"
    )
    (tmp_path / "wishes.csv").write_text(f"{head}\n{row}\n{new}", encoding="cp1252")
    arguments = ("record", "wishes.csv", "--journal", journal, "--at", "2025-06-03T10:00:00Z")
    first, again = call(*arguments, "--json"), call(*arguments, "--json")
    changed = new.replace(";9;", ";8;")
    (tmp_path / "wishes.csv").write_text(f"{head}\n{changed}", encoding="utf-8")
    other = call(*arguments)

    told = [[each["novelty"] for each in json.loads(done.stdout)] for done in (first, again)]
    assert [["known", "known", "new"], ["known", "known", "known"]] == told
    assert 53 == _records(journal)
    assert 2 == other.returncode
    assert "the row has changed" in other.stdout


def test_one_bad_row_and_nothing_of_the_table_is_recorded(
    call: Call, journal: Path, tmp_path: Path
) -> None:
    """A row that the journal refuses is found before the rows above it are recorded."""
    head = (SAAR / "wishes.csv").read_text(encoding="utf-8").splitlines()[0]
    good = "R8;01.06.2025;org:saz;room:gross;12.06.2025;18:00;20:00;9;;;"
    bad = "R9;01.06.2025;org:nix;room:gross;12.06.2025;18:00;20:00;9;;;"
    (tmp_path / "new.csv").write_text(f"{head}\n{good}\n{bad}", encoding="utf-8")
    nameless = call("record", "new.csv", "--journal", journal)
    done = call("record", "new.csv", "--sheet", "wishes", "--journal", journal)

    assert 2 == nameless.returncode
    assert "--sheet" in nameless.stderr
    assert 2 == done.returncode
    assert "new.csv:3: " in done.stderr
    assert "org:nix" in done.stderr
    assert _is_one_paragraph(done.stderr)
    assert 52 == _records(journal)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("", "standard input: $: this is no JSON"),
        ("{", "standard input: $: this is no JSON"),
        ('{"type": 1}', "standard input: $.type: "),
        ('{"type": "rooms.nix/1"}', "standard input: $.type: the tag 'rooms.nix/1' is not known"),
        (
            '{"type": "rooms.room_closed/1", "id": "closure:a", "id": "b"}',
            "the name 'id' stands tw",
        ),
        (json.dumps(BOOKING | {"persons": 1.5}), "$.persons: 1.5 is a number with a fraction"),
        (json.dumps(BOOKING).replace("20,", "20, ").replace(": 20", ": NaN"), "NaN is no number"),
        (json.dumps(BOOKING | {"person": 1}), "$.person: "),
        (json.dumps(BOOKING | {"room": "room:nix"}), "nothing is known by the id 'room:nix'"),
        (json.dumps(BOOKING | {"id": "booking:\u0430"}), "CYRILLIC SMALL LETTER A"),
        (json.dumps([BOOKING, {}]), "standard input: $[1].type: "),
        (json.dumps(BOOKING | {"slot": SLOT.replace("12-01T", "02-30T")}), "$.slot: "),
        ("[" * 100_000, "standard input: $: the data is deeper than"),
    ],
)
def test_bad_json_is_said_in_one_paragraph(
    call: Call, season: Path, given: str, message: str
) -> None:
    """The error names the place in the data and what is allowed; never a traceback."""
    done = call("check", "-", "--journal", season, given=given)

    assert (2, "") == (done.returncode, done.stdout)
    assert message in done.stderr
    assert _is_one_paragraph(done.stderr)


@pytest.mark.parametrize("name", ["facts.json", "wishes.csv", "setup.toml", "hub.toml"])
def test_a_file_of_100_mb_is_refused_soon(
    call: Call, season: Path, tmp_path: Path, name: str
) -> None:
    """Whatever is too large is refused by its stated limit, long before it is read."""
    with (tmp_path / name).open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    started = time.perf_counter()
    is_hub = name == "hub.toml"
    done = call("hub", "check", name) if is_hub else call("check", name, "--journal", season)

    assert (2, "") == (done.returncode, done.stdout)
    assert f"{name}:1: TOML: " in done.stderr if is_hub else f"{name}: is larger" in done.stderr
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    "arguments",
    [
        ("verify", "--journal", "nix.db"),
        ("verify", "--journal", "text.db"),
        ("verify", "--journal", "mongodb://x"),
        ("show", "pot", "--journal", "nix.db"),
        ("show", "pot", "--journal", "{season}", "--hub", "hub:nix"),
        ("show", "pot", "--journal", "{season}", "--line", "line:nix", "--hub", "nix.toml"),
        ("show", "week", "--journal", "{season}", "--on", "2026-W01-1"),
        ("show", "week", "--journal", "{season}", "--room", "room:nix"),
        ("show", "breaches", "--journal", "{season}", "--at", "2026-01-01T10:00:00"),
        ("explain", "4711", "--journal", "{season}"),
        ("hub", "check", "nix.toml"),
        ("hub", "adopt", "nix.toml", "--journal", "new.db"),
        ("check", "nix.json", "--journal", "{season}"),
        ("check", "nix.csv", "--journal", "{season}", "--sheet", "wishes"),
        ("demo", "nix"),
    ],
)
def test_wrong_input_is_exit_code_2_and_one_paragraph(
    call: Call, season: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """Whatever is wrong with a call is said on standard error, and nothing is begun."""
    (tmp_path / "text.db").write_text("no journal at all, but some text\n" * 40)
    done = call(*(each.format(season=season) for each in arguments))

    assert (2, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith("mo-network: ")
    assert _is_one_paragraph(done.stderr)
    assert ["text.db"] == sorted(path.name for path in tmp_path.iterdir())


@pytest.mark.parametrize(
    "arguments",
    [("nix",), ("show", "nix"), ("explain", "x"), ("verify",), ("demo", "--lang", "xx")],
)
def test_wrong_usage_is_exit_code_2(call: Call, arguments: tuple[str, ...]) -> None:
    """Commands and options that do not exist are said as people expect it."""
    done = call(*arguments)

    assert (2, "") == (done.returncode, done.stdout)
    assert "Error: " in done.stderr


def test_a_hub_file_of_another_text_waits_for_its_adoption(
    call: Call, journal: Path, tmp_path: Path
) -> None:
    """Until a changed file is adopted its hub decides nothing: undecided, exit code 3."""
    text = (SAAR / "hub.toml").read_text(encoding="utf-8")
    (tmp_path / "hub.toml").write_text(text + "# changed\n", encoding="utf-8")
    asked = ("check", "-", "--journal", journal, "--hub", "hub.toml", *AT)
    before = call(*asked, given=json.dumps(BOOKING))
    adopted = call("hub", "adopt", "hub.toml", "--journal", journal, *AT)
    after = call(*asked, given=json.dumps(BOOKING))

    assert [3, 0, 0] == [each.returncode for each in (before, adopted, after)]
    assert "adopt them first" in before.stdout
    assert "(record 53)" in adopted.stdout
    assert adopted.stdout == call("hub", "adopt", "hub.toml", "--journal", journal, *AT).stdout


def test_rules_check_names_all_problems(call: Call, tmp_path: Path) -> None:
    """A good file is said to be good; a bad one has each problem on a line of its own."""
    good = call("hub", "check", SAAR / "hub.toml", "--json")
    text = (SAAR / "hub.toml").read_text(encoding="utf-8")
    bad = text.replace("1000.00 EUR", "1.000").replace('kind = "project-window"', 'kind = "window"')
    (tmp_path / "hub.toml").write_text(bad, encoding="utf-8")
    refused = call("hub", "check", "hub.toml")

    rules = ["ceiling", "who-decides", "finished-in-november", "deposit"]
    assert rules == json.loads(good.stdout)["rules"]
    assert 2 == refused.returncode
    assert "hub.toml has 2 problems:" in refused.stderr
    assert 3 == refused.stderr.count("\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("explain", "21"),
        ("show", "pot"),
        ("show", "applications"),
        ("show", "week", "--on", "2025-05-14"),
        ("show", "stock", "--on", "2025-05-06"),
        ("show", "breaches"),
        ("verify",),
        ("calendar", "export", "--room", "room:klein"),
    ],
)
def test_every_command_knows_simple_german(
    call: Call, season: Path, arguments: tuple[str, ...]
) -> None:
    """In explanations; its own words and values are those of German."""
    german = call(*arguments, "--journal", season, "--lang", "de")
    simple = call(*arguments, "--journal", season, MO_NETWORK_LANG="de-simple")

    assert (german.returncode, "") == (simple.returncode, simple.stderr)
    if arguments[0] == "explain":
        assert "Nein. So geht das nicht." in simple.stdout
    else:
        assert german.stdout.splitlines()[2:3] == simple.stdout.splitlines()[2:3]


def test_explain_follows_the_verdict_of_the_record(call: Call, season: Path) -> None:
    """The reason for a record, without the hub's file, with its exit code."""
    allowed = call("explain", "18", "--journal", season)
    forbidden = call("explain", "21", "--journal", season, "--json")
    directory = call("explain", "2", "--journal", season)

    assert [0, 1, 0] == [each.returncode for each in (allowed, forbidden, directory)]
    told = json.loads(forbidden.stdout)
    assert "ceiling" == told["answers"][0]["rule"]
    assert "1400.00 EUR" == told["fact"]["amount"]


def test_verify_finds_an_edit_and_a_cut(call: Call, journal: Path) -> None:
    """One changed byte breaks the chain; a cut tail shows against a digest kept elsewhere."""
    whole = json.loads(call("verify", "--journal", journal, "--json").stdout)
    kept = call("verify", "--journal", journal, "--head", whole["digest"])
    with sqlite3.connect(journal) as connection:
        connection.execute("DROP TRIGGER record_is_never_removed")
        connection.execute("DELETE FROM record WHERE seq = 52")
    connection.close()
    cut = call("verify", "--journal", journal)
    found = call("verify", "--journal", journal, "--head", whole["digest"])
    with sqlite3.connect(journal) as connection:
        connection.execute("DROP TRIGGER record_is_never_changed")
        connection.execute(
            "UPDATE record SET body = CAST(replace(body, '450.00', '950.00') AS BLOB) "
            "WHERE seq = 18"
        )
    connection.close()
    edited = call("verify", "--journal", journal)

    assert 52 == whole["records"]
    codes = [each.returncode for each in (kept, cut, found, edited)]
    assert [0, 0, 2, 2] == codes
    assert "record 18: " in edited.stderr
    assert _is_one_paragraph(edited.stderr)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("pot", "--year", "2025"), "Mikroprojekte  2025  €3,000.00  €3,000.00"),
        (("pot", "--year", "1999"), "none"),
        (("applications",), "application:a3  Saz und Stimme (erfunden)        €1,400.00"),
        (("week", "--on", "2025-05-14"), "Wed 14 May 2025  18:30–21:00  Großer Raum (erfunden)  S"),
        (("week", "--on", "2025-05-14", "--room", "room:klein"), "none"),
        (("stock", "--on", "2025-05-06"), "Wed 7 May 2025  Lautsprecher          5 of 4, too many"),
        (("stock", "--on", "2025-05-06", "--at", "2025-06-01T10:00:00Z"), "1 of 1"),
        (("stock", "--on", "2024-05-06"), "none"),
        (
            ("breaches", "--at", "2025-05-01T00:00:00Z"),
            "rooms.closed      room:gross         28 April 2025",
        ),
        (("breaches",), "none"),
    ],
)
def test_show_prints_what_the_journal_amounts_to(
    call: Call, season: Path, arguments: tuple[str, ...], expected: str
) -> None:
    """The pot, the applications, the week, the stock and broken promises, each by its command."""
    done = call("show", *arguments, MO_NETWORK_JOURNAL=str(season))

    assert (0, "") == (done.returncode, done.stderr)
    assert expected in done.stdout
    assert isinstance(
        json.loads(call("show", *arguments, "--json", "--journal", season).stdout), list
    )


def test_a_reader_that_goes_away_gets_no_traceback(season: Path, tmp_path: Path) -> None:
    """`mo-network ... | head -1` ends quietly, with the code that shells give a closed pipe."""
    reader, writer = os.pipe()
    process = subprocess.Popen(
        [*PROGRAM, "demo", str(SAAR), "--json"],
        cwd=tmp_path,
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(writer)
    os.close(reader)
    _, said = process.communicate(timeout=60)

    assert (141, "") == (process.returncode, said)
    assert 52 == _records(tmp_path / "saar.db")


def _watched(arguments: tuple[str, ...], **environment: str) -> str:
    """What a call writes to a terminal."""
    main, side = pty.openpty()
    process = subprocess.Popen(
        [*PROGRAM, *arguments],
        stdout=side,
        stderr=side,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "120"} | environment,
    )
    os.close(side)
    parts = []
    while True:
        try:
            part = os.read(main, 65536)
        except OSError:  # the other side is closed
            break
        if not part:
            break
        parts.append(part)
    os.close(main)
    assert process.wait(timeout=60) == 0
    return b"".join(parts).decode()


def test_colours_are_for_people_who_want_them(season: Path) -> None:
    """A terminal gets a ruled table, unless NO_COLOR is set."""
    arguments = ("show", "pot", "--journal", str(season))
    environment = {"NO_COLOR": ""}
    ruled, plain = _watched(arguments, **environment), _watched(arguments, NO_COLOR="1")

    assert "\x1b[" in ruled
    assert "\x1b[" not in plain
    assert "Mikroprojekte" in plain


def test_the_version_is_told_at_once() -> None:
    """`--version` reads neither click nor hub; how long it takes, `benchmarks` says."""
    done = subprocess.run([*PROGRAM, "--version"], check=True, capture_output=True, text=True)
    code = "import sys, mo_network.cli; print(*sorted(m for m in sys.modules if 'mo_network' in m))"
    imported = subprocess.run(
        [sys.executable, "-I", "-c", code], check=True, capture_output=True, text=True
    )

    assert f"mo-network {__version__}\n" == done.stdout
    assert "mo_network mo_network._version mo_network.cli\n" == imported.stdout


def test_without_click_the_way_out_is_said() -> None:
    """Where the extra is not installed, the message says how to install it."""
    code = (
        "import sys; sys.modules['click'] = None\n"
        "from mo_network.cli.running import run\nsys.exit(run(['demo']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert 2 == done.returncode
    assert "mo-network: the command line needs click: run pip install 'mo-network[cli]'\n" == (
        done.stderr
    )
