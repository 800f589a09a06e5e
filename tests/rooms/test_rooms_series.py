"""Series of bookings: booked whole or in part, changed, displaced, and judged through all years."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from mo_network.directory.facts import OrganisationEnded
from mo_network.directory.state import DirectoryState
from mo_network.errors import InvalidValue, UnknownReference
from mo_network.judging.answers import Limit, Note, Veto
from mo_network.judging.case import Case
from mo_network.judging.changes import FOR_GOOD, Trial
from mo_network.judging.fact import Fact
from mo_network.judging.outcome import Outcome
from mo_network.judging.state import Breach, When
from mo_network.rooms.facts import (
    FACTS,
    BookingCancelled,
    ClosureLifted,
    OccurrenceMoved,
    OccurrencesCancelled,
    OccurrenceUnused,
    OpeningHoursSet,
    RoomBooked,
    RoomClosed,
    SeriesBooked,
    SeriesCancelled,
    SeriesChanged,
    SeriesTakenUp,
    SeriesWished,
    Use,
)
from mo_network.rooms.hooks import LENGTH, PERSONS, booking_context
from mo_network.rooms.remedies import remedies
from mo_network.rooms.rule_kinds.booking_horizon import BookingHorizon
from mo_network.rooms.rule_kinds.booking_quota import BookingQuota
from mo_network.rooms.rule_kinds.choosing import Group
from mo_network.rooms.rule_kinds.user_groups import Tier, UserGroups
from mo_network.rooms.state import RoomsState
from mo_network.scheduling import Move, Series
from mo_network.values.slot import Slot
from mo_network.values.source import Source
from mo_network.values.timeline import Step, Timeline
from mo_network.values.wire import Wire
from mo_network.values.zones import zone

Book = Callable[..., RoomBooked]
MakeSlot = Callable[[int, str, str], Slot]
NOW = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
BERLIN = zone("Europe/Berlin")
MONDAYS = Series(start="2026-05-04T18:00", minutes=120, zone="Europe/Berlin", rule="FREQ=WEEKLY")
FOUR = Series(
    start="2026-05-04T18:00", minutes=120, zone="Europe/Berlin", rule="FREQ=WEEKLY;COUNT=4"
)
KEYS = ("2026-05-04T18:00", "2026-05-11T18:00", "2026-05-18T18:00", "2026-05-25T18:00")


def _series(name: str = "1", series: Series = MONDAYS, **changes: object) -> SeriesBooked:
    booked = SeriesBooked(
        id=f"series:{name}", room="room:saal", organisation="org:a", series=series, persons=10
    )
    return booked.but(**changes)


def _wish(series: Series = MONDAYS, **changes: object) -> SeriesWished:
    wish = SeriesWished(
        id="wish:1", room="room:saal", organisation="org:b", series=series, persons=10
    )
    return wish.but(**changes)


def _vetoes(outcome: Outcome) -> list[Veto]:
    return [said.answer for said in outcome.binding if isinstance(said.answer, Veto)]


@pytest.mark.parametrize(
    "fact",
    [
        _series(
            series=Series(
                start="2026-05-04T18:00",
                minutes=90,
                zone="Europe/Berlin",
                rule="FREQ=WEEKLY;COUNT=9",
                exdates=("2026-05-11T18:00",),
                rdates=("2026-05-06T18:00",),
                moved=(Move(occurrence="2026-05-18T18:00", to="2026-05-19T18:00"),),
            ),
            skipped=("2026-05-25T18:00",),
            use=Use(purpose="rehearsal"),
            assured=frozenset({"caretaker"}),
        ),
        _wish(skipping=("2026-05-25T18:00",), most_skipped=3),
        SeriesTakenUp(series="series:1", occurrences=("2026-05-25T18:00",)),
        OccurrenceMoved(
            series="series:1",
            occurrence="2026-05-25T18:00",
            slot=Slot.parse("2026-05-01T16:00Z/2026-05-01T18:00Z"),
            room="room:b",
        ),
        SeriesChanged(series="series:1", since="2026-05-25T18:00", to=MONDAYS),
        OccurrencesCancelled(series="series:1", since="2026-05-25T18:00"),
        OccurrenceUnused(series="series:1", occurrence="2026-05-25T18:00"),
        SeriesCancelled(series="series:1"),
    ],
    ids=lambda fact: type(fact).__name__,
)
def test_facts_about_series_come_back_from_the_wire(fact: Fact) -> None:
    """Rules, exceptions and moves are written and read without loss."""
    wire = Wire(FACTS)

    assert fact == wire.load(json.loads(json.dumps(wire.dump(fact))))


@pytest.mark.parametrize(
    "build",
    [
        lambda: _series(persons=0),
        lambda: _series(skipped=("yesterday",)),
        lambda: _series(skipped=(KEYS[0], KEYS[0])),
        lambda: _wish(most_skipped=-1),
        lambda: SeriesTakenUp(series="series:1", occurrences=()),
        lambda: OccurrenceMoved(
            series="series:1",
            occurrence="2026-02-30T18:00",
            slot=Slot.parse("2026-05-01T16:00Z/2026-05-01T18:00Z"),
        ),
        lambda: OccurrencesCancelled(series="series:1", since=KEYS[1], through=KEYS[0]),
        lambda: SeriesChanged(series="series:1", since=KEYS[1], through=KEYS[0], to=MONDAYS),
        lambda: _series(
            series=Series(
                start="2026-05-04T18:00",
                minutes=5,
                zone="Europe/Berlin",
                rule="FREQ=DAILY",
                exdates=tuple(
                    f"{date.fromordinal(740_000 + number)}T18:00" for number in range(5_001)
                ),
            )
        ),
    ],
    ids=range(9),
)
def test_facts_about_series_that_cannot_be_are_refused(build: Callable[[], object]) -> None:
    """Nobody, no time, a time twice, a range backwards, more exceptions than are any use."""
    with pytest.raises(InvalidValue):
        build()


def test_an_endless_series_takes_its_room_for_ever(house: Any, book: Book) -> None:
    """A booking a century on meets it; whoever is in the way is named by series and start."""
    house.add(_series())
    far = Slot.on(date(2126, 5, 6), "19:00", "20:00", zone="Europe/Berlin")
    monday = Slot.on(date(2126, 5, 6), "18:00", "20:00", zone="Europe/Berlin")
    assert 0 == date(2126, 5, 6).weekday()

    refused = _vetoes(house.check(book("1", 4, "18:00", "20:00", slot=far)))
    assert [Veto("taken", (monday, "series:1@2126-05-06T18:00"))] == refused
    assert "confirmed" == house.rooms.statuses["series:1"]


def test_two_endless_series_are_decided_at_once(house: Any) -> None:
    """On a first Monday of some month they meet; the dates are named, and there are more."""
    house.add(_series())
    monthly = Series(
        start="2026-05-07T19:00",
        minutes=60,
        zone="Europe/Berlin",
        rule="FREQ=MONTHLY;BYMONTHDAY=7",
    )
    outcome = house.check(_wish(monthly, id="wish:2"))

    vetoes = _vetoes(outcome)
    expected = Veto("taken_on", (date(2026, 9, 7), "series:1@2026-09-07T18:00"))
    assert (expected, Veto("and_more", (10,)), 11) == (vetoes[0], vetoes[-1], len(vetoes))
    tuesday = Series(start="2026-05-05T19:00", minutes=60, zone="Europe/Berlin", rule="FREQ=WEEKLY")
    assert house.check(_wish(tuesday, id="wish:2")).is_allowed


def test_a_series_may_not_meet_itself(house: Any) -> None:
    """A daily one that lasts longer than a day stands in its own way."""
    daily = Series(
        start="2026-05-04T18:00", minutes=1500, zone="Europe/Berlin", rule="FREQ=DAILY;COUNT=2"
    )
    itself = {veto.code for veto in _vetoes(house.check(_series(series=daily)))}
    assert {"itself"} == itself


def test_a_refused_series_is_offered_whole_elsewhere_later_and_in_part(
    house: Any, book: Book, slot: MakeSlot
) -> None:
    """Another room, another time of the day, or without the two dates: each can be booked."""
    house.add(book("1", 11, "18:00", "20:00"))
    closed = RoomClosed(
        id="closure:1", room="room:saal", slot=slot(18, "19:00", "21:00"), reason="Wasser"
    )
    house.add(closed)
    wish = _wish(FOUR)
    assert [
        Veto("taken_on", (date(2026, 5, 11), "booking:1")),
        Veto("closed_on", (date(2026, 5, 18), "Wasser", "closure:1")),
    ] == _vetoes(house.check(wish))

    offered: list[Any] = list(remedies(house.rooms, wish, NOW))
    assert ["room:kueche", "room:saal", "room:saal"] == [each.room for each in offered]
    assert ["2026-05-04T18:00", "2026-05-04T16:00"] == [each.series.start for each in offered[:2]]
    assert (KEYS[1:3], 2) == (offered[2].skipping, offered[2].most_skipped)
    assert [] == [each for each in offered if not house.check(each).is_allowed]
    booked: list[Any] = list(remedies(house.rooms, _series(series=FOUR), NOW))
    assert KEYS[1:3] == booked[-1].skipped
    assert [] == list(remedies(house.rooms, booked[-1], NOW))


def test_no_more_is_left_out_than_the_wish_allows(house: Any, book: Book) -> None:
    """Below the threshold the hub books in part; above it, it may not."""
    for number in (1, 2):
        house.add(book(str(number), 4 + 7 * number, "18:00", "20:00"))
    house.add(_wish(FOUR, most_skipped=1))
    partly = _series("9", FOUR, wish="wish:1", organisation="org:b", skipped=KEYS[1:3])

    assert [Veto("too_few", (2, 1))] == _vetoes(house.check(partly))
    one = partly.but(skipped=KEYS[1:2])
    house.add(BookingCancelled(booking="booking:2"))
    assert house.check(one).is_allowed
    nothing = one.but(skipped=("2026-05-05T18:00",), wish=None)
    assert Veto("no_occurrence", ("2026-05-05T18:00",)) in _vetoes(house.check(nothing))


def test_a_skipped_date_is_taken_up_when_it_is_free_again(house: Any, book: Book) -> None:
    """What was left out is remembered by its start; only such a date can be taken up."""
    house.add(book("1", 11, "18:00", "20:00"))
    house.add(_series(series=FOUR, skipped=KEYS[1:2]))
    taken = SeriesTakenUp(series="series:1", occurrences=KEYS[1:2])

    assert [Veto("taken_on", (date(2026, 5, 11), "booking:1"))] == _vetoes(house.check(taken))
    assert () == house.rooms.free_again("series:1", NOW)
    house.add(BookingCancelled(booking="booking:1"))
    assert KEYS[1:2] == house.rooms.free_again("series:1", NOW)
    assert house.check(taken).is_allowed
    other = taken.but(occurrences=KEYS[:1])
    assert Veto("not_skipped", KEYS[:1]) in _vetoes(house.check(other))
    house.add(taken)
    assert () == house.rooms.series("series:1").skipped
    assert not house.check(book("2", 11, "19:00", "20:00")).is_allowed


def test_one_date_moves_and_keeps_its_name(house: Any, book: Book, slot: MakeSlot) -> None:
    """A date that is moved, shortened or put elsewhere is still named by its original start."""
    house.add(_series())
    moved = OccurrenceMoved(series="series:1", occurrence=KEYS[1], slot=slot(11, "19:00", "20:00"))

    assert house.check(moved).is_allowed
    house.add(moved)
    assert house.check(book("1", 11, "18:00", "19:00")).is_allowed
    kitchen = moved.but(slot=slot(12, "18:00", "20:00"), room="room:kueche")
    assert house.check(kitchen).is_allowed
    house.add(kitchen)
    refused = _vetoes(house.check(book("1", 12, "18:00", "20:00", room="room:kueche")))
    assert [Veto("taken", (kitchen.slot, f"series:1@{KEYS[1]}"))] == refused
    onto = moved.but(occurrence=KEYS[2], slot=slot(25, "18:00", "20:00"))
    assert [Veto("taken", (slot(25, "18:00", "20:00"), f"series:1@{KEYS[3]}"))] == _vetoes(
        house.check(onto)
    )
    nothing = moved.but(occurrence="2026-05-05T18:00")
    assert [Veto("no_occurrence", ("2026-05-05T18:00",))] == _vetoes(house.check(nothing))
    itself = moved.but(occurrence=KEYS[2], slot=slot(18, "18:00", "20:00"))
    assert house.check(itself).is_allowed


def test_this_and_following_change_and_end(house: Any, book: Book) -> None:
    """From a date on it takes place otherwise; a range in the middle does, too, or not at all."""
    house.add(_series())
    tuesdays = Series(
        start="2026-05-19T20:00", minutes=60, zone="Europe/Berlin", rule="FREQ=WEEKLY"
    )
    changed = SeriesChanged(series="series:1", since=KEYS[2], to=tuesdays)
    assert house.check(changed).is_allowed
    house.add(changed)

    def is_free(day: int, start: str, end: str) -> bool:
        return bool(house.check(book("x", day, start, end)).is_allowed)

    assert [False, True, False] == [
        is_free(11, "18:00", "20:00"),
        is_free(18, "18:00", "20:00"),
        is_free(19, "20:00", "21:00"),
    ]
    house.add(OccurrencesCancelled(series="series:1", since=KEYS[1], through="2026-05-20T00:00"))
    assert [False, True, True, False] == [
        is_free(4, "18:00", "20:00"),
        is_free(11, "18:00", "20:00"),
        is_free(19, "20:00", "21:00"),
        is_free(26, "20:00", "21:00"),
    ]
    house.add(OccurrencesCancelled(series="series:1", since="2026-05-26T20:00"))
    assert is_free(26, "20:00", "21:00")
    for_ever = OccurrencesCancelled(series="series:1", since=KEYS[0], through="9999-12-31T23:59")
    house.add(for_ever)
    assert is_free(4, "18:00", "20:00")
    assert () == house.rooms.holdings("org:a", date(2026, 5, 1))


def test_a_change_is_judged_without_the_dates_it_replaces(house: Any, book: Book) -> None:
    """Half an hour later is no clash with itself; what others have booked is."""
    house.add(_series())
    house.add(book("1", 25, "20:00", "21:00"))
    later = Series(start="2026-05-11T18:30", minutes=120, zone="Europe/Berlin", rule="FREQ=WEEKLY")
    changed = SeriesChanged(series="series:1", since=KEYS[1], to=later)

    before = json.dumps(house.rooms.dump())
    assert [Veto("taken_on", (date(2026, 5, 25), "booking:1"))] == _vetoes(house.check(changed))
    assert before == json.dumps(house.rooms.dump())
    assert house.check(changed.but(room="room:kueche")).is_allowed


def test_a_closure_names_the_dates_it_displaces_and_whom_to_tell(
    house: Any, slot: MakeSlot
) -> None:
    """Named by series and original start, also where they were moved; others are left alone."""
    house.add(_series())
    house.add(
        OccurrenceMoved(series="series:1", occurrence=KEYS[1], slot=slot(12, "18:00", "20:00"))
    )
    closed = RoomClosed(
        id="closure:1",
        room="room:saal",
        slot=Slot.on(
            date(2026, 5, 12), "00:00", "23:00", zone="Europe/Berlin", end_day=date(2026, 5, 18)
        ),
        reason="Wasser",
    )
    names = (f"series:1@{KEYS[1]}", f"series:1@{KEYS[2]}")
    expected = Breach("rooms.closed", "room:saal", date(2026, 4, 1), "closure:1", names)

    assert (expected,) == house.check(closed).breaches
    house.add(closed)
    told = house.rooms.to_tell("closure:1", NOW)
    assert [("org:a", names[0]), ("org:a", names[1])] == [(h.organisation, h.name) for h in told]
    assert ["displaced"] == [
        booked.status for day in house.rooms.week(date(2026, 5, 18)).days for booked in day.bookings
    ]
    elsewhere = OccurrenceMoved(series="series:1", occurrence=KEYS[2], slot=told[1].slot)
    offered: list[Any] = list(remedies(house.rooms, elsewhere, NOW))
    assert [None, None, "room:kueche"] == [each.room for each in offered]
    assert [] == [each for each in offered if not house.check(each).is_allowed]
    kitchen = offered[2]
    house.add(kitchen)
    assert names[:1] == next(iter(house.rooms.breaches(NOW))).promises
    house.add(ClosureLifted(closure="closure:1"))
    assert () == house.rooms.to_tell("closure:1", NOW)
    with pytest.raises(UnknownReference, match="closure:x"):
        house.rooms.to_tell("closure:x", NOW)


def test_series_keep_the_opening_hours(house: Any) -> None:
    """Each date outside them is named; a series through a closed day is offered without it."""
    week = ("16:00-22:00",) * 5 + ("", "")
    house.add(OpeningHoursSet(id="hours:1", room="room:saal", since=date(2026, 1, 1), days=week))
    daily = Series(
        start="2026-05-08T18:00", minutes=60, zone="Europe/Berlin", rule="FREQ=DAILY;COUNT=4"
    )
    refused = _vetoes(house.check(_series(series=daily)))

    assert [Veto("outside", ("room:saal", date(2026, 5, day))) for day in (9, 10)] == refused
    assert house.check(_series()).is_allowed
    left = list(remedies(house.rooms, _series(series=daily, persons=50), NOW))
    assert [("2026-05-09T18:00", "2026-05-10T18:00")] == [each.skipped for each in left]  # type: ignore[attr-defined]


def test_a_series_ends_with_its_organisation(house: Any) -> None:
    """An endless one is not promised to a body that is to end."""
    house.add(OrganisationEnded(organisation="org:a", on=date(2026, 5, 20)))

    assert not house.check(_series()).is_allowed
    two = Series(
        start="2026-05-04T18:00", minutes=120, zone="Europe/Berlin", rule="FREQ=WEEKLY;COUNT=2"
    )
    assert house.check(_series(series=two)).is_allowed
    assert not house.check(_series(series=FOUR)).is_allowed


def test_needs_and_persons_bind_series_too(house: Any, slot: MakeSlot) -> None:
    """Neither a piano that is not there nor a room that is too small, moved or not."""
    house.add(_series(persons=40))
    moved = OccurrenceMoved(
        series="series:1", occurrence=KEYS[0], slot=slot(5, "18:00", "20:00"), room="room:kueche"
    )
    assert [Veto("too_small", ("room:kueche", 12, 40))] == _vetoes(house.check(moved))
    piano = _series("2", FOUR, room="room:kueche", use=Use(needs=frozenset({"piano"})))
    assert [Veto("lacks", ("room:kueche", "piano"))] == _vetoes(house.check(piano))
    assert [Limit(PERSONS, 12)] == [
        said.answer for said in house.check(piano.but(persons=13)).binding
    ][:1]


def test_the_length_of_a_series_is_read_and_moved() -> None:
    """A limit on the length shortens each date."""
    assert 120 == LENGTH.read(_series()) == LENGTH.read(_wish())
    shorter = LENGTH.move(_wish(), 60)
    assert 60 == LENGTH.read(shorter)
    changed = SeriesChanged(series="series:1", since=KEYS[0], to=MONDAYS)
    assert 60 == LENGTH.read(LENGTH.move(changed, 60))


def _line(value: int) -> Timeline[int]:
    return Timeline("value", (Step(date(2020, 1, 1), value, Source("Invented rules")),))


def test_rules_see_all_dates_of_a_series(house: Any, book: Book) -> None:
    """The last date is judged by the horizon, each month by the quota; an endless one by both."""
    case = Case(_series(), When(NOW), BERLIN)
    endless = booking_context(house.rooms, _series(), case)
    four = booking_context(house.rooms, _series(series=FOUR), case)
    assert (None, date(2026, 5, 25), date(2026, 5, 4)) == (
        endless.last_on,
        four.last_on,
        endless.start_on,
    )

    horizon, quota = BookingHorizon(months=_line(6)), BookingQuota(_line(4))
    assert ["endless"] == [each.code for each in horizon.limit(endless) if isinstance(each, Veto)]
    assert [] == list(horizon.limit(four))
    assert [] == list(quota.quota(four))
    june = Veto("too_many", (0, 5, 4, date(2026, 6, 1), date(2026, 6, 30)))
    assert [june] == list(quota.quota(endless))
    turns = UserGroups((Tier(_line(60), Group("all")),))
    codes = {each.code for each in turns.order(endless) if isinstance(each, Note | Veto)}
    assert {"rank", "not_yet"} == codes

    house.add(_series(series=FOUR))
    one_more = book("1", 30, "18:00", "20:00")
    context = booking_context(house.rooms, one_more, Case(one_more, When(NOW), BERLIN))
    assert 1 == len(list(quota.quota(context)))
    house.add(SeriesCancelled(series="series:1"))
    assert [] == list(quota.quota(context))


def test_rules_see_moves_and_changes_of_a_series(house: Any, slot: MakeSlot) -> None:
    """What is moved does not count beside itself, and is known as a move."""
    house.add(_series(series=FOUR, use=Use(purpose="rehearsal")))
    moved = OccurrenceMoved(series="series:1", occurrence=KEYS[0], slot=slot(5, "18:00", "20:00"))
    taken = SeriesTakenUp(series="series:1", occurrences=KEYS[:1])
    changed = SeriesChanged(series="series:1", since=KEYS[2], to=MONDAYS)
    for fact, is_move, held in ((moved, True, 0), (changed, True, 0), (taken, False, 4)):
        context = booking_context(house.rooms, fact, Case(fact, When(NOW), BERLIN))
        assert (is_move, "org:a", "rehearsal") == (
            context.is_move,
            context.organisation,
            context.use.purpose,
        )
        assert held == len(context.held.beginning(BookingQuota(_line(1)).days(date(2026, 5, 4))))


def test_a_date_that_nobody_came_to_is_free_and_counts(house: Any, book: Book) -> None:
    """It can be given to others, and the quota remembers it."""
    house.add(_series(series=FOUR))
    unused = OccurrenceUnused(series="series:1", occurrence=KEYS[1])
    with Trial() as trial:
        house.add(unused, changes=trial)
    house.add(unused)
    house.rooms.apply(unused, When(NOW), FOR_GOOD)

    assert house.check(book("1", 11, "18:00", "20:00")).is_allowed
    asked = book("1", 12, "18:00", "20:00")
    loaded = RoomsState(house.rooms.directory)
    loaded.load(json.loads(json.dumps(house.rooms.dump())))
    for state in (house.rooms, loaded):
        context = booking_context(state, asked, Case(asked, When(NOW), BERLIN))
        veto = Veto("too_many", (4, 1, 4, date(2026, 5, 1), date(2026, 5, 31)))
        assert [veto] == list(BookingQuota(_line(4)).quota(context))


def test_a_series_of_nothing_is_refused(house: Any) -> None:
    """Where each date is left out nothing is promised; without any date there is no question."""
    fact = _series(series=FOUR, skipped=KEYS)
    assert [Veto("nothing", (KEYS[0],))] == _vetoes(house.check(fact))
    context = booking_context(house.rooms, fact, Case(fact, When(NOW), BERLIN))
    assert date(2026, 5, 4) == context.start_on
    empty = _series(series=FOUR.without(*KEYS))
    with pytest.raises(InvalidValue, match="asks for no time at all"):
        booking_context(house.rooms, empty, Case(empty, When(NOW), BERLIN))
    house.add(_series("2", FOUR))
    changed = SeriesChanged(series="series:2", since=KEYS[0], to=FOUR.without(*KEYS))
    assert [Veto("nothing", (KEYS[0],))] == _vetoes(house.check(changed))


def test_a_date_that_is_not_there_is_refused_whatever_the_rules(house: Any, slot: MakeSlot) -> None:
    """Rules are asked about the room in which it would be, and do not fall over it."""
    house.add(_series(series=FOUR))
    moved = OccurrenceMoved(
        series="series:1", occurrence="2026-05-05T18:00", slot=slot(6, "18:00", "20:00")
    )
    for fact in (moved, moved.but(room="room:kueche")):
        context = booking_context(house.rooms, fact, Case(fact, When(NOW), BERLIN))
        assert (fact.room or "room:saal") == context.room
        assert Veto("no_occurrence", ("2026-05-05T18:00",)) in _vetoes(house.check(fact))
    house.add(OccurrencesCancelled(series="series:1", since=KEYS[0]))
    changed = SeriesChanged(series="series:1", since=KEYS[0], to=FOUR)
    for again in (moved, changed):
        context = booking_context(house.rooms, again, Case(again, When(NOW), BERLIN))
        assert "room:saal" == context.room
    assert house.check(changed).is_allowed


def test_facts_about_series_that_are_not_there_change_nothing(house: Any, slot: MakeSlot) -> None:
    """After a correction a later fact may speak of nothing; applying stays total."""
    house.add(_series(series=FOUR))
    before = json.dumps(house.rooms.dump())
    for fact in (
        SeriesCancelled(series="series:x"),
        OccurrenceMoved(series="series:x", occurrence=KEYS[0], slot=slot(4, "18:00", "20:00")),
        OccurrenceMoved(
            series="series:1", occurrence="2026-01-01T00:00", slot=slot(4, "18:00", "20:00")
        ),
        SeriesTakenUp(series="series:1", occurrences=KEYS[:1]),
        OccurrencesCancelled(series="series:1", since="2030-01-01T00:00"),
    ):
        with Trial() as trial:
            house.rooms.apply(fact, When(NOW), trial)
        house.rooms.apply(fact, When(NOW), FOR_GOOD)
        assert before == json.dumps(house.rooms.dump())


def test_a_series_with_all_its_exceptions_goes_on_as_two(slot: MakeSlot) -> None:
    """A date more is cancelled, however many were before."""
    state = RoomsState(DirectoryState())
    starts = [f"{date.fromordinal(740_000 + number)}T18:00" for number in range(10_002)]
    daily = Series(
        start=starts[0],
        minutes=5,
        zone="Europe/Berlin",
        rule="FREQ=DAILY",
        exdates=tuple(starts[1:5_000]),
    )
    state.apply(_series(series=daily), When(NOW), FOR_GOOD)
    more = daily.without(*starts[5_000:10_001])
    pieces = (state.piece_table["series:1"][0]._replace(series=more),)
    state.place("series:1", pieces, {}, FOR_GOOD)
    state.apply(
        OccurrencesCancelled(series="series:1", since=starts[10_001], through=starts[10_001]),
        When(NOW),
        FOR_GOOD,
    )

    assert 2 == len(state.piece_table["series:1"])
    assert state.occurrence_held("series:1", starts[10_001]) is None
    assert state.occurrence_held("series:1", starts[0]) is not None


def test_what_is_far_away_is_found_for_ever(house: Any) -> None:
    """Two series that first meet in ten years, and hours that will not do in ten years, count."""
    # Each has a meeting near at hand as well, behind which the far one is not forgotten.
    for number, start, rule, added in (
        (1, "2026-05-05T18:00", "FREQ=WEEKLY", ()),
        (2, "2026-05-12T18:30", "", ("2036-05-06T18:30",)),
    ):
        series = Series(start=start, minutes=60, zone="Europe/Berlin", rule=rule, rdates=added)
        house.add(
            SeriesBooked(
                id=f"series:{number}",
                room="room:saal",
                organisation="org:a",
                series=series,
                persons=5,
            )
        )
    house.add(
        OpeningHoursSet(
            id="hours:1", room="room:saal", since=date(2037, 1, 1), days=("08:00-18:30",) * 7
        )
    )
    found = [(breach.law, breach.promises) for breach in house.rooms.breaches(NOW)]
    assert [
        ("rooms.capacity", ("series:1@2026-05-12T18:00", "series:2@2026-05-12T18:30")),
        ("rooms.capacity", ("series:1@2036-05-06T18:00", "series:2@2036-05-06T18:30")),
        ("rooms.hours", ("series:1@2037-01-06T18:00",)),
    ] == found


def test_single_bookings_far_ahead_are_found_beside_a_series(house: Any, book: Book) -> None:
    """After a correction two may be promised for one hour in ten years."""
    house.add(
        SeriesBooked(
            id="series:1", room="room:saal", organisation="org:a", series=MONDAYS, persons=5
        )
    )
    far = Slot.on(date(2036, 5, 6), "18:00", "19:00", zone="Europe/Berlin")
    for name in "xy":
        house.add(book(name, 5, "18:00", "19:00").but(slot=far))

    found = [breach.promises for breach in house.rooms.breaches(NOW)]
    assert [("booking:x", "booking:y")] == found


def test_a_closure_without_an_end_in_sight_names_two_years_and_the_next_date(house: Any) -> None:
    """Of a series once in three years the first date in it is named, however far."""
    rare = Series(
        start="2027-05-03T18:00", minutes=60, zone="Europe/Berlin", rule="FREQ=YEARLY;INTERVAL=3"
    )
    house.add(
        SeriesBooked(id="series:1", room="room:saal", organisation="org:a", series=rare, persons=5)
    )
    slot = Slot.parse("2027-06-01T00:00Z/2040-01-01T00:00Z")
    house.add(RoomClosed(id="closure:1", room="room:saal", slot=slot, reason="x"))

    assert ["series:1@2030-05-03T18:00"] == [
        held.name for held in house.rooms.to_tell("closure:1", NOW)
    ]


def test_a_wish_for_a_series_can_be_looked_up(house: Any) -> None:
    """With what it asks for; it is no wish for a single time."""
    house.add(_wish(most_skipped=3))

    found = house.rooms.series_wish("wish:1")

    assert ("org:b", "room:saal", 3) == (found.organisation, found.room, found.most_skipped)
    with pytest.raises(UnknownReference, match="wish:2"):
        house.rooms.series_wish("wish:2")
