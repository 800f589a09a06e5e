"""What a rule may know about a booking: one frozen context for all hooks of that decision."""

from __future__ import annotations

from datetime import UTC, date, time, timedelta
from typing import NamedTuple

import attrs

from mo_network.judging.case import Case
from mo_network.rooms.asked import Asked
from mo_network.rooms.entries import Wish
from mo_network.rooms.facts import (
    PLAIN_USE,
    BookingCancelled,
    OccurrenceMoved,
    RoomBooked,
    SeriesBooked,
    SeriesChanged,
    SeriesTakenUp,
    Use,
)
from mo_network.rooms.history import AskedTimes, KeptTimes
from mo_network.rooms.series.asked import (
    SeriesAsked,
    first_slot,
    last_day,
    pieces_of,
    rooms_of,
    terms_of,
)
from mo_network.rooms.series.entries import Pieces, SeriesWish
from mo_network.rooms.state import RoomsState
from mo_network.rooms.views import BookedTime, BookedTimes, EarlierWishes
from mo_network.rooms.waiting import KeptWishes
from mo_network.values.moments import minute_of, moment_of
from mo_network.values.slot import Slot
from mo_network.values.zones import zone

_MINUTE = timedelta(minutes=1)
SERIES = (SeriesBooked, SeriesTakenUp, OccurrenceMoved, SeriesChanged)


@attrs.frozen
class BookingContext:
    """What a rule may know about a booking that is asked for, or about to be moved.

    Shape:   `on` is the day that the rule's basis picks; `organisation_kind` is "" for one that
             is not known any more; `is_move` tells that the booking stands already, elsewhere;
             `memberships` are the umbrellas that the organisation belongs to on the first day;
             `calendars` those of holidays that touch the booking; `asked` the times asked for,
             `held` the organisation's other bookings, `earlier` the wishes that came before.
    Units:   `received_on`, `decided_on` in the hub's zone; `start_on`, `end_on`, `last_on` and the
             times of the wall clock in the room's zone; `last_on` is the day on which the last
             time asked for begins, None if it goes on for ever.
    """

    on: date
    received_on: date
    decided_on: date
    room: str
    room_persons: int
    organisation: str
    organisation_kind: str
    slot: Slot
    persons: int
    start_on: date
    start_time: time
    end_on: date
    end_time: time
    is_move: bool
    use: Use = PLAIN_USE
    memberships: frozenset[str] = frozenset()
    calendars: frozenset[str] = frozenset()
    last_on: date | None = None
    asked: BookedTimes = attrs.field(default=BookedTimes(), eq=False, repr=False)
    held: BookedTimes = attrs.field(default=BookedTimes(), eq=False, repr=False)
    earlier: EarlierWishes = attrs.field(default=EarlierWishes(), eq=False, repr=False)


def booking_context(state: RoomsState, asked: Asked | SeriesAsked, case: Case) -> BookingContext:
    """The context of a booking, with `on` the day on which it was asked for.

    Errors:  UnknownReference when there is no such booking, or no such room.
    """
    what = _of_series(state, asked) if isinstance(asked, SERIES) else _of_one(state, asked)
    room = state.room(what.room)
    organisation = state.directory.organisation_table.get(what.organisation)
    where, slot = zone(room.zone), what.slot
    start, end = slot.start.astimezone(where), slot.end.astimezone(where)
    start_on, received_on = start.date(), _received_on(state, asked, case)
    memberships = state.directory.memberships(what.organisation, start_on)
    times: BookedTimes
    if what.pieces is None:
        purpose, is_public = what.use.purpose or "", what.use.is_public
        times = BookedTimes((BookedTime(room.id, start_on, slot.minutes, purpose, is_public),))
        last_on: date | None = start_on
    else:
        times = AskedTimes(
            pieces=what.pieces, purpose=what.use.purpose or "", is_public=what.use.is_public
        )
        last_on = what.last_on
    return BookingContext(
        received_on,
        received_on,
        case.decided_on,
        room.id,
        room.persons,
        what.organisation,
        "" if organisation is None else organisation.kind_name,
        slot,
        what.persons,
        start_on,
        start.time(),
        end.date(),
        end.time(),
        what.is_move,
        what.use,
        frozenset([each.umbrella for each in memberships]),
        state.hours.calendars(start_on, (end - _MINUTE).date()),
        last_on,
        times,
        KeptTimes(state=state, organisation=what.organisation, but=what.but),
        EarlierWishes()
        if what.pieces is not None
        else KeptWishes(
            state=state,
            room=room.id,
            organisation=what.organisation,
            start=slot.start_minute,
            end=slot.end_minute,
            before=_received_minute(state, asked, case),
        ),
    )


class _What(NamedTuple):
    """What a decision is about, whatever its class; `but` is what it replaces."""

    room: str
    organisation: str
    persons: int
    use: Use
    slot: Slot
    is_move: bool = False
    but: str = ""
    pieces: Pieces | None = None
    last_on: date | None = None


def _of_one(state: RoomsState, asked: Asked) -> _What:
    if isinstance(asked, RoomBooked):
        return _What(asked.room, asked.organisation, asked.persons, asked.use, asked.slot)
    entry = state.booking(asked.booking)
    found = state.use_table.get(entry.id)
    use = PLAIN_USE if found is None else found.use
    room = asked.room or entry.room
    terms = entry.organisation, entry.persons, use
    return _What(room, *terms, asked.slot, is_move=True, but=entry.id)


def _of_series(state: RoomsState, asked: SeriesAsked) -> _What:
    is_move = isinstance(asked, OccurrenceMoved | SeriesChanged)
    but = asked.series if isinstance(asked, OccurrenceMoved | SeriesChanged) else ""
    if but:
        state.series(but)
    slot, terms, rooms = first_slot(state, asked), terms_of(state, asked), rooms_of(state, asked)
    assert terms is not None, "a series that is known has terms"
    assert rooms, "and a room"
    pieces = None if isinstance(asked, OccurrenceMoved) else pieces_of(state, asked)
    return _What(rooms[0], *terms, slot, is_move, but, pieces, last_day(state, asked))


def _received_on(state: RoomsState, asked: Asked | SeriesAsked, case: Case) -> date:
    """The day of the wish; without one, that of the case."""
    wish = _wish_of(state, asked)
    if wish is None:
        return case.received_on
    return case.day_of(moment_of(wish.received_minute, UTC))


def _received_minute(state: RoomsState, asked: Asked | SeriesAsked, case: Case) -> int:
    wish = _wish_of(state, asked)
    return minute_of(case.when.received) if wish is None else wish.received_minute


def _wish_of(state: RoomsState, asked: Asked | SeriesAsked) -> Wish | SeriesWish | None:
    name = asked.wish or "" if isinstance(asked, RoomBooked | SeriesBooked) else ""
    return state.wish_table.get(name) or state.series_wish_table.get(name)


@attrs.frozen
class CancelContext:
    """What a rule may know about a booking that is to be cancelled.

    Shape:   `on` is the day that the rule's basis picks.
    Units:   `received_on`, `decided_on` in the hub's zone; `start_on` and `start_time` by the
             room's clock.
    """

    on: date
    received_on: date
    decided_on: date
    room: str
    organisation: str
    organisation_kind: str
    slot: Slot
    persons: int
    start_on: date
    start_time: time
    use: Use = PLAIN_USE


def cancel_context(state: RoomsState, asked: BookingCancelled, case: Case) -> CancelContext:
    """The context of a cancelling, with `on` the day on which it was asked for.

    Errors:  UnknownReference when there is no such booking.
    """
    entry = state.booking(asked.booking)
    organisation = state.directory.organisation_table.get(entry.organisation)
    start = moment_of(entry.start, zone(state.zone_of(entry.room)))
    use = state.use_table.get(entry.id)
    return CancelContext(
        case.received_on,
        case.received_on,
        case.decided_on,
        entry.room,
        entry.organisation,
        "" if organisation is None else organisation.kind_name,
        entry.slot,
        entry.persons,
        start.date(),
        start.time(),
        PLAIN_USE if use is None else use.use,
    )
