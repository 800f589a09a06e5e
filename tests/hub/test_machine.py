"""A state machine over the door: several handles, corrections, other rules, checkpoints.

The naive model knows no engine and no ledger: it walks the facts that stand, keeps bookings in a
list and money in three numbers, and compares every two bookings with each other.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

import attrs
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.hub.conftest import RULES, START, application, award, booking

from mo_network.directory.facts import (
    OrganisationEnded,
    OrganisationKind,
    OrganisationRegistered,
)
from mo_network.errors import InvalidValue, UnknownReference
from mo_network.funding.facts import (
    ApplicationDeclined,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    BudgetAllocated,
    BudgetCut,
    FundingLineOpened,
    GrantAwarded,
    GrantPaid,
    GrantReturned,
)
from mo_network.hub.adoption import read_rules
from mo_network.hub.areas import new_world
from mo_network.hub.hub import Hub
from mo_network.judging.fact import Fact, Standing
from mo_network.judging.facts import Corrected, RulesAdopted
from mo_network.judging.fold import Fold, fold
from mo_network.judging.journal import MemoryJournal
from mo_network.judging.state import Breach
from mo_network.rooms.facts import (
    BookingCancelled,
    BookingMoved,
    ClosureLifted,
    RoomAdded,
    RoomBooked,
    RoomClosed,
    RoomWished,
)
from mo_network.testing.hubs import StoppedClock
from mo_network.values.money import Money
from mo_network.values.slot import Slot

HANDLES = 3
YEAR, LINE, FIRST = 2025, "line:micro", "application:first"
RULE_SETS = [read_rules(RULES), read_rules(RULES.replace("1000.00 EUR", "700.00 EUR"))]


class _Booked(NamedTuple):
    room: str
    slot: Slot


@attrs.define
class _Applied:
    status: str = "submitted"
    awarded: int = 0
    paid: int = 0
    returned: int = 0


class Naive:
    """What the facts come to, walked one by one without any cleverness."""

    def __init__(self) -> None:
        self.bookings: dict[str, _Booked] = {}
        self.over: set[str] = set()
        self.closures: dict[str, tuple[str, Slot]] = {}
        self.applications: dict[str, _Applied] = {}
        self.allocated = 0

    def take(self, fact: Fact) -> None:
        """One more fact that stands."""
        if isinstance(fact, RoomBooked):
            self.bookings[fact.id] = _Booked(fact.room, fact.slot)
        elif isinstance(fact, BookingMoved) and fact.booking in self.bookings:
            before = self.bookings[fact.booking]
            self.bookings[fact.booking] = _Booked(fact.room or before.room, fact.slot)
        elif isinstance(fact, BookingCancelled):
            self.bookings.pop(fact.booking, None)
        elif isinstance(fact, RoomClosed):
            self.closures[fact.id] = (fact.room, fact.slot)
        elif isinstance(fact, ClosureLifted):
            self.closures.pop(fact.closure, None)
        elif isinstance(fact, BudgetAllocated):
            self.allocated += fact.amount.cents
        elif isinstance(fact, BudgetCut):
            self.allocated -= fact.amount.cents
        elif isinstance(fact, ApplicationSubmitted):
            self.applications[fact.id] = _Applied()
        else:
            self._take_step(fact)

    def _take_step(self, fact: Fact) -> None:
        entry = self.applications.get(getattr(fact, "application", ""))
        if entry is None:
            return
        if isinstance(fact, ApplicationWithdrawn) and entry.status in ("submitted", "awarded"):
            entry.status, entry.awarded = "withdrawn", 0
        elif isinstance(fact, ApplicationDeclined) and entry.status == "submitted":
            entry.status = "declined"
        elif isinstance(fact, GrantAwarded) and entry.status == "submitted":
            entry.status, entry.awarded = "awarded", fact.amount.cents
        elif isinstance(fact, GrantPaid) and entry.status in ("awarded", "paying"):
            entry.status, entry.paid = "paying", entry.paid + fact.amount.cents
        elif isinstance(fact, GrantReturned) and entry.status == "paying":
            entry.returned += fact.amount.cents

    @property
    def pot(self) -> tuple[int, int, int, int, int]:
        """Allocated, available, committed, paid and returned cents."""
        entries = self.applications.values()
        awarded, paid = sum(e.awarded for e in entries), sum(e.paid for e in entries)
        returned = sum(e.returned for e in entries)
        available = self.allocated - awarded + returned
        return self.allocated, available, awarded - paid, paid, returned

    @property
    def clashes(self) -> set[tuple[str, str]]:
        """Each two bookings that want one room at one time."""
        return {
            (one, other)
            for one, other in itertools.combinations(sorted(self.bookings), 2)
            if _meet(self.bookings[one], self.bookings[other])
        }

    @property
    def displaced(self) -> set[tuple[str, str]]:
        """Each closure with each booking that it meets."""
        return {
            (closure, name)
            for closure, (room, slot) in self.closures.items()
            for name, entry in self.bookings.items()
            if _meet(entry, _Booked(room, slot))
        }

    @property
    def broken(self) -> set[tuple[str, ...]]:
        """Every single promise that does not hold, small enough that a deeper breach shows."""
        below = -self.pot[1]
        return {
            *self.clashes,
            *self.displaced,
            *(("below", str(cents)) for cents in range(10_000, below + 1, 10_000)),
            *((name, "overpaid") for name, e in self.applications.items() if e.paid > e.awarded),
        }


def _meet(one: _Booked, other: _Booked) -> bool:
    return (
        one.room == other.room
        and one.slot.start < other.slot.end
        and other.slot.start < one.slot.end
    )


def slots() -> st.SearchStrategy[Slot]:
    """Slots of one to three hours on one morning."""
    return st.builds(
        lambda start, hours: Slot.on(
            date(2025, 3, 3), f"{start:02d}:00", f"{start + hours:02d}:00", zone="Europe/Berlin"
        ),
        st.integers(8, 11),
        st.integers(1, 3),
    )


rooms = st.sampled_from(["room:saal", "room:klein"])
organisations = st.sampled_from(["org:a", "org:b"])
numbers = st.integers(1, 4)
cents = st.integers(1, 9).map(lambda hundreds: hundreds * 10_000)


def bookings() -> st.SearchStrategy[RoomBooked]:
    """Bookings of one morning."""
    return st.builds(
        lambda n, room, org, slot: RoomBooked(
            id=f"booking:b{n}", room=room, organisation=org, slot=slot, persons=10
        ),
        numbers,
        rooms,
        organisations,
        slots(),
    )


def room_facts() -> st.SearchStrategy[Fact]:
    """Anything that may happen to rooms; much of it to what another draw brings."""
    return st.one_of(
        bookings(),
        st.builds(
            lambda n, room, slot: RoomWished(
                id=f"wish:b{n}", room=room, organisation="org:a", slot=slot, persons=5
            ),
            numbers,
            rooms,
            slots(),
        ),
        st.builds(
            lambda n, room, slot: BookingMoved(booking=f"booking:b{n}", room=room, slot=slot),
            numbers,
            st.none() | rooms,
            slots(),
        ),
        st.builds(lambda n: BookingCancelled(booking=f"booking:b{n}"), numbers),
        st.builds(
            lambda n, room, slot: RoomClosed(id=f"closure:c{n}", room=room, slot=slot, reason="x"),
            numbers,
            rooms,
            slots(),
        ),
        st.builds(lambda n: ClosureLifted(closure=f"closure:c{n}"), numbers),
    )


def money_facts() -> st.SearchStrategy[Fact]:
    """Anything that may happen to money."""
    return st.one_of(
        st.builds(lambda n, amount: application(f"a{n}", amount), numbers, cents),
        st.builds(
            lambda n, amount, body: award(f"a{n}", amount, body),
            numbers,
            cents,
            st.sampled_from(["team", "jury"]),
        ),
        st.builds(
            lambda n, k, amount: GrantPaid(
                id=f"payment:p{k}", application=f"application:a{n}", amount=Money(amount)
            ),
            numbers,
            numbers,
            cents,
        ),
        st.builds(
            lambda n, amount: GrantReturned(
                id=f"return:r{n}", application=FIRST, amount=Money(amount)
            ),
            numbers,
            cents,
        ),
        st.builds(lambda n: ApplicationWithdrawn(application=f"application:a{n}"), numbers),
        st.builds(
            lambda n: ApplicationDeclined(application=f"application:a{n}", reason="x"), numbers
        ),
        st.builds(
            lambda n, amount: BudgetAllocated(
                id=f"allocation:m{n}", line=LINE, year=YEAR, amount=Money(amount)
            ),
            numbers,
            cents,
        ),
        st.builds(
            lambda n, amount: BudgetCut(id=f"cut:k{n}", line=LINE, year=YEAR, amount=Money(amount)),
            numbers,
            cents,
        ),
    )


def endings() -> st.SearchStrategy[Fact]:
    """An organisation is dissolved, before or after its bookings."""
    return st.builds(
        lambda org, days: OrganisationEnded(
            organisation=org, on=START.date() + timedelta(days=days)
        ),
        organisations,
        st.integers(-1, 90),
    )


facts = st.one_of(room_facts(), money_facts(), endings())


which = st.integers(0, HANDLES - 1)


class HubMachine(RuleBasedStateMachine):
    """Three handles of one hub and a hub beside it write one journal."""

    @initialize()
    def begin(self) -> None:
        """Rules are adopted, and what exists is recorded."""
        self.journal = MemoryJournal()
        self.clock = StoppedClock(START)
        self.requests: dict[str, tuple[Fact, int]] = {}
        self.prefixes: list[int] = []
        other = read_rules(RULES.replace("hub:haus", "hub:neben"))
        for rules in (RULE_SETS[0], other):
            Hub.adopt(rules, journal=self.journal, clock=self.clock)
        self.handles = [self.open(RULE_SETS[0]) for _ in range(HANDLES)]
        self.beside = self.open(other)
        for fact in (
            OrganisationRegistered(id="org:a", name="A", kind=OrganisationKind.ASSOCIATION),
            OrganisationRegistered(id="org:b", name="B", kind=OrganisationKind.INITIATIVE),
            FundingLineOpened(id=LINE, name="Micro"),
            RoomAdded(id="room:saal", name="Saal", persons=40, zone="Europe/Berlin"),
            RoomAdded(id="room:klein", name="Klein", persons=12, zone="Europe/Berlin"),
            BudgetAllocated(id="allocation:m0", line=LINE, year=YEAR, amount=Money(100_000)),
            application("first", 40_000),
            award("first", 40_000),
            booking("first", "09:00", "11:00"),
        ):
            self.handles[0].record(fact)

    def open(self, rules: Any) -> Hub:
        """A handle more."""
        return Hub.open(rules, journal=self.journal, clock=self.clock)

    def standing(self) -> Iterator[Fact]:
        """The facts of the hub in order, each as its last correction says."""
        records = list(self.handles[0].journal.since(0))
        instead = {
            r.fact.record: r.fact.replacement for r in records if isinstance(r.fact, Corrected)
        }
        for record in records:
            fact = instead.get(record.seq, record.fact)
            if fact is not None and not isinstance(fact, Corrected | RulesAdopted):
                yield fact

    def naive(self) -> Naive:
        """The model of the facts that stand."""
        model = Naive()
        for fact in self.standing():
            model.take(fact)
        return model

    def fresh(self, until: int | None = None) -> Fold:
        """The state folded anew, without any checkpoint."""
        history = self.handles[0].journal
        return fold(
            lambda: history.records(0, until),
            lambda corrections: Fold(new_world(), history.hub, corrections),
        )

    def expect(self, hub: Hub, fact: Fact, *, is_decided: bool | None, **options: Any) -> None:
        """Record a fact and compare what was broken before and after."""
        before, broken = self.journal.head(), self.naive().broken
        hub.refresh()
        dump = hub._fold.dump()
        try:
            outcome = hub.record(fact, **options)
        except (InvalidValue, UnknownReference):
            assert (before, dump) == (self.journal.head(), hub._fold.dump())
            return
        if not outcome.is_recorded:
            assert is_decided is not False
            assert not outcome.is_allowed
            assert (before, dump) == (self.journal.head(), hub._fold.dump())
            return
        if is_decided and not outcome.is_repeated:
            assert outcome.is_allowed
            assert self.naive().broken <= broken, outcome.explain()
        if "request" in options and outcome.record is not None:
            self.requests.setdefault(options["request"], (fact, outcome.record.seq))
        self.prefixes.append(self.journal.head().seq)

    def record(self, which: int, fact: Fact, token: str | None = None) -> None:
        """One fact through any handle."""
        request = {"request": f"r{len(self.requests)}"} if token else {}
        is_decided = fact.standing is Standing.DECIDED
        self.expect(self.handles[which], fact, is_decided=is_decided, **request)

    @rule(which=which, fact=room_facts(), token=st.none() | st.just("new"))
    def use_rooms(self, which: int, fact: Fact, token: str | None) -> None:
        """Something happens to rooms."""
        self.record(which, fact, token)

    @rule(which=which, several=st.lists(bookings(), min_size=1, max_size=3))
    def book(self, which: int, several: list[RoomBooked]) -> None:
        """Several want rooms, each under an id of its own."""
        for each in several:
            self.record(which, each.but(id=f"booking:n{self.journal.head().seq}"))

    @rule(which=which, fact=money_facts(), token=st.none() | st.just("new"))
    def use_money(self, which: int, fact: Fact, token: str | None) -> None:
        """Something happens to money."""
        self.record(which, fact, token)

    @rule(which=which, several=st.lists(cents, min_size=1, max_size=3))
    def pay(self, which: int, several: list[int]) -> None:
        """The first application is paid, and some of it comes back."""
        for amount in several:
            name, paid = f"n{self.journal.head().seq}", Money(amount)
            self.record(
                which, GrantPaid(id=f"payment:{name}", application=FIRST, amount=paid), "new"
            )
        back = GrantReturned(id=f"return:{name}", application=FIRST, amount=Money(10_000))
        self.record(which, back)

    @rule(which=which, several=st.lists(cents, min_size=1, max_size=3))
    def grant(self, which: int, several: list[int]) -> None:
        """Several are asked for, and awarded if there is money."""
        for amount in several:
            name = f"n{self.journal.head().seq}"
            self.record(which, application(name, amount))
            self.record(which, award(name, amount, "jury"))

    @rule(which=which, fact=endings())
    def end(self, which: int, fact: Fact) -> None:
        """An organisation is no more."""
        self.record(which, fact)

    @rule(which=which, several=st.lists(facts, min_size=2, max_size=3))
    def record_all(self, which: int, several: list[Fact]) -> None:
        """Several facts: all of them or none."""
        hub, before, broken = self.handles[which], self.journal.head(), self.naive().broken
        hub.refresh()
        dump = hub._fold.dump()
        try:
            outcomes = hub.record_all(several)
        except (InvalidValue, UnknownReference):
            outcomes = ()
        recorded = [outcome for outcome in outcomes if outcome.is_recorded]
        if not recorded:
            assert (before, dump) == (self.journal.head(), hub._fold.dump())
            return
        assert (len(several), before.seq + len(several)) == (len(recorded), self.journal.head().seq)
        if all(fact.standing is Standing.DECIDED for fact in several):
            assert self.naive().broken <= broken

    @rule(which=which, data=st.data())
    def repeat(self, which: int, data: st.DataObject) -> None:
        """A request once more, through any handle: the recorded outcome, nothing doubled."""
        if not self.requests:
            return
        token = data.draw(st.sampled_from(sorted(self.requests)))
        fact, seq = self.requests[token]
        before = self.journal.head()
        outcome = self.handles[which].record(fact, request=token)
        assert outcome.record is not None
        assert (True, seq, before) == (
            outcome.is_repeated,
            outcome.record.seq,
            self.journal.head(),
        )

    @rule(which=which, data=st.data(), fact=st.none() | facts)
    def correct(self, which: int, data: st.DataObject, fact: Fact | None) -> None:
        """A record stands for another fact of its kind, or for none."""
        records = [r for r in self.handles[0].journal.since(0) if _is_correctable(r.fact)]
        if not records:
            return
        record = data.draw(st.sampled_from(records))
        if fact is not None:
            fact = _in_place_of(record.fact, fact)
        correction = Corrected(record=record.seq, replacement=fact, reason="x")
        self.expect(self.handles[which], correction, is_decided=None)

    @rule(which=st.integers(0, 1))
    def adopt(self, which: int) -> None:
        """Other rules, or the same again; handles that read the other file only take in."""
        Hub.adopt(RULE_SETS[which], journal=self.journal, clock=self.clock)
        for hub in self.handles:
            hub.refresh()
            rules = hub._recorder.rules
            assert rules is not None
            assert hub.is_intake_only == (rules.digest != RULE_SETS[which].digest)

    @rule(which=which, rules=st.sampled_from([None, *RULE_SETS]))
    def reopen(self, which: int, rules: Any) -> None:
        """A handle is closed and opened again, by its file or without."""
        self.handles[which] = (
            Hub.reopen("hub:haus", journal=self.journal, clock=self.clock)
            if rules is None
            else self.open(rules)
        )

    @rule(which=which)
    def save_checkpoint(self, which: int) -> None:
        """A handle, perhaps one that lags behind, keeps its state."""
        self.handles[which].save_checkpoint()

    @rule(minutes=st.integers(0, 90))
    def turn_the_clock(self, minutes: int) -> None:
        """Time passes."""
        self.clock.moment += timedelta(minutes=minutes)

    @rule(n=numbers)
    def happen_beside(self, n: int) -> None:
        """The other hub records something of its own, and something for all."""
        self.beside.record(FundingLineOpened(id=f"line:{self.journal.head().seq}", name="x"))
        name = f"org:n{self.journal.head().seq}"
        self.beside.record(OrganisationRegistered(id=name, name="N", kind=OrganisationKind.COMPANY))

    @invariant()
    def every_handle_says_what_the_journal_says(self) -> None:
        """A handle that read on, and one folded anew, are the same to the last entry."""
        expected = _text(self.fresh())
        for hub in self.handles:
            hub.refresh()
            assert expected == _text(hub._fold)

    @invariant()
    def the_naive_model_says_the_same(self) -> None:
        """Money, double bookings and displaced ones as anybody would count them."""
        model, hub = self.naive(), self.handles[0]
        pot = hub.funding.pot(LINE, YEAR)
        parts = (pot.allocated, pot.available, pot.committed, pot.paid, pot.returned)
        assert model.pot == tuple(money.cents for money in parts)
        listed = hub.breaches(START)
        assert {name for pair in model.clashes for name in pair} == _promises(
            listed, "rooms.capacity"
        )
        assert {name for _, name in model.displaced} == _promises(listed, "rooms.closed")
        assert (model.pot[1] < 0) == any(breach.law == "funding.available" for breach in listed)

    def teardown(self) -> None:
        """At the end the chain holds, all verdicts stand, and the past is a prefix."""
        hub = self.handles[0]
        assert () == hub.recheck()
        assert self.journal.head() == hub.verify()
        for seq in self.prefixes[-4:]:
            record = self.journal.row(seq)
            assert record is not None
            known = hub.as_known(_moment(hub, seq))
            assert known.version >= seq
            expected = _text(self.fresh(known.version))
            assert expected == _text(known._fold)


def _text(state: Fold) -> str:
    return json.dumps(state.world.dump(), sort_keys=True)


def _moment(hub: Hub, seq: int) -> Any:
    record = hub.journal.record(seq)
    assert record is not None
    return record.at


def _promises(listed: tuple[Breach, ...], law: str) -> set[str]:
    return {name for breach in listed if breach.law == law for name in breach.promises}


def _is_correctable(fact: Fact) -> bool:
    exists = OrganisationRegistered | FundingLineOpened | RoomAdded
    return not isinstance(fact, Corrected | RulesAdopted | exists)


def _in_place_of(wrong: Fact, drawn: Fact) -> Fact | None:
    """A fact of the wrong one's class and ids with what was drawn, or the wrong one itself."""
    if type(drawn) is not type(wrong):
        return wrong
    keep = {"id": wrong.id} if hasattr(wrong, "id") else {}
    return drawn.but(**keep)


TestHub = HubMachine.TestCase
