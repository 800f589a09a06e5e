"""Feeds: what a room, an organisation or a caretaker has before it, as a calendar for phones.

The same journal gives the same bytes: UIDs follow from ids, moments from records, never from a
clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final, NamedTuple

import attrs

from mo_network.errors import InvalidValue
from mo_network.exchange.calendar.entries import Entry, Wanted, is_shown, status_of
from mo_network.exchange.calendar.library import folded, require_library
from mo_network.exchange.calendar.lost import Lost
from mo_network.exchange.calendar.past import Pasts
from mo_network.exchange.calendar.stamps import escaped_text
from mo_network.exchange.calendar.zone_text import zone_lines
from mo_network.hub.read_only import ReadOnlyHub
from mo_network.rooms.lifecycles import DISPLACED

INSIDE: Final = "inside"
OUTSIDE: Final = "outside"
VIEWS: Final = (INSIDE, OUTSIDE)

_WORDS: Final = {
    "en": {
        "occupied": "occupied",
        "closed": "closed: {0}",
        "displaced": "displaced: {0}",
        "persons": "{0} persons",
        "caretaker": "Caretaker",
    },
    "de": {
        "occupied": "belegt",
        "closed": "geschlossen: {0}",
        "displaced": "verdrängt: {0}",
        "persons": "{0} Personen",
        "caretaker": "Aufsicht",
    },
}


class Feed(NamedTuple):
    """A calendar in bytes, and what programs other than this one will see otherwise."""

    data: bytes
    lost: tuple[Lost, ...]


def calendar_of(
    hub: ReadOnlyHub,
    *,
    room: str | None = None,
    organisation: str | None = None,
    caretaker: bool = False,
    view: str = INSIDE,
    lang: str = "en",
) -> Feed:
    """The calendar of a room, of an organisation, or of whoever looks after the house.

    Shape:   one of the three. A room's has what takes it, parts and wholes too, and its closures;
             the caretaker's what is public or has "caretaker" among what was seen to. `view` is
             "inside", or "outside" for a room's: only when it is occupied, without a word of by
             whom and what for, and without what was cancelled.
    Errors:  InvalidValue for none or several of the three, another view or language, and without
             the extra; UnknownReference for a room or organisation that nobody recorded.
    Source:  RFC 5545; RFC 7986.
    """
    require_library()
    _check(room, organisation, view, lang, caretaker=caretaker)
    pasts = Pasts.read(hub)
    lost: list[Lost] = []
    wanted, title = _wanted(hub, pasts, room, organisation, lang)
    outside = view == OUTSIDE
    shown = [each for each in wanted.entries(lost.append) if is_shown(each, outside=outside)]
    writer = _Writer(hub, pasts, outside, _WORDS[lang], room is None)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//mo_network//calendars//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped_text(title)}",
        *_zones(shown),
        *(line for each in shown for line in writer.lines(each)),
        "END:VCALENDAR",
    ]
    # What is lost names things; an outsider is told no names.
    told = () if outside else tuple(lost)
    return Feed(b"".join(map(folded, lines)), told)


def _check(
    room: str | None, organisation: str | None, view: str, lang: str, *, caretaker: bool
) -> None:
    if (room is not None) + (organisation is not None) + caretaker != 1:
        raise InvalidValue(
            "a calendar is of one room, of one organisation, or of the caretaker: give one of them",
            given=(room, organisation, caretaker),
            allowed="room, organisation or caretaker",
        )
    if view not in VIEWS or (view == OUTSIDE and room is None):
        raise InvalidValue(
            f"the view {view!r:.40} is not possible here; allowed are 'inside', and 'outside' for "
            "a room: whose calendar it is would say already what outsiders are not told",
            given=view,
            allowed="inside, outside",
        )
    if lang not in _WORDS:
        raise InvalidValue(
            f"the language {lang!r:.40} is not known; allowed are {', '.join(_WORDS)}",
            given=lang,
            allowed=", ".join(_WORDS),
        )


def _wanted(
    hub: ReadOnlyHub, pasts: Pasts, room: str | None, organisation: str | None, lang: str
) -> tuple[Wanted, str]:
    """Which events the calendar has, and what it is called."""
    if room is not None:
        leaves = frozenset(pasts.rooms.leaves(pasts.rooms.room(room).id))
        return Wanted(pasts, leaves=leaves), pasts.names[room]
    if organisation is not None:
        name = hub.directory.organisation(organisation).name
        return Wanted(pasts, organisation=organisation), name
    return Wanted(pasts, is_caretaker=True), _WORDS[lang]["caretaker"]


def _zones(entries: list[Entry]) -> Iterator[str]:
    first: dict[str, int] = {}
    for entry in entries:
        for zone, wall in entry.zones:
            first[zone] = min(wall, first.get(zone, wall))
    for zone, wall in sorted(first.items()):
        if zone != "UTC":
            yield from zone_lines(zone, wall)


@attrs.frozen(eq=False)
class _Writer:
    """Writes events as one viewer may see them."""

    hub: ReadOnlyHub
    pasts: Pasts
    is_outside: bool
    words: dict[str, str]
    is_room_named: bool

    def lines(self, entry: Entry) -> Iterator[str]:
        past = self.pasts.of[entry.thing]
        yield "BEGIN:VEVENT"
        if self.is_outside:
            # The day is enough for programs, and does not tell who wrote to the hub when.
            day = past.changed.replace(hour=0, minute=0, second=0, microsecond=0)
            yield f"UID:{past.outside_uid(entry.name)}"
            yield f"DTSTAMP:{_moment(day)}"
            yield from entry.times
            yield f"SUMMARY:{escaped_text(self.words['occupied'])}"
        else:
            yield f"UID:{entry.name.replace(':', '.')}@{self.hub.identity.id.replace(':', '.')}"
            yield f"DTSTAMP:{_moment(past.changed)}"
            yield f"CREATED:{_moment(past.created)}"
            yield f"LAST-MODIFIED:{_moment(past.changed)}"
            yield f"SEQUENCE:{past.changes}"
            yield from entry.times
            yield f"STATUS:{status_of(entry)}"
            yield f"SUMMARY:{escaped_text(self._summary(entry))}"
            yield f"LOCATION:{escaped_text(self.pasts.names.get(entry.room, entry.room))}"
            yield from self._description(entry)
        yield "END:VEVENT"

    def _summary(self, entry: Entry) -> str:
        if not entry.organisation:
            return self.words["closed"].format(entry.reason)
        name = self.pasts.names[entry.organisation]
        if self.is_room_named:
            name = f"{self.pasts.names.get(entry.room, entry.room)}: {name}"
        return self.words["displaced"].format(name) if entry.status == DISPLACED else name

    def _description(self, entry: Entry) -> Iterator[str]:
        sealed = self.pasts.purposes.get(entry.wish)
        purpose = None if sealed is None else self.hub.unseal(sealed)
        persons = self.pasts.of[entry.thing].persons
        told = [purpose or "", self.words["persons"].format(persons) if persons else ""]
        if any(told):
            yield f"DESCRIPTION:{escaped_text(chr(10).join(filter(None, told)))}"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
