"""Cases in TOML: what a coordinator would try, collected by pytest where a project asks for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mo_network.errors import HubFileError, InvalidValue
from mo_network.testing import CaseFailed, check_cases

SAAR = Path(__file__).parents[2] / "examples" / "data" / "saar" / "hub.toml"
HEAD = """
hub = "hub.toml"
on = 2025-02-01

[fact]
type = "funding.application_submitted"
id = "application:1"
organisation = "org:a"
line = "line:micro"
amount = "400.00 EUR"
project = "2025-05-01/2025-06-01"

[[facts]]
type = "directory.organisation_registered"
id = "org:a"
name = "A (invented)"
kind = "association"
recorded_on = 2025-01-02

[[facts]]
type = "funding.line_opened"
id = "line:micro"
name = "Micro projects"
[[facts]]
type = "funding.budget_allocated"
id = "allocation:1"
line = "line:micro"
year = 2025
amount = "5000.00 EUR"
"""
GOOD = """
[[cases]]
title = "400 euros are possible"
expected = "allowed"
binds = []

[[cases]]
title = "1,200 euros are too much, 1,000 would do"
on = 2025-03-01
expected = "forbidden"
binds = ["ceiling"]
instead = { amount = "1000.00 EUR" }
says = "Höchstens 1.000,00 €"
fact = { amount = "1200.00 EUR" }

[[cases]]
title = "Above 500 euros the team may not decide"
expected = "forbidden"
binds = ["who-decides"]
[[cases.facts]]
type = "funding.application_submitted"
id = "application:2"
organisation = "org:a"
line = "line:micro"
amount = "800.00 EUR"
project = "2025-05-01/2025-06-01"
[cases.fact]
type = "funding.grant_awarded/1"
application = "application:2"
amount = "800.00 EUR"
project = "2025-05-01/2025-06-01"
body = "team"

[[cases]]
title = "In 2026 nothing is published"
on = 2026-03-01T10:00:00+01:00
expected = "undecided"
faults = ["ceiling", "finished-in-november", "who-decides"]
"""


def case_file(folder: Path, text: str, name: str = "cases.toml") -> Path:
    """A file of cases beside the hub file of the example."""
    (folder / "hub.toml").write_text(SAAR.read_text(encoding="utf-8"), encoding="utf-8")
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_good_cases_pass(tmp_path: Path) -> None:
    """Verdict, what binds, what would do instead, and what the explanation says."""
    assert 4 == check_cases(case_file(tmp_path, HEAD + GOOD))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('expected = "forbidden"', "expected forbidden, came allowed"),
        ('expected = "allowed"\nbinds = ["ceiling"]', "binds: expected ceiling, came none"),
        ('expected = "allowed"\nopen = []', "open: expected none, came who-decides"),
        ('expected = "allowed"\nfaults = ["x"]', "faults: expected x, came none"),
        ('expected = "allowed"\nduties = ["x"]', "duties: expected x, came none"),
        ('expected = "allowed"\nsays = "Einhorn"', "says: 'Einhorn'"),
        ('expected = "allowed"\ninstead = { amount = "1.00 EUR" }', "instead: expected {'amount'"),
        (
            'expected = "forbidden"\ninstead = false\nfact = { amount = "1200.00 EUR" }',
            "instead: expected nothing, came amount = 1000.00 EUR",
        ),
    ],
)
def test_a_false_expectation_is_told(wrong: str, told: str, tmp_path: Path) -> None:
    """The case is named, with what came instead and the whole explanation."""
    path = case_file(tmp_path, f'{HEAD}[[cases]]\ntitle = "A case"\n{wrong}\n')
    with pytest.raises(CaseFailed) as caught:
        check_cases(path)
    assert told in str(caught.value)
    assert str(caught.value).startswith("A case:")


def test_a_decision_that_could_not_stand_is_told(tmp_path: Path) -> None:
    """What should hold before a case is judged as well."""
    award = (
        '[[cases]]\ntitle = "A case"\nexpected = "allowed"\n[[cases.facts]]\n'
        'type = "funding.application_submitted"\nid = "application:2"\norganisation = "org:a"\n'
        'line = "line:micro"\namount = "800.00 EUR"\nproject = "2025-05-01/2025-06-01"\n'
        '[[cases.facts]]\ntype = "funding.grant_awarded"\napplication = "application:2"\n'
        'amount = "800.00 EUR"\nproject = "2025-05-01/2025-06-01"\nbody = "team"\n'
    )
    with pytest.raises(CaseFailed, match="GrantAwarded should stand before the case"):
        check_cases(case_file(tmp_path, HEAD + award))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the file needs 'hub'"),
        ("hub = 3", "the file needs 'hub'"),
        ('hub = "hub.toml"', "no .*cases"),
        ("=", "cannot be read as TOML"),
        (HEAD.replace("on =", "no ="), "unknown key 'no'"),
        (HEAD + '[[cases]]\ntitel = "x"', "unknown key 'titel'; did you mean 'title'"),
        (HEAD + '[[cases]]\nexpected = "allowed"', r"cases\[0\] needs 'title'"),
        (HEAD + '[[cases]]\ntitle = "x"', r"cases\[0\] \"x\" needs 'expected'"),
        (HEAD + '[[cases]]\ntitle = "x"\nexpected = "allowedd"', "did you mean 'allowed'"),
        (HEAD + '[[cases]]\ntitle = "x"\nexpected = "allowed"\nbinds = "x"', "list of ids"),
        (HEAD + '[[cases]]\ntitle = "x"\nexpected = "allowed"\ninstead = true', "field = value"),
        (HEAD + '[[cases]]\ntitle = "x"\nexpected = "allowed"\non = 3', "needs on, a day"),
        (HEAD + '[[cases]]\ntitle = "x"\nexpected = "allowed"\non = 2025-01-01T10:00:00', "offset"),
        (HEAD.replace("2025-01-02", '"2025-01-02"'), r"facts\[0\] needs recorded_on, a day"),
        (HEAD.replace("line_opened", "line_openedd"), "did you mean 'funding.line_opened'"),
        (HEAD.replace('kind = "association"', 'kind = "club"'), r"facts\[0\] is no fact"),
    ],
)
def test_a_slip_in_the_file_is_named(text: str, told: str, tmp_path: Path) -> None:
    """File, place, key, and a suggestion for a misspelt word."""
    if text.startswith(HEAD[:20]) and "[[cases]]" not in text:
        text += '[[cases]]\ntitle = "x"\nexpected = "allowed"\n'
    path = case_file(tmp_path, text)
    with pytest.raises(InvalidValue, match=told):
        check_cases(path)


def test_all_slips_of_a_file_are_named_at_once(tmp_path: Path) -> None:
    """Each with its case and the file; what all cases share is told once."""
    wrong = HEAD.replace('"line:micro"\nname', "5\nname")
    path = case_file(
        tmp_path,
        wrong
        + GOOD.replace("expected", "expects", 1).replace("2025-03-01", '"March"', 1)
        + '[[cases]]\ntitle = "Nobody"\nexpected = "allowed"\n',
    )
    with pytest.raises(InvalidValue) as caught:
        check_cases(path)
    told = str(caught.value)

    assert f'{path}: cases[0] "400 euros are possible" has the unknown key' in told
    assert f'{path}: cases[1] "1,200 euros are too much, 1,000 would do" needs on' in told
    assert 1 == told.count(f"{path}: facts[1] is no fact")
    assert told.startswith(f"{path} has 3 faults:\n")


def test_a_name_that_nothing_answers_to_fails_its_case_alone(tmp_path: Path) -> None:
    """With file and case; the others are tried all the same."""
    lost = '[[cases]]\ntitle = "{0}"\nexpected = "allowed"\nfact = {{ {1} }}\n'
    path = case_file(
        tmp_path,
        HEAD
        + GOOD
        + lost.format("Lost", 'line = "line:mikro"')
        + lost.format("Gone", 'organisation = "org:b"'),
    )
    with pytest.raises(CaseFailed) as caught:
        check_cases(path)
    first, second = str(caught.value).split("\n\n")

    assert first.startswith(f"{path}: Lost: ")
    assert "'line:mikro'" in first
    assert second.startswith(f"{path}: Gone: ")


def test_two_cases_need_two_titles(tmp_path: Path) -> None:
    """A report that names a case names one."""
    twice = '[[cases]]\ntitle = "x"\nexpected = "allowed"\n' * 2
    with pytest.raises(InvalidValue, match="of another case"):
        check_cases(case_file(tmp_path, HEAD + twice))


def test_a_hub_file_with_problems_is_told_whole(tmp_path: Path) -> None:
    """All its problems, as everywhere."""
    path = case_file(tmp_path, HEAD + GOOD)
    (tmp_path / "hub.toml").write_text("contract = 7", encoding="utf-8")
    with pytest.raises(HubFileError, match="2 problems"):
        check_cases(path)


def _pytest(folder: Path, *options: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options],
        cwd=folder,
        env={**os.environ, "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_pytest_collects_cases_where_the_project_asks_for_it(tmp_path: Path) -> None:
    """One test a case, by its title; a failing one tells what came, without a traceback."""
    case_file(tmp_path, HEAD + GOOD.replace('binds = ["ceiling"]', "binds = []"), "x.cases.toml")
    (tmp_path / "pytest.toml").write_text("[pytest]\nmo_network_cases = true\n", encoding="utf-8")
    told = _pytest(tmp_path, "-v")

    assert "x.cases.toml::400 euros are possible PASSED" in told
    assert "3 passed" in told
    assert "1 failed" in told
    assert "binds: expected none, came ceiling" in told
    assert "Traceback" not in told


def test_pytest_collects_nothing_elsewhere(tmp_path: Path) -> None:
    """Without the setting the same file is left alone: no stray discovery."""
    case_file(tmp_path, HEAD + GOOD)
    (tmp_path / "pytest.toml").write_text("[pytest]\n", encoding="utf-8")

    assert "no tests ran" in _pytest(tmp_path)


def test_pytest_collects_no_other_toml(tmp_path: Path) -> None:
    """A hub file is no file of cases."""
    case_file(tmp_path, HEAD + GOOD, "other.toml")
    (tmp_path / "pytest.toml").write_text("[pytest]\nmo_network_cases = true\n", encoding="utf-8")

    assert "no tests ran" in _pytest(tmp_path)


def test_a_file_that_cannot_be_read_is_an_error_of_collection(tmp_path: Path) -> None:
    """It is told in one line and fails the run."""
    case_file(tmp_path, "hub = 3")
    (tmp_path / "pytest.toml").write_text("[pytest]\nmo_network_cases = true\n", encoding="utf-8")
    told = _pytest(tmp_path)

    assert "the file needs 'hub'" in told
    assert "1 error" in told


def test_the_plugin_costs_nothing_where_it_is_not_asked_for() -> None:
    """Reading the pytest plugin imports neither Hypothesis nor the hub."""
    code = "import sys, mo_network.testing.collecting\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    read = set(done.stdout.split())

    assert "mo_network.testing.collecting" in read
    assert set() == read & {"hypothesis", "cattrs", "mo_network.hub.hub", "mo_network.errors"}
