"""The laws of rooms: the core's own judgements, which nothing can loosen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from mo_network.judging.answers import Limit, Veto
from mo_network.judging.case import Case
from mo_network.judging.law import Law, law
from mo_network.rooms.asked import Asked, persons_of, use_of
from mo_network.rooms.entries import UseEntry
from mo_network.rooms.facts import (
    RoomBooked,
    SeriesBooked,
)
from mo_network.rooms.hooks import PERSONS
from mo_network.rooms.lifecycles import DECLINED, WITHDRAWN
from mo_network.rooms.seasons.laws import SEASON_LAWS
from mo_network.rooms.series import laws as series_laws
from mo_network.rooms.series.asked import SeriesAsked, last_day, terms_of
from mo_network.rooms.state import RoomsState
from mo_network.rooms.time_laws import (
    ALL_DECISIONS,
    SERIES_DECISIONS,
    capacity,
    closed,
    hours,
    past,
    rooms_asked,
)
from mo_network.rooms.use import Use

_MINUTE = timedelta(minutes=1)


@law(
    PERSONS.id,
    worse="To crowd a room beyond what is safe; a group that is refused can take a larger one.",
    judges=ALL_DECISIONS,
    sentences={
        "de": {
            PERSONS.id: "Der Raum fasst {value} Personen; kommen sollen {asked}.",
            "too_small": "{0} fasst {1} Personen; gebucht ist für {2}.",
        },
        "de-simple": {
            PERSONS.id: "In den Raum passen {value} Personen. Kommen sollen {asked}.",
            "too_small": "In {0} passen {1} Personen. Gebucht ist für {2}.",
        },
        "en": {
            PERSONS.id: "The room holds {value} persons; {asked} are to come.",
            "too_small": "{0} holds {1} persons; it is booked for {2}.",
        },
    },
)
def persons(
    state: RoomsState, asked: Asked | SeriesAsked, case: Case
) -> Iterable[Limit[Any] | Veto]:
    """No room is booked for more persons than it holds."""
    for name in rooms_asked(state, asked):
        room = state.room_table.get(name)
        if room is None:
            continue
        if isinstance(asked, RoomBooked | SeriesBooked):
            yield Limit(PERSONS, room.persons)
            continue
        # Moving leaves the number as it was, so there is no value in this fact to be bounded.
        come = _come(state, asked)
        if come > room.persons:
            yield Veto("too_small", (room.id, room.persons, come))


def _come(state: RoomsState, asked: Asked | SeriesAsked) -> int:
    if isinstance(asked, SERIES_DECISIONS):
        terms = terms_of(state, asked)
        return 0 if terms is None else terms.persons
    return persons_of(state, asked)


@law(
    "rooms.needs",
    worse="To promise a room with steps to somebody in a wheelchair; a refusal names what lacks.",
    judges=ALL_DECISIONS,
    sentences={
        "de": {"lacks": "{0} hat nicht: {1}."},
        "de-simple": {
            "lacks": "{0} hat das nicht: {1}.",
        },
        "en": {"lacks": "{0} does not have: {1}."},
    },
)
def needs(state: RoomsState, asked: Asked | SeriesAsked, case: Case) -> Iterable[Veto]:
    """No room is promised that lacks what the booking needs."""
    if isinstance(asked, SERIES_DECISIONS):
        terms = terms_of(state, asked)
        use: Use | UseEntry | None = None if terms is None else terms.use
    else:
        use = use_of(state, asked)
    if use is None or not use.needs:
        return
    for name in rooms_asked(state, asked):
        room = state.room_table.get(name)
        if room is not None and not room.has_all(frozenset(use.needs)):
            lacking = set(use.needs).difference(room.equipment, room.accessibility)
            yield Veto("lacks", (room.id, ", ".join(sorted(lacking))[:200]))


@law(
    "rooms.active_organisation",
    worse="To keep a room for a body that is being wound up; a refusal can be mended.",
    judges=ALL_DECISIONS,
    sentences={
        "de": {"ended": "{0} ist am {1} in Liquidation, aufgelöst oder nicht erfasst."},
        "de-simple": {
            "ended": "{0} wird aufgelöst, ist aufgelöst oder nicht bekannt. Der Tag: {1}.",
        },
        "en": {"ended": "{0} is in liquidation, ended or not registered on {1}."},
    },
)
def active_organisation(
    state: RoomsState, asked: Asked | SeriesAsked, case: Case
) -> Iterable[Veto]:
    """No room is promised to an organisation in liquidation or ended."""
    if isinstance(asked, SERIES_DECISIONS):
        terms = terms_of(state, asked)
        organisation = None if terms is None else terms.organisation
        used = last_day(state, asked) or date.max
    else:
        organisation = _organisation(state, asked)
        used = case.day_of(asked.slot.end - _MINUTE)
    if organisation is None:
        return ()  # a correction took the booking away; the lifecycle forbids the move
    # An organisation that closed stays closed, so the latest day decides: the last one of use.
    on = max(case.decided_on, used)
    if state.directory.is_active(organisation, on):
        return ()
    return (Veto("ended", (organisation, on)),)


def _organisation(state: RoomsState, asked: Asked) -> str | None:
    if isinstance(asked, RoomBooked):
        return asked.organisation
    entry = state.booking_table.get(asked.booking)
    return None if entry is None else entry.organisation


@law(
    "rooms.wish",
    worse="To count one wish as two promises; another booking can be made without the wish.",
    judges=(RoomBooked, SeriesBooked),
    sentences={
        "de": {
            "granted": "{0} ist mit {1} schon erfüllt.",
            "of_another": "{0} hat {1} geäußert, nicht {2}.",
            "withdrawn": "{0} ist zurückgezogen oder abgelehnt.",
        },
        "de-simple": {
            "granted": "{0} ist schon fertig: {1}.",
            "of_another": "{0} kommt von {1}, nicht von {2}.",
            "withdrawn": "{0} gilt nicht mehr. Der Wunsch ist zurückgenommen oder abgelehnt.",
        },
        "en": {
            "granted": "{0} is granted already, by {1}.",
            "of_another": "{0} was made by {1}, not by {2}.",
            "withdrawn": "{0} is withdrawn or declined.",
        },
    },
)
def wish_granted_once(
    state: RoomsState, asked: RoomBooked | SeriesBooked, case: Case
) -> Iterable[Veto]:
    """A wish is granted once, and to whoever made it."""
    name = asked.wish or ""
    wish = state.wish_table.get(name) or state.series_wish_table.get(name)
    if wish is None:
        return
    if wish.organisation != asked.organisation:
        yield Veto("of_another", (wish.id, wish.organisation, asked.organisation))
    if state.statuses.get(wish.id) in (WITHDRAWN, DECLINED):
        yield Veto("withdrawn", (wish.id,))
    granted = state.granted(wish.id)
    if granted is not None:
        yield Veto("granted", (wish.id, granted))


@law(
    "rooms.occurrences",
    worse="To promise a date that nobody can name, or fewer dates than a group can work with.",
    judges=SERIES_DECISIONS,
    sentences={
        "de": {
            "no_occurrence": "{0} ist kein Termin der Serie.",
            "not_skipped": "{0} ist kein ausgelassener Termin der Serie.",
            "nothing": "Von der Serie ab {0} bliebe kein Termin.",
            "too_few": "Ausgelassen würden {0} Termine; gewünscht sind höchstens {1}.",
        },
        "de-simple": {
            "no_occurrence": "{0} ist kein Termin der Serie.",
            "not_skipped": "{0} ist kein Termin, der ausfällt.",
            "nothing": "Ab {0} bleibt kein Termin mehr übrig.",
            "too_few": "{0} Termine fallen aus. Sie wollten höchstens {1}.",
        },
        "en": {
            "no_occurrence": "{0} is no date of the series.",
            "not_skipped": "{0} is no date that the series left out.",
            "nothing": "Of the series from {0} on no date would be left.",
            "too_few": "{0} dates would be left out; at most {1} are wished for.",
        },
    },
)
def occurrences(state: RoomsState, asked: SeriesAsked, case: Case) -> Iterable[Veto]:
    """A series names the dates it has, and leaves out no more of them than its wish allows."""
    return series_laws.occurrences(state, asked)


LAWS: tuple[Law, ...] = (
    capacity,
    closed,
    hours,
    persons,
    needs,
    active_organisation,
    wish_granted_once,
    occurrences,
    past,
    *SEASON_LAWS,
)
