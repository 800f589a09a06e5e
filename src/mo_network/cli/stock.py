"""The stock in an overview: for each thing how many are taken on each day of a week."""

from __future__ import annotations

from datetime import date, datetime

from mo_network.cli.overviews import Overview, Shown
from mo_network.cli.words import WEEKDAYS, word
from mo_network.hub.hub import Hub
from mo_network.lending.week import ItemDay
from mo_network.values.days import format_day
from mo_network.values.language import primary_language


def stock_week(hub: Hub, on: date, at: datetime, lang: str) -> Overview:
    """The week in which a day lies, as seen at a moment: things of which something is taken."""
    names = {item.id: item.name for item in hub.lending.items()}
    days = WEEKDAYS[primary_language(lang)]
    rows = tuple(
        (
            Shown(day.on, f"{days[day.on.weekday()]} {format_day(day.on, lang)}"),
            Shown(each.item, names[each.item]),
            _taken(each, lang),
            ", ".join(each.loans),
        )
        for day in hub.lending.week(on, at).days
        for each in day.items
        if each.loans
    )
    return Overview(("day", "item", "taken", "loans"), rows)


def _taken(each: ItemDay, lang: str) -> Shown:
    key = "too_much" if each.taken > each.stock else "so_many"
    return Shown(f"{each.taken}/{each.stock}", word(lang, key, each.taken, each.stock))
