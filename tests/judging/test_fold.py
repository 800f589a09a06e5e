"""Folding: tokens, adoptions and moments beside the state."""

from __future__ import annotations

import copy
from datetime import timedelta

import pytest
from tests.judging.toy import HUB, NOON, TinCut, TinPlaced, journal_of, new_fold, records_of, row_of

from mo_network.judging.facts import Corrected, RulesAdopted
from mo_network.judging.fold import NOT_ADOPTED, Adopted, NeedsRefold
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
    state.take(record_of(adopted, hub="hub:other"))
    assert NOT_ADOPTED == state.adopted
    undo = state.take(record_of(adopted))
    assert Adopted(1, "d", ("cap/1",)) == state.adopted
    undo()
    assert NOT_ADOPTED == state.adopted


def test_a_token_that_came_twice_is_given_back_by_the_undo() -> None:
    """As it stood before, not forgotten."""
    journal = journal_of([PLACED])
    row_of(journal, TinCut(id="cut:a", tin="tin:red", amount=Money(1)), token="t")
    row_of(journal, TinCut(id="cut:b", tin="tin:red", amount=Money(1)), token="t")
    first, second, third = records_of(journal)
    state = new_fold({})
    state.take(first)
    state.take(second)
    before = copy.deepcopy(state.tokens)
    undo = state.take(third)
    assert before != state.tokens
    undo()
    assert before == state.tokens


def test_a_correction_cannot_be_taken_in_passing() -> None:
    """Its target is folded already, so the fold begins anew; nothing has changed until then."""
    journal = journal_of([PLACED])
    row_of(journal, Corrected(record=1, reason="never stood there"), at=NOON + timedelta(days=1))
    first, second = records_of(journal)
    state = new_fold({})
    state.take(first)
    before = state.dump()
    with pytest.raises(NeedsRefold) as caught:
        state.take(second)

    assert second.fact is caught.value.corrected
    assert before == state.dump()
