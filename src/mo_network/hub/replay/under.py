"""Replay under other rules: what another set of rules would have made of this history."""

from __future__ import annotations

from mo_network.hub.history import History
from mo_network.hub.replay.report import Change, Report, change_of
from mo_network.hub.replay.rolling import Asking, Stored, place_of, rolling
from mo_network.judging.fact import Standing
from mo_network.judging.facts import Corrected, RulesAdopted
from mo_network.judging.weighing import Verdict
from mo_network.rules.load import HubRules


def replay(history: History, rules: HubRules, *, against: HubRules | None = None) -> Report:
    """Judge each record of a hub under other rules, on the history as it was recorded.

    Shape:   nothing cascades: an award that the other rules would have refused still stands in
             the history on which the next one is judged. Who would have gained is sought among
             what was handed in and had findings. The rules may be another hub's; the days are
             those of the hub that is replayed. With `against` the two sets of rules are compared
             with each other, instead of with what was recorded.
    Errors:  JournalDamaged for a record that cannot be read.
    """
    place = place_of(history) or rules.identity.zone
    asking = Asking(rules.rules, place)
    other = Asking(against.rules, place) if against is not None else None
    stored = Stored(history)
    changes: list[Change] = []
    count = 0
    for record, state in rolling(history):
        fact = record.fact
        if record.hub != history.hub or isinstance(fact, Corrected | RulesAdopted):
            continue
        if fact.standing is Standing.OBSERVED:
            continue
        count += 1
        after = asking.outcome(state, fact, record.when)
        if other is not None:
            before = other.outcome(state, fact, record.when)
        else:
            if stored.verdict(record) is after.verdict is Verdict.ALLOWED:
                continue
            before = stored.outcome(record, stored.capsule(record))
        change = change_of(record, fact, state.world, before, after)
        if change is not None:
            changes.append(change)
    return Report(history.hub, rules.digest, count, tuple(changes))
