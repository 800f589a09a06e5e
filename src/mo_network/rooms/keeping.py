"""Keys and damage: who holds which key since when, and what is broken where."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from mo_network.judging.changes import Changes
from mo_network.judging.fact import Fact
from mo_network.judging.state import Handler, When
from mo_network.rooms.keeping_facts import (
    DamageReported,
    KeyAdded,
    KeyHandedOver,
    KeyReturned,
)
from mo_network.values.moments import minute_of

if TYPE_CHECKING:
    from mo_network.rooms.state import RoomsState


class KeyEntry(NamedTuple):
    """A key and what it opens; `holder` is "" while the hub has it.

    Units:   `since_minute` is when it was handed over, in UTC minutes.
    """

    id: str
    name: str
    rooms: tuple[str, ...]
    holder: str = ""
    since_minute: int = 0


class DamageEntry(NamedTuple):
    """Something that is or was broken; `booking` is "" where none is named."""

    id: str
    room: str
    what: str
    booking: str
    found_day: int

    @property
    def found_on(self) -> date:
        """The day on which it was found."""
        return date.fromordinal(self.found_day)


def _add_key(state: RoomsState, fact: KeyAdded, when: When, changes: Changes) -> None:
    changes.put(state.key_table, fact.id, KeyEntry(fact.id, fact.name, fact.rooms))


def _hand_over(state: RoomsState, fact: KeyHandedOver, when: When, changes: Changes) -> None:
    entry = state.key_table[fact.key]
    held = entry._replace(holder=fact.organisation, since_minute=minute_of(when.at))
    changes.put(state.key_table, fact.key, held)


def _return(state: RoomsState, fact: KeyReturned, when: When, changes: Changes) -> None:
    entry = state.key_table[fact.key]
    changes.put(state.key_table, fact.key, entry._replace(holder="", since_minute=0))


def _damage(state: RoomsState, fact: DamageReported, when: When, changes: Changes) -> None:
    found = fact.found_on.toordinal()
    entry = DamageEntry(fact.id, fact.room, fact.what, fact.booking or "", found)
    changes.put(state.damage_table, fact.id, entry)


KEEPING_HANDLERS: Mapping[type[Fact], Handler] = {
    KeyAdded: _add_key,
    KeyHandedOver: _hand_over,
    KeyReturned: _return,
    DamageReported: _damage,
}
