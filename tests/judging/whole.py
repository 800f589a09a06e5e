"""All that a state holds, so that two of them can be compared: tables, indexes, the engine's too.

Checkpoints leave out what can be found again, and would not see an index that was left behind.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from mo_network.hub.areas import AREAS, new_world
from mo_network.judging.changes import FOR_GOOD, Trial
from mo_network.judging.fact import Fact
from mo_network.judging.state import AreaState, When
from mo_network.judging.world import World
from mo_network.lending.availability import Stock
from mo_network.rooms.timetable import Timetable
from mo_network.scheduling import END_OF_TIME, FIRST_MINUTE, Leaf
from mo_network.scheduling.deciding.register import Register
from mo_network.scheduling.resource import Resource

# What is kept only so that it need not be worked out again, and what is read from elsewhere.
_ANSWERS = {"_ways", "_made", "_touching", "advice", "directory", "route", "_classes"}


def whole(thing: Any) -> Any:
    """A value that is equal for two things exactly if both hold the same, in the same order."""
    if isinstance(thing, dict):
        return [(key, whole(each)) for key, each in thing.items() if not _is_unused(each)]
    if isinstance(thing, list):
        return [whole(each) for each in thing]
    if isinstance(thing, tuple) or not type(thing).__module__.startswith(("mo_network", "tests")):
        return thing
    for cls, look in _LOOKS.items():
        if isinstance(thing, cls):
            return look(thing)
    return [(name, whole(getattr(thing, name))) for name in sorted(_fields_of(thing) - _ANSWERS)]


def _leaf(leaf: Leaf) -> Any:
    # How the steps are cut into chunks depends on what was there before, and tells nothing.
    steps = list(leaf._steps.pieces(FIRST_MINUTE, END_OF_TIME))
    return leaf.dump(), steps, leaf._constant


def _register(register: Register) -> Any:
    # An hour at which nobody meets any more is kept empty.
    hours = {
        (zone, quarter, each.key)
        for zone, quarters in register._hours.items()
        for quarter, found in quarters.items()
        for each in found
    }
    return list(register), hours, whole(register.edits)


def _world(world: World) -> Any:
    # A state is made by the first who asks for it; one in which nothing is yet, is as good as none.
    unused = new_world().areas
    held = [
        (name, found)
        for name, state in world.states()
        if (found := whole(state)) != (name in AREAS and whole(unused[name]))
    ]
    return whole(world.ids), held


_LOOKS: dict[type, Callable[[Any], Any]] = {Leaf: _leaf, Register: _register, World: _world}


def _fields_of(thing: Any) -> set[str]:
    slots = [name for cls in type(thing).__mro__ for name in getattr(cls, "__slots__", ())]
    return {*slots, *getattr(thing, "__dict__", {})} - {"__weakref__"}


def _is_unused(thing: Any) -> bool:
    """Whether it was made because somebody asked, and nothing is in it."""
    if isinstance(thing, Stock):
        return not thing.out and not thing._changes and _is_unused(thing.leaf)
    if isinstance(thing, Timetable):
        return _is_unused(thing.bookings) and _is_unused(thing.closures)
    if isinstance(thing, Resource):
        return not len(thing)
    return isinstance(thing, Leaf) and not len(thing) and len(thing.capacity.counts) == 1


class Interrupted(Trial):
    """A trial in which Ctrl-C is pressed after so many changes."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.left = after

    def _count(self) -> None:
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1

    def put(self, table: dict[Any, Any], key: Any, entry: Any, /) -> None:
        """As in a trial."""
        self._count()
        super().put(table, key, entry)

    def drop(self, table: dict[Any, Any], key: Any, /) -> None:
        """As in a trial."""
        self._count()
        super().drop(table, key)

    def note(self, index: dict[Any, list[Any]], key: Any, name: Any, /) -> None:
        """As in a trial."""
        self._count()
        super().note(index, key, name)

    def undo_with(self, undo: Callable[[], object], /) -> None:
        """As in a trial; what it undoes has been done."""
        super().undo_with(undo)
        self._count()


def play(state: AreaState | World, fact: Fact, when: When) -> None:
    """Apply on trial, whole and interrupted, see that nothing is left, and apply for good."""
    before = whole(state)
    with Trial() as trial:
        state.apply(fact, when, trial)
        after = whole(state)
        made = len(trial._kept)
    assert before == whole(state)
    for number in range(made):
        with suppress(KeyboardInterrupt), Interrupted(number) as trial:
            state.apply(fact, when, trial)
        assert before == whole(state)
    state.apply(fact, when, FOR_GOOD)
    assert after == whole(state)
