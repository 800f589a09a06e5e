"""The rule kind `loan-evidence`: what must be there at the desk, such as a deposit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.judging.answers import Duty, Requirement
from mo_network.lending.evidence import WORDS
from mo_network.lending.hooks import LOAN_EVIDENCE, LoanContext, hand_over_needs, loan_limits
from mo_network.lending.rule_kinds.words import Evidence, Items
from mo_network.values.money import Money
from mo_network.values.timeline import Timeline

_KNOWN = WORDS.items()


def _told(code: str) -> str:
    """The code of what is said before about evidence that the library has a word for."""
    return f"bring_{code.replace('-', '_')}"


@attrs.frozen
class LoanEvidence:
    """Kaution und Nachweise: what must be there before things leave the house, by plain codes.

    Shape:   each of `evidence`, such as deposit or instruction: for the `items` (all, if none is
             named), and with `above` only for things of which one piece is worth more than that. A
             thing of unknown worth counts as worth more. Whoever asks for a loan is told before.
    Errors:  InvalidValue for no evidence. On a day without a value the rule cannot answer, and
             the verdict is undecided.

    Which mistake is worse: to let an expensive thing go without a deposit; it can be brought.

    >>> sorted(LoanEvidence(frozenset({"deposit", "instruction"})).evidence)
    ['deposit', 'instruction']
    """

    kind: ClassVar[str] = "loan-evidence"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "lending.evidence": "Bei der Ausgabe wird gebraucht: {value}.",
            "bring": "Zur Ausgabe mitbringen: {0}.",
            **{_told(code): f"Zur Ausgabe mitbringen: {words['de']}." for code, words in _KNOWN},
        },
        "de-simple": {
            "lending.evidence": "Wenn Sie es abholen, brauchen wir: {value}.",
            "bring": "Bitte bringen Sie mit: {0}.",
            **{_told(code): f"Bitte bringen Sie mit: {words['de']}." for code, words in _KNOWN},
        },
        "en": {
            "lending.evidence": "This is needed at the desk: {value}.",
            "bring": "To be brought to the desk: {0}.",
            **{_told(code): f"To be brought to the desk: {words['en']}." for code, words in _KNOWN},
        },
    }

    evidence: Evidence
    items: Items = frozenset()
    above: Timeline[Money] | None = None

    def __attrs_post_init__(self) -> None:
        if not self.evidence:
            raise InvalidValue(
                "evidence is none: write at least one code, such as deposit",
                given=self.evidence,
                allowed="one code or more",
            )

    def is_about(self, context: LoanContext) -> bool:
        """Whether anything in a loan needs the evidence."""
        return any(
            (not self.items or piece.item in self.items)
            and (
                self.above is None or piece.worth is None or piece.worth > self.above.at(context.on)
            )
            for piece in context.pieces
        )

    @loan_limits
    def told(self, context: LoanContext) -> Iterable[Duty]:
        """What will have to be brought."""
        if context.is_extension or not self.is_about(context):
            return ()
        return [
            Duty(_told(code) if code in WORDS else "bring", (code,))
            for code in sorted(self.evidence)
        ]

    @hand_over_needs
    def needed(self, context: LoanContext) -> Iterable[Requirement[str]]:
        """Each code that must be there."""
        if not self.is_about(context):
            return ()
        return [Requirement(LOAN_EVIDENCE, code) for code in sorted(self.evidence)]
