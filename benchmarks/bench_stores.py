"""A durable record beside a bare commit of the same bytes, and opening a long journal."""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.measure import ABSOLUTE, Row
from benchmarks.season import AT, application, award, open_hub, rules_text
from mo_network import stores
from mo_network.hub.adoption import read_rules
from mo_network.hub.areas import WIRE
from mo_network.hub.history import History
from mo_network.hub.hub import Hub
from mo_network.judging.journal import MemoryJournal

ROUNDS = 600
LONG = 100_000


def _timed(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


def _bare_table(file: Path) -> sqlite3.Connection:
    bare = sqlite3.connect(file, isolation_level=None)
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("PRAGMA synchronous=FULL")
    bare.execute("CREATE TABLE record (seq INTEGER PRIMARY KEY, body BLOB NOT NULL)")
    return bare


def _durable_row(folder: Path) -> Row:
    """(durable record - bare commit of the same bytes) beside the record in memory."""
    kept = stores.open(f"sqlite:///{folder / 'kept.db'}")
    memory = MemoryJournal()
    durable_hub, memory_hub = open_hub(kept), open_hub(memory)
    for hub in (durable_hub, memory_hub):
        hub.record_all([application(number) for number in range(ROUNDS)])
    durable, bare_times, in_memory = [], [], []
    with closing(_bare_table(folder / "bare.db")) as bare:

        def commit(seq: int, body: bytes) -> None:
            bare.execute("BEGIN IMMEDIATE")
            bare.execute("INSERT INTO record VALUES (?, ?)", (seq, body))
            bare.execute("COMMIT")

        for number in range(ROUNDS):
            fact, token = award(number), f"award-{number}"
            durable.append(
                _timed(lambda f=fact, t=token: durable_hub.record(f, by="team", request=t))  # type: ignore[misc]
            )
            row = kept.row(durable_hub.version)
            assert row is not None
            bare_times.append(_timed(lambda r=row: commit(r.seq, r.body)))  # type: ignore[misc]
            in_memory.append(
                _timed(lambda f=fact, t=token: memory_hub.record(f, by="team", request=t))  # type: ignore[misc]
            )
    kept.close()
    extra = median(durable) - median(bare_times)
    return Row(
        "SQLite: durable record − bare commit of the same bytes ~ record in memory",
        extra * 1e6,
        median(in_memory) * 1e6,
        extra / median(in_memory),
        1.3,
    )


def _fill(folder: Path) -> str:
    url = f"sqlite:///{folder / 'long.db'}"
    journal = stores.open(url)
    hub = open_hub(journal)
    for start in range(0, LONG, 5_000):
        facts = [application(number) for number in range(start, start + 5_000)]
        hub.record_all(facts, requests=[f"row-{number}" for number in range(start, start + 5_000)])
    journal.close()
    return url


def _opening_rows(folder: Path) -> list[Row]:
    url = _fill(folder)
    rules = read_rules(rules_text())
    journal = stores.open(url)
    texts = [row.body.partition(b"\n")[0] for row in journal.rows(4)]

    def structure() -> None:
        for text in texts:
            WIRE.load(json.loads(text)["fact"])

    def fold() -> None:
        History(journal, "hub:bench").fold()

    fold_times, structuring, ratios = [], [], []
    for _ in range(3):
        fold_times.append(_timed(fold))
        structuring.append(_timed(structure))
        ratios.append(fold_times[-1] / structuring[-1])
    hub = Hub.open(rules, journal=journal, clock=lambda: AT)
    hub.save_checkpoint()
    journal.close()
    answers = []
    for _ in range(5):
        start = perf_counter()
        again = stores.open(url)
        quick = Hub.open(read_rules(rules_text()), journal=again, clock=lambda: AT)
        assert quick.check(award(1)).is_allowed
        answers.append(perf_counter() - start)
        again.close()
    return [
        Row(
            f"folding {LONG:,} records ~ reading and structuring their facts alone",
            median(fold_times) * 1e3,
            median(structuring) * 1e3,
            median(ratios),
            1.5,
            "ms",
            held=2.1,
        ),
        Row(
            f"first answer over {LONG:,} records with a checkpoint ~ 0.3 s",
            median(answers) * 1e3,
            300,
            median(answers) / 0.3,
            1,
            "ms",
            held=ABSOLUTE,
        ),
        _memory_row(hub),
    ]


def _memory_row(hub: Hub) -> Row:
    """Bytes a record costs in the folded state, counted object by object."""
    seen: set[int] = set()
    total = 0
    todo: list[object] = [hub._fold]  # noqa: SLF001 - the whole state is weighed
    while todo:
        thing = todo.pop()
        if id(thing) in seen or isinstance(thing, type) or callable(thing):
            continue
        seen.add(id(thing))
        total += sys.getsizeof(thing)
        if isinstance(thing, dict):
            todo += [*thing.keys(), *thing.values()]
        elif isinstance(thing, list | tuple | set | frozenset):
            todo += thing
        elif hasattr(thing, "__dict__"):
            todo += vars(thing).values()
        elif hasattr(thing, "__slots__"):
            names = [name for cls in type(thing).__mro__ for name in getattr(cls, "__slots__", ())]
            todo += [getattr(thing, name) for name in names if hasattr(thing, name)]
    size = total / hub.version
    return Row("memory of the folded state, a record", size, size, 1, None, "B")


def rows() -> list[Row]:
    """The table of journals."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        return [_durable_row(Path(folder)), *_opening_rows(Path(folder))]
