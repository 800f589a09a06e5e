"""A foreign calendar, read whole: its events as series, and everything that was lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

import attrs

from mo_network.errors import InvalidValue
from mo_network.exchange.calendar.components import Component, read_components
from mo_network.exchange.calendar.event_reading import Reader
from mo_network.exchange.calendar.library import require_library
from mo_network.exchange.calendar.lines import LARGEST, too_large
from mo_network.exchange.calendar.lost import MOST_LOST, Lost
from mo_network.exchange.calendar.uid_reading import Event, read_event
from mo_network.exchange.calendar.zone_reading import Zones
from mo_network.values.zones import zone as check_zone
from mo_network.values.zones import zone_names

MOST_EVENTS: Final = 10_000
LONGEST_UID: Final = 500

_QUIET: Final = frozenset({"PRODID", "VERSION", "CALSCALE", "X-WR-CALNAME", "X-WR-TIMEZONE"})
_CHUNK: Final = 256 * 1024


@attrs.frozen
class Calendar:
    """What a file of calendars holds: events that are understood, and what was lost.

    Shape:   events in the order of the file; losses in the order of lines.
    """

    name: str
    events: tuple[Event, ...]
    lost: tuple[Lost, ...]


def read_calendar(source: str | Path | bytes, zone: str, name: str = "") -> Calendar:
    r"""The events of an iCalendar file, or of its bytes.

    Shape:   `zone` is the zone of times that name none. An event whose times are not wholly
             understood is left out and named; of others, each property that is not taken is named.
    Errors:  InvalidValue naming file, line and bound, for what is no calendar, or too large.
    Source:  RFC 5545.

    >>> data = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260505T160000Z\r\n"
    >>> data += b"DURATION:PT2H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    >>> str(read_calendar(data, "Europe/Berlin").events[0].series[0])
    '2026-05-05T16:00 [UTC] once'
    """
    require_library()
    check_zone(zone)
    data, name = _bytes(source, name)
    lost: list[Lost] = []

    def lose(one: Lost) -> None:
        if len(lost) >= MOST_LOST:
            raise InvalidValue(
                f"{name}:{one.line}: is the {MOST_LOST + 1}th thing that cannot be taken over; "
                "allowed is a calendar of which most is understood: export it otherwise",
                given=name,
                allowed=f"at most {MOST_LOST} losses",
            )
        lost.append(one)

    events: list[Event] = []
    for component in read_components(data, name):
        events += _events(component, zone, lose, name)
        _refuse_many(len(events), component.line, name)
    return Calendar(name, tuple(events), tuple(sorted(lost, key=lambda each: each.line)))


def _bytes(source: str | Path | bytes, name: str) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, name or "calendar"
    path = Path(source)
    name = name or path.name
    try:
        with path.open("rb") as stream:
            return read_bounded(stream, name), name
    except OSError as error:
        raise InvalidValue(
            f"{path} cannot be read ({error.strerror}): give the path of a file",
            given=str(path),
            allowed="the path of a readable file",
        ) from None


def read_bounded(stream: BinaryIO, name: str) -> bytes:
    """All bytes of a stream, which is left as soon as it turns out to be too long.

    Errors:  InvalidValue for more than `lines.LARGEST` bytes.
    """
    parts: list[bytes] = []
    room = LARGEST
    while part := stream.read(min(_CHUNK, room + 1)):
        room -= len(part)
        if room < 0:
            raise too_large(name)
        parts.append(part)
    return b"".join(parts)


def _refuse_many(count: int, line: int, name: str) -> None:
    if count > MOST_EVENTS:
        raise InvalidValue(
            f"{name}:{line}: the calendar has {count} events; allowed are at most {MOST_EVENTS}: "
            "export one room, or fewer years",
            given=count,
            allowed=f"at most {MOST_EVENTS} events",
        )


def _events(
    calendar: Component, zone: str, lose: Callable[[Lost], None], name: str
) -> Iterator[Event]:
    zones = Zones.of(calendar, _default(calendar, zone, lose))
    _name_calendar(calendar, lose)
    if calendar.text("METHOD").strip().upper() == "CANCEL":
        found = calendar.first("METHOD")
        lose(Lost(found.line if found else 0, "", "METHOD", "the calendar cancels", is_whole=True))
        return
    by_uid: dict[str, list[Reader]] = {}
    count = 0
    for part in calendar.parts:
        if part.name == "VEVENT":
            count += 1
            _refuse_many(count, part.line, name)
            uid = part.text("UID").strip()[:LONGEST_UID]
            by_uid.setdefault(uid or f"line {part.line}", []).append(Reader(part, zones, uid, lose))
        elif part.name != "VTIMEZONE":
            lose(
                Lost(
                    part.line,
                    part.text("UID")[:LONGEST_UID],
                    part.name,
                    "is no event",
                    is_whole=True,
                )
            )
    for readers in by_uid.values():
        event = read_event(readers, lose)
        if event is not None:
            yield event


def _default(calendar: Component, zone: str, lose: Callable[[Lost], None]) -> str:
    found = calendar.first("X-WR-TIMEZONE")
    if found is None or found.value.strip() in ("", zone):
        return zone
    if found.value.strip() in zone_names():
        return found.value.strip()
    lose(Lost(found.line, "", "X-WR-TIMEZONE", f"is no zone that is known; {zone} is taken"))
    return zone


def _name_calendar(calendar: Component, lose: Callable[[Lost], None]) -> None:
    named = {each.name: each for each in reversed(calendar.properties)}
    scale = calendar.text("CALSCALE").strip().upper()
    if scale not in ("", "GREGORIAN"):
        lose(Lost(named["CALSCALE"].line, "", "CALSCALE", "is not Gregorian; read as if"))
    for each in named.values():
        if each.name not in _QUIET | {"METHOD"}:
            lose(Lost(each.line, "", each.name[:40], "is not taken over"))
    for line, after in calendar.broken:
        lose(Lost(line, "", after, "is followed by a line that is no property"))
