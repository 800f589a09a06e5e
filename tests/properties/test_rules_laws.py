"""The laws of rules, each quoted from the design and tried on a toy area."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.judging.toy import (
    AMOUNT,
    ASKED,
    BODY,
    ELSEWHERE,
    FIRST_DAY,
    NOON,
    SUBJECTS,
    CoinContext,
    CoinsGiven,
    Says,
    coin_notes,
    judge_on,
    judged,
    rules_of,
    says,
    stocked_world,
)

from mo_network.errors import NotInForce
from mo_network.judging.answers import Answer, Duty, Fault, Limit, Note, Requirement, Veto
from mo_network.judging.capsule import Capsule, dump_capsule, load_capsule
from mo_network.judging.changes import FOR_GOOD
from mo_network.judging.outcome import Outcome
from mo_network.judging.state import When
from mo_network.judging.weighing import Verdict, weigh
from mo_network.rules.ruleset import Rule
from mo_network.values.money import Money
from mo_network.values.period import Period

GIFT = CoinsGiven(ask="ask:one", amount=Money(50_00), first_day=date(2026, 6, 1), body="board")

ANSWERS: st.SearchStrategy[Answer] = st.one_of(
    st.integers(40_00, 60_00).map(lambda cents: Limit(AMOUNT, Money(cents))),
    st.dates(date(2026, 5, 20), date(2026, 6, 10)).map(lambda day: Limit(FIRST_DAY, day)),
    st.sampled_from(BODY.order).map(lambda body: Requirement(BODY, body)),
    st.sampled_from([Veto("no", ("it",)), Duty("report"), Note("see_also")]),
)


@st.composite
def rules(draw: st.DrawFn, prefix: str = "rule") -> list[Rule]:
    """Up to five rules, each with up to three answers, some of them only monitored."""
    count = draw(st.integers(0, 5))
    return [
        says(
            f"{prefix}-{number}",
            *draw(st.lists(ANSWERS, max_size=3)),
            is_binding=draw(st.booleans()),
        )
        for number in range(count)
    ]


def verdict_of(*some: Rule) -> Verdict:
    """What these rules make of one ask."""
    return judged(*some).verdict


def code(name: str, function: Callable[[CoinContext], Any], *, is_binding: bool = True) -> Rule:
    """A rule of code."""
    return Rule(name, "says", Says(function), is_binding=is_binding)


class TestOrderFree:
    """Design, section 7: "Laws of rules: order-free"."""

    @given(rules(), st.data())
    def test_the_order_of_the_file_changes_no_verdict(
        self, some: list[Rule], data: st.DataObject
    ) -> None:
        """Shuffled rules say the same, and the same ones bind."""
        one, other = judged(*some), judged(*data.draw(st.permutations(some)))

        assert one.verdict is other.verdict
        assert sorted(map(repr, one.binding)) == sorted(map(repr, other.binding))
        assert one.bound(AMOUNT) == other.bound(AMOUNT)


class TestIdempotent:
    """Design, section 7: "idempotent"."""

    @given(rules())
    def test_asking_twice_says_the_same(self, some: list[Rule]) -> None:
        """One judge asked twice gives the same answers, days and verdict."""
        judge = judge_on(stocked_world(), rules_of(*some))
        one, other = judge.judge(ASKED, When(NOON)), judge.judge(ASKED, When(NOON))

        assert (one.verdict, one.said, one.days) == (other.verdict, other.said, other.days)

    @given(rules())
    def test_a_rule_that_stands_twice_counts_once(self, some: list[Rule]) -> None:
        """The same rules under other ids again change no verdict."""
        again = [attrs.evolve(rule, id=f"{rule.id}-again") for rule in some]

        assert verdict_of(*some) is verdict_of(*some, *again)


class TestTighteningOnly:
    """Design, section 7: "tightening only", and section 2: "Rules only tighten"."""

    @given(rules(), rules("more"))
    def test_one_more_rule_never_turns_forbidden_into_allowed(
        self, some: list[Rule], more: list[Rule]
    ) -> None:
        """What was forbidden stays so; what was undecided is not allowed by further rules."""
        before, after = verdict_of(*some), verdict_of(*some, *more)

        assert not (before is Verdict.FORBIDDEN and after is not Verdict.FORBIDDEN)
        assert not (before is Verdict.UNDECIDED and after is Verdict.ALLOWED)

    @given(rules(), st.integers(0, 200_00))
    def test_no_rule_loosens_a_law(self, some: list[Rule], generous: int) -> None:
        """More than the tin holds is forbidden, whatever limit a rule allows."""
        fact = ASKED.but(amount=Money(100_01))
        rule = says("generous", Limit(AMOUNT, Money(generous)))

        assert judged(*some, rule, fact=fact).verdict is Verdict.FORBIDDEN


class TestHubIsolated:
    """Design, section 7: "no hub ever hears another's rules"."""

    @given(rules(), rules("other"))
    def test_the_rules_of_another_hub_are_never_asked(
        self, mine: list[Rule], others: list[Rule]
    ) -> None:
        """One hub's outcome is the same whether another hub exists, and names its own rules."""
        alone = judged(*mine)
        other = judge_on(stocked_world(), rules_of(*others, code("boom", lambda _: 1 / 0)))
        judge = judge_on(stocked_world(), rules_of(*mine))
        other.judge(ASKED, When(NOON))
        beside = judge.judge(ASKED, When(NOON))

        assert (alone.verdict, alone.said) == (beside.verdict, beside.said)
        assert {said.by for said in beside.said} <= {"toy.enough", *(rule.id for rule in mine)}


class TestMonitored:
    """Design, section 7: "`monitor` (shown, never binding...)"; "in `monitor` both are notes"."""

    @given(st.lists(ANSWERS, max_size=3))
    def test_a_monitored_rule_is_shown_and_never_binds(self, answers: list[Answer]) -> None:
        """Its answers stand in the outcome, and the verdict is that without it."""
        outcome = judged(says("soft", *answers, is_binding=False))

        assert Verdict.ALLOWED is outcome.verdict
        shown = [said.answer for said in outcome.said if said.by == "soft"]
        assert sorted(map(repr, answers)) == sorted(map(repr, shown))
        assert not outcome.binding
        assert Money(100_00) == outcome.bound(AMOUNT)

    def test_a_monitored_rule_that_fails_leaves_the_verdict(self) -> None:
        """A fault of a soft rule is shown as watched and decides nothing."""
        outcome = judged(code("soft", lambda _: 1 / 0, is_binding=False))

        assert Verdict.ALLOWED is outcome.verdict
        assert () == outcome.faults
        assert "Watched, without effect:" in outcome.explain("en")


def _raises(error: BaseException) -> Callable[[CoinContext], Any]:
    def rule(context: CoinContext) -> Any:
        raise error

    return rule


def _half(context: CoinContext) -> Iterator[Any]:
    yield Note("see_also")
    raise RuntimeError("in the middle")


class _Unspeakable:
    """What cannot even be shown."""

    def __repr__(self) -> str:
        raise RuntimeError("no words")


class _Veto(Veto):
    """Looks like an answer and is none of the five."""


def _loosens(context: CoinContext) -> list[Note]:
    """Raises the amount that the rules after it will see."""
    object.__setattr__(context, "amount", Money(1))
    return []


_OddName = type("Odd\n" + "x" * 500, (Exception,), {})

HOLES: dict[str, Callable[[CoinContext], Any]] = {
    "raises": _raises(RuntimeError("boom")),
    "recurses": _raises(RecursionError()),
    "asserts": _raises(AssertionError()),
    "stops": _raises(StopIteration()),
    "raises what has an odd name": _raises(_OddName()),
    "changes its context": _loosens,
    "leaves the program": _raises(SystemExit(1)),
    "raises in the middle": _half,
    "answers for ever": lambda _: (Note("again") for _ in count()),
    "gives None": lambda _: None,
    "gives True": lambda _: True,
    "gives False": lambda _: False,
    "gives a number": lambda _: 7,
    "gives a string": lambda _: "no",
    "gives an empty string": lambda _: "",
    "gives an answer without a list": lambda _: Veto("no"),
    "lists None": lambda _: [None],
    "lists True": lambda _: [True],
    "lists a string": lambda _: ["no"],
    "lists a class": lambda _: [Veto],
    "lists what cannot be shown": lambda _: [_Unspeakable()],
    "lists a kind of answer of its own": lambda _: [_Veto("no")],
    "lists a fault": lambda _: [Fault("fault")],
    "speaks about a foreign subject": lambda _: [Limit(ELSEWHERE, Money(1))],
    "has no value in force": _raises(NotInForce("gap", name="cap", on=date(2026, 5, 1))),
    "raises NotInForce of nothing": _raises(NotInForce("gap", name=None, on=None)),  # type: ignore[arg-type]
    "bounds with a float": lambda _: [Limit(AMOUNT, 50.0)],
    "bounds with text": lambda _: [Limit(AMOUNT, "50.00 EUR")],
    "bounds with None": lambda _: [Limit(AMOUNT, None)],
    "bounds with another currency": lambda _: [Limit(AMOUNT, Money(100_00, "CHF"))],
    "names a body that there is not": lambda _: [Requirement(BODY, "king")],
    "has a code of no letters": lambda _: [Note('say "no"')],
    "has values that cannot be stored": lambda _: [Note("see_also", (0.5,))],  # type: ignore[arg-type]
    "has a value of half a surrogate pair": lambda _: [Note("see_also", ("\ud800",))],
}


class TestPureAndTotal:
    """Design, section 7: "A rule that raises makes the verdict `undecided`".

    And: "the others are still asked"; "`None`, booleans and strings are refused, naming the
    plugin"; "`forbidden` outranks `undecided`".
    """

    @pytest.mark.parametrize("hole", HOLES)
    def test_a_rule_that_gives_no_answer_opens_no_hole(self, hole: str) -> None:
        """The verdict is undecided, the rule is named, and the others were asked all the same."""
        before, after = says("before", Note("see_also")), says("after", Duty("report"))
        outcome = judged(before, code("hole", HOLES[hole]), after)

        assert Verdict.UNDECIDED is outcome.verdict
        assert {"hole"} == {said.by for said in outcome.faults}
        assert {"before", "after"} <= {said.by for said in outcome.said}

    @pytest.mark.parametrize("hole", HOLES)
    def test_forbidden_outranks_undecided(self, hole: str) -> None:
        """A veto beside a fault forbids."""
        outcome = judged(code("hole", HOLES[hole]), says("strict", Veto("no", ("it",))))

        assert Verdict.FORBIDDEN is outcome.verdict
        assert ["strict"] == [said.by for said in outcome.binding]

    @pytest.mark.parametrize("hole", HOLES)
    def test_a_fault_can_be_stored_rechecked_and_explained(self, hole: str) -> None:
        """A received fact is recorded all the same, and its record speaks for ever."""
        outcome = judged(code("hole", HOLES[hole]))
        stored = dump_capsule(Capsule(outcome.verdict, 1, "2026a", outcome.days, outcome.answers))
        again = weigh(load_capsule(stored, SUBJECTS).answers, outcome.asked, is_open=True)

        assert outcome.verdict is again.verdict
        for lang in ("de", "en"):
            assert "hole" in outcome.explain(lang)

    def test_no_rule_hears_what_another_changed(self) -> None:
        """A rule that lowers the amount in its context loosens nothing for those after it."""

        def strict(context: CoinContext) -> list[Veto]:
            return [Veto("no", ("it",))] if context.amount > Money(1) else []

        outcome = judged(code("a-hole", _loosens), code("strict", strict))

        assert (Verdict.FORBIDDEN, ["strict"]) == (
            outcome.verdict,
            [said.by for said in outcome.binding],
        )
        assert [("a-hole", Fault("fault", ("ContextChanged",)))] == list(outcome.faults)

    def test_a_missing_value_names_parameter_and_day_and_not_the_plugin(self) -> None:
        """Design, section 7: "`NotInForce` is `undecided` with the code `no_value`"."""
        outcome = judged(code("cap", HOLES["has no value in force"]))

        assert Fault("no_value", ("cap", date(2026, 5, 1))) == outcome.faults[0].answer
        assert 'No value of "cap" is published for 1 May 2026.' in outcome.explain("en")

    def test_a_note_hook_takes_notes_only(self) -> None:
        """What a hook does not allow is no answer, even if it is one elsewhere."""

        @attrs.frozen
        class Remarks:
            """Vetoes where only notes are asked for."""

            sentences: ClassVar[dict[str, dict[str, str]]] = {}

            @coin_notes
            def remark(self, context: CoinContext) -> list[Any]:
                """Say too much."""
                return [Note("see_also"), Veto("no")]

        outcome = judged(Rule("remarks", "remarks", Remarks()))

        assert Verdict.UNDECIDED is outcome.verdict
        assert [Note("see_also")] == [said.answer for said in outcome.notes]


class TestBasis:
    """Design, section 7: "Outside its `in_force` a rule is not asked"."""

    @given(st.dates(date(2026, 4, 1), date(2026, 6, 1)), st.integers(1, 40))
    def test_a_rule_is_asked_in_its_period_only(self, first: date, days: int) -> None:
        """Its basis day picks, and the day is kept with the outcome."""
        period = Period(first, first + timedelta(days=days))
        rule = attrs.evolve(says("strict", Veto("no", ("it",))), in_force=period)
        outcome = judged(rule)

        assert (date(2026, 5, 1) in period) is (outcome.verdict is Verdict.FORBIDDEN)
        assert {"received": date(2026, 5, 1)} == outcome.days

    @pytest.mark.parametrize(("basis", "day"), [("received", 1), ("decided", 3)])
    def test_the_context_speaks_of_the_day_of_the_rules_basis(self, basis: str, day: int) -> None:
        """`context.on` is the day of receipt, or the one of decision, as the file says."""
        seen: list[date] = []

        def look(context: CoinContext) -> tuple[()]:
            seen.append(context.on)
            return ()

        rule = attrs.evolve(code("look", look), basis=basis)
        judge = judge_on(stocked_world(), rules_of(rule))
        outcome: Outcome = judge.judge(ASKED, When(NOON + timedelta(days=2), NOON))

        assert [date(2026, 5, day)] == seen
        assert {basis: date(2026, 5, day)} == outcome.days


class TestWhatOnlyTheDecisionBrings:
    """Design, section 2: "what only the decision brings ... is listed as open"."""

    def test_a_body_is_open_for_an_ask_and_binds_a_gift(self) -> None:
        """Nobody has decided yet, so the ask is allowed; the gift by nobody is not."""
        rule = says("who", Requirement(BODY, "board"))
        ask = judged(rule)
        world = stocked_world()
        world.apply(ASKED, When(NOON), FOR_GOOD)
        judge = judge_on(world, rules_of(rule))

        assert (Verdict.ALLOWED, ["who"]) == (ask.verdict, [said.by for said in ask.open])
        for body, verdict in (
            (None, Verdict.FORBIDDEN),
            ("team", Verdict.FORBIDDEN),
            ("board", Verdict.ALLOWED),
            ("assembly", Verdict.ALLOWED),
        ):
            assert verdict is judge.judge(GIFT.but(body=body), When(NOON)).verdict
