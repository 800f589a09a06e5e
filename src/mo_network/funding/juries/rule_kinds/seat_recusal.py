"""The rule kind `seat-recusal`: which ties beyond the law keep a seat out of the room."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

import attrs

from mo_network.errors import InvalidValue
from mo_network.funding.juries.hooks import JuryContext, SeatView, seat_conflicts
from mo_network.funding.juries.subjects import RECUSED
from mo_network.judging.answers import Requirement

Tie = Literal["partner", "member", "umbrella", "shared_umbrella"]
"""The institution is a partner in the project; the applicant's member; an umbrella of it; or both
are members of one."""


@attrs.frozen
class SeatRecusal:
    """Weitere Befangenheit: who is present and has one of these ties leaves the room, too.

    Shape:   `ties` of the seat's institution to the applicant: `partner` in the project, `member`
             of it, `umbrella` that it belongs to, `shared_umbrella` for members of the same one.
    Errors:  InvalidValue for no tie.

    Which mistake is worse: to let somebody decide who is too close; a vote more or less is none.

    >>> SeatRecusal(frozenset())
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: ties are none: write at least one
    """

    kind: ClassVar[str] = "seat-recusal"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {RECUSED.id: "{value} steht dem Antragsteller zu nahe und verlässt den Raum."},
        "de-simple": {
            "funding.recused": "{value} kennt den Antragsteller zu gut. "
            "Die Person geht aus dem Raum.",
        },
        "en": {RECUSED.id: "{value} is too close to the applicant and has to leave the room."},
    }

    ties: frozenset[Tie]

    def __attrs_post_init__(self) -> None:
        if not self.ties:
            raise InvalidValue("ties are none: write at least one", given=self.ties)

    def is_too_close(self, seat: SeatView, context: JuryContext) -> bool:
        """Whether a seat has one of the ties."""
        who = seat.institution
        found = {
            "partner": who in context.partners,
            "member": context.organisation in seat.umbrellas,
            "umbrella": who in context.umbrellas,
            "shared_umbrella": bool(seat.umbrellas & context.umbrellas),
        }
        return any(found[tie] for tie in self.ties)

    @seat_conflicts
    def conflicts(self, context: JuryContext) -> Iterable[Requirement[str]]:
        """The seats that are present and too close."""
        return [
            Requirement(RECUSED, seat.id)
            for seat in context.seats
            if seat.is_present and self.is_too_close(seat, context)
        ]
