"""The chain also finds what was forged with care; see the properties for plain damage."""

from __future__ import annotations

from hashlib import sha256

import pytest
from tests.judging.toy import HUB, TinLost, TinPlaced, journal_of

from mo_network.errors import JournalDamaged
from mo_network.judging.chain import verify
from mo_network.judging.journal import MemoryJournal
from mo_network.judging.record import EMPTY, GENESIS, Row
from mo_network.values.money import Money


def forged(body: bytes, *, seq: int = 1, at: str = "2026-05-01T12:00:00Z") -> MemoryJournal:
    """A journal of one row whose digest fits."""
    journal = MemoryJournal()
    journal._rows.append(Row(seq, HUB, at, body, sha256(body).hexdigest()))
    return journal


def body(at: str = "2026-05-01T12:00:00Z", prev: str = GENESIS, seq: str = "1") -> bytes:
    """What a record without a fact would hold."""
    return f'{{"at":"{at}","hub":"{HUB}","prev":"{prev}","seq":{seq}}}\n{{}}'.encode()


def test_an_empty_journal_verifies() -> None:
    """Its head is the one before the first."""
    assert EMPTY == verify(MemoryJournal(), GENESIS)


def test_what_fits_is_taken() -> None:
    """The forgeries below differ from this by one thing each."""
    assert 1 == verify(forged(body())).seq


@pytest.mark.parametrize(
    ("journal", "told"),
    [
        (forged(body(prev="1" * 64)), "does not name the digest"),
        (forged(body(seq="2")), "its columns"),
        (forged(body(), seq=2), "missing, the next one kept is 2"),
        (forged(body(at="2026-05-02T12:00:00Z")), "its columns"),
        (forged(body("yesterday"), at="yesterday"), "dated by no moment"),
        (forged(body("2026-05-01"), at="2026-05-01"), "dated by no moment"),
        (forged(body().replace(b",", b", ", 1)), "no canonical JSON"),
        (forged(body().replace(b"{}", b"{ }")), "no canonical JSON"),
        (forged(body().replace(b"\n{}", b"")), "no canonical JSON"),
        (forged(body() + b"\n"), "no canonical JSON"),
        (forged(body().replace(b'"seq":1', b'"seq":1,"seq":1')), "no canonical JSON"),
        (forged(b"[]\n{}"), "no canonical JSON"),
        (forged(b"\xff\n{}"), "no canonical JSON"),
        (forged(b"[" * 100_000), "no canonical JSON"),
    ],
    ids=range(14),
)
def test_a_forged_row_is_damage_and_no_other_error(journal: MemoryJournal, told: str) -> None:
    """Whatever the bytes are, verifying says which record does not hold."""
    with pytest.raises(JournalDamaged, match=told):
        verify(journal)


def test_a_journal_written_anew_shows_against_a_kept_head() -> None:
    """A whole other chain is sound in itself, and has not the head that hangs on the wall."""
    told = [TinPlaced(id="tin:red", amount=Money(1)), TinLost(tin="tin:red")]
    head = verify(journal_of(told)).digest
    other = journal_of([told[0].but(amount=Money(2)), told[1]])

    assert 2 == verify(other).seq
    with pytest.raises(JournalDamaged, match="kept elsewhere is not in the chain"):
        verify(other, head)
