"""A hub file is read whole, and all that is wrong with it is told at once, each at its place."""

from __future__ import annotations

import hashlib
import time
from datetime import date

import attrs
import pytest
from tests.judging.toy import AMOUNT, ASKED, HOOKS, HOOKS_BY_AREA, NOON, judge_on, stocked_world
from tests.rules.kinds import GOOD, OFFERS, Cap, problems_of, read

from mo_network.errors import HubFileError
from mo_network.judging.answers import Fault
from mo_network.judging.state import When
from mo_network.judging.weighing import Verdict
from mo_network.rules.kind import BUILT_IN, Offer, check_kind
from mo_network.rules.load import load
from mo_network.rules.reading import LARGEST, MOST
from mo_network.values.money import Money
from mo_network.values.period import Period


def test_a_good_file_is_read() -> None:
    """Identity, rules, their frame, digest and kinds are those of the text."""
    rules = read()
    rule = rules.rules.rules[0]

    assert ("hub:toy", "Toy", "Europe/Berlin") == (
        rules.identity.id,
        rules.identity.name,
        rules.identity.zone.key,
    )
    assert ("the-cap", "cap", "received", True, None) == (
        rule.id,
        rule.kind,
        rule.basis,
        rule.is_binding,
        rule.in_force,
    )
    assert frozenset({"tin:red"}) == rule.instance.tins
    assert hashlib.sha256(GOOD.encode()).hexdigest() == rules.digest
    assert ("cap/1@mo_network",) == rules.kinds


def test_a_read_file_judges_and_cites() -> None:
    """The rule's answer names the dated value that it rests on, and where that is written."""
    outcome = judge_on(stocked_world(), read().rules).judge(ASKED, When(NOON))

    assert Verdict.FORBIDDEN is outcome.verdict
    assert Money(40_00) == outcome.bound(AMOUNT)
    line = "At most €40.00. [the-cap; Source: Rules of the toy, No. 3 (checked on 1 May 2026); "
    assert f"{line}from 1 May 2026 on]" in outcome.explain("en")


def test_a_published_gap_leaves_it_undecided() -> None:
    """Inside a gap no value is guessed."""
    late = NOON.replace(month=7, day=2)
    outcome = judge_on(stocked_world(), read().rules).judge(ASKED, When(late))

    assert Verdict.UNDECIDED is outcome.verdict
    assert Fault("no_value", ("cap", date(2026, 7, 2))) == outcome.faults[0].answer


def test_the_frame_of_a_rule_is_read() -> None:
    """Mode, basis and the days of its force come from the file."""
    frame = (
        'mode = "monitor"\nbasis = "decided"\n'
        "in_force = { from = 2026-01-01, through = 2026-06-30 }\n"
    )
    rules = read(GOOD + frame)
    rule = rules.rules.rules[0]

    assert (False, "decided") == (rule.is_binding, rule.basis)
    assert Period(date(2026, 1, 1), date(2026, 7, 1)) == rule.in_force
    assert frozenset({"the-cap"}) == rules.rules.monitored


SEVEN = """\
contract = 1
colour = "red"

[hub]
id = "hub:toy"
name = "Toy"
zone = "Europe/Belrin"

[sources.rules]
titel = "Rules of the toy"
title = "Rules of the toy"

[parameters.cap]
unit = "money"
source = "rules"
steps = [
    { from = 2026-01-01, value = 30.00 },
    { from = "2026-05-01", value = "40.00 EUR" },
]

[[rules]]
id = "the-cap"
kind = "cap"
ceiling = "cap"
tins = "tin:red"

[[rules]]
id = "other"
kind = "capp"
mode = "enforced"
"""


def test_a_file_with_seven_faults_reports_seven() -> None:
    """Each with its line, its key, and what may be written instead."""
    found = problems_of(SEVEN)

    assert [
        (2, "colour", "unknown key"),
        (7, "hub.zone", "did you mean 'Europe/Berlin'"),
        (10, "sources.rules.titel", "did you mean 'title'"),
        (17, "parameters.cap.steps[0].value", 'write text such as "500.00 EUR"'),
        (18, "parameters.cap.steps[1]", "write the first day"),
        (25, "rules[0].tins", "write a list in brackets"),
        (29, "rules[1].kind", "did you mean 'cap'"),
        (30, "rules[1].mode", "did you mean 'enforce'"),
    ] == [
        (problem.line, problem.key, told)
        for problem, told in zip(
            found,
            [
                "unknown key",
                "did you mean 'Europe/Berlin'",
                "did you mean 'title'",
                'write text such as "500.00 EUR"',
                "write the first day",
                "write a list in brackets",
                "did you mean 'cap'",
                "did you mean 'enforce'",
            ],
            strict=True,
        )
        if told in problem.message
    ]


def test_the_error_shows_file_line_and_key_of_each() -> None:
    """As an editor understands it."""
    with pytest.raises(HubFileError) as caught:
        load(SEVEN, OFFERS, HOOKS_BY_AREA, file="my/hub.toml")

    assert "my/hub.toml has 8 problems:" in str(caught.value)
    assert "\nmy/hub.toml:2: colour: unknown key" in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "told"),
    [
        ("contract = 1", "contract = 2", 1, "contract", "another contract"),
        ("contract = 1\n", "\n", 1, "file", "lacks 'contract'"),
        ('id = "hub:toy"', 'id = "room:toy"', 4, "hub.id", "hub:"),
        ('name = "Toy"\n', "\n", 3, "hub", "lacks 'name'"),
        ("[hub]", "[hup]", 3, "hup", "did you mean 'hub'"),
        ("unit =", "unti =", 14, "parameters.cap.unti", "did you mean 'unit'"),
        ('"money"', '"mony"', 14, "parameters.cap.unit", "did you mean 'money'"),
        ('source = "rules"\ns', 'source = "rulez"\ns', 15, "parameters.cap.source", "'rules'"),
        ('source = "rules"\ns', "\ns", 17, "parameters.cap.steps[0]", "has no source"),
        ('"30.00 EUR"', "30.00", 17, "parameters.cap.steps[0].value", "30.0 is no value"),
        ('"30.00 EUR"', '"1.234"', 17, "parameters.cap.steps[0].value", "no value of unit"),
        ('"30.00 EUR"', "nan", 17, "parameters.cap.steps[0].value", "no value of unit"),
        ('"30.00 EUR"', '"30.005 EUR"', 17, "parameters.cap.steps[0].value", "no value of unit"),
        (", gap = true", "", 19, "parameters.cap.steps[2]", "either a value or gap"),
        ("gap = true", 'gap = true, value = "1 EUR"', 19, "parameters.cap.steps[2]", "either"),
        ("from = 2026-05-01", "from = 2026-01-01", 16, "parameters.cap.steps", "two steps begin"),
        ("from = 2026-05-01", "form = 2026-05-01", 18, "parameters.cap.steps[1].form", "'from'"),
        (
            "from = 2026-05-01,",
            "from = 2026-05-01T00:00:00Z,",
            18,
            "parameters.cap.steps[1]",
            "first day",
        ),
        ("true },\n]", "true },\n]\nended = 2026-05-01", 16, "parameters.cap.steps", "it ended on"),
        ("true },\n]", "true },\n]\nended = 2026-07-01", 16, "parameters.cap.steps", "it ended on"),
        ("true },\n]", 'true },\n]\nended = "x"', 21, "parameters.cap.ended", "write a day"),
        ('id = "the-cap"', 'id = "the.cap"', 23, "rules[0].id", "small letters"),
        ('id = "the-cap"', f'id = "{"a" * 64}"', 23, "rules[0].id", "at most 63"),
        ('kind = "cap"', "kind = 5", 24, "rules[0].kind", "text in quotes"),
        ('source = "rules"\nc', 'source = "rulez"\nc', 26, "rules[0].source", "'rules'"),
        ('ceiling = "cap"', 'ceiling = "cup"', 27, "rules[0].ceiling", "did you mean 'cap'"),
        ('ceiling = "cap"', "ceiling = 40.00", 27, "rules[0].ceiling", "name of a parameter"),
        ('ceiling = "cap"', 'cieling = "cap"', 27, "rules[0].cieling", "did you mean 'ceiling'"),
        ('["tin:red"]', '["tin:red", 5]', 28, "rules[0].tins[1]", "text in quotes"),
        ('["tin:red"]', '"tin:red"', 28, "rules[0].tins", "a list in brackets"),
        ('["tin:red"]', "{ red = 1 }", 28, "rules[0].tins", "a list in brackets"),
        ('tins = ["tin:red"]', "days = [2026-05-01, 5]", 28, "rules[0].days[1]", "write a day"),
        ('tins = ["tin:red"]', 'count = "5"', 28, "rules[0].count", "a whole number"),
        ('tins = ["tin:red"]', "count = true", 28, "rules[0].count", "a whole number"),
        ('tins = ["tin:red"]', "is_soft = 1", 28, "rules[0].is_soft", "true or false"),
        ('tins = ["tin:red"]', 'opens = "cap"', 28, "rules[0].opens", "it must be 'day'"),
        (
            'tins = ["tin:red"]',
            'tiers = [{ body = "team" },\n{ bdoy = "x", body = "y" }]',
            29,
            "rules[0].tiers[1].bdoy",
            "did you mean 'body'",
        ),
        (
            'tins = ["tin:red"]',
            'tiers = [\n{ up_to = "cap" }]',
            29,
            "rules[0].tiers[0]",
            "lacks 'body'",
        ),
        ('tins = ["tin:red"]', 'mode = "soft"', 28, "rules[0].mode", "allowed: enforce, monitor"),
        ('tins = ["tin:red"]', 'basis = "call"', 28, "rules[0].basis", "decided, received"),
        ('tins = ["tin:red"]', 'in_force = { from = "x" }', 28, "rules[0].in_force", "write {"),
        (
            'tins = ["tin:red"]',
            "in_force = { from = 2026-01-02, through = 2026-01-01 }",
            28,
            "rules[0].in_force",
            "2026-01-01",
        ),
    ],
)
def test_each_fault_is_told_at_its_place(
    old: str, new: str, line: int, key: str, told: str
) -> None:
    """One wrong word gives problems at its line, and says what is allowed."""
    assert 1 <= GOOD.count(old)
    found = problems_of(GOOD.replace(old, new, 1))

    assert (line, key) in [(problem.line, problem.key) for problem in found]
    assert told in " ".join(problem.message for problem in found)


def test_a_rule_that_lacks_a_field_is_told_at_its_head() -> None:
    """What is missing has no line of its own."""
    problem = problems_of(GOOD.replace('ceiling = "cap"\n', ""))[0]

    assert (22, "rules[0]", "lacks 'ceiling'") == (problem.line, problem.key, problem.message)


def test_a_fault_of_a_parameter_is_not_told_again_of_its_users() -> None:
    """One wrong number is one problem, however many rules rest on it."""
    found = problems_of(GOOD.replace('"30.00 EUR"', '"30"'))

    assert ["parameters.cap.steps[0].value"] == [problem.key for problem in found]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("contract = 1\n[hub\nid = 1\nfoo = [[\n", 2),
        ("contract = 1\nday = 2026-02-30\n", 2),
        ("contract = 1\n\ncontract = 2\n", 3),
        ("[hub]\nid = 1\n\n[hub]\n", 4),
        ("contract = 1\n# see\nx = [1,\n\n", 5),
        ("\ufeffcontract = 1", 1),
        ("contract = 1\nname = 'M\u0000'\n", 2),
        ("contract = 1\rx = 1", 1),
        (f"contract = 1\nx = {'9' * 5000}\n", 2),
        (f"contract = 1\nx = 0x{'f' * 5000}\n", 2),
        ("contract = 1\nx = " + "[" * 100 + "]" * 100, 2),
        ("contract = 1\nx = " + "[" * 9000, 1),
        ("contract = 1\n" + "a." * 300_000 + "b = 1\n", 2),
        ("contract = 1\n[" + "'a'." * 100_000 + "b]\n", 2),
        ("contract = 1\nx = {" + "a." * 300_000 + "b = 1}\n", 2),
        ("contract = 1\nx = '\ud800'\n", 2),
    ],
)
def test_what_is_no_toml_stands_alone_with_its_line(text: str, line: int) -> None:
    """Nothing can be told of the rest, and it is told quickly."""
    start = time.process_time()
    found = problems_of(text)

    assert [(line, "TOML")] == [(problem.line, problem.key) for problem in found]
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "text",
    [
        "#" * 10_000_000,
        "a" * 10_000_000,
        '"' * 10_000_000,
        "[[rules]]\n" * 1_000_000,
    ],
    ids=["comment", "word", "quotes", "tables"],
)
def test_a_file_of_ten_megabytes_is_refused_at_once(text: str) -> None:
    """It is not even read."""
    start = time.process_time()
    found = problems_of(text)

    assert f"at most {LARGEST}" in found[0].message
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    "text",
    [
        GOOD + "[[rules]]\n" * 90_000,
        GOOD
        + "".join(
            f'[[rules]]\nid = "r{n}"\nkind = "cap"\nceiling = "x{n}"\n' for n in range(15_000)
        ),
        GOOD + "".join(f'[parameters.p{n}]\nunit = "x{n}"\n' for n in range(25_000)),
        "".join(f"k{n} = 1\n" for n in range(80_000)),
        GOOD
        + "".join(f"[parameters.p{n}{'x' * 90}]\n" for n in range(5_000))
        + "".join(f'[[rules]]\nkind = "cap"\nceiling = "x{n}"\n' for n in range(5_000)),
        f"x = [{'1,' * 400_000}]",
        f'{"k" * 400_000} = "{"v" * 400_000}"',
        f'contract = "{"v" * 900_000}"',
    ],
    ids=["tables", "rules", "parameters", "keys", "names", "items", "long key", "long text"],
)
def test_a_hostile_file_of_allowed_size_is_refused_in_bounded_time(text: str) -> None:
    """Problems are counted and their texts are short, however many there might be."""
    assert len(text) <= LARGEST
    start = time.process_time()
    found = problems_of(text)

    assert 1 <= len(found) <= MOST + 1
    assert sum(len(problem.message) for problem in found) < 200_000
    assert time.process_time() - start < 10


def test_windows_line_ends_make_no_difference() -> None:
    """A file saved on Windows has its problems on the same lines, and other bytes."""
    dos = SEVEN.replace("\n", "\r\n")

    assert problems_of(SEVEN) == problems_of(dos)


def test_a_key_that_is_no_plain_word_is_shown_in_quotes() -> None:
    """No control character of a key reaches a terminal, and no dot in a key misleads."""
    found = problems_of(GOOD.replace("contract = 1", 'contract = 1\n"a.b\\u001b[31m" = 1\n"ä" = 1'))

    assert ['"a.b\\u001b[31m"', '"ä"'] == [problem.key for problem in found]
    assert [2, 3] == [problem.line for problem in found]


def test_two_rules_of_one_id_are_refused() -> None:
    """Each answer names one rule."""
    rule = GOOD[GOOD.index("[[rules]]") :]
    found = problems_of(GOOD + rule)

    assert [(30, "rules[1].id")] == [(problem.line, problem.key) for problem in found]
    assert "stands twice" in found[0].message


class TestKindsOfPlugins:
    """Design, section 7: plugins *offer* kinds; only a hub file *activates* them."""

    plugin = check_kind(
        Offer(attrs.make_class("Lid", [], bases=(Cap,), frozen=True, slots=True), "mo-network-x"),
        HOOKS,
    )

    def test_a_kind_of_a_plugin_must_be_allowed(self) -> None:
        """The file says how."""
        with pytest.raises(HubFileError, match="add 'mo-network-x' to hub"):
            load(GOOD, [self.plugin], HOOKS_BY_AREA)

    def test_an_installed_plugin_cannot_take_over_a_built_in_kind(self) -> None:
        """A hub that does not allow it reads the kind that it always read."""
        for offers in ([*OFFERS, self.plugin], [self.plugin, *OFFERS]):
            assert ("cap/1@mo_network",) == load(GOOD, offers, HOOKS_BY_AREA).kinds

    def test_a_kind_that_two_allowed_plugins_offer_is_refused(self) -> None:
        """Nobody could say which one judges."""
        text = GOOD.replace("[hub]", '[hub]\nplugins = ["mo-network-x"]')
        with pytest.raises(HubFileError, match="offered by mo-network-x and mo_network"):
            load(text, [*OFFERS, self.plugin], HOOKS_BY_AREA)

    def test_an_allowed_kind_is_stamped_with_its_distribution(self) -> None:
        """An adoption can tell it from another's of the same name."""
        text = GOOD.replace("[hub]", '[hub]\nplugins = ["mo-network-x"]')

        assert ("cap/1@mo-network-x",) == load(text, [self.plugin], HOOKS_BY_AREA).kinds
        assert BUILT_IN != self.plugin.distribution


def test_only_parameters_that_a_rule_rests_on_are_cited() -> None:
    """A title or another text that happens to be a parameter's name cites nothing."""
    text = GOOD.replace("Not too much at once", "other") + 'tiers = [{ body = "other" }]\n'
    text = text.replace(
        "[parameters.cap]",
        '[parameters.other]\nunit = "count"\nsource = "rules"\n'
        "steps = [{ from = 2020-01-01, value = 7 }]\n\n[parameters.cap]",
    )
    card = read(text).rules.catalogue.card("the-cap")

    assert ["30.00 EUR", "40.00 EUR", None] == [step.value for step in card.steps]


def test_each_rule_cites_its_own_parameters() -> None:
    """Not those of the rule before it."""
    text = GOOD.replace(
        "[parameters.cap]",
        '[parameters.other]\nunit = "money"\nsource = "rules"\n'
        'steps = [{ from = 2020-01-01, value = "7.00 EUR" }]\n\n[parameters.cap]',
    )
    text += '\n[[rules]]\nid = "more"\nkind = "cap"\nceiling = "other"\n'
    card = read(text).rules.catalogue.card("more")

    assert ["7.00 EUR"] == [step.value for step in card.steps]


@pytest.mark.parametrize(
    ("unit", "good", "bad"),
    [
        ("money", '"5.00 EUR"', ["5", "5.0", '"5"', "true", "2026-01-01", "inf"]),
        ("day", "2026-01-31", ['"2026-01-31"', "20260131", "2026-01-31T00:00:00Z", "07:32:00"]),
        ("count", "5", ['"5"', "5.0", "true", '"1_0"', str(2**53), str(-(2**60))]),
        ("code", '"team"', ["5", "true", "[]"]),
        ("moment", '"2026-01-31T12:00:00Z"', ['"2026-01-31"', '"2026-01-31T12:00:00"', "5"]),
    ],
)
def test_a_value_is_written_as_its_unit_wants_it(unit: str, good: str, bad: list[str]) -> None:
    """Nothing is taken for what it only looks like."""
    head = f'\n[parameters.x]\nunit = "{unit}"\nsource = "rules"\n'
    parameter = head + "steps = [{ from = 2026-01-01, value = "

    assert [] == problems_of(GOOD + parameter + good + " }]\n")
    for value in bad:
        found = problems_of(GOOD + parameter + value + " }]\n")
        assert ["parameters.x.steps[0].value"] == [problem.key for problem in found]


def test_a_name_of_a_parameter_is_one_short_printable_text() -> None:
    """It will stand in explanations and records."""
    for name in ('""', '"a\\u001bb"', '"a\\nb"', '"' + "a" * 101 + '"'):
        parameter = (
            f'\n[parameters.{name}]\nunit = "count"\nsource = "rules"\n'
            "steps = [{ from = 2026-01-01, value = 1 }]\n"
        )
        assert "printable characters" in problems_of(GOOD + parameter)[0].message
