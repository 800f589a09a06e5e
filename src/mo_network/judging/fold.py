"""Folding: the state is a function of the journal.

A fold takes records in order. A correction stands for what it corrects, so a journal with
corrections is read twice: once to find them, once with them in their places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from mo_network.judging.changes import FOR_GOOD, Changes
from mo_network.judging.fact import Fact
from mo_network.judging.facts import Corrected, RulesAdopted
from mo_network.judging.record import Record
from mo_network.judging.state import When
from mo_network.judging.world import World
from mo_network.values.moments import format_moment, parse_moment


class Adopted(NamedTuple):
    """Which rules are in force: the number of their adoption, and what tells them apart."""

    seq: int
    digest: str
    kinds: tuple[str, ...]


NOT_ADOPTED = Adopted(0, "", ())


class Fold:
    """The state of one hub at one record.

    Shape:   `version` is the number of the last record read; `adopted` the rules in force;
             `tokens` maps a request's token to its record, per hub; `corrections` maps a record
             to what stands for it, and `corrected` are the numbers of all of them; `orphans` are
             later records that found no step to take, for a correction took their ground away.
    """

    __slots__ = (
        "adopted",
        "corrected",
        "corrections",
        "hub",
        "last_at",
        "orphans",
        "tokens",
        "version",
        "world",
    )

    def __init__(
        self, world: World, hub: str, corrections: Mapping[int, Fact | None] | None = None
    ) -> None:
        self.world = world
        self.hub = hub
        self.version = 0
        self.last_at: datetime | None = None
        self.adopted = NOT_ADOPTED
        self.tokens: dict[str, dict[str, int]] = {}
        self.corrections: dict[int, Fact | None] = dict(corrections or {})
        self.corrected: set[int] = set(self.corrections)
        self.orphans: dict[int, None] = {}

    def take(self, record: Record, changes: Changes) -> None:
        """Read one more record, of a history whose corrections are all known."""
        changes.undo_with(partial(self._stand, self.version, self.last_at, self.adopted))
        self._take(record, changes)
        self.version, self.last_at = record.seq, record.when.at

    def read(self, records: Iterable[Record], changes: Changes) -> bool:
        """Read on; False, and no further, where a correction comes that is not known.

        What it corrects is folded already, so the history is to be folded anew.
        """
        changes.undo_with(partial(self._stand, self.version, self.last_at, self.adopted))
        record = None
        for record in records:
            if type(record.fact) is Corrected:
                return False
            self._take(record, changes)
        if record is not None:
            self.version, self.last_at = record.seq, record.when.at
        return True

    def _stand(self, version: int, last_at: datetime | None, adopted: Adopted) -> None:
        self.version, self.last_at, self.adopted = version, last_at, adopted

    def _take(self, record: Record, changes: Changes) -> None:
        seq, hub, when, fact, _, token, _, _, _ = record
        if type(fact) is RulesAdopted:
            if hub == self.hub:
                self.adopted = Adopted(seq, fact.digest, fact.kinds)
        elif type(fact) is not Corrected:
            if self.corrections:
                self._apply_corrected(seq, fact, when, changes)
            else:
                self.world.apply(fact, when, changes)
        if token is not None:
            tokens = self.tokens.get(hub)
            if tokens is None:
                tokens = {}
                changes.put(self.tokens, hub, tokens)
            changes.put(tokens, token, seq)

    def _apply_corrected(self, seq: int, fact: Fact, when: When, changes: Changes) -> None:
        """Apply a fact, or what stands for it, in a history with corrections."""
        found = self.corrections.get(seq, fact)
        if found is None:
            return
        if found is fact and self.world.area_of(fact).missing_step(fact) is not None:
            changes.put(self.orphans, seq, None)
        self.world.apply(found, when, changes)

    def dump(self) -> dict[str, Any]:
        """Everything but the corrections' facts, as plain JSON, for a checkpoint."""
        return {
            "version": self.version,
            "last_at": format_moment(self.last_at) if self.last_at else None,
            "adopted": [self.adopted.seq, self.adopted.digest, list(self.adopted.kinds)],
            "tokens": {
                hub: [list(tokens), list(tokens.values())] for hub, tokens in self.tokens.items()
            },
            "corrected": sorted(self.corrected),
            "world": self.world.dump(),
        }

    def load(self, data: Mapping[str, Any]) -> None:
        """Take over what `dump` gave; called once, on an empty fold."""
        self.version = data["version"]
        self.last_at = parse_moment(data["last_at"]) if data["last_at"] else None
        seq, digest, kinds = data["adopted"]
        self.adopted = Adopted(seq, digest, tuple(kinds))
        self.tokens = {
            hub: dict(zip(*columns, strict=True)) for hub, columns in data["tokens"].items()
        }
        self.corrected = set(data["corrected"])
        self.world.load(data["world"])


def fold(
    records: Callable[[], Iterable[Record]], make: Callable[[dict[int, Fact | None]], Fold]
) -> Fold:
    """Read a journal from its beginning, corrections in their places.

    Shape:   `records` gives a fresh pass over the records, `make` an empty fold with the
             corrections known so far. Several corrections of one record: the last one stands.
    """
    state = make({})
    if not state.read(records(), FOR_GOOD):
        state = make(corrections_in(records()))
        for record in records():
            state.take(record, FOR_GOOD)
    return state


def corrections_in(records: Iterable[Record]) -> dict[int, Fact | None]:
    """What stands for each corrected record; of several corrections the last."""
    found: dict[int, Fact | None] = {}
    for record in records:
        if isinstance(record.fact, Corrected):
            found[record.fact.record] = record.fact.replacement
    return found
