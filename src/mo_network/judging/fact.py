"""Facts: frozen values in the past tense, each class with its standing.

A fact checks itself when it is built: every field against its annotation, every id against
its kind. What remains to be known, whether an id is new and a reference is known, only the
state can say; `world.require_well_formed` asks it.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from enum import Enum
from typing import Annotated, ClassVar, NamedTuple, Self

import attrs

from mo_network.errors import InvalidValue
from mo_network.values.canonical import MAX_INT
from mo_network.values.ids import check_id
from mo_network.values.sealed import Sealed


class Standing(Enum):
    """Who brings a fact about, and so when it is recorded.

    RECEIVED (eingegangen) is handed in by people and always recorded; OBSERVED (beobachtet) was
    done by the world and is always recorded; DECIDED (entschieden) is done by the hub and is
    recorded only if the verdict is `allowed`.
    """

    RECEIVED = "received"
    OBSERVED = "observed"
    DECIDED = "decided"


class New(NamedTuple):
    """Marks a field as the id that a fact brings into the world."""

    kind: str


class Known(NamedTuple):
    """Marks a field as a reference to something that earlier facts brought; None is any kind."""

    kind: str | None


class Text(NamedTuple):
    """Marks a field as a short plain label: names of rooms or bodies, never free text."""

    longest: int = 200


Label = Annotated[str, Text()]
_LONGEST = Text().longest

Check = Callable[[object], object]


def _check_label(name: str, longest: int) -> Check:
    def check(value: object) -> object:
        _require_short(name, str(value), longest)
        return value

    return check


def _require_short(name: str, text: str, longest: int) -> None:
    if not text or len(text) > longest or not text.isprintable() or text.isspace():
        raise InvalidValue(
            f"{name} is {text[:40]!r} ({len(text)} characters): a label has 1 to {longest} "
            "printable characters on one line; free text belongs into a sealed value",
            given=text,
            allowed=f"1 to {longest} printable characters",
        )


def require_label(name: str, text: str | None) -> None:
    """Raise unless a text may stand in the journal for ever: a short plain label, or None.

    Errors: InvalidValue. Personal and free text belongs into a sealed value.
    """
    if text is None:
        return
    if text.__class__ is not str:
        raise InvalidValue(f"{name} is {text!r:.60}: give text", given=text, allowed="text")
    _require_short(name, text, _LONGEST)


def _check_reference(name: str, kind: str | None) -> Check:
    def check(value: object) -> object:
        try:
            return check_id(typing.cast("str", value), kind)
        except InvalidValue as error:
            raise InvalidValue(f"{name}: {error}", given=value, allowed=error.allowed) from None

    return check


class _Field(NamedTuple):
    name: str
    types: frozenset[type]
    check: Check | None
    item_types: frozenset[type] | None


class Shape(NamedTuple):
    """What a fact class says about its fields, read once from the annotations."""

    fields: tuple[_Field, ...]
    new: tuple[str, ...]
    known: tuple[str, ...]
    known_many: tuple[str, ...]
    sealed: tuple[str, ...]
    brings: frozenset[str]


def _parts(annotation: object) -> tuple[object, tuple[object, ...]]:
    """Split `Annotated[T, marks]`, looking through `| None`, into T and its marks."""
    if typing.get_origin(annotation) is Annotated:
        return annotation.__origin__, annotation.__metadata__  # type: ignore[attr-defined]
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        marks: tuple[object, ...] = ()
        for option in typing.get_args(annotation):
            marks += _parts(option)[1]
        return annotation, marks
    return annotation, ()


def _item_of(base: object) -> object | None:
    """What a field holds any number of, whether or not it may be None instead."""
    is_union = typing.get_origin(base) in (typing.Union, types.UnionType)
    for option in typing.get_args(base) if is_union else (base,):
        if typing.get_origin(option) in (tuple, frozenset):
            return typing.cast("object", typing.get_args(option)[0])
    return None


def _classes(annotation: object) -> frozenset[type]:
    base, _ = _parts(annotation)
    origin = typing.get_origin(base)
    if origin in (typing.Union, types.UnionType):
        return frozenset().union(*map(_classes, typing.get_args(base)))
    return frozenset({typing.cast("type", origin or base)})


def _marks_check(name: str, marks: tuple[object, ...]) -> Check | None:
    for mark in marks:
        if isinstance(mark, New | Known):
            return _check_reference(name, mark.kind)
        if isinstance(mark, Text):
            return _check_label(name, mark.longest)
    return None


_SHAPES: dict[type, Shape] = {}


def shape_of(cls: type[Fact]) -> Shape:
    """The shape of a fact class: its checks, its new ids and its references."""
    shape = _SHAPES.get(cls)
    if shape is None:
        shape = _SHAPES[cls] = _read_shape(cls)
    return shape


def _read_shape(cls: type[Fact]) -> Shape:
    hints = typing.get_type_hints(cls, include_extras=True)
    fields, new, known, many, kinds = [], [], [], [], set()
    for attribute in attrs.fields(typing.cast("type[attrs.AttrsInstance]", cls)):
        annotation = hints[attribute.name]
        base, marks = _parts(annotation)
        items: frozenset[type] | None = None
        item = _item_of(base)
        if item is not None:
            items, marks = _classes(item), _parts(item)[1]
            many += [attribute.name for mark in marks if isinstance(mark, Known)]
        else:
            new += [attribute.name for mark in marks if isinstance(mark, New)]
            kinds |= {mark.kind for mark in marks if isinstance(mark, New)}
            known += [attribute.name for mark in marks if isinstance(mark, Known)]
        check = _marks_check(attribute.name, marks)
        fields.append(_Field(attribute.name, _classes(annotation), check, items))
    sealed = tuple(field.name for field in fields if Sealed in field.types)
    return Shape(tuple(fields), tuple(new), tuple(known), tuple(many), sealed, frozenset(kinds))


def _refuse_type(fact: Fact, field: _Field, value: object, allowed: frozenset[type]) -> None:
    names = " or ".join(
        sorted("None" if cls is types.NoneType else cls.__name__ for cls in allowed)
    )
    raise InvalidValue(
        f"{type(fact).__name__}.{field.name} is {value!r:.80} ({type(value).__name__}): "
        f"give {names}",
        given=value,
        allowed=names,
    )


@attrs.frozen(kw_only=True)
class Fact:
    """Something that happened: never changed, never removed.

    Errors: `InvalidValue` from the constructor when a field has the wrong type or an id the
    wrong kind.
    Source: design, section 2.
    """

    standing: ClassVar[Standing]

    def __attrs_post_init__(self) -> None:
        for field in shape_of(type(self)).fields:
            value = getattr(self, field.name)
            if value.__class__ is int and not -MAX_INT <= value <= MAX_INT:
                raise InvalidValue(
                    f"{type(self).__name__}.{field.name} has {value.bit_length()} bits: whole "
                    "numbers stay below 2^53",
                    allowed="below 2^53",
                )
            if type(value) not in field.types and not self._is_fact_field(field, value):
                _refuse_type(self, field, value, field.types)
            if field.item_types is not None and value is not None:
                for item in value:
                    if type(item) not in field.item_types:
                        _refuse_type(self, field, item, field.item_types)
                    if field.check:
                        field.check(item)
            elif field.check and value is not None:
                field.check(value)

    @staticmethod
    def _is_fact_field(field: _Field, value: object) -> bool:
        return Fact in field.types and isinstance(value, Fact)

    def asks(self) -> Fact:
        """The decision that is judged: a received class names the one it asks for."""
        return self

    def but(self, **changes: object) -> Self:
        """The same fact with some fields changed, checked anew."""
        return attrs.evolve(self, **changes)


def new_ids(fact: Fact) -> tuple[str, ...]:
    """The ids that this fact brings into the world."""
    return tuple([getattr(fact, name) for name in shape_of(type(fact)).new])


def references(fact: Fact) -> list[str]:
    """The ids that this fact takes as known, without those left out."""
    shape = shape_of(type(fact))
    found = [ref for name in shape.known if (ref := getattr(fact, name)) is not None]
    for name in shape.known_many:
        found += sorted(getattr(fact, name) or ())
    return found


def sealable_fields(cls: type[Fact]) -> tuple[str, ...]:
    """The names of the fields that hold a sealed value, or None."""
    return shape_of(cls).sealed
