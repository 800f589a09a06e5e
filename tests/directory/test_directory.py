"""The directory played with what is known of real houses; see the sources beside each."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from mo_network.directory.facts import (
    FACTS,
    HostingBegan,
    HostingEnded,
    HubRegistered,
    MemberAdmitted,
    MembershipBegan,
    MembershipEnded,
    OrganisationEnded,
    OrganisationLiquidated,
    OrganisationRegistered,
    PartPlaced,
)
from mo_network.directory.kinds import MembershipKind, OrganisationKind
from mo_network.directory.lifecycles import LIFECYCLES, ORGANISATION
from mo_network.directory.rule_kinds import KINDS
from mo_network.directory.state import DirectoryState
from mo_network.errors import UnknownReference
from mo_network.judging.changes import FOR_GOOD
from mo_network.judging.fact import Fact
from mo_network.judging.state import When
from mo_network.judging.world import World
from mo_network.values.period import Period
from mo_network.values.share import Share
from mo_network.values.wire import Wire

AT = When(datetime(2026, 5, 4, 10, tzinfo=UTC))
KOELN = ("org:migrafrica", "org:coach", "org:integrationshaus", "org:jama-nyeta")


def registered(name: str, kind: OrganisationKind = OrganisationKind.ASSOCIATION) -> Fact:
    """Build the fact that makes an organisation known."""
    return OrganisationRegistered(id=name, name=name.partition(":")[2], kind=kind)


@pytest.fixture
def world() -> World:
    """Build a directory with the hosts of two houses, an umbrella and its federation."""
    world = World({"directory": DirectoryState()}, {tag.cls: "directory" for tag in FACTS})
    federation = OrganisationKind.FEDERATION
    facts: list[Fact] = [
        registered("org:bv-nemo", federation),
        OrganisationRegistered(
            id="org:vmdo",
            name="VMDO",
            kind=OrganisationKind.UMBRELLA,
            founded=date(2008, 5, 8),
        ),
        registered("org:awo", OrganisationKind.WELFARE_ASSOCIATION),
        registered("org:first-carrier"),
        *map(registered, KOELN),
        HubRegistered(id="hub:saar", name="House of Resources Saar", region="Saarland"),
        HubRegistered(id="hub:koeln", name="House of Resources Köln"),
    ]
    for fact in facts:
        world.apply(fact, AT, FOR_GOOD)
    return world


@pytest.fixture
def directory(world: World) -> DirectoryState:
    """Give the state itself."""
    state = world.areas["directory"]
    assert isinstance(state, DirectoryState)
    return state


def test_a_change_of_host_may_leave_a_gap(world: World, directory: DirectoryState) -> None:
    """In the Saar a gap between December 2022 and February 2023 is reported; it stands."""
    for fact in (
        HostingBegan(
            id="hosting:1", hub="hub:saar", hosts=("org:first-carrier",), on=date(2021, 1, 1)
        ),
        HostingEnded(hosting="hosting:1", on=date(2022, 12, 1)),
        HostingBegan(id="hosting:2", hub="hub:saar", hosts=("org:awo",), on=date(2023, 3, 1)),
    ):
        world.apply(fact, AT, FOR_GOOD)

    assert () == directory.hosts("hub:saar", date(2023, 1, 15))
    gap = Period(date(2022, 12, 1), date(2023, 3, 1))
    assert (gap,) == directory.host_gaps("hub:saar", date(2026, 1, 1))
    until = Period(date(2022, 12, 1), date(2022, 12, 24))
    assert (until,) == directory.host_gaps("hub:saar", date(2022, 12, 24))
    assert () == directory.host_gaps("hub:koeln", date(2026, 1, 1))


def test_a_consortium_runs_a_hub_with_stated_shares(
    world: World, directory: DirectoryState
) -> None:
    """Köln is run by four associations; shares, here invented, are given back exactly."""
    shares = (Share(2, 5), Share(1, 5), Share(1, 5), Share(1, 5))
    fact = HostingBegan(
        id="hosting:1", hub="hub:koeln", hosts=KOELN, shares=shares, on=date(2021, 1, 1)
    )
    world.apply(fact, AT, FOR_GOOD)

    hosts = directory.hosts("hub:koeln", date(2026, 1, 1))
    assert list(zip(KOELN, shares, strict=True)) == [(h.organisation, h.share) for h in hosts]
    assert ("hosting:1",) == directory.holdings("org:coach", date(2026, 1, 1))


def test_members_of_members_are_found_on_their_days(
    world: World, directory: DirectoryState
) -> None:
    """A federation sees the members of its umbrella associations, if asked for them."""
    kind = MembershipKind.FULL
    for fact in (
        MembershipBegan(
            id="membership:1", member="org:vmdo", umbrella="org:bv-nemo", on=date(2015, 9, 1)
        ),
        MemberAdmitted(
            id="membership:2",
            member="org:coach",
            umbrella="org:vmdo",
            kind=kind,
            on=date(2017, 1, 1),
        ),
        MembershipEnded(membership="membership:2", on=date(2018, 1, 1)),
    ):
        world.apply(fact, AT, FOR_GOOD)

    def indirect(on: date) -> tuple[str, ...]:
        return directory.members("org:bv-nemo", on, including_indirect=True)

    assert ("org:coach", "org:vmdo") == indirect(date(2017, 12, 31))
    assert ("org:vmdo",) == indirect(date(2018, 1, 1))
    assert ("org:vmdo",) == directory.members("org:bv-nemo", date(2017, 12, 31))
    assert () == directory.members("org:bv-nemo", date(2015, 8, 31))
    entry = directory.membership("membership:2")
    assert (Period(date(2017, 1, 1), date(2018, 1, 1)), kind) == (entry.period, entry.kind)


def test_an_organisation_is_known_with_its_days(world: World, directory: DirectoryState) -> None:
    """Kind, founding, liquidation and end are given back as values."""
    world.apply(OrganisationLiquidated(organisation="org:vmdo", on=date(2030, 1, 1)), AT, FOR_GOOD)
    world.apply(OrganisationEnded(organisation="org:vmdo", on=date(2031, 1, 1)), AT, FOR_GOOD)
    entry = directory.organisation("org:vmdo")

    assert (OrganisationKind.UMBRELLA, date(2008, 5, 8)) == (entry.kind, entry.founded)
    assert (date(2030, 1, 1), date(2031, 1, 1)) == (entry.liquidated_on, entry.ended_on)
    assert [("org:vmdo", date(2030, 1, 1), "org:vmdo")] == list(directory.inactive())
    assert directory.organisation("org:awo").founded is None


def test_nobody_unknown_is_active(directory: DirectoryState) -> None:
    """An id that a correction took away counts as not active, without an error."""
    assert directory.is_active("org:awo", date(2026, 1, 1))
    assert not directory.is_active("org:nobody", date(2026, 1, 1))


def test_unknown_ids_are_named(directory: DirectoryState) -> None:
    """Asking for what nobody registered says so, and how many are known."""
    for ask in (directory.organisation, directory.hub, directory.membership):
        with pytest.raises(UnknownReference, match="'org:nobody'") as caught:
            ask("org:nobody")
        assert "org:nobody" == caught.value.reference


def test_what_began_after_it_ended_has_no_day(world: World, directory: DirectoryState) -> None:
    """An end before the beginning is recorded and leaves a membership without a day."""
    world.apply(
        MembershipBegan(
            id="membership:1", member="org:vmdo", umbrella="org:bv-nemo", on=date(2020, 1, 1)
        ),
        AT,
        FOR_GOOD,
    )
    world.apply(MembershipEnded(membership="membership:1", on=date(2019, 1, 1)), AT, FOR_GOOD)

    assert directory.membership("membership:1").period is None
    assert () == directory.memberships("org:vmdo", date(2019, 6, 1))


def test_facts_of_the_directory_keep_their_form_on_the_wire() -> None:
    """Every fact is read back as it was written, under its permanent tag."""
    wire = Wire(FACTS)
    day = date(2026, 5, 4)
    facts: list[Fact] = [
        registered("org:a"),
        OrganisationLiquidated(organisation="org:a", on=day),
        MembershipBegan(id="membership:1", member="org:a", umbrella="org:b", on=day),
        PartPlaced(id="part:1", part="org:a", whole="org:b", on=day),
        HubRegistered(id="hub:x", name="X"),
        HostingBegan(
            id="hosting:1",
            hub="hub:x",
            hosts=("org:a", "org:b"),
            shares=(Share(1, 3), Share(2, 3)),
            on=day,
        ),
    ]

    assert facts == [wire.load(wire.dump(fact)) for fact in facts]
    assert "directory.hosting_began/1" == wire.dump(facts[-1])["type"]


def test_every_step_of_the_tables_has_its_fact_on_the_wire() -> None:
    """A lifecycle knows only facts that can be recorded, and names the field of each."""
    known = {tag.cls for tag in FACTS}
    for cycle in LIFECYCLES:
        steps = {cls for steps in cycle.table.values() for cls in steps}
        assert steps == set(cycle.names)
        assert steps <= known
    assert "in_liquidation --> ended : OrganisationEnded" in ORGANISATION.diagram()
    assert () == KINDS
