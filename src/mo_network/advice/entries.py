"""What advice keeps: small entries of strings and whole numbers, with values as properties."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Attended(NamedTuple):
    """One talk or workshop of one organisation; sorted, they stand in the order of their days.

    Units:   `day` as an ordinal.
    """

    day: int
    id: str
    organisation: str
    kind: str

    @property
    def on(self) -> date:
        """The day of the talk, or the last one of the workshop."""
        return date.fromordinal(self.day)
