"""Dresden answers its cases, keeps the laws of rules, and knows its cap on every published day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from mo_network_dresden import cases_file, hub_file, rule_kinds

from mo_network import Money, NotInForce, Outcome, Period, Timeline
from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.funding.facts import ApplicationSubmitted, BudgetAllocated, FundingLineOpened
from mo_network.hub.adoption import read_rules
from mo_network.testing import check_cases, check_hub_laws, hub_in_memory

PLUGINS = {"mo-network-dresden": rule_kinds()}
TEXT = hub_file().read_text(encoding="utf-8")
CAPS = (
    (date(2016, 1, 1), 2000),
    (date(2018, 1, 1), None),
    (date(2019, 1, 1), 2000),
    (date(2021, 1, 1), None),
    (date(2022, 1, 1), 2000),
    (date(2023, 1, 1), 1000),
    (date(2024, 1, 1), None),
    (date(2025, 1, 1), 500),
    (date(2025, 9, 1), 1000),
    (date(2026, 1, 1), 500),
    (date(2027, 1, 1), None),
)
"""As the pages have it, written down a second time: from when on, how many euros."""


def test_the_cases() -> None:
    """What a coordinator would try."""
    assert check_cases(cases_file(), plugins=PLUGINS)


def test_the_laws_of_rules() -> None:
    """Order-free, idempotent, tightening only, hub-isolated, pure, total."""
    check_hub_laws(hub_file(), plugins=PLUGINS)


def test_the_cap_of_every_day() -> None:
    """From 2016 to 2026 the published one, and NotInForce where none was found."""
    rules = read_rules(TEXT, plugins=PLUGINS).rules.rules
    cap: Timeline[Money] = next(each.instance.ceiling for each in rules if each.id == "ceiling")

    assert _by_day() == {day: _cap(cap, day) for day in _by_day()}


@pytest.mark.parametrize(("day", "euros"), [(day, cap) for day, cap in CAPS if day.year < 2027])
def test_the_verdict_on_the_first_and_last_day(day: date, euros: int | None) -> None:
    """At the cap nothing is said, a euro above it binds, and in a gap the verdict is undecided."""
    later = min(first for first, _ in CAPS if first > day)
    for on in (day, later - timedelta(days=1)):
        if euros is None:
            outcome = _asked(on, 1)
            assert "undecided" == outcome.verdict.value
            assert ["ceiling"] == [said.by for said in outcome.faults]
        else:
            assert "ceiling" not in {said.by for said in _asked(on, euros).binding}
            assert "ceiling" in {said.by for said in _asked(on, euros + 1).binding}


def _by_day() -> dict[date, Money | None]:
    found: dict[date, Money | None] = {}
    for (first, euros), (end, _) in pairwise(CAPS):
        for number in range((end - first).days):
            found[first + timedelta(days=number)] = None if euros is None else Money(euros * 100)
    return found


def _cap(cap: Timeline[Money], day: date) -> Money | None:
    try:
        return cap.at(day)
    except NotInForce:
        return None


def _asked(on: date, euros: int) -> Outcome:
    """An application of a day; what else is against it does not matter here."""
    noon = datetime(on.year, on.month, on.day, 11, tzinfo=UTC)
    hub = hub_in_memory(TEXT, at=noon, plugins=PLUGINS).hub
    hub.record_all(
        [
            OrganisationRegistered(
                id="org:a", name="A (invented)", kind=OrganisationKind.ASSOCIATION
            ),
            FundingLineOpened(id="line:micro", name="Mikroprojekte"),
            *(
                BudgetAllocated(
                    id=f"allocation:{year}", line="line:micro", year=year, amount=Money(25_000_00)
                )
                for year in (on.year, on.year + 1)
            ),
        ]
    )
    first = on + timedelta(days=30)
    return hub.check(
        ApplicationSubmitted(
            id="application:1",
            organisation="org:a",
            line="line:micro",
            amount=Money(euros * 100),
            project=Period.through(first, first + timedelta(days=9)),
        )
    )
