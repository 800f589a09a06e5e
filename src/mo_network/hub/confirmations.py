"""What waits for a person: the open conditions of matters that are still to be decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

import attrs

from mo_network.errors import MoNetworkError
from mo_network.hub.history import History
from mo_network.judging.answers import Fault
from mo_network.judging.fact import Fact, Standing, new_ids
from mo_network.judging.facts import Corrected
from mo_network.judging.fold import Fold
from mo_network.judging.lifecycle import UNBORN
from mo_network.judging.outcome import Outcome
from mo_network.judging.record import Record
from mo_network.judging.rulings.settling import TO_CONFIRM
from mo_network.judging.state import When


@attrs.frozen
class OpenConfirmation:
    """A condition that somebody has to look at before a matter can be decided.

    Shape:   `subject` is what a `ConditionConfirmed` names, `by` whose word counts; `title` is the
             condition's own, in English or as its file has it; `record` is where the matter was
             handed in.
    Units:   `since` is the moment it was handed in, in UTC.
    """

    subject: str
    condition: str
    title: str
    by: tuple[str, ...]
    record: int
    since: datetime


class _Settled(NamedTuple):
    """A matter that nothing is to be decided about, as long as its thing keeps its status."""

    area: str
    thing: str
    status: str


class Matters:
    """What was handed in to a hub and is still to be decided.

    Shape:   the journal is read once, and each record that comes later once; a matter that was
             decided costs a look at its status from then on. A correction has all be read anew.
    """

    def __init__(self) -> None:
        self._read = 0
        self._corrected: frozenset[int] = frozenset()
        self._open: dict[int, Record] = {}
        self._standing: dict[int, Fact | None] = {}
        self._settled: dict[int, _Settled] = {}

    def open(self, history: History, state: Fold) -> Iterator[tuple[Record, Fact, Fact]]:
        """Each open matter as recorded, as it stands, and the decision that it asks for."""
        self._follow(history, state)
        for seq in sorted(self._open):
            record = self._open[seq]
            fact = self._standing.get(seq, record.fact)
            asked = record.fact if fact is None else fact.asks()
            if fact is None or asked is fact:
                del self._open[seq]
                continue
            missing = state.world.area_of(asked).missing_step(asked)
            if missing is None:
                yield record, fact, asked
                continue
            del self._open[seq]
            self._settled[seq] = _Settled(state.world.route[type(asked)], *missing[:2])

    def _follow(self, history: History, state: Fold) -> None:
        """Read what came since, and whatever has to be decided once more."""
        if state.corrected != self._corrected or state.version < self._read:
            self._read, self._corrected = 0, frozenset(state.corrected)
            self._open.clear()
            self._settled.clear()
        for record in history.records(self._read, state.version):
            if isinstance(record.fact, Corrected):
                self._standing[record.fact.record] = record.fact.replacement
            elif record.fact.standing is Standing.RECEIVED:
                self._open[record.seq] = record
        self._read = state.version
        areas = state.world.areas
        moved = [
            seq
            for seq, (area, thing, status) in self._settled.items()
            if areas[area].statuses.get(thing, UNBORN) != status
        ]
        for seq in moved:
            del self._settled[seq]
            found = history.record(seq)
            if found is not None:
                self._open[seq] = found


def open_confirmations(
    matters: Iterable[tuple[Record, Fact, Fact]],
    judge: Callable[[Fact, When], Outcome],
    when: When,
) -> Iterator[OpenConfirmation]:
    """The open conditions, oldest matter first; of conditions in a row only the next.

    Shape:   each matter is judged as if it were to be decided now.
    """
    for record, fact, asked in matters:
        try:
            outcome = judge(asked, when)
        except MoNetworkError:
            continue  # its ground was corrected away: there is nothing left to decide
        yield from _open_of(record, new_ids(fact)[0], outcome)


def _open_of(record: Record, subject: str, outcome: Outcome) -> Iterator[OpenConfirmation]:
    waiting = [
        said.by
        for said in outcome.faults
        if isinstance(said.answer, Fault) and said.answer.code == TO_CONFIRM
    ]
    for condition in waiting:
        card = outcome.catalogue.card(condition)
        if not set(card.after) & set(waiting):
            yield OpenConfirmation(
                subject, condition, card.title, card.confirmed_by, record.seq, record.when.received
            )
