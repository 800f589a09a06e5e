"""Rule kinds as a plugin would write them, and a hub file that uses them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import attrs
from tests.judging.toy import AMOUNT, HOOKS, HOOKS_BY_AREA, CoinContext, coin_limits

from mo_network.errors import HubFileError, HubFileProblem
from mo_network.judging.answers import Limit
from mo_network.rules.kind import BUILT_IN, Offer, check_kind
from mo_network.rules.load import HubRules, load
from mo_network.values.money import Money
from mo_network.values.timeline import Timeline

SENTENCES = {
    "de": {"toy.amount": "Höchstens {value}."},
    "en": {"toy.amount": "At most {value}."},
}


@attrs.frozen
class Tier:
    """Up to an amount, a body."""

    body: str
    up_to: Timeline[Money] | None = None


@attrs.frozen
class Cap:
    """A ceiling, for some tins or for all, on some days or on all."""

    kind: ClassVar[str] = "cap"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = SENTENCES

    ceiling: Timeline[Money]
    tins: frozenset[str] = frozenset()
    days: tuple[date, ...] = ()
    tiers: tuple[Tier, ...] = ()
    count: int = 0
    is_soft: bool = False
    opens: Timeline[date] | None = None

    @coin_limits
    def limit(self, context: CoinContext) -> Iterable[Limit[Money]]:
        """The ceiling of the day."""
        return (Limit(AMOUNT, self.ceiling.at(context.on)),)


OFFERS = (check_kind(Offer(Cap, BUILT_IN), HOOKS),)

GOOD = """\
contract = 1

[hub]
id = "hub:toy"
name = "Toy"
zone = "Europe/Berlin"

[sources.rules]
title = "Rules of the toy"
article = "No. 3"
checked_on = 2026-05-01

[parameters.cap]
unit = "money"
source = "rules"
steps = [
    { from = 2026-01-01, value = "30.00 EUR" },
    { from = 2026-05-01, value = "40.00 EUR" },
    { from = 2026-07-01, gap = true },
]

[[rules]]
id = "the-cap"
kind = "cap"
title = "Not too much at once"
source = "rules"
ceiling = "cap"
tins = ["tin:red"]
"""


def read(text: str = GOOD) -> HubRules:
    """What the file says."""
    return load(text, OFFERS, HOOKS_BY_AREA)


def problems_of(text: str) -> list[HubFileProblem]:
    """All that is wrong with a file; nothing if it can be read."""
    try:
        read(text)
    except HubFileError as error:
        return list(error.problems)
    return []
