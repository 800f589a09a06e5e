"""The core's words: whole in each language, with the same values in each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter

import pytest
from tests.judging.toy import AMOUNT, ASKED, Says, judged, says

from mo_network.errors import InvalidValue, NotInForce
from mo_network.hub.areas import LAWS, built_in_offers
from mo_network.judging.answers import Limit, Note, Veto
from mo_network.judging.catalogue import Card, Catalogue, Lacking
from mo_network.judging.explain import ORDER
from mo_network.judging.law import law_cards
from mo_network.judging.sentences import (
    CODES,
    CONDITIONS,
    DETAILS,
    EXPLAINED,
    HEADINGS,
    LANGUAGES,
    VERDICTS,
    WORDS,
    fallbacks,
    require_language,
)
from mo_network.rules.ruleset import Rule
from mo_network.values.money import Money

TABLES = {
    "verdicts": VERDICTS,
    "headings": HEADINGS,
    "codes": CODES,
    "conditions": CONDITIONS,
    "details": DETAILS,
    "words": WORDS,
}


def _values(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("name", TABLES)
def test_each_table_is_whole_in_each_language(name: str) -> None:
    """The same codes, and in each sentence the same values, or fewer in simple German."""
    table: Mapping[str, Mapping[str, str]] = TABLES[name]

    assert set(EXPLAINED) == set(table)
    for lang in EXPLAINED:
        assert list(table["en"]) == list(table[lang])
        for code, text in table[lang].items():
            assert _values(text) <= _values(table["en"][code])
            assert "simple" in lang or _values(text) == _values(table["en"][code])


def test_every_part_of_an_explanation_has_its_heading() -> None:
    """And no heading is without a part."""
    assert set(ORDER) == set(HEADINGS["en"])


@pytest.mark.parametrize("name", ["verdicts", "codes", "conditions", "details"])
def test_simple_german_is_written_in_short_sentences(name: str) -> None:
    """Einfache Sprache: at most fifteen words, no semicolon, one thought each."""
    for text in TABLES[name]["de-simple"].values():
        assert ";" not in text
        assert all(len(sentence.split()) <= 15 for sentence in re.split(r"[.:] ", text))


def test_a_sentence_is_sought_in_the_next_best_language() -> None:
    """Simple German, then German, then English: sentence by sentence."""
    card = Card(
        "rule",
        "Rule",
        sentences={
            "de": {"a": "deutsch"},
            "en": {"a": "x", "b": "y"},
            "de-simple": {"c": "leicht"},
        },
    )

    assert ("de-simple", "de", "en") == fallbacks("de-simple")
    assert ["deutsch", "y", "leicht"] == [card.template(code, "de-simple") for code in "abc"]


def test_an_explanation_in_simple_german() -> None:
    """The core's words are simple; what a rule brings in German alone stays German."""
    outcome = judged(says("no", Veto("no", ("nichts",))), says("cap", Limit(AMOUNT, Money(9_00))))
    text = outcome.explain("de-simple")

    assert text.startswith("Nein. So geht das nicht.\nDas spricht dagegen:\n  - ")
    assert "Nein, wegen nichts. [no]" in text
    assert "9,00 €" in text
    assert [entry["part"] for entry in outcome.explain_data("de")] == [
        entry["part"] for entry in outcome.explain_data("de-simple")
    ]


def _without_value(_: object) -> object:
    raise NotInForce("no value", name="cap", on=ASKED.first_day)


def test_a_code_without_a_sentence_is_said_by_the_core() -> None:
    """In simple German too."""
    outcome = judged(Rule("rule", "says", Says(_without_value)))

    assert "Wir wissen nicht, was am 1. Juni 2026 für „cap“ gilt." in outcome.explain("de-simple")
    assert "unheard: 1" in judged(says("rule", Note("unheard", (1,)))).explain("de-simple")


def test_a_language_that_nobody_speaks_is_refused() -> None:
    """The message lists those there are."""
    with pytest.raises(InvalidValue, match="give one of de, en, de-simple"):
        require_language("de-x-simple")


def test_a_sentence_missing_in_one_language_is_found() -> None:
    """For whoever checks a hub: no reader should meet it first."""
    card = Card("rule", "Rule", sentences={"de": {"a": "x"}, "en": {"b": "y"}})

    assert (Lacking("rule", "a", "en"), Lacking("rule", "b", "de")) == Catalogue([card]).lacking


def _cards_of_kinds() -> list[Card]:
    classes = [offer.cls for offer in built_in_offers()]
    return [Card(cls.kind, cls.kind, sentences=cls.sentences) for cls in classes]


def test_no_law_and_no_built_in_kind_lacks_a_sentence() -> None:
    """In the languages that every rule has to bring."""
    kinds = _cards_of_kinds()

    assert () == Catalogue([*law_cards(LAWS.all()), *kinds]).lacking
    assert ("de", "en") == LANGUAGES


def test_no_law_and_no_built_in_kind_lacks_simple_german() -> None:
    """Plugins may leave it out; what the library says itself, it says simply, too."""
    kinds = _cards_of_kinds()
    cards = [*law_cards(LAWS.all()), *kinds]

    assert [] == [
        (card.rule, code)
        for card in cards
        for code in card.sentences.get("de", {})
        if code not in card.sentences.get("de-simple", {})
    ]
    for card in cards:
        for text in card.sentences.get("de-simple", {}).values():
            assert ";" not in text
            assert all(len(sentence.split()) <= 15 for sentence in re.split(r"[.:] ", text)), text


def test_simple_german_says_what_german_says() -> None:
    """Where a law or a kind brings it: codes that German has too, and no value that it lacks."""
    kinds = _cards_of_kinds()
    found = 0
    for card in (*law_cards(LAWS.all()), *kinds):
        for code, text in card.sentences.get("de-simple", {}).items():
            found += 1
            assert _values(text) <= _values(card.sentences["de"][code]), (card.rule, code)
            assert ";" not in text

    assert found > 80
