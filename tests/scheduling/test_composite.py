"""Halls of thirds, kits that share stock, "any two of three", and what is refused."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from mo_network.errors import InvalidValue, UnknownReference
from mo_network.scheduling import Clash, Demand, Leaf, Series
from mo_network.scheduling.bookable import Obstacle
from mo_network.scheduling.composite import Composite
from mo_network.scheduling.inventory import Inventory
from mo_network.scheduling.resource import Resource, SeriesDemand
from mo_network.scheduling.ways import DEEPEST, MOST_WAYS
from mo_network.values.moments import minute_of

THIRDS = ("room:north", "room:middle", "room:south")
HALL = Composite("room:hall", tuple((third, 1) for third in THIRDS))
FRONT = Composite("room:front", (("room:north", 1), ("room:middle", 1)))
BACK = Composite("room:back", (("room:middle", 1), ("room:south", 1)))
ANY_THIRD = Composite("room:third", tuple((third, 1) for third in THIRDS), choose=1)


@pytest.fixture
def hall() -> Inventory:
    """A hall of three thirds that can also be had by its halves, and any third of it."""
    leaves = [Leaf(third, 1) for third in THIRDS]
    return Inventory(leaves, [HALL, FRONT, BACK, ANY_THIRD])


@pytest.fixture
def stage() -> Inventory:
    """Speakers, a mixer, and two kits that share them."""
    leaves = [Leaf("item:speaker", 5), Leaf("item:mixer", 2), Leaf("item:lamp", 3)]
    band = Composite("kit:band", (("item:speaker", 2), ("item:mixer", 1)))
    feast = Composite("kit:feast", (("kit:band", 1), ("item:speaker", 1), ("item:lamp", 2)))
    return Inventory(leaves, [band, feast])


def test_booking_a_part_leaves_the_others(hall: Inventory) -> None:
    """With the north taken, the hall and its front are gone, the back and the south are not."""
    hall.take((("room:north", 1),), "booking:choir", 600, 720)
    assert Obstacle("room:north", Clash(600, 0, ("booking:choir",))) == (
        hall.first_clash("room:hall", 540, 660)
    )
    assert hall.first_clash("room:front", 540, 660) is not None
    assert hall.first_clash("room:back", 540, 660) is None
    assert hall.first_clash("room:south", 540, 660) is None


def test_booking_the_whole_takes_every_part(hall: Inventory) -> None:
    """A booked hall is demand on each third, and its undo gives each back."""
    way = hall.choice("room:hall", 600, 720)
    assert way == (("room:middle", 1), ("room:north", 1), ("room:south", 1))
    undo = hall.take(way, "booking:feast", 600, 720)
    assert [0, 0, 0, 0] == [hall.free(name, 600, 720) for name in (*THIRDS, "room:third")]
    undo()
    assert [1, 1, 1, 3] == [hall.free(name, 600, 720) for name in (*THIRDS, "room:third")]


def test_a_choice_spares_what_others_need_most(hall: Inventory) -> None:
    """The middle belongs to both halves, so any third means the north, the south, the middle."""
    ways = hall.ways("room:third")
    assert ((("room:north", 1),), (("room:south", 1),), (("room:middle", 1),)) == ways
    hall.take((("room:north", 1),), "booking:1", 600, 720)
    assert (("room:south", 1),) == hall.choice("room:third", 600, 720)


def test_several_of_a_choice_are_different_parts_of_a_room(hall: Inventory) -> None:
    """Two of "any third" are two different thirds, and four are never there."""
    # Any two touch both halves, so the two that are listed first are taken.
    assert (("room:middle", 1), ("room:north", 1)) == hall.choice("room:third", 600, 720, 2)
    assert hall.ways("room:third", 4) == ()
    assert hall.choice("room:third", 600, 720, 4) is None
    assert hall.first_clash("room:third", 600, 720, 4) is not None


def test_kits_share_their_parts(stage: Inventory) -> None:
    """A feast needs three speakers, so beside it a band finds its two, and no second feast."""
    assert (("item:lamp", 2), ("item:mixer", 1), ("item:speaker", 3)) == (
        stage.ways("kit:feast")[0]
    )
    stage.take(stage.ways("kit:feast")[0], "loan:1", 0, 100)
    assert 1 == stage.free("kit:band", 0, 100)
    assert 0 == stage.free("kit:feast", 0, 100)
    lamps = Obstacle("item:lamp", Clash(0, 1, ("loan:1",)), amount=2)
    mixers = Obstacle("item:mixer", Clash(0, 1, ("loan:1",)), amount=2)
    assert lamps == stage.first_clash("kit:feast", 0, 100)
    assert mixers == stage.first_clash("kit:band", 0, 100, 2)


def test_an_order_of_several_things_is_asked_as_one(stage: Inventory) -> None:
    """Two bands alone fit, three more speakers alone fit, both together do not."""
    order = Composite("order:7", (("kit:band", 2), ("item:speaker", 2)))
    assert stage.choice("kit:band", 0, 100, 2) is not None
    assert stage.choice("item:speaker", 0, 100, 2) is not None
    with pytest.raises(KeyError):
        stage.composites["order:7"]
    assert stage.ways(order) == ()
    assert "item:speaker" == getattr(stage.first_clash(order, 0, 100), "leaf", None)


def test_both_parts_have_to_be_free_at_once() -> None:
    """Free in turn is not free together: the first common minute is found, and the last."""
    rooms = Inventory([Leaf("a", 1), Leaf("b", 1)], [Composite("both", (("a", 1), ("b", 1)))])
    for leaf, start, end in [("a", 10, 20), ("b", 20, 30), ("a", 30, 40), ("b", 50, 60)]:
        rooms.leaves[leaf].add(Demand(f"booking:{leaf}{start}", start, end))
    assert 40 == rooms.find("both", 5, 100, 10)
    assert 60 == rooms.find("both", 5, 100, 20)
    assert 40 == rooms.find("both", 5, 60, 10, before=True)
    assert rooms.find("both", 5, 60, 11) is None
    assert 0 == rooms.find("both", 0, 60, 10)


def test_every_obstacle_is_named_once(hall: Inventory) -> None:
    """Each third has its own obstacle, by time; none is named where one third is free."""
    for start, third in enumerate(THIRDS):
        assert () == hall.obstacles("room:third", 600, 720)
        hall.take(((third, 1),), f"booking:{third}", 610 + start, 700)
    assert [(610, "room:north"), (611, "room:middle"), (612, "room:south")] == [
        (each.clash.at, each.leaf) for each in hall.obstacles("room:third", 600, 720)
    ]


def test_leaves_may_bear_series() -> None:
    """A third that is taken every Tuesday, for ever, takes the hall with it, for ever."""
    north = Resource("room:north", capacity=1)
    tuesdays = Series(
        start="2026-05-05T18:00", minutes=120, zone="Europe/Berlin", rule="FREQ=WEEKLY"
    )
    north.add_series(SeriesDemand(key="series:choir", series=tuesdays))
    rooms = Inventory(
        [north, Leaf("room:south", 1)],
        [Composite("room:hall", (("room:north", 1), ("room:south", 1)))],
    )
    far = minute_of(datetime(2126, 5, 7, 17, 30, tzinfo=UTC))
    found = rooms.first_clash("room:hall", far, far + 60)
    assert found is not None
    assert ("room:north", 0) == (found.leaf, found.clash.free)
    assert far + 30 == rooms.find("room:hall", far, far + 1440, 60)


def test_what_is_made_of_what_can_be_said_anew(hall: Inventory) -> None:
    """A hall without its south is had without it, and the undo brings the south back."""
    undo = hall.define(Composite("room:hall", (("room:north", 1), ("room:middle", 1))))
    assert ((("room:middle", 1), ("room:north", 1)),) == hall.ways("room:hall")
    undo()
    assert 3 == len(hall.ways("room:hall")[0])


def test_ways_follow_the_capacity() -> None:
    """A choice that needs more than there ever is becomes possible when more is bought."""
    desks = Leaf("desk", 2)
    inventory = Inventory([desks, Leaf("table", 9)], [Composite("seat", (("desk", 1),))])
    assert inventory.ways("seat", 3) == ()
    undo = desks.set_capacity(1000, 2000, 3)
    assert ((("desk", 3),),) == inventory.ways("seat", 3)
    assert inventory.first_clash("seat", 1000, 2000, 3) is None
    undo()
    assert inventory.ways("seat", 3) == ()


def test_a_way_that_cannot_be_taken_whole_is_not_taken_in_part(hall: Inventory) -> None:
    """A key that one leaf knows already, or a leaf that is not there, changes nothing."""
    hall.take((("room:south", 1),), "booking:1", 0, 10)
    with pytest.raises(InvalidValue, match="booking:1"):
        hall.take(hall.ways("room:hall")[0], "booking:1", 20, 30)
    with pytest.raises(UnknownReference, match="room:attic"):
        hall.take((("room:north", 1), ("room:attic", 1)), "booking:2", 20, 30)
    assert [1, 1, 1] == [hall.free(third, 20, 30) for third in THIRDS]


def test_a_breach_leaves_nothing_free(hall: Inventory) -> None:
    """The world may promise a third twice; then zero thirds are free there, not minus one."""
    for number in range(2):
        hall.take((("room:north", 1),), f"booking:{number}", 0, 10)
    assert [0, 0] == [hall.free("room:north", 0, 10), hall.free("room:hall", 0, 10)]


@pytest.mark.parametrize(
    ("build", "match"),
    [
        (lambda: Composite("", (("a", 1),)), "not empty"),
        (lambda: Composite("x", ()), "has no parts"),
        (lambda: Composite("x", (("x", 1),)), "part of itself"),
        (lambda: Composite("x", (("a", 1), ("a", 2))), "stands twice"),
        (lambda: Composite("x", (("a", 0),)), "'a' in 'x' 0"),
        (lambda: Composite("x", (("a", -1),)), "-1"),
        (lambda: Composite("x", (("a", True),)), "bool"),
        (lambda: Composite("x", (("a", 1), ("b", 1)), choose=0), "from 1 to 1"),
        (lambda: Composite("x", (("a", 1), ("b", 1)), choose=2), "leave `choose` out"),
        (lambda: Composite("x", (("a", 1),), choose=1), "no choice"),
        (lambda: Inventory([Leaf("a", 1), Leaf("a", 1)]), "is there already"),
        (lambda: Inventory([Leaf("a", 1)], [Composite("a", (("b", 1),))]), "'a' is there"),
        (lambda: Leaf("a", -1), "capacity"),
    ],
)
def test_what_cannot_exist_is_refused(build: Callable[[], object], match: str) -> None:
    """Each refusal says what was given and what is allowed."""
    with pytest.raises(InvalidValue, match=match):
        build()


def test_a_composite_inside_itself_is_refused_with_the_circle() -> None:
    """However long the way round is; and the definition before stays."""
    composites = [
        Composite("a", (("b", 1),)),
        Composite("b", (("c", 1), ("leaf", 1)), choose=1),
        Composite("c", (("a", 1),)),
    ]
    with pytest.raises(InvalidValue, match="a > b > c > a"):
        Inventory([Leaf("leaf", 1)], composites)
    inventory = Inventory(
        [Leaf("leaf", 1)], [Composite("b", (("leaf", 1),)), Composite("a", (("b", 1),))]
    )
    with pytest.raises(InvalidValue, match="b > a > b"):
        inventory.define(Composite("b", (("a", 1),)))
    assert ((("leaf", 1),),) == inventory.ways("a")


def test_what_there_is_too_little_of_can_be_had_once_there_is_more() -> None:
    """A description holds whatever there is today: stock may be bought, or be lost for good."""
    inventory = Inventory(
        [Leaf("leaf", 4)], [Composite("pair", (("leaf", 2),)), Composite("two", (("pair", 2),))]
    )
    inventory.define(Composite("pair", (("leaf", 3),)))
    assert () == inventory.ways("two")
    assert 0 == inventory.free("two", 0, 10)
    assert Obstacle("leaf", Clash(0, 4, ()), amount=6) == inventory.first_clash("two", 0, 10)

    inventory.leaves["leaf"].set_capacity(0, 10, 6)  # type: ignore[attr-defined]

    assert ((("leaf", 6),),) == inventory.ways("two")
    assert inventory.first_clash("two", 0, 10) is None


def test_a_leaf_that_is_taken_out_can_become_something_made_of_others() -> None:
    """What contains it follows; a circle that this would close is refused."""
    inventory = Inventory([Leaf("a", 2), Leaf("b", 4)], [Composite("whole", (("a", 1),))])
    undo = inventory.remove("a")
    with pytest.raises(UnknownReference, match="'a'"):
        inventory.first_clash("whole", 0, 10)
    with pytest.raises(InvalidValue, match="contains itself"):
        inventory.define(Composite("a", (("whole", 1),)))
    back = inventory.define(Composite("a", (("b", 2),)))
    assert ((("b", 2),),) == inventory.ways("whole")
    back()
    undo()
    assert ((("a", 1),),) == inventory.ways("whole")


def test_so_many_can_be_made_of_what_is_there(hall: Inventory) -> None:
    """Whatever the leaves bear, the count is that of the pieces given."""
    there = {"room:north": 1, "room:middle": 0, "room:south": 1}
    assert 0 == hall.put_together("room:hall", there.__getitem__)
    assert 2 == hall.put_together("room:third", there.__getitem__)
    assert (("room:middle", 3), ("room:north", 3), ("room:south", 3)) == (
        hall.first_way("room:hall", 3)
    )


def test_unknown_names_are_refused(hall: Inventory) -> None:
    """As a part, as a question, and inside an order."""
    with pytest.raises(UnknownReference, match="room:attic"):
        hall.define(Composite("room:all", (("room:hall", 1), ("room:attic", 1))))
    assert "room:all" not in hall.composites
    for asked in ("room:attic", Composite("order", (("room:attic", 1),))):
        for question in (hall.choice, hall.first_clash, hall.obstacles, hall.free):
            with pytest.raises(UnknownReference, match="room:attic"):
                question(asked, 0, 10)


@pytest.mark.parametrize("amount", [0, -1, True, 1.5, "2"])
def test_amounts_that_cannot_be_are_refused(hall: Inventory, amount: object) -> None:
    """Of a leaf and of a composite alike."""
    for name in ("room:north", "room:hall"):
        with pytest.raises(InvalidValue):
            hall.first_clash(name, 0, 10, amount)  # type: ignore[arg-type]
        with pytest.raises(InvalidValue):
            hall.first_clash(name, 10, 10)


def test_what_would_take_too_long_is_refused_at_once() -> None:
    """Too many ways, too deep a nest, too large an order: within a tenth of a second each."""
    leaves = [Leaf(f"leaf:{number}", 100) for number in range(40)]
    every = tuple((leaf.name, 1) for leaf in leaves)
    nest = [Composite("nest:0", (("leaf:0", 1),))]
    nest += [Composite(f"nest:{n}", ((f"nest:{n - 1}", 1),)) for n in range(1, 3000)]
    doubled = [Composite("double:0", (("leaf:0", 1), ("leaf:1", 1)), choose=1)]
    doubled += [Composite(f"double:{n}", ((f"double:{n - 1}", 2),)) for n in range(1, 12)]
    for composites, match in [
        ([Composite("any", every, choose=20)], f"more than {MOST_WAYS} ways"),
        (nest, f"more than {DEEPEST} composites inside each other"),
        (doubled, "can never be had|more than"),
    ]:
        began = time.perf_counter()
        with pytest.raises(InvalidValue, match=match):
            Inventory(leaves, composites)
        assert time.perf_counter() - began < 5  # a tenth, on a machine that is not busy
    inventory = Inventory(leaves, [Composite("any", every, choose=1)])
    with pytest.raises(InvalidValue, match="more than"):
        inventory.ways("any", 50)
