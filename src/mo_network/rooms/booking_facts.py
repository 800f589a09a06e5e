"""What can happen to a single booking: wished for, made, moved, cancelled."""

from __future__ import annotations

from typing import Annotated, ClassVar

import attrs

from mo_network.judging.fact import Fact, Known, Label, New, Standing
from mo_network.rooms.checks import require_codes, require_persons, require_slot
from mo_network.rooms.use import PLAIN_USE, Use
from mo_network.values.sealed import Sealed
from mo_network.values.slot import Slot


@attrs.frozen(kw_only=True)
class RoomBooked(Fact):
    """Raum gebucht: a room is promised to an organisation for a slot.

    Shape:   `wish` is the wish it grants; None for a booking that the hub makes of its own.
             `assured` are plain codes of what the hub has seen to, such as caretaker or deposit,
             where its rules ask for it; None says that nobody has looked yet. A shorter time, or
             less of it, is a move.
    Errors:  InvalidValue for a booking for nobody, for more than a year, and for codes that are
             none.
    Source:  design, section 8.
    """

    standing: ClassVar[Standing] = Standing.DECIDED
    id: Annotated[str, New("booking")]
    wish: Annotated[str, Known("wish")] | None = None
    room: Annotated[str, Known("room")]
    organisation: Annotated[str, Known("org")]
    slot: Slot
    persons: int
    use: Use = PLAIN_USE
    assured: frozenset[str] | None = None

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        require_persons(self, self.persons)
        require_slot(self, self.slot)
        require_codes(self, "assured", self.assured or ())


@attrs.frozen(kw_only=True)
class RoomWished(Fact):
    """Raumwunsch eingegangen: an organisation asks for a room.

    Shape:   `purpose` is free text and therefore sealed; what the hub has to know of the use
             stands in `use` as plain codes.
    Errors:  InvalidValue for a wish for nobody, and for more than a year.
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
    use: Use = PLAIN_USE

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        require_persons(self, self.persons)
        require_slot(self, self.slot)

    def asks(self) -> RoomBooked:
        """The booking just as wished; its id has the wish's name."""
        return RoomBooked(
            id="booking:" + self.id.partition(":")[2],
            wish=self.id,
            room=self.room,
            organisation=self.organisation,
            slot=self.slot,
            persons=self.persons,
            use=self.use,
        )


@attrs.frozen(kw_only=True)
class WishWithdrawn(Fact):
    """Raumwunsch zurückgezogen: whoever made a wish waits for it no longer."""

    standing: ClassVar[Standing] = Standing.OBSERVED
    wish: Annotated[str, Known("wish")]


@attrs.frozen(kw_only=True)
class WishDeclined(Fact):
    """Raumwunsch abgelehnt: the hub does not grant a wish, and says why; it waits no longer."""

    standing: ClassVar[Standing] = Standing.DECIDED
    wish: Annotated[str, Known("wish")]
    reason: Label


@attrs.frozen(kw_only=True)
class BookingMoved(Fact):
    """Buchung verlegt: a booking gets another slot, another room, or both.

    Shape:   `room` is None where it stays in its room. A displaced booking is mended so, and a
             booking shortened.
    Errors:  InvalidValue for more than a year.
    """

    standing: ClassVar[Standing] = Standing.DECIDED
    booking: Annotated[str, Known("booking")]
    slot: Slot
    room: Annotated[str, Known("room")] | None = None

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        require_slot(self, self.slot)


@attrs.frozen(kw_only=True)
class BookingCancelled(Fact):
    """Buchung abgesagt: the room is not needed, so it is free again for the whole slot."""

    standing: ClassVar[Standing] = Standing.OBSERVED
    booking: Annotated[str, Known("booking")]


@attrs.frozen(kw_only=True)
class CancellationAsked(Fact):
    """Absage eingegangen: whoever booked wants to cancel; the hub's rules say what follows.

    Shape:   it cancels nothing by itself: `BookingCancelled` does, which is what it asks for.
    """

    standing: ClassVar[Standing] = Standing.RECEIVED
    booking: Annotated[str, Known("booking")]

    def asks(self) -> BookingCancelled:
        """The cancelling of the booking."""
        return BookingCancelled(booking=self.booking)


@attrs.frozen(kw_only=True)
class BookingUnused(Fact):
    """Buchung nicht genutzt: nobody came; the rest of the time is free again.

    Shape:   what was promised stays counted as used, so that quotas do not forget it.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    booking: Annotated[str, Known("booking")]
