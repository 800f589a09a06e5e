"""A rule kind of an invented hub: so much money for each hour that volunteers give."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from mo_network import Limit, Money, Timeline
from mo_network.funding.hooks import GRANT_AMOUNT, GrantContext, grant_limits
from mo_network.rules.plugins import offers


@attrs.frozen
class AmountPerHour:
    """At most the rate of the day, times the hours that the application tells."""

    kind: ClassVar[str] = "amount-per-hour"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {"funding.amount": "Für die Stunden gibt es {value}; beantragt sind {asked}."},
        "en": {"funding.amount": "The hours amount to {value}; {asked} is asked for."},
    }

    rate: Timeline[Money]

    @grant_limits
    def limit(self, context: GrantContext) -> Iterable[Limit[Money]]:
        """No hours that were told are no opinion: the detail is required by the file."""
        hours = context.details.count("volunteer-hours")
        return () if hours is None else (Limit(GRANT_AMOUNT, self.rate.at(context.on) * hours),)


@offers
def rule_kinds() -> Iterable[type]:
    """The kinds that this distribution offers."""
    return (AmountPerHour,)
