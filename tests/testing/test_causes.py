"""The kit tells why a rule fails, in whichever way it fails."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.judging.toy import CoinContext, Says, coin_limits

from mo_network.rules.ruleset import Rule
from mo_network.testing.asking import cause
from mo_network.values.money import Money

DAY = date(2026, 5, 1)
CONTEXT = CoinContext(DAY, DAY, DAY, Money(1), DAY)


class _SpeechlessError(Exception):
    """Cannot say what is wrong."""

    def __str__(self) -> str:
        """Fail."""
        raise RuntimeError("no words")


def _cause(error: BaseException) -> str:
    def fails(context: CoinContext) -> Any:
        raise error

    function: Callable[[CoinContext], Any] = fails
    return cause([Rule("rule", "says", Says(function))], [coin_limits], CONTEXT, "rule")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValueError("two\n lines"), ": two lines"),
        (SystemExit("leaving"), ": leaving"),
        (GeneratorExit(), ""),
        (_SpeechlessError(), ""),
    ],
)
def test_the_cause_of_any_failure_is_told(error: BaseException, told: str) -> None:
    """A rule that would end the program ends neither the test run nor the report."""
    assert told == _cause(error)


def test_whoever_interrupts_the_kit_is_heard() -> None:
    """Ctrl-C ends the trial."""
    with pytest.raises(KeyboardInterrupt):
        _cause(KeyboardInterrupt())
