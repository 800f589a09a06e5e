"""What the state of rooms keeps: small entries of strings and whole numbers.

Each that has a slot ends with its four numbers and names, in UTC minutes. They are not an entry of
their own, for 100,000 of them are read from a checkpoint before the first question is answered.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from mo_network.values.moments import moment_of
from mo_network.values.slot import Slot
from mo_network.values.zones import zone

Times = tuple[int, int, str, str]
"""A slot in numbers: start and end in UTC minutes, and the names of the zones of both."""


def times_of(slot: Slot) -> Times:
    """A slot in numbers, from which it can be had again."""
    return slot.start_minute, slot.end_minute, _key(slot.start), _key(slot.end)


def _slot(start: int, end: int, start_zone: str, end_zone: str) -> Slot:
    return Slot(moment_of(start, zone(start_zone)), moment_of(end, zone(end_zone)))


class Room(NamedTuple):
    """A room; `persons` is how many may be in it, `zone` names the zone of its clock."""

    id: str
    name: str
    persons: int
    zone: str


class Wish(NamedTuple):
    """A wish for a room, and when it was handed in, in UTC minutes."""

    id: str
    room: str
    organisation: str
    persons: int
    received_minute: int
    start: int
    end: int
    start_zone: str
    end_zone: str

    @property
    def slot(self) -> Slot:
        """The slot that was wished for."""
        return _slot(*self[-4:])


class Booking(NamedTuple):
    """A booking as it stands, moved or not; `wish` is "" for one without a wish."""

    id: str
    wish: str
    room: str
    organisation: str
    persons: int
    start: int
    end: int
    start_zone: str
    end_zone: str

    @property
    def slot(self) -> Slot:
        """The slot in which the room is promised."""
        return _slot(*self[-4:])


class Closure(NamedTuple):
    """A closure, and when it became known, in UTC minutes."""

    id: str
    room: str
    reason: str
    known_minute: int
    start: int
    end: int
    start_zone: str
    end_zone: str

    @property
    def slot(self) -> Slot:
        """The slot in which nobody can use the room."""
        return _slot(*self[-4:])

    def known_on(self, room_zone: str) -> date:
        """The day on which it became known, by the room's clock."""
        return moment_of(self.known_minute, zone(room_zone)).date()


def _key(at: datetime) -> str:
    # A slot keeps zones of the IANA data and UTC alone, so what is no ZoneInfo is UTC.
    return (at.tzinfo.key or "UTC") if isinstance(at.tzinfo, ZoneInfo) else "UTC"
