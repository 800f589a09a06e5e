"""Kits that leave a choice, kits of kits, and kits that corrections took away."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from mo_network.judging.answers import Veto
from mo_network.judging.changes import FOR_GOOD, Trial
from mo_network.judging.state import When
from mo_network.lending.entries import Pieces
from mo_network.lending.facts import (
    ItemModelAdded,
    ItemsBroken,
    ItemsHandedOver,
    ItemsReturned,
    KitDescribed,
    LoanPromised,
)
from mo_network.lending.remedies import remedies
from mo_network.lending.state import LendingState
from mo_network.values.zones import zone

Lend = Callable[..., LoanPromised]
NOW = datetime(2026, 5, 1, 10, tzinfo=zone("Europe/Berlin"))


def at(day: int) -> datetime:
    """Give noon of a day of May 2026 by the clock of the house."""
    return NOW.replace(day=day, hour=12)


def hand(name: str, **lines: int) -> ItemsHandedOver:
    """Hand over pieces of a loan."""
    items = tuple(f"item:{each}" for each in lines)
    return ItemsHandedOver(loan=f"loan:{name}", items=items, counts=tuple(lines.values()))


def back(name: str, **lines: int) -> ItemsReturned:
    """Bring pieces of a loan back."""
    items = tuple(f"item:{each}" for each in lines)
    return ItemsReturned(loan=f"loan:{name}", items=items, counts=tuple(lines.values()))


def test_any_two_of_three_are_chosen_when_they_are_promised(house: Any, lend: Lend) -> None:
    """The choice leaves the most to others; from then on the loan is of these pieces."""
    parts = ("item:box", "item:mixer", "item:beamer")
    described = KitDescribed(id="item:any", name="any", items=parts, counts=(1, 1, 1), choose=2)
    house.add(described)
    house.add(KitDescribed(id="item:two", name="two", items=("item:any",), counts=(2,)))
    lending = house.lending

    assert 3 == lending.available("item:any", lend("1", 4, 6, any=1).slot, NOW)
    assert 1 == lending.available("item:two", lend("1", 4, 6, any=1).slot, NOW)
    house.add(lend("1", 4, 6, mixer=1))
    house.add(lend("2", 4, 6, two=1))
    assert (Pieces("item:beamer", 2), Pieces("item:box", 2)) == lending.loan("loan:2").pieces
    assert not house.check(lend("3", 5, 7, any=1)).is_allowed
    house.add(hand("2", any=1), at(4))
    assert (1, 1) == (
        lending.loan("loan:2").out("item:box"),
        lending.loan("loan:2").out("item:beamer"),
    )
    house.add(back("2", any=2), at(5))
    assert not lending.loan("loan:2").is_out
    assert "Europe/Berlin" == lending.zone_of("item:two")
    assert (3, 1) == (lending.in_house("item:any", at(8)), lending.in_house("item:two", at(8)))
    assert {"item:box", "item:mixer", "item:beamer"} == {
        each.item for each in lending.week(date(2026, 5, 4), NOW, "item:two").days[0].items
    }


def test_what_could_be_had_in_too_many_ways_is_refused_with_a_reason(
    house: Any, lend: Lend
) -> None:
    """A hundred of a choice among many cannot be weighed; fewer at once can, and are proposed."""
    names = [f"item:x{number}" for number in range(12)]
    for name in names:
        house.add(ItemModelAdded(id=name, name=name, count=500, zone="UTC"))
    described = KitDescribed(
        id="item:any", name="any", items=tuple(names), counts=(1,) * 12, choose=6
    )
    house.add(described)
    wanted = lend("1", 4, 6, any=100)

    outcome = house.check(wanted)

    assert [Veto("too_many_ways")] == [each.answer for each in outcome.binding]
    assert house.check(lend("1", 4, 6, any=1)).is_allowed
    assert [(1,)] == [each.counts for each in remedies(house.lending, wanted, NOW)]  # type: ignore[attr-defined]
    assert 1 == house.lending.available("item:any", wanted.slot, NOW)
    house.add(wanted)
    assert (Pieces("item:x0", 100),) == house.lending.loan("loan:1").pieces[:1]


def test_a_kit_that_a_correction_took_away_can_be_described_anew(house: Any, lend: Lend) -> None:
    """Its loans keep a stock of nothing; one that would contain itself then can never be had."""
    promised, slot = lend("1", 4, 6, old=1), lend("1", 4, 6, box=1).slot
    house.lending.apply(promised, When(NOW), FOR_GOOD)
    round_about = KitDescribed(id="item:new", name="n", items=("item:old",), counts=(1,))
    house.lending.apply(round_about, When(NOW), FOR_GOOD)
    assert 0 == house.lending.available("item:new", slot, NOW)
    trial = Trial()
    house.lending.apply(
        KitDescribed(id="item:old", name="o", items=("item:box",), counts=(2,)), When(NOW), trial
    )
    assert 2 == house.lending.available("item:new", slot, NOW)
    trial.take_back()
    assert 0 == house.lending.available("item:new", slot, NOW)
    circle = KitDescribed(id="item:old", name="o", items=("item:new",), counts=(1,))
    house.lending.apply(circle, When(NOW), FOR_GOOD)
    assert 0 == house.lending.available("item:new", slot, NOW)
    assert 0 == house.lending.available("item:old", slot, NOW)

    loaded = LendingState(house.lending.directory)
    loaded.load(json.loads(json.dumps(house.lending.dump())))

    assert house.lending.dump() == loaded.dump()
    assert 0 == loaded.available("item:old", slot, NOW)


def test_what_was_fetched_early_is_not_named_as_a_promise_hit_before_its_time(
    house: Any, lend: Lend
) -> None:
    """Its piece is out when too few are left; what it still has to fetch is needed later only."""
    house.add(lend("late", 18, 19, box=2))
    house.add(lend("now", 4, 6, box=2))
    house.add(hand("late", box=1), at(3))
    broken = ItemsBroken(id="damage:1", item="item:box", count=2)
    house.add(broken, at(3))

    for by in (None, broken):
        (breach,) = house.lending.breaches(at(3), by)
        assert ("item:box", "damage:1", ("loan:now",)) == (
            breach.thing,
            breach.cause,
            breach.promises,
        )
