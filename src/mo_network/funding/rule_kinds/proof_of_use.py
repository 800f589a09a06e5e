"""The rule kind `proof-of-use`: what is handed in after the project, and by when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Literal

import attrs

from mo_network.errors import InvalidValue
from mo_network.funding.hooks import GrantContext, award_duties
from mo_network.judging.answers import Duty
from mo_network.values.deadlines import months_after, weeks_after
from mo_network.values.timeline import Timeline

Part = Literal[
    "narrative",
    "statement",
    "invoice-list",
    "original-receipts",
    "participant-list",
    "persons-reached",
    "photos",
    "press",
]
PARTS: dict[Part, tuple[str, str]] = {
    "narrative": ("ein Sachbericht", "a narrative"),
    "statement": ("ein zahlenmäßiger Nachweis", "a statement in figures"),
    "invoice-list": ("eine Belegliste", "a list of invoices"),
    "original-receipts": ("alle Belege im Original", "all receipts in the original"),
    "participant-list": ("die Teilnahmelisten", "the lists of participants"),
    "persons-reached": ("die Zahl der Erreichten", "how many persons were reached"),
    "photos": ("Fotos", "photographs"),
    "press": ("Presseberichte", "what the press wrote"),
}
"""The parts that a proof may have, and what they are called in German and English."""


def _code(part: str) -> str:
    return part.replace("-", "_")


@attrs.frozen
class ProofOfUse:
    """Verwendungsnachweis: due so long after the project's last day, with these parts.

    Shape:   `weeks` or `months` after the end; neither, if no day is published. `parts` out of
             narrative, statement, invoice-list, original-receipts, participant-list,
             persons-reached, photos, press.
    Units:   the last day of the project is not counted; months are clipped to their last day.
    Errors:  InvalidValue for both terms, or a rule that says nothing. On a day without a value
             the rule cannot answer, and the verdict is undecided.

    Which mistake is worse: to forget to ask, for the hub must prove to its own funder.

    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> rules = Source("Rules of an invented hub", article="9")
    >>> rule = ProofOfUse(weeks=Timeline("proof", (Step(date(2026, 1, 1), 4, rules),)))
    >>> rule.due(date(2026, 6, 30), date(2026, 5, 1))
    datetime.date(2026, 7, 28)
    """

    kind: ClassVar[str] = "proof-of-use"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "proof_due": "Der Verwendungsnachweis ist bis zum {0} vorzulegen.",
            **{_code(part): f"Teil des Nachweises: {words[0]}." for part, words in PARTS.items()},
        },
        "de-simple": {
            "proof_due": "Bis zum {0} müssen Sie zeigen: Dafür haben wir das Geld ausgegeben.",
            "narrative": "Dazu gehört ein Bericht über das Projekt.",
            "statement": "Dazu gehört eine Rechnung: So viel Geld kam, so viel ging weg.",
            "invoice_list": "Dazu gehört eine Liste mit allen Belegen.",
            "original_receipts": "Dazu gehören alle Belege im Original.",
            "participant_list": "Dazu gehören die Listen mit den Namen der Teilnehmenden.",
            "persons_reached": "Dazu gehört eine Zahl: So viele Menschen waren da.",
            "photos": "Dazu gehören Fotos.",
            "press": "Dazu gehören Berichte aus der Zeitung.",
        },
        "en": {
            "proof_due": "The proof of use is due by {0}.",
            **{_code(part): f"The proof has: {words[1]}." for part, words in PARTS.items()},
        },
    }

    weeks: Timeline[int] | None = None
    months: Timeline[int] | None = None
    parts: frozenset[Part] = frozenset()

    def __attrs_post_init__(self) -> None:
        terms = [each for each in (self.weeks, self.months) if each is not None]
        if len(terms) > 1 or not (terms or self.parts):
            raise InvalidValue(
                "write weeks or months, parts, or a term and parts",
                given=len(terms),
                allowed="weeks or months; parts",
            )

    def due(self, last_day: date, on: date) -> date | None:
        """The day by which the proof of a project is due, by the term of a day."""
        if self.weeks is not None:
            return weeks_after(last_day, self.weeks.at(on))
        return None if self.months is None else months_after(last_day, self.months.at(on))

    @award_duties
    def proof(self, context: GrantContext) -> Iterable[Duty]:
        """The day on which it is due, and each of its parts."""
        assert context.project.last is not None
        due = self.due(context.project.last, context.on)
        if due is not None:
            yield Duty("proof_due", (due,))
        for part in sorted(self.parts):
            yield Duty(_code(part))
