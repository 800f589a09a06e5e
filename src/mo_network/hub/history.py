"""History: a hub's share of the journal, read and folded, from checkpoints where there are any."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from itertools import repeat

from mo_network._version import __version__
from mo_network.errors import JournalDamaged
from mo_network.hub.areas import WIRE, new_world, tags_of
from mo_network.judging.changes import FOR_GOOD
from mo_network.judging.fact import Fact
from mo_network.judging.fold import Fold, corrections_in, fold
from mo_network.judging.journal import Checkpoint, Journal
from mo_network.judging.record import DIRECTORY, EMPTY, Head, Record, read_row
from mo_network.values.canonical import MAX_INT, plain_bytes
from mo_network.values.moments import parse_moment
from mo_network.values.zones import zone_version


@contextmanager
def _no_collection() -> Iterator[None]:
    """No garbage collection meanwhile: a fold makes many objects and no garbage in circles.

    Otherwise the collector would walk all of them again and again, for a third of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class History:
    """The records that one hub folds: the directory's and its own."""

    def __init__(self, journal: Journal, hub: str) -> None:
        self.journal = journal
        self.hub = hub
        self.hubs = frozenset({DIRECTORY, hub})
        # A checkpoint holds moments, which another version of the zone data may give anew.
        self._form = f"{hub}/{__version__}/{zone_version()}"

    def record(self, seq: int) -> Record | None:
        """One record of this hub or of the directory, by its number."""
        row = self.journal.row(seq) if 0 < seq <= MAX_INT else None
        return read_row(row, WIRE) if row is not None and row.hub in self.hubs else None

    def records(self, after: int = 0, until: int | None = None) -> Iterator[Record]:
        """The records after one number, up to another."""
        return map(read_row, self.journal.rows(after, self.hubs, until), repeat(WIRE))

    def since(self, after: int) -> Iterator[Record]:
        """The records after a number, for apps that keep tables of their own."""
        return self.records(min(max(after, 0), MAX_INT))

    def require_seen(self, seen: Head, head: Head) -> None:
        """Raise unless a journal that ends with `head` still has the last record that was seen."""
        if head.seq < seen.seq:
            raise JournalDamaged(
                f"the journal ends with record {head.seq}, and record {seen.seq} had been "
                "read from it: records were cut off; restore it from a copy",
                seq=head.seq + 1,
            )
        row = head if head.seq == seen.seq else self.journal.row(seen.seq)
        if seen.seq and (row is None or row.digest != seen.digest):
            raise JournalDamaged(
                f"record {seen.seq} is another than the one that was read before: another journal "
                "was put in the place of this one; open the hub anew",
                seq=seen.seq,
            )

    def last_before(self, moment: datetime) -> int:
        """The number of the last record written at or before a moment; 0 if there is none."""
        low, high = 0, self.journal.head().seq
        while low < high:
            middle = (low + high + 1) // 2
            row = self.journal.row(middle)
            if row is None:
                raise JournalDamaged(
                    f"record {middle} is missing: restore the journal from a copy", seq=middle
                )
            if parse_moment(row.at) <= moment:
                low = middle
            else:
                high = middle - 1
        return low

    def fold(self, until: int | None = None) -> Fold:
        """The state at a record; at the head if none is named."""
        if until is None:
            until = self.journal.head().seq
        with _no_collection():
            state = self._from_checkpoint(until)
            if state is None:
                state = fold(lambda: self.records(0, until), self._empty)
        self._settle(state, until)
        return state

    def fold_with(self, corrections: Mapping[int, Fact | None], until: int) -> Fold:
        """The state at a record as it would be with some more corrections."""
        with _no_collection():
            state = self._empty({**corrections_in(self.records(0, until)), **corrections})
            for record in self.records(0, until):
                state.take(record, FOR_GOOD)
        self._settle(state, until)
        return state

    def _settle(self, state: Fold, until: int) -> None:
        """Tell the state up to which record it was read, be that another hub's."""
        state.version = until
        row = self.journal.row(until) if until else None
        if row is not None:
            state.last_at = parse_moment(row.at)

    def _empty(self, corrections: Mapping[int, Fact | None]) -> Fold:
        return Fold(new_world(), self.hub, corrections)

    def save_checkpoint(self, state: Fold) -> None:
        """Keep a folded state, so that the next opening is quick."""
        row = self.journal.row(state.version)
        digest = row.digest if row else EMPTY.digest
        kept = state.dump()
        data = plain_bytes({"tags": tags_of(kept["world"]["areas"]), **kept})
        data = sha256(data).hexdigest().encode() + b"\n" + data
        self.journal.save_checkpoint(Checkpoint(state.version, digest, self._form, data))

    def _from_checkpoint(self, until: int) -> Fold | None:
        """The state from the latest checkpoint of this very history, or None."""
        kept = self.journal.checkpoint(self._form, until)
        if kept is None:
            return None
        row = self.journal.row(kept.seq)
        if row is None or row.digest != kept.digest:
            return None
        digest, _, data = kept.data.partition(b"\n")
        if sha256(data).hexdigest().encode() != digest:
            return None  # damaged: the journal itself is asked
        state = self._empty({})
        if not _is_taken_over(state, data):
            return None
        return state if state.read(self.records(kept.seq, until), FOR_GOOD) else None


def _is_taken_over(state: Fold, data: bytes) -> bool:
    """Whether an empty state could take over what was kept.

    If another version of the code wrote it, with other fact classes, the journal itself is asked.
    """
    try:
        kept = json.loads(data)
        if kept["tags"] != tags_of(kept["world"]["areas"]):
            return False
        state.load(kept)
    except (LookupError, ValueError, TypeError):
        return False
    return True
