"""`mo-network explain` and `mo-network verify`: why, and whether it still stands."""

from __future__ import annotations

import click

from mo_network.cli import codes
from mo_network.cli.options import from_journal, open_journal, spoken
from mo_network.cli.printing import document, say
from mo_network.cli.telling import Teller, outcome_data
from mo_network.cli.words import word
from mo_network.errors import InvalidValue
from mo_network.hub.history import History
from mo_network.hub.recheck import recorded_outcome
from mo_network.judging.chain import verify as verify_chain
from mo_network.judging.outcome import Outcome
from mo_network.values.moments import format_moment


@click.command()
@click.argument("seq", type=click.IntRange(min=1), metavar="SEQ")
@from_journal
@spoken
def explain(seq: int, journal_file: str, lang: str, *, as_json: bool) -> int:
    """Say how record SEQ was judged and why: every answer, its rule, its source.

    It needs neither the hub's file nor its plugins. The exit code is that of the verdict.
    """
    outcome = _recorded(seq, journal_file)
    record = outcome.record
    assert record is not None
    if as_json:
        when = {"at": format_moment(record.at), "hub": record.hub}
        document(when | outcome_data(outcome, (), lang))
    else:
        say(f"{seq}, {format_moment(record.at)}, {record.hub}")
        say(Teller(lang).tell(outcome.fact))
        say(outcome.explain(lang))
    return codes.of_verdicts([outcome.verdict])


def _recorded(seq: int, journal_file: str) -> Outcome:
    journal = open_journal(journal_file)
    row = journal.row(seq)
    history = History(journal, row.hub) if row else None
    record = history.record(seq) if history else None
    if history is None or record is None:
        raise InvalidValue(
            f"there is no record {seq} in {journal_file}: it has {journal.head().seq}",
            given=seq,
            allowed=f"1 to {journal.head().seq}",
        )
    return recorded_outcome(history, record)


@click.command()
@from_journal
@click.option("--head", metavar="DIGEST", help="A digest kept elsewhere; it must be in the chain.")
@spoken
def verify(journal_file: str, head: str | None, lang: str, *, as_json: bool) -> int:
    """Walk the chain of the whole journal: any edit or swap is found, and with --head any cut."""
    found = verify_chain(open_journal(journal_file), head)
    if as_json:
        document({"records": found.seq, "digest": found.digest, "at": found.at})
    else:
        say(word(lang, "whole", found.seq, found.digest))
    return codes.ALLOWED
