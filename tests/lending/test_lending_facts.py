"""The facts of lending: what can be built, and what comes back from the wire."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from mo_network.errors import InvalidValue
from mo_network.judging.fact import Fact, Standing, references
from mo_network.lending.facts import (
    FACTS,
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
from mo_network.values.money import Money
from mo_network.values.period import Period
from mo_network.values.sealed import seal
from mo_network.values.slot import Slot
from mo_network.values.wire import Wire

SLOT = Slot.parse("2026-05-01T10:00+02:00[Europe/Berlin]/2026-05-04T10:00+02:00[Europe/Berlin]")
SECRET, _ = seal("Sommerfest", "request:7/purpose", bytes(16))
ADDED = ItemModelAdded(id="item:box", name="Box", count=4, zone="Europe/Berlin", value=Money(80_00))
KIT = KitDescribed(id="item:kit", name="Tonset", items=("item:box", "item:mixer"), counts=(2, 1))
LENT = ("item:box", "item:kit")
PROMISED = LoanPromised(
    id="loan:7",
    request="request:7",
    organisation="org:a",
    items=LENT,
    counts=(2, 1),
    slot=SLOT,
)
REQUESTED = LoanRequested(
    id="request:7",
    organisation="org:a",
    items=LENT,
    counts=(2, 1),
    slot=SLOT,
    purpose=SECRET,
)
CHANGED = StockChanged(
    id="change:1",
    item="item:box",
    change=-1,
    period=Period(date(2026, 5, 4), None),
    reason="verkauft",
)
HANDED = ItemsHandedOver(
    loan="loan:7", items=LENT, counts=(2, 1), evidence=frozenset({"deposit", "identity"})
)
BACK = ItemsReturned(
    loan="loan:7",
    items=LENT,
    counts=(2, 1),
    back_at=datetime(2026, 5, 4, 8, 30, tzinfo=UTC),
)
BROKEN = ItemsBroken(id="damage:1", item="item:box", count=1, loan="loan:7", description=SECRET)
ALL: list[Fact] = [
    ADDED,
    ADDED.but(count=0, value=None),
    KIT,
    KIT.but(choose=1),
    CHANGED,
    BROKEN,
    BROKEN.but(loan=None, description=None),
    ItemsRepaired(damage="damage:1"),
    REQUESTED,
    PROMISED,
    LoanExtended(loan="loan:7", slot=SLOT),
    LoanCancelled(loan="loan:7"),
    HANDED,
    HANDED.but(evidence=frozenset()),
    BACK,
    BACK.but(back_at=None),
    ItemsLost(id="loss:1", loan="loan:7", items=("item:box",), counts=(1,)),
]


@pytest.mark.parametrize("fact", ALL, ids=range(len(ALL)))
def test_facts_come_back_from_the_wire(fact: Fact) -> None:
    """Each class has its tag, and a fact that is written and read is the same."""
    wire = Wire(FACTS)

    assert fact == wire.load(wire.dump(fact))


def test_every_class_is_among_these() -> None:
    """No class of the list is left out of the tests above."""
    assert {tag.cls for tag in FACTS} == set(map(type, ALL))


def test_a_request_asks_for_the_loan_as_requested() -> None:
    """The decision has the request's name, things, counts and time; its purpose stays sealed."""
    assert PROMISED == REQUESTED.asks()
    assert Standing.RECEIVED is REQUESTED.standing
    assert Standing.DECIDED is REQUESTED.asks().standing


def test_the_things_of_a_loan_are_references() -> None:
    """A thing that nobody added is found by the door, not by a law."""
    assert ["request:7", "org:a", "item:box", "item:kit"] == references(PROMISED)
    assert ["item:box", "item:mixer"] == references(KIT)


BAD: dict[str, tuple[Callable[[], Fact], str]] = {
    "fewer than none": (lambda: ADDED.but(count=-1), r"count is -1: give a whole number from 0 to"),
    "more than can be": (lambda: ADDED.but(count=10**12), r"count is 1e\+12: give a whole number"),
    "an unknown zone": (lambda: ADDED.but(zone="Europe/Saarbrücken"), "Europe/Saarbr"),
    "worth less than nothing": (lambda: ADDED.but(value=Money(-1)), "from zero on"),
    "a change by nothing": (lambda: CHANGED.but(change=0), "such as 2 or -1"),
    "a change by millions": (lambda: CHANGED.but(change=-(10**9)), "up to 10000"),
    "nothing broken": (lambda: BROKEN.but(count=0), "count is 0: give a whole number from 1"),
    "a kit of nothing": (lambda: KIT.but(items=(), counts=()), "has 0 things: name 1 to 100"),
    "a kit of none of a thing": (lambda: KIT.but(counts=(2, 0)), "counts is 0: give a whole"),
    "a kit with a thing twice": (
        lambda: KIT.but(items=("item:box", "item:box")),
        "names item:box twice: name each thing once",
    ),
    "a kit of all by choice": (lambda: KIT.but(choose=2), "choose is 2 of 2 parts: give how many"),
    "a kit of none by choice": (lambda: KIT.but(choose=0), "fewer than there are"),
    "a choice of one part": (
        lambda: KIT.but(items=("item:box",), counts=(1,), choose=1),
        "choose is 1 of 1 parts",
    ),
    "a kit with too many choices": (
        lambda: KIT.but(items=tuple(f"item:{n}" for n in range(20)), counts=(1,) * 20, choose=10),
        "can be chosen in more than 4096 ways",
    ),
    "a number too few": (lambda: PROMISED.but(counts=(2,)), "has 1 numbers for 2 items"),
    "a hundred and one things": (
        lambda: PROMISED.but(
            items=tuple(f"item:{n}" for n in range(101)), counts=tuple(range(1, 102))
        ),
        "has 101 things",
    ),
    "no thing at all": (lambda: REQUESTED.but(items=(), counts=()), "has 0 things"),
    "a room": (lambda: PROMISED.but(items=("room:saal",), counts=(1,)), "'item' is wanted"),
    "not a number": (lambda: HANDED.but(counts=(True, 1)), "give int"),
    "evidence in prose": (lambda: HANDED.but(evidence=frozenset({"a\nb"})), "on one line"),
    "a moment without a zone": (lambda: BACK.but(back_at=datetime(2026, 5, 4)), "has no zone"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_is_refused(name: str) -> None:
    """Each refusal says what was given, and what to do."""
    make, message = BAD[name]

    with pytest.raises(InvalidValue, match=message):
        make()
