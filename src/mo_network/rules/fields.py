"""Filling a rule kind's fields from a hub file, by cattrs, with every fault at its key."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple

import attrs
import cattrs
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)

from mo_network.errors import InvalidValue, MoNetworkError
from mo_network.judging.units import MOMENT, MONEY, SLOT, UNITS
from mo_network.rules.parameters import Parameter, unknown_parameter
from mo_network.rules.places import Path
from mo_network.rules.reading import Reading, suggest
from mo_network.rules.slips import doubt_of, fault_of
from mo_network.values.money import Money
from mo_network.values.slot import Slot
from mo_network.values.timeline import Timeline

_UNIT_OF = {unit.cls: unit for unit in UNITS}
_LISTS: dict[object, Callable[[Iterable[Any]], object]] = {tuple: tuple, frozenset: frozenset}


class Filled(NamedTuple):
    """A rule kind's instance and the names of the parameters that it rests on."""

    instance: Any
    parameters: frozenset[str]


class _AlreadyReportedError(Exception):
    """The parameter's own problem is reported where it stands."""


def _exactly(cls: type, how: str) -> Callable[[Any, Any], Any]:
    def structure(value: Any, _: Any) -> Any:
        if type(value) is not cls:
            raise InvalidValue(f"is {value!r:.60}: write {how}", given=value, allowed=how)
        return value

    return structure


def _read_by(load: Callable[[Any], Any], how: str) -> Callable[[Any, Any], Any]:
    exactly = _exactly(str, how)
    return lambda value, wanted: load(exactly(value, wanted))


def _no_float(value: Any, _: Any) -> Any:
    raise InvalidValue(f"is {value!r:.60}: rules have no numbers with a point", given=value)


def _marks(wanted: Any) -> tuple[Any, ...]:
    """What an annotation says of a text: its marks, or itself if it lists the words."""
    if typing.get_origin(wanted) is Annotated:
        return tuple(wanted.__metadata__) if wanted.__origin__ is str else ()
    is_enum = isinstance(wanted, type) and issubclass(wanted, Enum)
    return (wanted,) if is_enum or typing.get_origin(wanted) is Literal else ()


def _word_reader(wanted: Any) -> Callable[[Any, Any], Any]:
    marks = _marks(wanted)

    def structure(value: Any, _: Any) -> Any:
        _FILLING.get().look_at(value, marks)
        return wanted(value) if isinstance(wanted, type) else value

    return structure


def _is_timeline(wanted: object) -> bool:
    return typing.get_origin(wanted) is Timeline


def _is_list(wanted: object) -> bool:
    """Whether a field holds any number of values of one type, which a file writes as a list."""
    origin, items = typing.get_origin(wanted), typing.get_args(wanted)
    return origin is frozenset or (origin is tuple and len(items) == 2 and items[1] is ...)


def _list_reader(wanted: Any, converter: cattrs.Converter) -> Callable[[Any, Any], Any]:
    # cattrs would take a text for a list of its letters, and a table for a list of its keys.
    make, item = _LISTS[typing.get_origin(wanted)], typing.get_args(wanted)[0]
    read = converter.get_structure_hook(item)

    def structure(value: Any, _: Any) -> Any:
        if type(value) is not list:
            raise InvalidValue(f"is {value!r:.60}: write a list in brackets", given=value)
        items, faults = [], []
        for index, raw in enumerate(value):
            try:
                items.append(read(raw, item))
            except Exception as fault:  # noqa: BLE001 - collected, as cattrs does
                fault.add_note(IterableValidationNote(f"item {index}", index, item))
                faults.append(fault)
        if faults:
            raise IterableValidationError("items", faults, wanted)
        return make(items)

    return structure


class Filler:
    """Makes the rules of one hub file.

    Shape:   what is compiled for a kind serves all files that are ever read: that costs more than
             the reading. Which file a timeline's name is sought in, its reading says.
    """

    def __init__(self, reading: Reading, parameters: Mapping[str, Parameter | None]) -> None:
        self._reading = reading
        self._parameters = parameters
        self._used: set[str] = set()
        self._doubts: list[str] = []

    def fill(self, cls: type, fields: Mapping[str, Any], path: Path) -> Filled | None:
        """An instance of a rule kind, or None if there are problems, which are noted."""
        self._used, self._doubts = set(), []
        before = _FILLING.set(self)
        try:
            instance: Any = _converter().structure(fields, cls)
        except BaseValidationError as error:
            for place, fault in _leaves(error, path):
                _report(self._reading, place, fault)
        except MoNetworkError as error:
            self._reading.fault(path, str(error))
        else:
            for doubt in self._doubts:
                self._reading.hint(path, doubt)
            return Filled(instance, frozenset(self._used))
        finally:
            _FILLING.reset(before)
        return None

    def look_at(self, text: Any, marks: tuple[Any, ...]) -> None:
        """Look whether a text is a word that its field knows.

        Errors:  InvalidValue with the nearest one.
        """
        if (why := fault_of(text, marks)) is not None:
            raise InvalidValue(why, given=text)
        if (doubt := doubt_of(text, marks)) is not None:
            self._doubts.append(doubt)

    def timeline(self, name: Any, wanted: Any) -> Timeline[Any]:
        """The timeline of a parameter by its name.

        Errors:  InvalidValue for a name that is none, or of another unit.
        """
        (held,) = typing.get_args(wanted)
        marks = _marks(held)
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
            raise _AlreadyReportedError
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


_FILLING: ContextVar[Filler] = ContextVar("filling")
"""Whose parameters a timeline's name means: each thread reads its own file."""


@cache
def _converter() -> cattrs.Converter:
    """The one converter of hub files; made when the first of them is read."""
    converter = cattrs.Converter(forbid_extra_keys=True)
    for cls, hook in (
        (str, _exactly(str, "text in quotes")),
        (int, _exactly(int, "a whole number")),
        (bool, _exactly(bool, "true or false")),
        (date, _exactly(date, "a day such as 2026-01-31")),
        (float, _no_float),
        (Money, _read_by(MONEY.load, 'text such as "500.00 EUR"')),
        (datetime, _read_by(MOMENT.load, 'text such as "2026-01-31T12:00:00Z"')),
        (Slot, _read_by(SLOT.load, "a slot with its zone in quotes")),
    ):
        converter.register_structure_hook(cls, hook)
    converter.register_structure_hook_factory(lambda wanted: bool(_marks(wanted)), _word_reader)
    converter.register_structure_hook_factory(_is_list, _list_reader)
    converter.register_structure_hook_func(
        _is_timeline, lambda name, wanted: _FILLING.get().timeline(name, wanted)
    )
    return converter


def _leaves(error: BaseException, path: Path) -> Iterator[tuple[Path, BaseException]]:
    if not isinstance(error, BaseValidationError):
        yield path, error
        return
    for inner in error.exceptions:
        place = path
        for note in getattr(inner, "__notes__", ()):
            if isinstance(note, AttributeValidationNote):
                place = (*path, note.name)
            elif isinstance(note, IterableValidationNote):
                place = (*path, note.index)
        yield from _leaves(inner, place)


def _report(reading: Reading, place: Path, fault: BaseException) -> None:
    if isinstance(fault, _AlreadyReportedError):
        return
    if isinstance(fault, ForbiddenExtraKeysError):
        allowed = [field.name for field in attrs.fields(fault.cl)]
        for key in sorted(fault.extra_fields):
            reading.fault((*place, key), f"unknown key; {suggest(key, allowed)}")
    elif isinstance(fault, KeyError):
        reading.fault(place[:-1] if len(place) > 2 else place, f"lacks {fault.args[0]!r}")
    else:
        reading.fault(place, str(fault) or type(fault).__name__)
