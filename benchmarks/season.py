"""The hub that the benchmarks measure: 20 rules, one organisation, one line, fixed facts."""

from __future__ import annotations

from datetime import UTC, date, datetime

from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.funding.facts import (
    ApplicationSubmitted,
    BudgetAllocated,
    FundingLineOpened,
    GrantAwarded,
)
from mo_network.hub.adoption import read_rules
from mo_network.hub.hub import Hub
from mo_network.judging.fact import Fact
from mo_network.judging.journal import Journal
from mo_network.rules.load import HubRules
from mo_network.values.money import Money
from mo_network.values.period import Period

AT = datetime(2025, 1, 2, 12, 0, tzinfo=UTC)
PROJECT = Period.through(date(2025, 3, 1), date(2025, 3, 31))

_HEAD = """
contract = 1
[hub]
id = "hub:bench"
name = "A hub to measure"
zone = "Europe/Berlin"
[sources.rules]
title = "Invented rules"
[parameters.ceiling]
unit = "money"
source = "rules"
steps = [{ from = 2024-01-01, value = "900.00 EUR" }, { from = 2025-01-01, value = "1000.00 EUR" }]
[parameters.team]
unit = "money"
source = "rules"
steps = [{ from = 2025-01-01, value = "500.00 EUR" }]
[parameters.first]
unit = "day"
source = "rules"
steps = [{ from = 2025-01-01, value = 2025-02-15 }]
[parameters.last]
unit = "day"
source = "rules"
steps = [{ from = 2025-01-01, value = 2025-11-30 }]
"""


def rules_text(count: int = 20) -> str:
    """A hub file with so many rules: half ceilings, a quarter windows, a quarter deciders."""
    parts = [_HEAD]
    for number in range(count):
        parts.append(f'[[rules]]\nid = "rule-{number:02d}"\n')
        if number % 4 == 1:
            side = "first_day = 'first'" if number % 8 == 1 else "last_day = 'last'"
            parts.append(f'kind = "project-window"\n{side}\n')
        elif number % 4 == 3:
            parts.append(
                'kind = "deciding-body"\n'
                'tiers = [{ body = "team", up_to = "team" }, { body = "jury" }]\n'
            )
        else:
            parts.append('kind = "grant-ceiling"\nceiling = "ceiling"\n')
    return "".join(parts)


def open_hub(journal: Journal, rules: HubRules | None = None) -> Hub:
    """A hub whose organisation, line and pot are recorded."""
    read = rules if rules is not None else read_rules(rules_text())
    Hub.adopt(read, journal=journal, at=AT)
    hub = Hub.open(read, journal=journal, clock=lambda: AT)
    facts: list[Fact] = [
        OrganisationRegistered(id="org:a", name="A", kind=OrganisationKind.ASSOCIATION),
        FundingLineOpened(id="line:micro", name="Micro", currency="EUR"),
        BudgetAllocated(
            id="allocation:2025", line="line:micro", year=2025, amount=Money(90_000_000_000)
        ),
    ]
    hub.record_all(facts)
    return hub


def application(number: int) -> ApplicationSubmitted:
    """The fixed application, under another id each time."""
    return ApplicationSubmitted(
        id=f"application:{number:07d}",
        organisation="org:a",
        line="line:micro",
        amount=Money(40_000),
        project=PROJECT,
    )


def award(number: int) -> GrantAwarded:
    """The fixed award of an application."""
    return GrantAwarded(
        application=f"application:{number:07d}",
        amount=Money(40_000),
        project=PROJECT,
        body="team",
    )
