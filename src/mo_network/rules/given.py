"""The words of a rule built in Python: what the line of a hub file would have been told."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from functools import cache
from typing import Any

import attrs

from mo_network.errors import InvalidValue
from mo_network.rules.slips import fault_of, marks_of
from mo_network.values.timeline import Timeline


def require_words(rule: Any) -> None:
    """Raise unless each text of a rule is a word that its field knows.

    Errors:  InvalidValue with kind, field and the nearest word.
    """
    cls: Any = type(rule)
    for name, marks in _fields_of(cls):
        for value in _within(getattr(rule, name)):
            if attrs.has(type(value)):
                require_words(value)
            elif isinstance(value, str) and marks and (why := fault_of(value, marks)) is not None:
                raise InvalidValue(f"{cls.__name__}.{name}: {why}", given=value)


def _within(value: Any) -> Iterator[Any]:
    """The single values of a field: the items of a list, the values of a timeline's steps."""
    if isinstance(value, Timeline):
        yield from (step.value for step in value.steps)
    elif isinstance(value, tuple | frozenset):
        yield from value
    else:
        yield value


@cache
def _fields_of(cls: Any) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """The fields that may hold words, or tables with words, and the marks of those words."""
    hints = typing.get_type_hints(cls, include_extras=True)
    found = [(field.name, _marks_in(hints.get(field.name))) for field in attrs.fields(cls)]
    return tuple(found)


def _marks_in(wanted: Any) -> tuple[Any, ...]:
    """The marks of the text in an annotation, such as that of a list or of a timeline."""
    inner = (marks for each in typing.get_args(wanted) if (marks := _marks_in(each)))
    return marks_of(wanted) or next(inner, ())
