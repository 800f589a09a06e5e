"""Lending: what a promise costs beside the engine's own answer, and as loans grow many."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import UTC, datetime

from benchmarks.measure import Row, beside
from mo_network.directory.state import DirectoryState
from mo_network.judging.case import Case
from mo_network.judging.changes import FOR_GOOD, Trial
from mo_network.judging.state import When
from mo_network.lending.facts import ItemModelAdded, LoanPromised
from mo_network.lending.laws import capacity
from mo_network.lending.state import LendingState
from mo_network.values.moments import minute_of, moment_of
from mo_network.values.slot import Slot
from mo_network.values.zones import zone

AT = When(datetime(2026, 1, 1, 12, tzinfo=UTC))
FIRST = minute_of(AT.at)
DAY = 24 * 60
STOCK = 30
BERLIN = zone("Europe/Berlin")


def _promise(name: str, start: int, days: int) -> LoanPromised:
    slot = Slot(moment_of(start, BERLIN), moment_of(start + days * DAY, BERLIN))
    return LoanPromised(
        id=f"loan:{name}", organisation="org:a", items=("item:chair",), counts=(1,), slot=slot
    )


def _filled(loans: int) -> LendingState:
    """Thirty chairs, of which about ten are promised on each day."""
    state, draw = LendingState(DirectoryState()), random.Random(7)
    added = ItemModelAdded(id="item:chair", name="Chair", count=STOCK, zone="Europe/Berlin")
    state.apply(added, AT, FOR_GOOD)
    days = loans // 5
    for number in range(loans):
        start = FIRST + draw.randrange(days) * DAY
        state.apply(_promise(str(number), start, draw.randint(1, 3)), AT, FOR_GOOD)
    return state


def _judge(state: LendingState) -> Callable[[], object]:
    asked = _promise("new", FIRST + 100 * DAY, 3)
    case = Case(asked, AT, BERLIN)
    assert not list(capacity.check(state, asked, case))
    return lambda: capacity.check(state, asked, case)


def _take(state: LendingState) -> Callable[[], object]:
    asked = _promise("new", FIRST + 100 * DAY, 3)

    def take() -> None:
        trial = Trial()
        state.apply(asked, AT, trial)
        trial.take_back()

    return take


def rows() -> list[Row]:
    """The law of stock, and taking a loan up, at few loans and at many."""
    few, many = _filled(1_000), _filled(50_000)
    leaf = many.shelf.stock("item:chair").leaf
    start = FIRST + 100 * DAY
    text = json.dumps(many.dump())
    data = json.loads(text)
    return [
        beside(
            "the law of stock on a promise, 50,000 loans of 30 chairs ~ the engine's bare answer",
            _judge(many),
            lambda: leaf.first_clash(start, start + 3 * DAY, 1),
            bar=None,
        ),
        beside("the law of stock, 50,000 loans ~ 1,000", _judge(many), _judge(few), bar=4),
        beside("a loan taken up and back, 50,000 ~ 1,000", _take(many), _take(few), bar=4),
        beside(
            "a checkpoint of 50,000 loans put together ~ parsing its JSON",
            lambda: LendingState(DirectoryState()).load(data),
            lambda: json.loads(text),
            bar=8,
            number=1,
            pairs=5,
        ),
    ]
