"""The rule kind `booking-deposit`: some bookings are made against a deposit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from mo_network.judging.answers import Duty, Requirement
from mo_network.rooms.hooks import ASSURED, BookingContext, booking_requirements
from mo_network.rooms.rule_kinds.choosing import Purposes, Rooms, is_about
from mo_network.values.money import Money
from mo_network.values.timeline import Timeline

DEPOSIT = "deposit"


@attrs.frozen
class BookingDeposit:
    """Kaution: whoever books leaves an amount, which comes back.

    Shape:   for some `rooms` and some `purposes`, for all if none is named; with `only_public` for
             public events only. With `before_booking` the room is promised only once the hub has
             it, naming "deposit" in `assured`; otherwise it is a duty.
    Errors:  on a day without a value the rule cannot answer, and the verdict is undecided.

    Which mistake is worse: to ask a group of volunteers for money that it does not have; so it is
    a duty unless the rule says otherwise.

    >>> from datetime import date
    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> rules = Source("Rules of an invented house", article="7")
    >>> steps = (Step(date(2026, 1, 1), Money.parse("100.00 EUR"), rules),)
    >>> str(BookingDeposit(Timeline("deposit", steps)).amount.at(date(2026, 5, 1)))
    '100.00 EUR'
    """

    kind: ClassVar[str] = "booking-deposit"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "deposit": "Zu hinterlegen ist eine Kaution von {0}.",
            "rooms.assured": "Vor der Buchung muss vorliegen: {value}.",
        },
        "de-simple": {
            "deposit": "Sie geben uns {0} als Sicherheit. Das heißt Kaution. "
            "Sie bekommen das Geld zurück.",
            "rooms.assured": "Das brauchen wir vor der Buchung: {value}.",
        },
        "en": {
            "deposit": "A deposit of {0} is to be left.",
            "rooms.assured": "Before the booking this must be there: {value}.",
        },
    }

    amount: Timeline[Money]
    rooms: Rooms = frozenset()
    purposes: Purposes = frozenset()
    only_public: bool = False
    before_booking: bool = False

    @booking_requirements
    def deposit(self, context: BookingContext) -> Iterable[Duty | Requirement[str]]:
        """The duty to leave the deposit, and that it has to be there first."""
        if not is_about(context, self.rooms, self.purposes):
            return
        if self.only_public and not context.use.is_public:
            return
        yield Duty("deposit", (self.amount.at(context.on),))
        if self.before_booking:
            yield Requirement(ASSURED, DEPOSIT)
