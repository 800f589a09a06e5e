"""A fact checks itself when it is built, so one that cannot have happened cannot be written."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any, ClassVar

import attrs
import pytest
from tests.judging.toy import CoinsAsked, CoinsGiven, TinPlaced

from mo_network.errors import InvalidValue
from mo_network.judging.fact import Fact, Known, Label, New, Standing, new_ids, references
from mo_network.values.money import Money


class Colour(Enum):
    """Colours of tins."""

    RED = "red"


@attrs.frozen(kw_only=True)
class Shipment(Fact):
    """A fact with a field of each sort."""

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("shipment")] = "shipment:a"
    tin: Annotated[str, Known("tin")] | None = None
    others: tuple[Annotated[str, Known("tin")], ...] = ()
    perhaps: tuple[Annotated[str, Known("tin")], ...] | None = None
    bag: frozenset[Annotated[str, Known("tin")]] = frozenset()
    name: Label | None = None
    labels: tuple[Label, ...] = ()
    count: int = 1
    colour: Colour = Colour.RED
    inner: Fact | None = None


def test_ids_and_references_are_read_from_the_annotations() -> None:
    """Those left out are none; those in lists are all there, in any kind of list."""
    fact = Shipment(
        tin="tin:a", others=("tin:b", "tin:c"), perhaps=("tin:d",), bag=frozenset({"tin:e"})
    )

    assert ("shipment:a",) == new_ids(fact)
    assert {"tin:a", "tin:b", "tin:c", "tin:d", "tin:e"} == set(references(fact))
    assert [] == list(references(Shipment()))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"id": "tin:a"}, "begins with 'shipment:'"),
        ({"id": None}, "Shipment.id is None"),
        ({"tin": "shipment:a"}, "begins with 'tin:'"),
        ({"tin": "tin:A"}, "LATIN CAPITAL LETTER A"),
        ({"tin": 5}, "give None or str"),
        ({"others": ["tin:a"]}, "give tuple"),
        ({"others": ("tin:a", 5)}, "Shipment.others is 5"),
        ({"others": ("shipment:a",)}, "begins with 'tin:'"),
        ({"perhaps": ("shipment:a",)}, "begins with 'tin:'"),
        ({"perhaps": (5,)}, "Shipment.perhaps is 5"),
        ({"bag": frozenset({"shipment:a"})}, "begins with 'tin:'"),
        ({"bag": frozenset({5})}, "Shipment.bag is 5"),
        ({"name": ""}, "1 to 200 printable"),
        ({"name": " "}, "1 to 200 printable"),
        ({"name": "a\nb"}, "printable"),
        ({"name": "a" * 201}, "201 characters"),
        ({"name": "a\u202eb"}, "printable"),
        ({"labels": ("a", "b\x07")}, "printable"),
        ({"count": True}, "give int"),
        ({"count": 1.0}, "give int"),
        ({"colour": "red"}, "give Colour"),
        ({"inner": "x"}, "give Fact or None"),
    ],
)
def test_a_field_of_the_wrong_sort_is_refused(changes: dict[str, Any], told: str) -> None:
    """The error says what was given and what is allowed."""
    with pytest.raises(InvalidValue) as caught:
        Shipment(**changes)

    assert told in str(caught.value)
    assert caught.value.allowed


def test_a_moment_is_no_day() -> None:
    """A subclass of a field's class would lose half of itself on the wire."""
    with pytest.raises(InvalidValue, match="give date"):
        CoinsGiven(ask="ask:a", amount=Money(1), first_day=datetime(2026, 5, 1))


def test_a_fact_may_hold_another() -> None:
    """Of any class: a correction names what stands instead."""
    inner = TinPlaced(id="tin:a", amount=Money(1))

    assert inner is Shipment(inner=inner).inner


def test_a_changed_fact_is_checked_anew() -> None:
    """`but` gives another fact, or refuses like the constructor."""
    fact = CoinsAsked(id="ask:a", tin="tin:a", amount=Money(1))

    assert Money(2) == fact.but(amount=Money(2)).amount
    assert date(2026, 6, 1) == fact.but(amount=Money(2)).first_day
    with pytest.raises(InvalidValue):
        fact.but(tin="ask:a")


def test_a_received_fact_asks_for_a_decision_and_others_for_themselves() -> None:
    """What is judged of an ask is the gift."""
    ask = CoinsAsked(id="ask:a", tin="tin:a", amount=Money(1))
    gift = CoinsGiven(ask="ask:a", amount=Money(1), first_day=date(2026, 6, 1))

    assert gift == ask.asks()
    assert gift is gift.asks()
