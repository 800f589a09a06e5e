"""Rule against rule: what a series meets of other series, while all that is finite rests."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final, NamedTuple

from mo_network.scheduling.deciding.bits import days_of
from mo_network.scheduling.deciding.clocks import utc_of
from mo_network.scheduling.deciding.crowd import Share, crowded, first_of, touched
from mo_network.scheduling.deciding.meeting import first_by_rule, is_meeting_itself
from mo_network.scheduling.deciding.rays import DAY, Ray
from mo_network.scheduling.deciding.register import Member
from mo_network.scheduling.deciding.timetable import Timetable, horizon_of, rounded
from mo_network.scheduling.minutes import END_OF_TIME, FIRST_MINUTE
from mo_network.scheduling.series import Occurrence
from mo_network.scheduling.series.walls import LAST_DAY

_NEAR: Final = 1_500


class Stretch(NamedTuple):
    """A window over which single demands and capacity do not change, and what is free then."""

    low: int
    high: int
    room: int

    @property
    def is_all(self) -> bool:
        """Whether it is all the time there is."""
        return self.low == FIRST_MINUTE and self.high == END_OF_TIME


class Ruled:
    """A wish and the members of a register whose rules it may meet."""

    def __init__(self, table: Timetable, amount: int, members: list[Member]) -> None:
        self.table = table
        self.amount = amount
        self.members = members
        self.is_own_rival = is_meeting_itself(table)

    def first(self, stretch: Stretch) -> int | None:
        """The first minute too many, for the occurrences that lie within the stretch."""
        if not self.table.patterns:
            return None
        if stretch.room < self.amount:
            return next((each.start for each in self._within(stretch)), None)
        if stretch.is_all and self.is_pairwise(stretch.room):
            others = [member.table for member in self.members]
            return first_by_rule(self.table, others + [self.table] * self.is_own_rival)
        return self._first_of_crowd(stretch)

    def blocked(self, stretch: Stretch) -> Iterator[Occurrence]:
        """The occurrences within the stretch that do not fit, about in order."""
        table = self.table
        if not table.patterns:
            return
        if stretch.room < self.amount:
            yield from self._within(stretch)
            return
        seen = 0
        last = rounded(min(table.last, stretch.high // DAY) + 1)
        for horizon in sorted({*self._horizons(stretch), last}):
            rays = touched(self._rays(stretch, horizon), self._crowded(stretch, horizon))
            walls = sorted(
                (ray.first + day) * DAY + ray.time for ray in rays for day in days_of(ray.days)
            )
            for wall in walls:
                if wall >= seen:
                    yield table.padded(table.series.plan.one(wall))
                    seen = wall + 1

    def _within(self, stretch: Stretch) -> Iterator[Occurrence]:
        low, high, _ = stretch
        found = self.table.by_rule(low, high)
        return (each for each in found if low <= each.start and each.end <= high)

    def is_pairwise(self, room: int) -> bool:
        """Whether any one of the others beside the wish is too many."""
        return all(self.amount + each.demand.amount > room for each in self.members) and (
            not self.is_own_rival or 2 * self.amount > room
        )

    def _first_of_crowd(self, stretch: Stretch) -> int | None:
        first = None
        for horizon in self._horizons(stretch):
            first = first_of(self._crowded(stretch, horizon))
            if first is not None and first < (horizon - self._reach) * DAY:
                break
        if first is None:
            return None
        return utc_of(self.table.zone, first) if self._is_on_wall(stretch) else first - DAY

    def _horizons(self, stretch: Stretch) -> list[int]:
        """Days up to which to look: near at hand, and by when everything has happened once."""
        table, tables = self.table, [self.table, *(each.table for each in self.members)]
        day = stretch.low // DAY + 1
        far = horizon_of(tables, on_wall=self._is_on_wall(stretch), since=day)
        end = rounded(min(table.last, stretch.high // DAY) + self._reach)
        near = rounded(max(table.first, day) + _NEAR)
        return sorted({min(near, far, end, LAST_DAY), min(far, end, LAST_DAY)})

    @cached_property
    def _reach(self) -> int:
        return 2 * max(each.reach for each in (self.table, *(m.table for m in self.members)))

    def _is_on_wall(self, stretch: Stretch) -> bool:
        zone = self.table.zone
        tables = (self.table, *(each.table for each in self.members))
        return stretch.is_all and all(t.zone == zone and t.is_smooth for t in tables)

    def _rays(self, stretch: Stretch, horizon: int) -> tuple[Ray, ...]:
        rays = self.table.rays(horizon, on_wall=self._is_on_wall(stretch))
        if stretch.is_all:
            return rays
        return tuple(_cut(ray, stretch.low + DAY, stretch.high + DAY) for ray in rays)

    def _crowded(self, stretch: Stretch, horizon: int) -> list[Ray]:
        on_wall = self._is_on_wall(stretch)
        others = [
            Share(member.table.rays(horizon, on_wall=on_wall), member.demand.amount)
            for member in self.members
        ]
        return crowded(Share(self._rays(stretch, horizon), self.amount), others, stretch.room)


def _cut(ray: Ray, low: int, high: int) -> Ray:
    """The days of a ray that begin and end within a window."""
    first = max(-((ray.minute - low) // DAY) - ray.first, 0)
    count = (high - ray.minute - ray.lasting) // DAY - ray.first + 1
    days = ray.days & ((1 << max(count, 0)) - 1)
    return ray._replace(days=days >> first << first)
