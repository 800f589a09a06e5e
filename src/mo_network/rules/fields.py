"""Filling a rule kind's fields from a hub file: a reader for each type, every fault at its key."""

from __future__ import annotations

import typing
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple

import attrs

from mo_network.errors import HubFileError, InvalidValue
from mo_network.judging.units import MOMENT, MONEY, SLOT, UNITS
from mo_network.rules.parameters import Parameter, unknown_parameter
from mo_network.rules.places import Path
from mo_network.rules.reading import Reading
from mo_network.rules.slips import doubt_of, fault_of, marks_of
from mo_network.values.money import Money
from mo_network.values.slot import Slot
from mo_network.values.timeline import Timeline

_UNIT_OF = {unit.cls: unit for unit in UNITS}
_WRONG: Any = object()
"""Stands for a value that could not be read; why, is noted."""


class Filled(NamedTuple):
    """A rule kind's instance and the names of the parameters that it rests on."""

    instance: Any
    parameters: frozenset[str]


class Filler:
    """Makes the rules of one hub file, and notes what is wrong with them."""

    def __init__(self, reading: Reading, parameters: Mapping[str, Parameter | None]) -> None:
        self._reading = reading
        self._parameters = parameters
        self._used: set[str] = set()

    def fill(self, cls: type, fields: Mapping[str, Any], path: Path) -> Filled | None:
        """An instance of a rule kind, or None if there are problems, which are noted."""
        self._used = set()
        instance = self.read(_reader_of(cls), fields, path)
        if instance is _WRONG:
            return None
        return Filled(instance, frozenset(self._used))

    def read(self, read: _Reader, value: Any, path: Path) -> Any:
        """A value by its reader, or `_WRONG`; whatever a plugin's class raises is noted."""
        try:
            return read(self, value, path)
        except HubFileError:
            raise  # there are so many problems that no more are looked for
        except Exception as error:  # noqa: BLE001 - a constructor may raise anything
            self._reading.fault(path, str(error) or type(error).__name__)
            return _WRONG

    def table(self, cls: type, table: Any, path: Path) -> Any:
        """An instance of a class from a table, all of whose problems are noted."""
        readers, required = _fields_of(cls)
        self._reading.refuse_unknown(_exactly_a(dict, "a table", table), path, readers)
        lacking = [key for key in required if key not in table]
        for key in lacking:
            self._reading.fault(path, f"lacks {key!r}")
        given = {
            alias: self.read(read, table[key], (*path, key))
            for key, (alias, read) in readers.items()
            if key in table
        }
        is_whole = not lacking and table.keys() <= readers.keys() and _is_right(given.values())
        return cls(**given) if is_whole else _WRONG

    def items(self, read: _Reader, items: Any, path: Path) -> Any:
        """Each of the values of a list, all of whose problems are noted."""
        # A text is none of its letters, and a table none of its keys.
        items = _exactly_a(list, "a list in brackets", items)
        found = [self.read(read, item, (*path, index)) for index, item in enumerate(items)]
        return found if _is_right(found) else _WRONG

    def word(self, text: Any, marks: tuple[Any, ...], path: Path) -> Any:
        """A text, if it is a word that its field knows.

        Errors:  InvalidValue with the nearest one.
        """
        if (why := fault_of(text, marks)) is not None:
            raise InvalidValue(why, given=text)
        if (doubt := doubt_of(text, marks)) is not None:
            self._reading.hint(path, doubt)
        return text

    def timeline(self, held: Any, name: Any) -> Any:
        """The timeline of a parameter by its name.

        Errors:  InvalidValue for a name that is none, or of another unit.
        """
        marks = marks_of(held)
        cls: type = str if marks else held
        if type(name) is not str:
            raise InvalidValue(
                f"is {name!r:.60}: write the name of a parameter in quotes, and the number with "
                "its date and source under [parameters]"
            )
        if name not in self._parameters:
            raise InvalidValue(unknown_parameter(name, self._parameters, _UNIT_OF[cls]))
        parameter = self._parameters[name]
        if parameter is None:
            return _WRONG  # its own problem is noted where it stands
        if parameter.unit.cls is not cls:
            raise InvalidValue(
                f"the parameter {name!r:.60} has the unit {parameter.unit.name!r}; here it must be "
                f"{_UNIT_OF[cls].name!r}"
            )
        for step in parameter.timeline.steps if marks else ():
            if step.value is not None and (why := fault_of(step.value, marks)) is not None:
                raise InvalidValue(f"the parameter {name!r:.60} from {step.start} on: {why}")
        self._used.add(name)
        return parameter.timeline


_Reader = Callable[[Filler, Any, Path], Any]
"""(who fills, what the file says, where it stands) -> the value, or `_WRONG`."""


def _is_right(values: Iterable[Any]) -> bool:
    return not any(value is _WRONG for value in values)


def _exactly_a(cls: type, how: str, value: Any) -> Any:
    if type(value) is not cls:
        raise InvalidValue(f"is {value!r:.60}: write {how}", given=value, allowed=how)
    return value


def _exactly(cls: type, how: str) -> _Reader:
    return lambda _, value, __: _exactly_a(cls, how, value)


def _read_by(load: Callable[[Any], Any], how: str) -> _Reader:
    return lambda _, value, __: load(_exactly_a(str, how, value))


def _no_float(_: Filler, value: Any, __: Path) -> Any:
    raise InvalidValue(f"is {value!r:.60}: rules have no numbers with a point", given=value)


_PLAIN: Mapping[object, _Reader] = {
    str: _exactly(str, "text in quotes"),
    int: _exactly(int, "a whole number"),
    bool: _exactly(bool, "true or false"),
    date: _exactly(date, "a day such as 2026-01-31"),
    time: _exactly(time, "a time such as 22:00:00"),
    float: _no_float,
    Money: _read_by(MONEY.load, 'text such as "500.00 EUR"'),
    datetime: _read_by(MOMENT.load, 'text such as "2026-01-31T12:00:00Z"'),
    Slot: _read_by(SLOT.load, "a slot with its zone in quotes"),
}


@cache
def _reader_of(wanted: Any) -> _Reader:
    """How a value of a field's type is read; made once for all files."""
    marks, origin = marks_of(wanted), typing.get_origin(wanted)
    if marks:
        make = wanted if isinstance(wanted, type) else str
        return lambda filler, value, path: make(filler.word(value, marks, path))
    if origin in _COMPOSED:
        return _COMPOSED[origin](*typing.get_args(wanted))
    if isinstance(wanted, type) and attrs.has(wanted):
        return lambda filler, value, path: filler.table(wanted, value, path)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return _one_of([(each.value, each) for each in wanted])
    if wanted in _PLAIN:
        return _PLAIN[wanted]
    return _refuse(wanted)


def _one_of(options: Sequence[tuple[Any, Any]]) -> _Reader:
    """For what are not all words, such as numbers; true is no 1 here."""

    def read(_: Filler, value: Any, __: Path) -> Any:
        for written, meant in options:
            if type(value) is type(written) and value == written:
                return meant
        allowed = ", ".join(repr(written) for written, _ in options)
        raise InvalidValue(f"is {value!r:.60}: write one of {allowed}", given=value)

    return read


def _timeline_of(held: Any) -> _Reader:
    if isinstance(held, type) and issubclass(held, Enum):
        return _refuse(held)  # a parameter's steps are text
    return lambda filler, value, _: filler.timeline(held, value)


def _list_of(make: Callable[[Any], Any], item: Any) -> _Reader:
    read_item = _reader_of(item)

    def read(filler: Filler, value: Any, path: Path) -> Any:
        found = filler.items(read_item, value, path)
        return found if found is _WRONG else make(found)

    return read


def _some(*options: Any) -> _Reader:
    # A file leaves out what is None.
    given = [option for option in options if option is not NoneType]
    return _reader_of(given[0]) if len(given) == 1 else _refuse(options)


def _refuse(wanted: object) -> _Reader:
    raise InvalidValue(f"{wanted} is no type that a hub file can fill", given=wanted)


_COMPOSED: Mapping[object, Callable[..., _Reader]] = {
    Timeline: _timeline_of,
    Literal: lambda *words: _one_of([(word, word) for word in words]),
    Annotated: lambda inner, *_: _reader_of(inner),
    tuple: lambda item, *rest: _list_of(tuple, item) if rest == (...,) else _refuse((item, *rest)),
    frozenset: lambda item: _list_of(frozenset, item),
    typing.Union: _some,
    UnionType: _some,
}


@cache
def _fields_of(cls: type) -> tuple[Mapping[str, tuple[str, _Reader]], Collection[str]]:
    """The reader of each field, beside its name in the constructor; and those to be given."""
    hints = typing.get_type_hints(cls, include_extras=True)
    fields = [field for field in attrs.fields(cls) if field.init]
    readers = {field.name: (field.alias, _reader_of(hints[field.name])) for field in fields}
    return readers, [field.name for field in fields if field.default is attrs.NOTHING]
