"""The rule kind `cooperation-ceiling`: a ceiling that rises with cooperation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import attrs

from mo_network.funding.hooks import GRANT_AMOUNT, GrantContext, grant_limits
from mo_network.funding.rule_kinds.words import Feature, Lines, OrganisationKinds
from mo_network.judging.answers import Limit, Note
from mo_network.values.money import Money
from mo_network.values.timeline import Timeline


@attrs.frozen
class CooperationCeiling:
    """Höchstbetrag mit Kooperation: an award may be higher if others take part.

    Shape:   `alone` is the ceiling, `together` that with enough partners: as many as `partners`
             says (one, if left out), of the `partner_kinds` (any). A feature of the project out
             of `grounds`, such as special-need, counts as much. `lines`: all, if none is named.
    Errors:  on a day without a value the rule cannot answer, and the verdict is undecided.

    Which mistake is worse: to award too much for a partner on paper. So the applicant itself does
    not count, and each partner counts once.

    >>> from datetime import date
    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> day, rules = date(2026, 1, 1), Source("Rules of an invented hub", article="3")
    >>> alone, together, two = [
    ...     Timeline(name, (Step(day, value, rules),))
    ...     for name, value in (("a", Money(500_00)), ("t", Money(900_00)), ("p", 2))
    ... ]
    >>> rule = CooperationCeiling(alone, together, two)
    >>> str(rule.ceiling(day, partners=1)), str(rule.ceiling(day, partners=2))
    ('500.00 EUR', '900.00 EUR')
    """

    kind: ClassVar[str] = "cooperation-ceiling"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "funding.amount": "Höchstens {value}; beantragt sind {asked}.",
            "would_rise": "In Kooperation sind bis zu {0} möglich; nötige Partner: {1}.",
        },
        "de-simple": {
            "funding.amount": "Sie bekommen höchstens {value}. Sie haben {asked} beantragt.",
            "would_rise": "Mit Partnern sind bis zu {0} möglich. "
            "So viele Partner brauchen Sie: {1}.",
        },
        "en": {
            "funding.amount": "At most {value}; {asked} is asked for.",
            "would_rise": "In cooperation up to {0} is possible; partners needed: {1}.",
        },
    }

    alone: Timeline[Money]
    together: Timeline[Money]
    partners: Timeline[int] | None = None
    partner_kinds: OrganisationKinds = frozenset()
    grounds: frozenset[Feature] = frozenset()
    lines: Lines = frozenset()

    def ceiling(self, on: date, partners: int, *, has_ground: bool = False) -> Money:
        """The ceiling of a day for so many partners that count."""
        is_raised = has_ground or partners >= self.needed(on)
        return (self.together if is_raised else self.alone).at(on)

    def needed(self, on: date) -> int:
        """How many partners raise the ceiling."""
        return 1 if self.partners is None else self.partners.at(on)

    @grant_limits
    def limit(self, context: GrantContext) -> Iterable[Limit[Money] | Note]:
        """The ceiling of the day, and what cooperation would make possible."""
        if self.lines and context.line not in self.lines:
            return
        on, kinds = context.on, self.partner_kinds
        count = sum(1 for each in context.partners if not kinds or each.kind in kinds)
        has_ground = not self.grounds.isdisjoint(context.dossier.features)
        ceiling = self.ceiling(on, count, has_ground=has_ground)
        yield Limit(GRANT_AMOUNT, ceiling)
        if context.amount > ceiling and ceiling < self.together.at(on):
            yield Note("would_rise", (self.together.at(on), self.needed(on)))
