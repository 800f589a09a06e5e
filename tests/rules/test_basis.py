"""What rules say all day long: kept where a rule looks at the day alone, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.judging.toy import (
    AMOUNT,
    ASKED,
    FIRST_DAY,
    NOON,
    CoinContext,
    CoinsAsked,
    Says,
    judge_on,
    rules_of,
    stocked_world,
)

from mo_network.errors import NotInForce
from mo_network.judging.answers import Duty, Fault, Limit, Note, Veto
from mo_network.judging.capsule import Capsule, dump_capsule
from mo_network.judging.judge import Judge
from mo_network.judging.outcome import Outcome
from mo_network.judging.state import When
from mo_network.rules import basis
from mo_network.rules.ruleset import Rule
from mo_network.values.money import Money

LAW = "toy.enough"
Function = Callable[[CoinContext], Any]


def code(name: str, function: Function) -> Rule:
    """A rule of code."""
    return Rule(name, "says", Says(function))


def judge_of(*rules: Rule) -> Judge:
    """A judge by these rules, over a tin of a hundred euros."""
    return judge_on(stocked_world(), rules_of(*rules))


def ask(judge: Judge, cents: int = 50_00, day: int = 1) -> Outcome:
    """The outcome of one ask on a day of May."""
    at = datetime(2026, 5, day, 12, tzinfo=UTC)
    return judge.judge(ASKED.but(amount=Money(cents)), When(at))


def said(outcome: Outcome) -> list[Any]:
    """All that the rules said."""
    return [answer for by, answer in outcome.answers if by != LAW]


class Counted:
    """A function of a context that counts how often it is asked."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.count = 0

    def __call__(self, context: CoinContext) -> Any:
        """Ask it once more."""
        self.count += 1
        return self.function(context)


def by_the_day(context: CoinContext) -> Any:
    """A limit that hangs on the day alone."""
    return (Limit(AMOUNT, Money(context.on.day * 100)),)


def by_the_amount(context: CoinContext) -> Any:
    """A note that hangs on what is asked."""
    return (Note(f"asked_{context.amount.cents}"),)


def test_a_rule_that_looks_at_the_day_alone_is_asked_once_a_day() -> None:
    """Three asks on one day ask it once, another day asks it again."""
    rule = Counted(by_the_day)
    judge = judge_of(code("day", rule))

    first = [said(ask(judge, cents)) for cents in (10_00, 20_00, 30_00)]

    assert [[Limit(AMOUNT, Money(100))]] * 3 == first
    assert rule.count == 1
    assert said(ask(judge, day=2)) == [Limit(AMOUNT, Money(200))]
    assert rule.count == 2


def test_a_rule_that_looks_at_more_is_asked_each_time() -> None:
    """What it says follows what is asked."""
    judge = judge_of(code("amount", by_the_amount))

    assert [Note("asked_1000")] == said(ask(judge, 10_00))
    assert [Note("asked_2000")] == said(ask(judge, 20_00))


def test_a_rule_that_looks_at_more_on_some_days_is_asked_on_those() -> None:
    """On the first of May it looks at the day alone, later at the amount, too."""
    judge = judge_of(
        code("mixed", lambda c: by_the_day(c) if c.on.day == 1 else by_the_amount(c)),
    )

    assert [Limit(AMOUNT, Money(100))] == said(ask(judge, 10_00))
    assert [Note("asked_1000")] == said(ask(judge, 10_00, day=2))
    assert [Note("asked_2000")] == said(ask(judge, 20_00, day=2))
    assert [Limit(AMOUNT, Money(100))] == said(ask(judge, 20_00))


def test_rules_of_one_kind_are_parted_and_stay_in_order() -> None:
    """One of three looks further: the other two are kept, and the order is that of the file."""
    rules = [Counted(by_the_day), Counted(by_the_amount), Counted(by_the_day)]
    judge = judge_of(*(code(f"r{number}", rule) for number, rule in enumerate(rules)))

    for cents in (10_00, 20_00):
        outcome = ask(judge, cents)

        assert ["r0", "r2"] == [by for by, a in outcome.answers if by != LAW and type(a) is Limit]
        assert [Note(f"asked_{cents}")] == [a for by, a in outcome.answers if by == "r1"]
    counts = [rule.count for rule in rules]
    for cents in (30_00, 40_00):
        ask(judge, cents)
    assert [counts[0], counts[1] + 2, counts[2]] == [rule.count for rule in rules]


@pytest.mark.parametrize(
    "look",
    [
        repr,
        hash,
        str,
        lambda c: c == 1,
        attrs.evolve,
        attrs.astuple,
        attrs.asdict,
        lambda c: getattr(c, "amount", None),
        lambda c: object.__setattr__(c, "amount", Money(1)),
        lambda c: object.__delattr__(c, "amount"),
    ],
    ids=[
        "repr",
        "hash",
        "str",
        "equal",
        "evolve",
        "astuple",
        "asdict",
        "getattr",
        "changed",
        "taken out",
    ],
)
def test_every_look_at_more_than_the_day_is_noticed(look: Callable[[CoinContext], Any]) -> None:
    """A rule that could tell two decisions of one day apart is asked about both."""
    rule = Counted(lambda context: (look(context), (Duty("seen"),))[1])
    judge = judge_of(code("looks", rule))
    ask(judge)
    before = rule.count

    ask(judge)

    assert rule.count > before


def test_a_rule_may_look_at_what_class_its_context_is_of() -> None:
    """It is handed a context of the class that the hook names, or of one derived from it."""

    def looks(context: CoinContext) -> Any:
        of_class = issubclass(type(context), CoinContext)
        return (Veto("no", (context.on,)),) if of_class and context.amount > Money(20_00) else ()

    judge = judge_of(code("looks", looks))

    assert [] == said(ask(judge, 10_00))
    assert [Veto("no", (date(2026, 5, 1),))] == said(ask(judge, 30_00))


def test_a_rule_that_failed_on_one_day_is_kept_on_the_next() -> None:
    """What is seen on a day without a value holds for that day."""
    rule = Counted(lambda c: 1 // 0 if c.on.day == 1 else by_the_day(c))
    judge = judge_of(code("day", rule))
    ask(judge)
    ask(judge, day=2)
    before = rule.count

    ask(judge, day=2)

    assert before == rule.count


def test_what_is_added_to_an_outcome_is_nobody_elses() -> None:
    """Neither what is kept nor what is asked each time grows by it."""
    for function in (by_the_day, lambda c: (Limit(AMOUNT, c.amount),)):
        judge = judge_of(code("one", function), code("two", function))
        before = said(ask(judge))
        ask(judge).answers.add("later", Limit(AMOUNT, Money(7)))

        assert before == said(ask(judge))


def test_what_failed_is_asked_again() -> None:
    """A rule that fails once is a fault once, and answers the next decision of that day."""
    broken = [True]

    def fails_first(context: CoinContext) -> Any:
        if broken:
            raise OSError
        return by_the_day(context)

    judge = judge_of(code("mended", fails_first))

    assert [Fault("fault", ("OSError",))] == said(ask(judge))
    broken.clear()
    assert [Limit(AMOUNT, Money(100))] == said(ask(judge))


def test_a_day_without_a_value_is_a_fault_each_time() -> None:
    """A gap in the rules leaves each decision of the day undecided."""

    def gap(context: CoinContext) -> Any:
        raise NotInForce("no value", name="cap", on=context.on)

    judge = judge_of(code("gap", gap))

    for _ in range(3):
        assert [Fault("no_value", ("cap", date(2026, 5, 1)))] == said(ask(judge))


def test_days_are_kept_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """More days than are kept are all answered, and asked anew."""
    monkeypatch.setattr(basis, "MOST_DAYS", 3)
    rule = Counted(by_the_day)
    judge = judge_of(code("day", rule))

    for day in (*range(1, 6), 1):
        assert [Limit(AMOUNT, Money(day * 100))] == said(ask(judge, day=day))
    assert rule.count == 6


READS: dict[str, Function] = {
    "nothing": lambda _: (Duty("report"),),
    "day": by_the_day,
    "another day": lambda c: (Limit(FIRST_DAY, c.on),),
    "amount": by_the_amount,
    "more from the third": lambda c: by_the_day(c) if c.on.day < 3 else by_the_amount(c),
    "veto": lambda c: (Veto("no", (c.on,)),) if c.on.day % 2 else (),
    "two": lambda c: (Limit(AMOUNT, Money(c.on.day)), Limit(FIRST_DAY, c.on)),
    "fault": lambda c: 1 // (c.on.day - 2),
}


@given(
    st.lists(st.sampled_from(sorted(READS)), max_size=6),
    st.lists(st.tuples(st.integers(1, 4), st.sampled_from([10_00, 20_00])), max_size=6),
)
def test_kept_answers_are_those_of_asking_anew(
    names: Sequence[str], asks: Sequence[tuple[int, int]]
) -> None:
    """A judge that has judged before says what one says that never did, and in the same order."""
    rules = [code(f"{number}-{name}", READS[name]) for number, name in enumerate(names)]
    judge = judge_of(*rules)

    for day, cents in asks:
        fresh = judge_of(*rules)
        one, other = ask(judge, cents, day), ask(fresh, cents, day)

        assert sorted(map(repr, other.answers)) == sorted(map(repr, one.answers))
        assert (other.verdict, other.days) == (one.verdict, one.days)
        assert written(other) == written(one)


def written(outcome: Outcome) -> bytes:
    """What the record of a decision keeps of it."""
    return dump_capsule(Capsule(outcome.verdict, 1, "2026a", outcome.days, outcome.answers))


def test_an_ask_by_another_class_of_decision_hears_the_same() -> None:
    """What is kept hangs on the day, not on who asks."""
    judge = judge_of(code("day", by_the_day))
    ask(judge)

    fact = CoinsAsked(id="ask:two", tin="tin:red", amount=Money(1))

    assert [Limit(AMOUNT, Money(100))] == said(judge.judge(fact, When(NOON)))
