"""Rerun: the rules of the time asked again, on the history as it was recorded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import attrs

from mo_network.hub.areas import SUBJECTS
from mo_network.hub.history import History
from mo_network.hub.replay.rolling import Adoptions, Asking, rolling, was_intake
from mo_network.hub.replay.telling import tell_rerun
from mo_network.judging.capsule import Capsule, CapsuleWriter, load_capsule
from mo_network.judging.facts import Corrected, RulesAdopted
from mo_network.judging.outcome import Outcome
from mo_network.judging.record import DIRECTORY
from mo_network.judging.weighing import Verdict
from mo_network.rules.load import HubRules


@attrs.frozen
class Differs:
    """A record whose answers are other ones when its rules are asked again.

    Shape:   `rules` are the rules and laws whose answers differ.
    """

    seq: int
    at: datetime
    stored: Verdict
    again: Verdict
    rules: tuple[str, ...]


@attrs.frozen
class Missing:
    """An adoption whose rules cannot be asked here.

    Shape:   `kinds` are the stamps that no installed plugin offers in that version; none if the
             kinds are here and their plugin reads the file otherwise than then.
    """

    adoption: int
    kinds: tuple[str, ...]


@attrs.frozen
class Rerun:
    """What came of asking again.

    Shape:   `asked` counts the records that were asked again, `intake` those that had been taken
             in without rules. A difference is one in any byte of what was stored.
    """

    hub: str
    asked: int
    differences: tuple[Differs, ...]
    missing: tuple[Missing, ...] = ()
    intake: int = 0

    @property
    def is_same(self) -> bool:
        """Whether all was asked again, and all came out as it was stored."""
        return not self.differences and not self.missing

    def explain(self, lang: str = "en") -> str:
        """The result as text, in "de" or "en"."""
        return tell_rerun(self, lang)


def rerun(history: History, known: Iterable[HubRules] = ()) -> Rerun:
    """Ask the rules that were in force again, record by record.

    Shape:   `known` are rules with kinds that are at hand without being installed. It needs the
             text that was adopted, which the journal holds, and the kinds in the same versions;
             what is missing is named, and the rest is asked. Corrections and adoptions are not
             asked again, and of the directory's facts those that came through this hub are.
    Errors:  JournalDamaged for a record that cannot be read.
    """
    adoptions = Adoptions(history, known)
    askings: dict[int, Asking] = {}
    writer = CapsuleWriter()
    differences: list[Differs] = []
    asked = intake = 0
    for record, state in rolling(history):
        if isinstance(record.fact, Corrected | RulesAdopted):
            continue
        stored = load_capsule(record.judged, SUBJECTS)
        if record.hub != DIRECTORY and was_intake(stored):
            intake += 1
            continue
        rules = adoptions.rules(stored.rules)
        if rules is None:
            continue
        asking = askings.get(stored.rules)
        if asking is None:
            asking = askings[stored.rules] = Asking(rules.rules, rules.identity.zone)
        again = asking.outcome(state, record.fact, record.when)
        asked += 1
        capsule = Capsule(again.verdict, stored.rules, stored.zones, again.days, again.answers)
        if writer.dump(capsule) != record.judged:
            rules_apart = _apart(stored, again)
            differs = Differs(record.seq, record.at, stored.verdict, again.verdict, rules_apart)
            differences.append(differs)
    missing = tuple(Missing(seq, kinds) for seq, kinds in sorted(adoptions.missing.items()))
    return Rerun(history.hub, asked, tuple(differences), missing, intake)


def _apart(stored: Capsule, again: Outcome) -> tuple[str, ...]:
    """Whose answers stand on one side only."""
    was, now = set(stored.answers), set(again.answers)
    return tuple(sorted({by for by, _ in was ^ now}))
