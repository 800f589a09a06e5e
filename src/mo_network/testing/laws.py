"""The laws of rules, each as a property that Hypothesis tries to break on any hub file.

    Laws of rules: order-free, idempotent, tightening only, hub-isolated, pure, total.

Whatever kinds have remembered is wiped before each example, so a broken law is found again and
shrinks to the simplest question that shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import attrs
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky, NoSuchExample

from mo_network.judging.answers import Fault
from mo_network.rules.hook import Hook
from mo_network.rules.ruleset import Rule
from mo_network.testing.asking import Answers, HubUnderTest, ask, cause, is_no_value, shown
from mo_network.testing.memory import Watch
from mo_network.testing.varying import varied

Hooks = tuple[Hook[Any, Any], ...]


_SHRINKING = (Phase.generate, Phase.shrink)


class LawBroken(AssertionError):
    """A law of rules does not hold; the message names the rule and the simplest question."""


class _Found(Exception):
    """A question that shows a broken law; told only when it is the simplest one."""

    def __init__(self, lines: Sequence[str], context: Any) -> None:
        super().__init__(*lines)
        self.lines = lines
        self.context = context


@attrs.frozen
class _Trial:
    """One law on one hub, about one sort of context."""

    law: str
    hub: HubUnderTest
    hooks: Hooks

    def require_same(self, one: Answers, other: Answers, why: str, context: Any) -> None:
        """Fail with the answers that stand on one side only."""
        if one == other:
            return
        gone, new = one - other, other - one
        lines = [why, *(f"  only before: {shown(pair)}" for pair in gone)]
        self.fail([*lines, *(f"  only after:  {shown(pair)}" for pair in new)], context)

    def fail(self, lines: Sequence[str], context: Any) -> None:
        """Fail with these lines, and the question."""
        raise _Found(lines, context)

    def broken(self, found: _Found, *more: str) -> LawBroken:
        """The error that tells what was found."""
        asked = f"  asked about {self.told(found.context)}"
        return LawBroken(
            "\n".join([f"{self.law}: {found.lines[0]}", *found.lines[1:], asked, *more])
        )

    def told(self, context: Any) -> str:
        """A context, less what is as simple as can be."""
        fields = [field.name for field in attrs.fields(type(context))]
        simplest = _simplest(self.hub, self.hooks)
        telling = [
            f"{name}={getattr(context, name)!s}"
            for name in fields
            if getattr(context, name) != getattr(simplest, name)
        ]
        rest = "all else at its simplest" if telling else "everything at its simplest"
        return f"{type(context).__name__}({', '.join([*telling, rest])})"


def _simplest(hub: HubUnderTest, hooks: Hooks) -> Any:
    try:
        quiet = settings(
            database=None,
            phases=(Phase.generate,),  # which begins with the simplest example
            suppress_health_check=list(HealthCheck),
        )
        return find(hub.contexts(hooks), lambda _: True, settings=quiet)
    except NoSuchExample:  # pragma: no cover - every context has examples
        return None


Body = Callable[[_Trial, st.DataObject], None]


def _check(law: str, body: Body, hub: HubUnderTest, examples: int) -> None:
    for hooks in hub.hooks:
        _try(_Trial(law, hub, hooks), body, examples)


def _try(trial: _Trial, body: Body, examples: int) -> None:
    first: list[_Found] = []

    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        print_blob=False,
        phases=_SHRINKING if trial.hub.is_shrinking else _SHRINKING[:1],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        try:
            body(trial, data)
        except _Found as found:
            first.append(found)
            raise

    try:
        holds()
    except _Found as found:
        raise trial.broken(found) from None
    except Flaky:
        # Something outside its class and module remembers: it fails once and not again.
        if not first:
            raise
        raise trial.broken(first[0], "  (once, and then not again)") from None
    finally:
        trial.hub.memory.restore()


def _context(trial: _Trial, data: st.DataObject, label: str = "context") -> Any:
    return data.draw(trial.hub.contexts(trial.hooks), label)


def in_each_language(hub: HubUnderTest) -> None:
    """Whatever a rule may say, it says in each language; simple German may be left out.

    Errors:  LawBroken naming each rule, sentence and language.
    """
    lacking = hub.read.rules.catalogue.lacking
    if lacking:
        lines = [f"  {each.rule}: {each.code!r} in {each.language!r}" for each in lacking]
        raise LawBroken("\n".join(["sentences are missing:", *lines]))


def order_free(hub: HubUnderTest, examples: int = 50) -> None:
    """Order-free: the answers do not depend on the order of the rules."""

    def body(trial: _Trial, data: st.DataObject) -> None:
        context = _context(trial, data)
        one = ask(hub.fresh(), trial.hooks, context)
        shuffled = data.draw(st.permutations(hub.fresh()), "order")
        other = ask(shuffled, trial.hooks, context)
        order = ", ".join(rule.id for rule in shuffled)
        trial.require_same(one, other, f"in the order {order} the answers are others", context)

    _check("order-free", body, hub, examples)


def idempotent(hub: HubUnderTest, examples: int = 50) -> None:
    """Idempotent: asked twice, or standing twice in the file, a rule says the same."""

    def body(trial: _Trial, data: st.DataObject) -> None:
        context = _context(trial, data)
        rules = hub.fresh()
        one, other = (ask(rules, trial.hooks, context) for _ in range(2))
        trial.require_same(one, other, "asked twice, the answers differ", context)
        twice = [*hub.fresh(), *(attrs.evolve(rule, id=f"{rule.id}-again") for rule in hub.again())]
        doubled = ask(twice, trial.hooks, context)
        ids = {rule.id for rule in rules}
        kept = {pair: count for pair, count in doubled.items() if pair[0] in ids}
        again = {
            (by.removesuffix("-again"), answer): count
            for (by, answer), count in doubled.items()
            if by not in ids
        }
        for found in (kept, again):
            why = "standing twice in the file, the rules say something else"
            trial.require_same(one, type(one)(found), why, context)

    _check("idempotent", body, hub, examples)


def tightening_only(hub: HubUnderTest, examples: int = 50) -> None:
    """Tightening only: one more rule takes back nothing that the others say."""

    def body(trial: _Trial, data: st.DataObject) -> None:
        context = _context(trial, data)
        rules = hub.fresh()
        more = data.draw(st.sampled_from(rules), "one more rule")
        names = [rule.id for rule in rules if rule.id != more.id]
        others = data.draw(st.lists(st.sampled_from(names), unique=True), "others") if names else []
        without = _asked_twice(_only(rules, others), trial, context)
        added = _asked_twice(_only(hub.fresh(), [*others, more.id]), trial, context)
        lost = without - added
        if lost:
            lines = [f"with the rule {more.id} beside them, others fall silent"]
            trial.fail([*lines, *(f"  no more: {shown(pair)}" for pair in lost)], context)

    _check("tightening only", body, hub, examples)


def _asked_twice(rules: Sequence[Rule], trial: _Trial, context: Any) -> Answers:
    """The second answers, for whoever is asked last is heard by the others only then."""
    ask(rules, trial.hooks, context)
    return ask(rules, trial.hooks, context)


def _only(rules: Sequence[Rule], names: Sequence[str]) -> list[Rule]:
    return [rule for rule in rules if rule.id in names]


def hub_isolated(hub: HubUnderTest, examples: int = 50) -> None:
    """Hub-isolated: what another hub asked before, with other numbers, changes nothing."""

    def body(trial: _Trial, data: st.DataObject) -> None:
        context = _context(trial, data)
        alone = ask(hub.fresh(), trial.hooks, context)
        elsewhere = _context(trial, data, "asked at another hub")
        mine = hub.fresh()
        ask([varied(rule) for rule in hub.again()], trial.hooks, elsewhere)
        after = ask(mine, trial.hooks, context)
        why = "after another hub with other numbers was asked, the answers are others"
        trial.require_same(alone, after, why, context)

    _check("hub-isolated", body, hub, examples)


def pure(hub: HubUnderTest, examples: int = 50) -> None:
    """Pure: an answer rests on the context alone, which stays as it is."""

    def body(trial: _Trial, data: st.DataObject) -> None:
        context = _context(trial, data)
        rules = hub.fresh()
        watch = Watch()
        with watch.watching():
            one = ask(rules, trial.hooks, context)
        if watch.seen:
            trial.fail([f"a rule looks at {', '.join(sorted(set(watch.seen)))}"], context)
        for by, answer in one:
            if isinstance(answer, Fault) and answer.values[:1] == ("ContextChanged",):
                trial.fail([f"the rule {by} changes the context it is handed"], context)
        apart = ask(rules, trial.hooks, context, is_apart=True)
        why = "a rule that tells classes of contexts apart: ask isinstance, never type(context)"
        trial.require_same(one, apart, why, context)
        ask(rules, trial.hooks, _context(trial, data, "asked in between"))
        other = ask(rules, trial.hooks, context)
        why = "after another question in between, the answers differ"
        trial.require_same(one, other, why, context)

    _check("pure", body, hub, examples)


def total(hub: HubUnderTest, examples: int = 50) -> None:
    """Total: every question is answered, or lacks a published value; no rule fails."""

    def body(trial: _Trial, data: st.DataObject) -> None:
        context = _context(trial, data)
        for pair in ask(hub.fresh(), trial.hooks, context):
            answer = pair[1]
            if isinstance(answer, Fault) and not is_no_value(answer):
                why = cause(trial.hub.again(), trial.hooks, context, pair[0])
                trial.fail([f"the rule {pair[0]} fails", f"  {shown(pair)}{why}"], context)

    _check("total", body, hub, examples)


LAWS: tuple[Callable[[HubUnderTest, int], None], ...] = (
    order_free,
    idempotent,
    tightening_only,
    hub_isolated,
    pure,
    total,
)
"""All of them, in the order of the design."""
