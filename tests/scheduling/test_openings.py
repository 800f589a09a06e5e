"""Opening hours: texts, nights, exceptions, and days on which the clock is changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from mo_network.errors import InvalidValue
from mo_network.scheduling import END_OF_TIME, FIRST_MINUTE
from mo_network.scheduling.hours import Hours
from mo_network.scheduling.openings import OpeningHours, WeeklyHours
from mo_network.values.moments import minute_of, moment_of

SINCE = date(2020, 1, 1)
BERLIN = "Europe/Berlin"


def at(text: str) -> int:
    """A UTC minute."""
    return minute_of(datetime.fromisoformat(text).replace(tzinfo=UTC))


def shown(hours: OpeningHours, start: str, end: str) -> list[str]:
    """The windows between two UTC moments, as the clock on the wall shows them."""
    return [
        "/".join(f"{moment_of(minute, hours.zone):%a %H:%M}" for minute in window)
        for window in hours.windows(at(start), at(end))
    ]


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    """Friday's night reaches into Saturday, and a Saturday that is closed does not end it."""
    week = WeeklyHours.parse(SINCE, fri="18:00-02:00", sat="10:00-12:00")
    hall = OpeningHours(BERLIN, (week,), ((date(2026, 5, 2), ()),))
    expected = ["Fri 18:00/Sat 02:00", "Fri 18:00/Sat 02:00", "Sat 10:00/Sat 12:00"]
    assert expected == shown(hall, "2026-05-01", "2026-05-10")
    assert ["Sat 01:00/Sat 02:00"] == shown(hall, "2026-05-01T23:00", "2026-05-02T12:00")


def test_hours_that_touch_are_one_window() -> None:
    """A house that is open day and night is open without a seam, whatever the clock does."""
    week = WeeklyHours.parse(SINCE, **dict.fromkeys(("sat", "sun", "mon"), "00:00-24:00"))
    hall = OpeningHours(BERLIN, (week,))
    assert ["Sat 00:00/Tue 00:00"] == shown(hall, "2026-03-27T12:00", "2026-03-31T12:00")
    assert hall.is_open(at("2026-03-28T00:00"), at("2026-03-30T22:00"))
    assert at("2026-03-30T22:00") == hall.first_closed(at("2026-03-29T00:00"), at("2026-04-01"))


@pytest.mark.parametrize(
    ("day", "hours", "expected"),
    [
        ("2026-03-29", "02:30-06:00", ["Sun 03:00/Sun 06:00"]),
        ("2026-03-29", "01:00-02:30", ["Sun 01:00/Sun 03:00"]),
        ("2026-03-29", "02:10-02:50", []),
        ("2026-10-25", "02:30-03:00", ["Sun 02:30/Sun 03:00"]),
        ("2026-10-25", "01:00-02:30", ["Sun 01:00/Sun 02:30"]),
    ],
)
def test_hours_on_days_with_a_gap_or_a_fold(day: str, hours: str, expected: list[str]) -> None:
    """Skipped times wait for the clock; times that exist twice are the first."""
    hall = OpeningHours(BERLIN, (), ((date.fromisoformat(day), Hours.parse_day(hours)),))
    start = at(day) - 600
    assert expected == [
        "/".join(f"{moment_of(minute, BERLIN):%a %H:%M}" for minute in window)
        for window in hall.windows(start, start + 2400)
    ]


def test_the_hour_that_exists_twice_is_open_twice() -> None:
    """From half past two until three is an hour and a half on the night of the fold."""
    hall = OpeningHours(BERLIN, (), ((date(2026, 10, 25), Hours.parse_day("02:30-03:00")),))
    assert [90] == [end - start for start, end in hall.windows(at("2026-10-24"), at("2026-10-26"))]


def test_clocks_put_back_past_midnight_hide_no_hours() -> None:
    """In St. John's, Monday's first minute came twice; a window cut in between still sees it."""
    # On 2006-10-29 at 00:01 the clocks were put back to 23:01 of the day before.
    sunday = ((date(2006, 10, 29), Hours.parse_day("00:00-01:00")),)
    hall = OpeningHours("America/St_Johns", (), sunday)
    midnight = at("2006-10-29T02:30")
    assert [(midnight, midnight + 30)] == list(hall.windows(midnight - 60, midnight + 30))


def test_hours_change_from_a_day_on() -> None:
    """Each step of weekly hours holds from its first day until the next one's."""
    hall = OpeningHours(
        BERLIN,
        (
            WeeklyHours.parse(date(2026, 5, 4), mon="09:00-10:00", tue="09:00-10:00"),
            WeeklyHours.parse(date(2026, 5, 12), tue="20:00-21:00"),
        ),
    )
    expected = ["Mon 09:00/Mon 10:00", "Tue 09:00/Tue 10:00", "Mon 09:00/Mon 10:00"]
    assert [*expected, "Tue 20:00/Tue 21:00"] == shown(hall, "2026-04-01", "2026-05-18")


def test_what_is_closed_for_ever_is_answered_at_once() -> None:
    """Eight thousand closed years are not looked at day by day."""
    closed = OpeningHours(BERLIN, (WeeklyHours.parse(SINCE),))
    assert FIRST_MINUTE == closed.first_closed(FIRST_MINUTE, END_OF_TIME)
    assert [] == list(closed.windows(FIRST_MINUTE, END_OF_TIME))
    last = ((date(9999, 12, 31), Hours.parse_day("00:00-24:00")),)
    once = OpeningHours(BERLIN, (WeeklyHours.parse(SINCE),), last)
    assert [(END_OF_TIME - 1500, END_OF_TIME)] == list(once.windows(FIRST_MINUTE, END_OF_TIME))


def test_the_ends_of_the_calendar_are_no_trouble() -> None:
    """Hours of the first and of the last day there is, east and west of Greenwich."""
    always = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "00:00-24:00")
    for zone in ("Asia/Tokyo", "America/New_York", "UTC"):
        hall = OpeningHours(zone, (WeeklyHours.parse(date(1, 1, 1), **always),))
        ((_, end),) = hall.windows(END_OF_TIME - 5000, END_OF_TIME)
        assert END_OF_TIME - end in {0, 540}
        ((start, _),) = hall.windows(FIRST_MINUTE, 5000)
        assert start in {0, 297}


@pytest.mark.parametrize(
    ("build", "match"),
    [
        (lambda: Hours.parse("18-22"), "HH|18:00-22:00"),
        (lambda: Hours.parse("24:00-25:00"), "24:00-25:00"),
        (lambda: Hours.parse("18:00-24:01"), "18:00-24:01"),
        (lambda: Hours.parse("18:60-19:00"), "no hours"),
        (lambda: Hours(600, 600), "from 601 to 2040"),
        (lambda: Hours(600, 2041), "2041"),
        (lambda: Hours(1440, 1500), "from 0 to 1439"),
        (lambda: Hours(True, 600), "bool"),
        (lambda: Hours.parse_day("10:00-12:00 11:00-13:00"), "overlap"),
        (lambda: WeeklyHours(SINCE, ((),) * 6), "6 days"),
        (lambda: WeeklyHours(SINCE, ((Hours(9, 10), Hours(1, 2)), *((),) * 6)), "out of order"),
        (lambda: WeeklyHours.parse(SINCE, monday="10:00-12:00"), "no weekday"),
        (lambda: WeeklyHours(datetime(2026, 1, 1), ((),) * 7), "without a time"),
        (lambda: OpeningHours("Europe/Berln", ()), "Europe/Berlin"),
        (lambda: OpeningHours(BERLIN, (WeeklyHours.parse(SINCE),) * 2), "each day once"),
        (lambda: OpeningHours(BERLIN, (), ((SINCE, ()), (date(2019, 1, 1), ()))), "in order"),
        (lambda: list(OpeningHours(BERLIN, ()).windows(10, 10)), "empty"),
    ],
)
def test_hours_that_cannot_be_are_refused(build: Callable[[], object], match: str) -> None:
    """Each refusal says what was given and what is allowed."""
    with pytest.raises(InvalidValue, match=match):
        build()


@pytest.mark.parametrize("text", ["00:00-24:00", "18:00-02:00", "10:00-10:00", "09:30-12:15"])
def test_hours_are_written_as_they_are_read(text: str) -> None:
    """Reading what was written gives the same hours."""
    assert text == str(Hours.parse(text))
    assert Hours.parse("18:00-00:00") == Hours.parse("18:00-24:00")
