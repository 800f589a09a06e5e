"""Moments: aware, compared in UTC, written in one form only.

A moment of a record is written in UTC (`2026-05-01T16:00:00Z`). Slots count whole minutes of
UTC since the year 1, so that a question of availability is one comparison of integers.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from mo_network.errors import InvalidValue
from mo_network.values.zones import zone as zone_of

_RECORD = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{6})?)(Z|[+-][0-9]{2}:[0-9]{2})"
)
_EPOCH = datetime(1, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)
_MINUTES_OF_DAY = 1440
_LAST_MINUTE = date.max.toordinal() * _MINUTES_OF_DAY - 1


def parse_moment(text: str) -> datetime:
    """The moment of a record from its written form.

    Shape:   `YYYY-MM-DDTHH:MM:SSZ`, microseconds when they are not zero; an offset instead of
             `Z` is converted to UTC.
    Errors:  InvalidValue for a moment without an offset, other forms, days that do not exist.

    >>> parse_moment("2026-05-01T18:00:00+02:00")
    datetime.datetime(2026, 5, 1, 16, 0, tzinfo=datetime.timezone.utc)
    >>> parse_moment("2026-05-01T18:00:00")
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: '2026-05-01T18:00:00' is no moment: it has no offset, so it \
means another moment in each zone; write it as 2026-05-01T16:00:00Z.
    """
    match = _RECORD.fullmatch(text) if type(text) is str else None
    if match is None:
        raise _refusal(text, _fault(text))
    try:
        at = datetime.fromisoformat(text)
        return at if at.tzinfo is UTC else at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise _refusal(text, f"{error}") from None


def format_moment(at: datetime) -> str:
    """A moment as records write it: in UTC, microseconds only when they are not zero.

    Errors:  InvalidValue for a moment without a zone.

    >>> format_moment(datetime(2026, 5, 1, 16, 0, tzinfo=UTC))
    '2026-05-01T16:00:00Z'
    """
    if at.tzinfo is not UTC:
        at = check_moment(at).astimezone(UTC)
    return at.isoformat()[:-6] + "Z"


def check_moment(at: object) -> datetime:
    """The moment itself if it is one: a `datetime` that knows its offset.

    Errors:  InvalidValue for naive moments and anything else.

    >>> check_moment(datetime(2026, 5, 1, 18, 0))
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: datetime.datetime(2026, 5, 1, 18, 0) has no zone, so it means \
another moment in each; give one, such as tzinfo=zone('Europe/Berlin').
    """
    if not isinstance(at, datetime):
        raise InvalidValue(
            f"{at!r} is of type {type(at).__name__}; allowed is a datetime with a zone.",
            given=at,
            allowed="aware datetime",
        )
    _offset(at)
    return at


def minute_of(at: datetime) -> int:
    """The minute in which a moment lies, counted in UTC from the year 1.

    Units:   whole minutes since 0001-01-01T00:00Z; seconds are dropped.
    Errors:  InvalidValue for a moment without a zone.

    >>> minute_of(datetime(1, 1, 2, 0, 0, 59, tzinfo=UTC))
    1440
    """
    away = 0 if at.tzinfo is UTC else _offset(at) // _MINUTE  # a fact's moments are in UTC
    return (at.toordinal() - 1) * _MINUTES_OF_DAY + at.hour * 60 + at.minute - away


def minute_from(at: datetime) -> int:
    """The first minute that has not begun before a moment, for of one that has nothing is left.

    >>> minute_from(datetime(1, 1, 2, 0, 0, 59, tzinfo=UTC))
    1441
    """
    minute = minute_of(at)
    return minute + 1 if at.second or at.microsecond else minute


def moment_of(minute: int, zone: tzinfo | str = UTC) -> datetime:
    """The moment at which a minute begins, as a clock in the zone shows it.

    Units:   minutes as `minute_of` counts them.
    Errors:  InvalidValue for minutes outside the years 1 to 9999, in UTC or in the zone.

    >>> moment_of(1065515040, "Europe/Berlin").isoformat()
    '2026-11-22T01:00:00+01:00'
    """
    where = zone_of(zone) if isinstance(zone, str) else zone
    if type(minute) is int and 0 <= minute <= _LAST_MINUTE:
        try:
            return (_EPOCH + timedelta(minutes=minute)).astimezone(where)
        except OverflowError:
            pass
    raise InvalidValue(
        f"minute {minute!r} lies outside the years 1 to 9999; allowed are 0 to {_LAST_MINUTE}.",
        given=minute,
        allowed=f"0..{_LAST_MINUTE}",
    )


def settle(at: datetime) -> datetime:
    """A moment with the zone data of this library, its wall clock kept.

    Zones are taken anew from `zones`, fixed offsets become UTC; a wall clock time that the
    zone skips is refused, for nobody could be there.

    Errors:  InvalidValue for naive moments, unknown zones and times that do not exist.

    >>> settle(datetime(2026, 3, 29, 2, 30, tzinfo=zone_of("Europe/Berlin")))
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: 2026-03-29T02:30 does not exist in Europe/Berlin: the clocks \
are put forward; give a time before or after the change.
    """
    where = check_moment(at).tzinfo
    if where is UTC:
        return at
    if not isinstance(where, ZoneInfo) or where.key == "UTC":
        return _in_utc(at)
    known = zone_of(where.key)
    # Copies are dear, and most moments come with our own zone already.
    first = at if where is known and not at.fold else at.replace(tzinfo=known, fold=0)
    second = first.replace(fold=1)
    before, after = _offset(first), _offset(second)
    # PEP 495: the two readings agree except in a gap (the first is behind) and a fold (ahead).
    if before < after:
        raise InvalidValue(
            f"{at.replace(tzinfo=None).isoformat(timespec='minutes')} does not exist in "
            f"{where.key}: the clocks are put forward; give a time before or after the change.",
            given=at,
            allowed="a wall clock time that the zone has",
        )
    return second if at.fold and before > after else first


def _offset(at: datetime) -> timedelta:
    offset = at.utcoffset()
    if offset is None:
        raise InvalidValue(
            f"{at!r} has no zone, so it means another moment in each; give one, such as "
            "tzinfo=zone('Europe/Berlin').",
            given=at,
            allowed="aware datetime",
        )
    return offset


def _in_utc(at: datetime) -> datetime:
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise _refusal(at.isoformat(), "in UTC it lies outside the years 1 to 9999") from None


def _refusal(text: object, fault: str) -> InvalidValue:
    shown = repr(text)
    shown = shown if len(shown) <= 60 else f"{shown[:60]}…"
    return InvalidValue(
        f"{shown} is no moment: {fault}; write it as 2026-05-01T16:00:00Z.",
        given=text,
        allowed="YYYY-MM-DDTHH:MM:SSZ",
    )


def _fault(text: object) -> str:
    if not isinstance(text, str):
        return f"it is of type {type(text).__name__}, not a string"
    if _RECORD.fullmatch(f"{text}Z"):
        return "it has no offset, so it means another moment in each zone"
    return "it is not written as expected"
