"""The report of a replay: which decisions change, who gains, who loses, by how much, per rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, cast

import attrs

from mo_network.hub.areas import WIRE
from mo_network.hub.replay.telling import tell
from mo_network.judging.answers import Limit
from mo_network.judging.fact import Fact, Standing, new_ids, references
from mo_network.judging.outcome import Outcome
from mo_network.judging.record import Record
from mo_network.judging.subject import Join, Subject
from mo_network.judging.units import MONEY
from mo_network.judging.weighing import Verdict
from mo_network.judging.world import World
from mo_network.values.money import Money


@attrs.frozen
class Change:
    """One decision that would come out differently.

    Shape:   `fact` is its tag, `thing` the id it is about, `whom` the organisation, "" if it
             names none; `rules` are those that make the difference, laws included;
             `possible` is the amount that was possible and `possible_now` the one that would be,
             None where no amount is at stake or the answer is open.
    """

    seq: int
    at: datetime
    fact: str
    thing: str
    whom: str
    standing: Standing
    before: Verdict
    after: Verdict
    rules: tuple[str, ...]
    possible: Money | None = None
    possible_now: Money | None = None

    @property
    def amount(self) -> Money | None:
        """How much more would be possible, less than nothing for less; None if that is open.

        What was undecided counts from nothing.
        """
        if self.possible_now is None:
            return None
        return self.possible_now - (self.possible or Money.zero(self.possible_now.currency))

    @property
    def is_gain(self) -> bool:
        """Whether something was asked for and not given in full, and more would be given."""
        if self.standing is not Standing.RECEIVED or self.before is Verdict.ALLOWED:
            return False
        return self.after is Verdict.ALLOWED or (self.amount is not None and self.amount.cents > 0)

    @property
    def is_loss(self) -> bool:
        """Whether something was decided that would be refused."""
        return self.standing is Standing.DECIDED and self.after is Verdict.FORBIDDEN


@attrs.frozen
class Effect:
    """What one rule makes of all changes.

    Shape:   `gained` and `lost` hold one amount for each currency. A change that two rules cause
             counts with both, so effects may add up to more than the whole.
    """

    rule: str
    changes: int
    gains: int
    losses: int
    gained: tuple[Money, ...]
    lost: tuple[Money, ...]


@attrs.frozen
class Report:
    """What another set of rules would have made of one hub's history.

    Shape:   `judged` counts the decisions and requests that were looked at; `digest` names the
             other rules. Plain frozen values, which can be sent between processes.
    """

    hub: str
    digest: str
    judged: int
    changes: tuple[Change, ...]

    @property
    def gains(self) -> tuple[Change, ...]:
        """Requests with findings that would have been given more."""
        return tuple(change for change in self.changes if change.is_gain)

    @property
    def losses(self) -> tuple[Change, ...]:
        """Decisions that would have been refused."""
        return tuple(change for change in self.changes if change.is_loss)

    @property
    def gained(self) -> tuple[Money, ...]:
        """All gains together, one amount for each currency."""
        return _total(self.gains)

    @property
    def lost(self) -> tuple[Money, ...]:
        """All losses together, one amount for each currency."""
        return _total(self.losses)

    @property
    def effects(self) -> tuple[Effect, ...]:
        """The same, rule by rule, the most changes first."""
        return effects(self.changes)

    def explain(self, lang: str = "en") -> str:
        """The report as text, in "de" or "en"."""
        return tell(self, lang)


def effects(changes: Iterable[Change]) -> tuple[Effect, ...]:
    """What each rule makes of some changes, of one report or of many."""
    by_rule: dict[str, list[Change]] = {}
    for change in changes:
        for rule in change.rules:
            by_rule.setdefault(rule, []).append(change)
    found = [_effect(rule, its) for rule, its in by_rule.items()]
    return tuple(sorted(found, key=lambda effect: (-effect.changes, effect.rule)))


def _effect(rule: str, changes: list[Change]) -> Effect:
    gains = [change for change in changes if change.is_gain]
    losses = [change for change in changes if change.is_loss]
    return Effect(rule, len(changes), len(gains), len(losses), _total(gains), _total(losses))


def _total(changes: Iterable[Change]) -> tuple[Money, ...]:
    cents: Counter[str] = Counter()
    for change in changes:
        if change.amount is not None:
            cents[change.amount.currency] += abs(change.amount.cents)
    return tuple(Money(cents[currency], currency) for currency in sorted(cents))


def change_of(
    record: Record, fact: Fact, world: World, before: Outcome, after: Outcome
) -> Change | None:
    """The change between two outcomes of a record, or None if they come to the same."""
    if before.verdict is after.verdict is Verdict.ALLOWED:
        return None
    subject = _amount_subject(before, after)
    possible = possible_now = None
    if subject is not None:
        possible, possible_now = _possible(before, subject), _possible(after, subject)
    if before.verdict is after.verdict and possible == possible_now:
        return None
    return Change(
        seq=record.seq,
        at=record.at,
        fact=str(WIRE.dump(fact)["type"]).partition("/")[0],
        thing=next(iter((*new_ids(fact), *references(fact))), ""),
        whom=_whom(world, fact),
        standing=fact.standing,
        before=before.verdict,
        after=after.verdict,
        rules=tuple(sorted(_causes(before, after, subject, (possible, possible_now)))),
        possible=possible,
        possible_now=possible_now,
    )


def _amount_subject(*outcomes: Outcome) -> Subject[Money] | None:
    """The amount that the answers speak of, if they do."""
    for outcome in outcomes:
        for _, answer in outcome.answers:
            if isinstance(answer, Limit):
                subject = answer.subject
                if subject.unit is MONEY and subject.join is Join.AT_MOST:
                    return subject if subject.read(outcome.asked) is not None else None
    return None


def _possible(outcome: Outcome, subject: Subject[Money]) -> Money | None:
    """How much of what is asked an outcome leaves possible; None if that is open."""
    given = cast("Money", subject.read(outcome.asked))
    if outcome.verdict is Verdict.ALLOWED:
        return given
    if outcome.verdict is Verdict.UNDECIDED:
        return None
    nothing = Money.zero(given.currency)
    if not all(_speaks_of(answer, subject) for _, answer in outcome.weighed.binding):
        return nothing
    bound: Money = outcome.bound(subject)
    return max(nothing, min(given, bound))


def _speaks_of(answer: object, subject: Subject[Any]) -> bool:
    return isinstance(answer, Limit) and answer.subject is subject


def _causes(
    before: Outcome,
    after: Outcome,
    subject: Subject[Money] | None,
    amounts: tuple[Money | None, Money | None],
) -> set[str]:
    """The rules that stand against it on one side only, and those that set the lower amount."""
    was, now = _against(before), _against(after)
    found = was ^ now
    lower, higher = amounts
    if subject is not None and lower is not None and higher is not None and lower != higher:
        found.update(_setting(before if lower < higher else after, subject))
    return found or was | now


def _against(outcome: Outcome) -> set[str]:
    return {by for by, _ in (*outcome.weighed.binding, *outcome.weighed.faults)}


def _setting(outcome: Outcome, subject: Subject[Money]) -> Iterator[str]:
    bound = outcome.bound(subject)
    for by, answer in outcome.weighed.binding:
        if isinstance(answer, Limit) and answer.subject is subject and answer.value == bound:
            yield by


_LEADS: tuple[tuple[str, Callable[[World, str], Any]], ...] = (
    ("application", lambda world, name: _table(world, "funding").application_table.get(name)),
    ("booking", lambda world, name: _table(world, "rooms").booking_table.get(name)),
    ("loan", lambda world, name: _table(world, "lending").loan_table.get(name)),
)


def _table(world: World, area: str) -> Any:
    return world.areas[area]


def _whom(world: World, fact: Fact) -> str:
    """The organisation that a fact is about, by itself or by the thing that it continues."""
    for name in ("organisation", "member"):
        found = getattr(fact, name, None)
        if isinstance(found, str):
            return found
    for name, look_up in _LEADS:
        entry = look_up(world, getattr(fact, name, ""))
        if entry is not None:
            return str(entry.organisation)
    return ""
