"""Timeline: a value that changes by the day, each step with its source; it never guesses."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from itertools import pairwise
from typing import Generic, TypeVar

import attrs

from mo_network.errors import InvalidValue, NotInForce
from mo_network.values.days import check_day
from mo_network.values.source import Source

T = TypeVar("T")


@attrs.frozen
class Step(Generic[T]):
    """From a day on, a value; None is a gap that was published as one.

    >>> Step(date(2026, 1, 1), 500, Source("Rules 2026")).value
    500
    """

    start: date
    value: T | None
    source: Source

    def __attrs_post_init__(self) -> None:
        check_day(self.start)


@attrs.frozen
class Timeline(Generic[T]):
    """Dated steps of one parameter (Zeitverlauf).

    Shape:   steps by rising day; from `ended` on, no value is in force.
    Errors:  NotInForce when asked for a day before the first step, in a gap, or from `ended`
             on; InvalidValue for steps out of order, two on a day, or an end among them.
    Source:  design, section 5.

    >>> rules = Source("Rules 2026")
    >>> ceiling = Timeline("ceiling", (Step(date(2026, 1, 1), 500, rules),))
    >>> ceiling.at(date(2026, 5, 1))
    500
    >>> ceiling.at(date(2025, 12, 31))
    Traceback (most recent call last):
    mo_network.errors.NotInForce: 'ceiling' has no value on 2025-12-31: it begins on 2026-01-01; \
ask for another day, or add a step with its source.
    """

    name: str
    steps: tuple[Step[T], ...]
    ended: date | None = None
    _starts: tuple[date, ...] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if not self.steps or not isinstance(self.steps, tuple):
            raise self._invalid("steps must be a tuple of at least one")
        starts = tuple(step.start for step in self.steps)
        for earlier, later in pairwise(starts):
            if earlier == later:
                raise self._invalid(f"two steps begin on {later}")
            if earlier > later:
                raise self._invalid(f"{later} stands after {earlier}")
        if self.ended is not None and check_day(self.ended) <= starts[-1]:
            raise self._invalid(f"it ended on {self.ended}, and a step begins on {starts[-1]}")
        object.__setattr__(self, "_starts", starts)

    def at(self, on: date) -> T:
        """The value in force on a day.

        Errors:  NotInForce, with name and day.
        """
        if self.ended is None and on.__class__ is date:  # the usual case, on the hot path
            place = bisect_right(self._starts, on)
            if place and (value := self.steps[place - 1].value) is not None:
                return value
        return self._find(on)[1]

    def step_at(self, on: date) -> Step[T]:
        """The step in force on a day, with its source; its value is never None.

        Errors:  NotInForce, with name and day.
        """
        return self._find(on)[0]

    def _find(self, on: date) -> tuple[Step[T], T]:
        place = bisect_right(self._starts, check_day(on))
        if place == 0:
            raise self._not_in_force(on, f"it begins on {self._starts[0]}")
        if self.ended is not None and on >= self.ended:
            raise self._not_in_force(on, f"it ended on {self.ended}")
        step = self.steps[place - 1]
        if step.value is None:
            raise self._not_in_force(on, f"from {step.start} a gap was published")
        return step, step.value

    def _not_in_force(self, on: date, why: str) -> NotInForce:
        return NotInForce(
            f"{self.name!r} has no value on {on}: {why}; ask for another day, or add a step with "
            "its source.",
            name=self.name,
            on=on,
        )

    def _invalid(self, fault: str) -> InvalidValue:
        return InvalidValue(
            f"the timeline {self.name!r} cannot exist: {fault}; allowed are steps by rising day, "
            "one a day, and an end after the last.",
            given=self.name,
            allowed="rising days, then the end",
        )
