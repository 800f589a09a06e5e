"""What the state of rooms keeps: small entries of strings and whole numbers.

Each that has a slot ends with its four numbers and names, in UTC minutes. They are not an entry of
their own, for 100,000 of them are read from a checkpoint before the first question is answered.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from mo_network.rooms.use import Use
from mo_network.values.moments import moment_of
from mo_network.values.slot import Slot
from mo_network.values.zones import zone

Times = tuple[int, int, str, str]
"""A slot in numbers: start and end in UTC minutes, and the names of the zones of both."""


LAST_OF_SLOTS = (date(9999, 1, 1).toordinal() - 1) * 24 * 60
"""The UTC minute with which slots end, and the year 9998."""


def times_of(slot: Slot) -> Times:
    """A slot in numbers, from which it can be had again."""
    return slot.start_minute, slot.end_minute, _key(slot.start), _key(slot.end)


class Room(NamedTuple):
    """A room; `persons` is how many may be in it, `zone` names the zone of its clock.

    Shape:   codes of equipment and accessibility, sorted; `parts` are the rooms it consists of.
    Units:   `turnover` are minutes after each booking.
    """

    id: str
    name: str
    persons: int
    zone: str
    equipment: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    turnover: int = 0

    def has_all(self, needs: frozenset[str]) -> bool:
        """Whether everything that is needed is there."""
        return not needs or needs <= {*self.equipment, *self.accessibility}


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
        return Slot.between(*self[-4:])


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
        return Slot.between(*self[-4:])


class UseEntry(NamedTuple):
    """The use of a wish or a booking, where something is said about it."""

    id: str
    purpose: str | None
    set_up: int
    tear_down: int
    seating: str | None
    is_public: bool
    is_movable: bool
    needs: tuple[str, ...]

    @classmethod
    def of(cls, name: str, use: Use) -> UseEntry:
        """The entry of a use."""
        return cls(
            name,
            use.purpose,
            use.set_up,
            use.tear_down,
            use.seating,
            use.is_public,
            use.is_movable,
            tuple(sorted(use.needs)),
        )

    @property
    def use(self) -> Use:
        """The use as it was stated."""
        return Use(
            purpose=self.purpose,
            set_up=self.set_up,
            tear_down=self.tear_down,
            seating=self.seating,
            is_public=self.is_public,
            is_movable=self.is_movable,
            needs=frozenset(self.needs),
        )


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
        return Slot.between(*self[-4:])

    def known_on(self, room_zone: str) -> date:
        """The day on which it became known, by the room's clock."""
        return moment_of(self.known_minute, zone(room_zone)).date()


def _key(at: datetime) -> str:
    # A slot keeps zones of the IANA data and UTC alone, so what is no ZoneInfo is UTC.
    return (at.tzinfo.key or "UTC") if isinstance(at.tzinfo, ZoneInfo) else "UTC"
