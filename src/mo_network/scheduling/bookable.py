"""What can be asked for by name: the questions that every leaf answers."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from mo_network.scheduling.capacity import Capacity
from mo_network.scheduling.demand import Clash, Demand
from mo_network.scheduling.leaf import Undo


class Bookable(Protocol):
    """A leaf as composites see it: the questions of `Leaf`, under the same names.

    Units:   UTC minutes, windows half-open; pieces.
    """

    name: str

    @property
    def capacity(self) -> Capacity:
        """How much there is, and when."""

    def add(self, demand: Demand) -> Undo:
        """Take a demand in, whether it fits or not."""

    def remove(self, key: str) -> Undo:
        """Take a demand out."""

    def free(self, start: int, end: int) -> int:
        """What is left at the worst instant of the window."""

    def first_clash(self, start: int, end: int, amount: int = 1) -> Clash | None:
        """The first instant of the window at which so many more would be too much."""

    def find(
        self, start: int, end: int, length: int, amount: int = 1, *, before: bool = False
    ) -> int | None:
        """The first minute, or the last, from which so many are free for so long."""


class Obstacle(NamedTuple):
    """A leaf that cannot bear what is asked of it, the first instant at which, and the amount."""

    leaf: str
    clash: Clash
    amount: int = 1
