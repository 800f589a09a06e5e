"""Overviews: the pot, the applications, the week of the rooms, the broken promises.

In JSON the same rows stand by the names of their columns, amounts and days in their wire form.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from mo_network.cli.telling import shown
from mo_network.cli.words import WEEKDAYS, WORDS, word
from mo_network.errors import UnknownReference
from mo_network.hub.hub import Hub
from mo_network.rooms.week import Booked, Closed, Day
from mo_network.values.days import format_day
from mo_network.values.language import primary_language


class Shown(NamedTuple):
    """A value, and how people read it where that is not its own form."""

    value: object
    text: str


class Overview(NamedTuple):
    """Rows of values; `keys` name the columns in JSON, and their words in each language."""

    keys: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def headings(self, lang: str) -> tuple[str, ...]:
        """The headings in a language."""
        return tuple(WORDS[primary_language(lang)][key] for key in self.keys)

    def texts(self, lang: str) -> list[list[str]]:
        """The rows as people read them."""
        return [
            [cell.text if isinstance(cell, Shown) else shown(cell, lang) for cell in row]
            for row in self.rows
        ]

    def data(self) -> list[dict[str, object]]:
        """The rows as plain values, in their wire form."""
        return [dict(zip(self.keys, map(_plain, row), strict=True)) for row in self.rows]


def _plain(cell: object) -> object:
    value = cell.value if isinstance(cell, Shown) else cell
    return value if value is None or isinstance(value, int) else str(value)


def _name(hub: Hub, organisation: str) -> str:
    try:
        return hub.directory.organisation(organisation).name
    except UnknownReference:
        return organisation


def pot(hub: Hub, line: str | None = None, year: int | None = None) -> Overview:
    """The money of each line and budget year."""
    names = {each.id: each.name for each in hub.funding.lines()}
    rows = tuple(
        (
            names[each.line],
            each.year,
            each.allocated,
            each.committed,
            each.paid,
            each.available,
        )
        for each in hub.funding.pots(line)
        if year in (None, each.year)
    )
    return Overview(("line", "year", "allocated", "committed", "paid", "available"), rows)


def applications(hub: Hub, lang: str) -> Overview:
    """Every application and what became of it."""
    rows = tuple(
        (
            each.id,
            _name(hub, each.organisation),
            each.asked,
            each.awarded or Shown(None, "–"),
            each.awarded_project or each.project,
            _status(hub.funding.status(each.id), lang),
        )
        for each in hub.funding.applications()
    )
    return Overview(("application", "organisation", "asked", "awarded", "project", "status"), rows)


def _status(status: str, lang: str) -> Shown:
    return Shown(status, WORDS[primary_language(lang)].get(status, status))


def week(hub: Hub, on: date, room: str | None, lang: str) -> Overview:
    """The week in which a day lies, room by room."""
    names = {each.id: each.name for each in hub.rooms.rooms()}
    days = WEEKDAYS[primary_language(lang)]
    rows = tuple(
        (
            Shown(day.on, f"{days[day.on.weekday()]} {format_day(day.on, lang)}"),
            Shown(entry.slot, f"{entry.slot.start:%H:%M}–{entry.slot.end:%H:%M}"),
            Shown(entry.room, names[entry.room]),
            _what(hub, entry, lang),
        )
        for day in hub.rooms.week(on, room).days
        for entry in _entries(day)
    )
    return Overview(("day", "time", "room", "what"), rows)


def _entries(day: Day) -> list[Booked | Closed]:
    entries: list[Booked | Closed] = [*day.bookings, *day.closures]
    return sorted(entries, key=lambda each: (each.room, each.slot.start_minute, each.id))


def _what(hub: Hub, entry: Booked | Closed, lang: str) -> str:
    if isinstance(entry, Closed):
        return word(lang, "closed", entry.reason)
    name = _name(hub, entry.organisation)
    return word(lang, "displaced", name) if entry.status == "displaced" else name


def breaches(hub: Hub, at: datetime | None = None) -> Overview:
    """Every promise that stands broken at a moment."""
    return Overview(("law", "thing", "since", "cause", "promises"), tuple(_breaches(hub, at)))


def _breaches(hub: Hub, at: datetime | None) -> Iterator[tuple[object, ...]]:
    for each in hub.breaches(at):
        yield each.law, each.thing, each.since, each.cause, ", ".join(each.promises) or "–"
