"""The journal in memory keeps the contract of journals."""

from __future__ import annotations

import contextlib
import threading

import pytest
from tests.judging.toy import HUB, TinCut, TinPlaced, journal_of, row_of

from mo_network.errors import InvalidValue
from mo_network.judging.chain import verify
from mo_network.judging.journal import Checkpoint, MemoryJournal
from mo_network.judging.record import EMPTY, Row
from mo_network.values.money import Money
from mo_network.values.sealed import SealedValue

PLACED = TinPlaced(id="tin:red", amount=Money(1))


def row(seq: int) -> Row:
    """A row by its number, with nothing in it."""
    return Row(seq, HUB, "2026-05-01T12:00:00Z", b"", "")


def test_rows_are_handed_out_by_number_and_hub() -> None:
    """After one, up to another, of some hubs."""
    journal = journal_of([PLACED, PLACED, PLACED])

    assert [2, 3] == [found.seq for found in journal.rows(1)]
    assert [2] == [found.seq for found in journal.rows(1, {HUB}, 2)]
    assert [] == list(journal.rows(0, {"hub:other"}))
    assert [None, 1, 3, None] == [
        found.seq if found else None for found in map(journal.row, (0, 1, 3, 4))
    ]


def test_an_error_takes_back_all_that_was_appended() -> None:
    """Rows and sealed values come together or not at all."""
    journal = MemoryJournal()
    value = SealedValue(key="seal:a", value=b"x", salt=b"y" * 16)
    with (
        contextlib.suppress(ZeroDivisionError),
        journal.writing() as writing,
    ):
        writing.append(row(1), [value])
        writing.append(row(writing.head().seq // 0))

    assert EMPTY == journal.head()
    assert journal.sealed_value("seal:a") is None
    with journal.writing() as writing:
        writing.append(row(1), [value])
    assert value is journal.sealed_value("seal:a")
    assert (True, False) == (journal.erase("seal:a"), journal.erase("seal:a"))
    assert journal.sealed_value("seal:a") is None


def test_a_lock_inside_the_lock_is_found() -> None:
    """Two rows of one number would break the chain for ever."""
    journal = MemoryJournal()

    def write_twice() -> None:
        with journal.writing() as outer:
            row_of(journal, PLACED)
            outer.append(row(1))

    with pytest.raises(InvalidValue, match="not the next one"):
        write_twice()
    assert 1 == verify(journal).seq


def test_threads_that_write_at_once_make_one_chain() -> None:
    """Each sees the head that the others left."""
    journal = journal_of([PLACED])

    def write(name: str) -> None:
        for number in range(50):
            row_of(journal, TinCut(id=f"cut:{name}{number}", tin="tin:red", amount=Money(1)))

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 201 == verify(journal).seq


def test_a_second_writer_waits_until_the_first_is_done() -> None:
    """While one holds the lock, another does not even see the head."""
    journal = MemoryJournal()
    thread = threading.Thread(target=row_of, args=(journal, PLACED))
    with journal.writing() as writing:
        thread.start()
        thread.join(0.1)
        assert thread.is_alive()
        assert EMPTY == writing.head()
    thread.join()

    assert 1 == verify(journal).seq


def test_the_latest_fitting_checkpoint_is_taken() -> None:
    """Of the same form, and not beyond the record that is asked for."""
    journal = MemoryJournal()
    for seq, form in ((3, "a"), (9, "a"), (7, "a"), (8, "b")):
        journal.save_checkpoint(Checkpoint(seq, "", form, b""))

    def found(form: str, until: int) -> int | None:
        checkpoint = journal.checkpoint(form, until)
        return checkpoint.seq if checkpoint else None

    assert [7, 9, None, None] == [found("a", 8), found("a", 9), found("a", 2), found("c", 9)]
