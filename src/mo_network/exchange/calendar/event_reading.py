"""One VEVENT: its times as they are written, each property looked at, nothing passed over.

What says when an event takes place has to be understood, or the whole event is left out; of the
rest each property that is not taken is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import attrs

from mo_network.exchange.calendar.components import Component, Property
from mo_network.exchange.calendar.lost import Lost
from mo_network.exchange.calendar.series_text import FOLD, GAP, LENGTH, UNTIL
from mo_network.exchange.calendar.stamps import (
    DAY,
    Length,
    Stamp,
    plain_text,
    read_length,
    read_stamp,
)
from mo_network.exchange.calendar.zone_reading import Zones
from mo_network.scheduling.series import clock_of

ONCE: Final = frozenset(
    {"UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RECURRENCE-ID", "SEQUENCE", "STATUS"}
    | {"TRANSP", "SUMMARY", LENGTH, GAP, FOLD, UNTIL}
)
"""Properties that may stand once; of a summary the first counts."""
TIMES: Final = frozenset({"EXDATE", "RDATE", "EXRULE"}) | ONCE - {"SUMMARY", "TRANSP", "SEQUENCE"}
"""Properties without which it is not known when an event takes place."""
PLAIN: Final = frozenset({"DTSTAMP", "CREATED", "LAST-MODIFIED", "CLASS", "PRIORITY"})
"""Properties about the record, of which nothing can be lost."""
MOST_NAMED: Final = 40
"""Properties of one event that are named one by one."""


class Unusable(Exception):
    """An event that is left out whole, because of one property."""

    def __init__(self, line: int, name: str, why: str) -> None:
        super().__init__(why)
        self.line, self.name, self.why = line, name, why


@attrs.frozen(eq=False)
class Reader:
    """Reads the properties of one VEVENT, and names what is lost on the way."""

    event: Component
    zones: Zones
    uid: str
    lose: Callable[[Lost], None]

    def say(self, line: int, name: str, why: str) -> None:
        """Name something that is not taken over as it stands."""
        self.lose(Lost(line, self.uid, name, why))

    def one(self, name: str) -> Property | None:
        """The only property of a name, its parameters read.

        Errors:  Unusable when it stands twice, or cannot be read.
        """
        found = self.event.all(name)
        for each in found[:1] if name not in TIMES else found:
            if each.fault:
                raise Unusable(each.line, name, each.fault)
        if len(found) > 1 and name in TIMES:
            raise Unusable(found[1].line, name, f"stands {len(found)} times, and may stand once")
        return found[0] if found else None

    def text(self, name: str) -> str:
        """A TEXT property, "" if there is none."""
        found = self.event.first(name)
        return "" if found is None or found.fault else plain_text(found.value).strip()

    def number(self, name: str) -> int:
        """A whole number, 0 if there is none that can be read."""
        value = self.event.text(name).strip()
        return int(value) if value.isascii() and value.isdigit() and len(value) <= 10 else 0

    def stamps(self, each: Property, value: str | None = None) -> Iterator[tuple[Stamp, str]]:
        """The times of a property, each with what stands after a slash.

        Errors:  Unusable for what is no time, or in a zone that nobody knows.
        """
        zone, name = "", each.parameters.get("TZID", "").strip()
        for text in (value if value is not None else each.value).split(","):
            first, _, rest = text.partition("/")
            try:
                stamp = read_stamp(first, "")
            except ValueError as error:
                raise Unusable(each.line, each.name, str(error)) from None
            if name and not stamp.is_day and stamp.zone != "UTC":
                zone = zone or self._zone(each, name, stamp)
                stamp = stamp._replace(zone=zone)
            if stamp.has_seconds:
                self.say(each.line, each.name, "seconds are cut off")
            yield stamp, rest.strip()

    def _zone(self, each: Property, name: str, stamp: Stamp) -> str:
        meaning = self.zones.meaning(name, stamp.wall)
        if meaning.zone is None:
            raise Unusable(each.line, each.name, meaning.note)
        if meaning.note and each.name == "DTSTART":
            self.say(each.line, each.name, meaning.note)
        return meaning.zone

    def start(self) -> Stamp:
        """When it begins; what floats begins so on the clock of the default zone.

        Errors:  Unusable.
        """
        found = self.one("DTSTART")
        if found is None:
            raise Unusable(self.event.line, "DTSTART", "is missing")
        stamps = list(self.stamps(found))
        if len(stamps) != 1:
            raise Unusable(found.line, "DTSTART", "names several times")
        stamp = stamps[0][0]
        if not stamp.zone:
            if not stamp.is_day:
                self.say(found.line, "DTSTART", f"has no zone; taken in {self.zones.default}")
            return stamp._replace(zone=self.zones.default)
        return stamp

    def length(self, start: Stamp) -> tuple[int, str]:
        """How long it lasts, and whether by the wall clock or exactly.

        Source:  RFC 5545, 3.3.6 and 3.8.5.3: days are by the calendar; hours, and an end, exact.
        Errors:  Unusable for no time, and an end before the start.
        """
        end, duration = self.one("DTEND"), self.one("DURATION")
        is_wall = self.event.text(LENGTH).strip().upper() == "WALL"
        if end is not None and duration is not None:
            raise Unusable(duration.line, "DURATION", "stands beside a DTEND, which excludes it")
        if duration is not None:
            try:
                read = read_length(duration.value)
            except ValueError as error:
                raise Unusable(duration.line, "DURATION", str(error)) from None
            return self._by_duration(duration, read, is_wall=is_wall)
        if end is None:
            if start.is_day:
                return DAY, "wall"
            raise Unusable(self.event.line, "DTEND", "is missing, so the event takes no time")
        return self._by_end(end, start, is_wall=is_wall)

    def _by_duration(self, found: Property, read: Length, *, is_wall: bool) -> tuple[int, str]:
        if read.has_seconds:
            self.say(found.line, "DURATION", "seconds are rounded up to a minute")
        if read.days and read.minutes:
            why = "days and hours together are counted on the wall clock, hours too"
            self.say(found.line, "DURATION", why)
        return read.total, "wall" if read.days or is_wall else "exact"

    def _by_end(self, found: Property, start: Stamp, *, is_wall: bool) -> tuple[int, str]:
        stamps = list(self.stamps(found))
        end = stamps[0][0]
        if len(stamps) != 1 or end.is_day is not start.is_day:
            raise Unusable(found.line, "DTEND", "has not the form of DTSTART: a day, or a time")
        is_same = end.zone in ("", start.zone)
        if start.is_day or (is_wall and is_same):
            minutes = end.wall + end.has_seconds - start.wall
            length = "wall"
        else:
            first = clock_of(start.zone).to_utc([start.wall])[0]
            last = clock_of(end.zone or start.zone).to_utc([end.wall])[0]
            minutes, length = last + end.has_seconds - first, "exact"
        if minutes <= 0:
            raise Unusable(found.line, "DTEND", "is not after the start, so it takes no time")
        return minutes, length

    def name_the_rest(self, taken: frozenset[str]) -> None:
        """Name each property and part that says something which is not taken over."""
        others: dict[str, Property] = {}
        for each in self.event.properties:
            is_again = each.name in ONCE and self.event.first(each.name) is not each
            if is_again or (each.name not in ONCE | TIMES | PLAIN | taken):
                others.setdefault(each.name, each)
        named = list(others.values())
        for each in named[:MOST_NAMED]:
            again = "stands more than once; the first counts" if each.name in ONCE else ""
            self.say(each.line, each.name[:40], again or "is not taken over")
        if len(named) > MOST_NAMED:
            why = f"{len(named) - MOST_NAMED} more properties of the event are not taken over"
            self.say(named[MOST_NAMED].line, named[MOST_NAMED].name[:40], why)
        for part in self.event.parts[:MOST_NAMED]:
            self.say(part.line, part.name[:40], "is not taken over")
        for line, after in self.event.broken:
            if after in TIMES:
                why = "is followed by a line that is no property: broken folding"
                raise Unusable(line, after, why)
            self.say(line, after, "is followed by a line that is no property")
        for line in self.event.foreign[:1]:
            self.say(line, "", "is not in UTF-8; read as CP1252")
