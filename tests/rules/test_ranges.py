"""A minimum above a ceiling is told when the file is read, with the sources of both."""

from __future__ import annotations

import time
from typing import Any

import pytest

from mo_network.errors import HubFileError
from mo_network.hub.adoption import read_rules

HEAD = """
contract = 1
[hub]
id = "hub:invented"
name = "Invented"
zone = "Europe/Berlin"
[sources.rules]
title = "Rules 2026"
[sources.letter]
title = "Letter of the funder"
article = "2"
[parameters.most]
unit = "money"
source = "rules"
steps = [{ from = 2026-01-01, value = "500.00 EUR" }, { from = 2026-07-01, value = "100.00 EUR" }]
ended = 2027-01-01
[parameters.least]
unit = "money"
source = "letter"
steps = [{ from = 2026-03-01, value = "200.00 EUR" }]
[parameters.dollars]
unit = "money"
source = "letter"
steps = [{ from = 2026-03-01, value = "900.00 USD" }]
[parameters.spring]
unit = "day"
source = "rules"
steps = [{ from = 2026-01-01, value = 2026-03-01 }]
[parameters.winter]
unit = "day"
source = "letter"
steps = [{ from = 2026-01-01, value = 2026-02-01 }]
"""
CEILING = {"id": "most", "kind": "grant-ceiling", "ceiling": "most"}
MINIMUM = {"id": "least", "kind": "grant-minimum", "least": "least"}


def _told(*rules: dict[str, Any]) -> list[str]:
    text = HEAD
    for rule in rules:
        text += "[[rules]]\n" + "".join(
            f"{key} = {value if key in _RAW else repr(value)}\n" for key, value in rule.items()
        )
    try:
        read_rules(text)
    except HubFileError as error:
        return [f"{problem.key}: {problem.message}" for problem in error.problems]
    return []


_RAW = frozenset({"in_force", "when", "lines"})


def test_a_minimum_above_a_ceiling_is_told_with_both_sources() -> None:
    """And from which day on."""
    (told,) = _told(CEILING, MINIMUM)

    assert (
        "rules[1].least: on 2026-07-01 the least is €200.00 (Letter of the funder, 2), and by the "
        "rule 'most' the most is €100.00 (Rules 2026): nothing could be allowed; mend one of them, "
        "or say with in_force, when or their fields for what each holds"
    ) == told


def test_the_two_sides_of_one_rule_are_compared_too() -> None:
    """A window that ends before it begins."""
    window = {"id": "window", "kind": "project-window", "first_day": "spring"}
    (told,) = _told({**window, "last_day": "winter"})

    assert "rules[0].first_day: on 2026-01-01 the least is 1 March 2026 (Rules 2026)" in told
    assert "the most is 1 February 2026 (Letter of the funder, 2)" in told
    assert [] == _told(window)


@pytest.mark.parametrize(
    "changes",
    [
        {"in_force": "{ from = 2026-01-01, through = 2026-06-30 }"},
        {"in_force": "{ from = 2027-01-01 }"},
        {"mode": "monitor"},
        {"basis": "decided"},
        {"lines": '["line:a"]'},
        {"when": '{ amount_above = "least" }'},
        {"least": "dollars"},
    ],
    ids=["other-days", "later", "mode", "basis", "lines", "when", "currency"],
)
def test_bounds_that_need_not_meet_are_no_fault(changes: dict[str, Any]) -> None:
    """Other days, another basis, other lines, only watched, only at times, another currency."""
    assert [] == _told({**CEILING, "lines": '["line:b"]'}, {**MINIMUM, **changes})


def test_lines_in_common_are_enough() -> None:
    """For these nothing could be allowed."""
    lines = {"lines": '["line:a", "line:b"]'}

    assert 1 == len(_told({**CEILING, **lines}, {**MINIMUM, "lines": '["line:b"]'}))
    assert 1 == len(_told({**CEILING, **lines}, MINIMUM))


def test_a_bound_within_the_other_is_no_fault() -> None:
    """The same amount is still one that can be awarded."""
    assert [] == _told(
        {**CEILING, "in_force": "{ from = 2026-01-01, through = 2026-06-30 }"}, MINIMUM
    )
    assert [] == _told({**CEILING, "ceiling": "least"}, MINIMUM)


def test_a_hostile_number_of_bounds_is_refused_in_bounded_time() -> None:
    """Nobody waits for millions of comparisons."""
    rules = [{**CEILING, "id": f"most-{n}", "ceiling": "least"} for n in range(300)]
    rules += [{**MINIMUM, "id": f"least-{n}"} for n in range(300)]
    start = time.perf_counter()

    assert ["rules: has 300 and 300 bounds of funding.amount"] == _told(*rules)
    assert time.perf_counter() - start < 5
