"""The rules of one hook that pick their values by the same day, and what they say all day long.

Most rules look at nothing but the day: a ceiling, a term, a window. They say the same to every
decision of that day, so it is asked for once and kept. That a rule looks at nothing else is not
promised by its author but seen: the first time on each day it is handed a context that notices
every look at another field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from mo_network.judging.answers import Fault
from mo_network.judging.said import Answers, Bounds, Pair
from mo_network.rules.asking import Group, Method, ask
from mo_network.rules.hook import Hook
from mo_network.rules.watched import has_looked_further, watched_of
from mo_network.values.period import Period

MOST_DAYS = 1000
"""Days of which is kept what rules say on them."""


class Call(NamedTuple):
    """One method of a rule, and when it is asked."""

    rule: str
    method: Method
    in_force: Period | None = None
    when: Callable[[Any], bool] | None = None

    def is_in_force(self, day: date) -> bool:
        """Whether the rule holds on a day."""
        return self.in_force is None or day in self.in_force


class Kept(NamedTuple):
    """What some rules say all day long."""

    bounds: tuple[Bounds, ...]
    others: tuple[Pair, ...]


class Plan(NamedTuple):
    """The rules in force on a day.

    Shape:   `steps` in the order of the rules: what is kept of some, groups to ask of others;
             `looking` are the rules that look first whether they fit.
    """

    steps: tuple[Kept | Group, ...]
    looking: tuple[Call, ...]


class Basis:
    """The rules of one hook that pick their values by the day of one name.

    Shape:   `calls` stand kind by kind, so that those about one subject follow each other, which
             is what weighing and storing them are quick at.
    """

    __slots__ = ("_further", "_hook", "_kinds", "_looking", "_plans", "calls", "name")

    def __init__(self, name: str, hook: Hook[Any, Any], calls: tuple[Call, ...]) -> None:
        self.name = name
        self.calls = calls
        self._hook = hook
        always = [call for call in calls if call.when is None]
        self._kinds = [list(each) for _, each in groupby(always, _function_of)]
        self._looking = [call for call in calls if call.when is not None]
        self._plans: dict[date, Plan] = {}
        self._further: set[str] = set()

    def plan(self, context: Any) -> Plan:
        """The rules in force on a context's day."""
        plan = self._plans.get(context.on)
        if plan is None:
            if len(self._plans) >= MOST_DAYS:  # two hubs may share a file's rules
                self._plans.clear()
            plan = self._plans[context.on] = self._planned(context)
        return plan

    def _planned(self, context: Any) -> Plan:
        steps: list[Kept | Group] = []
        for calls in self._kinds:
            steps += self._steps(_in_force(calls, context.on), context)
        return Plan(tuple(steps), tuple(_in_force(self._looking, context.on)))

    def _steps(self, calls: list[Call], context: Any) -> Iterator[Kept | Group]:
        near = [call for call in calls if call.rule not in self._further]
        said = _said_all_day(self._hook, near, context)
        if said is None:
            looking = [c for c in near if _said_all_day(self._hook, [c], context) is None]
            self._further.update(call.rule for call in looking)
        elif len(near) == len(calls) and _is_to_keep(said):
            yield _kept(said)
            return
        for is_further, each in groupby(calls, lambda call: call.rule in self._further):
            part = list(each)
            said = None if is_further else _said_all_day(self._hook, part, context)
            yield group_of(part) if said is None or not _is_to_keep(said) else _kept(said)


def _function_of(call: Call) -> object:
    return getattr(call.method, "__func__", call.method)


def _in_force(calls: list[Call], day: date) -> list[Call]:
    return [call for call in calls if call.is_in_force(day)]


def group_of(calls: Iterable[Call]) -> Group:
    """Calls of one kind, to be asked together."""
    each = tuple(calls)
    return tuple([call.rule for call in each]), tuple([call.method for call in each])


def _said_all_day(hook: Hook[Any, Any], calls: list[Call], context: Any) -> Answers | None:
    """What these rules say on this day, whatever is asked; None if one of them looks further."""
    watched, said = watched_of(context), Answers()
    ask(hook, group_of(calls), watched, said)
    return None if has_looked_further(watched) else said


def _is_to_keep(said: Answers) -> bool:
    """Whether all rules answered: one may have failed for a reason that passes."""
    return not any(answer.__class__ is Fault for _, answer in said.others)


def _kept(said: Answers) -> Kept:
    return Kept(tuple(run.kept() for run in said.bounds), tuple(said.others))
