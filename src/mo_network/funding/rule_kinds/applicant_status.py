"""The rule kind `applicant-status`: who may apply at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.funding.hooks import EVIDENCE, GrantContext, grant_evidence, grant_vetoes
from mo_network.funding.rule_kinds.words import OrganisationKinds, Plain, Trait
from mo_network.judging.answers import Requirement, Veto
from mo_network.values.deadlines import months_after, months_before
from mo_network.values.timeline import Timeline


@attrs.frozen
class ApplicantStatus:
    """Antragsberechtigung: what kind of body applies, how old it is, and from where.

    Shape:   each part that is left out is not asked for. `kinds` of the directory (association,
             initiative, ...); `legal_forms`, `any_trait` (one is enough, such as being-founded)
             and `no_trait` by plain codes; `newer_than_months`: founded so lately, or being
             founded; `regions`: the seat or a place of the project lies in one of them.
    Errors:  InvalidValue for a rule that asks nothing. On a day without a value the rule cannot
             answer, and the verdict is undecided.

    Which mistake is worse: to shut out a group because nobody wrote down what it is. So what is
    not known is asked for as evidence; only what is known to be otherwise forbids.

    >>> ApplicantStatus()
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: the rule asks nothing: write at least one field
    """

    kind: ClassVar[str] = "applicant-status"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "funding.evidence": "Zur Antragsberechtigung fehlt noch oder wird gebraucht: {value}.",
            "kind": "Antragsberechtigt sind andere Arten von Organisationen, nicht: {0}.",
            "legal_form": "Antragsberechtigt sind andere Rechtsformen, nicht: {0}.",
            "no_trait": "Mindestens eines hiervon muss zutreffen: {0}.",
            "excluded": "Nicht antragsberechtigt ist: {0}.",
            "too_old": "Die Gründung am {0} liegt zu lange zurück; möglich ist es ab dem {1}.",
            "region": "Weder Sitz noch Ort des Vorhabens liegt in: {0}.",
        },
        "de-simple": {
            "funding.evidence": "Das brauchen wir noch von Ihnen: {value}.",
            "kind": "So eine Organisation darf keinen Antrag stellen: {0}.",
            "legal_form": "Mit dieser Rechtsform geht kein Antrag: {0}.",
            "no_trait": "Eines davon muss stimmen: {0}.",
            "excluded": "Keinen Antrag stellen darf: {0}.",
            "too_old": "Die Gründung war am {0}. Das ist zu lange her. Möglich ist es ab dem {1}.",
            "region": "Ihr Verein oder Ihr Projekt muss hier sein: {0}.",
        },
        "en": {
            "funding.evidence": "To know whether one may apply, this is needed: {value}.",
            "kind": "Organisations of other kinds may apply, not: {0}.",
            "legal_form": "Other legal forms may apply, not: {0}.",
            "no_trait": "At least one of these must be the case: {0}.",
            "excluded": "Not eligible: {0}.",
            "too_old": "Founded on {0}, too long ago; possible is {1} or later.",
            "region": "Neither the seat nor a place of the project lies in: {0}.",
        },
    }

    kinds: OrganisationKinds = frozenset()
    legal_forms: frozenset[Plain] = frozenset()
    any_trait: frozenset[Trait] = frozenset()
    no_trait: frozenset[Trait] = frozenset()
    newer_than_months: Timeline[int] | None = None
    regions: frozenset[Plain] = frozenset()

    def __attrs_post_init__(self) -> None:
        codes = (self.kinds, self.legal_forms, self.any_trait, self.no_trait, self.regions)
        if not any(codes) and self.newer_than_months is None:
            raise InvalidValue("the rule asks nothing: write at least one field", given=None)

    @grant_evidence
    def needs(self, context: GrantContext) -> Iterable[Requirement[str]]:
        """What is not known of the applicant and must be."""
        dossier = context.dossier
        if self.legal_forms and dossier.legal_form is None:
            yield Requirement(EVIDENCE, "legal-form")
        if self.regions and dossier.seat is None and not dossier.places:
            yield Requirement(EVIDENCE, "region")
        if self.newer_than_months is not None and not self._is_dated(context):
            yield Requirement(EVIDENCE, "founding-day")

    @staticmethod
    def _is_dated(context: GrantContext) -> bool:
        return context.founded_on is not None or "being-founded" in context.dossier.traits

    @grant_vetoes
    def status(self, context: GrantContext) -> Iterable[Veto]:
        """A veto for each part that is known to be otherwise."""
        dossier = context.dossier
        if self.kinds and context.organisation_kind not in self.kinds:
            yield Veto("kind", (context.organisation_kind,))
        if self.legal_forms and dossier.legal_form not in {None, *self.legal_forms}:
            yield Veto("legal_form", (str(dossier.legal_form),))
        if self.any_trait and self.any_trait.isdisjoint(dossier.traits):
            yield Veto("no_trait", (", ".join(sorted(self.any_trait)),))
        for trait in sorted(self.no_trait & dossier.traits):
            yield Veto("excluded", (trait,))
        known = dossier.places | ({dossier.seat} if dossier.seat else frozenset())
        if self.regions and known and self.regions.isdisjoint(known):
            yield Veto("region", (", ".join(sorted(self.regions)),))
        yield from self._age(context)

    def _age(self, context: GrantContext) -> Iterator[Veto]:
        founded = context.founded_on
        if self.newer_than_months is None or founded is None:
            return
        months, received = self.newer_than_months.at(context.on), context.received_on
        if months_after(founded, months) < received:
            yield Veto("too_old", (founded, months_before(received, months)))
