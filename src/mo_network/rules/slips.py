"""Slips of the pen: what is told of a word or a text that does not fit, and a hint."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterable
from enum import Enum
from typing import Annotated, Any, Literal

from mo_network.errors import InvalidValue
from mo_network.judging.fact import Known
from mo_network.rules.declared import Declared
from mo_network.rules.reading import suggest
from mo_network.rules.words import Code, Weekday, Word, Words
from mo_network.values.ids import check_id

CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_NO_CODE = re.compile(r"[^a-z0-9]+")
_LONGEST_CODE = 60


def fault_of_word(word: Word, item: object) -> str | None:
    """What is wrong with one text of a word's list, if anything is."""
    marks = (Weekday,) if word.test == "weekday" else (*word.marks, word.cls)
    return fault_of(item, marks)


def fault_of(item: object, marks: Iterable[Any]) -> str | None:
    """What is wrong with a text by the marks of its annotation, if anything is."""
    if type(item) is not str or not item:
        return f"is {item!r:.60}: write text in quotes"
    for mark in marks:
        if isinstance(mark, Known):
            try:
                check_id(item, mark.kind)
            except InvalidValue as error:
                return _with_kind(item, mark.kind) or str(error)
        elif isinstance(mark, Code):
            if len(item) > _LONGEST_CODE or not CODE.fullmatch(item):
                return f"{item!r:.60} is no plain code; {_as_code(item)}"
        elif (allowed := words_by(mark)) and item not in allowed:
            return f"{item!r:.60} is none of them; {suggest(item, allowed)}"
    return None


def marks_of(wanted: Any) -> tuple[Any, ...]:
    """What an annotation says of a text: its marks, or itself if it lists words and no others."""
    if typing.get_origin(wanted) is Annotated:
        return tuple(wanted.__metadata__) if wanted.__origin__ is str else ()
    words = words_by(wanted)
    return (wanted,) if words and all(type(word) is str for word in words) else ()


def words_by(mark: Any) -> tuple[str, ...]:
    """The words that a mark allows, if it lists them."""
    if isinstance(mark, type) and issubclass(mark, Enum):
        return tuple(each.value for each in mark)
    if isinstance(mark, Declared):
        return mark.allowed
    return typing.get_args(mark) if typing.get_origin(mark) is Literal else ()


def doubt_of(item: str, marks: Iterable[Any]) -> str | None:
    """What to ask about a code of the hub's own that is nearly one of the known."""
    for mark in marks:
        if isinstance(mark, Code) and item not in mark.known:
            from difflib import get_close_matches  # only those with a word of their own pay for it

            near = get_close_matches(item, mark.known, n=1, cutoff=0.8)
            if near:
                return f"{item!r} is a word of your own; did you mean {near[0]!r}?"
    return None


def _as_code(item: str) -> str:
    """The hint for a text that would be a code if it were written as one."""
    code = _NO_CODE.sub("-", item[:_LONGEST_CODE].lower()).strip("-")
    hint = f"did you mean {code!r}? " if CODE.fullmatch(code) else ""
    return f"{hint}write small letters, figures and single hyphens, at most {_LONGEST_CODE}"


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
