"""An explanation names the answer, and each reason with rule, source and date."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, ClassVar

import attrs
import pytest
from tests.judging.toy import (
    ASKED,
    BODY,
    NOON,
    PAPERS,
    CoinContext,
    CoinsGiven,
    coin_limits,
    judge_on,
    judged,
    rules_of,
    says,
    stocked_world,
)

from mo_network.errors import InvalidValue
from mo_network.judging.answers import Duty, Note, Requirement, Veto
from mo_network.judging.changes import FOR_GOOD
from mo_network.judging.state import When
from mo_network.rules.ruleset import Rule
from mo_network.values.money import Money


@attrs.frozen
class Speaks:
    """A rule whose sentences ask for what they do not have."""

    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {"no": "Nein {3}", "see_also": "{", "report": "{0.real}", "toy.body": "{nothing}"},
        "en": {"no": "No {3}", "see_also": "{", "report": "{0.real}", "toy.body": "{nothing}"},
    }

    @coin_limits
    def say(self, context: CoinContext) -> list[Any]:
        """One of each."""
        values = ("it",)
        return [
            Veto("no", values),
            Note("see_also", values),
            Duty("report", values),
            Requirement(BODY, "board"),
        ]


def test_the_parts_stand_in_their_order() -> None:
    """First what forbids, last what is only watched."""
    outcome = judged(
        says("note", Note("see_also", (Money(1),))),
        says("watch", Veto("no", ("this",)), is_binding=False),
        says("duty", Duty("report", (ASKED.first_day,))),
        says("who", Requirement(BODY, "board")),
        says("strict", Veto("no", ("that",))),
    )

    assert (
        outcome.explain("en")
        == """\
No, this is not possible as it stands.
Against it:
  - No, because of that. [strict]
Open until it is decided:
  - who decides: board [who]
This brings with it:
  - report: 1 June 2026 [duty]
Checked and satisfied:
  - The tin holds €100.00, and €50.00 are asked. [toy.enough]
Note:
  - see_also: €0.01 [note]
Watched, without effect:
  - No, because of this. [watch]"""
    )


def test_the_german_explanation_uses_german_sentences_and_figures() -> None:
    """Amounts and days as they are written there."""
    text = judged(says("duty", Duty("report", (Money(1234_50), ASKED.first_day)))).explain("de")

    assert text.startswith("Ja, das geht.\n")
    assert "In der Dose sind 100,00 €, gefragt sind 50,00 €." in text
    assert "report: 1.234,50 €, 1. Juni 2026" in text


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_sentence_that_asks_for_values_it_has_not_is_no_error(lang: str) -> None:
    """The bare answer is shown; what was decided stands."""
    outcome = judged(Rule("speaks", "speaks", Speaks()))
    entries = {e["text"] for e in outcome.explain_data(lang) if e["rule"] == "speaks"}

    assert {"no: it", "see_also: it", "report: it"} <= entries


def test_another_language_is_refused() -> None:
    """The error lists those that there are."""
    with pytest.raises(InvalidValue, match="de, en"):
        judged().explain("fr")


PAPERS_ASKED = """
from tests.judging.test_explain import papers_line
print(papers_line())
"""


def papers_line() -> str:
    """The line about papers of a gift that brings three."""
    world = stocked_world()
    world.apply(ASKED, When(NOON), FOR_GOOD)
    sentences = {"en": {"toy.papers": "{value} of {asked}"}}
    rule = says("papers", Requirement(PAPERS, "plan"))
    rules = rules_of(rule)
    card = attrs.evolve(rules.catalogue.card("papers"), sentences=sentences)
    rules.catalogue.cards["papers"] = card
    gift = CoinsGiven(
        ask="ask:one",
        amount=Money(1),
        first_day=ASKED.first_day,
        papers=frozenset({"offer", "plan", "list"}),
    )
    text = judge_on(world, rules).judge(gift, When(NOON)).explain("en")
    return next(line for line in text.splitlines() if "papers" in line)


@pytest.mark.parametrize("seed", ["0", "1", "2"])
def test_several_values_stand_in_the_same_order_under_every_hash_seed(seed: str) -> None:
    """Design, section 8: "byte for byte, in every locale, zone and hash seed"."""
    done = subprocess.run(
        [sys.executable, "-c", PAPERS_ASKED],
        env={"PYTHONHASHSEED": seed},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "plan of list, offer, plan [papers]" in done.stdout
