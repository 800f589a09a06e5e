"""Details: plain values under plain names, a few of them, and nothing that is free text."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mo_network.errors import InvalidValue, WireError
from mo_network.funding.facts import ApplicationSubmitted
from mo_network.hub.areas import WIRE
from mo_network.judging.details import MOST_DETAILS, Detail, Details
from mo_network.testing.drawing import facts
from mo_network.values.money import Money
from mo_network.values.period import Period

APPLIED = ApplicationSubmitted(
    id="application:1",
    organisation="org:a",
    line="line:micro",
    amount=Money(100_00),
    project=Period.through(date(2026, 6, 1), date(2026, 6, 30)),
)
TOLD = (
    Detail("hours", 40),
    Detail("venue", "indoors"),
    Detail("entry-fee", Money(2_50)),
    Detail("opening", date(2026, 6, 5)),
)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("", 1, "the name of a detail"),
        ("Hours", 1, "the name of a detail"),
        ("a--b", 1, "the name of a detail"),
        ("a" * 61, 1, "the name of a detail"),
        (5, 1, "the name of a detail"),
        ("hours", 1.5, "give a text, a whole number"),
        ("hours", True, "give a text, a whole number"),
        ("hours", None, "give a text, a whole number"),
        ("hours", ["a"], "give a text, a whole number"),
        ("hours", datetime(2026, 1, 1, tzinfo=UTC), "give a text, a whole number"),
        ("hours", 2**53, "below 2"),
        ("venue", "", "a label has 1 to 200"),
        ("venue", "x" * 201, "a label has 1 to 200"),
        ("venue", "two\nlines", "free text belongs into a sealed value"),
    ],
)
def test_a_bad_detail_is_refused(name: Any, value: Any, told: str) -> None:
    """A wrong name, another type, a text that is none of a label."""
    with pytest.raises(InvalidValue, match=told):
        Detail(name, value)


def test_a_fact_carries_each_detail_once() -> None:
    """Two values under one name would both be true."""
    with pytest.raises(InvalidValue, match="'hours' stands twice"):
        APPLIED.but(details=(Detail("hours", 1), Detail("venue", "a"), Detail("hours", 2)))


@pytest.mark.parametrize("number", [MOST_DETAILS + 1, 10_000])
def test_a_fact_carries_a_few_details(number: int) -> None:
    """The journal is no store of forms."""
    with pytest.raises(InvalidValue, match=f"{number} details: a fact carries at most 50"):
        APPLIED.but(details=tuple(Detail(f"d{n}", n) for n in range(number)))


def test_only_details_are_details() -> None:
    """A pair is none."""
    with pytest.raises(InvalidValue, match="give Detail"):
        APPLIED.but(details=(("hours", 40),))


def test_details_are_read_by_their_type() -> None:
    """What is of another is not given."""
    details = Details(TOLD)

    assert 40 == details.count("hours")
    assert "indoors" == details.text("venue")
    assert Money(2_50) == details.money("entry-fee")
    assert date(2026, 6, 5) == details.day("opening")
    assert [None] * 4 == [
        details.count("venue"),
        details.text("hours"),
        details.money("opening"),
        details.day("unknown"),
    ]
    assert TOLD == tuple(details)


def test_details_are_plain_on_the_wire() -> None:
    """Texts and numbers as they are, amounts and days beside what they are."""
    written = WIRE.dump(APPLIED.but(details=TOLD))

    assert [
        {"name": "hours", "value": 40},
        {"name": "venue", "value": "indoors"},
        {"name": "entry-fee", "value": {"money": "2.50 EUR"}},
        {"name": "opening", "value": {"day": "2026-06-05"}},
    ] == written["details"]
    assert APPLIED.but(details=TOLD) == WIRE.load(written)
    assert "details" not in WIRE.dump(APPLIED)


@given(facts(ApplicationSubmitted))
def test_every_application_comes_back_from_the_wire(applied: ApplicationSubmitted) -> None:
    """Whatever details it has: a text that looks like a day stays a text."""
    told = applied.but(details=(*applied.details, Detail("like-a-day", "2026-06-05")))

    assert told == WIRE.load(WIRE.dump(told))


@pytest.mark.parametrize(
    ("value", "path", "told"),
    [
        (1.5, "$.details[0].value", "1.5 is a float"),
        (None, "$.details[0].value", "is null"),
        (["a"], "$.details[0].value", "is a list"),
        ({"money": "five"}, "$.details[0].value.money", "five"),
        ({"day": "2026-02-30"}, "$.details[0].value.day", "2026-02-30"),
        ({"moment": "2026-02-03T12:00:00Z"}, "$.details[0].value", "is an object"),
        ({"money": "1.00 EUR", "day": "2026-02-03"}, "$.details[0].value", "is an object"),
    ],
)
def test_wrong_data_is_refused_at_its_path(value: object, path: str, told: str) -> None:
    """Another type, another unit, two at once."""
    written = {**WIRE.dump(APPLIED), "details": [{"name": "hours", "value": value}]}

    with pytest.raises(WireError) as caught:
        WIRE.load(written)
    assert (path, True) == (caught.value.path, told in str(caught.value))


@given(st.permutations(TOLD))
def test_their_order_tells_nothing(told: list[Detail]) -> None:
    """Each is found by its name."""
    details = Details(tuple(told))

    assert [each.value for each in TOLD] == [details.get(each.name) for each in TOLD]
    assert set(TOLD) == set(attrs.evolve(details))
