"""Lost: what a calendar says that is not taken over as it stands, and why."""

from __future__ import annotations

from typing import Final, NamedTuple

MOST_LOST: Final = 5_000
"""Losses that are named one by one; a file with more of them is no calendar."""


class Lost(NamedTuple):
    """One thing that was not taken over, or not as it stands.

    Shape:   `line` is where it stands in the file, 0 for what is written; `uid` the event, "" for
             none; `property` its name in the calendar; `is_whole` if the whole event is left out.
    """

    line: int
    uid: str
    property: str
    why: str
    is_whole: bool = False

    def __str__(self) -> str:
        place = f"line {self.line}: " if self.line else ""
        what = "the event is left out" if self.is_whole else "taken without it, or otherwise"
        return f"{place}{self.property}: {self.why} ({what})"
