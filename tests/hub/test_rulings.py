"""Waivers and conditions through the door: recorded, explained, rechecked, and on the agenda."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from mo_network import Hub, Money, Period
from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.funding.facts import (
    ApplicationSubmitted,
    BudgetAllocated,
    FundingLineOpened,
    GrantAwarded,
)
from mo_network.hub.history import History
from mo_network.judging.answers import Note
from mo_network.judging.facts import Corrected
from mo_network.judging.record import Record
from mo_network.judging.rulings.facts import ConditionConfirmed, RuleWaived
from mo_network.judging.weighing import Verdict
from mo_network.testing import hub_in_memory

FILE = """
contract = 1
[hub]
id = "hub:invented"
name = "Invented"
zone = "Europe/Berlin"
[sources.rules]
title = "Rules 2026"
[parameters.ceiling]
unit = "money"
source = "rules"
steps = [{ from = 2026-01-01, value = "500.00 EUR" }]
review_by = 2026-03-01
[[rules]]
id = "ceiling"
kind = "grant-ceiling"
ceiling = "ceiling"
waivable = { by = ["jury"] }
[[conditions]]
id = "talked"
title = { de = "Das Gespräch hat stattgefunden", en = "The talk took place" }
confirms = "grant"
by = ["team"]
source = "rules"
[[conditions]]
id = "signed"
title = { de = "Unterschrieben", en = "Signed", de-simple = "Der Vertrag ist unterschrieben" }
confirms = "grant"
by = ["team", "jury"]
after = ["talked"]
when = { amount_above = "ceiling" }
"""
AT = datetime(2026, 4, 1, 9, tzinfo=UTC)
PROJECT = Period.through(date(2026, 6, 1), date(2026, 6, 30))
MUCH = GrantAwarded(application="application:1", amount=Money(700_00), project=PROJECT)
WAIVED = RuleWaived(subject="application:1", rule="ceiling", by="jury", ground="unique-project")
TALKED = ConditionConfirmed(
    subject="application:1", condition="talked", by="team", on=date(2026, 4, 1)
)


def _applied(name: str, cents: int) -> ApplicationSubmitted:
    return ApplicationSubmitted(
        id=name, organisation="org:a", line="line:micro", amount=Money(cents), project=PROJECT
    )


@pytest.fixture
def hub() -> Hub:
    """A hub with two applications: one above the ceiling, one below."""
    hub = hub_in_memory(FILE, at=AT).hub
    hub.record_all(
        [
            OrganisationRegistered(id="org:a", name="A", kind=OrganisationKind.ASSOCIATION),
            FundingLineOpened(id="line:micro", name="Micro projects"),
            BudgetAllocated(
                id="allocation:1", line="line:micro", year=2026, amount=Money(5_000_00)
            ),
            _applied("application:1", 700_00),
            _applied("application:2", 300_00),
        ]
    )
    return hub


def test_conditions_wait_for_a_person_in_their_order(hub: Hub) -> None:
    """What comes after another is no task yet; what was confirmed is none any more."""
    waiting = hub.open_confirmations()

    assert [("application:1", "talked"), ("application:2", "talked")] == [
        (each.subject, each.condition) for each in waiting
    ]
    assert (("team",), "The talk took place", AT) == (
        waiting[0].by,
        waiting[0].title,
        waiting[0].since,
    )
    hub.record(TALKED)
    assert [("application:1", "signed"), ("application:2", "talked")] == [
        (each.subject, each.condition) for each in hub.open_confirmations()
    ]


def test_a_word_that_does_not_count_is_recorded_and_said(hub: Hub) -> None:
    """On a condition that the file does not have, and by a body that it does not name."""
    unknown = hub.record(TALKED.but(condition="tolked"))
    other = hub.record(TALKED.but(by="jury"))

    assert (True, True) == (unknown.is_recorded, other.is_recorded)
    assert [("rulings.conditions", Note("no_such_condition", ("tolked",)))] == list(unknown.said)
    assert 'The word of jury on "talked" does not count, only that of: team.' in other.explain()
    assert "Die Regeldatei hat keine Bedingung „tolked“" in unknown.explain("de")
    assert () == tuple(hub.record(TALKED).said)
    assert () == hub.recheck()


def test_only_what_is_new_is_read_again(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time the journal is not gone through once more."""
    before, read = hub.open_confirmations(), []
    records = History.records

    def watched(history: History, after: int = 0, until: int | None = None) -> Iterator[Record]:
        for record in records(history, after, until):
            read.append(record.seq)
            yield record

    monkeypatch.setattr(History, "records", watched)

    assert before == hub.open_confirmations()
    assert [] == read
    added = hub.record(_applied("application:3", 200_00)).record
    assert ["application:1", "application:2", "application:3"] == [
        each.subject for each in hub.open_confirmations()
    ]
    assert added is not None
    assert [added.seq] == read


def test_what_is_to_be_decided_once_more_waits_again(hub: Hub) -> None:
    """An award that is corrected away leaves its application open, and so does its talk."""
    award = GrantAwarded(application="application:2", amount=Money(300_00), project=PROJECT)
    records = [hub.record(fact).record for fact in (TALKED.but(subject="application:2"), award)]
    assert [("application:1", "talked")] == _waiting(hub)
    for record in reversed(records):
        assert record is not None
        hub.record(Corrected(record=record.seq, replacement=None, reason="never was"))

    assert [("application:1", "talked"), ("application:2", "talked")] == _waiting(hub)
    assert _waiting(hub) == _waiting(Hub.reopen("hub:invented", journal=hub.journal.journal))


def _waiting(hub: Hub) -> list[tuple[str, str]]:
    return [(each.subject, each.condition) for each in hub.open_confirmations(AT)]


def test_what_is_decided_waits_for_nobody(hub: Hub) -> None:
    """An award ends the matter."""
    hub.record(TALKED.but(subject="application:2"))
    award = GrantAwarded(application="application:2", amount=Money(300_00), project=PROJECT)

    assert hub.record(award).is_recorded
    assert ["application:1"] == [each.subject for each in hub.open_confirmations()]


def test_an_application_that_never_was_waits_for_nobody(hub: Hub) -> None:
    """Its record is corrected away."""
    (seq,) = [
        each.seq for each in hub.journal.records() if each.fact == _applied("application:2", 300_00)
    ]
    hub.record(Corrected(record=seq, replacement=None, reason="entered twice"))

    assert ["application:1"] == [each.subject for each in hub.open_confirmations()]


def test_an_award_above_a_waived_ceiling_is_recorded_and_rechecked(hub: Hub) -> None:
    """First undecided and against the ceiling, then allowed; and the stored verdict stands."""
    before = hub.record(MUCH)
    assert (Verdict.FORBIDDEN, False) == (before.verdict, before.is_recorded)
    for fact in (WAIVED, TALKED, TALKED.but(condition="signed", by="jury")):
        assert hub.record(fact).is_recorded
    outcome = hub.record(MUCH)

    assert outcome.is_recorded
    assert () == hub.recheck()
    assert () == hub.rerun().differences
    assert outcome.record is not None
    assert hub.outcome(outcome.record.seq).explain("en") == outcome.explain("en")
    assert "Waived, without effect:" in outcome.explain("en")
    assert (
        '  - "The talk took place" is confirmed: team, 1 April 2026. [talked' in outcome.explain()
    )
    assert "Der Vertrag ist unterschrieben" in outcome.explain("de-simple")


def test_an_award_above_a_waived_ceiling_can_be_corrected(hub: Hub) -> None:
    """The waiver holds for what stands in its place."""
    for fact in (WAIVED, TALKED, TALKED.but(condition="signed", by="jury")):
        hub.record(fact)
    record = hub.record(MUCH).record
    assert record is not None
    right = MUCH.but(amount=Money(650_00))
    outcome = hub.record(Corrected(record=record.seq, replacement=right, reason="misread"))

    assert outcome.is_recorded
    assert () == hub.recheck()


def test_what_waits_is_listed_and_the_decision_is_not_recorded(hub: Hub) -> None:
    """Undecided: nobody is refused for what nobody looked at."""
    hub.record(WAIVED)
    outcome = hub.record(MUCH)

    assert (Verdict.UNDECIDED, False) == (outcome.verdict, outcome.is_recorded)
    assert "Muss noch jemand bestätigen:\n" in outcome.explain("de")
    assert "„Das Gespräch hat stattgefunden“ ist noch nicht bestätigt; das kann: team." in (
        outcome.explain("de")
    )


def test_a_number_whose_review_was_due_is_shown_as_stale(hub: Hub) -> None:
    """As text and as data, on the day that the rule takes its values by."""
    entry = next(each for each in hub.record(MUCH).explain_data() if each["rule"] == "ceiling")

    assert "2026-03-01" == entry["stale"]
    assert "stale: was to be reviewed by 1 March 2026]" in hub.record(MUCH).explain("en")
    assert "veraltet: sollte bis 1. März 2026 überprüft sein]" in hub.record(MUCH).explain("de")


def test_rulings_are_queries_of_the_hub(hub: Hub) -> None:
    """As those of an area."""
    hub.record(WAIVED)
    hub.record(TALKED)

    assert ["ceiling"] == [each.rule for each in hub.rulings.waivers_of("application:1")]
    assert ["talked"] == [each.condition for each in hub.rulings.confirmations_of("application:1")]


def test_a_checkpoint_keeps_rulings(hub: Hub) -> None:
    """A hub that is opened again knows them."""
    hub.record(WAIVED)
    hub.save_checkpoint()
    again = Hub.reopen("hub:invented", journal=hub.journal.journal)

    assert hub.rulings.waivers_of("application:1") == again.rulings.waivers_of("application:1")
