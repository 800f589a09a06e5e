"""The toy with rulings beside it: asks for coins, rules that may be waived, conditions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from tests.judging.toy import (
    ASKED,
    BERLIN,
    CLASSES,
    HOOKS,
    LAWS,
    NOON,
    Says,
    TinPlaced,
    ToyState,
)

from mo_network.judging.answers import Veto
from mo_network.judging.catalogue import Card, Catalogue
from mo_network.judging.changes import FOR_GOOD
from mo_network.judging.fact import Fact
from mo_network.judging.judge import Judge
from mo_network.judging.outcome import Outcome
from mo_network.judging.rulings.facts import FACTS, ConditionConfirmed, RuleWaived
from mo_network.judging.rulings.laws import LAWS as RULINGS_LAWS
from mo_network.judging.rulings.state import RulingsState
from mo_network.judging.state import When
from mo_network.judging.world import World
from mo_network.rules.conditions import _condition_asked_by
from mo_network.rules.ruleset import Rule, RuleSet
from mo_network.values.money import Money

RULINGS = tuple(tag.cls for tag in FACTS)
ROUTE: dict[type[Fact], str] = {
    **dict.fromkeys(CLASSES, "toy"),
    **{cls: "rulings" for cls in RULINGS if issubclass(cls, Fact)},
}
WHEN = When(NOON)
WAIVED = RuleWaived(subject="ask:one", rule="no-coins", by="jury", ground="emergency")
CONFIRMED = ConditionConfirmed(
    subject="ask:one", condition="talked", by="team", on=date(2026, 4, 30)
)
TO_GIVE: Any = ASKED.asks()


def refusing(name: str = "no-coins", *, by: Iterable[str] = ("jury",)) -> tuple[Rule, Card]:
    """A rule that always says no, and who may waive it."""
    rule = Rule(name, "says", Says(lambda _: (Veto("no", ("nothing",)),)))
    return rule, Card(name, name, sentences=Says.sentences, waivable_by=tuple(by))


def condition(name: str = "talked", *, by: Iterable[str] = ("team",)) -> tuple[Rule, Card]:
    """A condition that always applies, and whose word counts."""
    rule = Rule(name, "condition", _condition_asked_by(HOOKS[0])())
    return rule, Card(name, name, confirmed_by=tuple(by))


class House:
    """A toy's world with an ask on the table, and its judge by some rules."""

    def __init__(self, *rules: tuple[Rule, Card]) -> None:
        self.state = RulingsState(lambda: (*CLASSES, *RULINGS))
        self.world = World({"toy": ToyState(), "rulings": self.state}, ROUTE)
        for fact in (TinPlaced(id="tin:red", amount=Money(100_00)), ASKED):
            self.world.apply(fact, WHEN, FOR_GOOD)
        self.rule(*rules)

    def rule(self, *rules: tuple[Rule, Card]) -> None:
        """Judge by these rules from now on."""
        catalogue = Catalogue(card for _, card in rules)
        laws = {"toy": LAWS, "rulings": RULINGS_LAWS}
        found = RuleSet([rule for rule, _ in rules], HOOKS, catalogue)
        self.judge = Judge(self.world, laws, found, BERLIN)

    def of(self, fact: Fact = TO_GIVE) -> Outcome:
        """What comes of a fact."""
        return self.judge.judge(fact, WHEN)

    def take(self, fact: Fact) -> Outcome:
        """Judge a fact, and apply it if it is allowed or was observed."""
        outcome = self.of(fact)
        if outcome.is_allowed:
            self.world.apply(fact, WHEN, FOR_GOOD)
        return outcome
