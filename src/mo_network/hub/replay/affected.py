"""What a correction touches: the later decisions that come out differently by it."""

from __future__ import annotations

from collections.abc import Iterable

from mo_network.errors import InvalidValue
from mo_network.hub.history import History
from mo_network.hub.replay.report import Change, change_of
from mo_network.hub.replay.rolling import Adoptions, Asking, Stored, empty, was_intake
from mo_network.judging.changes import FOR_GOOD
from mo_network.judging.fact import Fact, Standing
from mo_network.judging.facts import Corrected, RulesAdopted
from mo_network.judging.fold import corrections_in
from mo_network.judging.record import DIRECTORY, Record
from mo_network.rules.load import HubRules
from mo_network.rules.ruleset import NO_RULES
from mo_network.values.zones import zone


def affected(history: History, seq: int, known: Iterable[HubRules] = ()) -> tuple[Change, ...]:
    """The later decisions that change by the correction of a record.

    Shape:   each later decision is judged twice by the rules of its time: on the history with
             this record as it was written down, and with what stands for it now; all other
             corrections stand in both. Empty if the record was never corrected. Nothing is
             recorded and nothing cascades.
    Errors:  InvalidValue when no record has that number, or when the kinds of a later decision
             are not installed.
    """
    record = history.record(seq)
    if record is None:
        raise InvalidValue(
            f"record {seq} is none of {history.hub} or the directory",
            given=seq,
            allowed="the number of a record of this hub",
        )
    corrections = corrections_in(history.records())
    if seq not in corrections:
        return ()
    others = {number: fact for number, fact in corrections.items() if number != seq}
    return tuple(_Comparing(history, known).changes(seq, others, corrections))


class _Comparing:
    """Two histories side by side, and the rules of the time."""

    def __init__(self, history: History, known: Iterable[HubRules]) -> None:
        self._history = history
        self._stored = Stored(history)
        self._adoptions = Adoptions(history, known)

    def changes(
        self,
        seq: int,
        others: dict[int, Fact | None],
        corrections: dict[int, Fact | None],
    ) -> Iterable[Change]:
        as_written, as_known = empty(self._history, others), empty(self._history, corrections)
        askings: dict[int, tuple[Asking, Asking]] = {}
        for record in self._history.records():
            fact = corrections.get(record.seq, record.fact)
            if record.seq > seq and fact is not None and self._is_judged(record):
                rules = self._stored.capsule(record).rules
                if rules not in askings:
                    askings[rules] = (self._asking(record, rules), self._asking(record, rules))
                one, other = askings[rules]
                before = one.outcome(as_written, fact, record.when)
                after = other.outcome(as_known, fact, record.when)
                change = change_of(record, fact, as_written.world, before, after)
                if change is not None:
                    yield change
            as_written.take(record, FOR_GOOD)
            as_known.take(record, FOR_GOOD)

    def _is_judged(self, record: Record) -> bool:
        if isinstance(record.fact, Corrected | RulesAdopted):
            return False
        if record.fact.standing is Standing.OBSERVED:
            return False
        return record.hub == DIRECTORY or not was_intake(self._stored.capsule(record))

    def _asking(self, record: Record, adoption: int) -> Asking:
        rules = self._adoptions.rules(adoption)
        if rules is not None:
            return Asking(rules.rules, rules.identity.zone)
        if record.hub == DIRECTORY:
            # Of another hub's handle, perhaps: the directory's facts are judged by laws alone.
            return Asking(NO_RULES, zone("UTC"))
        kinds = ", ".join(self._adoptions.missing.get(adoption, ())) or "its kinds"
        raise InvalidValue(
            f"record {record.seq} cannot be judged again: install what offers {kinds}",
            given=record.seq,
            allowed="records whose kinds are installed",
        )
