"""Conditions that only a person can confirm: read from a hub file, asked like a rule.

Where a condition applies it answers no more than that; what was confirmed is a fact, and the
judge puts it in the answer's place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import attrs

from mo_network.judging.answers import Note
from mo_network.judging.catalogue import Card
from mo_network.judging.rulings.settling import TO_CONFIRM
from mo_network.judging.sentences import CONDITIONS
from mo_network.rules.entries import Entry
from mo_network.rules.frame import Framing
from mo_network.rules.hook import Hook, HooksByArea, every, named
from mo_network.rules.places import Path
from mo_network.rules.reading import REQUIRED, Reading, suggest
from mo_network.rules.ruleset import Rule
from mo_network.rules.titles import read_titles, titled

KEYS = (
    "id",
    "title",
    "confirms",
    "by",
    "after",
    "basis",
    "mode",
    "in_force",
    "when",
    "waivable",
    "source",
)
"""The keys that a condition may have."""

_APPLIES = (Note(TO_CONFIRM),)


def decisions(hooks: HooksByArea) -> Iterator[tuple[str, Hook[Any, Any]]]:
    """The decisions that a condition may be put to, each by the first word of its hooks' names.

    Shape:   `grant` for `grant_limits` and its fellows, `booking`, and so on: one hook for each
             context that has not been named before.
    """
    found: set[str] = set()
    contexts: set[type] = set()
    for hook in every(hooks):
        word = hook.name.partition("_")[0]
        if hook.context not in contexts and word not in found:
            found.add(word)
            yield word, hook
        contexts.add(hook.context)


@cache
def _condition_asked_by(hook: Hook[Any, Any]) -> type:
    """A kind whose only answer is that its condition applies; its fields are for people to read."""

    def applies(self: object, context: object) -> tuple[Note, ...]:
        return _APPLIES

    fields = {name: attrs.field(default=()) for name in ("by", "after")}
    return attrs.make_class("Condition", fields, frozen=True, class_body={"applies": hook(applies)})


def read_conditions(reading: Reading, hooks: HooksByArea, framing: Framing) -> list[Entry]:
    """The `[[conditions]]` of a file without problems, in its order."""
    items = reading.value(reading.data, (), "conditions", list, [])
    if not items:
        return []
    tables = [reading.table(item, ("conditions", index)) for index, item in enumerate(items)]
    found = [
        entry
        for index, table in enumerate(tables)
        if (entry := _read_one(table, ("conditions", index), framing, hooks))
    ]
    _refuse_circles(reading, tables)
    return found


def _read_one(
    table: Mapping[str, Any], path: Path, framing: Framing, hooks: HooksByArea
) -> Entry | None:
    reading = framing.reading
    before = len(reading.problems)
    reading.refuse_unknown(table, path, KEYS)
    frame = framing.read(table, path)
    bodies = framing.read_bodies(table, path)
    titles = read_titles(reading, table, path)
    word = reading.value(table, path, "confirms", str, REQUIRED)
    if word is None:
        return None
    hook = named(word, decisions(hooks))
    if hook is None:
        message = f"unknown decision {word!r:.60}; {suggest(word, dict(decisions(hooks)))}"
        reading.fault((*path, "confirms"), message)
        return None
    basis = framing.read_basis(table, path, hook.days)
    when = framing.read_when(table, path, [hook])
    after = reading.value(table, path, "after", list, [])
    if len(reading.problems) > before:
        return None
    order = tuple(map(str, after))
    instance = _condition_asked_by(hook)(by=bodies, after=order)
    test = when.test if when else None
    rule = Rule(frame.id, "condition", instance, basis, frame.is_binding, frame.in_force, test)
    card = Card(
        rule=frame.id,
        title=titles["en"],
        is_binding=frame.is_binding,
        basis=basis,
        source=frame.source,
        steps=framing.steps(when.parameters if when else ()),
        sentences=titled(CONDITIONS, titles),
        waivable_by=frame.waivable_by,
        confirmed_by=bodies,
        after=order,
        when=when.written if when else "",
    )
    return Entry(rule, card, "", path)


def _refuse_circles(reading: Reading, tables: Sequence[Mapping[str, Any]]) -> None:
    """Note what a condition waits for that is none, or that waits for it in turn."""
    names = {str(table.get("id")): index for index, table in enumerate(tables)}
    after: dict[str, list[str]] = {}
    for name, index in names.items():
        given = tables[index].get("after")
        after[name] = []
        for place, other in enumerate(given if isinstance(given, list) else ()):
            if type(other) is str and other in names:
                after[name].append(other)
            else:
                message = f"unknown condition {other!r:.60}; {suggest(str(other), names)}"
                reading.fault(("conditions", index, "after", place), message)
    for circle in _circles(after):
        shown = " → ".join([*circle, circle[0]])
        message = f"goes round in a circle: {shown}; nobody could confirm the first of them"
        reading.fault(("conditions", names[circle[0]], "after"), message)


def _circles(after: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Circles, so that each has at least one of them; walked without recursion."""
    settled: set[str] = set()
    for start in after:
        trail: dict[str, Iterator[str]] = {} if start in settled else {start: iter(after[start])}
        while trail:
            name = next(reversed(trail))
            following = next((each for each in trail[name] if each not in settled), None)
            if following is None:
                settled.add(name)
                del trail[name]
            elif following in trail:
                names = list(trail)
                yield names[names.index(following) :]
            else:
                trail[following] = iter(after[following])
