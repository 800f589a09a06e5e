"""What each fact about seasons changes; the lifecycle table has let it pass before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mo_network.judging.changes import Changes
from mo_network.judging.fact import Fact
from mo_network.judging.state import Handler, When
from mo_network.rooms.seasons.entries import Season, SeasonWish, Terms
from mo_network.rooms.seasons.facts import (
    SeasonAllocated,
    SeasonOpened,
    SeasonPrioritySet,
    SeasonWishReceived,
)
from mo_network.values.moments import minute_of

if TYPE_CHECKING:
    from mo_network.rooms.seasons.state import SeasonState


def _open(state: SeasonState, fact: SeasonOpened, when: When, changes: Changes) -> None:
    assert fact.period.end is not None
    entry = Season(
        fact.id,
        fact.name,
        fact.period.start.toordinal(),
        fact.period.end.toordinal(),
        fact.wishes_through.toordinal(),
        fact.rooms,
        fact.hours,
        fact.step,
        fact.quota,
        fact.seed,
    )
    changes.put(state.season_table, fact.id, entry)


def _wish(state: SeasonState, fact: SeasonWishReceived, when: When, changes: Changes) -> None:
    entry = SeasonWish(
        fact.id,
        fact.season,
        fact.organisation,
        fact.windows,
        fact.rooms,
        fact.minutes,
        fact.persons,
        minute_of(when.received),
    )
    changes.put(state.season_wish_table, fact.id, entry)
    changes.note(state.wishes_by_season, fact.season, fact.id)


def _weigh(state: SeasonState, fact: SeasonPrioritySet, when: When, changes: Changes) -> None:
    quota = -1 if fact.quota is None else fact.quota
    terms = dict(state.terms_table.get(fact.season, {}))
    terms[fact.organisation] = Terms(fact.organisation, fact.priority, quota)
    changes.put(state.terms_table, fact.season, terms)


def _allocate(state: SeasonState, fact: SeasonAllocated, when: When, changes: Changes) -> None:
    changes.put(state.allocation_table, fact.season, fact)


SEASON_HANDLERS: Mapping[type[Fact], Handler] = {
    SeasonOpened: _open,
    SeasonWishReceived: _wish,
    SeasonPrioritySet: _weigh,
    SeasonAllocated: _allocate,
}
