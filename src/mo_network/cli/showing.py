"""`mo-network show`: what the journal amounts to."""

from __future__ import annotations

from datetime import date, datetime

import click

from mo_network.cli import codes, overviews
from mo_network.cli.options import at_moment, hub_opener, of_hub, open_journal, spoken
from mo_network.cli.overviews import Overview
from mo_network.cli.printing import document, say, table
from mo_network.cli.stock import stock_week
from mo_network.cli.words import word
from mo_network.hub.hub import Hub
from mo_network.values.days import parse_day


def _read_day(_: click.Context, __: click.Parameter, text: str | None) -> date | None:
    return None if text is None else parse_day(text)


def _hub(hub: str | None, journal_file: str) -> Hub:
    journal = open_journal(journal_file)
    return hub_opener(hub, journal)(journal)


def _print(found: Overview, lang: str, *, as_json: bool) -> int:
    if as_json:
        document(found.data())
    elif found.rows:
        table(found.headings(lang), found.texts(lang))
    else:
        say(word(lang, "none"))
    return codes.ALLOWED


@click.group()
def show() -> None:
    """Show what the journal amounts to."""


@show.command("pot")
@of_hub
@click.option("--line", metavar="ID", help="One funding line only.")
@click.option("--year", type=int, help="One budget year only.")
@spoken
def show_pot(
    hub: str | None,
    journal_file: str,
    line: str | None,
    year: int | None,
    lang: str,
    *,
    as_json: bool,
) -> int:
    """What is allocated, committed, paid and left, by funding line and year."""
    opened = _hub(hub, journal_file)
    return _print(overviews.pot(opened, line, year), lang, as_json=as_json)


@show.command("applications")
@of_hub
@spoken
def show_applications(hub: str | None, journal_file: str, lang: str, *, as_json: bool) -> int:
    """Every application and what became of it."""
    opened = _hub(hub, journal_file)
    return _print(overviews.applications(opened, lang), lang, as_json=as_json)


@show.command("week")
@of_hub
@click.option(
    "--on", callback=_read_day, metavar="DAY", help="A day of the week; today if not given."
)
@click.option("--room", metavar="ID", help="One room only.")
@spoken
def show_week(
    hub: str | None,
    journal_file: str,
    on: date | None,
    room: str | None,
    lang: str,
    *,
    as_json: bool,
) -> int:
    """The bookings and closures of a week, from Monday to Sunday."""
    opened = _hub(hub, journal_file)
    day = on or datetime.now(opened.identity.zone).date()
    return _print(overviews.week(opened, day, room, lang), lang, as_json=as_json)


@show.command("stock")
@of_hub
@click.option(
    "--on", callback=_read_day, metavar="DAY", help="A day of the week; today if not given."
)
@at_moment
@spoken
def show_stock(
    hub: str | None,
    journal_file: str,
    on: date | None,
    at: datetime | None,
    lang: str,
    *,
    as_json: bool,
) -> int:
    """What is promised or out of the stock in a week, from Monday to Sunday."""
    opened = _hub(hub, journal_file)
    moment = at or datetime.now(opened.identity.zone)
    day = on or moment.astimezone(opened.identity.zone).date()
    return _print(stock_week(opened, day, moment, lang), lang, as_json=as_json)


@show.command("breaches")
@of_hub
@at_moment
@spoken
def show_breaches(
    hub: str | None, journal_file: str, at: datetime | None, lang: str, *, as_json: bool
) -> int:
    """Every promise that stands broken, with its cause."""
    opened = _hub(hub, journal_file)
    return _print(overviews.breaches(opened, at), lang, as_json=as_json)
