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

from mo_network.judging.answers import Fault
from mo_network.judging.case import Case
from mo_network.judging.catalogue import Catalogue
from mo_network.judging.fact import Fact
from mo_network.judging.said import Answers
from mo_network.judging.state import AreaState
from mo_network.rules.asking import ask, fault_of
from mo_network.rules.basis import Basis, Call, Kept, Plan, group_of
from mo_network.rules.given import require_words
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
    when: Callable[[Any], bool] | None = None


class _Question(NamedTuple):
    """What is asked through one hook of the rules that pick their values by the same day."""

    hook: Hook[Any, Any]
    basis: Basis
    day: Callable[[Any], date]


class _Asking(NamedTuple):
    """All that is asked about one decision of one context; hooks mostly share theirs."""

    area: str
    build: Callable[[Any, Any, Case], Any]
    fields: Callable[[Any], tuple[Any, ...]]
    questions: tuple[_Question, ...]


def _fields_of(hook: Hook[Any, Any]) -> Callable[[Any], tuple[Any, ...]]:
    """All fields of the hook's context at once; they tell whether a rule changed it."""
    get: Callable[[Any], Any] = attrgetter(*(f.name for f in attrs.fields(hook.context)))
    is_single = len(attrs.fields(hook.context)) == 1
    return (lambda context: (get(context),)) if is_single else get


class RuleSet:
    """A hub's rules as the judge asks them.

    Shape:   `catalogue` explains the answers; `monitored` are the rules that never bind.
    """

    def __init__(
        self, rules: Sequence[Rule], hooks: Sequence[Hook[Any, Any]], catalogue: Catalogue
    ) -> None:
        self.rules = tuple(rules)
        for rule in rules:
            require_words(rule.instance)
        self.catalogue = catalogue
        self.monitored = catalogue.monitored
        self._askings: dict[type[Fact], list[_Asking]] = {}
        for hook in hooks:
            calls: dict[str, tuple[Call, ...]] = {}
            # Answers have no order. Kind by kind, those about one subject follow each other,
            # which is what weighing and storing them are quick at.
            for rule in sorted(rules, key=lambda rule: rule.kind):
                for method in answering_methods(rule.instance, hook.name):
                    call = Call(rule.id, method, rule.in_force, rule.when)
                    calls[rule.basis] = (*calls.get(rule.basis, ()), call)
            questions = tuple(
                _Question(hook, Basis(name, hook, each), hook.days[name])
                for name, each in sorted(calls.items())
            )
            for cls, build in hook.builds.items() if questions else ():
                self._add(cls, _Asking(hook.area, build, _fields_of(hook), questions))

    def _add(self, cls: type[Fact], asking: _Asking) -> None:
        """Ask more about a decision, of the context before if it is the same."""
        askings = self._askings.setdefault(cls, [])
        if askings and askings[-1].build is asking.build:
            last = askings.pop()
            asking = asking._replace(questions=(*last.questions, *asking.questions))
        askings.append(asking)

    def methods(self, cls: type[Fact]) -> tuple[Callable[[Any], Iterable[Any]], ...]:
        """The bound methods asked about a decision, in the order of asking."""
        return tuple(
            call.method
            for asking in self._askings.get(cls, ())
            for question in asking.questions
            for call in question.basis.calls
        )

    def ask(
        self, case: Case, areas: Mapping[str, AreaState], answers: Answers
    ) -> Mapping[str, date]:
        """Add every rule's answers; return the basis days that they rest on."""
        days: dict[str, date] = {}
        askings = self._askings.get(type(case.asked))
        if askings is None:
            return days
        start = len(answers.bounds), len(answers.others)
        handed: list[tuple[_Asking, Any, tuple[Any, ...]]] = []
        # All is made ready before a rule is handed a context that others get, too: one that
        # changes it changes no day.
        ready: list[tuple[Hook[Any, Any], Basis, Any]] = []
        for asking in askings:
            context = asking.build(areas[asking.area], case.asked, case)
            handed.append((asking, context, asking.fields(context)))
            dated_by_day = {context.on: context}
            for hook, basis, day_of in asking.questions:
                day = days[basis.name] = day_of(context)
                dated = dated_by_day.get(day)
                if dated is None:
                    dated = dated_by_day[day] = attrs.evolve(context, on=day)
                    handed.append((asking, dated, asking.fields(dated)))
                ready.append((hook, basis, dated))
        plans = [basis.plan(dated) for _, basis, dated in ready]
        for (hook, _, dated), plan in zip(ready, plans, strict=True):
            _ask_on(hook, plan, dated, answers)
        if _is_any_changed(handed):
            del answers.bounds[start[0] :], answers.others[start[1] :]
            self.ask_apart(case, areas, answers)
        return days

    def ask_apart(self, case: Case, areas: Mapping[str, AreaState], answers: Answers) -> None:
        """Ask each rule with a context of its own, as if nobody had ever asked it before."""
        for asking in self._askings.get(type(case.asked), ()):
            for hook, basis, day_of in asking.questions:
                for call in basis.calls:
                    context = asking.build(areas[asking.area], case.asked, case)
                    own = attrs.evolve(context, on=day_of(context))
                    answers.extend(_said_apart(asking, hook, call, own))


def _is_any_changed(handed: Iterable[tuple[_Asking, Any, tuple[Any, ...]]]) -> bool:
    """Whether a rule changed its context; what it left there may be such that no one can tell."""
    try:
        return any(asking.fields(context) != before for asking, context, before in handed)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - it is a plugin's own value that fails
        return True


def _ask_on(hook: Hook[Any, Any], plan: Plan, context: Any, answers: Answers) -> None:
    for step in plan.steps:
        if isinstance(step, Kept):
            answers.bounds += step.bounds
            answers.others += step.others
        else:
            ask(hook, step, context, answers)
    for call in plan.looking:
        if _is_fitting(call, context, answers):
            ask(hook, group_of([call]), context, answers)


def _is_fitting(call: Call, context: Any, answers: Answers) -> bool:
    """Whether the rule's `when` holds for a context; one that cannot tell is a fault."""
    try:
        return call.when is None or call.when(context)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - as for the rule itself
        answers.others.append((call.rule, fault_of(error)))
        return False


def _said_apart(asking: _Asking, hook: Hook[Any, Any], call: Call, own: Any) -> Answers:
    """What one rule says to a context of its own; a fault if it changes it."""
    before, said = asking.fields(own), Answers()
    if call.is_in_force(own.on) and _is_fitting(call, own, said):
        ask(hook, group_of([call]), own, said)
    if _is_any_changed([(asking, own, before)]):
        return Answers([(call.rule, Fault("fault", ("ContextChanged",)))])
    return said


NO_RULES = RuleSet((), (), Catalogue(()))
