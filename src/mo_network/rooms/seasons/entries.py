"""What is kept of seasons: small entries of strings and whole numbers."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from mo_network.rooms.seasons.windows import Window
from mo_network.scheduling.series import Series
from mo_network.values.period import Period


class Season(NamedTuple):
    """A season.

    Units:   days as ordinals, the end not included; `step` in minutes.
    """

    id: str
    name: str
    first_day: int
    end_day: int
    last_wish_day: int
    rooms: tuple[str, ...]
    hours: tuple[str, ...]
    step: int
    quota: int
    seed: str

    @property
    def period(self) -> Period:
        """The days for which it is shared out."""
        return Period(date.fromordinal(self.first_day), date.fromordinal(self.end_day))

    @property
    def windows(self) -> tuple[Window, ...]:
        """The stretches of the week that are shared out."""
        return tuple(map(Window.parse, self.hours))

    def days(self, weekday: int) -> range:
        """Its days of one weekday, Monday being zero, as ordinals."""
        first = self.first_day + (weekday - (self.first_day - 1)) % 7
        return range(first, self.end_day, 7)


class SeasonWish(NamedTuple):
    """A wish for a season.

    Units:   `received_minute` as moments count them, in UTC.
    """

    id: str
    season: str
    organisation: str
    windows: tuple[str, ...]
    rooms: tuple[str, ...]
    minutes: int
    persons: int
    received_minute: int


class Terms(NamedTuple):
    """Where an organisation stands in a season; `quota` below zero is the season's."""

    organisation: str
    priority: int
    quota: int


class Given(NamedTuple):
    """A slot that was given, as the series to be booked for it."""

    wish: str
    organisation: str
    room: str
    persons: int
    series: Series
