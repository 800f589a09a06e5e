"""Series beside dateutil, recurring-ical-events and zoneinfo, in the same run.

All are asked for the same: which occurrences touch a window, from when until when in UTC. One
window is a month near the start, another a month thirty years later, on which a program that
walks from the start walks thirty years. A series keeps the months around what it was asked for, so
each window is also asked with nothing kept.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from statistics import median

from benchmarks.measure import ABSOLUTE, Row, beside, seconds
from mo_network.scheduling import Series
from mo_network.scheduling.series import clock_of
from mo_network.scheduling.series.blocks import block_of
from mo_network.scheduling.series.reading import read_rule
from mo_network.scheduling.series.yearly import Yearly
from mo_network.values.moments import minute_of
from mo_network.values.zones import zone

KEY = "Europe/Berlin"
START = datetime(2026, 5, 5, 18)  # noqa: DTZ001 - a wall clock
LENGTH = timedelta(minutes=120)
RULES = {
    "every Tuesday": "FREQ=WEEKLY;BYDAY=TU",
    "each weekday": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "first Tuesday of the month": "FREQ=MONTHLY;BYDAY=1TU",
}
LATER = 30
Question = Callable[[], list[tuple[int, int]]]


def rows() -> list[Row]:
    """Measure windows, far windows, whole patterns, and the way into UTC."""
    found = []
    for name, rule in RULES.items():
        near, far = _ours(rule, 2026), _ours(rule, 2026 + LATER)
        peer_near, peer_far = _dateutil(rule, 2026), _dateutil(rule, 2026 + LATER)
        assert near() == peer_near()
        assert far() == peer_far()
        found += [
            _faster(f"{name}, a month: dateutil / series", peer_near, near, None, 50),
            _faster(
                f"{name}, a month, nothing kept: dateutil / series", peer_near, _new(near), None, 50
            ),
            _faster(f"{name}, a month after 30 years: dateutil / series", peer_far, far, 30, 2),
            beside(f"{name}: after 30 years / in the first", far, near, bar=1.3, number=500),
        ]
    if find_spec("recurring_ical_events"):
        rule = RULES["every Tuesday"]
        for year, when, bar in ((2026, "", None), (2026 + LATER, " after 30 years", 400)):
            peer, ours = _recurring(rule, year), _ours(rule, year)
            assert peer() == ours()
            name = f"every Tuesday, a month{when}: recurring-ical-events / series"
            found.append(_faster(name, peer, ours, bar, 2))
    found.append(_first_answer())
    found += [_to_utc(2026), _to_utc(2126)]
    return found


def _new(ours: Question) -> Question:
    """The question, with no occurrences kept from the one before."""

    def ask() -> list[tuple[int, int]]:
        block_of.cache_clear()
        return ours()

    return ask


def _faster(name: str, slow: Question, quick: Question, bar: float | None, number: int) -> Row:
    """Two calls in turn; the quick one more often, or it would be timed on a cold processor."""
    both = [(seconds(slow, number), seconds(quick, 200)) for _ in range(15)]
    return Row(
        name,
        median(a for a, _ in both) * 1e6,
        median(b for _, b in both) * 1e6,
        median(a / b for a, b in both),
        bar,
        is_floor=True,
    )


def _month(year: int) -> tuple[datetime, datetime]:
    return datetime(year, 6, 1, tzinfo=zone(KEY)), datetime(year, 7, 1, tzinfo=zone(KEY))


def _ours(rule: str, year: int) -> Question:
    start = START.isoformat(timespec="minutes")
    series = Series(start=start, minutes=LENGTH // timedelta(minutes=1), zone=KEY, rule=rule)
    first, last = (minute_of(at) for at in _month(year))
    return lambda: [each[1:] for each in series.occurrences(first, last)]


def _dateutil(rule: str, year: int) -> Question:
    from dateutil.rrule import rrulestr

    every, where = rrulestr(rule, dtstart=START), zone(KEY)
    first, last = (at.replace(tzinfo=None) for at in _month(year))

    def ask() -> list[tuple[int, int]]:
        starts = every.between(first - LENGTH, last - timedelta(minutes=1))
        ends = (at + LENGTH for at in starts)
        return [
            (minute_of(a.replace(tzinfo=where)), minute_of(b.replace(tzinfo=where)))
            for a, b in zip(starts, ends, strict=True)
        ]

    return ask


def _recurring(rule: str, year: int) -> Question:
    # Through the import system, because the packages bring no types.
    icalendar, recurring = map(import_module, ("icalendar", "recurring_ical_events"))
    end = START + LENGTH
    lines = (
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:bench", "BEGIN:VEVENT", "UID:1"),
        f"DTSTART;TZID={KEY}:{START:%Y%m%dT%H%M%S}",
        f"DTEND;TZID={KEY}:{end:%Y%m%dT%H%M%S}",
        *(f"RRULE:{rule}", "END:VEVENT", "END:VCALENDAR", ""),
    )
    calendar = icalendar.Calendar.from_ical("\r\n".join(lines))
    first, last = _month(year)
    # The file is read once; each question is a new one, as from a request of its own.
    return lambda: sorted(
        (minute_of(event["DTSTART"].dt), minute_of(event["DTEND"].dt))
        for event in recurring.of(calendar).between(first, last)
    )


def _first_answer() -> Row:
    """The days of 400 years as bits, from nothing, beside a tenth of a second."""
    wall = START.toordinal() * 1440 + START.hour * 60
    rule = read_rule("FREQ=MONTHLY;BYDAY=1TU,-1FR").filled(START.date())

    def build() -> object:
        return Yearly(rule, wall).bits(18 * 60, START.toordinal(), 146_097)

    row = beside("the bits of 400 years, ms / 10 ms allowed", build, build, bar=None, number=1)
    took = row.measured / 1000
    return Row(row.name, took, 10, took / 10, 1, unit="ms", held=ABSOLUTE)


def _to_utc(year: int) -> Row:
    """Five years of evenings, at once and one by one."""
    days = range(1800)
    moments = [datetime(year, 1, 1, 18, tzinfo=zone(KEY)) + timedelta(days=day) for day in days]
    walls = [at.toordinal() * 1440 + at.hour * 60 for at in moments]
    clock = clock_of(KEY)
    return beside(
        f"1,800 wall-clock times from {year} into UTC: in bulk / .timestamp()",
        lambda: clock.to_utc(walls),
        lambda: [at.timestamp() for at in moments],
        bar=1 / 3,
        number=20,
    )
