"""The wire: facts as JSON, under permanent tags with a version. The one door to cattrs.

A tag (`rooms.booked/1`) is independent of the class's name, so that code may be renamed while
journals stay readable. When a fact's shape changes, the version rises, and an upcaster turns the
old shape into the new one on reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, overload

import attrs

from mo_network.errors import InvalidValue, MoNetworkError, WireError
from mo_network.values.tags import Tag
from mo_network.values.wire_types import Reader, Writer, check_object, moved, shown

if TYPE_CHECKING:
    from mo_network.values.wire_hooks import Hooks

T = TypeVar("T")
More = Callable[[str | type], Iterable[Tag]]


def _no_more(wanted: str | type) -> tuple[Tag, ...]:
    return ()


class Wire:
    """Writes and reads the classes of its tags.

    Shape:   an object with `type` and the fields; fields that equal their default are left out.
             A field typed as a base class of tagged classes holds any of them, with its tag.
             `more` gives further tags by the name or the class that is not known yet.
    Errors:  InvalidValue for two tags of one name or class, and, when a class is first used, for
             a field whose type cannot be written.

    >>> @attrs.frozen
    ... class Booked:
    ...     room: str
    ...     persons: int = 1
    >>> wire = Wire([Tag("rooms.booked", 1, Booked)])
    >>> wire.dump(Booked("room:saal"))
    {'type': 'rooms.booked/1', 'room': 'room:saal'}
    >>> wire.load({"type": "rooms.booked/1", "room": "room:saal", "persons": "12"})
    Traceback (most recent call last):
    mo_network.errors.WireError: $.persons: '12' is text; allowed is a whole number.
    """

    def __init__(self, tags: Iterable[Tag], more: More = _no_more) -> None:
        self._tags: dict[str, Tag] = {}
        self._by_class: dict[type, Tag] = {}
        self._bases: set[type] = set()
        self._more = more
        # Filled on first use: a hub that never sees a fact does not pay for compiling it.
        self._writers: dict[type, tuple[str, Writer]] = {}
        self._readers: dict[str, Reader] = {}
        self._learn(tags)

    def _learn(self, tags: Iterable[Tag]) -> None:
        # Two threads may learn the same tags at once; those of an area are the same objects.
        for tag in tags:
            known = self._tags.get(tag.name, tag), self._by_class.get(tag.cls, tag)
            if any(other is not tag for other in known):
                raise InvalidValue(
                    f"the tag {tag.name!r} of {tag.cls.__name__} is taken; allowed is one tag a "
                    "class and one class a tag: choose another name.",
                    given=tag.name,
                    allowed="a free name",
                )
            self._tags[tag.name] = tag
            self._by_class[tag.cls] = tag
            self._bases.update(filter(attrs.has, tag.cls.__mro__))

    @cached_property
    def _hooks(self) -> Hooks:
        from mo_network.values.wire_hooks import Hooks  # cattrs costs as much as a hub's own code

        return Hooks(self._bases, self._read_nested, self._write_nested)

    def dump(self, obj: object) -> dict[str, object]:
        """The object of JSON that stands for a tagged value.

        Errors:  InvalidValue when its class has no tag.
        """
        entry = self._writers.get(obj.__class__)
        if entry is None:
            entry = self._compile_writer(obj.__class__)
        name, write = entry
        return {"type": name, **write(obj)}  # type: ignore[dict-item]

    def load(self, data: object, path: str = "$") -> object:
        """The tagged value that an object of JSON stands for.

        Errors:  WireError with the path of what does not fit: an unknown tag, version or member,
                 a missing member, a value of another type, or one that cannot exist.
        """
        if type(data) is not dict:
            raise moved(_not_tagged(data), path)
        name = data.get("type")
        read = self._readers.get(name) if type(name) is str else None
        if read is None:
            read = self._find_reader(name, path)
        members = data.copy()
        del members["type"]
        try:
            return read(members, None)
        except (MoNetworkError, TypeError, ValueError, LookupError) as error:
            raise moved(error, path) from error

    @overload
    def structure_value(self, data: object, kind: type[T], path: str = "$") -> T: ...
    @overload
    def structure_value(self, data: object, kind: object, path: str = "$") -> object: ...
    def structure_value(self, data: object, kind: object, path: str = "$") -> object:
        """A value of any type that fields may have, without a tag.

        Errors:  WireError with a path; InvalidValue for a type that cannot be written.

        >>> from datetime import date
        >>> Wire([]).structure_value("2026-05-01", date)
        datetime.date(2026, 5, 1)
        """
        read, _ = self._hooks.of(kind)
        try:
            return read(data, kind)
        except (MoNetworkError, TypeError, ValueError) as error:
            raise moved(error, path) from error

    def unstructure_value(self, value: object, kind: object = None) -> object:
        """The JSON of a value, by its own class or the given type.

        Errors:  InvalidValue for a type that cannot be written.

        >>> from mo_network.values.money import Money
        >>> Wire([]).unstructure_value(Money(1250))
        '12.50 EUR'
        """
        _, write = self._hooks.of(type(value) if kind is None else kind)
        return write(value)

    def _read_nested(self, data: object, _: object) -> object:
        return self.load(data)

    def _write_nested(self, value: object) -> object:
        return self.dump(value)

    def _compile_writer(self, cls: type) -> tuple[str, Writer]:
        if cls not in self._by_class:
            self._learn(self._more(cls))
        tag = self._by_class.get(cls)
        if tag is None:
            raise InvalidValue(
                f"{cls.__name__} has no tag on this wire; allowed are "
                f"{', '.join(known.__name__ for known in self._by_class) or 'none'}.",
                given=cls,
                allowed="classes with a tag",
            )
        entry = self._writers[cls] = (str(tag), self._hooks.of_class(cls)[1])
        return entry

    def _find_reader(self, name: object, path: str) -> Reader:
        if not isinstance(name, str):
            raise moved(_not_tagged(name), f"{path}.type")
        base, _, figures = name.partition("/")
        if base not in self._tags:
            self._learn(self._more(base))
        tag = self._tags.get(base)
        if tag is None:
            raise WireError(
                f"the tag {shown(name)} is not known; {self._like(base)}.", path=f"{path}.type"
            )
        if not figures:
            raise WireError(
                f"the tag {shown(name)} lacks its version: write '{tag}'.", path=f"{path}.type"
            )
        versions = {str(number): number for number in range(1, tag.version + 1)}
        if figures not in versions:
            raise WireError(
                f"the tag {shown(name)} has a version that is not known; allowed are 1 to "
                f"{tag.version}: a newer one needs a newer release of this library.",
                path=f"{path}.type",
            )
        reader = self._upcasting(tag, versions[figures])
        self._readers[name] = reader
        return reader

    def _like(self, base: str) -> str:
        """What may have been meant by a name that no tag has."""
        from difflib import get_close_matches

        near = get_close_matches(base, self._tags, n=1)
        # Whoever left out the area has the rest of the name right.
        near = near or [each for each in self._tags if each.partition(".")[2] == base]
        if near:
            return f"did you mean '{self._tags[near[0]]}'?"
        return f"allowed are {', '.join(sorted(map(str, self._tags.values()))[:20]) or 'none'}"

    def _upcasting(self, tag: Tag, version: int) -> Reader:
        read, _ = self._hooks.of_class(tag.cls)
        steps = tag.upcasters[version - 1 :]
        if not steps:
            return read

        def read_old(members: object, kind: object) -> object:
            current = check_object(members)
            for upcast in steps:
                current = upcast(current)
            return read(current, kind)

        return read_old


def _not_tagged(data: object) -> WireError:
    return WireError(
        f"{shown(data)} names no type; allowed is an object with a member 'type', such as "
        "'rooms.booked/1'."
    )


_plain = Wire(())
structure_value = _plain.structure_value
unstructure_value = _plain.unstructure_value
