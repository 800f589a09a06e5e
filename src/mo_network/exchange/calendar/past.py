"""What the journal says of each booking beside its time: when it was written down, and for what."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

import attrs

from mo_network.directory.state import DirectoryState
from mo_network.errors import UnknownReference
from mo_network.hub.read_only import ReadOnlyHub
from mo_network.judging.fact import Fact
from mo_network.judging.facts import Corrected
from mo_network.rooms.facts import RoomBooked, RoomWished, SeriesBooked, SeriesWished
from mo_network.rooms.lifecycles import LIFECYCLES
from mo_network.rooms.state import RoomsState
from mo_network.values.sealed import Sealed

_FIELDS = {
    cls: field
    for lifecycle in LIFECYCLES
    if lifecycle.thing in ("booking", "series", "closure")
    for cls, field in lifecycle.names.items()
}


@attrs.define
class Past:
    """The records of one thing: its first and its last moment, and how often it was changed.

    Shape:   `digest` is that of its first record, which nobody outside of the hub knows.
    """

    created: datetime
    changed: datetime
    digest: str
    changes: int = 0
    assured: frozenset[str] = frozenset()
    persons: int = 0

    def outside_uid(self, name: str) -> str:
        """A UID by which nobody can tell what the thing is, and always the same."""
        return sha256(f"{self.digest} {name}".encode()).hexdigest()[:32]


@attrs.frozen(eq=False)
class Pasts:
    """The state of rooms at one record, and what the journal says beside it.

    Shape:   one pass over the journal; an app that serves many phones keeps what it made.
    """

    rooms: RoomsState
    names: dict[str, str]
    of: dict[str, Past]
    purposes: dict[str, Sealed]

    @classmethod
    def read(cls, hub: ReadOnlyHub) -> Pasts:
        """What stands in the journal of a hub up to its version."""
        world = hub.journal.fold(hub.version).world
        rooms = world.areas["rooms"]
        assert isinstance(rooms, RoomsState)
        names = {each.id: each.name for each in rooms.rooms()}
        of: dict[str, Past] = {}
        purposes: dict[str, Sealed] = {}
        facts: dict[int, Fact] = {}
        for record in hub.journal.records(until=hub.version):
            fact = record.fact
            if isinstance(fact, Corrected):
                found = [facts.get(fact.record), fact.replacement]
            else:
                facts[record.seq] = fact
                found = [fact]
            kept = [each for each in found if each is not None]
            for name in {name for each in kept for name in _names(each)}:
                past = of.get(name)
                if past is None:
                    of[name] = Past(record.at, record.at, record.digest)
                else:
                    past.changed, past.changes = record.at, past.changes + 1
            for each in kept:
                _note(each, of, purposes)
        booked = {each.organisation for each in rooms.booking_table.values()}
        booked |= {each.organisation for each in rooms.series_table.values()}
        names |= {name: _name(world.areas["directory"], name) for name in booked}
        return cls(rooms, names, of, purposes)


def _names(fact: Fact) -> tuple[str, ...]:
    """The booking, series or closure that a fact is a step of, by the lifecycle tables."""
    field = _FIELDS.get(type(fact))
    return () if field is None else (getattr(fact, field),)


def _note(fact: Fact, of: dict[str, Past], purposes: dict[str, Sealed]) -> None:
    if isinstance(fact, RoomBooked | SeriesBooked):
        past = of[fact.id]
        past.assured, past.persons = fact.assured or frozenset(), fact.persons
    elif isinstance(fact, RoomWished | SeriesWished) and fact.purpose is not None:
        purposes[fact.id] = fact.purpose


def _name(directory: object, organisation: str) -> str:
    assert isinstance(directory, DirectoryState)
    try:
        return directory.organisation(organisation).name
    except UnknownReference:
        return organisation
