"""The laws of rooms: the core's own judgements, which nothing can loosen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from mo_network.judging.answers import Limit, Veto
from mo_network.judging.case import Case
from mo_network.judging.law import Law, law
from mo_network.rooms.facts import BookingMoved, RoomBooked
from mo_network.rooms.hooks import PERSONS
from mo_network.rooms.state import CAPACITY, CLOSED, RoomsState

_Asked = RoomBooked | BookingMoved
_MINUTE = timedelta(minutes=1)


def room_of(state: RoomsState, asked: _Asked) -> str:
    """The room that a booking, or its moving, is about; "" where that is not known any more."""
    if asked.room is not None:
        return asked.room
    assert isinstance(asked, BookingMoved)
    entry = state.booking_table.get(asked.booking)
    return "" if entry is None else entry.room


@law(
    CAPACITY,
    worse="To promise a room twice: two groups stand at one door. Who is refused can ask again.",
    judges=(RoomBooked, BookingMoved),
    sentences={
        "de": {"taken": "Belegt ist {0} ({1})."},
        "en": {"taken": "Taken: {0} ({1})."},
    },
)
def capacity(state: RoomsState, asked: _Asked, case: Case) -> Iterable[Veto]:
    """No decided fact raises the demand on a room above one at any instant."""
    timetable, slot = state.timetable(room_of(state, asked)), asked.slot
    if isinstance(asked, BookingMoved):
        with timetable.aside(asked.booking):
            clash = timetable.bookings.first_clash(slot.start_minute, slot.end_minute)
    else:
        clash = timetable.bookings.first_clash(slot.start_minute, slot.end_minute)
    if clash is None:
        return ()
    entry = state.booking_table[clash.keys[0]]
    return (Veto("taken", (entry.slot, entry.id)),)


@law(
    CLOSED,
    worse="To promise a room that nobody can enter; who is refused can take another day.",
    judges=(RoomBooked, BookingMoved),
    sentences={
        "de": {"closed": "Geschlossen ist {0}: {1} ({2})."},
        "en": {"closed": "Closed: {0}, {1} ({2})."},
    },
)
def closed(state: RoomsState, asked: _Asked, case: Case) -> Iterable[Veto]:
    """Nothing is booked into a closure."""
    closures, slot = state.timetable(room_of(state, asked)).closures, asked.slot
    clash = closures.first_clash(slot.start_minute, slot.end_minute)
    if clash is None:
        return ()
    entry = state.closure_table[clash.keys[0]]
    return (Veto("closed", (entry.slot, entry.reason, entry.id)),)


@law(
    PERSONS.id,
    worse="To crowd a room beyond what is safe; a group that is refused can take a larger one.",
    judges=(RoomBooked, BookingMoved),
    sentences={
        "de": {
            PERSONS.id: "Der Raum fasst {value} Personen; kommen sollen {asked}.",
            "too_small": "{0} fasst {1} Personen; gebucht ist für {2}.",
        },
        "en": {
            PERSONS.id: "The room holds {value} persons; {asked} are to come.",
            "too_small": "{0} holds {1} persons; it is booked for {2}.",
        },
    },
)
def persons(state: RoomsState, asked: _Asked, case: Case) -> Iterable[Limit[Any] | Veto]:
    """No room is booked for more persons than it holds."""
    room = state.room_table.get(room_of(state, asked))
    if room is None:
        return ()
    if isinstance(asked, RoomBooked):
        return (Limit(PERSONS, room.persons),)
    # Moving leaves the number as it was, so there is no value in this fact to be bounded.
    entry = state.booking_table.get(asked.booking)
    if entry is None or entry.persons <= room.persons:
        return ()
    return (Veto("too_small", (room.id, room.persons, entry.persons)),)


@law(
    "rooms.active_organisation",
    worse="To keep a room for a body that is being wound up; a refusal can be mended.",
    judges=(RoomBooked, BookingMoved),
    sentences={
        "de": {"ended": "{0} ist am {1} in Liquidation, aufgelöst oder nicht erfasst."},
        "en": {"ended": "{0} is in liquidation, ended or not registered on {1}."},
    },
)
def active_organisation(state: RoomsState, asked: _Asked, case: Case) -> Iterable[Veto]:
    """No room is promised to an organisation in liquidation or ended."""
    if isinstance(asked, BookingMoved):
        entry = state.booking_table.get(asked.booking)
        if entry is None:
            return ()  # a correction took the booking away; the lifecycle forbids the move
        organisation = entry.organisation
    else:
        organisation = asked.organisation
    # An organisation that closed stays closed, so the latest day decides: the last one of use.
    on = max(case.decided_on, case.day_of(asked.slot.end - _MINUTE))
    if state.directory.is_active(organisation, on):
        return ()
    return (Veto("ended", (organisation, on)),)


@law(
    "rooms.wish",
    worse="To count one wish as two promises; another booking can be made without the wish.",
    judges=(RoomBooked,),
    sentences={
        "de": {
            "granted": "{0} ist mit {1} schon erfüllt.",
            "of_another": "{0} hat {1} geäußert, nicht {2}.",
        },
        "en": {
            "granted": "{0} is granted already, by {1}.",
            "of_another": "{0} was made by {1}, not by {2}.",
        },
    },
)
def wish_granted_once(state: RoomsState, asked: RoomBooked, case: Case) -> Iterable[Veto]:
    """A wish is granted once, and to whoever made it."""
    wish = None if asked.wish is None else state.wish_table.get(asked.wish)
    if wish is None:
        return
    if wish.organisation != asked.organisation:
        yield Veto("of_another", (wish.id, wish.organisation, asked.organisation))
    granted = state.granted(wish.id)
    if granted is not None:
        yield Veto("granted", (wish.id, granted))


LAWS: tuple[Law, ...] = (
    capacity,
    closed,
    persons,
    active_organisation,
    wish_granted_once,
)
