"""What follows from the facts of rooms: statuses, free times, the week, breaches."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from mo_network.directory.state import DirectoryState
from mo_network.errors import InvalidValue, UnknownReference
from mo_network.judging.changes import FOR_GOOD, Trial
from mo_network.judging.state import Breach, When
from mo_network.rooms.facts import (
    BookingCancelled,
    BookingMoved,
    ClosureLifted,
    RoomAdded,
    RoomBooked,
    RoomClosed,
    RoomWished,
)
from mo_network.rooms.state import RoomsState
from mo_network.values.moments import moment_of
from mo_network.values.slot import Slot

Book = Callable[..., RoomBooked]
MakeSlot = Callable[[int, str, str], Slot]


def test_a_booking_is_read_back_as_it_was_made(house: Any, book: Book) -> None:
    """Slot, zone and persons come back from the small numbers that the state keeps."""
    booked = book("1", 4, "18:00", "20:00")
    house.add(booked)
    entry = house.rooms.booking("booking:1")

    assert booked.slot == entry.slot
    assert ("room:saal", "org:a", 10, "") == (
        entry.room,
        entry.organisation,
        entry.persons,
        entry.wish,
    )
    assert "confirmed" == house.rooms.status("booking:1")


def test_slots_in_utc_and_in_two_zones_come_back(house: Any, book: Book) -> None:
    """A slot that begins in one zone and ends in another keeps both names."""
    for number, text in enumerate(
        [
            "2026-05-01T16:00Z/2026-05-01T18:00Z",
            "2026-05-02T18:00+02:00[Europe/Berlin]/2026-05-02T20:00+01:00[Europe/London]",
        ]
    ):
        house.add(book(str(number), 1, "10:00", "11:00", slot=Slot.parse(text)))
        assert text == str(house.rooms.booking(f"booking:{number}").slot)


def test_a_wish_takes_nothing(house: Any, slot: MakeSlot) -> None:
    """A wish is kept, with the minute in which it came; the room stays free."""
    evening = slot(4, "18:00", "20:00")
    house.add(
        RoomWished(id="wish:1", room="room:saal", organisation="org:a", slot=evening, persons=5)
    )

    assert evening == house.rooms.wish("wish:1").slot
    assert house.rooms.is_free("room:saal", evening)


def test_what_is_unknown_is_named(house: Any, slot: MakeSlot) -> None:
    """Queries about rooms, wishes, bookings and closures that are not there say which."""
    rooms: RoomsState = house.rooms
    for ask, name in (
        (rooms.room, "room:x"),
        (rooms.wish, "wish:x"),
        (rooms.booking, "booking:x"),
        (rooms.status, "booking:x"),
        (rooms.closure, "closure:x"),
        (lambda name: rooms.week(date(2026, 5, 4), name), "room:x"),
        (lambda name: rooms.is_free(name, slot(4, "18:00", "20:00")), "room:x"),
    ):
        with pytest.raises(UnknownReference, match=name):
            ask(name)


def test_a_closure_displaces_until_it_is_lifted(house: Any, book: Book, slot: MakeSlot) -> None:
    """A displaced booking stays promised; lifting the closure makes it whole again."""
    house.add(book("1", 4, "18:00", "20:00"))
    house.add(
        RoomClosed(
            id="closure:1", room="room:saal", slot=slot(4, "19:00", "23:00"), reason="Wasser"
        )
    )
    assert "displaced" == house.rooms.status("booking:1")
    assert not house.rooms.is_free("room:saal", slot(4, "18:00", "18:30"))

    house.add(ClosureLifted(closure="closure:1"))
    assert "confirmed" == house.rooms.status("booking:1")
    assert "Wasser" == house.rooms.closure("closure:1").reason
    assert house.rooms.is_free("room:saal", slot(4, "20:00", "23:00"))


def test_a_displacement_is_a_breach_until_mended(house: Any, book: Book, slot: MakeSlot) -> None:
    """It names closure, bookings and the day it became known; moving, cancelling, time end it."""
    for name, start, end in (
        ("1", "08:00", "10:00"),
        ("2", "10:00", "12:00"),
        ("3", "14:00", "16:00"),
    ):
        house.add(book(name, 4, start, end))
    closed = RoomClosed(
        id="closure:1", room="room:saal", slot=slot(4, "09:00", "15:00"), reason="Wasser"
    )
    known = datetime(2026, 5, 1, 22, 30, tzinfo=UTC)  # half past midnight in Berlin
    house.add(closed, known)

    def breaches(at: datetime = known) -> list[Breach]:
        return list(house.rooms.breaches(at))

    def breach(*promises: str) -> Breach:
        return Breach("rooms.closed", "room:saal", date(2026, 5, 2), "closure:1", promises)

    assert [breach("booking:1", "booking:2", "booking:3")] == breaches()
    assert breaches() == list(house.rooms.breaches(known, closed))
    assert [] == list(house.rooms.breaches(known, BookingCancelled(booking="booking:1")))
    assert [breach("booking:2", "booking:3")] == breaches(slot(4, "08:00", "10:00").end)

    house.add(BookingMoved(booking="booking:2", slot=slot(5, "10:00", "12:00")))
    assert [breach("booking:1", "booking:3")] == breaches()
    house.add(BookingCancelled(booking="booking:1"))
    assert [breach("booking:3")] == breaches()
    house.add(ClosureLifted(closure="closure:1"))
    assert [] == breaches()


def test_a_double_promise_is_a_breach(house: Any, book: Book, slot: MakeSlot) -> None:
    """Two bookings that stand against each other, after a correction, are named together."""
    house.add(book("1", 4, "18:00", "20:00"))
    house.add(book("2", 4, "19:00", "21:00"))
    day, both = date(2026, 5, 4), ("booking:1", "booking:2")

    at = datetime(2026, 5, 1, tzinfo=UTC)
    expected = Breach("rooms.capacity", "room:saal", day, "booking:2", both)
    assert [expected] == list(house.rooms.breaches(at))
    assert [] == list(house.rooms.breaches(slot(4, "19:00", "20:00").end))


def test_what_an_organisation_holds_is_not_over(house: Any, book: Book, slot: MakeSlot) -> None:
    """Bookings that are not cancelled and end on that day or later, by the room's clock."""
    for name, day in (("1", 4), ("2", 20), ("3", 21)):
        house.add(book(name, day, "00:30", "01:30"))
    house.add(BookingCancelled(booking="booking:3"))

    assert ("booking:1", "booking:2") == house.rooms.holdings("org:a", date(2026, 5, 4))
    assert ("booking:2",) == house.rooms.holdings("org:a", date(2026, 5, 5))
    assert () == house.rooms.holdings("org:b", date(2026, 5, 4))


def test_free_times_lie_between_bookings_and_closures(
    house: Any, book: Book, slot: MakeSlot
) -> None:
    """Stretches are as long as they can be, at least as long as asked, in the room's zone."""
    house.add(book("1", 4, "10:00", "12:00"))
    house.add(book("2", 4, "12:30", "14:00"))
    closed = slot(4, "13:00", "16:00")
    house.add(RoomClosed(id="closure:1", room="room:saal", slot=closed, reason="Wasser"))
    day = slot(4, "08:00", "18:00")

    assert (
        slot(4, "08:00", "10:00"),
        slot(4, "12:00", "12:30"),
        slot(4, "16:00", "18:00"),
    ) == house.rooms.free("room:saal", day.start, day.end)
    assert (slot(4, "08:00", "10:00"), slot(4, "16:00", "18:00")) == house.rooms.free(
        "room:saal", day.start, day.end, 31
    )
    assert (slot(4, "16:01", "18:00"),) == house.rooms.free(
        "room:saal", slot(4, "16:00", "17:00").start + timedelta(seconds=1), day.end
    )
    with pytest.raises(InvalidValue, match="end after the start"):
        house.rooms.free("room:saal", day.end, day.start)


def test_the_week_shows_each_day_by_the_rooms_clock(house: Any, book: Book, slot: MakeSlot) -> None:
    """Monday to Sunday; what runs past midnight stands on both days; cancelled ones on none."""
    night = Slot.on(
        date(2026, 5, 5), "22:00", "02:00", zone="Europe/Berlin", end_day=date(2026, 5, 6)
    )
    house.add(book("late", 5, "10:00", "11:00", slot=night, organisation="org:b"))
    house.add(book("early", 5, "08:00", "10:00"))
    house.add(book("gone", 5, "12:00", "13:00"))
    house.add(BookingCancelled(booking="booking:gone"))
    house.add(book("sunday", 10, "23:00", "23:59"))
    house.add(book("cooking", 5, "09:00", "11:00", room="room:kueche"))
    house.add(book("next", 11, "00:00", "01:00"))
    closed = slot(6, "01:00", "05:00")
    house.add(RoomClosed(id="closure:1", room="room:saal", slot=closed, reason="Wasser"))

    week = house.rooms.week(date(2026, 5, 7))
    rows = [[(b.id[8:], b.status) for b in day.bookings] for day in week.days]

    assert [date(2026, 5, number) for number in range(4, 11)] == [day.on for day in week.days]
    assert date(2026, 5, 4) == week.first
    assert [
        [],
        [("early", "confirmed"), ("late", "displaced"), ("cooking", "confirmed")],
        [("late", "displaced")],
        [],
        [],
        [],
        [("sunday", "confirmed")],
    ] == rows
    assert (night, "org:b") == (
        week.days[1].bookings[1].slot,
        week.days[1].bookings[1].organisation,
    )
    assert [0, 0, 1, 0, 0, 0, 0] == [len(day.closures) for day in week.days]
    assert ("closure:1", closed, "Wasser") == (
        week.days[2].closures[0].id,
        week.days[2].closures[0].slot,
        week.days[2].closures[0].reason,
    )
    kitchen = house.rooms.week(date(2026, 5, 7), "room:kueche")
    assert ["booking:cooking"] == [b.id for day in kitchen.days for b in day.bookings]


@pytest.mark.parametrize(("on", "days"), [(date.max, 5), (date.min, 7)])
def test_weeks_at_the_ends_of_the_calendar_are_shown(house: Any, on: date, days: int) -> None:
    """The last week there is ends with a Friday; the first begins with a Monday."""
    week = house.rooms.week(on)

    assert days == len(week.days)
    assert on in {day.on for day in week.days}


def test_facts_about_what_is_not_there_change_nothing(house: Any, slot: MakeSlot) -> None:
    """After a correction a later fact may speak of nothing; applying stays total."""
    before = json.dumps(house.rooms.dump())
    evening = slot(4, "18:00", "20:00")
    for fact in (
        BookingMoved(booking="booking:x", slot=evening),
        BookingCancelled(booking="booking:x"),
        ClosureLifted(closure="closure:x"),
    ):
        with Trial() as trial:
            house.rooms.apply(fact, When(evening.start), trial)
        house.rooms.apply(fact, When(evening.start), FOR_GOOD)
    assert before == json.dumps(house.rooms.dump())

    closed = RoomClosed(id="closure:1", room="room:x", slot=evening, reason="Wasser")
    trial = Trial()
    house.rooms.apply(closed, When(evening.start), trial)
    assert [] == list(house.rooms.breaches(evening.start))
    trial.take_back()
    assert before == json.dumps(house.rooms.dump())


def test_many_bookings_load_quickly() -> None:
    """A checkpoint of 20,000 bookings opens in a fraction of a second, and is the same again."""
    state = RoomsState(DirectoryState())
    at = When(datetime(2026, 1, 1, tzinfo=UTC))
    state.apply(
        RoomAdded(id="room:saal", name="Saal", persons=60, zone="Europe/Berlin"), at, FOR_GOOD
    )
    first = 1_065_000_000
    for number in range(20_000):
        start = moment_of(first + number * 60)
        booked = RoomBooked(
            id=f"booking:{number}",
            room="room:saal",
            organisation=f"org:{number % 50}",
            slot=Slot(start, start + timedelta(minutes=45)),
            persons=5,
        )
        state.apply(booked, at, FOR_GOOD)
    text = json.dumps(state.dump())
    data = json.loads(text)

    loaded = RoomsState(DirectoryState())
    began = time.process_time()
    loaded.load(data)
    took = time.process_time() - began

    assert text == json.dumps(loaded.dump())
    assert took < 1, f"{took:.3f} s"
    assert loaded.is_free("room:saal", Slot(moment_of(first + 45), moment_of(first + 60)))
    assert not loaded.is_free("room:saal", Slot(moment_of(first + 45), moment_of(first + 61)))
