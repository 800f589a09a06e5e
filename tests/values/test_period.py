"""Periods are half-open days; nothing empty exists."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mo_network.errors import InvalidValue
from mo_network.values.period import Period

DAYS = st.dates(date(2026, 1, 1), date(2026, 2, 15))
NAIVE_DAYS = [date(2026, 1, 1) + timedelta(days=number) for number in range(120)]


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Short periods close together, one in four without an end."""
    start = draw(DAYS)
    length = draw(st.integers(1, 40))
    return Period(start, draw(st.sampled_from([start + timedelta(days=length)] * 3 + [None])))


def days_of(period: Period) -> set[date]:
    """The naive model: a set of days."""
    return {on for on in NAIVE_DAYS if period.start <= on and (not period.end or on < period.end)}


@given(periods(), st.sampled_from(NAIVE_DAYS))
def test_a_period_holds_its_start_and_not_its_end(period: Period, on: date) -> None:
    """Membership agrees with the set of days."""
    assert (on in days_of(period)) == (on in period)
    assert period.start in period
    assert period.end is None or period.end not in period
    assert period.last is None or period.last in period


@given(periods(), periods())
def test_periods_meet_as_their_days_do(one: Period, two: Period) -> None:
    """Overlap, intersection and containment agree with sets of days."""
    shared = days_of(one) & days_of(two)
    meeting = one.intersection(two)
    assert bool(shared) == one.overlaps(two) == two.overlaps(one)
    assert shared == (days_of(meeting) if meeting else set())
    assert meeting == two.intersection(one)
    assert (days_of(two) <= days_of(one)) == one.contains_period(two)


@given(periods())
def test_a_period_is_read_as_it_was_written(period: Period) -> None:
    """With an end or until further notice."""
    assert period == Period.parse(str(period))
    assert period.days is None or period.days == len(days_of(period))


@given(DAYS, st.integers(0, 40))
def test_through_includes_the_last_day(first: date, more: int) -> None:
    """«Bis einschließlich» means that the last day belongs."""
    last = first + timedelta(days=more)
    assert (last, more + 1) == (Period.through(first, last).last, Period.through(first, last).days)


def test_the_end_of_the_calendar_is_no_end() -> None:
    """Nothing can end with 9999-12-31, but an open period holds it."""
    with pytest.raises(InvalidValue, match=r"Period\(first, None\)"):
        Period.through(date(2026, 1, 1), date.max)
    assert date.max in Period(date.max, None)
    assert date.max not in Period(date(2026, 1, 1), date.max)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2026, 1, 2), date(2026, 1, 2)),
        (date(2026, 1, 2), date(2026, 1, 1)),
        (datetime(2026, 1, 1, tzinfo=UTC), None),
        (date(2026, 1, 1), datetime(2026, 1, 2, tzinfo=UTC)),
        ("2026-01-01", None),
    ],
)
def test_periods_that_cannot_exist_are_refused(start: date, end: date | None) -> None:
    """Empty ones, backward ones, moments and text in place of days."""
    with pytest.raises(InvalidValue):
        Period(start, end)


def test_a_backward_through_is_refused() -> None:
    """The last day is not before the first."""
    with pytest.raises(InvalidValue, match="swap them"):
        Period.through(date(2026, 1, 2), date(2026, 1, 1))


@pytest.mark.parametrize(
    "text",
    ["", "2026-01-01", "2026-01-01/", "/2026-01-01", "../2026-01-01", "2026-02-30/..",
     "2026-W01-1/..", "2026-01-01/2026-01-01", "2026-01-01/../..", None, 5],
)  # fmt: skip
def test_what_is_no_period_is_refused(text: str) -> None:
    """Days that do not exist, week dates, missing ends, empty periods."""
    with pytest.raises(InvalidValue):
        Period.parse(text)


def test_a_moment_is_not_in_a_period() -> None:
    """Its day depends on the zone, so the question is refused."""
    with pytest.raises(InvalidValue, match="date without a time"):
        assert datetime(2026, 1, 1, tzinfo=UTC) in Period(date(2026, 1, 1), None)


def test_periods_are_written_as_people_say_them() -> None:
    """With the last day included, in German and English."""
    open_ended = Period.parse("2026-03-01/..")
    closed = Period.parse("2026-03-01/2026-07-01")
    assert "ab 1. März 2026 bis auf Weiteres" == open_ended.format("de")
    assert "from 1 March 2026 until further notice" == open_ended.format("en")
    assert "1 March 2026 through 30 June 2026" == closed.format("en")
    assert "Period.parse('2026-03-01/..')" == repr(open_ended)
