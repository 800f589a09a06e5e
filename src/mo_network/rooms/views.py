"""Views: what a rule about rooms may see of an organisation's bookings, frozen and bounded."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import attrs

from mo_network.values.period import Period


class BookedTime(NamedTuple):
    """One time that a room is or was promised: the day on which it begins, and how long it is.

    Shape:   `purpose` is "" where none is known.
    Units:   the day by the room's clock; minutes as they pass.
    """

    room: str
    start_on: date
    minutes: int
    purpose: str = ""
    is_public: bool = False


@attrs.frozen
class BookedTimes:
    """Gebuchte Zeiten: asked for when a rule wants them, by the days on which they begin.

    Shape:   a time belongs whole to the day on which it begins. What was cancelled is not in it,
             what nobody came to is.

    >>> times = BookedTimes((BookedTime("room:saal", date(2026, 5, 4), 120),))
    >>> len(times.within(Period(date(2026, 5, 1), date(2026, 6, 1))))
    1
    """

    times: tuple[BookedTime, ...] = ()

    def within(
        self, days: Period, rooms: frozenset[str] = frozenset(), *, only_public: bool = False
    ) -> tuple[BookedTime, ...]:
        """The times that begin on some days, in some rooms (in all, if none is named)."""
        return tuple(
            time
            for time in self.beginning(days)
            if time.start_on in days
            and (not rooms or time.room in rooms)
            and (time.is_public or not only_public)
        )

    def beginning(self, days: Period) -> tuple[BookedTime, ...]:
        """All times that may begin on some days; where they are kept by months, whole months."""
        return self.times


class EarlierWish(NamedTuple):
    """A wish of another organisation that waits for the same time, and the day it came."""

    wish: str
    organisation: str
    received_on: date


@attrs.frozen
class EarlierWishes:
    """Wartende Wünsche: what a booking would pass over, asked for when a rule wants it."""

    wishes: tuple[EarlierWish, ...] = ()

    def waiting(self) -> tuple[EarlierWish, ...]:
        """The wishes of others for the same time that came earlier, and still wait."""
        return self.wishes
