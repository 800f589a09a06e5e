"""Journals to test, and rows to put into them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from mo_network import stores
from mo_network.judging.journal import Journal
from mo_network.judging.record import Head, Row
from mo_network.values.canonical import canonical_bytes

MakeRow = Callable[..., Row]


def _row_after(head: Head, *, hub: str = "hub:saar", what: str = "") -> Row:
    seq, at = head.seq + 1, "2026-05-01T16:00:00Z"
    happened = {"at": at, "fact": what, "hub": hub, "prev": head.digest, "seq": seq}
    body = canonical_bytes(happened) + b"\n" + canonical_bytes({})
    return Row(seq, hub, at, body, sha256(body).hexdigest())


@pytest.fixture
def row_after() -> MakeRow:
    """Make a row that follows a head and whose chain holds."""
    return _row_after


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Give the address of an SQLite journal that does not exist yet."""
    return f"sqlite:///{tmp_path}/journal.db"


@pytest.fixture(params=["memory", "sqlite"])
def journal(request: pytest.FixtureRequest, url: str) -> Iterator[Journal]:
    """Open an empty journal, of each sort there is."""
    opened = stores.open("memory://" if request.param == "memory" else url)
    yield opened
    opened.close()


@pytest.fixture
def fill() -> Callable[..., list[Row]]:
    """Append rows, one block of writing for each hub named."""

    def fill(journal: Journal, *hubs: str) -> list[Row]:
        rows = []
        for hub in hubs:
            with journal.writing() as writing:
                rows.append(_row_after(writing.head(), hub=hub))
                writing.append(rows[-1])
        return rows

    return fill
