"""What the state of lending keeps: small entries of strings and whole numbers.

Moments are UTC minutes, as the engine counts them, so that a checkpoint is quickly read.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from mo_network.values.moments import moment_of
from mo_network.values.money import Money
from mo_network.values.slot import Slot
from mo_network.values.zones import zone


class Pieces(NamedTuple):
    """So many pieces of one thing."""

    item: str
    number: int


class Moved(NamedTuple):
    """Pieces that left the house, or came back, in one minute."""

    minute: int
    item: str
    number: int


class Item(NamedTuple):
    """A kind of thing that is lent; `number` is what there was when it was added.

    Shape:   `zone` names the zone of its clock; `worth` is None where no value is known.
    """

    id: str
    name: str
    number: int
    zone: str
    cents: int | None
    currency: str

    @property
    def worth(self) -> Money | None:
        """What one piece is worth."""
        return None if self.cents is None else Money(self.cents, self.currency)


class Kit(NamedTuple):
    """Several things that are lent as one, or of which so many as `choose` says are enough."""

    id: str
    name: str
    parts: tuple[Pieces, ...]
    choose: int | None


class Request(NamedTuple):
    """A request for a loan, and when it was handed in, in UTC minutes."""

    id: str
    organisation: str
    lines: tuple[Pieces, ...]
    received_minute: int
    start: int
    end: int
    start_zone: str
    end_zone: str

    @property
    def slot(self) -> Slot:
        """The time that was asked for."""
        return Slot.between(*self[-4:])


class Loan(NamedTuple):
    """A loan as it stands, extended or not; `request` is "" for one without a request.

    Shape:   `lines` as promised, `pieces` the same with kits taken apart; `handed` and `back` in
             the order of recording, kits taken apart; `is_open` is False once what was not
             fetched is free again.
    """

    id: str
    request: str
    organisation: str
    lines: tuple[Pieces, ...]
    pieces: tuple[Pieces, ...]
    handed: tuple[Moved, ...]
    back: tuple[Moved, ...]
    is_open: bool
    start: int
    end: int
    start_zone: str
    end_zone: str

    @property
    def slot(self) -> Slot:
        """The time for which it is promised."""
        return Slot.between(*self[-4:])

    @property
    def ends_at(self) -> datetime:
        """The moment at which all of it is to be back, by the clock of its end."""
        return moment_of(self.end, zone(self.end_zone))

    @property
    def things(self) -> tuple[str, ...]:
        """The ids of all that it is about, kits taken apart, in order."""
        found = [item for item, _ in self.pieces]
        return tuple(dict.fromkeys([*found, *(item for _, item, _ in self.handed)]))

    @property
    def is_out(self) -> bool:
        """Whether any piece of it is out."""
        return any(map(self.out, self.things))

    def out(self, item: str) -> int:
        """How many pieces of a thing left the house with it and are not back."""
        gone = sum(number for _, name, number in self.handed if name == item)
        return gone - sum(number for _, name, number in self.back if name == item)

    def waiting(self, item: str) -> int:
        """How many pieces of a thing are promised and still to be fetched."""
        if not self.is_open:
            return 0
        promised = sum(number for name, number in self.pieces if name == item)
        gone = sum(number for _, name, number in self.handed if name == item)
        return max(0, promised - gone)


class Damage(NamedTuple):
    """Pieces that were reported broken; `loan` is "" where they did not come back from one."""

    id: str
    loan: str
    pieces: tuple[Pieces, ...]


def times_of(slot: Slot) -> tuple[int, int, str, str]:
    """A slot in numbers, from which it can be had again."""
    return slot.start_minute, slot.end_minute, _key(slot.start), _key(slot.end)


def lines_of(items: tuple[str, ...], counts: tuple[int, ...]) -> tuple[Pieces, ...]:
    """The lines of a fact, thing by thing."""
    return tuple(map(Pieces, items, counts))


def _key(at: datetime) -> str:
    # A slot keeps zones of the IANA data and UTC alone, so what is no ZoneInfo is UTC.
    return (at.tzinfo.key or "UTC") if isinstance(at.tzinfo, ZoneInfo) else "UTC"
