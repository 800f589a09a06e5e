"""Advice's state: who was talked with and who attended what, and when."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date
from typing import Any

from mo_network.advice.entries import Attended
from mo_network.advice.handlers import HANDLERS
from mo_network.advice.lifecycles import LIFECYCLES
from mo_network.judging.state import AreaState


class AdviceState(AreaState):
    """Talks and workshops, each organisation's in the order of their days.

    Shape:   nothing here is a promise, so nothing breaks and nobody holds anything.
    Source:  design, sections 3 and 4.
    """

    lifecycles = LIFECYCLES
    handlers = HANDLERS

    def __init__(self) -> None:
        super().__init__()
        self.attended_table: dict[str, list[Attended]] = {}

    def attended(
        self, organisation: str, until: date, kind: str | None = None
    ) -> tuple[Attended, ...]:
        """What an organisation attended up to a day, that day included, in the order of days.

        Shape:   talks and workshops alike, of one kind if it is given; empty for an
                 organisation that nobody ever advised.
        """
        entries = self.attended_table.get(organisation)
        if entries is None:
            return ()
        last = bisect_left(entries, (until.toordinal() + 1,))
        found = entries[:last]
        return tuple(entry for entry in found if kind in (None, entry.kind))

    def has_attended(self, organisation: str, kind: str, until: date) -> bool:
        """Whether an organisation attended something of a kind by a day, that day included."""
        return bool(self.attended(organisation, until, kind))

    # --- what the floors above ask --------------------------------------------------------

    def dump(self) -> dict[str, Any]:
        """The state as plain JSON values, for a checkpoint."""
        return {
            "attended": [entry for entries in self.attended_table.values() for entry in entries],
            "statuses": dict(self.statuses),
        }

    def load(self, data: Mapping[str, Any]) -> None:
        """Take over what `dump` gave; called once, on an empty state."""
        self.statuses.update(data["statuses"])
        for entry in map(Attended._make, data["attended"]):
            self.attended_table.setdefault(entry.organisation, []).append(entry)
