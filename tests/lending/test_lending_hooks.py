"""What local rules learn about a loan, and what the built-in kinds say to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest

from mo_network.errors import InvalidValue
from mo_network.judging.answers import Duty, Limit, Requirement, Veto
from mo_network.judging.case import Case
from mo_network.judging.fact import Fact
from mo_network.judging.state import When
from mo_network.lending.context import MOST_EARLIER, LoanContext, Wanted, loan_context
from mo_network.lending.entries import Pieces
from mo_network.lending.facts import (
    ItemsHandedOver,
    ItemsReturned,
    LoanExtended,
    LoanPromised,
    LoanRequested,
)
from mo_network.lending.hooks import (
    FIRST_LOAN_DAY,
    LAST_LOAN_DAY,
    LOAN_EVIDENCE,
    hand_over_needs,
    loan_limits,
)
from mo_network.lending.rule_kinds.loan_at_once import LoanAtOnce
from mo_network.lending.rule_kinds.loan_evidence import LoanEvidence
from mo_network.lending.rule_kinds.loan_lead_time import LoanLeadTime
from mo_network.lending.rule_kinds.loan_length import LoanLength
from mo_network.testing import check_hub_laws
from mo_network.values.money import Money
from mo_network.values.slot import Slot
from mo_network.values.source import Source
from mo_network.values.timeline import Step, Timeline
from mo_network.values.zones import zone

Lend = Callable[..., LoanPromised]
BERLIN = zone("Europe/Berlin")
RULES = Source("Rules of an invented hub")


def at(day: int, hour: int = 12) -> datetime:
    """Give a moment of May 2026 by the clock of the house."""
    return datetime(2026, 5, day, hour, tzinfo=BERLIN)


def timeline(value: Any) -> Timeline[Any]:
    """Give a parameter that is the same from 2026 on."""
    return Timeline("value", (Step(date(2026, 1, 1), value, RULES),))


def context_of(house: Any, fact: Fact, moment: datetime | None = None) -> LoanContext:
    """Give the context of a decision."""
    case = Case(fact, When((moment or at(2)).astimezone(UTC)), BERLIN)
    return loan_context(house.lending, case.asked, case)  # type: ignore[arg-type]


def test_a_request_is_seen_by_the_clock_of_its_slot(house: Any, lend: Lend) -> None:
    """Kits are taken apart, and each thing comes with what one piece is worth."""
    asked = lend("1", 4, 8, kit=1, box=1)
    context = context_of(house, asked)

    assert (Pieces("item:kit", 1), Pieces("item:box", 1)) == context.lines
    assert (Wanted("item:box", 3, Money(80_00)), Wanted("item:mixer", 1, None)) == context.pieces
    assert (date(2026, 5, 4), time(10), date(2026, 5, 8), time(10)) == (
        context.start_on,
        context.start_time,
        context.end_on,
        context.end_time,
    )
    assert ("org:a", "association", False) == (
        context.organisation,
        context.organisation_kind,
        context.is_extension,
    )
    days = {basis: day_of(context) for basis, day_of in loan_limits.days.items()}
    assert {
        "received": date(2026, 5, 2),
        "decided": date(2026, 5, 2),
        "loan_start": date(2026, 5, 4),
    } == days


def test_a_promise_remembers_when_its_request_came(house: Any, lend: Lend) -> None:
    """What is decided later is judged by the day on which the request was received."""
    promised = lend("1", 20, 22, box=1)
    request = LoanRequested(
        id="request:1",
        organisation="org:a",
        items=promised.items,
        counts=promised.counts,
        slot=promised.slot,
    )
    house.add(request, at(3, 1))

    assert date(2026, 5, 3) == context_of(house, request.asks(), at(9)).received_on
    assert date(2026, 5, 9) == context_of(house, promised, at(9)).received_on


def test_an_extension_is_seen_with_all_that_is_held(house: Any, lend: Lend) -> None:
    """What is back is not; and a hand-over is seen with what leaves now."""
    promised = lend("1", 4, 6, box=3, beamer=1)
    house.add(promised)
    handed = ItemsHandedOver(loan="loan:1", items=("item:box",), counts=(2,))
    hand_over = context_of(house, handed, at(4))
    house.add(handed, at(4))
    house.add(ItemsReturned(loan="loan:1", items=("item:box",), counts=(1,)), at(5))

    context = context_of(
        house, LoanExtended(loan="loan:1", slot=lend("1", 4, 9, box=1).slot), at(5)
    )

    assert (Pieces("item:beamer", 1), Pieces("item:box", 2)) == context.lines
    assert (True, date(2026, 5, 9)) == (context.is_extension, context.end_on)
    assert ((Pieces("item:box", 2),), date(2026, 5, 6)) == (hand_over.lines, hand_over.end_on)
    assert () == context.previous.loans


def test_earlier_loans_are_a_bounded_view(house: Any, lend: Lend) -> None:
    """The latest ones, without that which is judged; those of others are nobody's business."""
    for number in range(MOST_EARLIER + 5):
        house.add(lend(str(number), 4, 6, box=1))
    house.add(lend("other", 4, 6, box=1).but(organisation="org:b"))

    found = context_of(house, lend("new", 4, 6, box=1)).previous.loans

    assert MOST_EARLIER == len(found)
    assert ("loan:5", f"loan:{MOST_EARLIER + 4}") == (found[0].loan, found[-1].loan)


def test_what_is_held_at_once_is_counted(house: Any, lend: Lend) -> None:
    """At the fullest instant of a slot; what is late counts always, what is back never."""
    house.add(lend("1", 4, 6, box=2))
    house.add(lend("2", 6, 8, box=1, beamer=1))
    house.add(lend("3", 2, 3, mixer=1))
    house.add(ItemsHandedOver(loan="loan:3", items=("item:mixer",), counts=(1,)), at(2))
    boxes = frozenset({"item:box"})

    now = context_of(house, lend("new", 5, 7, box=1), at(2)).previous
    late = context_of(house, lend("new", 5, 7, box=1), at(4)).previous

    assert (2, 2) == (
        now.at_once(lend("new", 5, 7, box=1).slot, boxes),
        now.at_once(lend("new", 5, 7, box=1).slot),
    )
    assert (2, 3, 1) == (
        late.at_once(lend("new", 5, 7, box=1).slot, boxes),
        late.at_once(lend("new", 5, 7, box=1).slot),
        late.at_once(lend("new", 20, 21, box=1).slot),
    )
    assert (0, 1, 0) == (
        now.late(date(2026, 5, 1)),
        late.late(date(2026, 5, 3)),
        late.late(date(2026, 5, 4)),
    )
    house.add(ItemsReturned(loan="loan:3", items=("item:mixer",), counts=(1,)), at(4))
    back = context_of(house, lend("new", 5, 7, box=1), at(4)).previous
    assert (0, 1) == (back.at_once(lend("new", 20, 21, box=1).slot), back.late(date(2026, 5, 1)))


def test_days_are_read_and_moved(lend: Lend) -> None:
    """The first day moves the whole loan, the last one its end; an extension has but an end."""
    promised = lend("1", 4, 8, box=1)
    extended = LoanExtended(loan="loan:1", slot=promised.slot)
    request = LoanRequested(
        id="request:1", organisation="org:a", items=("item:box",), counts=(1,), slot=promised.slot
    )

    whole: tuple[Fact, ...] = (promised, request)
    for fact in whole:
        assert date(2026, 5, 4) == FIRST_LOAN_DAY.read(fact)
        moved: Any = FIRST_LOAN_DAY.move(fact, date(2026, 5, 6))
        assert lend("1", 6, 10, box=1).slot == moved.slot
    each: tuple[Fact, ...] = (promised, request, extended)
    for fact in each:
        assert date(2026, 5, 8) == LAST_LOAN_DAY.read(fact)
        shorter: Any = LAST_LOAN_DAY.move(fact, date(2026, 5, 6))
        assert lend("1", 4, 6, box=1).slot == shorter.slot
    with pytest.raises(InvalidValue, match="ends after the year 9999"):
        FIRST_LOAN_DAY.move(promised, date(9999, 12, 30))
    assert FIRST_LOAN_DAY.read(extended) is None
    assert extended == FIRST_LOAN_DAY.move(extended, date(2026, 5, 6))


def test_evidence_is_read_and_moved(lend: Lend) -> None:
    """It belongs to the hand-over alone; what is missing is added to what is there."""
    promised = lend("1", 4, 8, box=1)
    handed = ItemsHandedOver(loan="loan:1", items=("item:box",), counts=(1,))

    assert LOAN_EVIDENCE.read(promised) is None
    assert promised == LOAN_EVIDENCE.move(promised, "deposit")
    both: Any = LOAN_EVIDENCE.move(LOAN_EVIDENCE.move(handed, "deposit"), "identity")
    assert {"deposit", "identity"} == both.evidence
    assert both.evidence is LOAN_EVIDENCE.read(both)
    assert ["Kaution", "notarised"] == [
        LOAN_EVIDENCE.unit.render(code, "de") for code in ("deposit", "notarised")
    ]


def test_a_loan_is_as_long_as_the_rule_says(house: Any, lend: Lend) -> None:
    """Counted from its first day, for the things that the rule is about, in kits as well."""
    context = context_of(house, lend("1", 4, 8, kit=1))
    days = timeline(3)

    assert [Limit(LAST_LOAN_DAY, date(2026, 5, 7))] == list(LoanLength(days).longest(context))
    for items, expected in (({"item:mixer"}, 1), ({"item:beamer"}, 0)):
        assert expected == len(list(LoanLength(days, frozenset(items)).longest(context)))


def test_the_lead_is_kept_at_both_ends(house: Any, lend: Lend) -> None:
    """The first day that can be had, and a veto beyond the last; extensions are not asked."""
    rule = LoanLeadTime(least=timeline(3), most=timeline(10))
    received = date(2026, 5, 2)

    def said(first: int) -> list[object]:
        return list(rule.lead(context_of(house, lend("1", first, first + 1, box=1))))

    limit = Limit(FIRST_LOAN_DAY, received + timedelta(days=3))
    assert [limit] == said(12)
    assert [limit, Veto("too_early", (date(2026, 5, 12), date(2026, 5, 13)))] == said(13)
    extension = attrs.evolve(context_of(house, lend("1", 20, 21, box=1)), is_extension=True)
    assert [] == list(rule.lead(extension))
    context = context_of(house, lend("1", 13, 14, box=1))
    assert [limit] == list(LoanLeadTime(least=timeline(3)).lead(context))
    assert 1 == len(list(LoanLeadTime(most=timeline(10)).lead(context)))
    with pytest.raises(InvalidValue, match="neither least nor most"):
        LoanLeadTime()


def test_so_many_at_once_are_counted_with_other_loans(house: Any, lend: Lend) -> None:
    """The other loans of the same time count; a loan of other things is not asked about."""
    house.add(lend("1", 4, 6, box=2))
    rule = LoanAtOnce(timeline(3), frozenset({"item:box"}))

    assert [] == list(rule.at_once(context_of(house, lend("2", 5, 7, box=1))))
    assert [Veto("too_many", (4, 3))] == list(
        rule.at_once(context_of(house, lend("2", 5, 7, box=2)))
    )
    assert [] == list(rule.at_once(context_of(house, lend("2", 6, 8, box=3))))
    assert [] == list(rule.at_once(context_of(house, lend("2", 5, 7, beamer=2))))


def test_evidence_is_needed_for_what_is_worth_it(house: Any, lend: Lend) -> None:
    """Above a worth, or of unknown worth; told before, needed at the desk."""
    rule = LoanEvidence(frozenset({"deposit", "x"}), above=timeline(Money(100_00)))
    needed = [Requirement(LOAN_EVIDENCE, "deposit"), Requirement(LOAN_EVIDENCE, "x")]

    for lines, expected in (({"box": 1}, []), ({"beamer": 1}, needed), ({"mixer": 1}, needed)):
        context = context_of(house, lend("1", 4, 6, **lines))
        assert expected == list(rule.needed(context))
        assert len(expected) == len(list(rule.told(context)))
    told = [Duty("bring_deposit", ("deposit",)), Duty("bring", ("x",))]
    assert told == list(rule.told(context_of(house, lend("1", 4, 6, beamer=1))))
    boxes = LoanEvidence(frozenset({"deposit"}), frozenset({"item:box"}))
    assert [] == list(boxes.needed(context_of(house, lend("1", 4, 6, beamer=1))))
    with pytest.raises(InvalidValue, match="write at least one code"):
        LoanEvidence(frozenset())


def test_each_kind_answers_the_hooks_of_lending() -> None:
    """Limits of a loan, and needs of a hand-over."""
    assert {LoanPromised, LoanExtended} == set(loan_limits.builds)
    assert {ItemsHandedOver} == set(hand_over_needs.builds)


RULES_FILE = """
contract = 1
[hub]
id = "hub:lending"
name = "Lending (invented)"
zone = "Europe/Berlin"
[sources.rules]
title = "Rules of an invented hub"
[parameters.days]
unit = "count"
source = "rules"
steps = [{ from = 2025-01-01, value = 3 }, { from = 2026-01-01, value = 5 }]
[parameters.worth]
unit = "money"
source = "rules"
steps = [{ from = 2025-01-01, value = "200.00 EUR" }]
[[rules]]
id = "length"
kind = "loan-length"
days = "days"
items = ["item:box"]
[[rules]]
id = "lead"
kind = "loan-lead-time"
basis = "decided"
least = "days"
most = "days"
[[rules]]
id = "at-once"
kind = "loan-at-once"
most = "days"
basis = "loan_start"
[[rules]]
id = "deposit"
kind = "loan-evidence"
evidence = ["deposit", "identity"]
above = "worth"
"""


def test_the_kinds_keep_the_laws_of_rules(tmp_path: Path) -> None:
    """Order-free, idempotent, tightening only, hub-isolated, pure, total."""
    file = tmp_path / "hub.toml"
    file.write_text(RULES_FILE, encoding="utf-8")

    check_hub_laws(file, examples=25)


def test_a_slot_of_two_zones_is_read_by_each(house: Any, lend: Lend) -> None:
    """What is fetched in Berlin and brought back in Lisbon ends by the clock there."""
    slot = Slot(at(4, 10), datetime(2026, 5, 7, 23, 30, tzinfo=zone("Europe/Lisbon")))
    context = context_of(house, lend("1", 4, 8, box=1).but(slot=slot))

    assert (date(2026, 5, 7), time(23, 30)) == (context.end_on, context.end_time)
