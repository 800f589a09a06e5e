"""The waitlist, making room, keys and damage, and bookings that nobody came to."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from mo_network.directory.state import DirectoryState
from mo_network.errors import InvalidValue, UnknownReference
from mo_network.judging.answers import Veto
from mo_network.judging.case import Case
from mo_network.judging.state import When
from mo_network.rooms.facts import (
    BookingCancelled,
    BookingUnused,
    DamageMended,
    DamageReported,
    KeyAdded,
    KeyHandedOver,
    KeyLost,
    KeyReturned,
    OpeningHoursSet,
    RoomAdded,
    RoomBooked,
    RoomClosed,
    RoomWished,
    SeriesBooked,
    Use,
    WishDeclined,
    WishWithdrawn,
)
from mo_network.rooms.hooks import booking_context
from mo_network.rooms.rule_kinds.waiting_list import WaitingList
from mo_network.rooms.state import RoomsState
from mo_network.scheduling import Series
from mo_network.values.slot import Slot
from mo_network.values.zones import zone

Book = Callable[..., RoomBooked]
MakeSlot = Callable[[int, str, str], Slot]
NOW = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
MOVABLE = Use(is_movable=True)


def _at(day: int) -> datetime:
    return datetime(2026, 4, day, 10, 0, tzinfo=UTC)


def _wish(name: str, slot: Slot, **changes: object) -> RoomWished:
    wish = RoomWished(
        id=f"wish:{name}", room="room:saal", organisation="org:b", slot=slot, persons=5
    )
    return wish.but(**changes)


def test_the_waitlist_is_in_order_and_says_what_each_waits_for(
    house: Any, book: Book, slot: MakeSlot
) -> None:
    """Bookings, dates of series, closures, hours; nothing where it could be granted now."""
    house.add(book("1", 4, "18:00", "20:00"))
    tuesdays = Series(
        start="2026-05-05T18:00", minutes=120, zone="Europe/Berlin", rule="FREQ=WEEKLY"
    )
    house.add(
        SeriesBooked(
            id="series:1", room="room:saal", organisation="org:a", series=tuesdays, persons=5
        )
    )
    closed = slot(5, "19:00", "22:00")
    house.add(RoomClosed(id="closure:1", room="room:saal", slot=closed, reason="Wasser"))
    week = ("08:00-22:00",) * 7
    house.add(OpeningHoursSet(id="hours:1", room="room:saal", since=date(2026, 1, 1), days=week))
    for name, day, asked in (
        ("late", 20, slot(4, "19:00", "21:00")),
        ("early", 10, slot(4, "17:00", "19:00")),
        ("series", 11, slot(5, "18:30", "19:30")),
        ("night", 12, slot(6, "21:00", "23:00")),
        ("free", 13, slot(6, "18:00", "20:00")),
        ("gone", 14, slot(6, "18:00", "20:00")),
        ("no", 15, slot(6, "18:00", "20:00")),
        ("granted", 9, slot(7, "18:00", "20:00")),
    ):
        house.add(_wish(name, asked), _at(day))
    house.add(WishWithdrawn(wish="wish:gone"))
    house.add(WishDeclined(wish="wish:no", reason="voll"))
    house.add(book("2", 7, "18:00", "20:00", wish="wish:granted", organisation="org:b"))

    found = house.rooms.waiting("room:saal", NOW)
    assert [
        ("wish:early", ("booking:1",)),
        ("wish:series", ("series:1@2026-05-05T18:00", "closure:1")),
        ("wish:night", ("hours",)),
        ("wish:free", ()),
        ("wish:late", ("booking:1",)),
    ] == [(each.wish, each.waits_for) for each in found]
    assert (_at(10), slot(4, "17:00", "19:00"), "org:b") == (
        found[0].received_at,
        found[0].slot,
        found[0].organisation,
    )
    house.add(BookingCancelled(booking="booking:2"))
    assert "wish:granted" == house.rooms.waiting("room:saal", NOW)[0].wish
    assert () == house.rooms.waiting("room:saal", slot(9, "10:00", "11:00").start)
    with pytest.raises(UnknownReference, match="room:x"):
        house.rooms.waiting("room:x", NOW)


def test_whoever_asked_first_comes_first(house: Any, book: Book, slot: MakeSlot) -> None:
    """A later wish is refused while an earlier one of others waits for a minute of its time."""
    evening = slot(4, "18:00", "20:00")
    house.add(_wish("first", evening), _at(10))
    house.add(_wish("other", evening, organisation="org:c"), _at(12))
    later = _wish("later", slot(4, "19:00", "21:00"), organisation="org:c")
    house.add(later, _at(11))

    def vetoes(booked: RoomBooked, rule: WaitingList = WaitingList()) -> list[Any]:  # noqa: B008
        case = Case(booked, When(_at(20)), zone("Europe/Berlin"))
        return list(rule.turn(booking_context(house.rooms, booked, case)))

    refusal = [Veto("others_wait", ("wish:first", "org:b", date(2026, 4, 10)))]
    assert refusal == vetoes(later.asks())
    assert [] == vetoes(later.asks(), WaitingList(frozenset({"room:kueche"})))
    assert [] == vetoes(_wish("first", evening).asks())
    assert [] == vetoes(later.asks().but(slot=slot(4, "20:00", "21:00")))
    assert 3 == len(vetoes(book("9", 4, "18:00", "20:00")))
    house.add(WishWithdrawn(wish="wish:first"))
    assert [] == vetoes(later.asks())
    declined = house.check(_wish("first", evening).asks())
    assert [Veto("withdrawn", ("wish:first",))] == [said.answer for said in declined.binding]


def test_room_is_made_by_the_fewest_moves(house: Any, book: Book, slot: MakeSlot) -> None:
    """Movable bookings go to equal rooms, each possible in its turn; others stay where they are."""
    for name, persons in (("eins", 20), ("zwei", 20), ("klein", 5)):
        piano = frozenset({"piano"})
        house.add(
            RoomAdded(
                id=f"room:{name}",
                name=name,
                persons=persons,
                zone="Europe/Berlin",
                equipment=piano,
            )
        )
    asked = book("9", 4, "18:00", "22:00", room="room:eins")
    assert () == house.rooms.making_room(asked)
    house.add(book("1", 4, "18:00", "20:00", room="room:eins", use=MOVABLE))
    house.add(book("2", 4, "20:00", "21:00", room="room:eins", use=MOVABLE, persons=5))
    house.add(book("3", 4, "20:00", "21:00", room="room:zwei"))

    before = json.dumps(house.rooms.dump())
    moves = house.rooms.making_room(asked)
    assert before == json.dumps(house.rooms.dump())
    assert [("booking:1", "room:zwei"), ("booking:2", "room:klein")] == [
        (move.booking, move.room) for move in moves
    ]
    for move in moves:
        assert house.check(move).is_allowed
        house.add(move)
    assert house.check(asked).is_allowed
    house.add(book("4", 5, "18:00", "20:00", room="room:eins"))
    assert () == house.rooms.making_room(book("9", 5, "18:00", "20:00", room="room:eins"))
    assert () == house.rooms.making_room(book("9", 5, "18:00", "20:00", room="room:x"))


def test_room_is_not_made_where_there_is_no_equal_one(house: Any, book: Book) -> None:
    """A smaller room, or one that lacks the piano, is not equal; a closed room stays closed."""
    house.add(book("1", 4, "18:00", "20:00", use=MOVABLE, persons=13))
    assert () == house.rooms.making_room(book("9", 4, "18:00", "20:00"))


def test_room_for_a_hall_is_not_made_in_its_own_parts(house: Any, book: Book) -> None:
    """Who has to leave one half for the whole does not go to the other half."""
    for name, parts in (("nord", ()), ("sued", ()), ("halle", ("room:nord", "room:sued"))):
        room = RoomAdded(id=f"room:{name}", name=name, persons=8, zone="Europe/Berlin", parts=parts)
        house.add(room)
    house.add(book("1", 4, "18:00", "20:00", room="room:nord", persons=8, use=MOVABLE))
    asked = book("9", 4, "18:00", "20:00", room="room:halle", persons=8)

    assert ["room:kueche"] == [move.room for move in house.rooms.making_room(asked)]
    house.add(book("2", 4, "18:00", "20:00", room="room:kueche"))
    house.add(book("3", 4, "18:00", "20:00", room="room:saal"))
    assert () == house.rooms.making_room(asked)


def test_all_that_stands_in_the_way_is_named(house: Any, book: Book, slot: MakeSlot) -> None:
    """Each booking and each closure, up to ten, and that there are more."""
    for number in range(12):
        house.add(book(str(number), 4, f"{8 + number:02}:00", f"{9 + number:02}:00"))
    house.add(
        RoomClosed(id="closure:1", room="room:saal", slot=slot(4, "21:00", "22:00"), reason="x")
    )
    outcome = house.check(book("all", 4, "08:30", "22:00"))
    found = [said.answer for said in outcome.binding]

    assert [f"booking:{number}" for number in range(10)] == [v.values[1] for v in found[:10]]
    assert [Veto("and_more", (10,))] == found[10:11]
    assert [Veto("closed", (slot(4, "21:00", "22:00"), "x", "closure:1"))] == found[11:]
    few = house.check(book("few", 4, "08:30", "10:00")).binding
    assert ["booking:0", "booking:1"] == [said.answer.values[1] for said in few]


def test_keys_are_out_until_they_are_back(house: Any) -> None:
    """Who holds which is known; a lost one keeps its last holder until it is found."""
    key = KeyAdded(id="key:1", name="Haustür 1", rooms=("room:saal", "room:kueche"))
    house.add(key)
    house.add(KeyHandedOver(key="key:1", organisation="org:a"), NOW)

    (entry,) = house.rooms.keys("org:a")
    assert ("key:1", "org:a", key.rooms) == (entry.id, entry.holder, entry.rooms)
    assert ("key:1",) == house.rooms.holdings("org:a", date(2026, 5, 1))
    house.add(KeyLost(key="key:1"))
    assert ("lost", "org:a") == (house.rooms.statuses["key:1"], house.rooms.keys()[0].holder)
    house.add(KeyReturned(key="key:1"))
    assert () == house.rooms.keys("org:a")
    assert "kept" == house.rooms.statuses["key:1"]
    loaded = RoomsState(DirectoryState())
    loaded.load(json.loads(json.dumps(house.rooms.dump())))
    assert house.rooms.keys() == loaded.keys()
    with pytest.raises(InvalidValue):
        key.but(rooms=("room:saal", "room:saal"))
    with pytest.raises(InvalidValue):
        key.but(rooms=())


def test_damage_is_listed_until_it_is_mended(house: Any, book: Book) -> None:
    """By room, with the booking after which it was found."""
    house.add(book("1", 4, "18:00", "20:00"))
    house.add(
        DamageReported(
            id="damage:1",
            room="room:saal",
            found_on=date(2026, 5, 5),
            what="Fenster",
            booking="booking:1",
        )
    )
    (entry,) = house.rooms.damages("room:saal")

    assert ("Fenster", "booking:1", date(2026, 5, 5)) == (entry.what, entry.booking, entry.found_on)
    assert () == house.rooms.damages("room:kueche")
    house.add(DamageMended(damage="damage:1"))
    assert () == house.rooms.damages()


def test_what_nobody_came_to_is_free_again(house: Any, book: Book) -> None:
    """The time can be given to others; the booking is known as unused."""
    house.add(book("1", 4, "18:00", "20:00"))
    house.add(BookingUnused(booking="booking:1"))

    assert "unused" == house.rooms.status("booking:1")
    assert house.check(book("2", 4, "18:00", "20:00")).is_allowed
    assert () == house.rooms.holdings("org:a", date(2026, 5, 1))
