"""Measuring two things side by side, so that a noisy machine disturbs both alike."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import NamedTuple

ABSOLUTE = 2.5
"""What is held of a bar that is a time: the machine may be in a phase that is so much slower."""


class Row(NamedTuple):
    """One claim: what was measured and what beside, in microseconds or as named.

    Shape:   `ratio` is the median of the ratios pair by pair; `bar` is the most it may be, or,
             with `is_floor`, the least; None where nothing was promised. A bar that is missed
             has a reason in `results.md`, and `held` is the ratio that is kept until it is met.
    """

    name: str
    measured: float
    peer: float
    ratio: float
    bar: float | None
    unit: str = "µs"
    is_floor: bool = False
    held: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether the ratio keeps the bar."""
        return self._is_within(self.bar)

    @property
    def is_held(self) -> bool:
        """Whether the ratio keeps the bar, or what is kept in its place."""
        return self.is_met or (self.held is not None and self._is_within(self.held))

    def _is_within(self, bound: float | None) -> bool:
        if bound is None:
            return True
        return self.ratio >= bound if self.is_floor else self.ratio <= bound


def seconds(call: Callable[[], object], number: int) -> float:
    """The time of one call, averaged over a run of several."""
    start = perf_counter()
    for _ in range(number):
        call()
    return (perf_counter() - start) / number


def beside(
    name: str,
    measured: Callable[[], object],
    peer: Callable[[], object],
    *,
    bar: float | None,
    held: float | None = None,
    number: int = 1000,
    pairs: int = 15,
) -> Row:
    """Two calls in turn, A B A B, and the median of the pairwise ratios."""
    measured(), peer()
    both = [(seconds(measured, number), seconds(peer, number)) for _ in range(pairs)]
    return Row(
        name,
        median(a for a, _ in both) * 1e6,
        median(b for _, b in both) * 1e6,
        median(a / b for a, b in both),
        bar,
        held=held,
    )
