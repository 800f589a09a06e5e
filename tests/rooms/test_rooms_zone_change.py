"""What other zone data moves, and what then stands against each other."""

from __future__ import annotations

import struct
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from mo_network.errors import InvalidValue
from mo_network.rooms.facts import (
    BookingCancelled,
    OccurrenceMoved,
    RoomBooked,
    RoomClosed,
    SeriesBooked,
    SeriesCancelled,
)
from mo_network.scheduling import Series
from mo_network.scheduling.series import Clock, clock_of
from mo_network.values.slot import Slot
from mo_network.values.zones import zone, zone_data

Book = Callable[..., RoomBooked]
MakeSlot = Callable[[int, str, str], Slot]

SINCE, UNTIL = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)


def _always(offset: int, name: str) -> bytes:
    """A file of zone data by hand: one offset for ever, as RFC 9636 lays it out."""
    head = b"TZif2" + bytes(15)
    counts = struct.pack(">6l", 0, 0, 0, 0, 1, len(name) + 1)
    kind = struct.pack(">lbb", offset * 3600, 0, 0) + name.encode() + b"\0"
    return head + bytes(24) + head + counts + kind + f"\n{name}-{offset}\n".encode()


BERLIN = clock_of("Europe/Berlin")
# Had the parliament given up summer time: what is 18:00 on the wall is an hour later in UTC.
WINTER = Clock.read(_always(1, "CET"))


def utc(text: str) -> Slot:
    """A slot of May 2026 in UTC, written short: `05T18:00/20:00`."""
    start, _, end = text.partition("/")
    return Slot.parse(f"2026-05-{start}Z/2026-05-{start[:3]}{end}Z")


def test_bookings_and_closures_stay_on_the_wall(house: Any, book: Book, slot: MakeSlot) -> None:
    """Each is listed with both its times; what is in another zone, or cancelled, is not."""
    house.add(book("1", 5, "18:00", "20:00"))
    house.add(book("2", 6, "18:00", "20:00", slot=utc("06T16:00/18:00")))
    house.add(book("3", 7, "18:00", "20:00"))
    house.add(BookingCancelled(booking="booking:3"))
    house.add(
        RoomClosed(id="closure:1", room="room:kueche", slot=slot(8, "08:00", "09:00"), reason="x")
    )

    found = house.rooms.shifted("Europe/Berlin", BERLIN, WINTER, SINCE, UNTIL)
    assert [
        ("booking:1", "org:a", "room:saal", utc("05T16:00/18:00"), utc("05T17:00/19:00")),
        ("closure:1", "", "room:kueche", utc("08T06:00/07:00"), utc("08T07:00/08:00")),
    ] == [tuple(each) for each in found.shifted]
    assert () == found.clashes


def test_what_is_promised_in_another_zone_comes_to_stand_in_the_way(
    house: Any, book: Book, slot: MakeSlot
) -> None:
    """A guest who booked in UTC was there after the choir, and is now there in its last hour."""
    house.add(book("1", 5, "18:00", "20:00"))
    house.add(_guest(book))

    found = house.rooms.shifted("Europe/Berlin", BERLIN, WINTER, SINCE, UNTIL)
    assert [("room:saal", utc("05T18:00/19:00"), ("booking:1", "booking:guest"))] == [
        tuple(each) for each in found.clashes
    ]
    # And back again: the clash was there before, and goes.
    back = house.rooms.shifted("Europe/Berlin", WINTER, BERLIN, SINCE, UNTIL)
    assert () == back.clashes
    assert ["booking:1"] == [each.name for each in back.shifted]


def _guest(book: Book) -> RoomBooked:
    return book("guest", 5, "18:00", "19:00", slot=utc("05T18:00/19:00"))


def test_a_series_for_ever_and_its_moved_date_are_looked_at_in_the_window(
    house: Any, book: Book, slot: MakeSlot
) -> None:
    """Four Tuesdays of May move, one of them with its own time; a closure in UTC is in the way."""
    choir = Series(start="2026-04-28T18:00", minutes=60, zone="Europe/Berlin", rule="FREQ=WEEKLY")
    house.add(
        SeriesBooked(id="series:1", room="room:saal", organisation="org:a", series=choir, persons=5)
    )
    house.add(
        OccurrenceMoved(
            series="series:1", occurrence="2026-05-12T18:00", slot=slot(13, "19:00", "20:00")
        )
    )
    house.add(RoomClosed(id="closure:1", room="room:saal", slot=utc("19T17:00/18:00"), reason="x"))

    found = house.rooms.shifted("Europe/Berlin", BERLIN, WINTER, SINCE, UNTIL)
    assert [
        "series:1@2026-05-05T18:00",
        "series:1@2026-05-12T18:00",
        "series:1@2026-05-19T18:00",
        "series:1@2026-05-26T18:00",
    ] == [each.name for each in found.shifted]
    assert (utc("13T17:00/18:00"), utc("13T18:00/19:00")) == found.shifted[1][3:]
    assert [("room:saal", utc("19T17:00/18:00"), ("closure:1", "series:1@2026-05-19T18:00"))] == [
        tuple(each) for each in found.clashes
    ]


def test_the_data_of_two_zones_can_be_compared(house: Any, book: Book) -> None:
    """Any file of zone data will do; under the same one nothing moves."""
    house.add(book("1", 5, "18:00", "20:00"))
    london = Clock.read(zone_data("Europe/London"))
    berlin = Clock.read(zone_data("Europe/Berlin"))

    [found] = house.rooms.shifted("Europe/Berlin", berlin, london, SINCE, UNTIL).shifted
    assert (utc("05T16:00/18:00"), utc("05T17:00/19:00")) == (found.before, found.after)
    assert ((), ()) == house.rooms.shifted("Europe/Berlin", berlin, BERLIN, SINCE, UNTIL)


def test_what_a_gap_skips_comes_later_and_what_comes_in_from_outside_is_seen(
    house: Any, book: Book
) -> None:
    """A clock without the night's change; a date that lies in the window only afterwards."""
    night = Slot.on(SINCE.date().replace(month=3, day=29), "03:00", "04:00", zone="Europe/Berlin")
    house.add(book("1", 5, "18:00", "20:00", slot=night))
    single = Series(start="2026-05-05T18:00", minutes=60, zone="Europe/Berlin")
    house.add(
        SeriesBooked(
            id="series:1", room="room:saal", organisation="org:a", series=single, persons=5
        )
    )
    march, april = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
    gap = house.rooms.shifted("Europe/Berlin", WINTER, BERLIN, march, april)
    edge = house.rooms.shifted(
        "Europe/Berlin",
        BERLIN,
        WINTER,
        datetime(2026, 5, 5, 17, tzinfo=UTC),
        datetime(2026, 5, 5, 18, tzinfo=UTC),
    )

    assert [(60, 60)] == [(each.before.minutes, each.after.minutes) for each in gap.shifted]
    assert [("series:1@2026-05-05T18:00", utc("05T16:00/17:00"), utc("05T17:00/18:00"))] == [
        (each.name, each.before, each.after) for each in edge.shifted
    ]


def test_closures_may_overlap_and_set_up_may_lie_in_one(
    house: Any, book: Book, slot: MakeSlot
) -> None:
    """Only what nobody can want is a clash."""
    for number, text in enumerate(("05T17:00/18:00", "05T17:30/18:30"), 1):
        house.add(RoomClosed(id=f"closure:{number}", room="room:saal", slot=utc(text), reason="x"))
    house.add(
        RoomClosed(id="closure:3", room="room:saal", slot=slot(5, "18:00", "19:00"), reason="x")
    )

    assert () == house.rooms.shifted("Europe/Berlin", BERLIN, WINTER, SINCE, UNTIL).clashes


@pytest.mark.parametrize("end", [SINCE, datetime(2126, 1, 1, tzinfo=UTC)])
def test_windows_that_are_empty_or_too_long_are_refused(house: Any, end: datetime) -> None:
    """Each promise in it is looked at, so a century is too much."""
    with pytest.raises(InvalidValue, match="at most twenty years later"):
        house.rooms.shifted("Europe/Berlin", BERLIN, WINTER, SINCE, end)


def test_only_what_stands_in_the_zone_moves(house: Any, book: Book) -> None:
    """A slot of two zones moves at one end; other zones and cancelled series stay out of it."""
    start, end = utc("05T16:00/16:30").start, utc("05T18:00/18:30").start
    mixed = Slot(start.astimezone(zone("Europe/London")), end.astimezone(zone("Europe/Berlin")))
    house.add(book("1", 5, "18:00", "20:00", slot=mixed))
    for name, where in (("series:1", "Europe/London"), ("series:2", "Europe/Berlin")):
        series = Series(start="2026-05-06T10:00", minutes=60, zone=where, rule="FREQ=WEEKLY")
        house.add(
            SeriesBooked(id=name, room="room:saal", organisation="org:a", series=series, persons=5)
        )
    house.add(SeriesCancelled(series="series:2"))

    found = house.rooms.shifted("Europe/Berlin", BERLIN, WINTER, SINCE, UNTIL)
    assert [("booking:1", utc("05T16:00/18:00"), utc("05T16:00/19:00"))] == [
        (each.name, each.before, each.after) for each in found.shifted
    ]
