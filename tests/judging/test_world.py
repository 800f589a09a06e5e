"""A world knows which ids there are, and says what is missing, quickly."""

from __future__ import annotations

import time
from datetime import date

import pytest
from tests.judging.toy import NOON, CoinsAsked, TinCut, TinPlaced, new_world, stocked_world

from mo_network.errors import InvalidValue, UnknownReference
from mo_network.judging.changes import FOR_GOOD
from mo_network.judging.state import Breach, When
from mo_network.values.money import Money


def test_an_id_that_exists_is_refused() -> None:
    """Each thing is brought once."""
    with pytest.raises(InvalidValue, match="'tin:red' exists already") as caught:
        stocked_world().require_well_formed(TinPlaced(id="tin:red", amount=Money(1)))

    assert "tin:red" == caught.value.given


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("tin:rad", ", or did you mean 'tin:red'?"),
        ("tin:re", ", or did you mean 'tin:red'?"),
        ("tin:redd", ", or did you mean 'tin:red'?"),
        ("tin:rde", ", or did you mean 'tin:red'?"),
        ("tin:blue", "the fact that brings it"),
    ],
)
def test_a_reference_to_nothing_is_refused(given: str, hint: str) -> None:
    """An id that is one slip away is offered instead."""
    with pytest.raises(UnknownReference) as caught:
        stocked_world().require_well_formed(CoinsAsked(id="ask:a", tin=given, amount=Money(1)))

    assert str(caught.value).endswith(hint)
    assert given == caught.value.reference


def test_an_unknown_reference_is_told_quickly_among_many() -> None:
    """The hub's lock is held meanwhile, so looking for a hint must not take seconds."""
    world = new_world()
    names = (f"tin:{'long-name-' * 5}{number:06d}" for number in range(100_000))
    world.ids.update(dict.fromkeys(names))
    start = time.perf_counter()
    with pytest.raises(UnknownReference):
        world.require_well_formed(
            CoinsAsked(id="ask:a", tin=f"tin:{'long-name-' * 5}x", amount=Money(1))
        )

    assert time.perf_counter() - start < 0.2


def test_breaches_are_those_of_all_areas_or_those_that_a_fact_touches() -> None:
    """A fact that touches another tin lists nothing."""
    world = stocked_world(100)
    world.apply(TinPlaced(id="tin:blue", amount=Money(1)), When(NOON), FOR_GOOD)
    cut = TinCut(id="cut:a", tin="tin:red", amount=Money(101))
    world.apply(cut, When(NOON), FOR_GOOD)
    breach = Breach("toy.enough", "tin:red", date(2026, 5, 1), "tin:red")

    assert [breach] == list(world.breaches(NOON))
    assert ["cut:a"] == [found.cause for found in world.breaches(NOON, cut)]
    assert [] == list(world.breaches(NOON, cut.but(tin="tin:blue")))
