"""Slot: a stretch of time between two moments, the end left out.

What people agree on is a wall clock in a zone; what can clash is a stretch of UTC. A slot keeps
both: the moments as given, and whole minutes of UTC, by which slots are compared.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

import attrs

from mo_network.errors import InvalidValue
from mo_network.values.days import check_day
from mo_network.values.moments import minute_of, moment_of, settle
from mo_network.values.slot_text import read_moments, write_moment
from mo_network.values.zones import zone as zone_of

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_MINUTE = timedelta(minutes=1)


_EARLIEST = (date(2, 1, 1).toordinal() - 1) * 24 * 60
_LATEST = (date(9999, 1, 1).toordinal() - 1) * 24 * 60


@attrs.frozen(init=False, eq=False, repr=False)
class Slot:
    """A half-open stretch of time: from `start` until, and without, `end`.

    Shape:   written as RFC 9557, both moments with offset and zone. Two slots are equal when
             their minutes and the names of their zones are.
    Units:   whole minutes of UTC since 0001-01-01T00:00Z in `start_minute`, `end_minute`.
    Errors:  InvalidValue for naive moments, seconds, empty slots, times that do not exist.
    Source:  design, section 5.

    >>> slot = Slot.on(date(2026, 5, 1), "18:00", "20:00", zone="Europe/Berlin")
    >>> str(slot)
    '2026-05-01T18:00+02:00[Europe/Berlin]/2026-05-01T20:00+02:00[Europe/Berlin]'
    >>> slot.minutes
    120
    """

    start: datetime
    end: datetime
    start_minute: int
    end_minute: int

    def __init__(self, start: datetime, end: datetime) -> None:
        start, end = settle(start), settle(end)
        start_minute, end_minute = _whole_minute(start), _whole_minute(end)
        if end_minute <= start_minute:
            raise _empty(start, end)
        if not _EARLIEST <= start_minute < end_minute <= _LATEST:
            raise InvalidValue(
                f"a slot from {start} to {end} touches the ends of the calendar, where a day of "
                "one zone is in no year of another; allowed are the years 2 to 9998.",
                given=(start, end),
                allowed="years 2 to 9998",
            )
        _fill(self, start, end, start_minute, end_minute)

    @classmethod
    def on(cls, day: date, start: str, end: str, *, zone: str, end_day: date | None = None) -> Slot:
        """The slot between two times of the wall clock.

        Shape:   times as `HH:MM`, from 00:00 to 23:59; where a time happens twice in the zone,
                 the first is meant.
        Errors:  InvalidValue when the end is not after the start: a night is written with
                 `end_day`, for `22:00` to `02:00` may as well be a slip.

        >>> Slot.on(date(2026, 5, 1), "22:00", "02:00", zone="Europe/Berlin",
        ...         end_day=date(2026, 5, 2)).minutes
        240
        """
        where = zone_of(zone)
        first, last = check_day(day), check_day(day if end_day is None else end_day)
        starts, ends = _clock(start), _clock(end)
        if end_day is None and ends <= starts:
            raise InvalidValue(
                f"a slot from {start} to {end} on {day} is empty or runs backwards; allowed is an "
                "end after the start: for a slot that ends on a later day give end_day=.",
                given=(start, end),
                allowed="end after start",
            )
        return cls(
            datetime.combine(first, starts, tzinfo=where),
            datetime.combine(last, ends, tzinfo=where),
        )

    @classmethod
    def parse(cls, text: str) -> Slot:
        """A slot from its written form.

        Shape:   two moments around a slash, each `2026-05-01T18:00+02:00[Europe/Berlin]`; the
                 offset must be one that the zone has at that time. A moment without a zone's
                 name is kept in UTC.
        Errors:  InvalidValue, saying what cannot be read or does not fit.

        >>> Slot.parse("2026-05-01T16:00Z/2026-05-01T18:00Z").minutes
        120
        """
        start, start_minute, end, end_minute = read_moments(text)
        if end_minute <= start_minute:
            raise _empty(start, end)
        slot = _new(cls)
        _fill(slot, start, end, start_minute, end_minute)
        return slot

    @classmethod
    def between(cls, start: int, end: int, start_zone: str, end_zone: str) -> Slot:
        """The slot between two minutes, written in zones by their names.

        Units:   minutes as `minute_of` counts them.

        >>> str(Slot.between(1_065_053_880, 1_065_053_940, "UTC", "UTC"))
        '2026-01-05T18:00Z/2026-01-05T19:00Z'
        """
        return cls(moment_of(start, start_zone), moment_of(end, end_zone))

    def starting_at(self, minute: int) -> Slot:
        """The slot moved to another start: as long as before, written in its zones.

        >>> str(Slot.parse("2026-01-05T18:00Z/2026-01-05T19:00Z").starting_at(1_065_053_910))
        '2026-01-05T18:30Z/2026-01-05T19:30Z'
        """
        return self.with_minutes(minute, minute + self.minutes)

    def with_minutes(self, start: int, end: int) -> Slot:
        """Another slot that is written in the same zones."""
        starts, ends = self.start.tzinfo, self.end.tzinfo
        assert starts is not None
        assert ends is not None
        return Slot(moment_of(start, starts), moment_of(end, ends))

    @property
    def minutes(self) -> int:
        """How long the slot lasts.

        Units:   minutes as they pass, so a night on which clocks change is counted truly.

        >>> Slot.on(date(2026, 3, 29), "01:00", "04:00", zone="Europe/Berlin").minutes
        120
        """
        return self.end_minute - self.start_minute

    def overlaps(self, other: Slot) -> bool:
        """Whether the two share a minute; back to back they do not.

        >>> one = Slot.parse("2026-05-01T16:00Z/2026-05-01T18:00Z")
        >>> one.overlaps(Slot.parse("2026-05-01T18:00Z/2026-05-01T19:00Z"))
        False
        """
        return self.start_minute < other.end_minute and other.start_minute < self.end_minute

    def __contains__(self, at: datetime) -> bool:
        return self.start_minute <= minute_of(at) < self.end_minute

    def __str__(self) -> str:
        return f"{write_moment(self.start)}/{write_moment(self.end)}"

    def __repr__(self) -> str:
        return f"Slot.parse({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Slot):
            return NotImplemented
        return (
            self.start_minute == other.start_minute
            and self.end_minute == other.end_minute
            and _same_zone(self.start.tzinfo, other.start.tzinfo)
            and _same_zone(self.end.tzinfo, other.end.tzinfo)
        )

    def __hash__(self) -> int:
        return hash((self.start_minute, self.end_minute))

    def __reduce__(self) -> tuple[object, tuple[str]]:
        # Zones read from a package cannot be pickled; the written form says all.
        return Slot.parse, (str(self),)


_set_start = Slot.__dict__["start"].__set__
_set_end = Slot.__dict__["end"].__set__
_set_start_minute = Slot.__dict__["start_minute"].__set__
_set_end_minute = Slot.__dict__["end_minute"].__set__
_new = object.__new__


def _fill(slot: Slot, start: datetime, end: datetime, start_minute: int, end_minute: int) -> None:
    _set_start(slot, start)
    _set_end(slot, end)
    _set_start_minute(slot, start_minute)
    _set_end_minute(slot, end_minute)


def _same_zone(one: tzinfo | None, other: tzinfo | None) -> bool:
    if one is other:
        return True
    return isinstance(one, ZoneInfo) and isinstance(other, ZoneInfo) and one.key == other.key


def _whole_minute(at: datetime) -> int:
    offset = at.utcoffset()
    if at.second or at.microsecond or offset is None or offset % _MINUTE:
        raise InvalidValue(
            f"{at.isoformat()} is no whole minute of UTC; allowed are moments without seconds, "
            "since the zone has standard time: leave the seconds out.",
            given=at,
            allowed="whole minutes",
        )
    minute = minute_of(at)
    if not 0 <= minute < date.max.toordinal() * 1440:
        raise InvalidValue(
            f"{at.isoformat()} lies outside the years 1 to 9999 in UTC; give a moment inside.",
            given=at,
            allowed="0001-01-01T00:00Z to 9999-12-31T23:59Z",
        )
    return minute


def _clock(text: str) -> time:
    match = _CLOCK.fullmatch(text) if type(text) is str else None
    if match is None:
        raise InvalidValue(
            f"{text!r} is no time of the wall clock; allowed are 00:00 to 23:59, two figures each: "
            "for midnight at the end of a day give 00:00 and end_day=.",
            given=text,
            allowed="HH:MM",
        )
    return time(int(match[1]), int(match[2]))


def _empty(start: datetime, end: datetime) -> InvalidValue:
    return InvalidValue(
        f"a slot from {start.isoformat()} to {end.isoformat()} is empty or runs backwards; "
        "allowed is an end after the start: swap them, or give the right day.",
        given=(start, end),
        allowed="end after start",
    )
