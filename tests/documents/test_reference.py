"""The reference is whole and true: what the code has stands in the pages, and nothing is stale."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import attrs
import pytest
from tests.documents.reference_text import (
    BLOCK,
    FACTS,
    LIFECYCLES,
    REFERENCE,
    blocks,
    renewed,
    statuses_of,
)

import mo_network.testing
from mo_network import errors
from mo_network.hub import areas
from mo_network.hub.adoption import read_rules
from mo_network.judging.answers import ANSWERS
from mo_network.judging.fact import Standing
from mo_network.judging.sentences import EXPLAINED
from mo_network.judging.units import UNITS
from mo_network.judging.weighing import Verdict
from mo_network.rules.frame import MODES
from mo_network.rules.kind import FRAME

ROOT = REFERENCE.parents[1]
PAGES = sorted(REFERENCE.glob("*.md"))
LINK = re.compile(r"\]\(([^)#\s]+)")
UNKNOWN_EVERYWHERE = """
surprise = 1
[hub]
surprise = 1
[sources.a]
surprise = 1
[parameters.a]
surprise = 1
steps = [{ surprise = 1 }]
[[rules]]
id = "a"
kind = "project-window"
in_force = { surprise = 1 }
waivable = { surprise = 1 }
[[conditions]]
surprise = 1
title = { surprise = 1 }
[[details]]
surprise = 1
name = "a"
unit = "count"
of = "application"
"""


def _page(name: str) -> str:
    return (REFERENCE / f"{name}.md").read_text(encoding="utf-8")


def _rows(text: str) -> set[str]:
    """What stands as code in the first column of a page's tables."""
    return {
        name for row in re.findall(r"^\| (`.*?) \|", text, re.MULTILINE) for name in _codes(row)
    }


def _codes(text: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", text)


def _headings(text: str) -> set[str]:
    return set(re.findall(r"^#+ `([^`]+)`$", text, re.MULTILINE))


def _missing(wanted: Iterable[str], found: Iterable[str]) -> list[str]:
    return sorted(set(wanted) - set(found))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_what_a_page_takes_from_the_code_is_not_stale(path: Path) -> None:
    """Facts, lifecycle diagrams, laws, hooks, kinds; mend with `python -m` of reference_text."""
    text = path.read_text(encoding="utf-8")

    assert renewed(text) == text


def test_each_generated_part_stands_in_a_page() -> None:
    """A new area, hook or kind has no place by itself: somebody gives it one."""
    shown = [name for path in PAGES for _, name, _, _ in BLOCK.findall(path.read_text("utf-8"))]

    assert sorted(blocks()) == sorted(shown)


def test_every_fact_class_has_its_entry() -> None:
    """Those of the areas and those of the journal itself."""
    classes = [tag.cls.__name__ for tags in FACTS.values() for tag in tags]

    assert [] == _missing(classes, _headings(_page("facts")))


def test_every_standing_and_status_is_explained() -> None:
    """Each has a row that says what it means."""
    statuses = [s for cycles in LIFECYCLES.values() for cycle in cycles for s in statuses_of(cycle)]
    standings = [standing.value for standing in Standing]

    assert [] == _missing([*statuses, *standings], _rows(_page("facts")))


@pytest.mark.parametrize("area", LIFECYCLES)
def test_a_status_is_explained_in_its_own_area(area: str) -> None:
    """A word that two areas use is explained in both."""
    section = _page("facts").partition(f"### Lifecycles of {'the ' * (area == 'directory')}{area}")
    statuses = [status for cycle in LIFECYCLES[area] for status in statuses_of(cycle)]

    assert [] == _missing(statuses, _rows(section[2].partition("\n## ")[0]))


def test_every_law_has_its_entry() -> None:
    """With an id of its own as heading."""
    laws = [law.id for law in areas.LAWS.all()]

    assert [] == _missing(laws, _headings(_page("laws")))


def test_every_kind_has_its_entry_and_an_example() -> None:
    """A kind without a TOML example is not documented."""
    text = _page("rule-kinds")
    kinds = [offer.name for offer in areas.built_in_offers()]
    examples = re.findall(r'^kind = "(.*)"$', text, re.MULTILINE)

    assert [] == _missing(kinds, _headings(text))
    assert [] == _missing(kinds, examples)


def test_every_hook_subject_answer_verdict_and_day_has_its_entry() -> None:
    """All that a rule is asked, and all that it may say."""
    text = _page("hooks")
    rows = _rows(text)
    names = {row.partition("(")[0] for row in rows}

    assert [] == _missing((hook.name for hook in areas.HOOKS.all()), _headings(text))
    assert [] == _missing(areas.SUBJECTS, _codes(text))
    assert [] == _missing((answer.__name__ for answer in ANSWERS), names)
    assert [] == _missing((verdict.value for verdict in Verdict), rows)
    assert [] == _missing((day for hook in areas.HOOKS.all() for day in hook.days), rows)


@pytest.mark.parametrize("context", sorted({h.context.__name__ for h in areas.HOOKS.all()}))
def test_every_field_of_a_context_is_documented(context: str) -> None:
    """In the order of the class, with its type; and no field that is gone."""
    (cls,) = {hook.context for hook in areas.HOOKS.all() if hook.context.__name__ == context}
    section = _page("hooks").partition(f"### `{context}`\n")[2].partition("\n## ")[0]

    wanted = [(field.name, cls.__annotations__[field.name]) for field in attrs.fields(cls)]
    assert wanted == [
        (name, written.replace(r"\|", "|"))
        for name, written in re.findall(r"^\| `(\w+)` \| `([^`]+)` \| \S", section, re.MULTILINE)
    ]


def _attributes(cls: ast.ClassDef) -> list[str]:
    """The public attributes that an error's constructor sets."""
    return [
        node.attr
        for node in ast.walk(cls)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and not node.attr.startswith("_")
    ]


def test_every_error_has_its_row_with_all_its_attributes() -> None:
    """Data that nobody knows of is not used."""
    tree = ast.parse(Path(errors.__file__).read_text(encoding="utf-8"))
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    text = _page("errors")
    rows = {row.split("`")[1]: row for row in re.findall(r"^\| `.*$", text, re.MULTILINE)}

    classes = [cls for cls in classes if not cls.name.startswith("_")]
    wanted = [cls.name for cls in classes if not cls.name.endswith("Problem")]
    assert sorted(wanted) == sorted(rows)
    for cls in classes:
        assert [] == _missing(_attributes(cls), _codes(rows.get(cls.name, text)))
    fields = [field.name for field in attrs.fields(errors.HubFileProblem)]
    assert [] == _missing(fields, _codes(rows["HubFileError"]))


def test_every_key_of_a_hub_file_is_documented() -> None:
    """The keys that its tables allow, as their own error messages list them."""
    with pytest.raises(errors.HubFileError) as caught:
        read_rules(UNKNOWN_EVERYWHERE)
    problems = [p.message for p in caught.value.problems if p.message.startswith("unknown key")]
    allowed = [key for message in problems for key in message.partition("allowed: ")[2].split(", ")]
    text = _page("hub-file")
    rows = _rows(text)

    assert 10 == len(problems), problems
    inner = {"from", "through", *EXPLAINED}
    assert [] == _missing([*set(allowed) - inner, *FRAME], rows)
    assert inner <= set(re.findall(r"[\w-]+", text))
    assert [] == _missing((unit.name for unit in UNITS), rows)
    assert [] == _missing(MODES, _codes(text))


def test_the_whole_kit_is_documented() -> None:
    """Each public name of `mo_network.testing`."""
    words = set(re.findall(r"\w+", _page("testing")))

    assert [] == _missing(mo_network.testing.__all__, words)


def _where() -> str:
    return (ROOT / "docs" / "explanation" / "where.md").read_text(encoding="utf-8")


def test_the_map_shows_every_floor() -> None:
    """The floors of "Where a line belongs" are those that import-linter keeps."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (floors,) = [c for c in settings["tool"]["importlinter"]["contracts"] if c["id"] == "floors"]
    names = [name for layer in floors["layers"] for name in layer.split(" | ")]
    table = _where().partition("## The floors")[2].partition("\n## ")[0]

    assert sorted(names) == sorted(_rows(table))


def test_the_map_names_modules_that_exist() -> None:
    """Those with a folder stand there, those without stand in each area."""
    package = ROOT / "src" / "mo_network"
    named = set(re.findall(r"`?\b([\w/]+\.py)\b", _where()))
    missing = [
        name
        for name in sorted(named)
        if not any((folder / name).exists() for folder in (package, *map(package.joinpath, FACTS)))
        and not (package / "judging" / name).exists()
    ]

    assert [] == missing
    for area in set(areas.FACTS) - {"rulings"}:  # they are judging's own, for all areas alike
        for module in _rows(_where().partition("## What every area has")[2].partition("\n## ")[0]):
            assert (package / area / module).exists(), f"{area}/{module}"


@pytest.mark.parametrize(
    "path",
    [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_links_within_the_repository_lead_somewhere(path: Path) -> None:
    """A relative link names a file that is there."""
    links = [link for link in LINK.findall(path.read_text(encoding="utf-8")) if ":" not in link]

    assert [] == [link for link in links if not (path.parent / link).exists()]
