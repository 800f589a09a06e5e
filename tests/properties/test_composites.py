"""The laws of composites, opening hours and `find`, against models that mark every minute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import combinations, pairwise, product

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from mo_network.scheduling import Demand, Leaf
from mo_network.scheduling.composite import Composite
from mo_network.scheduling.finding import Search
from mo_network.scheduling.hours import Hours
from mo_network.scheduling.inventory import Inventory
from mo_network.scheduling.openings import OpeningHours, WeeklyHours
from mo_network.values.moments import minute_of, moment_of

# An evening in 2026, short enough to look at every minute.
FIRST = 1_065_000_000
LAST = FIRST + 40
LEAVES = ("a", "b", "c", "d")

minutes = st.integers(FIRST, LAST)
windows = st.tuples(minutes, minutes).filter(lambda w: w[0] != w[1]).map(sorted).map(tuple)


@attrs.frozen
class World:
    """Leaves with capacities and demands, composites made of them, and a model of both."""

    capacities: Mapping[str, int]
    demands: tuple[tuple[str, Demand], ...]
    composites: tuple[Composite, ...]

    def inventory(self, *, more: int = 0) -> Inventory:
        """The inventory under test, told in the world's order."""
        leaves = {name: Leaf(name, count + more) for name, count in self.capacities.items()}
        for name, demand in self.demands:
            leaves[name].add(demand)
        return Inventory(leaves.values(), self.composites)

    def left(self, leaf: str, minute: int) -> int:
        """What is left of a leaf at a minute."""
        there = [d.amount for name, d in self.demands if name == leaf and d.start <= minute < d.end]
        return self.capacities[leaf] - sum(there)

    def needs(self, name: str) -> Iterator[Counter[str]]:
        """Every way of having one, by taking the description at its word."""
        if name in self.capacities:
            yield Counter({name: 1})
            return
        composite = next(c for c in self.composites if c.name == name)
        for chosen in combinations(composite.parts, composite.choose or len(composite.parts)):
            for ways in product(*(self.so_many(part, amount) for part, amount in chosen)):
                yield sum(ways, Counter())

    def so_many(self, name: str, amount: int) -> Iterator[Counter[str]]:
        """Every way of having several: each for itself."""
        for ways in product(*[tuple(self.needs(name))] * amount):
            yield sum(ways, Counter())

    def fits(self, name: str, window: tuple[int, int], amount: int) -> bool:
        """Whether some way is there at every minute of a window."""
        return any(self.bears(need, window) for need in self.so_many(name, amount))

    def bears(self, need: Mapping[str, int], window: tuple[int, int]) -> bool:
        """Whether so much of each leaf is left at every minute."""
        return all(
            self.left(leaf, minute) >= count
            for leaf, count in need.items()
            for minute in range(*window)
        )

    def starts(self, name: str, window: tuple[int, int], length: int) -> list[int]:
        """Every minute from which one can be had for so long, by one way."""
        start, end = window
        return [s for s in range(start, end - length + 1) if self.fits(name, (s, s + length), 1)]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Four leaves, a dozen demands that may be too many, and up to four nested composites."""
    capacities = {name: draw(st.sampled_from([1, 1, 2, 3])) for name in LEAVES}
    spans = draw(st.lists(st.tuples(st.sampled_from(LEAVES), windows), max_size=12))
    demands = tuple(
        (name, Demand(f"booking:{number}", *window)) for number, (name, window) in enumerate(spans)
    )
    composites: list[Composite] = []
    for number in range(draw(st.integers(1, 4))):
        names = [*LEAVES, *(c.name for c in composites)]
        parts = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
        amounts = st.sampled_from([1, 1, 2])
        choose = draw(st.sampled_from([None, *range(1, len(parts))]))
        composite = Composite(
            f"whole:{number}", tuple((part, draw(amounts)) for part in parts), choose
        )
        trial = World(capacities, (), (*composites, composite))
        if trial.fits(composite.name, (FIRST, FIRST + 1), 1):
            composites.append(composite)
    assume(composites)
    return World(capacities, demands, tuple(composites))


@given(worlds(), windows, st.integers(1, 2))
def test_a_composite_fits_exactly_if_a_choice_of_its_parts_does(
    world: World, window: tuple[int, int], amount: int
) -> None:
    """`choice` finds a way exactly if there is one, and what it names is really free."""
    inventory = world.inventory()
    for name in (*LEAVES, *inventory.composites):
        way = inventory.choice(name, *window, amount)
        assert world.fits(name, window, amount) == (way is not None)
        if way is not None:
            assert dict(way) in [dict(need) for need in world.so_many(name, amount)]
            assert world.bears(dict(way), window)


@given(worlds(), windows, st.integers(1, 3))
def test_all_answers_about_composites_are_the_same_answer(
    world: World, window: tuple[int, int], amount: int
) -> None:
    """`choice`, `first_clash`, `obstacles`, `free` and `find` never disagree."""
    inventory = world.inventory()
    start, end = window
    for name in (*LEAVES, *inventory.composites):
        fits = inventory.choice(name, start, end, amount) is not None
        assert fits == (inventory.first_clash(name, start, end, amount) is None)
        assert fits == (inventory.obstacles(name, start, end, amount) == ())
        assert fits == (inventory.free(name, start, end) >= amount)
        assert fits == (inventory.find(name, start, end, end - start, amount) == start)


@given(worlds(), windows)
def test_an_obstacle_is_really_in_the_way(world: World, window: tuple[int, int]) -> None:
    """Each obstacle is a leaf that is short then; the first is of the way kept longest."""
    inventory = world.inventory()
    for name in inventory.composites:
        obstacles = inventory.obstacles(name, *window)
        first = inventory.first_clash(name, *window)
        assert (first is None) == (obstacles == ())
        assert first is None or first in obstacles
        if first is not None:
            ends = [
                next(m for m in range(*window) if not world.bears(need, (m, m + 1)))
                for need in world.needs(name)
            ]
            assert max(ends) == first.clash.at
        most = max((max(need.values()) for need in world.needs(name)), default=0)
        for leaf, clash, amount in obstacles:
            assert world.left(leaf, clash.at) == clash.free < amount <= most


@given(worlds(), windows, st.integers(1, 15))
def test_find_gives_the_first_and_the_last_minute_of_a_composite(
    world: World, window: tuple[int, int], length: int
) -> None:
    """`find` is minimal and, with `before`, maximal, whatever the choices."""
    inventory = world.inventory()
    for name in inventory.composites:
        expected = world.starts(name, window, length)
        first = inventory.find(name, *window, length)
        last = inventory.find(name, *window, length, before=True)
        assert (expected[:1], expected[-1:]) == (
            [] if first is None else [first],
            [] if last is None else [last],
        )


@given(worlds(), windows, st.integers(1, 2))
def test_more_capacity_never_means_less_of_a_composite(
    world: World, window: tuple[int, int], more: int
) -> None:
    """What can be had can still be had when every leaf has more."""
    before, after = world.inventory(), world.inventory(more=more)
    for name in before.composites:
        assert before.free(name, *window) <= after.free(name, *window)


@given(worlds(), windows, st.data())
def test_the_order_of_entry_changes_no_choice(
    world: World, window: tuple[int, int], data: st.DataObject
) -> None:
    """Leaves, composites and demands in another order give the same ways and the same choice."""
    other = World(
        dict(data.draw(st.permutations(list(world.capacities.items())))),
        tuple(data.draw(st.permutations(world.demands))),
        tuple(data.draw(st.permutations(world.composites))),
    )
    one, two = world.inventory(), other.inventory()
    for name in one.composites:
        assert one.ways(name) == two.ways(name)
        assert one.choice(name, *window) == two.choice(name, *window)


@given(worlds(), windows)
def test_the_choice_does_the_least_harm(world: World, window: tuple[int, int]) -> None:
    """No way that fits touches fewer other composites than the one that is chosen."""
    inventory = world.inventory()
    reach = {
        name: {leaf for need in world.needs(name) for leaf in need} for name in inventory.composites
    }

    def harm(need: Mapping[str, int]) -> int:
        return sum(1 for leaves in reach.values() if leaves & need.keys())

    for name in inventory.composites:
        way = inventory.choice(name, *window)
        fitting = [need for need in world.needs(name) if world.bears(need, window)]
        if way is not None:
            assert harm(dict(way)) == min(map(harm, fitting))


@given(worlds(), windows)
def test_what_is_taken_and_given_back_leaves_no_trace(
    world: World, window: tuple[int, int]
) -> None:
    """Taking a way makes its leaves bear it, breaks nothing, and its undo is complete."""
    inventory = world.inventory()
    before = {name: leaf.free(*window) for name, leaf in inventory.leaves.items()}
    for name in inventory.composites:
        way = inventory.choice(name, *window)
        if way is None:
            continue
        undo = inventory.take(way, "booking:new", *window)
        for leaf, amount in way:
            assert before[leaf] - amount == inventory.leaves[leaf].free(*window) >= 0
        undo()
        assert before == {leaf: inventory.leaves[leaf].free(*window) for leaf in before}


# --- opening hours --------------------------------------------------------------------------------

# With gaps and folds at midnight, of half an hour, of a whole day, and far from Europe.
PLACES = (
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/St_Johns", date(2006, 10, 29)),
    ("America/St_Johns", date(2006, 4, 2)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("America/Havana", date(2026, 3, 8)),
    ("Asia/Kathmandu", date(2026, 5, 1)),
)


@cache
def _clock(zone: str, around: date) -> dict[int, datetime]:
    """What the clock shows in each minute of nine days, as Python's own zones have it."""
    noon = minute_of(datetime(around.year, around.month, around.day, 12, tzinfo=UTC))
    span = range(noon - 4 * 1440, noon + 5 * 1440)
    return {minute: moment_of(minute, zone).replace(tzinfo=None) for minute in span}


def _open_minutes(hours: OpeningHours, around: date) -> set[int]:
    """Mark every minute that is open, by the definition and nothing else."""
    clock = _clock(hours.zone, around)
    marked: set[int] = set()
    for away in range(-3, 4):
        on = around + timedelta(days=away)
        steps = [week.days for week in hours.weeks if week.since <= on]
        weekly = steps[-1][on.weekday()] if steps else ()
        for each in dict(hours.days).get(on, weekly):
            midnight = datetime(on.year, on.month, on.day)
            opens = midnight + timedelta(minutes=each.opens)
            closes = midnight + timedelta(minutes=each.closes)
            first = min(minute for minute, shown in clock.items() if shown >= opens)
            after = min(minute for minute, shown in clock.items() if shown >= closes)
            marked.update(range(first, after))
    return marked


times = st.integers(0, 95).map(lambda quarter: quarter * 15) | st.integers(0, 1439)


@st.composite
def days(draw: st.DrawFn) -> tuple[Hours, ...]:
    """No hours, one stretch, or two, perhaps over midnight."""
    edges = sorted(draw(st.lists(times, max_size=4, unique=True)))
    stretches = [Hours(edges[i], edges[i + 1]) for i in range(0, len(edges) - 1, 2)]
    if len(edges) % 2:
        stretches.append(Hours(edges[-1], edges[-1] + draw(st.integers(1, 1440))))
    return tuple(stretches)


@st.composite
def opening_hours(draw: st.DrawFn, places: tuple[tuple[str, date], ...] = PLACES) -> object:
    """Hours around a day on which something happens to the clock."""
    zone, around = draw(st.sampled_from(places))
    steps = sorted(draw(st.lists(st.integers(-3, 3), max_size=2, unique=True)))
    weeks = tuple(
        WeeklyHours(around + timedelta(days=step), draw(st.tuples(*[days()] * 7)))
        for step in (-30, *steps)
    )
    singles = draw(st.dictionaries(st.integers(-3, 3), days(), max_size=3))
    exceptions = tuple((around + timedelta(days=k), singles[k]) for k in sorted(singles))
    return OpeningHours(zone, weeks, exceptions), around


@given(opening_hours(), st.integers(-2880, 2880), st.integers(1, 2880))
def test_opening_hours_are_open_exactly_when_the_clock_says_so(
    case: tuple[OpeningHours, date], shift: int, length: int
) -> None:
    """Windows are the longest stretches of marked minutes, through every change of the clock."""
    hours, around = case
    noon = minute_of(datetime(around.year, around.month, around.day, 12, tzinfo=UTC))
    start = max(noon + shift - length // 2, noon - 2 * 1440)
    end = min(start + length, noon + 2 * 1440)
    assume(start < end)
    open_minutes = _open_minutes(hours, around)
    expected = [minute for minute in range(start, end) if minute in open_minutes]
    found = list(hours.windows(start, end))
    assert expected == [minute for window in found for minute in range(*window)]
    assert all(one[1] < two[0] for one, two in pairwise(found))
    closed = [minute for minute in range(start, end) if minute not in open_minutes]
    assert next(iter(closed), None) == hours.first_closed(start, end)


# --- the next free slots --------------------------------------------------------------------------


@given(
    opening_hours(PLACES[:3]),
    st.lists(st.tuples(st.integers(-1440, 1440), st.integers(1, 900)), max_size=6),
    st.integers(1, 600),
    st.sampled_from([1, 15, 30, 60, 1440]),
    st.integers(1, 4),
)
def test_what_is_offered_is_exactly_what_the_model_finds(
    case: tuple[OpeningHours, date],
    taken: list[tuple[int, int]],
    length: int,
    grid: int,
    most: int,
) -> None:
    """Offers are the first round, open, free starts, and each of them can be booked."""
    hours, around = case
    noon = minute_of(datetime(around.year, around.month, around.day, 12, tzinfo=UTC))
    window = noon - 1440, noon + 1440
    inventory = Inventory(
        [Leaf("room:a", 1), Leaf("room:b", 1)],
        [Composite("any", (("room:a", 1), ("room:b", 1)), 1)],
    )
    for number, (start, lasting) in enumerate(taken):
        room = inventory.leaves["room:a" if number % 2 else "room:b"]
        room.add(Demand(f"booking:{number}", noon + start, noon + start + lasting))
    clock, open_minutes = _clock(hours.zone, around), _open_minutes(hours, around)

    def is_fit(start: int) -> bool:
        span = range(start, start + length)
        rooms = ["room:a", "room:b"]
        free = [r for r in rooms if inventory.leaves[r].first_clash(span[0], span[-1] + 1) is None]
        # The hours are those of the first room alone.
        return ("room:b" in free) or ("room:a" in free and open_minutes.issuperset(span))

    expected: list[int] = []
    start = window[0]
    while start + length <= window[1] and len(expected) < most:
        shown = clock[start]
        if (shown.hour * 60 + shown.minute) % grid == 0 and is_fit(start):
            expected.append(start)
            start += length
        else:
            start += 1
    search = Search(
        start=window[0],
        end=window[1],
        length=length,
        openings={"room:a": hours},
        grid=grid,
        zone=hours.zone,
    )
    offers = search.offers(inventory, ["any"], most)
    assert expected == [offer.start for offer in offers]
    for offer in offers:
        assert inventory.first_clash("any", offer.start, offer.end) is None
        undo = inventory.take(offer.way, "booking:new", offer.start, offer.end)
        assert all(
            inventory.leaves[leaf].free(offer.start, offer.end) >= 0 for leaf, _ in offer.way
        )
        undo()


def test_offers_of_several_things_come_by_start_and_then_as_asked() -> None:
    """At one start, the thing that was named first is offered first."""
    inventory = Inventory([Leaf("room:a", 1), Leaf("room:b", 1)])
    inventory.leaves["room:a"].add(Demand("booking:1", FIRST, FIRST + 10))
    search = Search(start=FIRST, end=FIRST + 40, length=10)
    offers = search.offers(inventory, ["room:b", "room:a"], 5)
    expected = [(0, "room:b"), (10, "room:b"), (10, "room:a"), (20, "room:b"), (20, "room:a")]
    assert expected == [(offer.start - FIRST, offer.asked) for offer in offers]
