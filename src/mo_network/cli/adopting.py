"""`mo-network rules`: a hub's file looked at, and put in force."""

from __future__ import annotations

from datetime import datetime

import click

from mo_network.cli import codes
from mo_network.cli.options import at_moment, from_journal, open_journal, spoken
from mo_network.cli.printing import document, say
from mo_network.cli.words import word
from mo_network.hub.adoption import read_file
from mo_network.hub.hub import Hub
from mo_network.values.moments import format_moment


@click.group()
def rules() -> None:
    """Look at a hub's rules, or put them in force."""


@rules.command("check")
@click.argument("file", metavar="HUB_FILE")
@spoken
def check_rules(file: str, lang: str, *, as_json: bool) -> int:
    """Read HUB_FILE and name all its problems, each with its line."""
    read = read_file(file)
    hub, count, digest = read.identity.id, len(read.rules.rules), read.digest
    if as_json:
        ids = [rule.id for rule in read.rules.rules]
        document({"hub": hub, "rules": ids, "kinds": list(read.kinds), "digest": digest})
    else:
        say(word(lang, "file_good", file, count, hub, digest[:12]))
    return codes.ALLOWED


@rules.command("adopt")
@click.argument("file", metavar="HUB_FILE")
@from_journal
@click.option("--by", metavar="WHO", help="Who adopted them.")
@at_moment
@spoken
def adopt_rules(
    file: str, journal_file: str, by: str | None, at: datetime | None, lang: str, *, as_json: bool
) -> int:
    """Put the rules of HUB_FILE in force; the same rules again change nothing.

    A journal that does not exist yet is begun.
    """
    read = read_file(file)
    journal = open_journal(journal_file, create=True)
    record = Hub.adopt(file, journal=journal, by=by, at=at)
    hub, digest, since = read.identity.id, read.digest, format_moment(record.at)
    if as_json:
        document({"hub": hub, "digest": digest, "record": record.seq, "at": since})
    else:
        say(word(lang, "rules_adopted", hub, digest[:12], since, record.seq))
    return codes.ALLOWED
