"""When the rooms are open: weekly hours, days that are otherwise, and calendars of holidays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from mo_network.judging.changes import FOR_GOOD, Changes, Index, strike
from mo_network.scheduling.hours import Hours
from mo_network.scheduling.openings import OpeningHours, WeeklyHours

_ALWAYS = WeeklyHours(date.min, ((Hours(0, 24 * 60),),) * 7)


class HoursEntry(NamedTuple):
    """Weekly hours of a room from a day on; seven texts, and the calendars on which it is closed.

    Units:   days as proleptic ordinals; `known_minute` is when it became known, in UTC.
    """

    id: str
    room: str
    since_day: int
    days: tuple[str, ...]
    closed_on: tuple[str, ...]
    known_minute: int

    @property
    def week(self) -> WeeklyHours:
        """The hours as the engine reads them."""
        days = tuple(Hours.parse_day(day) for day in self.days)
        return WeeklyHours(date.fromordinal(self.since_day), days)


class ExceptionEntry(NamedTuple):
    """Other hours on some days; `room` is "" for the whole house, the last day belongs to them."""

    id: str
    room: str
    hours: str
    reason: str
    first_day: int
    last_day: int
    known_minute: int


class HolidayEntry(NamedTuple):
    """Days of a calendar; the last one belongs to them."""

    id: str
    calendar: str
    name: str
    first_day: int
    last_day: int
    known_minute: int


class Cause(NamedTuple):
    """Why a room is closed on a day: the id of what says so, and its words, if it has some."""

    id: str
    reason: str
    known_minute: int


class HouseHours:
    """The opening hours of all rooms, as the facts have them.

    Shape:   hours, exceptions and holidays that were taken back are not in it.
    """

    def __init__(self) -> None:
        self.hours_table: dict[str, HoursEntry] = {}
        self.exception_table: dict[str, ExceptionEntry] = {}
        self.holiday_table: dict[str, HolidayEntry] = {}
        self._by_room: Index[str, str] = {}
        self._by_exception_day: Index[int, str] = {}
        self._by_holiday: Index[int, str] = {}
        self._made: dict[tuple[str, str], OpeningHours | None] = {}

    # --- what changes it ------------------------------------------------------------------

    def set(self, entry: HoursEntry, changes: Changes) -> None:
        """Let a room have weekly hours from a day on."""
        self._forget(changes)
        changes.put(self.hours_table, entry.id, entry)
        changes.note(self._by_room, entry.room, entry.id)

    def add_exception(self, entry: ExceptionEntry, changes: Changes) -> None:
        """Let some days be otherwise."""
        self._forget(changes)
        changes.put(self.exception_table, entry.id, entry)
        for day in range(entry.first_day, entry.last_day + 1):
            changes.note(self._by_exception_day, day, entry.id)

    def lift_exception(self, name: str, changes: Changes) -> None:
        """Let these days be as usual."""
        self._forget(changes)
        entry = self.exception_table[name]
        changes.drop(self.exception_table, name)
        for day in range(entry.first_day, entry.last_day + 1):
            strike(self._by_exception_day, day, name, changes)

    def add_holiday(self, entry: HolidayEntry, changes: Changes) -> None:
        """Let some days belong to a calendar."""
        self._forget(changes)
        changes.put(self.holiday_table, entry.id, entry)
        for day in range(entry.first_day, entry.last_day + 1):
            changes.note(self._by_holiday, day, entry.id)

    def remove_holiday(self, name: str, changes: Changes) -> None:
        """Let these days not belong to it."""
        self._forget(changes)
        entry = self.holiday_table[name]
        changes.drop(self.holiday_table, name)
        for day in range(entry.first_day, entry.last_day + 1):
            strike(self._by_holiday, day, name, changes)

    def _forget(self, changes: Changes) -> None:
        """Let what was made of the tables be made anew, after the change and after its undo."""
        changes.undo_with(self._made.clear)
        self._made.clear()

    # --- what follows ---------------------------------------------------------------------

    def has_any(self) -> bool:
        """Whether any hours or exceptions are known; without, every room is always open."""
        return bool(self.hours_table or self.exception_table)

    def opening(self, room: str, zone: str) -> OpeningHours | None:
        """When a room is open by its own hours; None if nothing says when it is not."""
        key = room, zone
        if key not in self._made:
            self._made[key] = self._make(room, zone)
        return self._made[key]

    def calendars(self, first: date, last: date) -> frozenset[str]:
        """The calendars in which a day of those lies, both included."""
        if not self._by_holiday:
            return frozenset()
        days = range(first.toordinal(), last.toordinal() + 1)
        names = (name for day in days for name in self._by_holiday.get(day, ()))
        return frozenset(self.holiday_table[name].calendar for name in names)

    def cause(self, room: str, day: int) -> Cause | None:
        """What says that a room has the hours that it has on a day."""
        exception = self._exception(room, day)
        if exception is not None:
            return Cause(exception.id, exception.reason, exception.known_minute)
        step = self._step(room, day)
        if step is None:
            return None
        for name in self._by_holiday.get(day, ()):
            holiday = self.holiday_table[name]
            if holiday.calendar in step.closed_on:
                return Cause(name, holiday.name, max(holiday.known_minute, step.known_minute))
        return Cause(step.id, "", step.known_minute)

    def _steps(self, room: str) -> list[HoursEntry]:
        """The weekly hours of a room by first day; of two for one day the one recorded later."""
        entries = (self.hours_table[name] for name in self._by_room.get(room, ()))
        by_day = {entry.since_day: entry for entry in entries}
        return [by_day[day] for day in sorted(by_day)]

    def _step(self, room: str, day: int) -> HoursEntry | None:
        return next((s for s in reversed(self._steps(room)) if s.since_day <= day), None)

    def _exception(self, room: str, day: int) -> ExceptionEntry | None:
        entries = (self.exception_table[name] for name in self._by_exception_day.get(day, ()))
        found = [entry for entry in entries if entry.room in ("", room)]
        return found[-1] if found else None

    def _make(self, room: str, zone: str) -> OpeningHours | None:
        steps = self._steps(room)
        days = dict(self._other_days(room, steps))
        if not steps and not days:
            return None
        weeks = [step.week for step in steps]
        if not weeks or weeks[0].since > date.min:
            weeks.insert(0, _ALWAYS)
        singles = tuple((date.fromordinal(day), days[day]) for day in sorted(days))
        return OpeningHours(zone, tuple(weeks), singles)

    def _other_days(
        self, room: str, steps: list[HoursEntry]
    ) -> Iterator[tuple[int, tuple[Hours, ...]]]:
        if any(step.closed_on for step in steps):
            for day, names in self._by_holiday.items():
                step = next((s for s in reversed(steps) if s.since_day <= day), None)
                closed_on = () if step is None else step.closed_on
                if any(self.holiday_table[name].calendar in closed_on for name in names):
                    yield day, ()
        # What is said of a day itself counts before its holidays: `dict` keeps the last one.
        for day in self._by_exception_day:
            entry = self._exception(room, day)
            if entry is not None:
                yield day, Hours.parse_day(entry.hours)

    # --- checkpoints ----------------------------------------------------------------------

    def dump(self) -> dict[str, list[Any]]:
        """The tables as plain JSON values."""
        return {
            "hours": list(self.hours_table.values()),
            "exceptions": list(self.exception_table.values()),
            "holidays": list(self.holiday_table.values()),
        }

    def load(self, data: Mapping[str, Iterable[Any]]) -> None:
        """Take over what `dump` gave; called once, when it is empty."""
        for name, room, since, days, closed_on, known in data["hours"]:
            self.set(HoursEntry(name, room, since, tuple(days), tuple(closed_on), known), FOR_GOOD)
        for row in data["exceptions"]:
            self.add_exception(ExceptionEntry._make(row), FOR_GOOD)
        for row in data["holidays"]:
            self.add_holiday(HolidayEntry._make(row), FOR_GOOD)
