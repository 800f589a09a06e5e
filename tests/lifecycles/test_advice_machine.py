"""Advice beside a naive model: a list of what took place, searched when asked."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.judging.whole import play

from mo_network.advice.facts import TalkHeld, WorkshopAttended
from mo_network.advice.state import AdviceState
from mo_network.judging.state import When

AT = When(datetime(2026, 1, 1, 12, tzinfo=UTC))
ORGANISATIONS = ("org:a", "org:b", "org:c")
FIRST = date(2026, 1, 1)

organisations = st.sampled_from(ORGANISATIONS)
kinds = st.sampled_from(["talk", "application-workshop", "statutes"])
days = st.integers(0, 5).map(lambda n: FIRST + timedelta(days=n))
names = st.integers(1, 12)


class AdviceMachine(RuleBasedStateMachine):
    """Plays talks and workshops in any order of days, taking back and repeating each."""

    def __init__(self) -> None:
        super().__init__()
        self.state = AdviceState()
        self.model: dict[str, tuple[str, date, str]] = {}

    def play(self, fact: TalkHeld | WorkshopAttended) -> None:
        """Apply, take back, look whether nothing is left of it, and apply again."""
        play(self.state, fact, AT)
        # A second fact of the same id changes nothing: the table has no such step.
        self.model.setdefault(fact.id, (fact.organisation, fact.on, fact.kind))

    @rule(name=names, organisation=organisations, kind=kinds, on=days)
    def talk(self, name: int, organisation: str, kind: str, on: date) -> None:
        """Somebody talked."""
        self.play(TalkHeld(id=f"talk:{name}", organisation=organisation, kind=kind, on=on))

    @rule(name=names, organisation=organisations, kind=kinds, on=days)
    def attend(self, name: int, organisation: str, kind: str, on: date) -> None:
        """Somebody came to a workshop."""
        self.play(
            WorkshopAttended(id=f"attendance:{name}", organisation=organisation, kind=kind, on=on)
        )

    @invariant()
    def answers_agree(self) -> None:
        """On each day, of each kind and of all."""
        for organisation in ORGANISATIONS:
            mine = [
                (on, name, kind)
                for name, (who, on, kind) in self.model.items()
                if who == organisation
            ]
            for until in (FIRST - timedelta(days=1), FIRST + timedelta(days=2), date.max):
                expected = sorted(each for each in mine if each[0] <= until)
                found = self.state.attended(organisation, until)
                assert expected == [(each.on, each.id, each.kind) for each in found]
                has = any(kind == "talk" for _, _, kind in expected)
                assert has == self.state.has_attended(organisation, "talk", until)

    def teardown(self) -> None:
        """A checkpoint gives the same state."""
        text = json.dumps(self.state.dump())
        other = AdviceState()
        other.load(json.loads(text))
        assert text == json.dumps(other.dump())


TestAdviceMachine = AdviceMachine.TestCase
