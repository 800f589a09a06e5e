"""Calendars written by hand, for the tests: one event, or several, between BEGIN and END."""

from __future__ import annotations

from mo_network.exchange.calendar.reading import Calendar, read_calendar
from mo_network.scheduling import Series

BERLIN = "Europe/Berlin"
SUMMER = "BEGIN:DAYLIGHT\nDTSTART:19700329T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\n"
WINTER = "BEGIN:STANDARD\nDTSTART:19701025T030000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\n"


def event(*lines: str, uid: str = "u1") -> str:
    """One event."""
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"])


def calendar(*parts: str) -> bytes:
    """A calendar of parts."""
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""])
    return text.replace("\n", "\r\n").encode()


def written_zone(name: str, summer: str = "+0200", winter: str = "+0100") -> str:
    """A VTIMEZONE with the rules of Central Europe, and offsets of one's own."""
    return (
        f"BEGIN:VTIMEZONE\nTZID:{name}\n"
        f"{SUMMER}TZOFFSETFROM:{winter}\nTZOFFSETTO:{summer}\nEND:DAYLIGHT\n"
        f"{WINTER}TZOFFSETFROM:{summer}\nTZOFFSETTO:{winter}\nEND:STANDARD\nEND:VTIMEZONE"
    )


def read(*parts: str) -> Calendar:
    """A calendar of parts, read in a house in Berlin."""
    return read_calendar(calendar(*parts), BERLIN)


def series_of(*lines: str) -> Series:
    """The one series of an event with these lines, of which nothing is lost."""
    found = read(event(*lines))
    assert () == found.lost
    return found.events[0].series[0]


def losses(found: Calendar) -> list[tuple[str, bool]]:
    """The properties that are lost, and whether their events are left out."""
    return [(lost.property, lost.is_whole) for lost in found.lost]
