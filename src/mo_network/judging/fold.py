"""Folding: the state is a function of the journal.

A fold takes records in order. A correction stands for what it corrects, so a journal with
corrections is read twice: once to find them, once with them in their places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from mo_network.judging.fact import Fact
from mo_network.judging.facts import Corrected, RulesAdopted
from mo_network.judging.record import Record
from mo_network.judging.state import Undo, When
from mo_network.judging.world import World
from mo_network.values.moments import format_moment, parse_moment

T = TypeVar("T")


class NeedsRefold(Exception):
    """A correction came whose target is already folded."""

    def __init__(self, corrected: Corrected) -> None:
        super().__init__(corrected.record)
        self.corrected = corrected


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
        self.orphans: list[int] = []

    def take(self, record: Record) -> Undo:
        """Read one more record; the undo restores the state, for trials.

        Errors: NeedsRefold for a correction, whose target is already folded.
        """
        if isinstance(record.fact, Corrected):
            raise NeedsRefold(record.fact)
        return self.take_settled(record)

    def read(self, record: Record) -> None:
        """Read one more record for good.

        Errors: NeedsRefold for a correction, whose target is already folded.
        """
        if isinstance(record.fact, Corrected):
            raise NeedsRefold(record.fact)
        self.absorb(record)

    def take_settled(self, record: Record) -> Undo:
        """Read one more record of a history whose corrections are all known."""
        before = (self.version, self.last_at, self.adopted)
        known = self.tokens.get(record.hub, {}).get(record.token or "")
        effect = self._read(record, self.world.apply)

        def undo() -> None:
            if record.token is not None:
                self._forget(record.hub, record.token, known)
            if effect is not None:
                effect()
            self.version, self.last_at, self.adopted = before

        return undo

    def _forget(self, hub: str, token: str, before: int | None) -> None:
        tokens = self.tokens[hub]
        if before is not None:
            tokens[token] = before
            return
        del tokens[token]
        if not tokens:
            del self.tokens[hub]

    def absorb(self, record: Record) -> None:
        """Read one more record for good."""
        self._read(record, self.world.absorb)

    def _read(self, record: Record, apply: Callable[[Fact, When], T]) -> T | None:
        seq, fact, token = record.seq, record.fact, record.token
        effect = None
        if isinstance(fact, RulesAdopted):
            if record.hub == self.hub:
                self.adopted = Adopted(seq, fact.digest, fact.kinds)
        elif not isinstance(fact, Corrected):
            effect = self._apply(seq, fact, record.when, apply)
        if token is not None:
            tokens = self.tokens.get(record.hub)
            if tokens is None:
                tokens = self.tokens[record.hub] = {}
            tokens[token] = seq
        self.version, self.last_at = seq, record.when.at
        return effect

    def _apply(
        self, seq: int, fact: Fact, when: When, apply: Callable[[Fact, When], T]
    ) -> T | None:
        if seq not in self.corrections:
            if self.corrections and self.world.area_of(fact).missing_step(fact) is not None:
                self.orphans.append(seq)
            return apply(fact, when)
        replacement = self.corrections[seq]
        return None if replacement is None else apply(replacement, when)

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
    for record in records():
        if isinstance(record.fact, Corrected):
            return _fold_settled(records, make)
        state.absorb(record)
    return state


def _fold_settled(
    records: Callable[[], Iterable[Record]], make: Callable[[dict[int, Fact | None]], Fold]
) -> Fold:
    state = make(corrections_in(records()))
    for record in records():
        state.absorb(record)
    return state


def corrections_in(records: Iterable[Record]) -> dict[int, Fact | None]:
    """What stands for each corrected record; of several corrections the last."""
    found: dict[int, Fact | None] = {}
    for record in records:
        if isinstance(record.fact, Corrected):
            found[record.fact.record] = record.fact.replacement
    return found
