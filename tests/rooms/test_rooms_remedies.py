"""What would help where a room is not to be had, against a search minute by minute."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mo_network.directory.state import DirectoryState
from mo_network.judging.changes import FOR_GOOD
from mo_network.judging.state import When
from mo_network.rooms.facts import (
    BookingCancelled,
    BookingMoved,
    RoomAdded,
    RoomBooked,
    RoomClosed,
    RoomWished,
    SeriesBooked,
    SeriesWished,
)
from mo_network.rooms.remedies import REACH, remedies
from mo_network.rooms.state import RoomsState
from mo_network.scheduling import Series
from mo_network.values.moments import moment_of
from mo_network.values.slot import Slot

Book = Callable[..., RoomBooked]
MakeSlot = Callable[[int, str, str], Slot]
LONG_AGO = datetime(2026, 4, 1, tzinfo=UTC)


def _wish(slot: Slot, persons: int = 10) -> RoomWished:
    return RoomWished(
        id="wish:1", room="room:saal", organisation="org:b", slot=slot, persons=persons
    )


def test_a_taken_room_is_offered_before_after_and_elsewhere(
    house: Any, book: Book, slot: MakeSlot
) -> None:
    """The nearer time first, then the same time in the smallest room that is large enough."""
    house.add(book("1", 4, "18:00", "20:00"))
    house.add(RoomAdded(id="room:buero", name="Büro", persons=9, zone="Europe/Berlin"))
    wish = _wish(slot(4, "18:30", "20:30"))

    assert [
        wish.but(slot=slot(4, "20:00", "22:00")),
        wish.but(slot=slot(4, "16:00", "18:00")),
        wish.but(room="room:kueche"),
    ] == list(remedies(house.rooms, wish, LONG_AGO))


def test_what_is_free_needs_no_remedy(house: Any, slot: MakeSlot) -> None:
    """Nothing is proposed where nothing is in the way, nor for facts of other sorts."""
    assert [] == list(remedies(house.rooms, _wish(slot(4, "18:00", "20:00")), LONG_AGO))
    cancelled = BookingCancelled(booking="booking:1")
    assert [] == list(remedies(house.rooms, cancelled, LONG_AGO))


def test_a_room_that_is_too_small_is_offered_larger_ones_only(
    house: Any, book: Book, slot: MakeSlot
) -> None:
    """Another time does not help a group that is too large."""
    wish = _wish(slot(4, "18:00", "20:00"), persons=13).but(room="room:kueche")

    assert [wish.but(room="room:saal")] == list(remedies(house.rooms, wish, LONG_AGO))


def test_a_displaced_booking_is_offered_where_it_can_go(
    house: Any, book: Book, slot: MakeSlot
) -> None:
    """Its own slot is not in its way; a move to another room names that room."""
    evening = slot(4, "18:00", "20:00")
    house.add(book("1", 4, "18:00", "20:00"))
    closed = slot(4, "19:00", "23:00")
    house.add(RoomClosed(id="closure:1", room="room:saal", slot=closed, reason="Wasser"))
    moved = BookingMoved(booking="booking:1", slot=evening)

    assert [
        moved.but(slot=slot(4, "17:00", "19:00")),
        moved.but(slot=Slot(closed.end, closed.end + timedelta(hours=2))),
        moved.but(room="room:kueche"),
        moved.but(slot=slot(4, "18:00", "19:00")),
    ] == list(remedies(house.rooms, moved, LONG_AGO))


def test_nothing_is_offered_that_has_begun(house: Any, book: Book, slot: MakeSlot) -> None:
    """Not before the moment of asking: neither another time nor another room."""
    house.add(book("1", 4, "18:00", "20:00"))
    wish = _wish(slot(4, "18:00", "20:00"))
    at = slot(4, "19:00", "20:00").start + timedelta(seconds=1)

    assert [wish.but(slot=slot(4, "20:00", "22:00"))] == list(remedies(house.rooms, wish, at))


FIRST = 1_065_600_000
stretches = st.tuples(st.integers(0, 60), st.integers(1, 20))


@given(
    booked=st.lists(stretches, max_size=6),
    closed=st.lists(stretches, max_size=3),
    asked=stretches,
    now=st.integers(-5, 70),
)
def test_remedies_are_the_nearest_free_times(
    booked: list[tuple[int, int]],
    closed: list[tuple[int, int]],
    asked: tuple[int, int],
    now: int,
) -> None:
    """Against a set of taken minutes: the first free start after, and the last one before."""
    state = RoomsState(DirectoryState())
    when = When(LONG_AGO)
    state.apply(RoomAdded(id="room:saal", name="Saal", persons=60, zone="UTC"), when, FOR_GOOD)

    def slot(start: int, length: int) -> Slot:
        return Slot(moment_of(FIRST + start), moment_of(FIRST + start + length))

    taken: set[int] = set()
    for number, (start, length) in enumerate([*booked, *closed]):
        taken.update(range(start, start + length))
        room, at = "room:saal", slot(start, length)
        if number < len(booked):
            fact: Any = RoomBooked(
                id=f"booking:{number}", room=room, organisation="org:a", slot=at, persons=1
            )
        else:
            fact = RoomClosed(id=f"closure:{number}", room=room, slot=at, reason="x")
        state.apply(fact, when, FOR_GOOD)

    begin, length = asked

    def is_free(start: int) -> bool:
        return start >= now and not taken & set(range(start, start + length))

    found: list[Any] = list(remedies(state, _wish(slot(begin, length)), moment_of(FIRST + now)))
    starts = {fact.slot.start_minute - FIRST for fact in found if fact.slot.minutes == length}
    shorter = {fact.slot for fact in found if fact.slot.minutes < length}

    if not taken & set(range(begin, begin + length)):
        assert set() == starts
        return
    after = next((s for s in range(begin, begin + REACH) if is_free(s)), None)
    before = next((s for s in range(begin - 1, now - 1, -1) if is_free(s)), None)
    assert {after, before} - {None} == starts
    parts = [
        (start, end)
        for start in range(begin, begin + length)
        for end in range(start + 1, begin + length + 1)
        if not taken & set(range(start, end))
    ]
    longest = max(parts, key=lambda part: part[1] - part[0], default=(0, 0))
    is_enough = begin >= now and 2 * (longest[1] - longest[0]) >= length
    assert shorter == ({slot(longest[0], longest[1] - longest[0])} if is_enough else set())


@pytest.mark.parametrize("until", ["", ";UNTIL=20260731", ";UNTIL=20260731T163000Z", ";COUNT=9"])
def test_another_hour_is_offered_for_a_series_that_ends_too(house: Any, until: str) -> None:
    """Its last day is a day, so that a later hour of it is not beyond its end."""
    taken = Series(start="2026-05-05T18:00", minutes=60, zone="Europe/Berlin", rule="FREQ=WEEKLY")
    house.add(
        SeriesBooked(id="series:1", room="room:saal", organisation="org:a", series=taken, persons=5)
    )
    wish = SeriesWished(
        id="wish:1",
        room="room:saal",
        organisation="org:b",
        series=attrs.evolve(taken, start="2026-05-05T18:30", rule=f"FREQ=WEEKLY{until}"),
        skipping=("2026-05-12T18:30",),
        persons=10,
    )

    offered = [
        fact
        for fact in remedies(house.rooms, wish, LONG_AGO)
        if isinstance(fact, SeriesWished) and fact.series.start != wish.series.start
    ]

    assert ["2026-05-05T19:30"] == [fact.series.start for fact in offered]
    assert [("2026-05-12T19:30",)] == [fact.skipping for fact in offered]
    assert [wish.series.last() is None] == [fact.series.last() is None for fact in offered]
    if until:
        lasts = [series.last() for series in (wish.series, offered[0].series)]
        assert 1 == len({last.key[:10] for last in lasts if last is not None})
