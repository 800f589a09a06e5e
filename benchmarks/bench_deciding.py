"""Exact decisions, for ever, beside expansions of one year; single bookings beside interval sets.

What is asked of dateutil and of recurring-ical-events is less: one year instead of eight thousand,
and every occurrence in it set beside every other by a sweep. The engine of single bookings stands
beside `intervaltree` and `portion`, which know intervals and nothing of rooms.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from importlib import import_module
from importlib.util import find_spec

from benchmarks.measure import ABSOLUTE, Row, beside, seconds
from mo_network.scheduling import Demand, Leaf, Resource, Series, SeriesDemand
from mo_network.scheduling.deciding import first_meeting
from mo_network.values.zones import zone

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
LASTING = 5
FEW, MANY = 1_000, 100_000
BOOKINGS = 10_000
TODAY = 1_065_000_000
Question = Callable[[], object]


def rows() -> list[Row]:
    """Measure decisions against the times that were promised, and beside peers."""
    return [*_pairs(), *_many(), *_forty(), *_beside_a_year(), *_singles()]


def _weekly(start: str, minutes: int = 90, key: str = BERLIN, rule: str = "FREQ=WEEKLY") -> Series:
    return Series(start=start, minutes=minutes, zone=key, rule=rule)


def _within(name: str, call: Question, allowed: float, number: int, runs: int = 25) -> Row:
    """A time in microseconds beside the one that was promised."""
    call()
    # The least of the runs: what disturbs a time can only lengthen it.
    spent = min(seconds(call, number) for _ in range(runs)) * 1e6
    return Row(f"{name} ~ {allowed:,g} µs", spent, allowed, spent / allowed, 1, held=ABSOLUTE)


def _pairs() -> list[Row]:
    one, other, third = (_weekly(f"2026-05-05T{time}") for time in ("18:00", "19:00", "19:30"))
    found = [
        _within("two weekly series that meet", lambda: first_meeting(one, other), 2, 2000),
        _within("two weekly series that never do", lambda: first_meeting(one, third), 2, 2000),
    ]
    # Clocks are read once; what is measured is series that were never seen.
    first_meeting(_weekly("2026-05-05T18:00"), _weekly("2026-05-05T18:00", 90, NEW_YORK))
    kinds = {
        "weekly, two zones, never": ("FREQ=WEEKLY", "12:00", "FREQ=WEEKLY"),
        "every 22 and 26 days, two zones": ("FREQ=DAILY;INTERVAL=22", "15:00", _DAILY),
        "monthly and weekly, two zones": ("FREQ=MONTHLY;BYDAY=1TU", "12:00", "FREQ=WEEKLY"),
    }
    for name, (rule, time, rule_there) in kinds.items():

        def fresh(rule: str = rule, time: str = time, there: str = rule_there) -> object:
            return first_meeting(
                _weekly("2026-05-05T22:00", 90, BERLIN, rule),
                _weekly(f"2026-05-05T{time}", 60, NEW_YORK, there),
            )

        pair = (
            _weekly("2026-05-05T22:00", 90, BERLIN, rule),
            _weekly(f"2026-05-05T{time}", 60, NEW_YORK, rule_there),
        )
        found += [
            _within(f"{name}: first answer", fresh, 20_000, 1, 9),
            _within(f"{name}: again", partial(first_meeting, *pair), 100, 500),
        ]
    return found


_DAILY = "FREQ=DAILY;INTERVAL=26"


def _room(count: int) -> Resource:
    """A room with so many endless weekly series, each five minutes of its own quarter or later."""
    chance = random.Random(4)
    room = Resource("room:hall", 1)
    for number in range(count):
        day, minute = divmod(15 * chance.randrange(7 * 96), 24 * 60)
        start = f"2026-05-{4 + day:02}T{minute // 60:02}:{minute % 60:02}"
        room.add_series(SeriesDemand(f"series:{number}", _weekly(start, LASTING)))
    return room


def _many() -> list[Row]:
    found = []
    for count, allowed in ((FEW, 50), (MANY, 10_000)):
        room = _room(count)
        free, taken = _weekly("2026-05-05T18:05", LASTING), _weekly("2026-05-05T18:00", 60)
        assert room.first_clash_of(free) is None
        assert room.first_clash_of(taken) is not None
        name = f"a weekly series against {count:,} endless ones"
        number = 200 if count == FEW else 5
        for what, wish in (("free", free), ("taken", taken)):
            call = partial(room.first_clash_of, wish)
            found.append(_within(f"{name}, {what}", call, allowed, number))
    return found


def _forty() -> list[Row]:
    rules = ("FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=DAILY;INTERVAL=3", "FREQ=MONTHLY")
    found = []
    for name, zones in (("one zone", (BERLIN,)), ("two zones", (BERLIN, NEW_YORK))):
        chance = random.Random(5)
        desks = Resource("desks", 5)
        for number in range(40):
            start = f"2026-05-{chance.randint(4, 10):02}T{chance.randint(8, 20):02}:00"
            series = _weekly(start, 120, chance.choice(zones), chance.choice(rules))
            desks.add_series(SeriesDemand(f"series:{number}", series))
        wish = _weekly("2026-05-05T18:00")
        call = partial(desks.first_clash_of, wish)
        found.append(_within(f"forty series at capacity five, {name}", call, 30_000, 1, 9))
    return found


def _beside_a_year() -> list[Row]:
    """A weekly series against a hundred: for ever here, for one year there."""
    starts = [
        datetime(2026, 5, 4 + number % 7, 8 + number % 13, 5 * (number % 12))  # noqa: DTZ001
        for number in range(100)
    ]
    room = Resource("room:hall", 1)
    for number, start in enumerate(starts):
        series = _weekly(start.isoformat("T", "minutes"), LASTING)
        room.add_series(SeriesDemand(f"series:{number}", series))
    wish = datetime(2026, 5, 5, 22, 30)  # noqa: DTZ001
    asked = _weekly(wish.isoformat("T", "minutes"), LASTING)
    assert room.first_clash_of(asked) is None
    ours = partial(room.first_clash_of, asked)
    peers = {"dateutil": _dateutil(wish, starts)}
    if find_spec("recurring_ical_events"):
        peers["recurring-ical-events"] = _recurring(wish, starts)
    found = []
    for name, peer in peers.items():
        assert peer() is False
        row = beside(name, peer, ours, bar=None, number=1, pairs=5)
        title = f"a weekly series against a hundred: {name}, one year / for ever"
        found.append(row._replace(name=title))
    return found


def _dateutil(wish: datetime, starts: list[datetime]) -> Question:
    rrule = import_module("dateutil.rrule")
    here = zone(BERLIN)
    length, year = timedelta(minutes=LASTING), timedelta(days=366)

    def spans(start: datetime) -> list[tuple[float, float]]:
        rule = rrule.rrule(rrule.WEEKLY, dtstart=start)
        return [
            (
                each.replace(tzinfo=here).timestamp(),
                (each + length).replace(tzinfo=here).timestamp(),
            )
            for each in rule.between(start, start + year, inc=True)
        ]

    return lambda: _is_met(spans(wish), [span for start in starts for span in spans(start)])


def _recurring(wish: datetime, starts: list[datetime]) -> Question:
    calendar = import_module("icalendar")
    expand = import_module("recurring_ical_events").of
    here = zone(BERLIN)

    def spans(begins: list[datetime]) -> list[tuple[float, float]]:
        found = calendar.Calendar()
        for number, start in enumerate(begins):
            event = calendar.Event()
            event.add("uid", str(number))
            event.add("dtstart", start.replace(tzinfo=here))
            event.add("duration", timedelta(minutes=LASTING))
            event.add("rrule", {"freq": "weekly"})
            found.add_component(event)
        year = expand(found).between(wish, wish + timedelta(days=366))
        return [(each.start.timestamp(), each.end.timestamp()) for each in year]

    return lambda: _is_met(spans([wish]), spans(starts))


def _is_met(one: list[tuple[float, float]], other: list[tuple[float, float]]) -> bool:
    latest = [0.0, 0.0]
    both = sorted([(*span, 0) for span in one] + [(*span, 1) for span in other])
    for start, end, side in both:
        if start < latest[1 - side]:
            return True
        latest[side] = max(latest[side], end)
    return False


def _singles() -> list[Row]:
    """One room, many bookings of an hour each, an hour apart; asked for one more, near today."""
    starts = [TODAY - 120 * number for number in range(BOOKINGS)]
    leaf, room = Leaf("room:hall", 1), Resource("room:hall", 1)
    for start in starts:
        leaf.add(Demand(f"booking:{start}", start, start + 60))
        room.add(Demand(f"booking:{start}", start, start + 60))
    asked = TODAY - 60
    assert room.first_clash(asked, asked + 60) is None
    ours = partial(room.first_clash, asked, asked + 60)
    bare = partial(leaf.first_clash, asked, asked + 60)
    found = [beside("a resource without series / its leaf", ours, bare, bar=None)]
    wish = Demand("booking:new", asked, asked + 60)

    def take() -> None:
        if room.first_clash(asked, asked + 60) is None:
            room.add(wish)()

    bars = (("intervaltree", 8, (6, 1.8)), ("portion", 1_000, (10, 250)))
    for name, least, held in bars:
        if find_spec(name) is None:
            continue
        peers = _tree(starts, asked) if name == "intervaltree" else _portion(starts, asked)
        calls: tuple[Question, Question] = ours, take
        questions = ("ask", "ask and take")
        for what, peer, call, kept in zip(questions, peers, calls, held, strict=True):
            row = beside(name, peer, call, bar=least, held=kept, number=20, pairs=7)
            title = f"{BOOKINGS:,} bookings, {what}: {name} / engine"
            found.append(row._replace(name=title, is_floor=True))
    return found


def _tree(starts: list[int], asked: int) -> tuple[Question, Question]:
    tree = import_module("intervaltree").IntervalTree.from_tuples((s, s + 60) for s in starts)

    def take() -> None:
        if not tree.overlap(asked, asked + 60):
            tree.addi(asked, asked + 60)
            tree.removei(asked, asked + 60)

    return lambda: tree.overlap(asked, asked + 60), take


def _portion(starts: list[int], asked: int) -> tuple[Question, Question]:
    closedopen, interval = (
        getattr(import_module("portion"), n) for n in ("closedopen", "Interval")
    )
    taken = interval(*(closedopen(s, s + 60) for s in starts))

    def take() -> object:
        wish = closedopen(asked, asked + 60)
        return None if taken.overlaps(wish) else taken | wish  # the old one is the undo

    return lambda: taken.overlaps(closedopen(asked, asked + 60)), take


if __name__ == "__main__":
    for row in rows():
        print(
            f"{row.name:75} {row.measured:12.2f} {row.peer:12.2f} {row.ratio:8.2f} {row.bar or ''}"
        )
