"""Telling: facts in one line, in words; no form of Python's own reaches a reader."""

from __future__ import annotations

import typing
from enum import Enum

import pytest
from hypothesis import given

from mo_network.cli.fact_words import TITLES
from mo_network.cli.telling import Teller, shown
from mo_network.cli.value_words import ENUMS, FLAGS
from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.funding.facts import GrantAwarded
from mo_network.funding.juries.facts import JuryDecided, SeatFilled
from mo_network.funding.juries.naming import NamedAmount
from mo_network.funding.juries.terms import JuryQuorum
from mo_network.hub.areas import FACTS
from mo_network.judging.fact import Fact
from mo_network.judging.facts import FACTS as JOURNAL_FACTS
from mo_network.rooms.seasons.facts import SeasonAllocated, SeasonUnmet
from mo_network.scheduling import Series
from mo_network.testing import facts
from mo_network.values.money import Money
from mo_network.values.period import Period
from mo_network.voting import MajorityOf, Part, QuorumOf

CLASSES: list[type[Fact]] = [tag.cls for tag in FACTS.all()]
DECIDED = JuryDecided(
    id="decision:1",
    session="session:1",
    application="application:1",
    amount=Money(40_000),
    named=(NamedAmount("seat:1", Money(40_000)),),
    quorum=JuryQuorum.MORE_THAN_HALF,
    quorum_of=QuorumOf.ENTITLED,
    majority=Part.TWO_THIRDS,
    majority_of=MajorityOf.CAST,
    is_recommendation=True,
)


def _inside(annotation: object) -> typing.Iterator[type]:
    for each in typing.get_args(annotation):
        yield from _inside(each)
    if isinstance(annotation, type):
        yield annotation


def _classes() -> set[tuple[str, type]]:
    """Every class that stands in a field of a fact, with the field."""
    return {
        (name, found)
        for cls in CLASSES
        for name, annotation in typing.get_type_hints(cls).items()
        for found in _inside(annotation)
    }


def test_every_value_of_an_enumeration_has_words_in_both_languages() -> None:
    """Whoever adds a value to a fact's enumeration adds its words."""
    enums = {found for _, found in _classes() if issubclass(found, Enum)} - {type(None)}
    standing = {"Standing"}
    for each in enums:
        if each.__name__ in standing:
            continue
        for lang in ("de", "en"):
            assert {member.value for member in each} == set(ENUMS[each.__name__][lang])


def test_every_fact_has_words_in_both_languages() -> None:
    """Whoever adds a fact adds what it is called; no tag of the journal reaches a reader."""
    tags = {tag.name for tags in (JOURNAL_FACTS, *FACTS.values()) for tag in tags}
    assert tags == set(TITLES)
    for tag, names in TITLES.items():
        assert {"en", "de"} == set(names)
        assert tag not in names.values()


def test_every_flag_has_words_in_both_languages() -> None:
    """What is set is said; what is not says nothing."""
    flags = {name for name, found in _classes() if found is bool}
    assert flags == set(FLAGS["de"]) == set(FLAGS["en"])


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_no_form_of_python_reaches_a_reader(cls: type[Fact], lang: str) -> None:
    """Neither a class nor a bracket nor True, whatever the fact says."""

    @given(facts(cls, known={"org": ["org:a"]}))
    def tells(fact: Fact) -> None:
        told = Teller(lang).tell(fact)
        for form in ("(", "{", "<", "[", "True", "False", "None", "Decimal", "frozenset"):
            assert form not in told.replace("[Europe/Berlin]", "")
        assert "Kind." not in told

    tells()


@pytest.mark.parametrize(
    ("fact", "lang", "words"),
    [
        (
            OrganisationRegistered(id="org:a", name="A", kind=OrganisationKind.ASSOCIATION),
            "de",
            "Organisation a: A, Verein",
        ),
        (
            GrantAwarded(
                application="application:1",
                amount=Money(5_00),
                project=Period.parse("2026-05-01/2026-06-01"),
                body="jury",
            ),
            "de",
            "Bewilligung: application:1, 5,00 €, 1. Mai 2026 – 31. Mai 2026, Jury",
        ),
        (DECIDED, "de", "Mehrheit von zwei Dritteln, der abgegebenen Stimmen"),
        (DECIDED, "en", "recommended only, seat:1 €400.00"),
        (
            SeatFilled(
                id="seat:1",
                jury="jury:1",
                is_chair=True,
                on=Period.parse("2026-01-01/2026-01-02").start,
            ),
            "en",
            "in the chair",
        ),
        (
            SeasonAllocated(
                season="season:w",
                places=(),
                unmet=(SeasonUnmet(wish="seasonwish:1", reason="held", holders=("seasonwish:2",)),),
                is_proven=True,
            ),
            "de",
            "seasonwish:1: Alles Gewünschte ist vergeben, an seasonwish:2.",
        ),
    ],
    ids="kind body majority named flag unmet".split(),
)
def test_a_fact_is_told_in_words(fact: Fact, lang: str, words: str) -> None:
    """As a coordinator would say it."""
    assert words in Teller(lang).tell(fact)


def test_what_a_variant_changes_is_told_in_words() -> None:
    """There a flag that is not set says something, too, and a period may have no end."""
    assert ("ja", "no") == (shown(value=True, lang="de"), shown(value=False, lang="en"))
    series = Series(
        start="2026-05-05T18:00",
        minutes=120,
        zone="Europe/Berlin",
        rule="FREQ=WEEKLY;INTERVAL=2;COUNT=4",
    )
    assert "5. Mai 2026 18:00 120 min wöchentlich INTERVAL=2 COUNT=4" == shown(series, "de")
    assert "ab 1. Mai 2026" == shown(Period.parse("2026-05-01/.."), "de")
