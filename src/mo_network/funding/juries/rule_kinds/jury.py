"""The rule kind `jury`: on which terms a jury decides, and that its awards rest on a decision."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar

import attrs

from mo_network.funding.juries.grounds import GroundContext, grant_grounds
from mo_network.funding.juries.hooks import JuryContext, jury_terms
from mo_network.funding.juries.subjects import (
    JURY_MAJORITY,
    JURY_QUORUM,
    MAJORITY_OF,
    QUORUM_OF,
)
from mo_network.funding.juries.terms import JuryQuorum
from mo_network.judging.answers import Note, Requirement, Veto
from mo_network.voting import MajorityOf, Part, QuorumOf

JURY = "jury"


@attrs.frozen
class Jury:
    """Jury: its decisions need this quorum and this majority, and its awards such a decision.

    Shape:   what is left out, the decision may name as it likes. An award by the jury rests on its
             last decision, above which a law keeps every award; one that it recommended rests on a
             recommendation or a decision. Without a rule of this kind nobody asks for either.

    Which mistake is worse: to award what no jury decided; a session can be held.

    >>> rule = Jury(quorum="half", quorum_of="seats", majority="simple", majority_of="cast")
    >>> [answer.value for answer in rule.asked]
    ['half', 'seats', 'simple', 'cast']
    """

    kind: ClassVar[str] = "jury"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            JURY_QUORUM.id: "Die Jury braucht als Quorum: {value}, nicht {asked}.",
            QUORUM_OF.id: "Das Quorum zählt nach {value}, nicht nach {asked}.",
            JURY_MAJORITY.id: "Die Jury braucht als Mehrheit: {value}, nicht {asked}.",
            MAJORITY_OF.id: "Die Mehrheit zählt nach {value}, nicht nach {asked}.",
            "no_decision": "Die Jury hat darüber noch nicht beschlossen.",
            "not_carried": "Der Beschluss der Jury ({0}) trägt die Bewilligung nicht.",
            "only_recommended": "Die Jury hat nur empfohlen ({0}), nicht entschieden.",
            "recommended": "Die Jury empfiehlt {0}.",
        },
        "de-simple": {
            JURY_QUORUM.id: "So viele müssen in der Jury da sein: {value}. "
            "Im Beschluss steht: {asked}.",
            QUORUM_OF.id: "Wir zählen, wer da ist, so: {value}. Im Beschluss steht: {asked}.",
            JURY_MAJORITY.id: "So viele müssen Ja sagen: {value}. Im Beschluss steht: {asked}.",
            MAJORITY_OF.id: "Wir zählen die Stimmen so: {value}. Im Beschluss steht: {asked}.",
            "no_decision": "Die Jury hat noch nicht entschieden.",
            "not_carried": "Im Beschluss der Jury ({0}) haben zu wenige Ja gesagt.",
            "only_recommended": "Die Jury hat nur einen Rat gegeben ({0}). "
            "Sie hat nicht entschieden.",
            "recommended": "Die Jury gibt den Rat: {0}.",
        },
        "en": {
            JURY_QUORUM.id: "The jury needs as a quorum: {value}, not {asked}.",
            QUORUM_OF.id: "The quorum is counted of {value}, not of {asked}.",
            JURY_MAJORITY.id: "The jury needs as a majority: {value}, not {asked}.",
            MAJORITY_OF.id: "The majority is counted of {value}, not of {asked}.",
            "no_decision": "The jury has not decided about this yet.",
            "not_carried": "The jury's decision ({0}) does not carry the award.",
            "only_recommended": "The jury only recommended ({0}), it did not decide.",
            "recommended": "The jury recommends {0}.",
        },
    }

    quorum: Annotated[str, JuryQuorum] | None = None
    quorum_of: Annotated[str, QuorumOf] | None = None
    majority: Annotated[str, Part] | None = None
    majority_of: Annotated[str, MajorityOf] | None = None

    @property
    def asked(self) -> tuple[Requirement[str], ...]:
        """The terms that this rule asks for."""
        given = ((subject, getattr(self, name)) for name, subject in _TERMS)
        return tuple(Requirement(subject, code) for subject, code in given if code is not None)

    @jury_terms
    def terms(self, context: JuryContext) -> Iterable[Requirement[str]]:
        """Quorum and majority of every decision."""
        return self.asked

    @grant_grounds
    def ground(self, context: GroundContext) -> Iterable[Veto | Note]:
        """What an award by a jury, or by its advice, rests on."""
        word, is_by_jury = context.word, context.body == JURY
        if not is_by_jury and context.recommended_by != JURY:
            return ()
        if word is None:
            return (Veto("no_decision"),)
        if not word.is_carried:
            return (Veto("not_carried", (word.decision,)),)
        if not is_by_jury:
            return (Note("recommended", (word.amount,)),)
        if word.is_recommendation:
            return (Veto("only_recommended", (word.decision,)),)
        return ()


_TERMS = (
    ("quorum", JURY_QUORUM),
    ("quorum_of", QUORUM_OF),
    ("majority", JURY_MAJORITY),
    ("majority_of", MAJORITY_OF),
)
