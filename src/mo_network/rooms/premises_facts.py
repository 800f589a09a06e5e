"""What can happen to the house: rooms are added, have hours, are closed and opened again."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

import attrs

from mo_network.judging.fact import Fact, Known, Label, New, Standing
from mo_network.rooms.checks import (
    require_codes,
    require_days,
    require_margin,
    require_parts,
    require_persons,
)
from mo_network.scheduling.hours import Hours
from mo_network.scheduling.openings import WeeklyHours
from mo_network.values.period import Period
from mo_network.values.slot import Slot
from mo_network.values.zones import zone


@attrs.frozen(kw_only=True)
class RoomAdded(Fact):
    """Raum erfasst: there is a room that can be booked.

    Shape:   `equipment` and `accessibility` are plain codes, such as piano and step-free; `parts`
             are the rooms that it consists of: whoever books it takes all of them, and it is taken
             as soon as one of them is.
    Units:   `persons` is how many may be in it; `zone` is the name of the zone of its clock;
             `turnover` are the minutes that it stays empty after each booking.
    Errors:  InvalidValue for a room for nobody, an unknown zone, and a part that is itself or
             stands twice.
    Source:  design, section 4.

    >>> RoomAdded(id="room:saal", name="Saal", persons=60, zone="Europe/Berlin").persons
    60
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("room")]
    name: Label
    persons: int
    zone: str
    equipment: frozenset[str] = frozenset()
    accessibility: frozenset[str] = frozenset()
    parts: tuple[Annotated[str, Known("room")], ...] = ()
    turnover: int = 0

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        require_persons(self, self.persons)
        require_codes(self, "equipment", self.equipment)
        require_codes(self, "accessibility", self.accessibility)
        require_parts(self, self.id, self.parts)
        require_margin(self, "turnover", self.turnover)
        zone(self.zone)


@attrs.frozen(kw_only=True)
class RoomClosed(Fact):
    """Raum geschlossen: nobody can use a room for a slot; what is booked then is displaced.

    Shape:   a room that is closed takes its parts with it, and the rooms that it is a part of.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("closure")]
    room: Annotated[str, Known("room")]
    slot: Slot
    reason: Label


@attrs.frozen(kw_only=True)
class ClosureLifted(Fact):
    """Schließung aufgehoben: a closure does not stand any more, and displaces nobody."""

    standing: ClassVar[Standing] = Standing.OBSERVED
    closure: Annotated[str, Known("closure")]


@attrs.frozen(kw_only=True)
class OpeningHoursSet(Fact):
    """Öffnungszeiten festgelegt: when a room can be used, weekday by weekday, from a day on.

    Shape:   `days` are seven texts, Monday first, each with the hours of that day apart by blanks
             ("09:00-12:30 14:00-22:00", "18:00-02:00" over midnight), "" for a day that is closed;
             `closed_on` names the calendars of holidays on which it is closed, too. They hold until
             later hours of the same room begin; before the first ones a room is always open.
    Units:   times of the wall clock, in the room's zone.
    Errors:  InvalidValue for other than seven days, and hours that cannot be read or overlap.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("hours")]
    room: Annotated[str, Known("room")]
    since: date
    days: tuple[str, ...]
    closed_on: frozenset[str] = frozenset()

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        require_codes(self, "closed_on", self.closed_on)
        WeeklyHours(self.since, tuple(Hours.parse_day(day) for day in self.days))


@attrs.frozen(kw_only=True)
class OpeningException(Fact):
    """Abweichende Öffnungszeit: on some days a room, or the house, has other hours, or none.

    Shape:   `room` is None for all rooms; `hours` as in `OpeningHoursSet`, "" for closed. It counts
             in place of weekly hours and holidays; of two for one day, the one recorded later.
    Errors:  InvalidValue for days without an end, or more than a year, and unreadable hours.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("exception")]
    room: Annotated[str, Known("room")] | None = None
    days: Period
    hours: str = ""
    reason: Label

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        require_days(self, self.days)
        Hours.parse_day(self.hours)


@attrs.frozen(kw_only=True)
class ExceptionLifted(Fact):
    """Abweichung aufgehoben: the usual hours hold again on these days."""

    standing: ClassVar[Standing] = Standing.OBSERVED
    exception: Annotated[str, Known("exception")]


@attrs.frozen(kw_only=True)
class HolidayAdded(Fact):
    """Feiertag oder Ferien erfasst: days of a calendar, such as public or school.

    Shape:   `calendar` is a plain code of the hub's own; rooms whose hours name it are closed then,
             and rules may look at it. `rooms.holidays` makes them for a Land.
    Errors:  InvalidValue for a calendar that is no plain code, and days without an end, or more
             than a year.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("holiday")]
    calendar: str
    name: Label
    days: Period

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        require_codes(self, "calendar", (self.calendar,))
        require_days(self, self.days)


@attrs.frozen(kw_only=True)
class HolidayRemoved(Fact):
    """Feiertag gestrichen: the days are no holidays, or no longer."""

    standing: ClassVar[Standing] = Standing.OBSERVED
    holiday: Annotated[str, Known("holiday")]
