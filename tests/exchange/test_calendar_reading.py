"""Foreign calendars: every form of a start, a length, an end, an exception and a move."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.exchange.calendar_text import (
    BERLIN,
    calendar,
    event,
    losses,
    read,
    series_of,
    written_zone,
)

from mo_network.exchange.calendar.reading import read_calendar
from mo_network.exchange.calendar.uid_reading import Event
from mo_network.scheduling import Move, Series

FOLDER = Path(__file__).parent / "calendars"
START = "DTSTART;TZID=Europe/Berlin:20260505T180000"
WEEKLY = (START, "DURATION:PT2H", "RRULE:FREQ=WEEKLY")


def found(name: str) -> tuple[dict[str, Event], list[tuple[str, bool]]]:
    """The events of an invented file by the end of their UIDs, and what is lost."""
    whole = read_calendar(FOLDER / f"{name}.ics", BERLIN)
    return {each.uid[-12:]: each for each in whole.events}, losses(whole)


def series(
    start: str, minutes: int, rule: str = "", length: str = "exact", **more: object
) -> Series:
    """A series in Berlin."""
    given = {"start": start, "minutes": minutes, "rule": rule, "length": length, "zone": BERLIN}
    return Series(**(given | more))  # type: ignore[arg-type]


def test_a_calendar_as_google_writes_it() -> None:
    """UNTIL in UTC, EXDATEs one by one, a moved occurrence, times in UTC, days shown as free."""
    events, lost = found("google")
    move = Move(occurrence="2026-06-09T18:00", to="2026-06-10T19:00")
    probe = series(
        "2026-05-05T18:00",
        120,
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261222T225900Z",
        exdates=("2026-08-04T18:00", "2026-08-11T18:00"),
        moved=(move,),
    )

    assert (probe,) == events["e@google.com"].series
    assert 3 == events["e@google.com"].sequence
    assert events["e@google.com"].description.startswith("Bitte Notenständer mitbringen, es sind")
    assert (series("2026-09-12T14:00", 360, zone="UTC"),) == events["t@google.com"].series
    assert [
        ("X-WR-CALDESC", False),
        ("LOCATION", False),
        ("VALARM", False),
        ("SUMMARY", False),
        ("ORGANIZER", False),
        ("TRANSP", True),
    ] == lost


def test_a_calendar_as_apple_writes_it() -> None:
    """Days instead of times, BYSETPOS, folded parameters in quotation marks."""
    events, lost = found("apple")
    move = Move(occurrence="2026-10-05T08:00", to="2026-10-06T08:00")
    monthly = "FREQ=MONTHLY;COUNT=4;BYDAY=MO;BYSETPOS=1"

    assert (series("2026-07-20T00:00", 14 * 1440, length="wall"),) == events["000000000001"].series
    assert (series("2026-09-07T08:00", 240, monthly, moved=(move,)),) == events[
        "000000000002"
    ].series
    assert "X-APPLE-STRUCTURED-LOCATION" == lost[-1][0]


def test_a_calendar_as_outlook_writes_it() -> None:
    """Windows zones by name, a customized one by its clock; an unknown one is left out, named."""
    events, lost = found("outlook")
    fortnights = series("2026-05-07T18:30", 120, "FREQ=WEEKLY;COUNT=10;INTERVAL=2;BYDAY=TH")

    assert (fortnights,) == events["08INVENTED01"].series
    assert (series("2026-05-20T10:00", 120),) == events["08INVENTED02"].series
    assert "08INVENTED03" not in events
    assert ("DTSTART", True) == lost[-1]


def test_a_calendar_as_nextcloud_writes_it() -> None:
    """This and following makes two series of one."""
    events, _ = found("nextcloud")
    before, after = events["000000000001"].series

    assert "FREQ=WEEKLY;UNTIL=20260701T170000;BYDAY=MO,WE" == before.rule
    assert ("2026-05-25T17:00",) == before.exdates
    assert series("2026-07-06T16:30", 90, "FREQ=WEEKLY;BYDAY=MO,WE") == after


def test_a_calendar_as_thunderbird_writes_it() -> None:
    """A zone with the program before its name, UNTIL as a day, an RDATE, a time without a zone."""
    events, lost = found("thunderbird")
    sewing = series(
        "2026-05-30T10:00",
        240,
        "FREQ=MONTHLY;UNTIL=20261231T235900;BYDAY=-1SA",
        rdates=("2026-06-13T10:00",),
    )

    assert (sewing,) == events["000000000001"].series
    assert (series("2026-06-01T09:00", 120),) == events["000000000002"].series
    assert [
        ("DTSTART", False),
        ("X-MOZ-GENERATION", False),
        ("DTSTART", False),
        ("VTODO", True),
    ] == lost


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((START, "DURATION:PT2H"), series("2026-05-05T18:00", 120)),
        ((START, "DURATION:P1D"), series("2026-05-05T18:00", 1440, length="wall")),
        ((START, "DURATION:P2W"), series("2026-05-05T18:00", 20160, length="wall")),
        ((START, "DURATION:PT24H"), series("2026-05-05T18:00", 1440)),
        (
            (START, "DTEND;TZID=Europe/Berlin:20260505T200000"),
            series("2026-05-05T18:00", 120),
        ),
        ((START, "DTEND:20260505T180000Z"), series("2026-05-05T18:00", 120)),
        (
            (
                "DTSTART;TZID=Europe/Berlin:20260328T220000",
                "DTEND;TZID=Europe/Berlin:20260329T060000",
            ),
            series("2026-03-28T22:00", 420),
        ),
        (("DTSTART;VALUE=DATE:20260505",), series("2026-05-05T00:00", 1440, length="wall")),
        (
            ("DTSTART;VALUE=DATE:20260328", "DTEND;VALUE=DATE:20260330"),
            series("2026-03-28T00:00", 2880, length="wall"),
        ),
        (
            ("DTSTART:20260505T160000Z", "DURATION:PT90M"),
            series("2026-05-05T16:00", 90, zone="UTC"),
        ),
    ],
)
def test_every_form_of_start_and_length(lines: tuple[str, ...], expected: Series) -> None:
    """Days are by the calendar, hours and ends exact, as RFC 5545 has it."""
    assert expected == series_of(*lines)


@pytest.mark.parametrize(
    ("lines", "rule", "exdates", "rdates"),
    [
        (("RRULE:FREQ=DAILY;UNTIL=20260601",), "FREQ=DAILY;UNTIL=20260601T235900", (), ()),
        (
            ("RRULE:FREQ=DAILY;UNTIL=20260601T180000",),
            "FREQ=DAILY;UNTIL=20260601T180000",
            (),
            (),
        ),
        (
            ("RRULE:freq=daily;until=20260601T160000Z;",),
            "FREQ=DAILY;UNTIL=20260601T160000Z",
            (),
            (),
        ),
        (("RRULE:FREQ=DAILY", "EXDATE:20260506T160000Z"), "FREQ=DAILY", ("2026-05-06T18:00",), ()),
        (("RRULE:FREQ=DAILY", "EXDATE:20260506T180000"), "FREQ=DAILY", ("2026-05-06T18:00",), ()),
        (
            ("RRULE:FREQ=DAILY", "EXDATE;VALUE=DATE:20260506,20260508"),
            "FREQ=DAILY",
            ("2026-05-06T18:00", "2026-05-08T18:00"),
            (),
        ),
        (
            ("RRULE:FREQ=DAILY", "EXDATE;TZID=America/New_York:20260506T120000"),
            "FREQ=DAILY",
            ("2026-05-06T18:00",),
            (),
        ),
        (("RDATE;VALUE=DATE:20260510",), "", (), ("2026-05-10T18:00",)),
        (("RDATE:20260510T070000Z",), "", (), ("2026-05-10T09:00",)),
        (("RDATE;VALUE=PERIOD:20260510T070000Z/PT2H",), "", (), ("2026-05-10T09:00",)),
    ],
)
def test_every_form_of_until_exdate_and_rdate(
    lines: tuple[str, ...], rule: str, exdates: tuple[str, ...], rdates: tuple[str, ...]
) -> None:
    """Days, times of the clock, of another clock and of UTC name the same occurrences."""
    expected = series("2026-05-05T18:00", 120, rule, exdates=exdates, rdates=rdates)

    assert expected == series_of(START, "DURATION:PT2H", *lines)


def test_a_day_as_an_exdate_leaves_out_all_that_starts_on_it() -> None:
    """Mornings and evenings of that day, and nothing of the next."""
    rule = ("RRULE:FREQ=DAILY;BYHOUR=9,18", "EXDATE;VALUE=DATE:20260507")

    assert ("2026-05-07T09:00", "2026-05-07T18:00") == series_of(
        START, "DURATION:PT1H", *rule
    ).exdates


def test_parameters_are_read_however_they_are_quoted() -> None:
    """In quotation marks, as a list, and with a caret before what cannot stand in them."""
    for given in (
        'TZID="Europe/Berlin"',
        "X=a,b;TZID=Europe/Berlin",
        'X="^\'a";TZID=Europe/Berlin',
    ):
        one = series_of(f"DTSTART;{given}:20260505T180000", "DURATION:PT2H")

        assert series("2026-05-05T18:00", 120) == one


def test_a_period_of_another_length_is_an_occurrence_of_that_length() -> None:
    """RDATE;VALUE=PERIOD says how long; end or duration."""
    ending = series_of(*WEEKLY, "RDATE;VALUE=PERIOD:20260510T070000Z/20260510T080000Z")
    move = Move(occurrence="2026-05-10T09:00", to="2026-05-10T09:00", minutes=60)

    assert (move,) == ending.moved
    assert ("2026-05-10T09:00",) == ending.rdates


def moved(name: str, *lines: str) -> str:
    """An event with a RECURRENCE-ID."""
    return event(f"RECURRENCE-ID{name}", *lines)


@pytest.mark.parametrize(
    "name",
    [
        ";TZID=Europe/Berlin:20260512T180000",
        ":20260512T160000Z",
        ":20260512T180000",
        ";VALUE=DATE:20260512",
    ],
)
def test_every_form_of_a_recurrence_id(name: str) -> None:
    """By the clock, in UTC, floating, or as a day: the same occurrence is moved, or cancelled."""
    elsewhere = ("DTSTART;TZID=Europe/Berlin:20260513T190000", "DURATION:PT3H")
    shifted = read(event(*WEEKLY), moved(name, *elsewhere)).events[0].series[0]
    cancelled = read(event(*WEEKLY), moved(name, "STATUS:CANCELLED")).events[0].series[0]
    move = Move(occurrence="2026-05-12T18:00", to="2026-05-13T19:00", minutes=180)

    assert (move,) == shifted.moved
    assert ("2026-05-12T18:00",) == cancelled.exdates


def test_of_two_versions_of_an_occurrence_the_later_counts() -> None:
    """The one with the higher SEQUENCE, wherever it stands."""
    newer = moved(":20260512T160000Z", "SEQUENCE:5", "DTSTART:20260512T170000Z", "DURATION:PT2H")
    older = moved(":20260512T160000Z", "SEQUENCE:4", "DTSTART:20260512T080000Z", "DURATION:PT2H")
    one = read(event(*WEEKLY), newer, older).events[0]

    assert ("2026-05-12T19:00",) == tuple(each.to for each in one.series[0].moved)
    assert 5 == one.sequence


def test_of_two_versions_of_an_event_the_later_counts_and_the_other_is_named() -> None:
    """Two events with one UID, and no RECURRENCE-ID."""
    one = read(event(*WEEKLY, "SEQUENCE:2"), event(START, "DURATION:PT1H", "SEQUENCE:1"))

    assert [120] == [each.series[0].minutes for each in one.events]
    assert [("UID", True)] == losses(one)


def test_this_and_following_ends_one_series_and_begins_another() -> None:
    """Cancelled, nothing follows; on other days, the whole event is left out and named."""
    name = ";RANGE=THISANDFUTURE:20260512T160000Z"
    ended = read(event(*WEEKLY), moved(name, "STATUS:CANCELLED")).events[0].series
    later = read(event(*WEEKLY), moved(name, "DTSTART:20260513T160000Z", "DURATION:PT2H"))

    assert ["FREQ=WEEKLY;UNTIL=20260505T180000"] == [each.rule for each in ended]
    assert () == later.events
    assert [("RECURRENCE-ID", True)] == losses(later)


def test_an_occurrence_that_is_none_is_a_date_of_its_own() -> None:
    """It is added, and named; an occurrence without its series is one time, and named."""
    other = read(
        event(*WEEKLY), moved(":20260514T160000Z", "DTSTART:20260514T080000Z", "DURATION:PT2H")
    )
    alone = read(moved(":20260514T160000Z", "DTSTART:20260514T080000Z", "DURATION:PT2H"))

    assert ("2026-05-14T10:00",) == other.events[0].series[0].rdates
    assert [("RECURRENCE-ID", False)] == losses(other) == losses(alone)
    assert (series("2026-05-14T08:00", 120, zone="UTC"),) == alone.events[0].series


def test_a_start_that_its_rule_does_not_give_is_a_date_of_its_own() -> None:
    """RFC 5545 leaves it open; it is counted as most programs do, and named."""
    one = read(event(START, "DURATION:PT2H", "RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=3"))
    last = read(event(START, "DURATION:PT2H", "RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=1"))
    keys = [each.key[:10] for each in one.events[0].series[0].occurrences()]

    assert ["2026-05-05", "2026-05-07", "2026-05-14"] == keys
    assert [("DTSTART", False)] == losses(one)
    assert ["2026-05-05T18:00"] == [each.key for each in last.events[0].series[0].occurrences()]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("DURATION:PT2H",), "DTSTART"),
        ((START,), "DTEND"),
        ((START, "DTEND;TZID=Europe/Berlin:20260505T180000"), "DTEND"),
        ((START, "DTEND;TZID=Europe/Berlin:20260505T170000"), "DTEND"),
        ((START, "DTEND;VALUE=DATE:20260506"), "DTEND"),
        ((START, "DTEND:20260505T180000Z", "DURATION:PT2H"), "DURATION"),
        ((START, "DURATION:PT0S"), "DURATION"),
        ((START, "DURATION:-PT1H"), "DURATION"),
        ((START, "DURATION:P1M"), "DURATION"),
        ((START, "DURATION:P900D"), "RRULE"),
        (("DTSTART:20260230T100000Z", "DURATION:PT1H"), "DTSTART"),
        (("DTSTART:00010101T100000Z", "DURATION:PT1H"), "DTSTART"),
        (("DTSTART:tomorrow", "DURATION:PT1H"), "DTSTART"),
        (("DTSTART:20260505T160000Z,20260506T160000Z", "DURATION:PT1H"), "DTSTART"),
        (("DTSTART;TZID=Nowhere/Town:20260505T160000", "DURATION:PT1H"), "DTSTART"),
        ((*WEEKLY, "RRULE:FREQ=DAILY"), "RRULE"),
        ((*WEEKLY, "EXRULE:FREQ=DAILY"), "EXRULE"),
        ((*WEEKLY, "EXDATE:never"), "EXDATE"),
        ((*WEEKLY, "STATUS:CANCELLED"), "STATUS"),
        ((*WEEKLY, "TRANSP:TRANSPARENT"), "TRANSP"),
        ((START, "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=1", "EXDATE:20260505T160000Z"), "EXDATE"),
    ],
)
def test_what_cannot_be_represented_leaves_its_event_out_and_is_named(
    lines: tuple[str, ...], name: str
) -> None:
    """Nothing is guessed about when an event takes place."""
    one = read(event(*lines))

    assert () == one.events
    assert [(name, True)] == losses(one)
    assert ["u1"] == [each.uid for each in one.lost]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("EXDATE:20260506T160000Z", "EXDATE"),
        ("LOCATION:Saal", "LOCATION"),
        ('ATTENDEE;CN="A: b":mailto:a@example.org', "ATTENDEE"),
        ("X-OTHER:1", "X-OTHER"),
    ],
)
def test_what_is_not_taken_over_is_named(line: str, name: str) -> None:
    """The event is taken, and what it says beside its times is named with its line."""
    one = read(event(*WEEKLY, line))

    assert 1 == len(one.events)
    assert [(name, False)] == losses(one)
    assert 8 == one.lost[0].line


def test_seconds_are_cut_off_and_named() -> None:
    """Bookings count whole minutes; an end is put off, so that no time is missing."""
    one = read(event("DTSTART:20260505T160030Z", "DTEND:20260505T175959Z"))

    assert (series("2026-05-05T16:00", 120, zone="UTC"),) == one.events[0].series
    assert [("DTSTART", False), ("DTEND", False)] == losses(one)


def test_days_and_hours_together_are_counted_on_the_wall_clock() -> None:
    """RFC 5545 counts the days by the calendar and the hours exactly, which is named."""
    one = read(event(START, "DURATION:P1DT2H"))

    assert (series("2026-05-05T18:00", 1560, length="wall"),) == one.events[0].series
    assert [("DURATION", False)] == losses(one)


def test_a_night_that_comes_again_and_again_is_read_exactly_and_named() -> None:
    """RFC 5545 counts an end in minutes that pass; where the clock changes people mean another."""
    night = (
        "DTSTART;TZID=Europe/Berlin:20260503T220000",
        "DTEND;TZID=Europe/Berlin:20260504T060000",
    )

    assert [("DTEND", False)] == losses(read(event(*night, "RRULE:FREQ=WEEKLY")))
    assert [] == losses(read(event(*night)))


def test_the_zone_of_the_calendar_is_that_of_times_without_one() -> None:
    """X-WR-TIMEZONE counts before the house's; one that is not known is named."""
    floating = event("DTSTART:20260505T180000", "DURATION:PT2H")
    tokyo = read("X-WR-TIMEZONE:Asia/Tokyo", floating)
    nowhere = read("X-WR-TIMEZONE:Nowhere", floating)

    assert "Asia/Tokyo" == tokyo.events[0].series[0].zone
    assert BERLIN == nowhere.events[0].series[0].zone
    assert ("X-WR-TIMEZONE", False) == losses(nowhere)[0]


def test_a_vtimezone_that_contradicts_its_name_is_named_and_the_name_counts() -> None:
    """Files keep what zone data said years ago."""
    lines = (START, "DURATION:PT2H")
    right = read(written_zone(BERLIN), event(*lines))
    wrong = read(written_zone(BERLIN, summer="+0300"), event(*lines))
    broken = read(f"BEGIN:VTIMEZONE\nTZID:{BERLIN}\nEND:VTIMEZONE", event(*lines))

    assert [] == losses(right)
    assert [("DTSTART", False)] == losses(wrong) == losses(broken)
    assert "says otherwise than the zone data, from 2026-05-04T20:00" in wrong.lost[0].why
    assert [BERLIN] == [each.series[0].zone for each in wrong.events]


def test_a_vtimezone_of_an_unknown_name_counts_if_its_clock_is_that_of_the_house() -> None:
    """Else the event is left out: a guess could be an hour wrong."""
    lines = ("DTSTART;TZID=Our Zone:20260505T180000", "DURATION:PT2H")
    same = read(written_zone("Our Zone"), event(*lines))
    other = read(written_zone("Our Zone", summer="+0300"), event(*lines))

    assert [BERLIN] == [each.series[0].zone for each in same.events]
    assert [("DTSTART", False)] == losses(same)
    assert [("DTSTART", True)] == losses(other)


def test_an_event_without_a_uid_and_a_calendar_that_cancels_bring_nothing() -> None:
    """Without a UID an event could be brought twice; METHOD:CANCEL takes back."""
    nameless = read("\n".join(["BEGIN:VEVENT", *WEEKLY, "END:VEVENT"]))
    cancelling = read("METHOD:CANCEL", event(*WEEKLY))

    assert [("UID", True)] == losses(nameless)
    assert [("METHOD", True)] == losses(cancelling)
    assert () == nameless.events == cancelling.events


def test_several_calendars_in_one_file_are_read_one_after_the_other() -> None:
    """Some programs write a calendar for each event."""
    data = calendar(event(*WEEKLY)) + calendar(event(*WEEKLY, uid="u2"))

    assert ["u1", "u2"] == [each.uid for each in read_calendar(data, BERLIN).events]


def test_a_loss_is_told_in_one_line() -> None:
    """Line, property, why, and what became of the event."""
    lost = read(event(START)).lost[0]

    assert "line 3: DTEND: is missing, so the event takes no time (the event is left out)" == str(
        lost
    )
