"""The rule kind `loan-lead-time`: a request comes in time, and not too early."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.judging.answers import Limit, Veto
from mo_network.lending.hooks import FIRST_LOAN_DAY, LoanContext, loan_limits
from mo_network.values.deadlines import days_after
from mo_network.values.timeline import Timeline


@attrs.frozen
class LoanLeadTime:
    """Vorlauf einer Ausleihe: a loan begins so long after it was asked for, and not much later.

    Shape:   `least` days between request and hand-over, `most` days that one may ask ahead; one
             of them or both. An extension is no new request, so it is not asked about.
    Units:   the day of the request is not counted.
    Errors:  InvalidValue for neither. On a day without a value the rule cannot answer, and the
             verdict is undecided.

    Which mistake is worse: to promise what nobody has time to put together.

    >>> from datetime import date
    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> rules = Source("Rules of an invented hub", article="8")
    >>> LoanLeadTime(least=Timeline("least", (Step(date(2026, 1, 1), 3, rules),))).kind
    'loan-lead-time'
    """

    kind: ClassVar[str] = "loan-lead-time"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "lending.first_day": "Bei dieser Anfrage geht frühestens am {value} etwas hinaus; "
            "geplant ist der {asked}.",
            "too_early": "Angefragt werden kann heute bis zum {0}; geplant ist der {1}.",
        },
        "de-simple": {
            "lending.first_day": "Sie können erst am {value} etwas abholen. Geplant ist {asked}.",
            "too_early": "Sie können heute bis zum {0} planen. Geplant ist {1}. "
            "Das ist zu früh gefragt.",
        },
        "en": {
            "lending.first_day": "Asked for as it was, things leave on {value} or later; "
            "{asked} is planned.",
            "too_early": "One may ask until {0} today; {1} is planned.",
        },
    }

    least: Timeline[int] | None = None
    most: Timeline[int] | None = None

    def __attrs_post_init__(self) -> None:
        if self.least is None and self.most is None:
            raise InvalidValue(
                "neither least nor most is given: write one of them, or both",
                given=None,
                allowed="least, most or both",
            )

    @loan_limits
    def lead(self, context: LoanContext) -> Iterable[Limit[Any] | Veto]:
        """The first day on which the loan may begin, and a veto beyond the last one."""
        if context.is_extension:
            return
        if self.least is not None:
            first = days_after(context.received_on, self.least.at(context.on))
            yield Limit(FIRST_LOAN_DAY, first)
        if self.most is not None:
            last = days_after(context.received_on, self.most.at(context.on))
            if context.start_on > last:
                yield Veto("too_early", (last, context.start_on))
