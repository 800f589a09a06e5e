"""Steps: what a row of a table or of a setup file puts forward, and whether it is new."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum

import attrs

from mo_network.errors import InvalidValue, MoNetworkError
from mo_network.exchange.knowledge import Knowledge
from mo_network.hub.hub import Hub
from mo_network.judging.fact import Fact
from mo_network.values.sealed import Sealed


@attrs.frozen(eq=False)
class Step:
    """One fact that a row puts forward.

    Shape:   `token` is the table and the row, so that a row is recorded once; `place` is file
             and line; `on` the day that the row names; `texts` are sealed when it is recorded.
    """

    token: str
    place: str
    fact: Fact
    on: date | None = None
    texts: Mapping[str, str] = attrs.field(factory=dict, repr=False)

    def sealed(self, hub: Hub) -> Fact:
        """The fact with its texts sealed by a hub."""
        return self.fact.but(**{name: hub.seal(text) for name, text in self.texts.items()})

    def placed(self, error: MoNetworkError) -> InvalidValue:
        """An error of the door, with the place of the row that led to it."""
        return InvalidValue(f"{self.place}: {error}", given=self.token)


class Novelty(Enum):
    """Whether a row is new, was recorded as it stands, or was recorded otherwise."""

    NEW = "new"
    KNOWN = "known"
    CHANGED = "changed"


def novelty(hub: Hub, known: Knowledge, step: Step) -> Novelty:
    """Compare a row with what its token led to; sealed texts by what they say.

    Shape:   a text that was erased can no longer be told apart, so it counts as the same.
    """
    record = known.record(step.token)
    if record is None:
        return Novelty.NEW
    if type(record.fact) is not type(step.fact):
        return Novelty.CHANGED
    return Novelty.KNOWN if _is_same(hub, step, record.fact) else Novelty.CHANGED


def _is_same(hub: Hub, step: Step, recorded: Fact) -> bool:
    kept: dict[str, Sealed] = {
        field.name: value
        for field in attrs.fields(type(recorded))
        if isinstance(value := getattr(recorded, field.name), Sealed)
    }
    for name, sealed in kept.items():
        text = hub.unseal(sealed)
        if text is not None and text != step.texts.get(name):
            return False
    if kept.keys() != step.texts.keys():
        return False
    return step.fact.but(**kept) == recorded
