"""The rules of one hub, compiled: bound methods in tuples, asked one after the other.

Laws of rules: the verdict does not depend on the order of the rules; asking twice says the same;
one more rule can only tighten; no hub hears another's rules; a rule that fails opens no hole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
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


def _shown(value: object) -> str:
    """Something printable about anything a plugin may hand out."""
    try:
        text = value if isinstance(value, str) else repr(value)
    except Exception:  # noqa: BLE001 - a repr of a plugin's may fail, too
        text = object.__repr__(value)
    return "".join(char for char in text[:80] if char.isprintable()) or "?"


def _bad_answer(answer: object) -> Fault:
    return Fault("bad_answer", (_shown(answer) if answer != "" else "''",))


def _fault_of(error: BaseException) -> Fault:
    """What is written down when a rule fails: that no value is published, or which error."""
    if isinstance(error, NotInForce) and type(error.on) is date:
        return Fault("no_value", (_shown(error.name), error.on))
    return Fault("fault", (_shown(type(error).__name__),))


_NO_DAYS: dict[str, date] = {}


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
                    asking = _Asking(hook, build, tuple(sorted(calls)), calls)
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
        askings = self._askings.get(type(case.asked))
        if not askings:
            return _NO_DAYS
        all_days: dict[str, date] = {}
        built: tuple[Any, Any] = (None, None)
        for hook, build, bases, calls in askings:
            if build is not built[0]:  # hooks of one decision mostly share their context
                built = build, build(areas[hook.area], case.asked, case)
            context = built[1]
            subjects, subject, kind = hook.subjects, None, None
            for basis in bases:
                day = all_days[basis] = hook.days[basis](context)
                dated = context if day == context.on else attrs.evolve(context, on=day)
                for rule, method, in_force in calls[basis]:
                    if in_force is not None and day not in in_force:
                        continue
                    try:
                        answers = method(dated)
                        if answers.__class__ is str:  # would count as answers, letter by letter
                            pairs.append((rule, _bad_answer(answers)))
                            continue
                        for answer in answers:
                            cls = answer.__class__
                            if cls is Limit or cls is Requirement:
                                # Those about one subject follow each other: look once.
                                if answer.subject is not subject or cls is not kind:
                                    if cls not in hook.answers or answer.subject not in subjects:
                                        pairs.append((rule, _bad_answer(answer)))
                                        continue
                                    subject, kind = answer.subject, cls
                                pairs.append((rule, answer))
                            elif cls in hook.answers:
                                pairs.append((rule, answer))
                            else:
                                pairs.append((rule, _bad_answer(answer)))
                    except (Exception, SystemExit) as error:  # noqa: BLE001 - none opens a hole
                        pairs.append((rule, _fault_of(error)))
        return all_days


NO_RULES = RuleSet((), (), Catalogue(()))
