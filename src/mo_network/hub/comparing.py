"""Two hub files side by side: which rules came, went, or say something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import attrs

from mo_network.judging.catalogue import Card
from mo_network.judging.units import dump_scalar, is_scalar
from mo_network.rules.load import HubRules
from mo_network.rules.ruleset import Rule
from mo_network.values.timeline import Timeline

FRAME = ("kind", "basis", "is_binding", "in_force")
CARD = ("when", "waivable_by")
"""What the card of a rule keeps as it is written; the rule itself has it compiled, or not."""


@attrs.frozen
class Altered:
    """One thing about a rule that is another: a key of its frame, or a field of its kind."""

    field: str
    old: str
    new: str


@attrs.frozen
class RuleDifference:
    """One rule that came, went, or is another.

    Shape:   `altered` is empty for a rule that only one of the files has.
    """

    rule: str
    is_in_old: bool
    is_in_new: bool
    altered: tuple[Altered, ...] = ()


def differences(old: HubRules, new: HubRules) -> tuple[RuleDifference, ...]:
    """The rules that differ between two files: those that went, that changed, that came."""
    before = {rule.id: rule for rule in old.rules.rules}
    after = {rule.id: rule for rule in new.rules.rules}
    found = [
        RuleDifference(name, is_in_old=True, is_in_new=False)
        for name in before
        if name not in after
    ]
    for name, rule in before.items():
        if name not in after:
            continue
        cards = old.rules.catalogue.card(name), new.rules.catalogue.card(name)
        if altered := (*_altered(rule, after[name]), *_altered_cards(*cards)):
            found.append(RuleDifference(name, is_in_old=True, is_in_new=True, altered=altered))
    found += [
        RuleDifference(name, is_in_old=False, is_in_new=True)
        for name in after
        if name not in before
    ]
    return tuple(found)


def _altered(old: Rule, new: Rule) -> Iterator[Altered]:
    for name in FRAME:
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            yield Altered(name, said(was), said(now))
    if old.kind != new.kind:
        return
    for field in attrs.fields(type(new.instance)):
        was, now = (getattr(rule.instance, field.name, None) for rule in (old, new))
        if said(was) != said(now):
            yield Altered(field.name, said(was), said(now))


def _altered_cards(old: Card, new: Card) -> Iterator[Altered]:
    for name in CARD:
        was, now = getattr(old, name) or None, getattr(new, name) or None
        if was != now:
            yield Altered(name, said(was), said(now))


def said(value: Any) -> str:
    """A field of a rule as a reader of the file would write it."""
    for cls, say in _SAYING:
        if isinstance(value, cls):
            return say(value)
    if is_scalar(value):
        stored = dump_scalar(value)
        return str(next(iter(stored.values())) if isinstance(stored, dict) else stored)
    if attrs.has(type(value)):
        fields = ((field.name, getattr(value, field.name)) for field in attrs.fields(type(value)))
        return ", ".join(f"{name} {said(each)}" for name, each in fields if each is not None)
    return str(value)


def _said_timeline(value: Timeline[Any]) -> str:
    steps = [f"{step.start}: {said(step.value)}" for step in value.steps]
    return ", ".join([*steps, f"ended {value.ended}"] if value.ended else steps)


_SAYING: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (Timeline, _said_timeline),
    (bool, lambda value: "true" if value else "false"),
    (frozenset, lambda value: ", ".join(sorted(map(said, value))) or "–"),
    (tuple, lambda value: "; ".join(map(said, value)) or "–"),
    (type(None), lambda _: "–"),
)
