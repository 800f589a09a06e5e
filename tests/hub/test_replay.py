"""Replay: asked again, under other rules, over many journals, and after a correction."""

from __future__ import annotations

import pickle
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import ClassVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.hub.conftest import RULES, START, application, award, booking, set_up

from mo_network import stores
from mo_network.directory.facts import (
    OrganisationKind,
    OrganisationLiquidated,
    OrganisationRegistered,
)
from mo_network.errors import InvalidValue
from mo_network.funding.facts import BudgetAllocated, GrantPaid
from mo_network.funding.hooks import GRANT_AMOUNT, GrantContext, grant_limits
from mo_network.hub import replay as replaying
from mo_network.hub.adoption import read_rules
from mo_network.hub.history import History
from mo_network.hub.hub import Hub
from mo_network.hub.replay import Failed, Job, Report, effects, replay, replay_many, rerun
from mo_network.hub.replay.many import hub_of
from mo_network.judging.answers import Limit
from mo_network.judging.facts import Corrected
from mo_network.judging.journal import MemoryJournal
from mo_network.judging.record import Row
from mo_network.judging.weighing import Verdict
from mo_network.lending.facts import ItemModelAdded, LoanExtended, LoanPromised
from mo_network.testing import HubInMemory, hub_in_memory
from mo_network.values.money import Money
from mo_network.values.slot import Slot

LOWER = RULES.replace('value = "1000.00 EUR"', 'value = "300.00 EUR"')
HIGHER = RULES.replace('value = "1000.00 EUR"', 'value = "1200.00 EUR"')
SHORT_LOANS = """
[parameters.days]
unit = "count"
source = "rules"
steps = [{ from = 2025-01-01, value = 5 }]
[[rules]]
id = "short"
title = "Five days"
kind = "loan-length"
days = "days"
"""
READ_ONLY = partial(stores.open, create=False)


def _seq_of(kit: HubInMemory, name: str) -> int:
    records = kit.hub.journal.since(0)
    return next(each.seq for each in records if type(each.fact).__name__ == name)


@pytest.fixture
def season(kit: HubInMemory) -> HubInMemory:
    """Two applications, one of them above the ceiling, an award, a payment, a booking."""
    kit.hub.record_all([application("a1", 40_000), application("a2", 110_000)])
    kit.hub.record(award("a1", 40_000)).or_raise()
    kit.hub.record(GrantPaid(id="payment:1", application="application:a1", amount=Money(10_000)))
    kit.hub.record(booking("b1", "10:00", "12:00")).or_raise()
    return kit


class TestRerun:
    """The rules asked again on history as recorded."""

    def test_the_same_rules_say_the_same_byte_for_byte(self, season: HubInMemory) -> None:
        """Every record of a season is asked again, and nothing differs."""
        done = season.hub.rerun()
        records = season.journal.head().seq
        assert (True, records - 1, ()) == (done.is_same, done.asked, done.differences)
        assert "all came out the same" in done.explain("en")
        assert "alle mit gleichem Ergebnis" in done.explain("de")

    def test_it_needs_no_hub_file(self, tmp_path: Path) -> None:
        """After hub.toml was deleted the adopted text in the journal is enough."""
        file = tmp_path / "hub.toml"
        file.write_text(RULES, encoding="utf-8")
        journal = MemoryJournal()
        Hub.adopt(file, journal=journal, at=START)
        hub = Hub.open(file, journal=journal, clock=lambda: START)
        set_up(HubInMemory(hub, journal, None))  # type: ignore[arg-type]  # the clock is not asked
        hub.record(application())
        file.unlink()
        again = Hub.reopen("hub:haus", journal=journal)
        assert again.rerun().is_same
        assert () == again.replay(read_rules(RULES)).changes

    @given(st.lists(st.tuples(st.integers(1, 150_000), st.sampled_from(["team", "jury"]))))
    def test_replay_of_any_history_gives_the_same(self, asked: list[tuple[int, str]]) -> None:
        """Replay: the same journal and rules give the same outcomes, byte for byte."""
        kit = set_up(hub_in_memory(RULES, at=START))
        for number, (cents, body) in enumerate(asked):
            kit.hub.record(application(f"n{number}", cents))
            kit.hub.record(award(f"n{number}", cents, body))
        assert kit.hub.rerun().is_same
        assert () == kit.hub.replay(read_rules(RULES)).changes

    def test_each_record_is_asked_by_the_rules_of_its_time(self, season: HubInMemory) -> None:
        """Rules adopted later judge what came later only."""
        other = read_rules(LOWER)
        Hub.adopt(other, journal=season.journal, clock=season.clock)
        hub = Hub.open(other, journal=season.journal, clock=season.clock)
        hub.record(application("a3", 40_000))
        assert hub.rerun().is_same

    def test_corrections_are_known_from_the_day_they_were_recorded(
        self, season: HubInMemory
    ) -> None:
        """What was judged before a correction is asked again without it, later records with it."""
        seq = _seq_of(season, "BudgetAllocated")
        fixed = BudgetAllocated(
            id="allocation:2025", line="line:micro", year=2025, amount=Money(41_000)
        )
        season.hub.record(Corrected(record=seq, replacement=fixed, reason="typo"))
        season.hub.record(application("a3", 40_000))
        assert season.hub.rerun().is_same

    def test_what_another_area_lost_is_asked_again_too(self, season: HubInMemory) -> None:
        """A fact of the directory that breaks promises is stored with them, and found again."""
        season.hub.record(OrganisationLiquidated(organisation="org:a", on=START.date()))
        assert season.hub.rerun().is_same

    def test_an_answer_that_differs_is_found(self, season: HubInMemory) -> None:
        """A journal whose stored verdict is not what the rules say is named with the rule."""
        tampered = MemoryJournal()
        with tampered.writing() as writing:
            for row in season.journal.rows():
                happened, _, judged = row.body.partition(b"\n")
                judged = judged.replace(b'["ceiling","1000.00 EUR"]', b'["ceiling","1500.00 EUR"]')
                writing.append(row._replace(body=happened + b"\n" + judged))
        done = rerun(History(tampered, "hub:haus"))
        assert {("ceiling",)} == {each.rules for each in done.differences}
        assert not done.is_same
        assert "[ceiling]" in done.explain("de")

    def test_records_without_rules_are_counted_and_not_asked(self) -> None:
        """What was taken in before any adoption has no answers to ask for again."""
        journal = MemoryJournal()
        hub = Hub.open(read_rules(RULES), journal=journal, clock=lambda: START)
        hub.record(OrganisationRegistered(id="org:a", name="A", kind=OrganisationKind.INITIATIVE))
        from mo_network.funding.facts import FundingLineOpened

        hub.record(FundingLineOpened(id="line:x", name="X"))
        done = hub.rerun()
        assert (0, 1) == (done.asked, done.intake)
        assert "1" in done.explain("en")

    def test_kinds_that_are_missing_are_named_and_the_rest_is_asked(
        self, season: HubInMemory
    ) -> None:
        """A plugin vanished after its decisions: its adoption is listed, others are asked."""
        text = RULES.replace('zone = "Europe/Berlin"', 'zone = "Europe/Berlin"\nplugins = ["gone"]')
        rules = read_rules(
            text.replace('kind = "grant-ceiling"', 'kind = "vanishing"'),
            plugins={"gone": (Vanishing,)},
        )
        adoption = Hub.adopt(rules, journal=season.journal, clock=season.clock).seq
        hub = Hub.open(rules, journal=season.journal, clock=season.clock)
        hub.record(application("a3", 40_000))
        assert hub.rerun().is_same  # the handle has the kinds at hand
        done = rerun(History(season.journal, "hub:haus"))
        (missing,) = done.missing
        assert (adoption, ("vanishing/1@gone",)) == (missing.adoption, missing.kinds)
        assert (False, adoption - 2) == (done.is_same, done.asked)
        assert "vanishing/1@gone" in done.explain("de")
        seq = _seq_of(season, "BudgetAllocated")
        hub.record(Corrected(record=seq, replacement=None, reason="never came"))
        with pytest.raises(InvalidValue, match="vanishing/1@gone"):
            replaying.affected(History(season.journal, "hub:haus"), seq)


@attrs.frozen
class Vanishing:
    """A kind that nobody installed."""

    kind: ClassVar[str] = "vanishing"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {"de": {}, "en": {}}
    ceiling: str

    @grant_limits
    def limit(self, context: GrantContext) -> Iterable[Limit[Money]]:
        """A thousand euros."""
        return (Limit(GRANT_AMOUNT, Money(100_000)),)


class TestUnderOtherRules:
    """Each record judged on history as it was recorded, without cascading."""

    def test_who_loses_is_found_among_decisions(self, season: HubInMemory) -> None:
        """An award of 400 euros under a ceiling of 300 loses 100, by that rule."""
        report = season.hub.replay(read_rules(LOWER))
        (loss,) = report.losses
        assert ("funding.grant_awarded", "application:a1", "org:a") == (
            loss.fact,
            loss.thing,
            loss.whom,
        )
        assert (Money(-10_000), ("ceiling",)) == (loss.amount, loss.rules)
        assert ((Money(10_000),), ()) == (report.lost, report.gains)

    def test_who_gains_is_sought_among_requests_with_findings(self, season: HubInMemory) -> None:
        """1,100 euros asked, 1,000 possible: a ceiling of 1,200 gives up to the pot's rest."""
        report = season.hub.replay(read_rules(HIGHER))
        assert () == report.changes  # the pot of 1,000 binds as the ceiling did
        roomy = set_up(hub_in_memory(RULES, at=START), pot=500_000)
        roomy.hub.record(application("a2", 110_000))
        (gain,) = roomy.hub.replay(read_rules(HIGHER)).gains
        assert (Verdict.FORBIDDEN, Verdict.ALLOWED) == (gain.before, gain.after)
        assert (Money(10_000), ("ceiling",)) == (gain.amount, gain.rules)

    def test_a_loan_that_may_not_be_kept_longer_names_its_organisation(
        self, season: HubInMemory
    ) -> None:
        """An extension names its loan alone, and the report says whose it is."""
        lent = Slot.parse("2025-06-02T10:00+02:00/2025-06-04T10:00+02:00[Europe/Berlin]")
        longer = Slot.parse("2025-06-02T10:00+02:00/2025-06-12T10:00+02:00[Europe/Berlin]")
        season.hub.record(ItemModelAdded(id="item:x", name="X", count=1, zone="Europe/Berlin"))
        promised = LoanPromised(
            id="loan:1", organisation="org:a", items=("item:x",), counts=(1,), slot=lent
        )
        season.hub.record(promised).or_raise()
        season.hub.record(LoanExtended(loan="loan:1", slot=longer)).or_raise()

        (loss,) = season.hub.replay(read_rules(RULES + SHORT_LOANS)).losses

        assert ("lending.loan_extended", "org:a", ("short",)) == (loss.fact, loss.whom, loss.rules)

    def test_nothing_cascades(self, season: HubInMemory) -> None:
        """The award that would be refused still stands when the payment from it is judged."""
        report = season.hub.replay(read_rules(LOWER))
        assert "funding.grant_paid" not in {change.fact for change in report.changes}

    def test_the_report_is_text_in_both_languages(self, season: HubInMemory) -> None:
        """Who, how much, by which rule; and the sums."""
        report = season.hub.replay(read_rules(LOWER))
        english, german = report.explain("en"), report.explain("de")
        assert "hub:haus under other rules: 5 judged, 3 would come out differently." in english
        assert "org:a, application:a1; forbidden instead of allowed; €100.00 less [ceiling]" in (
            english
        )
        assert "nicht erlaubt statt erlaubt; 100,00 € weniger [ceiling]" in german
        assert "ceiling: Änderungen 3, Gewinne 0, Verluste 1 (100,00 €)" in german
        assert "Gewonnen: nichts; verloren: 100,00 €." in german

    def test_a_request_that_would_only_be_answered_otherwise_is_neither(
        self, season: HubInMemory
    ) -> None:
        """An application has nothing yet that it could lose."""
        report = season.hub.replay(read_rules(LOWER))
        others = [each for each in report.changes if not (each.is_gain or each.is_loss)]
        assert ["application:a1", "application:a2"] == [each.thing for each in others]

    def test_a_day_without_a_value_leaves_it_open(self, season: HubInMemory) -> None:
        """Where nothing is published for the day the award is undecided: no loss, a change."""
        report = season.hub.replay(
            read_rules(
                RULES.replace("from = 2025-01-01", "from = 2026-01-01").replace(
                    "ended = 2026-01-01\n", ""
                )
            )
        )
        change = next(each for each in report.changes if each.fact == "funding.grant_awarded")
        assert (Verdict.UNDECIDED, None, False) == (change.after, change.amount, change.is_loss)

    def test_the_rules_of_another_hub_can_be_tried(self, season: HubInMemory) -> None:
        """A national comparison: the report names the hub that was replayed."""
        report = season.hub.replay(read_rules(LOWER.replace("hub:haus", "hub:other")))
        assert ("hub:haus", 1) == (report.hub, len(report.losses))

    def test_two_rules_that_cause_a_change_share_it(self, season: HubInMemory) -> None:
        """It counts with each of them, and once in the whole."""
        twice = LOWER + LOWER[LOWER.index("[[rules]]") : LOWER.index('[[rules]]\nid = "decider"')]
        report = season.hub.replay(read_rules(twice.replace('id = "ceiling"', 'id = "again"', 1)))
        assert {"again", "ceiling"} == {effect.rule for effect in report.effects}
        assert (Money(10_000),) == report.lost

    def test_it_reads_the_journal_once(self, season: HubInMemory) -> None:
        """One pass over the rows, however many records there are: never a fold per record."""
        counting = _Counting(season.journal)
        replay(History(counting, "hub:haus"), read_rules(LOWER))
        assert counting.passes <= 2  # one for the zone of the last adoption, one to replay


class _Counting(MemoryJournal):
    """A journal that counts the passes over it."""

    def __init__(self, journal: MemoryJournal) -> None:
        super().__init__()
        with self.writing() as writing:
            for row in journal.rows():
                writing.append(row)
        self.passes = 0

    def rows(
        self, after: int = 0, hubs: Collection[str] | None = None, until: int | None = None
    ) -> Iterator[Row]:
        """Count, and read."""
        self.passes += 1
        return super().rows(after, hubs, until)


def test_a_currency_is_never_mixed_with_another() -> None:
    """Totals have one amount for each currency."""
    at = datetime(2025, 1, 1, tzinfo=UTC)
    verdicts = (Verdict.ALLOWED, Verdict.FORBIDDEN)
    changes = [
        replaying.Change(
            seq=1,
            at=at,
            fact="x",
            thing="",
            whom="",
            standing=award().standing,
            before=verdicts[0],
            after=verdicts[1],
            rules=("r",),
            possible=Money(100, currency),
            possible_now=Money(0, currency),
        )
        for currency in ("EUR", "CHF", "EUR")
    ]
    (effect,) = effects(changes)
    assert (Money(100, "CHF"), Money(200, "EUR")) == effect.lost


class TestAffected:
    """`hub.affected(record)`: later decisions re-judged on the corrected history."""

    def test_a_decision_that_rested_on_a_slip_is_found(self, season: HubInMemory) -> None:
        """The pot was said to be 1,000 and was 350: the award of 400 would have been refused."""
        seq = _seq_of(season, "BudgetAllocated")
        assert () == season.hub.affected(seq)
        fixed = BudgetAllocated(
            id="allocation:2025", line="line:micro", year=2025, amount=Money(35_000)
        )
        season.hub.record(Corrected(record=seq, replacement=fixed, reason="typo"))
        changes = [each for each in season.hub.affected(seq) if each.is_loss]
        assert [("application:a1", Money(-5_000), ("funding.available",))] == [
            (each.thing, each.amount, each.rules) for each in changes
        ]

    def test_a_fact_that_lost_its_ground_is_found(self, season: HubInMemory) -> None:
        """The application never was: neither its award nor the payment could have been made."""
        seq = _seq_of(season, "ApplicationSubmitted")
        season.hub.record(Corrected(record=seq, replacement=None, reason="never handed in"))
        changes = season.hub.affected(seq)
        assert [("judging.founded",)] * 2 == [each.rules for each in changes if each.is_loss]

    def test_a_harmless_correction_affects_nothing(self, season: HubInMemory) -> None:
        """A larger pot changes no verdict that was `allowed`."""
        seq = _seq_of(season, "BudgetAllocated")
        fixed = BudgetAllocated(
            id="allocation:2025", line="line:micro", year=2025, amount=Money(100_001)
        )
        season.hub.record(Corrected(record=seq, replacement=fixed, reason="typo"))
        assert () == tuple(each for each in season.hub.affected(seq) if each.is_loss)

    def test_each_correction_is_told_apart(self, season: HubInMemory) -> None:
        """What another correction changed is not laid at this one's door."""
        pot, hall = _seq_of(season, "BudgetAllocated"), _seq_of(season, "RoomAdded")
        fixed = BudgetAllocated(
            id="allocation:2025", line="line:micro", year=2025, amount=Money(35_000)
        )
        season.hub.record(Corrected(record=pot, replacement=fixed, reason="typo"))
        room = season.hub.journal.record(hall)
        assert room is not None
        season.hub.record(Corrected(record=hall, replacement=room.fact, reason="nothing"))
        assert () == season.hub.affected(hall)
        assert season.hub.affected(pot)

    def test_a_number_that_no_record_has_is_refused(self, season: HubInMemory) -> None:
        """The error says what was given."""
        with pytest.raises(InvalidValue, match="record 4711"):
            season.hub.affected(4711)


def _journals(folder: Path, count: int = 3) -> list[str]:
    """Some journals in files, each with an award of another amount."""
    urls = []
    for number in range(count):
        url = f"sqlite:///{folder / f'{number}.db'}"
        journal = stores.open(url)
        Hub.adopt(read_rules(RULES), journal=journal, at=START)
        hub = Hub.open(read_rules(RULES), journal=journal, clock=lambda: START)
        set_up(HubInMemory(hub, journal, None))  # type: ignore[arg-type]  # see above
        hub.record(application("a1", 35_000 + number))
        hub.record(award("a1", 35_000 + number)).or_raise()
        journal.close()
        urls.append(url)
    return urls


@contextmanager
def _dask() -> Iterator[Executor]:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client.get_executor()


@contextmanager
def _processes() -> Iterator[Executor]:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        yield pool


@contextmanager
def _threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


EXECUTORS = {"threads": _threads, "processes": _processes, "dask": _dask}


class TestManyJournals:
    """For many journals, over any executor of `concurrent.futures`."""

    @pytest.mark.parametrize("executor", EXECUTORS)
    def test_an_executor_gives_the_reports_in_order(self, executor: str, tmp_path: Path) -> None:
        """One report for each journal, in the order of the jobs, as one process gives them."""
        jobs = [Job(url, LOWER) for url in _journals(tmp_path)]
        with EXECUTORS[executor]() as workers:
            reports = replay_many(jobs, workers, READ_ONLY)
        assert [Money(5_000), Money(5_001), Money(5_002)] == [
            report.lost[0] for report in reports if isinstance(report, Report)
        ]

    def test_a_job_that_fails_is_a_value_beside_the_others(self, tmp_path: Path) -> None:
        """A journal that is not there, and rules that cannot be read, stop nobody else."""
        (url,) = _journals(tmp_path, 1)
        away = f"sqlite:///{tmp_path / 'away.db'}"
        jobs = [
            Job(away, LOWER),
            Job(url, "contract = 7"),
            Job(url, LOWER),
            Job(url, LOWER, "hub:x"),
        ]
        with ThreadPoolExecutor(1) as workers:
            found = replay_many(jobs, workers, READ_ONLY)
        assert ["InvalidValue", "HubFileError", 2, "InvalidValue"] == [
            each.error if isinstance(each, Failed) else each.judged for each in found
        ]
        assert not Path(tmp_path / "away.db").exists()

    def test_a_journal_of_several_hubs_asks_which(self, season: HubInMemory) -> None:
        """Nothing is guessed."""
        other = read_rules(RULES.replace("hub:haus", "hub:two"))
        Hub.adopt(other, journal=season.journal, clock=season.clock)
        with pytest.raises(InvalidValue, match="hub:haus, hub:two"):
            hub_of(season.journal)
        assert "hub:two" == hub_of(season.journal, "hub:two")

    def test_a_report_travels(self, season: HubInMemory) -> None:
        """Pickled and read back it is the same value."""
        report = season.hub.replay(read_rules(LOWER))
        assert report == pickle.loads(pickle.dumps(report))
