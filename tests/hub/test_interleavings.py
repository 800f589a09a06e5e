"""Writers that take turns: in whatever order their steps come, nothing is promised twice.

Each writer has a handle of its own, which knows nothing of the others until it records or
refreshes. Every order of their steps is played, on memory and on SQLite.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from pathlib import Path
from threading import Barrier, Thread

import pytest

from mo_network import Hub, stores
from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.hub.adoption import read_rules
from mo_network.judging.fact import Fact
from mo_network.judging.journal import Journal, MemoryJournal
from mo_network.judging.outcome import Outcome
from mo_network.rooms.facts import (
    BookingCancelled,
    BookingMoved,
    OccurrenceMoved,
    RoomAdded,
    RoomBooked,
    RoomWished,
    SeriesBooked,
    SeriesTakenUp,
)
from mo_network.scheduling import Series
from mo_network.values.slot import Slot

RULES = """
contract = 1
[hub]
id = "hub:haus"
name = "A house that is invented"
zone = "Europe/Berlin"
[sources.rules]
title = "Invented rules"
[parameters.most]
unit = "count"
source = "rules"
steps = [{ from = 2025-01-01, value = 2 }]
[[rules]]
id = "quota"
title = "Two bookings a month"
kind = "booking-quota"
most = "most"
"""
START = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
TUESDAY = date(2026, 5, 5)
ROOMS = ("room:saal", "room:cafe")
ORGANISATIONS = ("org:a", "org:b", "org:c")

Step = Callable[[Hub], Outcome]
Open = Callable[[], Journal]


def on(day: date, start: str, end: str) -> Slot:
    """Some hours of a day, by the clock in the house."""
    return Slot.on(day, start, end, zone="Europe/Berlin")


def booked(name: str, slot: Slot, organisation: str = "org:a", room: str = ROOMS[0]) -> RoomBooked:
    """A booking for ten."""
    return RoomBooked(
        id=f"booking:{name}", room=room, organisation=organisation, slot=slot, persons=10
    )


def weekly(name: str, start: str, organisation: str) -> SeriesBooked:
    """Every Tuesday for two hours, for ever."""
    series = Series(
        start=f"{TUESDAY}T{start}", minutes=120, zone="Europe/Berlin", rule="FREQ=WEEKLY"
    )
    return SeriesBooked(
        id=f"series:{name}", room=ROOMS[0], organisation=organisation, series=series, persons=10
    )


def checks(fact: Fact) -> Step:
    """Look whether it would go, which promises nothing."""
    return lambda hub: hub.check(fact)


def records(fact: Fact) -> Step:
    """Do it, if it goes."""
    return lambda hub: hub.record(fact)


def orders(programs: Sequence[Sequence[Step]]) -> Iterator[tuple[int, ...]]:
    """Every order of the writers' steps that leaves each writer's own order."""
    turns = [writer for writer, program in enumerate(programs) for _ in program]
    yield from sorted(set(permutations(turns)))


@pytest.fixture(params=["memory", "sqlite"])
def journals(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Open]]:
    """Give journals, each with a way to open it once more, as another process would."""
    opened: list[Journal] = []

    def make() -> Open:
        if request.param == "memory":
            journal = MemoryJournal()
            return lambda: journal
        url = f"sqlite:///{tmp_path}/{len(opened)}.db"

        def reopen() -> Journal:
            opened.append(stores.open(url))
            return opened[-1]

        return reopen

    yield make
    for journal in opened:
        journal.close()


def house(open_journal: Open, *facts: Fact, rules: str = RULES) -> Callable[[], Hub]:
    """A house with two rooms and three organisations, and what opens one more handle on it."""
    journal, read = open_journal(), read_rules(rules)
    Hub.adopt(read, journal=journal, at=START, clock=lambda: START)
    hub = Hub.open(read, journal=journal, clock=lambda: START)
    for organisation in ORGANISATIONS:
        hub.record(
            OrganisationRegistered(
                id=organisation, name=organisation, kind=OrganisationKind.ASSOCIATION
            )
        )
    for room in ROOMS:
        hub.record(RoomAdded(id=room, name=room, persons=30, zone="Europe/Berlin"))
    for fact in facts:
        hub.record(fact)
    return lambda: Hub.open(read, journal=open_journal(), clock=lambda: START)


def rows(hub: Hub) -> Iterator[tuple[str, str, str, Slot]]:
    """What the weeks of May show: room, name, organisation, slot."""
    seen = set()
    for week in range(5):
        for day in hub.rooms.week(date(2026, 4, 27) + timedelta(weeks=week)).days:
            for row in day.bookings:
                if (row.id, row.slot) not in seen:
                    seen.add((row.id, row.slot))
                    yield row.room, row.id, row.organisation, row.slot


def promised_twice(hub: Hub) -> set[tuple[str, int]]:
    """Every quarter of an hour of May in which a room is promised to more than one."""
    taken: set[tuple[str, int]] = set()
    twice: set[tuple[str, int]] = set()
    for room, _, _, slot in rows(hub):
        quarters = {(room, minute) for minute in range(slot.start_minute, slot.end_minute, 15)}
        twice |= taken & quarters
        taken |= quarters
    return twice


def most_in_may(hub: Hub) -> int:
    """How many bookings the organisation with most of them has in the month."""
    counted = Counter(
        organisation for _, _, organisation, slot in rows(hub) if slot.start.month == 5
    )
    return max(counted.values(), default=0)


X = booked("x", on(TUESDAY, "10:00", "12:00"))
WISH = RoomWished(
    id="wish:y",
    room=ROOMS[0],
    organisation="org:b",
    slot=on(TUESDAY, "12:00", "14:00"),
    persons=10,
)
LATER = BookingMoved(booking="booking:x", slot=on(TUESDAY, "13:00", "15:00"))
INSTEAD = booked("z", on(TUESDAY, "11:00", "13:00"), "org:c")

BOOK_CONFIRM_MOVE = (
    (records(WISH), checks(WISH.asks()), records(WISH.asks())),
    (checks(LATER), records(LATER)),
    (records(INSTEAD),),
)
BOOK_CANCEL_MOVE = (
    (checks(INSTEAD), records(INSTEAD)),
    (records(BookingCancelled(booking="booking:x")),),
    (records(BookingMoved(booking="booking:x", slot=X.slot, room=ROOMS[1])), records(LATER)),
)
WEDNESDAY = TUESDAY + timedelta(days=1)
QUOTA = (
    (
        checks(booked("q1", on(WEDNESDAY, "10:00", "11:00"))),
        records(booked("q1", on(WEDNESDAY, "10:00", "11:00"))),
        records(booked("q2", on(WEDNESDAY, "12:00", "13:00"))),
    ),
    (
        records(booked("r1", on(WEDNESDAY, "10:00", "11:00"), room=ROOMS[1])),
        records(booked("r2", on(WEDNESDAY, "12:00", "13:00"), room=ROOMS[1])),
    ),
)
CHOIR, BAND = weekly("choir", "18:00", "org:b"), weekly("band", "19:00", "org:c")
THIRD = TUESDAY + timedelta(weeks=2)
SERIES = (
    (checks(CHOIR), records(CHOIR)),
    (records(BAND),),
    (
        records(booked("s", on(THIRD, "19:30", "20:30"))),
        records(
            BookingMoved(booking="booking:x", slot=on(THIRD + timedelta(weeks=1), "18:30", "19:00"))
        ),
    ),
)
SKIPPING = CHOIR.but(skipped=("2026-05-12T18:00",))
TAKEN_UP = SeriesTakenUp(series="series:choir", occurrences=("2026-05-12T18:00",))
BROUGHT_THERE = OccurrenceMoved(
    series="series:choir",
    occurrence="2026-05-19T18:00",
    slot=on(TUESDAY + timedelta(weeks=1), "19:00", "21:00"),
)
BESIDE = booked("b", on(TUESDAY + timedelta(weeks=1), "19:30", "20:00"), "org:c")
TAKE_UP_AND_MOVE = (
    (checks(TAKEN_UP), records(TAKEN_UP)),
    (checks(BROUGHT_THERE), records(BROUGHT_THERE)),
    (records(BESIDE),),
)
FREED = [booked(name, X.slot, f"org:{name}") for name in "bc"]
CANCEL_AND_WAIT = (
    (records(BookingCancelled(booking="booking:x")),),
    (checks(FREED[0]), records(FREED[0])),
    (checks(FREED[1]), records(FREED[1])),
)
NO_QUOTA = RULES.replace("value = 2", "value = 99")


@pytest.mark.parametrize(
    ("programs", "rules", "before"),
    [
        pytest.param(BOOK_CONFIRM_MOVE, NO_QUOTA, (X,), id="book, confirm and move"),
        pytest.param(BOOK_CANCEL_MOVE, NO_QUOTA, (X,), id="book, cancel and move"),
        pytest.param(QUOTA, RULES, (X,), id="a quota of two"),
        pytest.param(SERIES, NO_QUOTA, (X,), id="series for ever, and single bookings"),
        pytest.param(
            TAKE_UP_AND_MOVE, NO_QUOTA, (X, SKIPPING), id="a date taken up, and one moved there"
        ),
        pytest.param(CANCEL_AND_WAIT, NO_QUOTA, (X,), id="a cancelling, and two who wait for it"),
    ],
)
def test_no_order_of_steps_promises_anything_twice(
    journals: Callable[[], Open],
    programs: Sequence[Sequence[Step]],
    rules: str,
    before: tuple[Fact, ...],
) -> None:
    """Whoever comes first, each step is judged on all before it, and every handle sees the same."""
    for order in orders(programs):
        opens = house(journals(), *before, rules=rules)
        hubs = [opens() for _ in programs]
        steps = [iter(program) for program in programs]
        for writer in order:
            next(steps[writer])(hubs[writer])
        for hub in hubs:
            hub.refresh()

        assert set() == promised_twice(hubs[0]), order
        assert most_in_may(hubs[0]) <= (2 if rules is RULES else 99), order
        assert [list(rows(hubs[0]))] * len(hubs) == [list(rows(hub)) for hub in hubs], order
        assert not list(hubs[0].breaches(START)), order


def test_a_step_that_was_possible_alone_is_refused_only_for_those_before_it(
    journals: Callable[[], Open],
) -> None:
    """Of three who want the same hour exactly one gets it, in every order."""
    wants = [booked(f"w{n}", on(WEDNESDAY, "10:00", "11:00"), f"org:{n}") for n in "abc"]
    for order in permutations(range(3)):
        opens = house(journals(), rules=NO_QUOTA)
        outcomes = [opens().record(wants[place]) for place in order]

        assert [True, False, False] == [outcome.is_recorded for outcome in outcomes]


@pytest.mark.parametrize("rules", [RULES, NO_QUOTA], ids=["a quota of two", "no quota"])
def test_threads_at_once_promise_nothing_twice(tmp_path: Path, rules: str) -> None:
    """Four threads with handles of their own book what they can get; the week stands clean."""
    opens = house(lambda: stores.open(f"sqlite:///{tmp_path}/together.db"), rules=rules)
    together, kept = Barrier(4), []

    def book(name: str) -> None:
        hub = opens()
        together.wait()
        for number in range(12):
            slot = on(WEDNESDAY, f"{8 + number % 6:02}:30", f"{9 + number % 6:02}:45")
            outcome = hub.record(
                booked(f"{name}{number}", slot, ORGANISATIONS[number % 3], ROOMS[number % 2])
            )
            kept.append(outcome.is_recorded)
        hub.journal.journal.close()

    threads = [Thread(target=book, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    hub = opens()

    assert 48 == len(kept)
    assert any(kept)
    assert set() == promised_twice(hub)
    assert most_in_may(hub) <= (2 if rules is RULES else 99)
    assert sum(kept) == len(list(rows(hub)))
