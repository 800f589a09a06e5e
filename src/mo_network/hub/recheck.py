"""Recheck: recorded outcomes recombined from their stored answers, without rules or plugins."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from mo_network.hub.adoption import LAWS_ONLY, catalogue_of
from mo_network.hub.areas import SUBJECTS
from mo_network.hub.history import History
from mo_network.judging.capsule import Capsule, load_capsule
from mo_network.judging.catalogue import Catalogue
from mo_network.judging.fact import Fact
from mo_network.judging.facts import Corrected, RulesAdopted
from mo_network.judging.outcome import Outcome
from mo_network.judging.record import Record
from mo_network.judging.rulings.settling import waived_in
from mo_network.judging.weighing import Verdict, weigh


@attrs.frozen
class Mismatch:
    """A record whose stored answers do not amount to its stored verdict."""

    seq: int
    stored: Verdict
    recombined: Verdict


def catalogue_at(history: History, adoption: int) -> Catalogue:
    """The cards that were in force by the number of an adoption."""
    record = history.record(adoption) if adoption else None
    if record is None or not isinstance(record.fact, RulesAdopted):
        return LAWS_ONLY
    return catalogue_of(record.fact.catalogue)


def recorded_outcome(history: History, record: Record) -> Outcome:
    """The outcome of a record, recombined from what it stored."""
    capsule = load_capsule(record.judged, SUBJECTS)
    return recombined(record, capsule, catalogue_at(history, capsule.rules))


def recombined(record: Record, capsule: Capsule, catalogue: Catalogue) -> Outcome:
    """The same from the parts, for those who go through many records."""
    asked = _asked(record.fact)
    weighed = weigh(
        capsule.answers,
        asked,
        is_open=asked is not record.fact,
        monitored=catalogue.monitored | waived_in(capsule.answers),
    )
    return Outcome(
        fact=record.fact,
        asked=asked,
        weighed=weighed,
        answers=capsule.answers,
        days=capsule.days,
        catalogue=catalogue,
        record=record,
    )


def _asked(fact: Fact) -> Fact:
    """The decision that was judged: that of the replacement, for a correction."""
    right = fact.replacement if isinstance(fact, Corrected) else None
    return (right or fact).asks()


def recheck(history: History) -> Iterator[Mismatch]:
    """Every record whose stored answers say something else than its verdict; none if all is well.

    It works for ever: it needs neither the hub's file nor any plugin.
    """
    for record in history.records():
        if isinstance(record.fact, Corrected | RulesAdopted):
            continue
        stored = load_capsule(record.judged, SUBJECTS).verdict
        recombined = recorded_outcome(history, record).verdict
        if stored is not recombined:
            yield Mismatch(record.seq, stored, recombined)
