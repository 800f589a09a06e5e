"""The frame: what a hub file says of a rule or a condition, whatever its kind is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from mo_network.errors import InvalidValue
from mo_network.judging.catalogue import CitedStep
from mo_network.rules.declared import Declarations
from mo_network.rules.hook import Hook
from mo_network.rules.parameters import Parameter, read_source
from mo_network.rules.places import Path
from mo_network.rules.reading import REQUIRED, Reading, suggest
from mo_network.rules.when import When, read_when
from mo_network.values.period import Period
from mo_network.values.source import Source

MODES = ("enforce", "monitor")
_LONGEST_ID = 63
_LONGEST_BODY = 200


class Frame(NamedTuple):
    """What the file says of a rule besides the fields of its kind."""

    id: str
    is_binding: bool
    in_force: Period | None
    source: Source | None
    waivable_by: tuple[str, ...]


class Framing:
    """Reads the frames of one file; ids are those of rules, conditions and details together."""

    def __init__(
        self,
        reading: Reading,
        sources: Mapping[str, Source],
        parameters: Mapping[str, Parameter | None],
        declared: Declarations | None = None,
    ) -> None:
        self.reading = reading
        self.parameters = parameters
        self._sources = sources
        self._declared: Declarations = declared or {}
        self._seen: set[str] = set()

    def read(self, table: Mapping[str, Any], path: Path, key: str = "id") -> Frame:
        """The frame of one rule, whose id stands under a key; its problems are noted."""
        reading = self.reading
        name = self._read_id(table, path, key)
        mode = reading.value(table, path, "mode", str, MODES[0])
        if mode not in MODES:
            reading.fault((*path, "mode"), f"unknown mode {mode!r:.60}; {suggest(mode, MODES)}")
        in_force = _read_in_force(reading, table.get("in_force"), (*path, "in_force"))
        source = read_source(reading, table, path, self._sources)
        return Frame(name, mode == "enforce", in_force, source, self._read_waivable(table, path))

    def _read_id(self, table: Mapping[str, Any], path: Path, key: str) -> str:
        reading = self.reading
        name: str | None = reading.value(table, path, key, str, REQUIRED)
        if name is None:
            return ""
        is_plain = name.isascii() and name.replace("-", "").isalnum() and name == name.lower()
        if not is_plain or len(name) > _LONGEST_ID:
            reading.fault(
                (*path, key),
                f"{name!r:.80}: write small letters, digits and hyphens, at most {_LONGEST_ID}",
            )
        elif name in self._seen:
            what = "rule, condition and detail"
            reading.fault((*path, key), f"{name!r} stands twice: each {what} has an id of its own")
        self._seen.add(name)
        return name

    def _read_waivable(self, table: Mapping[str, Any], path: Path) -> tuple[str, ...]:
        if "waivable" not in table:
            return ()
        place = (*path, "waivable")
        waivable = self.reading.table(table["waivable"], place)
        self.reading.refuse_unknown(waivable, place, ("by",))
        return self.read_bodies(waivable, place)

    def read_bodies(self, table: Mapping[str, Any], path: Path) -> tuple[str, ...]:
        """Under `by`, whose word counts: one body or more."""
        reading = self.reading
        bodies = reading.value(table, path, "by", list, REQUIRED)
        if bodies is None:
            return ()
        if not bodies:
            reading.fault((*path, "by"), 'names nobody: write a list such as ["jury"]')
        for index, body in enumerate(bodies):
            if type(body) is not str or not 0 < len(body.strip()) <= _LONGEST_BODY:
                reading.fault((*path, "by", index), f"is {body!r:.60}: write a body in quotes")
            elif not body.isprintable():
                reading.fault((*path, "by", index), f"is {body!r:.60}: write printable characters")
        return tuple(dict.fromkeys(body for body in bodies if type(body) is str))

    def read_basis(self, table: Mapping[str, Any], path: Path, bases: Collection[str]) -> str:
        """Which day picks the rule's values, among those that its hooks know."""
        basis: str = self.reading.value(table, path, "basis", str, "received")
        if basis not in bases:
            message = f"unknown basis {basis!r:.60}; {suggest(basis, bases)}"
            self.reading.fault((*path, "basis"), message)
        return basis

    def read_when(
        self, table: Mapping[str, Any], path: Path, hooks: Sequence[Hook[Any, Any]]
    ) -> When | None:
        """When the rule is asked; None if it always is."""
        if "when" not in table:
            return None
        known = self.parameters
        return read_when(self.reading, table["when"], (*path, "when"), hooks, known, self._declared)

    def steps(self, names: Collection[str]) -> tuple[CitedStep, ...]:
        """The dated values of some parameters, as a card keeps them."""
        return tuple(
            CitedStep(
                step.start,
                None if step.value is None else p.unit.dump(step.value),
                step.source,
                name,
                p.review_by,
            )
            for name in sorted(names)
            if (p := self.parameters[name]) is not None
            for step in p.timeline.steps
        )


def _read_in_force(reading: Reading, raw: object, path: Path) -> Period | None:
    if raw is None:
        return None
    table = reading.table(raw, path)
    reading.refuse_unknown(table, path, ("from", "through"))
    first, last = table.get("from"), table.get("through")
    if type(first) is not date or (last is not None and type(last) is not date):
        reading.fault(path, "write { from = 2026-01-01, through = 2026-12-31 }, through if known")
        return None
    try:
        return Period(first, None) if last is None else Period.through(first, last)
    except InvalidValue as error:
        reading.fault(path, str(error))
        return None
