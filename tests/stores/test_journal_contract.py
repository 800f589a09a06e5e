"""What every journal does, in memory or in a database."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from mo_network.judging.chain import verify
from mo_network.judging.journal import Checkpoint, Journal
from mo_network.judging.record import EMPTY, Head, Row
from mo_network.values.sealed import SealedValue

Fill = Callable[..., list[Row]]
MakeRow = Callable[..., Row]
SALT = bytes(range(16))


def _head(row: Row) -> Head:
    return Head(row.seq, row.digest, row.at)


def test_a_new_journal_is_empty(journal: Journal) -> None:
    """The head of a journal without records is EMPTY, and there is nothing to read."""
    assert EMPTY == journal.head()
    assert [] == list(journal.rows())
    assert journal.row(1) is None


def test_what_was_appended_is_read_back(journal: Journal, fill: Fill) -> None:
    """Rows come back as they went in, in their order, and the last one is the head."""
    rows = fill(journal, "hub:saar", "directory", "hub:koeln")

    assert rows == list(journal.rows())
    assert [*rows, None] == [journal.row(seq) for seq in (1, 2, 3, 4)]
    assert journal.row(0) is None
    assert _head(rows[-1]) == journal.head()
    assert journal.head() == verify(journal)


def test_rows_are_chosen_by_hub_and_number(journal: Journal, fill: Fill) -> None:
    """`after` is left out, `until` is taken in, hubs are those named; none named is no row."""
    fill(journal, "hub:a", "hub:b", "hub:a", "hub:c", "hub:a")

    def numbers(**chosen: object) -> list[int]:
        return [row.seq for row in journal.rows(**chosen)]  # type: ignore[arg-type]

    assert [3, 4, 5] == numbers(after=2)
    assert [2, 3] == numbers(after=1, until=3)
    assert [1, 3, 5] == numbers(hubs=["hub:a"])
    assert [2, 4] == numbers(hubs={"hub:b", "hub:c"})
    assert [3] == numbers(after=1, hubs=("hub:a", "hub:none"), until=4)
    assert [] == numbers(hubs=[])
    assert [] == numbers(after=5)
    assert [] == numbers(until=0)


def test_many_rows_are_read_in_order(journal: Journal, row_after: MakeRow) -> None:
    """More rows than are read at once come in order, each once, and the chain holds."""
    with journal.writing() as writing:
        for number in range(2500):
            writing.append(row_after(writing.head(), hub=f"hub:{number % 2}"))

    assert list(range(1, 2501)) == [row.seq for row in journal.rows()]
    assert list(range(2, 2501, 2)) == [row.seq for row in journal.rows(hubs=["hub:1"])]
    assert 2500 == verify(journal).seq


def test_a_writer_sees_the_tail_and_its_own_head(
    journal: Journal, fill: Fill, row_after: MakeRow
) -> None:
    """Under the lock the head counts what is added; rows are those that are committed."""
    old = fill(journal, "hub:a", "hub:b")

    with journal.writing() as writing:
        assert _head(old[-1]) == writing.head()
        assert old[1:] == list(writing.rows(1, ["hub:a", "hub:b"]))
        assert [] == list(writing.rows(2, ["hub:a", "hub:b"]))
        new = row_after(writing.head())
        writing.append(new)
        assert _head(new) == writing.head()
        assert old == list(writing.rows(0, ["hub:a", "hub:b", "hub:saar"]))

    assert [*old, new] == list(journal.rows())


def test_an_error_takes_everything_back(journal: Journal, fill: Fill, row_after: MakeRow) -> None:
    """After an error inside the block no row and no sealed value of it is kept."""
    kept = fill(journal, "hub:a")

    def fail() -> None:
        with journal.writing() as writing:
            for key in ("note:1", "note:2"):
                writing.append(row_after(writing.head()), [SealedValue(key, "Amina", SALT)])
            raise RuntimeError("on purpose")

    with pytest.raises(RuntimeError, match="on purpose"):
        fail()

    assert kept == list(journal.rows())
    assert _head(kept[-1]) == journal.head()
    assert journal.sealed_value("note:1") is None
    assert 2 == fill(journal, "hub:a")[0].seq


def test_sealed_values_come_with_their_record(journal: Journal, row_after: MakeRow) -> None:
    """Text stays text, bytes stay bytes, and the salt comes back."""
    text = SealedValue("person:a/name", "Zoë Öztürk\0", SALT)
    scan = SealedValue("person:a/scan", b"\xff\x00", SALT[::-1])
    empty = SealedValue("person:a/note", "", SALT)
    with journal.writing() as writing:
        writing.append(row_after(writing.head()), [text, scan, empty])

    assert text == journal.sealed_value(text.key)
    assert scan == journal.sealed_value(scan.key)
    assert empty == journal.sealed_value(empty.key)
    assert journal.sealed_value("person:b/name") is None


def test_erasing_leaves_the_record(journal: Journal, row_after: MakeRow) -> None:
    """An erased value is gone, says so once, and the chain holds as before."""
    values = [SealedValue(f"person:{name}/name", name, SALT) for name in ("a", "b")]
    with journal.writing() as writing:
        writing.append(row_after(writing.head()), values)
    head = journal.head()

    assert [True, False] == [journal.erase(values[0].key) for _ in range(2)]
    assert not journal.erase("person:c/name")

    assert journal.sealed_value(values[0].key) is None
    assert values[1] == journal.sealed_value(values[1].key)
    assert head == verify(journal, head=head.digest)


def test_of_two_values_under_one_key_the_last_stands(journal: Journal, row_after: MakeRow) -> None:
    """A key that is used again gives the later value, and erasing it erases both."""
    for value in ("first", "second"):
        with journal.writing() as writing:
            writing.append(row_after(writing.head()), [SealedValue("person:a", value, SALT)])

    assert SealedValue("person:a", "second", SALT) == journal.sealed_value("person:a")
    assert journal.erase("person:a")
    assert journal.sealed_value("person:a") is None


def test_a_value_may_be_kept_again_after_erasing(journal: Journal, row_after: MakeRow) -> None:
    """Erasing forbids nothing: a new value may come under the same key."""
    for value in ("first", "second"):
        with journal.writing() as writing:
            writing.append(row_after(writing.head()), [SealedValue("person:a", value, SALT)])
        assert SealedValue("person:a", value, SALT) == journal.sealed_value("person:a")
        assert journal.erase("person:a")


def test_the_latest_fitting_checkpoint_is_found(journal: Journal) -> None:
    """A checkpoint has its own form and lies at or before the record asked for."""
    early = Checkpoint(10, "d10", "saar/1", b"\x00early")
    late = Checkpoint(20, "d20", "saar/1", b"late")
    other = Checkpoint(15, "d15", "koeln/1", b"other")
    for each in (late, early, other):
        journal.save_checkpoint(each)

    assert late == journal.checkpoint("saar/1", 99)
    assert late == journal.checkpoint("saar/1", 20)
    assert early == journal.checkpoint("saar/1", 19)
    assert journal.checkpoint("saar/1", 9) is None
    assert journal.checkpoint("saar/2", 99) is None


def test_threads_take_turns(journal: Journal, row_after: MakeRow) -> None:
    """Four threads that write at once lose no number and double none."""

    def write() -> None:
        for _ in range(25):
            with journal.writing() as writing:
                writing.append(row_after(writing.head()))

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 100 == verify(journal).seq


def test_closing_twice_does_no_harm(journal: Journal) -> None:
    """`close` may be called again, in a `finally` for instance."""
    journal.close()
    journal.close()
