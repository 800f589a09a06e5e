"""What can happen to rooms: added, wished for, booked, moved, cancelled, closed, opened again."""

from __future__ import annotations

from typing import Annotated, ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.judging.fact import Fact, Known, Label, New, Standing
from mo_network.values.sealed import Sealed
from mo_network.values.slot import Slot
from mo_network.values.wire import Tag
from mo_network.values.zones import zone


@attrs.frozen(kw_only=True)
class RoomAdded(Fact):
    """Raum erfasst: there is a room that can be booked.

    Units:   `persons` is how many may be in it; `zone` is the name of the zone of its clock.
    Errors:  InvalidValue for a room for nobody, and for an unknown zone.
    Source:  design, section 4.

    >>> RoomAdded(id="room:saal", name="Saal", persons=60, zone="Europe/Berlin").persons
    60
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("room")]
    name: Label
    persons: int
    zone: str

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        _check_persons(self, self.persons)
        zone(self.zone)


@attrs.frozen(kw_only=True)
class RoomBooked(Fact):
    """Raum gebucht: a room is promised to an organisation for a slot.

    Shape:   `wish` is the wish it grants; None for a booking that the hub makes of its own.
    Errors:  InvalidValue for a booking for nobody.
    Source:  design, section 8.
    """

    standing: ClassVar[Standing] = Standing.DECIDED
    id: Annotated[str, New("booking")]
    wish: Annotated[str, Known("wish")] | None = None
    room: Annotated[str, Known("room")]
    organisation: Annotated[str, Known("org")]
    slot: Slot
    persons: int

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        _check_persons(self, self.persons)


@attrs.frozen(kw_only=True)
class RoomWished(Fact):
    """Raumwunsch eingegangen: an organisation asks for a room.

    Shape:   `purpose` is free text and therefore sealed.
    Errors:  InvalidValue for a wish for nobody.
    Source:  design, section 2: a received class names the decision it asks for.

    >>> slot = Slot.parse("2026-05-01T16:00Z/2026-05-01T18:00Z")
    >>> wish = RoomWished(id="wish:7", room="room:saal", organisation="org:chor", slot=slot,
    ...                   persons=20)
    >>> wish.asks().id
    'booking:7'
    """

    standing: ClassVar[Standing] = Standing.RECEIVED
    id: Annotated[str, New("wish")]
    room: Annotated[str, Known("room")]
    organisation: Annotated[str, Known("org")]
    slot: Slot
    persons: int
    purpose: Sealed | None = None

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        _check_persons(self, self.persons)

    def asks(self) -> RoomBooked:
        """The booking just as wished; its id has the wish's name."""
        return RoomBooked(
            id="booking:" + self.id.partition(":")[2],
            wish=self.id,
            room=self.room,
            organisation=self.organisation,
            slot=self.slot,
            persons=self.persons,
        )


@attrs.frozen(kw_only=True)
class BookingMoved(Fact):
    """Buchung verlegt: a booking gets another slot, another room, or both.

    Shape:   `room` is None where it stays in its room. A displaced booking is mended so.
    """

    standing: ClassVar[Standing] = Standing.DECIDED
    booking: Annotated[str, Known("booking")]
    slot: Slot
    room: Annotated[str, Known("room")] | None = None


@attrs.frozen(kw_only=True)
class BookingCancelled(Fact):
    """Buchung abgesagt: the room is not needed, so it is free again for the whole slot."""

    standing: ClassVar[Standing] = Standing.OBSERVED
    booking: Annotated[str, Known("booking")]


@attrs.frozen(kw_only=True)
class RoomClosed(Fact):
    """Raum geschlossen: nobody can use a room for a slot; what is booked then is displaced."""

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("closure")]
    room: Annotated[str, Known("room")]
    slot: Slot
    reason: Label


@attrs.frozen(kw_only=True)
class ClosureLifted(Fact):
    """Schließung aufgehoben: a closure does not stand any more, and displaces nobody."""

    standing: ClassVar[Standing] = Standing.OBSERVED
    closure: Annotated[str, Known("closure")]


FACTS: tuple[Tag, ...] = (
    Tag("rooms.room_added", 1, RoomAdded),
    Tag("rooms.room_wished", 1, RoomWished),
    Tag("rooms.room_booked", 1, RoomBooked),
    Tag("rooms.booking_moved", 1, BookingMoved),
    Tag("rooms.booking_cancelled", 1, BookingCancelled),
    Tag("rooms.room_closed", 1, RoomClosed),
    Tag("rooms.closure_lifted", 1, ClosureLifted),
)

_MOST_PERSONS = 1_000_000


def _check_persons(fact: Fact, persons: int) -> None:
    if not 1 <= persons <= _MOST_PERSONS:
        raise InvalidValue(
            f"{type(fact).__name__}.persons is {persons:.3g}: give a whole number from 1 to "
            f"{_MOST_PERSONS}",
            given=persons,
            allowed=f"1 to {_MOST_PERSONS}",
        )
