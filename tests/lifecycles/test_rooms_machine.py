"""Rooms beside a naive model: a set of taken minutes for each room."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from itertools import product

from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
)
from tests.judging.whole import play

from mo_network.directory.state import DirectoryState
from mo_network.judging.case import Case
from mo_network.judging.changes import FOR_GOOD, Trial
from mo_network.judging.fact import Fact
from mo_network.judging.state import When
from mo_network.rooms.facts import (
    BookingCancelled,
    BookingMoved,
    BookingUnused,
    CancellationAsked,
    ClosureLifted,
    ExceptionLifted,
    OccurrenceMoved,
    OccurrencesCancelled,
    OccurrenceUnused,
    OpeningException,
    RoomAdded,
    RoomBooked,
    RoomClosed,
    SeriesBooked,
    SeriesCancelled,
    SeriesChanged,
    SeriesTakenUp,
    Use,
)
from mo_network.rooms.lifecycles import BOOKING, CLOSURE, EXCEPTION, SERIES
from mo_network.rooms.series.entries import once
from mo_network.rooms.series.handlers import piece_at, room_at
from mo_network.rooms.state import RoomsState
from mo_network.rooms.time_laws import capacity, closed, hours
from mo_network.scheduling import Series
from mo_network.values.moments import moment_of
from mo_network.values.period import Period
from mo_network.values.slot import Slot
from mo_network.values.zones import zone

FIRST = 1_065_600_000  # one in the morning in Berlin
DAY = date(2027, 1, 20)
END = 80
AT = When(datetime(2026, 1, 1, 12, tzinfo=UTC))
LEAVES = {"room:a": ("room:a",), "room:b": ("room:b",), "room:c": ("room:a", "room:b")}
TURNOVER = {"room:a": 0, "room:b": 3, "room:c": 2}
rooms = st.sampled_from(sorted(LEAVES))
DAYS = 3
starts = st.builds(
    lambda day, minute: day * 1440 + minute, st.integers(0, DAYS - 1), st.integers(0, 60)
)
lengths = st.integers(1, 20)
margins = st.sampled_from([0, 0, 4])
Minutes = range


class RoomsMachine(RuleBasedStateMachine):
    """Plays bookings, moves, cancellations, closures and hours, taking back and repeating each."""

    bookings: Bundle[str] = Bundle("bookings")
    series: Bundle[str] = Bundle("series")
    closures: Bundle[str] = Bundle("closures")
    exceptions: Bundle[str] = Bundle("exceptions")

    def __init__(self) -> None:
        super().__init__()
        self.state = RoomsState(DirectoryState())
        self.booked: dict[str, tuple[str, Minutes]] = {}
        self.margins: dict[str, tuple[int, int]] = {}
        self.skipped: dict[str, dict[str, tuple[str, Minutes]]] = {}
        self.closed: dict[str, tuple[str, Minutes]] = {}
        self.other: dict[str, tuple[str | None, Minutes]] = {}
        self.count = 0
        for room, leaves in LEAVES.items():
            added = RoomAdded(
                id=room,
                name=room,
                persons=9,
                zone="Europe/Berlin",
                turnover=TURNOVER[room],
                parts=leaves if len(leaves) > 1 else (),
            )
            self.state.apply(added, AT, FOR_GOOD)

    def play(self, fact: Fact) -> None:
        """Apply, take back, look whether nothing is left of it, and apply again."""
        with Trial() as trial:
            self.state.apply(fact, AT, trial)
        self.compare()
        play(self.state, fact, AT)

    def name(self, kind: str) -> str:
        """Give the next id of a kind."""
        self.count += 1
        return f"{kind}:{self.count}"

    def slot(self, start: int, length: int) -> Slot:
        """Give a slot that begins so many minutes after the first."""
        return Slot(moment_of(FIRST + start), moment_of(FIRST + start + length))

    def around(self, room: str, minutes: Minutes, before: int, after: int) -> set[int]:
        """Give the minutes that a booking takes, with all that belongs to it."""
        return set(range(minutes.start - before, minutes.stop + after + TURNOVER[room]))

    def taken(self, room: str, without: str = "") -> set[int]:
        """Give the minutes in which a booking takes the room, a part, or a whole of it."""
        return {
            minute
            for name, (other, minutes) in self.booked.items()
            if name != without and set(LEAVES[other]) & set(LEAVES[room])
            for minute in self.around(other, minutes, *self.margins[name])
        }

    def shut(self, room: str) -> set[int]:
        """Give the minutes of a room that lie in closures, of its parts and wholes too."""
        return {
            minute
            for other, minutes in self.closed.values()
            if set(LEAVES[other]) & set(LEAVES[room])
            for minute in minutes
        }

    def not_open(self, room: str) -> set[int]:
        """Give the minutes in which the room, or a part of it, has no hours."""
        found: set[int] = set()
        for each in {room, *LEAVES[room]}:
            said = [minutes for other, minutes in self.other.values() if other in (None, each)]
            if said:
                found |= set(range(-60, 24 * 60 - 60)) - set(said[-1])
        return found

    def is_lawful(self, fact: Fact) -> tuple[bool, bool, bool]:
        """Ask the three laws of time."""
        case = Case(fact, AT, zone("Europe/Berlin"))
        answers = (law.check(self.state, fact, case) for law in (capacity, closed, hours))
        return tuple(not list(answer) for answer in answers)  # type: ignore[return-value]

    def expected(
        self, room: str, minutes: Minutes, before: int, after: int, without: str = ""
    ) -> tuple[bool, bool, bool]:
        """Tell what the three laws have to say."""
        return (
            not self.taken(room, without) & self.around(room, minutes, before, after),
            not self.shut(room) & set(minutes),
            not self.not_open(room) & set(minutes),
        )

    def dates(self, series: Series) -> dict[str, Minutes]:
        """Give the dates of a series by their original starts, for every day is 1440 minutes."""
        return {
            each.key: Minutes(each.start - FIRST, each.end - FIRST) for each in series.occurrences()
        }

    @rule(
        target=series,
        room=rooms,
        start=starts,
        length=st.sampled_from([1, 5, 20, 1450]),
        count=st.integers(1, 4),
        step=st.integers(1, 2),
        before=margins,
        is_partly=st.booleans(),
    )
    def book_series(
        self,
        room: str,
        start: int,
        length: int,
        count: int,
        step: int,
        before: int,
        is_partly: bool,
    ) -> MultipleResults[str]:
        """Book a daily series, whole, or without the dates that are in the way."""
        clock = f"{moment_of(FIRST + start, zone('Europe/Berlin')):%Y-%m-%dT%H:%M}"
        rule = f"FREQ=DAILY;INTERVAL={step};COUNT={count}"
        series = Series(start=clock, minutes=length, zone="Europe/Berlin", rule=rule)
        name = self.name("series")
        booked = SeriesBooked(
            id=name,
            room=room,
            organisation="org:a",
            series=series,
            persons=1,
            use=Use(set_up=before),
        )
        dates = self.dates(series)
        free = {key: self.expected(room, minutes, before, 0) for key, minutes in dates.items()}
        is_clear = [all(each) for each in zip(*free.values(), strict=True)]
        arounds = [self.around(room, minutes, before, 0) for minutes in dates.values()]
        is_clear[0] &= len(set().union(*arounds)) == sum(map(len, arounds))
        assert tuple(is_clear) == self.is_lawful(booked)
        left_out = tuple(key for key, each in free.items() if not all(each))
        if left_out and is_partly and len(left_out) < len(dates):
            booked = booked.but(skipped=left_out)
            is_clear = list(self.is_lawful(booked))
        if not all(is_clear):
            return multiple()
        self.play(booked)
        self.skipped[name] = {}
        for key, minutes in dates.items():
            if key in booked.skipped:
                self.skipped[name][key] = (room, minutes)
            else:
                self.booked[f"{name}@{key}"] = (room, minutes)
                self.margins[f"{name}@{key}"] = (before, 0)
        self.margins[name] = (before, 0)
        return multiple(name)

    def of(self, name: str) -> list[str]:
        """Give the dates of a series that take place, in order of their original starts."""
        return sorted(each for each in self.booked if each.startswith(f"{name}@"))

    @rule(name=series, data=st.data(), room=st.none() | rooms, start=starts, length=lengths)
    def move_one(
        self, name: str, data: st.DataObject, room: str | None, start: int, length: int
    ) -> None:
        """Move one date if the laws allow it; it keeps the name of its original start."""
        if not self.of(name):
            return
        which = data.draw(st.sampled_from(self.of(name)))
        key = which.partition("@")[2]
        moved = OccurrenceMoved(
            series=name, occurrence=key, slot=self.slot(start, length), room=room
        )
        new, minutes = room or self.booked[which][0], Minutes(start, start + length)
        expected = self.expected(new, minutes, *self.margins[name], without=which)
        assert expected == self.is_lawful(moved)
        if all(expected):
            self.play(moved)
            self.booked[which] = (new, minutes)

    @rule(name=series, data=st.data(), is_open=st.booleans())
    def cancel_some(self, name: str, data: st.DataObject, is_open: bool) -> None:
        """Cancel one date, a range, or all from one on; or say that nobody came to one."""
        if not self.of(name):
            return
        keys = [each.partition("@")[2] for each in self.of(name)]
        first, last = sorted(data.draw(st.tuples(*[st.sampled_from(keys)] * 2)))
        if first == last and is_open:
            self.play(OccurrenceUnused(series=name, occurrence=first))
            del self.booked[f"{name}@{first}"]
            return
        through = None if is_open else last
        self.play(OccurrencesCancelled(series=name, since=first, through=through))
        for key in keys:
            if first <= key and (through is None or key <= through):
                del self.booked[f"{name}@{key}"]

    @rule(name=series, data=st.data(), room=st.none() | rooms, shift=st.integers(-9, 9))
    def change(self, name: str, data: st.DataObject, room: str | None, shift: int) -> None:
        """Let the series take place otherwise from a date on, if the laws allow it."""
        if not self.of(name):
            return
        keys = [each.partition("@")[2] for each in self.of(name)]
        since = data.draw(st.sampled_from(keys))
        at = datetime.fromisoformat(since) + timedelta(minutes=shift)
        clock = f"{at:%Y-%m-%dT%H:%M}"
        to = Series(start=clock, minutes=7, zone="Europe/Berlin", rule="FREQ=DAILY;COUNT=2")
        changed = SeriesChanged(series=name, since=since, to=to, room=room)
        # Where one of its dates bears a name that another keeps, nobody could tell them apart.
        if {*self.dates(to)} & {key for key in (*keys, *self.skipped[name]) if key < since}:
            return
        where = room or room_at(self.state, name, since)
        kept = {
            each: self.booked.pop(each) for each in self.of(name) if each.partition("@")[2] >= since
        }
        dates = self.dates(to)
        free = [self.expected(where, each, *self.margins[name]) for each in dates.values()]
        expected = tuple(all(each) for each in zip(*free, strict=True))
        self.booked |= kept
        assert expected == self.is_lawful(changed)
        if not all(expected):
            return
        self.play(changed)
        for each in kept:
            del self.booked[each]
        for key, minutes in dates.items():
            self.booked[f"{name}@{key}"] = (where, minutes)
            self.margins[f"{name}@{key}"] = self.margins[name]

    @rule(name=series, data=st.data())
    def take_up(self, name: str, data: st.DataObject) -> None:
        """Take up a date that was skipped, if it is free by now."""
        skipped = self.skipped[name]
        if not skipped or not self.of(name):
            return
        key = data.draw(st.sampled_from(sorted(skipped)))
        _, minutes = skipped[key]
        piece = piece_at(self.state.piece_table[name], key)
        if (
            piece is None
            or f"{name}@{key}" in self.booked
            or self.dates(once(piece.series, key)) != {key: minutes}
        ):
            return
        taken = SeriesTakenUp(series=name, occurrences=(key,))
        expected = self.expected(piece.room, minutes, *self.margins[name])
        assert expected == self.is_lawful(taken)
        assert all(expected) == (key in self.state.free_again(name, AT.at))
        if all(expected):
            self.play(taken)
            del skipped[key]
            self.booked[f"{name}@{key}"] = (piece.room, minutes)
            self.margins[f"{name}@{key}"] = self.margins[name]

    @rule(name=consumes(series))
    def cancel_series(self, name: str) -> None:
        """Cancel a whole series; a second time changes nothing."""
        self.play(SeriesCancelled(series=name))
        for each in self.of(name):
            del self.booked[each]
        self.play(SeriesCancelled(series=name))

    @rule(
        target=bookings,
        room=rooms,
        start=starts,
        length=lengths,
        before=margins,
        after=margins,
        is_forced=st.booleans(),
    )
    def book(
        self, room: str, start: int, length: int, before: int, after: int, is_forced: bool
    ) -> MultipleResults[str]:
        """Book if the laws allow it, or even so, as a correction may leave it."""
        minutes = Minutes(start, start + length)
        name = self.name("booking")
        booked = RoomBooked(
            id=name,
            room=room,
            organisation="org:a",
            slot=self.slot(start, length),
            persons=1,
            use=Use(set_up=before, tear_down=after),
        )
        expected = self.expected(room, minutes, before, after)
        assert expected == self.is_lawful(booked)
        if not (all(expected) or is_forced):
            return multiple()
        self.play(booked)
        self.booked[name], self.margins[name] = (room, minutes), (before, after)
        return multiple(name)

    @rule(name=bookings, room=st.none() | rooms, start=starts, length=lengths)
    def move(self, name: str, room: str | None, start: int, length: int) -> None:
        """Move a booking if the laws allow it."""
        old, _ = self.booked.get(name, ("", None))
        moved = BookingMoved(booking=name, slot=self.slot(start, length), room=room)
        if not old:
            self.play(moved)  # cancelled: nothing happens
            return
        new, minutes = room or old, Minutes(start, start + length)
        expected = self.expected(new, minutes, *self.margins[name], without=name)
        assert expected == self.is_lawful(moved)
        if all(expected):
            self.play(moved)
            self.booked[name] = (new, minutes)

    @rule(name=bookings, is_unused=st.booleans())
    def cancel(self, name: str, is_unused: bool) -> None:
        """Cancel a booking, or say that nobody came; a second time changes nothing."""
        self.play(CancellationAsked(booking=name))
        self.play(BookingUnused(booking=name) if is_unused else BookingCancelled(booking=name))
        self.booked.pop(name, None)

    @rule(target=closures, room=rooms, start=starts, length=lengths)
    def close(self, room: str, start: int, length: int) -> str:
        """Close a room, whoever is in it."""
        name = self.name("closure")
        self.play(RoomClosed(id=name, room=room, slot=self.slot(start, length), reason="x"))
        self.closed[name] = (room, Minutes(start, start + length))
        return name

    @rule(name=consumes(closures))
    def lift(self, name: str) -> None:
        """Lift a closure; a second time changes nothing."""
        self.play(ClosureLifted(closure=name))
        del self.closed[name]
        self.play(ClosureLifted(closure=name))

    @rule(
        target=exceptions,
        room=st.none() | rooms,
        start=st.integers(0, 60),
        length=st.integers(0, 60),
    )
    def open_otherwise(self, room: str | None, start: int, length: int) -> str:
        """Give a room, or the house, other hours on the day, or none."""
        name = self.name("exception")
        clock = [f"{1 + minute // 60:02}:{minute % 60:02}" for minute in (start, start + length)]
        written = "-".join(clock) if length else ""
        days = Period.through(DAY, DAY)
        self.play(OpeningException(id=name, room=room, days=days, hours=written, reason="x"))
        self.other[name] = (room, Minutes(start, start + length))
        return name

    @rule(name=consumes(exceptions))
    def open_as_usual(self, name: str) -> None:
        """Lift an exception; a second time changes nothing."""
        self.play(ExceptionLifted(exception=name))
        del self.other[name]
        self.play(ExceptionLifted(exception=name))

    @invariant()
    def compare(self) -> None:
        """Free minutes are those that can be booked: neither taken nor closed, nor too close."""
        for day, room in product(range(0, DAYS * 1440, 1440), LEAVES):
            window = self.slot(day, END)
            gone, closed = self.taken(room), self.shut(room) | self.not_open(room)
            free = self.state.free(room, window.start, window.end)
            found = [m - FIRST for slot in free for m in range(slot.start_minute, slot.end_minute)]
            assert [
                minute
                for minute in range(day, day + END)
                if minute not in closed
                and not gone & self.around(room, Minutes(minute, minute + 1), 0, 0)
            ] == found

    @invariant()
    def compare_statuses(self) -> None:
        """Displaced is what shares a minute with a closure, or with none of the hours."""
        closed, outside = (
            {name for name, (room, minutes) in self.booked.items() if gone(room) & set(minutes)}
            for gone in (self.shut, self.not_open)
        )
        twice = any(
            self.around(room, minutes, *self.margins[name]) & self.taken(room, without=name)
            for name, (room, minutes) in self.booked.items()
        )
        breaches = list(self.state.breaches(AT.at))

        for name in self.booked:
            if name.startswith("booking:"):
                expected = "displaced" if name in closed | outside else "confirmed"
                assert expected == self.state.status(name)
        for name in self.closed:
            assert {
                each
                for each, (room, minutes) in self.booked.items()
                if set(minutes) & set(self.closed[name][1])
                and set(LEAVES[room]) & set(LEAVES[self.closed[name][0]])
            } == {held.name for held in self.state.to_tell(name, AT.at)}
        for law, names in (("rooms.closed", closed), ("rooms.hours", outside)):
            assert names == {n for b in breaches if b.law == law for n in b.promises}
        assert twice == any(b.law == "rooms.capacity" for b in breaches)

    @invariant()
    def compare_weeks(self) -> None:
        """The week shows each booking and each date on the days that it touches."""
        shown = {
            (booked.id, booked.room, booked.slot.start_minute - FIRST)
            for on in (DAY - timedelta(days=7), DAY, DAY + timedelta(days=7))
            for day in self.state.week(on).days
            for booked in day.bookings
        }
        assert {
            (name, leaf, minutes.start)
            for name, (room, minutes) in self.booked.items()
            for leaf in LEAVES[room]
        } == shown

    @invariant()
    def load_what_was_dumped(self) -> None:
        """A state that is dumped, written, read and loaded is the same, and answers the same."""
        text = json.dumps(self.state.dump())
        loaded = RoomsState(DirectoryState())
        loaded.load(json.loads(text))

        assert text == json.dumps(loaded.dump())
        window = self.slot(0, END)
        for room in LEAVES:
            free = self.state.free(room, window.start, window.end)
            assert free == loaded.free(room, window.start, window.end)
        assert list(self.state.breaches(AT.at)) == list(loaded.breaches(AT.at))
        assert self.state.holdings("org:a", AT.at.date()) == loaded.holdings("org:a", AT.at.date())


TestRooms = RoomsMachine.TestCase


def test_the_machine_plays_every_step_of_bookings_and_closures() -> None:
    """Each fact class of the four tables is played by a rule of the machine."""
    played = {
        SeriesBooked,
        SeriesTakenUp,
        OccurrenceMoved,
        SeriesChanged,
        OccurrencesCancelled,
        OccurrenceUnused,
        SeriesCancelled,
        RoomBooked,
        BookingMoved,
        CancellationAsked,
        BookingCancelled,
        BookingUnused,
        RoomClosed,
        ClosureLifted,
        OpeningException,
        ExceptionLifted,
    }
    cycles = (BOOKING, SERIES, CLOSURE, EXCEPTION)
    steps = {cls for cycle in cycles for table in cycle.table.values() for cls in table}

    assert played == steps
