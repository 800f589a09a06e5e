"""`mo-network hub`: a hub begun, explained, kept fresh, compared."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import attrs
import pytest
from tests.cli.conftest import Call

from mo_network.cli import hub_files
from mo_network.cli.hub_words import WORDS
from mo_network.hub.adoption import read_file
from mo_network.hub.areas import HOOKS
from mo_network.judging.catalogue import Catalogue
from mo_network.rules.ruleset import RuleSet

SAAR = Path(__file__).parents[2] / "examples" / "data" / "saar" / "hub.toml"


def _own_tests(folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider"],
        cwd=folder,
        env={**os.environ, "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout


def _install(folder: Path, target: Path) -> None:
    """Build a wheel, and install it as pip would, without asking any index."""
    build = ("hatchling", "build", "--target=wheel", "--directory=dist")
    install = ("pip", "install", "--no-index", "--no-deps", f"--target={target}")
    wheel = f"dist/{folder.name.replace('-', '_')}-0.1-py3-none-any.whl"
    for command in (build, (*install, wheel)):
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert 0 == done.returncode, done.stdout + done.stderr


class TestNew:
    """A scaffold that passes its own tests at once."""

    def test_a_hub_of_data_passes_its_own_tests(self, call: Call, tmp_path: Path) -> None:
        """Its cases are collected by the pytest plugin, its laws are tried."""
        done = call("hub", "new", "halle")
        assert (0, "") == (done.returncode, done.stderr)
        assert "mo-network-halle is begun: pyproject.toml, README.md" in done.stdout
        assert "mo_network_halle/hub.toml, mo_network_halle/cases.toml" in done.stdout
        told = _own_tests(tmp_path / "mo-network-halle")
        assert "cases.toml::200 euros are possible PASSED" in told
        assert "3 passed" in told

    def test_a_hub_with_code_passes_its_own_tests(self, call: Call, tmp_path: Path) -> None:
        """With a rule kind in Python, before anything is installed."""
        done = call("hub", "new", "bad-muskau", "--with-code", "--into", "here", "--json")
        folder = tmp_path / "here" / "mo-network-bad-muskau"
        assert "mo_network_bad_muskau/__init__.py" in json.loads(done.stdout)["files"]
        assert "2 passed" in _own_tests(folder)
        project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
        points = project["project"]["entry-points"]["mo_network.plugins"]
        assert {"bad-muskau": "mo_network_bad_muskau"} == points

    def test_two_hubs_installed_together_stay_apart(self, call: Call, tmp_path: Path) -> None:
        """Each wheel keeps its files in a package of its own, so none overwrites another's."""
        target, names = tmp_path / "target", ("halle", "erfurt")
        for name in names:
            call("hub", "new", name)
            _install(tmp_path / f"mo-network-{name}", target)

        texts = [(target / f"mo_network_{name}" / "hub.toml").read_text("utf-8") for name in names]
        assert ["hub:halle", "hub:erfurt"] == [tomllib.loads(text)["hub"]["id"] for text in texts]
        assert [] == [each.name for each in target.iterdir() if each.is_file()]

    def test_the_numbers_say_that_they_are_invented(self, call: Call, tmp_path: Path) -> None:
        """Nothing that was made up looks as if it were published."""
        call("hub", "new", "halle", "--lang", "de")
        file = tmp_path / "mo-network-halle" / "mo_network_halle" / "hub.toml"
        text = file.read_text(encoding="utf-8")
        assert "EVERY NUMBER HERE IS INVENTED" in text

    @pytest.mark.parametrize("name", ["Halle", "../x", "a_b", "-a", "x" * 41])
    def test_a_name_that_is_none_is_refused(self, name: str, call: Call, tmp_path: Path) -> None:
        """And nothing is written."""
        done = call("hub", "new", "--", name)
        assert 2 == done.returncode
        assert "no name for a hub" in done.stderr
        assert [] == list(tmp_path.iterdir())

    def test_what_is_there_is_not_overwritten(self, call: Call) -> None:
        """A second time is refused."""
        call("hub", "new", "halle")
        done = call("hub", "new", "halle")
        assert 2 == done.returncode
        assert "is there already" in done.stderr


class TestCheck:
    """What a file says, before it is in force."""

    def test_a_sentence_that_lacks_a_language_is_named(
        self, call: Call, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A note, for explanations say it in the other; the file is as good as before."""
        good = read_file(SAAR)
        card = attrs.evolve(good.rules.catalogue.card("ceiling"), sentences={"en": {"no": "No."}})
        rules = RuleSet(good.rules.rules, HOOKS.all(), Catalogue([card]))
        monkeypatch.setattr(hub_files, "read_file", lambda _: attrs.evolve(good, rules=rules))
        done = call("hub", "check", SAAR)

        assert 0 == done.returncode
        assert 'ceiling: the sentence "no" is missing in the language "de".\n' in done.stdout
        assert [{"rule": "ceiling", "code": "no", "language": "de"}] == json.loads(
            call("hub", "check", SAAR, "--json").stdout
        )["lacking"]
        assert "Der Satz „no“ fehlt" in call("hub", "check", SAAR, "--lang", "de-simple").stdout

    def test_a_code_that_is_nearly_a_known_one_is_shown(self, call: Call, tmp_path: Path) -> None:
        """With its own line; the file is good all the same, for a hub has codes of its own."""
        more = '[[rules]]\nid = "talks"\nkind = "prerequisite"\nany_of = ["talks"]\n'
        file = tmp_path / "own.toml"
        file.write_text(f"{SAAR.read_text(encoding='utf-8')}\n{more}", encoding="utf-8")
        done = call("hub", "check", file)

        assert 0 == done.returncode
        assert "'talks' is a word of your own; did you mean 'talk'?\n" in done.stdout
        (hint,) = json.loads(call("hub", "check", file, "--json").stdout)["hints"]
        assert hint["message"] in done.stdout


class TestAdopt:
    """Rules put in force in a journal that knows something."""

    def test_an_id_that_the_journal_does_not_know_is_shown(
        self, call: Call, journal: Path, tmp_path: Path
    ) -> None:
        """With its line and the nearest; it is adopted all the same, for lines open later."""
        more = '[[rules]]\nid = "more"\nkind = "grant-ceiling"\nceiling = "ceiling"\n'
        more += 'lines = ["line:mikroprojekt", "line:mikroprojekte"]\n'
        text = f"{SAAR.read_text(encoding='utf-8')}\n{more}"
        file = tmp_path / "slip.toml"
        file.write_text(text, encoding="utf-8")
        line = len(text.splitlines())
        done = call("hub", "adopt", file, "--journal", journal)

        assert (0, "") == (done.returncode, done.stderr)
        assert f"{file}:{line}: rules[" in done.stdout
        told = "nothing is known by the id 'line:mikroprojekt' yet, or did you mean 'line:mikropr"
        assert told in done.stdout
        (hint,) = json.loads(call("hub", "adopt", file, "--journal", journal, "--json").stdout)[
            "hints"
        ]
        assert line == hint["line"]

    def test_a_new_journal_knows_nothing_and_shows_nothing(self, call: Call) -> None:
        """The first adoption comes before the lines that the rules name."""
        done = call("hub", "adopt", SAAR, "--journal", "new.db")

        assert 1 == len(done.stdout.splitlines())


class TestExplain:
    """What each rule rests on."""

    def test_every_rule_is_told_with_value_day_and_source(self, call: Call) -> None:
        """In both languages."""
        english, german = call("hub", "explain", SAAR), call("hub", "explain", SAAR, "--lang", "de")
        assert "from 1 January 2025 on: €1,000.00 (House of Resources Saar" in english.stdout
        assert "ab 1. Januar 2025: 1.000,00 € (House of Resources Saar" in german.stdout
        assert "kind deciding-body; binds" in english.stdout

    def test_when_a_rule_is_asked_is_told(self, call: Call, tmp_path: Path) -> None:
        """As the file writes it; also of a detail that the file declares."""
        more = 'of = "application"\nunit = "day"\nwhen = { line = ["line:micro"] }\n'
        detail = f'[[details]]\nname = "opening"\ntitle = "Opening"\n{more}'
        file = tmp_path / "details.toml"
        file.write_text(f"{SAAR.read_text(encoding='utf-8')}\n{detail}", encoding="utf-8")
        told = call("hub", "explain", file, "opening", "--lang", "de-simple").stdout

        assert '  - gefragt nur bei { line = ["line:micro"] }\n' in told
        assert "  - unit: day\n" in told

    def test_every_field_of_a_rule_is_told(self, call: Call) -> None:
        """With the steps of its parameters, each under the parameter's name; in words."""
        english = call("hub", "explain", SAAR, "ceiling").stdout
        assert "  - lines: –\n" in english
        assert "  - ceiling: from 1 January 2025 on: €1,000.00 (" in english
        assert "values of the day: the receipt" in english
        told = call("hub", "explain", SAAR, "--lang", "de").stdout
        assert "Werte des Tages: Eingang" in told
        assert "  - tiers: body team, up_to 2025-01-01: 500.00 EUR" in told

    @pytest.mark.parametrize("basis", sorted({name for hook in HOOKS.all() for name in hook.days}))
    def test_every_basis_has_words(self, basis: str) -> None:
        """Whoever adds a day to a hook adds what it is called."""
        assert basis in WORDS["de"]
        assert basis in WORDS["en"]

    def test_one_rule_can_be_asked_for(self, call: Call) -> None:
        """As data, too."""
        done = call("hub", "explain", SAAR, "ceiling", "--json")
        (rule,) = json.loads(done.stdout)
        assert ("ceiling", "grant-ceiling", True) == (
            rule["rule"],
            rule["kind"],
            rule["is_binding"],
        )
        assert {"ceiling": "2025-01-01: 1000.00 EUR, ended 2026-01-01", "lines": "–"} == (
            rule["fields"]
        )

    def test_a_misspelt_rule_is_suggested(self, call: Call) -> None:
        """With what there is."""
        done = call("hub", "explain", SAAR, "cieling")
        assert 2 == done.returncode
        assert "did you mean 'ceiling'" in done.stderr


class TestSchema:
    """What editors complete a hub's file by."""

    def test_the_schema_knows_the_built_in_kinds(self, call: Call) -> None:
        """It is one JSON document."""
        done = call("hub", "schema")
        assert 0 == done.returncode
        assert "Hub file" == json.loads(done.stdout)["title"]
        assert '"grant-ceiling"' in done.stdout


class TestStale:
    """What has no value, and what somebody has to look at."""

    TEXT = SAAR.read_text(encoding="utf-8")

    def test_a_day_without_values_is_undecided(self, call: Call) -> None:
        """In 2026 nothing is published; the exit code says so."""
        done = call("hub", "stale", SAAR, "--on", "2026-02-01", "--lang", "de")
        assert 3 == done.returncode
        assert "ceiling hat am 1. Februar 2026 keinen Wert." in done.stdout

    def test_reviews_and_old_looks_are_told(self, call: Call, tmp_path: Path) -> None:
        """`review_by` counts, else the age of the last look, else that nobody looked."""
        text = self.TEXT.replace(
            '[parameters.ceiling]\nunit = "money"',
            '[parameters.ceiling]\nunit = "money"\nreview_by = 2025-06-30',
        ).replace(
            '[parameters.team-decides-up-to]\nunit = "money"',
            '[parameters.team-decides-up-to]\nunit = "money"\nchecked_on = 2024-01-01',
        )
        (tmp_path / "hub.toml").write_text(text, encoding="utf-8")
        done = call("hub", "stale", "hub.toml", "--on", "2025-06-30", "--json")
        found = {
            each["parameter"]: (each["reason"], each["on"]) for each in json.loads(done.stdout)
        }
        assert 0 == done.returncode
        assert {
            "ceiling": ("review_due", "2025-06-30"),
            "team-decides-up-to": ("old", "2024-01-01"),
            "projects-finished-by": ("unchecked", None),
        } == found
        told = call("hub", "stale", "hub.toml", "--on", "2025-06-30").stdout
        assert "ceiling was to be reviewed by 30 June 2025." in told
        assert "team-decides-up-to was last looked at on 1 January 2024." in told
        assert "Nobody noted when projects-finished-by was last looked at." in told

    def test_a_fresh_file_says_so(self, call: Call, tmp_path: Path) -> None:
        """A scaffold was looked at on its first day."""
        call("hub", "new", "halle")
        file = "mo-network-halle/mo_network_halle/hub.toml"
        done = call("hub", "stale", file, "--on", "2026-02-01")
        assert (0, f"{file}: nothing is stale on 1 February 2026.\n") == (
            done.returncode,
            done.stdout,
        )
        assert "last looked at" in call("hub", "stale", file, "--on", "2027-02-01").stdout
        longer = call("hub", "stale", file, "--on", "2027-02-01", "--days", "800")
        assert "nothing is stale" in longer.stdout

    def test_a_review_day_that_is_none_is_a_problem_of_the_file(
        self, call: Call, tmp_path: Path
    ) -> None:
        """With line and key."""
        text = self.TEXT.replace('unit = "money"', 'unit = "money"\nreview_by = "soon"', 1)
        (tmp_path / "hub.toml").write_text(text, encoding="utf-8")
        done = call("hub", "check", "hub.toml")
        assert 2 == done.returncode
        assert "parameters.ceiling.review_by: is 'soon'" in done.stderr


class TestDiff:
    """Two files side by side, and a journal judged under both."""

    @pytest.fixture
    def lower(self, tmp_path: Path) -> Path:
        """The file of the example with a lower ceiling, one rule less, and a new one."""
        text = SAAR.read_text(encoding="utf-8").replace("1000.00 EUR", "400.00 EUR")
        head, _, tail = text.partition('[[rules]]\nid = "finished-in-november"')
        text = f'{head}[[rules]]\nid = "by-november"{tail}'
        path = tmp_path / "lower.toml"
        path.write_text(text, encoding="utf-8")
        return path

    def test_rules_that_came_went_and_changed_are_told(self, call: Call, lower: Path) -> None:
        """With what the field said and says."""
        done = call("hub", "diff", SAAR, lower)
        assert [
            "finished-in-november: is gone",
            (
                "ceiling: ceiling: 2025-01-01: 1000.00 EUR, ended 2026-01-01 → "
                "2025-01-01: 400.00 EUR, ended 2026-01-01"
            ),
            "by-november: is new",
        ] == done.stdout.splitlines()

    def test_who_waives_and_when_it_is_asked_are_told(self, call: Call, tmp_path: Path) -> None:
        """As the files write it; the rule's fields are as they were."""
        file = tmp_path / "waivable.toml"
        head, _, tail = SAAR.read_text(encoding="utf-8").partition('kind = "grant-ceiling"\n')
        more = 'waivable = { by = ["board"] }\nwhen = { line = ["line:micro"] }\n'
        file.write_text(f'{head}kind = "grant-ceiling"\n{more}{tail}', encoding="utf-8")

        assert {
            'ceiling: when: – → { line = ["line:micro"] }',
            "ceiling: waivable_by: – → board",
        } == set(call("hub", "diff", SAAR, file).stdout.splitlines())

    def test_the_same_file_has_no_difference(self, call: Call, season: Path) -> None:
        """Neither in its rules nor on any journal."""
        done = call("hub", "diff", SAAR, SAAR, "--replay", season)
        assert 0 == done.returncode
        assert "The rules are the same." in done.stdout
        assert "0 would come out differently" in done.stdout

    def test_a_journal_is_replayed_under_both(self, call: Call, lower: Path, season: Path) -> None:
        """Who loses, by how much, by which rule; the journal stays as it was."""
        before = season.read_bytes()
        done = call("hub", "diff", SAAR, lower, "--replay", season, "--lang", "de")
        assert "Es verlören:" in done.stdout
        assert "nicht erlaubt statt erlaubt" in done.stdout
        assert "ceiling: Änderungen" in done.stdout
        assert before == season.read_bytes()

    def test_it_is_data_too(self, call: Call, lower: Path, season: Path) -> None:
        """Amounts in their wire form."""
        done = call("hub", "diff", SAAR, lower, "--replay", season, "--hub", "hub:saar", "--json")
        data = json.loads(done.stdout)
        losses = [each for each in data["replay"]["changes"] if each["is_loss"]]
        assert losses
        assert {"ceiling"} <= {rule for each in losses for rule in each["rules"]}
        assert ["finished-in-november", "ceiling", "by-november"] == [
            each["rule"] for each in data["rules"]
        ]

    def test_a_hub_that_the_journal_does_not_hold_is_refused(
        self, call: Call, season: Path
    ) -> None:
        """And said which there are."""
        done = call("hub", "diff", SAAR, SAAR, "--replay", season, "--hub", "hub:x")
        assert 2 == done.returncode
        assert "holds hub:saar" in done.stderr
