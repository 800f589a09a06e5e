"""The laws of exact decisions, against a model that expands everything, year by year."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mo_network.errors import InvalidValue
from mo_network.scheduling import Clash, Demand, Occurrence, Resource, Series, SeriesDemand
from mo_network.scheduling.deciding import (
    Meeting,
    Never,
    first_meeting,
    first_meeting_with_itself,
)
from mo_network.scheduling.deciding.bits import (
    days_of,
    folded,
    lowest,
    repeated,
    runs_of,
    set_of,
    spread,
)
from mo_network.scheduling.deciding.tally import above, added, times, windowed
from mo_network.scheduling.minutes import END_OF_TIME
from mo_network.scheduling.series import read_wall

DAY = 24 * 60
YEAR = 366 * DAY

# The model expands from here to there; decisions beyond are left to the tests of centuries.
FIRST = (read_wall("2026-01-01T00:00", "") // DAY - 1) * DAY
LAST = FIRST + 5 * YEAR
SURE = LAST - 60 * DAY

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ZONES = (
    "Europe/Berlin",
    "Europe/Berlin",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "UTC",
)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules of all frequencies, most without an end."""
    weekday = draw(st.sampled_from(WEEKDAYS))
    rule = draw(
        st.sampled_from(
            (
                "FREQ=WEEKLY",
                f"FREQ=WEEKLY;INTERVAL={draw(st.integers(2, 5))}",
                f"FREQ=WEEKLY;BYDAY={weekday},{draw(st.sampled_from(WEEKDAYS))}",
                f"FREQ=DAILY;INTERVAL={draw(st.integers(1, 9))}",
                f"FREQ=MONTHLY;BYMONTHDAY={draw(st.sampled_from((1, 13, 29, 31, -1)))}",
                f"FREQ=MONTHLY;BYDAY={draw(st.sampled_from((1, 2, -1)))}{weekday}",
                "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU",
            )
        )
    )
    end = st.sampled_from(("", "", "", f";COUNT={draw(st.integers(1, 30))}", ";UNTIL=20290630"))
    return rule + draw(end)


@st.composite
def series(draw: st.DrawFn) -> Series:
    """Series of all sorts: evenings, nights over changes of the clock, weeks on end; with edits."""
    day = (FIRST // DAY) + draw(st.integers(0, 500))
    time = draw(
        st.one_of(
            st.sampled_from((18 * 60, 19 * 60, 90, 120, 150, 180, 23 * 60)),
            st.integers(0, DAY - 1),
        )
    )
    rule = draw(rules())
    fields = {
        "minutes": draw(st.sampled_from((15, 60, 90, 120, 360, DAY, 3 * DAY, 14 * DAY))),
        "zone": draw(st.sampled_from(ZONES)),
        "length": draw(st.sampled_from(("wall", "wall", "exact"))),
        "gap": draw(st.sampled_from(("shift", "shift", "skip"))),
        "fold": draw(st.sampled_from((0, 0, 0, 1))),
    }
    found = _started(rule, day, time, fields)
    keys = [each.key for each in islice(found.occurrences(), 12)]
    if len(keys) > 6 and draw(st.booleans()):
        found = found.without(*draw(st.lists(st.sampled_from(keys[:6]), max_size=3, unique=True)))
    if len(keys) > 8 and draw(st.integers(0, 2)) == 0:
        key = draw(st.sampled_from(keys[7:]))
        time_of_move = draw(st.sampled_from(("02:15", "10:00", "18:30")))
        if not key.endswith(time_of_move):
            found = found.moved_to(key, f"{key[:10]}T{time_of_move}")
    return found


def _started(rule: str, day: int, time: int, fields: dict[str, object]) -> Series:
    """The series from the first day on that its rule gives."""
    for each in range(day, day + 400):
        try:
            return Series(start=_wall(each, time), rule=rule, **fields)  # type: ignore[arg-type]
        except InvalidValue:
            continue
    assume(False)
    raise AssertionError


def _wall(day: int, time: int) -> str:
    from mo_network.scheduling.series import write_wall

    return write_wall((day + 1) * DAY + time)


pads = st.sampled_from(((0, 0), (0, 0), (30, 15)))


@st.composite
def demands(draw: st.DrawFn, key: str) -> SeriesDemand:
    """A series that asks for an amount, with set-up and tear-down."""
    return SeriesDemand(key, draw(series()), draw(st.sampled_from((1, 1, 2))), *draw(pads))


@st.composite
def resources(draw: st.DrawFn) -> tuple[Resource, list[Demand]]:
    """A resource with some series and single demands, and all of it expanded."""
    resource = Resource("room:hall", draw(st.sampled_from((1, 1, 2, 3))))
    expanded = []
    for number in range(draw(st.integers(0, 4))):
        demand = draw(demands(f"series:{number}"))
        resource.add_series(demand)
        expanded += _expanded(demand)
    for number in range(draw(st.integers(0, 4))):
        start = FIRST + draw(st.integers(0, 2 * YEAR))
        end = draw(st.sampled_from((start + 60, start + DAY, start + 90 * DAY, END_OF_TIME)))
        single = Demand(f"booking:{number}", start, end, draw(st.sampled_from((1, 1, 2))))
        resource.add(single)
        expanded.append(single)
    if draw(st.integers(0, 3)) == 0:
        start = FIRST + draw(st.integers(0, 2 * YEAR))
        end = draw(st.sampled_from((start + 100 * DAY, END_OF_TIME)))
        resource.set_capacity(start, end, draw(st.integers(0, 4)))
    return resource, expanded


def _expanded(demand: SeriesDemand) -> list[Demand]:
    return [
        Demand(
            f"{demand.key}@{key}",
            start - demand.before,
            min(end + demand.after, END_OF_TIME),
            demand.amount,
        )
        for key, start, end in demand.series.occurrences(0, LAST)
    ]


def _first_shared(one: list[Occurrence], other: list[Occurrence]) -> int | None:
    """The first minute that an occurrence of each shares: a sweep over everything."""
    latest = [0, 0]
    both = [(each.start, each.end, 0) for each in one] + [
        (each.start, each.end, 1) for each in other
    ]
    for start, end, side in sorted(both):
        if start < latest[1 - side]:
            return start
        latest[side] = max(latest[side], end)
    return None


def _first_own(occurrences: list[Occurrence]) -> int | None:
    latest = 0
    for _, start, end in sorted(occurrences, key=lambda each: each.start):
        if start < latest:
            return start
        latest = max(latest, end)
    return None


def _model(
    resource: Resource, standing: list[Demand], wish: list[Demand], window: Demand
) -> Clash | None:
    """The first minute of a window at which one more does not fit, looking at every rise."""
    others = [d for d in wish if d.key != window.key]
    near = [d for d in (*standing, *others) if d.start < window.end and window.start < d.end]
    rises = {window.start, *(d.start for d in near if d.start > window.start)}
    rises |= {begin for begin, _, _ in resource.capacity.pieces(window.start, window.end)}
    for at in sorted(rises):
        there = sorted((d.start, d.end, d.key, d.amount) for d in near if d.start <= at < d.end)
        free = resource.capacity.at(at) - sum(amount for *_, amount in there)
        if free < window.amount:
            return Clash(at, free, tuple(key for _, _, key, _ in there))
    return None


def _models(
    resource: Resource, standing: list[Demand], wish: SeriesDemand
) -> list[tuple[str, Clash]]:
    """Every occurrence of a wish that does not fit, and its first clash, in order."""
    windows = [Demand(d.key[len(wish.key) :], d.start, d.end, d.amount) for d in _expanded(wish)]
    found = []
    for window in sorted(windows, key=lambda d: (d.start, d.end, d.key)):
        clash = _model(resource, standing, windows, window)
        if clash is not None and window.start < SURE:
            found.append((window.key, clash))
    return found


def _sure(at: int | None) -> int | None:
    """An answer as far as the model sees."""
    return at if at is not None and at < SURE else None


def _at(answer: Meeting | Never) -> int | None:
    return answer.at if isinstance(answer, Meeting) else None


@given(series(), series())
def test_the_first_meeting_is_the_first_of_the_expansion(one: Series, other: Series) -> None:
    """Any two series are decided exactly: the first meeting, or never."""
    expected = _first_shared(list(one.occurrences(0, LAST)), list(other.occurrences(0, LAST)))
    assert _sure(expected) == _sure(_at(first_meeting(one, other)))


@given(series(), series())
def test_meeting_is_symmetric_and_names_who_stands_there(one: Series, other: Series) -> None:
    """Symmetric: the same minute either way, and the same two occurrences, which do stand."""
    found, back = first_meeting(one, other), first_meeting(other, one)
    if isinstance(found, Never):
        assert found == back
        return
    assert Meeting(found.at, found.other, found.one) == back
    for key, each in ((found.one_key, one), (found.other_key, other)):
        occurrence = each.occurrence(key)
        assert occurrence is not None
        assert occurrence.start <= found.at < occurrence.end


@given(series())
def test_a_series_is_decided_against_itself(one: Series) -> None:
    """One against itself: the first minute at which two of its occurrences stand."""
    expected = _first_own(list(one.occurrences(0, LAST)))
    assert _sure(expected) == _sure(_at(first_meeting_with_itself(one)))


@given(resources(), demands("wish"))
def test_the_first_clash_of_a_series_is_the_first_of_the_expansion(
    case: tuple[Resource, list[Demand]], wish: SeriesDemand
) -> None:
    """Any number of series, any capacity, single demands beside: the first minute too many."""
    resource, standing = case
    found = resource.first_clash_of(wish.series, wish.amount, wish.before, wish.after)
    every = [clash.at for _, clash in _models(resource, standing, wish)]
    assert _sure(min(every, default=None)) == _sure(None if found is None else found.at)


@given(resources(), demands("wish"))
def test_every_occurrence_that_does_not_fit_is_named(
    case: tuple[Resource, list[Demand]], wish: SeriesDemand
) -> None:
    """`clashes_of` names each blocked occurrence, and for each the demands in the way."""
    resource, standing = case
    blocked = resource.clashes_of(wish.series, wish.amount, wish.before, wish.after, limit=8)
    found = [(f"@{b.occurrence.key}", b.clash) for b in blocked if b.occurrence.start < SURE]
    assert _models(resource, standing, wish)[:8] == found


@given(resources(), st.integers(0, 3 * YEAR), st.sampled_from((30, DAY, 20 * DAY, 500 * DAY)))
def test_a_window_is_judged_as_its_minutes_are(
    case: tuple[Resource, list[Demand]], start: int, length: int
) -> None:
    """`first_clash` of a window agrees with the expansion, be it short or longer than a year."""
    resource, standing = case
    window = Demand("window", FIRST + start, FIRST + start + length)
    expected = _model(resource, standing, [], window)
    assert expected == resource.first_clash(window.start, window.end)


@given(resources(), st.integers(0, YEAR), st.integers(30, 600))
def test_what_is_found_can_be_booked_and_nothing_before_it(
    case: tuple[Resource, list[Demand]], start: int, length: int
) -> None:
    """`find`, `free`, `over` and `first_clash` are one answer, with series too."""
    resource, _ = case
    low, high = FIRST + start, FIRST + start + 60 * DAY
    found = resource.find(low, high, length)
    if found is None:
        assert all(resource.free(at, at + length) < 1 for at in range(low, high - length, DAY))
        return
    assert resource.first_clash(found, found + length) is None
    assert found == low or resource.first_clash(found - 1, found - 1 + length) is not None
    last = resource.find(low, high, length, before=True)
    assert last is not None
    assert resource.first_clash(last, last + length) is None
    breaches = resource.over(low, high)
    undo = resource.add(Demand("booking:found", found, found + length))
    assert breaches == resource.over(low, high)
    undo()


@given(resources(), demands("wish"), st.integers(1, 3))
def test_more_capacity_never_means_less_availability(
    case: tuple[Resource, list[Demand]], wish: SeriesDemand, more: int
) -> None:
    """What fits still fits after capacity was added, and what clashes does not clash earlier."""
    resource, _ = case
    asked = wish.series, wish.amount, wish.before, wish.after
    before = resource.first_clash_of(*asked)
    for start, end, there in resource.capacity.pieces(0, END_OF_TIME):
        resource.set_capacity(start, end, there + more)
    after = resource.first_clash_of(*asked)
    assert after is None or (before is not None and before.at <= after.at)


@given(resources(), demands("wish"), st.data())
def test_the_order_of_entry_does_not_matter(
    case: tuple[Resource, list[Demand]], wish: SeriesDemand, data: st.DataObject
) -> None:
    """The same demands and series in another order make an equal resource, with equal answers."""
    resource, _ = case
    other = Resource(resource.name, 1)
    for start, end, there in resource.capacity.pieces(0, END_OF_TIME):
        other.set_capacity(start, end, there)
    singles = [each for each in resource.demands(FIRST, LAST) if each.key in resource]
    kept: list[Demand | SeriesDemand] = [*resource.series, *singles]
    for each in data.draw(st.permutations(kept)):
        if isinstance(each, SeriesDemand):
            other.add_series(each)
        else:
            other.add(each)
    assert resource.dump() == other.dump()
    asked = wish.series, wish.amount, wish.before, wish.after
    assert resource.first_clash_of(*asked) == other.first_clash_of(*asked)


@given(resources(), demands("wish"))
def test_what_is_undone_leaves_no_trace(
    case: tuple[Resource, list[Demand]], wish: SeriesDemand
) -> None:
    """Adding and removing a series, and their undos, are the identity; so is a round trip."""
    resource, _ = case
    before = resource.dump()
    asked = wish.series, wish.amount, wish.before, wish.after
    clash = resource.first_clash_of(*asked)
    assert clash == Resource.load(before).first_clash_of(*asked)
    undos = [resource.add_series(wish)]
    undos += [resource.remove(each.key) for each in resource.series]
    for undo in reversed(undos):
        undo()
    assert before == resource.dump()
    assert clash == resource.first_clash_of(*asked)


@given(resources(), demands("wish"))
def test_a_series_set_aside_is_as_good_as_gone(
    case: tuple[Resource, list[Demand]], wish: SeriesDemand
) -> None:
    """What is left aside, a whole series, weighs as if it had been removed."""
    resource, _ = case
    asked = wish.series, wish.amount, wish.before, wish.after
    for each in resource.series[:2]:
        found = resource.first_clash_of(*asked, aside={each.key})
        undo = resource.remove(each.key)
        assert resource.first_clash_of(*asked) == found
        undo()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("2028-02-29T18:00", 90, "FREQ=YEARLY"), ("2026-01-04T18:30", 60, "FREQ=WEEKLY")),
        (
            ("2026-02-13T09:00", 60, "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR"),
            ("2032-02-29T23:30", 660, "FREQ=YEARLY"),
        ),
        (
            ("2026-01-01T10:00", 30, "FREQ=DAILY;INTERVAL=97"),
            ("2026-01-02T10:15", 30, "FREQ=DAILY;INTERVAL=101"),
        ),
        (
            ("2026-01-31T22:00", 300, "FREQ=MONTHLY"),
            ("2026-02-28T23:00", 60, "FREQ=YEARLY;BYMONTHDAY=-1"),
        ),
        (
            ("2026-03-29T02:30", 30, "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
            ("2026-01-05T03:30", 15, "FREQ=WEEKLY;BYDAY=MO,SU"),
        ),
    ],
)
@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
def test_decisions_hold_over_centuries(
    one: tuple[str, int, str], other: tuple[str, int, str], zone: str
) -> None:
    """The first meeting of rare days, over four hundred years, is that of the expansion."""
    first = Series(start=one[0], minutes=one[1], rule=one[2], zone="Europe/Berlin")
    second = Series(start=other[0], minutes=other[1], rule=other[2], zone=zone)
    until = FIRST + 401 * YEAR
    expected = _first_shared(list(first.occurrences(0, until)), list(second.occurrences(0, until)))
    found = _at(first_meeting(first, second))
    assert expected == (found if found is None or found < until else None)


# --- the arithmetic below ---------------------------------------------------------------------

days = st.sets(st.integers(0, 300), max_size=12)


@given(days, st.integers(1, 40), st.integers(1, 400))
def test_days_as_bits_are_sets_of_numbers(some: set[int], number: int, length: int) -> None:
    """Repeating, folding and spreading do with bits what is done with numbers."""
    bits = set_of(some, 301)
    assert sorted(some) == list(days_of(bits))
    assert {day % number for day in some} == set(days_of(folded(bits, number)))
    assert {day + more for day in some for more in range(number)} == set(
        days_of(spread(bits, number))
    )
    pattern = {day for day in some if day < number}
    expected = {day for day in range(length) if day % number in pattern}
    assert expected == set(days_of(repeated(set_of(pattern, number), number, length)))
    assert not bits or min(some) == lowest(bits)


@given(st.lists(st.integers(0, 500), unique=True, max_size=20).map(sorted))
def test_runs_are_the_days_within_them(edges: list[int]) -> None:
    """Half-open runs become exactly their days."""
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    expected = [day for first, end in pairs for day in range(first, end)]
    assert expected == list(days_of(runs_of(pairs, 500)))


@given(st.lists(st.tuples(days, st.integers(1, 9)), max_size=6), st.integers(0, 20))
def test_a_tally_counts_for_each_day(parts: list[tuple[set[int], int]], limit: int) -> None:
    """The sum of tallies above a limit names the days on which the sum of numbers is."""
    total: list[int] = []
    for some, amount in parts:
        total = added(total, times(set_of(some, 301), amount))
    sums = {day: sum(a for some, a in parts if day in some) for day in range(301)}
    assert [day for day in range(301) if sums[day] > limit] == list(days_of(above(total, limit)))


@given(days, st.integers(1, 40), st.integers(0, 12))
def test_a_window_of_days_counts_those_before_it(some: set[int], count: int, limit: int) -> None:
    """How many days lie in a window that ends on each day."""
    tally = windowed(set_of(some, 301), count)
    sums = {day: sum(day - count < each <= day for each in some) for day in range(350)}
    assert [day for day in range(350) if sums[day] > limit] == list(days_of(above(tally, limit)))
