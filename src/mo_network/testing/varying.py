"""The same rules with other numbers, as another hub might have them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs

from mo_network.errors import MoNetworkError
from mo_network.rules.ruleset import Rule
from mo_network.values.money import Money
from mo_network.values.timeline import Step, Timeline

_NEXT: dict[type, Any] = {int: 1, date: timedelta(days=1)}


def varied(rule: Rule) -> Rule:
    """A rule of the same kind with other amounts, days and counts, as far as its kind allows."""
    return attrs.evolve(rule, instance=_varied(rule.instance))


def _varied(value: Any) -> Any:
    """Another value of the same sort; the value itself where no other can be built."""
    try:
        return _other(value)
    except (MoNetworkError, OverflowError, TypeError):
        return value


def _other(value: Any) -> Any:
    if isinstance(value, Timeline):
        steps = tuple(Step(each.start, _varied(each.value), each.source) for each in value.steps)
        return Timeline(value.name, steps, value.ended)
    if isinstance(value, Money):
        return Money(value.cents * 2 + 1, value.currency)
    if type(value) in _NEXT:
        return value + _NEXT[type(value)]
    if isinstance(value, tuple):
        return tuple(map(_varied, value))
    if attrs.has(type(value)):
        fields = [field.name for field in attrs.fields(type(value)) if field.init]
        changed = {name: _varied(getattr(value, name)) for name in fields}
        return attrs.evolve(value, **changed)
    return value
