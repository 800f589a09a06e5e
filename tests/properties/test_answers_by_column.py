"""Answers by the column: what is quick says the same as asking, weighing and writing one by one.

Rules of one kind are asked as a group and their answers kept as columns. Each test compares that
with the plain way, or hands in what only looks like an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.judging.toy import (
    AMOUNT,
    ASKED,
    BODY,
    ELSEWHERE,
    FIRST_DAY,
    NOON,
    PAPERS,
    SUBJECTS,
    CoinContext,
    CoinsGiven,
    Says,
    coin_limits,
    coin_notes,
    judge_on,
    judged,
    rules_of,
    says,
    stocked_world,
)

from mo_network.errors import NotInForce
from mo_network.judging.answers import Answer, Duty, Fault, Limit, Note, Requirement, Veto
from mo_network.judging.capsule import Capsule, CapsuleWriter, dump_capsule, load_capsule
from mo_network.judging.case import Case
from mo_network.judging.catalogue import Catalogue
from mo_network.judging.columns import pack, unpack
from mo_network.judging.outcome import Outcome
from mo_network.judging.said import Answers
from mo_network.judging.state import When
from mo_network.judging.subject import Join
from mo_network.judging.weighing import Verdict, Weighed, weigh
from mo_network.rules.asking import MOST_ANSWERS
from mo_network.rules.ruleset import Rule, RuleSet
from mo_network.values.money import Money
from mo_network.values.period import Period

LAW = "toy.enough"
MAY = date(2026, 5, 1)
MONEY = st.builds(Money, st.integers(49_00, 51_00), st.sampled_from(["EUR", "EUR", "EUR", "CHF"]))
BODIES = st.sampled_from(BODY.order)
BOUNDS: st.SearchStrategy[Answer] = st.one_of(
    MONEY.map(lambda amount: Limit(AMOUNT, amount)),
    MONEY.map(lambda amount: Requirement(AMOUNT, amount)),
    st.dates(date(2026, 5, 30), date(2026, 6, 2)).map(lambda day: Limit(FIRST_DAY, day)),
    BODIES.map(lambda body: Requirement(BODY, body)),
    BODIES.map(lambda body: Limit(BODY, body)),
    st.sampled_from(["plan", "offer"]).map(lambda paper: Requirement(PAPERS, paper)),
)
ANSWERS: st.SearchStrategy[Answer] = BOUNDS | st.sampled_from(
    [Veto("no", ("it",)), Duty("report"), Note("see_also")]
)
# Mostly one bound a rule, for that is what a column is made of.
SAID = st.lists(st.lists(BOUNDS, min_size=1, max_size=1) | st.lists(ANSWERS, max_size=3))
GIFTS = st.builds(
    CoinsGiven,
    ask=st.just("ask:one"),
    amount=MONEY,
    first_day=st.dates(date(2026, 5, 30), date(2026, 6, 2)),
    body=st.none() | BODIES,
    papers=st.none() | st.frozensets(st.sampled_from(["plan", "offer"])),
)


def code(name: str, function: Callable[[CoinContext], Any], **more: Any) -> Rule:
    """A rule of code."""
    return Rule(name, "says", Says(function), **more)


def by_the_rules(outcome: Outcome) -> list[str]:
    """All that the rules said, in no order."""
    return sorted(repr(pair) for pair in outcome.answers if pair[0] != LAW)


@given(SAID)
def test_rules_asked_together_say_what_each_says_alone(said: list[list[Answer]]) -> None:
    """No answer is lost, doubled, changed, or put into another rule's mouth."""
    together = judged(*(says(f"rule-{n}", *answers) for n, answers in enumerate(said)))
    alone = [(f"rule-{n}", answer) for n, answers in enumerate(said) for answer in answers]

    assert sorted(map(repr, alone)) == by_the_rules(together)


def weigh_one_by_one(
    pairs: Sequence[tuple[str, Any]], asked: CoinsGiven, *, is_open: bool
) -> Weighed:
    """The same as `weigh`, answer by answer."""
    found: dict[str, list[tuple[str, Any]]] = {"binding": [], "open": [], "faults": []}
    for by, answer in pairs:
        if isinstance(answer, Veto):
            found["binding"].append((by, answer))
        if not isinstance(answer, Limit | Requirement):
            continue
        given = answer.subject.read(asked)
        if given is None and isinstance(answer, Requirement):
            found["open" if is_open else "binding"].append((by, answer))
        elif given is not None:
            try:
                if not answer.subject.is_met(given, answer.value):
                    found["binding"].append((by, answer))
            except ValueError:
                found["faults"].append((by, answer))
    undecided = Verdict.UNDECIDED if found["faults"] else Verdict.ALLOWED
    return Weighed(Verdict.FORBIDDEN if found["binding"] else undecided, **found)


@given(SAID, GIFTS, st.booleans())
def test_a_column_weighs_what_its_answers_weigh(
    said: list[list[Answer]], gift: CoinsGiven, is_open: bool
) -> None:
    """The verdict, and which answers bind, are open or fault, are those of the plain comparison."""
    pairs = [(f"rule-{n}", answer) for n, answers in enumerate(said) for answer in answers]
    quick = weigh(Answers(pairs), gift, is_open=is_open)
    plain = weigh_one_by_one(pairs, gift, is_open=is_open)

    assert plain.verdict is quick.verdict
    for mine, theirs in zip(plain[1:], quick[1:], strict=True):
        assert sorted(map(repr, mine)) == sorted(map(repr, theirs))


LAST_DAY = attrs.evolve(FIRST_DAY, id="toy.last_day", join=Join.AT_MOST)
DAYS = st.dates(date(2026, 5, 30), date(2026, 6, 2))
VALUES: dict[Any, st.SearchStrategy[Any]] = {
    AMOUNT: MONEY,
    FIRST_DAY: DAYS,
    LAST_DAY: DAYS,
    BODY: BODIES,
    PAPERS: st.sampled_from(["plan", "offer"]),
}
COLUMNS = st.sampled_from(list(VALUES)).flatmap(
    lambda subject: st.tuples(st.just(subject), st.lists(VALUES[subject], min_size=2, max_size=4))
)


GIFT = CoinsGiven(
    ask="ask:one", amount=Money(1), first_day=MAY, body="board", papers=frozenset({"plan"})
)


@example(column=(PAPERS, ["plan", "offer"]), gift=GIFT, kind=Requirement, is_open=False)
@example(column=(BODY, ["team", "assembly"]), gift=GIFT, kind=Requirement, is_open=False)
@example(column=(AMOUNT, [Money(2), Money(2, "CHF")]), gift=GIFT, kind=Limit, is_open=False)
@given(COLUMNS, GIFTS, st.sampled_from([Limit, Requirement]), st.booleans())
def test_every_value_of_a_column_counts(
    column: tuple[Any, list[Any]], gift: CoinsGiven, kind: Any, is_open: bool
) -> None:
    """One bound that is not kept is found among any number of bounds that are."""
    subject, values = column
    pairs = [(f"rule-{n}", kind(subject, value)) for n, value in enumerate(values)]
    quick = weigh(Answers(pairs), gift, is_open=is_open)

    assert weigh_one_by_one(pairs, gift, is_open=is_open) == tuple(map(_listed, quick))


def _listed(part: Any) -> Any:
    return list(part) if isinstance(part, tuple) else part


def test_what_a_monitored_rule_would_need_is_not_open() -> None:
    """Nobody waits for it; and what a binding rule needs beside it is."""
    gift = GIFT.but(body=None)
    needed = Requirement(BODY, "board")
    pairs = [("soft", needed), ("hard", needed)]
    weighed = weigh(Answers(pairs), gift, is_open=True, monitored=frozenset({"soft"}))

    assert (Verdict.ALLOWED, (("hard", needed),)) == (weighed.verdict, weighed.open)


WRITTEN = st.lists(
    st.tuples(
        st.sampled_from(["a", "b"]),
        st.sampled_from(
            [
                Limit(AMOUNT, Money(1)),
                Limit(AMOUNT, Money(2)),
                Requirement(AMOUNT, Money(1)),
                Note("see_also"),
                Limit(BODY, "team"),
            ]
        ),
    ),
    max_size=4,
)


@settings(max_examples=100)
@given(st.lists(st.tuples(WRITTEN, st.dates(MAY, date(2026, 5, 2))), min_size=2, max_size=9))
def test_what_was_written_before_changes_no_byte(
    several: list[tuple[list[tuple[str, Answer]], date]],
) -> None:
    """A writer that remembers columns and days writes what a new one writes."""
    writer = CapsuleWriter()
    for pairs, day in several:
        capsule = Capsule(Verdict.ALLOWED, 1, "2026a", {"received": day}, Answers(pairs))

        assert dump_capsule(capsule) == writer.dump(capsule)
        assert sorted(map(repr, pairs)) == sorted(
            map(repr, load_capsule(writer.dump(capsule), SUBJECTS).answers)
        )


@given(st.lists(st.tuples(st.sampled_from("abc"), ANSWERS)))
def test_what_is_added_comes_out_again(pairs: list[tuple[str, Answer]]) -> None:
    """Whatever runs the answers are kept in."""
    assert sorted(map(repr, pairs)) == sorted(map(repr, Answers(pairs)))


def test_as_many_answers_as_are_allowed_are_answers() -> None:
    """One more is a fault, and the ones before it stand."""
    enough = judged(code("long", lambda _: [Note("again")] * MOST_ANSWERS))
    too_many = judged(code("long", lambda _: [Note("again")] * (MOST_ANSWERS + 1)))

    assert (MOST_ANSWERS, ()) == (len(enough.notes), enough.faults)
    assert [Fault("too_many", (MOST_ANSWERS,))] == [said.answer for said in too_many.faults]


class _Mask:
    """Says that it is something else, and has what an answer has."""

    code, values, subject, value = "no", (), AMOUNT, Money(1)

    def __init__(self, cls: type) -> None:
        self.cls = cls

    def __getattribute__(self, name: str) -> Any:
        """Make up a class, as a careless reader would believe it."""
        return object.__getattribute__(self, "cls" if name == "__class__" else name)


class _Text(str):
    """A text that is none of the plain ones."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = str.__hash__


class _Unlike:
    """A subject that nothing can be compared with."""

    id, sound, ranks = "unlike", int, ()
    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("not with me")


class _BareGap(NotInForce):
    """Names neither parameter nor day."""

    def __init__(self) -> None:
        Exception.__init__(self)


class _Shapeless(Exception):
    """Cannot even be asked what it is."""

    def __getattribute__(self, name: str) -> Any:
        """Fail where its class is asked for."""
        if name == "__class__":
            raise RuntimeError("no class")
        return super().__getattribute__(name)


def raises(error: BaseException) -> Callable[[CoinContext], Any]:
    """A rule that fails."""

    def rule(context: CoinContext) -> Any:
        raise error

    return rule


def _gap(on: Any) -> NotInForce:
    return NotInForce("gap", name="cap", on=on)


FOREIGN: Any = SimpleNamespace(sound=int, id="foreign")
UNLIKE: Any = _Unlike()
MASK: Any = _Mask(Money)

HOLES: dict[str, Callable[[CoinContext], Any]] = {
    "a bound that was never built": lambda _: (object.__new__(Limit),),
    "a veto that was never built": lambda _: (object.__new__(Veto),),
    "a foreign subject": lambda _: (Limit(ELSEWHERE, Money(1)),),
    "a subject without a hash": lambda _: (Limit(FOREIGN, 5),),
    "a subject that cannot be compared": lambda _: (Limit(UNLIKE, 5),),
    "a mask of a veto": lambda _: (_Mask(Veto),),
    "a mask of a limit": lambda _: (_Mask(Limit),),
    "a bound by a mask": lambda _: (Limit(AMOUNT, MASK),),
    "a bound by a mask, listed": lambda _: [Limit(AMOUNT, MASK)],
    "a bound by a text of its own": lambda _: (Requirement(BODY, _Text("board")),),
    "a veto about a mask": lambda _: (Veto("no", (MASK,)),),
    "a gap without fields": raises(_BareGap()),
    "a gap on a moment": raises(_gap(datetime(2026, 5, 1, tzinfo=UTC))),
    "a gap on a text": raises(_gap("yesterday")),
    "an error without a class": raises(_Shapeless()),
}


class TestNoHole:
    """Design, section 7: "A rule that raises makes the verdict `undecided`"."""

    @pytest.mark.parametrize("hole", HOLES)
    def test_what_only_looks_like_an_answer_is_a_fault(self, hole: str) -> None:
        """Alone or among others of its kind, it is named, and those were asked all the same."""
        others = [says(f"rule-{n}", Limit(AMOUNT, Money(60_00))) for n in range(3)]
        for beside in ([], others):
            outcome = judged(*beside, code("hole", HOLES[hole]))

            assert (Verdict.UNDECIDED, {"hole"}) == (
                outcome.verdict,
                {said.by for said in outcome.faults},
            )
            heard = {said.by for said in outcome.said} - {LAW, "hole"}
            assert {rule.id for rule in beside} == heard
            capsule = Capsule(outcome.verdict, 1, "2026a", outcome.days, outcome.answers)
            assert b'"hole"' in dump_capsule(capsule)

    def test_the_code_of_a_fault_tells_a_bad_answer_from_an_error(self) -> None:
        """What cannot even be shown is an answer that is none, not an error."""

        class Unspeakable:
            def __repr__(self) -> str:
                raise RuntimeError("no words")

        (fault,) = judged(code("hole", lambda _: [Unspeakable()])).faults

        assert isinstance(fault.answer, Fault)
        assert "bad_answer" == fault.answer.code

    def test_a_bound_is_none_where_only_notes_are_asked_for(self) -> None:
        """Also if all rules of a kind give one bound on one subject of the hook."""

        @attrs.frozen
        class Remarks:
            sentences: ClassVar[dict[str, dict[str, str]]] = {}

            @coin_notes
            def remark(self, context: CoinContext) -> Any:
                return (Limit(AMOUNT, Money(1)),)

        outcome = judged(*(Rule(f"remark-{n}", "remarks", Remarks()) for n in range(2)))

        assert (Verdict.UNDECIDED, 2) == (outcome.verdict, len(outcome.faults))

    @pytest.mark.parametrize("is_lazy", [False, True])
    def test_whoever_interrupts_is_heard(self, is_lazy: bool) -> None:
        """Ctrl-C is meant for the program, not for the rule."""
        rule = raises(KeyboardInterrupt())
        if is_lazy:
            rule = lambda context: map(raises(KeyboardInterrupt()), [context])  # noqa: E731
        with pytest.raises(KeyboardInterrupt):
            judged(code("hole", rule))


def _changing(*answers: Answer) -> Callable[[CoinContext], Any]:
    """A rule that spoils its context and answers all the same."""

    def change(context: CoinContext) -> Any:
        object.__setattr__(context, "amount", Money(1))
        return answers

    return change


CHANGED = ("changes", Fault("fault", ("ContextChanged",)))


class TestAskedApart:
    """Where a rule changes its context, each is asked with one of its own."""

    def test_what_the_rule_itself_says_does_not_count(self) -> None:
        """Neither its vetoes nor its bounds; what the law and the others say stands once."""
        outcome = judged(
            code("changes", _changing(Veto("no", ("it",)), Limit(AMOUNT, Money(1)))),
            says("bounds", Limit(AMOUNT, Money(60_00)), Note("see_also")),
        )

        assert [
            ("bounds", Limit(AMOUNT, Money(60_00))),
            ("bounds", Note("see_also")),
            CHANGED,
            (LAW, Limit(AMOUNT, Money(100_00))),
        ] == sorted(outcome.answers, key=lambda pair: (pair[0], repr(pair[1])))

    def test_who_is_not_in_force_or_not_fitting_is_not_asked_then_either(self) -> None:
        """And a `when` that cannot tell is a fault, as ever."""
        no = Says(lambda _: (Veto("no", ("it",)),))
        outcome = judged(
            code("changes", _changing()),
            Rule("over", "says", no, in_force=Period(date(2020, 1, 1), date(2021, 1, 1))),
            Rule("unfit", "says", no, when=lambda context: context.amount > Money(99_00)),
            Rule("unsure", "says", no, when=lambda _: 1 // 0 > 0),
        )
        faults = [CHANGED, ("unsure", Fault("fault", ("ZeroDivisionError",)))]

        assert (Verdict.UNDECIDED, ()) == (outcome.verdict, outcome.binding)
        assert faults == sorted(outcome.faults)

    @pytest.mark.parametrize("basis", ["received", "decided"])
    def test_each_hears_the_day_of_its_basis(self, basis: str) -> None:
        """Whoever spoils whichever context, nobody hears of it."""
        seen: list[tuple[date, Money]] = []

        def look(context: CoinContext) -> tuple[()]:
            seen.append((context.on, context.amount))
            return ()

        rules = rules_of(
            code("changes", _changing(), basis=basis), code("looks", look, basis="decided")
        )
        judge = judge_on(stocked_world(), rules)
        outcome = judge.judge(ASKED, When(NOON + timedelta(days=2), NOON))

        assert [CHANGED] == list(outcome.faults)
        assert (date(2026, 5, 3), ASKED.amount) == seen[-1]


def test_a_when_that_cannot_tell_is_a_fault() -> None:
    """Undecided, never passed over."""
    rule = code("unsure", lambda _: (), when=lambda _: 1 // 0 > 0)
    outcome = judged(rule)

    assert Verdict.UNDECIDED is outcome.verdict
    assert [("unsure", Fault("fault", ("ZeroDivisionError",)))] == list(outcome.faults)


@pytest.mark.parametrize(
    "table",
    [
        [("line:micro", value) for value in [1] * 40 + [True] * 40 + [False] * 40 + [0] * 40],
        [()] * 40,
        {"columns": [[1, 2]], "rows": 2},
        {"columns": 2, "count": 1},
    ],
)
def test_a_table_that_is_an_odd_one_comes_back(table: Any) -> None:
    """Equal values of two types in one run, rows of nothing, and a mapping that looks packed."""
    assert repr(table) == repr(unpack(pack(table)))


def test_a_judge_asked_on_many_days_keeps_to_each() -> None:
    """What is remembered of a day is never told of another, however many there are."""
    period = Period(date(2026, 5, 2), date(2026, 5, 3))
    rule = code("soon", lambda _: (Veto("no"),), in_force=period)
    judge = judge_on(stocked_world(), rules_of(rule))
    verdicts = [judge.judge(ASKED, When(NOON + timedelta(days=n))).verdict for n in range(4)]

    assert [Verdict.ALLOWED, Verdict.FORBIDDEN, Verdict.ALLOWED, Verdict.ALLOWED] == verdicts


def test_no_hook_hears_the_context_of_another() -> None:
    """Two hooks of one decision whose contexts are built apart, on the same day."""
    seen: list[str] = []

    def build(state: Any, fact: CoinsGiven, case: Case) -> CoinContext:
        return attrs.evolve(coin_limits.builds[CoinsGiven](state, fact, case), amount=Money(7_00))

    @attrs.frozen(eq=False)
    class Looks:
        @coin_limits
        def limit(self, context: CoinContext) -> Any:
            seen.append(f"limits of {context.amount}")
            return ()

        @coin_notes
        def note(self, context: CoinContext) -> Any:
            seen.append(f"notes about {context.amount}")
            return ()

    hooks = (coin_limits, attrs.evolve(coin_notes, builds={CoinsGiven: build}))
    rules = RuleSet([Rule("looks", "looks", Looks())], hooks, Catalogue(()))
    judge_on(stocked_world(), rules).judge(ASKED, When(NOON))

    # The first time on a day a rule may be asked more than once, to see what it looks at.
    assert {"limits of 50.00 EUR", "notes about 7.00 EUR"} == set(seen)
