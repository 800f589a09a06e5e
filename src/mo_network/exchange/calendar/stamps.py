"""Stamps: the days, times, lengths and texts of a calendar, in the forms that RFC 5545 has.

Source:  RFC 5545, 3.3.4, 3.3.5, 3.3.6, 3.3.9 and 3.3.11.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from mo_network.scheduling.series import WallMinute, clock_of, write_wall

DAY: Final = 24 * 60

_STAMP = re.compile(
    r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([01][0-9]|2[0-3])([0-5][0-9])([0-5][0-9]|60)(Z?))?"
)
_DURATION = re.compile(
    r"([+-]?)P(?:([0-9]{1,6})W)?(?:([0-9]{1,6})D)?"
    r"(?:T(?:([0-9]{1,6})H)?(?:([0-9]{1,8})M)?(?:([0-9]{1,9})S)?)?"
)
_ESCAPED = re.compile(r"\\([\\;,nN])")
_SPECIAL = re.compile(r"[\\;,]")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


class Stamp(NamedTuple):
    """A day, or a time on some clock.

    Shape:   `zone` is "UTC", the name of a zone, or "" for a time that floats and for a day;
             `has_seconds` if seconds were cut off.
    """

    wall: WallMinute
    zone: str
    is_day: bool = False
    has_seconds: bool = False

    def on_clock(self, zone: str) -> WallMinute:
        """The same time on the clock of a zone; what floats stays as it is.

        Errors:  ValueError where it lies outside of the calendar there.
        """
        if not self.zone or self.zone == zone:
            return self.wall
        minute = clock_of(self.zone).to_utc([self.wall])[0]
        wall = clock_of(zone).to_wall(minute)
        if not _FIRST <= wall < _END:
            raise ValueError("lies outside of the years 2 to 9999")
        return wall


_FIRST = date(2, 1, 1).toordinal() * DAY
_END = (date.max.toordinal() + 1) * DAY


def read_stamp(value: str, zone: str) -> Stamp:
    """A day or a time from its written form; `zone` is the one that its TZID means.

    Errors:  ValueError for other forms, days that do not exist and the year 1.

    >>> read_stamp("20260505T180000", "Europe/Berlin").zone
    'Europe/Berlin'
    >>> read_stamp("20260505", "").is_day
    True
    """
    match = _STAMP.fullmatch(value.strip())
    if match is None:
        raise ValueError(f"{value[:40]!r} is no day and no time")
    try:
        ordinal = date(int(match[1]), int(match[2]), int(match[3])).toordinal()
    except ValueError:
        raise ValueError(f"{value[:40]!r} is a day that does not exist") from None
    if ordinal * DAY < _FIRST:
        raise ValueError(f"{value[:40]!r} lies in the year 1")
    if match[4] is None:
        return Stamp(ordinal * DAY, "", is_day=True)
    wall = ordinal * DAY + int(match[4]) * 60 + int(match[5])
    return Stamp(wall, "UTC" if match[7] else zone, has_seconds=match[6] != "00")


class Length(NamedTuple):
    """A DURATION: days by the calendar, and minutes as they pass.

    Shape:   seconds are rounded up to whole minutes; `has_seconds` if they were.
    """

    days: int
    minutes: int
    has_seconds: bool = False

    @property
    def total(self) -> int:
        """All of it in minutes, a day as 24 hours."""
        return self.days * DAY + self.minutes


def read_length(value: str) -> Length:
    """A DURATION from its written form.

    Errors:  ValueError for other forms, for none, and for one that runs backwards.

    >>> read_length("P1DT2H")
    Length(days=1, minutes=120, has_seconds=False)
    """
    match = _DURATION.fullmatch(value.strip().upper())
    if match is None or not any(match.groups()[1:]):
        raise ValueError(f"{value[:40]!r} is no duration")
    weeks, days, hours, minutes, seconds = (int(each or 0) for each in match.groups()[1:])
    found = Length(
        weeks * 7 + days, hours * 60 + minutes + -(-seconds // 60), has_seconds=bool(seconds % 60)
    )
    if match[1] == "-" or not found.total:
        raise ValueError(f"{value[:40]!r} takes no time")
    return found


def write_stamp(wall: WallMinute, *, is_utc: bool = False) -> str:
    """A time in the form of calendars.

    >>> write_stamp(read_stamp("20260505T180000", "").wall, is_utc=True)
    '20260505T180000Z'
    """
    return f"{write_wall(wall).replace('-', '').replace(':', '')}00{'Z' if is_utc else ''}"


def plain_text(value: str) -> str:
    r"""A TEXT value without its escapes.

    >>> plain_text(r"Saal\, Küche\nHof")
    'Saal, Küche\nHof'
    """
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def escaped_text(text: str) -> str:
    r"""A text as a TEXT value, without characters that cannot be seen.

    >>> escaped_text("Saal, Küche\nHof")
    'Saal\\, Küche\\nHof'
    """
    kept = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _SPECIAL.sub(r"\\\g<0>", kept).replace("\n", "\\n")


def write_length(minutes: int) -> str:
    """A length as so many minutes that pass.

    >>> write_length(1530)
    'PT25H30M'
    """
    hours, rest = divmod(minutes, 60)
    return f"PT{f'{hours}H' if hours else ''}{f'{rest}M' if rest or not hours else ''}"
