"""Alternatives: judged, and minimal against brute force."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.hub.conftest import PROJECT, RULES, START, application, award, booking, set_up

from mo_network.funding.facts import ApplicationSubmitted, GrantAwarded
from mo_network.hub.hub import Hub
from mo_network.judging.fact import Fact
from mo_network.rooms.facts import RoomBooked
from mo_network.testing import HubInMemory, hub_in_memory
from mo_network.values.money import Money
from mo_network.values.period import Period
from mo_network.values.slot import Slot


class TestMoney:
    """The amount moves to the joined bound, no lower."""

    @given(pot=st.integers(1, 30), asked=st.integers(1, 50))
    def test_the_amount_offered_is_the_largest_that_is_allowed(self, pot: int, asked: int) -> None:
        """Brute force over steps of fifty euros finds no larger one."""
        kit = set_up(hub_in_memory(RULES, at=START), pot * 5_000)
        kit.hub.record(application("a1", asked * 5_000))
        offered = kit.hub.alternatives(award("a1", asked * 5_000, "jury"))
        allowed = [
            steps
            for steps in range(1, asked + 1)
            if kit.hub.check(award("a1", steps * 5_000, "jury")).is_allowed
        ]
        expected = [] if asked in allowed else [Money(max(allowed) * 5_000)]
        found = [o.fact.amount for o in offered if isinstance(o.fact, GrantAwarded)]
        assert expected == found

    def test_several_bounds_move_together(self, kit: HubInMemory) -> None:
        """Too much and too late: one proposal mends both."""
        late = Period.through(date(2025, 12, 1), date(2025, 12, 20))
        (offer,) = kit.hub.alternatives(application("a1", 120_000, late))
        assert isinstance(offer.fact, ApplicationSubmitted)
        assert (Money(100_000), date(2025, 11, 30)) == (offer.fact.amount, offer.fact.project.last)

    def test_no_more_is_moved_than_needed(self) -> None:
        """400 are left: 400 by the team will do, so the jury is not called in."""
        kit = set_up(hub_in_memory(RULES, at=START), 40_000)
        kit.hub.record(application("a1", 60_000))
        (offer,) = kit.hub.alternatives(award("a1", 60_000, "team"))
        assert isinstance(offer.fact, GrantAwarded)
        assert (Money(40_000), "team") == (offer.fact.amount, offer.fact.body)

    def test_a_wish_that_is_recorded_already_is_offered_anew(self, kit: HubInMemory) -> None:
        """The variant has an id of its own, so it can be recorded."""
        kit.hub.record(application("a1", 120_000))
        (offer,) = kit.hub.alternatives(application("a1", 120_000))
        assert kit.hub.record(offer.fact).is_allowed

    def test_a_body_is_proposed_too(self, kit: HubInMemory) -> None:
        """The team decided what the jury must: the alternative names the jury."""
        kit.hub.record(application("a1", 60_000))
        (offer,) = kit.hub.alternatives(award("a1", 60_000, "team"))
        assert isinstance(offer.fact, GrantAwarded)
        assert "jury" == offer.fact.body

    def test_what_is_allowed_needs_none(self, kit: HubInMemory) -> None:
        """No alternative to what is possible."""
        assert () == kit.hub.alternatives(application())


class TestRooms:
    """Another time or another room, each judged."""

    def test_every_offer_can_be_recorded(self, kit: HubInMemory) -> None:
        """What is offered is allowed, and the nearest free times are among it."""
        kit.hub.record(booking("b1", "10:00", "12:00"))
        wanted = booking("b2", "11:00", "13:00")
        offers = kit.hub.alternatives(wanted)
        starts = [
            o.fact.slot.start.strftime("%H:%M")
            for o in offers
            if isinstance(o.fact, RoomBooked) and o.fact.room == "room:saal"
        ]
        assert {"12:00", "08:00"} == set(starts)
        assert all(offer.is_allowed for offer in offers)
        assert "room:klein" in {o.fact.room for o in offers if isinstance(o.fact, RoomBooked)}

    @given(
        taken=st.lists(st.tuples(st.integers(8, 19), st.integers(1, 3)), max_size=4),
        wanted=st.integers(8, 20),
    )
    def test_the_time_offered_is_the_nearest_free_one(
        self, taken: list[tuple[int, int]], wanted: int
    ) -> None:
        """Brute force over half hours of the day finds none nearer."""
        kit = set_up(hub_in_memory(RULES, at=START))
        for number, (hour, length) in enumerate(taken):
            kit.hub.record(booking(f"t{number}", _clock(hour), _clock(hour + length)))
        fact = booking("w", _clock(wanted), _clock(wanted + 1))
        offers = [o.fact for o in kit.hub.alternatives(fact)]
        starts = [
            f.slot.start for f in offers if isinstance(f, RoomBooked) and f.room == "room:saal"
        ]
        assert isinstance(fact, RoomBooked)
        if kit.hub.check(fact).is_allowed:
            assert [] == starts
            return
        nearest = min(_free_starts(kit.hub, fact), key=lambda s: abs(s - fact.slot.start))
        assert abs(nearest - fact.slot.start) == abs(starts[0] - fact.slot.start)

    def test_a_crowd_gets_a_larger_room(self, kit: HubInMemory) -> None:
        """Thirty do not fit into the small room: fewer, or the hall."""
        offers = kit.hub.alternatives(
            booking("b1", "10:00", "12:00", room="room:klein", persons=30)
        )
        found = {(o.fact.room, o.fact.persons) for o in offers if isinstance(o.fact, RoomBooked)}
        assert {("room:klein", 12), ("room:saal", 30)} == found


def _clock(hour: int) -> str:
    return f"{hour:02d}:00"


def _free_starts(hub: Hub, fact: RoomBooked) -> list[datetime]:
    found = []
    for half_hours in range(-96, 97):
        move = timedelta(minutes=30 * half_hours)
        slot = Slot(fact.slot.start + move, fact.slot.end + move)
        if hub.check(fact.but(slot=slot)).is_allowed:
            found.append(slot.start)
    return found


def test_nothing_is_offered_for_an_error_of_the_rules(kit: HubInMemory) -> None:
    """In a year without a published ceiling nothing can be proposed."""
    kit.clock.moment = datetime(2026, 2, 1, tzinfo=UTC)
    fact: Fact = application("a1", 40_000, PROJECT)
    assert () == kit.hub.alternatives(fact)
