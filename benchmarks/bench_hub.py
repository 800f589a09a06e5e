"""The door: recording and checking beside the floors under them."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from statistics import median
from time import perf_counter

from benchmarks.measure import Row, beside
from benchmarks.season import AT, application, award, open_hub
from mo_network.funding.facts import GrantAwarded
from mo_network.hub.areas import HOOKS
from mo_network.hub.hub import Hub
from mo_network.judging.case import Case
from mo_network.judging.journal import MemoryJournal
from mo_network.judging.state import When

ROUNDS = 1500


def _record_rows(hub: Hub, journal: MemoryJournal) -> list[Row]:
    """Recording an award, beside canonical JSON and SHA-256 of the very same record."""
    hub.record_all([application(number) for number in range(2 * ROUNDS)])
    first = hub.record(award(0), by="team", request="award-0000000")
    assert first.is_recorded
    row = journal.row(hub.version)
    assert row is not None
    happened, judged = (json.loads(line) for line in row.body.split(b"\n"))
    document = {"happened": happened, "judged": judged}

    def floor() -> str:
        """The least there is: it checks nothing, and takes any float for a number."""
        text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return sha256(text.encode()).hexdigest()

    ours, floors, ratios = [], [], []
    for number in range(1, ROUNDS):
        fact, token = award(number), f"award-{number:07d}"
        start = perf_counter()
        hub.record(fact, by="team", request=token)
        middle = perf_counter()
        floor()
        end = perf_counter()
        ours.append(middle - start)
        floors.append(end - middle)
        ratios.append((middle - start) / (end - middle))
    size = len(row.body)
    return [
        Row(
            "hub.record in memory, 20 rules ~ canonical JSON + SHA-256 of the record",
            median(ours) * 1e6,
            median(floors) * 1e6,
            median(ratios),
            4,
            held=5.2,
        ),
        Row("bytes of a record with 20 rules ~ 1,500", size, 1500, size / 1500, 1, "B"),
    ]


def bare_loop(hub: Hub, number: int) -> Callable[[], object]:
    """The bare loop over the very rule methods that are asked, and building the fact."""
    recorder = hub._recorder  # noqa: SLF001 - the loop needs the methods themselves
    assert recorder.rules is not None
    methods = recorder.rules.rules.methods(GrantAwarded)
    build = next(hook.builds[GrantAwarded] for hook in HOOKS.all() if GrantAwarded in hook.builds)
    case = Case(award(number), When(AT), hub.identity.zone)
    context = build(recorder.fold.world.areas["funding"], case.asked, case)

    def bare() -> int:
        award(number)
        return sum(1 for method in methods for _ in method(context))

    return bare


def _check_rows(hub: Hub) -> list[Row]:
    """Checking an award, beside the bare loop over the same methods plus building the fact."""
    number = 2 * ROUNDS - 1
    peer = bare_loop(hub, number)

    def first_of_a_day() -> None:
        forget_days(hub)
        hub.check(award(number))

    name = "20 rules ~ bare loop over the same methods + building the fact"
    return [
        beside(f"hub.check, {name}", lambda: hub.check(award(number)), peer, bar=2, number=200),
        beside(f"hub.check, first of a day, {name}", first_of_a_day, peer, bar=None, number=200),
    ]


def forget_days(hub: Hub) -> None:
    """Forget what rules say all day long, as on a new day."""
    rules = hub._recorder.rules  # noqa: SLF001 - only its own tables know
    assert rules is not None
    for asking in rules.rules._askings[GrantAwarded]:  # noqa: SLF001 - as above
        for question in asking.questions:
            question.basis._plans.clear()  # noqa: SLF001 - as above


def _growth_row() -> Row:
    """The 100,000th record beside the 100th."""
    journal = MemoryJournal()
    hub = open_hub(journal)
    early, late = [], []

    def run(start: int, count: int) -> list[float]:
        times = []
        for number in range(start, start + count):
            fact = application(number)
            before = perf_counter()
            hub.record(fact, request=f"t-{number}")
            times.append(perf_counter() - before)
        return times

    early = run(0, 300)[100:]
    for start in range(300, 100_000, 10_000):
        facts = [application(number) for number in range(start, min(start + 10_000, 100_000))]
        hub.record_all(facts, requests=[f"t-{fact.id}" for fact in facts])
    late = run(100_000, 200)
    # The machine drifts over such a run, so a fresh hub is measured again at the end.
    fresh = open_hub(MemoryJournal())
    again = []
    for number in range(300):
        fact = application(number)
        before = perf_counter()
        fresh.record(fact, request=f"t-{number}")
        again.append(perf_counter() - before)
    early_cost = median([*early, *again[100:]])
    return Row(
        "the 100,000th record ~ the 100th",
        median(late) * 1e6,
        early_cost * 1e6,
        median(late) / early_cost,
        1.3,
    )


def rows() -> list[Row]:
    """The table of the door."""
    journal = MemoryJournal()
    hub = open_hub(journal)
    return [*_record_rows(hub, journal), *_check_rows(hub), _growth_row()]
