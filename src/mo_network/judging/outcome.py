"""The outcome: what judging came to, with every answer, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Self, TypeVar

import attrs

from mo_network.errors import InvalidValue, NotAllowed
from mo_network.judging.answers import Duty, Limit, Note, Requirement
from mo_network.judging.catalogue import Catalogue
from mo_network.judging.explain import explain, explain_data
from mo_network.judging.fact import Fact
from mo_network.judging.record import Record
from mo_network.judging.rulings.settling import waived_in
from mo_network.judging.said import Answers, Said
from mo_network.judging.state import Breach
from mo_network.judging.subject import Subject
from mo_network.judging.weighing import Verdict, Weighed

T = TypeVar("T")


@attrs.frozen(eq=False)
class Outcome:
    """The verdict on one fact, with every answer and what it rests on.

    Shape:   `breaches` are those that an observed fact causes; `days` the basis days that rules
             picked their values by; `record` is None if nothing was recorded; `is_repeated` tells
             that the same request had been recorded before.
    """

    fact: Fact
    asked: Fact
    weighed: Weighed
    answers: Answers = attrs.field(repr=False)
    days: Mapping[str, date]
    catalogue: Catalogue = attrs.field(repr=False)
    breaches: tuple[Breach, ...] = ()
    record: Record | None = None
    is_repeated: bool = False

    def stand_under(self, record: Record | None) -> None:
        """Tell a fresh outcome, which nobody has seen yet, under which record it stands."""
        object.__setattr__(self, "record", record)

    @property
    def verdict(self) -> Verdict:
        """What judging came to."""
        return self.weighed.verdict

    @property
    def said(self) -> tuple[Said, ...]:
        """All answers; bounds stand before the others, in each the laws' first."""
        return tuple(map(Said._make, self.answers))

    @property
    def binding(self) -> tuple[Said, ...]:
        """The answers that forbid."""
        return tuple(map(Said._make, self.weighed.binding))

    @property
    def open(self) -> tuple[Said, ...]:
        """The answers that wait for what only the decision brings."""
        return tuple(map(Said._make, self.weighed.open))

    @property
    def faults(self) -> tuple[Said, ...]:
        """The answers that could not be given, and so leave it undecided."""
        return tuple(map(Said._make, self.weighed.faults))

    @property
    def is_allowed(self) -> bool:
        """Whether the verdict is `allowed`."""
        return self.verdict is Verdict.ALLOWED

    @property
    def is_recorded(self) -> bool:
        """Whether the fact stands in the journal."""
        return self.record is not None

    @property
    def duties(self) -> tuple[Said, ...]:
        """What binds whoever gets the decision."""
        return tuple(said for said in self.said if isinstance(said.answer, Duty))

    @property
    def notes(self) -> tuple[Said, ...]:
        """What is worth knowing."""
        return tuple(said for said in self.said if isinstance(said.answer, Note))

    @property
    def waived(self) -> frozenset[str]:
        """The rules that do not bind here because they were waived."""
        return waived_in(self.answers)

    def bound(self, subject: Subject[T]) -> Any:
        """What all binding answers about a subject amount to; None if nothing speaks of it.

        Shape:   one value for limits and ranks, a frozenset where all are needed.
        """
        set_aside = self.catalogue.monitored | self.waived
        values = [
            said.answer.value
            for said in self.said
            if isinstance(said.answer, Limit | Requirement)
            and said.answer.subject is subject
            and said.by not in set_aside
        ]
        try:
            return subject.joined(values) if values else None
        except InvalidValue:
            return None  # bounds in several currencies, which weighing counts as a fault

    def headroom(self, subject: Subject[T]) -> Any:
        """How far the fact's value is from the bound; negative beyond it, None if unbounded.

        Units:   those of the subject; days count as a timedelta.
        """
        bound, given = self.bound(subject), subject.read(self.asked)
        if bound is None or given is None:
            return None
        try:
            return subject.headroom(given, bound)
        except InvalidValue:
            return None  # a bound in another currency, which weighing counts as a fault

    def explain(self, lang: str = "en") -> str:
        """The answer, then what binds, what is open, what was satisfied; with rule, source, date.

        Shape:   text of several lines in "de", "de-simple" (simple German) or "en".
        """
        return explain(self, lang)

    def explain_data(self, lang: str = "en") -> list[dict[str, Any]]:
        """The same as plain values: one entry per answer, in the order of the text."""
        return explain_data(self, lang)

    def or_raise(self) -> Self:
        """This outcome if it is allowed.

        Errors: NotAllowed, carrying this outcome, if it is forbidden or undecided.
        """
        if not self.is_allowed:
            raise NotAllowed(self.explain("en"), outcome=self)
        return self
