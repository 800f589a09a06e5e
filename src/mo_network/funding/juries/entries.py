"""What is kept of juries: small entries of strings and whole numbers."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from mo_network.values.money import Money
from mo_network.values.period import Period
from mo_network.voting import AmountVote, Choice, Seat, Vote


class Jury(NamedTuple):
    """A jury."""

    id: str
    name: str


class JurySeat(NamedTuple):
    """A seat and its time.

    Units:   days as ordinals, the end not included; 0 while the seat is filled.
    """

    id: str
    jury: str
    institution: str | None
    is_chair: bool
    first_day: int
    end_day: int = 0

    @property
    def tenure(self) -> Period | None:
        """The days on which it is filled; None if it was vacated before it was filled."""
        if self.end_day and self.end_day <= self.first_day:
            return None
        end = date.fromordinal(self.end_day) if self.end_day else None
        return Period(date.fromordinal(self.first_day), end)

    @property
    def counted(self) -> Seat:
        """The seat as the engine counts it."""
        return Seat(self.id, self.institution, self.is_chair)

    def is_filled(self, day: int) -> bool:
        """Whether somebody sat there on a day, given as ordinal."""
        return self.first_day <= day and (not self.end_day or day < self.end_day)


class JurySession(NamedTuple):
    """A session and the seats that were there.

    Units:   `day` as an ordinal.
    """

    id: str
    jury: str
    day: int
    present: tuple[str, ...]

    @property
    def on(self) -> date:
        """The day of the session."""
        return date.fromordinal(self.day)


class JuryDecision(NamedTuple):
    """A vote of a jury on an amount for an application, as it was handed in.

    Shape:   `named` are the amounts that seats named, of which `yes` and `no` follow.
    Units:   cents of `currency`; `terms` are the codes of quorum, majority and tie.
    """

    id: str
    session: str
    application: str
    cents: int
    currency: str
    is_recommendation: bool
    yes: tuple[str, ...]
    no: tuple[str, ...]
    abstained: tuple[str, ...]
    recused: tuple[str, ...]
    terms: tuple[str, str, str, str, str]
    named: tuple[tuple[str, int], ...] = ()

    @property
    def amount(self) -> Money:
        """What was put to the vote."""
        return Money(self.cents, self.currency)

    @property
    def votes(self) -> tuple[Vote, ...]:
        """The votes as the engine counts them."""
        sides = ((self.yes, Choice.YES), (self.no, Choice.NO), (self.abstained, Choice.ABSTAIN))
        return tuple(Vote(seat, choice) for seats, choice in sides for seat in seats)

    @property
    def amount_votes(self) -> tuple[AmountVote, ...]:
        """The amounts that were named as the engine counts them; none if none was."""
        if not self.named:
            return ()
        given = (AmountVote(seat, Money(cents, self.currency)) for seat, cents in self.named)
        return (*given, *(AmountVote(seat, None) for seat in self.abstained))
