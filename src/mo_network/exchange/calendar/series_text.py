"""A series as events of a calendar: one for its rule, one for each occurrence that was moved.

What RFC 5545 has no form for stands in properties of our own, so that we read the same series; what
other programs then see otherwise is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

import attrs

from mo_network.exchange.calendar.lost import Lost
from mo_network.exchange.calendar.stamps import DAY, write_length, write_stamp
from mo_network.scheduling import Series
from mo_network.scheduling.series import WallMinute, clock_of, read_wall
from mo_network.scheduling.series.reading import read_rule
from mo_network.scheduling.series.rule import Rule
from mo_network.scheduling.series.walls import END_OF_WALLS

LENGTH: Final = "X-MO-NETWORK-LENGTH"
GAP: Final = "X-MO-NETWORK-GAP"
FOLD: Final = "X-MO-NETWORK-FOLD"
UNTIL: Final = "X-MO-NETWORK-UNTIL"

_LAST_STAMP = END_OF_WALLS - 1


class SeriesText(NamedTuple):
    """The lines of time of each event, the whole first; and what others see otherwise."""

    events: tuple[tuple[str, ...], ...]
    lost: tuple[Lost, ...]


def series_text(series: Series, uid: str = "") -> SeriesText:
    """The lines of time of a series: DTSTART to RECURRENCE-ID, without UID and what it is about.

    Shape:   `uid` is named with what is lost, and not written.

    >>> tuesdays = Series(start="2026-05-05T18:00", minutes=120, zone="Europe/Berlin",
    ...                   rule="FREQ=WEEKLY", length="exact")
    >>> series_text(tuesdays).events[0]
    ('DTSTART;TZID=Europe/Berlin:20260505T180000', 'DURATION:PT2H', 'RRULE:FREQ=WEEKLY')
    """
    whole = tuple(_whole(series))
    moved = tuple(
        (
            _at("RECURRENCE-ID", series.zone, (move.occurrence,)),
            *_times(series, move.to, move.minutes or series.minutes),
        )
        for move in series.moved
        if series.occurrence(move.occurrence) is not None
    )
    return SeriesText((whole, *moved), tuple(_lost(series, uid)))


def _whole(series: Series) -> Iterator[str]:
    yield from _times(series, series.start, series.minutes)
    if series.rule:
        yield from _rule(series)
    if series.exdates:
        yield _at("EXDATE", series.zone, series.exdates)
    if series.rdates:
        yield _at("RDATE", series.zone, series.rdates)
    if series.gap == "skip":
        yield f"{GAP}:SKIP"
    if series.fold:
        yield f"{FOLD}:1"


def _times(series: Series, start: str, minutes: int) -> Iterator[str]:
    """Start and length.

    A DURATION of days is by the calendar and one of hours is exact, as RFC 5545 has it; a length
    by the wall clock of other minutes is an end.
    """
    wall = read_wall(start, "a start")
    yield _at("DTSTART", series.zone, (start,))
    if series.length == "exact":
        yield f"DURATION:{write_length(minutes)}"
    elif minutes % DAY == 0:
        yield f"DURATION:P{minutes // DAY}D"
    else:
        if wall + minutes > _LAST_STAMP:
            yield f"DURATION:{write_length(minutes)}"
        else:
            yield _named("DTEND", series.zone, write_stamp(wall + minutes, is_utc=_is_utc(series)))
        yield f"{LENGTH}:WALL"


def _rule(series: Series) -> Iterator[str]:
    rule = read_rule(series.rule)
    if rule.until is None or rule.until.is_utc:
        yield f"RRULE:{series.rule}"
        return
    in_utc = until_in_utc(rule, series.zone, series.fold)
    yield f"RRULE:{in_utc}"
    if in_utc is not rule:
        yield f"{UNTIL}:{rule.until}"


def until_in_utc(rule: Rule, zone: str, fold: int) -> Rule:
    """A rule whose UNTIL is in UTC, which RFC 5545 asks for where the start has a zone."""
    if rule.until is None or rule.until.is_utc:
        return rule
    minute = clock_of(zone).to_utc([rule.until.wall], fold)[0]
    # At the ends of the calendar a time has no form in UTC: it stays as it is.
    if not read_wall("0002-01-01T00:00", "") <= minute + DAY <= _LAST_STAMP:
        return rule
    return attrs.evolve(rule, until=rule.until._replace(wall=minute + DAY, is_utc=True))


def _is_utc(series: Series) -> bool:
    return series.zone == "UTC"


def _at(name: str, zone: str, walls: tuple[str, ...]) -> str:
    stamps = (write_stamp(read_wall(each, "a time"), is_utc=zone == "UTC") for each in walls)
    return _named(name, zone, ",".join(stamps))


def _named(name: str, zone: str, value: str) -> str:
    return f"{name}:{value}" if zone == "UTC" else f"{name};TZID={zone}:{value}"


def is_end_felt(series: Series) -> bool:
    """Whether an exact length and one by the wall clock can differ, on whatever day."""
    changes, _, _ = _edges(series.zone, read_wall(series.start, "a start"))
    longest = max(series.minutes, *(move.minutes or 0 for move in series.moved), 0)
    return bool(longest % DAY) and _is_hit(_times_of_day(series), longest, changes)


def _times_of_day(series: Series) -> set[int]:
    walls = chain(series.rdates, (move.to for move in series.moved))
    first = read_wall(series.start, "a start") % DAY
    times = {*read_rule(series.rule).times(first)} if series.rule else {first}
    return times | {read_wall(each, "a time") % DAY for each in walls}


def _lost(series: Series, uid: str) -> Iterator[Lost]:
    """What other programs see otherwise, if a change of the clock can fall into an occurrence."""
    for move in series.moved:
        if series.occurrence(move.occurrence) is None:
            why = f"{move.occurrence} is no occurrence, so nothing is moved"
            yield Lost(0, uid, "RECURRENCE-ID", why)
    times = _times_of_day(series)
    _, skipped, twice = _edges(series.zone, read_wall(series.start, "a start"))
    if series.length == "wall" and is_end_felt(series):
        why = "others may read the end as so many minutes later where the clocks change"
        yield Lost(0, uid, "DTEND", why)
    if series.gap == "skip" and any(a <= time < b for time in times for a, b in skipped):
        yield Lost(0, uid, "DTSTART", "others do not leave out times that the clock skips")
    if series.fold and any(a <= time < b for time in times for a, b in twice):
        yield Lost(0, uid, "DTSTART", "others read the first of two equal times, not the second")


Spans = frozenset[tuple[int, int]]


@lru_cache(maxsize=64)
def _edges(zone: str, start: WallMinute) -> tuple[Spans, Spans, Spans]:
    """The times of the day at which a clock changes, skips times, and shows times twice."""
    clock = clock_of(zone)
    skipped: set[tuple[int, int]] = set()
    twice: set[tuple[int, int]] = set()
    pairs = zip(clock.changes, clock.offsets[:-1], clock.offsets[1:], strict=True)
    for minute, before, after in pairs:
        low, high = sorted((minute + before, minute + after))
        if high + 2 * DAY >= start:
            # Both forms of a stretch over midnight, for times of the day know no day.
            for day in (0, DAY):
                span = low % DAY - day, low % DAY + high - low - day
                (skipped if after > before else twice).add(span)
    return frozenset(skipped | twice), frozenset(skipped), frozenset(twice)


def _is_hit(times: set[int], minutes: int, changes: Spans) -> bool:
    """Whether an occurrence at one of these times, on whatever day, can lie over a change."""
    if minutes >= DAY:
        return bool(changes)
    return any(
        low < time + minutes and time < high
        for time in times
        for a, b in changes
        for low, high in ((a, b), (a + DAY, b + DAY))
    )
