"""Units: how a value of an answer is stored, read back and shown.

A capsule holds plain strings and whole numbers; the unit turns them back into values, so that
a stored answer can be judged and explained years later without the rule that gave it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar, cast

import attrs

from mo_network.errors import WireError
from mo_network.values.canonical import MAX_INT, quoted
from mo_network.values.days import format_day, parse_day
from mo_network.values.moments import format_moment, parse_moment
from mo_network.values.money import Money
from mo_network.values.slot import Slot
from mo_network.values.slot_text import as_kept

T = TypeVar("T")

Plain = str | int


@attrs.frozen(eq=False)
class Unit(Generic[T]):
    """A kind of value: its name, its class, its stored form and its words.

    Shape:   `dump` gives what a capsule stores, `json` the same as JSON text, `load` reads it
             back, `render` says it in a language.
    """

    name: str
    cls: type[T]
    dump: Callable[[T], Plain]
    load: Callable[[Any], T]
    render: Callable[[T, str], str]
    json: Callable[[T], str]


def _as_is(value: Any, lang: str) -> str:
    return str(value)


def _render_moment(value: datetime, lang: str) -> str:
    """In UTC, and saying so: what was stored no longer knows the zone it was given in."""
    moment = value.astimezone(UTC)
    return f"{format_day(moment.date(), lang)}, {moment:%H:%M} UTC"


def _render_local(value: datetime, lang: str) -> str:
    return f"{format_day(value.date(), lang)}, {value:%H:%M}"


def _render_slot(value: Slot, lang: str) -> str:
    start, end = value.start, value.end
    until = f"{end:%H:%M}" if end.date() == start.date() else _render_local(end, lang)
    zone = " UTC" if start.tzname() == "UTC" else ""
    return f"{_render_local(start, lang)}–{until}{zone}"


def _load_slot(value: str) -> Slot:
    with as_kept():  # zone data may have changed since it was stored
        return Slot.parse(value)


def _load_code(value: object) -> str:
    return str(value)


def _quoted(dump: Callable[[T], str]) -> Callable[[T], str]:
    """JSON text of a form that never holds a quote, a backslash or a control character."""
    return lambda value: f'"{dump(value)}"'


def _render_money(value: Money, lang: str) -> str:
    return value.format(lang)


MONEY = Unit("money", Money, str, Money.parse, _render_money, _quoted(Money.__str__))
DAY = Unit("day", date, date.isoformat, parse_day, format_day, _quoted(date.isoformat))
MOMENT = Unit(
    "moment", datetime, format_moment, parse_moment, _render_moment, _quoted(format_moment)
)
SLOT = Unit("slot", Slot, str, _load_slot, _render_slot, _quoted(Slot.__str__))
COUNT = Unit("count", int, int, int, _as_is, int.__repr__)
CODE = Unit("code", str, str, _load_code, _as_is, quoted)

UNITS: tuple[Unit[Any], ...] = (MONEY, DAY, MOMENT, SLOT, COUNT, CODE)
_BY_CLASS: dict[type, Unit[Any]] = {unit.cls: unit for unit in UNITS}
_BY_NAME: dict[str, Unit[Any]] = {unit.name: unit for unit in UNITS}

Scalar = Money | date | datetime | Slot | int | str


LONGEST_TEXT = 200


def is_scalar(value: object) -> bool:
    """Whether a value can stand in an answer and so be stored for ever."""
    cls = value.__class__
    if cls is str:
        text = cast("str", value)
        return len(text) <= LONGEST_TEXT and text.isprintable()
    if cls is int:
        return -MAX_INT <= cast("int", value) <= MAX_INT
    if cls is datetime:
        return cast("datetime", value).tzinfo is not None
    return cls in _BY_CLASS


def dump_scalar(value: Scalar) -> Plain | dict[str, Plain]:
    """A value with its unit's name beside it, for answers whose code does not fix the unit.

    >>> dump_scalar(Money(50000))
    {'money': '500.00 EUR'}
    """
    unit = _BY_CLASS[type(value)]
    stored: Plain = unit.dump(value)
    return stored if unit is COUNT or unit is CODE else {unit.name: stored}


def load_scalar(stored: object) -> Scalar:
    """Read back what `dump_scalar` stored."""
    if isinstance(stored, dict) and len(stored) == 1:
        ((name, value),) = stored.items()
        if name in _BY_NAME:
            loaded: Scalar = _BY_NAME[name].load(value)
            return loaded
    if isinstance(stored, str) or type(stored) is int:
        return stored
    raise WireError(f"{stored!r:.60} is no stored value of an answer", path="$.capsule")


def render_scalar(value: Scalar, lang: str) -> str:
    """A value in the words of a language ("de" or "en")."""
    return _BY_CLASS[type(value)].render(value, lang)
