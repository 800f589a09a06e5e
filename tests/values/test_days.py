"""Days are read strictly, and written from our own tables."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mo_network.errors import InvalidValue
from mo_network.values.days import check_day, format_day, parse_day


@given(st.dates())
def test_every_day_is_read_as_it_was_written(day: date) -> None:
    """From the first day of the year 1 to the last of 9999."""
    assert day == parse_day(day.isoformat())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2026-02-30", "February 2026 has 28 days"),
        ("2024-02-30", "February 2024 has 29 days"),
        ("2026-13-01", "months are 01 to 12"),
        ("2026-00-01", "months are 01 to 12"),
        ("2026-01-00", "days begin with 01"),
        ("0000-01-01", "years begin with 0001"),
        ("2026-W01-1", "week date"),
        ("2026W011", "week date"),
        ("2026-123", "not written as a day"),
        ("20260501", "not written as a day"),
        ("01.05.2026", "not written as a day"),
        ("2026-5-1", "not written as a day"),
        ("2026-05-01T00:00", "not written as a day"),
        ("2026-05-01\n", "not written as a day"),
        ("２０２６-05-01", "not written as a day"),
        ("", "not written as a day"),
        (None, "NoneType"),
        (20260501, "int"),
        ("9" * 10**6, "not written as a day"),
    ],
)
def test_what_is_no_day_is_refused_with_its_fault(text: str, told: str) -> None:
    """No slip becomes another day, and the message stays short."""
    with pytest.raises(InvalidValue, match="YYYY-MM-DD") as caught:
        parse_day(text)
    assert told in str(caught.value)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("thing", [datetime(2026, 5, 1, tzinfo=UTC), "2026-05-01", None])
def test_a_moment_is_no_day(thing: object) -> None:
    """Its day depends on the zone, so it is refused."""
    with pytest.raises(InvalidValue, match="date without a time"):
        check_day(thing)


def test_days_are_written_in_german_and_english() -> None:
    """Umlauts and all; other languages are refused."""
    march = date(2026, 3, 9)
    assert ("9. März 2026", "9 March 2026") == (format_day(march, "de"), format_day(march, "en"))
    with pytest.raises(InvalidValue, match="'de' or 'en'"):
        format_day(march, "fr")
