"""A batch: facts on their way into the journal, each judged after those before it.

What is taken is applied at once, under both locks, so the next fact is judged on it; if one is
refused or the commit fails, all of it is taken back.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import attrs

from mo_network.errors import InvalidValue
from mo_network.hub.areas import ROUTE, WIRE
from mo_network.hub.correcting import target_of
from mo_network.hub.recheck import recorded_outcome
from mo_network.judging.capsule import Capsule
from mo_network.judging.changes import FOR_GOOD, Trial
from mo_network.judging.fact import Fact, Standing
from mo_network.judging.facts import Corrected
from mo_network.judging.journal import Writing
from mo_network.judging.outcome import Outcome
from mo_network.judging.record import DIRECTORY, Head, Record, Row, head_of, make_row
from mo_network.judging.state import When

if TYPE_CHECKING:
    from mo_network.hub.recorder import Recorder

Moments = Callable[[Fact, datetime | None], When]


class Batch:
    """Facts that are recorded together or not at all."""

    def __init__(
        self, recorder: Recorder, writing: Writing, by: str | None, evidence: str | None
    ) -> None:
        self._recorder = recorder
        self._writing = writing
        self._by = by
        self._evidence = evidence
        self._last: Head | Row = writing.head()
        self._changes = Trial()
        self.outcomes: list[Outcome] = []

    def take(self, fact: Fact, token: str | None, moments: Moments) -> bool:
        """Judge one more fact and take it up; False if it is refused."""
        recorder = self._recorder
        hub = self._hub_of(fact)
        repeated = self._repeated(fact, token)
        if repeated is not None:
            self.outcomes.append(repeated)
            return True
        when = moments(fact, recorder.fold.last_at)
        if isinstance(fact, Corrected):
            return self._take_correction(fact, hub, token, when)
        outcome = recorder.judge(fact, when)
        if fact.standing is Standing.DECIDED and not outcome.is_allowed:
            self.outcomes.append(outcome)
            return False
        record = self._append(fact, hub, token, when, outcome)
        recorder.fold.take(record, self._changes)
        outcome.stand_under(record)
        self.outcomes.append(outcome)
        return True

    def _take_correction(self, fact: Corrected, hub: str, token: str | None, when: When) -> bool:
        recorder, before = self._recorder, self._recorder.fold
        if self.outcomes:
            raise InvalidValue(
                f"the correction of record {fact.record} came in a batch: record it by itself",
                given=fact.record,
                allowed="hub.record(correction)",
            )
        outcome, state = recorder.judge_correction(fact, when)
        if not outcome.is_allowed:
            self.outcomes.append(outcome)
            return False
        record = self._append(fact, hub, token, when, outcome)
        state.take(record, FOR_GOOD)
        self._changes.undo_with(partial(recorder.replace_fold, before))
        recorder.replace_fold(state)
        outcome.stand_under(record)
        self.outcomes.append(outcome)
        return True

    def _hub_of(self, fact: Fact) -> str:
        if isinstance(fact, Corrected):
            recorder = self._recorder
            return target_of(recorder.history, fact, recorder.fold.version).hub
        is_shared = ROUTE[type(fact)] == DIRECTORY
        return DIRECTORY if is_shared else self._recorder.identity.id

    def _repeated(self, fact: Fact, token: str | None) -> Outcome | None:
        if token is None:
            return None
        seq = self._recorder.seq_of(token)
        if seq is None:
            return None
        record = self._recorder.history.record(seq)
        if record is None:
            raise InvalidValue(
                f"the request {token!r} stands twice in one batch: give each fact a token of its "
                "own",
                given=token,
                allowed="a token of its own for each fact",
            )
        if not self._recorder.sealing.is_same(fact, record.fact):
            raise InvalidValue(
                f"the request {token!r} was recorded as record {seq} with another content: take "
                "another token for another fact",
                given=token,
                allowed="a token of its own for each fact",
            )
        outcome = recorded_outcome(self._recorder.history, record)
        return attrs.evolve(outcome, is_repeated=True)

    def _append(
        self, fact: Fact, hub: str, token: str | None, when: When, outcome: Outcome
    ) -> Record:
        recorder = self._recorder
        stored_token = None if token is None else recorder.token_in(hub, token)
        sealed = recorder.sealing.to_store(fact)
        judged = recorder.capsules.dump(
            Capsule(
                outcome.verdict,
                recorder.fold.adopted.seq,
                recorder.zones,
                outcome.days,
                outcome.answers,
            )
        )
        row = make_row(
            WIRE,
            self._last,
            hub=hub,
            when=when,
            fact=fact,
            by=self._by,
            token=stored_token,
            evidence=self._evidence,
            judged=judged,
        )
        self._writing.append(row, sealed)
        self._last = row
        return Record(
            row.seq, hub, when, fact, self._by, stored_token, self._evidence, judged, row.digest
        )

    @property
    def head(self) -> Head:
        """The last record, if the batch is committed."""
        last = self._last
        return last if isinstance(last, Head) else head_of(last)

    def take_back(self) -> None:
        """Take back all that was applied."""
        self._changes.take_back()

    def refused(self) -> tuple[Outcome, ...]:
        """The outcomes up to the refusal, none of them recorded."""
        for outcome in self.outcomes:
            if not outcome.is_repeated:
                outcome.stand_under(None)
        return tuple(self.outcomes)
