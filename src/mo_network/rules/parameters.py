"""Parameters: the numbers of a hub, dated and sourced, as timelines."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import attrs

from mo_network.errors import InvalidValue, MoNetworkError
from mo_network.judging.units import UNITS, Unit
from mo_network.rules.places import Path
from mo_network.rules.reading import REQUIRED, Reading, suggest
from mo_network.values.canonical import MAX_INT
from mo_network.values.source import Source
from mo_network.values.timeline import Step, Timeline

_NATIVE = (int, date)
_UNITS = {unit.name: unit for unit in UNITS}


@attrs.frozen(eq=False)
class Parameter:
    """One named, dated number of a hub file, and the unit it is in.

    Shape:   `checked_on` is when somebody last looked whether it still holds, `review_by` the day
             by which somebody means to look again.
    """

    unit: Unit[Any]
    timeline: Timeline[Any]
    checked_on: date | None = None
    review_by: date | None = None


def read_sources(reading: Reading) -> dict[str, Source]:
    """The `[sources.*]` tables."""
    found: dict[str, Source] = {}
    for name, value in reading.named("sources").items():
        path: Path = ("sources", name)
        table = reading.table(value, path)
        reading.refuse_unknown(table, path, ("title", "article", "address", "checked_on"))
        title = reading.value(table, path, "title", str, REQUIRED)
        checked = table.get("checked_on")
        if checked is not None and type(checked) is not date:
            reading.fault((*path, "checked_on"), f"is {checked!r}: write a day, such as 2026-01-31")
            checked = None
        try:
            found[name] = Source(
                title=title or name,
                article=reading.value(table, path, "article", str, None),
                address=reading.value(table, path, "address", str, None),
                checked_on=checked,
            )
        except InvalidValue as error:
            reading.fault(path, str(error))
    return found


def read_source(
    reading: Reading, table: Mapping[str, Any], path: Path, sources: Mapping[str, Source]
) -> Source | None:
    """The source that a table names, if it does."""
    name = reading.value(table, path, "source", str, None)
    if name is None:
        return None
    if name not in sources:
        reading.fault((*path, "source"), f"unknown source {name!r}; {suggest(name, sources)}")
    return sources.get(name)


def read_parameters(reading: Reading, sources: Mapping[str, Source]) -> dict[str, Parameter | None]:
    """The `[parameters.*]` tables; None for one with problems, so that its users are no more."""
    tables = reading.named("parameters")
    return {name: _read_parameter(reading, name, value, sources) for name, value in tables.items()}


def _read_parameter(
    reading: Reading, name: str, value: object, sources: Mapping[str, Source]
) -> Parameter | None:
    path: Path = ("parameters", name)
    before = len(reading.problems)
    table = reading.table(value, path)
    keys = ("unit", "source", "steps", "ended", "checked_on", "review_by")
    reading.refuse_unknown(table, path, keys)
    unit_name = reading.value(table, path, "unit", str, REQUIRED)
    if unit_name is not None and unit_name not in _UNITS:
        reading.fault((*path, "unit"), f"unknown unit {unit_name!r}; {suggest(unit_name, _UNITS)}")
    unit = _UNITS.get(unit_name)
    default = read_source(reading, table, path, sources)
    raw = reading.value(table, path, "steps", list, REQUIRED)
    steps = [
        step
        for index, item in enumerate(raw or ())
        if (step := _read_step(reading, item, (*path, "steps", index), unit, default, sources))
    ]
    ended, *looked = (_read_day(reading, table, path, key) for key in keys[3:])
    if len(reading.problems) > before or unit is None:
        return None
    try:
        return Parameter(unit, Timeline(name, tuple(steps), ended), *looked)
    except InvalidValue as error:
        reading.fault((*path, "steps"), str(error))
        return None


def _read_day(reading: Reading, table: Mapping[str, Any], path: Path, key: str) -> date | None:
    day = table.get(key)
    if day is None or type(day) is date:
        return day
    reading.fault((*path, key), f"is {day!r}: write a day, such as 2026-01-31")
    return None


def _read_step(
    reading: Reading,
    item: object,
    path: Path,
    unit: Unit[Any] | None,
    default: Source | None,
    sources: Mapping[str, Source],
) -> Step[Any] | None:
    table = reading.table(item, path)
    reading.refuse_unknown(table, path, ("from", "value", "gap", "source"))
    source = read_source(reading, table, path, sources) or default
    start = table.get("from")
    if type(start) is not date:
        reading.fault(path, f"from is {start!r}: write the first day, such as 2026-01-01")
        return None
    if source is None:
        reading.fault(path, "has no source: every number says where it is written")
        return None
    is_gap = reading.value(table, path, "gap", bool, default=False)
    if is_gap == ("value" in table):
        reading.fault(path, "write either a value or gap = true (published: no value)")
        return None
    if is_gap:
        return Step(start, None, source)
    value = read_value(reading, table["value"], (*path, "value"), unit)
    return None if value is None else Step(start, value, source)


def unknown_parameter(name: str, parameters: Collection[str], unit: Unit[Any]) -> str:
    """What is told where no parameter has a name; a number in its place is seen for what it is."""
    try:
        unit.load(name)
    except (MoNetworkError, ValueError, TypeError):
        return f"unknown parameter {name!r:.60}; {suggest(name, parameters)}"
    if unit.name == "code":  # any text is one
        return f"unknown parameter {name!r:.60}; {suggest(name, parameters)}"
    return (
        f"{name!r:.60} is a value: write it under [parameters], with its date and source, and its "
        "name here"
    )


def read_value(reading: Reading, raw: object, path: Path, unit: Unit[Any] | None) -> Any:
    """A value in a unit, or None and a problem."""
    if unit is None:
        return None
    wanted = unit.cls if unit.cls in _NATIVE else str
    try:
        if type(raw) is not wanted or (isinstance(raw, int) and abs(raw) > MAX_INT):
            raise InvalidValue("")
        return raw if unit.cls in _NATIVE else unit.load(raw)
    except (MoNetworkError, ValueError) as error:
        why = f": {error}" if str(error) else ""
        reading.fault(
            path, f"{raw!r:.60} is no value of unit {unit.name!r}{why}; {_HOW[unit.name]}"
        )
        return None


_HOW = {
    "money": 'write text such as "500.00 EUR"',
    "day": "write a day such as 2026-01-31, without quotes",
    "moment": 'write text such as "2026-01-31T12:00:00Z"',
    "slot": "write a slot with its zone",
    "count": "write a whole number below 2^53, without quotes",
    "code": "write text in quotes",
}
