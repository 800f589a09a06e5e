"""The laws of sharing out, against a model that tries every allocation there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mo_network.scheduling.allocation import (
    Allocation,
    FaultCode,
    Place,
    Reason,
    SlotWish,
    Span,
    check,
    draw,
    share_out,
    unmet,
)
from mo_network.scheduling.allocation import search as allocation_search

GROUPS = ("org:a", "org:b", "org:c")
Held = dict[str, int]


@st.composite
def rounds(
    draw: st.DrawFn, *, is_apart: bool, priorities: int = 3
) -> tuple[tuple[SlotWish, ...], dict[str, int]]:
    """A few wishes of three groups for a few places, so few that all can be tried."""
    if is_apart:
        slots: list[tuple[Span, ...]] = [(Span("r", n * 10, n * 10 + 10),) for n in range(4)]
        slots.append((Span("r", 40, 50), Span("s", 40, 50)))
    else:
        starts, lengths = st.integers(0, 5), st.integers(1, 4)
        leaves = st.sampled_from([("r",), ("s",), ("r", "s")])
        parts = draw(st.lists(st.tuples(leaves, starts, lengths), min_size=1, max_size=7))
        slots = [tuple(Span(leaf, s, s + n) for leaf in names) for names, s, n in parts]
    place = st.builds(Place, st.integers(0, 2), st.sampled_from(slots))
    wishes = tuple(
        SlotWish(
            f"wish:{number}",
            draw(st.sampled_from(GROUPS)),
            draw(st.integers(0, priorities - 1)),
            tuple(draw(st.lists(place, max_size=3))),
        )
        for number in range(draw(st.integers(1, 6)))
    )
    quotas = draw(st.dictionaries(st.sampled_from(GROUPS), st.integers(0, 3), max_size=2))
    return wishes, quotas


def minutes(place: Place) -> set[tuple[str, int]]:
    """Every minute of every leaf that a place needs."""
    return {(span.leaf, minute) for span in place.spans for minute in range(span.start, span.end)}


def every_allocation(wishes: Sequence[SlotWish], quotas: Mapping[str, int]) -> Iterator[Held]:
    """All that can stand, by trying each place, or none, for each wish."""
    for numbers in product(*(range(-1, len(wish.places)) for wish in wishes)):
        chosen = [(w, n) for w, n in zip(wishes, numbers, strict=True) if n >= 0]
        marked = [minute for wish, n in chosen for minute in minutes(wish.places[n])]
        counts = Counter(wish.group for wish, _ in chosen)
        if len(set(marked)) == len(marked) and all(counts[g] <= q for g, q in quotas.items()):
            yield {wish.key: n for wish, n in chosen}


def worth(wishes: Sequence[SlotWish], held: Held) -> list[object]:
    """What the reference says is best, as a list that is compared from the front."""
    found: list[object] = []
    for priority in sorted({wish.priority for wish in wishes}):
        there = [wish for wish in wishes if wish.priority == priority]
        met = [wish for wish in there if wish.key in held]
        shares = Counter(wish.group for wish in met)
        even = sorted(shares[group] for group in {wish.group for wish in there})
        found += [len(met), even, -sum(wish.places[held[wish.key]].rank for wish in met)]
    return found


@given(rounds(is_apart=True))
def test_apart_places_are_shared_out_as_well_as_can_be(
    case: tuple[tuple[SlotWish, ...], dict[str, int]],
) -> None:
    """Where places are apart, nothing among all allocations is better, lots included."""
    wishes, quotas = case
    found = share_out(wishes, quotas, "2026")
    lots = draw(wishes, "2026")
    ordered = sorted(wishes, key=lambda wish: (wish.priority, lots[wish.key]))
    numbers = {wish.key: number for number, wish in enumerate(ordered)}

    def with_lots(held: Held) -> list[object]:
        return [*worth(wishes, held), -sum(numbers[key] for key in held)]

    expected = max(map(with_lots, every_allocation(wishes, quotas)))
    assert expected == with_lots(found.places())
    assert found.is_proven


@given(rounds(is_apart=False))
def test_overlapping_places_are_shared_out_as_well_as_can_be(
    case: tuple[tuple[SlotWish, ...], dict[str, int]],
) -> None:
    """Where places overlap and the search came to its end, nothing is better either."""
    wishes, quotas = case
    found = share_out(wishes, quotas, "2026")
    expected = max(worth(wishes, held) for held in every_allocation(wishes, quotas))
    assert expected == worth(wishes, found.places())
    assert found.is_proven


@given(rounds(is_apart=True) | rounds(is_apart=False))
def test_what_is_best_is_confirmed_by_the_checker(
    case: tuple[tuple[SlotWish, ...], dict[str, int]],
) -> None:
    """The checker, which shares nothing with the allocator, finds no fault."""
    wishes, quotas = case
    assert () == check(wishes, quotas, share_out(wishes, quotas, "2026"))


@given(rounds(is_apart=True, priorities=1), st.randoms(use_true_random=False))
def test_the_checker_finds_whatever_holds_too_few(
    case: tuple[tuple[SlotWish, ...], dict[str, int]], chance: Random
) -> None:
    """For one priority, without quotas and with places apart, silence means: as many as can be."""
    wishes, _ = case
    held = chance.choice(list(every_allocation(wishes, {})))
    most = max(map(len, every_allocation(wishes, {})))
    faults = check(wishes, {}, Allocation(tuple(held.items())))
    is_found = FaultCode.MORE_POSSIBLE in {fault.code for fault in faults}
    assert (len(held) < most) == is_found


@given(rounds(is_apart=True) | rounds(is_apart=False), st.randoms(use_true_random=False))
def test_what_the_checker_says_is_possible_is_possible(
    case: tuple[tuple[SlotWish, ...], dict[str, int]], chance: Random
) -> None:
    """Every fault of an allocation that could stand is a better allocation that exists."""
    wishes, quotas = case
    every = list(every_allocation(wishes, quotas))
    held = chance.choice(every)
    faults = check(wishes, quotas, Allocation(tuple(held.items())))
    best = max(worth(wishes, each) for each in every)
    assert not faults or worth(wishes, held) < best


@given(rounds(is_apart=False), st.data())
def test_the_checker_finds_whatever_cannot_stand(
    case: tuple[tuple[SlotWish, ...], dict[str, int]], data: st.DataObject
) -> None:
    """Any choice of places has a hard fault exactly if a minute or a quota is exceeded."""
    wishes, quotas = case
    numbers = [data.draw(st.integers(-1, len(wish.places) - 1)) for wish in wishes]
    held = {w.key: n for w, n in zip(wishes, numbers, strict=True) if n >= 0}
    faults = check(wishes, quotas, Allocation(tuple(held.items())))
    hard = {FaultCode.HELD_TWICE, FaultCode.ABOVE_QUOTA}
    is_refused = any(fault.code in hard for fault in faults)
    assert is_refused == (held not in list(every_allocation(wishes, quotas)))


@given(rounds(is_apart=True) | rounds(is_apart=False), st.data())
def test_the_order_of_wishes_changes_nothing(
    case: tuple[tuple[SlotWish, ...], dict[str, int]], data: st.DataObject
) -> None:
    """An allocation is a function of the wishes, the quotas and the seed."""
    wishes, quotas = case
    shuffled = data.draw(st.permutations(wishes))
    turned = dict(reversed(quotas.items()))
    assert share_out(wishes, quotas, "7") == share_out(shuffled, turned, "7")


@given(rounds(is_apart=True) | rounds(is_apart=False))
def test_every_wish_that_is_not_met_has_its_reason(
    case: tuple[tuple[SlotWish, ...], dict[str, int]],
) -> None:
    """Nothing inside its window, its quota, or others who hold every place it could have had."""
    wishes, quotas = case
    held = share_out(wishes, quotas, "7").places()
    found = {each.wish: each for each in unmet(wishes, quotas, Allocation(tuple(held.items())))}
    assert {wish.key for wish in wishes} - held.keys() == found.keys()
    known = {wish.key: wish for wish in wishes}
    counts = Counter(known[key].group for key in held)
    for key, each in found.items():
        wish = known[key]
        is_full = counts[wish.group] >= quotas.get(wish.group, 99)
        expected = Reason.QUOTA if is_full else Reason.HELD
        assert (expected if wish.places else Reason.NO_PLACE) == each.reason
        taken = {k: minutes(known[k].places[n]) for k, n in held.items()}
        wanted = [minutes(place) for place in wish.places]
        in_the_way = {k for k, marked in taken.items() for w in wanted if w & marked}
        assert tuple(sorted(in_the_way)) == each.holders or not wish.places
        assert is_full or all(any(w & marked for marked in taken.values()) for w in wanted)


@given(rounds(is_apart=True) | rounds(is_apart=False))
def test_a_later_priority_never_costs_an_earlier_one_anything(
    case: tuple[tuple[SlotWish, ...], dict[str, int]],
) -> None:
    """Without the last priority, the others come off neither better nor worse."""
    wishes, quotas = case
    last = max(wish.priority for wish in wishes)
    first = tuple(wish for wish in wishes if wish.priority < last)
    alone = share_out(first, quotas, "7").places()
    beside = share_out(wishes, quotas, "7").places()
    assert worth(first, alone) == worth(first, beside)


@given(rounds(is_apart=False))
def test_beyond_its_bound_the_search_still_gives_what_can_stand(
    case: tuple[tuple[SlotWish, ...], dict[str, int]],
) -> None:
    """With no steps at all, the allocation has no hard fault, and says what it is."""
    wishes, quotas = case
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(allocation_search, "MOST_WORK", 12)
        found = share_out(wishes, quotas, "7")
    assert not [fault for fault in check(wishes, quotas, found) if fault.code.is_hard]
    if found.is_proven:
        assert worth(wishes, found.places()) == max(
            worth(wishes, held) for held in every_allocation(wishes, quotas)
        )
