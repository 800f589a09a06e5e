"""Reading the rules of a hub file: how each is framed, and which kind fills it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from mo_network.errors import InvalidValue, PluginError
from mo_network.judging.catalogue import Card, CitedStep
from mo_network.rules.fields import Filled, Filler
from mo_network.rules.hook import Hook
from mo_network.rules.kind import BUILT_IN, FRAME, Offer, hooks_of
from mo_network.rules.parameters import Parameter, read_source
from mo_network.rules.places import Path
from mo_network.rules.reading import REQUIRED, Reading, suggest
from mo_network.rules.ruleset import Rule
from mo_network.values.period import Period
from mo_network.values.source import Source

MODES = ("enforce", "monitor")
_LONGEST_ID = 63


class Entry(NamedTuple):
    """One rule of the file, the card that explains it, and the stamp of its kind."""

    rule: Rule
    card: Card
    stamp: str


class Frame(NamedTuple):
    """What the file says of a rule whatever its kind is."""

    id: str
    title: str
    is_binding: bool
    in_force: Period | None
    source: Source | None


class Entries:
    """Reads the `[[rules]]` of one file, each whole, so that all its problems are noted.

    Shape:   `allowed` are the distributions whose kinds the file may use.
    """

    def __init__(
        self,
        reading: Reading,
        offers: Iterable[Offer],
        allowed: Sequence[str],
        hooks: Sequence[Hook[Any, Any]],
        installed: Callable[[], Sequence[Offer]] = tuple,
    ) -> None:
        self._reading = reading
        self._distributions = tuple(allowed)
        self._hooks = hooks
        self._find_installed = installed
        self._allowed: dict[str, list[Offer]] = {}
        self._others: list[Offer] = []
        for offer in offers:
            if offer.distribution in allowed:
                self._allowed.setdefault(offer.name, []).append(offer)
            else:
                self._others.append(offer)

    def read(
        self, sources: Mapping[str, Source], parameters: Mapping[str, Parameter | None]
    ) -> list[Entry]:
        """The entries without problems, in the order of the file."""
        reading = self._reading
        filler = Filler(reading, parameters)
        found: list[Entry] = []
        seen: set[str] = set()
        for index, item in enumerate(reading.value(reading.data, (), "rules", list, [])):
            path: Path = ("rules", index)
            before = len(reading.problems)
            table = reading.table(item, path)
            frame = self._read_frame(table, path, seen, sources)
            offer = self._read_kind(table, path)
            if offer is None:
                continue
            basis = self._read_basis(table, path, offer)
            fields = {key: value for key, value in table.items() if key not in FRAME}
            filled = filler.fill(offer.cls, fields, path)
            if filled is not None and len(reading.problems) == before:
                found.append(_entry(frame, offer, basis, filled, parameters))
        return found

    def _read_frame(
        self,
        table: Mapping[str, Any],
        path: Path,
        seen: set[str],
        sources: Mapping[str, Source],
    ) -> Frame:
        reading = self._reading
        name = self._read_id(table, path, seen)
        title = reading.value(table, path, "title", str, name)
        mode = reading.value(table, path, "mode", str, MODES[0])
        if mode not in MODES:
            reading.fault((*path, "mode"), f"unknown mode {mode!r:.60}; {suggest(mode, MODES)}")
        in_force = _read_in_force(reading, table.get("in_force"), (*path, "in_force"))
        source = read_source(reading, table, path, sources)
        return Frame(name, title or name, mode == "enforce", in_force, source)

    def _read_id(self, table: Mapping[str, Any], path: Path, seen: set[str]) -> str:
        reading = self._reading
        name: str | None = reading.value(table, path, "id", str, REQUIRED)
        if name is None:
            return ""
        is_plain = name.isascii() and name.replace("-", "").isalnum() and name == name.lower()
        if not is_plain or len(name) > _LONGEST_ID:
            reading.fault(
                (*path, "id"),
                f"{name!r:.80}: write small letters, digits and hyphens, at most {_LONGEST_ID}",
            )
        elif name in seen:
            reading.fault((*path, "id"), f"{name!r} stands twice: each rule has an id of its own")
        seen.add(name)
        return name

    def _absent(self) -> str:
        """A hint at distributions that the file allows and that offer nothing here."""
        offering = {offer.distribution for offers in self._allowed.values() for offer in offers}
        absent = sorted(set(self._distributions) - offering - {BUILT_IN})
        return f"; nothing is offered by {', '.join(absent)}: is it installed?" if absent else ""

    def _maker_of(self, name: str) -> str | None:
        """A distribution that offers a kind which the file does not allow, for the hint."""
        try:
            others = [*self._others, *self._find_installed()]
        except PluginError:
            others = self._others  # a broken plugin that nobody allowed is no problem of this file
        return next((offer.distribution for offer in others if offer.name == name), None)

    def _read_kind(self, table: Mapping[str, Any], path: Path) -> Offer | None:
        name: str | None = self._reading.value(table, path, "kind", str, REQUIRED)
        if name is None:
            return None
        offers = self._allowed.get(name, [])
        if len(offers) == 1:
            return offers[0]
        if offers:
            makers = " and ".join(sorted(offer.distribution for offer in offers))
            message = f"{name!r} is offered by {makers}: allow one of them in hub.plugins"
        elif maker := self._maker_of(name):
            message = f"{name!r} is offered by {maker}: add {maker!r} to hub.plugins to allow it"
        else:
            message = f"unknown kind {name!r:.60}; {suggest(name, self._allowed)}{self._absent()}"
        self._reading.fault((*path, "kind"), message)
        return None

    def _read_basis(self, table: Mapping[str, Any], path: Path, offer: Offer) -> str:
        basis: str = self._reading.value(table, path, "basis", str, "received")
        answered = hooks_of(offer.cls)
        bases = set.intersection(*(set(h.days) for h in self._hooks if h.name in answered))
        if basis not in bases:
            message = f"unknown basis {basis!r:.60}; {suggest(basis, bases)}"
            self._reading.fault((*path, "basis"), message)
        return basis


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


def _entry(
    frame: Frame,
    offer: Offer,
    basis: str,
    filled: Filled,
    parameters: Mapping[str, Parameter | None],
) -> Entry:
    steps = [
        CitedStep(
            step.start,
            None if step.value is None else p.unit.dump(step.value),
            step.source,
            name,
        )
        for name in sorted(filled.parameters)
        if (p := parameters[name]) is not None
        for step in p.timeline.steps
    ]
    rule = Rule(frame.id, offer.name, filled.instance, basis, frame.is_binding, frame.in_force)
    card = Card(
        rule=frame.id,
        title=frame.title,
        is_binding=frame.is_binding,
        basis=basis,
        source=frame.source,
        steps=tuple(steps),
        sentences=filled.instance.sentences,
    )
    return Entry(rule, card, offer.stamp)
