"""Two series, decided for ever: evenings, nights, zones, rare days, and the end of the calendar."""

from __future__ import annotations

import attrs
import pytest

from mo_network.errors import InvalidValue
from mo_network.scheduling import Series
from mo_network.scheduling.deciding import (
    NEVER_CODES,
    Meeting,
    Never,
    first_meeting,
    first_meeting_with_itself,
)
from mo_network.scheduling.deciding.keeping import Keeper
from mo_network.scheduling.deciding.rays import Ray
from mo_network.scheduling.deciding.timetable import LONGEST_PAD, Timetable

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"


def weekly(start: str, minutes: int = 90, zone: str = BERLIN, more: str = "") -> Series:
    """A series that comes each week for ever, or as it is said."""
    return Series(start=start, minutes=minutes, zone=zone, rule=f"FREQ=WEEKLY{more}")


def meeting(one: Series, other: Series) -> Meeting:
    """Where they meet, for those that do; the same both ways."""
    found, back = first_meeting(one, other), first_meeting(other, one)
    assert isinstance(found, Meeting)
    assert isinstance(back, Meeting)
    assert (found.at, found.one, found.other) == (back.at, back.other, back.one)
    return found


def code(one: Series, other: Series) -> str:
    """Why they never meet, for those that do not; the same both ways."""
    found, back = first_meeting(one, other), first_meeting(other, one)
    assert isinstance(found, Never)
    assert found == back
    assert found.code in NEVER_CODES
    return found.code


def test_back_to_back_series_never_meet() -> None:
    """Half-open: one that begins as the other ends is not in its way, for ever."""
    assert code(weekly("2026-05-05T18:00"), weekly("2026-05-05T19:30")) == "times_apart"


def test_series_that_overlap_meet_where_the_later_one_begins() -> None:
    """The first meeting is the first occurrence at which both are under way."""
    found = meeting(weekly("2026-05-05T18:00"), weekly("2027-05-04T19:29"))
    assert (found.one_key, found.other_key) == ("2027-05-04T18:00", "2027-05-04T19:29")


def test_different_weekdays_never_meet_and_say_so() -> None:
    """Times that would touch on days that never fall together."""
    one, other = weekly("2026-05-05T18:00"), weekly("2026-05-06T18:00")
    assert code(one, other) == "days_apart"
    assert first_meeting(one, other) == Never("days_apart", (("every", 7),))


def test_series_that_are_over_before_the_other_begins_never_meet() -> None:
    """The same hour of the same weekday, in different years."""
    early = Series(start="2026-05-05T18:00", minutes=90, zone=BERLIN, rule="FREQ=MONTHLY;COUNT=3")
    late = weekly("2030-05-07T18:00")
    assert code(early, late) == "one_ends_first"
    assert code(weekly("2026-05-05T18:00", more=";COUNT=9"), late) == "dates_apart"


def test_every_second_week_and_the_weeks_between_never_meet() -> None:
    """Two fortnights that alternate: the greatest common divisor tells."""
    one = weekly("2026-05-05T18:00", more=";INTERVAL=2")
    other = weekly("2026-05-12T18:00", more=";INTERVAL=4")
    assert first_meeting(one, other) == Never("days_apart", (("every", 14),))


def test_intervals_without_a_common_divisor_meet_at_last() -> None:
    """Every 89 days and every 97 days: they meet, and on the first day that both have."""
    one = Series(start="2026-01-01T18:00", minutes=60, zone=BERLIN, rule="FREQ=DAILY;INTERVAL=89")
    other = Series(start="2026-01-02T18:30", minutes=60, zone=BERLIN, rule="FREQ=DAILY;INTERVAL=97")
    found = meeting(one, other)
    assert found.one_key[:10] == found.other_key[:10]


def test_exceptions_are_looked_at() -> None:
    """A meeting that was cancelled is none; one that was moved into the way is one."""
    choir = weekly("2026-05-05T18:00")
    once = Series(start="2026-05-12T18:00", minutes=60, zone=BERLIN)
    assert meeting(choir, once).one_key == "2026-05-12T18:00"
    assert code(choir.without("2026-05-12T18:00"), once) == "dates_apart"
    moved = choir.without("2026-05-12T18:00").moved_to("2026-05-05T18:00", "2026-05-12T18:30")
    assert meeting(moved, once).one_key == "2026-05-05T18:00"


def test_added_occurrences_meet_each_other() -> None:
    """Two series that share nothing but an added day."""
    one = Series(start="2026-05-05T18:00", minutes=60, zone=BERLIN, rdates=("2031-05-05T10:00",))
    other = Series(
        start="2026-06-05T18:00", minutes=60, zone=NEW_YORK, rdates=("2031-05-05T04:59",)
    )
    assert meeting(one, other).other_key == "2031-05-05T04:59"


def test_nights_reach_into_the_next_day() -> None:
    """A night across midnight meets the early morning after it."""
    night = weekly("2026-05-05T23:00", 360)
    assert meeting(night, weekly("2026-05-06T04:30", 30)).other_key == "2026-05-06T04:30"
    assert code(night, weekly("2026-05-06T05:00", 30)) == "times_apart"


def test_set_up_and_tear_down_count() -> None:
    """What lies back to back meets as soon as one needs a minute more."""
    from mo_network.scheduling.deciding.meeting import meet

    one, other = weekly("2026-05-05T18:00"), weekly("2026-05-05T19:30")
    assert isinstance(meet(Timetable(one), Timetable(other)), Never)
    found = meet(Timetable(one, after=1), Timetable(other))
    assert isinstance(found, Meeting)
    earlier = meet(Timetable(one), Timetable(other, before=30))
    assert isinstance(earlier, Meeting)
    assert found.at - earlier.at == 30


def test_zones_that_change_their_clocks_on_different_days_meet_between() -> None:
    """Berlin's 18:00 is New York's noon, but for the weeks in which one has changed alone."""
    berlin = weekly("2026-05-05T17:00", 60)
    new_york = weekly("2026-05-05T12:00", 60, NEW_YORK)
    found = meeting(berlin, new_york)
    # From the last Sunday of October to the first of November five hours lie between them.
    assert (found.one_key, found.other_key) == ("2026-10-27T17:00", "2026-10-27T12:00")


def test_zones_with_a_quarter_of_an_hour_are_decided() -> None:
    """Kathmandu is five hours and three quarters ahead, all the year."""
    nepal = weekly("2026-05-05T18:00", 15, "Asia/Kathmandu")
    assert code(nepal, weekly("2026-05-05T12:00", 15, "UTC")) == "times_apart"
    assert meeting(nepal, weekly("2026-05-05T12:15", 15, "UTC")).one_key == "2026-05-05T18:00"


def test_half_an_hour_of_summer_time_is_decided() -> None:
    """Lord Howe goes forward by half an hour: at noon UTC it is 22:30 or 23:00 there."""
    island = weekly("2026-05-05T22:30", 30, "Australia/Lord_Howe")
    assert code(island, weekly("2026-05-05T12:30", 30, "UTC")) == "times_apart"
    found = meeting(island, weekly("2026-05-05T11:30", 30, "UTC"))
    assert found.one_key == "2026-10-06T22:30"


def test_a_time_that_does_not_exist_is_put_off_into_another() -> None:
    """02:30 on the day the clock goes forward is 03:30, and there somebody else is."""
    early = weekly("2026-01-04T02:30", 30)
    later = weekly("2026-01-04T03:30", 30)
    assert meeting(early, later).one_key == "2026-03-29T02:30"
    # All of it is put off: it keeps its half hour, though 03:00 comes at the same moment.
    assert meeting(early, weekly("2026-01-04T03:45", 15)).one_key == "2026-03-29T02:30"
    skipping = Series(
        start="2026-01-04T02:30", minutes=30, zone=BERLIN, rule="FREQ=WEEKLY", gap="skip"
    )
    assert code(skipping, later) in {"dates_apart", "times_apart"}


def test_a_time_that_comes_twice_is_the_first_or_the_second() -> None:
    """On the day the clock goes back the two meanings of 02:30 are an hour apart."""
    fields = {"minutes": 60, "zone": BERLIN, "length": "exact"}
    first = Series(start="2026-01-04T02:30", rule="FREQ=WEEKLY", **fields)  # type: ignore[arg-type]
    second = Series(start="2026-10-25T02:30", fold=1, **fields)  # type: ignore[arg-type]
    assert code(first, second) == "dates_apart"
    assert meeting(first, attrs.evolve(second, fold=0)).one_key == "2026-10-25T02:30"


def test_an_exact_length_ends_an_hour_later_by_the_clock() -> None:
    """Six hours through the night of the change last until 06:00, not 05:00."""
    exact = Series(
        start="2026-01-03T23:00", minutes=360, zone=BERLIN, rule="FREQ=WEEKLY", length="exact"
    )
    breakfast = weekly("2026-01-04T05:00", 60)
    assert meeting(exact, breakfast).one_key == "2026-03-28T23:00"
    assert code(weekly("2026-01-03T23:00", 360), breakfast) == "times_apart"


def test_a_leap_day_meets_a_weekday_after_years() -> None:
    """29 February on a Sunday: the next one is in 2032."""
    leap = Series(start="2028-02-29T18:00", minutes=60, zone=BERLIN, rule="FREQ=YEARLY")
    assert meeting(leap, weekly("2026-05-03T18:00")).one_key == "2032-02-29T18:00"


def test_a_leap_day_meets_the_next_day_of_another_zone() -> None:
    """29 February on a Saturday evening in New York is a Sunday morning in Berlin: in 2048."""
    leap = Series(start="2028-02-29T18:30", minutes=60, zone=NEW_YORK, rule="FREQ=YEARLY")
    assert meeting(leap, weekly("2026-05-03T00:30")).one_key == "2048-02-29T18:30"


def test_days_that_the_calendar_never_joins_are_told_apart() -> None:
    """The first of a month and the thirtieth, at the same hour, for ever."""
    first = Series(start="2026-05-01T18:00", minutes=60, zone=BERLIN, rule="FREQ=MONTHLY")
    last = Series(start="2026-05-30T18:00", minutes=60, zone=NEW_YORK, rule="FREQ=MONTHLY")
    assert code(first, last) in {"days_apart", "dates_apart", "times_apart"}


def test_the_last_evening_of_the_calendar_counts() -> None:
    """31 December 9999 is a Friday, and whoever meets only then does meet."""
    last = Series(start="9999-12-31T18:00", minutes=60, zone=BERLIN)
    assert meeting(last, weekly("2026-01-02T18:30")).other_key == "9999-12-31T18:30"
    assert code(last, weekly("2026-01-01T18:30")) == "dates_apart"


def test_the_first_years_of_the_calendar_count() -> None:
    """A series from the year 2 on, by the sun of its town, meets one of ours."""
    old = weekly("0002-01-01T18:00")
    assert meeting(old, weekly("2026-05-05T19:00", 30)).one_key == "2026-05-05T18:00"
    assert code(old, weekly("0002-01-03T12:00", zone=NEW_YORK)) == "days_apart"


def test_the_clocks_of_olden_days_do_not_return() -> None:
    """In 1960 Berlin had no summer time; four hundred years later it has, by the rule of today."""
    old = weekly("1950-01-03T18:00")
    assert meeting(old, Series(start="2360-07-05T16:00", minutes=60, zone="UTC")).at > 0
    assert code(old, Series(start="2360-07-05T17:30", minutes=60, zone="UTC")) == "dates_apart"


def test_weeks_that_last_for_months_run_into_each_other() -> None:
    """A weekly series of two-month-long occurrences clashes with itself."""
    camp = weekly("2026-07-01T00:00", 60 * 24 * 60)
    found = first_meeting_with_itself(camp)
    assert isinstance(found, Meeting)
    assert (found.one_key, found.other_key) == ("2026-07-08T00:00", "2026-07-01T00:00")
    assert isinstance(first_meeting_with_itself(weekly("2026-07-01T00:00", 7 * 24 * 60)), Never)


def test_a_moved_occurrence_may_meet_its_own_series() -> None:
    """Moved into the hour of the next one."""
    choir = weekly("2026-05-05T18:00").moved_to("2026-05-12T18:00", "2026-05-19T19:00")
    found = first_meeting_with_itself(choir)
    assert isinstance(found, Meeting)
    assert {found.one_key, found.other_key} == {"2026-05-12T18:00", "2026-05-19T18:00"}


def test_one_of_which_nothing_is_left_meets_nobody() -> None:
    """All occurrences cancelled."""
    one = weekly("2026-05-05T18:00", more=";COUNT=1").without("2026-05-05T18:00")
    assert code(one, weekly("2026-05-05T18:00")) == "no_occurrence"


def test_ten_thousand_exceptions_are_decided() -> None:
    """A daily series with ten thousand days left out meets another on the first that is not."""
    daily = Series(start="2026-01-01T18:00", minutes=60, zone=BERLIN, rule="FREQ=DAILY")
    keys = [each.key for _, each in zip(range(10_000), daily.occurrences(), strict=False)]
    found = meeting(daily.without(*keys), weekly("2026-01-02T18:30"))
    assert found.at > 0
    assert found.one_key > max(keys)


def test_memory_of_rays_is_bounded() -> None:
    """The oldest are let go of, and worked out anew when they are asked for again."""
    keeper = Keeper(most=1_000)
    ray = Ray(0, 0, 60, 1, 1 << 3_000)
    for number in range(5):
        keeper.put((number, 0, True), None, (ray,))
        keeper.put((number, 0, True), None, ())
    assert [number for number in range(5) if keeper.get((number, 0, True))] == [4]


@pytest.mark.parametrize("minutes", [-1, LONGEST_PAD + 1, True, 1.5])
def test_impossible_set_up_times_are_refused(minutes: int) -> None:
    """Minutes before and after are whole, from none to a year."""
    with pytest.raises(InvalidValue, match="before an occurrence"):
        Timetable(weekly("2026-05-05T18:00"), before=minutes)
    with pytest.raises(InvalidValue, match="after an occurrence"):
        Timetable(weekly("2026-05-05T18:00"), after=minutes)


@pytest.mark.parametrize("year", [2026, 2436, 3000, 9998])
def test_a_change_of_the_clock_is_felt_in_every_century(year: int) -> None:
    """Eight hours from ten at night last until seven, once a year: in a thousand years too."""
    night = Series(
        start=f"{year}-01-02T22:00", minutes=480, zone=BERLIN, rule="FREQ=DAILY", length="exact"
    )
    early = Series(start=f"{year}-01-02T06:30", minutes=30, zone=BERLIN, rule="FREQ=DAILY")
    found = first_meeting(night, early)

    assert isinstance(found, Meeting)
    assert found.other_key.startswith(f"{year}-03-")
