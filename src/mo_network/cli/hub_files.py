"""`mo-network hub`: a hub's file begun, looked at, put in force, kept fresh, and compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import attrs
import click

from mo_network.cli import codes
from mo_network.cli.hub_new import write_scaffold
from mo_network.cli.hub_rules import explain_hub, schema_hub
from mo_network.cli.hub_words import hub_word
from mo_network.cli.options import at_moment, from_journal, open_journal, spoken
from mo_network.cli.printing import document, say
from mo_network.cli.words import word
from mo_network.errors import HubFileProblem
from mo_network.hub.adoption import read_file
from mo_network.hub.comparing import RuleDifference, differences
from mo_network.hub.history import History
from mo_network.hub.hub import Hub
from mo_network.hub.replay import Change, Effect, Report, replay
from mo_network.hub.replay.many import hub_of
from mo_network.hub.stale import A_YEAR, Reason, stale
from mo_network.hub.unknown import unknown_ids
from mo_network.rules.load import HubRules
from mo_network.values.days import format_day, parse_day
from mo_network.values.moments import format_moment

_FILE = click.argument("file", metavar="HUB_FILE")


def read_day(_: click.Context, __: click.Parameter, text: str | None) -> date | None:
    """The day of `--on`.

    Errors:  InvalidValue for what is no day.
    """
    return None if text is None else parse_day(text)


@click.group()
def hub() -> None:
    """Begin a hub's file, look at its rules, put them in force, compare them."""


@hub.command("new")
@click.argument("name", metavar="NAME")
@click.option("--with-code", is_flag=True, help="With a rule kind of its own, in Python.")
@click.option("--into", default=".", show_default=True, metavar="FOLDER", help="Where to put it.")
@spoken
def new_hub(name: str, into: str, lang: str, *, with_code: bool, as_json: bool) -> int:
    """Begin a hub: a folder mo-network-NAME with a file, cases, and tests that pass at once."""
    folder, files = write_scaffold(Path(into), name, with_code=with_code)
    if as_json:
        document({"folder": str(folder), "files": files})
    else:
        say(hub_word(lang, "begun", folder, ", ".join(files)))
        say(hub_word(lang, "next", folder))
    return codes.ALLOWED


@hub.command("check")
@_FILE
@spoken
def check_hub(file: str, lang: str, *, as_json: bool) -> int:
    """Read HUB_FILE and name all its problems, each with its line.

    A sentence that a kind of a plugin lacks in a language is named, and so is a code of the hub's
    own that is nearly one of the library's; neither is a problem of the file.
    """
    read = read_file(file)
    name, count, digest = read.identity.id, len(read.rules.rules), read.digest
    lacking = read.rules.catalogue.lacking
    if as_json:
        ids = [rule.id for rule in read.rules.rules]
        stamp = {"hub": name, "rules": ids, "kinds": list(read.kinds), "digest": digest}
        hints = [attrs.asdict(each) for each in read.hints]
        document({**stamp, "lacking": [each._asdict() for each in lacking], "hints": hints})
    else:
        say(word(lang, "file_good", file, count, name, digest[:12]))
        for each in lacking:
            say(hub_word(lang, "lacking", each.rule, each.code, each.language))
        _say_hints(file, read.hints)
    return codes.ALLOWED


def _say_hints(file: str, hints: Iterable[HubFileProblem]) -> None:
    for hint in hints:
        say(f"{file}:{hint.line}: {hint.key}: {hint.message}")


@hub.command("adopt")
@_FILE
@from_journal
@click.option("--by", metavar="WHO", help="Who adopted them.")
@at_moment
@spoken
def adopt_hub(
    file: str, journal_file: str, by: str | None, at: datetime | None, lang: str, *, as_json: bool
) -> int:
    """Put the rules of HUB_FILE in force; the same rules again change nothing.

    A journal that does not exist yet is begun. Ids in the rules that it does not know are named
    with their lines, for they may be slips; what they stand for may also be recorded later.
    """
    read = read_file(file)
    journal = open_journal(journal_file, create=True)
    record = Hub.adopt(file, journal=journal, by=by, at=at)
    name, digest, since = read.identity.id, read.digest, format_moment(record.at)
    hints = unknown_ids(read.text, History(journal, name).fold().world.ids, file=file)
    if as_json:
        stamp = {"hub": name, "digest": digest, "record": record.seq, "at": since}
        document({**stamp, "hints": [attrs.asdict(each) for each in hints]})
    else:
        say(word(lang, "rules_adopted", name, digest[:12], since, record.seq))
        _say_hints(file, hints)
    return codes.ALLOWED


@hub.command("stale")
@_FILE
@click.option(
    "--on", callback=read_day, metavar="DAY", help="The day in question; today if not given."
)
@click.option(
    "--days",
    type=click.IntRange(min=1),
    default=A_YEAR,
    show_default=True,
    help="How long a look lasts where no review_by is given.",
)
@spoken
def stale_hub(file: str, on: date | None, days: int, lang: str, *, as_json: bool) -> int:
    """Say which numbers of HUB_FILE have no value on a day, or are to be looked at."""
    read = read_file(file)
    day = on or datetime.now(read.identity.zone).date()
    found = stale(read.text, day, file=file, days=days)
    if as_json:
        document(
            [
                {
                    "parameter": each.parameter,
                    "reason": each.reason.value,
                    "on": None if each.on is None else str(each.on),
                    "source": each.source,
                }
                for each in found
            ]
        )
    elif not found:
        say(hub_word(lang, "nothing_stale", file, format_day(day, lang)))
    for each in () if as_json else found:
        shown = "" if each.on is None else format_day(each.on, lang)
        say(hub_word(lang, each.reason.value, each.parameter, shown, each.source))
    needs_value = any(each.reason is Reason.NO_VALUE for each in found)
    return codes.UNDECIDED if needs_value else codes.ALLOWED


@hub.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--replay",
    "journal_file",
    metavar="JOURNAL",
    help="A journal to judge under both: an SQLite file, or an address.",
)
@click.option("--hub", "named", metavar="ID", help="Which hub of a journal that holds several.")
@spoken
def diff_hubs(
    old: str, new: str, journal_file: str | None, named: str | None, lang: str, *, as_json: bool
) -> int:
    """Say which rules differ between the files OLD and NEW, and what that would have changed.

    With --replay each record of the journal is judged under both files, on the history as it was
    recorded: which decisions change, who gains, who loses, by how much, by which rule.
    """
    before, after = read_file(old), read_file(new)
    found = differences(before, after)
    report = _replayed(journal_file, named, before, after)
    if as_json:
        document(
            {
                "rules": [attrs.asdict(each) for each in found],
                "replay": None if report is None else _report_data(report),
            }
        )
        return codes.ALLOWED
    for line in _difference_lines(found, lang):
        say(line)
    if report is not None:
        say(report.explain(lang))
    return codes.ALLOWED


def _replayed(
    journal_file: str | None, named: str | None, old: HubRules, new: HubRules
) -> Report | None:
    if journal_file is None:
        return None
    journal = open_journal(journal_file)
    return replay(History(journal, hub_of(journal, named)), new, against=old)


def _difference_lines(found: tuple[RuleDifference, ...], lang: str) -> Iterator[str]:
    if not found:
        yield hub_word(lang, "no_difference")
    for each in found:
        if not each.altered:
            yield hub_word(lang, "new" if each.is_in_new else "gone", each.rule)
        for part in each.altered:
            yield hub_word(lang, "altered", each.rule, part.field, part.old, part.new)


def _report_data(report: Report) -> dict[str, Any]:
    return {
        "hub": report.hub,
        "judged": report.judged,
        "changes": [_change_data(each) for each in report.changes],
        "rules": [_effect_data(each) for each in report.effects],
    }


def _change_data(change: Change) -> dict[str, Any]:
    return {
        "record": change.seq,
        "fact": change.fact,
        "thing": change.thing,
        "whom": change.whom,
        "before": change.before.value,
        "after": change.after.value,
        "amount": None if change.amount is None else str(change.amount),
        "is_gain": change.is_gain,
        "is_loss": change.is_loss,
        "rules": list(change.rules),
    }


def _effect_data(effect: Effect) -> dict[str, Any]:
    return {
        "rule": effect.rule,
        "changes": effect.changes,
        "gains": effect.gains,
        "losses": effect.losses,
        "gained": [str(amount) for amount in effect.gained],
        "lost": [str(amount) for amount in effect.lost],
    }


for _command in (explain_hub, schema_hub):
    hub.add_command(_command)
