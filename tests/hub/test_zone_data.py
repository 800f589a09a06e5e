"""Zone data changes; a journal is read for ever."""

from __future__ import annotations

from hashlib import sha256

import pytest
from tests.hub.conftest import RULES, START

from mo_network import Hub
from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.errors import InvalidValue
from mo_network.hub.adoption import read_rules
from mo_network.judging.journal import MemoryJournal
from mo_network.rooms.facts import RoomAdded, RoomBooked
from mo_network.values.slot import Slot
from mo_network.values.slot_text import as_kept

SUMMER = "2031-07-01T18:00+02:00[Europe/Berlin]/2031-07-01T20:00+02:00[Europe/Berlin]"
"""What the installed data says; once upon a time it said +03:00."""
THEN = SUMMER.replace("+02:00", "+03:00")


def test_a_journal_of_other_zone_data_opens_and_keeps_the_wall_clock() -> None:
    """The booking stands at the hours that were promised, though its moments moved."""
    journal, rules = MemoryJournal(), read_rules(RULES)
    Hub.adopt(rules, journal=journal, at=START, clock=lambda: START)
    hub = Hub.open(rules, journal=journal, clock=lambda: START)
    hub.record(OrganisationRegistered(id="org:a", name="A", kind=OrganisationKind.ASSOCIATION))
    hub.record(RoomAdded(id="room:saal", name="Saal", persons=9, zone="Europe/Berlin"))
    slot = Slot.parse(SUMMER)
    booked = RoomBooked(
        id="booking:1", room="room:saal", organisation="org:a", slot=slot, persons=5
    )
    assert hub.record(booked).is_recorded
    older = MemoryJournal()
    for row in journal.rows():
        body = row.body.replace(b"+02:00[", b"+03:00[")
        with older.writing() as writing:
            writing.append(row._replace(body=body, digest=sha256(body).hexdigest()))

    opened = Hub.open(rules, journal=older, clock=lambda: START)

    assert slot == opened.rooms.booking("booking:1").slot
    assert opened.outcome(opened.version).is_recorded


def test_what_is_handed_in_is_read_strictly() -> None:
    """An offset that the zone does not have is a mistake of whoever wrote it."""
    with pytest.raises(InvalidValue, match="not one that Europe/Berlin has"):
        Slot.parse(THEN)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (THEN, SUMMER),
        # The clock shows no 02:30 that night: the moments stay.
        (
            "2026-03-29T02:30+01:30[Europe/Berlin]/2026-03-29T04:00+01:30[Europe/Berlin]",
            "2026-03-29T03:00+02:00[Europe/Berlin]/2026-03-29T04:00+02:00[Europe/Berlin]",
        ),
        # Twice two o'clock: the offset still tells which.
        (
            "2026-10-25T02:30+01:00[Europe/Berlin]/2026-10-25T04:00+03:00[Europe/Berlin]",
            "2026-10-25T02:30+01:00[Europe/Berlin]/2026-10-25T04:00+01:00[Europe/Berlin]",
        ),
    ],
    ids=["summer", "a gap", "a fold"],
)
def test_a_kept_slot_stays_on_the_wall_clock_where_that_has_such_a_time(
    written: str, read: str
) -> None:
    """And never becomes empty."""
    with as_kept():
        assert read == str(Slot.parse(written))
