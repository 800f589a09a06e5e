"""The laws of lending, each quoted by the class that shows it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
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
from mo_network.judging.answers import Veto
from mo_network.judging.catalogue import Catalogue
from mo_network.judging.changes import FOR_GOOD
from mo_network.judging.fact import Fact
from mo_network.judging.judge import Judge
from mo_network.judging.law import law_cards
from mo_network.judging.outcome import Outcome
from mo_network.judging.state import When
from mo_network.judging.world import World
from mo_network.lending.facts import (
    FACTS,
    ItemModelAdded,
    ItemsBroken,
    ItemsHandedOver,
    ItemsReturned,
    KitDescribed,
    LoanCancelled,
    LoanExtended,
    LoanPromised,
    LoanRequested,
    StockChanged,
)
from mo_network.lending.laws import LAWS
from mo_network.lending.remedies import remedies
from mo_network.lending.state import LendingState
from mo_network.rules.ruleset import RuleSet
from mo_network.values.moments import moment_of
from mo_network.values.period import Period
from mo_network.values.slot import Slot
from mo_network.values.zones import zone

FIRST = 1_065_600_000  # a minute in January 2027
STOCK = {"item:box": 4, "item:mixer": 1}
KIT = {"item:box": 2, "item:mixer": 1}
EARLY = datetime(2026, 1, 1, 12, tzinfo=UTC)


class Ask(NamedTuple):
    """So many pieces of one thing, from a minute until another, counted from FIRST."""

    thing: str
    number: int
    start: int
    end: int

    @property
    def slot(self) -> Slot:
        """The slot of these minutes."""
        return Slot(moment_of(FIRST + self.start), moment_of(FIRST + self.end))

    @property
    def pieces(self) -> dict[str, int]:
        """The pieces that it takes."""
        if self.thing in STOCK:
            return {self.thing: self.number}
        return {item: each * self.number for item, each in KIT.items()}


asks = st.builds(
    lambda thing, number, start, length: Ask(thing, number, start, start + length),
    st.sampled_from((*STOCK, "item:kit")),
    st.integers(1, 3),
    st.integers(0, 25),
    st.integers(1, 12),
)
many = st.lists(asks, max_size=6)


def at(minute: int) -> datetime:
    """Give a moment, counted from FIRST."""
    return moment_of(FIRST + minute)


class House:
    """Four boxes, one mixer, kits of two boxes and the mixer, one organisation, and the judge."""

    def __init__(self) -> None:
        directory = DirectoryState()
        self.state = LendingState(directory)
        route = {tag.cls: "directory" for tag in DIRECTORY_FACTS}
        route |= {tag.cls: "lending" for tag in FACTS}
        self.world = World({"directory": directory, "lending": self.state}, route)
        rules = RuleSet((), (), Catalogue(law_cards(LAWS)))
        self.judge = Judge(self.world, {"lending": LAWS}, rules, zone("Europe/Berlin"))
        self.add(OrganisationRegistered(id="org:a", name="A", kind=OrganisationKind.ASSOCIATION))
        for item, number in STOCK.items():
            self.add(ItemModelAdded(id=item, name=item, count=number, zone="Europe/Berlin"))
        items, counts = tuple(KIT), tuple(KIT.values())
        self.add(KitDescribed(id="item:kit", name="Kit", items=items, counts=counts))

    def add(self, fact: Fact, moment: datetime = EARLY) -> None:
        """Apply a fact without judging it."""
        self.world.apply(fact, When(moment), FOR_GOOD)

    def check(self, fact: Fact, moment: datetime = EARLY) -> Outcome:
        """Judge a fact."""
        return self.judge.judge(fact, When(moment))

    def offer(self, fact: Fact, moment: datetime = EARLY) -> bool:
        """Judge a fact, apply it if it is allowed, and tell whether it was."""
        is_allowed = self.check(fact, moment).is_allowed
        if is_allowed:
            self.add(fact, moment)
        return is_allowed


def promise(name: object, ask: Ask) -> LoanPromised:
    """Make a promise to the organisation."""
    return LoanPromised(
        id=f"loan:{name}",
        organisation="org:a",
        items=(ask.thing,),
        counts=(ask.number,),
        slot=ask.slot,
    )


def hand(name: object, ask: Ask) -> ItemsHandedOver:
    """Make a hand-over of all that was asked for."""
    return ItemsHandedOver(loan=f"loan:{name}", items=(ask.thing,), counts=(ask.number,))


def back(name: object, ask: Ask) -> ItemsReturned:
    """Make a return of all that was asked for."""
    return ItemsReturned(loan=f"loan:{name}", items=(ask.thing,), counts=(ask.number,))


def fits(asked: Iterable[Ask]) -> bool:
    """Tell, minute by minute, whether so much is there for all of them at once."""
    everything = list(asked)
    return all(
        sum(ask.pieces.get(item, 0) for ask in everything if ask.start <= minute < ask.end)
        <= number
        for item, number in STOCK.items()
        for minute in range(40)
    )


def vetoes(outcome: Outcome, law: str) -> list[Veto]:
    """Pick the vetoes of one law."""
    return [s.answer for s in outcome.binding if s.by == law and isinstance(s.answer, Veto)]


class TestCapacity:
    """No decided fact raises the demand on a thing above its stock at any instant."""

    @given(many)
    def test_loans_are_promised_exactly_while_they_fit(self, asked: list[Ask]) -> None:
        """A promise is allowed exactly if in each of its minutes so many are left."""
        house, kept = House(), list[Ask]()
        for number, ask in enumerate(asked):
            expected = fits([*kept, ask])
            assert expected == house.offer(promise(number, ask))
            kept += [ask] * expected

        assert [] == list(house.state.breaches(EARLY))

    @given(st.lists(asks, min_size=2, max_size=3))
    def test_whether_all_fit_does_not_depend_on_the_order(self, asked: list[Ask]) -> None:
        """In whatever order they come, all of them are promised or some are not."""
        for order in permutations(enumerate(asked)):
            house = House()
            assert fits(asked) == all(house.offer(promise(n, ask)) for n, ask in order)

    @given(many, asks)
    def test_what_is_offered_can_be_promised_and_no_more(self, asked: list[Ask], ask: Ask) -> None:
        """As many as are called available can be promised, and one more cannot."""
        house = House()
        for number, each in enumerate(asked):
            house.offer(promise(number, each))

        left = house.state.available(ask.thing, ask.slot, EARLY)

        assert not house.check(promise("new", ask._replace(number=left + 1))).is_allowed
        if left:
            assert house.check(promise("new", ask._replace(number=left))).is_allowed

    @given(many, asks, st.sampled_from(sorted(STOCK)), st.integers(1, 3))
    def test_more_stock_never_means_less(
        self, asked: list[Ask], ask: Ask, item: str, more: int
    ) -> None:
        """Whatever could be had before a purchase can be had after it."""
        house = House()
        for number, each in enumerate(asked):
            house.offer(promise(number, each))
        before = house.state.available(ask.thing, ask.slot, EARLY)
        always = Period(date(2026, 1, 1), None)
        bought = StockChanged(id="change:1", item=item, change=more, period=always, reason="x")
        house.add(bought)

        after = house.state.available(ask.thing, ask.slot, EARLY)

        assert before <= after
        if ask.thing == item:
            assert before + more == after

    @given(many, asks)
    def test_each_free_stretch_can_be_promised_and_no_longer(
        self, asked: list[Ask], ask: Ask
    ) -> None:
        """Every stretch that is called free can be lent whole, and not a minute longer."""
        house, window = House(), Ask("item:box", 1, 0, 40)
        for number, each in enumerate(asked):
            house.offer(promise(number, each))

        wanted = promise("new", ask)
        for slot in house.state.free(
            ask.thing, window.slot, EARLY, count=ask.number, minutes=ask.end - ask.start
        ):
            assert slot.minutes >= ask.end - ask.start
            assert house.check(wanted.but(slot=slot)).is_allowed
            if slot.end != window.slot.end:
                longer = Slot(slot.start, slot.end + timedelta(minutes=1))
                assert not house.check(wanted.but(slot=longer)).is_allowed

    @given(many, asks)
    def test_a_request_is_judged_as_the_promise_it_asks_for(
        self, asked: list[Ask], ask: Ask
    ) -> None:
        """A request for what is taken is forbidden, and takes nothing itself."""
        house = House()
        kept = [each for n, each in enumerate(asked) if house.offer(promise(n, each))]
        request = LoanRequested(
            id="request:own",
            organisation="org:a",
            items=(ask.thing,),
            counts=(ask.number,),
            slot=ask.slot,
        )

        assert fits([*kept, ask]) == house.check(request).is_allowed
        house.add(request)
        assert fits([*kept, ask]) == house.check(request.asks()).is_allowed

    @given(many, asks, st.integers(1, 12))
    def test_an_extension_fits_in_the_time_that_it_adds(
        self, asked: list[Ask], ask: Ask, more: int
    ) -> None:
        """A loan may be kept longer exactly if nobody else counts on its pieces."""
        house = House()
        house.offer(promise("own", ask))
        if house.state.loan_table.get("loan:own") is None:
            return
        kept = [each for n, each in enumerate(asked) if house.offer(promise(n, each))]
        longer = ask._replace(end=ask.end + more)

        outcome = house.check(LoanExtended(loan="loan:own", slot=longer.slot))

        assert fits([*kept, longer]) == outcome.is_allowed

    @given(asks, st.integers(1, 20), asks)
    def test_what_is_overdue_is_in_the_way_until_now(self, late: Ask, by: int, ask: Ask) -> None:
        """An overdue piece is demand through the moment at which one asks, and not after it."""
        house = House()
        if not house.offer(promise("late", late)):
            return
        house.add(hand("late", late), at(late.start))
        now = late.end + by

        found = house.check(promise("new", ask), at(now))

        assert fits([late._replace(end=now + 1), ask]) == found.is_allowed
        house.add(back("late", late), at(now))
        assert fits([late._replace(end=now), ask]) == (
            house.check(promise("new", ask), at(now)).is_allowed
        )

    @given(many, asks)
    def test_what_is_proposed_instead_is_possible(self, asked: list[Ask], ask: Ask) -> None:
        """Each remedy for a promise that does not fit is allowed; one that fits has none."""
        house = House()
        kept = [each for n, each in enumerate(asked) if house.offer(promise(n, each))]
        wanted = promise("new", ask)

        found = list(remedies(house.state, wanted, EARLY))

        assert all(house.check(each).is_allowed for each in found)
        if fits([*kept, ask]):
            assert [] == found
        elif fits([ask]):
            assert found


class TestInHouse:
    """Nothing is handed over that is not in the house, whoever has it and why."""

    @given(asks, st.integers(0, 20), st.integers(0, 5), st.booleans())
    def test_only_what_is_there_leaves(
        self, late: Ask, by: int, broken: int, is_back: bool
    ) -> None:
        """What is out, late or broken cannot be handed over to whom it is promised."""
        house, now = House(), late.end + by
        if not house.offer(promise("late", late)):
            return
        house.add(hand("late", late), at(late.start))
        if is_back:
            house.add(back("late", late), at(now))
        if broken:
            house.add(ItemsBroken(id="damage:1", item="item:box", count=broken), at(now))
        out = 0 if is_back else late.pieces.get("item:box", 0)
        house.add(promise("next", Ask("item:box", 4, now, now + 5)))

        for number in range(1, 5):
            outcome = house.check(hand("next", Ask("item:box", number, 0, 1)), at(now))
            left = max(0, max(0, 4 - broken) - out)
            expected = [] if number <= left else [Veto("not_in_house", ("item:box", number, left))]
            assert expected == vetoes(outcome, "lending.in_house")

    @given(many)
    def test_what_is_promised_can_be_handed_over_unless_a_breach_was_observed(
        self, asked: list[Ask]
    ) -> None:
        """If all bring back in time, everybody gets at the first minute what was promised."""
        house, kept = House(), dict[int, Ask]()
        for number, ask in enumerate(asked):
            if house.offer(promise(number, ask)):
                kept[number] = ask

        steps = [(ask.end, 0, number) for number, ask in kept.items()]
        steps += [(ask.start, 1, number) for number, ask in kept.items()]
        for minute, is_start, number in sorted(steps):
            fact = (hand if is_start else back)(number, kept[number])
            assert house.offer(fact, at(minute))
            assert [] == list(house.state.breaches(at(minute)))


class TestHandedOverWithinPromise:
    """No more is handed over than is promised and not fetched yet, and not after its time."""

    @given(st.integers(1, 4), st.lists(st.integers(1, 3), max_size=4), st.integers(0, 12))
    def test_parts_add_up_to_the_promise(
        self, promised: int, parts: list[int], minute: int
    ) -> None:
        """Handed over in parts, a loan is fetched when as many left as were promised."""
        house, left = House(), promised
        house.add(promise("1", Ask("item:box", promised, 0, 10)))
        for part in parts:
            expected = part <= left and minute < 10
            assert expected == house.offer(hand("1", Ask("item:box", part, 0, 1)), at(minute))
            left -= part * expected

        assert promised - left == house.state.loan("loan:1").out("item:box")

    @given(st.booleans(), st.booleans())
    def test_a_kit_may_leave_in_parts(self, is_box_first: bool, is_cancelled: bool) -> None:
        """The things of a kit may be fetched one by one, and not once they were given up."""
        house = House()
        house.add(promise("1", Ask("item:kit", 1, 0, 10)))
        order = [Ask("item:box", 2, 0, 1), Ask("item:mixer", 1, 0, 1)]
        first, second = order if is_box_first else order[::-1]

        assert house.offer(hand("1", first), at(1))
        if is_cancelled:
            house.add(LoanCancelled(loan="loan:1"))
        assert is_cancelled != house.offer(hand("1", second), at(2))
        assert not house.check(hand("1", first), at(3)).is_allowed


class TestExtension:
    """An extension keeps the start, ends later than before and than now, and is of some use."""

    @given(st.integers(-3, 3), st.integers(-6, 8), st.integers(0, 20), st.booleans())
    def test_only_a_later_end_is_an_extension(
        self, start: int, later: int, now: int, is_back: bool
    ) -> None:
        """Neither another start nor an end that is past, and nothing for what is back."""
        house, loan = House(), Ask("item:box", 1, 5, 15)
        house.add(promise("1", loan))
        if is_back:
            house.add(hand("1", loan), at(5))
            house.add(back("1", loan), at(6))
        end = 15 + later
        fact = LoanExtended(loan="loan:1", slot=Ask("item:box", 1, 5 + start, end).slot)

        codes = {veto.code for veto in vetoes(house.check(fact, at(now)), "lending.extension")}

        is_later = start == 0 and end > max(15, now)
        assert codes == ({"nothing_left"} if is_back else set()) | (
            set() if is_later else {"no_later"}
        )


class TestActiveOrganisation:
    """Nothing is lent to an organisation in liquidation or ended."""

    @given(st.integers(-5, 5), st.integers(-5, 5), st.booleans())
    def test_from_the_first_day_of_liquidation_on(
        self, closing: int, lent: int, is_ended: bool
    ) -> None:
        """The later of the day of decision and the last day of use decides."""
        house, today = House(), date(2026, 1, 1)
        on, used = today + timedelta(days=closing), today + timedelta(days=lent)
        end = OrganisationEnded if is_ended else OrganisationLiquidated
        house.add(end(organisation="org:a", on=on))
        slot = Slot.on(used, "18:00", "20:00", zone="Europe/Berlin")

        outcome = house.check(promise("1", Ask("item:box", 1, 0, 1)).but(slot=slot))

        last = max(today, used)
        assert (last < on) == outcome.is_allowed
        expected = [] if outcome.is_allowed else [Veto("ended", ("org:a", last))]
        assert expected == vetoes(outcome, "lending.active_organisation")

    @given(st.integers(-2, 2))
    def test_nothing_leaves_the_house_and_nothing_is_extended_after_the_end(
        self, closing: int
    ) -> None:
        """What was promised before is not handed over, nor kept longer."""
        house, loan = House(), Ask("item:box", 1, 0, 20)
        house.add(promise("1", loan))
        today = at(5).date()
        on = today + timedelta(days=closing)
        house.add(OrganisationEnded(organisation="org:a", on=on))

        longer = LoanExtended(loan="loan:1", slot=loan._replace(end=30).slot)
        for fact in (hand("1", loan), longer):
            assert (today < on) == house.check(fact, at(5)).is_allowed


class TestRequestGrantedOnce:
    """A request is granted once, and to whoever made it."""

    @given(st.booleans(), st.booleans())
    def test_a_second_loan_for_a_request_needs_the_first_to_be_cancelled(
        self, is_cancelled: bool, is_own: bool
    ) -> None:
        """Enough pieces are there, yet one request is one promise, and not another's."""
        house, ask = House(), Ask("item:box", 1, 0, 1)
        house.add(OrganisationRegistered(id="org:b", name="B", kind=OrganisationKind.ASSOCIATION))
        request = LoanRequested(
            id="request:1",
            organisation="org:a",
            items=("item:box",),
            counts=(1,),
            slot=ask.slot,
        )
        house.add(request)
        house.add(request.asks())
        if is_cancelled:
            house.add(LoanCancelled(loan="loan:1"))
        organisation = "org:a" if is_own else "org:b"
        second = promise("2", ask).but(request="request:1", organisation=organisation)
        outcome = house.check(second)
        found = {veto.code for veto in vetoes(outcome, "lending.request")}

        assert (is_cancelled and is_own) == outcome.is_allowed
        assert found == (set() if is_cancelled else {"granted"}) | (
            set() if is_own else {"of_another"}
        )


def test_each_law_is_quoted() -> None:
    """Every law's sentence is the docstring of a class above."""
    quoted = {
        cls.__doc__
        for cls in (
            TestCapacity,
            TestInHouse,
            TestHandedOverWithinPromise,
            TestExtension,
            TestActiveOrganisation,
            TestRequestGrantedOnce,
        )
    }

    assert {law.sentence for law in LAWS} == quoted
