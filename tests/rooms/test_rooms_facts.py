"""The facts of rooms: what can be built, and what comes back from the wire."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from mo_network.errors import InvalidValue
from mo_network.judging.fact import Fact, Standing
from mo_network.rooms.facts import (
    FACTS,
    BookingCancelled,
    BookingMoved,
    BookingUnused,
    CancellationAsked,
    ClosureLifted,
    DamageMended,
    DamageReported,
    ExceptionLifted,
    HolidayAdded,
    HolidayRemoved,
    KeyAdded,
    KeyHandedOver,
    KeyLost,
    KeyReturned,
    OpeningException,
    OpeningHoursSet,
    RoomAdded,
    RoomBooked,
    RoomClosed,
    RoomWished,
    Use,
    WishDeclined,
    WishWithdrawn,
)
from mo_network.values.period import Period
from mo_network.values.sealed import seal
from mo_network.values.slot import Slot
from mo_network.values.wire import Wire

SLOT = Slot.parse("2026-05-01T18:00+02:00[Europe/Berlin]/2026-05-01T20:00+02:00[Europe/Berlin]")
PURPOSE, _ = seal("Probe", "wish:7/purpose", bytes(16))
BOOKED = RoomBooked(
    id="booking:7", wish="wish:7", room="room:saal", organisation="org:a", slot=SLOT, persons=20
)
WISHED = RoomWished(
    id="wish:7", room="room:saal", organisation="org:a", slot=SLOT, persons=20, purpose=PURPOSE
)
USE = Use(
    purpose="rehearsal",
    set_up=30,
    tear_down=15,
    seating="rows",
    is_public=True,
    is_movable=True,
    needs=frozenset({"piano", "step-free"}),
)
DAYS = Period.through(date(2026, 5, 1), date(2026, 5, 2))
ALL: list[Fact] = [
    RoomAdded(id="room:saal", name="Saal", persons=60, zone="Europe/Berlin"),
    WISHED,
    BOOKED,
    BookingMoved(booking="booking:7", slot=SLOT, room="room:saal"),
    BookingMoved(booking="booking:7", slot=SLOT),
    BookingCancelled(booking="booking:7"),
    RoomClosed(id="closure:1", room="room:saal", slot=SLOT, reason="Wasserschaden"),
    ClosureLifted(closure="closure:1"),
    RoomAdded(
        id="room:halle",
        name="Halle",
        persons=60,
        zone="Europe/Berlin",
        equipment=frozenset({"piano"}),
        parts=("room:saal",),
        turnover=15,
    ),
    BOOKED.but(use=USE, assured=frozenset({"caretaker"})),
    WISHED.but(use=USE),
    WishWithdrawn(wish="wish:7"),
    CancellationAsked(booking="booking:7"),
    BookingUnused(booking="booking:7"),
    OpeningHoursSet(
        id="hours:1",
        room="room:saal",
        since=DAYS.start,
        days=("09:00-12:00 14:00-22:00", "", "", "", "", "18:00-02:00", ""),
        closed_on=frozenset({"public"}),
    ),
    OpeningException(id="exception:1", days=DAYS, reason="Fest", hours="10:00-12:00"),
    ExceptionLifted(exception="exception:1"),
    HolidayAdded(id="holiday:1", calendar="public", name="Tag der Arbeit", days=DAYS),
    HolidayRemoved(holiday="holiday:1"),
    WishDeclined(wish="wish:7", reason="voll"),
    KeyAdded(id="key:1", name="Haustür", rooms=("room:saal",)),
    KeyHandedOver(key="key:1", organisation="org:a", person=PURPOSE),
    KeyReturned(key="key:1"),
    KeyLost(key="key:1"),
    DamageReported(id="damage:1", room="room:saal", found_on=DAYS.start, what="Fenster"),
    DamageMended(damage="damage:1"),
]


@pytest.mark.parametrize("fact", ALL, ids=range(len(ALL)))
def test_facts_come_back_from_the_wire(fact: Fact) -> None:
    """Each class has its tag, and a fact that is written and read is the same."""
    wire = Wire(FACTS)

    assert fact == wire.load(wire.dump(fact))
    assert type(fact) in {tag.cls for tag in FACTS}


def test_a_wish_asks_for_the_booking_as_wished() -> None:
    """The decision has the wish's name, room, slot and persons; its purpose stays sealed."""
    assert WISHED.asks() == BOOKED
    assert WISHED.but(use=USE).asks() == BOOKED.but(use=USE)
    assert CancellationAsked(booking="booking:7").asks() == BookingCancelled(booking="booking:7")
    assert Standing.RECEIVED is WISHED.standing
    assert Standing.DECIDED is WISHED.asks().standing


@pytest.mark.parametrize("persons", [0, -1, 1_000_001])
@pytest.mark.parametrize("fact", [ALL[0], WISHED, BOOKED], ids=lambda fact: type(fact).__name__)
def test_rooms_and_bookings_are_for_somebody(fact: Fact, persons: int) -> None:
    """Nobody, fewer than nobody, or more than fit a town cannot be stated."""
    with pytest.raises(InvalidValue, match=r"persons is .*: give a whole number from 1 to"):
        fact.but(persons=persons)


def test_a_room_has_a_zone_that_exists() -> None:
    """A slip in the zone's name is found when the room is added."""
    with pytest.raises(InvalidValue, match="did you mean 'Europe/Berlin'"):
        ALL[0].but(zone="Europe/Berln")


@pytest.mark.parametrize(
    "build",
    [
        lambda: BOOKED.but(room="org:a"),
        lambda: BOOKED.but(slot="tomorrow"),
        lambda: BOOKED.but(persons=True),
        lambda: RoomClosed(id="closure:1", room="room:saal", slot=SLOT, reason=" "),
    ],
    ids=["room", "slot", "persons", "reason"],
)
def test_fields_of_the_wrong_sort_are_refused(build: Callable[[], Fact]) -> None:
    """Ids of another kind, texts for slots, and empty reasons are InvalidValue."""
    with pytest.raises(InvalidValue):
        build()
