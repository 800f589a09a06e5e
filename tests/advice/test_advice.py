"""Advice: talks and workshops, what is known of them on a day, and what funding sees of it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from mo_network.advice.facts import TalkHeld, WorkshopAttended
from mo_network.advice.state import AdviceState
from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.errors import InvalidValue, UnknownReference
from mo_network.funding.views import Attendance
from mo_network.hub.areas import WIRE, new_world
from mo_network.hub.crossings import AdviceForFunding
from mo_network.judging.changes import FOR_GOOD
from mo_network.judging.facts import Corrected
from mo_network.judging.state import When
from mo_network.testing import HubInMemory, hub_in_memory

AT = When(datetime(2026, 6, 1, 12, tzinfo=UTC))
RULES = """
contract = 1
[hub]
id = "hub:haus"
name = "Haus der Tests"
zone = "Europe/Berlin"
"""


def talk(name: str, on: date, organisation: str = "org:a", kind: str = "talk") -> TalkHeld:
    """One talk."""
    return TalkHeld(id=f"talk:{name}", organisation=organisation, kind=kind, on=on)


def workshop(name: str, on: date, organisation: str = "org:a") -> WorkshopAttended:
    """One workshop."""
    return WorkshopAttended(id=f"attendance:{name}", organisation=organisation, on=on)


@pytest.fixture
def kit() -> HubInMemory:
    """A hub with two organisations."""
    kit = hub_in_memory(RULES, at=AT.at)
    for name in ("org:a", "org:b"):
        kit.hub.record(OrganisationRegistered(id=name, name=name, kind=OrganisationKind.INITIATIVE))
    return kit


class TestFacts:
    """What can be said, and how it is kept."""

    @pytest.mark.parametrize("kind", ["", "Talk", "first talk", "talk-", "-talk", "talk_held", "ä"])
    def test_a_kind_is_a_plain_code(self, kind: str) -> None:
        """Rules compare it letter by letter."""
        with pytest.raises(InvalidValue, match="kind is"):
            talk("1", date(2026, 5, 1), kind=kind)
        with pytest.raises(InvalidValue, match="kind is"):
            workshop("1", date(2026, 5, 1)).but(kind=kind)

    @pytest.mark.parametrize(
        "fact", [talk("1", date(2026, 5, 1)), workshop("1", date(2026, 5, 1)).but(kind="statutes")]
    )
    def test_a_fact_comes_back_from_the_wire(self, fact: TalkHeld | WorkshopAttended) -> None:
        """Under its tag, what equals its default left out."""
        assert fact == WIRE.load(WIRE.dump(fact))

    def test_the_tags_stay(self) -> None:
        """They stand in journals for ever."""
        day = date(2026, 5, 1)
        found = [WIRE.dump(fact)["type"] for fact in (talk("1", day), workshop("1", day))]
        assert ["advice.talk_held/1", "advice.workshop_attended/1"] == found


class TestQueries:
    """What is known on a day."""

    def test_what_was_attended_stands_in_the_order_of_days(self, kit: HubInMemory) -> None:
        """However late it was written down, and only until the day that is asked about."""
        hub = kit.hub
        hub.record(workshop("1", date(2026, 5, 20)))
        hub.record(talk("1", date(2026, 5, 4)))
        hub.record(talk("2", date(2026, 5, 30), organisation="org:b"))
        found = hub.advice.attended("org:a", date(2026, 5, 31))
        assert [("talk", date(2026, 5, 4)), ("application-workshop", date(2026, 5, 20))] == [
            (each.kind, each.on) for each in found
        ]
        assert found[:1] == hub.advice.attended("org:a", date(2026, 5, 19))
        assert found == hub.advice.attended("org:a", date(2026, 5, 20))
        assert found[1:] == hub.advice.attended("org:a", date.max, "application-workshop")

    def test_an_organisation_nobody_advised_attended_nothing(self, kit: HubInMemory) -> None:
        """Nor does one that nobody knows."""
        assert () == kit.hub.advice.attended("org:b", date.max)
        assert () == kit.hub.advice.attended("org:nobody", date.max)

    def test_whether_a_kind_was_attended_by_a_day(self, kit: HubInMemory) -> None:
        """That day counts, and a talk of another kind does not."""
        kit.hub.record(talk("1", date(2026, 5, 4), kind="founding-talk"))
        advice = kit.hub.advice
        assert advice.has_attended("org:a", "founding-talk", date(2026, 5, 4))
        assert not advice.has_attended("org:a", "founding-talk", date(2026, 5, 3))
        assert not advice.has_attended("org:a", "talk", date.max)

    def test_a_talk_with_nobody_known_is_not_recorded(self, kit: HubInMemory) -> None:
        """The organisation must be registered first."""
        with pytest.raises(UnknownReference, match="org:nobody"):
            kit.hub.record(talk("1", date(2026, 5, 1), organisation="org:nobody"))

    def test_a_talk_recorded_by_mistake_can_be_taken_back(self, kit: HubInMemory) -> None:
        """By a correction, as any record; what was known before it stays to be seen."""
        kit.hub.record(talk("1", date(2026, 5, 4)))
        before, record = kit.clock(), kit.hub.version
        kit.clock.moment = datetime(2026, 6, 2, 12, tzinfo=UTC)
        kit.hub.record(Corrected(record=record, replacement=None, reason="another group"))
        assert () == kit.hub.advice.attended("org:a", date.max)
        assert 1 == len(kit.hub.as_known(before).advice.attended("org:a", date.max))

    def test_it_survives_a_checkpoint(self, kit: HubInMemory) -> None:
        """A state that was read back answers as before."""
        for fact in (talk("1", date(2026, 5, 4)), workshop("1", date(2026, 5, 1))):
            kit.hub.record(fact)
        state = kit.hub._fold.world.areas["advice"]
        other = AdviceState()
        other.load(json.loads(json.dumps(state.dump())))
        assert json.dumps(state.dump()) == json.dumps(other.dump())
        assert kit.hub.advice.attended("org:a", date.max) == other.attended("org:a", date.max)


class TestCrossing:
    """What funding may know of it."""

    def test_funding_sees_kinds_and_days(self) -> None:
        """And nothing else, up to the day that it asks about."""
        state = AdviceState()
        state.apply(workshop("1", date(2026, 5, 20)), AT, FOR_GOOD)
        state.apply(talk("1", date(2026, 5, 4)), AT, FOR_GOOD)
        view = AdviceForFunding({"advice": state})
        assert (Attendance("talk", date(2026, 5, 4)),) == view.attended("org:a", date(2026, 5, 19))
        assert () == view.attended("org:b", date.max)

    def test_the_funding_of_each_world_sees_the_advice_of_that_world(self) -> None:
        """It is the same state, so a talk counts from the moment it is recorded."""
        world = new_world()
        funding = world.areas["funding"]
        world.apply(talk("1", date(2026, 5, 4)), AT, FOR_GOOD)
        found = funding.advice.attended("org:a", date.max)  # type: ignore[attr-defined]
        assert (Attendance("talk", date(2026, 5, 4)),) == found
