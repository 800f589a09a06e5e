"""A hub that answers and does not record: what every handle can do, and all that the past can."""

from __future__ import annotations

import threading
from datetime import datetime
from typing import TYPE_CHECKING, cast

from mo_network.errors import InvalidValue
from mo_network.hub import crossings
from mo_network.hub.adoption import is_in_force, rules_of
from mo_network.hub.alternatives import alternatives
from mo_network.hub.guarded import Guarded
from mo_network.hub.history import History
from mo_network.hub.moments import Clock, in_utc, now, settle_moments
from mo_network.hub.recheck import Mismatch, recheck, recorded_outcome
from mo_network.hub.recorder import Recorder
from mo_network.hub.sealing import Sealing
from mo_network.judging.chain import verify
from mo_network.judging.fact import Fact
from mo_network.judging.fold import Fold
from mo_network.judging.journal import Journal
from mo_network.judging.outcome import Outcome
from mo_network.judging.record import DIRECTORY, Head
from mo_network.judging.state import Breach, When
from mo_network.rooms.remedies import remedies
from mo_network.rules.load import HubRules, Identity
from mo_network.values.sealed import Sealed

if TYPE_CHECKING:
    from mo_network.advice.state import AdviceState
    from mo_network.directory.state import DirectoryState
    from mo_network.funding.state import FundingState
    from mo_network.rooms.state import RoomsState


class ReadOnlyHub:
    """A hub to ask: at the head of the journal, or as it was known at an earlier moment.

    Shape:   the areas' queries are methods of `directory`, `advice`, `funding` and `rooms`;
             `journal` gives the records.
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
        self.directory = cast("DirectoryState", self._guarded("directory"))
        self.advice = cast("AdviceState", self._guarded("advice"))
        self.funding = cast("FundingState", self._guarded("funding"))
        self.rooms = cast("RoomsState", self._guarded("rooms"))

    def _guarded(self, area: str) -> Guarded:
        return Guarded(lambda: self._fold.world.areas[area], self._lock)

    @property
    def _fold(self) -> Fold:
        return self._recorder.fold

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
                 allowed as it is, or if nothing helps.
        """
        with self._lock:
            when = self._moments(fact, at, received_at, self._fold.last_at)
            rooms = cast("RoomsState", self._fold.world.areas["rooms"])
            return tuple(
                alternatives(
                    fact,
                    lambda variant: self._recorder.judge(variant, when),
                    lambda refused: remedies(rooms, refused, when.at),
                )
            )

    def breaches(self, at: datetime | None = None) -> tuple[Breach, ...]:
        """Every promise that stands broken at a moment, with cause, first day and promises hit."""
        with self._lock:
            moment = in_utc(at if at is not None else self._clock(), "at")
            world = self._fold.world
            crossing = crossings.breaches(world, moment, self.identity.zone)
            return (*world.breaches(moment), *crossing)

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
        return recorded_outcome(self.journal, record)

    def recorded(self, request: str) -> Outcome | None:
        """The outcome of the fact recorded under a request's token, or None."""
        with self._lock:
            seq = self._fold.tokens.get(self.identity.id, {}).get(request)
            if seq is None:
                seq = self._fold.tokens.get(DIRECTORY, {}).get(request)
        return None if seq is None else self.outcome(seq)

    def recheck(self) -> tuple[Mismatch, ...]:
        """Recombine every stored decision; empty if all stored verdicts stand."""
        return tuple(recheck(self.journal))

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
