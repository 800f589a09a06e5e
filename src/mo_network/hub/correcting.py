"""Correcting: one record stands for another fact, or for none, and the history is folded anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs

from mo_network.errors import InvalidValue, UnknownReference
from mo_network.hub.adoption import LAWS_ONLY
from mo_network.hub.history import History
from mo_network.judging.answers import Note
from mo_network.judging.fact import Standing, new_ids
from mo_network.judging.facts import Corrected, RulesAdopted
from mo_network.judging.fold import Fold
from mo_network.judging.judge import Judge, note_of
from mo_network.judging.outcome import Outcome
from mo_network.judging.record import Record
from mo_network.judging.state import When
from mo_network.judging.weighing import Pair, Verdict, Weighed

CORRECTION = "judging.correction"
"""The law that a correction keeps class, hub, id and standing, and breaks no law."""


def target_of(history: History, fact: Corrected) -> Record:
    """The record that a correction speaks of.

    Errors: UnknownReference if there is none; InvalidValue if it cannot be corrected so.
    """
    record = history.record(fact.record)
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
    judge_on: Callable[[Fold], Judge],
) -> tuple[Outcome, Fold]:
    """The outcome of a correction, and the state if it is taken.

    A decided fact is judged now, on the history without the wrong one, and refused if it breaks
    a law or a rule; others stand as they are. The breaches are listed anew.
    """
    record = target_of(history, fact)
    right = fact.replacement
    pairs: Sequence[Pair] = ()
    if right is not None:
        without = history.fold_with({fact.record: None})
        judge = judge_on(without)
        if record.fact.standing is Standing.DECIDED:
            outcome = judge.judge(right, when)
            if not outcome.is_allowed:
                return attrs.evolve(outcome, fact=fact), without
            pairs = outcome.pairs
        else:
            without.world.require_well_formed(right)
    state = history.fold_with({fact.record: right})
    breaches = tuple(state.world.breaches(when.at))
    notes = [(breach.law, note_of(breach)) for breach in breaches]
    note = (CORRECTION, Note("corrected", (fact.record, type(record.fact).__name__)))
    return (
        Outcome(
            fact=fact,
            asked=right if right is not None else fact,
            weighed=Weighed(Verdict.ALLOWED),
            pairs=(note, *pairs, *notes),
            days={},
            catalogue=LAWS_ONLY,
            breaches=breaches,
        ),
        state,
    )
