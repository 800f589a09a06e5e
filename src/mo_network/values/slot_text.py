"""How the two moments of a slot are read and written: RFC 9557, whole minutes, zone named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from mo_network.errors import InvalidValue
from mo_network.values.days import parse_day
from mo_network.values.moments import minute_of, moment_of, settle
from mo_network.values.zones import zone

_MOMENT = (
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})(?:(Z)|([+-][0-9]{2}:[0-9]{2})"
    r"(?:\[([A-Za-z0-9_+/-]{1,64})\])?)"
)
_SLOT = re.compile(f"{_MOMENT}/{_MOMENT}")
_EXAMPLE = "2026-05-01T18:00+02:00[Europe/Berlin]/2026-05-01T20:00+02:00[Europe/Berlin]"
_read = datetime.fromisoformat
_MINUTES_OF_DAY = 1440
_combine = datetime.combine
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


_is_kept: ContextVar[bool] = ContextVar("is_kept", default=False)


@contextmanager
def as_kept() -> Iterator[None]:
    """Read slots that were written under other zone data, as a journal keeps them for ever.

    A slot is a promise about a clock on a wall, so the wall-clock times stay and the moments move;
    where the clock no longer shows such a time, or none would be left between the two, the moments
    stay. What anybody hands in is read strictly: there, such an offset is a mistake.
    """
    before = _is_kept.set(True)
    try:
        yield
    finally:
        _is_kept.reset(before)


def write_moment(at: datetime) -> str:
    """A moment of a slot in its written form.

    >>> write_moment(datetime(2026, 5, 1, 18, 0, tzinfo=zone("Europe/Berlin")))
    '2026-05-01T18:00+02:00[Europe/Berlin]'
    """
    where = at.tzinfo
    if where is UTC:
        return at.isoformat(timespec="minutes")[:-6] + "Z"
    # A zone's text is its name.
    return f"{at.isoformat(timespec='minutes')}[{where}]"


def read_moments(text: str) -> tuple[datetime, int, datetime, int]:
    """Start and end of a slot, each with its minute, from the written form.

    Errors:  InvalidValue, saying what cannot be read or does not fit.

    >>> read_moments("0001-01-01T00:00Z/0001-01-01T01:00Z")[1::2]
    (0, 60)
    """
    if type(text) is str:
        quick = _read_quickly(text)
        if quick is not None:
            return quick
        match = _SLOT.fullmatch(text)
        if match is not None:
            groups = match.groups()
            read = *_moment(text, *groups[:4]), *_moment(text, *groups[4:])
            if read[1] >= read[3] and _is_kept.get():
                return *_instant(*groups[:4]), *_instant(*groups[4:])
            return read
    raise _refusal(text, _fault(text))


def _read_quickly(text: str) -> tuple[datetime, int, datetime, int] | None:
    """The usual slot: one zone, no clock change that day; None leaves it to the careful reader.

    Opening a journal reads slots a hundred thousand times, and the days come again and again.
    """
    half = len(text) // 2
    middle = half + 1
    key = text[23 : half - 1]
    if text[22:23] != "[" or text[half - 1 :] != f"]/{text[middle : middle + 22]}[{key}]":
        return None
    first = _quiet_day(text[:11], text[16:22], key)
    second = _quiet_day(text[middle : middle + 11], text[middle + 16 : middle + 22], key)
    starts, ends = _clock(text[11:16]), _clock(text[middle + 11 : middle + 16])
    if first is None or second is None or starts is None or ends is None:
        return None
    return (
        _combine(first[0], starts[0], first[1]),
        first[2] + starts[1],
        _combine(second[0], ends[0], second[1]),
        second[2] + ends[1],
    )


@lru_cache(maxsize=1440)
def _clock(text: str) -> tuple[time, int] | None:
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2])
    return time(hour, minute), hour * 60 + minute


@lru_cache(maxsize=4096)
def _quiet_day(text: str, offset: str, key: str) -> tuple[date, tzinfo, int] | None:
    """The day, the zone, and the minute at which the day begins, if its offset never changes."""
    try:
        day, where = parse_day(text[:10]), zone(key)
    except InvalidValue:
        return None
    if text[10:] != "T" or key == "UTC" or not date.min < day < date.max:
        return None
    midnight = datetime.combine(day, time(), where)
    # No zone changes its clocks and back within an hour, so hourly marks find every change; both
    # readings of each mark find a fold that reaches over midnight.
    marks = [midnight + timedelta(hours=hour) for hour in range(25)]
    offsets = {mark.replace(fold=fold).utcoffset() for mark in marks for fold in (0, 1)}
    if len(offsets) > 1 or midnight.isoformat()[19:] != offset:
        return None
    return day, where, minute_of(midnight)


def _moment(
    text: str, wall: str, utc: str | None, offset: str | None, key: str | None
) -> tuple[datetime, int]:
    try:
        clock = _read(wall)
    except ValueError as error:
        raise _refusal(text, f"{wall} does not exist, {error}") from None
    minute = (clock.toordinal() - 1) * _MINUTES_OF_DAY + clock.hour * 60 + clock.minute
    if utc is not None or offset is None:
        return clock.replace(tzinfo=UTC), minute
    away = int(offset[1:3]) * 60 + int(offset[4:6])
    if offset[0] == "-":
        away = -away
    minute -= away
    if (
        offset[1:3] > "23"
        or offset[4] > "5"
        or not 0 <= minute < date.max.toordinal() * _MINUTES_OF_DAY
    ):
        raise _refusal(text, f"the offset {offset} leads nowhere")
    if key is None or key == "UTC":
        return (clock - timedelta(minutes=away)).replace(tzinfo=UTC), minute
    at = clock.replace(tzinfo=zone(key))
    if at.utcoffset() == timedelta(minutes=away) and not _is_skipped(at):
        return at, minute
    if _is_kept.get():
        return (
            (moment_of(minute, at.tzinfo or UTC), minute) if _is_skipped(at) else _by_wall(at, away)
        )
    # The other reading of an hour that happens twice; a gap is refused with its own words.
    second = settle(at).replace(fold=1)
    if second.utcoffset() != timedelta(minutes=away):
        raise _refusal(text, f"the offset {offset} is not one that {key} has at {wall}")
    return second, minute


def _by_wall(at: datetime, away: int) -> tuple[datetime, int]:
    """What the clock shows, whichever offset it has now; of two readings the one of the offset."""
    second = at.replace(fold=1)
    chosen = second if second.utcoffset() == timedelta(minutes=away) else at
    return chosen, minute_of(chosen)


def _instant(
    wall: str, utc: str | None, offset: str | None, key: str | None
) -> tuple[datetime, int]:
    """The moment that was meant when it was written."""
    minute = minute_of(_read(f"{wall}{offset or '+00:00'}"))
    return moment_of(minute, zone(key or "UTC")), minute


def _is_skipped(at: datetime) -> bool:
    other = at.replace(fold=1).utcoffset()
    own = at.utcoffset()
    return own is not None and other is not None and own < other


def _refusal(text: object, fault: str) -> InvalidValue:
    shown = repr(text)
    shown = shown if len(shown) <= 160 else f"{shown[:160]}…"
    return InvalidValue(
        f"{shown} is no slot: {fault}; write it as {_EXAMPLE}.", given=text, allowed=_EXAMPLE
    )


def _fault(text: object) -> str:
    if not isinstance(text, str):
        return f"it is of type {type(text).__name__}, not a string"
    if re.search(r"T[0-9]{2}:[0-9]{2}(?:/|$)", text):
        return "a moment has no offset, so it means another in each zone"
    return "it is not two moments around a slash"
