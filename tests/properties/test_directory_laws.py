"""The laws of the directory, each quoted by the class that shows it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from mo_network.directory.facts import (
    FACTS,
    HostingBegan,
    HubRegistered,
    MemberAdmitted,
    MembershipBegan,
    MembershipEnded,
    OrganisationEnded,
    OrganisationLiquidated,
    OrganisationRegistered,
    PartLeft,
    PartPlaced,
)
from mo_network.directory.kinds import OrganisationKind
from mo_network.directory.laws import LAWS
from mo_network.directory.state import DirectoryState
from mo_network.errors import InvalidValue
from mo_network.judging.answers import Note
from mo_network.judging.catalogue import Catalogue
from mo_network.judging.changes import FOR_GOOD
from mo_network.judging.fact import Fact
from mo_network.judging.judge import Judge
from mo_network.judging.law import law_cards
from mo_network.judging.outcome import Outcome
from mo_network.judging.state import When
from mo_network.judging.world import World
from mo_network.rules.ruleset import RuleSet
from mo_network.values.share import Share
from mo_network.values.zones import zone

NAMES = tuple(f"org:{letter}" for letter in "abcde")
DAY_ONE = date(2026, 1, 1)
NOON = When(datetime(2026, 1, 1, 12, tzinfo=UTC))
numbers = st.integers(0, 12)
names = st.sampled_from(NAMES)


def day(number: int) -> date:
    """Count days from the first of the year."""
    return DAY_ONE + timedelta(days=number)


def noon(number: int) -> When:
    """Give noon of a counted day."""
    return When(datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=number))


class Network:
    """A directory with five organisations, and its judge."""

    def __init__(self) -> None:
        self.state = DirectoryState()
        route = {tag.cls: "directory" for tag in FACTS}
        self.world = World({"directory": self.state}, route)
        rules = RuleSet((), (), Catalogue(law_cards(LAWS)))
        laws = {"directory": LAWS}
        self.judge = Judge(self.world, laws, rules, zone("Europe/Berlin"))
        for name in NAMES:
            kind = OrganisationKind.ASSOCIATION
            self.add(OrganisationRegistered(id=name, name=name, kind=kind))

    def add(self, fact: Fact) -> None:
        """Apply a fact that is not judged."""
        self.world.apply(fact, NOON, FOR_GOOD)

    def propose(self, fact: Fact, when: When = NOON) -> Outcome:
        """Judge a decision, and apply it if it is allowed."""
        outcome = self.judge.judge(fact, when)
        if outcome.is_allowed:
            self.world.apply(fact, when, FOR_GOOD)
        return outcome


def binding(outcome: Outcome) -> set[str]:
    """Collect the laws that forbid."""
    return {said.by for said in outcome.binding}


def admitted(number: int, member: str, umbrella: str, on: int) -> MemberAdmitted:
    """Build an admission."""
    name = f"membership:{number}"
    return MemberAdmitted(id=name, member=member, umbrella=umbrella, on=day(on))


class TestNothingNew:
    """Nothing new is decided for an organisation in liquidation or ended."""

    @given(
        cls=st.sampled_from([OrganisationLiquidated, OrganisationEnded]),
        closed=st.sampled_from(["org:a", "org:b"]),
        closing=numbers,
        decided=numbers,
        on=numbers,
    )
    def test_admitting_ends_with_the_first_day_of_closing(
        self,
        cls: type[OrganisationLiquidated | OrganisationEnded],
        closed: str,
        closing: int,
        decided: int,
        on: int,
    ) -> None:
        """Whoever closes first, member or umbrella, and whichever day is later, decides."""
        network = Network()
        network.add(cls(organisation=closed, on=day(closing)))
        outcome = network.propose(admitted(1, "org:a", "org:b", on), noon(decided))

        assert (max(decided, on) < closing) == outcome.is_allowed
        assert outcome.is_allowed or binding(outcome) == {"directory.nothing_new"}

    @given(closed=st.sampled_from(["org:a", "org:b"]), closing=numbers, on=numbers)
    def test_nothing_is_placed_in_what_has_closed(self, closed: str, closing: int, on: int) -> None:
        """A part and its whole both have to be active."""
        network = Network()
        network.add(OrganisationEnded(organisation=closed, on=day(closing)))
        fact = PartPlaced(id="part:1", part="org:a", whole="org:b", on=day(on))

        assert (on < closing) == network.propose(fact, noon(0)).is_allowed

    def test_what_is_still_held_is_named(self) -> None:
        """A closed organisation keeps what it held, and is named with its first day."""
        network = Network()
        network.propose(admitted(1, "org:a", "org:b", 0))
        network.add(OrganisationLiquidated(organisation="org:a", on=day(3)))

        assert [("org:a", day(3), "org:a")] == list(network.state.inactive())
        assert ("membership:1",) == network.state.holdings("org:a", day(3))
        assert () == network.state.holdings("org:c", day(3))


class TestNotItself:
    """No organisation is admitted as a member of itself."""

    @given(member=names, umbrella=names)
    def test_only_another_admits(self, member: str, umbrella: str) -> None:
        """Admitting is allowed exactly between two."""
        outcome = Network().propose(admitted(1, member, umbrella, 0))

        assert (member != umbrella) == outcome.is_allowed
        assert outcome.is_allowed or binding(outcome) == {"directory.not_itself"}


class TestOnce:
    """No organisation is admitted twice to the same umbrella on overlapping days."""

    @given(
        before=st.lists(st.tuples(st.sampled_from(NAMES[1:3]), numbers, st.none() | numbers)),
        on=numbers,
    )
    @example(before=[("org:b", 1, 5)], on=4)
    @example(before=[("org:b", 1, 5)], on=5)
    @example(before=[("org:b", 5, 1)], on=0)
    def test_days_never_overlap(self, before: list[tuple[str, int, int | None]], on: int) -> None:
        """An admission is refused exactly if an earlier membership has a day from its start on."""
        network = Network()
        for number, (umbrella, start, end) in enumerate(before):
            name = f"membership:{number}"
            network.add(MembershipBegan(id=name, member="org:a", umbrella=umbrella, on=day(start)))
            if end is not None:
                network.add(MembershipEnded(membership=name, on=day(end)))
        outcome = network.propose(admitted(99, "org:a", "org:b", on))
        overlaps = any(
            umbrella == "org:b" and any(d >= on for d in range(start, 99 if end is None else end))
            for umbrella, start, end in before
        )

        assert (not overlaps) == outcome.is_allowed
        assert outcome.is_allowed or binding(outcome) == {"directory.once"}

    @given(begins=st.lists(st.tuples(names, names)), on=numbers)
    def test_a_decision_counts_each_member_once(
        self, begins: list[tuple[str, str]], on: int
    ) -> None:
        """Observed memberships may double; the members of a day are counted once each."""
        network = Network()
        for number, (member, umbrella) in enumerate(begins):
            name = f"membership:{number}"
            network.add(MembershipBegan(id=name, member=member, umbrella=umbrella, on=DAY_ONE))

        expected = sorted({m for m, u in begins if u == "org:a" and m != "org:a"})
        assert expected == list(network.state.members("org:a", day(on)))


class TestPartOf:
    """Part-of never forms a circle."""

    @given(
        steps=st.lists(
            st.tuples(names, names, numbers, st.none() | st.integers(0, 14)), max_size=12
        )
    )
    def test_a_place_is_refused_exactly_if_it_closes_a_circle(
        self, steps: list[tuple[str, str, int, int | None]]
    ) -> None:
        """Day by day, the parts of what was allowed form no circle; what was refused would."""
        network = Network()
        kept: list[tuple[str, str, int, int]] = []
        for number, (part, whole, start, end) in enumerate(steps):
            name = f"part:{number}"
            outcome = network.propose(PartPlaced(id=name, part=part, whole=whole, on=day(start)))
            proposed = [*kept, (part, whole, start, 99)]
            assert self.has_circle(proposed) != outcome.is_allowed
            if not outcome.is_allowed:
                assert {"directory.part_of"} == binding(outcome)
                continue
            kept = proposed
            if end is not None:
                network.add(PartLeft(part=name, on=day(end)))
                kept[-1] = (part, whole, start, end)

        assert [] == [b for d in range(20) for b in network.state.breaches(noon(d).at)]

    @staticmethod
    def has_circle(places: list[tuple[str, str, int, int]]) -> bool:
        """Look on each day whether some name leads back to itself."""
        for on in range(40):
            wholes: dict[str, set[str]] = {}
            for part, whole, start, end in places:
                if start <= on < end:
                    wholes.setdefault(part, set()).add(whole)
            for name in NAMES:
                above = set(wholes.get(name, ()))
                for _ in NAMES:
                    above |= {w for n in above for w in wholes.get(n, ())}
                if name in above:
                    return True
        return False

    def test_a_circle_from_a_corrected_history_is_a_breach(self) -> None:
        """`apply` never judges, so a circle that gets in is listed with what closed it."""
        network = Network()
        network.add(PartPlaced(id="part:1", part="org:a", whole="org:b", on=day(0)))
        network.add(PartPlaced(id="part:2", part="org:b", whole="org:a", on=day(2)))

        assert [] == list(network.state.breaches(noon(1).at))
        (breach,) = network.state.breaches(noon(2).at)
        assert ("directory.part_of", "part:2", ("org:a", "org:b")) == (
            breach.law,
            breach.cause,
            breach.promises,
        )


class TestMembershipCircle:
    """In membership a circle is a finding."""

    @given(begins=st.lists(st.tuples(names, names), max_size=10), member=names, umbrella=names)
    def test_it_is_noted_and_never_forbidden(
        self, begins: list[tuple[str, str]], member: str, umbrella: str
    ) -> None:
        """The note stands exactly if the umbrella is a member of the member, however far away."""
        assume(member != umbrella and (member, umbrella) not in begins)
        network = Network()
        for number, (one, other) in enumerate(begins):
            name = f"membership:{number}"
            network.add(MembershipBegan(id=name, member=one, umbrella=other, on=DAY_ONE))
        above = {other for one, other in begins if one == umbrella}
        for _ in NAMES:
            above |= {other for one, other in begins if one in above}
        outcome = network.propose(admitted(99, member, umbrella, 0))

        assert outcome.is_allowed
        notes = [s.by for s in outcome.said if isinstance(s.answer, Note)]
        assert (["directory.membership_circle"] if member in above else []) == notes
        is_in_one = any({member, umbrella} <= set(c) for c in network.state.circles(DAY_ONE))
        assert (member in above) == is_in_one


class TestHostShares:
    """Stated host shares add up to one; jointly, unstated is allowed."""

    @given(parts=st.lists(st.integers(1, 6), min_size=1, max_size=5), total=st.integers(1, 30))
    def test_shares_that_do_not_add_up_cannot_be_stated(self, parts: list[int], total: int) -> None:
        """The fact exists exactly if its shares add up to one."""
        shares = tuple(Share(part, total) for part in parts)
        is_whole = sum(Fraction(part, total) for part in parts) == 1
        try:
            HostingBegan(
                id="hosting:1",
                hub="hub:x",
                hosts=NAMES[: len(parts)],
                shares=shares,
                on=DAY_ONE,
            )
            was_built = True
        except InvalidValue:
            was_built = False

        assert is_whole == was_built

    @given(count=st.integers(1, 5))
    def test_jointly_and_unstated_is_allowed(self, count: int) -> None:
        """Without shares any number of hosts runs a hub together."""
        network = Network()
        network.add(HubRegistered(id="hub:x", name="X"))
        hosts = NAMES[:count]
        network.add(HostingBegan(id="hosting:1", hub="hub:x", hosts=hosts, on=DAY_ONE))

        assert [(name, None) for name in hosts] == list(network.state.hosts("hub:x", DAY_ONE))

    @pytest.mark.parametrize("hosts", [(), ("org:a", "org:a")])
    def test_hosts_are_named_once_and_at_least_one(self, hosts: tuple[str, ...]) -> None:
        """No host, or the same one twice, is no hosting."""
        with pytest.raises(InvalidValue, match="each once"):
            HostingBegan(id="hosting:1", hub="hub:x", hosts=hosts, on=DAY_ONE)

    def test_a_share_is_stated_for_each_or_for_none(self) -> None:
        """One share for two hosts says nothing about the other."""
        with pytest.raises(InvalidValue, match="1 shares for 2 hosts"):
            HostingBegan(
                id="hosting:1", hub="hub:x", hosts=NAMES[:2], shares=(Share(1),), on=DAY_ONE
            )

    def test_two_hostings_with_shares_at_once_are_a_breach(self) -> None:
        """A new host while the old one still has the whole hub is listed until the old one ends."""
        network = Network()
        network.add(HubRegistered(id="hub:x", name="X"))
        for number, (host, start) in enumerate([("org:a", 0), ("org:b", 4)], 1):
            fact = HostingBegan(
                id=f"hosting:{number}",
                hub="hub:x",
                hosts=(host,),
                shares=(Share(1),),
                on=day(start),
            )
            network.add(fact)

        assert [] == list(network.state.breaches(noon(3).at))
        (breach,) = network.state.breaches(noon(4).at)
        assert ("directory.host_shares", "hub:x", "hosting:2") == (
            breach.law,
            breach.thing,
            breach.cause,
        )
