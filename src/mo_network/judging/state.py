"""What follows from the facts: one state an area, changed by `apply` alone.

Entries are named tuples of plain numbers and strings with properties that give values. So a
state is small, and a checkpoint of it is quickly written and read.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, ClassVar, NamedTuple

import attrs

from mo_network.judging.changes import Changes
from mo_network.judging.fact import Fact
from mo_network.judging.lifecycle import UNBORN, Lifecycle


class When(NamedTuple):
    """The moments of a record: written down `at`, handed in at `received_at`; both in UTC."""

    at: datetime
    received_at: datetime | None = None

    @property
    def received(self) -> datetime:
        """The moment it was handed in, which is `at` unless evidence says earlier."""
        return self.received_at or self.at


@attrs.frozen
class Breach:
    """Bruch: a promise that stands broken until later facts mend it.

    Shape:   `law` that does not hold, the `thing` it does not hold for, `since` which day, the
             `cause` (the id of what broke it) and the `promises` hit.
    """

    law: str
    thing: str
    since: date
    cause: str
    promises: tuple[str, ...] = ()


Handler = Callable[[Any, Any, When, Changes], None]


def _nothing_else(state: AreaState, fact: Fact, when: When, changes: Changes) -> None:
    """What a fact changes that only moves a status."""


class _Way(NamedTuple):
    """What facts of one class do: by a handler, and to the status of the thing in a field."""

    handler: Handler
    cycle: Lifecycle | None = None
    field: str = ""
    steps: Mapping[str, str] = {}


class AreaState(ABC):
    """The base of every area's state: statuses by the lifecycle tables, effects by handlers.

    A subclass names its `lifecycles` and its `handlers` ({fact class: function(state, fact, when,
    changes)}). `apply` is total: a step that the table does not have leaves the state as it is.
    """

    inside: ClassVar[frozenset[str]] = frozenset({"apply", "dump", "load", "missing_step"})
    """Methods that are no queries: they change the state, or are for those who do."""
    lifecycles: ClassVar[tuple[Lifecycle, ...]] = ()
    handlers: ClassVar[Mapping[type[Fact], Handler]] = {}

    def __init__(self) -> None:
        self.statuses: dict[str, str] = {}
        self._ways = {cls: _Way(handler) for cls, handler in self.handlers.items()}
        for cycle in self.lifecycles:
            for cls, field in cycle.names.items():
                known = self._ways.get(cls, _Way(_nothing_else))
                assert known.cycle is None, f"{cls.__name__} moves two things"
                self._ways[cls] = _Way(known.handler, cycle, field, cycle.steps_of(cls))

    def apply(self, fact: Fact, when: When, changes: Changes) -> None:
        """Change the state by one fact."""
        way = self._ways.get(type(fact))
        if way is None:
            return
        handler, cycle, field, steps = way
        if cycle is None:
            handler(self, fact, when, changes)
            return
        thing = getattr(fact, field)
        after = steps.get(self.statuses.get(thing, UNBORN))
        if after is not None:
            handler(self, fact, when, changes)
            changes.put(self.statuses, thing, after)

    def missing_step(self, fact: Fact) -> tuple[str, str, tuple[str, ...]] | None:
        """(thing, its status, the steps it allows) if the table has no such step, else None."""
        way = self._ways.get(type(fact))
        if way is None or way.cycle is None:
            return None
        thing = getattr(fact, way.field)
        status = self.statuses.get(thing, UNBORN)
        return None if status in way.steps else (thing, status, way.cycle.steps_from(status))

    def breaches(self, at: datetime, by: Fact | None = None) -> Iterator[Breach]:
        """The promises that stand broken at a moment; with `by`, only those this fact touches."""
        return iter(())

    def holdings(self, organisation: str, on: date) -> Iterable[str]:
        """The ids of what this organisation holds here on a day."""
        return ()

    @abstractmethod
    def dump(self) -> dict[str, Any]:
        """The state as plain JSON values, for a checkpoint."""

    @abstractmethod
    def load(self, data: Mapping[str, Any]) -> None:
        """Take over what `dump` gave; called once, on an empty state."""
