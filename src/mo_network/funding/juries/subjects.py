"""What answers about a jury's decision speak about: quorum, majority, and who leaves the room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, TypeVar, cast

import attrs

from mo_network.funding.juries.facts import JuryDecided
from mo_network.funding.juries.terms import JuryQuorum
from mo_network.judging.fact import Fact
from mo_network.judging.subject import Join, Subject
from mo_network.judging.units import CODE, Unit
from mo_network.values.language import primary_language
from mo_network.voting import MajorityOf, Part, QuorumOf

T = TypeVar("T", bound=Enum)


def _reader(name: str) -> Callable[[Fact], str]:
    return lambda fact: str(getattr(fact, name).value)


def _mover(name: str, codes: type[T]) -> Callable[[Fact, str], Fact]:
    return lambda fact, value: fact.but(**{name: codes(value)})


WORDS: Mapping[str, Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "quorum": {
            "one": {"de": "eine Person", "en": "one"},
            "half": {"de": "die Hälfte", "en": "half"},
            "more_than_half": {"de": "mehr als die Hälfte", "en": "more than half"},
            "two_thirds": {"de": "zwei Drittel", "en": "two thirds"},
            "all": {"de": "alle", "en": "all"},
        },
        "quorum_of": {
            "entitled": {"de": "den Stimmberechtigten", "en": "those who may vote"},
            "seats": {"de": "allen Sitzen", "en": "all seats"},
        },
        "majority": {
            "simple": {"de": "einfache Mehrheit", "en": "more than half"},
            "two_thirds": {"de": "zwei Drittel", "en": "two thirds"},
            "three_quarters": {"de": "drei Viertel", "en": "three quarters"},
            "unanimous": {"de": "Einstimmigkeit", "en": "all"},
        },
        "majority_of": {
            "cast": {"de": "den abgegebenen Stimmen", "en": "the votes cast"},
            "present": {"de": "den Anwesenden", "en": "those present"},
            "seats": {"de": "allen Sitzen", "en": "all seats"},
        },
    }
)
"""The codes of each term in words, as they stand in a sentence."""


def _in_words(name: str) -> Unit[str]:
    """Stored as any code, and shown in words."""
    words = WORDS[name]
    return attrs.evolve(CODE, render=lambda code, lang: words[code][primary_language(lang)])


def _term(name: str, codes: type[T], de: str, en: str) -> Subject[str]:
    """A term of the vote, ranked as its codes are."""
    order = tuple(str(code.value) for code in codes)
    names = {"de": de, "en": en}
    read, move = _reader(name), _mover(name, codes)
    return Subject(f"funding.jury_{name}", _in_words(name), Join.RANK, read, move, names, order)


def _read_recused(fact: Fact) -> Any:
    return cast("JuryDecided", fact).recused


def _move_recused(fact: Fact, value: str) -> Fact:
    # Whoever was in the room was in the room: no other wording of the fact changes that.
    return fact


JURY_QUORUM: Subject[str] = _term("quorum", JuryQuorum, "Quorum", "quorum")
"""How many had to be there."""

QUORUM_OF: Subject[str] = _term("quorum_of", QuorumOf, "Bezug des Quorums", "base of the quorum")
"""What the quorum is counted of: those entitled, or all seats."""

JURY_MAJORITY: Subject[str] = _term("majority", Part, "Mehrheit", "majority")
"""How large the majority has to be."""

MAJORITY_OF: Subject[str] = _term(
    "majority_of", MajorityOf, "Bezug der Mehrheit", "base of the majority"
)
"""What the majority is counted of: the votes cast, those present, or all seats."""

RECUSED: Subject[str] = Subject(
    "funding.recused",
    CODE,
    Join.ALL,
    _read_recused,
    _move_recused,
    {"de": "Befangene Sitze", "en": "recused seats"},
)
"""The seats that left the room for this application."""

SUBJECTS: tuple[Subject[Any], ...] = (
    JURY_QUORUM,
    QUORUM_OF,
    JURY_MAJORITY,
    MAJORITY_OF,
    RECUSED,
)
