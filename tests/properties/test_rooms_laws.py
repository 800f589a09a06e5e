"""The laws of rooms, each quoted by the class that shows it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import islice, takewhile
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from mo_network.directory.facts import FACTS as DIRECTORY_FACTS
from mo_network.directory.facts import (
    OrganisationEnded,
    OrganisationKind,
    OrganisationLiquidated,
    OrganisationRegistered,
)
from mo_network.directory.state import DirectoryState
from mo_network.judging.answers import Answer, Fault, Limit, Note, Veto
from mo_network.judging.catalogue import Catalogue
from mo_network.judging.changes import FOR_GOOD
from mo_network.judging.fact import Fact
from mo_network.judging.judge import Judge
from mo_network.judging.law import law_cards
from mo_network.judging.outcome import Outcome
from mo_network.judging.state import When
from mo_network.judging.world import World
from mo_network.rooms.facts import (
    FACTS,
    BookingCancelled,
    BookingMoved,
    OccurrenceMoved,
    OpeningException,
    OpeningHoursSet,
    RoomAdded,
    RoomBooked,
    RoomClosed,
    RoomWished,
    SeriesBooked,
    SeriesWished,
    Use,
)
from mo_network.rooms.hooks import PERSONS
from mo_network.rooms.laws import LAWS
from mo_network.rooms.seasons.laws import SEASON_LAWS
from mo_network.rooms.series.opened import closed_by_hours
from mo_network.rooms.state import RoomsState
from mo_network.rules.ruleset import RuleSet
from mo_network.scheduling import Series
from mo_network.values.moments import moment_of
from mo_network.values.period import Period
from mo_network.values.slot import Slot
from mo_network.values.zones import zone

NOW = When(datetime(2026, 1, 1, 12, tzinfo=UTC))
FIRST = 1_065_600_000  # a minute in January 2027
SIZES = {"room:small": 5, "room:large": 50}


class Stretch(NamedTuple):
    """Minutes from `start` until, and without, `end`, counted from FIRST."""

    start: int
    end: int

    @property
    def slot(self) -> Slot:
        """The slot of these minutes."""
        return Slot(moment_of(FIRST + self.start), moment_of(FIRST + self.end))

    @property
    def minutes(self) -> set[int]:
        """Each of its minutes."""
        return set(range(self.start, self.end))


stretches = st.builds(
    lambda start, length: Stretch(start, start + length), st.integers(0, 40), st.integers(1, 15)
)
many = st.lists(stretches, max_size=8)
short = st.builds(
    lambda start, length: Stretch(start, start + length), st.integers(0, 8), st.integers(1, 5)
)


class House:
    """Two rooms, one organisation, and the judge."""

    def __init__(self) -> None:
        directory = DirectoryState()
        self.state = RoomsState(directory)
        route = {tag.cls: "directory" for tag in DIRECTORY_FACTS}
        route |= {tag.cls: "rooms" for tag in FACTS}
        self.world = World({"directory": directory, "rooms": self.state}, route)
        rules = RuleSet((), (), Catalogue(law_cards(LAWS)))
        laws = {"rooms": LAWS}
        self.judge = Judge(self.world, laws, rules, zone("Europe/Berlin"))
        self.add(OrganisationRegistered(id="org:a", name="A", kind=OrganisationKind.ASSOCIATION))
        for room, persons in SIZES.items():
            self.add(RoomAdded(id=room, name=room, persons=persons, zone="Europe/Berlin"))

    def add(self, fact: Fact) -> None:
        """Apply a fact without judging it."""
        self.world.apply(fact, NOW, FOR_GOOD)

    def check(self, fact: Fact) -> Outcome:
        """Judge a fact."""
        return self.judge.judge(fact, NOW)

    def offer(self, fact: Fact) -> bool:
        """Judge a fact, apply it if it is allowed, and tell whether it was."""
        is_allowed = self.check(fact).is_allowed
        if is_allowed:
            self.add(fact)
        return is_allowed


def book(name: object, stretch: Stretch, room: str = "room:large", persons: int = 5) -> RoomBooked:
    """Make a booking of the organisation."""
    return RoomBooked(
        id=f"booking:{name}", room=room, organisation="org:a", slot=stretch.slot, persons=persons
    )


def close(name: object, stretch: Stretch, room: str = "room:large") -> RoomClosed:
    """Make a closure."""
    return RoomClosed(id=f"closure:{name}", room=room, slot=stretch.slot, reason="Wasser")


def past_notes(outcome: Outcome) -> list[Answer | Fault]:
    """What was noted about a time that is over."""
    return [said.answer for said in outcome.notes if said.by == "rooms.past"]


def vetoes(outcome: Outcome, law: str) -> list[Veto]:
    """Pick the vetoes of one law."""
    return [s.answer for s in outcome.binding if s.by == law and isinstance(s.answer, Veto)]


def taken_by(stretches: Iterable[Stretch]) -> set[int]:
    """Give every minute of some stretches."""
    return set().union(*(stretch.minutes for stretch in stretches))


class TestCapacity:
    """No decided fact raises the demand on a room above one at any instant."""

    @given(many)
    def test_bookings_one_after_the_other(self, asked: list[Stretch]) -> None:
        """A booking is allowed exactly if none of its minutes is taken; so none is taken twice."""
        house, taken = House(), set[int]()
        for number, stretch in enumerate(asked):
            expected = not taken & stretch.minutes
            assert expected == house.offer(book(number, stretch))
            if expected:
                taken |= stretch.minutes

        assert [] == [b for b in house.state.breaches(NOW.at) if b.law == "rooms.capacity"]

    @given(stretches, stretches)
    def test_the_clash_is_symmetric_and_named(self, one: Stretch, other: Stretch) -> None:
        """Whichever comes first, the other is refused, naming it and its slot."""
        for first, second in ((one, other), (other, one)):
            house = House()
            house.add(book("first", first))
            found = vetoes(house.check(book("second", second)), "rooms.capacity")
            clash = [Veto("taken", (first.slot, "booking:first"))]
            assert (clash if one.minutes & other.minutes else []) == found

    @given(stretches, st.integers(1, 15))
    def test_back_to_back_is_no_clash(self, stretch: Stretch, length: int) -> None:
        """A slot that begins when another ends, or ends when it begins, is free."""
        house = House()
        house.add(book("middle", stretch))

        assert house.offer(book("after", Stretch(stretch.end, stretch.end + length)))
        assert house.offer(book("before", Stretch(stretch.start - length, stretch.start)))
        house.add(book("far", Stretch(90, 91)))
        for start in (stretch.end + length, stretch.start - length - 1):
            slot = Stretch(start, start + 1).slot
            assert house.check(BookingMoved(booking="booking:far", slot=slot)).is_allowed

    @given(st.lists(short, max_size=2), short, st.sampled_from(sorted(SIZES)))
    def test_moving_is_judged_as_if_the_booking_were_not_there(
        self, others: list[Stretch], stretch: Stretch, room: str
    ) -> None:
        """A move meets the other bookings of the room it goes to, and never itself."""
        house = House()
        mine = Stretch(0, 5)
        house.add(book("mine", mine, "room:small"))
        kept = [o for n, o in enumerate(others) if house.offer(book(n, o, "room:small"))]
        before = house.world.dump()

        moved = BookingMoved(booking="booking:mine", slot=stretch.slot, room=room)
        expected = room == "room:large" or not stretch.minutes & taken_by(kept)
        assert expected == house.check(moved).is_allowed
        assert before == house.world.dump()

        if expected:
            house.add(moved)
            assert stretch.slot == house.state.booking("booking:mine").slot
            taken = taken_by(kept) | (stretch.minutes if room == "room:small" else set())
            assert house.check(book("new", mine, "room:small")).is_allowed == (
                not taken & mine.minutes
            )

    @given(many, stretches)
    def test_a_wish_for_a_taken_room_is_forbidden(
        self, booked: list[Stretch], stretch: Stretch
    ) -> None:
        """A wish is judged as the booking it asks for, and takes nothing itself."""
        house = House()
        taken = taken_by(b for n, b in enumerate(booked) if house.offer(book(n, b)))
        wish = RoomWished(
            id="wish:w", room="room:large", organisation="org:a", slot=stretch.slot, persons=1
        )

        assert (not taken & stretch.minutes) == house.check(wish).is_allowed
        house.add(wish)
        assert (not taken & stretch.minutes) == house.check(wish.asks()).is_allowed

    @given(many, stretches)
    def test_what_is_offered_can_be_booked(self, booked: list[Stretch], asked: Stretch) -> None:
        """Every stretch that is called free can be booked whole, and no longer."""
        house = House()
        for number, stretch in enumerate(booked):
            house.offer(book(number, stretch))
        start, end = Stretch(0, 60).slot.start, Stretch(0, 60).slot.end

        for slot in house.state.free("room:large", start, end, asked.slot.minutes):
            whole = book("new", asked).but(slot=slot)
            assert slot.minutes >= asked.slot.minutes
            assert house.check(whole).is_allowed
            if slot.end != end:
                longer = Slot(slot.start, slot.end + timedelta(minutes=1))
                assert not house.check(whole.but(slot=longer)).is_allowed


class TestClosed:
    """Nothing is booked into a closure."""

    @given(many, stretches)
    def test_a_booking_that_meets_a_closure_is_refused(
        self, closures: list[Stretch], stretch: Stretch
    ) -> None:
        """Exactly those bookings are refused that share a minute with a closure, which is named."""
        house = House()
        for number, closure in enumerate(closures):
            house.add(close(number, closure))
        house.add(close("elsewhere", stretch, "room:small"))

        found = vetoes(house.check(book("1", stretch)), "rooms.closed")

        assert bool(found) == bool(taken_by(closures) & stretch.minutes)
        for veto in found:
            slot, reason, name = veto.values
            assert isinstance(slot, Slot)
            assert slot.overlaps(stretch.slot)
            assert ("Wasser", slot) == (reason, house.state.closure(str(name)).slot)

    @given(many, stretches)
    def test_a_closure_displaces_and_is_no_demand(
        self, booked: list[Stretch], closure: Stretch
    ) -> None:
        """A closure is always recorded; the bookings it meets stay promised and are listed."""
        house = House()
        kept = {f"booking:{n}": b for n, b in enumerate(booked) if house.offer(book(n, b))}
        closed = close("1", closure)
        outcome = house.check(closed)
        house.add(closed)

        hit = {name for name, stretch in kept.items() if stretch.minutes & closure.minutes}
        assert outcome.is_allowed
        assert [hit] if hit else [] == [set(breach.promises) for breach in outcome.breaches]
        for name, stretch in kept.items():
            assert ("displaced" if name in hit else "confirmed") == house.state.status(name)
            again = house.check(book("again", stretch))
            assert vetoes(again, "rooms.capacity")


class TestPersons:
    """No room is booked for more persons than it holds."""

    @given(st.integers(1, 60), st.sampled_from(sorted(SIZES)))
    def test_bookings_are_bounded_by_the_room(self, persons: int, room: str) -> None:
        """The bound is always said, so that what is left can be seen."""
        outcome = House().check(book("1", Stretch(0, 1), room, persons))

        assert (persons <= SIZES[room]) == outcome.is_allowed
        assert SIZES[room] - persons == outcome.headroom(PERSONS)
        assert ("rooms.persons", Limit(PERSONS, SIZES[room])) in outcome.said

    @given(st.integers(1, 50))
    def test_a_move_keeps_within_the_new_room(self, persons: int) -> None:
        """A booking is moved only to where all who come find a place."""
        house = House()
        house.add(book("1", Stretch(0, 1), "room:large", persons))
        slot = Stretch(5, 6).slot

        small = BookingMoved(booking="booking:1", slot=slot, room="room:small")
        assert (persons <= 5) == house.check(small).is_allowed
        assert house.check(small.but(room=None)).is_allowed


class TestActiveOrganisation:
    """No room is promised to an organisation in liquidation or ended."""

    @given(st.integers(-5, 5), st.integers(-5, 5), st.booleans())
    def test_from_the_first_day_of_liquidation_on(
        self, closing: int, booked: int, is_ended: bool
    ) -> None:
        """The later of the day of decision and the day of use decides."""
        house, today = House(), date(2026, 1, 1)
        on = today + timedelta(days=closing)
        end = OrganisationEnded if is_ended else OrganisationLiquidated
        house.add(end(organisation="org:a", on=on))
        used = today + timedelta(days=booked)
        slot = Slot.on(used, "18:00", "20:00", zone="Europe/Berlin")

        outcome = house.check(book("1", Stretch(0, 1)).but(slot=slot))

        assert (max(today, used) < on) == outcome.is_allowed
        expected = [] if outcome.is_allowed else [Veto("ended", ("org:a", max(today, used)))]
        assert expected == vetoes(outcome, "rooms.active_organisation")

    def test_a_booking_is_not_moved_to_a_day_after_the_end(self) -> None:
        """A move is a promise, too; and a night that ends on the last day counts by its end."""
        house, ending = House(), date(2026, 1, 10)
        house.add(book("1", Stretch(0, 1)))
        house.add(OrganisationEnded(organisation="org:a", on=ending))
        late = Slot.on(
            ending - timedelta(days=1), "22:00", "02:00", zone="Europe/Berlin", end_day=ending
        )

        assert not house.check(BookingMoved(booking="booking:1", slot=late)).is_allowed


class TestWishGrantedOnce:
    """A wish is granted once, and to whoever made it."""

    @given(st.booleans(), st.booleans())
    def test_a_second_booking_for_a_wish_needs_the_first_to_be_cancelled(
        self, is_cancelled: bool, is_own: bool
    ) -> None:
        """Free times are enough, yet one wish is one promise, and not another's."""
        house, wished = House(), Stretch(0, 1)
        house.add(OrganisationRegistered(id="org:b", name="B", kind=OrganisationKind.ASSOCIATION))
        house.add(
            RoomWished(
                id="wish:1", room="room:large", organisation="org:a", slot=wished.slot, persons=5
            )
        )
        house.add(book("1", wished).but(wish="wish:1"))
        if is_cancelled:
            house.add(BookingCancelled(booking="booking:1"))
        second = book("2", Stretch(5, 9)).but(
            wish="wish:1", organisation="org:a" if is_own else "org:b"
        )
        outcome = house.check(second)
        found = {veto.code for veto in vetoes(outcome, "rooms.wish")}

        assert (is_cancelled and is_own) == outcome.is_allowed
        assert found == (set() if is_cancelled else {"granted"}) | (
            set() if is_own else {"of_another"}
        )


class TestHours:
    """Nothing is booked outside the opening hours."""

    @given(st.integers(40, 110), st.integers(1, 60), stretches, st.integers(0, 20))
    def test_exactly_what_lies_in_the_hours_is_booked(
        self, opens: int, lasts: int, stretch: Stretch, set_up: int
    ) -> None:
        """Set-up may come before the house opens; the booked time may not."""
        house, day = House(), date(2027, 1, 20)
        clock = [f"{minute // 60:02}:{minute % 60:02}" for minute in (opens, opens + lasts)]
        days = ("-".join(clock),) * 7
        house.add(OpeningHoursSet(id="hours:1", room="room:large", since=day, days=days))
        # FIRST is one in the morning by the clock of the room.
        start, end = 60 + stretch.start, 60 + stretch.end
        booked = book("1", stretch).but(use=Use(set_up=set_up))

        expected = opens <= start and end <= opens + lasts
        found = vetoes(house.check(booked), "rooms.hours")
        assert expected == (not found)
        assert expected == house.check(booked).is_allowed
        assert house.check(booked.but(room="room:small")).is_allowed

    @given(st.sets(st.integers(0, 6)), st.integers(0, 6), st.integers(1, 20))
    def test_a_series_is_asked_about_each_of_its_days(
        self, closed: set[int], start: int, count: int
    ) -> None:
        """A daily series is allowed exactly if it touches no weekday that is closed."""
        house, monday = House(), date(2027, 1, 18)
        days = tuple("" if day in closed else "00:00-24:00" for day in range(7))
        house.add(OpeningHoursSet(id="hours:1", room="room:large", since=monday, days=days))
        first = monday + timedelta(days=start)
        series = Series(
            start=f"{first}T18:00",
            minutes=60,
            zone="Europe/Berlin",
            rule=f"FREQ=DAILY;COUNT={count}",
        )
        booked = SeriesBooked(
            id="series:1", room="room:large", organisation="org:a", series=series, persons=5
        )
        touched = {(start + day) % 7 for day in range(count)}

        assert (not touched & closed) == house.check(booked).is_allowed

    @given(
        week=st.lists(
            st.sampled_from(["", "00:00-24:00", "20:00-02:30", "09:00-12:00 14:00-22:00"]),
            min_size=7,
            max_size=7,
        ),
        first=st.dates(date(2026, 3, 12), date(2026, 3, 24))
        | st.dates(date(2026, 10, 15), date(2026, 11, 1)),
        lasting=st.tuples(
            st.sampled_from(["02:15", "00:30", "10:00", "19:00", "23:00"]),
            st.sampled_from([15, 90, 240]),
        ),
        other=st.lists(st.integers(0, 30), max_size=2),
        later=st.none() | st.integers(0, 30),
        said=st.tuples(
            st.sampled_from(["wall", "exact"]),
            st.sampled_from(
                [
                    "FREQ=DAILY;COUNT=40",
                    "FREQ=DAILY;INTERVAL=5",
                    "FREQ=WEEKLY",
                    "FREQ=WEEKLY;INTERVAL=2;COUNT=90",
                    "FREQ=MONTHLY",
                    "FREQ=YEARLY;COUNT=60",
                ]
            ),
            st.sampled_from(["Europe/Berlin"] * 3 + ["Europe/London", "America/New_York"]),
        ),
        added=st.none() | st.integers(1, 2_000),
    )
    def test_no_day_of_a_series_is_passed_over(
        self,
        week: list[str],
        first: date,
        lasting: tuple[str, int],
        other: list[int],
        later: int | None,
        said: tuple[str, str, str],
        added: int | None,
    ) -> None:
        """What is found week by week is what is found day by day, when the clocks change, too."""
        house, (time, minutes) = House(), lasting
        hours = OpeningHoursSet(
            id="hours:1", room="room:large", since=date(2026, 1, 1), days=tuple(week)
        )
        house.add(hours)
        for number, away in enumerate(other):
            on = first + timedelta(days=away)
            name, days = f"exception:{number}", Period.through(on, on)
            house.add(OpeningException(id=name, days=days, hours="18:00-23:00", reason="x"))
        if later is not None:
            since = first + timedelta(days=later)
            house.add(hours.but(id="hours:2", since=since, days=tuple(reversed(week))))
        series = Series(
            start=f"{first}T{time}",
            minutes=minutes,
            zone=said[2],
            rule=said[1],
            length=said[0],
            rdates=() if added is None else (f"{first + timedelta(days=added)}T{time}",),
        )

        looked_at = list(islice(series.occurrences(), 150))
        naive = [
            each.key
            for each in looked_at
            if house.state.closing_day("room:large", each.start, each.end) is not None
        ]
        found = closed_by_hours(house.state, "room:large", series)
        near = takewhile(lambda each: each.occurrence.start <= looked_at[-1].start, found)
        assert naive == [each.occurrence.key for each in near]


class TestNeeds:
    """No room is promised that lacks what the booking needs."""

    codes = st.frozensets(st.sampled_from(["piano", "step-free", "beamer"]))

    @given(codes, codes, codes)
    def test_equipment_and_accessibility_together_have_it_all(
        self, equipment: frozenset[str], accessibility: frozenset[str], needs: frozenset[str]
    ) -> None:
        """What lacks is named, of a booking, a series and a move alike."""
        house, use = House(), Use(needs=needs)
        house.add(
            RoomAdded(
                id="room:new",
                name="new",
                persons=5,
                zone="Europe/Berlin",
                equipment=equipment,
                accessibility=accessibility,
            )
        )
        lacking = needs - equipment - accessibility
        names = ", ".join(sorted(lacking))
        expected = [Veto("lacks", ("room:new", names))] if lacking else []
        stretch = Stretch(0, 5)
        house.add(book("old", stretch).but(use=use))
        series = Series(start="2027-03-01T18:00", minutes=60, zone="Europe/Berlin")
        for fact in (
            book("1", stretch, "room:new").but(use=use),
            BookingMoved(booking="booking:old", slot=stretch.slot, room="room:new"),
            SeriesBooked(
                id="series:1",
                room="room:new",
                organisation="org:a",
                series=series,
                persons=5,
                use=use,
            ),
        ):
            assert expected == vetoes(house.check(fact), "rooms.needs")


class TestOccurrences:
    """A series names the dates it has, and leaves out no more of them than its wish allows."""

    @given(st.sets(st.integers(0, 9)), st.integers(0, 5))
    def test_what_is_left_out_is_there_and_agreed(self, skipped: set[int], most: int) -> None:
        """Of eight dates some are left out; two more are none."""
        house = House()
        series = Series(
            start="2027-03-01T18:00", minutes=60, zone="Europe/Berlin", rule="FREQ=DAILY;COUNT=8"
        )
        wish = SeriesWished(
            id="wish:1",
            room="room:large",
            organisation="org:a",
            series=series,
            persons=5,
            most_skipped=most,
        )
        house.add(wish)
        starts = tuple(f"2027-03-{1 + number:02}T18:00" for number in sorted(skipped))
        found = vetoes(house.check(wish.asks().but(skipped=starts)), "rooms.occurrences")

        codes = ["no_occurrence"] * len(skipped & {8, 9})
        codes += ["nothing"] if set(range(8)) <= skipped else []
        assert [*codes, *(["too_few"] if len(skipped) > most else [])] == [v.code for v in found]


class TestPast:
    """What is booked when it is over already is told so; records are made afterwards, too."""

    @given(st.integers(-200, 200))
    def test_a_booking_is_named_from_its_end_on(self, minutes: int) -> None:
        """A booking, a wish and a move alike; none of them is forbidden for it."""
        house = House()
        end = NOW.at + timedelta(minutes=minutes)
        slot = Slot(end - timedelta(hours=1), end)
        booking = book("1", Stretch(0, 5)).but(slot=slot)
        house.add(book("old", Stretch(0, 5)))
        wish = RoomWished(
            id="wish:w", room="room:large", organisation="org:a", slot=slot, persons=1
        )
        for fact in (booking, wish, BookingMoved(booking="booking:old", slot=slot)):
            outcome = house.check(fact)
            assert ([Note("over", (slot,))] if minutes <= 0 else []) == past_notes(outcome)
            assert outcome.is_allowed

    @given(st.sampled_from([-90, -1, 0, 1, 60, 61]), st.sampled_from([1, 4, None]))
    def test_a_series_is_named_when_its_last_date_is_over(
        self, minutes: int, count: int | None
    ) -> None:
        """A series, a wish for one and a date moved; what goes on for ever is never over."""
        house = House()
        end = NOW.at + timedelta(minutes=minutes)
        slot = Slot(end - timedelta(hours=1), end)
        first = slot.start - timedelta(weeks=(count or 4) - 1)
        series = Series(
            start=f"{first:%Y-%m-%dT%H:%M}",
            minutes=60,
            zone="UTC",
            rule=f"FREQ=WEEKLY;COUNT={count}" if count else "FREQ=WEEKLY",
        )
        booked = SeriesBooked(
            id="series:1", room="room:large", organisation="org:a", series=series, persons=1
        )
        wish = SeriesWished(
            id="wish:w", room="room:large", organisation="org:a", series=series, persons=1
        )
        over = [Note("all_over", (slot,))] if count and minutes <= 0 else []
        for fact in (booked, wish):
            assert over == past_notes(house.check(fact))

        house.add(booked)
        other = slot.with_minutes(slot.start_minute - 60, slot.end_minute - 60)
        moved = OccurrenceMoved(series="series:1", occurrence=series.start, slot=other)
        assert ([Note("over", (other,))] if minutes <= 60 else []) == past_notes(house.check(moved))


def test_each_law_is_quoted() -> None:
    """Every law's sentence is the docstring of a class above."""
    quoted = {
        cls.__doc__
        for cls in (
            TestCapacity,
            TestClosed,
            TestPersons,
            TestActiveOrganisation,
            TestWishGrantedOnce,
            TestHours,
            TestNeeds,
            TestOccurrences,
            TestPast,
        )
    }

    assert {law.sentence for law in LAWS} - {law.sentence for law in SEASON_LAWS} == quoted
