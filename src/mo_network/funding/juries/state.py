"""What follows from the facts about juries: the part of funding's state that keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from mo_network.funding.juries.entries import Jury, JuryDecision, JurySeat, JurySession
from mo_network.funding.juries.recount import JURY_LAWS, recount, seats_of, tied_seats
from mo_network.funding.juries.word import JURY_WORD, Word, last_word
from mo_network.judging.changes import FOR_GOOD, Index
from mo_network.judging.fact import Fact
from mo_network.judging.known import entry_of
from mo_network.judging.state import AreaState
from mo_network.voting import Count

if TYPE_CHECKING:
    from mo_network.funding.state import FundingState


class JuryState(AreaState):
    """Juries, their seats, ties, sessions and decisions; funding's state is one with it.

    Source:  design, section 8.
    """

    def __init__(self) -> None:
        super().__init__()
        self.jury_table: dict[str, Jury] = {}
        self.seat_table: dict[str, JurySeat] = {}
        self.session_table: dict[str, JurySession] = {}
        self.decision_table: dict[str, JuryDecision] = {}
        self.recusal_table: dict[str, tuple[str, ...]] = {}
        self.seats_by_jury: Index[str, str] = {}
        self.sessions_by_jury: Index[str, str] = {}
        self.decisions_by_session: Index[str, str] = {}
        self.decisions_by_application: Index[str, str] = {}

    def juries(self) -> tuple[Jury, ...]:
        """All juries, in the order of recording."""
        return tuple(self.jury_table.values())

    def seats(self, jury: str, on: date) -> tuple[JurySeat, ...]:
        """The seats of a jury that are filled on a day, in the order of recording.

        Errors:  UnknownReference when no such jury was formed.
        """
        return tuple(seats_of(self._whole, entry_of(self.jury_table, jury).id, on.toordinal()))

    def seat(self, seat: str) -> JurySeat:
        """One seat and its time.

        Errors:  UnknownReference when none of that id was filled.
        """
        return entry_of(self.seat_table, seat)

    def recusals(self, application: str, jury: str, on: date) -> tuple[str, ...]:
        """The seats that may neither deliberate nor vote about an application, sorted.

        Shape:   those that declared a tie, and those that the applicant itself fills; what a
                 hub's own rules add, they say when a decision is checked.
        Errors:  UnknownReference when no such jury was formed.
        """
        return tuple(sorted(tied_seats(self._whole, application, [*self.seats(jury, on)])))

    def session(self, session: str) -> JurySession:
        """One session.

        Errors:  UnknownReference when none of that id was held.
        """
        return entry_of(self.session_table, session)

    def jury_decision(self, decision: str) -> JuryDecision:
        """One decision.

        Errors:  UnknownReference when none of that id was taken.
        """
        return entry_of(self.decision_table, decision)

    def jury_decisions(self, application: str) -> tuple[JuryDecision, ...]:
        """What juries decided about an application, in the order of recording."""
        names = self.decisions_by_application.get(application, ())
        return tuple(self.decision_table[name] for name in names)

    def jury_count(self, decision: str) -> Count:
        """A decision counted anew by the seats and ties that are known now, with every number.

        Errors:  UnknownReference when none of that id was taken.
        """
        return recount(self._whole, self.jury_decision(decision)).counted

    def jury_word(self, application: str) -> Word | None:
        """What the last decision of a jury that holds allows to be awarded; None if none does."""
        return last_word(self._whole, application)

    # --- what funding's state asks --------------------------------------------------------

    def _touched_juries(self, by: Fact) -> set[tuple[str, str]]:
        """The laws and decisions that a fact may have changed something for."""
        names = {getattr(by, "id", ""), *self._decisions_about(getattr(by, "application", ""))}
        seat = self.seat_table.get(getattr(by, "seat", "") or getattr(by, "id", ""))
        for session in self.sessions_by_jury.get("" if seat is None else seat.jury, ()):
            names.update(self.decisions_by_session.get(session, ()))
        about = {
            self.decision_table[name].application for name in names & self.decision_table.keys()
        }
        about.add(getattr(by, "application", ""))
        words = {(JURY_WORD, application) for application in about}
        return words | {(law, name) for law in JURY_LAWS for name in names}

    def _dump_juries(self) -> dict[str, Any]:
        """This part of the state as plain JSON values; `_load_juries` finds the indexes again."""
        return {
            "juries": list(self.jury_table.values()),
            "seats": list(self.seat_table.values()),
            "sessions": list(self.session_table.values()),
            "decisions": list(self.decision_table.values()),
            "recusals": {name: list(seats) for name, seats in self.recusal_table.items()},
        }

    def _load_juries(self, data: Mapping[str, Any]) -> None:
        """Take over what `_dump_juries` gave; called once, on an empty state."""
        self.jury_table.update((row[0], Jury._make(row)) for row in data["juries"])
        for row in data["seats"]:
            seat = self.seat_table[row[0]] = JurySeat._make(row)
            FOR_GOOD.note(self.seats_by_jury, seat.jury, seat.id)
        for row in data["sessions"]:
            session = self.session_table[row[0]] = JurySession._make(map(_frozen, row))
            FOR_GOOD.note(self.sessions_by_jury, session.jury, session.id)
        for row in data["decisions"]:
            decision = JuryDecision._make(map(_frozen, row))
            self.decision_table[decision.id] = decision
            FOR_GOOD.note(self.decisions_by_session, decision.session, decision.id)
            FOR_GOOD.note(self.decisions_by_application, decision.application, decision.id)
        self.recusal_table.update((name, tuple(seats)) for name, seats in data["recusals"].items())

    @property
    def _whole(self) -> FundingState:
        """Ties are found by the applicant, whom funding's own tables know."""
        return cast("FundingState", self)

    def _decisions_about(self, application: str) -> Iterator[str]:
        yield from self.decisions_by_application.get(application, ())


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
