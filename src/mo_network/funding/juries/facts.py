"""What can happen around a jury: seats are filled, ties declared, sessions held, votes taken."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.funding.juries.naming import NamedAmount, require_named
from mo_network.funding.juries.terms import JuryQuorum, voting_rule
from mo_network.judging.fact import Fact, Known, Label, New, Standing
from mo_network.values.money import Money
from mo_network.values.sealed import Sealed
from mo_network.values.tags import Tag
from mo_network.voting import MajorityOf, Part, QuorumOf, Tie


@attrs.frozen(kw_only=True)
class JuryFormed(Fact):
    """Jury gebildet: a body that decides about applications, or recommends.

    Source:  design, section 4.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("jury")]
    name: Label


@attrs.frozen(kw_only=True)
class SeatFilled(Fact):
    """Sitz besetzt: from `on` somebody sits in a jury, for an institution or for nobody.

    Shape:   a seat is one person's for one time: who follows has a seat of another id, for the
             ties of one are not those of the next. Votes name the seat, never the person.
    Source:  design, section 4.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("seat")]
    jury: Annotated[str, Known("jury")]
    institution: Annotated[str, Known("org")] | None = None
    is_chair: bool = False
    person: Sealed | None = None
    on: date


@attrs.frozen(kw_only=True)
class SeatVacated(Fact):
    """Sitz frei geworden.

    Units:   `on` is the first day without.
    Source:  design, section 5 (half-open days).
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    seat: Annotated[str, Known("seat")]
    on: date


@attrs.frozen(kw_only=True)
class RecusalDeclared(Fact):
    """Befangenheit angezeigt: a seat is tied to the applicant of one application.

    Shape:   as applicant, representative, board member, paid staff or close relative of these;
             which of them is personal, so the ground is sealed. Declared after the vote, it
             leaves a breach.
    Source:  design, section 8; § 20 VwVfG.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    seat: Annotated[str, Known("seat")]
    application: Annotated[str, Known("application")]
    ground: Sealed | None = None


@attrs.frozen(kw_only=True)
class JurySessionHeld(Fact):
    """Jurysitzung: a jury met, and these seats were there.

    Shape:   `present` at any time of the session; who left for one application stands in
             `JuryDecided.recused`.
    Errors:  InvalidValue for a seat that stands twice.
    Source:  design, section 4.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    id: Annotated[str, New("session")]
    jury: Annotated[str, Known("jury")]
    on: date
    present: tuple[Annotated[str, Known("seat")], ...]

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        if len(set(self.present)) < len(self.present):
            raise InvalidValue(
                f"JurySessionHeld.present is {', '.join(self.present)}: name each seat once",
                given=self.present,
                allowed="each seat once",
            )


@attrs.frozen(kw_only=True)
class JuryDecided(Fact):
    """Jurybeschluss: a jury voted on an amount for an application.

    Shape:   `yes`, `no` and `abstained` are the votes, `recused` the seats that left the room. In
             place of yes and no, `named` tells how much each seat would give at most (`seat` and
             `amount`, zero for a no): who names as much says yes, and `amount` is the highest
             that is carried. It may turn out to be a no; what is not decided at all is forbidden.
             Quorum, majority, what each is counted of and what a tie means are named, always. A
             decision binds whoever awards, a recommendation nobody.
    Errors:  InvalidValue for an amount of zero or less, a tie rule that does not fit, and `named`
             beside yes or no or in another currency.
    Source:  design, section 8.
    """

    standing: ClassVar[Standing] = Standing.DECIDED
    id: Annotated[str, New("decision")]
    session: Annotated[str, Known("session")]
    application: Annotated[str, Known("application")]
    amount: Money
    yes: tuple[Annotated[str, Known("seat")], ...] = ()
    no: tuple[Annotated[str, Known("seat")], ...] = ()
    abstained: tuple[Annotated[str, Known("seat")], ...] = ()
    recused: tuple[Annotated[str, Known("seat")], ...] = ()
    quorum: JuryQuorum
    quorum_of: QuorumOf
    majority: Part
    majority_of: MajorityOf
    tie: Tie = Tie.REJECTED
    is_recommendation: bool = False
    named: tuple[NamedAmount, ...] = ()

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        if self.amount.cents <= 0:
            raise InvalidValue(
                f"JuryDecided.amount is {self.amount}: put more than zero to the vote; to give "
                "nothing is a vote of no",
                given=self.amount,
                allowed="more than 0.00",
            )
        voting_rule(self.terms)
        require_named(self.named, self.amount, self.yes + self.no)

    @property
    def terms(self) -> tuple[str, str, str, str, str]:
        """The codes of quorum, its base, majority, its base, and tie."""
        return (
            self.quorum.value,
            self.quorum_of.value,
            self.majority.value,
            self.majority_of.value,
            self.tie.value,
        )


FACTS: tuple[Tag, ...] = (
    Tag("funding.jury_formed", 1, JuryFormed),
    Tag("funding.seat_filled", 1, SeatFilled),
    Tag("funding.seat_vacated", 1, SeatVacated),
    Tag("funding.recusal_declared", 1, RecusalDeclared),
    Tag("funding.jury_session_held", 1, JurySessionHeld),
    Tag("funding.jury_decided", 1, JuryDecided),
)
