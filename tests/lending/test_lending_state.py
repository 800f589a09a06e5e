"""What lending answers: stock, what is available, what is out, late and broken."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from mo_network.directory.state import DirectoryState
from mo_network.errors import InvalidValue, UnknownReference
from mo_network.judging.case import Case
from mo_network.judging.changes import FOR_GOOD, Trial
from mo_network.judging.state import Breach, When
from mo_network.lending.entries import Damage, Pieces
from mo_network.lending.facts import (
    ItemModelAdded,
    ItemsBroken,
    ItemsHandedOver,
    ItemsLost,
    ItemsRepaired,
    ItemsReturned,
    KitDescribed,
    LoanCancelled,
    LoanExtended,
    LoanPromised,
    LoanRequested,
    StockChanged,
)
from mo_network.lending.laws import LAWS
from mo_network.lending.state import LendingState, OnLoan
from mo_network.values.money import Money
from mo_network.values.period import Period
from mo_network.values.slot import Slot
from mo_network.values.zones import zone

Lend = Callable[..., LoanPromised]
MakeSlot = Callable[..., Slot]


def at(day: int, hour: int = 12, month: int = 5) -> datetime:
    """Give a moment of 2026 by the clock of the house."""
    return datetime(2026, month, day, hour, tzinfo=zone("Europe/Berlin"))


def hand(name: str, **lines: int) -> ItemsHandedOver:
    """Hand over pieces of a loan."""
    items = tuple(f"item:{each}" for each in lines)
    return ItemsHandedOver(loan=f"loan:{name}", items=items, counts=tuple(lines.values()))


def back(name: str, **lines: int) -> ItemsReturned:
    """Bring pieces of a loan back."""
    items = tuple(f"item:{each}" for each in lines)
    return ItemsReturned(loan=f"loan:{name}", items=items, counts=tuple(lines.values()))


def test_what_there_is_can_be_asked_for(house: Any) -> None:
    """Things and kits by id, and in the order in which they came."""
    lending: LendingState = house.lending

    assert ["box", "mixer", "beamer"] == [item.name for item in lending.items()]
    assert (4, Money(80_00)) == (lending.item("item:box").number, lending.item("item:box").worth)
    assert lending.item("item:mixer").worth is None
    assert lending.kits() == (lending.kit("item:kit"),)
    assert (Pieces("item:box", 2), Pieces("item:mixer", 1)) == lending.kit("item:kit").parts


@pytest.mark.parametrize("query", ["item", "kit", "request", "loan"])
def test_what_is_not_known_is_said(house: Any, query: str) -> None:
    """An unknown id is no empty answer."""
    with pytest.raises(UnknownReference, match="nothing is known by the id 'item:tent'"):
        getattr(house.lending, query)("item:tent")


def test_stock_of_an_unknown_thing_is_no_zero(house: Any, slot: MakeSlot) -> None:
    """Neither how many there are nor what is free is answered for what nobody added."""
    lending: LendingState = house.lending
    asked: list[Callable[[], object]] = [
        lambda: lending.stock("item:tent", at(4)),
        lambda: lending.available("item:tent", slot(4, 5), at(4)),
        lambda: lending.free("item:tent", slot(4, 5), at(4)),
        lambda: lending.week(date(2026, 5, 4), at(4), "item:tent"),
    ]

    for ask in asked:
        with pytest.raises(UnknownReference):
            ask()


def test_kits_share_the_stock_of_their_parts(house: Any, lend: Lend, slot: MakeSlot) -> None:
    """A kit takes two boxes and the mixer; a kit in a kit takes what that takes."""
    lending: LendingState = house.lending
    two = KitDescribed(
        id="item:festival", name="Festival", items=("item:kit", "item:box"), counts=(1, 2)
    )
    house.add(two)
    week = slot(4, 8)

    assert 1 == lending.available("item:kit", week, at(1)) == lending.stock("item:kit", at(1))
    assert 1 == lending.available("item:festival", week, at(1))
    house.add(lend("1", 5, 6, box=1))
    assert 3 == lending.available("item:box", week, at(1))
    assert (1, 0) == (
        lending.available("item:kit", week, at(1)),
        lending.available("item:festival", week, at(1)),
    )
    house.add(lend("2", 6, 7, kit=1))
    assert 2 == lending.available("item:box", week, at(1))
    assert 0 == lending.available("item:mixer", week, at(1))
    assert 0 == lending.available("item:kit", slot(6, 7), at(1))
    assert 1 == lending.available("item:kit", slot(7, 8), at(1))


def test_the_stock_changes_by_whole_days(house: Any, slot: MakeSlot) -> None:
    """From midnight of the first day, by the clock of the thing, until that of the end."""
    lending: LendingState = house.lending
    repair = Period.through(date(2026, 5, 5), date(2026, 5, 6))
    house.add(StockChanged(id="change:1", item="item:box", change=-3, period=repair, reason="x"))
    bought = Period(date(2026, 5, 6), None)
    house.add(StockChanged(id="change:2", item="item:box", change=2, period=bought, reason="x"))

    assert [4, 1, 1, 3, 6] == [
        lending.stock("item:box", moment)
        for moment in (at(4, 23), at(5, 0), at(5, 23), at(6, 0), at(7, 0))
    ]
    assert 1 == lending.available("item:box", slot(4, 7), at(1))
    assert 4 == lending.available("item:box", slot(4, 5, "08:00", "00:00"), at(1))


def test_there_is_never_less_than_nothing(house: Any) -> None:
    """Whatever is written off, a stock is empty at worst, and fills again from what is left."""
    lending: LendingState = house.lending
    gone = Period(date(2026, 5, 5), date(2026, 5, 9))
    house.add(StockChanged(id="change:1", item="item:box", change=-9, period=gone, reason="x"))
    more = Period(date(2026, 5, 5), None)
    house.add(StockChanged(id="change:2", item="item:box", change=6, period=more, reason="x"))

    assert [4, 1, 10] == [lending.stock("item:box", at(day)) for day in (4, 5, 9)]


def test_what_is_broken_cannot_be_lent_until_it_is_repaired(house: Any, slot: MakeSlot) -> None:
    """From the moment of the report to that of the repair."""
    lending: LendingState = house.lending
    house.add(ItemsBroken(id="damage:1", item="item:kit", count=1), at(4))

    assert (2, 0) == (lending.stock("item:box", at(4)), lending.stock("item:mixer", at(4)))
    broken = Damage("damage:1", "", (Pieces("item:box", 2), Pieces("item:mixer", 1)))
    assert (broken,) == lending.damages()
    house.add(ItemsRepaired(damage="damage:1"), at(6))
    assert [2, 4] == [lending.stock("item:box", at(day)) for day in (5, 6)]
    assert () == lending.damages()
    assert 2 == lending.available("item:box", slot(5, 8), at(7))


def test_a_loan_goes_through_its_life(house: Any, lend: Lend) -> None:
    """Promised, out in parts, overdue, back in parts, returned."""
    lending: LendingState = house.lending
    house.add(lend("1", 4, 6, box=3))
    told = [lending.status("loan:1", at(3))]
    house.add(hand("1", box=2), at(4))
    told.append(lending.status("loan:1", at(4)))
    assert (2, 1) == (lending.in_house("item:box", at(4)), lending.in_house("item:kit", at(4)))
    house.add(hand("1", box=1), at(5))
    house.add(back("1", box=1), at(5, 18))
    told += [lending.status("loan:1", at(5, 19)), lending.status("loan:1", at(6))]
    house.add(back("1", box=2), at(7))
    told.append(lending.status("loan:1", at(7)))

    assert ["promised", "out", "out", "overdue", "returned"] == told


def test_a_promise_that_nobody_fetched_lapses(house: Any, lend: Lend) -> None:
    """Its time is over; one that was given up is cancelled instead."""
    house.add(lend("1", 4, 6, box=1))
    house.add(lend("2", 4, 6, box=1))
    house.add(LoanCancelled(loan="loan:2"))

    assert ["lapsed", "cancelled"] == [
        house.lending.status(loan, at(7)) for loan in ("loan:1", "loan:2")
    ]


def test_what_was_not_fetched_can_be_given_up(house: Any, lend: Lend, slot: MakeSlot) -> None:
    """What is out stays out; the rest is free again, and cannot be fetched any more."""
    lending: LendingState = house.lending
    house.add(lend("1", 4, 6, box=3))
    house.add(hand("1", box=1), at(4))
    house.add(LoanCancelled(loan="loan:1"), at(5))

    assert 3 == lending.available("item:box", slot(5, 6), at(5))
    assert "out" == lending.status("loan:1", at(5))
    assert not house.check(hand("1", box=1), at(5)).is_allowed
    house.add(back("1", box=1), at(5, 15))
    assert "returned" == lending.status("loan:1", at(5, 16))


def test_what_is_out_and_what_is_late(house: Any, lend: Lend) -> None:
    """Piece by piece, the first due first, with whom to ask."""
    lending: LendingState = house.lending
    house.add(lend("1", 4, 8, kit=1))
    house.add(lend("2", 4, 6, beamer=1).but(organisation="org:b"))
    for name, lines in (("1", {"kit": 1}), ("2", {"beamer": 1})):
        house.add(hand(name, **lines), at(4))

    beamer = OnLoan("loan:2", "org:b", "item:beamer", 1, at(6, 10))
    assert (
        beamer,
        OnLoan("loan:1", "org:a", "item:box", 2, at(8, 10)),
        OnLoan("loan:1", "org:a", "item:mixer", 1, at(8, 10)),
    ) == lending.out(at(4))
    assert () == lending.out(at(3)) == lending.overdue(at(6, 9))
    assert (beamer,) == lending.overdue(at(6, 10))


def test_a_promise_breaks_by_time_alone(house: Any, lend: Lend) -> None:
    """Nobody recorded anything, and yet the next one cannot have the beamers."""
    lending: LendingState = house.lending
    house.add(lend("late", 4, 6, beamer=2))
    house.add(lend("next", 7, 9, beamer=1).but(organisation="org:b"))
    house.add(lend("far", 20, 22, beamer=2))
    house.add(hand("late", beamer=2), at(4))

    assert [] == list(lending.breaches(at(5)))
    assert [] == list(lending.breaches(at(7, 9)))
    broken = Breach(
        "lending.capacity", "item:beamer", date(2026, 5, 7), "loan:late", ("loan:next",)
    )
    assert [broken] == list(lending.breaches(at(7, 10))) == list(lending.breaches(at(8)))
    assert [] == list(lending.breaches(at(9)))


def test_what_is_late_is_in_the_way_of_what_begins_in_this_minute(
    house: Any, lend: Lend, slot: MakeSlot
) -> None:
    """And not of what begins in the next one, for it may be back by then."""
    house.add(lend("late", 4, 6, beamer=2))
    house.add(hand("late", beamer=2), at(4))
    now, next_minute = slot(7, 8, "12:00"), slot(7, 8, "12:01")

    for begins, left in ((now, 0), (next_minute, 2)):
        assert left == house.lending.available("item:beamer", begins, at(7))
        wanted = lend("new", 7, 8, beamer=1).but(slot=begins)
        assert bool(left) == house.check(wanted, at(7)).is_allowed


def test_the_first_day_is_that_of_the_breach_that_stands(house: Any, lend: Lend) -> None:
    """The same overdue loan broke an earlier promise, too; that one is past."""
    house.add(lend("late", 4, 6, beamer=2))
    house.add(lend("past", 7, 8, beamer=1))
    house.add(lend("next", 10, 11, beamer=1))
    house.add(lend("after", 11, 13, beamer=1))
    house.add(hand("late", beamer=2), at(4))

    def broken(on: int, *promises: str) -> list[Breach]:
        since = date(2026, 5, on)
        return [Breach("lending.capacity", "item:beamer", since, "loan:late", promises)]

    assert broken(10, "loan:next") == list(house.lending.breaches(at(10)))
    assert broken(10, "loan:after") == list(house.lending.breaches(at(12)))


def test_a_late_return_names_the_promises_it_was_too_late_for(house: Any, lend: Lend) -> None:
    """At once, those that are past included; in time it names none."""
    house.add(lend("late", 4, 6, beamer=2))
    house.add(lend("past", 6, 7, beamer=1))
    house.add(lend("next", 7, 9, beamer=1))
    house.add(hand("late", beamer=2), at(4))

    def hit(moment: datetime, **changes: object) -> list[tuple[str, tuple[str, ...]]]:
        returned = back("late", beamer=2).but(**changes)
        found = house.check(returned, moment).breaches
        return [(breach.cause, breach.promises) for breach in found]

    assert [] == hit(at(6, 10))
    assert [("loan:late", ("loan:past",))] == hit(at(6, 11))
    assert [("loan:late", ("loan:past", "loan:next"))] == hit(at(8))
    assert [] == hit(at(8), back_at=at(6, 9))
    house.add(back("late", beamer=2), at(8))
    assert [] == list(house.lending.breaches(at(8)))


def test_a_return_names_no_more_than_what_it_brought(house: Any, lend: Lend) -> None:
    """Neither what came back in the same minute by another record, nor what was not out."""
    house.add(lend("late", 4, 6, beamer=2, mixer=1))
    house.add(lend("next", 7, 9, mixer=1))
    house.add(hand("late", beamer=2, mixer=1), at(4))
    mixer = back("late", mixer=1)
    assert ["item:mixer"] == [breach.thing for breach in house.check(mixer, at(8)).breaches]
    house.add(mixer, at(8))

    assert () == house.check(back("late", beamer=2), at(8)).breaches
    assert () == house.check(mixer, at(8)).breaches


def test_a_return_that_is_written_down_later_counts_from_when_it_was(
    house: Any, lend: Lend, slot: MakeSlot
) -> None:
    """Back on Friday, in the journal on Monday: never after the record, and not before it left."""
    lending: LendingState = house.lending
    house.add(lend("1", 4, 8, box=4))
    house.add(hand("1", box=4), at(4))
    house.add(back("1", box=2).but(back_at=at(6)), at(9))
    house.add(back("1", box=1).but(back_at=at(20)), at(9))
    house.add(back("1", box=1).but(back_at=at(2)), at(9))

    assert "returned" == lending.status("loan:1", at(9))
    assert 1 == lending.available("item:box", slot(4, 6), at(9))
    assert 3 == lending.available("item:box", slot(6, 9, "12:00", "11:00"), at(9))


def test_what_is_fetched_late_was_kept_from_the_start(house: Any, lend: Lend) -> None:
    """Before the hand-over it was promised, so the days before it were not free."""
    house.add(lend("1", 4, 8, box=3))
    house.add(hand("1", box=3), at(6))
    house.add(back("1", box=3), at(7))

    week = house.lending.week(date(2026, 5, 4), at(9), "item:box")

    assert [3, 3, 3, 3, 0] == [day.items[0].taken for day in week.days[:5]]


def test_more_than_is_out_does_not_come_back(house: Any, lend: Lend, slot: MakeSlot) -> None:
    """What was never handed over cannot fill the stock."""
    lending: LendingState = house.lending
    house.add(lend("1", 4, 8, box=2))
    house.add(hand("1", box=1), at(4))
    house.add(back("1", box=2), at(5))

    assert (0, 1) == (
        lending.loan("loan:1").out("item:box"),
        lending.loan("loan:1").waiting("item:box"),
    )
    assert 3 == lending.available("item:box", slot(6, 7), at(5))


def test_lost_pieces_end_their_loan_and_leave_the_stock(house: Any, lend: Lend) -> None:
    """What was promised to the next one is broken from then on, and the loss is its cause."""
    lending: LendingState = house.lending
    house.add(lend("1", 4, 6, beamer=1))
    house.add(lend("next", 20, 22, beamer=2))
    house.add(hand("1", beamer=1), at(4))
    lost = ItemsLost(id="loss:1", loan="loan:1", items=("item:beamer",), counts=(2,))
    expected = [
        Breach("lending.capacity", "item:beamer", date(2026, 5, 20), "loss:1", ("loan:next",))
    ]

    assert expected == list(house.check(lost, at(7)).breaches)
    house.add(lost, at(7))
    assert 1 == lending.stock("item:beamer", at(8))
    assert "returned" == lending.status("loan:1", at(8))
    assert expected == list(lending.breaches(at(8)))


def test_fewer_pieces_break_the_promises_of_their_days(house: Any, lend: Lend) -> None:
    """A change of the stock is recorded whatever follows, and names whom it hits."""
    house.add(lend("1", 4, 6, box=3))
    house.add(lend("2", 8, 9, box=3))
    repair = Period.through(date(2026, 5, 5), date(2026, 5, 7))
    change = StockChanged(id="change:1", item="item:box", change=-2, period=repair, reason="x")
    expected = Breach("lending.capacity", "item:box", date(2026, 5, 5), "change:1", ("loan:1",))

    assert (expected,) == house.check(change).breaches
    house.add(change)
    assert [expected] == list(house.lending.breaches(at(1)))


def test_promises_against_each_other_are_a_breach(house: Any, lend: Lend) -> None:
    """As a correction may leave them: the one that came last is named as the cause."""
    house.add(lend("1", 4, 6, beamer=2))
    house.add(lend("2", 5, 7, beamer=1))

    (breach,) = house.lending.breaches(at(1))

    assert ("loan:2", ("loan:1", "loan:2")) == (breach.cause, breach.promises)


def test_loans_are_listed_and_held(house: Any, lend: Lend) -> None:
    """Those that end later, and those that are out, whatever their end; no cancelled ones."""
    lending: LendingState = house.lending
    for name, first, last in (("out", 2, 3), ("over", 2, 3), ("now", 2, 9), ("no", 2, 9)):
        house.add(lend(name, first, last, box=1))
    house.add(hand("out", box=1), at(2))
    house.add(LoanCancelled(loan="loan:no"), at(2))
    names = ["loan:out", "loan:over", "loan:now", "loan:no"]

    assert names == [loan.id for loan in lending.loans()] == [x.id for x in lending.loans("org:a")]
    assert () == lending.loans("org:b")
    assert ("loan:out", "loan:now") == lending.holdings("org:a", date(2026, 5, 8))
    assert () == lending.holdings("org:b", date(2026, 5, 8))


def test_a_request_is_kept_and_granted(house: Any, slot: MakeSlot) -> None:
    """Until its loan is cancelled."""
    lending: LendingState = house.lending
    request = LoanRequested(
        id="request:1", organisation="org:a", items=("item:box",), counts=(1,), slot=slot(4, 6)
    )
    house.add(request)

    assert slot(4, 6) == lending.request("request:1").slot
    assert lending.granted("request:1") is None
    house.add(request.asks())
    assert "loan:1" == lending.granted("request:1")
    house.add(LoanCancelled(loan="loan:1"))
    assert lending.granted("request:1") is None


def test_the_week_shows_stock_and_loans_day_by_day(house: Any, lend: Lend) -> None:
    """From Monday to Sunday, what is late until the moment at which one looks."""
    house.add(lend("1", 4, 6, box=3))
    house.add(lend("2", 6, 8, box=2))
    house.add(hand("1", box=3), at(4))

    week = house.lending.week(date(2026, 5, 7), at(6, 12), "item:box")

    assert date(2026, 5, 4) == week.first
    days = [
        (day.on.day, each.taken, each.free, each.loans) for day in week.days for each in day.items
    ]
    assert [
        (4, 3, 1, ("loan:1",)),
        (5, 3, 1, ("loan:1",)),
        (6, 5, 0, ("loan:1", "loan:2")),
        (7, 2, 2, ("loan:2",)),
        (8, 2, 2, ("loan:2",)),
        (9, 0, 4, ()),
        (10, 0, 4, ()),
    ] == days


@pytest.mark.parametrize(("on", "days"), [(date.min, 7), (date.max, 5), (date(9998, 12, 31), 7)])
def test_weeks_end_with_the_calendar(house: Any, on: date, days: int) -> None:
    """The first and the last days there are can be asked for."""
    week = house.lending.week(on, at(1))

    assert days == len(week.days)
    assert all(4 == day.items[0].stock for day in week.days)


@pytest.mark.parametrize("asked", [{"count": 0}, {"minutes": 0}, {"count": -1}])
def test_nothing_is_never_looked_for(house: Any, slot: MakeSlot, asked: dict[str, int]) -> None:
    """A count or a length below one is refused."""
    with pytest.raises(InvalidValue, match="give one or more of both"):
        house.lending.free("item:box", slot(4, 5), at(1), **asked)


def test_periods_at_the_ends_of_the_calendar_are_taken(house: Any) -> None:
    """The first day there is lies before the first minute of UTC in Berlin."""
    for number, period in enumerate((Period(date.min, date(2, 1, 1)), Period(date.max, None))):
        house.add(
            StockChanged(
                id=f"change:{number}", item="item:box", change=-1, period=period, reason="x"
            )
        )

    assert 4 == house.lending.stock("item:box", at(1))


def test_a_step_that_the_table_lacks_changes_nothing(house: Any, lend: Lend) -> None:
    """Back before it left, repaired twice, handed over after it was cancelled."""
    house.add(lend("1", 4, 6, box=1))
    house.add(ItemsBroken(id="damage:1", item="item:box", count=1))
    house.add(ItemsRepaired(damage="damage:1"), at(2))
    before = json.dumps(house.lending.dump())
    house.add(back("1", box=1))
    house.add(ItemsRepaired(damage="damage:1"), at(3))
    assert before == json.dumps(house.lending.dump())

    house.add(LoanCancelled(loan="loan:1"))
    after = json.dumps(house.lending.dump())
    house.add(hand("1", box=1), at(4))
    house.add(LoanExtended(loan="loan:1", slot=lend("1", 4, 9, box=1).slot), at(4))
    assert after == json.dumps(house.lending.dump())


def test_a_thing_that_a_correction_took_away_leaves_its_loans_in_the_air(
    lend: Lend, slot: MakeSlot
) -> None:
    """Nothing raises: there is none of it then, so its promises are broken."""
    lending = LendingState(DirectoryState())
    when = When(datetime(2026, 5, 1, tzinfo=UTC))
    lending.apply(lend("1", 4, 6, box=1), when, FOR_GOOD)

    assert ["item:box"] == [breach.thing for breach in lending.breaches(at(1))]
    added = ItemModelAdded(id="item:box", name="Box", count=3, zone="Europe/Berlin")
    trial = Trial()
    lending.apply(added, when, trial)
    assert (3, 2) == (
        lending.stock("item:box", at(1)),
        lending.available("item:box", slot(4, 6), at(1)),
    )
    trial.take_back()
    assert ["item:box"] == [breach.thing for breach in lending.breaches(at(1))]
    for fact in (hand("9", box=1), back("9", box=1), LoanCancelled(loan="loan:9")):
        with Trial() as trial:
            lending.apply(fact, when, trial)


def test_the_laws_say_nothing_of_a_loan_that_a_correction_took_away(house: Any, lend: Lend) -> None:
    """The lifecycle forbids the step; no law raises over what it does not find."""
    steps: list[LoanExtended | ItemsHandedOver | ItemsReturned] = [
        LoanExtended(loan="loan:9", slot=lend("9", 4, 6, box=1).slot),
        hand("9", box=1),
    ]
    for fact in steps:
        case = Case(fact, When(at(4)), zone("Europe/Berlin"))
        laws = [law for law in LAWS if type(fact) in law.judges and law.id != "lending.in_house"]
        assert [] == [answer for law in laws for answer in law.check(house.lending, fact, case)]
    assert [] == list(house.lending.breaches(at(4), back("9", box=1)))


def test_a_checkpoint_of_everything_is_read_back(house: Any, lend: Lend, slot: MakeSlot) -> None:
    """Requests, kits, changes, damages, and loans in every state, through JSON."""
    request = LoanRequested(
        id="request:1", organisation="org:b", items=("item:kit",), counts=(1,), slot=slot(4, 6)
    )
    house.add(request)
    house.add(request.asks())
    house.add(lend("2", 4, 6, beamer=2))
    house.add(hand("2", beamer=2), at(4))
    house.add(back("2", beamer=1), at(5))
    house.add(ItemsBroken(id="damage:1", item="item:beamer", count=1, loan="loan:2"), at(5))
    loaded = LendingState(house.lending.directory)
    text = json.dumps(house.lending.dump())
    loaded.load(json.loads(text))

    assert text == json.dumps(loaded.dump())
    for moment in (at(4), at(7)):
        assert loaded.out(moment) == house.lending.out(moment)
        assert list(loaded.breaches(moment)) == list(house.lending.breaches(moment))
    assert "loan:1" == loaded.granted("request:1")
    assert loaded.loans("org:b") == house.lending.loans("org:b")
    assert loaded.damages() == house.lending.damages()
    assert loaded.kit("item:kit") == house.lending.kit("item:kit")
    trial = Trial()
    loaded.apply(ItemsRepaired(damage="damage:1"), When(at(6)), trial)
    assert 2 == loaded.stock("item:beamer", at(6) + timedelta(minutes=1))
    trial.take_back()
    assert text == json.dumps(loaded.dump())
