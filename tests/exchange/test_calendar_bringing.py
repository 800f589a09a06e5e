"""Foreign calendars as wishes and closures: recorded once, by UID and SEQUENCE."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.exchange.calendar_hub import BERLIN, booking, house, put, slot
from tests.exchange.calendar_text import event, losses, read

from mo_network.errors import InvalidValue, WireError
from mo_network.exchange.calendar.bringing import MOST_CLOSURES, Brought, closures_of, wishes_of
from mo_network.exchange.calendar.reading import Calendar, read_calendar
from mo_network.exchange.knowledge import Knowledge
from mo_network.exchange.playing import record_rows
from mo_network.exchange.steps import Novelty
from mo_network.hub.hub import Hub
from mo_network.judging.weighing import Verdict
from mo_network.rooms.facts import RoomClosed, RoomWished, SeriesWished
from mo_network.scheduling import Series

NOW = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)
FOLDER = Path(__file__).parent / "calendars"
ONCE = ("DTSTART:20260504T160000Z", "DTEND:20260504T180000Z", "SUMMARY:Probe", "DESCRIPTION:leise")
WEEKLY = ("DTSTART;TZID=Europe/Berlin:20260505T180000", "DURATION:PT2H", "RRULE:FREQ=WEEKLY")


def wishes(calendar: Calendar, known: Knowledge | None = None, **more: Any) -> Brought:
    """The wishes of a calendar for the left half, by the choir."""
    given: dict[str, Any] = {
        "room": "room:links",
        "organisation": "org:chor",
        "persons": 12,
        "zone": BERLIN,
    }
    return wishes_of(calendar, known or Knowledge(), **(given | more))


def closures(calendar: Calendar, known: Knowledge | None = None, **more: Any) -> Brought:
    """The closures of a calendar for the left half."""
    given: dict[str, Any] = {"room": "room:links", "zone": BERLIN}
    return closures_of(calendar, known or Knowledge(), **(given | more))


def bring(hub: Hub, calendar: Calendar) -> list[Novelty]:
    """Record the wishes of a calendar; says which were new."""
    known = Knowledge.of(hub)
    steps = wishes(calendar, known).steps
    return [played.novelty for played in record_rows(hub, known, steps, NOW)]


def test_one_time_is_a_wish_for_a_room_with_a_sealed_purpose() -> None:
    """In the clock of the room; title and text are free text, and never stand in the fact."""
    step = wishes(read(event(*ONCE))).steps[0]

    assert isinstance(step.fact, RoomWished)
    assert (slot(4), "room:links", "org:chor", 12) == (
        step.fact.slot,
        step.fact.room,
        step.fact.organisation,
        step.fact.persons,
    )
    assert {"purpose": "Probe\n\nleise"} == step.texts
    assert "calendar:3" == step.place


def test_a_series_is_a_wish_for_a_series() -> None:
    """Its rule is kept as a rule."""
    fact = wishes(read(event(*WEEKLY))).steps[0].fact
    expected = Series(
        start="2026-05-05T18:00", minutes=120, zone=BERLIN, rule="FREQ=WEEKLY", length="exact"
    )

    assert isinstance(fact, SeriesWished)
    assert expected == fact.series


def test_the_same_file_twice_brings_nothing_twice() -> None:
    """The token is UID and SEQUENCE, whatever the file is called."""
    hub = house().hub
    data = (FOLDER / "google.ics").read_bytes()
    first = bring(hub, read_calendar(data, BERLIN, "a.ics"))
    version = hub.version
    again = bring(hub, read_calendar(data, BERLIN, "b.ics"))

    assert [Novelty.NEW] * 2 == first
    assert [Novelty.KNOWN] * 2 == again
    assert version == hub.version


def test_a_wish_for_a_taken_room_is_recorded_and_answered() -> None:
    """As every wish: forbidden, with what is in the way."""
    hub = house().hub
    put(hub, booking("b1", 4))
    known = Knowledge.of(hub)
    played = list(record_rows(hub, known, wishes(read(event(*ONCE)), known).steps, NOW))

    assert [Verdict.FORBIDDEN] == [each.outcome.verdict for each in played]
    assert played[0].outcome.is_recorded


def test_an_event_that_changed_without_a_new_sequence_is_told() -> None:
    """Nothing is done about it."""
    hub = house().hub
    bring(hub, read(event(*ONCE)))
    other = event("DTSTART:20260504T160000Z", "DTEND:20260504T190000Z", "SUMMARY:Probe")

    assert [Novelty.CHANGED] == bring(hub, read(other))


def test_a_later_version_is_a_wish_of_its_own_and_the_earlier_is_named() -> None:
    """Which of the two holds, people say: it may be granted already."""
    hub = house().hub
    bring(hub, read(event(*ONCE)))
    known = Knowledge.of(hub)
    later = wishes(read(event(*ONCE, "SEQUENCE:1")), known)

    assert [("SEQUENCE", False)] == losses(Calendar("", (), later.lost))
    assert "version 0 is in the journal as wish:" in later.lost[0].why
    assert later.steps[0].fact != wishes(read(event(*ONCE))).steps[0].fact


def test_days_are_closures_with_their_title_as_the_reason() -> None:
    """From midnight to midnight by the clock of the room; a reason is a plain label."""
    days = ("DTSTART;VALUE=DATE:20260720", "DTEND;VALUE=DATE:20260722")
    brought = closures(read(event(*days, "SUMMARY:Umbau\\n im\u200b Saal")))
    fact = brought.steps[0].fact

    assert isinstance(fact, RoomClosed)
    assert "2026-07-20T00:00+02:00[Europe/Berlin]/2026-07-22T00:00+02:00[Europe/Berlin]" == str(
        fact.slot
    )
    assert "Umbau im Saal" == fact.reason
    assert [("SUMMARY", False)] == losses(Calendar("", (), brought.lost))
    assert "-" == closures(read(event(*days))).steps[0].fact.reason  # type: ignore[attr-defined]


def test_a_series_of_closures_is_closed_time_by_time_and_bounded() -> None:
    """Each has its own token; what is beyond the bound is named."""
    until = closures(read(event(*WEEKLY)), until=date(2026, 5, 20))
    endless = closures(read(event(*WEEKLY)))

    assert 3 == len(until.steps) == len({each.token for each in until.steps})
    assert () == until.lost
    assert MOST_CLOSURES == len(endless.steps)
    assert [("RRULE", False)] == losses(Calendar("", (), endless.lost))
    assert "2045-07-04T18:00" in endless.lost[0].why


def test_what_was_over_before_a_day_is_left_out_and_named() -> None:
    """A calendar of years is imported from today on; a series that goes on is taken whole."""
    found = wishes(read(event(*ONCE), event(*WEEKLY, uid="u2")), since=date(2026, 5, 5))

    assert 1 == len(found.steps)
    assert [("u1", "DTSTART", True)] == [
        (lost.uid, lost.property, lost.is_whole) for lost in found.lost
    ]
    assert 2 == len(
        closures(read(event(*WEEKLY)), since=date(2026, 5, 6), until=date(2026, 5, 20)).steps
    )


def test_an_event_that_no_fact_can_hold_is_named() -> None:
    """Slots end with the year 9998; the others are brought."""
    late = event("DTSTART:99990504T160000Z", "DURATION:PT1H")
    found = wishes(read(late, event(*ONCE, uid="u2")))

    assert 1 == len(found.steps)
    assert [("u1", True)] == [(lost.uid, lost.is_whole) for lost in found.lost]


def test_a_purpose_that_nobody_could_read_is_cut_and_named() -> None:
    """Mails are pasted into events, with all that they quote."""
    found = wishes(read(event(*ONCE[:2], "DESCRIPTION:" + "a" * 9000)))

    assert 5000 == len(found.steps[0].texts["purpose"])
    assert [("DESCRIPTION", False)] == losses(Calendar("", (), found.lost))


@pytest.mark.parametrize(
    "given", [{"persons": 0}, {"room": "Saal"}, {"organisation": "chor"}, {"zone": "Nowhere"}]
)
def test_a_call_that_cannot_be_is_an_error_and_no_loss(given: dict[str, Any]) -> None:
    """Otherwise each event would be lost for the same reason."""
    with pytest.raises((InvalidValue, WireError)):
        wishes(read(event(*ONCE)), **given)


def test_this_and_following_brings_two_wishes() -> None:
    """One for each of the series that it comes to."""
    brought = wishes(read_calendar(FOLDER / "nextcloud.ics", BERLIN))

    assert ["SeriesWished"] * 2 == [type(each.fact).__name__ for each in brought.steps]
    assert 2 == len({each.token for each in brought.steps})
