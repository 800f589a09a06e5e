"""A rule that spoils its context is at fault; a word on what merely exists rules nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest
from tests.judging.toy import CoinContext, Says, judged, says

from mo_network import Hub
from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.judging.answers import Fault, Note
from mo_network.judging.rulings.facts import ConditionConfirmed
from mo_network.judging.weighing import Verdict
from mo_network.rooms.facts import RoomAdded, RoomBooked, RoomWished
from mo_network.rules.ruleset import Rule
from mo_network.testing import hub_in_memory
from mo_network.values.period import Period
from mo_network.values.slot import Slot


class _Incomparable:
    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("not with me")


def _sets(name: str, value: object) -> Callable[[CoinContext], Any]:
    def spoil(context: CoinContext) -> tuple[()]:
        object.__setattr__(context, name, value)
        return ()

    return spoil


def _deletes(name: str) -> Callable[[CoinContext], Any]:
    def spoil(context: CoinContext) -> tuple[()]:
        object.__delattr__(context, name)
        return ()

    return spoil


@pytest.mark.parametrize(
    "spoil",
    [
        _sets("received_on", date(1999, 1, 1)),
        _sets("received_on", None),
        _sets("amount", _Incomparable()),
        _deletes("amount"),
        _deletes("received_on"),
    ],
    ids=["a day", "no day", "what has no equal", "no amount", "no day at all"],
)
def test_a_spoilt_context_changes_no_basis_day_and_stops_nobody(
    spoil: Callable[[CoinContext], Any],
) -> None:
    """The rule is a fault, the other is asked, and the capsule keeps the true days."""
    other = attrs.evolve(says("other", Note("see_also")), in_force=Period(date(2026, 1, 1), None))
    outcome = judged(Rule("changes", "says", Says(spoil), basis="decided"), other)

    assert Verdict.UNDECIDED is outcome.verdict
    assert [("changes", Fault("fault", ("ContextChanged",)))] == list(outcome.faults)
    assert [("other", Note("see_also"))] == list(outcome.notes)
    assert {"decided": date(2026, 5, 1), "received": date(2026, 5, 1)} == outcome.days


FILE = """
contract = 1
[hub]
id = "hub:invented"
name = "Invented"
zone = "Europe/Berlin"
[sources.rules]
title = "Rules 2026"
[[conditions]]
id = "insured"
title = { de = "Versichert", en = "Insured" }
confirms = "booking"
by = ["team"]
source = "rules"
"""
SLOT = Slot.on(date(2026, 5, 4), "10:00", "12:00", zone="Europe/Berlin")
WISH = RoomWished(id="wish:1", room="room:saal", organisation="org:a", slot=SLOT, persons=5)
BOOKED = RoomBooked(
    id="booking:1",
    wish="wish:1",
    room="room:saal",
    organisation="org:a",
    slot=SLOT,
    persons=5,
)
INSURED = ConditionConfirmed(subject="wish:1", condition="insured", by="team", on=date(2026, 4, 1))


@pytest.fixture
def hub() -> Hub:
    """A hub with a room, and a wish for it."""
    hub = hub_in_memory(FILE, at=datetime(2026, 4, 1, 9, tzinfo=UTC)).hub
    kind = OrganisationKind.ASSOCIATION
    hub.record(OrganisationRegistered(id="org:a", name="A", kind=kind))
    hub.record(RoomAdded(id="room:saal", name="Saal", persons=60, zone="Europe/Berlin"))
    hub.record(WISH)
    return hub


@pytest.mark.parametrize("thing", ["org:a", "room:saal"])
def test_a_word_on_what_merely_exists_confirms_nothing(hub: Hub, thing: str) -> None:
    """Or one word on a room would confirm whatever is ever booked in it."""
    hub.record(INSURED.but(subject=thing))
    assert Verdict.UNDECIDED is hub.check(BOOKED).verdict

    hub.record(INSURED.but(is_met=False))
    hub.record(INSURED.but(subject=thing))
    assert Verdict.FORBIDDEN is hub.check(BOOKED).verdict
