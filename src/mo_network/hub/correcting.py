"""Correcting: one record stands for another fact, or for none, and the history is folded anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import attrs

from mo_network.errors import InvalidValue, UnknownReference
from mo_network.hub.crossings import all_breaches
from mo_network.hub.history import History
from mo_network.judging.answers import Note, Veto
from mo_network.judging.fact import Standing, new_ids
from mo_network.judging.facts import Corrected, RulesAdopted
from mo_network.judging.fold import Fold, corrections_in
from mo_network.judging.judge import Judge, note_of, veto_of
from mo_network.judging.outcome import Outcome
from mo_network.judging.record import Record
from mo_network.judging.rulings.settling import waived_in
from mo_network.judging.said import Answers, Pair
from mo_network.judging.state import When
from mo_network.judging.weighing import Verdict, Weighed, weigh

CORRECTION = "judging.correction"
"""The law that a correction keeps class, hub, id and standing, and breaks no law."""


def target_of(history: History, fact: Corrected, version: int) -> Record:
    """The record that a correction speaks of.

    Errors: UnknownReference if there is none; InvalidValue if it cannot be corrected so.
    """
    record = history.record(fact.record) if fact.record <= version else None
    if record is None:
        raise UnknownReference(
            f"record {fact.record} is none of {history.hub}: look it up with hub.journal.since(0)",
            reference=str(fact.record),
        )
    wrong, right = record.fact, fact.replacement
    if isinstance(wrong, Corrected | RulesAdopted):
        raise InvalidValue(
            f"record {fact.record} is {type(wrong).__name__}: correct the record that it speaks "
            "of once more, or adopt other rules",
            given=fact.record,
            allowed="a record of an area's fact",
        )
    if right is not None and (type(right) is not type(wrong) or new_ids(right) != new_ids(wrong)):
        raise InvalidValue(
            f"record {fact.record} is {type(wrong).__name__} with the ids "
            f"{', '.join(new_ids(wrong)) or 'none'}; the replacement must keep class and ids",
            given=right,
            allowed=type(wrong).__name__,
        )
    return record


def corrected(
    history: History,
    fact: Corrected,
    when: When,
    current: Fold,
    judge_on: Callable[[Fold], Judge],
) -> tuple[Outcome, Fold]:
    """The outcome of a correction, and the state if it is taken.

    A decided fact is judged now, on the history without the wrong one. It is refused if it breaks
    a law or a rule, if it leaves a promise broken that was not before, or if it takes the ground
    away from later records. Others stand as they are, and what they break is listed.
    """
    record = target_of(history, fact, current.version)
    is_decided = record.fact.standing is Standing.DECIDED
    right, pairs, days = fact.replacement, list[Pair](), dict[str, date]()
    judge = judge_on(current)
    if right is not None:
        without = history.fold_with({fact.record: None}, current.version)
        judge = judge_on(without)
        if is_decided:
            outcome = judge.judge(right, when)
            if not outcome.is_allowed:
                return attrs.evolve(outcome, fact=fact), current
            pairs, days = [*outcome.answers], {**outcome.days}
        else:
            without.world.require_well_formed(right)
    state = history.fold_with({fact.record: right}, current.version)
    breaches = all_breaches(state.world, when.at, judge.zone)
    before = all_breaches(current.world, when.at, judge.zone)
    known = {(breach.law, breach.thing) for breach in before}
    # What has no step with the record as it stands never had one, or lost it before.
    standing = corrections_in(history.records(0, current.version)).get(fact.record, record.fact)
    stood = history.fold_with({fact.record: standing}, current.version)
    orphans = [seq for seq in state.orphans if seq not in stood.orphans]
    if is_decided:
        pairs += [
            (breach.law, veto_of(breach))
            for breach in breaches
            if (breach.law, breach.thing) not in known
        ]
        pairs += [(CORRECTION, Veto("orphan", (seq,))) for seq in orphans]
    else:
        pairs += [(CORRECTION, Note("orphan", (seq,))) for seq in orphans]
        pairs += [(breach.law, note_of(breach)) for breach in breaches]
    asked = right.asks() if right is not None else fact
    note = (CORRECTION, Note("corrected", (fact.record, type(record.fact).__name__)))
    answers = Answers([note, *pairs])
    monitored = judge.rules.monitored | waived_in(answers)
    weighed = weigh(answers, asked, is_open=asked is not right, monitored=monitored)
    outcome = Outcome(
        fact=fact,
        asked=asked,
        weighed=weighed if is_decided else Weighed(Verdict.ALLOWED),
        answers=answers,
        days=days,
        catalogue=judge.catalogue,
        breaches=breaches,
    )
    return outcome, state
