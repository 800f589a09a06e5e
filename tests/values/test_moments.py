"""Moments are aware, written in one form, and counted in minutes of UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mo_network.errors import InvalidValue
from mo_network.values.moments import (
    check_moment,
    format_moment,
    minute_of,
    moment_of,
    parse_moment,
    settle,
)
from mo_network.values.zones import zone

BERLIN = zone("Europe/Berlin")
ZONES = st.sampled_from([UTC, BERLIN, zone("America/New_York"), timezone(timedelta(hours=5))])
MOMENTS = st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=st.just(UTC))


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_moment_is_read_as_it_was_written(at: datetime) -> None:
    """To the microsecond, from the year 1 to 9999."""
    assert at == parse_moment(format_moment(at))


@given(MOMENTS, ZONES)
def test_a_moment_is_written_alike_from_every_zone(at: datetime, where: tzinfo) -> None:
    """The written form is that of UTC."""
    assert format_moment(at) == format_moment(at.astimezone(where))


@given(MOMENTS, ZONES)
def test_the_minute_is_that_of_utc(at: datetime, where: tzinfo) -> None:
    """Checked against plain subtraction of moments."""
    since = at - datetime(1, 1, 1, tzinfo=UTC)
    assert since // timedelta(minutes=1) == minute_of(at.astimezone(where).astimezone(UTC))


@given(st.integers(1440, 5 * 10**9), ZONES)
def test_a_minute_leads_to_its_moment_and_back(minute: int, where: tzinfo) -> None:
    """In every zone whose offset is whole minutes at that time."""
    at = moment_of(minute, where)
    assert minute == minute_of(at.astimezone(UTC))


@pytest.mark.parametrize("minute", [-1, 10**10, 1.5, True, None])
def test_a_minute_outside_the_calendar_is_refused(minute: int) -> None:
    """Before the year 1, after 9999, and what is no whole number."""
    with pytest.raises(InvalidValue, match="outside the years"):
        moment_of(minute)


def test_a_minute_that_leaves_the_calendar_in_its_zone_is_refused() -> None:
    """The first minute of UTC is the year before in New York."""
    with pytest.raises(InvalidValue, match="outside the years"):
        moment_of(0, "America/New_York")


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-01T16:00:00", "2026-05-01", "2026-05-01T16:00Z", "2026-05-01 16:00:00Z",
        "2026-02-30T16:00:00Z", "2026-W01-1T16:00:00Z", "2026-05-01T24:00:00Z",
        "2026-05-01T16:00:60Z", "2026-05-01T16:00:00z", "2026-05-01T16:00:00.5Z", "", None, 5,
        "0001-01-01T00:00:00+01:00", "2026-05-01T16:00:00+99:00", "2026-05-01T16:00:00Z\n",
    ],
)  # fmt: skip
def test_what_is_no_moment_is_refused(text: str) -> None:
    """Naive ones, other forms, days and hours that do not exist."""
    with pytest.raises(InvalidValue, match="is no moment"):
        parse_moment(text)


@pytest.mark.parametrize("thing", [datetime(2026, 5, 1), "2026-05-01T16:00:00Z", None])
def test_a_naive_moment_is_refused_everywhere(thing: datetime) -> None:
    """It means another moment in each zone."""
    with pytest.raises(InvalidValue):
        check_moment(thing)


def test_naive_moments_have_no_minute_and_no_text() -> None:
    """Counting and writing refuse them too."""
    for act in (minute_of, format_moment, settle):
        with pytest.raises(InvalidValue, match="has no zone"):
            act(datetime(2026, 5, 1))


def test_a_skipped_wall_clock_time_is_refused() -> None:
    """Half past two on the night when clocks go forward."""
    with pytest.raises(InvalidValue, match="does not exist in Europe/Berlin"):
        settle(datetime(2026, 3, 29, 2, 30, tzinfo=BERLIN))


def test_a_repeated_wall_clock_time_keeps_its_reading() -> None:
    """`fold` is kept in the hour that comes twice, and dropped where it means nothing."""
    twice = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    assert (0, 1) == (settle(twice).fold, settle(twice.replace(fold=1)).fold)
    assert settle(datetime(2026, 5, 1, tzinfo=BERLIN, fold=1)).fold == 0


def test_zones_are_taken_from_our_data_and_offsets_become_utc() -> None:
    """The machine's zone is replaced, wall clock kept; a fixed offset has no wall clock to keep."""
    machine = ZoneInfo.no_cache("Europe/Berlin")
    assert settle(datetime(2026, 5, 1, 18, tzinfo=machine)).tzinfo is BERLIN
    fixed = datetime(2026, 5, 1, 18, tzinfo=timezone(timedelta(hours=2)))
    assert (16, UTC) == (settle(fixed).hour, settle(fixed).tzinfo)
    assert settle(datetime(2026, 5, 1, tzinfo=zone("UTC"))).tzinfo is UTC
