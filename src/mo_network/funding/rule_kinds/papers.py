"""The rule kind `papers`: what must be there to be checked before an award."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.funding.hooks import EVIDENCE, GrantContext, grant_evidence
from mo_network.funding.rule_kinds.words import Evidence, OrganisationKinds, Trait
from mo_network.judging.answers import Requirement
from mo_network.values.money import Money
from mo_network.values.timeline import Timeline


@attrs.frozen
class Papers:
    """Unterlagen: papers that an award needs, by plain codes, such as register-extract.

    Shape:   each of `papers` is needed: for amounts above `above`, if it is given; not from an
             applicant with a trait out of `exempt`, such as being-founded, and from organisations
             of the `kinds` only, if any is named.
    Errors:  InvalidValue for no paper. On a day without a value the rule cannot answer, and the
             verdict is undecided.

    Which mistake is worse: to award on papers that nobody saw; a paper can be brought.

    >>> sorted(Papers(frozenset({"register-extract", "exemption-notice"})).papers)
    ['exemption-notice', 'register-extract']
    """

    kind: ClassVar[str] = "papers"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {"funding.evidence": "Gebraucht wird: {value}."},
        "de-simple": {
            "funding.evidence": "Das brauchen wir von Ihnen: {value}.",
        },
        "en": {"funding.evidence": "This is needed: {value}."},
    }

    papers: frozenset[Evidence]
    above: Timeline[Money] | None = None
    exempt: frozenset[Trait] = frozenset()
    kinds: OrganisationKinds = frozenset()

    def __attrs_post_init__(self) -> None:
        if not self.papers:
            raise InvalidValue("papers are none: write at least one code", given=self.papers)

    @grant_evidence
    def needed(self, context: GrantContext) -> Iterable[Requirement[str]]:
        """Each paper, unless the applicant is exempt or the amount too small."""
        if self.above is not None and context.amount <= self.above.at(context.on):
            return ()
        if self.kinds and context.organisation_kind not in self.kinds:
            return ()
        if not self.exempt.isdisjoint(context.dossier.traits):
            return ()
        return [Requirement(EVIDENCE, code) for code in sorted(self.papers)]
