"""A toy area to judge in: tins of coins, which people ask for and a hub hands out.

Small enough to be read in one go, and complete: facts of each standing, lifecycles, a law, a
breach, subjects of every join, two hooks and their contexts, and a wire.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar, NamedTuple

import attrs

from mo_network.judging.answers import Answer, Duty, Limit, Note, Requirement, Veto
from mo_network.judging.capsule import Capsule, dump_capsule
from mo_network.judging.case import Case
from mo_network.judging.catalogue import Card, Catalogue
from mo_network.judging.changes import FOR_GOOD, Changes
from mo_network.judging.fact import Fact, Known, Label, New, Standing
from mo_network.judging.facts import FACTS as JOURNAL_FACTS
from mo_network.judging.fold import Fold
from mo_network.judging.journal import MemoryJournal
from mo_network.judging.judge import Judge
from mo_network.judging.law import law, law_cards
from mo_network.judging.lifecycle import UNBORN, Lifecycle
from mo_network.judging.outcome import Outcome
from mo_network.judging.record import Record, Row, make_row, read_row
from mo_network.judging.said import Answers
from mo_network.judging.state import AreaState, Breach, Handler, When
from mo_network.judging.subject import Join, Subject
from mo_network.judging.units import CODE, DAY, MONEY
from mo_network.judging.weighing import Verdict
from mo_network.judging.world import World
from mo_network.rules.hook import Hook
from mo_network.rules.ruleset import Rule, RuleSet
from mo_network.values.money import Money
from mo_network.values.tags import Tag
from mo_network.values.wire import Wire
from mo_network.values.zones import zone

HUB = "hub:toy"
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
BERLIN = zone("Europe/Berlin")


@attrs.frozen(kw_only=True)
class TinPlaced(Fact):
    """A tin stands on the shelf with so much in it."""

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("tin")]
    name: Label = "Tin"
    amount: Money


@attrs.frozen(kw_only=True)
class TinCut(Fact):
    """Somebody took coins out; more than is left even, for the world asks nobody."""

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("cut")]
    tin: Annotated[str, Known("tin")]
    amount: Money


@attrs.frozen(kw_only=True)
class TinLost(Fact):
    """The tin is gone."""

    standing: ClassVar[Standing] = Standing.OBSERVED
    tin: Annotated[str, Known("tin")]


@attrs.frozen(kw_only=True)
class CoinsGiven(Fact):
    """Coins are handed out of a tin."""

    standing: ClassVar[Standing] = Standing.DECIDED
    ask: Annotated[str, Known("ask")]
    amount: Money
    first_day: date
    body: str | None = None
    papers: frozenset[str] | None = None


@attrs.frozen(kw_only=True)
class LidOpened(Fact):
    """A tin's lid is opened."""

    standing: ClassVar[Standing] = Standing.DECIDED
    tin: Annotated[str, Known("tin")]


@attrs.frozen(kw_only=True)
class CoinsAsked(Fact):
    """Somebody asks for coins; the decision it asks for is that they are given."""

    standing: ClassVar[Standing] = Standing.RECEIVED
    id: Annotated[str, New("ask")]
    tin: Annotated[str, Known("tin")]
    amount: Money
    first_day: date = date(2026, 6, 1)

    def asks(self) -> Fact:
        """The gift of just that much, by nobody yet."""
        return CoinsGiven(ask=self.id, amount=self.amount, first_day=self.first_day)


@attrs.frozen(kw_only=True)
class LidWished(Fact):
    """Somebody wants to look into a tin."""

    standing: ClassVar[Standing] = Standing.RECEIVED
    id: Annotated[str, New("wish")]
    tin: Annotated[str, Known("tin")]

    def asks(self) -> Fact:
        """That the lid is opened."""
        return LidOpened(tin=self.tin)


CLASSES: tuple[type[Fact], ...] = (
    TinPlaced,
    TinCut,
    TinLost,
    CoinsGiven,
    LidOpened,
    CoinsAsked,
    LidWished,
)
FACTS = (
    Tag("toy.tin_placed", 1, TinPlaced),
    Tag("toy.tin_cut", 1, TinCut),
    Tag("toy.tin_lost", 1, TinLost),
    Tag("toy.coins_given", 1, CoinsGiven),
    Tag("toy.lid_opened", 1, LidOpened),
    Tag("toy.coins_asked", 1, CoinsAsked),
    Tag("toy.lid_wished", 1, LidWished),
)
WIRE = Wire([*JOURNAL_FACTS, *FACTS])

TIN = Lifecycle(
    "tin",
    {TinPlaced: "id", TinLost: "tin", LidOpened: "tin"},
    {
        UNBORN: {TinPlaced: "closed"},
        "closed": {LidOpened: "open", TinLost: "lost"},
        "open": {TinLost: "lost"},
    },
)
ASK = Lifecycle(
    "ask",
    {CoinsAsked: "id", CoinsGiven: "ask"},
    {UNBORN: {CoinsAsked: "asked"}, "asked": {CoinsGiven: "given"}},
)


class Asked(NamedTuple):
    """What was asked: out of which tin."""

    tin: str


def _place(state: ToyState, fact: TinPlaced, when: When, changes: Changes) -> None:
    changes.put(state.cents, fact.id, fact.amount.cents)


def _cut(state: ToyState, fact: TinCut, when: When, changes: Changes) -> None:
    state.take(fact.tin, fact.amount.cents, changes)


def _ask(state: ToyState, fact: CoinsAsked, when: When, changes: Changes) -> None:
    changes.put(state.asked, fact.id, Asked(fact.tin))


def _give(state: ToyState, fact: CoinsGiven, when: When, changes: Changes) -> None:
    asked = state.asked.get(fact.ask)
    if asked is not None:
        state.take(asked.tin, fact.amount.cents, changes)


class ToyState(AreaState):
    """How much is in each tin, and out of which tin each ask wants it."""

    lifecycles: ClassVar[tuple[Lifecycle, ...]] = (TIN, ASK)
    handlers: ClassVar[Mapping[type[Fact], Handler]] = {
        TinPlaced: _place,
        TinCut: _cut,
        CoinsAsked: _ask,
        CoinsGiven: _give,
    }

    def __init__(self) -> None:
        super().__init__()
        self.cents: dict[str, int] = {}
        self.asked: dict[str, Asked] = {}

    def take(self, tin: str, cents: int, changes: Changes) -> None:
        """Less in a tin; nothing if there is no such tin any more."""
        if tin in self.cents:
            changes.put(self.cents, tin, self.cents[tin] - cents)

    def breaches(self, at: datetime, by: Fact | None = None) -> Iterator[Breach]:
        """Tins that hold less than nothing."""
        for tin, cents in self.cents.items():
            if cents < 0 and (by is None or getattr(by, "tin", None) == tin):
                yield Breach("toy.enough", tin, at.date(), getattr(by, "id", tin))

    def dump(self) -> dict[str, Any]:
        """Three tables."""
        return {"statuses": self.statuses, "cents": self.cents, "asked": self.asked}

    def load(self, data: Mapping[str, Any]) -> None:
        """The same three."""
        self.statuses.update(data["statuses"])
        self.cents.update(data["cents"])
        self.asked.update({name: Asked._make(row) for name, row in data["asked"].items()})


def _read(name: str) -> Callable[[Fact], Any]:
    return lambda fact: getattr(fact, name, None)


AMOUNT: Subject[Money] = Subject(
    "toy.amount",
    MONEY,
    Join.AT_MOST,
    _read("amount"),
    lambda fact, value: fact.but(amount=value),
    {"de": "Betrag", "en": "amount"},
)
FIRST_DAY: Subject[date] = Subject(
    "toy.first_day",
    DAY,
    Join.AT_LEAST,
    _read("first_day"),
    lambda fact, value: fact.but(first_day=value),
    {"de": "erster Tag", "en": "first day"},
)
BODY: Subject[str] = Subject(
    "toy.body",
    CODE,
    Join.RANK,
    _read("body"),
    lambda fact, value: fact.but(body=value),
    {"de": "wer entscheidet", "en": "who decides"},
    ("team", "board", "assembly"),
)
PAPERS: Subject[str] = Subject(
    "toy.papers",
    CODE,
    Join.ALL,
    _read("papers"),
    lambda fact, value: fact.but(papers=value),
    {"de": "Unterlagen", "en": "papers"},
)
ELSEWHERE: Subject[Money] = Subject(
    "elsewhere.amount",
    MONEY,
    Join.AT_MOST,
    _read("amount"),
    lambda fact, value: fact,
    {"de": "anderswo", "en": "elsewhere"},
)
SUBJECTS: dict[str, Subject[Any]] = {s.id: s for s in (AMOUNT, FIRST_DAY, BODY, PAPERS)}


@law(
    "toy.enough",
    worse="to promise coins that are not there, rather than to refuse some that are",
    judges=(CoinsGiven,),
    sentences={
        "de": {"toy.amount": "In der Dose sind {value}, gefragt sind {asked}."},
        "en": {"toy.amount": "The tin holds {value}, and {asked} are asked."},
    },
)
def enough(state: ToyState, fact: CoinsGiven, case: Case) -> Iterable[Answer]:
    """Nothing is given that is not in the tin."""
    asked = state.asked.get(fact.ask)
    left = state.cents.get(asked.tin, 0) if asked else 0
    return (Limit(AMOUNT, Money(left)),)


LAWS = (enough,)


@attrs.frozen
class CoinContext:
    """What local rules may know of a gift."""

    on: date
    received_on: date
    decided_on: date
    amount: Money
    first_day: date


def _context(state: ToyState, fact: CoinsGiven, case: Case) -> CoinContext:
    received, decided = case.received_on, case.decided_on
    return CoinContext(received, received, decided, fact.amount, fact.first_day)


def _hook(name: str, answers: frozenset[type]) -> Hook[CoinContext, Any]:
    return Hook(
        name,
        "toy",
        CoinContext,
        {CoinsGiven: _context},
        {"received": lambda c: c.received_on, "decided": lambda c: c.decided_on},
        answers,
        tuple(SUBJECTS.values()),
    )


coin_limits = _hook("coin_limits", frozenset({Limit, Requirement, Veto, Duty, Note}))
coin_notes = _hook("coin_notes", frozenset({Note}))
HOOKS = (coin_limits, coin_notes)
HOOKS_BY_AREA = {"toy": HOOKS}


@attrs.frozen(eq=False)
class Says:
    """A rule of code: it answers what its function answers."""

    kind: ClassVar[str] = "says"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {"no": "Nein, wegen {0}."},
        "en": {"no": "No, because of {0}."},
    }
    function: Callable[[CoinContext], Any]

    @coin_limits
    def say(self, context: CoinContext) -> Iterable[Any]:
        """Answer whatever the function says."""
        answers: Iterable[Any] = self.function(context)
        return answers


def says(name: str, *answers: Any, is_binding: bool = True) -> Rule:
    """A rule that always gives these answers."""
    return Rule(name, "says", Says(lambda _: answers), is_binding=is_binding)


def rules_of(*rules: Rule) -> RuleSet:
    """A hub's rules."""
    cards = [
        Card(rule.id, rule.id, is_binding=rule.is_binding, sentences=rule.instance.sentences)
        for rule in rules
    ]
    return RuleSet(rules, HOOKS, Catalogue([*cards, *law_cards(LAWS)]))


def new_world() -> World:
    """An empty shelf."""
    return World({"toy": ToyState()}, dict.fromkeys(CLASSES, "toy"))


def stocked_world(cents: int = 100_00) -> World:
    """A shelf with one tin."""
    world = new_world()
    world.apply(TinPlaced(id="tin:red", amount=Money(cents)), When(NOON), FOR_GOOD)
    return world


def judge_on(world: World, rules: RuleSet | None = None) -> Judge:
    """A judge by the toy's law and these rules."""
    return Judge(world, {"toy": LAWS}, rules or rules_of(), BERLIN)


ASKED = CoinsAsked(id="ask:one", tin="tin:red", amount=Money(50_00))


def judged(*rules: Rule, fact: Fact = ASKED) -> Outcome:
    """The outcome of one ask for 50 euros out of a tin of 100, by these rules."""
    return judge_on(stocked_world(), rules_of(*rules)).judge(fact, When(NOON))


def row_of(
    journal: MemoryJournal, fact: Fact, *, at: datetime = NOON, token: str | None = None
) -> Row:
    """Append a fact to a journal, judged by nobody."""
    with journal.writing() as writing:
        row = make_row(
            WIRE,
            writing.head(),
            hub=HUB,
            when=When(at),
            fact=fact,
            by=None,
            token=token,
            evidence=None,
            judged=dump_capsule(Capsule(Verdict.ALLOWED, 0, "2026a", {}, Answers())),
        )
        writing.append(row)
    return row


def journal_of(facts: Sequence[Fact]) -> MemoryJournal:
    """A journal of these facts, one after the other."""
    journal = MemoryJournal()
    for number, fact in enumerate(facts):
        row_of(journal, fact, token=f"t{number}" if number % 2 else None)
    return journal


def records_of(journal: MemoryJournal) -> Iterator[Record]:
    """A fresh pass over the records."""
    return (read_row(row, WIRE) for row in journal.rows())


def new_fold(corrections: Mapping[int, Fact | None]) -> Fold:
    """An empty fold that knows some corrections."""
    return Fold(new_world(), HUB, corrections)
