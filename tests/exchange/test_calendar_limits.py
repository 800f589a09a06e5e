"""Hostile and broken files: read in bounded time and memory, or refused, with line and bound."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.calendar_text import BERLIN, calendar, event, losses, read

from mo_network.errors import InvalidValue
from mo_network.exchange.calendar.components import DEEPEST, MOST_COMPONENTS
from mo_network.exchange.calendar.lines import LARGEST, LONGEST_LINE, MOST_LINES, read_lines
from mo_network.exchange.calendar.reading import (
    MOST_EVENTS,
    read_bounded,
    read_calendar,
)
from mo_network.exchange.calendar.uid_reading import MOST_OVERRIDES

ONCE = ("DTSTART:20260505T160000Z", "DURATION:PT1H")


class Endless(BytesIO):
    """A stream that never ends, and counts what was taken from it."""

    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        """As much as is asked for."""
        assert size is not None
        assert size > 0
        self.taken += size
        return b"a" * size


def test_a_file_of_fifty_megabytes_is_left_at_the_bound(tmp_path: Path) -> None:
    """No more than the bound and one byte is read, and the refusal names both."""
    stream = Endless()
    with pytest.raises(InvalidValue, match=r"big\.ics: is larger than 16 MiB"):
        read_bounded(stream, "big.ics")
    path = tmp_path / "big.ics"
    with path.open("wb") as file:
        file.truncate(50_000_000)

    assert LARGEST + 256 * 1024 >= stream.taken
    with pytest.raises(InvalidValue, match=r"larger than 16 MiB.*export one room"):
        read_calendar(path, BERLIN)
    with pytest.raises(InvalidValue, match="larger than 16 MiB"):
        list(read_lines(b"a" * (LARGEST + 1), "bytes"))


def test_an_endless_line_is_refused_without_being_copied() -> None:
    """One line of 16 MiB costs no memory beside itself; folded again and again, little more."""
    long = b"BEGIN:VCALENDAR\r\nX-A:" + b"a" * (LARGEST - 100)
    folded = b"BEGIN:VCALENDAR\r\nX-A:" + b"\r\n abcdefgh" * 60_000
    tracemalloc.start()
    for data in (long, folded):
        with pytest.raises(InvalidValue, match=r"c\.ics:2: has [0-9]+ bytes in one line; allowed"):
            read_calendar(data, BERLIN, "c.ics")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert 16 * LONGEST_LINE + 10_000_000 > peak


def _many(count: int, part: bytes) -> bytes:
    return b"BEGIN:VCALENDAR\r\n" + part * count + b"END:VCALENDAR\r\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            _many(MOST_EVENTS + 1, b"BEGIN:VEVENT\nEND:VEVENT\n"),
            f"the calendar has {MOST_EVENTS + 1} events; allowed are at most {MOST_EVENTS}",
        ),
        (
            _many(MOST_COMPONENTS + 1, b"BEGIN:VALARM\nEND:VALARM\n"),
            f"one component too many; allowed is at most {MOST_COMPONENTS}",
        ),
        (
            b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 9000,
            f"begins 'VEVENT' {DEEPEST + 1} deep; allowed is components at most {DEEPEST} deep",
        ),
        (b"BEGIN:VCALENDAR\nBEGIN:VCALENDAR\n", ":2: begins 'VCALENDAR' within 'VCALENDAR'"),
        (b"BEGIN:VEVENT\n", ":1: begins 'VEVENT' outside of a calendar"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n", ":3: ends 'VCALENDAR', but 'VEVENT'"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", ":2: is where 'VEVENT' begins, which never ends"),
        (b" BEGIN:VCALENDAR\n", ":1: is outside of a calendar"),
        (b"UID:1\nBEGIN:VCALENDAR\nEND:VCALENDAR\n", ":1: is outside of a calendar"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\nUID:1\n", ":3: is outside of a calendar"),
        (b"END:VCALENDAR\n", ":1: is outside of a calendar"),
        (b"", ":1: holds no calendar"),
        (b"\n\n", ":1: holds no calendar"),
        (b"\xff\xfeB\0E\0", ":1: is UTF-16; allowed is UTF-8"),
        (b"BEGIN:VCALENDAR\nX:a\0b\nEND:VCALENDAR\n", ":2: holds a NUL"),
        (b"BEGIN:VCALENDAR\nX:\x81\nEND:VCALENDAR\n", ":2: is neither UTF-8 nor CP1252"),
    ],
)
def test_a_file_beyond_a_bound_is_refused_with_its_line(data: bytes, said: str) -> None:
    """Size, lines, counts, depth, order and encodings: each refusal names where, and what goes."""
    with pytest.raises(InvalidValue) as caught:
        read_calendar(data, BERLIN, "c.ics")

    assert said in str(caught.value)
    assert str(caught.value).startswith("c.ics:")


def test_more_lines_than_any_calendar_has_are_refused() -> None:
    """They are counted while they are read."""
    with pytest.raises(InvalidValue, match=f":{MOST_LINES + 1}: is one line too many"):
        sum(1 for _ in read_lines(b"X:1\n" * (MOST_LINES + 1), "c.ics"))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The path, and why it cannot be read."""
    with pytest.raises(InvalidValue, match=r"none\.ics cannot be read"):
        read_calendar(tmp_path / "none.ics", BERLIN)


def test_too_many_losses_are_one_refusal() -> None:
    """A file of which nothing is understood does not become a list as long as itself."""
    parts = [f"BEGIN:VTODO\nUID:{number}\nEND:VTODO" for number in range(5_001)]
    with pytest.raises(InvalidValue, match="is the 5001th thing that cannot be taken over"):
        read(*parts)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;COUNT=1000000000",
        "FREQ=HOURLY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=1;UNTIL=20270101",
        "FREQ=YEARLY;RSCALE=CHINESE;SKIP=FORWARD",
        "FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=2",
        "BYDAY=MO",
        "FREQ=DAILY;" + "BYDAY=MO;" * 5000,
        "",
    ],
)
def test_a_rule_that_cannot_be_leaves_its_event_out(rule: str) -> None:
    """The event is named with the reason; the others are read."""
    found = read(event(*ONCE, f"RRULE:{rule}"), event(*ONCE, uid="u2"))

    assert ["u2"] == [each.uid for each in found.events] or rule.startswith("FREQ=YEARLY;BYMONTHD")
    assert "u1" == found.lost[0].uid


@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY", "FREQ=DAILY;COUNT=9999999999", "FREQ=DAILY;UNTIL=99991231"]
)
def test_billions_of_occurrences_are_never_walked(rule: str) -> None:
    """A rule is kept as a rule, however often it comes."""
    found = read(event(*ONCE, f"RRULE:{rule}"))

    assert 1 == len(found.events[0].series)


def test_more_exceptions_than_a_series_may_have_are_refused() -> None:
    """They are counted before they are read; so are changed occurrences."""
    many = ",".join(["20260505T160000Z"] * 2500)
    dates = read(event(*ONCE, "RRULE:FREQ=DAILY", *[f"EXDATE:{many}"] * 5))
    changed = [event("RECURRENCE-ID:20260505T160000Z", *ONCE)] * (MOST_OVERRIDES + 1)
    overrides = read(event(*ONCE, "RRULE:FREQ=DAILY"), *changed)

    assert [("EXDATE", True)] == losses(dates)
    assert [("RECURRENCE-ID", True)] == losses(overrides)


def test_a_property_that_stands_twice_leaves_the_event_out_if_it_is_about_time() -> None:
    """Two starts could mean two things; of two titles the first counts, and the second is named."""
    twice = read(event(*ONCE, "DTSTART:20260506T160000Z"))
    titles = read(event(*ONCE, "SUMMARY:a", "SUMMARY:b"))

    assert [("DTSTART", True)] == losses(twice)
    assert "stands 2 times" in twice.lost[0].why
    assert [("SUMMARY", False)] == losses(titles)
    assert "a" == titles.events[0].summary


def test_broken_folding_is_named_and_never_guessed() -> None:
    """A line that lost its blank leaves the event out where a time may be cut by it."""
    text = read(event(*ONCE, "DESCRIPTION:a long", "text that goes on"))
    times = read(event(*ONCE, "RRULE:FREQ=WEEKLY;COUNT=1", "0"))

    assert [("DESCRIPTION", False)] == losses(text)
    assert [("RRULE", True)] == losses(times)
    assert 8 == times.lost[0].line


def test_folding_within_a_letter_and_with_tabs_is_undone() -> None:
    """Some programs fold after so many bytes, whatever letter they cut."""
    title = "SUMMARY:Frühstück".encode()
    cut = title.index(b"\xbc")
    data = calendar(event(*ONCE, "X")).replace(
        b"X\r\n", title[:cut] + b"\r\n\t" + title[cut:] + b"\r\n"
    )

    assert "Frühstück" == read_calendar(data, BERLIN).events[0].summary
    assert "Frühstück" == read_calendar(data.replace(b"\r\n", b"\n"), BERLIN).events[0].summary
    assert "Frühstück" == read_calendar(b"\xef\xbb\xbf" + data, BERLIN).events[0].summary


def test_a_file_in_the_encoding_of_windows_is_read_and_named() -> None:
    """CP1252 is read line by line, and said."""
    found = read_calendar(
        calendar(event(*ONCE, "SUMMARY:Frühstück")).decode().encode("cp1252"), BERLIN
    )

    assert "Frühstück" == found.events[0].summary
    assert "CP1252" in found.lost[0].why


def test_parameters_that_cannot_be_read_are_named() -> None:
    """An open quotation mark, a parameter without a value, and an intricate one without an end."""
    for start in (
        'DTSTART;TZID="Europe/Berlin:20260505T160000',
        "DTSTART;TZID:20260505T160000",
        f'DTSTART;X="^{"a" * 10_000}":20260505T160000Z',
    ):
        assert [("DTSTART", True)] == losses(read(event(start, "DURATION:PT1H")))


@given(st.data())
def test_no_damage_of_a_file_is_more_than_a_refusal(data: st.DataObject) -> None:
    """Cut, doubled or overwritten anywhere, a file is read or refused; nothing else is raised."""
    names = ("google", "apple", "outlook", "nextcloud", "thunderbird")
    path = Path(__file__).parent / "calendars" / f"{data.draw(st.sampled_from(names))}.ics"
    whole = path.read_bytes()
    low = data.draw(st.integers(0, len(whole)))
    high = data.draw(st.integers(low, min(low + 60, len(whole))))
    other = data.draw(
        st.sampled_from([b"", b"\r\n", b";", b":", b'"', b"99999", b"\xff", b"BEGIN:VEVENT\r\n"])
    )
    broken = whole[:low] + other + whole[high:]

    assert "read" == answer(broken)


def _lines() -> Iterator[bytes]:
    yield from (b"BEGIN:VCALENDAR", b"END:VCALENDAR", b"BEGIN:VEVENT", b"END:VEVENT", b"UID:1")


@given(
    st.lists(st.sampled_from([*_lines(), b" x", b"", b"RRULE:FREQ=SECONDLY", b"DTSTART:0", b":"]))
)
def test_any_order_of_lines_is_read_or_refused(lines: list[bytes]) -> None:
    """Whatever stands where, the answer is a calendar or an error with a line."""
    assert "read" == answer(b"\n".join(lines))


def answer(data: bytes) -> str:
    """What comes of a file: "read", also for a refusal that names the file."""
    try:
        found = read_calendar(data, BERLIN, "c.ics")
    except InvalidValue as error:
        return "read" if str(error).startswith("c.ics:") else str(error)
    return "read" if all(each.line > 0 for each in found.lost) else str(found.lost)
