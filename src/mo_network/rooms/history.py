"""An organisation's bookings as a view of the state, which reads the months asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

import attrs

from mo_network.rooms.entries import Booking, UseEntry
from mo_network.rooms.lifecycles import CANCELLED
from mo_network.rooms.months import month_of
from mo_network.rooms.series.entries import Pieces
from mo_network.rooms.views import BookedTime, BookedTimes
from mo_network.scheduling import END_OF_TIME, FIRST_MINUTE
from mo_network.values.moments import moment_of
from mo_network.values.period import Period
from mo_network.values.zones import zone

if TYPE_CHECKING:
    from mo_network.rooms.state import RoomsState


@attrs.frozen(eq=False)
class KeptTimes(BookedTimes):
    """What an organisation holds, read from the state; `but` is left out, for it is judged."""

    state: RoomsState = attrs.field(kw_only=True, repr=False)
    organisation: str = attrs.field(kw_only=True)
    but: str = attrs.field(kw_only=True, default="")

    def beginning(self, days: Period) -> tuple[BookedTime, ...]:
        """The times of the months that some days touch."""
        return (*self._times(days), *self._series_times(days))

    def _series_times(self, days: Period) -> Iterator[BookedTime]:
        """The times of series, each by its window."""
        state = self.state
        for name in state.series_by_organisation.get(self.organisation, ()):
            if name == self.but or state.statuses.get(name) == CANCELLED:
                continue
            use, window = state.use_table.get(name), window_of(days)
            for held in chain(state.occurrences(name, *window), state.unused(name, *window)):
                on = moment_of(held.start, zone(state.zone_of(held.room))).date()
                yield BookedTime(held.room, on, held.end - held.start, *_marks(use))

    def _times(self, days: Period) -> Iterator[BookedTime]:
        # A day of a zone may lie in another month of UTC: one day more on either side.
        first = month_of(max(days.start.toordinal() - 2, 0) * 1440)
        end = date.max if days.end is None else days.end
        last = month_of(min(end.toordinal(), date.max.toordinal() - 1) * 1440)
        state = self.state
        months = state.by_month.get(self.organisation, {})
        if last - first > len(months):  # without an end, or nearly so
            wanted = sorted(month for month in months if first <= month <= last)
        else:
            wanted = [month for month in range(first, last + 1) if month in months]
        for month in wanted:
            for name in months[month]:
                if name != self.but and state.statuses.get(name) != CANCELLED:
                    yield self._time(state.booking_table[name])

    def _time(self, entry: Booking) -> BookedTime:
        use = self.state.use_table.get(entry.id)
        on = moment_of(entry.start, zone(self.state.zone_of(entry.room))).date()
        return BookedTime(entry.room, on, entry.end - entry.start, *_marks(use))


@attrs.frozen(eq=False)
class AskedTimes(BookedTimes):
    """The times that a series asks for, worked out for the days that a rule wants."""

    pieces: Pieces = attrs.field(kw_only=True)
    purpose: str = attrs.field(kw_only=True)
    is_public: bool = attrs.field(kw_only=True)

    def beginning(self, days: Period) -> tuple[BookedTime, ...]:
        """The times that begin on some days, or next to them."""
        return tuple(
            BookedTime(
                room,
                moment_of(start, zone(series.zone)).date(),
                end - start,
                self.purpose,
                self.is_public,
            )
            for room, series in self.pieces
            for _, start, end in series.occurrences(*window_of(days))
        )


def window_of(days: Period) -> tuple[int, int]:
    """The UTC minutes in which some days lie in any zone; without an end, two years of them."""
    first = days.start.toordinal() - 1
    last = first + 2 * 366 if days.end is None else days.end.toordinal() - 1
    start = max((first - 1) * 1440, FIRST_MINUTE)
    return start, max(min((last + 1) * 1440, END_OF_TIME), start + 1)


def _marks(use: UseEntry | None) -> tuple[str, bool]:
    return ("", False) if use is None else (use.purpose or "", use.is_public)
