"""Series become events, and events series: nothing is lost, or it is named."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import attrs
import icalendar
import pytest
from hypothesis import assume, example, given
from tests.exchange.calendar_text import BERLIN
from tests.properties.test_series import series

from mo_network.exchange.calendar.components import read_components
from mo_network.exchange.calendar.library import folded
from mo_network.exchange.calendar.reading import read_calendar
from mo_network.exchange.calendar.series_text import series_text
from mo_network.exchange.calendar.zone_reading import Zones
from mo_network.exchange.calendar.zone_text import zone_lines
from mo_network.scheduling import Move, Series
from mo_network.scheduling.series import read_wall
from mo_network.values.moments import minute_of
from mo_network.values.zones import zone_names

NIGHT = Series(
    start="2026-01-03T22:00", minutes=480, zone=BERLIN, rule="FREQ=WEEKLY", length="exact"
)


def written(one: Series) -> bytes:
    """A calendar of one series, with its zone."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tests//EN"]
    if one.zone != "UTC":
        lines += zone_lines(one.zone, read_wall(one.start, "the start"))
    for times in series_text(one).events:
        lines += ["BEGIN:VEVENT", "UID:u1", "DTSTAMP:20260101T000000Z", *times, "END:VEVENT"]
    return b"".join(map(folded, [*lines, "END:VCALENDAR"]))


def plain(one: Series) -> Series:
    """A series without moves that move nothing, and lengths that say what holds without them."""
    return attrs.evolve(
        one,
        moved=tuple(
            attrs.evolve(move, minutes=None if move.minutes == one.minutes else move.minutes)
            for move in one.moved
            if one.occurrence(move.occurrence) is not None
        ),
    )


@given(series())
@example(NIGHT)
@example(attrs.evolve(NIGHT, length="wall"))
@example(attrs.evolve(NIGHT, rule="FREQ=WEEKLY;UNTIL=20260329T023000", gap="skip", fold=1))
@example(attrs.evolve(NIGHT, start="9999-12-31T23:00", rule="", length="wall"))
def test_a_series_is_read_as_it_was_written(one: Series) -> None:
    """Series -> iCalendar -> Series is the same series, and nothing is named on the way."""
    assume(one.first() is not None)
    found = read_calendar(written(one), "Asia/Tokyo")

    assert () == found.lost
    assert ((plain(one),),) == tuple(event.series for event in found.events)


@given(series())
@example(attrs.evolve(NIGHT, length="wall"))
@example(attrs.evolve(NIGHT, start="2026-01-04T02:30", minutes=60, gap="skip"))
@example(attrs.evolve(NIGHT, start="2026-01-04T02:30", minutes=60, fold=1))
def test_without_our_own_properties_a_loss_was_named(one: Series) -> None:
    """Another program, which reads RFC 5545 alone, sees the same for two years, or it was named."""
    assume(one.first() is not None)
    kept = [line for line in written(one).split(b"\r\n") if not line.startswith(b"X-MO-NETWORK")]
    found = read_calendar(b"\r\n".join(kept), BERLIN).events[0].series[0]
    lost = {each.property for each in series_text(one).lost}
    start = read_wall(one.start, "the start") - 2 * 1440
    window = start - 60 * 1440, start + 730 * 1440
    theirs, ours = ({*each.occurrences(*window)} for each in (found, one))

    assert theirs == ours or {"DTEND", "DTSTART"} & lost


@given(series())
def test_the_library_reads_the_same_times(one: Series) -> None:
    """Starts, ends, exceptions and the rule are for `icalendar` what they are for us."""
    assume(one.start < "9990")
    found: list[Any] = icalendar.Calendar.from_ical(written(one)).walk("VEVENT")
    whole, *moved = found
    name = None if one.zone == "UTC" else one.zone
    exdates = whole.get("EXDATE", [])
    left_out = [each.dt for each in getattr(exdates, "dts", exdates)]

    assert datetime.fromisoformat(one.start) == whole["DTSTART"].dt.replace(tzinfo=None)
    assert name == whole["DTSTART"].params.get("TZID")
    assert list(one.exdates) == [f"{at:%Y-%m-%dT%H:%M}" for at in left_out]
    assert bool(one.rule) == ("RRULE" in whole)
    assert [each.to for each in plain(one).moved] == [
        f"{each['DTSTART'].dt:%Y-%m-%dT%H:%M}" for each in moved
    ]


def test_a_zone_that_is_written_out_keeps_its_clock() -> None:
    """The VTIMEZONE of each zone says what its name says, for ten years from several days on."""
    for place, name in enumerate(sorted(zone_names())):
        starts = ("1972-06-01T12:00", "2026-11-22T00:00", "2090-01-01T00:00")
        wall = read_wall(starts[place % 3], "a start")
        lines = "\r\n".join(("BEGIN:VCALENDAR", *zone_lines(name, wall), "END:VCALENDAR"))
        calendar = read_components(lines.encode(), "zone")[0]

        assert (name, "") == Zones.of(calendar, BERLIN).meaning(name, wall)


def test_a_length_by_the_wall_clock_is_named_where_it_is_felt() -> None:
    """A night over the change of the clock is named; an evening, for which nothing differs, not."""
    evening = attrs.evolve(NIGHT, start="2026-01-03T18:00", minutes=120, length="wall")
    night = attrs.evolve(NIGHT, length="wall")

    assert () == series_text(evening).lost
    assert ["DTEND"] == [lost.property for lost in series_text(night).lost]
    assert () == series_text(NIGHT).lost


def test_times_that_the_clock_skips_or_shows_twice_are_named() -> None:
    """What RFC 5545 has no form for stands in a property of ours, and is named."""
    early = attrs.evolve(NIGHT, start="2026-01-04T02:30", minutes=60)
    skipping = series_text(attrs.evolve(early, gap="skip"))
    second = series_text(attrs.evolve(early, fold=1))

    assert "X-MO-NETWORK-GAP:SKIP" in skipping.events[0]
    assert ["DTSTART"] == [lost.property for lost in skipping.lost]
    assert "X-MO-NETWORK-FOLD:1" in second.events[0]
    assert ["DTSTART"] == [lost.property for lost in second.lost]


def test_a_move_that_moves_nothing_is_named() -> None:
    """A move of an occurrence that its rule never gives is not written, and said to be lost."""
    ended = attrs.evolve(NIGHT, rule="FREQ=WEEKLY;COUNT=1")
    one = attrs.evolve(ended, moved=(Move(occurrence="2026-01-10T22:00", to="2026-01-11T22:00"),))
    text = series_text(one, "u1")

    assert 1 == len(text.events)
    assert [("u1", "RECURRENCE-ID")] == [(lost.uid, lost.property) for lost in text.lost]


def test_an_until_on_the_wall_clock_is_written_in_utc() -> None:
    """RFC 5545 asks for UTC; ours stands beside it, and counts unless somebody changed the rule."""
    one = attrs.evolve(NIGHT, rule="FREQ=WEEKLY;UNTIL=20260530T220000")
    lines = series_text(one).events[0]
    changed = written(one).replace(b"UNTIL=20260530T200000Z", b"UNTIL=20260411T200000Z")
    found = read_calendar(changed, BERLIN).events[0].series[0]

    assert "RRULE:FREQ=WEEKLY;UNTIL=20260530T200000Z" in lines
    assert "X-MO-NETWORK-UNTIL:20260530T220000" in lines
    assert "FREQ=WEEKLY;UNTIL=20260411T200000Z" == found.rule


# It ends what lasts so many hours by the wall clock, so nights are of that sort here.
PEERS = (
    attrs.evolve(NIGHT, length="wall"),
    attrs.evolve(NIGHT, start="2026-01-06T18:00", minutes=120, rule="FREQ=WEEKLY;BYDAY=TU,TH"),
    attrs.evolve(
        NIGHT, start="2026-01-05T00:00", minutes=1440, rule="FREQ=DAILY;INTERVAL=3", length="wall"
    ),
    attrs.evolve(NIGHT, start="2026-01-31T10:00", rule="FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=20"),
    attrs.evolve(NIGHT, start="2026-01-08T19:30", rule="FREQ=MONTHLY;BYDAY=2TH;COUNT=9"),
    attrs.evolve(NIGHT, start="2026-01-06T18:00", rule="FREQ=WEEKLY;UNTIL=20261222T170000Z"),
    attrs.evolve(NIGHT, start="2026-01-06T18:00", rule="FREQ=WEEKLY;UNTIL=20261222T180000"),
    attrs.evolve(NIGHT, start="2026-01-06T18:00", zone="America/New_York"),
    attrs.evolve(NIGHT, start="2026-01-06T18:00", zone="UTC", length="wall", minutes=90),
    attrs.evolve(
        NIGHT,
        start="2026-01-06T18:00",
        minutes=90,
        length="wall",
        exdates=("2026-01-13T18:00", "2026-07-07T18:00"),
        rdates=("2026-01-15T09:00",),
        moved=(
            Move(occurrence="2026-02-03T18:00", to="2026-02-04T19:00"),
            Move(occurrence="2026-06-02T18:00", to="2026-06-02T17:00", minutes=45),
        ),
    ),
)


@pytest.mark.parametrize("one", PEERS, ids=str)
def test_a_peer_sees_the_same_occurrences_over_two_years(one: Series) -> None:
    """Where recurring-ical-events is installed, it gives our starts and ends from our feed."""
    peer = pytest.importorskip("recurring_ical_events", exc_type=ImportError)
    found = peer.of(icalendar.Calendar.from_ical(written(one))).between((2026, 1, 1), (2028, 1, 5))
    theirs = sorted(
        (minute_of(as_moment(each["DTSTART"].dt)), minute_of(as_moment(each["DTEND"].dt)))
        for each in found
    )
    first, last = (minute_of(datetime(year, 1, 2, tzinfo=UTC)) for year in (2026, 2028))
    ours = [(start, end) for _, start, end in one.occurrences(first, last)]

    assert [each for each in theirs if each[0] < last] == ours


def as_moment(at: datetime) -> datetime:
    """A moment with a zone of the standard library, which is what our functions take."""
    return datetime.fromtimestamp(at.timestamp(), UTC)
