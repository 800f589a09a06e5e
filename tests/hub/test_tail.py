"""What others record while a hub reads: counted once, and corrected like one's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.hub.conftest import RULES, START, application, booking, set_up

from mo_network.errors import JournalDamaged
from mo_network.funding.facts import ApplicationSubmitted, BudgetAllocated
from mo_network.hub.areas import SUBJECTS
from mo_network.hub.hub import Hub
from mo_network.judging.facts import Corrected
from mo_network.judging.journal import MemoryJournal
from mo_network.judging.record import Head
from mo_network.rooms.booking_facts import RoomBooked
from mo_network.rooms.facts import BookingCancelled
from mo_network.testing import HubInMemory, hub_in_memory
from mo_network.values.money import Money


class Overtaken(MemoryJournal):
    """A journal to which somebody writes just after its head was asked for."""

    meanwhile: Callable[[], object] | None = None

    def head(self) -> Head:
        """The head, and then one more record."""
        head = super().head()
        if self.meanwhile is not None:
            write, self.meanwhile = self.meanwhile, None
            write()
        return head


def allocation(number: int) -> BudgetAllocated:
    """A thousand euros more in the pot."""
    return BudgetAllocated(
        id=f"allocation:more-{number}", line="line:micro", year=2025, amount=Money(100_000)
    )


def test_what_is_recorded_while_the_tail_is_read_counts_once() -> None:
    """More is read than stood there when the head was asked for; it is not read again."""
    journal = Overtaken()
    kit = set_up(hub_in_memory(RULES, journal=journal, at=START))
    reader = Hub.open(kit.hub._recorder.rules, journal=journal, clock=kit.clock)  # type: ignore[arg-type]
    kit.hub.record(allocation(1))
    journal.meanwhile = lambda: kit.hub.record(allocation(2))
    reader.refresh()
    reader.refresh()

    assert kit.hub.funding.pots() == reader.funding.pots()
    assert journal.head().seq == reader.version


def test_another_journal_in_the_place_of_this_one_is_noticed() -> None:
    """A copy was restored, and has as many records or more; nothing is written into it."""
    for more in (0, 1):
        kit, other = (
            set_up(hub_in_memory(RULES, journal=MemoryJournal(), at=START), pot=pot)
            for pot in (100_000, 200_000)
        )
        for number in range(more):
            other.hub.record(allocation(number))
        rows = list(other.journal.rows())
        kit.journal._rows[:], kit.journal._head = rows, other.journal.head()
        with pytest.raises(JournalDamaged, match="another journal was put in the place"):
            kit.hub.record(allocation(9))

        assert rows == list(kit.journal.rows())


def test_what_never_had_a_step_takes_no_ground_from_a_correction(kit: HubInMemory) -> None:
    """A booking that was cancelled twice, and another one that is corrected."""
    first, other = booking("1", "10:00", "12:00"), booking("2", "14:00", "16:00")
    assert isinstance(first, RoomBooked)
    record = kit.hub.record(first).record
    assert record is not None
    kit.hub.record(other)
    for _ in range(2):
        kit.hub.record(BookingCancelled(booking="booking:2"))
    correction = Corrected(record=record.seq, replacement=first.but(persons=6), reason="six")

    assert kit.hub.check(correction).is_allowed
    kit.hub.save_checkpoint()
    rules = kit.hub._recorder.rules
    again = Hub.open(rules, journal=kit.journal, clock=kit.clock)  # type: ignore[arg-type]
    assert again.check(correction).is_allowed


def test_a_corrected_matter_waits_as_it_stands_now_after_a_checkpoint_too() -> None:
    """An application that was corrected below what a condition asks about waits for nobody."""
    text = (
        RULES
        + """
[[conditions]]
id = "seen"
title = "Seen"
confirms = "grant"
by = ["team"]
source = "rules"
when = { amount_above = "team" }
"""
    )
    kit = set_up(hub_in_memory(text, at=START))
    wish = application(cents=60_000)
    assert isinstance(wish, ApplicationSubmitted)
    record = kit.hub.record(wish).record
    assert record is not None
    assert 1 == len(kit.hub.open_confirmations())
    right = wish.but(amount=Money(40_000))
    kit.hub.record(Corrected(record=record.seq, replacement=right, reason="typing"))
    assert () == kit.hub.open_confirmations()
    kit.hub.save_checkpoint()
    again = Hub.open(kit.hub._recorder.rules, journal=kit.journal, clock=kit.clock)  # type: ignore[arg-type]

    assert () == again.open_confirmations()


def test_all_subjects_can_be_counted() -> None:
    """As many as there are names."""
    assert len(list(SUBJECTS)) == len(SUBJECTS) == len(set(SUBJECTS))
