"""Sharing out: priority, quotas, fairness and preferences in small stories, and what is refused."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from mo_network.errors import InvalidValue
from mo_network.scheduling.allocation import (
    Allocation,
    Fault,
    FaultCode,
    Place,
    Reason,
    SlotWish,
    Span,
    Unmet,
    check,
    draw,
    share_out,
    unmet,
)

EARLY, LATE, NIGHT = (Span("room:saal", hour * 60, hour * 60 + 120) for hour in (16, 18, 20))


def wish(name: str, *spans: Span, group: str = "", priority: int = 0) -> SlotWish:
    """A wish for one of some evenings, the first choice first."""
    places = tuple(Place(rank, (span,)) for rank, span in enumerate(spans))
    return SlotWish(f"wish:{name}", group or f"org:{name}", priority, places)


def given(wishes: list[SlotWish], quotas: dict[str, int] | None = None) -> dict[str, int]:
    """What each wish gets, by its name."""
    allocation = share_out(wishes, quotas or {}, "2026")
    assert () == check(wishes, quotas or {}, allocation)
    return {key.partition(":")[2]: number for key, number in allocation.held}


def test_more_wishes_count_more_than_first_choices() -> None:
    """Who could go elsewhere goes there, if so one more is met."""
    assert {"a": 1, "b": 0} == given([wish("a", LATE, EARLY), wish("b", LATE)])


def test_who_comes_first_is_not_moved_for_who_comes_later() -> None:
    """A first choice of an earlier priority counts more than a whole wish of a later one."""
    assert {"a": 0} == given([wish("a", LATE, EARLY), wish("b", LATE, priority=1)])


def test_among_equals_who_comes_first_makes_room() -> None:
    """Two places on one step of the list are equal, so the one that nobody else needs is given."""
    both = SlotWish("wish:a", "org:a", 0, (Place(0, (LATE,)), Place(0, (EARLY,))))
    assert {"a": 1, "b": 0} == given([both, wish("b", LATE, priority=1)])


def test_a_group_with_many_wishes_leaves_room_for_others() -> None:
    """Three places for three wishes of one group and two of others: one each."""
    wishes = [wish(str(n), EARLY, LATE, NIGHT, group="org:big") for n in range(3)]
    wishes += [wish("small", EARLY, LATE, NIGHT), wish("tiny", EARLY, LATE, NIGHT)]
    held = given(wishes)
    assert 3 == len(held)
    assert {"small", "tiny"} < held.keys()


def test_a_quota_is_never_exceeded_and_is_the_reason() -> None:
    """A second wish of a group with a quota of one is not met, though a place is free."""
    wishes = [wish("a", EARLY, group="org:x"), wish("b", LATE, group="org:x", priority=1)]
    allocation = share_out(wishes, {"org:x": 1}, "2026")
    assert (("wish:a", 0),) == allocation.held
    assert (Unmet("wish:b", Reason.QUOTA),) == unmet(wishes, {"org:x": 1}, allocation)


def test_who_gets_nothing_is_told_who_holds_it() -> None:
    """The holders of every place that was wished for, and a wish that has none."""
    wishes = [wish("a", EARLY), wish("b", EARLY, priority=1), wish("c", priority=1)]
    allocation = share_out(wishes, {}, "2026")
    expected = (Unmet("wish:b", Reason.HELD, ("wish:a",)), Unmet("wish:c", Reason.NO_PLACE))
    assert expected == unmet(wishes, {}, allocation)


def test_lots_follow_from_the_seed_alone() -> None:
    """Two equal wishes for one place: another seed may give it to the other, the same never."""
    wishes = [wish("a", EARLY), wish("b", EARLY)]
    winners = {seed: share_out(wishes, {}, seed).held[0][0] for seed in "123456789"}
    assert {"wish:a", "wish:b"} == set(winners.values())
    for seed, winner in winners.items():
        assert {winner: 0} == {key: n for key, n in draw(wishes, seed).items() if n == 0}


def test_a_place_may_need_several_leaves() -> None:
    """A whole hall is not given beside its half, and both halves are given beside each other."""
    halves = [Span("room:north", 0, 60), Span("room:south", 0, 60)]
    hall = SlotWish("wish:hall", "org:a", 1, (Place(0, tuple(halves)),))
    wishes = [hall, wish("north", halves[0]), wish("south", halves[1])]
    assert {"north": 0, "south": 0} == given(wishes)


def test_chains_are_found_where_places_overlap() -> None:
    """One and a half hours beside two: the long one is moved aside so that both fit."""
    long = SlotWish(
        "wish:long",
        "org:a",
        0,
        tuple(Place(0, (Span("room:saal", start, start + 120),)) for start in (960, 990, 1020)),
    )
    assert {"long": 0, "b": 0} == given([long, wish("b", Span("room:saal", 1080, 1170))])


@pytest.mark.parametrize(
    ("held", "faults"),
    [
        ((("wish:a", 0), ("wish:b", 0)), [FaultCode.HELD_TWICE]),
        ((("wish:a", 0), ("wish:a", 1)), [FaultCode.HELD_TWICE]),
        ((("wish:a", 2),), [FaultCode.OUTSIDE_WISH]),
        ((("wish:a", -1),), [FaultCode.OUTSIDE_WISH]),
        ((("wish:x", 0),), [FaultCode.UNKNOWN_WISH]),
        ((("wish:d", 0), ("wish:e", 0)), [FaultCode.ABOVE_QUOTA]),
        ((("wish:a", 1), ("wish:b", 0)), [FaultCode.MORE_POSSIBLE]),
        ((("wish:a", 1), ("wish:d", 0)), [FaultCode.PREFERENCE, *[FaultCode.MORE_POSSIBLE] * 2]),
        ((("wish:c", 0), ("wish:e", 0)), [FaultCode.PRIORITY] * 3),
        ((("wish:a", 1), ("wish:b", 0), ("wish:d", 0)), []),
    ],
    ids=[
        "twice",
        "one-twice",
        "outside",
        "below",
        "unknown",
        "quota",
        "more",
        "better",
        "order",
        "best",
    ],
)
def test_the_checker_says_what_is_wrong(
    held: tuple[tuple[str, int], ...], faults: list[FaultCode]
) -> None:
    """Each kind of fault, in an allocation of three evenings among five wishes."""
    wishes = [
        wish("a", EARLY, LATE),
        wish("b", EARLY),
        wish("c", EARLY, priority=1),
        wish("d", NIGHT, group="org:x"),
        wish("e", LATE, group="org:x", priority=1),
    ]
    found = check(wishes, {"org:x": 1}, Allocation(held))
    assert faults == [fault.code for fault in found]
    assert [each.is_hard for each in faults] == [
        each not in {FaultCode.MORE_POSSIBLE, FaultCode.PREFERENCE} for each in faults
    ]


def test_the_checker_names_who_could_give_way() -> None:
    """An uneven share names the wish that goes without and one that holds more than its group."""
    wishes = [wish("1", EARLY, group="org:x"), wish("2", LATE, group="org:x"), wish("b", LATE)]
    found = check(wishes, {}, Allocation((("wish:1", 0), ("wish:2", 0))))
    assert (Fault(FaultCode.UNEVEN, ("wish:b", "wish:2")),) == found


@pytest.mark.parametrize(
    ("build", "match"),
    [
        (lambda: Place(0, ()), "holds nothing"),
        (lambda: Place(0, (Span("r", 5, 5),)), "end after its start"),
        (lambda: Place(-1, (EARLY,)), "rank"),
        (lambda: Place(0, (EARLY, EARLY)), "twice at once"),
        (lambda: SlotWish("", "org:a", 0, ()), "key"),
        (lambda: SlotWish("a", "", 0, ()), "group"),
        (lambda: SlotWish("a", "b", -1, ()), "priority"),
        (lambda: share_out([wish("a"), wish("a")], {}, "1"), "stands twice"),
        (lambda: share_out([], {}, ""), "seed"),
        (lambda: share_out([], {"org:a": -1}, "1"), "quota of 'org:a'"),
        (lambda: share_out([wish(str(n)) for n in range(2001)], {}, "1"), "number of wishes"),
    ],
)
def test_what_cannot_be_shared_out_is_refused(build: Callable[[], object], match: str) -> None:
    """Each refusal says what was given and what is allowed."""
    with pytest.raises(InvalidValue, match=match):
        build()


def test_nothing_to_share_out_is_an_allocation_too() -> None:
    """No wishes, or wishes that nothing can meet."""
    assert Allocation(()) == share_out([], {}, "1")
    assert Allocation(()) == share_out([wish("a")], {"org:a": 0}, "1")


def test_a_large_season_that_overlaps_ends_in_bounded_time() -> None:
    """A hundred wishes at half hours: shared out without a hard fault, proven or not."""
    wishes = []
    for n in range(100):
        room, length = n % 4, (60, 90, 120)[n % 3]
        starts = range(16 * 60, 22 * 60 - length + 1, 30)
        days = range(n % 5, n % 5 + 2)
        spans = [
            Span(f"room:{room}", d * 1440 + s, d * 1440 + s + length) for d in days for s in starts
        ]
        places = tuple(Place(0, (span,)) for span in spans)
        wishes.append(SlotWish(f"wish:{n}", f"org:{n % 30}", n % 3, places))
    began = time.perf_counter()
    allocation = share_out(wishes, {}, "2026")
    assert time.perf_counter() - began < 60  # a few seconds, on a machine that is not busy
    assert len(allocation.held) > 60
    assert not [f for f in check(wishes, {}, allocation) if f.code.is_hard]
