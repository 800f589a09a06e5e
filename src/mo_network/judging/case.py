"""A case: one fact before the judge, with the moments that it rests on."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from mo_network.judging.fact import Fact
from mo_network.judging.state import When


@lru_cache(maxsize=256)
def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """The day that a moment falls on in a zone."""
    return moment.astimezone(zone).date()


class Case:
    """What is judged: the fact as handed in, the decision it asks for, and when.

    Shape:   `asked` is the fact itself for decided facts; `is_open` tells that the decision is
             still to come, so what only it can bring is listed as open, outside the verdict.
    """

    __slots__ = ("asked", "fact", "is_open", "when", "zone")

    def __init__(self, fact: Fact, when: When, zone: ZoneInfo) -> None:
        self.fact = fact
        self.asked = fact.asks()
        self.is_open = self.asked is not fact
        self.when = when
        self.zone = zone

    @property
    def decided_on(self) -> date:
        """The hub's day on which this is written down."""
        return local_day(self.when.at, self.zone)

    @property
    def received_on(self) -> date:
        """The hub's day on which this was handed in."""
        return local_day(self.when.received, self.zone)

    def day_of(self, moment: datetime) -> date:
        """The hub's day of another moment, such as an earlier record's."""
        return local_day(moment, self.zone)
