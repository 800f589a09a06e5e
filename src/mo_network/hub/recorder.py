"""The recorder: lock the journal, read its tail, judge, append, commit, apply. One step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import attrs

from mo_network.errors import InvalidValue
from mo_network.hub import crossings
from mo_network.hub.adoption import adoption_of, is_in_force
from mo_network.hub.areas import LAWS, ROUTE, WIRE
from mo_network.hub.batch import Batch, Moments
from mo_network.hub.correcting import corrected, target_of
from mo_network.hub.history import History
from mo_network.hub.intake import intake_outcome
from mo_network.hub.sealing import Sealing
from mo_network.judging.capsule import Capsule, CapsuleWriter
from mo_network.judging.changes import FOR_GOOD
from mo_network.judging.fact import Fact, Standing, require_label
from mo_network.judging.facts import Corrected, RulesAdopted
from mo_network.judging.fold import Adopted, Fold
from mo_network.judging.journal import Journal, Writing
from mo_network.judging.judge import Judge, note_of
from mo_network.judging.outcome import Outcome
from mo_network.judging.record import (
    DIRECTORY,
    EMPTY,
    Head,
    Record,
    head_of,
    make_row,
    read_row,
)
from mo_network.judging.said import Answers
from mo_network.judging.state import When
from mo_network.judging.weighing import Verdict
from mo_network.rules.load import HubRules, Identity
from mo_network.rules.ruleset import NO_RULES
from mo_network.values.moments import format_moment, parse_moment
from mo_network.values.zones import zone_version


def judged(judge: Judge, fact: Fact, when: When) -> Outcome:
    """The outcome of a fact, with what it breaks in other areas than its own."""
    outcome = judge.judge(fact, when)
    crossed = crossings.breaches_by(judge.world, fact, when.at, judge.zone)
    if not crossed:
        return outcome
    notes = [(breach.law, note_of(breach)) for breach in crossed]
    return attrs.evolve(
        outcome,
        answers=Answers([*outcome.answers, *notes]),
        breaches=(*outcome.breaches, *crossed),
    )


class Recorder:
    """Keeps the state of one hub and is the only one that changes it."""

    def __init__(
        self,
        history: History,
        sealing: Sealing,
        identity: Identity,
        rules: HubRules | None,
        fold: Fold,
    ) -> None:
        self.history = history
        self.sealing = sealing
        self.identity = identity
        self.rules = rules
        self.zones = zone_version()
        self.capsules = CapsuleWriter()
        self._compared: tuple[Adopted | None, bool] = (None, False)
        self.is_torn = False
        self.replace_fold(fold)
        row = history.journal.row(fold.version)
        self._seen = EMPTY if row is None else head_of(row)

    def replace_fold(self, fold: Fold) -> None:
        """Go on from another state, such as one folded anew after a correction."""
        self.fold = fold
        self._judge = self._judge_on(fold)

    def mended(self) -> Fold:
        """The state, folded anew if something ended its last change in the middle.

        An error is taken back where it comes. An interrupt may come anywhere, in an engine or in
        taking back, too, so after one the state that it left is not gone on from.
        """
        if self.is_torn:
            version = min(self.fold.version, self.history.journal.head().seq)
            self.replace_fold(self.history.fold(version))
            self.is_torn = False
        return self.fold

    def _judge_on(self, fold: Fold) -> Judge:
        rules = self.rules.rules if self.rules is not None else NO_RULES
        return Judge(fold.world, LAWS, rules, self.identity.zone)

    def judge(self, fact: Fact, when: When) -> Outcome:
        """The outcome of a fact at the state as it stands; nothing changes."""
        try:
            return self._judged(fact, when)
        except Exception:
            raise
        except BaseException:
            self.is_torn = True
            raise

    def _judged(self, fact: Fact, when: When) -> Outcome:
        area = ROUTE[type(fact)]
        if not area:
            return self._judge_other(fact, when)
        if area != DIRECTORY and not self.is_adopted:
            self.fold.world.require_well_formed(fact)
            return intake_outcome(fact)
        return judged(self._judge, fact, when)

    def _judge_other(self, fact: object, when: When) -> Outcome:
        """A correction, or what can be recorded by nobody."""
        if isinstance(fact, Corrected):
            return self.judge_correction(fact, when)[0]
        if not isinstance(fact, Fact):
            raise InvalidValue(
                f"{fact!r:.60} ({type(fact).__name__}) is no fact: give one of the fact classes",
                given=fact,
                allowed="a fact",
            )
        if isinstance(fact, RulesAdopted):
            raise InvalidValue(
                "rules are adopted with Hub.adopt(file, journal=...), which reads the file first",
                given=fact.digest,
                allowed="facts of an area",
            )
        raise InvalidValue(
            f"{type(fact).__name__} is none of the fact classes, and the set of them is "
            "closed: record one of them, not a class derived from one",
            given=fact,
            allowed="the classes of the areas' FACTS",
        )

    @property
    def is_adopted(self) -> bool:
        """Whether the rules at hand are the ones adopted last; compared anew when those change."""
        adopted = self.fold.adopted
        if adopted is not self._compared[0]:
            self._compared = adopted, is_in_force(self.rules, adopted)
        return self._compared[1]

    def judge_correction(self, fact: Corrected, when: When) -> tuple[Outcome, Fold]:
        """The outcome of a correction, and the state if it is taken."""
        target = target_of(self.history, fact, self.fold.version)
        is_deciding = target.fact.standing is Standing.DECIDED and target.hub != DIRECTORY
        if is_deciding and not self.is_adopted:
            return intake_outcome(fact), self.fold
        return corrected(self.history, fact, when, self.fold, self._judge_on)

    def seq_of(self, request: str) -> int | None:
        """The record of a request of this hub, in its own name or in the directory's."""
        tokens = self.fold.tokens
        own, shared = tokens.get(self.identity.id), tokens.get(DIRECTORY)
        seq = None if own is None else own.get(request)
        if seq is None and shared is not None:
            seq = shared.get(self.token_in(DIRECTORY, request))
        return seq

    def token_in(self, hub: str, request: str) -> str:
        """A request's token as it is stored: the directory's records are of many hubs."""
        return f"{self.identity.id}/{request}" if hub == DIRECTORY else request

    def read_tail(self, journal: Journal | Writing) -> None:
        """Apply what others recorded since; folds anew if one of it is a correction."""
        head = journal.head()
        self.history.require_seen(self._seen, head)
        if head.seq == self.mended().version:
            return
        # All are read before the first is applied: one that is damaged leaves the state as it was.
        rows = journal.rows(self.fold.version, self.history.hubs)
        records = [read_row(row, WIRE) for row in rows]
        # Others may have gone on recording after that head, and then more was read.
        if records and records[-1].seq > head.seq:
            head = Head(records[-1].seq, records[-1].digest, format_moment(records[-1].at))
        self.is_torn = True
        if not self.fold.read(records, FOR_GOOD):
            self.replace_fold(self.history.fold(head.seq))
        self.is_torn = False
        self.fold.version, self._seen = head.seq, head
        last = parse_moment(head.at)
        if self.fold.last_at is None or last > self.fold.last_at:
            self.fold.last_at = last

    def adopt(
        self, rules: HubRules, by: str | None, moment: Callable[[datetime | None], datetime]
    ) -> Record:
        """Record that these rules are in force, unless they are already."""
        with self.history.journal.writing() as writing:
            self.read_tail(writing)
            if is_in_force(rules, self.fold.adopted):
                known = self.history.record(self.fold.adopted.seq)
                assert known is not None
                return known
            require_label("by", by)
            fact = adoption_of(rules)
            capsule = Capsule(Verdict.ALLOWED, writing.head().seq + 1, self.zones, {}, Answers())
            row = make_row(
                WIRE,
                writing.head(),
                hub=self.identity.id,
                when=When(moment(self.fold.last_at)),
                fact=fact,
                by=by,
                token=None,
                evidence=None,
                judged=self.capsules.dump(capsule),
            )
            writing.append(row)
        record = read_row(row, WIRE)
        self.fold.take(record, FOR_GOOD)
        self._seen = head_of(row)
        return record

    def record_all(
        self,
        facts: Sequence[Fact],
        *,
        by: str | None,
        requests: Sequence[str] | None,
        evidence: str | None,
        moments: Moments,
    ) -> tuple[Outcome, ...]:
        """Judge and append several facts; see `Hub.record_all`."""
        if requests is not None and len(requests) != len(facts):
            raise InvalidValue(
                f"{len(facts)} facts came with {len(requests)} request tokens: give one each",
                given=len(requests),
                allowed=str(len(facts)),
            )
        require_label("by", by)
        require_label("evidence", evidence)
        for token in requests or ():
            require_label("request", token)
        tokens: Sequence[str | None] = requests if requests is not None else (None,) * len(facts)
        batch: Batch | None = None
        try:
            with self.history.journal.writing() as writing:
                self.read_tail(writing)
                batch = Batch(self, writing, by, evidence)
                _take_all(batch, facts, tokens, moments)
        except _Refused:
            assert batch is not None
            self._take_back(batch)
            return batch.refused()
        except BaseException as error:
            if batch is not None:
                self._take_back(batch)
            self.is_torn = self.is_torn or not isinstance(error, Exception)
            raise
        self._seen = batch.head
        for fact in facts:
            self.sealing.settle(fact)
        return tuple(batch.outcomes)

    def _take_back(self, batch: Batch) -> None:
        was_torn, self.is_torn = self.is_torn, True
        batch.take_back()
        self.is_torn = was_torn


def _take_all(
    batch: Batch, facts: Sequence[Fact], tokens: Sequence[str | None], moments: Moments
) -> None:
    for fact, token in zip(facts, tokens, strict=True):
        if not batch.take(fact, token, moments):
            raise _Refused


class _Refused(Exception):
    """One fact of the batch was refused."""
