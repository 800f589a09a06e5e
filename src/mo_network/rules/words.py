"""Words: what a `when` may say about a context, read from the types of its fields.

The set is closed and nobody writes it down twice: a field of a context brings its words, so a new
hook has them from its first day, and a word that a context cannot answer does not exist.
"""

from __future__ import annotations

import inspect
import operator
import types
import typing
from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date, time
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple

import attrs

from mo_network.rules.declared import Declarations, Declared, details_of
from mo_network.values.money import Money

DEEPEST = 3
"""Tables within tables that a `when` may have; a context's own values have no more."""

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[str, ...] = typing.get_args(Weekday)

ORDERED: dict[str, Callable[[Any, Any], bool]] = {
    "above": operator.gt,
    "from": operator.ge,
    "up_to": operator.le,
    "below": operator.lt,
}
"""What a number, an amount, a day or a time may be compared by."""

LISTED = ("any", "all", "none")
"""What a field that holds several texts may be asked."""

_ORDERED_TYPES = (Money, int, date, time)


class Code(NamedTuple):
    """Marks a text as a plain code of a hub's own, in small letters, figures and hyphens.

    Shape:   `known` are those that the library itself has a use for; others are as good.
    """

    known: tuple[str, ...] = ()


class Word(NamedTuple):
    """One word: which value of a context it looks at, and which test it makes.

    Shape:   `path` leads to the value; `cls` is what the test compares with; `marks` are those of
             the field's annotation, which say what its texts may be.
    """

    path: tuple[str, ...]
    test: str
    cls: type
    marks: tuple[Any, ...] = ()


Words = Mapping[str, Any]
"""Words of one context: each a `Word`, or the words of a value inside."""


def words_of(context: Any, declared: Declarations | None = None) -> Words:
    """All words that a `when` may use about a context, and about details that a file declares.

    >>> from typing import NamedTuple
    >>> class Context(NamedTuple):
    ...     line: str
    ...     is_move: bool
    >>> sorted(words_of(Context))
    ['is_move', 'line', 'line_not']
    """
    found = _words_of(context)
    of, field = details_of(context)
    if not declared or not of or of not in declared:
        return found
    told: dict[str, Word] = {}
    for detail in declared[of].values():
        told.update(_words_of_detail(detail, field))
    return {**found, field: told}


def _words_of_detail(detail: Declared, field: str) -> Iterator[tuple[str, Word]]:
    """A detail may always be left out, so all of them may be asked whether they are known."""
    path = (field, detail.name)
    yield f"{detail.name}_known", Word(path, "known", bool, (detail,))
    for suffix, test, of in _tests(detail.cls):
        yield detail.name + suffix, Word(path, test, of, (detail,))


@cache
def _words_of(context: Hashable) -> Words:
    return _words(context, ())


def _words(cls: Any, path: tuple[str, ...]) -> Words:
    found: dict[str, Any] = {}
    for name, annotation in _fields(cls):
        bare, is_optional, marks = _bare(annotation)
        place = (*path, name)
        if is_optional:
            found[f"{name}_known"] = Word(place, "known", bool)
        marks += _marks_of_items(bare)
        for suffix, test, of in _tests(bare):
            found[name + suffix] = Word(place, test, of, marks)
        if len(place) <= DEEPEST and _is_table(bare) and (inner := _words(bare, place)):
            found[name] = inner
    return found


def _is_table(bare: Any) -> bool:
    """Whether a value has fields of its own that may be asked."""
    if not isinstance(bare, type) or bare is Money:
        return False
    return attrs.has(bare) or hasattr(bare, "_fields")


def _fields(cls: Any) -> Iterator[tuple[str, Any]]:
    """Fields and properties with their annotations; what a context hides is none of them."""
    hints = typing.get_type_hints(cls, include_extras=True)
    if attrs.has(cls):
        names = [field.name for field in attrs.fields(cls) if field.eq]
    else:
        names = list(cls._fields)
    yield from ((name, hints[name]) for name in names if not name.startswith("_"))
    for name, value in inspect.getmembers(cls, lambda member: isinstance(member, property)):
        if not name.startswith("_"):
            yield name, typing.get_type_hints(value.fget, include_extras=True)["return"]


def _bare(annotation: Any) -> tuple[Any, bool, tuple[Any, ...]]:
    """An annotation without `| None` and marks; whether it had the one; the others."""
    marks: tuple[Any, ...] = ()
    is_optional = False
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        options = [each for each in typing.get_args(annotation) if each is not types.NoneType]
        is_optional = len(options) < len(typing.get_args(annotation))
        annotation = options[0] if len(options) == 1 else object
    if typing.get_origin(annotation) is Annotated:
        marks = annotation.__metadata__
        annotation = annotation.__origin__
    return annotation, is_optional, marks


def _marks_of_items(bare: Any) -> tuple[Any, ...]:
    """What is said of each of several texts."""
    if typing.get_origin(bare) in (frozenset, tuple):
        return _bare(typing.get_args(bare)[0])[2]
    return ()


def _tests(bare: Any) -> Iterator[tuple[str, str, type]]:
    """The endings that a field's type gives to its name: ending, test, class compared with."""
    items = typing.get_args(bare)
    if typing.get_origin(bare) in (frozenset, tuple):
        if _bare(items[0])[0] is str:
            yield from ((f"_{test}", test, str) for test in LISTED)
        yield from ((f"_count_{test}", f"count_{test}", int) for test in ORDERED)
    elif bare is bool:
        yield "", "is", bool
    elif bare is str or (isinstance(bare, type) and issubclass(bare, Enum)):
        yield "", "in", bare
        yield "_not", "not", bare
    elif bare in _ORDERED_TYPES:
        yield from ((f"_{test}", test, bare) for test in ORDERED)
        if bare is date:
            yield "_weekday", "weekday", str
