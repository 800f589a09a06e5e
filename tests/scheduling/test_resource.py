"""A resource that bears series: who stands in the way, what may be left aside, what is refused."""

from __future__ import annotations

import attrs
import pytest

from mo_network.errors import InvalidValue, UnknownReference, WireError
from mo_network.scheduling import (
    END_OF_TIME,
    FIRST_MINUTE,
    Blocked,
    Clash,
    Demand,
    Occurrence,
    Resource,
    Series,
    SeriesDemand,
)
from mo_network.scheduling.deciding.register import occurrence_key
from mo_network.scheduling.deciding.store import LONGEST_WINDOW

BERLIN = "Europe/Berlin"
DAY = 24 * 60


def weekly(start: str, minutes: int = 90, zone: str = BERLIN, more: str = "") -> Series:
    """A series that comes each week for ever, or as it is said."""
    return Series(start=start, minutes=minutes, zone=zone, rule=f"FREQ=WEEKLY{more}")


CHOIR = weekly("2026-05-05T18:00")


def hall(*demands: Demand | SeriesDemand, capacity: int = 1) -> Resource:
    """A hall in which these stand already."""
    resource = Resource("room:hall", capacity)
    for demand in demands:
        if isinstance(demand, SeriesDemand):
            resource.add_series(demand)
        else:
            resource.add(demand)
    return resource


def at(series: Series, key: str) -> Occurrence:
    """The occurrence with this key."""
    found = series.occurrence(key)
    assert found is not None
    return found


def test_a_series_without_rivals_fits_for_ever() -> None:
    """Nothing in the way, through the year 9999."""
    resource = hall(SeriesDemand("series:choir", CHOIR))
    assert resource.first_clash_of(weekly("2026-05-05T19:30")) is None
    assert resource.clashes_of(weekly("2026-05-06T18:00")) == ()


def test_a_clash_of_series_names_key_and_occurrence() -> None:
    """The first minute, what is free then, and whose occurrence stands there."""
    resource = hall(SeriesDemand("series:choir", CHOIR))
    found = resource.first_clash_of(weekly("2026-06-02T19:00"))
    expected = at(CHOIR, "2026-06-02T18:00").start + 60
    assert Clash(expected, 0, ("series:choir@2026-06-02T18:00",)) == found


def test_a_single_booking_in_the_way_of_a_series_is_found() -> None:
    """Only one week of many is taken, and it is named."""
    taken = at(CHOIR, "2027-03-30T18:00")
    resource = hall(Demand("booking:7", taken.start + 30, taken.end))
    assert Clash(taken.start + 30, 0, ("booking:7",)) == resource.first_clash_of(CHOIR)
    blocked = resource.clashes_of(CHOIR)
    assert (Blocked(taken, Clash(taken.start + 30, 0, ("booking:7",))),) == blocked
    assert resource.first_clash_of(CHOIR.without(taken.key)) is None


def test_a_moved_occurrence_takes_its_new_place_and_leaves_the_old() -> None:
    """The room is free at the old time, and taken at the new one."""
    moved = CHOIR.moved_to("2026-05-12T18:00", "2026-05-14T18:00")
    resource = hall(SeriesDemand("series:choir", moved))
    old, new = at(CHOIR, "2026-05-12T18:00"), at(moved, "2026-05-12T18:00")
    assert resource.first_clash(old.start, old.end) is None
    assert resource.first_clash(new.start, new.end) == Clash(
        new.start, 0, ("series:choir@2026-05-12T18:00",)
    )
    thursdays = weekly("2026-05-07T19:00")
    found = resource.first_clash_of(thursdays)
    assert found is not None
    assert found.keys == ("series:choir@2026-05-12T18:00",)


def test_set_up_and_tear_down_of_both_sides_are_demand() -> None:
    """Back to back no longer fits when one of them needs a quarter of an hour between."""
    resource = hall(SeriesDemand("series:choir", CHOIR, after=15))
    after = weekly("2026-05-05T19:30")
    assert resource.first_clash_of(after) is not None
    assert resource.first_clash_of(weekly("2026-05-05T19:45")) is None
    assert resource.first_clash_of(weekly("2026-05-05T19:45"), before=1) is not None
    end = at(CHOIR, "2026-05-12T18:00").end
    assert resource.first_clash(end, end + 60) is not None
    assert resource.first_clash(end + 15, end + 60) is None


def test_a_series_in_its_own_way_is_named_without_a_key() -> None:
    """Two months each week fit nine times at once, so ten are needed."""
    camp = weekly("2026-07-01T00:00", 60 * DAY, "UTC")
    found = hall().first_clash_of(camp)
    assert found is not None
    assert found.keys == ("@2026-07-01T00:00",)
    assert hall(capacity=8).first_clash_of(camp) is not None
    assert hall(capacity=9).first_clash_of(camp) is None


def test_a_moved_occurrence_and_the_one_that_it_runs_into_are_both_named() -> None:
    """Either of the two may be left out, so both are on the list."""
    moved = CHOIR.moved_to("2026-05-12T18:00", "2026-05-19T19:00")
    found = [(each.occurrence.key, each.clash.keys) for each in hall().clashes_of(moved)]
    assert found == [
        ("2026-05-19T18:00", ("@2026-05-12T18:00",)),
        ("2026-05-12T18:00", ("@2026-05-19T18:00",)),
    ]


def test_capacity_above_one_counts_all_that_stand_at_once() -> None:
    """Five desks: the sixth series of the hour does not fit, a single booking or less does."""
    rules = ("FREQ=WEEKLY", "FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY;BYDAY=1TU")
    desks = Resource("desks", 5)
    for number, rule in enumerate(rules):
        series = Series(start="2026-05-05T18:00", minutes=60 + number, zone=BERLIN, rule=rule)
        desks.add_series(SeriesDemand(f"series:{number}", series))
    assert desks.first_clash_of(CHOIR) is None
    found = desks.first_clash_of(CHOIR, amount=2)
    assert found is not None
    assert (found.free, len(found.keys)) == (1, 4)
    # All four stand only on a first Tuesday of the fortnight; three leave two desks.
    assert desks.first_clash_of(weekly("2026-05-12T18:00", more=";INTERVAL=2"), 2) is None


def test_a_capacity_that_grows_later_is_looked_at_when_it_is() -> None:
    """Closed until July, one place from then on."""
    resource = hall(capacity=0)
    july = at(CHOIR, "2026-07-07T18:00").start
    resource.set_capacity(july, END_OF_TIME, 1)
    found = resource.first_clash_of(CHOIR)
    assert found is not None
    assert (found.at, found.keys) == (at(CHOIR, "2026-05-05T18:00").start, ())
    assert resource.first_clash_of(weekly("2026-07-07T18:00")) is None


def test_a_demand_without_an_end_is_there_for_ever() -> None:
    """One of two chairs is lent until further notice: two series no longer fit."""
    chairs = hall(Demand("loan:1", 1_066_000_000, END_OF_TIME), capacity=2)
    assert chairs.first_clash_of(CHOIR) is None
    chairs.add_series(SeriesDemand("series:choir", CHOIR))
    found = chairs.first_clash_of(CHOIR)
    assert found is not None
    assert found.at >= 1_066_000_000
    assert found.free == 0


def test_what_lasts_for_centuries_is_decided_at_once() -> None:
    """A lease until the year 3800 and a capacity that changes in 2092 leave room, or do not."""
    lent = hall(Demand("loan:1", 1_065_000_000, 2_000_000_000), capacity=3)
    lent.add_series(SeriesDemand("series:choir", CHOIR))
    assert lent.first_clash_of(CHOIR) is None
    lent.set_capacity(1_100_000_000, END_OF_TIME, 2)
    found = lent.first_clash_of(CHOIR)
    assert found is not None
    assert 1_100_000_000 <= found.at < 1_100_000_000 + 7 * DAY
    assert len(found.keys) == 2
    assert lent.clashes_of(CHOIR, limit=1)[0].clash == found
    # After the lease two may stand again.
    assert lent.first_clash(2_000_000_000, END_OF_TIME, 2) is not None
    assert lent.first_clash(2_000_000_000, END_OF_TIME) is None
    assert lent.first_clash(1_070_000_000, END_OF_TIME) == found


def test_a_capacity_that_grows_during_an_occurrence_counts_from_then_on() -> None:
    """One place until nine in the evening in 2092, two from then on, when the second comes."""
    late = at(CHOIR, "2092-05-06T18:00")
    second = Series(start="2092-05-06T19:00", minutes=60, zone=BERLIN)
    resource = hall(SeriesDemand("series:second", second))
    resource.set_capacity(late.start + 60, END_OF_TIME, 2)
    assert resource.first_clash_of(CHOIR) is None
    resource.set_capacity(late.start + 61, END_OF_TIME, 1)
    found = resource.first_clash_of(CHOIR)
    assert found is not None
    assert (found.at, found.keys) == (late.start + 61, ("series:second@2092-05-06T19:00",))


def test_long_set_up_reaches_back_over_what_comes_first() -> None:
    """Who begins later may ask for time earlier: three hundred days of building the stage."""
    fair = Series(start="2030-12-12T10:00", minutes=60, zone="UTC", rule="FREQ=YEARLY")
    talk = Series(start="2030-10-22T10:00", minutes=60, zone="UTC", rule="FREQ=YEARLY")
    desks = Resource("desks", 2)
    desks.add_series(SeriesDemand("series:fair", fair, amount=2, before=300 * DAY))
    desks.add_series(SeriesDemand("series:talk", talk, amount=2))
    desks.add_series(SeriesDemand("series:small", weekly("2031-01-01T10:00", 30, "UTC")))
    daily = Series(start="2026-09-16T10:00", minutes=30, zone="UTC", rule="FREQ=DAILY")
    found = desks.first_clash_of(daily)
    assert found is not None
    assert found.keys == ("series:fair@2030-12-12T10:00",)
    assert found.at == at(fair, "2030-12-12T10:00").start - 300 * DAY


def test_what_the_clock_puts_off_is_found_at_its_new_hour() -> None:
    """02:30 is 03:30 on one Sunday of the year, and then it is in the way."""
    resource = hall(SeriesDemand("series:night", weekly("2026-01-04T02:30", 30)))
    found = resource.first_clash_of(weekly("2026-01-04T03:30", 15))
    assert found is not None
    assert found.keys == ("series:night@2026-03-29T02:30",)
    assert resource.first_clash(found.at, found.at + 15) == found


def test_a_rule_that_knows_no_week_is_found_on_each_weekday() -> None:
    """Every third day comes to Tuesdays too, though it began on a Monday."""
    third = Series(start="2026-05-04T18:00", minutes=60, zone=BERLIN, rule="FREQ=DAILY;INTERVAL=3")
    resource = hall(SeriesDemand("series:third", third))
    found = resource.first_clash_of(CHOIR)
    assert found is not None
    assert found.keys == ("series:third@2026-05-19T18:00",)


def test_a_window_over_a_change_of_the_clock_sees_each_at_its_hour() -> None:
    """A Saturday before the clock goes forward, and the Sunday after."""
    saturday, sunday = weekly("2026-01-03T18:00"), weekly("2026-01-04T18:00")
    resource = hall(SeriesDemand("series:sa", saturday), SeriesDemand("series:so", sunday))
    before, after = at(saturday, "2026-03-28T18:00"), at(sunday, "2026-03-29T18:00")
    found = resource.demands(before.start - 60, after.end + 60)
    assert [(each.start, each.end) for each in found] == [before[1:], after[1:]]


def test_a_long_window_sees_what_was_added() -> None:
    """One occurrence, added years later, with a year of building before it and after it."""
    once = Series(start="2026-05-05T18:00", minutes=60, zone=BERLIN, rdates=("2040-05-05T18:00",))
    resource = hall(SeriesDemand("series:once", once, before=366 * DAY, after=366 * DAY))
    added = at(once, "2040-05-05T18:00")
    start = at(once, "2026-05-05T18:00").end + 366 * DAY
    assert resource.first_clash(start, END_OF_TIME) == Clash(
        added.start - 366 * DAY, 0, ("series:once@2040-05-05T18:00",)
    )
    assert resource.first_clash(added.end + 366 * DAY, END_OF_TIME) is None


def test_a_single_demand_is_decided_for_ever_too() -> None:
    """From 2026 to the end of time: the first evening of the choir is in the way."""
    resource = hall(SeriesDemand("series:choir", CHOIR))
    found = resource.first_clash(1_060_000_000, END_OF_TIME)
    assert found is not None
    assert found.at == at(CHOIR, "2026-05-05T18:00").start
    assert (
        hall(SeriesDemand("series:choir", CHOIR), capacity=2).first_clash(FIRST_MINUTE, END_OF_TIME)
        is None
    )


def test_what_is_set_aside_is_not_counted() -> None:
    """A booking, a series, or one occurrence of it: as when it is moved."""
    taken = at(CHOIR, "2026-05-12T18:00")
    resource = hall(SeriesDemand("series:choir", CHOIR))
    name = occurrence_key("series:choir", taken.key)
    assert resource.first_clash(taken.start, taken.end) is not None
    assert resource.first_clash(taken.start, taken.end, aside={name}) is None
    assert resource.first_clash(taken.start, taken.end, aside={"series:choir"}) is None
    assert resource.first_clash_of(CHOIR, aside={"series:choir"}) is None
    once = Series(start="2026-05-12T18:30", minutes=30, zone=BERLIN)
    assert resource.first_clash_of(once) is not None
    assert resource.first_clash_of(once, aside={name}) is None
    single = hall(Demand("booking:1", 0, 60))
    assert single.first_clash(0, 60, aside={"booking:1"}) is None
    assert single.peak(0, 60, aside={"booking:1"}) == 0
    lent = hall(Demand("loan:1", 1_060_000_000, END_OF_TIME))
    assert lent.first_clash_of(CHOIR) is not None
    assert lent.first_clash_of(CHOIR, aside={"loan:1"}) is None
    assert "loan:1" in lent


def test_windows_see_single_demands_and_series_alike() -> None:
    """`demands`, `peak`, `free`, `over` and `find` over one evening."""
    evening = at(CHOIR, "2026-05-12T18:00")
    single = Demand("booking:1", evening.start - 60, evening.start + 30)
    resource = hall(SeriesDemand("series:choir", CHOIR), single)
    low, high = evening.start - 120, evening.end + 120
    keys = [demand.key for demand in resource.demands(low, high)]
    assert keys == ["booking:1", "series:choir@2026-05-12T18:00"]
    assert (resource.peak(low, high), resource.free(low, high)) == (2, -1)
    [excess] = resource.over(low, high)
    assert (excess.start, excess.end) == (evening.start, evening.start + 30)
    assert resource.find(low, high, 90) == evening.end
    assert resource.find(low, high, 60, before=True) == evening.end + 60
    assert resource.find(low, high, 180) is None


def test_find_looks_far_but_not_for_ever() -> None:
    """A room that a daily series always takes has no free hour, and says so soon."""
    always = Series(start="2026-01-01T00:00", minutes=DAY, zone="UTC", rule="FREQ=DAILY")
    resource = hall(SeriesDemand("series:always", always))
    start = at(always, "2026-01-01T00:00").start
    assert resource.find(start, start + 3 * 366 * DAY, 60) is None
    assert resource.find(start - 60, start + 3 * 366 * DAY, 60) == start - 60
    assert resource.find(start - 60, start + 400 * DAY, 60, before=True) == start - 60
    with pytest.raises(InvalidValue, match="longer than twenty years"):
        resource.find(start, start + LONGEST_WINDOW + 1, 60)
    with pytest.raises(InvalidValue, match="longer than twenty years"):
        resource.over(FIRST_MINUTE, END_OF_TIME)


def test_without_series_it_answers_as_a_leaf_does() -> None:
    """All questions, for all time, and no limit to the window."""
    resource = hall(Demand("booking:1", 600, 720))
    assert resource.first_clash(0, END_OF_TIME) == Clash(600, 0, ("booking:1",))
    assert resource.find(600, END_OF_TIME, 60) == 720
    assert resource.over(FIRST_MINUTE, END_OF_TIME) == ()
    assert resource.peak(FIRST_MINUTE, END_OF_TIME) == 1
    assert len(resource.demands(FIRST_MINUTE, END_OF_TIME)) == 1


def test_series_are_replaced_removed_and_put_back() -> None:
    """Each change hands back its undo."""
    resource = hall(SeriesDemand("series:choir", CHOIR), Demand("booking:1", 0, 60))
    before = resource.dump()
    undo = resource.replace(SeriesDemand("series:choir", weekly("2026-05-06T18:00")))
    assert resource.first_clash_of(CHOIR) is None
    undo()
    assert resource.first_clash_of(CHOIR) is not None
    back = resource.replace(Demand("booking:1", 0, 30))
    assert resource.demand("booking:1") == Demand("booking:1", 0, 30)
    back()
    assert before == resource.dump()
    resource.remove("series:choir")
    assert ("series:choir" in resource, len(resource)) == (False, 1)


def test_a_resource_survives_its_checkpoint() -> None:
    """Columns and rows as plain JSON values, and the same resource of them."""
    edited = CHOIR.without("2026-05-19T18:00").moved_to("2026-05-12T18:00", "2026-05-13T18:00")
    resource = hall(
        SeriesDemand("series:choir", edited, before=30, after=15), Demand("booking:1", 0, 60)
    )
    assert resource.series == Resource.load(resource.dump()).series
    assert resource.dump() == Resource.load(resource.dump()).dump()
    assert "series" not in hall().dump()


@pytest.mark.parametrize(
    ("series", "path"),
    [
        ("no list", "$.series"),
        ([["series:1", 1, 0]], r"$.series[0]"),
        ([["series:1", 1, 0, 0, {"start": "today", "minutes": 1, "zone": "UTC"}]], "$.series[0]"),
        (
            [["series:1", 0, 0, 0, {"start": "2026-01-01T00:00", "minutes": 1, "zone": "UTC"}]],
            "$.series[0]",
        ),
        ([["series:1", 1, 0, 0, None]], "$.series[0]"),
    ],
)
def test_a_broken_checkpoint_is_refused_with_its_path(series: object, path: str) -> None:
    """Data from outside is checked row by row."""
    with pytest.raises(WireError) as caught:
        Resource.load({**hall().dump(), "series": series})
    assert caught.value.path == path


def test_keys_stand_once_and_must_be_known() -> None:
    """One key for one demand or series; none that was never there."""
    resource = hall(SeriesDemand("series:choir", CHOIR), Demand("booking:1", 0, 60))
    with pytest.raises(InvalidValue, match="there is a demand 'series:choir' already"):
        resource.add_series(SeriesDemand("series:choir", CHOIR))
    with pytest.raises(InvalidValue, match="there is a demand 'series:choir' already"):
        resource.add(Demand("series:choir", 0, 60))
    with pytest.raises(InvalidValue, match="there is a demand 'booking:1' already"):
        resource.add_series(SeriesDemand("booking:1", CHOIR))
    with pytest.raises(UnknownReference, match="booking:2"):
        resource.remove("booking:2")
    with pytest.raises(UnknownReference, match="booking:2"):
        resource.demand("booking:2")
    assert isinstance(resource.demand("series:choir"), SeriesDemand)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"key": ""}, "key of a series"),
        ({"amount": 0}, "amount of a series"),
        ({"before": -1}, "minutes before"),
        ({"after": 10**9}, "minutes after"),
    ],
)
def test_impossible_demands_of_series_are_refused(fields: dict[str, object], message: str) -> None:
    """Empty keys, amounts of none, minutes below zero or beyond a year."""
    given = {"key": "series:1", "series": CHOIR, **fields}
    with pytest.raises(InvalidValue, match=message):
        SeriesDemand(**given)  # type: ignore[arg-type]


def test_impossible_questions_are_refused() -> None:
    """Windows and amounts as for a leaf; and at least one clash to be named."""
    resource = hall(SeriesDemand("series:choir", CHOIR))
    with pytest.raises(InvalidValue):
        resource.first_clash(60, 60)
    with pytest.raises(InvalidValue):
        resource.first_clash(0, 60, 0)
    with pytest.raises(InvalidValue):
        resource.first_clash_of(CHOIR, 0)
    with pytest.raises(InvalidValue):
        resource.find(0, 60, 0)
    with pytest.raises(InvalidValue, match="the limit of clashes"):
        resource.clashes_of(CHOIR, limit=0)


def test_endless_clashes_are_named_up_to_the_limit() -> None:
    """Every Tuesday for ever, of which the first hundred are listed, or as many as asked."""
    resource = hall(SeriesDemand("series:choir", CHOIR))
    assert len(resource.clashes_of(CHOIR)) == 100
    [first, second] = resource.clashes_of(CHOIR, limit=2)
    assert (first.occurrence.key, second.occurrence.key) == (
        "2026-05-05T18:00",
        "2026-05-12T18:00",
    )
    once = Series(start="9999-12-28T18:00", minutes=60, zone=BERLIN)
    [last] = resource.clashes_of(once)
    assert last.clash.keys == ("series:choir@9999-12-28T18:00",)


def test_a_cut_list_of_clashes_says_that_there_are_more() -> None:
    """Without this nobody could tell three skipped dates from the first three of all."""
    resource = hall(SeriesDemand("series:choir", CHOIR))
    few = attrs.evolve(CHOIR, rule="FREQ=WEEKLY;COUNT=3")

    assert resource.clashes_of(CHOIR, limit=3).is_cut
    assert resource.clashes_of(few, limit=2).is_cut
    assert not resource.clashes_of(few, limit=3).is_cut
    assert not resource.clashes_of(few).is_cut
    assert not hall().clashes_of(CHOIR).is_cut
    assert 3 == len(resource.clashes_of(few, limit=3))


def test_a_window_for_ever_beside_many_series_ends_with_the_first_of_them() -> None:
    """A closure until further notice is asked of those who come first, not of four centuries."""
    demands = [
        SeriesDemand(
            f"series:{number}",
            Series(
                start=f"{2040 + number}-05-0{1 + number}T10:00",
                minutes=60,
                zone=BERLIN,
                rule=rule,
            ),
        )
        for number, rule in enumerate(("FREQ=YEARLY", "FREQ=WEEKLY", "FREQ=MONTHLY"))
    ]
    resource = hall(*demands)
    firsts = [next(demand.series.occurrences()) for demand in demands]
    for start in (0, firsts[0].end, firsts[1].start - DAY, firsts[2].start + 5):
        found = resource.first_clash(start, END_OF_TIME)
        expected = min(
            next(demand.series.occurrences(start, END_OF_TIME)).start for demand in demands
        )
        expected = max(expected, start)
        assert found is not None
        assert expected == found.at


def test_a_thousand_series_are_found_by_the_hours_of_the_week() -> None:
    """Each quarter of an hour of the week is somebody's, in two zones; the wish meets two."""
    resource = Resource("room:hall", 1)
    for number in range(672):
        day, minute = divmod(number * 15, DAY)
        start = f"2026-05-{4 + day:02}T{minute // 60:02}:{minute % 60:02}"
        zone = "UTC" if number % 2 else "Atlantic/Reykjavik"
        resource.add_series(SeriesDemand(f"series:{number}", weekly(start, 15, zone)))
    found = resource.first_clash_of(weekly("2026-05-05T18:10", 10, "UTC"))
    assert found is not None
    assert found.keys == ("series:168@2026-05-05T18:00",)
    assert repr(resource) == "<Resource room:hall: 672 demands and series, capacity (1,)>"
