"""`mo-network demo`: a season of the House of Resources Saar, from files to a journal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import attrs
import click

from mo_network.cli import codes, overviews
from mo_network.cli.options import is_there, open_journal, spoken
from mo_network.cli.overviews import Overview
from mo_network.cli.printing import document, head, say, table
from mo_network.cli.stock import stock_week
from mo_network.cli.telling import Teller, outcome_data
from mo_network.cli.words import verdict_word, word
from mo_network.errors import InvalidValue
from mo_network.exchange.knowledge import Knowledge
from mo_network.exchange.playing import Played
from mo_network.exchange.season import Season, begin, open_hub, play, read_season, rehearse
from mo_network.exchange.setup import Imported
from mo_network.exchange.steps import Novelty
from mo_network.hub.hub import Hub
from mo_network.judging.fact import Standing
from mo_network.judging.outcome import Outcome
from mo_network.lending.facts import ItemsReturned, LoanPromised
from mo_network.rooms.facts import RoomBooked, RoomClosed
from mo_network.values.days import format_day

FOLDER = "examples/data/saar"


@click.command()
@click.argument("folder", default=FOLDER)
@click.option(
    "--journal",
    "journal_file",
    default="saar.db",
    show_default=True,
    metavar="FILE",
    help="The journal: an SQLite file, begun if it does not exist yet.",
)
@spoken
def demo(folder: str, journal_file: str, lang: str, *, as_json: bool) -> int:
    """Play the season in FOLDER (examples/data/saar): adopt, import, propose, decide, show.

    A second time nothing is added, for each row of the tables is recorded once.
    """
    if not Path(folder).is_dir():
        raise InvalidValue(
            f"there is no folder {folder}: call mo-network demo in the project's own folder, or "
            "give the path of a folder with hub.toml, setup.toml and tables",
            given=folder,
            allowed="a folder",
        )
    # Before there is a journal, in memory: a table that cannot be read leaves no empty file.
    rehearse(folder, open_journal(journal_file if is_there(journal_file) else "memory://"))
    journal = open_journal(journal_file, create=True)
    before = journal.head().seq
    hub = open_hub(folder, journal)
    known = Knowledge.of(hub)
    season = read_season(folder, str(hub.identity.zone), known)
    imported = begin(season, hub, known)
    played = list(play(season, hub, known))
    if as_json:
        document(_data(hub, season, imported, played, before))
    else:
        telling = _Telling(hub, lang, Teller(lang, known.names()))
        telling.all(season, imported, played, before, journal_file)
    return codes.ALLOWED


@attrs.frozen
class _Telling:
    """The season in words."""

    hub: Hub
    lang: str
    teller: Teller

    def all(
        self,
        season: Season,
        imported: Imported,
        played: Sequence[Played],
        before: int,
        journal_file: str,
    ) -> None:
        """From the rules in force to what was added to the journal."""
        say(self.hub.identity.name)
        say(self.word("adopted", season.hub_file.name))
        say(self.word("setup", *map(len, (imported.new, imported.known, imported.changed))))
        for token in imported.changed:
            say(f"{token}: {self.word('changed')}")
        for name, form in season.forms.items():
            say(self.word("read", name, form))
        head(self.word("season"))
        for each in played:
            self.step(each)
        for title, found in _overviews(self.hub, played, self.lang).values():
            head(title)
            if found.rows:
                table(found.headings(self.lang), found.texts(self.lang))
            else:
                say(self.word("none"))
        after = self.hub.journal.journal.head().seq
        added = after - before
        say()
        say(
            self.word("some_new", journal_file, added, after)
            if added
            else self.word("nothing_new", journal_file, after)
        )
        say(self.word("verify", journal_file))

    def step(self, played: Played) -> None:
        """What was put forward, the verdict, and the reasons where there is something to say."""
        outcome = played.outcome
        day = format_day(played.at.astimezone(self.hub.identity.zone).date(), self.lang)
        is_new = played.novelty is Novelty.NEW
        key = "recorded" if is_new else "was_recorded"
        if played.seq is None:
            # Allowed and yet not recorded: the journal has gone on, and decisions have no evidence
            # of an earlier day as applications have.
            key = "too_late" if outcome.is_allowed else "not_recorded"
        say()
        say(f"{day}: {self.teller.tell(played.step.fact)}")
        said = [self._verdict(outcome), self.word(key, played.seq)]
        say(f"    {', '.join(filter(None, said))}")
        if played.novelty is Novelty.CHANGED:
            say(f"    {played.step.place}: {self.word('changed')}")
        if not outcome.is_allowed:
            for line in self.teller.reasons(outcome)[1:]:
                say(f"    {line}")
        for breach in outcome.breaches:
            promises = ", ".join(breach.promises)
            say(f"    {self.word('breaks', self.teller.name(breach.thing), promises, breach.law)}")
        for line in self.teller.instead(played.instead, outcome.fact):
            say(f"    {line}")

    def word(self, key: str, *values: object) -> str:
        """One of the command line's words."""
        return word(self.lang, key, *values)

    def _verdict(self, outcome: Outcome) -> str:
        # What the world did is neither allowed nor forbidden: it is taken down.
        is_observed = outcome.fact.standing is Standing.OBSERVED
        return "" if is_observed else verdict_word(self.lang, outcome.verdict)


def _overviews(hub: Hub, played: Sequence[Played], lang: str) -> dict[str, tuple[str, Overview]]:
    found = {
        "pot": (word(lang, "pot"), overviews.pot(hub)),
        "applications": (word(lang, "applications"), overviews.applications(hub, lang)),
    }
    day = _day_of_interest(played)
    if day is not None:
        title = word(lang, "week", format_day(hub.rooms.week(day).first, lang))
        found["week"] = (title, overviews.week(hub, day, None, lang))
    if played:
        at: datetime = played[-1].at
        lent_on = _day_of_lending(hub, played)
        if lent_on is not None:
            title = word(lang, "stock_week", format_day(hub.lending.week(lent_on, at).first, lang))
            found["stock"] = (title, stock_week(hub, lent_on, at, lang))
        on = format_day(at.astimezone(hub.identity.zone).date(), lang)
        found["breaches"] = (word(lang, "breaches", on), overviews.breaches(hub, at))
    return found


def _day_of_interest(played: Sequence[Played]) -> date | None:
    """The day of the first closure, or else of the first booking."""
    for cls in (RoomClosed, RoomBooked):
        for each in played:
            fact = each.step.fact
            if isinstance(fact, RoomClosed | RoomBooked) and type(fact) is cls:
                return fact.slot.start.date()
    return None


def _day_of_lending(hub: Hub, played: Sequence[Played]) -> date | None:
    """The day of the first return that came too late for somebody, or else of the first loan."""
    for each in played:
        if isinstance(each.step.fact, ItemsReturned) and each.outcome.breaches:
            return each.at.astimezone(hub.identity.zone).date()
    facts = (each.step.fact for each in played)
    return next((fact.slot.start.date() for fact in facts if isinstance(fact, LoanPromised)), None)


def _data(
    hub: Hub, season: Season, imported: Imported, played: Sequence[Played], before: int
) -> dict[str, object]:
    steps = [
        {"row": each.step.token, "novelty": each.novelty.value}
        | outcome_data(each.outcome, each.instead, "en")
        for each in played
    ]
    return {
        "hub": hub.identity.id,
        "tables": season.forms,
        "setup": {
            "new": list(imported.new),
            "known": list(imported.known),
            "changed": list(imported.changed),
        },
        "steps": steps,
        "added": hub.journal.journal.head().seq - before,
        **{key: found.data() for key, (_, found) in _overviews(hub, played, "en").items()},
    }
