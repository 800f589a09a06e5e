"""`mo-network check` and `mo-network record`: facts from JSON, tables and setup files."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import attrs
import click

from mo_network.cli import codes
from mo_network.cli.options import at_moment, hub_opener, of_hub, open_journal, spoken
from mo_network.cli.printing import document, say
from mo_network.cli.telling import Teller, outcome_data
from mo_network.cli.words import word
from mo_network.errors import InvalidValue, WireError
from mo_network.exchange.knowledge import Knowledge
from mo_network.exchange.playing import Played, copy_of, record_rows
from mo_network.exchange.setup import read_setup
from mo_network.exchange.sheets import SHEETS, read_sheet
from mo_network.exchange.steps import Novelty, Step
from mo_network.exchange.text import read_bytes
from mo_network.hub.areas import WIRE
from mo_network.hub.hub import Hub
from mo_network.judging.fact import Fact
from mo_network.judging.outcome import Outcome
from mo_network.values.json_text import parse_json

_FILE = click.argument("file", metavar="FILE")
_SHEET = click.option(
    "--sheet",
    type=click.Choice(tuple(SHEETS)),
    help="Which table FILE is; its name says so otherwise.",
)


class _Found(NamedTuple):
    """What came of one fact."""

    outcome: Outcome
    instead: tuple[Outcome, ...]
    played: Played | None = None


@attrs.frozen(kw_only=True)
class _Given:
    """What a call of `check` or `record` gave."""

    file: str
    journal_file: str
    hub: str | None
    sheet: str | None
    at: datetime | None
    by: str | None = None
    request: str | None = None

    @property
    def is_rows(self) -> bool:
        """Whether the file holds rows, of a table or a setup file, and not JSON."""
        return Path(self.file).suffix.lower() in (".csv", ".toml")


@click.command()
@_FILE
@of_hub
@_SHEET
@at_moment
@spoken
def check(lang: str, *, as_json: bool, **given: Any) -> int:
    """Say what would come of the facts in FILE; nothing is recorded.

    FILE is a fact as JSON or a list of facts ("-" reads standard input), a table (.csv) or a
    setup file (.toml). Each fact is judged after those before it.
    """
    asked = _Given(**given)
    journal = open_journal(asked.journal_file)
    # On a copy that nobody keeps, so that each fact is judged after those before it.
    hub = hub_opener(asked.hub, journal)(copy_of(journal))
    return _tell([_on_trial(each) for each in _put_forward(hub, asked)], lang, as_json=as_json)


@click.command()
@_FILE
@of_hub
@_SHEET
@at_moment
@click.option("--by", metavar="WHO", help="Who records.")
@click.option(
    "--request", metavar="TOKEN", help="A token: the same one again records nothing twice."
)
@spoken
def record(lang: str, *, as_json: bool, **given: Any) -> int:
    """Record the facts in FILE, if they may be.

    What people hand in and what the world did is recorded always, what the hub decides only if it
    is allowed. A list of facts as JSON is recorded as a whole or not at all. Rows of a table and
    of a setup file are recorded once, by their number.
    """
    asked = _Given(**given)
    journal = open_journal(asked.journal_file)
    opener = hub_opener(asked.hub, journal)
    if asked.is_rows:
        # Rehearsed first, so that a row that cannot be recorded leaves no half table.
        _put_forward(opener(copy_of(journal)), asked)
    return _tell(_put_forward(opener(journal), asked), lang, as_json=as_json)


def _on_trial(found: _Found) -> _Found:
    played = found.played
    if found.outcome.is_repeated or (played and played.novelty is not Novelty.NEW):
        return found
    return found._replace(outcome=attrs.evolve(found.outcome, record=None))


def _put_forward(hub: Hub, asked: _Given) -> list[_Found]:
    if not asked.is_rows:
        return _facts(hub, _read_facts(asked.file), asked)
    if asked.by is not None or asked.request is not None:
        raise InvalidValue(
            f"{asked.file}: --by and --request go with JSON; rows have tokens of their own",
            given=asked.request or asked.by,
            allowed="a fact as JSON",
        )
    known = Knowledge.of(hub)
    moment = asked.at if asked.at is not None else datetime.now(UTC)
    steps = _rows(hub, Path(asked.file), asked.sheet, known)
    played = record_rows(hub, known, steps, moment)
    return [_Found(each.outcome, each.instead, each) for each in played]


def _rows(hub: Hub, path: Path, sheet: str | None, known: Knowledge) -> Sequence[Step]:
    if path.suffix.lower() == ".toml":
        return read_setup(path, known).steps
    name = sheet or path.stem
    if name not in SHEETS:
        raise InvalidValue(
            f"{path.name}: is none of the tables {', '.join(SHEETS)}: say which one with --sheet",
            given=name,
            allowed=", ".join(SHEETS),
        )
    return read_sheet(path, SHEETS[name], str(hub.identity.zone), known)[1]


def _read_facts(file: str) -> list[Fact]:
    name = "standard input" if file == "-" else file
    try:
        if file == "-":
            data = read_bytes(sys.stdin.buffer, name)
        else:
            with Path(file).open("rb") as stream:
                data = read_bytes(stream, name)
    except OSError as error:
        raise InvalidValue(
            f"{file} cannot be read ({error.strerror}): give the path of a file, or - for "
            "standard input",
            given=file,
            allowed="a readable file",
        ) from None
    try:
        value = parse_json(data)
        if not isinstance(value, list):
            return [_fact(value, "$")]
        return [_fact(each, f"$[{place}]") for place, each in enumerate(value)]
    except WireError as error:
        raise InvalidValue(f"{name}: {error}", given=name) from None


def _fact(value: object, path: str) -> Fact:
    fact = WIRE.load(value, path)
    assert isinstance(fact, Fact)
    return fact


def _facts(hub: Hub, facts: Sequence[Fact], asked: _Given) -> list[_Found]:
    request, tokens = asked.request, None
    if request is not None:
        numbers = range(1, len(facts) + 1)
        tokens = [request] if len(facts) == 1 else [f"{request}/{number}" for number in numbers]
    instead: tuple[Outcome, ...] = ()
    is_new = request is None or Knowledge.of(hub).record(request) is None
    if len(facts) == 1 and is_new:
        instead = hub.alternatives(facts[0], at=asked.at)
    outcomes = hub.record_all(facts, by=asked.by, requests=tokens, at=asked.at)
    return [_Found(outcome, instead) for outcome in outcomes]


def _tell(found: Sequence[_Found], lang: str, *, as_json: bool) -> int:
    if as_json:
        told = [_data(each, lang) for each in found]
        document(told[0] if len(told) == 1 and found[0].played is None else told)
    else:
        for each in found:
            say("\n".join(_lines(each, lang)))
    if any(each.played and each.played.novelty is Novelty.CHANGED for each in found):
        return codes.WRONG_INPUT
    return codes.of_verdicts(each.outcome.verdict for each in found)


def _data(found: _Found, lang: str) -> dict[str, object]:
    told = outcome_data(found.outcome, found.instead, lang)
    if found.played is None:
        return told
    return {"row": found.played.step.token, "novelty": found.played.novelty.value} | told


def _lines(found: _Found, lang: str) -> list[str]:
    outcome, played = found.outcome, found.played
    is_known = outcome.is_repeated or (played is not None and played.novelty is not Novelty.NEW)
    seq = outcome.record.seq if outcome.record else None
    state = "not_recorded" if seq is None else "was_recorded" if is_known else "recorded"
    teller = Teller(lang)
    head = f"{played.step.place}: " if played else ""
    lines = [f"{head}{teller.tell(outcome.fact)} [{word(lang, state, seq)}]"]
    if played is not None and played.novelty is Novelty.CHANGED:
        lines.append(f"{played.step.place}: {word(lang, 'changed')}")
    return [*lines, outcome.explain(lang), *teller.instead(found.instead, outcome.fact)]
