"""The state of rulings: what was said about each matter, in the order of the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from mo_network.judging.changes import Changes
from mo_network.judging.fact import Fact, Standing, shape_of
from mo_network.judging.rulings.facts import ConditionConfirmed, RuleWaived
from mo_network.judging.rulings.lifecycles import LIFECYCLES
from mo_network.judging.state import AreaState, Handler, When


class Waiver(NamedTuple):
    """Ausnahme: a rule that does not bind in one matter, who said so and on which ground."""

    rule: str
    by: str
    ground: str


class Confirmation(NamedTuple):
    """Bestätigung: a condition that somebody looked at, and what was found."""

    condition: str
    by: str
    day: int
    is_met: bool

    @property
    def on(self) -> date:
        """The day on which somebody looked."""
        return date.fromordinal(self.day)


Classes = Callable[[], Iterable[type[Fact]]]


@cache
def judged_kinds(classes: Classes) -> frozenset[str]:
    """The kinds of ids that are matters to rule about: what people hand in and the hub decides.

    What merely exists, such as a room or an organisation, is none, or a rule that is waived for it
    would be waived for all that is ever decided about it.
    """
    brought = [cls for cls in classes() if cls.standing is not Standing.OBSERVED]
    return frozenset(kind for cls in brought for kind in shape_of(cls).brings)


class RulingsState(AreaState):
    """Waivers and confirmations, by the matter that they are about.

    Shape:   `classes` finds all fact classes, by which it is known what a matter is; nothing here
             is a promise.
    Source:  design, sections 2 and 7.
    """

    lifecycles = LIFECYCLES

    def __init__(self, classes: Classes = tuple) -> None:
        super().__init__()
        self._classes = classes
        self.waivers: dict[str, tuple[Waiver, ...]] = {}
        self.confirmations: dict[str, tuple[Confirmation, ...]] = {}

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of ids that are matters to rule about."""
        return judged_kinds(self._classes)

    def waivers_of(self, subject: str) -> tuple[Waiver, ...]:
        """The rules that were waived in a matter, in the order of the journal."""
        return self.waivers.get(subject, ())

    def confirmations_of(self, subject: str) -> tuple[Confirmation, ...]:
        """What was said about the conditions of a matter, in the order of the journal."""
        return self.confirmations.get(subject, ())

    # --- what the floors above ask --------------------------------------------------------

    def dump(self) -> dict[str, Any]:
        """The state as plain JSON values, for a checkpoint."""
        return {
            "waivers": dict(self.waivers),
            "confirmations": dict(self.confirmations),
            "statuses": dict(self.statuses),
        }

    def load(self, data: Mapping[str, Any]) -> None:
        """Take over what `dump` gave; called once, on an empty state."""
        self.statuses.update(data["statuses"])
        for subject, waivers in data["waivers"].items():
            self.waivers[subject] = tuple(map(Waiver._make, waivers))
        for subject, said in data["confirmations"].items():
            self.confirmations[subject] = tuple(map(Confirmation._make, said))


def _waive(state: RulingsState, fact: RuleWaived, when: When, changes: Changes) -> None:
    waiver = Waiver(fact.rule, fact.by, fact.ground)
    changes.put(state.waivers, fact.subject, (*state.waivers_of(fact.subject), waiver))


def _confirm(state: RulingsState, fact: ConditionConfirmed, when: When, changes: Changes) -> None:
    said = Confirmation(fact.condition, fact.by, fact.on.toordinal(), fact.is_met)
    before = state.confirmations_of(fact.subject)
    changes.put(state.confirmations, fact.subject, (*before, said))


HANDLERS: Mapping[type[Fact], Handler] = {RuleWaived: _waive, ConditionConfirmed: _confirm}
RulingsState.handlers = HANDLERS
