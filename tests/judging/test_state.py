"""Statuses move by their tables alone."""

from __future__ import annotations

from tests.judging.toy import ASK, NOON, TIN, CoinsAsked, CoinsGiven, LidOpened, TinLost, ToyState
from tests.judging.toy import TinPlaced as Placed

from mo_network.judging.changes import FOR_GOOD
from mo_network.judging.lifecycle import UNBORN
from mo_network.judging.state import When
from mo_network.values.money import Money


def test_a_step_that_the_table_does_not_have_leaves_the_state_as_it_is() -> None:
    """Neither status nor effect."""
    state = ToyState()
    state.apply(LidOpened(tin="tin:red"), When(NOON), FOR_GOOD)
    assert {} == state.statuses
    state.apply(Placed(id="tin:red", amount=Money(5)), When(NOON), FOR_GOOD)
    state.apply(Placed(id="tin:red", amount=Money(7)), When(NOON), FOR_GOOD)
    assert ({"tin:red": "closed"}, {"tin:red": 5}) == (state.statuses, state.cents)


def test_a_missing_step_names_the_thing_its_status_and_its_steps() -> None:
    """For the sentence that explains it."""
    state = ToyState()
    lost = TinLost(tin="tin:red")
    assert ("tin:red", UNBORN, ("TinPlaced",)) == state.missing_step(lost)
    state.apply(Placed(id="tin:red", amount=Money(5)), When(NOON), FOR_GOOD)
    assert state.missing_step(lost) is None
    assert ("tin:red", "closed", ("LidOpened", "TinLost")) == state.missing_step(
        Placed(id="tin:red", amount=Money(5))
    )


def test_the_table_is_also_the_diagram() -> None:
    """As the reference shows it."""
    assert """\
stateDiagram-v2
    [*] --> asked : CoinsAsked
    asked --> given : CoinsGiven""" == ASK.diagram()
    assert "closed" == TIN.next(UNBORN, Placed)
    assert TIN.next("lost", LidOpened) is None
    assert {CoinsAsked, CoinsGiven} == set(ASK.names)
