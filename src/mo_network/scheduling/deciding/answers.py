"""What a decision about two series says: where they first meet, or why they never do."""

from __future__ import annotations

from typing import NamedTuple

from mo_network.scheduling.series import WallMinute, write_wall


class Meeting(NamedTuple):
    """The first minute at which both ask for something, and the occurrences that do.

    Shape:   of several that stand then, the latest to begin; each is named by its start as the
             rule has it.
    Units:   `at` in UTC minutes; the occurrences on the wall clocks of their series.
    """

    at: int
    one: WallMinute
    other: WallMinute

    @property
    def one_key(self) -> str:
        """The key of the first series' occurrence."""
        return write_wall(self.one)

    @property
    def other_key(self) -> str:
        """The key of the second series' occurrence."""
        return write_wall(self.other)


class Never(NamedTuple):
    """They never meet, through 9999-12-31, and this is why.

    Shape:   `code` is one of
             `no_occurrence`: one of them never takes place;
             `one_ends_first`: the one is over (UTC minute `ends`) before the other `begins`;
             `times_apart`: at no time of any day would the one begin while the other stands;
             `days_apart`: the times would touch, but not on the days, which are told apart by
             their remainders modulo `every` days;
             `dates_apart`: their times and weekdays would allow it, but the calendar, the clocks,
             or occurrences left out do not.
    """

    code: str
    values: tuple[tuple[str, int], ...] = ()


NEVER_CODES = (
    "dates_apart",
    "days_apart",
    "no_occurrence",
    "one_ends_first",
    "times_apart",
)
