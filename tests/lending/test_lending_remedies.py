"""What is proposed where a loan is not possible as it was asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from mo_network.lending.facts import (
    ItemsHandedOver,
    LoanCancelled,
    LoanExtended,
    LoanPromised,
    LoanRequested,
)
from mo_network.lending.remedies import remedies
from mo_network.values.slot import Slot
from mo_network.values.zones import zone

Lend = Callable[..., LoanPromised]
MakeSlot = Callable[..., Slot]


def at(day: int, hour: int = 12) -> datetime:
    """Give a moment of May 2026 by the clock of the house."""
    return datetime(2026, 5, day, hour, tzinfo=zone("Europe/Berlin"))


def test_another_time_and_fewer_pieces_are_proposed(house: Any, lend: Lend, slot: MakeSlot) -> None:
    """The nearer time first; then, for the same time, as many as there are."""
    house.add(lend("1", 4, 6, box=3))
    request = LoanRequested(
        id="request:7", organisation="org:b", items=("item:box",), counts=(2,), slot=slot(5, 7)
    )

    found = list(remedies(house.lending, request, at(1)))

    assert [
        request.but(slot=slot(6, 8)),
        request.but(slot=slot(2, 4)),
        request.but(counts=(1,)),
    ] == found
    assert all(house.check(each).is_allowed for each in found)


def test_what_is_not_there_at_all_is_left_out(house: Any, lend: Lend) -> None:
    """A kit that cannot be had is dropped, the boxes that stay are shared out in order."""
    house.add(lend("1", 4, 6, mixer=1))
    house.add(lend("2", 4, 6, box=1))
    wanted = lend("3", 4, 6, kit=1, box=4, beamer=2)

    fewer = list(remedies(house.lending, wanted, at(1)))[-1]

    assert (("item:box", "item:beamer"), (3, 2)) == (fewer.items, fewer.counts)  # type: ignore[attr-defined]
    assert house.check(fewer).is_allowed


def test_lines_that_share_the_stock_are_served_in_order(house: Any, lend: Lend) -> None:
    """The kit takes two of the four boxes, so two are left for the second line."""
    found = list(remedies(house.lending, lend("1", 4, 6, kit=1, box=4), at(1)))

    assert [(1, 2)] == [each.counts for each in found]  # type: ignore[attr-defined]
    assert all(house.check(each).is_allowed for each in found)


def test_a_kit_is_proposed_when_all_of_it_is_free(house: Any, lend: Lend, slot: MakeSlot) -> None:
    """Where one part is in the way after another, the next and the last time for both are found."""
    house.add(lend("1", 10, 12, mixer=1))
    house.add(lend("2", 12, 14, box=3))
    house.add(lend("3", 8, 10, box=3))
    house.add(lend("4", 6, 8, mixer=1))

    found = list(remedies(house.lending, lend("5", 10, 11, kit=1), at(1)))

    assert [slot(14, 15), slot(5, 6)] == [each.slot for each in found]  # type: ignore[attr-defined]


def test_nothing_is_proposed_for_what_is_possible_or_never_will_be(house: Any, lend: Lend) -> None:
    """A loan that fits needs no other; and five beamers were never there, yet two are."""
    assert [] == list(remedies(house.lending, lend("1", 4, 6, box=4), at(1)))
    house.add(lend("2", 4, 6, beamer=2))
    assert [] == list(remedies(house.lending, lend("1", 4, 6, beamer=5), at(1)))
    assert [] == list(remedies(house.lending, LoanCancelled(loan="loan:2"), at(1)))


def test_the_past_is_no_proposal(house: Any, lend: Lend, slot: MakeSlot) -> None:
    """Neither another time before now, nor the same time if it has begun."""
    house.add(lend("1", 4, 6, beamer=1))

    found = list(remedies(house.lending, lend("2", 4, 5, beamer=2), at(4)))

    assert [slot(6, 7)] == [each.slot for each in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize("year", [2, 9998])
def test_proposals_stay_inside_the_calendar(house: Any, lend: Lend, year: int) -> None:
    """At its ends there is no other time before, or after; nothing raises."""
    first = date(year, 1, 2) if year == 2 else date(year, 12, 28)
    last = first + timedelta(days=3)
    slot = Slot.on(first, "10:00", "10:00", zone="UTC", end_day=last)
    house.add(lend("1", 4, 6, beamer=2).but(slot=slot))
    wanted = lend("2", 4, 6, beamer=1).but(slot=slot)

    found = list(remedies(house.lending, wanted, datetime(2, 1, 1, tzinfo=UTC)))

    assert 1 == len(found)
    assert all(house.check(each).is_allowed for each in found)


def test_an_extension_goes_as_far_as_it_can(house: Any, lend: Lend, slot: MakeSlot) -> None:
    """Until the next one comes; not at all if that is at once."""
    house.add(lend("1", 4, 6, beamer=2))
    house.add(lend("2", 8, 9, beamer=1))
    longer = LoanExtended(loan="loan:1", slot=slot(4, 10))

    (shorter,) = remedies(house.lending, longer, at(5))

    assert slot(4, 8) == shorter.slot  # type: ignore[attr-defined]
    assert house.check(shorter, at(5)).is_allowed
    house.add(lend("3", 6, 7, beamer=1))
    assert [] == list(remedies(house.lending, longer, at(5)))
    assert [] == list(remedies(house.lending, longer.but(loan="loan:9"), at(5)))


def test_of_a_hand_over_what_is_in_the_house_can_leave(house: Any, lend: Lend) -> None:
    """Two of three boxes, or one kit of what is left; a thing that nobody knows is no kit."""
    house.add(lend("late", 2, 3, box=2))
    house.add(lend("next", 4, 6, box=3, kit=1))
    late = ItemsHandedOver(loan="loan:late", items=("item:box",), counts=(2,))
    house.add(late, at(2))
    handed = ItemsHandedOver(loan="loan:next", items=("item:box",), counts=(3,))

    (fewer,) = remedies(house.lending, handed, at(4))

    assert (2,) == fewer.counts  # type: ignore[attr-defined]
    assert house.check(fewer, at(4)).is_allowed
    kit = handed.but(items=("item:kit",), counts=(1,))
    assert [] == list(remedies(house.lending, kit, at(4)))
