"""What local rules learn about a booking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from mo_network.judging.case import Case
from mo_network.judging.state import When
from mo_network.rooms.facts import BookingMoved, RoomBooked, RoomWished
from mo_network.rooms.hooks import PERSONS, booking_context, booking_limits
from mo_network.values.slot import Slot
from mo_network.values.zones import zone

Book = Callable[..., RoomBooked]
MakeSlot = Callable[[int, str, str], Slot]
BERLIN = zone("Europe/Berlin")


def test_a_wish_is_seen_by_the_clock_of_the_room(house: Any, slot: MakeSlot) -> None:
    """A slot that is given in UTC is judged by what the clock on the wall shows."""
    late = Slot.parse("2026-05-04T21:00Z/2026-05-04T22:30Z")
    wish = RoomWished(id="wish:1", room="room:saal", organisation="org:b", slot=late, persons=20)
    received = datetime(2026, 4, 30, 22, 30, tzinfo=UTC)
    case = Case(wish, When(datetime(2026, 5, 2, tzinfo=UTC), received), BERLIN)

    context = booking_context(house.rooms, wish.asks(), case)

    assert (date(2026, 5, 4), time(23, 0)) == (context.start_on, context.start_time)
    assert (date(2026, 5, 5), time(0, 30)) == (context.end_on, context.end_time)
    assert date(2026, 5, 1) == context.on == context.received_on
    assert date(2026, 5, 2) == context.decided_on
    assert ("room:saal", 60, "org:b", "association", 20, False) == (
        context.room,
        context.room_persons,
        context.organisation,
        context.organisation_kind,
        context.persons,
        context.is_move,
    )
    days = {basis: day_of(context) for basis, day_of in booking_limits.days.items()}
    assert {
        "received": date(2026, 5, 1),
        "decided": date(2026, 5, 2),
        "booking_start": date(2026, 5, 4),
    } == days


def test_a_booking_remembers_when_its_wish_came(house: Any, book: Book, slot: MakeSlot) -> None:
    """What is decided later is judged by the day on which the wish was received."""
    wish = RoomWished(
        id="wish:1",
        room="room:saal",
        organisation="org:a",
        slot=slot(4, "18:00", "20:00"),
        persons=5,
    )
    house.add(wish, datetime(2026, 4, 20, tzinfo=UTC))
    when = When(datetime(2026, 4, 25, tzinfo=UTC))

    def received_on(booked: RoomBooked) -> date:
        return booking_context(house.rooms, booked, Case(booked, when, BERLIN)).received_on

    assert date(2026, 4, 20) == received_on(wish.asks())
    assert date(2026, 4, 25) == received_on(book("2", 4, "18:00", "20:00"))


def test_a_move_is_seen_with_the_booking_it_moves(house: Any, book: Book, slot: MakeSlot) -> None:
    """Organisation and persons are the booking's, slot and room are the new ones."""
    house.add(book("1", 4, "18:00", "20:00", persons=7, organisation="org:c"))
    moved = BookingMoved(booking="booking:1", slot=slot(5, "09:00", "10:00"), room="room:kueche")
    case = Case(moved, When(datetime(2026, 5, 2, tzinfo=UTC)), BERLIN)

    context = booking_context(house.rooms, moved, case)
    stays = booking_context(house.rooms, moved.but(room=None), case)

    assert ("room:kueche", 12, "org:c", 7, True) == (
        context.room,
        context.room_persons,
        context.organisation,
        context.persons,
        context.is_move,
    )
    assert moved.slot == context.slot
    assert ("room:saal", 60) == (stays.room, stays.room_persons)


def test_persons_are_read_and_moved(house: Any, book: Book, slot: MakeSlot) -> None:
    """The subject moves wishes and bookings; a move has no number of its own."""
    booked = book("1", 4, "18:00", "20:00")
    moved = BookingMoved(booking="booking:1", slot=booked.slot)

    assert 10 == PERSONS.read(booked)
    assert booked.but(persons=3) == PERSONS.move(booked, 3)
    assert PERSONS.read(moved) is None
    assert moved == PERSONS.move(moved, 3)
