"""Slips of the pen in a `when`: what is told of a word or a text that does not fit, and a hint."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

from mo_network.errors import InvalidValue
from mo_network.judging.fact import Known
from mo_network.rules.declared import Declared
from mo_network.rules.reading import suggest
from mo_network.rules.words import WEEKDAYS, Word, Words
from mo_network.values.ids import check_id


def fault_of(word: Word, item: object) -> str | None:
    """What is wrong with one text of a list, if anything is."""
    if type(item) is not str or not item:
        return f"is {item!r:.60}: write text in quotes"
    allowed: Iterable[Any] = WEEKDAYS if word.test == "weekday" else ()
    for mark in (*word.marks, word.cls):
        if isinstance(mark, Known):
            try:
                check_id(item, mark.kind)
            except InvalidValue as error:
                return _with_kind(item, mark.kind) or str(error)
        elif isinstance(mark, type) and issubclass(mark, Enum):
            allowed = [each.value for each in mark]
        elif isinstance(mark, Declared) and mark.allowed:
            allowed = mark.allowed
    if allowed and item not in allowed:
        return f"{item!r:.60} is none of them; {suggest(item, list(allowed))}"
    return None


def _with_kind(item: str, kind: str | None) -> str | None:
    """The hint for an id without its kind; None if it would be none with it, either."""
    named = f"{kind}:{item}"
    try:
        check_id(named, kind)
    except InvalidValue:
        return None
    return f"{item!r:.60} is no id; did you mean {named!r:.60}?"


def suggested(key: str, words: Words) -> str:
    """The nearest words; one that stands in a table inside is named with it."""
    for name, inner in words.items():
        if not isinstance(inner, Word) and key in inner:
            return f"did you mean '{name}.{key}'?"
    return suggest(key, words)
