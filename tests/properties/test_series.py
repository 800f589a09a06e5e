"""The laws of series, against rules worked out day by day and against dateutil."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import islice, pairwise

import attrs
from dateutil.rrule import rrulestr
from hypothesis import assume, example, given
from hypothesis import strategies as st
from tests.scheduling.series_by_hand import rules_with_start, starts_by_hand, to_utc

from mo_network.scheduling import Move, Occurrence, Series
from mo_network.scheduling.series import clock_of, read_wall, shifted, write_wall
from mo_network.scheduling.series.plan import starts_of
from mo_network.scheduling.series.reading import read_rule
from mo_network.values.wire import structure_value, unstructure_value
from mo_network.values.zones import zone_names

DAY = 1440
ZONES = ["Europe/Berlin", "UTC", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"]
MINUTE = timedelta(minutes=1)


def wall_of(at: datetime) -> int:
    """The number of a wall-clock time."""
    return at.toordinal() * DAY + at.hour * 60 + at.minute


def text_of(at: datetime) -> str:
    """The written form of a wall-clock time."""
    return at.isoformat(timespec="minutes")


@st.composite
def series(draw: st.DrawFn) -> Series:
    """Series of all sorts: ends, exceptions, moves, zones, lengths, gaps and folds."""
    rule, start = draw(rules_with_start())
    end = draw(st.sampled_from(["", "count", "until", "utc"]))
    if end == "count":
        rule += f";COUNT={draw(st.integers(1, 30))}"
    elif end:
        until = start + timedelta(days=draw(st.integers(2, 900)))
        rule += f";UNTIL={until:%Y%m%dT%H%M%S}{'Z' if end == 'utc' else ''}"
    plain = Series(
        start=text_of(start),
        minutes=draw(st.sampled_from([30, 120, 600, 1440, 10_000, 90_000])),
        zone=draw(st.sampled_from(ZONES)),
        rule=rule,
        length=draw(st.sampled_from(["wall", "exact"])),
        gap=draw(st.sampled_from(["shift", "skip"])),
        fold=draw(st.integers(0, 1)),
    )
    walls = starts_of(plain.rule, wall_of(start)).walls(0, wall_of(start) + 900 * DAY)[:20]
    keys = [write_wall(wall) for wall in walls]
    added = start + timedelta(days=draw(st.integers(-40, 400)), minutes=7)
    gone = draw(st.sets(st.sampled_from(keys), max_size=3))
    others = sorted({*keys, text_of(added)} - gone)
    moved = draw(st.sets(st.sampled_from(others), max_size=2)) if others else set()
    return attrs.evolve(
        plain,
        exdates=tuple(gone),
        rdates=(text_of(added),),
        moved=tuple(
            Move(
                occurrence=key,
                to=text_of(datetime.fromisoformat(key) + timedelta(days=draw(st.integers(1, 9)))),
                minutes=draw(st.sampled_from([None, 45])),
            )
            for key in moved
        ),
    )


@given(rules_with_start(), st.integers(0, 2000))
@example(("FREQ=WEEKLY;INTERVAL=3;BYMONTH=1,12;BYDAY=TU,SU;WKST=SU", datetime(2026, 12, 1, 18)), 1)
@example(
    (
        "FREQ=WEEKLY;INTERVAL=2;BYMONTH=1,12;BYDAY=MO,TH,SU;BYSETPOS=-1;WKST=TU",
        datetime(2026, 12, 7, 18),
    ),
    1,
)
@example(("FREQ=YEARLY;BYWEEKNO=-53,1;BYDAY=MO,TH,SU;WKST=SU", datetime(2026, 1, 4, 18)), 3)
def test_a_rule_gives_the_days_that_its_words_say(
    given_rule: tuple[str, datetime], later: int
) -> None:
    """A window, near the start or centuries later, holds exactly the starts worked out by hand."""
    rule, start = given_rule
    starts = starts_of(str(read_rule(rule)), wall_of(start))
    for first in (start.date(), start.date() + timedelta(days=later * 1000)):
        last = first + timedelta(days=800)
        by_hand = [wall_of(each) for each in starts_by_hand(rule, start, first, last)]
        low, high = first.toordinal() * DAY, (last.toordinal() + 1) * DAY

        assert by_hand == starts.walls(low, high)
        assert all(starts.has(wall) for wall in by_hand)
        for time in {wall % DAY for wall in by_hand}:
            days = sum(1 << (wall - low) // DAY for wall in by_hand if wall % DAY == time)
            assert days == starts.bits(time, max(first.toordinal(), 1), 801)


@given(rules_with_start(), st.integers(1, 400))
@example(("FREQ=YEARLY", datetime(2024, 2, 29, 18)), 400)
def test_a_count_is_counted_as_by_walking(given_rule: tuple[str, datetime], number: int) -> None:
    """The start with a number, and the number of starts before a time, agree with the list."""
    rule, start = given_rule
    starts = starts_of(str(read_rule(rule)), wall_of(start))
    walls = starts.walls(0, wall_of(start) + 40_000 * DAY)[:number]

    assert walls[-1] == starts.nth(len(walls))
    assert [len(walls) - 1, len(walls)] == [starts.count_before(walls[-1] + k) for k in (0, 1)]
    assert 0 == starts.count_before(wall_of(start))


@given(rules_with_start())
def test_dateutil_gives_the_same_where_it_follows_the_rfc(given_rule: tuple[str, datetime]) -> None:
    """The first three hundred starts are those of dateutil, its known errors aside."""
    rule, start = given_rule
    parts = read_rule(rule)
    numbers = [day.nth for day in parts.days]
    # It takes week 52 of a year for its week 53, half of the first week for a whole one with
    # BYSETPOS, and "each Monday and the first Tuesday" for Mondays that are first Tuesdays.
    assume(not parts.weeks)
    assume(not (parts.frequency == "WEEKLY" and parts.positions))
    assume(all(numbers) or not any(numbers))
    starts = starts_of(str(parts), wall_of(start))
    walls = starts.walls(0, wall_of(start) + 73_000 * DAY)[:300]
    # Not one more: dateutil would look for it to the end of the calendar.
    # In the normal form, where a Monday that comes each time has swallowed the fourth one.
    found = islice(rrulestr(str(parts), dtstart=start), len(walls))

    assert walls == [wall_of(at) for at in found]


@given(series(), st.integers(0, 1200), st.integers(1, 400 * DAY))
def test_a_window_holds_what_of_the_whole_touches_it(one: Series, later: int, minutes: int) -> None:
    """Asked for a window, a series gives those of its occurrences that share a minute with it."""
    start = wall_of(datetime.fromisoformat(one.start)) + (later - 100) * DAY
    first = wall_of(datetime.fromisoformat(one.start)) - 200 * DAY
    whole = list(one.occurrences(first, start + minutes + 100 * DAY))
    touching = [each for each in whole if each.end > start and each.start < start + minutes]

    assert touching == list(one.occurrences(start, start + minutes))
    assert all(a.start <= b.start for a, b in pairwise(whole))
    assert all(each.start < each.end for each in whole)
    assert [one.occurrence(each.key) for each in whole] == whole


@given(series())
def test_each_occurrence_lies_where_the_zone_says(one: Series) -> None:
    """Starts and ends are those of the standard library; what is skipped is shifted or left out."""
    moves = {move.occurrence: move for move in one.moved}
    gone = {*one.exdates}
    start = datetime.fromisoformat(one.start)
    plan = one.plan
    low = wall_of(start)
    walls = [w for w in plan.starts.walls(low, low + 900 * DAY) if plan.cut >= w]
    expected = {}
    for key in sorted({write_wall(w) for w in walls} | {*one.rdates}):
        wall = datetime.fromisoformat(moves[key].to if key in moves else key)
        length = (moves[key].minutes if key in moves else None) or one.minutes
        begin, is_there = moment(wall, one)
        own = moment(datetime.fromisoformat(key), one)[0]
        is_over = key not in one.rdates and own > plan.until
        if key in gone or is_over or (not is_there and one.gap == "skip"):
            continue
        end = moment(wall + length * MINUTE, one)[0] if one.length == "wall" else begin + length
        expected[key] = Occurrence(key, begin, end if end > begin else begin + length)
    first = min((each.start for each in expected.values()), default=0)
    high = min(first + 700 * DAY, low + 800 * DAY)  # the walls above end with day 900
    found = one.occurrences(low - 60 * DAY, high) if expected else iter(())

    assert {k: v for k, v in expected.items() if v.start < high} == {o.key: o for o in found}


def moment(wall: datetime, one: Series) -> tuple[int, bool]:
    """The UTC minute of a time in the zone of a series, shifted if it is skipped, and if it is."""
    there = to_utc(wall, one.zone, one.fold)
    if there is not None:
        return there, True
    back = next(k for k in range(1, 2000) if to_utc(wall - k * MINUTE, one.zone) is not None)
    before = to_utc(wall - back * MINUTE, one.zone)
    assert before is not None
    return before + back, False


@given(series(), st.integers(-50, 700))
def test_what_comes_before_and_what_follows_make_the_whole(one: Series, later: int) -> None:
    """A series cut in two has the same occurrences under the same keys, each in one half."""
    start = datetime.fromisoformat(one.start)
    edge = text_of(start + timedelta(days=later))
    low, high = wall_of(start) - 400 * DAY, wall_of(start) + 2000 * DAY
    halves = [one.until(edge), one.following(edge)]
    found = [list(half.occurrences(low, high)) if half else [] for half in halves]

    assert sorted(one.occurrences(low, high)) == sorted([*found[0], *found[1]])
    assert all(each.key < edge for each in found[0])
    assert all(each.key >= edge for each in found[1])


@given(series(), st.data())
def test_what_is_cancelled_or_moved_changes_nothing_else(one: Series, data: st.DataObject) -> None:
    """Without one of its occurrences, or with one elsewhere, a series keeps all the others."""
    low = wall_of(datetime.fromisoformat(one.start)) - 60 * DAY
    there = list(one.occurrences(low, low + 500 * DAY))
    assume(there)
    gone = data.draw(st.sampled_from(there))
    others = sorted(each for each in there if each.key != gone.key)
    moved = one.moved_to(gone.key, "2300-07-01T12:00", 60)

    assert others == sorted(one.without(gone.key).occurrences(low, low + 500 * DAY))
    assert others == sorted(moved.occurrences(low, low + 500 * DAY))
    assert gone.key in [each.key for each in moved.singles]


@given(series())
def test_the_first_and_the_last_are_those_of_the_list(one: Series) -> None:
    """`first` and `last` are the ends of all occurrences; without an end there is no last."""
    assume(
        one.plan.cut < wall_of(datetime.fromisoformat(one.start)) + 9000 * DAY
        or one.plan.until < wall_of(datetime.fromisoformat(one.start)) + 9000 * DAY
    )
    whole = list(one.occurrences())

    assert (whole[0] if whole else None) == one.first()
    assert (max(whole, key=lambda o: (o.start, o.end, o.key)) if whole else None) == one.last()


@given(series())
def test_patterns_are_the_starts_by_the_rule(one: Series) -> None:
    """The days of the patterns, with their times, are the starts that the rule gives in its end."""
    bare = attrs.evolve(one, exdates=(), rdates=(), moved=(), gap="shift")
    plan = bare.plan
    # COUNT counts what is skipped only if it is not skipped.
    assume(one.gap == "shift" or plan.cut == one.plan.cut)
    patterns = one.patterns()
    for low in (plan.start, plan.start + 150_000 * DAY):
        walls = [
            wall
            for wall in plan.starts.walls(low, low + 1500 * DAY)
            if wall <= plan.cut and not plan.is_beyond(wall)
        ]
        # One day more than the window has: it need not begin at midnight.
        days = range(low // DAY, low // DAY + 1501)
        found = [day * DAY + each.time for each in patterns for day in days if each.has(day)]

        assert walls == sorted(wall for wall in found if low <= wall < low + 1500 * DAY)


@given(series())
def test_a_series_travels_without_loss_and_in_one_form(one: Series) -> None:
    """What was written is read as an equal series, however its exceptions were ordered."""
    written = unstructure_value(one)
    turned = attrs.evolve(one, rule=one.rule.lower(), exdates=one.exdates[::-1] + one.exdates)

    assert one == structure_value(written, Series)
    assert one == turned
    assert written == unstructure_value(turned)


@given(st.sampled_from(sorted(zone_names())), st.integers(0, 1), st.data())
@example("Europe/Dublin", 0, None)
def test_many_times_become_utc_as_one_by_one(
    name: str, fold: int, data: st.DataObject | None
) -> None:
    """A clock puts sorted times where the standard library puts each, also after 2037."""
    clock = clock_of(name)
    walls = {date(year, 7, 1).toordinal() * DAY for year in range(1850, 9990, 370)}
    changes = [
        change for change in clock.changes if change > 1000 * DAY and change < 3_652_000 * DAY
    ]
    if changes:
        drawn = data.draw(st.lists(st.sampled_from(changes), max_size=9)) if data else changes[-9:]
        for change in (*drawn, *changes[:: len(changes) // 20 + 1]):
            around = clock.to_wall(change)
            walls.update(around + k for k in (-1441, -61, -60, -31, -1, 0, 1, 29, 59, 60, 61, 1440))
    ordered = sorted(walls)
    there = [datetime.fromordinal(wall // DAY) + wall % DAY * MINUTE for wall in ordered]
    by_hand = [to_utc(at, name, fold) for at in there]
    found = clock.to_utc(ordered, fold)

    assert [each is None for each in by_hand] == [clock.is_skipped(wall) for wall in ordered]
    assert [h for h in by_hand if h is not None] == [
        f for f, h in zip(found, by_hand, strict=True) if h is not None
    ]
    assert clock.to_utc([w + 90 for w in ordered], fold) == clock.to_utc(ordered, fold, later=90)


@given(series(), st.sampled_from(ZONES), st.integers(0, 900))
def test_new_zone_data_lists_exactly_what_moves(one: Series, other: str, later: int) -> None:
    """The occurrences named are those whose moments differ when asked under each clock."""
    low = wall_of(datetime.fromisoformat(one.start)) + (later - 200) * DAY
    high = low + 300 * DAY
    there = attrs.evolve(one, zone=other)
    # Under their keys, and wherever they lie.
    old, new = (
        {o.key: o for o in s.occurrences(low - 100 * DAY, high + 100 * DAY)} for s in (one, there)
    )
    expected = {
        key: (old.get(key), new.get(key))
        for key in old.keys() | new.keys()
        if old.get(key) != new.get(key)
        and any(o and o.end > low and o.start < high for o in (old.get(key), new.get(key)))
    }
    found = list(shifted(one, clock_of(one.zone), clock_of(other), low, high))

    assert expected == {each.key: (each.before, each.after) for each in found}
    assert len(found) == len(expected)


def test_read_and_write_of_walls_are_inverse() -> None:
    """A wall-clock time is written as it was read."""
    assert "9999-12-31T23:59" == write_wall(read_wall("9999-12-31T23:59", "it"))
