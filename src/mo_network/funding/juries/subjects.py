"""What answers about a jury's decision speak about: quorum, majority, and who leaves the room."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar, cast

from mo_network.funding.juries.facts import JuryDecided
from mo_network.funding.juries.terms import JuryQuorum
from mo_network.judging.fact import Fact
from mo_network.judging.subject import Join, Subject
from mo_network.judging.units import CODE
from mo_network.voting import MajorityOf, Part, QuorumOf

T = TypeVar("T", bound=Enum)


def _reader(name: str) -> Callable[[Fact], str]:
    return lambda fact: str(getattr(fact, name).value)


def _mover(name: str, codes: type[T]) -> Callable[[Fact, str], Fact]:
    return lambda fact, value: fact.but(**{name: codes(value)})


def _term(name: str, codes: type[T], de: str, en: str) -> Subject[str]:
    """A term of the vote, ranked as its codes are."""
    order = tuple(str(code.value) for code in codes)
    names = {"de": de, "en": en}
    read, move = _reader(name), _mover(name, codes)
    return Subject(f"funding.jury_{name}", CODE, Join.RANK, read, move, names, order)


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

JURY_SUBJECTS: tuple[Subject[Any], ...] = (
    JURY_QUORUM,
    QUORUM_OF,
    JURY_MAJORITY,
    MAJORITY_OF,
    RECUSED,
)
