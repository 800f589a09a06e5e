"""What is SQLite's own: triggers, opening, erasing, and what it says when something is wrong."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from mo_network import stores
from mo_network.errors import InvalidValue, JournalDamaged, MoNetworkError
from mo_network.judging.chain import verify
from mo_network.judging.journal import Checkpoint
from mo_network.judging.record import Row
from mo_network.stores.sql import SqlJournal
from mo_network.stores.sqlite import SqliteFile, open_sqlite
from mo_network.values.sealed import SealedValue

Fill = Callable[..., list[Row]]
MakeRow = Callable[..., Row]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the path of a journal that does not exist yet."""
    return tmp_path / "journal.db"


@pytest.fixture
def journal(path: Path) -> Iterator[SqlJournal]:
    """Open an empty journal."""
    opened = open_sqlite(str(path))
    yield opened
    opened.close()


def test_a_journal_survives_its_process(path: Path, fill: Fill, row_after: MakeRow) -> None:
    """What one opening wrote, the next one reads, and begins no second journal."""
    value = SealedValue("person:a/name", "Amina", bytes(16))
    with closing(open_sqlite(str(path))) as journal:
        rows = fill(journal, "hub:a", "hub:b")
        with journal.writing() as writing:
            rows.append(row_after(writing.head()))
            writing.append(rows[-1], [value])

    with closing(open_sqlite(str(path), create=False)) as journal:
        assert rows == list(journal.rows())
        assert value == journal.sealed_value(value.key)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE record SET hub = 'hub:b'",
        "UPDATE OR REPLACE record SET seq = 1 WHERE seq = 2",
        "DELETE FROM record WHERE seq = 2",
        "DELETE FROM record",
        "REPLACE INTO record SELECT 1, hub, at, body, 'other' FROM record WHERE seq = 1",
        "INSERT INTO record SELECT 5, hub, at, body, digest FROM record WHERE seq = 1",
        "INSERT INTO record SELECT 0, hub, at, body, digest FROM record WHERE seq = 1",
        "INSERT INTO record SELECT NULL, hub, at, body, digest FROM record WHERE seq = 1",
        "INSERT INTO record SELECT * FROM record WHERE seq = 1 ON CONFLICT DO UPDATE SET at = ''",
    ],
)
def test_the_database_itself_refuses_changes(
    journal: SqlJournal, path: Path, fill: Fill, change: str
) -> None:
    """Through any connection, records are neither changed, removed, replaced nor misnumbered."""
    rows = fill(journal, "hub:a", "hub:a")

    with closing(sqlite3.connect(path)) as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute(change)

    assert rows == list(journal.rows())


def test_a_row_with_a_wrong_number_is_refused(
    journal: SqlJournal, fill: Fill, row_after: MakeRow
) -> None:
    """A writer that did not ask for the head changes nothing, and the next one may write."""
    (row,) = fill(journal, "hub:a")

    def append_it_again() -> None:
        with journal.writing() as writing:
            note = SealedValue("note:1", "x", bytes(16))
            writing.append(row_after(writing.head()), [note])
            writing.append(row)

    with pytest.raises(InvalidValue, match="number after the last one"):
        append_it_again()

    assert [row] == list(journal.rows())
    assert journal.sealed_value("note:1") is None
    assert 2 == fill(journal, "hub:a")[0].seq


def test_erasing_leaves_no_copy_in_any_file(
    journal: SqlJournal, path: Path, row_after: MakeRow
) -> None:
    """Not in the database, nor in its log; values short and long, erased in any order."""
    # With this seed, deleting rows instead of blanking them leaves a copy behind.
    pick, alive, stored = random.Random(2), dict[str, bytes](), b""
    for number in range(600):
        key = f"note:{number}"
        value = f"<{number:022}>" * pick.choice([1, 1, 3, 30, 400])
        with journal.writing() as writing:
            sealed = SealedValue(key, value, bytes(16))
            writing.append(row_after(writing.head()), [sealed])
        alive[key] = value[:24].encode()
        if number % 4 == 3:
            gone = [alive.pop(key) for key in pick.sample(sorted(alive), 3) if journal.erase(key)]
            stored = b"".join(file.read_bytes() for file in path.parent.iterdir())
            assert [] == [start for start in gone if start in stored]

    assert 150 == len(alive)
    assert all(start in stored for start in alive.values())
    assert all(journal.sealed_value(key) for key in alive)
    assert 600 == verify(journal).seq


def test_a_reader_does_not_wait_for_a_writer(
    journal: SqlJournal, path: Path, fill: Fill, row_after: MakeRow
) -> None:
    """Another connection reads what is committed while a block of writing is open."""
    fill(journal, "hub:a")

    with closing(open_sqlite(str(path))) as reader:
        with journal.writing() as writing:
            writing.append(row_after(writing.head()))
            assert 1 == reader.head().seq
        assert 2 == reader.head().seq


def test_a_writer_that_waits_too_long_says_so(path: Path, journal: SqlJournal, fill: Fill) -> None:
    """A lock held by another process is named, and nothing is written."""
    with closing(SqlJournal(SqliteFile(str(path), busy_seconds=0.05))) as other:
        with journal.writing(), pytest.raises(MoNetworkError, match=r"locked .* 0\.05 seconds"):
            fill(other, "hub:a")
        fill(other, "hub:a")

    assert 1 == journal.head().seq


def test_writing_inside_writing_is_refused(journal: SqlJournal, fill: Fill) -> None:
    """One thread has one block of writing at a time; the outer one is not disturbed."""
    with journal.writing(), pytest.raises(InvalidValue, match="already"):
        fill(journal, "hub:a")

    assert 1 == fill(journal, "hub:a")[0].seq


def test_a_closed_journal_says_so(journal: SqlJournal, path: Path) -> None:
    """Every use after closing names the journal and what to do; its log is gone."""
    journal.close()

    for use in (journal.head, journal.writing().__enter__, lambda: list(journal.rows())):
        with pytest.raises(InvalidValue, match="was closed: open it again"):
            use()
    assert [path] == list(path.parent.iterdir())


def test_a_commit_is_on_the_disk(journal: SqlJournal) -> None:
    """The write-ahead log is on, and a commit waits for the disk."""
    ask = journal._session.ask

    assert [("wal",)] == ask("PRAGMA journal_mode")
    assert [(2,)] == ask("PRAGMA synchronous")
    assert [(1,)] == ask("PRAGMA secure_delete")


@pytest.mark.parametrize(
    "url",
    [
        "", "saar.db", "sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite://host/saar.db",
        "sqlite:///saar.db?mode=ro", "postgresql://localhost/saar", "memory:", "memory:///x", None,
    ],
)  # fmt: skip
def test_addresses_of_no_journal_are_refused(url: str) -> None:
    """The message says what was given and which forms there are."""
    with pytest.raises(InvalidValue, match=r"is no address of a journal: give memory://.*sqlite:"):
        stores.open(url)


def test_a_directory_that_does_not_exist_is_named(tmp_path: Path) -> None:
    """Nothing is made on the way, neither file nor directory."""
    with pytest.raises(InvalidValue, match="there is no directory"):
        stores.open(f"sqlite:///{tmp_path}/none/saar.db")

    assert [] == list(tmp_path.iterdir())


def test_a_directory_is_no_journal(tmp_path: Path) -> None:
    """A directory in place of the file is called one."""
    with pytest.raises(InvalidValue, match="is a directory"):
        stores.open(f"sqlite:///{tmp_path}")


def test_who_only_reads_begins_no_journal(path: Path) -> None:
    """`create=False` refuses a file that does not exist or holds nothing, and leaves it so."""
    with pytest.raises(InvalidValue, match="does not exist"):
        stores.open(f"sqlite:///{path}", create=False)
    assert not path.exists()

    path.touch()
    with pytest.raises(InvalidValue, match="it holds nothing"):
        stores.open(f"sqlite:///{path}", create=False)
    assert b"" == path.read_bytes()


def test_a_file_that_is_no_database_is_refused(path: Path) -> None:
    """A table of another program is not taken for a journal, nor written to."""
    content = b"name;amount\nVerein;500\n" * 100
    path.write_bytes(content)

    with pytest.raises(InvalidValue, match="no SQLite database"):
        stores.open(f"sqlite:///{path}")
    assert content == path.read_bytes()


def test_a_database_of_somebody_else_is_left_alone(path: Path) -> None:
    """An SQLite file with other tables is refused, byte for byte as it was."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE customers (name TEXT)")
    content = path.read_bytes()

    with pytest.raises(InvalidValue, match="it holds customers"):
        stores.open(f"sqlite:///{path}")
    assert content == path.read_bytes()


@pytest.mark.parametrize(("statement", "said"), [
    ("UPDATE schema_number SET number = 2", "schema number 2, this version of mo-network reads 1"),
    ("DELETE FROM schema_number", "schema number none"),
    ("DROP TABLE sealed", "is no journal"),
])  # fmt: skip
def test_another_schema_is_refused(path: Path, statement: str, said: str) -> None:
    """A journal of a later version is not misread: both numbers are named."""
    open_sqlite(str(path)).close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(statement)

    with pytest.raises(InvalidValue, match=said):
        stores.open(f"sqlite:///{path}")


def test_damaged_pages_are_called_so(path: Path, row_after: MakeRow) -> None:
    """A database whose pages were overwritten is damage, not a wrong value."""
    with closing(open_sqlite(str(path))) as journal, journal.writing() as writing:
        for _ in range(200):
            writing.append(row_after(writing.head(), what="x" * 200))
    content = bytearray(path.read_bytes())
    content[4096 * 4 :] = b"\xaa" * len(content[4096 * 4 :])
    path.write_bytes(content)

    with pytest.raises(JournalDamaged, match="restore it from a copy"):
        verify(open_sqlite(str(path)))


def test_a_file_that_may_not_be_written_says_so(path: Path) -> None:
    """A driver's error that has no name of its own comes as the library's, with its words."""
    journal = open_sqlite(str(path))
    journal._session.ask("PRAGMA query_only=ON")

    with pytest.raises(MoNetworkError, match=r"readonly.*permissions"):
        journal.save_checkpoint(Checkpoint(1, "d", "saar/1", b""))
    journal.close()


def test_without_the_extra_the_message_names_it() -> None:
    """Where SQLAlchemy is not installed, the message says how to get it; memory works."""
    code = (
        "import sys; sys.modules['sqlalchemy'] = None\n"
        "from mo_network import stores\n"
        "stores.open('memory://')\n"
        "try: stores.open('sqlite:///saar.db')\n"
        "except stores.InvalidValue as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "pip install 'mo-network[sql]'" in done.stdout


def test_sqlalchemy_is_not_imported_before_a_database_is_opened() -> None:
    """Half a second of import is paid by those who need it."""
    code = (
        "import sys; from mo_network import stores; stores.open('memory://')\n"
        "print('sqlalchemy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "False\n" == done.stdout
