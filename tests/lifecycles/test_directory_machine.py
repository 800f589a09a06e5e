"""The directory beside a naive model: plain lists of what happened, searched from end to end."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
)
from tests.judging.whole import play

from mo_network.directory.facts import (
    FACTS,
    HostingBegan,
    HostingEnded,
    HubRegistered,
    MembershipBegan,
    MembershipEnded,
    OrganisationEnded,
    OrganisationLiquidated,
    OrganisationRegistered,
    PartLeft,
    PartPlaced,
)
from mo_network.directory.kinds import MembershipKind, OrganisationKind
from mo_network.directory.state import DirectoryState
from mo_network.judging.fact import Fact
from mo_network.judging.state import When
from mo_network.judging.world import World
from mo_network.values.period import Period

AT = When(datetime(2026, 1, 1, 12, tzinfo=UTC))
DAYS = [date(2026, 1, 1) + timedelta(days=number) for number in range(10)]
days = st.sampled_from(DAYS)
ROUTE = {tag.cls: "directory" for tag in FACTS}


def new_world() -> World:
    """Build an empty directory."""
    return World({"directory": DirectoryState()}, ROUTE)


class DirectoryMachine(RuleBasedStateMachine):
    """Plays facts of the directory, taking back and repeating each."""

    organisations: Bundle[str] = Bundle("organisations")
    memberships: Bundle[str] = Bundle("memberships")
    hostings: Bundle[str] = Bundle("hostings")
    parts: Bundle[str] = Bundle("parts")

    def __init__(self) -> None:
        super().__init__()
        self.world = new_world()
        self.closings: dict[str, list[date]] = {}
        self.members: dict[str, tuple[str, str, set[date]]] = {}
        self.hosts: dict[str, tuple[tuple[str, ...], set[date]]] = {}
        self.places: dict[str, tuple[str, str, set[date]]] = {}
        self.count = 0

    def play(self, fact: Fact) -> None:
        """Apply, take back, look whether nothing is left of it, and apply again."""
        play(self.world, fact, AT)

    def name(self, kind: str) -> str:
        """Give the next id of a kind."""
        self.count += 1
        return f"{kind}:{self.count}"

    @property
    def state(self) -> DirectoryState:
        """The state that is tested."""
        state = self.world.areas["directory"]
        assert isinstance(state, DirectoryState)
        return state

    @initialize(target=organisations)
    def begin(self) -> MultipleResults[str]:
        """Begin with one hub and two organisations."""
        self.play(HubRegistered(id="hub:x", name="X"))
        return multiple(self.register(), self.register())

    def register(self) -> str:
        """Register one organisation more."""
        name = self.name("org")
        kind = OrganisationKind.INITIATIVE
        self.play(OrganisationRegistered(id=name, name="An initiative", kind=kind))
        self.closings[name] = []
        return name

    @rule(target=organisations)
    def organisation(self) -> str:
        """An organisation comes in."""
        return self.register()

    @rule(organisation=organisations, on=days)
    def liquidate(self, organisation: str, on: date) -> None:
        """One goes into liquidation; only the first time counts, and none after its end."""
        if self.state.missing_step(
            fact := OrganisationLiquidated(organisation=organisation, on=on)
        ):
            assert self.closings[organisation]
        else:
            self.closings[organisation].append(on)
        self.play(fact)

    @rule(organisation=organisations, on=days)
    def end(self, organisation: str, on: date) -> None:
        """One ends; only the first time counts."""
        fact = OrganisationEnded(organisation=organisation, on=on)
        if self.state.missing_step(fact) is None:
            self.closings[organisation].append(on)
        self.play(fact)

    @rule(target=memberships, member=organisations, umbrella=organisations, on=days)
    def join(self, member: str, umbrella: str, on: date) -> str:
        """One becomes a member of another, or of itself: it is observed."""
        name = self.name("membership")
        kind = MembershipKind.SUPPORTING
        self.play(MembershipBegan(id=name, member=member, umbrella=umbrella, kind=kind, on=on))
        self.members[name] = (member, umbrella, {day for day in DAYS if day >= on})
        return name

    @rule(membership=consumes(memberships), on=days)
    def leave(self, membership: str, on: date) -> None:
        """A membership ends, perhaps before it began."""
        self.play(MembershipEnded(membership=membership, on=on))
        self.members[membership][2].difference_update(day for day in DAYS if day >= on)
        self.play(MembershipEnded(membership=membership, on=DAYS[0]))  # no such step any more

    @rule(target=hostings, hosts=st.lists(organisations, min_size=1, unique=True), on=days)
    def host(self, hosts: list[str], on: date) -> str:
        """Some begin to run the hub."""
        name = self.name("hosting")
        self.play(HostingBegan(id=name, hub="hub:x", hosts=tuple(hosts), on=on))
        self.hosts[name] = (tuple(hosts), {day for day in DAYS if day >= on})
        return name

    @rule(hosting=consumes(hostings), on=days)
    def stop_hosting(self, hosting: str, on: date) -> None:
        """They stop."""
        self.play(HostingEnded(hosting=hosting, on=on))
        self.hosts[hosting][1].difference_update(day for day in DAYS if day >= on)

    @rule(target=parts, part=organisations, whole=organisations, on=days)
    def place(self, part: str, whole: str, on: date) -> str:
        """One is placed in another, lawful or not."""
        name = self.name("part")
        self.play(PartPlaced(id=name, part=part, whole=whole, on=on))
        self.places[name] = (part, whole, {day for day in DAYS if day >= on})
        return name

    @rule(part=consumes(parts), on=days)
    def take_out(self, part: str, on: date) -> None:
        """A place ends."""
        self.play(PartLeft(part=part, on=on))
        self.places[part][2].difference_update(day for day in DAYS if day >= on)

    @invariant()
    def parts_agree(self) -> None:
        """Parts and wholes of a day are those that the lists show."""
        for name in self.closings:
            running = [(p, w) for p, w, runs in self.places.values() if DAYS[4] in runs]
            assert sorted({p for p, w in running if w == name}) == list(
                self.state.parts(name, DAYS[4])
            )
            assert sorted({w for p, w in running if p == name}) == list(
                self.state.wholes(name, DAYS[4])
            )

    @invariant()
    def members_agree(self) -> None:
        """Direct and indirect members of each day are those that the lists show."""
        for on in (DAYS[0], DAYS[4], DAYS[-1]):
            edges = {(m, u) for m, u, runs in self.members.values() if on in runs}
            for umbrella in self.closings:
                direct = {m for m, u in edges if u == umbrella}
                below = set(direct)
                for _ in self.closings:
                    below |= {m for m, u in edges if u in below}
                assert sorted(direct - {umbrella}) == list(self.state.members(umbrella, on))
                indirect = self.state.members(umbrella, on, including_indirect=True)
                assert sorted(below - {umbrella}) == list(indirect)
                found = {m for m in self.closings if self.state.is_member(m, umbrella, on)}
                assert direct == found

    @invariant()
    def hosts_agree(self) -> None:
        """Hosts of each day, and the gaps between them, are those that the lists show."""
        covered = set()
        for on in DAYS:
            expected = [h for hosts, runs in self.hosts.values() if on in runs for h in hosts]
            assert expected == [host.organisation for host in self.state.hosts("hub:x", on)]
            if expected:
                covered.add(on)
        if covered:
            gaps = self.state.host_gaps("hub:x", DAYS[-1])
            days_in_gaps = {day for day in DAYS if any(day in gap for gap in gaps)}
            expected_days = {d for d in DAYS[:-1] if d > min(covered)} - covered
            assert expected_days == days_in_gaps
            assert all(isinstance(gap, Period) for gap in gaps)

    @invariant()
    def activity_agrees(self) -> None:
        """One is active before the first of its closing days."""
        for on in DAYS:
            expected = {
                name for name, closed in self.closings.items() if on < min(closed, default=date.max)
            }
            assert expected == {n for n in self.closings if self.state.is_active(n, on)}

    def teardown(self) -> None:
        """A checkpoint gives the same state, and the same state goes on in the same way."""
        text = json.dumps(self.world.dump())
        other = new_world()
        other.load(json.loads(text))
        assert text == json.dumps(other.dump())
        state = other.areas["directory"]
        assert isinstance(state, DirectoryState)
        for name in self.closings:
            assert self.state.holdings(name, DAYS[4]) == state.holdings(name, DAYS[4])
            assert self.state.members(name, DAYS[4]) == state.members(name, DAYS[4])
        assert self.state.hosts("hub:x", DAYS[4]) == state.hosts("hub:x", DAYS[4])
        assert list(self.state.breaches(AT.at)) == list(state.breaches(AT.at))


TestDirectoryMachine = DirectoryMachine.TestCase
