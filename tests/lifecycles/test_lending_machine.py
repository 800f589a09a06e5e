"""Lending beside a naive model: every single piece, and for each minute whether it is needed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import cache
from itertools import combinations, product

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

from mo_network.directory.state import DirectoryState
from mo_network.judging.case import Case
from mo_network.judging.changes import FOR_GOOD, Trial
from mo_network.judging.fact import Fact
from mo_network.judging.state import When
from mo_network.lending.facts import (
    ItemModelAdded,
    ItemsBroken,
    ItemsHandedOver,
    ItemsLost,
    ItemsRepaired,
    ItemsReturned,
    KitDescribed,
    LoanCancelled,
    LoanExtended,
    LoanPromised,
    StockChanged,
)
from mo_network.lending.laws import (
    capacity,
    extension,
    handed_over_within_promise,
    in_house,
)
from mo_network.lending.lifecycles import LIFECYCLES, LOAN
from mo_network.lending.pieces import pieces_asked
from mo_network.lending.state import LendingState
from mo_network.values.moments import moment_of
from mo_network.values.period import Period
from mo_network.values.slot import Slot
from mo_network.values.zones import zone

MIDNIGHT = (date(2027, 1, 15).toordinal() - 1) * 1440
FIRST = MIDNIGHT - 40
END = 100
STOCK = {"item:a": 3, "item:b": 2, "item:c": 1}
KITS = {
    "item:kit": ({"item:a": 2, "item:b": 1}, None),
    "item:crate": ({"item:kit": 1, "item:c": 1}, None),
    "item:any": ({"item:a": 1, "item:b": 1, "item:c": 1}, 2),
    "item:either": ({"item:any": 1, "item:a": 3}, 1),
}
"""Parts, and how many of them are enough: a kit, a kit of a kit, a choice, a choice of a choice."""

THINGS = (*STOCK, *KITS)
things = st.sampled_from(THINGS)
numbers = st.integers(1, 3)


@cache
def apart(thing: str, number: int) -> list[dict[str, int]]:
    """Give all pieces of which so many things can be made, one choice after another."""
    if thing in STOCK:
        return [{thing: number}]
    parts, choose = KITS[thing]
    one = [
        pieces
        for chosen in combinations(parts.items(), choose or len(parts))
        for pieces in together(apart(part, each) for part, each in chosen)
    ]
    return together([one] * number)


def together(every: Iterable[list[dict[str, int]]]) -> list[dict[str, int]]:
    """Give each choice of one thing with each choice of the others, added up, once."""
    found = (sum(map(Counter, choice), Counter[str]()) for choice in product(*every))
    return [dict(each) for each in {tuple(sorted(each.items())): each for each in found}.values()]


def beyond(wanted: dict[str, int], there: Callable[[str], int]) -> int:
    """Count what is wanted and not there."""
    return sum(max(0, number - there(item)) for item, number in wanted.items())


class Piece:
    """One piece of one loan: waiting, out since, or back since."""

    def __init__(self, item: str) -> None:
        self.item = item
        self.left: int | None = None
        self.back: int | None = None


class Lent:
    """One loan of the model: its pieces, one by one."""

    def __init__(self, item_numbers: dict[str, int], start: int, end: int) -> None:
        self.pieces = [Piece(item) for item, n in item_numbers.items() for _ in range(n)]
        self.start, self.end, self.is_open = start, end, True

    def waiting(self, item: str) -> list[Piece]:
        """Give the pieces that can still be fetched."""
        fetchable = [p for p in self.pieces if p.item == item and p.left is None]
        return fetchable if self.is_open else []

    def out(self, item: str) -> list[Piece]:
        """Give the pieces that are out."""
        own = [p for p in self.pieces if p.item == item]
        return [p for p in own if p.left is not None and p.back is None]

    def needs(self, piece: Piece, minute: int, now: int) -> bool:
        """Tell whether a piece is needed in a minute, as seen now."""
        if piece.left is None:
            return self.is_open and self.start <= minute < self.end
        begin = min(self.start, piece.left)
        if piece.back is not None:
            return begin <= minute < piece.back
        return begin <= minute < self.end or self.end <= minute <= now


class LendingMachine(RuleBasedStateMachine):
    """Plays the life of loans and of the stock, taking back and repeating each step."""

    loans: Bundle[str] = Bundle("loans")
    damages: Bundle[str] = Bundle("damages")

    def __init__(self) -> None:
        super().__init__()
        self.state = LendingState(DirectoryState())
        self.lent: dict[str, Lent] = {}
        self.missing: dict[str, tuple[str, int, int, int]] = {}
        self.now = 0
        self.count = 0
        for item, number in STOCK.items():
            added = ItemModelAdded(id=item, name=item, count=number, zone="UTC")
            self.state.apply(added, self.when, FOR_GOOD)
        for kit, (parts, choose) in KITS.items():
            counts = tuple(parts.values())
            described = KitDescribed(
                id=kit, name=kit, items=tuple(parts), counts=counts, choose=choose
            )
            self.state.apply(described, self.when, FOR_GOOD)

    @property
    def at(self) -> datetime:
        """Give the moment that it is."""
        return moment_of(FIRST + self.now)

    @property
    def when(self) -> When:
        """Give the moment of the next record."""
        return When(self.at)

    def inside(self) -> object:
        """Give everything that the state keeps, what it derives included."""
        stocks = {
            item: (self.state.shelf.stock(item).leaf.dump(), dict(self.state.shelf.stock(item).out))
            for item in STOCK
        }
        kits = [repr(each) for each in self.state.shelf.inventory.composites.values()]
        return json.dumps([self.state.dump(), stocks, kits], sort_keys=True)

    def play(self, fact: Fact) -> None:
        """Apply, take back, look whether nothing is left of it, and apply again."""
        with Trial() as trial:
            self.state.apply(fact, self.when, trial)
        self.compare()
        play(self.state, fact, self.when)

    def name(self, kind: str) -> str:
        """Give the next id of a kind."""
        self.count += 1
        return f"{kind}:{self.count}"

    def slot(self, start: int, end: int) -> Slot:
        """Give a slot between two minutes."""
        return Slot(moment_of(FIRST + start), moment_of(FIRST + end))

    # --- the model --------------------------------------------------------------------------

    def there(self, item: str, minute: int) -> int:
        """Count the pieces that there are in a minute."""
        changes = (
            by for i, start, end, by in self.missing.values() if i == item and start <= minute < end
        )
        return max(0, STOCK[item] + sum(changes))

    def needed(self, item: str, minute: int, but: str = "") -> int:
        """Count the pieces that loans need in a minute."""
        return sum(
            loan.needs(piece, minute, self.now)
            for name, loan in self.lent.items()
            for piece in loan.pieces
            # An overdue piece of the loan that is judged is judged with it.
            if piece.item == item and not (name == but and loan.end <= minute)
        )

    def fits(self, wanted: dict[str, int], start: int, end: int, but: str = "") -> bool:
        """Tell whether so many more pieces fit in each minute."""
        return all(
            self.needed(item, minute, but) + number <= self.there(item, minute)
            for item, number in wanted.items()
            for minute in range(start, end)
        )

    def is_lawful(self, law: object, fact: Fact) -> bool:
        """Ask one law."""
        case = Case(fact, self.when, zone("UTC"))
        return not list(law.check(self.state, fact, case))  # type: ignore[attr-defined]

    # --- the steps --------------------------------------------------------------------------

    @initialize(
        target=loans,
        asked=st.lists(
            st.tuples(things, st.integers(1, 2), st.integers(0, 20), st.integers(1, 20)),
            min_size=3,
            max_size=5,
        ),
        fetched=st.integers(0, 3),
        late=st.integers(0, 2),
    )
    def begin(
        self, asked: list[tuple[str, int, int, int]], fetched: int, late: int
    ) -> MultipleResults[str]:
        """Promise a few loans to begin with, those that fit, and hand some of them over."""
        given = [self.promised({thing: n}, start, start + m) for thing, n, start, m in asked]
        found = [name for name in given if name is not None]
        for name in sorted(found, key=lambda name: self.lent[name].start)[:fetched]:
            self.now = max(self.now, self.lent[name].start + late)
            self.hand_over_all(name)
        return multiple(*found)

    @rule(minutes=st.integers(1, 10))
    def wait(self, minutes: int) -> None:
        """Let time pass, by which pieces become overdue."""
        self.now = min(self.now + minutes, END - 1)

    @rule(name=loans, is_end=st.booleans(), minutes=st.integers(0, 3))
    def wait_for(self, name: str, is_end: bool, minutes: int) -> None:
        """Let time pass until a loan begins or ends, or a little more."""
        loan = self.lent[name]
        wanted = (loan.end if is_end else loan.start) + minutes
        self.now = max(self.now, min(wanted, END - 1))

    @rule(
        target=loans,
        thing=things,
        number=numbers,
        other=st.none() | things,
        start=st.integers(-5, 30),
        length=st.integers(1, 25),
        is_forced=st.booleans(),
    )
    def promise(
        self,
        thing: str,
        number: int,
        other: str | None,
        start: int,
        length: int,
        is_forced: bool,
    ) -> MultipleResults[str]:
        """Promise if the law allows it, or even so, as a correction may leave it."""
        lines = {thing: number} | ({other: 1} if other else {})
        start = min(max(0, self.now + start), END - 2)
        end = min(start + length, END)
        return multiple(*filter(None, [self.promised(lines, start, end, is_forced=is_forced)]))

    def promised(
        self, lines: dict[str, int], start: int, end: int, *, is_forced: bool = False
    ) -> str | None:
        """Make a promise, and give the loan's id if it stands."""
        choices = together(apart(each, count) for each, count in lines.items())
        name = self.name("loan")
        promised = LoanPromised(
            id=name,
            organisation="org:a",
            items=tuple(lines),
            counts=tuple(lines.values()),
            slot=self.slot(start, end),
        )
        fits = [wanted for wanted in choices if self.fits(wanted, start, end)]
        assert bool(fits) == self.is_lawful(capacity, promised)
        if not (fits or is_forced):
            return None
        self.play(promised)
        wanted = dict(self.state.loan(name).pieces)
        assert wanted in (fits or choices)
        self.lent[name] = Lent(wanted, start, end)
        return name

    @rule(name=loans)
    def hand_over_all(self, name: str) -> None:
        """Hand over all that is promised of one thing, if the laws allow it."""
        for item in STOCK:
            waiting = len(self.lent[name].waiting(item))
            if waiting:
                self.hand_over(name, item, waiting)

    @rule(name=loans)
    def bring_all_back(self, name: str) -> None:
        """Bring back all that is out of one thing."""
        for item in STOCK:
            out = len(self.lent[name].out(item))
            if out:
                self.bring_back(name, item, out, None)

    @rule(name=loans, thing=things, number=numbers)
    def hand_over(self, name: str, thing: str, number: int) -> None:
        """Hand over a part or more than all, if the laws allow it."""
        loan, choices = self.lent[name], apart(thing, number)
        fact = ItemsHandedOver(loan=name, items=(thing,), counts=(number,))
        wanted = dict(pieces_asked(self.state, fact, FIRST + self.now))
        short = [beyond(each, lambda item: len(loan.waiting(item))) for each in choices]
        assert min(short) == short[choices.index(wanted)]
        is_promised = self.now < loan.end and all(
            len(loan.waiting(item)) >= n for item, n in wanted.items()
        )
        out = {i: sum(len(each.out(i)) for each in self.lent.values()) for i in STOCK}
        is_there = all(self.there(item, self.now) - out[item] >= n for item, n in wanted.items())
        fits = self.fits(wanted, self.now, loan.start)
        assert is_promised == self.is_lawful(handed_over_within_promise, fact)
        assert is_there == self.is_lawful(in_house, fact)
        assert fits == self.is_lawful(capacity, fact)
        if is_promised and is_there and fits:
            self.play(fact)
            for item, n in wanted.items():
                for piece in loan.waiting(item)[:n]:
                    piece.left = self.now

    def take_back(self, name: str, wanted: dict[str, int], minute: int) -> dict[str, int]:
        """Let pieces of the model come back, at most those that are out."""
        found = {}
        for item, n in wanted.items():
            pieces = sorted(self.lent[name].out(item), key=lambda piece: piece.left or 0)[:n]
            for piece in pieces:
                piece.back = minute
            found[item] = len(pieces)
        return found

    @rule(name=loans, thing=things, number=numbers, ago=st.none() | st.integers(0, 10))
    def bring_back(self, name: str, thing: str, number: int, ago: int | None) -> None:
        """Bring back a part or all, in time or late, written down at once or afterwards."""
        minute = self.now - (ago or 0)
        back_at = None if ago is None else moment_of(FIRST + minute)
        fact = ItemsReturned(loan=name, items=(thing,), counts=(number,), back_at=back_at)
        loan, hit = self.lent[name], set[str]()
        choices = apart(thing, number)
        wanted = dict(self.state.shelf.covered(((thing, number),), self.state.loan(name).out))
        short = [beyond(each, lambda item: len(loan.out(item))) for each in choices]
        assert min(short) == short[choices.index(wanted)]
        self.play(fact)
        if self.has_left(name):
            back = self.take_back(name, wanted, minute)
            for item in (item for item, n in back.items() if n):
                for late in range(loan.end, minute):
                    if self.needed(item, late) > self.there(item, late):
                        hit |= set(self.waiting_in(item, late, loan.end))
        found = list(self.state.breaches(self.at, fact))
        assert hit == {promise for breach in found for promise in breach.promises}
        assert {name} >= {breach.cause for breach in found}

    def has_left(self, name: str) -> bool:
        """Tell whether anything of a loan was handed over; before, nothing can come back."""
        return any(piece.left is not None for piece in self.lent[name].pieces)

    def waiting_in(self, item: str, minute: int, after: int) -> Iterator[str]:
        """Give the promises that need a thing in a minute, and are not over by another."""
        for name, loan in self.lent.items():
            is_hit = loan.start <= minute < loan.end and loan.end > after
            if is_hit and loan.waiting(item):
                yield name

    @rule(name=loans, later=st.integers(-5, 30))
    def extend(self, name: str, later: int) -> None:
        """Extend a loan if the laws allow it."""
        loan = self.lent[name]
        end = min(loan.end + later, END)
        if end <= loan.start:
            return
        fact = LoanExtended(loan=name, slot=self.slot(loan.start, end))
        held = {item: len(loan.waiting(item)) + len(loan.out(item)) for item in STOCK}
        wanted = {item: n for item, n in held.items() if n}
        is_later = end > max(loan.end, self.now) and bool(wanted)
        fits = self.fits(wanted, max(loan.end, self.now), end, name)
        assert is_later == self.is_lawful(extension, fact)
        assert fits == self.is_lawful(capacity, fact)
        if is_later and fits:
            self.play(fact)
            loan.end = end if self.state.statuses[name] != "cancelled" else loan.end

    @rule(name=loans)
    def cancel(self, name: str) -> None:
        """Cancel what was not fetched; a second time changes nothing."""
        self.play(LoanCancelled(loan=name))
        self.lent[name].is_open = False

    @rule(
        item=st.sampled_from(sorted(STOCK)), by=st.sampled_from((-2, -1, 1)), day=st.integers(0, 2)
    )
    def change_stock(self, item: str, by: int, day: int) -> None:
        """Change the stock before midnight, after it, or for good."""
        days = (
            Period(date(2027, 1, 14), date(2027, 1, 15)),
            Period(date(2027, 1, 15), date(2027, 1, 16)),
            Period(date(2027, 1, 15), None),
        )
        minutes = ((-2000, 40), (40, 1480), (40, 9999))
        name = self.name("change")
        self.play(StockChanged(id=name, item=item, change=by, period=days[day], reason="x"))
        self.missing[name] = (item, *minutes[day], by)

    @rule(target=damages, item=st.sampled_from(sorted(STOCK)), number=st.integers(1, 2))
    def break_some(self, item: str, number: int) -> str:
        """Report pieces as broken."""
        name = self.name("damage")
        self.play(ItemsBroken(id=name, item=item, count=number))
        self.missing[name] = (item, self.now, 9999, -number)
        return name

    @rule(name=consumes(damages))
    def repair(self, name: str) -> None:
        """Repair them; a second time changes nothing."""
        self.play(ItemsRepaired(damage=name))
        item, start, _, by = self.missing[name]
        self.missing[name] = (item, start, self.now, by)
        self.play(ItemsRepaired(damage=name))

    @rule(name=loans, item=st.sampled_from(sorted(STOCK)))
    def lose(self, name: str, item: str) -> None:
        """Lose one piece that is out."""
        lost = self.name("loss")
        is_gone = bool(self.lent[name].out(item))
        self.play(ItemsLost(id=lost, loan=name, items=(item,), counts=(1,)))
        if is_gone:
            self.take_back(name, {item: 1}, self.now)
            self.missing[lost] = (item, self.now, 9999, -1)

    # --- what must be the same --------------------------------------------------------------

    @invariant()
    def compare(self) -> None:
        """In every minute the engine has as many left as the model."""
        for item in STOCK:
            with self.state.shelf.stock(item).looking_at(FIRST + self.now) as leaf:
                found = [leaf.free(FIRST + m, FIRST + m + 1) for m in range(END)]
            expected = [self.there(item, m) - self.needed(item, m) for m in range(END)]
            assert expected == found

    @invariant()
    def offer_what_fits(self) -> None:
        """As many kits are offered as fit in each minute, and free stretches are those minutes."""
        for start, end in ((0, END), (self.now, self.now + 1), (38, 60)):
            for kit in KITS:
                left = self.state.available(kit, self.slot(start, end), self.at)
                assert self.is_there(kit, left, start, end)
                assert not self.is_there(kit, left + 1, start, end)
        for kit in ("item:kit", "item:either"):
            free = self.state.free(kit, self.slot(0, END), self.at)
            found = [m - FIRST for s in free for m in range(s.start_minute, s.end_minute)]
            assert [m for m in range(END) if self.is_there(kit, 1, m, m + 1)] == found

    def is_there(self, thing: str, number: int, start: int, end: int) -> bool:
        """Tell whether so many fit, by any choice."""
        return any(self.fits(wanted, start, end) for wanted in apart(thing, number))

    @invariant()
    def name_what_is_broken(self) -> None:
        """Breaches name the promises that wait in a minute with too little, now or later."""
        found = list(self.state.breaches(self.at))
        for item in STOCK:
            short = [m for m in range(self.now, END) if self.needed(item, m) > self.there(item, m)]
            hit = {name for m in short for name in self.waiting_in(item, m, self.now)}
            own = [breach for breach in found if breach.thing == item]
            assert bool(short) == bool(own)
            assert hit == {name for breach in own for name in breach.promises}

    @invariant()
    def tell_what_is_out(self) -> None:
        """What is out, and what is overdue, is counted piece by piece."""
        out = {
            (name, item): len(loan.out(item))
            for name, loan in self.lent.items()
            for item in STOCK
            if loan.out(item)
        }
        found = {(each.loan, each.item): each.number for each in self.state.out(self.at)}
        late = {each.loan for each in self.state.overdue(self.at)}
        assert out == found
        assert {name for name, _ in out if self.lent[name].end <= self.now} == late

    @invariant()
    def load_what_was_dumped(self) -> None:
        """A state that is dumped, written, read and loaded is the same inside, too."""
        loaded = LendingState(DirectoryState())
        loaded.load(json.loads(json.dumps(self.state.dump())))
        own, self.state, inside = self.state, loaded, self.inside()
        again, self.state = self.inside(), own
        assert again == self.inside() == inside
        assert list(own.breaches(self.at)) == list(loaded.breaches(self.at))
        on = self.at.date()
        assert own.holdings("org:a", on) == loaded.holdings("org:a", on)
        assert own.week(on, self.at) == loaded.week(on, self.at)


TestLending = LendingMachine.TestCase


def test_the_machine_plays_every_step_of_loans_and_damages() -> None:
    """Each fact class of the tables that a loan goes through is played by a rule of the machine."""
    played = {
        LoanPromised,
        LoanExtended,
        LoanCancelled,
        ItemsHandedOver,
        ItemsReturned,
        ItemsLost,
    }
    steps = {cls for table in LOAN.table.values() for cls in table}

    assert played == steps
    assert {"item", "change", "damage", "request", "loan"} == {each.thing for each in LIFECYCLES}
