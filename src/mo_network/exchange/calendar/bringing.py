"""Bringing: the events of a foreign calendar as wishes, or as closures, each recorded once.

The token of an event is its UID and its SEQUENCE, so that the same file brings nothing twice, and a
later version of an event is told from the one before it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Final, NamedTuple

import attrs

from mo_network.errors import InvalidValue
from mo_network.exchange.calendar.lost import Lost
from mo_network.exchange.calendar.reading import Calendar
from mo_network.exchange.calendar.uid_reading import Event
from mo_network.exchange.knowledge import Knowledge
from mo_network.exchange.steps import Step
from mo_network.judging.fact import Fact
from mo_network.rooms.facts import RoomClosed, RoomWished, SeriesWished
from mo_network.scheduling import END_OF_TIME, FIRST_MINUTE, Occurrence, Series
from mo_network.values.ids import digest_id
from mo_network.values.moments import minute_of, moment_of
from mo_network.values.slot import Slot
from mo_network.values.zones import zone as zone_of

MOST_CLOSURES: Final = 1_000
"""Closures of one event that comes again and again: each is a fact of its own."""
MOST_VERSIONS: Final = 100
"""Earlier versions of an event that are looked for."""
LONGEST_PURPOSE: Final = 5_000
LONGEST_REASON: Final = 200


class Brought(NamedTuple):
    """What a calendar puts forward, and all that was lost on the way, in order of lines."""

    steps: tuple[Step, ...]
    lost: tuple[Lost, ...]


def wishes_of(
    calendar: Calendar,
    known: Knowledge,
    *,
    room: str,
    organisation: str,
    persons: int,
    zone: str,
    since: date | None = None,
) -> Brought:
    """The events of a calendar as wishes of an organisation for a room.

    Shape:   one time is a `RoomWished`, a series a `SeriesWished`; title and text of an event
             are its purpose, and sealed. What was over before `since` is left out and named.
    Errors:  InvalidValue for persons, room or organisation that cannot be.
    """
    zone_of(zone)
    bringer = _Bringer(calendar, known, "wish", (room, organisation), zone, since)

    def wish(event: Event, series: Series, number: int) -> Iterator[Step]:
        once, name = _once(series), bringer.id(event, number)
        fact: Fact
        if once is None:
            fact = SeriesWished(
                id=name, room=room, organisation=organisation, series=series, persons=persons
            )
        else:
            slot = _slot(once, series, zone)
            fact = RoomWished(
                id=name, room=room, organisation=organisation, slot=slot, persons=persons
            )
        texts = {"purpose": bringer.purpose(event)}
        yield bringer.step(event, number, "", fact, texts if texts["purpose"] else {})

    # One by itself first, so that a slip in the call is an error, and no loss of every event.
    RoomWished(id="wish:try", room=room, organisation=organisation, slot=_TRY, persons=persons)
    return bringer.bring(wish)


def closures_of(
    calendar: Calendar,
    known: Knowledge,
    *,
    room: str,
    zone: str,
    since: date | None = None,
    until: date | None = None,
) -> Brought:
    """The events of a calendar as closures of a room, each occurrence one of its own.

    Shape:   the title is the reason, which everybody may read. A series without an end needs
             `until`, the first day that is not closed any more.
    Errors:  InvalidValue for a room that cannot be.
    """
    bringer = _Bringer(calendar, known, "closure", (room,), zone, since)
    last = END_OF_TIME if until is None else _midnight(until, zone)

    def close(event: Event, series: Series, number: int) -> Iterator[Step]:
        window = bringer.first, max(last, bringer.first + 1)
        for count, each in enumerate(series.occurrences(*window)):
            if count >= MOST_CLOSURES:
                why = f"closes more than {MOST_CLOSURES} times; from {each.key} on it is left out"
                bringer.lost.append(Lost(event.line, event.uid, "RRULE", why))
                return
            fact = RoomClosed(
                id=bringer.id(event, number, each.key),
                room=room,
                slot=_slot(each, series, zone),
                reason=bringer.reason(event),
            )
            yield bringer.step(event, number, f"/{each.key}", fact, {})

    RoomClosed(id="closure:try", room=room, slot=_TRY, reason="-")
    return bringer.bring(close)


_TRY = Slot.parse("2026-01-01T00:00Z/2026-01-01T01:00Z")


@attrs.define(eq=False)
class _Bringer:
    """Makes steps of events, and names what is lost."""

    calendar: Calendar
    known: Knowledge
    kind: str
    parts: tuple[str, ...]
    zone: str
    since: date | None
    lost: list[Lost] = attrs.field(factory=list)

    @property
    def first(self) -> int:
        """The first minute that counts."""
        return FIRST_MINUTE if self.since is None else _midnight(self.since, self.zone)

    def bring(self, make: Callable[[Event, Series, int], Iterator[Step]]) -> Brought:
        steps: list[Step] = []
        self.lost += self.calendar.lost
        for event in self.calendar.events:
            if self._is_over(event):
                why = f"was over before {self.since}"
                self.lost.append(Lost(event.line, event.uid, "DTSTART", why, is_whole=True))
                continue
            try:
                made = [
                    step
                    for number, series in enumerate(event.series)
                    for step in make(event, series, number)
                ]
            except InvalidValue as error:
                self.lost.append(Lost(event.line, event.uid, "DTSTART", str(error), is_whole=True))
                continue
            self._name_earlier(event)
            steps += made
        for step in steps:
            self.known.learn(step.fact, step.token)
        return Brought(tuple(steps), tuple(sorted(self.lost, key=lambda each: each.line)))

    def _is_over(self, event: Event) -> bool:
        return self.since is not None and all(
            next(series.occurrences(self.first, END_OF_TIME), None) is None
            for series in event.series
        )

    def id(self, event: Event, number: int, key: str = "", sequence: int | None = None) -> str:
        version = event.sequence if sequence is None else sequence
        return digest_id(self.kind, *self.parts, event.uid, str(version), str(number), key)

    def step(self, event: Event, number: int, key: str, fact: Fact, texts: dict[str, str]) -> Step:
        whole = digest_id(self.kind, *self.parts, event.uid).replace(":", "-")
        token = f"ics-{whole}/{event.sequence}.{number}{key}"
        return Step(token, f"{self.calendar.name}:{event.line}", fact, None, texts)

    def _name_earlier(self, event: Event) -> None:
        """Say that an earlier version of an event is in the journal, for both would stand then."""
        keys = ("",) if self.kind == "wish" else (self._first_key(event),)
        for version in range(max(0, event.sequence - MOST_VERSIONS), event.sequence):
            earlier = self.id(event, 0, keys[0], version)
            if earlier in self.known.facts:
                why = f"version {version} is in the journal as {earlier}: withdraw or lift that one"
                self.lost.append(Lost(event.line, event.uid, "SEQUENCE", why))

    def _first_key(self, event: Event) -> str:
        found = next(event.series[0].occurrences(self.first, END_OF_TIME), None)
        return "" if found is None else found.key

    def purpose(self, event: Event) -> str:
        text = "\n\n".join(filter(None, (event.summary, event.description)))
        if len(text) > LONGEST_PURPOSE:
            why = f"is cut after {LONGEST_PURPOSE} characters"
            self.lost.append(Lost(event.line, event.uid, "DESCRIPTION", why))
        return text[:LONGEST_PURPOSE]

    def reason(self, event: Event) -> str:
        plain = " ".join(
            "".join(c if unicodedata.category(c)[0] != "C" else " " for c in event.summary).split()
        )
        text = "".join(each for each in plain if each.isprintable())
        if event.description:
            self._lose_once(Lost(event.line, event.uid, "DESCRIPTION", "is not taken over"))
        if len(text) > LONGEST_REASON or text != event.summary:
            why = f"is written on one line, of at most {LONGEST_REASON} characters"
            self._lose_once(Lost(event.line, event.uid, "SUMMARY", why))
        return text[:LONGEST_REASON] or "-"

    def _lose_once(self, lost: Lost) -> None:
        if not self.lost or lost not in self.lost[-3:]:
            self.lost.append(lost)


def _once(series: Series) -> Occurrence | None:
    """The only occurrence of a series that is none."""
    if series.rule or series.rdates or series.moved:
        return None
    return series.first()


def _slot(once: Occurrence, series: Series, zone: str) -> Slot:
    """The slot of an occurrence, in its zone; what is in UTC, in the zone of the room."""
    where = zone_of(zone if series.zone == "UTC" else series.zone)
    return Slot(moment_of(once.start, where), moment_of(once.end, where))


def _midnight(day: date, zone: str) -> int:
    return max(minute_of(datetime.combine(day, time(), zone_of(zone))), FIRST_MINUTE)
