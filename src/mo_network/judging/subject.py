"""Subjects: what limits and requirements speak about.

A subject names its unit, how answers about it join, and how it is read and moved in a fact.
Subjects are the core's own, so a stored answer can be combined again without any plugin.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any, Generic, TypeVar

import attrs

from mo_network.judging.fact import Fact
from mo_network.judging.units import Unit

T = TypeVar("T")


class Join(Enum):
    """How several answers about one subject become one bound, whatever their order.

    AT_MOST keeps the smallest, AT_LEAST the largest; RANK keeps the highest in the stated order;
    ALL keeps the union.
    """

    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    RANK = "rank"
    ALL = "all"


@attrs.frozen(eq=False)
class Subject(Generic[T]):
    """One thing that answers can bound in a fact.

    Shape:   `read` gives the fact's value, or None where the fact leaves it open; `move` gives
             the fact with another value.
    Units:   as `unit` says; `order` lists the values of a RANK subject from lowest to highest.
    """

    id: str
    unit: Unit[T]
    join: Join
    read: Callable[[Fact], T | None]
    move: Callable[[Fact, T], Fact]
    names: Mapping[str, str]
    order: tuple[T, ...] = ()
    sound: type | None = attrs.field(init=False, repr=False)

    @sound.default
    def _sound_class(self) -> type | None:
        """The class whose every value may be a bound, if there is one."""
        return None if self.order or self.unit.cls in (str, int) else self.unit.cls

    ranks: Mapping[T, int] = attrs.field(init=False, repr=False)

    @ranks.default
    def _rank_of_each(self) -> Mapping[T, int]:
        return {value: rank for rank, value in enumerate(self.order)}

    is_met: Callable[[Any, Any], bool] = attrs.field(init=False, repr=False)
    """Whether a fact's value keeps a single answer's bound."""

    @is_met.default
    def _how_bounds_are_kept(self) -> Callable[[Any, Any], bool]:
        ranks = self.ranks
        ways: dict[Join, Callable[[Any, Any], bool]] = {
            Join.AT_MOST: operator.le,
            Join.AT_LEAST: operator.ge,
            Join.RANK: lambda given, bound: ranks[given] >= ranks[bound],
            Join.ALL: operator.contains,
        }
        return ways[self.join]

    def __deepcopy__(self, memo: object) -> Subject[T]:
        # A subject is known by its identity, so a copy would be another one.
        return self

    def joined(self, values: Iterable[T]) -> Any:
        """The one bound that several answers amount to."""
        if self.join is Join.AT_MOST:
            return min(values)  # type: ignore[type-var]
        if self.join is Join.AT_LEAST:
            return max(values)  # type: ignore[type-var]
        if self.join is Join.RANK:
            return max(values, key=self.ranks.__getitem__)
        return frozenset(values)

    def headroom(self, given: Any, bound: Any) -> Any:
        """How far a value is from its bound: negative beyond it; for ALL, what is missing."""
        if self.join is Join.AT_MOST:
            return bound - given
        if self.join is Join.AT_LEAST:
            return given - bound
        if self.join is Join.RANK:
            return self.ranks[given] - self.ranks[bound]
        return bound - frozenset(given)
