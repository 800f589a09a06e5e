"""Shapes: how a kind's fields and a context's words are written, as JSON Schema of draft 4.

Editors that complete TOML know that draft best; it has what a hub file needs.
"""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from enum import Enum
from typing import Any

import attrs

from mo_network.judging.fact import Known
from mo_network.judging.units import UNITS
from mo_network.rules.slips import CODE, words_by
from mo_network.rules.words import WEEKDAYS, Code, Word, Words
from mo_network.values.money import Money
from mo_network.values.slot import Slot
from mo_network.values.timeline import Timeline

Shape = dict[str, Any]

UNIT_NAMES = {unit.cls: unit.name for unit in UNITS}

MONEY: Shape = {"type": "string", "pattern": "[0-9]", "description": 'such as "500.00 EUR"'}
DAY: Shape = {"type": "string", "format": "date", "description": "such as 2026-01-31, unquoted"}
MOMENT: Shape = {"type": "string", "format": "date-time"}
TIME: Shape = {"type": "string", "description": "such as 22:00:00, unquoted"}
TEXT: Shape = {"type": "string"}

_PLAIN: dict[Any, Shape] = {
    str: TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Money: MONEY,
    date: DAY,
    datetime: MOMENT,
    time: TIME,
    Slot: {"type": "string", "description": "start/end, each with offset and zone"},
}


def first_line(thing: object) -> str:
    """The first sentence of a docstring, for editors to show."""
    return " ".join(inspect.cleandoc(thing.__doc__ or "").partition("\n\n")[0].split())


def table(properties: Shape, required: Sequence[str] = (), description: str = "") -> Shape:
    """A table that has these keys and no others."""
    shape: Shape = {"type": "object", "properties": properties, "additionalProperties": False}
    if required:
        shape["required"] = sorted(required)
    if description:
        shape["description"] = description
    return shape


def parameter_of(cls: type) -> Shape:
    """The name of a parameter, whose unit no schema can check."""
    return {
        "type": "string",
        "minLength": 1,
        "description": f"name of a parameter of unit {UNIT_NAMES.get(cls, 'code')}",
    }


def shape_of_type(wanted: Any) -> Shape:
    """How a value of a field's type is written."""
    if wanted in _PLAIN:
        return dict(_PLAIN[wanted])
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return {"enum": [each.value for each in wanted]}
    if isinstance(wanted, type) and attrs.has(wanted):
        properties, required = fields_of(wanted)
        return table(properties, required, first_line(wanted))
    items = [each for each in typing.get_args(wanted) if each is not types.NoneType]
    compose = _COMPOSED.get(typing.get_origin(wanted))
    return compose(items) if compose else {}  # a plugin's own type: reading the file will tell


def _one_of(items: Sequence[Any]) -> Shape:
    options = [shape_of_type(each) for each in items]
    return options[0] if len(options) == 1 else {"anyOf": options}


def _list_of(items: Sequence[Any]) -> Shape:
    return {"type": "array", "items": shape_of_type(items[0])}


_COMPOSED: dict[Any, Callable[[Sequence[Any]], Shape]] = {
    typing.Annotated: lambda items: (
        _text_by(items[1:]) if items[0] is str else shape_of_type(items[0])
    ),
    typing.Union: _one_of,
    types.UnionType: _one_of,
    typing.Literal: lambda items: {"enum": list(items)},
    Timeline: lambda items: parameter_of(items[0]),
    tuple: _list_of,
    frozenset: _list_of,
}


def fields_of(cls: type) -> tuple[Shape, list[str]]:
    """The fields of a kind, and which of them must be given."""
    hints = typing.get_type_hints(cls, include_extras=True)
    fields = [field for field in attrs.fields(cls) if field.init]
    properties = {field.name: shape_of_type(hints[field.name]) for field in fields}
    return properties, [field.name for field in fields if field.default is attrs.NOTHING]


def when_of(vocabularies: Sequence[Words]) -> Shape:
    """What a `when` may say about all of these contexts."""
    shared = set.intersection(*(set(words) for words in vocabularies))
    properties: Shape = {}
    for key in sorted(shared):
        found = [words[key] for words in vocabularies]
        if all(isinstance(each, Word) for each in found):
            if len({(each.path, each.test, each.cls) for each in found}) == 1:
                properties[key] = _shape_of_word(found[0])
        elif not any(isinstance(each, Word) for each in found):
            properties[key] = when_of(found)
    return {**table(properties), "minProperties": 1}


def _shape_of_word(word: Word) -> Shape:
    if word.cls is bool:
        return {"type": "boolean"}
    if word.cls is time:
        return TIME
    if word.test in ("in", "not", "any", "all", "none", "weekday"):
        return {"type": "array", "minItems": 1, "items": _item_of(word)}
    return parameter_of(word.cls)


def _item_of(word: Word) -> Shape:
    if word.test == "weekday":
        return {"enum": list(WEEKDAYS)}
    return _text_by((*word.marks, word.cls))


def _text_by(marks: Iterable[Any]) -> Shape:
    """How a text is written that has these marks."""
    for mark in marks:
        if isinstance(mark, Known) and mark.kind is not None:
            return {"type": "string", "pattern": f"^{mark.kind}:"}
        if isinstance(mark, Code):
            return {"type": "string", "pattern": f"^{CODE.pattern}$"}
        if allowed := words_by(mark):
            return {"enum": list(allowed)}
    return {"type": "string", "minLength": 1}
