"""Series worked out the slow way: each day asked by itself, each time looked up by itself."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache

from hypothesis import strategies as st

from mo_network.values.moments import minute_of
from mo_network.values.zones import zone

WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
_DAY = timedelta(days=1)


def starts_by_hand(rule: str, start: datetime, first: date, last: date) -> list[datetime]:
    """The wall-clock starts of a rule on the days from `first` through `last`."""
    parts = dict(part.split("=") for part in rule.split(";"))
    interval, frequency = int(parts.get("INTERVAL", "1")), parts["FREQ"]
    groups: dict[int, list[date]] = {}
    # Whole years around, because BYSETPOS counts whole years, months and weeks.
    low, high = date(max(first.year - 1, 1), 1, 1), date(min(last.year + 1, 9999), 12, 31)
    for day in _days(low, high):
        number = _period(day, start.date(), frequency, _week_start(parts))
        if number % interval == 0 and _is_day(day, start.date(), parts):
            groups.setdefault(number, []).append(day)
    hours = [int(h) for h in parts.get("BYHOUR", str(start.hour)).split(",")]
    minutes = [int(m) for m in parts.get("BYMINUTE", str(start.minute)).split(",")]
    found = set()
    for days in groups.values():
        times = sorted(
            datetime(d.year, d.month, d.day, hour, minute)
            for d in days
            for hour in set(hours)
            for minute in set(minutes)
        )
        found.update(_positions(times, parts))
    return sorted(t for t in found if first <= t.date() <= last and t >= start)


def to_utc(wall: datetime, key: str, fold: int = 0) -> int | None:
    """The UTC minute of a wall-clock time; None for one that does not exist."""
    at = wall.replace(tzinfo=zone(key), fold=fold)
    there = at.astimezone(UTC).astimezone(zone(key)).replace(tzinfo=None)
    return minute_of(at) if there == wall.replace(fold=there.fold) else None


def _days(first: date, last: date) -> Iterator[date]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


def _week_start(parts: dict[str, str]) -> int:
    return WEEKDAYS.index(parts.get("WKST", "MO"))


def _period(day: date, start: date, frequency: str, week_start: int) -> int:
    if frequency == "YEARLY":
        return day.year - start.year
    if frequency == "MONTHLY":
        return 12 * (day.year - start.year) + day.month - start.month
    if frequency == "WEEKLY":
        begin = start.toordinal() - (start.weekday() - week_start) % 7
        return (day.toordinal() - begin) // 7
    return (day - start).days


@cache
def _numbers(text: str) -> frozenset[int]:
    return frozenset(int(each) for each in text.split(","))


def _is_day(day: date, start: date, parts: dict[str, str]) -> bool:
    frequency, month_days = parts["FREQ"], parts.get("BYMONTHDAY")
    days, months = parts.get("BYDAY"), parts.get("BYMONTH")
    weeks, year_days = parts.get("BYWEEKNO"), parts.get("BYYEARDAY")
    if not (days or month_days or year_days):
        if frequency == "WEEKLY" or weeks:
            days = WEEKDAYS[start.weekday()]
        elif frequency in {"MONTHLY", "YEARLY"}:
            month_days = str(start.day)
            if frequency == "YEARLY" and not months:
                months = str(start.month)
    length = calendar.monthrange(day.year, day.month)[1]
    year_length = 366 if calendar.isleap(day.year) else 365
    number = day.timetuple().tm_yday
    return (
        (not months or day.month in _numbers(months))
        and (not month_days or bool({day.day, day.day - length - 1} & _numbers(month_days)))
        and (not year_days or bool({number, number - year_length - 1} & _numbers(year_days)))
        and (not weeks or bool(_week_numbers(day, _week_start(parts)) & _numbers(weeks)))
        and (not days or any(_is_weekday(day, each, parts) for each in days.split(",")))
    )


def _is_weekday(day: date, text: str, parts: dict[str, str]) -> bool:
    if WEEKDAYS[day.weekday()] != text[-2:]:
        return False
    if len(text) == 2:
        return True
    if parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts:
        number, length = day.day, calendar.monthrange(day.year, day.month)[1]
    else:
        number, length = day.timetuple().tm_yday, 366 if calendar.isleap(day.year) else 365
    return int(text[:-2]) in {(number + 6) // 7, -((length - number + 7) // 7)}


@cache
def _week_numbers(day: date, week_start: int) -> set[int]:
    """The number of the week in which a day lies, from the start and from the end of its year."""
    # A week belongs to the year that has its fourth day.
    middle = day.toordinal() - (day.weekday() - week_start) % 7 + 3
    year = date.fromordinal(middle).year
    weeks = [m for m in range(middle - 371, middle + 372, 7) if date.fromordinal(m).year == year]
    return {weeks.index(middle) + 1, weeks.index(middle) - len(weeks)}


def _positions(times: list[datetime], parts: dict[str, str]) -> list[datetime]:
    if "BYSETPOS" not in parts:
        return times
    wanted = _numbers(parts["BYSETPOS"])
    return [t for n, t in enumerate(times) if wanted & {n + 1, n - len(times)}]


def _list(
    least: int, most: int, *, is_signed: bool = False, size: int = 4
) -> st.SearchStrategy[str]:
    numbers = st.integers(least, most)
    if is_signed:
        numbers = numbers | st.integers(-most, -least)
    return st.lists(numbers, min_size=1, max_size=size).map(lambda items: ",".join(map(str, items)))


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules of all frequencies and parts, without COUNT and UNTIL."""
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = {"FREQ": frequency}

    def may(name: str, value: st.SearchStrategy[str]) -> None:
        if draw(st.integers(0, 3)) == 0:
            parts[name] = draw(value)

    may("INTERVAL", st.sampled_from(["2", "3", "4", "5", "7", "12"]))
    may("BYMONTH", _list(1, 12))
    if frequency == "YEARLY":
        may("BYWEEKNO", _list(1, 53, is_signed=True, size=8))
        may("BYYEARDAY", _list(1, 366, is_signed=True, size=12))
    if frequency != "WEEKLY":
        may("BYMONTHDAY", _list(1, 31, is_signed=True, size=8))
    weekdays = st.sampled_from(WEEKDAYS)
    if frequency in {"MONTHLY", "YEARLY"} and "BYWEEKNO" not in parts:
        most = 53 if frequency == "YEARLY" and "BYMONTH" not in parts else 5
        nth = st.integers(1, most) | st.integers(-most, -1)
        weekdays |= st.tuples(nth, weekdays).map(lambda pair: f"{pair[0]}{pair[1]}")
    may("BYDAY", st.lists(weekdays, min_size=1, max_size=4).map(",".join))
    may("BYHOUR", _list(0, 23, size=2))
    may("BYMINUTE", _list(0, 59, size=2))
    if any(name.startswith("BY") for name in parts):
        may("BYSETPOS", _list(1, 8, is_signed=True, size=2))
    may("WKST", st.sampled_from(WEEKDAYS))
    return ";".join(f"{name}={value}" for name, value in parts.items())


@st.composite
def rules_with_start(draw: st.DrawFn) -> tuple[str, datetime]:
    """A rule, and a start that it gives; the daily one where it gives none for years."""
    rule = draw(rules())
    wish = draw(st.datetimes(datetime(1890, 1, 1), datetime(2190, 1, 1)))
    wish = wish.replace(second=0, microsecond=0)
    # What the rule leaves open comes from the wish, and its first start from there says the same.
    days = (wish.date(), wish.date() + 500 * _DAY)
    found = starts_by_hand(rule, wish, *days)
    return (rule, found[0]) if found else ("FREQ=DAILY", wish)
