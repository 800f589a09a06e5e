"""What a clock on the wall shows, and when it first shows it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from mo_network.scheduling.minutes import END_OF_TIME, FIRST_MINUTE
from mo_network.values.zones import zone

MINUTES_OF_DAY = 1440

_EPOCH = datetime(1, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)
_LAST_DAY = date.max.toordinal()


def shown(minute: int, key: str) -> int:
    """What the clock of a zone shows in a minute, as a count of wall-clock minutes.

    Units:   the ordinal of the day times 1440, and the minute of the day.

    >>> divmod(shown(1065219840, "Europe/Berlin"), 1440) == (date(2026, 5, 1).toordinal(), 120)
    True
    """
    try:
        at = (_EPOCH + minute * _MINUTE).astimezone(zone(key))
    except OverflowError:
        # No clock shows the days before the first one and after the last one.
        last = _LAST_DAY * MINUTES_OF_DAY + MINUTES_OF_DAY - 1
        return MINUTES_OF_DAY if minute < MINUTES_OF_DAY else last
    return at.toordinal() * MINUTES_OF_DAY + at.hour * 60 + at.minute


def first_showing(wall: int, key: str) -> int:
    """The first minute in which the clock of a zone shows a wall-clock minute, or a later one.

    Shape:   of a time that exists twice the first; of one that is skipped the moment at which the
             clocks are put forward; the ends of the calendar for what lies beyond them.

    >>> skipped = date(2026, 3, 29).toordinal() * 1440 + 150
    >>> divmod(shown(first_showing(skipped, "Europe/Berlin"), "Europe/Berlin"), 1440)[1]
    180
    """
    ordinal, minute = divmod(wall, MINUTES_OF_DAY)
    if ordinal < 1:
        return FIRST_MINUTE
    if ordinal > _LAST_DAY:
        return END_OF_TIME
    day = date.fromordinal(ordinal)
    at = datetime(day.year, day.month, day.day, *divmod(minute, 60), tzinfo=zone(key))
    first, second = _offset(at), _offset(at.replace(fold=1))
    as_utc = wall - MINUTES_OF_DAY
    if first >= second:
        return min(max(as_utc - first, FIRST_MINUTE), END_OF_TIME)
    # PEP 495: read with the offset after the gap, the time lies before it, and the other way round.
    before, after = as_utc - second - 1, as_utc - first
    while after - before > 1:
        middle = (before + after) // 2
        if shown(middle, key) < wall:
            before = middle
        else:
            after = middle
    return after


def _offset(at: datetime) -> int:
    away = at.utcoffset()
    assert away is not None
    return away // _MINUTE
