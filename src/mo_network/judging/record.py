"""Records: facts as they stand in the journal, chained by hash over their stored bytes.

A record's bytes are two lines of canonical JSON: what happened, and how it was judged. Folding
reads only the first.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache, partial
from hashlib import sha256
from json import JSONDecoder
from typing import Any, NamedTuple

from mo_network.errors import JournalDamaged, WireError
from mo_network.judging.fact import Fact
from mo_network.judging.state import When
from mo_network.values.canonical import plain_text, quoted
from mo_network.values.moments import format_moment, parse_moment
from mo_network.values.slot_text import as_kept
from mo_network.values.wire import Wire

GENESIS = "0" * 64
"""What the first record names as the one before it."""

DIRECTORY = "directory"
"""The name under which facts of the whole network stand, readable by every hub."""


class Row(NamedTuple):
    """A record as a journal keeps it: bytes, and what it is looked up by."""

    seq: int
    hub: str
    at: str
    body: bytes
    digest: str


class Head(NamedTuple):
    """The last record's number, digest and moment; (0, GENESIS, "") for an empty journal."""

    seq: int
    digest: str
    at: str


EMPTY = Head(0, GENESIS, "")


def head_of(row: Row) -> Head:
    """The head of a journal that ends with this row."""
    return Head(row.seq, row.digest, row.at)


class Record(NamedTuple):
    """One entry of the journal.

    Shape:   `judged` are the bytes of its capsule; `digest` chains it to the next record.
    Units:   `at` and `received_at` in UTC; `seq` counts from 1 over the whole network.
    """

    seq: int
    hub: str
    when: When
    fact: Fact
    by: str | None
    token: str | None
    evidence: str | None
    judged: bytes
    digest: str

    @property
    def at(self) -> datetime:
        """The moment it was written down."""
        return self.when.at

    @property
    def received_at(self) -> datetime | None:
        """The moment it was handed in, if evidence says earlier than `at`."""
        return self.when.received_at


def make_row(  # noqa: PLR0913 - a row has that many parts, all named
    wire: Wire,
    head: Head | Row,
    *,
    hub: str,
    when: When,
    fact: Fact,
    by: str | None,
    token: str | None,
    evidence: str | None,
    judged: bytes,
) -> Row:
    """The next row after the last one, or after a head."""
    seq, at = head.seq + 1, format_moment(when.at)
    received_at = when.received_at
    written_by = "" if by is None else f',"by":{quoted(by)}'
    proven_by = "" if evidence is None else f',"evidence":{quoted(evidence)}'
    handed_in = "" if received_at is None else f',"received_at":"{format_moment(received_at)}"'
    asked_by = "" if token is None else f',"token":{quoted(token)}'
    # Written directly, member by member in the order of canonical JSON; a test compares.
    happened = (
        f'{{"at":"{at}"{written_by}{proven_by},"fact":{plain_text(wire.dump(fact))},"hub":"{hub}"'
        f',"prev":"{head.digest}"{handed_in},"seq":{seq}{asked_by}}}\n'
    )
    body = happened.encode() + judged
    return Row(seq, hub, at, body, sha256(body).hexdigest())


# What a journal keeps is one compact document without blanks around it: half the time of `loads`.
_read = JSONDecoder().raw_decode
# A named tuple's own constructor is a frame more, which a fold would pay a hundred thousand times.
_record = partial(tuple.__new__, Record)


@lru_cache(maxsize=64)
def _when(at: str, received_at: str | None) -> When:
    # Facts that came in one batch, such as a table, were written down at one moment.
    return When(parse_moment(at), parse_moment(received_at) if received_at else None)


_TWO_DOCUMENTS = ValueError("more than one document stands in a line")


def read_row(row: Row, wire: Wire) -> Record:
    """The record that a row holds.

    Errors: JournalDamaged when the bytes are no record; the path names the place.
    """
    seq, hub, _, body, digest = row
    happened, _, judged = body.partition(b"\n")
    try:
        text = happened.decode()
        data, end = _read(text)
        if end != len(text):
            raise _TWO_DOCUMENTS
        said, when = data["fact"], _when(data["at"], data.get("received_at"))
        by, token, evidence = data.get("by"), data.get("token"), data.get("evidence")
        fact: Any
        try:
            fact = wire.load(said, "$.fact")
        except WireError:
            with as_kept():  # zone data may have changed since
                fact = wire.load(said, "$.fact")
        return _record((seq, hub, when, fact, by, token, evidence, judged, digest))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise JournalDamaged(
            f"record {seq} cannot be read ({error}); verify the journal and restore it from a copy",
            seq=seq,
        ) from error
