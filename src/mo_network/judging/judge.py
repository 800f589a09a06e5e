"""The judge: laws and rules asked about one case, and what it comes to.

    A network is a journal of facts, judged by rules.

Nothing here reads a clock, a file or the environment. The state is never copied: a received fact
is put on trial by applying it, judging the decision it asks for, and taking it back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Protocol
from zoneinfo import ZoneInfo

from mo_network.judging.answers import Note, Veto
from mo_network.judging.case import Case
from mo_network.judging.catalogue import Catalogue
from mo_network.judging.changes import Trial
from mo_network.judging.fact import Fact, Standing, new_ids
from mo_network.judging.law import Law, LawsByArea, cards_beside
from mo_network.judging.outcome import Outcome
from mo_network.judging.rulings.settling import Settling
from mo_network.judging.said import Answers
from mo_network.judging.state import AreaState, Breach, When
from mo_network.judging.units import LONGEST_TEXT
from mo_network.judging.weighing import Verdict, Weighed, weigh
from mo_network.judging.world import World

LIFECYCLE = "judging.lifecycle"
"""The law that a status changes only by the steps of its table."""


class Rules(Protocol):
    """The rules of one hub, as the judge sees them."""

    catalogue: Catalogue
    monitored: frozenset[str]

    def ask(
        self, case: Case, areas: Mapping[str, AreaState], answers: Answers
    ) -> Mapping[str, date]:
        """Add every rule's answers; return the basis days that they rest on."""


class Judge:
    """Judges cases of one hub by the laws of all areas and the hub's rules."""

    def __init__(self, world: World, laws: LawsByArea, rules: Rules, zone: ZoneInfo) -> None:
        self.world = world
        self.rules = rules
        self.zone = zone
        self.catalogue = rules.catalogue.beside(partial(cards_beside, laws))
        self._by_area = laws
        self._laws: dict[type[Fact], Sequence[Law]] = {}
        self._settling = Settling(world.areas.get("rulings"), self.catalogue)

    def _laws_of(self, asked: Fact) -> Sequence[Law]:
        """The laws that judge a decision, looked up when the first of its class comes."""
        cls = type(asked)
        laws = self._laws.get(cls)
        if laws is None:
            of_area = self._by_area.get(self.world.route[cls], ())
            judging = [law for law in of_area if cls in law.judges]
            laws = self._laws[cls] = [law.over(self.catalogue) for law in judging]
        return laws

    def judge(self, fact: Fact, when: When) -> Outcome:
        """The outcome of a fact at a moment; nothing is recorded and the state is as before.

        Errors: InvalidValue for an id that exists, UnknownReference for one that does not.
        """
        self.world.require_well_formed(fact)
        case = Case(fact, when, self.zone)
        if fact.standing is Standing.OBSERVED:
            return self._observe(case)
        if not case.is_open:
            return self._decide(case, Answers())
        return self._receive(case)

    def _receive(self, case: Case) -> Outcome:
        """Put a received fact on trial: apply it, judge what it asks for, take it back."""
        fact, asked = case.fact, case.asked
        answers = Answers()
        missing = self.world.area_of(fact).missing_step(fact)
        if missing is not None:
            answers.add(LIFECYCLE, Note(*_no_step(missing)))
        with Trial() as trial:
            self.world.apply(fact, case.when, trial)
            for name in new_ids(asked):
                if name in self.world.ids:
                    answers.add(LIFECYCLE, Veto("id_known", (name,)))
            return self._decide(case, answers)

    def _decide(self, case: Case, answers: Answers) -> Outcome:
        asked = case.asked
        area = self.world.area_of(asked)
        missing = area.missing_step(asked)
        if missing is not None:
            answers.add(LIFECYCLE, Veto(*_no_step(missing)))
        for law in self._laws_of(asked):
            for answer in law.check(area, asked, case):
                answers.add(law.id, answer)
        days = self.rules.ask(case, self.world.areas, answers)
        monitored, settling = self.rules.monitored, self._settling
        if settling.conditions or settling.waivers:
            monitored = settling.settle(case, answers, monitored)
        weighed = weigh(answers, asked, is_open=case.is_open, monitored=monitored)
        return Outcome(case.fact, asked, weighed, answers, days, self.catalogue)

    def _observe(self, case: Case) -> Outcome:
        fact, answers = case.fact, Answers()
        missing = self.world.area_of(fact).missing_step(fact)
        if missing is not None:
            answers.add(LIFECYCLE, Note(*_no_step(missing)))
        with Trial() as trial:
            self.world.apply(fact, case.when, trial)
            local = case.when.at.astimezone(self.zone)
            breaches = tuple(self.world.breaches(local, fact))
        answers.extend((breach.law, note_of(breach)) for breach in breaches)
        answers.extend(self._settling.heard(fact))
        weighed = Weighed(Verdict.ALLOWED)
        return Outcome(fact, case.asked, weighed, answers, {}, self.catalogue, breaches)


def note_of(breach: Breach) -> Note:
    """What the journal keeps of a breach that an observed fact caused."""
    return Note("breach", _breach_values(breach))


def veto_of(breach: Breach) -> Veto:
    """Why a correction of a decided fact is refused: it would leave this promise broken."""
    return Veto("breach", _breach_values(breach))


def _breach_values(breach: Breach) -> tuple[str, str, date]:
    shown: list[str] = []
    for promise in breach.promises:
        if len(", ".join([*shown, promise])) > LONGEST_TEXT - len(", …"):
            shown.append("…")
            break
        shown.append(promise)
    return breach.thing, ", ".join(shown) or breach.cause, breach.since


def _no_step(missing: tuple[str, str, tuple[str, ...]]) -> tuple[str, tuple[str, ...]]:
    """The code and the values of what is told of a step that the table lacks."""
    thing, status, steps = missing
    known = thing, status or "unknown"
    return ("no_step", (*known, ", ".join(steps))) if steps else ("no_step_left", known)
