"""Lending through the door: recorded once, explained, corrected, known as it was."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from mo_network.directory.facts import (
    OrganisationKind,
    OrganisationLiquidated,
    OrganisationRegistered,
)
from mo_network.errors import InvalidValue, UnknownReference
from mo_network.hub.hub import Hub
from mo_network.judging.fact import Fact
from mo_network.judging.facts import Corrected
from mo_network.judging.state import Breach
from mo_network.judging.weighing import Verdict
from mo_network.lending.facts import (
    ItemModelAdded,
    ItemsHandedOver,
    ItemsReturned,
    KitDescribed,
    LoanExtended,
    LoanPromised,
    LoanRequested,
)
from mo_network.testing import HubInMemory, hub_in_memory
from mo_network.values.slot import Slot

RULES = """
contract = 1
[hub]
id = "hub:haus"
name = "Haus der Tests"
zone = "Europe/Berlin"
[sources.rules]
title = "Invented rules"
[parameters.days]
unit = "count"
source = "rules"
steps = [{ from = 2026-01-01, value = 7 }]
[[rules]]
id = "one-week"
kind = "loan-length"
days = "days"
[[rules]]
id = "deposit"
kind = "loan-evidence"
evidence = ["deposit"]
items = ["item:mixer"]
"""
START = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)


def slot(first: int, last: int) -> Slot:
    """Give a slot of May 2026, from ten to ten."""
    days = date(2026, 5, first), date(2026, 5, last)
    return Slot.on(days[0], "10:00", "10:00", zone="Europe/Berlin", end_day=days[1])


def promise(name: str, first: int, last: int, item: str = "item:kit") -> LoanPromised:
    """Promise one thing."""
    return LoanPromised(
        id=f"loan:{name}",
        organisation="org:a",
        items=(item,),
        counts=(1,),
        slot=slot(first, last),
    )


def hand(name: str, *evidence: str, item: str = "item:kit") -> ItemsHandedOver:
    """Hand it over."""
    return ItemsHandedOver(
        loan=f"loan:{name}", items=(item,), counts=(1,), evidence=frozenset(evidence)
    )


@pytest.fixture
def kit() -> HubInMemory:
    """A hub with two boxes and a mixer, which are lent as a kit as well."""
    opened = hub_in_memory(RULES, at=START)
    items = [
        ItemModelAdded(id=f"item:{name}", name=name, count=count, zone="Europe/Berlin")
        for name, count in (("box", 2), ("mixer", 1))
    ]
    parts = ("item:box", "item:mixer")
    described = KitDescribed(id="item:kit", name="kit", items=parts, counts=(2, 1))
    kind = OrganisationKind.ASSOCIATION
    facts: list[Fact] = [OrganisationRegistered(id="org:a", name="A", kind=kind), *items, described]
    opened.hub.record_all(facts)
    return opened


def test_a_request_repeated_is_one_loan(kit: HubInMemory) -> None:
    """The same token again gets the recorded outcome; a second promise does not fit."""
    first = kit.hub.record(promise("1", 5, 6), request="t")
    again = kit.hub.record(promise("1", 5, 6), request="t")

    assert (True, False, True) == (first.is_recorded, first.is_repeated, again.is_repeated)
    assert ["loan:1"] == [loan.id for loan in kit.hub.lending.loans()]
    assert Verdict.FORBIDDEN is kit.hub.record(promise("2", 5, 6)).verdict


def test_what_nobody_added_cannot_be_asked_for(kit: HubInMemory) -> None:
    """The door knows the things of a loan by their ids, and helps with slips of the pen."""
    with pytest.raises(UnknownReference, match="did you mean 'item:mixer'"):
        kit.hub.check(promise("1", 5, 6, "item:mixr"))


def test_why_not_and_what_instead(kit: HubInMemory) -> None:
    """The answer names the loan in the way, in both languages; each proposal is allowed."""
    kit.hub.record(promise("1", 5, 8))
    request = LoanRequested(
        id="request:2", organisation="org:a", items=("item:kit",), counts=(1,), slot=slot(6, 15)
    )
    outcome = kit.hub.record(request)

    assert "Von item:box sind 2 nötig und 0 frei; vergeben ist 5. Mai" in outcome.explain("de")
    assert "Of item:box, 2 are needed and 0 are free; taken: 5 May" in outcome.explain("en")
    assert "All is back by 13 May 2026; 15 May 2026 is planned." in outcome.explain("en")
    assert "To be brought to the desk: deposit." in outcome.explain("en")
    instead = [each.fact for each in kit.hub.alternatives(request)]
    assert [slot(8, 15)] == [each.slot for each in instead if isinstance(each, LoanRequested)]
    assert kit.hub.outcome(outcome.record.seq if outcome.record else 0).explain("en")


def test_things_leave_against_a_deposit(kit: HubInMemory) -> None:
    """Without it the hand-over is forbidden, and the answer says what is missing."""
    kit.hub.record(promise("1", 4, 6))
    kit.clock.moment = START + timedelta(hours=3)
    refused = kit.hub.record(hand("1"))

    assert (Verdict.FORBIDDEN, False) == (refused.verdict, refused.is_recorded)
    assert "This is needed at the desk: deposit." in refused.explain("en")
    assert kit.hub.record(hand("1", "deposit")).is_recorded
    assert "out" == kit.hub.lending.status("loan:1", kit.clock.moment)


def test_a_breach_by_time_alone_is_listed_by_the_hub(kit: HubInMemory) -> None:
    """With the overdue loan as its cause; the late return says it at once, and mends it."""
    kit.hub.record(promise("late", 4, 5))
    kit.hub.record(promise("next", 5, 8))
    kit.clock.moment = START + timedelta(hours=3)
    kit.hub.record(hand("late", "deposit"))
    assert () == kit.hub.breaches()

    kit.clock.moment = datetime(2026, 5, 5, 9, 0, tzinfo=UTC)
    found = kit.hub.breaches()
    assert {("item:box", "loan:late"), ("item:mixer", "loan:late")} == {
        (breach.thing, breach.cause) for breach in found
    }
    assert {("loan:next",)} == {breach.promises for breach in found}
    refused = kit.hub.check(hand("next", "deposit"))
    assert "Of item:box, 2 are to leave; 0 are in the house." in refused.explain("en")
    longer = LoanExtended(loan="loan:late", slot=slot(4, 7))
    assert "taken: 5 May 2026" in kit.hub.check(longer).explain("en")

    back = ItemsReturned(loan="loan:late", items=("item:kit",), counts=(1,))
    outcome = kit.hub.record(back)
    assert found == outcome.breaches
    assert () == kit.hub.breaches()
    assert kit.hub.record(hand("next", "deposit")).is_recorded
    assert "loan:next" in outcome.explain("en")


def test_a_correction_takes_a_thing_away(kit: HubInMemory) -> None:
    """As if it had never been there: more of it is out than there is, and nothing raises."""
    promised = kit.hub.record(promise("1", 4, 8)).record
    kit.clock.moment = START + timedelta(hours=3)
    kit.hub.record(hand("1", "deposit"))
    assert promised is not None
    moment = kit.clock.moment
    before = kit.hub.as_known(START + timedelta(hours=4))
    corrected = Corrected(record=promised.seq - 2, reason="no such mixer")

    assert kit.hub.record(corrected).is_recorded
    broken = Breach("lending.capacity", "item:mixer", date(2026, 5, 4), "loan:1")
    assert (broken,) == kit.hub.breaches(moment)
    with pytest.raises(UnknownReference):
        kit.hub.lending.item("item:mixer")
    assert 1 == before.lending.stock("item:mixer", moment)


def test_a_hub_opened_from_a_checkpoint_answers_the_same(kit: HubInMemory) -> None:
    """The state of lending is in it, and what follows it is read from the journal."""
    kit.hub.record(promise("1", 4, 8))
    kit.clock.moment = START + timedelta(hours=3)
    kit.hub.record(hand("1", "deposit"))
    kit.hub.save_checkpoint()
    kit.hub.record(promise("2", 8, 10))
    opened = Hub.reopen("hub:haus", journal=kit.journal)

    assert kit.hub.lending.loans() == opened.lending.loans()
    for moment in (kit.clock.moment, datetime(2026, 5, 20, tzinfo=UTC)):
        assert kit.hub.lending.out(moment) == opened.lending.out(moment)
        assert kit.hub.breaches(moment) == opened.breaches(moment)
    assert "out" == opened.lending.status("loan:1", kit.clock.moment)


def test_what_a_liquidated_organisation_has_is_a_breach(kit: HubInMemory) -> None:
    """Its loans are among what it still holds; nothing new is promised to it."""
    kit.hub.record(promise("1", 4, 8))
    outcome = kit.hub.record(OrganisationLiquidated(organisation="org:a", on=date(2026, 5, 4)))

    assert [("loan:1",)] == [breach.promises for breach in outcome.breaches]
    assert "org:a is in liquidation" in kit.hub.check(promise("2", 9, 10)).explain("en")


def test_the_inside_of_the_stock_is_not_handed_out(kit: HubInMemory) -> None:
    """Apps ask queries; what changes a state is not among them."""
    with pytest.raises(InvalidValue, match="shelf is no query: ask one of available"):
        _ = kit.hub.lending.shelf
