"""Folding: tokens, adoptions and moments beside the state."""

from __future__ import annotations

import copy
from datetime import timedelta

from tests.judging.toy import HUB, NOON, TinCut, TinPlaced, journal_of, new_fold, records_of, row_of

from mo_network.judging.changes import FOR_GOOD, Trial
from mo_network.judging.facts import Corrected, RulesAdopted
from mo_network.judging.fold import NOT_ADOPTED, Adopted
from mo_network.judging.record import Record
from mo_network.values.money import Money

PLACED = TinPlaced(id="tin:red", amount=Money(100))


def record_of(*facts: RulesAdopted | TinPlaced, hub: str = HUB) -> Record:
    """The last record of a journal of these facts."""
    return list(records_of(journal_of(facts)))[-1]._replace(hub=hub)


def test_the_last_adoption_of_the_own_hub_is_in_force() -> None:
    """Another hub's rules are none of ours; the undo brings back those before."""
    adopted = RulesAdopted(text="x", digest="d", kinds=("cap/1",), catalogue="[]")
    state = new_fold({})
    state.take(record_of(adopted, hub="hub:other"), FOR_GOOD)
    assert NOT_ADOPTED == state.adopted
    with Trial() as trial:
        state.take(record_of(adopted), trial)
        assert Adopted(1, "d", ("cap/1",)) == state.adopted
    assert NOT_ADOPTED == state.adopted


def test_a_token_that_came_twice_is_given_back_with_its_record() -> None:
    """As it stood before, not forgotten."""
    journal = journal_of([PLACED])
    row_of(journal, TinCut(id="cut:a", tin="tin:red", amount=Money(1)), token="t")
    row_of(journal, TinCut(id="cut:b", tin="tin:red", amount=Money(1)), token="t")
    first, second, third = records_of(journal)
    state = new_fold({})
    state.take(first, FOR_GOOD)
    state.take(second, FOR_GOOD)
    before = copy.deepcopy(state.tokens)
    with Trial() as trial:
        state.take(third, trial)
        assert before != state.tokens
    assert before == state.tokens


def test_a_correction_cannot_be_read_in_passing() -> None:
    """Its target is folded already, so one folds anew; the trial is taken back."""
    journal = journal_of([PLACED])
    row_of(journal, Corrected(record=1, reason="never stood there"), at=NOON + timedelta(days=1))
    first, second = records_of(journal)
    state = new_fold({})
    before = state.dump()
    with Trial() as trial:
        assert not state.read((first, second), trial)

    assert before == state.dump()
