"""Rooms behind the door: what checking a booking costs, with few bookings and with many."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, timedelta

from benchmarks.measure import Row, beside
from mo_network import Hub
from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.hub.adoption import read_rules
from mo_network.judging.fact import Fact
from mo_network.judging.journal import MemoryJournal
from mo_network.rooms.facts import RoomAdded, RoomBooked, SeriesBooked
from mo_network.scheduling import Series
from mo_network.values.slot import Slot

RULES = """
contract = 1
[hub]
id = "hub:bench"
name = "A house to measure"
zone = "Europe/Berlin"
"""
AT = datetime(2026, 1, 2, 12, tzinfo=UTC)
FIRST = date(2026, 1, 5)
HOURS = tuple(range(8, 20, 2))
FEW, MANY = 1_000, 60_000


def _booked(name: str, day: date, hour: int) -> RoomBooked:
    slot = Slot.on(day, f"{hour:02}:00", f"{hour + 1:02}:00", zone="Europe/Berlin")
    return RoomBooked(
        id=f"booking:{name}", room="room:saal", organisation="org:a", slot=slot, persons=10
    )


def _weekly(name: str, minute: int) -> SeriesBooked:
    start = f"2026-01-05T21:{minute:02}"
    series = Series(start=start, minutes=1, zone="Europe/Berlin", rule="FREQ=WEEKLY")
    return SeriesBooked(
        id=f"series:{name}", room="room:saal", organisation="org:a", series=series, persons=10
    )


def _house(bookings: int) -> Hub:
    """A room with a booking every two hours of the day, for as many days as it takes."""
    journal, rules = MemoryJournal(), read_rules(RULES)
    Hub.adopt(rules, journal=journal, at=AT, clock=lambda: AT)
    hub = Hub.open(rules, journal=journal, clock=lambda: AT)
    facts: list[Fact] = [
        OrganisationRegistered(id="org:a", name="A", kind=OrganisationKind.ASSOCIATION),
        RoomAdded(id="room:saal", name="Saal", persons=60, zone="Europe/Berlin"),
    ]
    facts += [
        _booked(
            str(number), FIRST + timedelta(days=number // len(HOURS)), HOURS[number % len(HOURS)]
        )
        for number in range(bookings)
    ]
    assert hub.record_all(facts)[-1].is_recorded
    return hub


def rows() -> list[Row]:
    """Checking a booking at the door beside two bare bisections; few bookings and many."""
    few, many = _house(FEW), _house(MANY)
    wish = _booked("new", FIRST + timedelta(days=30), 9)
    assert few.check(wish).is_allowed
    assert many.check(wish).is_allowed
    slots = [many.rooms.booking(f"booking:{number}").slot for number in range(MANY)]
    starts, ends = [slot.start_minute for slot in slots], [slot.end_minute for slot in slots]
    start, end = wish.slot.start_minute, wish.slot.end_minute

    def bare() -> bool:
        return bisect_right(ends, start) == bisect_left(starts, end)

    checked = beside(
        "hub.check of a booking with real zones, 60,000 bookings ~ two bare bisections",
        lambda: many.check(wish),
        bare,
        bar=100,
        number=300,
    )
    flat = beside(
        "hub.check of a booking, 60,000 bookings ~ 1,000",
        lambda: many.check(wish),
        lambda: few.check(wish),
        bar=1.3,
        number=300,
    )
    for number in range(20):
        assert few.record(_weekly(str(number), 2 * number)).is_recorded
    series = _weekly("new", 57)
    assert few.check(series).is_allowed
    endless = beside(
        "hub.check of an endless series against 1,000 bookings and 20 endless series ~ a booking",
        lambda: few.check(series),
        lambda: few.check(wish),
        bar=None,
        number=30,
    )
    return [checked, flat, endless]
