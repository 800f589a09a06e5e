"""Settling: what is noted of rulings where they are not what a decision is about."""

from __future__ import annotations

from tests.judging.rulings import WAIVED, House, condition, refusing
from tests.judging.toy import Says

from mo_network.judging.answers import Note
from mo_network.judging.catalogue import Card
from mo_network.judging.rulings.settling import TO_CONFIRM
from mo_network.judging.weighing import Verdict
from mo_network.rules.ruleset import Rule


def test_a_waiver_is_judged_apart_from_other_waivers() -> None:
    """A second rule is waived in the same matter; the first has no part in that."""
    house = House(refusing(), refusing("other"))
    house.take(WAIVED)
    outcome = house.take(WAIVED.but(rule="other"))

    assert (Verdict.ALLOWED, frozenset(), ()) == (outcome.verdict, outcome.waived, outcome.notes)


def test_a_rule_that_notes_what_only_conditions_answer_is_none() -> None:
    """Beside a condition, too: its note is shown, and waits for nobody."""
    note = Note(TO_CONFIRM)
    rule = Rule("noting", "says", Says(lambda _: (note,))), Card("noting", "noting")
    outcome = House(rule, condition()).of()

    assert [("noting", note)] == [tuple(said) for said in outcome.notes]
    assert ["talked"] == [said.by for said in outcome.faults]
