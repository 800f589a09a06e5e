"""A hub that answers and does not record: what every handle can do, and all that the past can."""

from __future__ import annotations

import threading
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, cast

import attrs

from mo_network.errors import InvalidValue
from mo_network.hub.adoption import is_in_force, rules_of
from mo_network.hub.alternatives import alternatives
from mo_network.hub.areas import remedies
from mo_network.hub.confirmations import Matters, OpenConfirmation, open_confirmations
from mo_network.hub.correcting import CORRECTION
from mo_network.hub.crossings import all_breaches
from mo_network.hub.guarded import Guarded
from mo_network.hub.history import History
from mo_network.hub.moments import Clock, in_utc, now, settle_moments
from mo_network.hub.recheck import Mismatch, recheck, recorded_outcome
from mo_network.hub.recorder import Recorder
from mo_network.hub.sealing import Sealing
from mo_network.judging.answers import Note
from mo_network.judging.chain import verify
from mo_network.judging.fact import Fact, Standing, shape_of
from mo_network.judging.fold import Fold
from mo_network.judging.journal import Journal
from mo_network.judging.outcome import Outcome
from mo_network.judging.record import Head, Record
from mo_network.judging.said import Answers
from mo_network.judging.state import Breach, When
from mo_network.rules.load import HubRules, Identity
from mo_network.values.ids import digest_id
from mo_network.values.sealed import Sealed

if TYPE_CHECKING:
    from mo_network.advice.state import AdviceState
    from mo_network.directory.state import DirectoryState
    from mo_network.funding.state import FundingState
    from mo_network.hub.replay import Change, Report, Rerun
    from mo_network.judging.rulings.state import RulingsState
    from mo_network.lending.state import LendingState
    from mo_network.rooms.state import RoomsState


class ReadOnlyHub:
    """A hub to ask: at the head of the journal, or as it was known at an earlier moment.

    Shape:   the areas' queries are methods of `directory`, `advice`, `funding`,
             `lending` and `rooms`; `journal` gives the records.
    Units:   moments are kept in UTC, days are the hub's own, in the zone of its file.
    Source:  design, section 2. A handle may be shared between threads.
    """

    def __init__(
        self,
        identity: Identity,
        rules: HubRules | None,
        journal: Journal,
        *,
        clock: Clock = now,
        until: int | None = None,
    ) -> None:
        self._lock = threading.RLock()
        self._clock = clock
        self.identity = identity
        self.journal = History(journal, identity.id)
        self._sealing = Sealing(journal)
        self._recorder = Recorder(
            self.journal, self._sealing, identity, rules, self.journal.fold(until)
        )
        self._matters = Matters()
        self.directory = cast("DirectoryState", self._guarded("directory"))
        self.advice = cast("AdviceState", self._guarded("advice"))
        self.funding = cast("FundingState", self._guarded("funding"))
        self.lending = cast("LendingState", self._guarded("lending"))
        self.rooms = cast("RoomsState", self._guarded("rooms"))
        self.rulings = cast("RulingsState", self._guarded("rulings"))

    def _guarded(self, area: str) -> Guarded:
        return Guarded(lambda: self._fold.world.areas[area], self._lock)

    @property
    def _fold(self) -> Fold:
        recorder = self._recorder
        if recorder.is_torn:
            with self._lock:
                return recorder.mended()
        return recorder.fold

    @property
    def version(self) -> int:
        """The number of the last record that answers rest on."""
        return self._fold.version

    @property
    def is_intake_only(self) -> bool:
        """Whether decisions wait because the rules of the file are not the adopted ones."""
        return not is_in_force(self._recorder.rules, self._fold.adopted)

    def unseal(self, sealed: Sealed) -> str | None:
        """The sealed text, or None if it was erased."""
        with self._lock:
            kept = self._sealing.value(sealed)
            return None if kept is None else str(kept.value)

    def check(
        self, fact: Fact, *, at: datetime | None = None, received_at: datetime | None = None
    ) -> Outcome:
        """What would come of a fact, at this hub's version; nothing is recorded.

        Errors: InvalidValue, UnknownReference when the fact is not well-formed.
        """
        with self._lock:
            when = self._moments(fact, at, received_at, self._fold.last_at)
            return self._recorder.judge(fact, when)

    def alternatives(
        self, fact: Fact, *, at: datetime | None = None, received_at: datetime | None = None
    ) -> tuple[Outcome, ...]:
        """What would be possible instead of a fact that is forbidden: judged, and minimal.

        Shape:   the outcomes of the variants, whose `fact` can be recorded; empty if the fact is
                 allowed as it is, or if nothing helps. A wish that is recorded already is offered
                 anew under an id of its own.
        """
        with self._lock:
            when = self._moments(fact, at, received_at, self._fold.last_at)
            fact = _as_new(fact, self._fold.world.ids)
            return tuple(
                alternatives(
                    fact,
                    lambda variant: self._recorder.judge(variant, when),
                    lambda refused: remedies(self._fold.world, refused, when.at),
                )
            )

    def breaches(self, at: datetime | None = None) -> tuple[Breach, ...]:
        """Every promise that stands broken at a moment, with cause, first day and promises hit."""
        with self._lock:
            moment = in_utc(at if at is not None else self._clock(), "at")
            return all_breaches(self._fold.world, moment, self.identity.zone)

    def open_confirmations(self, at: datetime | None = None) -> tuple[OpenConfirmation, ...]:
        """What waits for a person before it can be decided, oldest matter first.

        Shape:   empty for a hub whose file has no conditions; see `mo_network.hub.confirmations`.
        """
        with self._lock:
            rules = self._recorder.rules
            if rules is None or not rules.rules.catalogue.conditions:
                return ()
            when = When(in_utc(at if at is not None else self._clock(), "at"))
            matters = self._matters.open(self.journal, self._fold)
            return tuple(open_confirmations(matters, self._recorder.judge, when))

    def outcome(self, seq: int) -> Outcome:
        """The outcome of a record, recombined from what it stored, explanation and all.

        Errors: InvalidValue if no record of this hub has that number.
        """
        with self._lock:
            record = self.journal.record(seq)
        if record is None or seq > self.version:
            raise InvalidValue(
                f"record {seq} is none of {self.identity.id} or the directory",
                given=seq,
                allowed=f"1 to {self.version}",
            )
        outcome = recorded_outcome(self.journal, record)
        if seq not in self._fold.corrected:
            return outcome
        note = (CORRECTION, Note("stands_corrected"))
        return attrs.evolve(outcome, answers=Answers([note, *outcome.answers]))

    def recorded(self, request: str) -> Outcome | None:
        """The outcome of the fact recorded under a request's token, or None."""
        with self._lock:
            seq = self._recorder.seq_of(request)
        return None if seq is None else self.outcome(seq)

    def request_of(self, record: Record) -> str | None:
        """The request by which this hub recorded something; None if another hub did, or none."""
        prefix = self._recorder.token_in(record.hub, "")
        token = record.token
        return token.removeprefix(prefix) if token and token.startswith(prefix) else None

    def recheck(self) -> tuple[Mismatch, ...]:
        """Recombine every stored decision; empty if all stored verdicts stand."""
        return tuple(recheck(self.journal))

    def rerun(self) -> Rerun:
        """Ask the rules of the time again, on the history as it was recorded."""
        from mo_network.hub.replay import rerun  # seldom asked, so not paid for by all

        return rerun(self.journal, filter(None, (self._recorder.rules,)))

    def replay(self, rules: HubRules) -> Report:
        """What other rules would have made of this hub's history; see `mo_network.hub.replay`."""
        from mo_network.hub.replay import replay

        return replay(self.journal, rules)

    def affected(self, seq: int) -> tuple[Change, ...]:
        """The later decisions that change by the correction of a record."""
        from mo_network.hub.replay import affected

        return affected(self.journal, seq, filter(None, (self._recorder.rules,)))

    def verify(self, head: str | None = None) -> Head:
        """Walk the chain of the whole journal.

        Errors: JournalDamaged with the first record that does not hold.
        """
        return verify(self.journal.journal, head)

    def as_known(self, moment: datetime) -> ReadOnlyHub:
        """This hub as it was known at a moment, folded from what was recorded by then.

        Shape:   corrections made later are not known yet; the rules are those adopted by then.
        """
        with self._lock:
            known_at = in_utc(moment, "moment")
            until = min(self.journal.last_before(known_at), self.version)
            adopted = self.journal.fold(until).adopted
            rules = self._recorder.rules
            if not is_in_force(rules, adopted):
                rules = rules_of(self.journal.record(adopted.seq))
            return ReadOnlyHub(
                self.identity,
                rules,
                self.journal.journal,
                clock=lambda: known_at,
                until=until,
            )

    def _moments(
        self,
        fact: Fact,
        at: datetime | None,
        received_at: datetime | None,
        last_at: datetime | None,
    ) -> When:
        return settle_moments(
            fact, at=at, received_at=received_at, clock=self._clock, last_at=last_at
        )


def _as_new(fact: Fact, known: Collection[str]) -> Fact:
    """A received fact that is recorded already, under new ids, so that it can be asked again."""
    if fact.standing is not Standing.RECEIVED:
        return fact
    changes = {
        name: digest_id(value.partition(":")[0], "again", value)
        for name in shape_of(type(fact)).new
        if (value := getattr(fact, name)) in known
    }
    return fact.but(**changes) if changes else fact
