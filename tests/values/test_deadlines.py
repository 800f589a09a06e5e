"""Deadlines are counted as §§ 187 to 193 BGB count them, checked against naive counting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mo_network.errors import InvalidValue
from mo_network.values.deadlines import (
    Deadline,
    days_after,
    days_before,
    months_after,
    months_before,
    weeks_after,
    weeks_before,
    working_day,
)
from mo_network.values.zones import zone

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
BERLIN = zone("Europe/Berlin")


@given(DAYS, st.integers(0, 400))
def test_the_day_of_the_event_is_not_counted(event: date, term: int) -> None:
    """Day by day: the day after the event is the first of the term, backwards the day before."""
    on, back = event, event
    for _ in range(term):
        on, back = on + timedelta(days=1), back - timedelta(days=1)
    assert (on, back) == (days_after(event, term), days_before(event, term))
    assert back - timedelta(days=1) == days_before(event, term, clear=True)


@given(DAYS, st.integers(0, 50))
def test_weeks_end_on_the_same_day_of_the_week(event: date, weeks: int) -> None:
    """§ 188 (2): the day that bears the same name."""
    assert days_after(event, 7 * weeks) == weeks_after(event, weeks)
    assert days_before(event, 7 * weeks) == weeks_before(event, weeks)
    assert days_before(event, 7 * weeks, clear=True) == weeks_before(event, weeks, clear=True)


@given(DAYS, st.integers(0, 40))
def test_months_end_on_the_same_number_or_the_last_day(event: date, months: int) -> None:
    """§ 188 (2), (3): walked month by month, then down from the number until the day exists."""
    for step, count in ((1, months_after), (-1, months_before)):
        year, month = event.year, event.month
        for _ in range(months):
            year, month = (
                (year, month + step)
                if 1 <= month + step <= 12
                else (year + step, (month + step) % 12 or 12)
            )
            month = 12 if month == 0 else month
        number = event.day
        while number:
            try:
                expected = date(year, month, number)
                break
            except ValueError:
                number -= 1
        assert expected == count(event, months)


def test_clear_months_leave_one_more_day() -> None:
    """Full months lie between."""
    assert date(2026, 2, 27) == months_before(date(2026, 5, 31), 3, clear=True)


@given(DAYS, st.sets(st.integers(0, 20)))
def test_a_working_day_is_the_first_that_is_free_of_rest(day: date, numbers: set[int]) -> None:
    """§ 193: no Saturday, Sunday or holiday, and none such in between."""
    holidays = {day + timedelta(days=number) for number in numbers}
    found = working_day(day, holidays)
    skipped = [day + timedelta(days=number) for number in range((found - day).days)]
    assert found.isoweekday() < 6
    assert found not in holidays
    assert all(each.isoweekday() >= 6 or each in holidays for each in skipped)


@given(DAYS, st.integers(-2 * 86400, 2 * 86400))
def test_a_day_ends_at_midnight_in_its_zone(day: date, seconds: int) -> None:
    """In time is what the local clock shows as that day or an earlier one."""
    end = datetime.combine(day + timedelta(days=1), time(), BERLIN).astimezone(UTC)
    moment = end + timedelta(seconds=seconds)
    assert (moment < end) == Deadline(day).is_met(moment, "Europe/Berlin")


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 3, 31, 12, 0, 59, 999999, tzinfo=BERLIN), True),
        (datetime(2026, 3, 31, 12, 1, tzinfo=BERLIN), False),
        (datetime(2026, 3, 31, 10, 0, 30, tzinfo=UTC), True),
        (datetime(2026, 3, 31, 10, 1, tzinfo=UTC), False),
    ],
)
def test_a_stated_minute_counts_whole(moment: datetime, expected: bool) -> None:
    """Twelve o'clock ends when the clock shows one past."""
    noon = Deadline(date(2026, 3, 31), at=time(12))
    assert expected == noon.is_met(moment, "Europe/Berlin")


@pytest.mark.parametrize(
    ("day", "at", "moment", "expected"),
    [
        (
            date(2026, 10, 25),
            time(2, 30),
            datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1),
            True,
        ),
        (
            date(2026, 10, 25),
            time(2, 30),
            datetime(2026, 10, 25, 2, 31, tzinfo=BERLIN, fold=1),
            False,
        ),
        (date(2026, 3, 29), time(2, 30), datetime(2026, 3, 29, 3, 30, tzinfo=BERLIN), True),
        (date(2026, 3, 29), time(2, 30), datetime(2026, 3, 29, 3, 31, tzinfo=BERLIN), False),
    ],
)
def test_where_clocks_change_the_later_reading_counts(
    day: date, at: time, moment: datetime, expected: bool
) -> None:
    """Nothing that came in time is turned away, in the hour that comes twice or never."""
    assert expected == Deadline(day, at=at).is_met(moment, "Europe/Berlin")


def test_a_weekend_moves_a_deadline_only_if_it_says_so() -> None:
    """Saturday the second of May stands as stated, or moves past a holiday to Tuesday."""
    saturday, monday = date(2026, 5, 2), date(2026, 5, 4)
    moving = Deadline(saturday, weekend="next_working_day")
    assert saturday == Deadline(saturday).last_day()
    assert date(2026, 5, 5) == moving.last_day({monday})
    assert moving.is_met(datetime(2026, 5, 5, 23, 59, tzinfo=BERLIN), "Europe/Berlin", {monday})
    assert not moving.is_met(datetime(2026, 5, 5, 23, 59, tzinfo=BERLIN), "Europe/Berlin")


def test_the_last_day_of_the_calendar_can_be_a_deadline() -> None:
    """Nothing comes after it, and nothing overflows."""
    late = datetime(9999, 12, 31, 20, tzinfo=UTC)
    assert Deadline(date.max).is_met(late, "Europe/Berlin")
    assert Deadline(date.max).is_met(late, "America/New_York")


@pytest.mark.parametrize(
    "count", [days_after, weeks_after, months_after, days_before, weeks_before, months_before]
)
@pytest.mark.parametrize("term", [-1, 1.5, True, None, 10**7])
def test_terms_that_cannot_be_counted_are_refused(
    count: Callable[[date, int], date], term: int
) -> None:
    """Negative numbers, fractions, booleans, and terms that leave the calendar."""
    with pytest.raises(InvalidValue):
        count(date(2026, 5, 1), term)
    with pytest.raises(InvalidValue):
        count(datetime(2026, 5, 1, tzinfo=UTC), 1)


@pytest.mark.parametrize("at", [time(12, 0, 1), time(12, tzinfo=UTC), "12:00", time(0, 0, 0, 1)])
def test_a_deadline_is_to_the_minute_in_the_zone_of_the_hub(at: time) -> None:
    """Seconds, zones of its own and text are refused."""
    with pytest.raises(InvalidValue, match="minute of a deadline"):
        Deadline(date(2026, 5, 1), at=at)


def test_a_deadline_says_what_a_weekend_does_in_known_words() -> None:
    """And a naive moment is neither in time nor late."""
    with pytest.raises(InvalidValue, match="next_working_day"):
        Deadline(date(2026, 5, 1), weekend="monday")  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="has no zone"):
        Deadline(date(2026, 5, 1)).is_met(datetime(2026, 5, 1), "Europe/Berlin")
    with pytest.raises(InvalidValue, match="no time zone"):
        Deadline(date(2026, 5, 1)).is_met(datetime(2026, 5, 1, tzinfo=UTC), "Berlin")
