"""What the answers of rules about rooms speak about."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import attrs

from mo_network.judging.fact import Fact
from mo_network.judging.subject import Join, Subject
from mo_network.judging.units import CODE, COUNT
from mo_network.rooms.facts import (
    BookingMoved,
    OccurrenceMoved,
    RoomBooked,
    RoomWished,
    SeriesBooked,
    SeriesChanged,
    SeriesWished,
)
from mo_network.values.slot import Slot

_Counted = RoomBooked | RoomWished | SeriesBooked | SeriesWished
_Once = RoomBooked | RoomWished | BookingMoved | OccurrenceMoved


def _read_persons(fact: Fact) -> int | None:
    return fact.persons if isinstance(fact, _Counted) else None


def _move_persons(fact: Fact, value: int) -> Fact:
    return fact.but(persons=value) if isinstance(fact, _Counted) else fact


PERSONS: Subject[int] = Subject(
    "rooms.persons",
    COUNT,
    Join.AT_MOST,
    _read_persons,
    _move_persons,
    {"de": "Personen", "en": "persons"},
)
"""How many come; a booking that is moved leaves it as it was."""


def _read_length(fact: Fact) -> int | None:
    if isinstance(fact, _Once):
        return fact.slot.minutes
    if isinstance(fact, SeriesBooked | SeriesWished):
        return fact.series.minutes
    return fact.to.minutes if isinstance(fact, SeriesChanged) else None


def _move_length(fact: Fact, value: int) -> Fact:
    if value < 1:
        return fact
    if isinstance(fact, _Once):
        slot = fact.slot
        return fact.but(slot=Slot(slot.start, slot.end - timedelta(minutes=slot.minutes - value)))
    if isinstance(fact, SeriesBooked | SeriesWished):
        return fact.but(series=attrs.evolve(fact.series, minutes=value))
    if isinstance(fact, SeriesChanged):
        return fact.but(to=attrs.evolve(fact.to, minutes=value))
    return fact


LENGTH: Subject[int] = Subject(
    "rooms.length",
    COUNT,
    Join.AT_MOST,
    _read_length,
    _move_length,
    {"de": "Minuten", "en": "minutes"},
)
"""How long a booking lasts, or each time of a series, in minutes; it is shortened at its end."""


def _read_assured(fact: Fact) -> Any:
    return fact.assured if isinstance(fact, RoomBooked | SeriesBooked) else None


def _move_assured(fact: Fact, value: Any) -> Fact:
    return fact


ASSURED: Subject[str] = Subject(
    "rooms.assured",
    CODE,
    Join.ALL,
    _read_assured,
    _move_assured,
    {"de": "Gesichert", "en": "seen to"},
)
"""What the hub has seen to before it books, by plain codes; a person has to do it."""

SUBJECTS: tuple[Subject[Any], ...] = (PERSONS, LENGTH, ASSURED)
