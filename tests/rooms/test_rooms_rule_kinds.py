"""The built-in kinds about bookings: what each allows, what it forbids, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from mo_network.directory.facts import MembershipBegan, MembershipKind
from mo_network.errors import InvalidValue
from mo_network.judging.answers import Duty, Limit, Note, Requirement, Veto
from mo_network.judging.case import Case
from mo_network.judging.changes import Trial
from mo_network.judging.fact import Fact
from mo_network.judging.state import When
from mo_network.rooms.facts import (
    BookingCancelled,
    BookingMoved,
    BookingUnused,
    CancellationAsked,
    RoomBooked,
    Use,
)
from mo_network.rooms.hooks import ASSURED, LENGTH, booking_context, cancel_context
from mo_network.rooms.rule_kinds.booking_deposit import BookingDeposit
from mo_network.rooms.rule_kinds.booking_horizon import BookingHorizon
from mo_network.rooms.rule_kinds.booking_lead_time import BookingLeadTime
from mo_network.rooms.rule_kinds.booking_length import BookingLength
from mo_network.rooms.rule_kinds.booking_quota import BookingQuota
from mo_network.rooms.rule_kinds.cancel_notice import CancelNotice
from mo_network.rooms.rule_kinds.caretaker import Caretaker
from mo_network.rooms.rule_kinds.choosing import Group
from mo_network.rooms.rule_kinds.user_groups import Tier, UserGroups
from mo_network.rooms.rule_kinds.who_may_book import WhoMayBook
from mo_network.rules.kind import answering_methods
from mo_network.testing import hub_in_memory
from mo_network.values.money import Money
from mo_network.values.slot import Slot
from mo_network.values.source import Source
from mo_network.values.timeline import Step, Timeline
from mo_network.values.zones import zone

Book = Callable[..., RoomBooked]
MakeSlot = Callable[[int, str, str], Slot]
SOURCE = Source("Rules of an invented house")
ASKED = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
PUBLIC, PARTY = Use(is_public=True), Use(purpose="party")


def _line(value: Any) -> Timeline[Any]:
    return Timeline("value", (Step(date(2020, 1, 1), value, SOURCE),))


@pytest.fixture
def ask(house: Any) -> Callable[..., list[Any]]:
    """Ask a rule through all its hooks about a booking, a move or a cancelling."""

    def ask(rule: Any, fact: Fact, at: datetime = ASKED) -> list[Any]:
        case = Case(fact, When(at), zone("Europe/Berlin"))
        asked: Any = case.asked
        if isinstance(asked, BookingCancelled):
            contexts: dict[str, Any] = {
                "booking_cancelling": cancel_context(house.rooms, asked, case)
            }
        else:
            context = booking_context(house.rooms, asked, case)
            contexts = {"booking_limits": context, "booking_requirements": context}
        found: list[Any] = []
        for hook, context in contexts.items():
            for method in answering_methods(rule, hook):
                answers: Iterable[Any] = method(context)
                found += answers
        return found

    return ask


def test_a_booking_is_asked_for_in_time(ask: Any, house: Any, book: Book, slot: MakeSlot) -> None:
    """Two weeks before is early enough, a day later is too late; moving is not bound."""
    rule = BookingLeadTime(weeks=_line(2), rooms=frozenset({"room:saal"}))

    assert [] == ask(rule, book("1", 15, "18:00", "20:00"))
    refusal = [Veto("too_soon", (date(2026, 5, 14), date(2026, 5, 15)))]
    assert refusal == ask(rule, book("1", 14, "18:00", "20:00"))
    assert [] == ask(rule, book("1", 14, "18:00", "20:00", room="room:kueche"))
    house.add(book("2", 20, "18:00", "20:00"))
    assert [] == ask(rule, BookingMoved(booking="booking:2", slot=slot(4, "18:00", "20:00")))
    assert [] == ask(BookingLeadTime(days=_line(3)), book("1", 4, "00:00", "01:00"))


def test_a_booking_lasts_no_longer_than_it_may(ask: Any, book: Book) -> None:
    """The bound is said always; it holds for the purposes that the rule names."""
    rule = BookingLength(_line(240), purposes=frozenset({"party"}))

    assert [Limit(LENGTH, 240)] == ask(rule, book("1", 4, "18:00", "23:00", use=PARTY))
    assert [] == ask(rule, book("1", 4, "18:00", "23:00"))


def test_the_length_is_read_and_moved(book: Book, slot: MakeSlot) -> None:
    """Shortening takes from the end; nothing is shortened to nothing."""
    booked = book("1", 4, "18:00", "22:00")
    moved = BookingMoved(booking="booking:1", slot=booked.slot)

    assert 240 == LENGTH.read(booked) == LENGTH.read(moved)
    assert booked.but(slot=slot(4, "18:00", "20:00")) == LENGTH.move(booked, 120)
    assert booked == LENGTH.move(booked, 0)
    assert LENGTH.read(BookingCancelled(booking="booking:1")) is None


def test_a_booking_is_made_no_further_ahead_than_it_may(ask: Any, book: Book) -> None:
    """The last day of the term belongs to it."""
    rule = BookingHorizon(days=_line(10))

    assert [] == ask(rule, book("1", 11, "18:00", "20:00"))
    refusal = [Veto("too_far", (date(2026, 5, 12), date(2026, 5, 11)))]
    assert refusal == ask(rule, book("1", 12, "18:00", "20:00"))
    assert [] == ask(BookingHorizon(months=_line(1)), book("1", 31, "18:00", "20:00"))


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("day", date(2026, 5, 14), date(2026, 5, 14)),
        ("week", date(2026, 5, 11), date(2026, 5, 17)),
        ("month", date(2026, 5, 1), date(2026, 5, 31)),
        ("quarter", date(2026, 4, 1), date(2026, 6, 30)),
        ("half-year", date(2026, 1, 1), date(2026, 6, 30)),
        ("year", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_quota_is_counted_by_its_period(
    ask: Any, house: Any, book: Book, period: Any, first: date, last: date
) -> None:
    """Two bookings are there, and a third one in the same period is too much."""
    house.add(book("1", 14, "08:00", "09:00"))
    house.add(book("2", 14, "10:00", "11:00"))
    house.add(book("3", 14, "12:00", "13:00", organisation="org:b"))
    rule = BookingQuota(_line(2), period=period)

    assert [Veto("too_many", (2, 1, 2, first, last))] == ask(rule, book("9", 14, "18:00", "20:00"))
    assert [] == ask(rule, book("9", 14, "18:00", "20:00", organisation="org:b"))


def test_a_quota_forgets_what_was_cancelled_and_not_what_nobody_came_to(
    ask: Any, house: Any, book: Book, slot: MakeSlot
) -> None:
    """Cancelling gives the hours back; staying away does not; a move does not count twice."""
    house.add(book("1", 14, "08:00", "10:00"))
    house.add(book("2", 15, "08:00", "09:30"))
    rule = BookingQuota(_line(4), counted="hours", period="week")
    asked = book("9", 16, "18:00", "20:00")
    refusal = [Veto("too_long", ("3:30", "2:00", 4, date(2026, 5, 11), date(2026, 5, 17)))]

    assert refusal == ask(rule, asked)
    longer = BookingMoved(booking="booking:1", slot=slot(14, "08:00", "10:30"))
    assert [] == ask(rule, longer)
    house.add(BookingUnused(booking="booking:1"))
    assert refusal == ask(rule, asked)
    house.add(BookingCancelled(booking="booking:2"))
    assert [] == ask(rule, asked)


def test_a_quota_may_count_some_rooms_or_public_events_alone(
    ask: Any, house: Any, book: Book, slot: MakeSlot
) -> None:
    """What lies elsewhere, or is not public, takes nothing of it; moving counts anew."""
    house.add(book("1", 14, "08:00", "10:00", use=PUBLIC))
    house.add(book("2", 15, "08:00", "10:00", room="room:kueche"))
    kitchen = BookingQuota(_line(1), rooms=frozenset({"room:kueche"}))
    public = BookingQuota(_line(1), only_public=True)

    assert [] == ask(kitchen, book("9", 16, "18:00", "20:00"))
    assert 1 == len(ask(kitchen, book("9", 16, "18:00", "20:00", room="room:kueche")))
    assert [] == ask(public, book("9", 16, "18:00", "20:00"))
    assert 1 == len(ask(public, book("9", 16, "18:00", "20:00", use=PUBLIC)))
    june = Slot.on(date(2026, 6, 1), "08:00", "09:00", zone="Europe/Berlin")
    with Trial() as trial:
        house.add(BookingMoved(booking="booking:1", slot=june), changes=trial)
        assert [] == ask(public, book("9", 16, "18:00", "20:00", use=PUBLIC))
    assert 1 == len(ask(public, book("9", 16, "18:00", "20:00", use=PUBLIC)))


def test_a_closed_group_is_closed(ask: Any, house: Any, book: Book) -> None:
    """Kinds, names, members and purposes: each part that does not fit is said."""
    house.add(
        MembershipBegan(
            id="membership:1",
            member="org:a",
            umbrella="org:b",
            kind=MembershipKind.FULL,
            on=date(2026, 1, 1),
        )
    )
    rule = WhoMayBook(
        rooms=frozenset({"room:saal"}),
        kinds=frozenset({"initiative", "association"}),
        organisations=frozenset({"org:a", "org:c"}),
        members_of=frozenset({"org:b"}),
        only_for=frozenset({"rehearsal", "meeting"}),
        never_for=frozenset({"party"}),
        needs_purpose=True,
    )
    meeting = Use(purpose="meeting")

    assert [] == ask(rule, book("1", 4, "18:00", "20:00", use=meeting))
    assert [] == ask(rule, book("1", 4, "18:00", "20:00", room="room:kueche"))
    assert [Veto("no_purpose", ("room:saal",))] == ask(rule, book("1", 4, "18:00", "20:00"))
    strange = book("1", 4, "18:00", "20:00", organisation="org:b", use=PARTY)
    assert [
        Veto("closed_group", ("room:saal", "org:b")),
        Veto("no_member", ("room:saal", "org:b")),
        Veto("purpose", ("room:saal", "party")),
    ] == ask(rule, strange)
    companies = WhoMayBook(kinds=frozenset({"company"}))
    assert [Veto("kind", ("room:saal", "association"))] == ask(companies, strange)


def test_the_first_group_books_from_further_ahead(ask: Any, book: Book) -> None:
    """Who fits into none may not book; who is not in turn yet is told the day."""
    rule = UserGroups(
        (
            Tier(_line(60), Group("house", organisations=frozenset({"org:a"}))),
            Tier(_line(10), Group("others", purposes=frozenset({"meeting"}))),
        )
    )
    meeting = Use(purpose="meeting")

    assert [Note("rank", ("house", 1))] == ask(rule, book("1", 20, "18:00", "20:00"))
    other = book("1", 11, "18:00", "20:00", organisation="org:b", use=meeting)
    assert [Note("rank", ("others", 2))] == ask(rule, other)
    later = book("1", 20, "18:00", "20:00", organisation="org:b", use=meeting)
    refusal = [Note("rank", ("others", 2)), Veto("not_yet", ("others", date(2026, 5, 10)))]
    assert refusal == ask(rule, later)
    assert [Veto("no_group", ("org:b",))] == ask(rule, later.but(use=PARTY))


def test_a_caretaker_is_asked_for_where_there_is_a_reason(ask: Any, book: Book) -> None:
    """Public, for many, for a purpose, or late; nothing is asked for otherwise."""
    needed = [Requirement(ASSURED, "caretaker")]
    rule = Caretaker(public=True, persons=_line(50), purposes=frozenset({"party"}), after="22:00")
    quiet = book("1", 4, "18:00", "22:00")

    assert [] == ask(rule, quiet)
    assert needed == ask(rule, quiet.but(use=PUBLIC))
    assert needed == ask(rule, quiet.but(use=PARTY))
    assert needed == ask(rule, quiet.but(persons=50))
    assert needed == ask(rule, book("1", 4, "18:00", "22:01"))
    night = Slot.on(
        date(2026, 5, 4), "20:00", "01:00", zone="Europe/Berlin", end_day=date(2026, 5, 5)
    )
    assert needed == ask(rule, quiet.but(slot=night))
    assert [] == ask(Caretaker(public=True, rooms=frozenset({"room:b"})), quiet.but(use=PUBLIC))


def test_a_deposit_is_a_duty_or_comes_first(ask: Any, book: Book) -> None:
    """The amount is always told; only where the rule says so it has to be there before."""
    amount = Money.parse("100.00 EUR")
    due = [Duty("deposit", (amount,))]

    assert due == ask(BookingDeposit(_line(amount)), book("1", 4, "18:00", "20:00"))
    first = BookingDeposit(_line(amount), only_public=True, before_booking=True)
    assert [] == ask(first, book("1", 4, "18:00", "20:00"))
    public = book("1", 4, "18:00", "20:00", use=PUBLIC)
    assert [*due, Requirement(ASSURED, "deposit")] == ask(first, public)


def test_who_cancels_late_is_refused_and_told_the_fee(ask: Any, house: Any, book: Book) -> None:
    """The last day is told with the booking; later one asks in vain."""
    fee = Money.parse("20.00 EUR")
    rule = CancelNotice(_line(3), fee=_line(fee))
    house.add(book("1", 10, "18:00", "20:00"))
    asked = CancellationAsked(booking="booking:1")

    assert [Duty("cancel_by", (date(2026, 5, 7),))] == ask(rule, book("2", 10, "08:00", "09:00"))
    assert [] == ask(rule, asked, datetime(2026, 5, 7, 12, tzinfo=UTC))
    late = [Veto("too_late", (date(2026, 5, 7),)), Duty("fee", (fee,))]
    assert late == ask(rule, asked, datetime(2026, 5, 8, 12, tzinfo=UTC))
    elsewhere = CancelNotice(_line(3), rooms=frozenset({"room:kueche"}))
    assert [] == ask(elsewhere, asked, datetime(2026, 5, 8, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    "build",
    [
        BookingLeadTime,
        lambda: BookingLeadTime(weeks=_line(1), days=_line(1)),
        BookingHorizon,
        lambda: WhoMayBook(rooms=frozenset({"room:a"})),
        lambda: UserGroups(()),
        lambda: UserGroups((Tier(_line(1), Group("a")), Tier(_line(2), Group("a")))),
        Caretaker,
        lambda: Caretaker(after="25:00"),
        lambda: Caretaker(after="10pm"),
    ],
    ids=range(9),
)
def test_rules_that_cannot_be_are_refused(build: Callable[[], object]) -> None:
    """No term or two, tiers of one name, times that no clock shows, rules that ask nothing."""
    with pytest.raises(InvalidValue):
        build()


RULES = """
contract = 1
[hub]
id = "hub:invented"
name = "An invented house"
zone = "Europe/Berlin"
[sources.rules]
title = "Rules of an invented house"
[parameters.longest]
unit = "count"
source = "rules"
steps = [{ from = 2026-01-01, value = 240 }]
[parameters.deposit]
unit = "money"
source = "rules"
steps = [{ from = 2026-01-01, value = "100.00 EUR" }]
[parameters.most]
unit = "count"
source = "rules"
steps = [{ from = 2026-01-01, value = 2 }]
[[rules]]
id = "length"
title = "Four hours at a time"
kind = "booking-length"
minutes = "longest"
[[rules]]
id = "caretaker"
title = "Public events need a caretaker"
kind = "caretaker"
public = true
[[rules]]
id = "deposit"
title = "Deposit"
kind = "booking-deposit"
amount = "deposit"
[[rules]]
id = "quota"
title = "Two bookings a month"
kind = "booking-quota"
most = "most"
[[rules]]
id = "turns"
title = "The house first"
kind = "user-groups"
tiers = [{ days = "longest", group = { name = "all" } }]
"""


def test_a_hub_judges_bookings_by_its_file(house: Any, book: Book, slot: MakeSlot) -> None:
    """A wish is open where only the decision can tell; too long a time is offered shorter."""
    from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
    from mo_network.rooms.facts import RoomAdded, RoomWished

    hub = hub_in_memory(RULES, at=ASKED).hub
    hub.record(OrganisationRegistered(id="org:a", name="A", kind=OrganisationKind.ASSOCIATION))
    hub.record(RoomAdded(id="room:saal", name="Saal", persons=60, zone="Europe/Berlin"))
    wish = RoomWished(
        id="wish:1",
        room="room:saal",
        organisation="org:a",
        slot=slot(4, "17:00", "23:00"),
        persons=10,
        use=PUBLIC,
    )

    (shorter,) = hub.alternatives(wish)
    assert wish.but(slot=slot(4, "17:00", "21:00")) == shorter.fact
    outcome = hub.record(shorter.fact)
    assert outcome.is_allowed
    assert [("caretaker", Requirement(ASSURED, "caretaker"))] == list(outcome.weighed.open)
    booked = shorter.fact.asks()
    assert not hub.check(booked).is_allowed
    assert hub.record(booked.but(assured=frozenset({"caretaker"}))).is_recorded
    for name, is_allowed in (("2", True), ("3", False)):
        day = int(name) + 5
        assert is_allowed == hub.record(book(name, day, "10:00", "11:00")).is_recorded
