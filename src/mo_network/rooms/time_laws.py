"""The laws of time: a room is promised once, while it is open, and to nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from mo_network.judging.answers import Note, Veto
from mo_network.judging.case import Case
from mo_network.judging.law import law
from mo_network.rooms.asked import Asked, aside_of, room_of, use_of
from mo_network.rooms.breaches import CAPACITY, CLOSED, HOURS
from mo_network.rooms.facts import (
    BookingMoved,
    OccurrenceMoved,
    RoomBooked,
    SeriesBooked,
    SeriesChanged,
    SeriesTakenUp,
)
from mo_network.rooms.series import laws as series_laws
from mo_network.rooms.series.asked import SeriesAsked, rooms_of
from mo_network.rooms.state import RoomsState
from mo_network.values.moments import minute_of
from mo_network.values.slot import Slot

SERIES_DECISIONS = (SeriesBooked, SeriesTakenUp, OccurrenceMoved, SeriesChanged)
ALL_DECISIONS = (RoomBooked, BookingMoved, *SERIES_DECISIONS)


def rooms_asked(state: RoomsState, asked: Asked | SeriesAsked) -> tuple[str, ...]:
    """The rooms that a decision would take."""
    return (
        rooms_of(state, asked) if isinstance(asked, SERIES_DECISIONS) else (room_of(state, asked),)
    )


@law(
    CAPACITY,
    worse="To promise a room twice: two groups stand at one door. Who is refused can ask again.",
    judges=ALL_DECISIONS,
    sentences={
        "de": {
            "taken": "Belegt ist {0} ({1}).",
            "too_close": "Zu nah an {0} ({1}): Auf- und Abbau und die Pause danach gehören dazu.",
            "taken_on": "Am {0} belegt durch {1}.",
            "itself": "Am {0} träfe die Serie auf sich selbst.",
            "and_more": "Und weitere Termine; gezeigt sind {0}.",
        },
        "de-simple": {
            "taken": "{0} ist schon besetzt ({1}).",
            "too_close": "Das ist zu nah an {0} ({1}). Aufbau, Abbau und Pause brauchen auch Zeit.",
            "taken_on": "Am {0} ist schon besetzt. Da ist: {1}.",
            "itself": "Am {0} trifft die Serie auf sich selbst. Das geht nicht.",
            "and_more": "Es sind noch mehr Termine. Hier stehen nur {0}.",
        },
        "en": {
            "taken": "Taken: {0} ({1}).",
            "too_close": "Too close to {0} ({1}): set-up, tear-down and turnover belong to it.",
            "taken_on": "Taken on {0} by {1}.",
            "itself": "On {0} the series would meet itself.",
            "and_more": "And further dates; {0} are shown.",
        },
    },
)
def capacity(state: RoomsState, asked: Asked | SeriesAsked, case: Case) -> Iterable[Veto]:
    """No decided fact raises the demand on a room above one at any instant."""
    if isinstance(asked, SERIES_DECISIONS):
        return series_laws.taken(state, asked)
    room, use = room_of(state, asked), use_of(state, asked)
    availability = state.availability(room, use, aside_of(asked))
    return series_laws.taken_by(state, availability, asked.slot)


@law(
    CLOSED,
    worse="To promise a room that nobody can enter; who is refused can take another day.",
    judges=ALL_DECISIONS,
    sentences={
        "de": {
            "closed": "Geschlossen ist {0}: {1} ({2}).",
            "closed_on": "Am {0} geschlossen: {1} ({2}).",
            "and_more": "Und weitere Termine; gezeigt sind {0}.",
        },
        "de-simple": {
            "closed": "{0} ist zu: {1} ({2}).",
            "closed_on": "Am {0} ist zu: {1} ({2}).",
            "and_more": "Es sind noch mehr Termine. Hier stehen nur {0}.",
        },
        "en": {
            "closed": "Closed: {0}, {1} ({2}).",
            "closed_on": "Closed on {0}: {1} ({2}).",
            "and_more": "And further dates; {0} are shown.",
        },
    },
)
def closed(state: RoomsState, asked: Asked | SeriesAsked, case: Case) -> Iterable[Veto]:
    """Nothing is booked into a closure."""
    if isinstance(asked, SERIES_DECISIONS):
        return series_laws.closed(state, asked)
    return series_laws.closed_by(state, state.availability(room_of(state, asked)), asked.slot)


@law(
    HOURS,
    worse="To promise a room to which nobody has the key then; the hub can open on another day.",
    judges=ALL_DECISIONS,
    sentences={
        "de": {
            "outside": "{0} hat am {1} zu dieser Zeit nicht geöffnet.",
            "closed_day": "{0} hat am {1} andere Zeiten oder ist zu: {2}.",
        },
        "de-simple": {
            "outside": "{0} ist am {1} zu dieser Zeit nicht offen.",
            "closed_day": "{0} hat am {1} andere Zeiten oder ist zu: {2}.",
        },
        "en": {
            "outside": "{0} is not open at that time on {1}.",
            "closed_day": "{0} has other hours or is closed on {1}: {2}.",
        },
    },
)
def hours(state: RoomsState, asked: Asked | SeriesAsked, case: Case) -> Iterable[Veto]:
    """Nothing is booked outside the opening hours."""
    if not state.hours.has_any():
        return
    if isinstance(asked, SeriesBooked | SeriesTakenUp | SeriesChanged):
        found = list(series_laws.outside(state, asked))
    else:
        found = []
        for room in rooms_asked(state, asked):
            closed = state.closing_day(room, asked.slot.start_minute, asked.slot.end_minute)
            if closed is not None:
                found.append((*closed, state.hours.cause(*closed)))
    for name, day, cause in found:
        if cause is None or not cause.reason:
            yield Veto("outside", (name, date.fromordinal(day)))
        else:
            yield Veto("closed_day", (name, date.fromordinal(day), cause.reason))


@law(
    "rooms.past",
    worse="To write last year's date, and not be told; who records afterwards reads a line more.",
    judges=(RoomBooked, BookingMoved, SeriesBooked, OccurrenceMoved),
    sentences={
        "de": {
            "over": "Die Zeit ist schon vorbei: {0}.",
            "all_over": "Auch der letzte Termin ist schon vorbei: {0}.",
        },
        "de-simple": {
            "over": "Diese Zeit ist schon vorbei: {0}. Stimmt das Datum?",
            "all_over": "Alle Termine sind schon vorbei. Der letzte war: {0}. Stimmt das Datum?",
        },
        "en": {
            "over": "The time is over already: {0}.",
            "all_over": "Even the last date is over already: {0}.",
        },
    },
)
def past(
    state: RoomsState, asked: Asked | SeriesBooked | OccurrenceMoved, case: Case
) -> Iterable[Note]:
    """What is booked when it is over already is told so; records are made afterwards, too."""
    if not isinstance(asked, SeriesBooked):
        return () if asked.slot.end > case.when.at else (Note("over", (asked.slot,)),)
    last, key = asked.series.last(), asked.series.zone
    if last is None or last.end > minute_of(case.when.at):
        return ()
    return (Note("all_over", (Slot.between(last.start, last.end, key, key),)),)
