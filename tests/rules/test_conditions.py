"""Conditions and waivers in a hub file: read whole, each fault at its place."""

from __future__ import annotations

import attrs
import pytest
from tests.judging.toy import HOOKS_BY_AREA
from tests.rules.kinds import GOOD, problems_of, read

from mo_network.hub.areas import HOOKS as ALL_HOOKS
from mo_network.judging.catalogue import Catalogue
from mo_network.rules.conditions import decisions

TALKED = """
[[conditions]]
id = "talked"
title = { de = "Gespräch {geführt}", en = "Talk held" }
confirms = "coin"
by = ["team"]
source = "rules"
"""
SIGNED = """
[[conditions]]
id = "signed"
title = "Signed"
confirms = "coin"
by = ["team", "jury", "team"]
after = ["talked"]
mode = "monitor"
basis = "decided"
in_force = { from = 2026-01-01 }
when = { amount_above = "cap" }
waivable = { by = ["board"] }
"""


def test_conditions_are_read() -> None:
    """Each is a rule that is asked where it applies, and a card that says who confirms."""
    rules = read(GOOD + TALKED + SIGNED)
    cards = rules.rules.catalogue.cards

    assert ["the-cap", "talked", "signed"] == [rule.id for rule in rules.rules.rules]
    assert {"talked": ("team",), "signed": ("team", "jury")} == rules.rules.catalogue.conditions
    assert (("talked",), ("board",), False) == (
        cards["signed"].after,
        cards["signed"].waivable_by,
        cards["signed"].is_binding,
    )
    assert (("team", "jury"), ("talked",)) == attrs.astuple(rules.rules.rules[2].instance)
    assert ("cap/1@mo_network",) == rules.kinds
    assert "„Gespräch {{geführt}}“ ist noch nicht bestätigt; das kann: {0}." == (
        cards["talked"].template("to_confirm", "de")
    )
    assert '"Signed" has to be' in str(cards["signed"].template("rulings.confirmation", "en"))


def test_cards_of_conditions_and_waivers_are_adopted() -> None:
    """What the journal keeps of them says the same."""
    catalogue = read(
        GOOD.replace('kind = "cap"', 'kind = "cap"\nwaivable = { by = ["board"] }').replace(
            'unit = "money"', 'unit = "money"\nreview_by = 2026-06-01'
        )
        + TALKED
        + SIGNED
    ).rules.catalogue

    assert catalogue.cards == Catalogue.load(catalogue.dump()).cards
    assert '{ amount_above = "cap" }' == catalogue.card("signed").when
    assert ("board",) == catalogue.card("the-cap").waivable_by


def test_each_decision_has_one_word() -> None:
    """The first of its hooks' names; two hooks of one context are one decision."""
    assert ["coin"] == list(dict(decisions(HOOKS_BY_AREA)))
    assert {"grant", "jury", "booking"} <= set(dict(decisions(ALL_HOOKS)))
    assert [] == [word for word, _ in decisions(ALL_HOOKS) if word in ("award", "seat")]


@pytest.mark.parametrize(
    ("old", "new", "key", "told"),
    [
        ('id = "talked"', 'id = "the-cap"', "conditions[0].id", "stands twice"),
        ('id = "talked"', 'id = "Talked"', "conditions[0].id", "small letters"),
        ('confirms = "coin"', 'confirms = "coyn"', "conditions[0].confirms", "mean 'coin'"),
        ('confirms = "coin"\n', "", "conditions[0]", "lacks 'confirms'"),
        ('by = ["team"]\n', "", "conditions[0]", "lacks 'by'"),
        ('by = ["team"]', "by = []", "conditions[0].by", "names nobody"),
        ('by = ["team"]', 'by = "team"', "conditions[0].by", "write a list"),
        ('by = ["team"]', "by = [5]", "conditions[0].by[0]", "a body in quotes"),
        ('by = ["team"]', 'by = [""]', "conditions[0].by[0]", "a body in quotes"),
        ('by = ["team"]', 'by = ["a\\u0007"]', "conditions[0].by[0]", "printable"),
        ('by = ["team"]', 'yb = ["team"]', "conditions[0].yb", "unknown key"),
        ('source = "rules"', 'source = "rulez"', "conditions[0].source", "mean 'rules'"),
        (', en = "Talk held"', "", "conditions[0].title", "lacks en"),
        (', en = "Talk held"', ', en = "x", fr = "y"', "conditions[0].title.fr", "unknown key"),
        (', en = "Talk held"', ', en = ""', "conditions[0].title", "write one line"),
        (', en = "Talk held"', ", en = 5", "conditions[0].title", "write one line"),
        ('source = "rules"', 'basis = "call"', "conditions[0].basis", "decided, received"),
        ('source = "rules"', 'mode = "soft"', "conditions[0].mode", "enforce, monitor"),
        (
            'source = "rules"',
            'when = { amuont_above = "cap" }',
            "conditions[0].when.amuont_above",
            "did you mean 'amount_above'",
        ),
        (
            'source = "rules"',
            "waivable = { yb = [] }",
            "conditions[0].waivable.yb",
            "allowed: by",
        ),
        ('source = "rules"', "waivable = true", "conditions[0].waivable", "write a table"),
        ('source = "rules"', "waivable = {}", "conditions[0].waivable", "lacks 'by'"),
        ('source = "rules"', 'after = ["tlaked"]', "conditions[0].after[0]", "mean 'talked'"),
        ('source = "rules"', "after = [5]", "conditions[0].after[0]", "unknown condition 5"),
    ],
)
def test_each_fault_is_told_at_its_place(old: str, new: str, key: str, told: str) -> None:
    """With what may be written instead."""
    assert 1 == TALKED.count(old)
    found = problems_of(GOOD + TALKED.replace(old, new))

    assert key in [problem.key for problem in found]
    assert told in " ".join(problem.message for problem in found)


def test_a_condition_without_a_title_is_told_so() -> None:
    """Nobody could say what has to be confirmed."""
    text = TALKED.replace('title = { de = "Gespräch {geführt}", en = "Talk held" }\n', "")
    found = problems_of(GOOD + text)

    assert [("conditions[0]", True)] == [(each.key, "'title'" in each.message) for each in found]


def _chain(links: dict[str, list[str]]) -> str:
    return GOOD + "".join(
        TALKED.replace('"talked"', f'"{name}"') + f"after = {after}\n"
        for name, after in links.items()
    )


@pytest.mark.parametrize(
    ("links", "told"),
    [
        ({"a": ["a"]}, ["a → a"]),
        ({"a": ["b"], "b": ["a"]}, ["a → b → a"]),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, ["b → c → b"]),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, ["a → b → a", "c → d → c"]),
        ({"a": ["b", "c"], "b": ["c"], "c": []}, []),
    ],
)
def test_circular_conditions_are_refused(links: dict[str, list[str]], told: list[str]) -> None:
    """Each circle is shown, at one of its conditions."""
    found = problems_of(_chain(links))

    assert len(told) == len(found)
    for circle, problem in zip(told, found, strict=True):
        assert f"goes round in a circle: {circle};" in problem.message
        assert problem.key.endswith(".after")


def test_a_long_row_of_conditions_is_read() -> None:
    """Without recursion, and without walking any part of it twice."""
    links = {f"c{n}": [f"c{n + 1}"] for n in range(2000)} | {"c2000": []}

    assert 2001 == len(read(_chain(links)).rules.catalogue.conditions)


def test_a_rule_says_who_may_waive_it() -> None:
    """In its card, which the adoption keeps."""
    text = GOOD + 'waivable = { by = ["jury", "board"] }\n'

    assert ("jury", "board") == read(text).rules.catalogue.card("the-cap").waivable_by
    assert () == read().rules.catalogue.card("the-cap").waivable_by
