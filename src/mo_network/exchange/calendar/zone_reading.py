"""Zones of a foreign calendar: what its TZIDs mean, and whether its VTIMEZONEs agree.

The name counts, if it is one of the IANA data or of Windows: files keep what zone data said years
ago. A VTIMEZONE with no such name counts only if its clock is the one of the room's zone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

import attrs

from mo_network.errors import InvalidValue
from mo_network.exchange.calendar.components import Component
from mo_network.exchange.calendar.library import windows_zone
from mo_network.exchange.calendar.stamps import DAY, read_stamp
from mo_network.scheduling.series import WallMinute, clock_of, write_wall
from mo_network.scheduling.series.plan import starts_of
from mo_network.scheduling.series.reading import read_rule
from mo_network.values.zones import zone_names

LOOKED_AT: Final = 10 * 366 * DAY
"""Minutes from an event on for which a VTIMEZONE is compared with the zone of its name."""
MOST_COMPARED: Final = 200
"""Comparisons of a VTIMEZONE with the zone data, each over such a stretch of years."""
MOST_STEPS: Final = 2_000
"""Changes of the clock that a VTIMEZONE may have in such a stretch."""

_OFFSET = re.compile(r"([+-])([0-9]{2})([0-9]{2})(?:[0-9]{2})?")


class Meaning(NamedTuple):
    """What a TZID means: the name of a zone, None for one that nobody knows; what is to be said."""

    zone: str | None
    note: str = ""


@attrs.frozen(eq=False)
class Zones:
    """The zones of one calendar.

    Shape:   `default` is the zone of what floats, and the one that a VTIMEZONE without a known
             name is compared with.
    """

    default: str
    written: dict[str, Component]
    compared: dict[tuple[int, str, int], tuple[Stretch, ...]] = attrs.field(factory=dict)

    @classmethod
    def of(cls, calendar: Component, default: str) -> Zones:
        """The zones that a calendar writes out."""
        parts = (each for each in calendar.parts if each.name == "VTIMEZONE")
        return cls(default, {each.text("TZID").strip(): each for each in parts})

    def meaning(self, name: str, near: WallMinute) -> Meaning:
        """What a TZID means for times from `near` on."""
        zone, note = self._named(name)
        component = self.written.get(name)
        if zone is not None:
            return Meaning(zone, note or self._contradiction(zone, component, near))
        if component is not None and self._difference(component, self.default, near) is None:
            return Meaning(self.default, f"the zone {name[:60]!r} has the clock of {self.default}")
        return Meaning(None, f"the zone {name[:60]!r} is not known")

    def _named(self, name: str) -> tuple[str | None, str]:
        if name in _names():
            return name, ""
        component = self.written.get(name)
        place = "" if component is None else component.text("X-LIC-LOCATION").strip()
        # Some programs put themselves before the name: /example.org/20260101_1/Europe/Berlin
        tail = name.strip("/").split("/")
        found = (
            windows_zone(name),
            place,
            *("/".join(tail[-count:]) for count in (3, 2) if len(tail) > count),
        )
        for each in found:
            if each and each in _names():
                return each, f"the zone {name[:60]!r} is read as {each}"
        return None, ""

    def _contradiction(self, zone: str, component: Component | None, near: WallMinute) -> str:
        if component is None:
            return ""
        wall = self._difference(component, zone, near)
        if wall is None:
            return ""
        return (
            f"the VTIMEZONE of {zone} in line {component.line} says otherwise than the zone data, "
            f"from {write_wall(wall)} on; the name counts"
        )

    def _difference(self, component: Component, zone: str, near: WallMinute) -> WallMinute | None:
        """The first time from `near` on, by the zone's clock, at which the two differ."""
        # A day before it, for the time is taken as one of UTC, and counted from another first day.
        low = near - 2 * DAY
        first = low // LOOKED_AT * LOOKED_AT
        for start in (first, first + LOOKED_AT):
            key = component.line, zone, start
            if key not in self.compared:
                if len(self.compared) >= MOST_COMPARED:
                    raise InvalidValue(
                        f"line {component.line}: the zones of this calendar would have to be "
                        f"compared more than {MOST_COMPARED} times; allowed are few zones, and "
                        "events of some decades: export fewer years",
                        given=len(self.written),
                        allowed=f"at most {MOST_COMPARED} comparisons",
                    )
                self.compared[key] = differences(component, zone, start, start + LOOKED_AT)
            for each in self.compared[key]:
                if each.end > low and each.start < low + LOOKED_AT:
                    return clock_of(zone).to_wall(max(each.start, low))
        return None


@cache
def _names() -> frozenset[str]:
    return frozenset(zone_names())


class Stretch(NamedTuple):
    """A stretch of UTC in which a VTIMEZONE says otherwise than the zone data."""

    start: int
    end: int


def differences(component: Component, zone: str, low: int, high: int) -> tuple[Stretch, ...]:
    """Where a VTIMEZONE says otherwise, between two UTC minutes; one that is unreadable, always."""
    try:
        steps = sorted(_steps(component, low - 800 * DAY, high))
    except (ValueError, InvalidValue):
        return (Stretch(low, high),)
    clock = clock_of(zone)
    known = bisect_right(clock.changes, low), bisect_right(clock.changes, high)
    moments = {low, *clock.changes[slice(*known)], *(at for at, _ in steps if low <= at < high)}
    found: list[Stretch] = []
    for at, end in pairwise((*sorted(moments), high)):
        place = bisect_right(steps, (at, DAY))
        if not place or steps[place - 1][1] != clock.offset_at(at):
            found.append(Stretch(at, end))
    return tuple(found)


def _steps(component: Component, low: int, high: int) -> Iterator[tuple[int, int]]:
    """When the clock of a VTIMEZONE comes to be how far ahead of UTC, in UTC minutes.

    Errors:  ValueError, InvalidValue for what cannot be read.
    """
    count = 0
    for part in component.parts:
        before, after = (_minutes(part.text(f"TZOFFSET{each}")) for each in ("FROM", "TO"))
        start = read_stamp(part.text("DTSTART"), "").wall
        walls = {start}
        for each in part.all("RDATE"):
            walls.update(read_stamp(value, "").wall for value in each.value.split(",", MOST_STEPS))
        for each in part.all("RRULE"):
            walls.update(_by_rule(each.value, start, before, low + DAY, high + 2 * DAY))
            if len(walls) > MOST_STEPS:
                break
        count += len(walls)
        if count > MOST_STEPS:
            raise ValueError("has more changes than a clock")
        for wall in walls:
            yield wall - DAY - before, after
    if not count:
        raise ValueError("has no observances")


def _by_rule(
    text: str, start: WallMinute, before: int, low: WallMinute, high: WallMinute
) -> Iterable[WallMinute]:
    rule = read_rule(text.strip().rstrip(";"))
    if rule.frequency != "YEARLY" or rule.hours or rule.minutes:
        raise ValueError("changes more often than a clock")
    plain = str(attrs.evolve(rule, until=None, count=None))
    starts = starts_of(plain, start)
    if rule.until is not None:
        high = min(high, rule.until.wall + (before if rule.until.is_utc else 0) + 1)
    if rule.count is not None:
        last = starts.nth(rule.count)
        high = high if last is None else min(high, last + 1)
    return starts.walls(max(low, start), max(high, start))


def _minutes(text: str) -> int:
    match = _OFFSET.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text[:20]!r} is no offset")
    amount = int(match[2]) * 60 + int(match[3])
    return -amount if match[1] == "-" else amount
