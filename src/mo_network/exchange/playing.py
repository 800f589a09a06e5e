"""Playing: steps put forward one after the other, on a copy of the journal first if need be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

import attrs

from mo_network.errors import MoNetworkError
from mo_network.exchange.knowledge import Knowledge, Known
from mo_network.exchange.steps import Novelty, Step, novelty
from mo_network.hub.hub import Hub
from mo_network.judging.fact import Standing
from mo_network.judging.journal import Journal, MemoryJournal
from mo_network.judging.outcome import Outcome
from mo_network.values.moments import parse_moment

TICK = timedelta(seconds=1)
"""Between two steps, so that what was known before a step can be asked for."""


@attrs.frozen(eq=False)
class Played:
    """One step and what came of it.

    Shape:   `instead` are the variants that would have been possible; `novelty` says whether the
             row was in the journal before, and `seq` under which number it is now, if it is.
    """

    step: Step
    at: datetime
    outcome: Outcome
    instead: tuple[Outcome, ...]
    novelty: Novelty
    seq: int | None


def copy_of(journal: Journal) -> MemoryJournal:
    """The same records in memory, for a rehearsal; sealed texts are not copied."""
    copy = MemoryJournal()
    with copy.writing() as writing:
        for row in journal.rows():
            writing.append(row)
    return copy


def last_moment(journal: Journal) -> datetime:
    """When the last record was written; the first moment there is for an empty journal."""
    at = journal.head().at
    return parse_moment(at) if at else datetime.min.replace(tzinfo=UTC)


def put_forward(hub: Hub, known: Knowledge, step: Step, at: datetime) -> Played:
    """Record one step; if its row is in the journal already, show what was recorded.

    Shape:   a received fact of an earlier day is recorded after the last record, with the moment
             at which it was handed in; a decision of an earlier day is judged on what was known
             then, and never recorded late.
    Errors:  InvalidValue with the place of the row.
    """
    record = known.record(step.token)
    try:
        if record is not None:
            return _as_it_was(hub, _recorded(hub, known, step, record))
        if step.fact.standing is Standing.DECIDED and at < last_moment(hub.journal.journal):
            return _too_late(hub, step, at)
        return _new(hub, step, at)
    except MoNetworkError as error:
        raise step.placed(error) from error


def record_rows(
    hub: Hub, known: Knowledge, steps: Iterable[Step], at: datetime
) -> Iterator[Played]:
    """Record the rows of one table at a moment, in their order.

    Shape:   what was handed in on an earlier day says so with its `received_at`.
    Errors:  as `put_forward`.
    """
    for step in steps:
        record = known.record(step.token)
        try:
            if record is not None:
                yield _recorded(hub, known, step, record)
                continue
            written = max(at, last_moment(hub.journal.journal))
            yield _new(hub, step, _handed_in(hub, step, written), written)
        except MoNetworkError as error:
            raise step.placed(error) from error


def _handed_in(hub: Hub, step: Step, written: datetime) -> datetime:
    if step.on is None:
        return written
    noon = datetime(step.on.year, step.on.month, step.on.day, 12, tzinfo=hub.identity.zone)
    return min(noon.astimezone(UTC), written)


def _new(hub: Hub, step: Step, at: datetime, written: datetime | None = None) -> Played:
    written = max(written or at, last_moment(hub.journal.journal))
    fact = step.sealed(hub)
    instead: tuple[Outcome, ...] = ()
    if fact.standing is not Standing.OBSERVED:
        instead = hub.alternatives(fact, at=written)
    is_received_before = fact.standing is Standing.RECEIVED and at < written
    outcome = hub.record(
        fact,
        request=step.token,
        at=written,
        received_at=at if is_received_before else None,
    )
    seq = outcome.record.seq if outcome.record else None
    return Played(step, written, outcome, instead, Novelty.NEW, seq)


def _too_late(hub: Hub, step: Step, at: datetime) -> Played:
    then = hub.as_known(at - TICK)
    instead = then.alternatives(step.fact, at=at)
    return Played(step, at, then.check(step.fact, at=at), instead, Novelty.KNOWN, None)


def _recorded(hub: Hub, known: Knowledge, step: Step, record: Known) -> Played:
    outcome = hub.outcome(record.seq)
    assert outcome.record is not None
    return Played(step, outcome.record.at, outcome, (), novelty(hub, known, step), record.seq)


def _as_it_was(hub: Hub, played: Played) -> Played:
    """What a record does not store, found once more on what was known then."""
    outcome = played.outcome
    is_observed = outcome.fact.standing is Standing.OBSERVED
    if outcome.is_allowed and not is_observed:
        return played
    then = hub.as_known(played.at - TICK)
    if is_observed:
        breaches = then.check(outcome.fact, at=played.at).breaches
        return attrs.evolve(played, outcome=attrs.evolve(outcome, breaches=breaches))
    return attrs.evolve(played, instead=then.alternatives(outcome.fact, at=played.at))
