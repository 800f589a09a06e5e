"""The chain: each record names the digest of the one before, over the stored bytes.

An edit, a swap, an insertion or a gap shows by itself. That the *last* records were cut off
shows only against a head that was kept elsewhere: print it, mail it, hang it on the wall.
"""

from __future__ import annotations

import json
from hashlib import sha256

from mo_network.errors import JournalDamaged
from mo_network.judging.journal import Journal
from mo_network.judging.record import EMPTY, Head, Row
from mo_network.values.canonical import canonical_bytes
from mo_network.values.json_text import parse_json
from mo_network.values.moments import parse_moment


def _damaged(seq: int, what: str) -> JournalDamaged:
    return JournalDamaged(
        f"record {seq}: {what}; what stands from here on cannot be trusted: restore the "
        "journal from a copy whose head you know",
        seq=seq,
    )


def _check_row(row: Row, before: Head) -> None:
    if row.seq != before.seq + 1:
        raise _damaged(before.seq + 1, f"missing, the next one kept is {row.seq}")
    if sha256(row.body).hexdigest() != row.digest:
        raise _damaged(row.seq, "its bytes do not have the digest that is kept with it")
    first, _, second = row.body.partition(b"\n")
    try:
        moment = parse_moment(row.at)
        is_earlier = bool(before.seq) and moment < parse_moment(before.at)
        happened = parse_json(first)
        is_canonical = canonical_bytes(happened) == first and (
            canonical_bytes(parse_json(second)) == second
        )
    except ValueError:
        raise _damaged(row.seq, "its bytes are no canonical JSON, or dated by no moment") from None
    if not is_canonical or not isinstance(happened, dict):
        raise _damaged(row.seq, "its bytes are no canonical JSON")
    if happened.get("prev") != before.digest:
        raise _damaged(row.seq, "it does not name the digest of the record before it")
    kept = (row.seq, row.hub, row.at)
    if (happened.get("seq"), happened.get("hub"), happened.get("at")) != kept:
        raise _damaged(row.seq, f"its columns {json.dumps(kept)} differ from its bytes")
    if is_earlier:
        raise _damaged(row.seq, "it is dated before the record before it")


def verify(journal: Journal, head: str | None = None) -> Head:
    """Walk the whole chain and return its head.

    Shape:   `head` is a digest kept elsewhere; it must stand in the chain. A tail that was cut
             shows only so.
    Errors:  JournalDamaged with the number of the first record that does not hold.
    """
    before, is_found = EMPTY, head is None or head == EMPTY.digest
    for row in journal.rows():
        _check_row(row, before)
        before = Head(row.seq, row.digest, row.at)
        is_found = is_found or row.digest == head
    if not is_found:
        raise _damaged(before.seq + 1, f"the head {head!r} kept elsewhere is not in the chain")
    return before
