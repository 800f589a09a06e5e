"""Details that a hub file declares: read from it, and asked like a rule.

A detail that is declared answers only where something is wrong: it is missing and has to be there,
it is of another unit, or none of its codes. It opens nothing; that one is told which is not
declared at all, a law sees to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import attrs

from mo_network.judging.answers import Veto
from mo_network.judging.catalogue import Card
from mo_network.judging.details import LONGEST_NAME, MOST_DETAILS, is_code
from mo_network.judging.sentences import DETAILS
from mo_network.rules.declared import UNITS, Declarations, Declared, detailed, details_of
from mo_network.rules.entries import Entry
from mo_network.rules.frame import Framing
from mo_network.rules.hook import Hook, HooksByArea, named
from mo_network.rules.places import Path
from mo_network.rules.reading import REQUIRED, Reading, suggest
from mo_network.rules.ruleset import Rule
from mo_network.rules.titles import read_titles, titled

KEYS = (
    "name",
    "title",
    "of",
    "unit",
    "allowed",
    "is_required",
    "basis",
    "mode",
    "in_force",
    "when",
    "waivable",
    "source",
)
"""The keys that a declared detail may have."""


@cache
def _detail_asked_by(hook: Hook[Any, Any]) -> type:
    """A kind that looks at one detail of the contexts of a hook."""
    _, field = details_of(hook.context)

    def fits(self: Any, context: Any) -> Iterable[Veto]:
        told = getattr(context, field)
        if told is None:
            return ()  # decided without anything that was handed in, so nobody was asked
        value: Any = told.get(self.name)
        if value is None:
            return (Veto("missing"),) if self.is_required else ()
        is_fitting = type(value) is UNITS[self.unit]
        if not is_fitting or (self.unit == "code" and not is_code(value)):
            return (Veto(f"not_{self.unit}"),)
        if self.allowed and value not in self.allowed:
            return (Veto("not_allowed", (value, ", ".join(self.allowed)[:200])),)
        return ()

    fields = {name: attrs.field() for name in Declared._fields}
    return attrs.make_class("Detail", fields, frozen=True, class_body={"fits": hook(fits)})


def read_declared(reading: Reading, hooks: HooksByArea) -> Declarations:
    """What the `[[details]]` of a file are, before anything is read that may speak of them."""
    found: dict[str, dict[str, Declared]] = {}
    for index, item in enumerate(reading.value(reading.data, (), "details", list, [])):
        path: Path = ("details", index)
        one = _read_declared(reading, reading.table(item, path), path, hooks)
        if one is None:
            continue
        of_same = found.setdefault(one.of, {})
        of_same[one.name] = one
        if len(of_same) == MOST_DETAILS + 1:
            reading.fault(path, f"is one too many: at most {MOST_DETAILS} of {one.of!r}")
    return found


def _read_declared(
    reading: Reading, table: Mapping[str, Any], path: Path, hooks: HooksByArea
) -> Declared | None:
    before = len(reading.problems)
    reading.refuse_unknown(table, path, KEYS)
    name, of, unit = (
        reading.value(table, path, key, str, REQUIRED) for key in ("name", "of", "unit")
    )
    if name is not None and not is_code(name):
        reading.fault(
            (*path, "name"),
            f"{name!r:.80}: write a plain code of small letters, figures and hyphens, at most "
            f"{LONGEST_NAME}",
        )
    if of is not None and named(of, detailed(hooks)) is None:
        message = f"nothing is handed in as {of!r:.60}; {suggest(of, dict(detailed(hooks)))}"
        reading.fault((*path, "of"), message)
    if unit is not None and unit not in UNITS:
        reading.fault((*path, "unit"), f"unknown unit {unit!r:.60}; {suggest(unit, UNITS)}")
    is_required = reading.value(table, path, "is_required", bool, default=False)
    allowed = _read_allowed(reading, table, path, unit)
    if len(reading.problems) > before:
        return None
    return Declared(name, of, unit, is_required, allowed)


def _read_allowed(
    reading: Reading, table: Mapping[str, Any], path: Path, unit: str | None
) -> tuple[str, ...]:
    place = (*path, "allowed")
    codes = reading.value(table, path, "allowed", list, [])
    if unit == "code" and not codes:
        reading.fault(path, 'lacks \'allowed\': list its codes, such as ["indoors", "outdoors"]')
    elif unit != "code" and "allowed" in table:
        reading.fault(place, 'belongs to the unit "code" alone: take it out')
    for index, code in enumerate(codes):
        if type(code) is not str or not is_code(code):
            message = f"is {code!r:.60}: write a plain code of small letters, figures and hyphens"
            reading.fault((*place, index), message)
    return tuple(dict.fromkeys(map(str, codes)))


def read_details(
    reading: Reading,
    hooks: HooksByArea,
    framing: Framing,
    declared: Declarations,
) -> list[Entry]:
    """The `[[details]]` of a file without problems, in its order, as rules."""
    found = []
    for index, item in enumerate(reading.value(reading.data, (), "details", list, [])):
        table, path = reading.table(item, ("details", index)), ("details", index)
        one = declared.get(str(table.get("of")), {}).get(str(table.get("name")))
        hook = named(one.of, detailed(hooks)) if one is not None else None
        if one is not None and hook is not None:
            entry = _read_one(table, path, framing, one, hook)
            if entry is not None:
                found.append(entry)
    return found


def _read_one(
    table: Mapping[str, Any],
    path: Path,
    framing: Framing,
    declared: Declared,
    hook: Hook[Any, Any],
) -> Entry | None:
    before = len(framing.reading.problems)
    frame = framing.read(table, path, key="name")
    titles = read_titles(framing.reading, table, path)
    basis = framing.read_basis(table, path, hook.days)
    when = framing.read_when(table, path, [hook])
    if len(framing.reading.problems) > before:
        return None
    instance = _detail_asked_by(hook)(*declared)
    test = when.test if when else None
    rule = Rule(frame.id, "detail", instance, basis, frame.is_binding, frame.in_force, test)
    card = Card(
        rule=frame.id,
        title=titles["en"],
        is_binding=frame.is_binding,
        basis=basis,
        source=frame.source,
        steps=framing.steps(when.parameters if when else ()),
        sentences=titled(DETAILS, titles),
        waivable_by=frame.waivable_by,
        when=when.written if when else "",
        detail_of=declared.of,
    )
    return Entry(rule, card, "", path)
