"""The rules of one hub, compiled: bound methods in tuples, asked one after the other.

Laws of rules: the verdict does not depend on the order of the rules; asking twice says the same;
one more rule can only tighten; no hub hears another's rules; a rule that fails opens no hole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

import attrs

from mo_network.errors import NotInForce
from mo_network.judging.answers import Fault, Limit, Requirement
from mo_network.judging.case import Case
from mo_network.judging.catalogue import Catalogue
from mo_network.judging.fact import Fact
from mo_network.judging.state import AreaState
from mo_network.judging.weighing import Pair
from mo_network.rules.hook import Hook
from mo_network.rules.kind import answering_methods
from mo_network.values.period import Period


@attrs.frozen(eq=False)
class Rule:
    """One rule of a hub file: an instance of a kind and how the file frames it."""

    id: str
    kind: str
    instance: Any
    basis: str = "received"
    is_binding: bool = True
    in_force: Period | None = None


class _Call(NamedTuple):
    rule: str
    method: Callable[[Any], Iterable[Any]]
    in_force: Period | None


class _Asking(NamedTuple):
    """All that is asked about one decision through one hook."""

    hook: Hook[Any, Any]
    build: Callable[[Any, Any, Case], Any]
    bases: tuple[str, ...]
    calls: Mapping[str, tuple[_Call, ...]]
    fields: Callable[[Any], tuple[Any, ...]]


def _shown(value: object) -> str:
    """Something printable about anything a plugin may hand out."""
    try:
        text = value if isinstance(value, str) else repr(value)
    except BaseException:  # noqa: BLE001 - a repr of a plugin's may fail, too
        text = object.__repr__(value)
    return "".join(char for char in text[:80] if char.isprintable()) or "?"


def _bad_answer(answer: object) -> Fault:
    return Fault("bad_answer", (_shown(answer) if answer != "" else "''",))


def _fault_of(error: BaseException) -> Fault:
    """What is written down when a rule fails: that no value is published, or which error."""
    if isinstance(error, NotInForce) and type(error.on) is date:
        return Fault("no_value", (_shown(error.name), error.on))
    return Fault("fault", (_shown(type(error).__name__),))


def _fields_of(hook: Hook[Any, Any]) -> Callable[[Any], tuple[Any, ...]]:
    """All fields of the hook's context at once; they tell whether a rule changed it."""
    get: Callable[[Any], Any] = attrgetter(*(f.name for f in attrs.fields(hook.context)))
    is_single = len(attrs.fields(hook.context)) == 1
    return (lambda context: (get(context),)) if is_single else get


MOST_ANSWERS = 100
"""Answers that one rule may give to one question; more is a fault of the rule."""


class RuleSet:
    """A hub's rules as the judge asks them.

    Shape:   `catalogue` explains the answers; `monitored` are the rules that never bind.
    """

    def __init__(
        self, rules: Sequence[Rule], hooks: Sequence[Hook[Any, Any]], catalogue: Catalogue
    ) -> None:
        self.rules = tuple(rules)
        self.catalogue = catalogue
        self.monitored = catalogue.monitored
        self._askings: dict[type[Fact], list[_Asking]] = {}
        for hook in hooks:
            calls: dict[str, tuple[_Call, ...]] = {}
            # Answers have no order. Kind by kind, those about one subject follow each other,
            # which is what weighing and storing them are quick at.
            for rule in sorted(rules, key=lambda rule: rule.kind):
                for method in answering_methods(rule.instance, hook.name):
                    call = _Call(rule.id, method, rule.in_force)
                    calls[rule.basis] = (*calls.get(rule.basis, ()), call)
            if calls:
                for cls, build in hook.builds.items():
                    asking = _Asking(hook, build, tuple(sorted(calls)), calls, _fields_of(hook))
                    self._askings.setdefault(cls, []).append(asking)

    def methods(self, cls: type[Fact]) -> tuple[Callable[[Any], Iterable[Any]], ...]:
        """The bound methods asked about a decision, in the order of asking."""
        return tuple(
            call.method
            for asking in self._askings.get(cls, ())
            for basis in asking.bases
            for call in asking.calls[basis]
        )

    def ask(self, case: Case, areas: Mapping[str, AreaState], pairs: list[Pair]) -> dict[str, date]:
        """Add every rule's answers to `pairs`; return the basis days that they rest on."""
        days: dict[str, date] = {}
        askings = self._askings.get(type(case.asked), ())
        start = len(pairs)
        built: Any = None
        context: Any = None
        dated_by_day: dict[date, Any] = {}
        handed: list[tuple[_Asking, Any, tuple[Any, ...]]] = []
        for asking in askings:
            hook = asking.hook
            if asking.build is not built:  # hooks of one decision mostly share their context
                built, context = asking.build, asking.build(areas[hook.area], case.asked, case)
                dated_by_day = {context.on: context}
                handed.append((asking, context, asking.fields(context)))
            for basis in asking.bases:
                day = days[basis] = hook.days[basis](context)
                dated = dated_by_day.get(day)
                if dated is None:
                    dated = dated_by_day[day] = attrs.evolve(context, on=day)
                    handed.append((asking, dated, asking.fields(dated)))
                _ask(hook, asking.calls[basis], day, dated, pairs)
        for asking, dated, fields in handed:
            if asking.fields(dated) != fields:
                del pairs[start:]
                _ask_apart(askings, areas, case, pairs)
                break
        return days


def _ask(
    hook: Hook[Any, Any], calls: tuple[_Call, ...], day: date, context: Any, pairs: list[Pair]
) -> None:
    """Ask rules about one context, and keep of what they say only answers to this hook."""
    subject, kind, is_fitting = None, None, False
    for rule, method, in_force in calls:
        if in_force is not None and day not in in_force:
            continue
        try:
            answers = method(context)
            if answers.__class__ is str:  # would count as answers, letter by letter
                pairs.append((rule, _bad_answer(answers)))
                continue
            for count, answer in enumerate(answers):
                cls = type(answer)  # not __class__, which an answer may make up
                if cls is not Limit and cls is not Requirement:
                    pairs.append((rule, answer if cls in hook.answers else _bad_answer(answer)))
                else:
                    # Answers about one subject follow each other: look whether it fits once.
                    if answer.subject is not subject or cls is not kind:
                        subject, kind = answer.subject, cls
                        is_fitting = cls in hook.answers and subject in hook.subjects
                    pairs.append((rule, answer if is_fitting else _bad_answer(answer)))
                if count == MOST_ANSWERS:
                    pairs[-1] = (rule, Fault("too_many", (MOST_ANSWERS,)))
                    break
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - a plugin may fail in any way; none opens a hole
            pairs.append((rule, _fault_of(error)))


def _ask_apart(
    askings: Iterable[_Asking], areas: Mapping[str, AreaState], case: Case, pairs: list[Pair]
) -> None:
    """Ask each rule with a context of its own, for one of them changed what it was handed."""
    for asking in askings:
        hook = asking.hook
        for basis in asking.bases:
            for call in asking.calls[basis]:
                context = asking.build(areas[hook.area], case.asked, case)
                own = attrs.evolve(context, on=hook.days[basis](context))
                start, before = len(pairs), asking.fields(own)
                _ask(hook, (call,), own.on, own, pairs)
                if asking.fields(own) != before:
                    pairs[start:] = [(call.rule, Fault("fault", ("ContextChanged",)))]


NO_RULES = RuleSet((), (), Catalogue(()))
