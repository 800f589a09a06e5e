"""What each fact changes in advice; the lifecycle table has let it pass before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import TYPE_CHECKING

from mo_network.advice.entries import Attended
from mo_network.advice.facts import TalkHeld, WorkshopAttended
from mo_network.judging.changes import Changes
from mo_network.judging.fact import Fact
from mo_network.judging.state import Handler, When

if TYPE_CHECKING:
    from mo_network.advice.state import AdviceState


def _attend(
    state: AdviceState, fact: TalkHeld | WorkshopAttended, when: When, changes: Changes
) -> None:
    """Put it in its place among the organisation's days: many are written down late."""
    entry = Attended(fact.on.toordinal(), fact.id, fact.organisation, fact.kind)
    entries = state.attended_table.get(entry.organisation, [])
    place = bisect_left(entries, entry)
    if place == len(entries):
        changes.note(state.attended_table, entry.organisation, entry)
    else:
        placed = [*entries[:place], entry, *entries[place:]]
        changes.put(state.attended_table, entry.organisation, placed)


HANDLERS: Mapping[type[Fact], Handler] = {TalkHeld: _attend, WorkshopAttended: _attend}
