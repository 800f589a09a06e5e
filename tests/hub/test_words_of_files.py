"""The words of a hub file: what is misspelt is refused at its line, not left to fit nothing."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from enum import Enum
from typing import Annotated, Any, Literal

import attrs
import pytest

from mo_network.errors import HubFileError
from mo_network.hub.adoption import read_rules
from mo_network.hub.areas import built_in_offers
from mo_network.judging.fact import Known
from mo_network.rules.words import Code
from mo_network.values.money import Money

HEAD = """\
contract = 1
[hub]
id = "hub:invented"
name = "An invented hub"
zone = "Europe/Berlin"
[sources.rules]
title = "Rules of an invented hub"
[parameters.sum]
unit = "money"
source = "rules"
steps = [{ from = 2026-01-01, value = "500.00 EUR" }]
[parameters.count]
unit = "count"
source = "rules"
steps = [{ from = 2026-01-01, value = 2 }]
[parameters.word]
unit = "code"
source = "rules"
steps = [{ from = 2026-01-01, value = "exhasted" }]
[[rules]]
id = "the-rule"
"""

GROUP = 'tiers = [{ days = "count", group = { name = "a", '

MISSPELT = [
    ("cooperation-ceiling", 'partner_kinds = ["associations"]', "partner_kinds[0]", "association"),
    ("cooperation-ceiling", 'lines = ["micro"]', "lines[0]", "line:micro"),
    ("cooperation-ceiling", 'grounds = ["Special need"]', "grounds[0]", "special-need"),
    ("grant-ceiling", 'lines = ["lien:micro"]', "lines[0]", "line"),
    ("grant-minimum", 'lines = ["micro"]', "lines[0]", "line:micro"),
    ("count-limit", 'lines = ["micro"]', "lines[0]", "line:micro"),
    ("line-exhausted", 'state = "word"', "state", "exhausted"),
    ("payout-mode", 'by = "word"', "by", "advance"),
    ("deciding-body", 'tiers = [{ body = "jurry" }]', "tiers[0].body", "jury"),
    (
        "deciding-body",
        'tiers = [{ body = "jury", recommended_by = "taem" }]',
        "tiers[0].recommended_by",
        "team",
    ),
    ("amount-tiers", 'tiers = [{ body = "jurry" }]', "tiers[0].body", "jury"),
    ("amount-tiers", 'by = "award"\ntiers = [{ body = "jury" }]', "by", "awarded"),
    (
        "amount-tiers",
        'tiers = [{ evidence = ["Signed form"] }]',
        "tiers[0].evidence[0]",
        "signed-form",
    ),
    ("own-contribution", 'percent = "count"\nof = "totl"', "of", "total"),
    ("own-contribution", 'percent = "count"\nforms = ["cahs"]', "forms[0]", "cash"),
    ("other-funders", 'except_for = ["Stadt "]', "except_for[0]", "stadt"),
    ("prerequisite", 'any_of = ["Talk"]', "any_of[0]", "talk"),
    ("prerequisite", 'any_of = ["talk"]\nexempt = ["being_founded"]', "exempt[0]", "being-founded"),
    ("applicant-status", 'kinds = ["associations"]', "kinds[0]", "association"),
    ("applicant-status", 'any_trait = ["Of age"]', "any_trait[0]", "of-age"),
    ("papers", 'papers = ["statutes"]\nkinds = ["churches"]', "kinds[0]", "church"),
    ("papers", 'papers = ["Statutes"]', "papers[0]", "statutes"),
    ("cost-types", 'caps = [{ kinds = ["Catering"] }]', "caps[0].kinds[0]", "catering"),
    ("cost-types", 'excluded = ["Catering"]', "excluded[0]", "catering"),
    ("fee-cap", 'caps = [{ most = "sum", unit = "Hour" }]', "caps[0].unit", "hour"),
    ("allowance", 'instead_of_fee = ["Band"]', "instead_of_fee[0]", "band"),
    ("travel", 'tickets = true\ncar = "By car"', "car", "by-car"),
    ("proof-of-use", 'parts = ["foto"]', "parts[0]", "photos"),
    ("jury", 'quorum = "halve"', "quorum", "half"),
    ("jury", 'majority_of = "casts"', "majority_of", "cast"),
    ("seat-recusal", 'ties = ["partners"]', "ties[0]", "partner"),
    ("booking-quota", 'most = "count"\nperiod = "moth"', "period", "month"),
    ("booking-quota", 'most = "count"\ncounted = "hour"', "counted", "hours"),
    ("booking-length", 'minutes = "count"\nrooms = ["hall"]', "rooms[0]", "room:hall"),
    ("booking-length", 'minutes = "count"\npurposes = ["Party"]', "purposes[0]", "party"),
    ("who-may-book", 'kinds = ["associations"]', "kinds[0]", "association"),
    ("who-may-book", 'members_of = ["vmdo"]', "members_of[0]", "org:vmdo"),
    (
        "user-groups",
        GROUP + 'kinds = ["associations"] } }]',
        "tiers[0].group.kinds[0]",
        "association",
    ),
    ("loan-length", 'days = "count"\nitems = ["tent"]', "items[0]", "item:tent"),
    ("loan-evidence", 'evidence = ["Deposit"]', "evidence[0]", "deposit"),
]


@pytest.mark.parametrize(("kind", "fields", "key", "hint"), MISSPELT)
def test_a_misspelt_word_is_refused_at_its_line(
    kind: str, fields: str, key: str, hint: str
) -> None:
    """A rule with a word that nothing can ever have would never fit, and nobody would be told."""
    text = f'{HEAD}kind = "{kind}"\n{fields}\n'
    with pytest.raises(HubFileError) as caught:
        read_rules(text)
    found = {problem.key: problem for problem in caught.value.problems}

    assert f"rules[0].{key}" in found
    problem = found[f"rules[0].{key}"]
    assert f"{hint}" in problem.message
    line = text.splitlines()[problem.line - 1]
    assert key.split(".", maxsplit=1)[0].split("[", maxsplit=1)[0] in line


def test_all_misspelt_words_of_a_rule_are_told_at_once() -> None:
    """Each stands at its own place, also two of one list."""
    text = (
        HEAD
        + 'kind = "applicant-status"\nkinds = ["associations", "churches"]\nno_trait = ["A b"]\n'
    )
    with pytest.raises(HubFileError) as caught:
        read_rules(text)

    assert ["rules[0].kinds[0]", "rules[0].kinds[1]", "rules[0].no_trait[0]"] == [
        problem.key for problem in caught.value.problems
    ]


FREE = {
    ("AmountTier", "duties"),
    ("Caretaker", "after"),
    ("CountLimit", "within"),
    ("Group", "name"),
    ("Publicity", "logos"),
    ("Publicity", "words"),
}
"""Texts for people to read, and two that have a grammar of their own, read by the constructor."""


def _texts(cls: Any) -> Iterator[tuple[str, str, bool]]:
    """The fields that hold text: class, name, and whether their words are declared."""
    hints = typing.get_type_hints(cls, include_extras=True)
    for field in attrs.fields(cls):
        yield from _texts_of(cls.__name__, field.name, hints[field.name])


def _texts_of(owner: str, name: str, hint: Any) -> Iterator[tuple[str, str, bool]]:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if hint is str:
        yield owner, name, False
    elif origin is Annotated:
        marks = hint.__metadata__
        yield owner, name, any(isinstance(mark, Known | Code | type(Enum)) for mark in marks)
    elif origin is Literal:
        yield owner, name, True
    elif isinstance(hint, type) and hint is not Money and attrs.has(hint):
        yield from _texts(hint)
    else:
        for each in inner:
            yield from _texts_of(owner, name, each)


def test_every_built_in_kind_declares_its_words() -> None:
    """A field of plain text is one for people to read, and is listed here."""
    found = {each for offer in built_in_offers() for each in _texts(offer.cls)}

    assert FREE == {(owner, name) for owner, name, is_declared in found if not is_declared}


def test_a_word_of_a_hubs_own_near_a_known_one_is_shown() -> None:
    """Own words are good, so they are no problem; one letter beside a known one may be a slip."""
    own = HEAD + 'kind = "prerequisite"\nany_of = ["aplication-workshop", "visit"]\n'
    (hint,) = read_rules(own).hints

    assert "rules[0].any_of[0]" == hint.key
    assert "'aplication-workshop' is a word of your own; did you mean 'application-workshop'?" == (
        hint.message
    )
    assert "any_of = " in own.splitlines()[hint.line - 1]
