"""What is looked up by its id is found, or the nearest id is told."""

from __future__ import annotations

import inspect

import pytest

from mo_network.errors import UnknownReference
from mo_network.hub.areas import AREAS, new_world
from mo_network.hub.guarded import queries_of
from mo_network.judging.known import entry_of, similar


@pytest.mark.parametrize("slip", ["room:hal", "room:halll", "room:hail", "room:hlal"])
def test_one_slip_is_told(slip: str) -> None:
    """A letter too few, too many, wrong, or swapped."""
    with pytest.raises(UnknownReference, match="or did you mean 'room:hall'") as caught:
        entry_of({"room:hall": 1, "room:attic": 2}, slip)
    assert slip == caught.value.reference
    assert "one of the 2 that are known" in str(caught.value)


def test_what_is_far_from_all_gets_no_hint() -> None:
    """Guessing would lead astray."""
    assert "" == similar("room:cellar", {"room:hall"})
    assert 1 == entry_of({"room:hall": 1}, "room:hall")


def test_all_queries_by_an_id_are_told_the_same() -> None:
    """Every area looks up what it knows in the one place that gives the hint."""
    told, world = [], new_world()
    for area in (world.areas[name] for name in AREAS):
        for name in queries_of(type(area)):
            query = getattr(area, name)
            if len(inspect.signature(query).parameters) == 1:
                try:
                    query("nothing:of-this-id")
                except UnknownReference as error:
                    told.append(str(error))
                except (TypeError, AttributeError):
                    continue  # asked by a day or a moment

    expected = (
        "nothing is known by the id 'nothing:of-this-id': record first the fact that brings it, "
        "or ask for one of the 0 that are known"
    )
    assert len(told) > 20
    assert {expected} == set(told)
