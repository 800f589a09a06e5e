"""Rulings: a waiver sets one rule aside in one matter; a condition waits for a person's word."""

from __future__ import annotations

import json
from datetime import date

import attrs
import pytest
from tests.judging.rulings import (
    CONFIRMED,
    TO_GIVE,
    WAIVED,
    WHEN,
    House,
    condition,
    refusing,
)
from tests.judging.toy import ASKED, SUBJECTS

from mo_network.errors import InvalidValue, UnknownReference
from mo_network.judging.answers import Fault, Note, Requirement, Veto
from mo_network.judging.capsule import Capsule, dump_capsule, load_capsule
from mo_network.judging.catalogue import Card, Catalogue
from mo_network.judging.changes import FOR_GOOD, Trial
from mo_network.judging.rulings.facts import RuleWaived
from mo_network.judging.rulings.laws import WAIVABLE
from mo_network.judging.rulings.settling import Settling, waived_in
from mo_network.judging.rulings.state import Confirmation, RulingsState, Waiver
from mo_network.judging.rulings.subjects import CONFIRMATION
from mo_network.judging.weighing import Verdict, weigh


class TestWaivers:
    """Design, section 7: a rule may be *waivable*: its file says by whom."""

    def test_a_waived_rule_does_not_bind(self) -> None:
        """In the matter it was waived for; its answer is still shown."""
        house = House(refusing())

        assert Verdict.FORBIDDEN is house.of().verdict
        assert Verdict.ALLOWED is house.take(WAIVED).verdict
        outcome = house.of()
        assert Verdict.ALLOWED is outcome.verdict
        assert frozenset({"no-coins"}) == outcome.waived
        assert ("no-coins", Veto("no", ("nothing",))) in outcome.said

    def test_it_binds_in_every_other_matter(self) -> None:
        """A waiver is for one ask, not for all of them."""
        house = House(refusing())
        house.take(WAIVED)
        other = ASKED.but(id="ask:two")

        assert Verdict.FORBIDDEN is house.of(other).verdict

    def test_other_rules_still_bind(self) -> None:
        """One rule is set aside, not all."""
        house = House(refusing(), refusing("other"))
        house.take(WAIVED)

        assert ["other"] == [said.by for said in house.of().binding]

    def test_every_later_explanation_shows_it(self) -> None:
        """With who said so, and on which ground, in each language."""
        house = House(refusing())
        house.take(WAIVED)
        outcome = house.of()

        assert (
            "Waived, without effect:\n"
            '  - The rule "no-coins" is waived here: jury, on the ground "emergency". '
            "[rulings.waivable]\n"
            "  - No, because of nothing. [no-coins]"
        ) in outcome.explain("en")
        assert "Ausgesetzt, ohne Wirkung:\n" in outcome.explain("de")
        assert "Die Regel „no-coins“ gilt hier nicht." in outcome.explain("de-simple")

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"rule": "other"}, "no_such_rule"),
            ({"rule": "firm"}, "holds_firm"),
            ({"rule": WAIVABLE}, "holds_firm"),
            ({"rule": "toy.enough"}, "holds_firm"),
            ({"by": "team"}, "not_entitled"),
            ({"subject": "tin:red"}, "no_matter"),
        ],
    )
    def test_what_may_not_be_waived_is_refused(self, changes: dict[str, str], code: str) -> None:
        """A law, a firm rule, an unknown one; by another body; for what merely exists."""
        house = House(refusing(), refusing("firm", by=()))
        outcome = house.take(WAIVED.but(**changes))

        assert [code] == [said.answer.code for said in outcome.binding]  # type: ignore[union-attr]
        assert {} == house.state.waivers

    def test_a_rule_is_waived_once_for_a_matter(self) -> None:
        """A second waiver would say nothing new."""
        house = House(refusing(by=("jury", "board")))
        house.take(WAIVED)

        outcome = house.of(WAIVED.but(by="board"))
        assert [Veto("waived_already", ("ask:one", "no-coins"))] == [
            said.answer for said in outcome.binding
        ]

    def test_a_waiver_ends_when_the_file_takes_it_back(self) -> None:
        """The rules in force say what may be waived: the same id may be another rule by now."""
        house = House(refusing())
        house.take(WAIVED)
        house.rule(refusing(by=("board",)))

        assert Verdict.FORBIDDEN is house.of().verdict
        assert Verdict.ALLOWED is house.take(WAIVED.but(by="board")).verdict
        assert Verdict.ALLOWED is house.of().verdict

    def test_its_bounds_do_not_bound(self) -> None:
        """Headroom and alternatives see the others alone."""
        house = House(refusing())
        house.take(WAIVED)

        assert () == house.of().binding
        assert house.of().bound(CONFIRMATION) is None

    def test_a_stored_decision_tells_for_ever_what_was_waived(self) -> None:
        """A recheck needs the stored answers and the cards, nothing else."""
        house = House(refusing())
        house.take(WAIVED)
        outcome = house.of()
        stored = dump_capsule(Capsule(outcome.verdict, 1, "2026a", outcome.days, outcome.answers))
        again = load_capsule(stored, SUBJECTS)
        monitored = Catalogue(()).monitored | waived_in(again.answers)

        assert outcome.verdict is weigh(again.answers, TO_GIVE, monitored=monitored).verdict
        assert [["rulings.waivable", ["no-coins", "jury", "emergency"]]] == json.loads(stored)[
            "answers"
        ]["N:waived"]

    def test_a_rule_cannot_waive_itself(self) -> None:
        """Its answers stand under its own name, which is none of a law."""
        house = House(refusing())
        outcome = house.of()
        outcome.answers.add("no-coins", Note("waived", ("no-coins", "jury", "x")))

        assert frozenset() == waived_in(outcome.answers)

    def test_a_hub_without_waivers_settles_nothing(self) -> None:
        """The judge is not even asked."""
        settling = Settling(House(refusing()).state, Catalogue([refusing()[1]]))

        assert not settling.waivers
        assert not settling.conditions


class TestConditions:
    """Design, section 7: conditions only a person can confirm keep a decided fact undecided."""

    def test_an_open_condition_leaves_a_decision_undecided(self) -> None:
        """It is not recorded, and it says who can confirm."""
        outcome = House(condition()).of()

        assert Verdict.UNDECIDED is outcome.verdict
        assert [("talked", Fault("to_confirm", ("team",)))] == list(outcome.faults)

    def test_a_received_fact_lists_it_as_open(self) -> None:
        """Outside the verdict: nobody has to confirm before somebody asks."""
        outcome = House(condition()).of(ASKED.but(id="ask:two"))

        assert Verdict.ALLOWED is outcome.verdict
        assert [("talked", Requirement(CONFIRMATION, "talked"))] == list(outcome.open)
        assert "Somebody still has to confirm:\n" in outcome.explain("en")

    def test_a_confirmed_condition_binds_no_more(self) -> None:
        """And the explanation says who looked, and when."""
        house = House(condition())
        house.take(CONFIRMED)
        outcome = house.of()

        assert Verdict.ALLOWED is outcome.verdict
        assert [Note("confirmed", ("team", date(2026, 4, 30)))] == [
            said.answer for said in outcome.said if said.by == "talked"
        ]

    def test_a_condition_found_unmet_forbids(self) -> None:
        """Until somebody looks again and finds it met: the last word stands."""
        house = House(condition())
        house.take(CONFIRMED.but(is_met=False))

        assert Verdict.FORBIDDEN is house.of().verdict
        house.take(CONFIRMED)
        assert Verdict.ALLOWED is house.of().verdict

    def test_the_word_of_others_does_not_count(self) -> None:
        """It is kept, for it was said; the condition stays open."""
        house = House(condition())
        house.take(CONFIRMED.but(by="jury"))

        assert Verdict.UNDECIDED is house.of().verdict
        said = Confirmation("talked", "jury", date(2026, 4, 30).toordinal(), True)
        assert (said,) == house.state.confirmations_of("ask:one")
        assert date(2026, 4, 30) == said.on

    def test_a_confirmation_is_for_one_matter(self) -> None:
        """Another ask needs its own."""
        house = House(condition())
        house.take(CONFIRMED)

        assert [("talked", Requirement(CONFIRMATION, "talked"))] == list(
            house.of(ASKED.but(id="ask:two")).open
        )

    def test_a_confirmation_names_what_is_recorded(self) -> None:
        """A misspelt id is found at once."""
        with pytest.raises(UnknownReference, match="did you mean 'ask:one'"):
            House(condition()).of(CONFIRMED.but(subject="ask:onee"))

    def test_a_condition_may_be_waived(self) -> None:
        """As any rule whose file says so."""
        rule, card = condition()
        house = House((rule, _waivable(card)))
        house.take(WAIVED.but(rule="talked"))

        assert Verdict.ALLOWED is house.of().verdict

    def test_two_conditions_are_settled_each_by_itself(self) -> None:
        """Whatever the order of the answers is."""
        house = House(condition(), condition("signed"), refusing("other", by=()))
        house.take(CONFIRMED)
        outcome = house.of()

        assert ["signed"] == [said.by for said in outcome.faults]
        assert ["other"] == [said.by for said in outcome.binding]


def _waivable(card: Card) -> Card:
    return attrs.evolve(card, waivable_by=("jury",))


class TestState:
    """The state is a function of the journal; a checkpoint is that state."""

    def test_undo_restores(self) -> None:
        """For trials."""
        house = House()
        for fact in (WAIVED, CONFIRMED, CONFIRMED.but(is_met=False)):
            before = house.state.dump()
            trial = Trial()
            house.world.apply(fact, WHEN, trial)
            assert before != house.state.dump()
            trial.take_back()
            assert before == house.state.dump()

    def test_a_checkpoint_is_read_back(self) -> None:
        """Through JSON, into the very tables that a judge reads."""
        house = House()
        house.world.apply(WAIVED, WHEN, FOR_GOOD)
        house.world.apply(CONFIRMED, WHEN, FOR_GOOD)
        other = RulingsState()
        waivers = other.waivers
        other.load(json.loads(json.dumps(house.state.dump())))

        assert house.state.waivers == other.waivers
        assert house.state.confirmations == other.confirmations
        assert waivers is other.waivers
        assert (Waiver("no-coins", "jury", "emergency"),) == other.waivers_of("ask:one")

    @pytest.mark.parametrize("ground", ["", "Because!", "two words", "-x", "ä"])
    def test_a_ground_is_a_plain_code(self, ground: str) -> None:
        """What it was in words belongs into the sealed reason."""
        with pytest.raises(InvalidValue):
            RuleWaived(subject="ask:one", rule="no-coins", by="jury", ground=ground)

    def test_a_condition_is_named_by_its_id(self) -> None:
        """Free text could hold a name."""
        with pytest.raises(InvalidValue, match="plain code"):
            CONFIRMED.but(condition="Talked with Amina")
