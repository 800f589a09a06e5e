"""Who may vote, who did, and which votes do not count, each for one reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import Enum
from typing import NamedTuple

from mo_network.errors import InvalidValue


class Seat(NamedTuple):
    """Sitz: a place in a body, and the institution that fills it; its person is never named."""

    id: str
    institution: str | None = None
    is_chair: bool = False


class Choice(Enum):
    """What a seat says to a motion: yes (Ja), no (Nein), or it abstains (Enthaltung)."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


class Vote(NamedTuple):
    """Stimme: what one seat says to a motion."""

    seat: str
    choice: Choice


class Fault(Enum):
    """Why a vote does not count; of several reasons the first of this list."""

    NO_SEAT = "no_seat"
    RECUSED = "recused"
    ABSENT = "absent"
    TWICE = "twice"


class Problem(NamedTuple):
    """One seat's vote, or its name on a list, that cannot count, and why."""

    seat: str
    fault: Fault


class Roll(NamedTuple):
    """Anwesenheit: the seats of a body, those that are there, and those that are recused.

    Shape:   who is recused may be in the room for other motions: for this one it is not there.
    """

    seats: frozenset[str]
    present: frozenset[str]
    recused: frozenset[str]
    chair: str | None

    @property
    def entitled(self) -> frozenset[str]:
        """The seats that may vote on the motion, present or not."""
        return self.seats - self.recused

    @property
    def voting(self) -> frozenset[str]:
        """The seats that may vote on the motion and are there."""
        return self.entitled & self.present


def call_roll(seats: Collection[Seat], present: Iterable[str], recused: Iterable[str]) -> Roll:
    """The roll of a body for one motion.

    Errors:  InvalidValue for a seat that stands twice, or for two chairs.
    """
    names = frozenset(seat.id for seat in seats)
    if len(names) != len(seats):
        given = sorted(seat.id for seat in seats)
        twice = sorted({name for name in given if given.count(name) > 1})
        raise InvalidValue(
            f"{', '.join(twice)} stands twice among the seats: a body has each seat once",
            given=tuple(given),
            allowed="each seat once",
        )
    chairs = sorted(seat.id for seat in seats if seat.is_chair)
    if len(chairs) > 1:
        raise InvalidValue(
            f"{', '.join(chairs)} are all in the chair: a body has one chair, or none",
            given=tuple(chairs),
            allowed="one chair, or none",
        )
    chair = chairs[0] if chairs else None
    return Roll(names, frozenset(present), frozenset(recused), chair)


def problems_of(roll: Roll, voters: Collection[str]) -> tuple[Problem, ...]:
    """What cannot count, sorted, with one reason a seat.

    Shape:   besides the votes also names on the lists of those present or recused that are no
             seats: a recusal that names nobody would leave a vote in that should be out.
    """
    found = {
        name: Problem(name, Fault.NO_SEAT)
        for name in (roll.present | roll.recused).difference(roll.seats)
    }
    seen: set[str] = set()
    for name in voters:
        fault = _fault_of(roll, name, seen)
        seen.add(name)
        if fault is not None:
            found.setdefault(name, Problem(name, fault))
    return tuple(found[name] for name in sorted(found))


def _fault_of(roll: Roll, name: str, seen: Collection[str]) -> Fault | None:
    if name not in roll.seats:
        return Fault.NO_SEAT
    if name in roll.recused:
        return Fault.RECUSED
    if name not in roll.present:
        return Fault.ABSENT
    return Fault.TWICE if name in seen else None
