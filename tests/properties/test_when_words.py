"""Every word that a `when` may use tells something of every context, and never fails."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mo_network.hub.areas import HOOKS
from mo_network.judging.fact import Known
from mo_network.rules.declared import UNITS, Declared, detailed
from mo_network.rules.hook import Hook
from mo_network.rules.parameters import read_parameters, read_sources
from mo_network.rules.reading import Reading
from mo_network.rules.when import When, read_when
from mo_network.rules.words import Word, Words, words_of
from mo_network.testing.drawing import contexts

PARAMETERS = """
[sources.rules]
title = "Rules"
[parameters.money]
unit = "money"
source = "rules"
steps = [{ from = 0001-01-01, value = "500.00 EUR" }]
[parameters.count]
unit = "count"
source = "rules"
steps = [{ from = 0001-01-01, value = 2 }]
[parameters.day]
unit = "day"
source = "rules"
steps = [{ from = 0001-01-01, value = 2026-03-01 }]
"""
DETAILS = {
    of: {
        unit: Declared(unit, of, unit, allowed=("a", "b") if unit == "code" else ())
        for unit in UNITS
    }
    for of, _ in detailed(HOOKS)
}
BY_CONTEXT: dict[str, Hook[Any, Any]] = {hook.context.__name__: hook for hook in HOOKS.all()}


def _leaves(words: Words, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Word]]:
    for key, word in words.items():
        if isinstance(word, Word):
            yield (*path, key), word
        else:
            yield from _leaves(word, (*path, key))


def _value(word: Word) -> str:
    """Something that a word may be compared with, as a file writes it."""
    if word.cls is bool:
        return "true"
    names = {"Money": '"money"', "int": '"count"', "date": '"day"', "time": "12:00:00"}
    if word.test == "weekday":
        return '["monday"]'
    for mark in word.marks if word.cls is str else ():
        if isinstance(mark, Known):
            return f'["{mark.kind}:a"]'
        if isinstance(mark, type) and issubclass(mark, Enum):
            return f'["{next(iter(mark)).value}"]'
        if isinstance(mark, Declared) and mark.allowed:
            return f'["{mark.allowed[0]}"]'
    return names.get(word.cls.__name__, '["a"]')


def _compiled(hook: Hook[Any, Any]) -> list[tuple[str, When]]:
    found = []
    for path, word in _leaves(words_of(hook.context, DETAILS)):
        name = ".".join(path)
        reading = Reading(f"{PARAMETERS}[rule]\nwhen.{name} = {_value(word)}\n", "hub.toml")
        parameters = read_parameters(reading, read_sources(reading))
        when = read_when(
            reading, reading.data["rule"]["when"], ("rule",), [hook], parameters, DETAILS
        )
        reading.finish()
        assert when is not None
        found.append((name, when))
    return found


WORDS = {name: _compiled(hook) for name, hook in BY_CONTEXT.items()}


@pytest.mark.parametrize("name", sorted(BY_CONTEXT))
@given(data=st.data())
def test_no_word_fails_on_any_context(name: str, data: st.DataObject) -> None:
    """Whatever is known or unknown: it holds or it does not."""
    context = data.draw(contexts(BY_CONTEXT[name]))

    for word, when in WORDS[name]:
        assert when.test(context) in (True, False), word


@pytest.mark.parametrize("name", sorted(BY_CONTEXT))
@given(data=st.data())
def test_opposite_words_never_hold_together(name: str, data: st.DataObject) -> None:
    """Of what is known just one of each pair holds, of what is not, none."""
    context = data.draw(contexts(BY_CONTEXT[name]))
    held = {word: when.test(context) for word, when in WORDS[name]}

    for word, is_held in held.items():
        for ending, other in (("_above", "_up_to"), ("_from", "_below"), ("_any", "_none")):
            if word.endswith(ending):
                opposite = word.removesuffix(ending) + other
                known = held.get(word.removesuffix(ending) + "_known")
                assert not (is_held and held[opposite])
                assert known is not True or is_held or held[opposite]
