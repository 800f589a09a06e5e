"""Feeds: what a room, an organisation and a caretaker see, and what outsiders do not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from tests.exchange.calendar_hub import BERLIN, PUBLIC, booking, house, put, series, slot, wish

from mo_network.errors import InvalidValue, UnknownReference
from mo_network.exchange.calendar.feeds import calendar_of
from mo_network.exchange.calendar.reading import read_calendar
from mo_network.hub.hub import Hub
from mo_network.rooms.facts import (
    BookingCancelled,
    BookingMoved,
    BookingUnused,
    ClosureLifted,
    DamageReported,
    OccurrenceMoved,
    OccurrencesCancelled,
    RoomClosed,
    SeriesCancelled,
    SeriesChanged,
)
from mo_network.rooms.week import Booked, Closed, Day
from mo_network.scheduling import Series
from mo_network.testing import HubInMemory
from mo_network.values.moments import minute_of
from mo_network.values.slot import Slot

SECRETS = (
    "Chor",
    "chor",
    "Sonnenblume",
    "Team",
    "team",
    "Probe",
    "geheim",
    "Rohrbruch",
    "booking",
    "series",
)
LATER = date(2026, 7, 21)


@pytest.fixture
def opened() -> HubInMemory:
    """A house with a booking by a wish, a series with a moved date, a closure, and more."""
    found = house()
    hub = found.hub
    put(hub, wish(hub, "w1", 4, "Probe, geheim"))
    found.clock.moment += timedelta(hours=1)
    put(hub, booking("b1", 4, wish="wish:w1"), booking("b2", 6, "room:saal", use=PUBLIC))
    put(hub, booking("b3", 7, "room:kueche", "org:team", assured=frozenset({"caretaker"})))
    put(hub, series("s1"), booking("b4", 8), booking("b5", 9))
    found.clock.moment += timedelta(hours=1)
    put(hub, BookingCancelled(booking="booking:b4"), BookingUnused(booking="booking:b5"))
    put(hub, OccurrenceMoved(series="series:s1", occurrence="2026-05-12T18:00", slot=slot(13)))
    put(
        hub,
        OccurrencesCancelled(
            series="series:s1", since="2026-05-19T18:00", through="2026-05-19T18:00"
        ),
    )
    put(hub, RoomClosed(id="closure:c1", room="room:links", slot=slot(20), reason="Rohrbruch"))
    put(hub, RoomClosed(id="closure:c2", room="room:links", slot=slot(21), reason="Irrtum"))
    put(hub, ClosureLifted(closure="closure:c2"))
    return found


def events(hub: Hub, **asked: Any) -> list[Any]:
    """The events of a feed, as the library reads them."""
    feed = calendar_of(hub, **asked)
    return icalendar.Calendar.from_ical(feed.data).walk("VEVENT")


def told(hub: Hub, **asked: Any) -> list[tuple[str, str, str]]:
    """UID, STATUS and SUMMARY of each event of a feed."""
    names = ("UID", "STATUS", "SUMMARY")
    return [tuple(str(each.get(name)) for name in names) for each in events(hub, **asked)]  # type: ignore[misc]


def test_a_room_has_what_takes_it_its_whole_and_its_closures(opened: HubInMemory) -> None:
    """A booking of the hall takes its half; cancelled ones and lifted closures are told as such."""
    choir = "Chor; Sonnenblume, e. V."

    assert [
        ("booking.b1@hub.haus", "CONFIRMED", choir),
        ("booking.b2@hub.haus", "CONFIRMED", choir),
        ("booking.b4@hub.haus", "CANCELLED", choir),
        ("booking.b5@hub.haus", "CANCELLED", choir),
        ("closure.c1@hub.haus", "CONFIRMED", "geschlossen: Rohrbruch"),
        ("closure.c2@hub.haus", "CANCELLED", "geschlossen: Irrtum"),
    ] == told(opened.hub, room="room:links", lang="de")
    first = events(opened.hub, room="room:links")[0]
    assert "Probe, geheim\n20 persons" == str(first["DESCRIPTION"])
    assert "Links" == str(first["LOCATION"])


def test_moments_come_from_the_records(opened: HubInMemory) -> None:
    """DTSTAMP is that of the last change, SEQUENCE how many there were; no clock is read."""
    cancelled = events(opened.hub, room="room:links")[2]

    assert datetime(2026, 4, 1, 11, 30, 15, tzinfo=UTC) == cancelled["CREATED"].dt
    assert datetime(2026, 4, 1, 12, 30, 15, tzinfo=UTC) == cancelled["DTSTAMP"].dt
    assert 1 == cancelled["SEQUENCE"]


def test_what_is_noted_beside_a_booking_is_no_change_of_it(opened: HubInMemory) -> None:
    """Damage that was found after it leaves the event as it was."""
    before = calendar_of(opened.hub, room="room:links").data
    opened.clock.moment += timedelta(hours=1)
    found = DamageReported(
        id="damage:d1",
        room="room:links",
        what="Stuhl",
        booking="booking:b1",
        found_on=date(2026, 4, 1),
    )
    put(opened.hub, found)

    assert before == calendar_of(opened.hub, room="room:links").data


def test_the_same_journal_gives_the_same_bytes(opened: HubInMemory) -> None:
    """Twice, a year later, and by another handle."""
    first = calendar_of(opened.hub, room="room:saal").data
    opened.clock.moment += timedelta(days=365)
    other = Hub.reopen("hub:haus", journal=opened.journal)

    assert first == calendar_of(opened.hub, room="room:saal").data
    assert first == calendar_of(other, room="room:saal").data
    assert all(len(line) <= 75 for line in first.split(b"\r\n"))


def test_outside_a_room_is_occupied_and_no_more_is_said(opened: HubInMemory) -> None:
    """No names, purposes, ids, statuses, or moments; what does not take the room is not there."""
    for lang, word in (("en", "occupied"), ("de", "belegt")):
        for room in ("room:links", "room:saal", "room:kueche"):
            asked: dict[str, Any] = {"room": room, "view": "outside", "lang": lang}
            data = calendar_of(opened.hub, **asked).data.decode()
            found = events(opened.hub, **asked)

            assert [] == [each for each in SECRETS if each in data]
            assert {word} == {str(each["SUMMARY"]) for each in found}
            names = {"UID", "DTSTAMP", "SUMMARY", "DTSTART", "DTEND", "DURATION", "RRULE"}
            names |= {"EXDATE", "RECURRENCE-ID", "X-MO-NETWORK-LENGTH", "X-MO-NETWORK-UNTIL"}
            assert set() == {name for each in found for name in each} - names
            assert {(0, 0, 0)} == {each["DTSTAMP"].dt.timetuple()[3:6] for each in found}
    assert 3 == len(events(opened.hub, room="room:links", view="outside"))


def test_outside_a_uid_stays_the_same_and_tells_nothing(opened: HubInMemory) -> None:
    """It follows from the first record's digest, which an outsider cannot guess."""
    before = [str(each["UID"]) for each in events(opened.hub, room="room:links", view="outside")]
    put(opened.hub, BookingMoved(booking="booking:b1", slot=slot(5)))
    after = [str(each["UID"]) for each in events(opened.hub, room="room:links", view="outside")]
    twin = house().hub
    put(twin, booking("b1", 4))

    assert before == after
    assert before[0] not in [
        str(each["UID"]) for each in events(twin, room="room:links", view="outside")
    ]


def test_an_organisation_has_its_own_and_no_others(opened: HubInMemory) -> None:
    """With the room before its name."""
    found = told(opened.hub, organisation="org:team")

    assert ["booking.b3@hub.haus", *["series.s1-20260505T1800@hub.haus"] * 2] == [
        uid for uid, _, _ in found
    ]
    assert "Kueche: Team" == found[0][2]


def test_a_caretaker_has_what_is_public_and_what_needs_one(opened: HubInMemory) -> None:
    """A public booking, and one with caretaker among what was seen to."""
    found = told(opened.hub, caretaker=True, lang="de")

    assert ["booking.b2@hub.haus", "booking.b3@hub.haus"] == [uid for uid, _, _ in found]
    assert b"X-WR-CALNAME:Aufsicht" in calendar_of(opened.hub, caretaker=True, lang="de").data


def test_a_series_is_a_rule_with_its_exceptions(opened: HubInMemory) -> None:
    """RRULE, EXDATE for what was cancelled, RECURRENCE-ID for what was moved, and its zone."""
    feed = calendar_of(opened.hub, room="room:rechts")
    whole, moved = read_calendar(feed.data, BERLIN).events[1].series[0], slot(13)
    data = feed.data.decode()

    assert ("2026-05-19T18:00",) == whole.exdates
    assert [("2026-05-12T18:00", "2026-05-13T18:00")] == [(m.occurrence, m.to) for m in whole.moved]
    assert "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n" in data
    assert "RRULE:FREQ=WEEKLY;UNTIL=20260728T160000Z" in data
    assert moved.start_minute in [each.start for each in whole.occurrences()]


def occupied(hub: Hub, room: str) -> list[tuple[int, int]]:
    """When a room is occupied, by its feed for outsiders, read back."""
    read = read_calendar(calendar_of(hub, room=room, view="outside").data, BERLIN)
    assert () == read.lost
    found = (each for event in read.events for one in event.series for each in one.occurrences())
    return sorted((each.start, each.end) for each in found)


def test_a_feed_says_what_the_week_of_a_room_says(opened: HubInMemory) -> None:
    """Read back, the feed of a room holds the bookings and closures of its weeks, and no others."""
    hub = opened.hub
    put(
        hub,
        SeriesChanged(
            series="series:s1",
            since="2026-06-09T18:00",
            to=Series(
                start="2026-06-10T17:00", minutes=60, zone=BERLIN, rule="FREQ=WEEKLY;COUNT=3"
            ),
        ),
        OccurrencesCancelled(
            series="series:s1", since="2026-06-17T17:00", through="2026-06-17T17:00"
        ),
        BookingMoved(booking="booking:b1", slot=slot(5, "10:00", "11:30"), room="room:kueche"),
    )
    for room in ("room:links", "room:rechts", "room:kueche"):
        weeks = [hub.rooms.week(date(2026, 5, 4) + timedelta(days=7 * k), room) for k in range(13)]
        slots = {each.slot for week in weeks for day in week.days for each in _of_day(day)}
        expected = sorted((each.start_minute, each.end_minute) for each in slots)

        assert expected == occupied(hub, room)


def _of_day(day: Day) -> tuple[Booked | Closed, ...]:
    return (*day.bookings, *day.closures)


def test_a_date_that_was_moved_into_another_room_stands_there(opened: HubInMemory) -> None:
    """In its old room it is left out; by its organisation it is told with its series."""
    hub = opened.hub
    fact = OccurrenceMoved(
        series="series:s1", occurrence="2026-05-26T18:00", slot=slot(27), room="room:kueche"
    )
    put(hub, fact)
    start, end = slot(27).start_minute, slot(27).end_minute

    assert (start, end) in occupied(hub, "room:kueche")
    assert (start, end) not in occupied(hub, "room:rechts")
    assert minute_of(datetime(2026, 5, 26, 16, tzinfo=UTC)) not in dict(
        occupied(hub, "room:rechts")
    )
    assert 4 == len(events(hub, organisation="org:team"))


def test_a_cancelled_series_is_told_as_cancelled_and_takes_nothing(opened: HubInMemory) -> None:
    """Inside it stands as CANCELLED; outside it is not there."""
    put(opened.hub, SeriesCancelled(series="series:s1"))

    assert {"CANCELLED"} == {
        status
        for uid, status, _ in told(opened.hub, room="room:rechts")
        if uid.startswith("series")
    }
    assert 1 == len(events(opened.hub, room="room:rechts", view="outside"))


def test_a_displaced_booking_is_tentative(opened: HubInMemory) -> None:
    """Whoever booked it sees that it will not take place so."""
    put(opened.hub, RoomClosed(id="closure:c3", room="room:links", slot=slot(4), reason="Wasser"))

    assert ("booking.b1@hub.haus", "TENTATIVE", "displaced: Chor; Sonnenblume, e. V.") == told(
        opened.hub, room="room:links"
    )[0]


def test_a_time_that_comes_twice_stands_in_utc_the_second_time() -> None:
    """A booking in the second 02:30 of a night in October would be read as the first."""
    hub = house().hub
    second = Slot.parse("2026-10-25T01:30Z/2026-10-25T02:30Z")
    berlin = Slot.parse(
        "2026-10-25T02:30+01:00[Europe/Berlin]/2026-10-25T03:30+01:00[Europe/Berlin]"
    )
    put(hub, booking("b1", 4, slot=berlin))

    assert b"DTSTART:20261025T013000Z" in calendar_of(hub, room="room:links").data
    assert [(second.start_minute, second.end_minute)] == occupied(hub, "room:links")


def test_a_purpose_that_was_erased_is_gone_from_the_feed(opened: HubInMemory) -> None:
    """The text is not kept anywhere else."""
    sealed = next(
        record.fact.purpose
        for record in opened.hub.journal.since(0)
        if hasattr(record.fact, "purpose")
    )
    opened.hub.erase(sealed)

    assert b"geheim" not in calendar_of(opened.hub, room="room:links").data


def test_nobody_can_put_lines_into_a_feed() -> None:
    """Names and purposes are escaped, whatever they hold."""
    hub = house().hub
    put(
        hub,
        wish(hub, "w1", 4, "a\r\nEND:VEVENT\nBEGIN:VALARM\x00\u2028;,\\n"),
        booking("b1", 4, wish="wish:w1"),
    )
    found = events(hub, room="room:links")

    assert 1 == len(found)
    assert "a\nEND:VEVENT\nBEGIN:VALARM;,\\n\n20 persons" == str(found[0]["DESCRIPTION"])


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"room": "room:links", "caretaker": True},
        {"organisation": "org:chor", "view": "outside"},
        {"caretaker": True, "view": "outside"},
        {"room": "room:links", "view": "public"},
        {"room": "room:links", "lang": "fr"},
    ],
)
def test_a_feed_that_cannot_be_is_refused(asked: dict[str, Any]) -> None:
    """One of the three, a view that goes with it, and a language that is spoken."""
    with pytest.raises(InvalidValue):
        calendar_of(house().hub, **asked)


def test_a_room_and_an_organisation_have_to_be_known() -> None:
    """An empty calendar would say that nothing is booked."""
    for asked in ({"room": "room:keller"}, {"organisation": "org:none"}):
        with pytest.raises(UnknownReference):
            calendar_of(house().hub, **asked)  # type: ignore[arg-type]


def test_without_the_extra_one_is_told_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading and writing say the same."""
    monkeypatch.setattr("mo_network.exchange.calendar.library.find_spec", lambda name: None)
    with pytest.raises(InvalidValue, match=r"pip install 'mo-network\[calendar\]'"):
        calendar_of(house().hub, room="room:links")
    with pytest.raises(InvalidValue, match=r"pip install 'mo-network\[calendar\]'"):
        read_calendar(b"", BERLIN)
