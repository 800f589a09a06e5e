"""The next free slots: grids, hours, several things, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from mo_network.errors import InvalidValue, UnknownReference
from mo_network.scheduling import END_OF_TIME, Demand, Leaf
from mo_network.scheduling.composite import Composite
from mo_network.scheduling.finding import FARTHEST, Search
from mo_network.scheduling.inventory import Inventory
from mo_network.scheduling.openings import OpeningHours, WeeklyHours
from mo_network.values.moments import minute_of

MONDAY = minute_of(datetime(2026, 5, 4, tzinfo=UTC))
EVENINGS = OpeningHours(
    "Europe/Berlin", (WeeklyHours.parse(date(2026, 1, 1), mon="18:00-22:00", wed="18:00-22:00"),)
)


@pytest.fixture
def rooms() -> Inventory:
    """Two rooms of one hall; the north is taken on Monday evening, but for its last hour."""
    north, south = Leaf("room:north", 1), Leaf("room:south", 1)
    north.add(Demand("booking:choir", MONDAY + 16 * 60, MONDAY + 18 * 60 + 50))
    return Inventory(
        [north, south], [Composite("room:hall", (("room:north", 1), ("room:south", 1)))]
    )


def test_slots_lie_inside_the_hours_of_every_part(rooms: Inventory) -> None:
    """The hall is open when both its rooms are, and has to be free at a round time."""
    search = Search(
        start=MONDAY,
        end=MONDAY + 7 * 1440,
        length=60,
        openings={"room:south": EVENINGS},
        grid=15,
        zone="Europe/Berlin",
    )
    (first, second) = search.offers(rooms, ["room:hall"], 2)
    assert MONDAY + 19 * 60 == first.start
    assert (("room:north", 1), ("room:south", 1)) == first.way
    assert MONDAY + (48 + 16) * 60 == second.start


def test_a_composite_may_have_hours_of_its_own(rooms: Inventory) -> None:
    """Hours under the name of the thing asked for count beside those of its parts."""
    search = Search(
        start=MONDAY, end=MONDAY + 7 * 1440, length=120, openings={"room:hall": EVENINGS}
    )
    assert [MONDAY + (48 + 16) * 60] == [o.start for o in search.offers(rooms, ["room:hall"])]
    assert [MONDAY] == [o.start for o in search.offers(rooms, ["room:north"])]


def test_offers_may_overlap_where_that_is_asked_for(rooms: Inventory) -> None:
    """With `apart`, one thing is offered again so many minutes later."""
    search = Search(start=MONDAY, end=MONDAY + 1440, length=60, apart=15)
    starts = [offer.start - MONDAY for offer in search.offers(rooms, ["room:south"], 3)]
    assert [0, 15, 30] == starts


def test_there_may_be_fewer_offers_than_asked_for(rooms: Inventory) -> None:
    """A window that is too short, or a thing there is never enough of, has none."""
    assert () == Search(start=0, end=59, length=60).offers(rooms, ["room:south"], 5)
    assert () == Search(start=0, end=600, length=60, amount=2).offers(rooms, ["room:south"], 5)
    assert 2 == len(Search(start=0, end=120, length=60).offers(rooms, ["room:south"], 5))
    assert () == Search(start=0, end=120, length=60).offers(rooms, [], 5)


def test_the_grid_is_that_of_the_wall_clock(rooms: Inventory) -> None:
    """Full hours in Kathmandu are a quarter past in UTC."""
    search = Search(
        start=MONDAY, end=MONDAY + 1440, length=60, grid=60, zone="Asia/Kathmandu", apart=60
    )
    assert [15, 75] == [o.start - MONDAY for o in search.offers(rooms, ["room:south"], 2)]


def test_the_last_minutes_of_the_calendar_are_no_trouble(rooms: Inventory) -> None:
    """Near the end of time the search ends, with a grid and a clock ahead of UTC."""
    for zone in ("Asia/Tokyo", "America/New_York"):
        search = Search(start=END_OF_TIME - 900, end=END_OF_TIME, length=10, grid=720, zone=zone)
        assert len(search.offers(rooms, ["room:south"], 1000)) <= 2


@pytest.mark.parametrize(
    ("search", "match"),
    [
        ({"end": FARTHEST + 1}, "longer than three years"),
        ({"end": 0}, "empty"),
        ({"length": 0}, "length"),
        ({"grid": 7}, "divisor of 1440"),
        ({"grid": 0}, "grid"),
        ({"amount": 0}, "amount"),
        ({"apart": 0}, "between two offers"),
        ({"zone": "Berlin"}, "no time zone"),
        ({"zone": ""}, "zone"),
    ],
)
def test_a_search_that_cannot_be_is_refused(search: dict[str, object], match: str) -> None:
    """Each refusal says what was given and what is allowed."""
    with pytest.raises(InvalidValue, match=match):
        Search(**{"start": 0, "end": 1440, "length": 60, **search})  # type: ignore[arg-type]


@pytest.mark.parametrize("most", [0, 1001, True])
def test_the_number_of_offers_is_bounded(rooms: Inventory, most: int) -> None:
    """From one to a thousand."""
    ask: Callable[..., object] = Search(start=0, end=1440, length=60).offers
    with pytest.raises(InvalidValue, match="number of offers"):
        ask(rooms, ["room:south"], most)


def test_a_thing_that_is_not_known_is_refused(rooms: Inventory) -> None:
    """Also beside things that are."""
    with pytest.raises(UnknownReference, match="room:attic"):
        Search(start=0, end=1440, length=60).offers(rooms, ["room:south", "room:attic"])
