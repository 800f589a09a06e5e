"""Rooms beside a naive model: a set of taken minutes for each room."""

from __future__ import annotations

import json
from datetime import UTC, datetime

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

from mo_network.directory.state import DirectoryState
from mo_network.judging.case import Case
from mo_network.judging.fact import Fact
from mo_network.judging.state import When
from mo_network.rooms.facts import (
    BookingCancelled,
    BookingMoved,
    ClosureLifted,
    RoomAdded,
    RoomBooked,
    RoomClosed,
)
from mo_network.rooms.laws import capacity, closed
from mo_network.rooms.lifecycles import LIFECYCLES
from mo_network.rooms.state import RoomsState
from mo_network.values.moments import moment_of
from mo_network.values.slot import Slot
from mo_network.values.zones import zone

FIRST = 1_065_600_000
END = 80
AT = When(datetime(2026, 1, 1, 12, tzinfo=UTC))
ROOMS = ("room:a", "room:b")
rooms = st.sampled_from(ROOMS)
starts = st.integers(0, 60)
lengths = st.integers(1, 20)
Minutes = range


class RoomsMachine(RuleBasedStateMachine):
    """Plays bookings, moves, cancellations and closures, undoing and repeating each."""

    bookings: Bundle[str] = Bundle("bookings")
    closures: Bundle[str] = Bundle("closures")

    def __init__(self) -> None:
        super().__init__()
        self.state = RoomsState(DirectoryState())
        self.booked: dict[str, tuple[str, Minutes]] = {}
        self.closed: dict[str, tuple[str, Minutes]] = {}
        self.count = 0
        for room in ROOMS:
            added = RoomAdded(id=room, name=room, persons=9, zone="Europe/Berlin")
            self.state.apply(added, AT)

    def play(self, fact: Fact) -> None:
        """Apply, undo, look whether nothing is left of it, and apply again."""
        before = json.dumps(self.state.dump())
        undo = self.state.apply(fact, AT)
        after = json.dumps(self.state.dump())
        undo()
        assert before == json.dumps(self.state.dump())
        self.compare()
        self.state.apply(fact, AT)
        assert after == json.dumps(self.state.dump())

    def name(self, kind: str) -> str:
        """Give the next id of a kind."""
        self.count += 1
        return f"{kind}:{self.count}"

    def slot(self, start: int, length: int) -> Slot:
        """Give a slot that begins so many minutes after the first."""
        return Slot(moment_of(FIRST + start), moment_of(FIRST + start + length))

    def taken(self, room: str, without: str = "") -> set[int]:
        """Give the minutes of a room that bookings take."""
        own = (m for name, (r, m) in self.booked.items() if r == room and name != without)
        return set().union(*own)

    def shut(self, room: str) -> set[int]:
        """Give the minutes of a room that lie in closures."""
        return set().union(*(minutes for r, minutes in self.closed.values() if r == room))

    def is_lawful(self, fact: RoomBooked | BookingMoved) -> tuple[bool, bool]:
        """Ask the two laws of time."""
        case = Case(fact, AT, zone("Europe/Berlin"))
        answers = (law.check(self.state, fact, case) for law in (capacity, closed))
        return tuple(not list(answer) for answer in answers)  # type: ignore[return-value]

    @rule(target=bookings, room=rooms, start=starts, length=lengths, is_forced=st.booleans())
    def book(self, room: str, start: int, length: int, is_forced: bool) -> MultipleResults[str]:
        """Book if the laws allow it, or even so, as a correction may leave it."""
        minutes = Minutes(start, start + length)
        name = self.name("booking")
        booked = RoomBooked(
            id=name, room=room, organisation="org:a", slot=self.slot(start, length), persons=1
        )
        is_free, is_open = (
            not self.taken(room) & set(minutes),
            not self.shut(room) & set(minutes),
        )
        assert (is_free, is_open) == self.is_lawful(booked)
        if not ((is_free and is_open) or is_forced):
            return multiple()
        self.play(booked)
        self.booked[name] = (room, minutes)
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
        is_free = not self.taken(new, without=name) & set(minutes)
        is_open = not self.shut(new) & set(minutes)
        assert (is_free, is_open) == self.is_lawful(moved)
        if is_free and is_open:
            self.play(moved)
            self.booked[name] = (new, minutes)

    @rule(name=bookings)
    def cancel(self, name: str) -> None:
        """Cancel a booking; a second time changes nothing."""
        self.play(BookingCancelled(booking=name))
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

    @invariant()
    def compare(self) -> None:
        """Free minutes are those that are neither taken nor in a closure."""
        window = self.slot(0, END)
        for room in ROOMS:
            gone = self.taken(room) | self.shut(room)
            free = self.state.free(room, window.start, window.end)
            found = [m - FIRST for slot in free for m in range(slot.start_minute, slot.end_minute)]
            assert [minute for minute in range(END) if minute not in gone] == found

    @invariant()
    def compare_statuses(self) -> None:
        """Displaced is what shares a minute with a closure; breaches name exactly these."""
        displaced = {
            name for name, (room, minutes) in self.booked.items() if self.shut(room) & set(minutes)
        }
        twice = {
            minute
            for room in ROOMS
            for name, (r, minutes) in self.booked.items()
            if r == room
            for minute in set(minutes) & self.taken(room, without=name)
        }
        breaches = list(self.state.breaches(AT.at))

        for name in self.booked:
            expected = "displaced" if name in displaced else "confirmed"
            assert expected == self.state.status(name)
        assert displaced == {
            name for b in breaches if b.law == "rooms.closed" for name in b.promises
        }
        assert bool(twice) == any(b.law == "rooms.capacity" for b in breaches)

    @invariant()
    def load_what_was_dumped(self) -> None:
        """A state that is dumped, written, read and loaded is the same, and answers the same."""
        text = json.dumps(self.state.dump())
        loaded = RoomsState(DirectoryState())
        loaded.load(json.loads(text))

        assert text == json.dumps(loaded.dump())
        window = self.slot(0, END)
        for room in ROOMS:
            free = self.state.free(room, window.start, window.end)
            assert free == loaded.free(room, window.start, window.end)
        assert list(self.state.breaches(AT.at)) == list(loaded.breaches(AT.at))
        assert self.state.holdings("org:a", AT.at.date()) == loaded.holdings("org:a", AT.at.date())


TestRooms = RoomsMachine.TestCase


def test_the_machine_plays_every_step_of_bookings_and_closures() -> None:
    """Each fact class of the two tables is played by a rule of the machine."""
    steps = {cls for cycle in LIFECYCLES[2:] for table in cycle.table.values() for cls in table}

    assert {RoomBooked, BookingMoved, BookingCancelled, RoomClosed, ClosureLifted} == steps
