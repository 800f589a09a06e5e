"""A row that cannot be read is damage, told by its number, whatever its bytes are."""

from __future__ import annotations

import pytest
from tests.judging.toy import HUB, NOON, WIRE, TinPlaced, journal_of

from mo_network.errors import JournalDamaged
from mo_network.judging.record import Row, read_row
from mo_network.values.money import Money

PLACED = TinPlaced(id="tin:red", amount=Money(1))


def test_a_row_is_read_as_it_was_written() -> None:
    """Fact, moments and chain."""
    (row,) = journal_of([PLACED]).rows()
    record = read_row(row, WIRE)

    assert (1, HUB, NOON, PLACED) == (record.seq, record.hub, record.at, record.fact)
    assert row.digest == record.digest
    assert row.body.endswith(b"\n" + record.judged)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]\n{}",
        b"null\n{}",
        b"{\n{}",
        b"{}\n{}",
        b'{"at":5}\n{}',
        b'{"at":"2026-05-01T12:00:00Z"}\n{}',
        b'{"at":"2026-05-01T12:00:00Z","fact":{"type":"toy.nothing/1"}}\n{}',
        b'{"at":"2026-05-01T12:00:00Z","fact":{"type":"toy.tin_lost/1","tin":"tin:A"}}\n{}',
        b"\xff\n{}",
        b"[" * 100_000,
    ],
    ids=range(11),
)
def test_a_row_that_holds_no_record_is_damage(body: bytes) -> None:
    """Never another error, so that whoever keeps the file knows that it is theirs."""
    with pytest.raises(JournalDamaged) as caught:
        read_row(Row(7, HUB, "2026-05-01T12:00:00Z", body, ""), WIRE)

    assert 7 == caught.value.seq
