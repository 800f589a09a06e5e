"""Details in a hub file: read whole, each fault at its place, and words for `when`."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from tests.judging.toy import CoinContext

from mo_network.errors import HubFileError, HubFileProblem
from mo_network.hub.adoption import read_rules
from mo_network.hub.areas import HOOKS
from mo_network.judging.answers import Veto
from mo_network.judging.catalogue import Catalogue
from mo_network.judging.details import MOST_DETAILS, Details
from mo_network.rules.declared import Declared, detailed, details_of
from mo_network.rules.load import HubRules
from mo_network.rules.words import words_of
from mo_network.values.period import Period

FILE = """
contract = 1
[hub]
id = "hub:invented"
name = "Invented"
zone = "Europe/Berlin"
[sources.rules]
title = "Rules 2026"
[parameters.most]
unit = "money"
source = "rules"
steps = [{ from = 2026-01-01, value = "500.00 EUR" }]
[parameters.least]
unit = "count"
source = "rules"
steps = [{ from = 2026-01-01, value = 20 }]
[[rules]]
id = "ceiling"
kind = "grant-ceiling"
ceiling = "most"
when = { details = { hours_below = "least", venue = ["indoors"] } }
[[details]]
name = "hours"
title = { de = "Stunden {alle}", en = "Hours", de-simple = "Wie lange" }
of = "application"
unit = "count"
is_required = true
in_force = { from = 2026-01-01 }
basis = "decided"
source = "rules"
[[details]]
name = "venue"
title = "Venue"
of = "application"
unit = "code"
allowed = ["indoors", "outdoors", "indoors"]
mode = "monitor"
waivable = { by = ["team"] }
when = { amount_above = "most", details.hours_known = true }
"""


def _problems(text: str) -> list[HubFileProblem]:
    try:
        read_rules(text)
    except HubFileError as error:
        return list(error.problems)
    return []


@pytest.fixture(scope="module")
def rules() -> HubRules:
    """The file, read."""
    return read_rules(FILE)


def test_details_are_read(rules: HubRules) -> None:
    """Each is a rule that is asked in its time, and a card that names what it is of."""
    hours, venue = (rules.rules.catalogue.card(name) for name in ("hours", "venue"))

    assert (
        Declared("hours", "application", "count", is_required=True),
        Declared("venue", "application", "code", allowed=("indoors", "outdoors")),
    ) == rules.details
    assert ["ceiling", "hours", "venue"] == [rule.id for rule in rules.rules.rules]
    assert frozenset({"hours", "venue"}) == rules.rules.catalogue.details_of("application")
    assert frozenset() == rules.rules.catalogue.details_of("wish")
    assert ("decided", True, "Hours") == (hours.basis, hours.is_binding, hours.title)
    assert (("team",), False) == (venue.waivable_by, venue.is_binding)
    assert ("grant-ceiling/1@mo_network",) == rules.kinds


def test_its_title_stands_in_its_sentences(rules: HubRules) -> None:
    """In each language, and braces in it are nothing but braces."""
    card = rules.rules.catalogue.card("hours")

    assert "Die Angabe „Stunden {{alle}}“ fehlt." == card.template("missing", "de")
    assert "„Wie lange“" in str(card.template("missing", "de-simple"))
    assert '"Hours" has to be a whole number.' == card.template("not_count", "en")
    assert () == rules.rules.catalogue.lacking


def test_cards_of_details_are_adopted(rules: HubRules) -> None:
    """What the journal keeps of them says the same."""
    catalogue = rules.rules.catalogue

    assert catalogue.cards == Catalogue.load(catalogue.dump()).cards


def test_only_what_shows_details_may_have_them() -> None:
    """A context's own field says of what they are."""
    assert "application" in dict(detailed(HOOKS))
    assert ("", "") == details_of(CoinContext)


def test_each_unit_has_its_words() -> None:
    """The endings that its values can answer, and whether it is known."""
    (context,) = {hook.context for hook in HOOKS.all() if hook.name == "grant_limits"}
    units = ("text", "count", "money", "day", "code")
    declared = {"application": {unit: Declared(unit, "application", unit) for unit in units}}
    words = words_of(context, declared)["details"]
    ordered = ["above", "from", "up_to", "below"]

    assert {"text", "text_not", "text_known"} == {key for key in words if key.startswith("text")}
    assert {"code", "code_not", "code_known"} == {key for key in words if key.startswith("code")}
    assert {"count_known", *(f"count_{each}" for each in ordered)} <= set(words)
    assert {"money_known", *(f"money_{each}" for each in ordered)} <= set(words)
    assert {"day_known", "day_weekday", *(f"day_{each}" for each in ordered)} <= set(words)
    assert "details" not in words_of(context)
    assert "details" not in words_of(CoinContext, declared)


@pytest.mark.parametrize(
    ("old", "new", "key", "told"),
    [
        ('name = "hours"', 'name = "Hours"', "details[0].name", "a plain code"),
        ('name = "hours"', "name = 5", "details[0].name", "write text in quotes"),
        ('name = "hours"\n', "", "details[0]", "lacks 'name'"),
        ('name = "hours"', 'name = "ceiling"', "details[0].name", "stands twice"),
        ('name = "venue"', 'name = "hours"', "details[1].name", "stands twice"),
        ('unit = "count"\nis_', 'unit = "number"\nis_', "details[0].unit", "allowed: code, count"),
        ('unit = "count"\nis_', "is_", "details[0]", "lacks 'unit'"),
        ('of = "application"\nunit = "count"', 'of = "aplication"\nunit = "count"', "details[0].of",
         "did you mean 'application'"),
        ("is_required = true", 'is_required = "yes"', "details[0].is_required", "true or false"),
        ("is_required = true", "required = true", "details[0].required", "unknown key"),
        ("is_required = true", 'allowed = ["a"]', "details[0].allowed", "take it out"),
        ('allowed = ["indoors", "outdoors", "indoors"]\n', "", "details[1]", "lacks 'allowed'"),
        ('"outdoors", "indoors"]', '"Out doors"]', "details[1].allowed[1]", "a plain code"),
        ('"outdoors", "indoors"]', "5]", "details[1].allowed[1]", "a plain code"),
        ('en = "Hours", ', "", "details[0].title", "lacks en"),
        ('title = "Venue"\n', "", "details[1]", "lacks 'title'"),
        ('basis = "decided"', 'basis = "call"', "details[0].basis", "unknown basis"),
        ('source = "rules"\n[[', 'source = "ruels"\n[[', "details[0].source", "mean 'rules'"),
        ("details.hours_known", "details.ours_known", "details[1].when.details.ours_known",
         "did you mean 'hours_known'"),
        ("hours_below", "hours_blow", "rules[0].when.details.hours_blow", "mean 'hours_below'"),
        ('venue = ["indoors"]', 'venue = ["indoor"]', "rules[0].when.details.venue[0]",
         "did you mean 'indoors'"),
        ('hours_below = "least"', 'hours_below = "most"', "rules[0].when.details.hours_below",
         "here it must be 'count'"),
        ('hours_below = "least"', "hours_below = 20", "rules[0].when.details.hours_below",
         "the name of a parameter"),
    ],
)  # fmt: skip
def test_faults_are_told_at_their_place(old: str, new: str, key: str, told: str) -> None:
    """One key, and what to do."""
    assert 1 == FILE.count(old), old
    found = {problem.key: problem.message for problem in _problems(FILE.replace(old, new))}

    assert told in found.get(key, ""), found


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("details = { hours_below", "hours_below", "did you mean 'details.hours_below'?"),
        ('venue = ["indoors"]', 'venue = "indoors"', 'a list in brackets, such as ["indoors"]'),
        ('hours_below = "least"', 'hours_below = "20"', "'20' is a value: write it under"),
        ('ceiling = "most"', 'ceiling = "500.00 EUR"', "'500.00 EUR' is a value: write it under"),
        ("details = { hours", 'line = ["micro"], x = { hours', "did you mean 'line:micro'?"),
    ],
)
def test_what_newcomers_write_first_is_understood(old: str, new: str, told: str) -> None:
    """And the message says how it is written."""
    text = FILE.replace(old, new, 1)
    if new == "hours_below":
        text = text.replace(', venue = ["indoors"] } }', " }", 1)

    assert told in " ".join(problem.message for problem in _problems(text))


def test_too_many_details_of_one_thing_are_refused() -> None:
    """No fact could carry them all."""
    one = '[[details]]\nname = "d{}"\ntitle = "D"\nof = "application"\nunit = "text"\n'
    many = FILE + "".join(one.format(number) for number in range(MOST_DETAILS))

    assert ["is one too many: at most 50 of 'application'"] == [
        problem.message for problem in _problems(many)
    ]


def test_nothing_is_missing_where_nothing_was_handed_in(rules: HubRules) -> None:
    """A decision that nobody asked for has no form that could have been filled in."""
    context = SimpleNamespace(details=None, on=date(2026, 5, 1))
    found = {rule.id: rule for rule in rules.rules.rules}

    assert () == found["hours"].instance.fits(context)
    assert (Veto("missing"),) == found["hours"].instance.fits(SimpleNamespace(details=Details()))
    assert found["ceiling"].when is not None
    assert not found["ceiling"].when(context)


def test_a_detail_that_is_not_required_is_never_missing(rules: HubRules) -> None:
    """And one that fits says nothing."""
    hours = next(rule.instance for rule in rules.rules.rules if rule.id == "hours")

    assert (True, "count", ()) == (hours.is_required, hours.unit, hours.allowed)
    assert [(hours, Period(date(2026, 1, 1), None))] == [
        (rule.instance, rule.in_force) for rule in rules.rules.rules if rule.id == "hours"
    ]
