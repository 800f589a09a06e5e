"""The rule kind `prerequisite`: a talk or a workshop before one applies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.funding.hooks import GrantContext, grant_vetoes
from mo_network.funding.rule_kinds.words import Advice, Trait
from mo_network.judging.answers import Veto
from mo_network.values.deadlines import days_before, months_before
from mo_network.values.money import Money
from mo_network.values.timeline import Timeline


@attrs.frozen
class Prerequisite:
    """Voraussetzung: the applicant attended one of some kinds of advice before it applied.

    Shape:   `any_of` are plain codes such as talk and application-workshop; one of them is
             enough, and two rules ask for two. `above`: only amounts above it need it. `months` or
             `days`: how old it may be. Exempt are applicants with one of the traits in `exempt`,
             and with `exempts_grantees` those who had an award before.
    Errors:  InvalidValue for no code, and for both terms. On a day without a value the rule cannot
             answer, and the verdict is undecided.

    Which mistake is worse: to turn away somebody who was there but not noted down. Noting it
    mends that; money given without advice is not mended.

    >>> rule = Prerequisite(frozenset({"talk", "application-workshop"}))
    >>> rule.wanted
    'application-workshop, talk'
    """

    kind: ClassVar[str] = "prerequisite"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "no_talk": "Vor dem Antrag steht ein Beratungsgespräch; bis zum {1} ist keines "
            "vermerkt.",
            "no_workshop": "Vor dem Antrag steht die Antragswerkstatt; bis zum {1} ist keine "
            "Teilnahme vermerkt.",
            "no_talk_or_workshop": "Vor dem Antrag steht ein Beratungsgespräch oder die "
            "Antragswerkstatt; bis zum {1} ist beides nicht vermerkt.",
            "not_attended": "Vor dem Antrag steht eines hiervon: {0}; bis zum {1} ist nichts "
            "vermerkt.",
            "too_old_months": "Das Gespräch oder die Werkstatt vom {0} ist zu alt: höchstens {1} "
            "Monate vor dem Antrag, also am {2} oder später.",
            "too_old_days": "Das Gespräch oder die Werkstatt vom {0} ist zu alt: höchstens {1} "
            "Tage vor dem Antrag, also am {2} oder später.",
        },
        "de-simple": {
            "no_talk": "Sie müssen vor dem Antrag mit uns sprechen. Bis zum {1} war kein Gespräch.",
            "no_workshop": "Sie müssen vor dem Antrag zum Kurs kommen. "
            "Bis zum {1} waren Sie nicht da.",
            "no_talk_or_workshop": "Sie müssen vor dem Antrag mit uns sprechen. "
            "Oder Sie kommen zum Kurs. Bis zum {1} war beides nicht.",
            "not_attended": "Sie müssen vor dem Antrag eines davon machen: {0}. "
            "Bis zum {1} war nichts.",
            "too_old_months": "Ihr Gespräch oder Kurs war am {0}. Das ist zu lange her. "
            "Es darf höchstens {1} Monate her sein. Also am {2} oder später.",
            "too_old_days": "Ihr Gespräch oder Kurs war am {0}. Das ist zu lange her. "
            "Es darf höchstens {1} Tage her sein. Also am {2} oder später.",
        },
        "en": {
            "no_talk": "A talk comes before the application; none is noted until {1}.",
            "no_workshop": "The application workshop comes before the application; no attendance "
            "is noted until {1}.",
            "no_talk_or_workshop": "A talk or the application workshop comes before the "
            "application; neither is noted until {1}.",
            "not_attended": "One of these comes before the application: {0}; nothing is noted "
            "until {1}.",
            "too_old_months": "The talk or workshop of {0} is too old: it may be at most {1} "
            "months before the application, on {2} or later.",
            "too_old_days": "The talk or workshop of {0} is too old: it may be at most {1} days "
            "before the application, on {2} or later.",
        },
    }

    any_of: frozenset[Advice]
    above: Timeline[Money] | None = None
    months: Timeline[int] | None = None
    days: Timeline[int] | None = None
    exempt: frozenset[Trait] = frozenset()
    exempts_grantees: bool = False

    def __attrs_post_init__(self) -> None:
        if not self.any_of:
            raise InvalidValue("any_of is empty: write at least one code", given=self.any_of)
        if self.months is not None and self.days is not None:
            raise InvalidValue("a prerequisite has one term: write months or days", given=None)

    @property
    def wanted(self) -> str:
        """The codes that are enough."""
        return ", ".join(sorted(self.any_of))

    @grant_vetoes
    def attended(self, context: GrantContext) -> Iterable[Veto]:
        """A veto for an applicant that attended none of them and is not exempt."""
        on, received = context.on, context.received_on
        if self.above is not None and context.asked <= self.above.at(on):
            return ()
        if not self.exempt.isdisjoint(context.dossier.traits):
            return ()
        if self.exempts_grantees and context.awards.of():
            return ()
        attended = [each.on for each in context.attended if each.kind in self.any_of]
        latest = max((day for day in attended if day <= received), default=None)
        if latest is None:
            return (Veto(_CODES.get(self.any_of, "not_attended"), (self.wanted, received)),)
        return self._too_old(latest, received, on)

    def _too_old(self, latest: date, received: date, on: date) -> tuple[Veto, ...]:
        """A veto if the last of them was before the term."""
        if self.months is not None:
            code, term = "too_old_months", self.months.at(on)
            since = months_before(received, term)
        elif self.days is not None:
            code, term = "too_old_days", self.days.at(on)
            since = days_before(received, term)
        else:
            return ()
        return (Veto(code, (latest, term, since)),) if latest < since else ()


_CODES = {
    frozenset({"talk"}): "no_talk",
    frozenset({"application-workshop"}): "no_workshop",
    frozenset({"talk", "application-workshop"}): "no_talk_or_workshop",
}
