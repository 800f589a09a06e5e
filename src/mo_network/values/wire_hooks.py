"""Readers and writers of whole classes, compiled by cattrs from the types of their fields."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from difflib import get_close_matches
from enum import Enum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Annotated, Union, cast, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError
from cattrs.fns import identity
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from mo_network.errors import InvalidValue, MoNetworkError, WireError
from mo_network.values.json_paths import at_key
from mo_network.values.wire_types import (
    SCALARS,
    Reader,
    Writer,
    check_object,
    enum_hooks,
    mapping_hooks,
    moved,
    optional_hooks,
    same,
    set_hooks,
    shown,
    tuple_hooks,
)

_Pair = tuple[Reader, Writer]
# Their keyword arguments are the names of fields, which no signature can list.
_reader_of = cast("Callable[..., Reader]", make_dict_structure_fn)
_writer_of = cast("Callable[..., Writer]", make_dict_unstructure_fn)


class Hooks:
    """The reader and the writer of each type, made once.

    Shape:   a field of a type that is `tagged` holds a tag beside the members.
    Errors:  InvalidValue for a type that cannot be written.
    """

    def __init__(self, tagged: Container[object], read: Reader, write: Writer) -> None:
        self._tagged = tagged
        self._with_tag = read, write
        self._made: dict[object, _Pair] = dict(SCALARS)
        self._classes: dict[type, _Pair] = {}
        self._converter = Converter(forbid_extra_keys=True, detailed_validation=False)

    def of(self, kind: object) -> _Pair:
        """The hooks of a type that a field may have."""
        pair = self._made.get(kind)
        if pair is None:
            pair = self._made[kind] = self._make(kind)
        return pair

    def of_class(self, cls: type) -> _Pair:
        """The hooks of an attrs class, field by field and without a tag."""
        pair = self._classes.get(cls)
        if pair is None:
            pair = self._classes[cls] = self._compile(cls)
        return pair

    def _make(self, kind: object) -> _Pair:  # noqa: PLR0911 - one way out for each kind of type
        if kind in self._tagged:
            return self._with_tag
        origin, inner = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return self.of(inner[0])
        if origin is Union or origin is UnionType:
            others = [each for each in inner if each is not NoneType]
            if len(others) == 1:
                return optional_hooks(self.of(others[0]), others[0])
        elif origin is tuple and inner[1:] == (...,):
            return tuple_hooks(self.of(inner[0]), inner[0])
        elif origin is frozenset:
            return set_hooks(self.of(inner[0]), inner[0])
        elif origin in (dict, Mapping) and inner[0] is str:
            return mapping_hooks(self.of(inner[1]), inner[1])
        elif isinstance(kind, type) and issubclass(kind, Enum):
            return enum_hooks(kind)
        elif isinstance(kind, type) and attrs.has(kind):
            return self._nested(kind)
        raise InvalidValue(
            f"{kind} cannot be written on the wire; allowed are str, int, bool, dates, moments, "
            "the values of this library, enumerations, attrs classes, and tuple[T, ...], "
            "frozenset[T], Mapping[str, T] and T | None of these.",
            given=kind,
            allowed="types with one written form",
        )

    def _nested(self, cls: type) -> _Pair:
        # Looked up when used, so that a class may hold itself.
        def read(value: object, kind: object) -> object:
            return self.of_class(cls)[0](check_object(value), kind)

        def write(value: object) -> object:
            return self.of_class(cls)[1](value)

        self.of_class(cls)
        return read, write

    def _compile(self, cls: type) -> _Pair:
        try:
            attrs.resolve_types(cls)
        except NameError as error:
            raise InvalidValue(
                f"the fields of {cls.__name__} name a type that is not there at run time "
                f"({error}); import it outside TYPE_CHECKING.",
                given=cls,
                allowed="types that can be resolved",
            ) from None
        fields = [field for field in attrs.fields(cls) if field.init]
        overrides = {field.name: self._override(cls, field) for field in fields}
        quick = _reader_of(cls, self._converter, **overrides)
        # Most classes are never read from wrong data, so their careful reader is never compiled.
        careful_reader = cache(
            partial(_reader_of, cls, self._converter, _cattrs_detailed_validation=True, **overrides)
        )
        write = _writer_of(cls, self._converter, _cattrs_omit_if_default=True, **overrides)

        def read(members: object, kind: object) -> object:
            try:
                return quick(members, kind)
            except (MoNetworkError, TypeError, ValueError, LookupError, ForbiddenExtraKeysError):
                # Read once more with cattrs' bookkeeping, which knows the field.
                try:
                    return careful_reader()(members, kind)
                except ClassValidationError as error:
                    raise _explain(error, cls) from error

        return read, write

    def _override(self, cls: type, field: attrs.Attribute[object]) -> object:
        try:
            read, write = self.of(field.type)
        except InvalidValue as error:
            raise InvalidValue(
                f"{cls.__name__}.{field.name}: {error}", given=error.given, allowed=error.allowed
            ) from None
        return override(struct_hook=read, unstruct_hook=identity if write is same else write)


def _explain(error: ClassValidationError, cls: type) -> WireError:
    """The first fault that cattrs found, with its path."""
    with_fields, others = error.group_exceptions()
    for fault in others:
        if isinstance(fault, ForbiddenExtraKeysError):
            return _unknown(fault, cls)
    for inner, note in with_fields:
        path = at_key("$", note.name)
        if isinstance(inner, KeyError):
            return WireError("this member is missing, and has no default: add it.", path=path)
        return moved(inner, path)
    return moved(others[0], "$")


def _unknown(fault: ForbiddenExtraKeysError, cls: type) -> WireError:
    allowed = [field.name for field in attrs.fields(cls) if field.init]
    key = min(map(str, fault.extra_fields))
    near = get_close_matches(key[:60], allowed, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ": take it out."
    return WireError(
        f"the member {shown(key)} is not known; allowed are {', '.join(allowed) or 'none'}{hint}",
        path=at_key("$", key),
    )
