"""Several processes at once, and processes that die in the middle of an append."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing

import pytest

from mo_network import stores
from mo_network.judging.chain import verify
from mo_network.values.sealed import SealedValue

# What the other processes run, with the arguments url, name, count, and where to die.
PROGRAM = """
import os, signal, sys
from hashlib import sha256
from mo_network import stores
from mo_network.judging.record import Row
from mo_network.values.canonical import canonical_bytes
from mo_network.values.sealed import SealedValue

url, name, count, step = sys.argv[1:]

def row_after(head):
    seq, at = head.seq + 1, "2026-05-01T16:00:00Z"
    fact = {"by": name, "text": "x" * 700}
    body = canonical_bytes({"at": at, "fact": fact, "hub": name, "prev": head.digest, "seq": seq})
    body += b"\\n{}"
    return Row(seq, name, at, body, sha256(body).hexdigest())

def append():
    with journal.writing() as writing:
        row = row_after(writing.head())
        key = f"{name}:{row.seq}"
        writing.append(row, [SealedValue(key, key, bytes(16))])

def die():
    os.kill(os.getpid(), signal.SIGKILL)

journal = stores.open(url)
if step and step != "after commit":
    append()
    journal._session._connection.set_trace_callback(
        lambda statement: die() if statement.startswith(step) else None
    )
for _ in range(int(count)):
    append()
if step == "after commit":
    die()
"""


def _start(url: str, name: str, count: int, step: str = "") -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", PROGRAM, url, name, str(count), step])


def test_processes_lose_and_double_nothing(url: str) -> None:
    """Processes that open a new journal and write at once each get their own numbers."""
    started = [_start(url, f"hub:{name}", 60) for name in ("a", "b", "c")]

    assert [0, 0, 0] == [process.wait(60) for process in started]

    with closing(stores.open(url)) as journal:
        assert 180 == verify(journal).seq
        assert {"hub:a": 60, "hub:b": 60, "hub:c": 60} == Counter(r.hub for r in journal.rows())
        assert all(journal.sealed_value(f"{row.hub}:{row.seq}") for row in journal.rows())


@pytest.mark.parametrize(
    "step",
    [
        "BEGIN IMMEDIATE",
        "SELECT record.seq",
        "INSERT INTO record",
        "INSERT INTO sealed",
        "COMMIT",
        "after commit",
    ],
)
def test_a_process_killed_at_a_step_leaves_all_or_nothing(url: str, step: str) -> None:
    """Killed just before that step, it leaves the chain whole, record and sealed value together.

    Two records are appended and the process dies in the second, or after the only one.
    """
    assert -signal.SIGKILL == _start(url, "hub:a", 1, step).wait(60)

    with closing(stores.open(url)) as journal:
        assert 1 == verify(journal).seq
        assert SealedValue("hub:a:1", "hub:a:1", bytes(16)) == journal.sealed_value("hub:a:1")
        assert journal.sealed_value("hub:a:2") is None
        with journal.writing() as writing:
            assert 1 == writing.head().seq


def test_a_process_killed_at_any_moment_leaves_whole_records(url: str) -> None:
    """Killed from outside while it appends, again and again, it never leaves half a record."""
    with closing(stores.open(url)) as journal:
        for wait in (0.0, 0.003, 0.03):
            before = journal.head().seq
            process = _start(url, "hub:a", 100_000)
            until = time.monotonic() + 60
            while journal.head().seq == before and time.monotonic() < until:
                time.sleep(0.002)
            time.sleep(wait)
            process.kill()
            process.wait(60)

            head = verify(journal)
            assert head.seq > before
            assert journal.sealed_value(f"hub:a:{head.seq}") is not None
            assert journal.sealed_value(f"hub:a:{head.seq + 1}") is None
