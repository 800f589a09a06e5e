"""Options that several commands share, and what they lead to: a language, a journal, a hub."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from mo_network import stores
from mo_network.errors import InvalidValue
from mo_network.hub.hub import Hub
from mo_network.judging.journal import Journal
from mo_network.judging.record import DIRECTORY
from mo_network.judging.sentences import EXPLAINED
from mo_network.values.moments import parse_moment

F = TypeVar("F", bound=Callable[..., Any])


def spoken(command: F) -> F:
    """Add `--lang` and `--json`."""
    command = click.option(
        "--json", "as_json", is_flag=True, help="Print one JSON document instead of text."
    )(command)
    return click.option(
        "--lang",
        type=click.Choice(EXPLAINED),
        default="en",
        envvar="MO_NETWORK_LANG",
        show_default=True,
        help="The language of the answer; de-simple is simple German.",
    )(command)


def from_journal(command: F) -> F:
    """Add `--journal`."""
    return click.option(
        "--journal",
        "journal_file",
        required=True,
        envvar="MO_NETWORK_JOURNAL",
        metavar="FILE",
        help="The journal: an SQLite file, or an address such as sqlite:///saar.db.",
    )(command)


def of_hub(command: F) -> F:
    """Add `--hub` and `--journal`."""
    command = click.option(
        "--hub",
        envvar="MO_NETWORK_HUB",
        metavar="HUB",
        help="The hub's file, or its id (hub:saar); not needed if the journal holds one hub only.",
    )(command)
    return from_journal(command)


def read_moment(_: click.Context, __: click.Parameter, text: str | None) -> datetime | None:
    """The moment of `--at`.

    Errors:  InvalidValue for what is no moment.
    """
    return None if text is None else parse_moment(text)


at_moment = click.option(
    "--at",
    metavar="MOMENT",
    callback=read_moment,
    help="The moment, such as 2026-05-01T18:00:00+02:00, instead of now.",
)


def open_journal(file: str, *, create: bool = False) -> Journal:
    """The journal of a file or an address; it is closed when the call ends.

    Errors:  InvalidValue when there is none, unless `create` says to begin one.
    """
    url = file if "://" in file else f"sqlite:///{file}"
    journal = stores.open(url, create=create)
    click.get_current_context().call_on_close(journal.close)
    return journal


def is_there(file: str) -> bool:
    """Whether a journal was begun under this path or address."""
    return Path(file.removeprefix("sqlite:///")).exists()


def hub_opener(hub: str | None, journal: Journal) -> Callable[[Journal], Hub]:
    """How to open the hub that is meant, on this journal or on a copy of it.

    Errors:  InvalidValue when the journal holds no hub, or several and none was named.
    """
    if hub is not None and not hub.startswith("hub:"):
        file = Path(hub)
        return lambda each: Hub.open(file, journal=each)
    named = hub if hub is not None else _only_hub(journal)
    return lambda each: Hub.reopen(named, journal=each)


def _only_hub(journal: Journal) -> str:
    found = sorted({row.hub for row in journal.rows()} - {DIRECTORY})
    if len(found) != 1:
        what = f"holds {', '.join(found)}" if found else "holds no hub yet"
        raise InvalidValue(
            f"the journal {what}: say which one is meant with --hub, by the path of its file or by "
            "its id",
            given=found,
            allowed="--hub hub.toml",
        )
    return found[0]
