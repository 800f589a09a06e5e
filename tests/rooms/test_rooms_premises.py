"""Rooms with parts, turnover and set-up, and the hours in which they are open."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from mo_network.directory.state import DirectoryState
from mo_network.errors import InvalidValue
from mo_network.judging.answers import Veto
from mo_network.judging.changes import FOR_GOOD, Trial
from mo_network.judging.outcome import Outcome
from mo_network.judging.state import Breach, When
from mo_network.rooms.facts import (
    BookingMoved,
    ExceptionLifted,
    HolidayAdded,
    HolidayRemoved,
    OpeningException,
    OpeningHoursSet,
    RoomAdded,
    RoomBooked,
    RoomClosed,
    SeriesBooked,
    Use,
)
from mo_network.rooms.holidays import LANDS, holidays_of
from mo_network.rooms.remedies import remedies
from mo_network.rooms.state import RoomsState
from mo_network.scheduling import Series
from mo_network.values.period import Period
from mo_network.values.slot import Slot

Book = Callable[..., RoomBooked]
MakeSlot = Callable[[int, str, str], Slot]
ZONE = "Europe/Berlin"
NOW = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
WEEK = ("09:00-22:00",) * 5 + ("10:00-02:00", "")


def _room(name: str, **changes: object) -> RoomAdded:
    return RoomAdded(id=f"room:{name}", name=name, persons=20, zone=ZONE).but(**changes)


def _vetoes(outcome: Outcome) -> list[Veto]:
    return [said.answer for said in outcome.binding if isinstance(said.answer, Veto)]


def _hall(house: Any) -> None:
    for name in ("nord", "mitte", "sued"):
        house.add(_room(name))
    house.add(_room("halle", persons=60, parts=("room:nord", "room:mitte", "room:sued")))


def test_a_hall_is_taken_by_each_of_its_thirds(house: Any, book: Book, slot: MakeSlot) -> None:
    """Who books a third takes the hall, and who books the hall takes all thirds."""
    _hall(house)
    evening = slot(4, "18:00", "20:00")
    house.add(book("1", 4, "18:00", "20:00", room="room:mitte"))

    assert not house.check(book("2", 4, "19:00", "21:00", room="room:halle")).is_allowed
    assert house.check(book("2", 4, "19:00", "21:00", room="room:nord")).is_allowed
    assert not house.rooms.is_free("room:halle", evening)

    house.add(book("3", 5, "18:00", "20:00", room="room:halle"))
    for third in ("nord", "mitte", "sued"):
        assert not house.check(book("4", 5, "19:00", "21:00", room=f"room:{third}")).is_allowed


def test_a_booking_moves_from_a_third_to_the_hall(house: Any, book: Book, slot: MakeSlot) -> None:
    """Its own third is not in its way; the others are taken with it, and given back again."""
    _hall(house)
    house.add(book("1", 4, "18:00", "20:00", room="room:mitte"))
    evening = slot(4, "18:00", "20:00")
    to_hall = BookingMoved(booking="booking:1", slot=evening, room="room:halle")

    assert house.check(to_hall).is_allowed
    house.add(to_hall)
    assert not house.rooms.is_free("room:nord", evening)
    house.add(BookingMoved(booking="booking:1", slot=evening, room="room:sued"))
    assert house.rooms.is_free("room:nord", evening)


def test_a_closed_third_displaces_the_hall(house: Any, book: Book, slot: MakeSlot) -> None:
    """A closure of a part hits what is booked on the whole, and the other way round."""
    _hall(house)
    house.add(book("1", 4, "18:00", "20:00", room="room:halle"))
    house.add(book("2", 4, "10:00", "12:00", room="room:nord"))
    water = RoomClosed(
        id="closure:1", room="room:sued", slot=slot(4, "17:00", "19:00"), reason="Wasser"
    )
    house.add(water)
    assert "displaced" == house.rooms.status("booking:1")
    assert "confirmed" == house.rooms.status("booking:2")
    house.add(water.but(id="closure:2", room="room:halle", slot=slot(4, "09:00", "11:00")))
    assert "displaced" == house.rooms.status("booking:2")


@pytest.mark.parametrize(
    "change",
    [
        {"parts": ("room:halle",)},
        {"parts": ("room:a", "room:a")},
        {"parts": tuple(f"room:{number}" for number in range(51))},
        {"turnover": -1},
        {"turnover": 1441},
        {"equipment": frozenset({"Grand Piano"})},
        {"accessibility": frozenset({"step--free"})},
    ],
    ids=range(7),
)
def test_rooms_that_cannot_be_are_refused(change: dict[str, object]) -> None:
    """A part that is the room itself or stands twice, odd codes, and times below nothing."""
    with pytest.raises(InvalidValue, match="RoomAdded"):
        _room("halle").but(**change)


@pytest.mark.parametrize(
    "change",
    [{"set_up": -1}, {"tear_down": 2000}, {"purpose": "A party"}, {"needs": {"a b"}}],
    ids=range(4),
)
def test_uses_that_cannot_be_are_refused(change: dict[str, Any]) -> None:
    """Codes that are none, and minutes below nothing or beyond a day."""
    with pytest.raises(InvalidValue, match="Use"):
        Use(**change)


def test_a_booking_lasts_at_most_a_year(book: Book, slot: MakeSlot) -> None:
    """What goes on for longer is booked as a series, or anew."""
    start = slot(4, "18:00", "20:00").start
    with pytest.raises(InvalidValue, match="lasts 367 days"):
        book("1", 4, "18:00", "20:00", slot=Slot(start, start + timedelta(days=367)))


def test_circles_that_a_correction_leaves_are_no_trap(slot: MakeSlot) -> None:
    """A room that came to be a part of its own part stands on something, and no question hangs."""
    state = RoomsState(DirectoryState())
    when = When(NOW)
    state.apply(_room("a", parts=("room:b",)), when, FOR_GOOD)
    state.apply(_room("b", parts=("room:a",)), when, FOR_GOOD)

    assert ("room:a",) == state.leaves("room:a")
    assert state.is_free("room:b", slot(4, "18:00", "20:00"))


def test_what_stands_on_a_room_follows_when_it_turns_out_to_have_parts(slot: MakeSlot) -> None:
    """A correction may add a room after its bookings; a checkpoint then says the same."""
    state, when, evening = RoomsState(DirectoryState()), When(NOW), slot(4, "18:00", "20:00")
    booked = RoomBooked(
        id="booking:1", room="room:halle", organisation="org:a", slot=evening, persons=1
    )
    closed = RoomClosed(
        id="closure:1", room="room:halle", slot=slot(5, "18:00", "20:00"), reason="x"
    )
    weekly = Series(start="2026-05-06T18:00", minutes=60, zone=ZONE, rule="FREQ=WEEKLY")
    series = SeriesBooked(
        id="series:1", room="room:halle", organisation="org:a", series=weekly, persons=1
    )
    for fact in (booked, closed, series, _room("nord")):
        state.apply(fact, when, FOR_GOOD)
    trial = Trial()
    state.apply(_room("halle", parts=("room:nord",)), when, trial)
    assert not state.is_free("room:nord", evening)
    loaded = RoomsState(DirectoryState())
    loaded.load(json.loads(json.dumps(state.dump())))
    for day in (4, 5, 6, 13):
        asked = slot(day, "18:00", "20:00")
        for each in (state, loaded):
            assert not each.is_free("room:nord", asked)
            assert not each.is_free("room:halle", asked)
    trial.take_back()
    for day in (4, 5, 6):
        assert state.is_free("room:nord", slot(day, "18:00", "20:00"))


def test_set_up_and_turnover_keep_bookings_apart(house: Any, book: Book, slot: MakeSlot) -> None:
    """Another booking begins only after tear-down and turnover; the refusal says why."""
    house.add(_room("werkstatt", turnover=15))
    built = Use(set_up=30, tear_down=15)
    house.add(book("1", 4, "18:00", "20:00", room="room:werkstatt", use=built))

    after = book("2", 4, "20:29", "21:00", room="room:werkstatt")
    assert [Veto("too_close", (slot(4, "18:00", "20:00"), "booking:1"))] == _vetoes(
        house.check(after)
    )
    assert house.check(after.but(slot=slot(4, "20:30", "21:00"))).is_allowed
    before = book("2", 4, "16:00", "17:16", room="room:werkstatt")
    assert not house.check(before).is_allowed
    assert house.check(before.but(slot=slot(4, "16:00", "17:15"))).is_allowed


def test_opening_hours_look_at_the_core_time_only(house: Any, book: Book, slot: MakeSlot) -> None:
    """Set-up before the house opens is possible, the booking itself is not."""
    house.add(OpeningHoursSet(id="hours:1", room="room:saal", since=date(2026, 1, 1), days=WEEK))
    early = book("1", 4, "09:00", "10:00", use=Use(set_up=60))

    assert house.check(early).is_allowed
    refused = house.check(early.but(slot=slot(4, "08:59", "10:00")))
    assert [Veto("outside", ("room:saal", date(2026, 5, 4)))] == _vetoes(refused)


def test_hours_change_from_a_day_on(house: Any, book: Book, slot: MakeSlot) -> None:
    """Before the first hours a room is always open; a night belongs to the day it began on."""
    house.add(OpeningHoursSet(id="hours:1", room="room:saal", since=date(2026, 5, 4), days=WEEK))
    later = tuple("12:00-14:00" for _ in range(7))
    house.add(OpeningHoursSet(id="hours:2", room="room:saal", since=date(2026, 5, 18), days=later))

    def is_open(day: int, start: str, end: str, end_day: int | None = None) -> bool:
        until = date(2026, 5, end_day or day)
        asked = Slot.on(date(2026, 5, day), start, end, zone=ZONE, end_day=until)
        return bool(house.check(book("1", 4, "10:00", "11:00", slot=asked)).is_allowed)

    assert is_open(3, "03:00", "04:00")
    assert not is_open(10, "12:00", "13:00")
    assert is_open(9, "23:00", "02:00", 10)
    assert not is_open(9, "23:00", "02:01", 10)
    assert is_open(11, "20:00", "22:00")
    assert not is_open(18, "20:00", "22:00")


def test_exceptions_count_before_hours_and_holidays(house: Any, book: Book, slot: MakeSlot) -> None:
    """A holiday closes rooms that say so; an exception opens them again, or closes the house."""
    house.add(
        OpeningHoursSet(
            id="hours:1",
            room="room:saal",
            since=date(2026, 1, 1),
            days=WEEK,
            closed_on=frozenset({"public"}),
        )
    )
    mayday = Period.through(date(2026, 5, 1), date(2026, 5, 1))
    house.add(HolidayAdded(id="holiday:1", calendar="public", name="Tag der Arbeit", days=mayday))
    noon = book("1", 1, "12:00", "13:00")
    house.add(HolidayAdded(id="holiday:2", calendar="school", name="Brückentag", days=mayday))

    refusal = [Veto("closed_day", ("room:saal", date(2026, 5, 1), "Tag der Arbeit"))]
    assert refusal == _vetoes(house.check(noon))
    assert house.check(noon.but(room="room:kueche")).is_allowed
    party = OpeningException(id="exception:1", days=mayday, hours="11:00-14:00", reason="Fest")
    trial = Trial()
    house.add(party, changes=trial)
    assert house.check(noon).is_allowed
    assert not house.check(noon.but(slot=slot(1, "13:30", "14:30"))).is_allowed
    assert not house.check(noon.but(room="room:kueche", slot=slot(1, "09:30", "10:00"))).is_allowed
    trial.take_back()
    house.add(party)
    house.add(ExceptionLifted(exception="exception:1"))
    assert refusal == _vetoes(house.check(noon))
    house.add(HolidayRemoved(holiday="holiday:1"))
    assert house.check(noon).is_allowed


def test_hours_that_come_later_displace_what_is_booked(
    house: Any, book: Book, slot: MakeSlot
) -> None:
    """Whoever closes a day is told at once whom it hits, and the state lists it until mended."""
    house.add(book("1", 4, "18:00", "20:00"))
    house.add(book("2", 5, "18:00", "20:00"))
    days = Period.through(date(2026, 5, 4), date(2026, 5, 4))
    closed = OpeningException(id="exception:1", room="room:saal", days=days, reason="Ausflug")
    expected = Breach("rooms.hours", "room:saal", date(2026, 4, 1), "exception:1", ("booking:1",))

    assert (expected,) == house.check(closed).breaches
    house.add(closed)
    assert [expected] == list(house.rooms.breaches(NOW))
    assert "displaced" == house.rooms.status("booking:1")
    assert [] == list(house.rooms.breaches(slot(4, "19:00", "20:00").end))
    house.add(BookingMoved(booking="booking:1", slot=slot(6, "18:00", "20:00")))
    assert [] == list(house.rooms.breaches(NOW))


def test_a_room_closed_for_ever_is_answered_at_once(house: Any, book: Book, slot: MakeSlot) -> None:
    """Nothing is offered in it, now or later, and no question takes long."""
    for_ever = Slot.parse("2026-01-01T00:00Z/9998-12-30T00:00Z")
    house.add(RoomClosed(id="closure:1", room="room:saal", slot=for_ever, reason="Abriss"))
    asked = book("1", 4, "18:00", "20:00")

    assert not house.check(asked).is_allowed
    assert [asked.but(room="room:kueche")] == list(remedies(house.rooms, asked, NOW))
    nothing = house.rooms.free("room:saal", NOW, NOW + timedelta(days=365_000))
    assert () == nothing


def test_free_times_lie_in_the_hours(house: Any, slot: MakeSlot) -> None:
    """Remedies and free stretches end with the opening hours."""
    house.add(OpeningHoursSet(id="hours:1", room="room:saal", since=date(2026, 1, 1), days=WEEK))
    window = slot(4, "00:00", "23:59")
    assert (slot(4, "09:00", "22:00"),) == house.rooms.free("room:saal", window.start, window.end)


@pytest.mark.parametrize(
    "build",
    [
        lambda: OpeningHoursSet(
            id="hours:1", room="room:a", since=date(2026, 1, 1), days=("09:00-10:00",)
        ),
        lambda: OpeningHoursSet(
            id="hours:1", room="room:a", since=date(2026, 1, 1), days=("9",) * 7
        ),
        lambda: OpeningException(id="exception:1", days=Period(date(2026, 1, 1), None), reason="x"),
        lambda: HolidayAdded(
            id="holiday:1",
            calendar="Public",
            name="x",
            days=Period.through(date(2026, 1, 1), date(2026, 1, 1)),
        ),
        lambda: HolidayAdded(
            id="holiday:1",
            calendar="public",
            name="x",
            days=Period.through(date(2026, 1, 1), date(2027, 6, 1)),
        ),
    ],
    ids=["six days", "no hours", "no end", "no code", "too long"],
)
def test_hours_and_holidays_that_cannot_be_are_refused(build: Callable[[], object]) -> None:
    """Days that lack, hours that no clock shows, days without an end."""
    with pytest.raises(InvalidValue):
        build()


def _days(given: Iterable[HolidayAdded]) -> dict[str, str]:
    return {fact.id.removeprefix("holiday:"): str(fact.days) for fact in given}


def test_holidays_of_a_land_become_facts() -> None:
    """The peace festival is Augsburg's alone, and the ids are the same each time."""
    land = _days(holidays_of("BY", [2026]))
    city = _days(holidays_of("BY", [2026], city="Augsburg"))

    assert land["by-public-2026-01-06"] == "2026-01-06/2026-01-07"
    assert city["augsburg-public-2026-08-08"] == "2026-08-08/2026-08-09"
    assert {"2026-08-08/2026-08-09", "2026-08-15/2026-08-16"} == {*city.values()} - {*land.values()}
    assert land == _days(holidays_of("BY", [2026, 2026]))


@pytest.mark.parametrize("land", LANDS)
def test_every_land_has_its_public_holidays(land: str) -> None:
    """Nine days are holidays everywhere; more are a Land's own."""
    found = list(holidays_of(land, [2026]))

    assert {"public"} == {fact.calendar for fact in found}
    assert 9 <= len(found)


def test_school_holidays_are_whole_weeks_with_the_weekends_between() -> None:
    """Days of one name that follow each other are one fact; a weekend is no end of holidays."""
    found = _days(holidays_of("BY", [2025], calendar="school"))

    assert found["by-school-2025-08-01"] == "2025-08-01/2025-09-16"
    assert found["by-school-2025-04-14"] == "2025-04-14/2025-04-26"
    # They go on in the next year, of which nothing was asked.
    assert found["by-school-2025-12-22"] == "2025-12-22/2026-01-01"
    with pytest.raises(InvalidValue, match="may not be published yet"):
        list(holidays_of("NW", [2090], calendar="school"))


def test_a_hub_records_the_holidays_of_a_land(house: Any, slot: MakeSlot) -> None:
    """Rooms whose hours name the calendar are closed then, and say why."""
    for fact in holidays_of("BY", [2026]):
        house.add(fact)
    house.add(
        OpeningHoursSet(
            id="hours:1",
            room="room:saal",
            since=date(2026, 1, 1),
            days=("08:00-22:00",) * 7,
            closed_on=frozenset({"public"}),
        )
    )

    assert not house.rooms.is_free("room:saal", slot(14, "10:00", "12:00"))
    assert house.rooms.is_free("room:saal", slot(15, "10:00", "12:00"))
    day = date(2026, 5, 14)
    assert frozenset({"public"}) == house.rooms.hours.calendars(day, day)


def test_without_the_library_holidays_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named, and the way without it."""
    # This is how Python itself notes that a module cannot be imported.
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(InvalidValue, match=r"install mo-network\[holidays\], or record"):
        list(holidays_of("BY", [2026]))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"land": "Bayern"}, "the land 'Bayern' is not known"),
        ({"land": "BY", "calendar": "church"}, "the calendar 'church' is not known"),
        ({"land": "NW", "city": "Augsburg"}, "the land 'NW' is not known: give one of BY"),
        ({"land": "BY", "years": [1900]}, "1900 is no year"),
    ],
)
def test_holidays_of_nowhere_are_refused(given: dict[str, Any], message: str) -> None:
    """A Land, a calendar, a city or a year that nobody knows."""
    with pytest.raises(InvalidValue, match=message):
        list(holidays_of(**({"years": [2026]} | given)))
