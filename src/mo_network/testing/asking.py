"""Asking rules about a context that nobody's history led to, by the very engine that judges."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar

import attrs
from hypothesis.strategies import SearchStrategy

from mo_network.hub.adoption import read_rules
from mo_network.judging.answers import Fault, Limit, Requirement
from mo_network.judging.case import Case
from mo_network.judging.catalogue import Catalogue
from mo_network.judging.fact import Fact, Standing
from mo_network.judging.said import Answers as Heard
from mo_network.judging.said import Pair
from mo_network.judging.state import When
from mo_network.judging.units import dump_scalar
from mo_network.rules.asking import MOST_ANSWERS
from mo_network.rules.hook import Hook
from mo_network.rules.kind import answering_methods, hooks_of
from mo_network.rules.load import HubRules
from mo_network.rules.ruleset import Rule, RuleSet
from mo_network.testing.drawing import contexts
from mo_network.testing.memory import Memory
from mo_network.values.timeline import Timeline
from mo_network.values.zones import zone

Plugins = Mapping[str, Iterable[type]]
Answers = Counter[Pair]


@attrs.frozen(kw_only=True)
class _Probe(Fact):
    """Stands for the decision; its context is handed in."""

    standing: ClassVar[Standing] = Standing.DECIDED


_CASE = Case(_Probe(), When(datetime(2025, 1, 1, tzinfo=UTC)), zone("UTC"))


class HubUnderTest:
    """A hub file whose rules can be had anew, as often as a law wants hubs that remember nothing.

    Shape:   without `is_shrinking` the first question that shows a broken law is told as it is,
             which is quicker.
    Errors:  HubFileError, PluginError when the file does not load.
    """

    def __init__(
        self, path: str | Path, plugins: Plugins | None = None, *, is_shrinking: bool = True
    ) -> None:
        self.is_shrinking = is_shrinking
        file = Path(path)
        text = file.read_text(encoding="utf-8")
        self.read: HubRules = read_rules(text, file=str(file), plugins=plugins)
        self._rules = self.read.rules.rules
        self._copied = tuple(map(_copy, self._rules))
        self.memory = Memory(type(rule.instance) for rule in self._rules)
        self.hooks = _asked_together(self._rules)
        self._contexts = {
            hooks[0].context: contexts(hooks[0], rules=self.read) for hooks in self.hooks
        }

    def contexts(self, hooks: Sequence[Hook[Any, Any]]) -> SearchStrategy[Any]:
        """The contexts of some hooks that are asked together."""
        return self._contexts[hooks[0].context]

    def fresh(self) -> tuple[Rule, ...]:
        """The rules as they were read, by kinds that have forgotten everything."""
        self.memory.restore()
        return self.again()

    def again(self) -> tuple[Rule, ...]:
        """The rules once more, as another hub has them; nothing is forgotten."""
        return tuple(map(_copy, self._copied))


def _copy(rule: Rule) -> Rule:
    """The rule with an instance of its own, whatever that keeps in its fields."""
    # Timelines are values of ours; so are subjects, which see to it themselves.
    memo: dict[int, Any] = {}
    for field in attrs.fields(type(rule.instance)):
        value = getattr(rule.instance, field.name, None)
        if isinstance(value, Timeline):
            memo[id(value)] = value
    return attrs.evolve(rule, instance=copy.deepcopy(rule.instance, memo))


def _asked_together(rules: Sequence[Rule]) -> tuple[tuple[Hook[Any, Any], ...], ...]:
    """The hooks that these rules answer, those of one context together."""
    groups: dict[type, list[Hook[Any, Any]]] = {}
    for hook in hooks_of(*(type(rule.instance) for rule in rules)):
        groups.setdefault(hook.context, []).append(hook)
    return tuple(map(tuple, groups.values()))


def ask(
    rules: Sequence[Rule],
    hooks: Sequence[Hook[Any, Any]],
    context: Any,
    *,
    is_apart: bool = False,
) -> Answers:
    """What rules answer to some hooks about a context: every answer, and how often.

    Shape:   each hook gets a context of its own, so that nobody knows one question from another
             by the object; with `is_apart` each rule, and nobody looks what it looks at.
    """

    def build(state: object, fact: object, case: object) -> Any:
        return attrs.evolve(context)

    probing = [attrs.evolve(hook, builds={_Probe: build}) for hook in hooks]
    heard = Heard()
    areas: Any = {hook.area: None for hook in hooks}
    asked = RuleSet(rules, probing, Catalogue(()))
    (asked.ask_apart if is_apart else asked.ask)(_CASE, areas, heard)
    return Counter(heard)


def shown(pair: Pair) -> str:
    """An answer as a line: who says it and what."""
    by, answer = pair
    if isinstance(answer, Limit | Requirement):
        value = answer.subject.unit.render(answer.value, "en")
        return f"{by}: {type(answer).__name__} on {answer.subject.id}: {value}"
    values = ", ".join(str(dump_scalar(value)) for value in answer.values)
    return f"{by}: {type(answer).__name__} {answer.code}({values})"


def cause(rules: Sequence[Rule], hooks: Sequence[Hook[Any, Any]], context: Any, by: str) -> str:
    """What the error of a failing rule says itself; nothing if it does not fail once more.

    Shape:   the journal keeps an error's class only, for texts differ from machine to machine.
    """
    for rule in rules:
        for hook in hooks if rule.id == by else ():
            for method in answering_methods(rule.instance, hook.name):
                try:
                    list(islice(method(attrs.evolve(context)), MOST_ANSWERS))
                except KeyboardInterrupt:
                    raise
                except BaseException as error:  # noqa: BLE001 - a rule may fail in any way
                    text = _text_of(error)
                    return f": {text[:_LONGEST]}" if text else ""
    return ""


def _text_of(error: BaseException) -> str:
    """What an error says, in one line; nothing if that fails, too."""
    try:
        return " ".join(str(error).split())
    except Exception:  # noqa: BLE001 - it is a plugin's own error
        return ""


_LONGEST = 300


def is_no_value(answer: object) -> bool:
    """Whether a rule could not answer because nothing is published for the day."""
    return isinstance(answer, Fault) and answer.code == "no_value"
