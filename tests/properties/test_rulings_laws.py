"""The laws of rulings, each by its own words, against models that anybody can check by eye."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import attrs
from hypothesis import given
from hypothesis import strategies as st
from tests.judging.rulings import TO_GIVE, WAIVED, WHEN, House, condition, refusing
from tests.judging.toy import ASKED

from mo_network.judging.changes import FOR_GOOD
from mo_network.judging.rulings.facts import ConditionConfirmed, RuleWaived
from mo_network.judging.rulings.laws import WAIVABLE, waivable
from mo_network.judging.weighing import Verdict

RULES = ("first", "second", "third")
BODIES = ("team", "jury", "board")
ENTITLED = st.lists(st.sampled_from(BODIES), unique=True, max_size=3).map(tuple)
ENTITLED_SOME = st.lists(st.sampled_from(BODIES), unique=True, min_size=1, max_size=2).map(tuple)
SUBJECTS = ("ask:one", "ask:two", "tin:red")
WAIVERS = st.builds(
    RuleWaived,
    subject=st.sampled_from(SUBJECTS),
    rule=st.sampled_from(RULES) | st.sampled_from(("unknown", WAIVABLE, "toy.enough")),
    by=st.sampled_from(BODIES),
    ground=st.sampled_from(("emergency", "no-room-elsewhere")),
)
# The same waiver comes again, as it does where two people write down one decision.
WAIVERS_AGAIN = st.lists(WAIVERS, min_size=1, max_size=4).flatmap(
    lambda pool: st.lists(st.sampled_from(pool), max_size=8)
)
CONFIRMATIONS = st.builds(
    ConditionConfirmed,
    subject=st.sampled_from(SUBJECTS[:2]),
    condition=st.sampled_from(RULES),
    by=st.sampled_from(BODIES),
    on=st.dates(date(2026, 1, 1), date(2026, 4, 30)),
    is_met=st.booleans(),
)


def _house(entitled: dict[str, tuple[str, ...]]) -> House:
    house = House(*(refusing(rule, by=by) for rule, by in entitled.items()))
    house.world.apply(ASKED.but(id="ask:two"), WHEN, FOR_GOOD)
    return house


class TestWaivable:
    """The law `rulings.waivable`.

    "A rule is waived only if its file says so, by whom its file says, for one matter, once."
    """

    def test_the_sentence_is_the_laws_own(self) -> None:
        """What is quoted here is what the law says of itself."""
        assert waivable.sentence in " ".join((TestWaivable.__doc__ or "").split())

    @given(st.fixed_dictionaries(dict.fromkeys(RULES, ENTITLED)), WAIVERS_AGAIN)
    def test_waivable(
        self, entitled: dict[str, tuple[str, ...]], waivers: list[RuleWaived]
    ) -> None:
        """Allowed is just what the model allows, and what was waived is just what does not bind."""
        house, waived = _house(entitled), set[tuple[str, str]]()
        for fact in waivers:
            is_right = (
                fact.by in entitled.get(fact.rule, ())
                and fact.subject != "tin:red"
                and (fact.subject, fact.rule) not in waived
            )
            assert is_right is house.take(fact).is_allowed
            if is_right:
                waived.add((fact.subject, fact.rule))
                assert not house.of(fact).is_allowed
        for subject in SUBJECTS[:2]:
            outcome = house.of(attrs.evolve(TO_GIVE, ask=subject))
            free = {rule for rule in RULES if (subject, rule) in waived}
            assert free == outcome.waived
            assert set(RULES) - free == {said.by for said in outcome.binding}

    @given(
        st.fixed_dictionaries(dict.fromkeys(RULES, ENTITLED)),
        st.fixed_dictionaries(dict.fromkeys(RULES, ENTITLED)),
        WAIVERS_AGAIN,
    )
    def test_the_file_in_force_says_what_is_waived(
        self,
        then: dict[str, tuple[str, ...]],
        now: dict[str, tuple[str, ...]],
        waivers: list[RuleWaived],
    ) -> None:
        """A waiver of old counts just where the rules of today would let that body give it."""
        house, given_ = _house(then), list[RuleWaived]()
        for fact in waivers:
            if house.take(fact).is_allowed:
                given_.append(fact)
        house.rule(*(refusing(rule, by=by) for rule, by in now.items()))
        for subject in SUBJECTS[:2]:
            outcome = house.of(attrs.evolve(TO_GIVE, ask=subject))
            assert outcome.waived == {
                each.rule
                for each in given_
                if each.subject == subject and each.by in now[each.rule]
            }

    @given(st.fixed_dictionaries(dict.fromkeys(RULES, ENTITLED)))
    def test_the_order_of_waivers_makes_no_difference(
        self, entitled: dict[str, tuple[str, ...]]
    ) -> None:
        """To the verdict, and to which rules bind."""
        facts = [
            WAIVED.but(rule=rule, by=by) for rule, bodies in entitled.items() for by in bodies[:1]
        ]
        found = set()
        for order in permutations(facts):
            house = _house(entitled)
            for fact in order:
                house.take(fact)
            outcome = house.of()
            found.add((outcome.verdict, frozenset(said.by for said in outcome.binding)))

        assert 1 == len(found)


class TestConditionsToConfirm:
    """Design, section 7, on conditions.

    "Conditions only a person can confirm keep a decided fact `undecided`, unrecorded and on the
    agenda until `ConditionConfirmed` [...]; not met forbids."
    """

    @given(
        st.fixed_dictionaries(dict.fromkeys(RULES, ENTITLED_SOME)),
        st.lists(CONFIRMATIONS, max_size=8),
    )
    def test_the_last_word_of_those_entitled_decides(
        self, entitled: dict[str, tuple[str, ...]], said: list[ConditionConfirmed]
    ) -> None:
        """None: undecided; unmet: forbidden; and another's word is no word."""
        house = House(*(condition(rule, by=by) for rule, by in entitled.items()))
        house.world.apply(ASKED.but(id="ask:two"), WHEN, FOR_GOOD)
        words: dict[str, bool] = {}
        for fact in said:
            house.take(fact)
            if fact.subject == "ask:one" and fact.by in entitled[fact.condition]:
                words[fact.condition] = fact.is_met
        verdict = Verdict.UNDECIDED
        if False in words.values():
            verdict = Verdict.FORBIDDEN
        elif len(words) == len(RULES):
            verdict = Verdict.ALLOWED

        assert verdict is house.of().verdict

    @given(st.lists(CONFIRMATIONS, max_size=5))
    def test_a_received_fact_is_never_kept_back(self, said: list[ConditionConfirmed]) -> None:
        """What waits for a person is open then, outside the verdict."""
        house = House(*(condition(rule) for rule in RULES))
        house.world.apply(ASKED.but(id="ask:two"), WHEN, FOR_GOOD)
        for fact in said:
            house.take(fact)

        outcome = house.of(ASKED.but(id="ask:three"))
        assert (Verdict.ALLOWED, 3) == (outcome.verdict, len(outcome.open))
