"""Stretches of a week as people write them: `tue 18:00-22:00`."""

from __future__ import annotations

from typing import NamedTuple

from mo_network.errors import InvalidValue
from mo_network.scheduling.hours import Hours
from mo_network.scheduling.wall import MINUTES_OF_DAY

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ALLOWED = "a weekday and hours of it, such as tue 18:00-22:00"


class Window(NamedTuple):
    """A stretch of one weekday.

    Units:   minutes of the week, from Monday's midnight on, half-open.
    """

    start: int
    end: int

    @classmethod
    def parse(cls, text: str) -> Window:
        """From the written form.

        Errors:  InvalidValue for other forms, and for hours that go past midnight.

        >>> Window.parse("tue 18:00-22:00")
        Window(start=2520, end=2760)
        """
        weekday, _, hours = text.partition(" ") if type(text) is str else ("", "", "")
        if weekday in WEEKDAYS:
            day, read = WEEKDAYS.index(weekday) * MINUTES_OF_DAY, Hours.parse(hours)
            if read.closes <= MINUTES_OF_DAY:
                return cls(day + read.opens, day + read.closes)
        raise InvalidValue(
            f"{text!r:.60} is no stretch of a weekday: write {_ALLOWED}; what goes past midnight "
            "is two of them",
            given=text,
            allowed=_ALLOWED,
        )

    @property
    def weekday(self) -> int:
        """The weekday, Monday being zero."""
        return self.start // MINUTES_OF_DAY

    def __str__(self) -> str:
        midnight = self.weekday * MINUTES_OF_DAY
        return f"{WEEKDAYS[self.weekday]} {Hours(self.start - midnight, self.end - midnight)}"
