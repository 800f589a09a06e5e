"""The door: one hub, its journal and its rules.

Everything that comes in is judged here, under the journal's lock, and everything that is asked
is answered here, under the hub's. Below this door nothing reads a clock, a file or chance.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from mo_network.errors import InvalidValue
from mo_network.hub.adoption import read_file, rules_of
from mo_network.hub.history import History
from mo_network.hub.moments import Clock, now, settle_written
from mo_network.hub.read_only import ReadOnlyHub
from mo_network.judging.fact import Fact
from mo_network.judging.journal import Journal
from mo_network.judging.outcome import Outcome
from mo_network.judging.record import Record
from mo_network.rules.load import HubRules
from mo_network.values.ids import digest_id, random_id
from mo_network.values.sealed import Sealed

if TYPE_CHECKING:
    from pathlib import Path


class Hub(ReadOnlyHub):
    """One hub: records facts, answers questions, explains.

    Shape:   open it with `Hub.open`; all queries are those of `ReadOnlyHub`.
    Errors:  see each method. A refusal by a rule is an `Outcome`, never an exception.
    Source:  design, sections 2 and 7. A handle may be shared between threads.
    """

    @classmethod
    def open(cls, file: str | Path | HubRules, *, journal: Journal, clock: Clock = now) -> Hub:
        """Open a hub by its file, or by rules that `read_rules` has read.

        Shape:   until the file is adopted the hub is intake only.
        Errors:  HubFileError with all problems of the file; JournalDamaged; PluginError.
        """
        rules = read_file(file)
        return cls(rules.identity, rules, journal, clock=clock)

    @classmethod
    def reopen(cls, hub: str, *, journal: Journal, clock: Clock = now) -> Hub:
        """Open a hub without its file, by the rules that it adopted last.

        Errors:  InvalidValue when it never adopted any, or when their kinds are not installed.
        """
        history = History(journal, hub)
        rules = rules_of(history.record(history.fold().adopted.seq))
        if rules is None:
            raise InvalidValue(
                f"{hub!r} has adopted no rules in this journal that can be read with the plugins "
                "installed: open it by its file, or install the plugins of its adoption",
                given=hub,
                allowed="a hub that adopted rules",
            )
        return cls(rules.identity, rules, journal, clock=clock)

    @staticmethod
    def adopt(
        file: str | Path | HubRules,
        *,
        journal: Journal,
        by: str | None = None,
        at: datetime | None = None,
        clock: Clock = now,
    ) -> Record:
        """Put the rules of a file in force; the same rules again change nothing.

        Shape:   the record of the adoption, new or old.
        Errors:  as `open`; InvalidValue for an `at` before the last record.
        """
        rules = read_file(file)
        hub = Hub(rules.identity, rules, journal, clock=clock)
        return hub._recorder.adopt(rules, by, lambda last: settle_written(at, clock, last))

    def new_id(self, kind: str, *, request: str | None = None) -> str:
        """A fresh id, such as "booking:7k2..."; the same request gives the same id.

        Errors: InvalidValue for a kind that is not of small letters.
        """
        if request is None:
            return random_id(kind, os.urandom(16))
        return digest_id(kind, self.identity.id, kind, request)

    def seal(self, value: str) -> Sealed:
        """Seal personal or free text for use in a fact; it is stored beside the journal."""
        with self._lock:
            return self._sealing.seal(value)

    def erase(self, sealed: Sealed) -> bool:
        """Delete a sealed text and its salt for ever; every decision and the chain stay valid."""
        with self._lock:
            return self._sealing.erase(sealed)

    def record(
        self,
        fact: Fact,
        *,
        by: str | None = None,
        request: str | None = None,
        at: datetime | None = None,
        received_at: datetime | None = None,
        evidence: str | None = None,
    ) -> Outcome:
        """Judge a fact and record it: received and observed ones always, decided ones if allowed.

        Shape:   `request` is a token: the same one again gives the recorded outcome, nothing is
                 doubled. `received_at` and `evidence` tell when and how it was handed in.
        Errors:  InvalidValue, UnknownReference when the fact is not well-formed; InvalidValue for
                 another fact under a known token, or an `at` before the last record.
        """
        with self._lock:
            (outcome,) = self._recorder.record_all(
                (fact,),
                by=by,
                requests=None if request is None else (request,),
                evidence=evidence,
                moments=lambda fact, last: self._moments(fact, at, received_at, last),
            )
        return outcome

    def record_all(
        self,
        facts: Sequence[Fact],
        *,
        by: str | None = None,
        requests: Sequence[str] | None = None,
        at: datetime | None = None,
        received_at: datetime | None = None,
        evidence: str | None = None,
    ) -> tuple[Outcome, ...]:
        """Record several facts in order, all or nothing; each is judged after those before it.

        Shape:   one token a fact in `requests`, if any. If one fact is refused none is recorded,
                 and the outcomes end with the refusal.
        Errors:  as `record`; nothing is recorded then.
        """
        with self._lock:
            return self._recorder.record_all(
                facts,
                by=by,
                requests=requests,
                evidence=evidence,
                moments=lambda fact, last: self._moments(fact, at, received_at, last),
            )

    def refresh(self) -> int:
        """Read what others recorded since, and return the version."""
        with self._lock:
            self._recorder.read_tail(self.journal.journal)
            return self.version

    def save_checkpoint(self) -> int:
        """Keep the state as it stands, so that the next opening is quick; returns the version."""
        with self._lock:
            self.journal.save_checkpoint(self._fold)
            return self.version
