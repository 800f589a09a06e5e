"""Deadlines, counted as German law counts them (Fristen, §§ 187 to 193 BGB).

The day of the event is not counted. A term of days ends with its last day, one of weeks or months
with the day that bears the same name or number; a month without that number ends it on its last
day (clipping). Whether a weekend moves the end is stated per deadline, never assumed.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Literal

import attrs
from dateutil.relativedelta import relativedelta

from mo_network.errors import InvalidValue
from mo_network.values.days import check_day
from mo_network.values.moments import check_moment, minute_of
from mo_network.values.zones import zone as zone_of

Weekend = Literal["as_stated", "next_working_day"]
_SATURDAY = 5


def days_after(event: date, days: int) -> date:
    """The last day of a term of days; the day of the event is not counted.

    Errors:  InvalidValue for negative numbers, and beyond the year 9999.
    Source:  § 187 (1), § 188 (1) BGB.

    >>> days_after(date(2026, 5, 1), 14)
    datetime.date(2026, 5, 15)
    """
    return _shift(event, _count(days, "days"))


def weeks_after(event: date, weeks: int) -> date:
    """The last day of a term of weeks: the same day of the week.

    Errors:  InvalidValue for negative numbers, and beyond the year 9999.
    Source:  § 187 (1), § 188 (2) BGB.

    >>> weeks_after(date(2026, 5, 1), 2)
    datetime.date(2026, 5, 15)
    """
    return _shift(event, 7 * _count(weeks, "weeks"))


def months_after(event: date, months: int) -> date:
    """The last day of a term of months: the same number, or the month's last day if it has none.

    Units:   months; a year is twelve. Clipping does not add up: a month after 31 January and
             another month after that is 28 March, two months at once are 31 March.
    Errors:  InvalidValue for negative numbers, and beyond the year 9999.
    Source:  § 187 (1), § 188 (2) and (3) BGB.

    >>> months_after(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    return _shift_months(event, _count(months, "months"))


def days_before(event: date, days: int, *, clear: bool = False) -> date:
    """The last day for what must be done some days before an event, which is not counted.

    With `clear` that many full days must lie between, so neither day is counted, as invitations to
    assemblies are reckoned; without it, the day before the event is the first.

    Errors:  InvalidValue for negative numbers, and before the year 1.
    Source:  §§ 187, 188 BGB, read backwards.

    >>> days_before(date(2026, 5, 15), 14), days_before(date(2026, 5, 15), 14, clear=True)
    (datetime.date(2026, 5, 1), datetime.date(2026, 4, 30))
    """
    return _shift(event, -_count(days, "days") - clear)


def weeks_before(event: date, weeks: int, *, clear: bool = False) -> date:
    """The last day for what must be done some weeks before an event, which is not counted.

    Errors:  InvalidValue for negative numbers, and before the year 1.
    Source:  §§ 187, 188 BGB, read backwards; `clear` as in `days_before`.

    >>> weeks_before(date(2026, 5, 15), 2)
    datetime.date(2026, 5, 1)
    """
    return _shift(event, -7 * _count(weeks, "weeks") - clear)


def months_before(event: date, months: int, *, clear: bool = False) -> date:
    """The last day for what must be done some months before an event: the same number, clipped.

    Errors:  InvalidValue for negative numbers, and before the year 1.
    Source:  §§ 187, 188 BGB, read backwards; `clear` as in `days_before`.

    >>> months_before(date(2026, 5, 31), 3)
    datetime.date(2026, 2, 28)
    """
    return _shift(_shift_months(event, -_count(months, "months")), -int(clear))


def working_day(day: date, holidays: Collection[date]) -> date:
    """The day itself, or the next that is no Saturday, Sunday or holiday.

    Errors:  InvalidValue when the calendar ends before a working day comes.
    Source:  § 193 BGB.

    >>> working_day(date(2026, 5, 1), {date(2026, 5, 1)})
    datetime.date(2026, 5, 4)
    """
    check_day(day)
    while day.weekday() >= _SATURDAY or day in holidays:
        day = _shift(day, 1)
    return day


@attrs.frozen
class Deadline:
    """A day, and perhaps a minute of it, until which something counts as in time.

    Shape:   without `at` the whole day counts, until 24:00; a stated minute counts whole, so
             12:00 ends when the clock shows 12:01. `weekend` says whether a deadline on a
             Saturday, Sunday or holiday stands, or moves to the next working day.
    Errors:  InvalidValue for times with seconds or a zone of their own, and other words.
    Source:  design, section 5; § 188 (1), § 193 BGB.

    Which mistake is worse: to turn away what came in time. So where clocks are changed at the very
    end of a deadline, the later reading counts.

    >>> from datetime import UTC
    >>> Deadline(date(2026, 3, 31)).is_met(datetime(2026, 3, 31, 21, 59, 59, tzinfo=UTC),
    ...                                    "Europe/Berlin")
    True
    """

    day: date
    at: time | None = None
    weekend: Weekend = "as_stated"

    def __attrs_post_init__(self) -> None:
        check_day(self.day)
        if self.at is not None and (
            type(self.at) is not time or self.at.second or self.at.microsecond or self.at.tzinfo
        ):
            raise InvalidValue(
                f"{self.at!r} is no minute of a deadline; allowed are hours and minutes without "
                "seconds and zone: write time(12, 0), and leave it out for the end of the day.",
                given=self.at,
                allowed="time(hour, minute)",
            )
        if self.weekend not in ("as_stated", "next_working_day"):
            raise InvalidValue(
                f"{self.weekend!r} does not say what happens on a weekend; allowed are "
                "'as_stated' and 'next_working_day'.",
                given=self.weekend,
                allowed="as_stated, next_working_day",
            )

    def last_day(self, holidays: Collection[date] = ()) -> date:
        """The day on which it ends.

        >>> Deadline(date(2026, 5, 2), weekend="next_working_day").last_day()
        datetime.date(2026, 5, 4)
        """
        return self.day if self.weekend == "as_stated" else working_day(self.day, holidays)

    def is_met(self, moment: datetime, zone: str, holidays: Collection[date] = ()) -> bool:
        """Whether a moment (of receipt, or of the postmark) is in time, by the clock of a zone.

        Errors:  InvalidValue for a moment without a zone, or an unknown zone.

        >>> noon = Deadline(date(2026, 3, 31), at=time(12, 0))
        >>> berlin = zone_of("Europe/Berlin")
        >>> noon.is_met(datetime(2026, 3, 31, 12, 0, 59, tzinfo=berlin), "Europe/Berlin")
        True
        >>> noon.is_met(datetime(2026, 3, 31, 12, 1, tzinfo=berlin), "Europe/Berlin")
        False
        """
        last = datetime.combine(self.last_day(holidays), self.at or time(23, 59))
        local = last.replace(tzinfo=zone_of(zone))
        # Of two readings of a wall clock, in a fold or a gap, the later one is meant.
        last_minute = max(minute_of(local), minute_of(local.replace(fold=1)))
        return minute_of(check_moment(moment)) <= last_minute


def _count(number: int, unit: str) -> int:
    if type(number) is not int or number < 0:
        raise InvalidValue(
            f"{number!r} {unit} cannot be counted; allowed are whole numbers, not negative: to "
            "count the other way, use the function for it.",
            given=number,
            allowed="int >= 0",
        )
    return number


def _shift(day: date, days: int) -> date:
    try:
        return check_day(day) + timedelta(days=days)
    except OverflowError:
        raise _beyond(day) from None


def _shift_months(day: date, months: int) -> date:
    try:
        return check_day(day) + relativedelta(months=months)  # which clips, as § 188 BGB does
    except (ValueError, OverflowError):
        raise _beyond(day) from None


def _beyond(day: date) -> InvalidValue:
    return InvalidValue(
        f"counting from {day} leaves the years 1 to 9999; give a shorter term.",
        given=day,
        allowed="years 1 to 9999",
    )
