"""Reading the rules of a hub file: how each is framed, and which kind fills it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from mo_network.errors import PluginError
from mo_network.judging.catalogue import Card
from mo_network.rules.fields import Filler
from mo_network.rules.frame import Framing
from mo_network.rules.kind import BUILT_IN, FRAME, Offer, hooks_of
from mo_network.rules.places import Path
from mo_network.rules.reading import REQUIRED, Reading, suggest
from mo_network.rules.ruleset import Rule


class Entry(NamedTuple):
    """One rule of the file, the card that explains it, its kind's stamp, and where it stands."""

    rule: Rule
    card: Card
    stamp: str
    path: Path


class Entries:
    """Reads the `[[rules]]` of one file, each whole, so that all its problems are noted.

    Shape:   `allowed` are the distributions whose kinds the file may use.
    """

    def __init__(
        self,
        reading: Reading,
        offers: Iterable[Offer],
        allowed: Sequence[str],
        installed: Callable[[], Sequence[Offer]] = tuple,
    ) -> None:
        self._reading = reading
        self._distributions = tuple(allowed)
        self._find_installed = installed
        self._allowed: dict[str, list[Offer]] = {}
        self._others: list[Offer] = []
        for offer in offers:
            if offer.distribution in allowed:
                self._allowed.setdefault(offer.name, []).append(offer)
            else:
                self._others.append(offer)

    def read(self, framing: Framing) -> list[Entry]:
        """The entries without problems, in the order of the file."""
        reading = self._reading
        filler = Filler(reading, framing.parameters)
        found: list[Entry] = []
        for index, item in enumerate(reading.value(reading.data, (), "rules", list, [])):
            path: Path = ("rules", index)
            entry = self._read_one(reading.table(item, path), path, framing, filler)
            if entry is not None:
                found.append(entry)
        return found

    def _read_one(
        self, table: Mapping[str, Any], path: Path, framing: Framing, filler: Filler
    ) -> Entry | None:
        reading = self._reading
        before = len(reading.problems)
        frame = framing.read(table, path)
        title = reading.value(table, path, "title", str, frame.id)
        offer = self._read_kind(table, path)
        if offer is None:
            return None
        hooks = hooks_of(offer.cls)
        bases = set.intersection(*(set(hook.days) for hook in hooks))
        basis = framing.read_basis(table, path, bases)
        when = framing.read_when(table, path, hooks)
        fields = {key: value for key, value in table.items() if key not in FRAME}
        filled = filler.fill(offer.cls, fields, path)
        if filled is None or len(reading.problems) > before:
            return None
        rule = Rule(
            frame.id,
            offer.name,
            filled.instance,
            basis,
            frame.is_binding,
            frame.in_force,
            when.test if when else None,
        )
        card = Card(
            rule=frame.id,
            title=title or frame.id,
            is_binding=frame.is_binding,
            basis=basis,
            source=frame.source,
            steps=framing.steps(filled.parameters | when.parameters if when else filled.parameters),
            sentences=filled.instance.sentences,
            waivable_by=frame.waivable_by,
            when=when.written if when else "",
        )
        return Entry(rule, card, offer.stamp, path)

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
