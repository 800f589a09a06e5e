"""Seasons: a folder with a hub's file, its setup and its tables, played day by day.

Every row is put forward on the day that it names. A row that is in the journal already is shown
with the outcome recorded then; a decision that was refused then is judged again on what was known
that day. So playing a season twice shows the same and records nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import NamedTuple

from mo_network.errors import InvalidValue
from mo_network.exchange.knowledge import Knowledge
from mo_network.exchange.playing import TICK, Played, copy_of, last_moment, put_forward
from mo_network.exchange.setup import Imported, Setup, bring_in, read_setup
from mo_network.exchange.sheets import SHEETS, read_sheet
from mo_network.exchange.steps import Step
from mo_network.hub.hub import Hub
from mo_network.judging.journal import Journal

HUB_FILE, SETUP_FILE = "hub.toml", "setup.toml"
_MORNING, _NOON = time(9), time(12)


class Season(NamedTuple):
    """All that a folder holds, read and in the order of its days.

    Shape:   `forms` says of each table how it was read, such as "UTF-8, semicolons".
    """

    hub_file: Path
    start: date
    setup: Setup
    steps: tuple[Step, ...]
    forms: dict[str, str]


def read_season(folder: str | Path, zone: str, known: Knowledge) -> Season:
    """Read a folder whole; tables that are not there are left out.

    Errors:  InvalidValue or HubFileError for the first file that cannot be read as it should.
    """
    folder = Path(folder)
    _refuse_others(folder)
    setup = read_setup(folder / SETUP_FILE, known)
    steps: list[Step] = []
    forms: dict[str, str] = {}
    for name, sheet in SHEETS.items():
        path = folder / f"{name}.csv"
        if path.exists():
            table, found = read_sheet(path, sheet, zone, known)
            forms[path.name] = table.form
            steps += found
    # The sort is stable, so what happens on one day keeps the order of tables and rows.
    steps.sort(key=lambda step: step.on or date.min)
    start = setup.on or next((step.on for step in steps if step.on), None)
    if start is None:
        raise InvalidValue(
            f"{SETUP_FILE}:1: on: is missing, and no table names a day; allowed is "
            "on = 2026-01-31 at the head of the file",
            given=str(folder),
            allowed="on = a day",
        )
    return Season(folder / HUB_FILE, start, setup, tuple(steps), forms)


def _refuse_others(folder: Path) -> None:
    """A table of another name would be left out in silence."""
    for path in sorted(folder.glob("*.csv")):
        if path.stem not in SHEETS:
            allowed = ", ".join(f"{name}.csv" for name in SHEETS)
            raise InvalidValue(
                f"{path.name}:1: is none of the tables of a season; allowed are {allowed}",
                given=path.name,
                allowed=allowed,
            )


def open_hub(folder: str | Path, journal: Journal) -> Hub:
    """The hub of a folder; its rules need not be adopted yet."""
    return Hub.open(Path(folder) / HUB_FILE, journal=journal)


def begin(season: Season, hub: Hub, known: Knowledge) -> Imported:
    """Adopt the hub's rules and record what exists, on the season's first day."""
    journal = hub.journal.journal
    at = max(_moment(hub, season.start, _MORNING), last_moment(journal))
    Hub.adopt(season.hub_file, journal=journal, at=at)
    hub.refresh()
    return bring_in(hub, season.setup.steps, known, at=max(at, last_moment(journal)))


def play(season: Season, hub: Hub, known: Knowledge) -> Iterator[Played]:
    """Put every row forward on its day, in order.

    Errors:  InvalidValue with the place of the row that cannot be recorded.
    """
    day, ticks = date.min, 0
    for step in season.steps:
        on = step.on or season.start
        ticks = ticks + 1 if on == day else 0
        day = on
        yield put_forward(hub, known, step, _moment(hub, on, _NOON) + ticks * TICK)


def rehearse(folder: str | Path, journal: Journal) -> None:
    """Play a season on a copy of the journal, so that a row that fails leaves no half season.

    Errors:  as `read_season` and `play`.
    """
    hub = open_hub(folder, copy_of(journal))
    known = Knowledge.of(hub)
    season = read_season(folder, str(hub.identity.zone), known)
    begin(season, hub, known)
    for _ in play(season, hub, known):
        pass


def _moment(hub: Hub, on: date, clock: time) -> datetime:
    return datetime.combine(on, clock, tzinfo=hub.identity.zone).astimezone(UTC)
