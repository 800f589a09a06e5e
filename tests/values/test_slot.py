"""Slots are half-open, compared in UTC, and written with their zone."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mo_network.errors import InvalidValue
from mo_network.values.moments import minute_of, moment_of
from mo_network.values.slot import Slot
from mo_network.values.zones import zone

BERLIN = "Europe/Berlin"
ZONES = ["UTC", BERLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Asia/Beirut"]
FIRST, LAST = (
    minute_of(datetime(1975, 1, 1, tzinfo=UTC)),
    minute_of(datetime(2037, 1, 1, tzinfo=UTC)),
)


@st.composite
def slots(draw: st.DrawFn) -> Slot:
    """Slots of minutes to days, in zones with and without changes of clocks."""
    start = draw(st.integers(FIRST, LAST))
    length = draw(st.integers(1, 5000))
    where = zone(draw(st.sampled_from(ZONES)))
    return Slot(moment_of(start, where), moment_of(start + length, where))


@given(slots())
def test_a_slot_is_read_as_it_was_written(slot: Slot) -> None:
    """Minutes, zones and moments survive writing, pickling and copying."""
    for twin in (Slot.parse(str(slot)), pickle.loads(pickle.dumps(slot)), copy.deepcopy(slot)):
        assert (slot, hash(slot)) == (twin, hash(twin))
        assert (slot.start, slot.end) == (twin.start, twin.end)
        assert (slot.start_minute, slot.end_minute) == (twin.start_minute, twin.end_minute)
        assert str(slot) == str(twin)


@given(slots(), st.sampled_from(ZONES))
@example(Slot.parse("2026-10-25T00:30Z/2026-10-25T01:30Z"), BERLIN)
def test_every_hour_of_a_clock_change_can_be_written(slot: Slot, key: str) -> None:
    """The minutes around a change are kept by their offset, minute by minute."""
    first = slot.start_minute
    for minute in range(first, first + 240, 15):
        moved = Slot(moment_of(minute, zone(key)), moment_of(minute + 15, zone(key)))
        assert (minute, minute + 15) == (moved.start_minute, moved.end_minute)
        assert moved == Slot.parse(str(moved))


@given(slots(), st.integers(-6000, 6000), st.integers(1, 6000))
def test_overlap_is_sharing_a_minute(slot: Slot, away: int, length: int) -> None:
    """Half-open and symmetric: two slots overlap exactly if some minute belongs to both."""
    begin = slot.start_minute + away
    other = Slot(moment_of(begin), moment_of(begin + length))
    shared = range(max(slot.start_minute, begin), min(slot.end_minute, begin + length))
    assert bool(shared) == slot.overlaps(other) == other.overlaps(slot)
    assert slot.minutes == slot.end_minute - slot.start_minute


@given(slots())
def test_a_slot_holds_its_start_and_not_its_end(slot: Slot) -> None:
    """Back to back slots do not clash."""
    assert (True, False) == (slot.start in slot, slot.end in slot)
    after = Slot(slot.end, slot.end.astimezone(UTC) + timedelta(hours=1))
    assert not slot.overlaps(after)


def test_equal_minutes_in_two_zones_are_two_slots() -> None:
    """What people agreed on is another wall clock, though they would clash."""
    here = Slot.on(date(2026, 1, 1), "18:00", "20:00", zone=BERLIN)
    there = Slot.on(date(2026, 1, 1), "18:00", "20:00", zone="Europe/Paris")
    assert here != there
    assert here.overlaps(there)
    assert here != str(here)


@pytest.mark.parametrize(("start", "end"), [("20:00", "18:00"), ("18:00", "18:00")])
def test_a_night_is_stated_and_not_guessed(start: str, end: str) -> None:
    """An end that is not after the start is refused, and `end_day` is named."""
    with pytest.raises(InvalidValue, match="end_day="):
        Slot.on(date(2026, 5, 1), start, end, zone=BERLIN)
    with pytest.raises(InvalidValue, match="empty or runs backwards"):
        Slot.on(date(2026, 5, 1), start, end, zone=BERLIN, end_day=date(2026, 5, 1))


@pytest.mark.parametrize("clock", ["24:00", "6:00", "06:60", "06:00:00", "", None, "٠٦:00"])
def test_what_is_no_wall_clock_time_is_refused(clock: str) -> None:
    """Two figures each, and no hour 24."""
    with pytest.raises(InvalidValue, match="00:00 to 23:59"):
        Slot.on(date(2026, 5, 1), clock, "20:00", zone=BERLIN)


def test_the_hour_that_does_not_exist_is_refused() -> None:
    """By `on`, by the constructor, and by reading."""
    night = date(2026, 3, 29)
    with pytest.raises(InvalidValue, match="does not exist"):
        Slot.on(night, "02:30", "04:00", zone=BERLIN)
    with pytest.raises(InvalidValue, match="does not exist"):
        Slot.parse("2026-03-29T02:30+01:00[Europe/Berlin]/2026-03-29T04:00+02:00[Europe/Berlin]")


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-01T18:00+01:00[Europe/Berlin]/2026-05-01T20:00+02:00[Europe/Berlin]",
        "2026-05-01T18:00+02:00[Europe/Berlin]/2026-05-01T20:00+01:00[Europe/Berlin]",
        "2026-05-01T18:00+02:00[Europe/Berln]/2026-05-01T20:00+02:00[Europe/Berln]",
        "2026-05-01T18:00/2026-05-01T20:00",
        "2026-05-01T18:00[Europe/Berlin]/2026-05-01T20:00[Europe/Berlin]",
        "2026-02-30T18:00Z/2026-03-01T20:00Z",
        "2026-W18-5T18:00+02:00[Europe/Berlin]/2026-W18-5T20:00+02:00[Europe/Berlin]",
        "2026-05-01T18:00Z/2026-05-01T18:00Z",
        "2026-05-01T20:00+02:00[Europe/Berlin]/2026-05-01T18:00+02:00[Europe/Berlin]",
        "2026-05-01T18:00:00Z/2026-05-01T20:00:00Z",
        "2026-05-01T24:00Z/2026-05-02T20:00Z",
        "2026-05-01T24:00+02:00[Europe/Berlin]/2026-05-02T20:00+02:00[Europe/Berlin]",
        "2026-05-01T18:00+99:00/2026-05-01T20:00+99:00",
        "0001-01-01T00:00+01:00/0001-01-01T02:00+01:00",
        "2026-05-01T18:00Z",
        "2026-05-01T18:00Z/2026-05-01T20:00Z\n",
        "",
        None,
        5,
    ],
)
def test_what_is_no_slot_is_refused(text: str) -> None:
    """Offsets that the zone does not have, unknown zones, naive moments, seconds, empty slots."""
    with pytest.raises(InvalidValue):
        Slot.parse(text)


def test_a_fixed_offset_is_kept_in_utc() -> None:
    """Without a zone's name there is no wall clock to keep."""
    expected = "2026-05-01T16:00Z/2026-05-01T18:00Z"
    assert expected == str(Slot.parse("2026-05-01T18:00+02:00/2026-05-01T20:00+02:00"))
    where = timezone(timedelta(hours=2))
    assert expected == str(
        Slot(datetime(2026, 5, 1, 18, tzinfo=where), datetime(2026, 5, 1, 20, tzinfo=where))
    )
    assert expected == str(Slot.parse("2026-05-01T16:00+00:00[UTC]/2026-05-01T18:00+00:00[UTC]"))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (datetime(2026, 5, 1, 18), datetime(2026, 5, 1, 20)),
        (datetime(2026, 5, 1, 18, 0, 1, tzinfo=UTC), datetime(2026, 5, 1, 20, tzinfo=UTC)),
        (datetime(2026, 5, 1, 18, tzinfo=UTC), datetime(2026, 5, 1, 20, 0, 0, 1, tzinfo=UTC)),
        (datetime(1850, 5, 1, 18, tzinfo=zone(BERLIN)), datetime(1850, 5, 2, tzinfo=zone(BERLIN))),
        (datetime(1, 1, 1, tzinfo=zone("Asia/Tokyo")), datetime(2, 1, 1, tzinfo=UTC)),
        (date(2026, 5, 1), date(2026, 5, 2)),
        ("2026-05-01T18:00Z", "2026-05-01T20:00Z"),
    ],
)
def test_moments_that_make_no_slot_are_refused(start: datetime, end: datetime) -> None:
    """Naive moments, seconds, local mean time, the year 0, days and text."""
    with pytest.raises(InvalidValue):
        Slot(start, end)


def test_a_slot_cannot_be_changed() -> None:
    """It is frozen, and shows itself as text."""
    slot = Slot.parse("2026-05-01T16:00Z/2026-05-01T18:00Z")
    with pytest.raises(AttributeError):
        slot.start_minute = 0  # type: ignore[misc]
    assert "Slot.parse('2026-05-01T16:00Z/2026-05-01T18:00Z')" == repr(slot)
