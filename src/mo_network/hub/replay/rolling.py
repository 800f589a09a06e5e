"""Rolling: one pass over the journal, and before each record the state that it was judged on."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

from mo_network.errors import MoNetworkError, PluginError
from mo_network.hub.adoption import LAWS_ONLY, is_in_force, rules_of
from mo_network.hub.areas import LAWS, SUBJECTS, built_in_offers, new_world, plugin_offers
from mo_network.hub.history import History
from mo_network.hub.intake import ADOPTION
from mo_network.hub.recheck import catalogue_at, recombined
from mo_network.hub.recorder import judged
from mo_network.judging.answers import Veto
from mo_network.judging.capsule import Capsule, load_capsule
from mo_network.judging.catalogue import Catalogue
from mo_network.judging.changes import FOR_GOOD
from mo_network.judging.fact import Fact
from mo_network.judging.facts import RulesAdopted
from mo_network.judging.fold import Adopted, Fold
from mo_network.judging.judge import Judge
from mo_network.judging.outcome import Outcome
from mo_network.judging.record import Record
from mo_network.judging.said import Answers
from mo_network.judging.state import When
from mo_network.judging.weighing import Verdict, Weighed
from mo_network.rules.load import HubRules
from mo_network.rules.ruleset import RuleSet
from mo_network.values.zones import zone

FOUNDED = "judging.founded"
"""The law that a fact rests on what is known: broken where a correction took that away."""


def rolling(history: History) -> Iterator[tuple[Record, Fold]]:
    """Every record with the state before it, as it was known when it was recorded.

    Shape:   one state, changed from step to step; a new one follows each correction, which alone
             costs a fold of its own.
    """
    state = empty(history, {})
    for record in history.records():
        yield record, state
        if not state.read((record,), FOR_GOOD):
            state = history.fold(record.seq)


def empty(history: History, corrections: Mapping[int, Fact | None]) -> Fold:
    """The state before the first record, with what stands for some of them."""
    return Fold(new_world(), history.hub, corrections)


class Asking:
    """One set of rules, asked on a state that rolls along."""

    def __init__(self, rules: RuleSet, place: ZoneInfo) -> None:
        self._rules = rules
        self._place = place
        self._state: Fold | None = None
        self._judge: Judge | None = None

    def outcome(self, state: Fold, fact: Fact, when: When) -> Outcome:
        """What these rules make of a fact; forbidden where nothing bears it any more."""
        if self._judge is None or state is not self._state:
            self._state = state
            self._judge = Judge(state.world, LAWS, self._rules, self._place)
        try:
            return judged(self._judge, fact, when)
        except MoNetworkError as error:
            return _unfounded(fact, error)


def _unfounded(fact: Fact, error: MoNetworkError) -> Outcome:
    why = (FOUNDED, Veto("unfounded", (type(error).__name__,)))
    weighed = Weighed(Verdict.FORBIDDEN, (why,))
    return Outcome(fact, fact.asks(), weighed, Answers([why]), {}, LAWS_ONLY)


class Stored:
    """What the records stored, read back with the cards of their time."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._catalogues: dict[int, Catalogue] = {}

    def verdict(self, record: Record) -> Verdict:
        """The verdict alone, at a tenth of the cost of the answers."""
        return Verdict(json.loads(record.judged)["verdict"])

    def capsule(self, record: Record) -> Capsule:
        """How a record was judged."""
        return load_capsule(record.judged, SUBJECTS)

    def outcome(self, record: Record, capsule: Capsule) -> Outcome:
        """The outcome of a record, recombined."""
        catalogue = self._catalogues.get(capsule.rules)
        if catalogue is None:
            catalogue = self._catalogues[capsule.rules] = catalogue_at(self._history, capsule.rules)
        return recombined(record, capsule, catalogue)


def was_intake(capsule: Capsule) -> bool:
    """Whether a record was taken in unjudged, because no rules were in force."""
    return any(by == ADOPTION for by, _ in capsule.answers)


class Adoptions:
    """The rules that a hub adopted, by the number of the adoption, as far as their kinds are here.

    Shape:   `known` are rules that were read already, perhaps with kinds that are not installed.
    """

    def __init__(self, history: History, known: Iterable[HubRules] = ()) -> None:
        self._history = history
        self._known = tuple(known)
        self._read: dict[int, HubRules | None] = {}
        self.missing: dict[int, tuple[str, ...]] = {}

    def fact(self, seq: int) -> RulesAdopted | None:
        """What was adopted, or None if that record is no adoption of this hub."""
        record = self._history.record(seq) if seq else None
        fact = record.fact if record is not None else None
        return fact if isinstance(fact, RulesAdopted) else None

    def rules(self, seq: int) -> HubRules | None:
        """The rules of an adoption; None if it is another hub's, or lacks a kind."""
        if seq not in self._read:
            self._read[seq] = self._find(seq)
        return self._read[seq]

    def _find(self, seq: int) -> HubRules | None:
        fact = self.fact(seq)
        if fact is None:
            return None
        adopted = Adopted(seq, fact.digest, fact.kinds)
        for rules in self._known:
            if is_in_force(rules, adopted):
                return rules
        found = rules_of(self._history.record(seq))
        if found is None:
            here = _stamps_here()
            self.missing[seq] = tuple(stamp for stamp in fact.kinds if stamp not in here)
        return found


def _stamps_here() -> set[str]:
    built_in = {offer.stamp for offer in built_in_offers()}
    try:
        return built_in | {offer.stamp for offer in plugin_offers()}
    except PluginError:
        return built_in


def place_of(history: History) -> ZoneInfo | None:
    """The zone of the hub by its last adoption, whether or not its kinds are here."""
    fact = Adoptions(history).fact(history.fold().adopted.seq)
    return zone(tomllib.loads(fact.text)["hub"]["zone"]) if fact else None
