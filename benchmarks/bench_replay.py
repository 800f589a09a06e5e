"""Replay under other rules: 20 journals with 100,000 records in all, on two workers and on one."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.measure import Row
from benchmarks.season import AT, PROJECT, rules_text
from mo_network import stores
from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.funding.facts import (
    ApplicationSubmitted,
    BudgetAllocated,
    FundingLineOpened,
    GrantAwarded,
)
from mo_network.hub.adoption import read_rules
from mo_network.hub.hub import Hub
from mo_network.hub.replay import Job, Report, replay_many
from mo_network.judging.fact import Fact
from mo_network.values.money import Money

JOURNALS, RECORDS = 20, 100_000
ROUNDS = 3
RULES = rules_text()
OTHER = RULES.replace("1000.00 EUR", "400.00 EUR")


def _facts(count: int) -> Iterator[Fact]:
    yield OrganisationRegistered(id="org:a", name="A", kind=OrganisationKind.ASSOCIATION)
    yield FundingLineOpened(id="line:micro", name="Micro projects")
    yield BudgetAllocated(
        id="allocation:1", line="line:micro", year=2025, amount=Money(10_000_000_00)
    )
    for number in range(count // 2):
        amount = Money(300_00 + number * 37 % 200_00)
        yield ApplicationSubmitted(
            id=f"application:{number}",
            organisation="org:a",
            line="line:micro",
            amount=amount,
            project=PROJECT,
        )
        yield GrantAwarded(
            application=f"application:{number}", amount=amount, project=PROJECT, body="jury"
        )


def _fill(url: str, count: int) -> None:
    journal = stores.open(url)
    rules = read_rules(RULES)
    Hub.adopt(rules, journal=journal, at=AT)
    hub = Hub.open(rules, journal=journal, clock=lambda: AT)
    assert all(outcome.is_recorded for outcome in hub.record_all(list(_facts(count - 4))))
    journal.close()


def _seconds(jobs: list[Job], pool: ProcessPoolExecutor) -> float:
    start = perf_counter()
    reports = replay_many(jobs, pool, partial(stores.open, create=False))
    taken = perf_counter() - start
    assert all(isinstance(report, Report) and report.losses for report in reports)
    return taken


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def rows() -> Iterator[Row]:
    """Two workers beside one, in turn, each pool warm."""
    with TemporaryDirectory() as folder, _pool(1) as one, _pool(2) as two:
        urls = [f"sqlite:///{Path(folder) / f'{number}.db'}" for number in range(JOURNALS)]
        for url in urls:
            _fill(url, RECORDS // JOURNALS)
        jobs = [Job(url, OTHER) for url in urls]
        for pool in (one, two):
            _seconds(jobs[:4], pool)
        both = [(_seconds(jobs, two), _seconds(jobs, one)) for _ in range(ROUNDS)]
    yield Row(
        f"replay of {JOURNALS} journals, {RECORDS:,} records: two workers beside one",
        median(a for a, _ in both),
        median(b for _, b in both),
        median(b / a for a, b in both),
        1.7,
        unit="s",
        is_floor=True,
        held=1.4,
    )
