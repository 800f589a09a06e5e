"""The waitlist: wishes that are not granted yet, in order of receipt, and what each waits for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

import attrs

from mo_network.rooms.entries import Wish
from mo_network.rooms.lifecycles import RECEIVED
from mo_network.rooms.months import month_of
from mo_network.rooms.views import EarlierWish, EarlierWishes
from mo_network.values.moments import minute_of, moment_of
from mo_network.values.slot import Slot
from mo_network.values.zones import zone

if TYPE_CHECKING:
    from mo_network.rooms.state import RoomsState


class Waiting(NamedTuple):
    """A wish that waits, and what for: names of bookings, dates of series, closures.

    Shape:   nothing is in its way if `waits_for` is empty: it can be granted now, unless a rule
             says otherwise; "hours" stands for the opening hours.
    """

    wish: str
    organisation: str
    received_at: datetime
    slot: Slot
    waits_for: tuple[str, ...]


def waiting(state: RoomsState, room: str, at: datetime) -> Iterator[Waiting]:
    """The wishes for a room that wait, whoever asked first coming first."""
    minute = minute_of(at)
    found = (
        state.wish_table[name]
        for names in state.wishes_by_month.get(room, {}).values()
        for name in names
    )
    open_wishes = (wish for wish in found if wish.start >= minute and is_open(state, wish.id))
    # Of two in one minute the one with the lesser id: an order that everybody can check.
    for wish in sorted(open_wishes, key=lambda wish: (wish.received_minute, wish.id)):
        received = moment_of(wish.received_minute, zone(state.zone_of(room)))
        obstacles = _obstacles(state, wish)
        yield Waiting(wish.id, wish.organisation, received, wish.slot, obstacles)


def is_open(state: RoomsState, wish: str) -> bool:
    """Whether a wish is neither granted nor withdrawn nor declined."""
    return state.statuses.get(wish) == RECEIVED and state.granted(wish) is None


def _obstacles(state: RoomsState, wish: Wish) -> tuple[str, ...]:
    availability = state.availability(wish.room, state.use_table.get(wish.id))
    held = (
        state.held_by(key).name
        for key in (
            availability.all_in(wish.start, wish.end)
            if availability.first_clash(wish.start, wish.end)
            else ()
        )
    )
    closed = availability.closures_in(wish.start, wish.end)
    shut = availability.first_closed(wish.start, wish.end)
    return (*held, *closed, *(() if shut is None else ("hours",)))


@attrs.frozen(eq=False)
class KeptWishes(EarlierWishes):
    """The wishes that a booking would pass over, read from the state when a rule asks."""

    state: RoomsState = attrs.field(kw_only=True, repr=False)
    room: str = attrs.field(kw_only=True)
    organisation: str = attrs.field(kw_only=True)
    start: int = attrs.field(kw_only=True)
    end: int = attrs.field(kw_only=True)
    before: int = attrs.field(kw_only=True)

    def waiting(self) -> tuple[EarlierWish, ...]:
        """The wishes of others for the same time that came earlier, and still wait."""
        months = self.state.wishes_by_month.get(self.room, {})
        # A wish lasts at most a year, so it begins in this month or one of the twelve before.
        wanted = range(month_of(self.start) - 12, month_of(self.end) + 1)
        found = (
            self.state.wish_table[name]
            for month in wanted
            if month in months
            for name in months[month]
        )
        return tuple(
            EarlierWish(wish.id, wish.organisation, self._day(wish.received_minute))
            for wish in sorted(found, key=lambda wish: (wish.received_minute, wish.id))
            if self._is_passed_over(wish)
        )

    def _is_passed_over(self, wish: Wish) -> bool:
        return (
            wish.received_minute < self.before
            and wish.organisation != self.organisation
            and wish.start < self.end
            and self.start < wish.end
            and is_open(self.state, wish.id)
        )

    def _day(self, minute: int) -> date:
        return moment_of(minute, zone(self.state.zone_of(self.room))).date()
