"""Series by example: what is refused and why, what is answered, and how it is written."""

from __future__ import annotations

import struct
import time
from datetime import datetime, timedelta
from typing import Any

import attrs
import pytest

from mo_network.errors import InvalidValue, WireError
from mo_network.scheduling import END_OF_TIME, DayPattern, Move, Series
from mo_network.scheduling.series import Clock, clock_of, read_wall, shifted
from mo_network.scheduling.series.posix_tail import read_tail
from mo_network.scheduling.series.reading import read_rule
from mo_network.values.moments import minute_of, moment_of
from mo_network.values.wire import structure_value, unstructure_value
from mo_network.values.zones import zone

START = "2026-05-05T18:00"
DAY = 24 * 60


def tuesdays(rule: str = "FREQ=WEEKLY", **changes: object) -> Series:
    """A series of Tuesday evenings in Berlin, with something changed."""
    plain = Series(start=START, minutes=120, zone="Europe/Berlin", rule=rule)
    return attrs.evolve(plain, **changes) if changes else plain  # type: ignore[arg-type]


def keys(series: Series | None) -> list[str]:
    """The keys of all occurrences."""
    return [each.key for each in series.occurrences()] if series else []


def shown(series: Series) -> list[str]:
    """From when until when each lasts, by the clock of the zone."""
    both = [[moment_of(at, series.zone) for at in each[1:]] for each in series.occurrences()]
    return [f"{start:%m-%dT%H:%M%z}/{end:%H:%M}" for start, end in both]


@pytest.mark.parametrize(
    ("rule", "advice"),
    [
        ("FREQ=DAILY;INTERVAL=0", "whole numbers from 1"),
        ("FREQ=DAILY;INTERVAL=-1", "whole numbers from 1"),
        ("FREQ=DAILY;COUNT=0", "whole numbers from 1"),
        ("FREQ=DAILY;COUNT=x", "whole numbers from 1"),
        ("FREQ=DAILY;COUNT=99999999999", "whole numbers from 1"),
        ("FREQ=DAILY;COUNT=" + "9" * 5000, "at most 4096 letters"),
        ("FREQ=SECONDLY", "use FREQ=DAILY with BYHOUR"),
        ("FREQ=HOURLY;COUNT=3", "use FREQ=DAILY with BYHOUR"),
        ("FREQ=FORTNIGHTLY", "DAILY, WEEKLY, MONTHLY, YEARLY"),
        ("BYDAY=TU", "FREQ is missing"),
        ("FREQ=DAILY;", "write NAME=VALUE"),
        ("FREQ", "write NAME=VALUE"),
        ("RRULE:FREQ=DAILY", "after the colon"),
        ("FREQ=DAILY;FREQ=DAILY", "there twice"),
        ("FREQ=DAILY;BYDAYS=TU", "did you mean BYDAY"),
        ("FREQ=YEARLY;BYEASTER=0", "take it out"),
        ("RSCALE=HEBREW;FREQ=YEARLY", "take it out"),
        ("FREQ=DAILY;BYSECOND=30", "whole minutes"),
        ("FREQ=DAILY;BYHOUR=24", "0 to 23"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "1 to 31, and -31 to -1"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "1 to 31, and -31 to -1"),
        ("FREQ=WEEKLY;BYMONTHDAY=5", "not possible with FREQ=WEEKLY"),
        ("FREQ=MONTHLY;BYYEARDAY=5", "not possible with FREQ=MONTHLY"),
        ("FREQ=MONTHLY;BYWEEKNO=5", "not possible with FREQ=MONTHLY"),
        ("FREQ=WEEKLY;BYDAY=1TU", "not possible with FREQ=WEEKLY"),
        ("FREQ=YEARLY;BYWEEKNO=5;BYDAY=1TU", "not possible with BYWEEKNO"),
        ("FREQ=MONTHLY;BYDAY=6TU", "counts beyond 5"),
        ("FREQ=MONTHLY;BYDAY=0TU", "BYDAY has '0TU'"),
        ("FREQ=MONTHLY;BYDAY=TUE", "BYDAY has 'TUE'"),
        ("FREQ=MONTHLY;BYSETPOS=1", "there is none"),
        ("FREQ=WEEKLY;WKST=XX", "allowed are MO to SU"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20270101", "exclude each other"),
        ("FREQ=DAILY;UNTIL=20260230", "no day and no time"),
        ("FREQ=DAILY;UNTIL=2026-12-31", "no day and no time"),
        ("FREQ=DAILY;UNTIL=20250101", "ends before the start"),
        ("FREQ=DAILY;UNTIL=20260505T175900", "ends before the start"),
        ("FREQ=DAILY;UNTIL=20260504T155900Z", "ends before the start"),
        ("FREQ=WEEKLY;BYDAY=MO", "the first that it gives is 2026-05-11T18:00"),
        ("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", "never happens"),
        ("FREQ=YEARLY;BYYEARDAY=366;BYMONTH=5", "never happens"),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=MO", "never happens"),
        ("FREQ=DAILY;BYHOUR=18,19;BYMINUTE=" + ",".join(map(str, range(60))), "at most 24 are"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused(rule: str, advice: str) -> None:
    """Each refusal says what is wrong and what to do, at once."""
    with pytest.raises(InvalidValue, match=advice):
        tuesdays(rule)


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"start": "0001-01-01T00:00"}, "in the year 1"),
        ({"start": "2026-02-30T18:00"}, "that day does not exist"),
        ({"start": "2026-05-05T18:00+02:00"}, "without an offset"),
        ({"start": "2026-W19-2T18:00"}, "not written as"),
        ({"start": 5}, "of type int"),
        ({"minutes": 0}, "whole minutes from 1"),
        ({"minutes": 10**9}, "one booking"),
        ({"minutes": True}, "whole minutes"),
        ({"zone": "Europe/Berln"}, "did you mean 'Europe/Berlin'"),
        ({"rule": 5}, "a text of RFC 5545"),
        ({"length": "nominal"}, "'wall' or 'exact'"),
        ({"gap": "refuse"}, "'shift' or 'skip'"),
        ({"fold": 2}, "0 or 1"),
        ({"exdates": "2026-05-12T18:00"}, "a tuple"),
        ({"exdates": ("2026-05-13T18:00",)}, "no occurrence that starts at 2026-05-13T18:00"),
        ({"exdates": ("2026-05-12",)}, "an EXDATE"),
        ({"rdates": ("2026-05-12",)}, "an RDATE"),
        ({"rdates": ("2026-05-14T18:00",), "exdates": ("2026-05-14T18:00",)}, "both added and"),
        ({"exdates": ("2026-05-12T18:00",) * 10_001}, "at most 10000"),
        ({"moved": (Move(occurrence="2026-05-13T18:00", to=START),)}, "no occurrence"),
        ({"moved": (Move(occurrence=START, to="2026-05-06T18:00"),) * 2}, "no occurrence"),
        ({"moved": ("2026-05-13T18:00",)}, "a move"),
        ({"moved": "2026-05-13T18:00"}, "the container of the moves"),
    ],
)
def test_a_series_that_cannot_be_is_refused(change: dict[str, object], advice: str) -> None:
    """Each field says what it allows."""
    with pytest.raises(InvalidValue, match=advice):
        tuesdays(**change)  # type: ignore[arg-type]


def test_a_move_to_itself_is_refused() -> None:
    """A move must change the time or the length."""
    with pytest.raises(InvalidValue, match="moved to itself"):
        Move(occurrence=START, to=START)

    assert 60 == Move(occurrence=START, to=START, minutes=60).minutes


@pytest.mark.parametrize(
    ("rule", "last"),
    [
        ("FREQ=DAILY;COUNT=1000000000", "9999-12-31T18:00"),
        ("FREQ=YEARLY;COUNT=1000000000", "9999-05-05T18:00"),
        ("FREQ=MONTHLY;INTERVAL=7;BYDAY=1TU;COUNT=9999999999", "9999-12-07T18:00"),
        ("FREQ=DAILY;INTERVAL=9999999999;UNTIL=99991231", START),
        ("FREQ=YEARLY;COUNT=400", "2425-05-05T18:00"),
        ("FREQ=YEARLY;COUNT=5000", "7025-05-05T18:00"),
        ("FREQ=WEEKLY;UNTIL=20260505T180000", START),
        ("FREQ=WEEKLY;UNTIL=20260512", "2026-05-12T18:00"),
        ("FREQ=WEEKLY;UNTIL=20260512T160000Z", "2026-05-12T18:00"),
        ("FREQ=WEEKLY;UNTIL=20260512T155900Z", START),
        ("FREQ=DAILY;BYHOUR=9,18;BYMINUTE=0;COUNT=4", "2026-05-07T09:00"),
    ],
)
def test_extreme_ends_are_answered(rule: str, last: str) -> None:
    """A count beyond the calendar ends with it; an UNTIL counts by its own clock."""
    found = tuesdays(rule).last()

    assert found is not None
    assert last == found.key


def test_ten_thousand_exceptions_are_answered_at_once() -> None:
    """The days left out are looked up, not searched: this would otherwise take minutes."""
    first = datetime.fromisoformat(START)
    days = [(first + timedelta(days=k)).isoformat(timespec="minutes") for k in range(10_000)]
    began = time.perf_counter()
    series = tuesdays("FREQ=DAILY", exdates=tuple(days))

    assert "2053-09-20T18:00" == next(series.occurrences()).key
    assert time.perf_counter() - began < 5


def test_a_series_lasts_to_the_end_of_the_calendar() -> None:
    """Unbounded means through 9999-12-31, and nothing reaches beyond it."""
    series = tuesdays()
    late = list(series.occurrences(END_OF_TIME - 10 * 1440, END_OF_TIME))
    night = attrs.evolve(series, start="9999-12-30T23:00", rule="FREQ=DAILY", minutes=180)

    assert series.is_unbounded
    assert series.last() is None
    assert ["9999-12-28T18:00"] == [each.key for each in late]
    assert ["9999-12-30T23:00"] == keys(night)
    assert (DayPattern(18 * 60, 739_741, 7, 1, 3_652_059),) == series.patterns()


def test_an_evening_stays_an_evening_when_the_clocks_change() -> None:
    """A weekly series keeps its wall-clock time, so in UTC it moves by an hour."""
    autumn = tuesdays("FREQ=WEEKLY;COUNT=2", start="2026-10-20T18:00")

    assert ["10-20T18:00+0200/20:00", "10-27T18:00+0100/20:00"] == shown(autumn)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "03-29T03:30+0200/06:00"),
        ({"length": "exact"}, "03-29T03:30+0200/07:00"),
        ({"gap": "skip"}, None),
        ({"minutes": 20}, "03-29T03:30+0200/03:50"),
        ({"minutes": 30}, "03-29T03:30+0200/04:00"),
        ({"minutes": 61}, "03-29T03:30+0200/03:31"),
        ({"start": "2026-03-28T01:30"}, "03-29T01:30+0100/05:00"),
        ({"start": "2026-03-28T01:30", "length": "exact"}, "03-29T01:30+0100/06:00"),
        ({"start": "2026-10-24T02:30"}, "10-25T02:30+0200/06:00"),
        ({"start": "2026-10-24T02:30", "fold": 1}, "10-25T02:30+0100/06:00"),
        ({"start": "2026-10-24T02:30", "length": "exact"}, "10-25T02:30+0200/05:00"),
    ],
)
def test_the_nights_on_which_clocks_change(change: dict[str, object], expected: str | None) -> None:
    """What is skipped is shifted or left out, what comes twice is the first unless fold says so."""
    night = tuesdays("FREQ=DAILY;COUNT=2", start="2026-03-28T02:30", minutes=210)
    night = attrs.evolve(night, **change)  # type: ignore[arg-type]

    # With gap="skip", what does not exist is not counted, so the day after is the second.
    assert (expected or "03-30T02:30+0200/06:00") == shown(night)[1]


def test_what_a_gap_puts_off_comes_after_what_it_was_put_behind() -> None:
    """Occurrences are in order of time, not of their keys, in a long window too."""
    rule = "FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0,30"
    night = Series(
        start="2026-03-29T02:00", minutes=9, zone="Europe/Berlin", rule=rule + ";COUNT=4"
    )
    # A long window is worked through in pieces, and the first piece ends at 03:00 of that night.
    long = attrs.evolve(night, start="2024-11-14T03:00", rule=rule + ";UNTIL=20260401")
    starts = [each.start for each in long.occurrences()]

    assert ["T02:00", "T03:00", "T02:30", "T03:30"] == [key[10:] for key in keys(night)]
    assert sorted(starts) == starts


def test_occurrences_longer_than_their_interval_overlap() -> None:
    """A weekly series of two months each has nine of them at any time."""
    long = tuesdays(minutes=62 * 1440)
    day = minute_of(datetime(2026, 12, 16, tzinfo=zone("UTC")))

    assert 9 == len(list(long.occurrences(day, day + 1)))


def test_each_time_of_the_day_has_its_own_first_and_last_day() -> None:
    """What is earlier in the day than the start comes from the next day on."""
    twice = tuesdays("FREQ=DAILY;BYHOUR=9,18;BYMINUTE=0")
    one_each = tuesdays("FREQ=DAILY;BYHOUR=9,18;BYMINUTE=0;COUNT=2")
    day = read_wall(START, "it") // 1440

    assert [(540, day + 1, 1, 1), (1080, day, 1, 1)] == [each[:4] for each in twice.patterns()]
    assert [(540, day + 1), (1080, day)] == [(each.time, each.last) for each in one_each.patterns()]


def test_a_day_that_a_zone_skipped_is_shifted_or_left_out() -> None:
    """Samoa had no 30 December 2011: the whole day was skipped."""
    days = Series(
        start="2011-12-29T10:00", minutes=60, zone="Pacific/Apia", rule="FREQ=DAILY;UNTIL=20111231"
    )

    assert ["2011-12-29T10:00", "2011-12-30T10:00", "2011-12-31T10:00"] == keys(days)
    assert ["2011-12-29T10:00", "2011-12-31T10:00"] == keys(attrs.evolve(days, gap="skip"))


def test_exceptions_leave_out_add_and_move() -> None:
    """Each occurrence keeps its key, its original start, wherever it was moved."""
    series = tuesdays(
        "FREQ=WEEKLY;COUNT=3",
        exdates=("2026-05-12T18:00",),
        rdates=("2026-05-01T09:00",),
        moved=(Move(occurrence=START, to="2026-05-20T08:00", minutes=30),),
    )

    assert ["2026-05-01T09:00", "2026-05-19T18:00", START] == keys(series)
    assert "05-20T08:00+0200/08:30" == shown(series)[2]
    assert series.occurrence("2026-05-12T18:00") is None
    assert {read_wall(START, ""), read_wall("2026-05-12T18:00", "")} == series.left_out


def test_an_added_start_that_the_rule_has_anyway_is_one() -> None:
    """An RDATE on a day of the rule adds nothing; beyond its end it adds the day."""
    series = tuesdays("FREQ=WEEKLY;COUNT=2", rdates=("2026-05-12T18:00", "2026-05-19T18:00"))

    assert [START, "2026-05-12T18:00", "2026-05-19T18:00"] == keys(series)
    assert ["2026-05-19T18:00"] == [each.key for each in series.singles]


def test_this_and_following_cuts_a_count_in_two() -> None:
    """Both halves together have the occurrences of the whole, under the same keys."""
    series = tuesdays("FREQ=WEEKLY;COUNT=4", rdates=("2026-05-13T10:00", "2027-01-01T10:00"))
    before, after = series.until("2026-05-19T18:00"), series.following("2026-05-19T18:00")

    assert before is not None
    assert after is not None
    assert "FREQ=WEEKLY;UNTIL=20260512T180000" == before.rule
    assert "FREQ=WEEKLY;COUNT=2" == after.rule
    assert [START, "2026-05-12T18:00", "2026-05-13T10:00"] == keys(before)
    assert ["2026-05-19T18:00", "2026-05-26T18:00", "2027-01-01T10:00"] == keys(after)
    assert ["2027-01-01T10:00"] == keys(series.following("2026-07-01T00:00"))
    assert series.until("2026-05-05T18:00") is None
    assert series.following("2028-01-01T00:00") is None


def test_a_count_is_shared_out_centuries_later() -> None:
    """What was counted before is reckoned by whole periods, not walked through."""
    after = tuesdays("FREQ=YEARLY;COUNT=5000").following("5000-01-01T00:00")

    assert after is not None
    assert ("5000-05-05T18:00", "FREQ=YEARLY;COUNT=2026") == (after.start, after.rule)


def test_cancelling_an_added_start_takes_it_out() -> None:
    """What the rule gives is left out by an EXDATE, what was added is no longer added."""
    series = tuesdays("FREQ=WEEKLY;COUNT=2", rdates=("2026-05-13T10:00",))
    done = series.without("2026-05-13T10:00", START)

    assert ((), (START,)) == (done.rdates, done.exdates)
    with pytest.raises(InvalidValue, match="no occurrence"):
        done.without(START)
    with pytest.raises(InvalidValue, match="no occurrence"):
        done.moved_to(START, "2026-05-06T18:00")


def test_all_cancelled_is_a_series_without_occurrences() -> None:
    """Cancelling the last occurrence leaves an empty series, which has no first and no last."""
    empty = tuesdays("FREQ=WEEKLY;COUNT=1").without(START)

    assert (None, None, []) == (empty.first(), empty.last(), keys(empty))


@pytest.mark.parametrize(
    ("given", "normal"),
    [
        ("freq=weekly;byday=th,tu,tu", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("BYDAY=+1TU;FREQ=MONTHLY;INTERVAL=1", "FREQ=MONTHLY;BYDAY=1TU"),
        ("FREQ=MONTHLY;BYDAY=1TU,TU", "FREQ=MONTHLY;BYDAY=TU"),
        ("FREQ=WEEKLY;WKST=SU", "FREQ=WEEKLY"),
        ("FREQ=WEEKLY;WKST=SU;INTERVAL=2", "FREQ=WEEKLY;INTERVAL=2;WKST=SU"),
        ("FREQ=DAILY;UNTIL=20261231", "FREQ=DAILY;UNTIL=20261231T235900"),
        ("FREQ=DAILY;UNTIL=20261231T170059Z", "FREQ=DAILY;UNTIL=20261231T170000Z"),
        ("FREQ=DAILY;BYSECOND=0;COUNT=010", "FREQ=DAILY;COUNT=10"),
        ("FREQ=YEARLY;WKST=SU;BYWEEKNO=-1,20", "FREQ=YEARLY;BYWEEKNO=-1,20;WKST=SU"),
    ],
)
def test_equal_rules_are_written_equally(given: str, normal: str) -> None:
    """The normal form has one order, and no part that says what holds without it."""
    assert normal == str(read_rule(given))
    assert normal == str(read_rule(normal))


def test_a_broken_series_on_the_wire_is_refused_with_its_place() -> None:
    """Data from outside names the member that does not fit."""
    written = unstructure_value(tuesdays(moved=(Move(occurrence=START, to="2026-05-06T18:00"),)))
    assert isinstance(written, dict)
    written["moved"][0]["to"] = "noon"

    with pytest.raises(WireError, match=r"\$\.moved"):
        structure_value(written, Series)


def test_new_zone_data_names_what_moves() -> None:
    """If Berlin kept summer time for good, the winter's evenings would move by an hour."""
    head = b"TZif2" + bytes(15)
    one_type = struct.pack(">6llbb", 0, 0, 0, 0, 1, 5, 7200, 0, 0) + b"CEST\0"
    summer = Clock.read(head + bytes(24) + head + one_type + b"\nCEST-2\n")
    series = tuesdays(rdates=("2026-12-24T18:00",))
    first, last = (minute_of(datetime(y, 1, 1, tzinfo=zone("UTC"))) for y in (2026, 2028))
    found = list(shifted(series, clock_of("Europe/Berlin"), summer, first, last))

    assert "2026-10-27T18:00" == found[0].key
    assert "2026-12-24T18:00" == found[-1].key
    assert "2027-03-23T18:00" in {each.key for each in found}
    assert "2027-03-30T18:00" not in {each.key for each in found}
    assert {60} == {
        each.before.start - each.after.start for each in found if each.before and each.after
    }


def test_new_zone_data_moves_an_end_alone() -> None:
    """What begins before a change of the clocks and ends after it moves as well."""
    night = tuesdays("", start="2026-03-28T22:00", minutes=360)
    [found] = shifted(night, clock_of("Africa/Lagos"), clock_of("Europe/Berlin"))
    assert found.before is not None
    assert found.after is not None

    assert found.before.start == found.after.start
    assert (360, 300) == (
        found.before.end - found.before.start,
        found.after.end - found.after.start,
    )


@pytest.mark.parametrize("data", [b"", b"TZif", b"TZif1" + bytes(60), b"TZif2" + bytes(60)])
def test_what_is_no_zone_data_is_refused(data: bytes) -> None:
    """A file that cannot be read is named as such."""
    with pytest.raises(InvalidValue, match="zone data cannot be read"):
        Clock.read(data)


def test_tails_of_all_forms_are_read() -> None:
    """POSIX counts days in one_each ways, offsets west, and times beyond a day."""
    year = 2024
    weekday = read_tail("<-02>2<-01>,M3.5.0/-1,M10.5.0/0").changes(year)
    julian = read_tail("AAA-1BBB,J60/2,J300/2:30").changes(year)
    counted = read_tail("AAA-1BBB,59/2,300/26").changes(year)

    assert [-3600, -7200] == [offset for _, offset in weekday]
    # Day 60 without 29 February is 1 March; day 59, counted from zero with it, is 29 February.
    assert julian[0][0] - counted[0][0] == 86_400
    assert [] == read_tail("UTC0").changes(year)
    with pytest.raises(ValueError, match="no rule of a time zone"):
        read_tail("Berlin")


@pytest.mark.parametrize("changes", [{"minutes": 10**5000}, {"fold": 10**5000}, {"gap": 10**5000}])
def test_a_number_of_thousands_of_digits_is_refused_too(changes: dict[str, Any]) -> None:
    """Python refuses to print such a number; the refusal names its size instead."""
    with pytest.raises(InvalidValue, match="a number of 16610 bits"):
        tuesdays(**changes)
    with pytest.raises(InvalidValue, match="a number of 16610 bits"):
        Move(occurrence=START, to=START, minutes=10**5000)


@pytest.mark.parametrize("fold", [1.0, 0.0, True, "1"])
def test_a_fold_that_only_equals_a_number_is_refused(fold: object) -> None:
    """Equal series are written alike, and 1.0 would be written otherwise than 1."""
    with pytest.raises(InvalidValue, match="allowed is 0 or 1"):
        tuesdays(fold=fold)


def test_neighbouring_windows_hold_each_occurrence_where_it_lies() -> None:
    """Windows as long as the blocks in which occurrences are kept, laid across their edges."""
    camp = Series(
        start="2026-05-05T18:00",
        minutes=100 * DAY,
        zone="Europe/Berlin",
        rule="FREQ=WEEKLY",
        exdates=("2026-06-02T18:00",),
        rdates=("2026-05-06T09:00", "2026-09-14T10:00"),
        moved=(Move(occurrence="2026-05-12T18:00", to="2027-01-01T00:00", minutes=5),),
    )
    begins = first_minute(2026)
    whole = [*camp.occurrences(0, begins + 900 * DAY)]
    first = begins + 80 * DAY
    for length in (1, 60, DAY, 31 * DAY, 128 * DAY, 129 * DAY):
        for start in range(first, first + 300 * DAY, 17 * DAY + 5):
            expected = [o for o in whole if o.start < start + length and start < o.end]
            assert expected == list(camp.occurrences(start, start + length))


def test_what_comes_more_often_is_kept_in_shorter_blocks() -> None:
    """Each hour for ever: a week of it is that week, whichever blocks it lies in."""
    hours = ",".join(map(str, range(24)))
    rule = f"FREQ=DAILY;BYHOUR={hours}"
    chimes = Series(start="2026-01-01T00:00", minutes=5, zone="UTC", rule=rule)
    for day in range(0, 40, 3):
        begin = first_minute(2026) + day * DAY
        assert [begin + 60 * each for each in range(96)] == [
            each.start for each in chimes.occurrences(begin + 2, begin + 4 * DAY)
        ]


def test_a_start_of_many_is_found_by_its_number_alone() -> None:
    """COUNT beyond a million starts, where no year need be worked out to count it."""
    hours, days = (",".join(map(str, each)) for each in (range(24), range(1, 32)))
    rule = f"FREQ=YEARLY;BYMONTHDAY={days};BYHOUR={hours};COUNT=999999"
    chimes = Series(start="2026-01-01T00:00", minutes=5, zone="UTC", rule=rule)
    last = chimes.last()

    assert last is not None
    assert first_minute(2026) + 999_998 * 60 == last.start


def first_minute(year: int) -> int:
    """The first UTC minute of a year."""
    return minute_of(datetime(year, 1, 1, tzinfo=zone("UTC")))
