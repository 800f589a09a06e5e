"""A `when` says of a rule when it is asked, in words that the contexts themselves bring."""

from __future__ import annotations

import tomllib
import typing
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Annotated, Any, NamedTuple

import attrs
import pytest
from tests.judging.toy import ASKED, HOOKS, NOON, judge_on, stocked_world
from tests.rules.kinds import GOOD, problems_of, read

from mo_network.errors import NotInForce
from mo_network.hub.areas import HOOKS as ALL_HOOKS
from mo_network.judging.answers import Fault
from mo_network.judging.fact import Known
from mo_network.judging.state import When as Moments
from mo_network.judging.weighing import Verdict
from mo_network.rules.hook import Hook
from mo_network.rules.parameters import read_parameters, read_sources
from mo_network.rules.reading import Reading
from mo_network.rules.when import read_when
from mo_network.rules.words import Word, words_of
from mo_network.values.money import Money


class Colour(Enum):
    """What a tin is painted with."""

    RED = "red"
    BLUE = "blue"


class Lid(NamedTuple):
    """Part of a context that may be missing."""

    is_shut: bool
    stickers: frozenset[str]


@attrs.frozen
class Context:
    """A context with a field of each type that has words."""

    on: date = date(2026, 5, 5)
    tin: Annotated[str, Known("tin")] = "tin:red"
    colour: Annotated[str, Colour] = "red"
    tint: Colour = Colour.RED
    owner: str | None = None
    amount: Money = attrs.field(factory=lambda: Money(50_00))
    coins: int = 3
    opened_on: date | None = None
    closes: time = time(22, 0)
    is_heavy: bool = False
    lid: Lid | None = None
    tags: tuple[str, ...] = ("old", "round")
    at: datetime = datetime(2026, 5, 5, tzinfo=UTC)
    hidden: str = attrs.field(default="x", eq=False)


OTHER = attrs.make_class("Other", {"on": attrs.field(type=date)}, frozen=True)
HOOK: Hook[Any, Any] = attrs.evolve(typing.cast("Hook[Any, Any]", HOOKS[0]), context=Context)
HEAD = """
[sources.rules]
title = "Rules"
[parameters.some]
unit = "money"
source = "rules"
steps = [{ from = 2026-05-01, value = "50.00 EUR" }, { from = 2026-06-01, value = "90.00 EUR" }]
[parameters.three]
unit = "count"
source = "rules"
steps = [{ from = 2026-05-01, value = 3 }]
[parameters.spring]
unit = "day"
source = "rules"
steps = [{ from = 2026-05-01, value = 2026-03-01 }]
[rule]
"""


def _compiled(when: str, hooks: tuple[Hook[Any, Any], ...] = (HOOK,)) -> tuple[Any, list[str]]:
    reading = Reading(HEAD + f"when = {when}\n", "hub.toml")
    parameters = read_parameters(reading, read_sources(reading))
    found = read_when(reading, reading.data["rule"]["when"], ("rule", "when"), hooks, parameters)
    return found, [f"{problem.key}: {problem.message}" for problem in reading.problems]


@pytest.mark.parametrize(
    ("when", "fitting", "other"),
    [
        ('{ tin = ["tin:red", "tin:blue"] }', Context(), Context(tin="tin:green")),
        ('{ tin_not = ["tin:red"] }', Context(tin="tin:green"), Context()),
        ('{ colour = ["red"] }', Context(), Context(colour="")),
        ('{ tint = ["blue"] }', Context(tint=Colour.BLUE), Context()),
        ('{ owner = ["anna"] }', Context(owner="anna"), Context()),
        ('{ owner_not = ["anna"] }', Context(owner="bela"), Context()),
        ("{ owner_known = false }", Context(), Context(owner="anna")),
        ('{ amount_above = "some" }', Context(amount=Money(50_01)), Context()),
        ('{ amount_from = "some" }', Context(), Context(amount=Money(49_99))),
        ('{ amount_up_to = "some" }', Context(), Context(amount=Money(50_01))),
        ('{ amount_below = "some" }', Context(amount=Money(49_99)), Context()),
        ('{ amount_above = "some" }', Context(amount=Money(60_00)), Context(on=date(2026, 6, 1))),
        ('{ coins_from = "three" }', Context(), Context(coins=2)),
        ('{ opened_on_from = "spring" }', Context(opened_on=date(2026, 3, 1)), Context()),
        ('{ opened_on_up_to = "spring" }', Context(opened_on=date(2026, 3, 1)), Context()),
        ('{ on_weekday = ["monday", "tuesday"] }', Context(), Context(on=date(2026, 5, 6))),
        ("{ closes_above = 21:59:59 }", Context(), Context(closes=time(21, 0))),
        ("{ is_heavy = true }", Context(is_heavy=True), Context()),
        ("{ is_heavy = false }", Context(), Context(is_heavy=True)),
        ('{ tags_any = ["old", "new"] }', Context(), Context(tags=("round",))),
        ('{ tags_all = ["old", "round"] }', Context(), Context(tags=("old",))),
        ('{ tags_none = ["new"] }', Context(), Context(tags=("new", "old"))),
        ('{ tags_count_below = "three" }', Context(), Context(tags=("a", "b", "c"))),
        ("{ lid.is_shut = true }", Context(lid=Lid(True, frozenset())), Context()),
        ("{ lid = { is_shut = false } }", Context(lid=Lid(False, frozenset())), Context()),
        ('{ lid.stickers_none = ["x"] }', Context(lid=Lid(True, frozenset())), Context()),
        (
            '{ is_heavy = true, colour = ["red"] }',
            Context(is_heavy=True),
            Context(is_heavy=True, colour="blue"),
        ),
    ],
)
def test_each_word_tells_contexts_apart(when: str, fitting: Context, other: Context) -> None:
    """One context that it fits and one that it does not; what is not known fits no word."""
    found, problems = _compiled(when)

    assert [] == problems
    assert (True, False) == (found.test(fitting), found.test(other))


@pytest.mark.parametrize(
    ("when", "key", "told"),
    [
        ('{ colur = ["red"] }', "rule.when.colur", "did you mean 'colour'"),
        ('{ colour = ["rde"] }', "rule.when.colour[0]", "did you mean 'red'"),
        ('{ tint = ["rde"] }', "rule.when.tint[0]", "did you mean 'red'"),
        ('{ on_weekday = ["monnday"] }', "rule.when.on_weekday[0]", "did you mean 'monday'"),
        ('{ tin = ["red"] }', "rule.when.tin[0]", "did you mean 'tin:red'?"),
        ('{ tin = ["room:red"] }', "rule.when.tin[0]", "begins with 'tin:'"),
        ('{ tin = "tin:red" }', "rule.when.tin", "a list in brackets"),
        ("{ tin = [] }", "rule.when.tin", "not empty"),
        ("{ tin = [5] }", "rule.when.tin[0]", "text in quotes"),
        ('{ tin = { red = "x" } }', "rule.when.tin", "is a table"),
        ("{ lid = true }", "rule.when.lid", "write a table"),
        ("{ lid = {} }", "rule.when", "has no word"),
        ("{ lid.is_sut = true }", "rule.when.lid.is_sut", "did you mean 'is_shut'"),
        ("{ is_heavy = 1 }", "rule.when.is_heavy", "true or false"),
        ('{ owner_known = "no" }', "rule.when.owner_known", "true or false"),
        ("{ amount_above = 50.00 }", "rule.when.amount_above", "name of a parameter"),
        ('{ amount_above = "50.00 EUR" }', "rule.when.amount_above", "is a value: write it under"),
        ('{ amount_above = "som" }', "rule.when.amount_above", "did you mean 'some'"),
        ('{ amount_above = "three" }', "rule.when.amount_above", "must be 'money'"),
        ('{ coins_from = "some" }', "rule.when.coins_from", "must be 'count'"),
        ('{ closes_above = "22:00" }', "rule.when.closes_above", "a time such as 22:00:00"),
        ("{}", "rule.when", "has no word"),
        ('"always"', "rule.when", "write a table"),
        ('{ hidden = ["x"] }', "rule.when.hidden", "unknown word"),
        ("{ at_above = 2026-01-01 }", "rule.when.at_above", "unknown word"),
    ],
)
def test_each_fault_is_told_at_its_word(when: str, key: str, told: str) -> None:
    """With what may be written instead."""
    found, problems = _compiled(when)

    assert found is None
    assert [key] == [problem.partition(": ")[0] for problem in problems]
    assert told in problems[0]


def test_all_faults_of_a_when_are_told_at_once() -> None:
    """Not one after the other."""
    _, problems = _compiled('{ colur = ["red"], is_heavy = 1, on_weekday = ["x", "y"] }')

    assert 4 == len(problems)


def test_a_word_that_one_of_the_kinds_hooks_does_not_know_is_refused() -> None:
    """The rule would be asked there, and nobody could say whether it is meant."""
    other = attrs.evolve(HOOKS[1], context=OTHER)
    found, problems = _compiled("{ is_heavy = true }", (HOOK, other))

    assert found is None
    assert "rule.when.is_heavy: the kind is asked by coin_notes (Other) too" in problems[0]
    assert _compiled('{ on_weekday = ["monday"] }', (HOOK, other))[0] is not None


def test_too_many_words_are_refused() -> None:
    """Such a rule is several rules."""
    words = ", ".join(
        f"{name}_{test} = 'spring'"
        for name in ("on", "opened_on")
        for test in ("above", "from", "up_to", "below")
    )
    money = ", ".join(f"amount_{test} = 'some'" for test in ("above", "from", "up_to", "below"))
    coins = ", ".join(
        f"{name}_{test} = 'three'"
        for name in ("coins", "tags_count")
        for test in ("above", "from", "up_to", "below")
    )
    found, problems = _compiled(f"{{ {words}, {money}, {coins}, is_heavy = true }}")

    assert found is None
    assert "21 words: at most 20" in problems[0]


def test_a_value_that_is_not_in_force_is_not_guessed() -> None:
    """The day before the first step has no bound to compare with."""
    found, _ = _compiled('{ amount_above = "some" }')

    with pytest.raises(NotInForce):
        found.test(Context(on=date(2026, 4, 30)))


def test_every_context_of_the_house_brings_its_words() -> None:
    """Grants, grounds, juries and bookings, and whatever comes later."""
    for hook in ALL_HOOKS.all():
        words = words_of(hook.context)
        assert {"on_weekday", "organisation"} <= set(words)
        assert all(isinstance(each, Word) or each for each in words.values())


class TestInAHubFile:
    """Design, section 7: each rule says which day picks its `in_force`, `when` and parameters."""

    def test_a_rule_whose_when_does_not_fit_is_not_asked(self) -> None:
        """It says nothing: only the law of the tin has spoken."""
        judge = judge_on(stocked_world(), read(GOOD + 'when = { amount_above = "cap" }\n').rules)
        small = ASKED.but(amount=Money(40_00))

        assert ["toy.enough"] == [said.by for said in judge.judge(small, Moments(NOON)).said]
        assert ["the-cap"] == [said.by for said in judge.judge(ASKED, Moments(NOON)).binding]

    def test_a_when_takes_its_numbers_on_the_basis_day(self) -> None:
        """In April the bound is 30, in May 40."""
        judge = judge_on(stocked_world(), read(GOOD + 'when = { amount_above = "cap" }\n').rules)
        asked = ASKED.but(amount=Money(35_00))
        april = Moments(NOON, NOON.replace(month=4, day=30))

        assert Verdict.FORBIDDEN is judge.judge(asked, april).verdict
        assert Verdict.ALLOWED is judge.judge(asked, Moments(NOON)).verdict

    def test_a_when_without_a_value_leaves_it_undecided(self) -> None:
        """Inside a gap nobody knows whether the rule is meant."""
        judge = judge_on(stocked_world(), read(GOOD + 'when = { amount_above = "cap" }\n').rules)
        outcome = judge.judge(ASKED, Moments(NOON.replace(month=7, day=2)))

        assert Verdict.UNDECIDED is outcome.verdict
        assert Fault("no_value", ("cap", date(2026, 7, 2))) == outcome.faults[0].answer

    def test_the_parameters_of_a_when_are_cited(self) -> None:
        """An explanation names where the bound is written."""
        text = GOOD.replace(
            "[parameters.cap]",
            '[parameters.least]\nunit = "money"\nsource = "rules"\n'
            'steps = [{ from = 2020-01-01, value = "7.00 EUR" }]\n\n[parameters.cap]',
        )
        card = read(text + 'when = { amount_above = "least" }\n').rules.catalogue.card("the-cap")

        assert {"cap", "least"} == {step.parameter for step in card.steps}

    def test_a_fault_of_a_when_stands_at_its_line(self) -> None:
        """Beside all others."""
        found = problems_of(GOOD + 'when = { amuont_above = "cap" }\nmode = "x"\n')

        assert [(29, "rules[0].when.amuont_above"), (30, "rules[0].mode")] == [
            (problem.line, problem.key) for problem in found
        ]

    def test_a_parameter_with_a_fault_is_told_once(self) -> None:
        """And not again at the word that uses it."""
        text = GOOD.replace('"30.00 EUR"', '"30"') + 'when = { amount_above = "cap" }\n'

        assert ["parameters.cap.steps[0].value"] == [each.key for each in problems_of(text)]


def test_a_when_is_kept_as_the_file_writes_it() -> None:
    """A card shows TOML, which can be read again; tables inside are dotted, words in order."""
    told = (
        '{ amount_above = "some", closes_from = 22:00:00, is_heavy = false, lid.is_shut = true, '
        'lid.stickers_any = ["\\"new\\""] }'
    )
    raw = tomllib.loads(f"when = {told}")["when"]
    shuffled = dict(reversed(raw.items()))
    reading = Reading(HEAD, "hub.toml")
    parameters = read_parameters(reading, read_sources(reading))
    when = read_when(reading, shuffled, ("when",), [HOOK], parameters)

    assert when is not None
    assert told == when.written
