"""Settling: what people ruled about a matter, brought among the answers of its rules.

A condition's rule answers only that it applies, for no context tells what a person found. Here the
answer becomes what was said: confirmed, found unmet, or still open. And here the rules that were
waived are noted, so that the stored answers tell for ever why those rules did not bind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter

from mo_network.judging.answers import Answer, Fault, Note, Requirement, Veto
from mo_network.judging.case import Case
from mo_network.judging.catalogue import Catalogue
from mo_network.judging.fact import Fact, references
from mo_network.judging.rulings.facts import ConditionConfirmed, RuleWaived
from mo_network.judging.rulings.laws import WAIVABLE
from mo_network.judging.rulings.state import Confirmation, RulingsState, Waiver
from mo_network.judging.rulings.subjects import CONFIRMATION
from mo_network.judging.said import Answers, Pair
from mo_network.judging.state import AreaState

CONDITIONS = "rulings.conditions"
"""Under which name it is told that a confirmation does not count."""

TO_CONFIRM = "to_confirm"
"""What a condition answers where it applies; a fault of this code waits for a person."""


def waived_in(answers: Answers) -> frozenset[str]:
    """The rules that did not bind because they were waived, as the answers themselves tell.

    Shape:   no rule of a file can pretend to it, for the id of the law is none of a rule.
    """
    return frozenset(
        [
            str(answer.values[0])
            for by, answer in answers.others
            if by == WAIVABLE and isinstance(answer, Note)
        ]
    )


class Settling:
    """The rulings of one hub, as its judge needs them.

    Shape:   `waivers` and `conditions` are both empty for most hubs; then there is nothing to
             settle, and the judge does not ask.
    """

    __slots__ = ("_catalogue", "_confirmations", "_rulings", "conditions", "waivers")

    def __init__(self, state: AreaState | None, catalogue: Catalogue) -> None:
        rulings = state if isinstance(state, RulingsState) else RulingsState()
        # The tables themselves, which the state changes in place.
        self.waivers: Mapping[str, tuple[Waiver, ...]] = rulings.waivers
        self._confirmations: Mapping[str, tuple[Confirmation, ...]] = rulings.confirmations
        # As for waivers: what merely exists, such as a room, is no matter to rule about.
        self._rulings = rulings
        self._catalogue = catalogue
        self.conditions = catalogue.conditions

    def settle(
        self, case: Case, answers: Answers, monitored: frozenset[str] = frozenset()
    ) -> frozenset[str]:
        """Put what was ruled among the answers; return the rules that do not bind, of all."""
        if isinstance(case.asked, RuleWaived):
            return monitored  # it is about a rule, and no rule is about it
        subjects = references(case.asked)
        if self.conditions:
            self._settle_conditions(subjects, answers, is_open=case.is_open)
        return monitored | self._settle_waivers(subjects, answers) if self.waivers else monitored

    def heard(self, said: Fact) -> Iterator[Pair]:
        """What is to be told of a confirmation that does not count; it is recorded all the same."""
        if not isinstance(said, ConditionConfirmed):
            return
        entitled = self.conditions.get(said.condition)
        if entitled is None:
            yield CONDITIONS, Note("no_such_condition", (said.condition,))
        elif said.by not in entitled:
            values = (said.by, said.condition, ", ".join(entitled)[:200])
            yield CONDITIONS, Note("word_does_not_count", values)

    def _settle_waivers(self, subjects: Iterable[str], answers: Answers) -> frozenset[str]:
        waived: set[str] = set()
        for subject in subjects:
            for rule, by, ground in self.waivers.get(subject, ()):
                # The file in force now decides whether it may be waived; the id may be another's.
                if rule not in waived and by in self._catalogue.card(rule).waivable_by:
                    waived.add(rule)
                    answers.add(WAIVABLE, Note("waived", (rule, by, ground)))
        return frozenset(waived)

    def _settle_conditions(self, subjects: list[str], answers: Answers, *, is_open: bool) -> None:
        others = answers.others
        asked = [
            place
            for place, (by, answer) in enumerate(others)
            if by in self.conditions and isinstance(answer, Note) and answer.code == TO_CONFIRM
        ]
        settled = [
            (others[place][0], self._word_on(others[place][0], subjects, is_open=is_open))
            for place in asked
        ]
        for place in reversed(asked):
            del others[place]
        answers.extend(settled)

    def _word_on(self, condition: str, subjects: Iterable[str], *, is_open: bool) -> Answer | Fault:
        entitled = self.conditions[condition]
        lasts = [
            said[-1]
            for subject in subjects
            if subject.partition(":")[0] in self._rulings.kinds
            and (
                said := [
                    each
                    for each in self._confirmations.get(subject, ())
                    if each.condition == condition and each.by in entitled
                ]
            )
        ]
        if lasts:
            last = min(lasts, key=attrgetter("is_met"))  # of two matters, the one found unmet
            values = (last.by, last.on)
            return Note("confirmed", values) if last.is_met else Veto("found_unmet", values)
        if is_open:
            return Requirement(CONFIRMATION, condition)
        return Fault(TO_CONFIRM, (", ".join(entitled)[:200],))
