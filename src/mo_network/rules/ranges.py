"""Ranges: bounds of a hub's file that leave nothing between them, found before anybody asks.

A kind says of its fields which quantity they bound, and from which side. Two rules that are always
asked on the same day, about the same things, contradict each other where the least is above the
most: then nothing at all could be allowed, and the file is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import product
from typing import Any, NamedTuple

from mo_network.errors import InvalidValue, NotInForce
from mo_network.judging.units import UNITS
from mo_network.rules.places import Path
from mo_network.rules.reading import Reading
from mo_network.rules.ruleset import Rule
from mo_network.values.timeline import Timeline

MOST_PAIRS = 40_000
"""Pairs of bounds that are compared; no hub has a hundredth of it."""

_UNIT_OF = {unit.cls: unit for unit in UNITS}


class Least(NamedTuple):
    """A field that bounds a quantity from below; `scope` is a field that says for which things."""

    quantity: str
    field: str
    scope: str = ""


class Most(NamedTuple):
    """A field that bounds a quantity from above; `scope` is a field that says for which things."""

    quantity: str
    field: str
    scope: str = ""


class _Bound(NamedTuple):
    rule: Rule
    path: Path
    timeline: Timeline[Any]
    scope: frozenset[Any]


def check_ranges(reading: Reading, rules: Iterable[tuple[Rule, Path]]) -> None:
    """Note each pair of rules between which nothing is left, with the sources of both."""
    least: dict[str, list[_Bound]] = {}
    most: dict[str, list[_Bound]] = {}
    for rule, path in rules:
        if rule.is_binding and rule.when is None:
            for bound, side in _bounds_of(rule, path):
                found = least if isinstance(side, Least) else most
                found.setdefault(side.quantity, []).append(bound)
    for quantity, below in least.items():
        above = most.get(quantity, [])
        if len(below) * len(above) > MOST_PAIRS:
            reading.fault(("rules",), f"has {len(below)} and {len(above)} bounds of {quantity}")
            continue
        for low, high in product(below, above):
            if (day := _contradiction(low, high)) is not None:
                reading.fault(low.path, _told(low, high, day))


def _bounds_of(rule: Rule, path: Path) -> Iterator[tuple[_Bound, Least | Most]]:
    sides: Sequence[object] = getattr(type(rule.instance), "ranges", ())
    for side in sides:
        if not isinstance(side, Least | Most):
            continue  # a field of the kind's own that happens to have this name
        timeline = getattr(rule.instance, side.field)
        scope = getattr(rule.instance, side.scope) if side.scope else frozenset()
        if timeline is not None:
            yield _Bound(rule, (*path, side.field), timeline, scope), side


def _contradiction(low: _Bound, high: _Bound) -> date | None:
    """The first day on which the least is above the most, if both hold for something then."""
    if low.rule.basis != high.rule.basis:
        return None
    if low.scope and high.scope and low.scope.isdisjoint(high.scope):
        return None
    periods = [p for p in (low.rule.in_force, high.rule.in_force) if p is not None]
    days = {step.start for each in (low, high) for step in each.timeline.steps}
    days.update(period.start for period in periods)
    for day in sorted(days):
        if all(day in period for period in periods) and _is_above(low, high, day):
            return day
    return None


def _is_above(low: _Bound, high: _Bound, day: date) -> bool:
    try:
        return bool(low.timeline.at(day) > high.timeline.at(day))
    except (NotInForce, InvalidValue):
        return False  # no value that day, or two currencies, of which judging will tell


def _told(low: _Bound, high: _Bound, day: date) -> str:
    return (
        f"on {day} the least is {_shown(low, day)}, and by the rule {high.rule.id!r} the most is "
        f"{_shown(high, day)}: nothing could be allowed; mend one of them, or say with in_force, "
        "when or their fields for what each holds"
    )


def _shown(bound: _Bound, day: date) -> str:
    step = bound.timeline.step_at(day)
    return f"{_UNIT_OF[type(step.value)].render(step.value, 'en')} ({step.source.cite('en')})"
