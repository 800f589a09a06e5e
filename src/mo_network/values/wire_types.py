"""How each type of a field is written on the wire and read from it.

The list is closed: a type that is not on it is refused when the wire is built, so that nobody finds
out years later that a field was written in a way that cannot be read. Readers are strict, for
`str(5)` and `tuple("abc")` are how wrong data slips in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from operator import attrgetter
from types import MappingProxyType

from mo_network.errors import InvalidValue, MoNetworkError, WireError
from mo_network.values.days import parse_day
from mo_network.values.json_paths import at_key, at_place
from mo_network.values.moments import format_moment, parse_moment
from mo_network.values.money import Money
from mo_network.values.period import Period
from mo_network.values.share import Share
from mo_network.values.slot import Slot

# A reader also gets the type, because cattrs hands it over; only it and the path are known then.
Reader = Callable[[object, object], object]
Writer = Callable[[object], object]


def shown(value: object) -> str:
    """A value in a message: short, and in ASCII, so that nothing hides in it."""
    text = ascii(value)
    return text if len(text) <= 60 else f"{text[:60]}..."


def wrong_type(value: object, wanted: str) -> WireError:
    """The refusal of a JSON type that does not fit."""
    kind = {dict: "an object", list: "a list", str: "text", bool: "a boolean", type(None): "null"}
    given = kind.get(type(value), f"a {type(value).__name__}")
    return WireError(f"{shown(value)} is {given}; allowed is {wanted}.")


def _read_str(value: object, _: object) -> object:
    if type(value) is not str:
        raise wrong_type(value, "text")
    return value


def _read_int(value: object, _: object) -> object:
    if type(value) is not int:
        raise wrong_type(value, "a whole number")
    return value


def _read_bool(value: object, _: object) -> object:
    if type(value) is not bool:
        raise wrong_type(value, "true or false")
    return value


def _read_any(value: object, _: object) -> object:
    return value


def same(value: object) -> object:
    """What JSON can hold is written as it is."""
    return value


def _parsed(parse: Callable[[str], object]) -> Reader:
    def read(value: object, _: object) -> object:
        if type(value) is not str:
            raise wrong_type(value, "text")
        return parse(value)

    return read


def _writer(write: object) -> Writer:
    # The table pairs each type with its own method; the field's type says that they meet.
    return write  # type: ignore[return-value]


def _read_plain(value: object, _: object) -> object:
    """A text or a whole number as it is; an amount or a day beside the name of what it is."""
    if type(value) in (str, int):
        return value
    for name, (_cls, read, _write) in _NAMED.items():
        if type(value) is dict and list(value) == [name]:
            try:
                return read(value[name], None)
            except (MoNetworkError, TypeError, ValueError) as error:
                raise moved(error, at_key("$", name)) from error
    raise wrong_type(value, 'text, a whole number, {"money": "…"} or {"day": "…"}')


def _write_plain(value: object) -> object:
    for name, (cls, _read, write) in _NAMED.items():
        if type(value) is cls:
            return {name: write(value)}
    return value


_NAMED: Mapping[str, tuple[type, Reader, Writer]] = MappingProxyType(
    {
        "money": (Money, _parsed(Money.parse), _writer(Money.__str__)),
        "day": (date, _parsed(parse_day), _writer(date.isoformat)),
    }
)

SCALARS: Mapping[object, tuple[Reader, Writer]] = MappingProxyType(
    {
        str: (_read_str, same),
        int: (_read_int, same),
        bool: (_read_bool, same),
        object: (_read_any, same),
        Money: (_parsed(Money.parse), _writer(Money.__str__)),
        Share: (_parsed(Share.parse), _writer(Share.__str__)),
        Period: (_parsed(Period.parse), _writer(Period.__str__)),
        Slot: (_parsed(Slot.parse), _writer(Slot.__str__)),
        date: (_parsed(parse_day), _writer(date.isoformat)),
        datetime: (_parsed(parse_moment), _writer(format_moment)),
        str | int | Money | date: (_read_plain, _write_plain),
    }
)


def enum_hooks(kind: type[Enum]) -> tuple[Reader, Writer]:
    """An enumeration is written as its value."""
    members = {member.value: member for member in kind}
    if not all(type(value) is str for value in members):
        raise InvalidValue(
            f"{kind.__name__} cannot be written on the wire: its values are not all text; give "
            "each member a text that stays the same for ever.",
            given=kind,
            allowed="enumerations of str",
        )

    def read(value: object, _: object) -> object:
        if type(value) is str and value in members:
            return members[value]
        raise WireError(f"{shown(value)} is not known; allowed are {', '.join(members)}.")

    return read, attrgetter("value")


def optional_hooks(hooks: tuple[Reader, Writer], inner: object) -> tuple[Reader, Writer]:
    """A value or null."""
    read, write = hooks

    def read_optional(value: object, _: object) -> object:
        return None if value is None else read(value, inner)

    def write_optional(value: object) -> object:
        return None if value is None else write(value)

    return read_optional, same if write is same else write_optional


def tuple_hooks(hooks: tuple[Reader, Writer], inner: object) -> tuple[Reader, Writer]:
    """Any number of values of one type, in order."""
    read, write = hooks

    def read_tuple(value: object, _: object) -> object:
        return tuple(_elements(value, read, inner))

    def write_tuple(value: object) -> object:
        return [write(element) for element in value]  # type: ignore[attr-defined]

    return read_tuple, list if write is same else write_tuple  # type: ignore[return-value]


def set_hooks(hooks: tuple[Reader, Writer], inner: object) -> tuple[Reader, Writer]:
    """Values of one type without order, written sorted so that the bytes are always the same."""
    read, write = hooks

    def read_set(value: object, _: object) -> object:
        elements = _elements(value, read, inner)
        members = frozenset(elements)
        if len(members) != len(elements):
            raise WireError(f"{shown(value)} names something twice; allowed is each once.")
        return members

    def write_set(value: object) -> object:
        return sorted(write(element) for element in value)  # type: ignore[attr-defined, type-var]

    return read_set, write_set


def mapping_hooks(hooks: tuple[Reader, Writer], inner: object) -> tuple[Reader, Writer]:
    """Names and values of one type."""
    read, write = hooks

    def read_mapping(value: object, _: object) -> object:
        members = {}
        for key, element in check_object(value).items():
            try:
                members[key] = read(element, inner)
            except (MoNetworkError, TypeError, ValueError) as error:
                raise moved(error, at_key("$", key)) from error
        return members

    def write_mapping(value: object) -> object:
        return {key: write(element) for key, element in value.items()}  # type: ignore[attr-defined]

    return read_mapping, write_mapping


def check_object(value: object) -> dict[str, object]:
    """The value itself if it is a JSON object.

    Errors:  WireError.
    """
    if type(value) is not dict:
        raise wrong_type(value, "an object")
    return value


def moved(error: Exception, path: str) -> WireError:
    """The error of a part, as one of the whole: its path begins with the part's own."""
    if isinstance(error, WireError):
        return WireError(error.problem, path=path + error.path[1:])
    return WireError(str(error) or type(error).__name__, path=path)


def _elements(value: object, read: Reader, inner: object) -> list[object]:
    if type(value) is not list:
        raise wrong_type(value, "a list")
    try:
        return [read(element, inner) for element in value]
    except (MoNetworkError, TypeError, ValueError):
        # Read once more, slowly, to say which element it was.
        for place, element in enumerate(value):
            try:
                read(element, inner)
            except (MoNetworkError, TypeError, ValueError) as error:
                raise moved(error, at_place("$", place)) from error
        raise
