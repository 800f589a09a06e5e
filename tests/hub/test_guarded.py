"""The queries of a hub: what they are, and that nothing else can be reached through them."""

from __future__ import annotations

import pytest

from mo_network.errors import InvalidValue
from mo_network.hub.areas import AREAS, new_world
from mo_network.hub.guarded import queries_of
from mo_network.judging.changes import FOR_GOOD
from mo_network.testing import HubInMemory


def test_no_query_changes_a_state() -> None:
    """What wants to know where its changes go changes something, and so stands inside."""
    world = new_world()
    for area in AREAS:
        cls = type(world.areas[area])
        changing = {
            name
            for name in queries_of(cls)
            if "changes" in (said := getattr(cls, name).__annotations__) or said["return"] == "None"
        }

        assert set() == changing, cls.__name__


def test_the_queries_are_listed_for_editors(kit: HubInMemory) -> None:
    """Completion and `help` show them, and not the inside."""
    assert {"week", "free", "to_tell"} <= set(dir(kit.hub.rooms))
    assert not {"take", "apply", "timetable"} & set(dir(kit.hub.rooms))


def test_the_inside_of_a_state_cannot_be_reached(kit: HubInMemory) -> None:
    """Whoever tries is told the queries; an unknown name is one that Python knows as such."""
    with pytest.raises(InvalidValue, match=r"take is no query: ask one of .*week"):
        kit.hub.rooms.take(None, FOR_GOOD)  # type: ignore[arg-type]
    with pytest.raises(AttributeError, match="no query 'wek'"):
        kit.hub.rooms.wek  # type: ignore[attr-defined]  # noqa: B018
