"""Ctrl-C at the door: a record is taken up whole or not at all, also what others recorded."""

from __future__ import annotations

from typing import Any

import pytest
from tests.hub.conftest import RULES, application, award, booking
from tests.judging.whole import whole

from mo_network.funding.ledger import Ledger
from mo_network.hub.hub import Hub
from mo_network.judging.changes import Trial
from mo_network.judging.fact import Fact
from mo_network.rooms.booking_facts import RoomBooked
from mo_network.rooms.premises_facts import RoomClosed
from mo_network.scheduling.resource import Resource
from mo_network.scheduling.steps import Steps
from mo_network.testing import HubInMemory, hub_in_memory


def _interrupts(monkeypatch: pytest.MonkeyPatch, cls: type, name: str) -> None:
    def pressed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cls, name, pressed)


def _held(hub: Hub) -> list[Any]:
    fold = hub._fold
    return [whole(fold.world), whole(fold.tokens), fold.version, fold.last_at, fold.adopted]


@pytest.mark.parametrize(
    ("cls", "name", "facts"),
    [
        (Ledger, "post", [application("a2"), award()]),
        (Resource, "add", [application("a2"), booking("1", "10:00", "12:00")]),
        (Steps, "add", [application("a2"), booking("1", "10:00", "12:00")]),
    ],
    ids=["money", "rooms", "inside the engine"],
)
class TestAnInterrupt:
    """In the middle of a handler, when some of its changes are made and others are not."""

    def test_leaves_nothing_of_a_batch(
        self,
        kit: HubInMemory,
        monkeypatch: pytest.MonkeyPatch,
        cls: type,
        name: str,
        facts: list[Fact],
    ) -> None:
        """Neither of the fact nor of those before it; afterwards all of it can be recorded."""
        kit.hub.record(application())
        before, head = _held(kit.hub), kit.journal.head()
        with monkeypatch.context() as patch:
            _interrupts(patch, cls, name)
            with pytest.raises(KeyboardInterrupt):
                kit.hub.record_all(facts, requests=["first", "second"])
        assert (before, head) == (_held(kit.hub), kit.journal.head())
        outcomes = kit.hub.record_all(facts, requests=["first", "second"])

        assert [True, True] == [outcome.is_recorded for outcome in outcomes]

    def test_leaves_nothing_of_what_others_recorded(
        self,
        kit: HubInMemory,
        monkeypatch: pytest.MonkeyPatch,
        cls: type,
        name: str,
        facts: list[Fact],
    ) -> None:
        """The tail is read again from where it began, and nothing of it counts twice."""
        kit.hub.record(application())
        other = hub_in_memory(RULES, journal=kit.journal, at=kit.clock()).hub
        before = _held(other)
        kit.hub.record_all(facts)
        with monkeypatch.context() as patch:
            _interrupts(patch, cls, name)
            with pytest.raises(KeyboardInterrupt):
                other.refresh()
        assert before == _held(other)
        other.refresh()

        assert _held(kit.hub) == _held(other)


def test_an_interrupt_inside_the_engine_leaves_nothing_of_a_question(
    kit: HubInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine had taken a demand in, and not yet said so; the next question is judged anew."""
    booked = booking("1", "10:00", "12:00")
    assert isinstance(booked, RoomBooked)
    closure = RoomClosed(id="closure:1", room="room:saal", slot=booked.slot, reason="Heizung")
    kit.hub.record(booked)
    before, answer = _held(kit.hub), kit.hub.check(closure)
    with monkeypatch.context() as patch:
        _interrupts(patch, Steps, "add")
        with pytest.raises(KeyboardInterrupt):
            kit.hub.check(closure)
    again = kit.hub.check(closure)

    assert (before, answer.breaches) == (_held(kit.hub), again.breaches)


def test_an_interrupt_while_taking_back_leaves_nothing(
    kit: HubInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refused batch, and Ctrl-C in the middle of its end."""
    kit.hub.record(application())
    before = _held(kit.hub)
    with monkeypatch.context() as patch:
        _interrupts(patch, Trial, "take_back")
        with pytest.raises(KeyboardInterrupt):
            kit.hub.record_all([award(), award()])

    assert before == _held(kit.hub)


def test_an_interrupt_while_a_wish_is_judged_leaves_nothing_of_the_trial(
    kit: HubInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is received is put on trial, and taken back whatever ends it."""
    before = _held(kit.hub)
    with monkeypatch.context() as patch:
        _interrupts(patch, type(kit.hub._recorder._judge), "_decide")
        with pytest.raises(KeyboardInterrupt):
            kit.hub.check(application())

    assert before == _held(kit.hub)
