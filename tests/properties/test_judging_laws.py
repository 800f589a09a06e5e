"""The laws of judging, each quoted from the design and tried on a toy area."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.judging.toy import (
    AMOUNT,
    BODY,
    FIRST_DAY,
    NOON,
    PAPERS,
    SUBJECTS,
    CoinsAsked,
    CoinsGiven,
    LidOpened,
    TinCut,
    TinLost,
    TinPlaced,
    journal_of,
    judge_on,
    new_fold,
    new_world,
    records_of,
    row_of,
    rules_of,
    says,
    stocked_world,
)
from tests.judging.whole import whole

from mo_network.errors import JournalDamaged
from mo_network.judging.answers import Answer, Duty, Limit, Note, Requirement, Veto
from mo_network.judging.capsule import Capsule, dump_capsule, load_capsule
from mo_network.judging.catalogue import Card, Catalogue, CitedStep
from mo_network.judging.chain import verify
from mo_network.judging.changes import FOR_GOOD, Trial
from mo_network.judging.fact import Fact
from mo_network.judging.facts import Corrected
from mo_network.judging.fold import fold
from mo_network.judging.journal import MemoryJournal
from mo_network.judging.record import Row
from mo_network.judging.said import Answers
from mo_network.judging.state import When
from mo_network.judging.weighing import Verdict, weigh
from mo_network.judging.world import World
from mo_network.values.canonical import canonical_bytes
from mo_network.values.money import Money
from mo_network.values.source import Source

Change = Callable[[list[Row]], list[Row]]

CENTS = st.integers(0, 100_00)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
CODES = st.sampled_from(["too_late", "too_big", "see_also"])
TINS = st.sampled_from(["tin:red", "tin:blue"])
ASKS = st.sampled_from(["ask:a", "ask:b", "ask:c"])
PAPER = st.sampled_from(["plan", "offer"])

SCALARS = (
    st.text("abc äöß„“\U0001f600", max_size=20).filter(str.isprintable)
    | st.integers(-(10**9), 10**9)
    | CENTS.map(Money)
    | DAYS
    | st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)).map(
        lambda moment: moment.replace(fold=0)
    )
)
VALUES = st.lists(SCALARS, max_size=3).map(tuple)
ANSWERS: st.SearchStrategy[Answer] = st.one_of(
    CENTS.map(lambda cents: Limit(AMOUNT, Money(cents))),
    DAYS.map(lambda day: Limit(FIRST_DAY, day)),
    st.sampled_from(BODY.order).map(lambda body: Requirement(BODY, body)),
    st.sampled_from(BODY.order).map(lambda body: Limit(BODY, body)),
    PAPER.map(lambda paper: Requirement(PAPERS, paper)),
    st.builds(Veto, CODES, VALUES),
    st.builds(Duty, CODES, VALUES),
    st.builds(Note, CODES, VALUES),
)
PAIRS = st.lists(
    st.tuples(st.sampled_from(["rule-a", "rule-b", "toy.enough"]), ANSWERS), max_size=8
)
GIFTS = st.builds(
    CoinsGiven,
    ask=ASKS,
    amount=CENTS.map(Money),
    first_day=DAYS,
    body=st.none() | st.sampled_from(BODY.order),
    papers=st.none() | st.frozensets(PAPER),
)


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    """Facts in any order, also such as no hub would record, with ids that are new each."""
    steps: st.SearchStrategy[Callable[[int], Fact]] = st.one_of(
        st.builds(lambda c: lambda n: TinPlaced(id=f"tin:n{n}", amount=Money(c)), CENTS),
        st.builds(
            lambda t, c: lambda n: TinCut(id=f"cut:n{n}", tin=t, amount=Money(c)), TINS, CENTS
        ),
        st.builds(lambda t: lambda n: TinLost(tin=t), TINS),
        st.builds(lambda t: lambda n: LidOpened(tin=t), TINS),
        st.builds(
            lambda t, c: lambda n: CoinsAsked(id=f"ask:n{n}", tin=t, amount=Money(c)), TINS, CENTS
        ),
        GIFTS.map(lambda gift: lambda n: gift),
    )
    start: list[Fact] = [
        TinPlaced(id="tin:red", amount=Money(100_00)),
        CoinsAsked(id="ask:a", tin="tin:red", amount=Money(10_00)),
        CoinsAsked(id="ask:b", tin="tin:blue", amount=Money(20_00)),
    ]
    more = draw(st.lists(steps, max_size=10))
    return [*start, *(step(number) for number, step in enumerate(more))]


def state_of(world: World) -> bytes:
    """All there is in a world, as bytes that can be compared."""
    return canonical_bytes(json.loads(json.dumps(world.dump())))


class TestTheVerdictDoesNotDependOnTheOrder:
    """Design, section 7: "Laws of rules: order-free, idempotent, tightening only"."""

    @given(PAIRS, GIFTS, st.booleans(), st.data())
    def test_answers_may_come_in_any_order(
        self, pairs: list[Any], gift: CoinsGiven, is_open: bool, data: st.DataObject
    ) -> None:
        """Shuffled answers have the same verdict, and the same ones bind, are open, or fault."""
        shuffled = data.draw(st.permutations(pairs))
        one, other = (
            weigh(Answers(pairs), gift, is_open=is_open),
            weigh(Answers(shuffled), gift, is_open=is_open),
        )

        assert one.verdict is other.verdict
        for mine, theirs in zip(one[1:], other[1:], strict=True):
            assert sorted(map(repr, mine)) == sorted(map(repr, theirs))

    @given(PAIRS, GIFTS, st.booleans())
    def test_an_answer_said_twice_counts_once(
        self, pairs: list[Any], gift: CoinsGiven, is_open: bool
    ) -> None:
        """Hearing every answer again changes no verdict."""
        once = weigh(Answers(pairs), gift, is_open=is_open)

        assert once.verdict is weigh(Answers([*pairs, *pairs]), gift, is_open=is_open).verdict

    @given(PAIRS, PAIRS, GIFTS, st.booleans())
    def test_more_answers_only_tighten(
        self, pairs: list[Any], more: list[Any], gift: CoinsGiven, is_open: bool
    ) -> None:
        """A forbidden decision stays so, and an undecided one is never allowed by more answers."""
        before = weigh(Answers(pairs), gift, is_open=is_open).verdict
        after = weigh(Answers([*pairs, *more]), gift, is_open=is_open).verdict

        assert not (before is Verdict.FORBIDDEN and after is not Verdict.FORBIDDEN)
        assert not (before is Verdict.UNDECIDED and after is Verdict.ALLOWED)

    @given(PAIRS, PAIRS, GIFTS)
    def test_what_is_monitored_never_binds(
        self, pairs: list[Any], more: list[Any], gift: CoinsGiven
    ) -> None:
        """Answers of monitored rules leave verdict and binding answers as they were."""
        watched = [("watched", answer) for _, answer in more]
        before = weigh(Answers(pairs), gift)
        after = weigh(Answers([*watched, *pairs]), gift, monitored=frozenset({"watched"}))

        assert before == after


class TestALawIsAFunctionOfTheStateAndAProposedFact:
    """Design, section 2: "no decided fact creates or deepens a breach"."""

    @given(st.integers(0, 100_00), st.integers(0, 200_00))
    def test_what_the_tin_holds_can_be_given_and_no_more(self, left: int, asked: int) -> None:
        """The verdict on a gift is that of the plain comparison."""
        fact = CoinsAsked(id="ask:x", tin="tin:red", amount=Money(asked))
        outcome = judge_on(stocked_world(left)).judge(fact, When(NOON))

        assert (asked <= left) is outcome.is_allowed
        assert Money(left) == outcome.bound(AMOUNT)
        assert Money(left) - Money(asked) == outcome.headroom(AMOUNT)

    @given(histories())
    def test_judging_leaves_the_state_as_it_was(self, facts: list[Fact]) -> None:
        """A preview is a trial: whatever is judged, the state afterwards is that before."""
        world = new_world()
        for fact in facts:
            world.apply(fact, When(NOON), FOR_GOOD)
        before = state_of(world)
        judge = judge_on(world, rules_of(says("no", Veto("no", ("it",)))))
        for fact in (
            CoinsAsked(id="ask:new", tin="tin:red", amount=Money(1)),
            CoinsGiven(ask="ask:a", amount=Money(1), first_day=date(2026, 6, 1)),
            TinCut(id="cut:new", tin="tin:red", amount=Money(1000_00)),
        ):
            judge.judge(fact, When(NOON))

        assert before == state_of(world)


class TestApplyIsTotalAndCanBeTakenBack:
    """Design, section 2: "`apply` is total, never judges, ... and can be taken back"."""

    @given(histories())
    def test_apply_then_take_back_is_identity(self, facts: list[Fact]) -> None:
        """Taken back one after the other, the last first, facts leave nothing behind."""
        world = new_world()
        seen = []
        for fact in facts:
            trial = Trial()
            seen.append((trial, whole(world)))
            world.apply(fact, When(NOON), trial)
        for trial, before in reversed(seen):
            trial.take_back()
            assert before == whole(world)

    @given(histories())
    def test_a_trial_of_many_facts_is_taken_back_as_a_whole(self, facts: list[Fact]) -> None:
        """As a batch is, of which one fact was refused."""
        world = new_world()
        before = whole(world)
        with Trial() as trial:
            for fact in facts:
                world.apply(fact, When(NOON), trial)

        assert before == whole(world)

    @given(histories())
    def test_a_trial_and_for_good_come_to_the_same(self, facts: list[Fact]) -> None:
        """Whether it can be taken back changes nothing of what is changed."""
        tried, settled, trial = new_world(), new_world(), Trial()
        for fact in facts:
            tried.apply(fact, When(NOON), trial)
            settled.apply(fact, When(NOON), FOR_GOOD)

        assert whole(tried) == whole(settled)

    @given(histories(), st.integers(0, 12))
    def test_a_record_taken_back_leaves_the_fold_as_it_was(
        self, facts: list[Fact], kept: int
    ) -> None:
        """Version, moment, tokens and state are undone together."""
        records = list(records_of(journal_of(facts)))
        state = new_fold({})
        for record in records[:kept]:
            state.take(record, FOR_GOOD)
        before = copy.deepcopy(state.dump())
        with Trial() as trial:
            for record in records[kept:]:
                state.take(record, trial)

        assert before == state.dump()

    @given(histories())
    def test_a_checkpoint_holds_all_of_a_state(self, facts: list[Fact]) -> None:
        """Dumped and loaded, a fold is the same and goes on the same way."""
        state = fold(lambda: records_of(journal_of(facts)), new_fold)
        loaded = new_fold({})
        loaded.load(json.loads(json.dumps(state.dump())))

        assert json.dumps(state.dump()) == json.dumps(loaded.dump())


class TestTheStateIsAFunctionOfTheJournal:
    """Design, section 8: "the state is a function of the journal"."""

    @given(histories())
    def test_folding_again_gives_the_same(self, facts: list[Fact]) -> None:
        """Two folds of one journal agree, at once or record by record."""
        journal = journal_of(facts)
        whole = fold(lambda: records_of(journal), new_fold)
        tail = new_fold({})
        for record in records_of(journal):
            tail.take(record, FOR_GOOD)

        assert whole.dump() == tail.dump()

    @given(histories(), st.data())
    def test_a_correction_stands_in_the_place_of_what_it_corrects(
        self, facts: list[Fact], data: st.DataObject
    ) -> None:
        """Design, section 2: "the fold substitutes it": as if it had been told so at once."""
        place = data.draw(st.integers(0, len(facts) - 1))
        wrong = facts[place]
        right = None
        if hasattr(wrong, "amount") and data.draw(st.booleans()):
            right = wrong.but(amount=Money(data.draw(CENTS)))
        journal = journal_of(facts)
        row_of(journal, Corrected(record=place + 1, replacement=right, reason="typed wrongly"))

        corrected = fold(lambda: records_of(journal), new_fold)
        told = [fact for fact in [*facts[:place], right, *facts[place + 1 :]] if fact is not None]
        meant = fold(lambda: records_of(journal_of(told)), new_fold)

        assert state_of(meant.world) == state_of(corrected.world)

    @given(histories(), st.lists(CENTS, min_size=2, max_size=4))
    def test_of_several_corrections_the_last_one_stands(
        self, facts: list[Fact], amounts: list[int]
    ) -> None:
        """Correcting a correction means correcting the record once more."""
        journal = journal_of(facts)
        for cents in amounts:
            right = facts[0].but(amount=Money(cents))
            row_of(journal, Corrected(record=1, replacement=right, reason="counted again"))
        told = [facts[0].but(amount=Money(amounts[-1])), *facts[1:]]

        corrected = fold(lambda: records_of(journal), new_fold)
        meant = fold(lambda: records_of(journal_of(told)), new_fold)

        assert state_of(meant.world) == state_of(corrected.world)


def _of_rows(rows: list[Row]) -> MemoryJournal:
    journal = MemoryJournal()
    journal._rows.extend(rows)
    return journal


@st.composite
def damages(draw: st.DrawFn) -> tuple[list[Row], list[Row]]:
    """A sound journal, and the same with one byte edited, or one row swapped, cut out or put in."""
    rows = list(journal_of(draw(histories())).rows())
    place = draw(st.integers(0, len(rows) - 1))
    row = rows[place]
    other = draw(st.integers(0, len(rows) - 1).filter(lambda other: other != place))
    position = draw(st.integers(0, len(row.body) - 1))
    byte = draw(st.integers(0, 255).filter(lambda byte: byte != row.body[position]))
    body = row.body[:position] + bytes([byte]) + row.body[position + 1 :]
    swapped = list(rows)
    swapped[place], swapped[other] = rows[other], rows[place]
    kind = draw(st.sampled_from(["edit", "swap", "removal", "insertion", "column"]))
    column = draw(
        st.sampled_from(
            [
                row._replace(hub="hub:other"),
                row._replace(at="2020-01-01T00:00:00Z"),
                row._replace(seq=row.seq + 1),
                row._replace(digest="0" * 64),
            ]
        )
    )
    damaged = {
        "edit": [*rows[:place], row._replace(body=body), *rows[place + 1 :]],
        "swap": swapped,
        # The last one cut is the one damage that shows only against a head kept elsewhere.
        "removal": rows[:place] + rows[place + 1 :] if place < len(rows) - 1 else swapped,
        "insertion": [*rows[:place], rows[other], *rows[place:]],
        "column": [*rows[:place], column, *rows[place + 1 :]],
    }
    return rows, damaged[kind]


class TestEveryEditOrSwapIsFound:
    """Design, section 8: "append-only; ... every edit or swap is found"."""

    @given(damages())
    def test_a_sound_chain_is_walked_to_its_head_and_a_damaged_one_is_not(
        self, case: tuple[list[Row], list[Row]]
    ) -> None:
        """One byte edited, two rows swapped, one cut out, one put in: all raise."""
        sound, damaged = case

        assert sound[-1].digest == verify(_of_rows(sound)).digest
        with pytest.raises(JournalDamaged):
            verify(_of_rows(damaged))

    @given(histories(), st.data())
    def test_a_cut_tail_shows_only_against_a_head_kept_elsewhere(
        self, facts: list[Fact], data: st.DataObject
    ) -> None:
        """Design, section 2: "a cut tail only against a head kept elsewhere"."""
        rows = list(journal_of(facts).rows())
        kept = data.draw(st.integers(0, len(rows) - 1))
        head = rows[-1].digest

        assert head == verify(_of_rows(rows), head).digest
        assert kept == verify(_of_rows(rows[:kept])).seq
        with pytest.raises(JournalDamaged) as caught:
            verify(_of_rows(rows[:kept]), head)
        assert kept + 1 == caught.value.seq

    @given(histories(), st.data())
    def test_a_head_kept_long_ago_still_stands_in_the_chain(
        self, facts: list[Fact], data: st.DataObject
    ) -> None:
        """Records that came later do not disturb an older head."""
        rows = list(journal_of(facts).rows())
        kept = data.draw(st.sampled_from(rows))

        assert rows[-1].seq == verify(_of_rows(rows), kept.digest).seq


class TestARecheckRecombinesTheStoredAnswers:
    """Design, section 2: "a recheck recombines the stored answers and always works"."""

    @given(PAIRS, st.dictionaries(st.sampled_from(["received", "decided"]), DAYS))
    def test_a_capsule_comes_back_as_it_was_stored(
        self, pairs: list[Any], days: dict[str, date]
    ) -> None:
        """Dumped and loaded, all answers, days and numbers are there; only their order is not."""
        capsule = Capsule(Verdict.ALLOWED, 7, "2026a", days, Answers(pairs))
        stored = dump_capsule(capsule)
        loaded = load_capsule(stored, SUBJECTS)

        assert (Verdict.ALLOWED, 7, "2026a") == (loaded.verdict, loaded.rules, loaded.zones)
        assert days == loaded.days
        assert sorted(map(repr, pairs)) == sorted(repr((by, said)) for by, said in loaded.answers)
        assert stored == dump_capsule(loaded)
        assert stored == canonical_bytes(json.loads(stored))

    @given(PAIRS, GIFTS, st.booleans())
    @example(
        [("rule-a", Limit(BODY, "team")), ("rule-b", Requirement(BODY, "board"))],
        CoinsGiven(ask="ask:a", amount=Money(1), first_day=date(2026, 6, 1)),
        False,
    )
    def test_what_was_stored_weighs_what_it_weighed(
        self, pairs: list[Any], gift: CoinsGiven, is_open: bool
    ) -> None:
        """The verdict from the stored answers is the first one."""
        first = weigh(Answers(pairs), gift, is_open=is_open).verdict
        stored = dump_capsule(Capsule(first, 1, "2026a", {}, Answers(pairs)))
        again = weigh(load_capsule(stored, SUBJECTS).answers, gift, is_open=is_open)

        assert first is again.verdict

    @given(
        st.lists(
            st.builds(
                Card,
                rule=st.sampled_from(["a", "b", "c"]),
                title=st.text("abc ä", min_size=1, max_size=10),
                is_binding=st.booleans(),
                basis=st.sampled_from(["received", "decided"]),
                source=st.none() | st.just(Source("Rules", "§ 3", None, date(2026, 5, 1))),
                steps=st.lists(
                    st.builds(
                        CitedStep,
                        DAYS,
                        st.none() | st.just("500.00 EUR") | st.integers(0, 9),
                        st.just(Source("Rules 2026", address="https://example.org")),
                    ),
                    max_size=3,
                ).map(tuple),
                sentences=st.dictionaries(
                    st.sampled_from(["de", "en"]),
                    st.dictionaries(CODES, st.text("abc {0}„“", max_size=20), max_size=2),
                ),
            ),
            unique_by=lambda card: card.rule,
        )
    )
    def test_a_catalogue_comes_back_as_it_was_adopted(self, cards: list[Card]) -> None:
        """Cards, sentences, steps and sources survive, without file and plugins."""
        catalogue = Catalogue(cards)
        loaded = Catalogue.load(catalogue.dump())

        assert catalogue.cards == loaded.cards
        assert [c.sentences for c in cards] == [loaded.cards[c.rule].sentences for c in cards]
        assert catalogue.dump() == loaded.dump()
        assert catalogue.monitored == loaded.monitored


class TestMomentsNeverDecrease:
    """Design, section 2: "`Record.at` never decreases"."""

    @given(st.integers(1, 10_000))
    def test_a_record_dated_before_the_one_before_it_is_found(self, minutes: int) -> None:
        """A chain that was forged with an earlier moment does not verify."""
        journal = journal_of([TinPlaced(id="tin:red", amount=Money(1))])
        row_of(journal, TinLost(tin="tin:red"), at=NOON - timedelta(minutes=minutes))

        with pytest.raises(JournalDamaged, match="dated before"):
            verify(journal)
