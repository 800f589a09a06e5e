"""The rules of one hub, compiled: bound methods in tuples, asked one after the other.

Laws of rules: the verdict does not depend on the order of the rules; asking twice says the same;
one more rule can only tighten; no hub hears another's rules; a rule that fails opens no hole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

import attrs

from mo_network.errors import NotInForce
from mo_network.judging.answers import Fault, Limit, Requirement
from mo_network.judging.case import Case
from mo_network.judging.catalogue import Catalogue
from mo_network.judging.fact import Fact
from mo_network.judging.said import Answers, Bounds
from mo_network.judging.state import AreaState
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


class _Call(NamedTuple):
    rule: str
    method: Callable[[Any], Iterable[Any]]
    in_force: Period | None
    when: Callable[[Any], bool] | None


_Plain = tuple[tuple[str, Callable[[Any], Iterable[Any]]], ...]
"""Who is asked, and how: what is left of calls once their day is known."""


class _Basis:
    """The rules of one hook that pick their values by the same day."""

    __slots__ = ("_asked_on", "calls", "name")

    def __init__(self, name: str, calls: tuple[_Call, ...]) -> None:
        self.name = name
        self.calls = calls
        self._asked_on: dict[date, tuple[_Plain, tuple[_Call, ...]]] = {}

    def in_force(self, day: date) -> tuple[_Plain, tuple[_Call, ...]]:
        """The rules in force on a day: those always asked, and those that look first."""
        found = self._asked_on.get(day)
        if found is None:
            calls = [call for call in self.calls if call.in_force is None or day in call.in_force]
            plain = tuple((call.rule, call.method) for call in calls if call.when is None)
            found = plain, tuple(call for call in calls if call.when is not None)
            if len(self._asked_on) == _MOST_DAYS:
                self._asked_on.clear()
            self._asked_on[day] = found
        return found


_MOST_DAYS = 1000


class _Asking(NamedTuple):
    """All that is asked about one decision through one hook."""

    hook: Hook[Any, Any]
    build: Callable[[Any, Any, Case], Any]
    bases: tuple[_Basis, ...]
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


class _NoAnswersError(Exception):
    """What a rule handed out is no list of answers; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def _fault_of(error: BaseException) -> Fault:
    """What is written down when a rule fails: that no value is published, or which error."""
    if type(error) is _NoAnswersError:
        return error.fault
    if isinstance(error, NotInForce) and type(error.on) is date:
        return Fault("no_value", (_shown(error.name), error.on))
    return Fault("fault", (_shown(type(error).__name__),))


def _fields_of(hook: Hook[Any, Any]) -> Callable[[Any], tuple[Any, ...]]:
    """All fields of the hook's context at once; they tell whether a rule changed it."""
    get: Callable[[Any], Any] = attrgetter(*(f.name for f in attrs.fields(hook.context)))
    is_single = len(attrs.fields(hook.context)) == 1
    return (lambda context: (get(context),)) if is_single else get


_BOUNDING = (Limit, Requirement)

MOST_ANSWERS = 100
"""Answers that one rule may give to one question; more is a fault of the rule."""


def _bounded(said: Any) -> Iterator[Any]:
    """Answers one by one, up to a bound; a text would count as answers, letter by letter."""
    if said.__class__ is str:
        raise _NoAnswersError(_bad_answer(said))
    for count, answer in enumerate(said):
        if count == MOST_ANSWERS:
            raise _NoAnswersError(Fault("too_many", (MOST_ANSWERS,)))
        yield answer


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
                    call = _Call(rule.id, method, rule.in_force, rule.when)
                    calls[rule.basis] = (*calls.get(rule.basis, ()), call)
            if calls:
                bases = tuple(_Basis(basis, each) for basis, each in sorted(calls.items()))
                for cls, build in hook.builds.items():
                    asking = _Asking(hook, build, bases, _fields_of(hook))
                    self._askings.setdefault(cls, []).append(asking)

    def methods(self, cls: type[Fact]) -> tuple[Callable[[Any], Iterable[Any]], ...]:
        """The bound methods asked about a decision, in the order of asking."""
        return tuple(
            call.method
            for asking in self._askings.get(cls, ())
            for basis in asking.bases
            for call in basis.calls
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
                name = basis.name
                day = days[name] = hook.days[name](context)
                dated = dated_by_day.get(day)
                if dated is None:
                    dated = dated_by_day[day] = attrs.evolve(context, on=day)
                    handed.append((asking, dated, asking.fields(dated)))
                plain, others = basis.in_force(day)
                _ask(hook, plain, dated, answers)
                if others:
                    _ask(hook, _fitting(others, dated, answers), dated, answers)
        for asking, dated, fields in handed:
            if asking.fields(dated) != fields:
                del answers.bounds[start[0] :], answers.others[start[1] :]
                _ask_apart(askings, areas, case, answers)
                break
        return days


def _fitting(calls: Iterable[_Call], context: Any, answers: Answers) -> _Plain:
    """The rules whose `when` holds for a context; one that cannot tell is a fault."""
    found: list[tuple[str, Callable[[Any], Iterable[Any]]]] = []
    for call in calls:
        try:
            if call.when is None or call.when(context):
                found.append((call.rule, call.method))
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - as for the rule itself
            answers.others.append((call.rule, _fault_of(error)))
    return tuple(found)


def _ask(hook: Hook[Any, Any], calls: _Plain, context: Any, answers: Answers) -> None:
    """Ask rules about one context, and keep of what they say only answers to this hook."""
    kind: type | None = None
    subject: Any = None
    by: list[str] = []
    values: list[Any] = []
    columns: dict[tuple[type, object], Bounds] = {}
    others = answers.others
    for rule, method in calls:
        try:
            said = method(context)
            if said.__class__ is not tuple or len(said) > MOST_ANSWERS:
                said = _bounded(said)
            for answer in said:
                cls = type(answer)  # not __class__, which an answer may make up
                if cls is not kind or answer.subject is not subject:
                    column = _column(hook, answer, columns, answers)
                    if column is None:
                        is_fitting = cls in hook.answers and cls not in _BOUNDING
                        others.append((rule, answer if is_fitting else _bad_answer(answer)))
                        continue
                    kind, subject, by, values = column
                by.append(rule)
                values.append(answer.value)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - a plugin may fail in any way; none opens a hole
            others.append((rule, _fault_of(error)))


def _column(
    hook: Hook[Any, Any], answer: Any, columns: dict[tuple[type, object], Bounds], answers: Answers
) -> Bounds | None:
    """Where the bounds about this answer's subject stand; None for what is no answer to the hook.

    Answers about one subject mostly follow each other, so this is looked up now and then.
    """
    cls = type(answer)
    if cls not in _BOUNDING or cls not in hook.answers:
        return None
    place = cls, answer.subject
    found = columns.get(place)
    if found is None and answer.subject in hook.subjects:
        found = columns[place] = answers.begin(cls, answer.subject)
    return found


def _ask_apart(
    askings: Iterable[_Asking], areas: Mapping[str, AreaState], case: Case, answers: Answers
) -> None:
    """Ask each rule with a context of its own, for one of them changed what it was handed."""
    for asking in askings:
        hook = asking.hook
        for basis in asking.bases:
            for call in basis.calls:
                context = asking.build(areas[hook.area], case.asked, case)
                own = attrs.evolve(context, on=hook.days[basis.name](context))
                before, said = asking.fields(own), Answers()
                if call.in_force is None or own.on in call.in_force:
                    _ask(hook, _fitting((call,), own, said), own, said)
                if asking.fields(own) != before:
                    said = Answers([(call.rule, Fault("fault", ("ContextChanged",)))])
                answers.extend(said)


NO_RULES = RuleSet((), (), Catalogue(()))
