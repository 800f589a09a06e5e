"""`mo-network calendar`: feeds for phones, and foreign calendars as wishes or closures."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import attrs
import click

from mo_network.cli import codes
from mo_network.cli.options import at_moment, hub_opener, of_hub, open_journal, spoken
from mo_network.cli.printing import document, say
from mo_network.cli.telling import Teller, outcome_data
from mo_network.cli.words import word
from mo_network.errors import InvalidValue
from mo_network.exchange.calendar.bringing import Brought, closures_of, wishes_of
from mo_network.exchange.calendar.feeds import VIEWS, calendar_of
from mo_network.exchange.calendar.lost import Lost
from mo_network.exchange.calendar.reading import read_bounded, read_calendar
from mo_network.exchange.knowledge import Knowledge
from mo_network.exchange.playing import Played, copy_of, record_rows
from mo_network.exchange.steps import Novelty
from mo_network.hub.hub import Hub
from mo_network.judging.sentences import EXPLAINED
from mo_network.values.days import parse_day
from mo_network.values.language import primary_language

_LOST = {
    "en": ("Not taken over as it stands:", "left out whole"),
    "de": ("Nicht so übernommen, wie es dasteht:", "ganz ausgelassen"),
}
_LANGUAGE = click.option(
    "--lang",
    type=click.Choice(EXPLAINED),
    default="en",
    envvar="MO_NETWORK_LANG",
    show_default=True,
    callback=lambda _, __, lang: primary_language(lang),
    help="The language of the calendar.",
)


@click.group()
def calendar() -> None:
    """Calendars: feeds for phones, and foreign ones as wishes or closures (extra: calendar)."""


@calendar.command()
@of_hub
@click.option("--room", metavar="ID", help="The calendar of a room.")
@click.option("--organisation", metavar="ID", help="The calendar of an organisation.")
@click.option("--caretaker", is_flag=True, help="What the caretaker has to be there for.")
@click.option("--view", type=click.Choice(VIEWS), default="inside", show_default=True)
@click.option("--out", metavar="FILE", help="Where it is written, instead of standard output.")
@_LANGUAGE
def export(journal_file: str, hub: str | None, out: str | None, **asked: Any) -> int:
    """Write the calendar of a room, an organisation or the caretaker, as iCalendar.

    Outside, a room is just occupied: no names, no purposes, nothing that tells one booking's
    organisation from another's.
    """
    journal = open_journal(journal_file)
    feed = calendar_of(hub_opener(hub, journal)(journal), **asked)
    if out is None:
        click.echo(feed.data, nl=False)
    else:
        Path(out).write_bytes(feed.data)
    for each in feed.lost:
        click.echo(f"mo-network: {each.uid}: {each.property}: {each.why}", err=True)
    return codes.ALLOWED


def _day(_: click.Context, __: click.Parameter, text: str | None) -> date | None:
    return None if text is None else parse_day(text)


@attrs.frozen(kw_only=True)
class _Given:
    """What a call of `import` gave."""

    file: str
    kind: str
    room: str
    organisation: str | None
    persons: int | None
    since: date | None
    until: date | None


@calendar.command(name="import")
@click.argument("file", metavar="FILE")
@of_hub
@click.option("--as", "kind", type=click.Choice(("wishes", "closures")), required=True)
@click.option("--room", required=True, metavar="ID", help="The room that the calendar is about.")
@click.option("--organisation", metavar="ID", help="Whose wishes they are.")
@click.option("--persons", type=int, metavar="N", help="For how many persons each wish is.")
@click.option("--since", metavar="DAY", callback=_day, help="Leave out what was over before.")
@click.option("--until", metavar="DAY", callback=_day, help="Close until that day, and no longer.")
@click.option("--trial", is_flag=True, help="Say what would come of it; nothing is recorded.")
@at_moment
@spoken
def bring(
    journal_file: str,
    hub: str | None,
    at: datetime | None,
    lang: str,
    *,
    trial: bool,
    as_json: bool,
    **given: Any,
) -> int:
    """Bring the events of an .ics file in, as wishes or closures ("-" reads standard input).

    Each event is recorded once, by its UID and its SEQUENCE. What is not taken over is named, with
    its line.
    """
    asked = _Given(**given)
    journal = open_journal(journal_file)
    opener = hub_opener(hub, journal)
    moment = at if at is not None else datetime.now(UTC)
    # Rehearsed first, so that an event that cannot be recorded leaves no half calendar.
    played, lost = _put_forward(opener(copy_of(journal)), asked, moment)
    if not trial:
        played, lost = _put_forward(opener(journal), asked, moment)
    return _tell(played, lost, lang, trial=trial, as_json=as_json)


def _put_forward(
    hub: Hub, asked: _Given, moment: datetime
) -> tuple[list[Played], tuple[Lost, ...]]:
    known = Knowledge.of(hub)
    brought = _read(hub, asked, known)
    return list(record_rows(hub, known, brought.steps, moment)), brought.lost


def _read(hub: Hub, asked: _Given, known: Knowledge) -> Brought:
    zone = hub.rooms.room(asked.room).zone
    if asked.file == "-":
        read = read_calendar(read_bounded(sys.stdin.buffer, "-"), zone, "standard input")
    else:
        read = read_calendar(asked.file, zone)
    if asked.kind == "closures":
        _refuse_unused("closures", organisation=asked.organisation, persons=asked.persons)
        days = {"since": asked.since, "until": asked.until}
        return closures_of(read, known, room=asked.room, zone=zone, **days)
    _refuse_unused("wishes", until=asked.until)
    if asked.organisation is None or asked.persons is None:
        raise InvalidValue(
            "a calendar does not say who wishes, and for how many: give --organisation and "
            "--persons",
            given=None,
            allowed="--organisation ID --persons N",
        )
    hub.directory.organisation(asked.organisation)
    return wishes_of(
        read,
        known,
        room=asked.room,
        organisation=asked.organisation,
        persons=asked.persons,
        zone=zone,
        since=asked.since,
    )


def _refuse_unused(kind: str, **options: object) -> None:
    for name, value in options.items():
        if value is not None:
            raise InvalidValue(
                f"--{name} says nothing about {kind}: leave it out", given=value, allowed="nothing"
            )


def _tell(
    played: Sequence[Played], lost: Sequence[Lost], lang: str, *, trial: bool, as_json: bool
) -> int:
    if as_json:
        document(
            {
                "rows": [_data(each, lang, trial=trial) for each in played],
                "lost": [each._asdict() for each in lost],
            }
        )
    else:
        teller = Teller(lang)
        for each in played:
            say(_line(each, teller, lang, trial=trial))
        if lost:
            say(_LOST[primary_language(lang)][0])
        for one in lost:
            whole = f" [{_LOST[primary_language(lang)][1]}]" if one.is_whole else ""
            say(f"  {one.line}: {one.property}: {one.why}{whole}")
    if any(each.novelty is Novelty.CHANGED for each in played):
        return codes.WRONG_INPUT
    return codes.of_verdicts(each.outcome.verdict for each in played)


def _data(played: Played, lang: str, *, trial: bool) -> dict[str, object]:
    outcome = attrs.evolve(played.outcome, record=None) if trial else played.outcome
    told = outcome_data(outcome, played.instead, lang)
    return {"row": played.step.token, "novelty": played.novelty.value} | told


def _line(played: Played, teller: Teller, lang: str, *, trial: bool) -> str:
    is_new = played.novelty is Novelty.NEW
    state = "not_recorded" if trial and is_new else "recorded" if is_new else "was_recorded"
    told = teller.tell(played.outcome.fact)
    lines = [f"{played.step.place}: {told} [{word(lang, state, played.seq)}]"]
    if played.novelty is Novelty.CHANGED:
        lines.append(f"{played.step.place}: {word(lang, 'changed')}")
    reasons = played.outcome.explain(lang)
    return "\n".join([*lines, reasons, *teller.instead(played.instead, played.outcome.fact)])
