"""The rule kind `cancel-notice`: who does not come says so in time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import attrs

from mo_network.judging.answers import Duty, Veto
from mo_network.rooms.hooks import (
    BookingContext,
    CancelContext,
    booking_cancelling,
    booking_limits,
)
from mo_network.rooms.rule_kinds.choosing import Purposes, Rooms, is_about
from mo_network.values.deadlines import days_before
from mo_network.values.money import Money
from mo_network.values.timeline import Timeline


@attrs.frozen
class CancelNotice:
    """Absagefrist: a booking can be cancelled until so many days before it.

    Shape:   for some `rooms` and some `purposes`, for all if none is named. Every booking is told
             the last day; whoever asks to cancel later is refused, and told the `fee`, if there is
             one. The hub may cancel all the same, for that is its own doing.
    Units:   the day of the booking is not counted; 0 days is until the day itself.
    Errors:  on a day without a value the rule cannot answer, and the verdict is undecided.

    Which mistake is worse: a room that stays empty while others wait; a group that was ill can be
    let go by the hub.

    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> rules = Source("Rules of an invented house", article="8")
    >>> rule = CancelNotice(Timeline("notice", (Step(date(2026, 1, 1), 3, rules),)))
    >>> rule.last_day(date(2026, 5, 18), date(2026, 5, 1))
    datetime.date(2026, 5, 15)
    """

    kind: ClassVar[str] = "cancel-notice"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "cancel_by": "Absagen ist bis zum {0} möglich.",
            "too_late": "Absagen war bis zum {0} möglich; die Buchung zählt als genutzt.",
            "fee": "Für die späte Absage sind {0} zu zahlen.",
        },
        "de-simple": {
            "cancel_by": "Sie können bis zum {0} absagen.",
            "too_late": "Sie konnten bis zum {0} absagen. Jetzt ist es zu spät. Die Buchung zählt.",
            "fee": "Sie sagen spät ab. Das kostet {0}.",
        },
        "en": {
            "cancel_by": "It can be cancelled until {0}.",
            "too_late": "It could be cancelled until {0}; the booking counts as used.",
            "fee": "For cancelling late {0} is to be paid.",
        },
    }

    days: Timeline[int]
    fee: Timeline[Money] | None = None
    rooms: Rooms = frozenset()
    purposes: Purposes = frozenset()

    def last_day(self, start_on: date, on: date) -> date:
        """The last day on which a booking can be cancelled, by the term of a day."""
        return days_before(start_on, self.days.at(on))

    @booking_limits
    def told(self, context: BookingContext) -> Iterable[Duty]:
        """The last day, for whoever books to know."""
        if not is_about(context, self.rooms, self.purposes):
            return ()
        return (Duty("cancel_by", (self.last_day(context.start_on, context.on),)),)

    @booking_cancelling
    def cancel(self, context: CancelContext) -> Iterable[Veto | Duty]:
        """A veto after the last day, and the fee."""
        if not is_about(context, self.rooms, self.purposes):
            return
        last = self.last_day(context.start_on, context.on)
        if context.received_on <= last:
            return
        yield Veto("too_late", (last,))
        if self.fee is not None:
            yield Duty("fee", (self.fee.at(context.on),))
