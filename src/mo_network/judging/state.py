"""What follows from the facts: one state an area, changed by `apply` alone, which can undo.

Entries are named tuples of plain numbers and strings with properties that give values. So a
state is small, and a checkpoint of it is quickly written and read.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, ClassVar, NamedTuple, TypeVar

import attrs

from mo_network.judging.fact import Fact
from mo_network.judging.lifecycle import UNBORN, Lifecycle

K = TypeVar("K")

Undo = Callable[[], None]


def nothing_to_undo() -> None:
    """The undo of a fact that changed nothing."""


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


Handler = Callable[[Any, Any, When], Undo]


class AreaState(ABC):
    """The base of every area's state: statuses by the lifecycle tables, effects by handlers.

    A subclass names its `lifecycles` and its `handlers` ({fact class: function(state, fact, when)
    -> Undo}). `apply` is total: a step that the table does not have leaves the state as it is.
    """

    inside: ClassVar[frozenset[str]] = frozenset({"apply", "dump", "load", "missing_step"})
    """Methods that are no queries: they change the state, or are for those who do."""
    lifecycles: ClassVar[tuple[Lifecycle, ...]] = ()
    handlers: ClassVar[Mapping[type[Fact], Handler]] = {}

    def __init__(self) -> None:
        self.statuses: dict[str, str] = {}
        self._steps: dict[type[Fact], tuple[Lifecycle, str]] = {}
        for cycle in self.lifecycles:
            for cls, field in cycle.names.items():
                assert cls not in self._steps, f"{cls.__name__} moves two things"
                self._steps[cls] = (cycle, field)

    def apply(self, fact: Fact, when: When) -> Undo:
        """Change the state by one fact and return what changes it back."""
        cls = type(fact)
        handler = self.handlers.get(cls)
        step = self._steps.get(cls)
        if step is None:
            return handler(self, fact, when) if handler else nothing_to_undo
        cycle, field = step
        thing = getattr(fact, field)
        before = self.statuses.get(thing, UNBORN)
        after = cycle.next(before, cls)
        if after is None:
            return nothing_to_undo
        effect = handler(self, fact, when) if handler else nothing_to_undo
        self.statuses[thing] = after

        def undo() -> None:
            if before == UNBORN:
                del self.statuses[thing]
            else:
                self.statuses[thing] = before
            effect()

        return undo

    def missing_step(self, fact: Fact) -> tuple[str, str, tuple[str, ...]] | None:
        """(thing, its status, the steps it allows) if the table has no such step, else None."""
        step = self._steps.get(type(fact))
        if step is None:
            return None
        cycle, field = step
        thing = getattr(fact, field)
        status = self.statuses.get(thing, UNBORN)
        if cycle.next(status, type(fact)) is not None:
            return None
        return thing, status, cycle.steps_from(status)

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


def put(table: dict[K, Any], key: K, entry: Any) -> Undo:
    """Set one entry of a table and return what restores it."""
    if key in table:
        before = table[key]
        table[key] = entry
        return lambda: table.__setitem__(key, before)
    table[key] = entry
    return lambda: table.__delitem__(key)


def together(*undos: Undo) -> Undo:
    """One undo for several changes, taken back last first."""

    def undo() -> None:
        for each in reversed(undos):
            each()

    return undo
