"""The world of one hub: the states of all areas, and which ids are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from mo_network.errors import InvalidValue, UnknownReference
from mo_network.judging.changes import Changes
from mo_network.judging.columns import by_key, by_value, pack, unpack
from mo_network.judging.fact import Fact, new_ids, references, shape_of
from mo_network.judging.known import similar
from mo_network.judging.state import AreaState, Breach, When

Apply = Callable[[Fact, When, Changes], None]


class World:
    """All area states of one hub, changed fact by fact.

    Shape:   `areas` maps an area's name to its state, which may be made when it is first asked
             for; `route` maps a fact class to that name.
    """

    __slots__ = ("_ways", "areas", "ids", "route")

    def __init__(self, areas: Mapping[str, AreaState], route: Mapping[type[Fact], str]) -> None:
        self.areas = areas
        self.route = route
        # The keys alone; a table, so that it is changed and taken back as all others are.
        self.ids: dict[str, None] = {}
        self._ways: dict[type[Fact], tuple[Apply, tuple[str, ...]]] = {}

    def apply(self, fact: Fact, when: When, changes: Changes) -> None:
        """Change the state of the fact's area, and know the ids that it brings."""
        way = self._ways.get(type(fact))
        if way is None:
            way = self._ways[type(fact)] = self.area_of(fact).apply, shape_of(type(fact)).new
        apply, new = way
        apply(fact, when, changes)
        for field in new:
            changes.put(self.ids, getattr(fact, field), None)

    def states(self) -> list[tuple[str, AreaState]]:
        """The states that there are, by their names, whichever was made first."""
        return sorted(self.areas.items())

    def area_of(self, fact: Fact) -> AreaState:
        """The state of the area that a fact belongs to."""
        return self.areas[self.route[type(fact)]]

    def require_well_formed(self, fact: Fact) -> None:
        """Raise unless the fact's ids are new and its references known.

        Errors: InvalidValue for an id that exists, UnknownReference for one that does not.
        """
        shape, ids = shape_of(type(fact)), self.ids
        for name in shape.new and new_ids(fact):
            if name in ids:
                raise InvalidValue(
                    f"{type(fact).__name__}: the id {name!r} exists already; take another, or "
                    "repeat the request with its token to get the recorded outcome",
                    given=name,
                    allowed="a new id",
                )
        for name in references(fact):
            if name not in ids:
                raise UnknownReference(
                    f"{type(fact).__name__}: nothing is known by the id {name!r}; "
                    f"record first the fact that brings it{similar(name, ids)}",
                    reference=name,
                )

    def breaches(self, at: datetime, by: Fact | None = None) -> Iterator[Breach]:
        """Every promise that stands broken at a moment, area by area."""
        if by is not None:
            yield from self.area_of(by).breaches(at, by)
            return
        for _, state in self.states():
            yield from state.breaches(at)

    def dump(self) -> dict[str, Any]:
        """All states as plain JSON values, for a checkpoint."""
        areas = {
            name: tables for name, state in self.states() if any((tables := state.dump()).values())
        }
        # What has a status has an id, and most ids have a status.
        rest = set(self.ids).difference(*(area["statuses"] for area in areas.values()))
        return {"ids": sorted(rest), "areas": {name: _pack(area) for name, area in areas.items()}}

    def load(self, data: Mapping[str, Any]) -> None:
        """Take over what `dump` gave; called once, on an empty world."""
        self.ids.update(dict.fromkeys(data["ids"]))
        for name, packed in data["areas"].items():
            area = _unpack(packed)
            self.ids.update(dict.fromkeys(area["statuses"]))
            self.areas[name].load(area)


def _pack(area: dict[str, Any]) -> dict[str, Any]:
    packed = {name: pack(table) for name, table in area.items() if name != "statuses"}
    return {**packed, "statuses": by_value(area["statuses"])}


def _unpack(packed: Mapping[str, Any]) -> dict[str, Any]:
    area = {name: unpack(table) for name, table in packed.items() if name != "statuses"}
    return {**area, "statuses": by_key(packed["statuses"])}
