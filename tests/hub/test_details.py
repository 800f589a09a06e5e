"""Details through the door: judged, explained, asked by rules, kept, corrected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import ClassVar

import attrs
import pytest

from mo_network import Hub, Limit, Money, Period
from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.funding.context import GrantContext
from mo_network.funding.facts import (
    ApplicationSubmitted,
    BudgetAllocated,
    FundingLineOpened,
    GrantAwarded,
)
from mo_network.funding.hooks import GRANT_AMOUNT, grant_limits
from mo_network.judging.answers import Note, Veto
from mo_network.judging.details import Detail
from mo_network.judging.facts import Corrected
from mo_network.judging.outcome import Outcome
from mo_network.judging.weighing import Verdict
from mo_network.testing import check_hub_laws, hub_in_memory
from mo_network.values.timeline import Timeline

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
steps = [{ from = 2026-01-01, value = "200.00 EUR" }]
[parameters.many]
unit = "count"
source = "rules"
steps = [{ from = 2026-01-01, value = 20 }]
[[rules]]
id = "few-hours"
kind = "grant-ceiling"
title = "Little time, little money"
ceiling = "ceiling"
when = { details.hours_below = "many" }
[[details]]
name = "hours"
title = { de = "Ehrenamtliche Stunden", en = "Hours of volunteers" }
of = "application"
unit = "count"
is_required = true
in_force = { from = 2026-01-01, through = 2026-12-31 }
source = "rules"
[[details]]
name = "venue"
title = { de = "Ort", en = "Venue" }
of = "application"
unit = "code"
allowed = ["indoors", "outdoors"]
"""
AT = datetime(2026, 4, 1, 9, tzinfo=UTC)
PROJECT = Period.through(date(2026, 6, 1), date(2026, 6, 30))
GROUND = (
    OrganisationRegistered(id="org:a", name="A", kind=OrganisationKind.ASSOCIATION),
    FundingLineOpened(id="line:micro", name="Micro projects"),
    BudgetAllocated(id="allocation:1", line="line:micro", year=2026, amount=Money(5_000_00)),
)
HOURS, FEW, INDOORS = Detail("hours", 40), Detail("hours", 19), Detail("venue", "indoors")


def _applied(*details: Detail, cents: int = 300_00) -> ApplicationSubmitted:
    return ApplicationSubmitted(
        id="application:1",
        organisation="org:a",
        line="line:micro",
        amount=Money(cents),
        project=PROJECT,
        details=details,
    )


def _hub(text: str = FILE, at: datetime = AT) -> Hub:
    hub = hub_in_memory(text, at=at).hub
    hub.record_all(GROUND)
    return hub


def _against(outcome: Outcome) -> list[tuple[str, object]]:
    return [(said.by, said.answer) for said in outcome.binding]


@pytest.mark.parametrize(
    ("told", "against"),
    [
        ((HOURS,), []),
        ((INDOORS, HOURS), []),
        ((), [("hours", Veto("missing"))]),
        ((INDOORS,), [("hours", Veto("missing"))]),
        ((Detail("hours", "40"),), [("hours", Veto("not_count"))]),
        ((Detail("hours", Money(40_00)),), [("hours", Veto("not_count"))]),
        ((Detail("hours", date(2026, 1, 1)),), [("hours", Veto("not_count"))]),
        ((HOURS, Detail("venue", 5)), [("venue", Veto("not_code"))]),
        ((HOURS, Detail("venue", "In the hall")), [("venue", Veto("not_code"))]),
        (
            (HOURS, Detail("venue", "abroad")),
            [("venue", Veto("not_allowed", ("abroad", "indoors, outdoors")))],
        ),
    ],
)
def test_what_is_missing_or_of_another_unit_is_against_it(
    told: tuple[Detail, ...], against: list[object]
) -> None:
    """Recorded all the same, for it was handed in; and one that may be left out may be."""
    outcome = _hub().record(_applied(*told))

    assert (against, True) == (_against(outcome), outcome.is_recorded)
    assert (Verdict.FORBIDDEN if against else Verdict.ALLOWED) is outcome.verdict


def test_the_award_is_judged_by_them_too() -> None:
    """And the correction of the application mends it."""
    hub = _hub()
    seq = hub.record(_applied()).record
    award = GrantAwarded(application="application:1", amount=Money(300_00), project=PROJECT)
    assert seq is not None
    assert [("hours", Veto("missing"))] == _against(hub.record(award))
    hub.record(Corrected(record=seq.seq, replacement=_applied(HOURS), reason="told later"))

    assert hub.record(award).is_recorded
    assert () == hub.recheck()
    assert () == hub.rerun().differences


def test_they_are_explained_in_each_language() -> None:
    """By the titles of the file."""
    outcome = _hub().record(_applied(Detail("venue", "abroad")))

    assert '  - "Hours of volunteers" is missing. [hours; Source: Rules 2026]' in outcome.explain()
    assert "Die Angabe „Ehrenamtliche Stunden“ fehlt." in outcome.explain("de")
    assert "„Ort“ kann nicht „abroad“ sein; möglich ist: indoors, outdoors." in outcome.explain(
        "de"
    )
    assert "Das fehlt noch: „Ehrenamtliche Stunden“." in outcome.explain("de-simple")


def test_a_when_may_speak_of_them() -> None:
    """The ceiling is for those with few hours."""
    assert [] == _against(_hub().record(_applied(HOURS)))
    assert ["few-hours"] == [by for by, _ in _against(_hub().record(_applied(FEW)))]
    assert ["hours"] == [by for by, _ in _against(_hub().record(_applied(Detail("hours", "19"))))]


def test_a_detail_is_asked_for_in_its_time() -> None:
    """In the year after, nobody needs it, and its declaration is still known."""
    later = datetime(2027, 1, 4, 9, tzinfo=UTC)
    applied = _applied().but(
        project=Period.through(date(2027, 6, 1), date(2027, 6, 30)), details=(Detail("hours", "-"),)
    )
    hub = _hub(at=later)
    hub.record(GROUND[2].but(id="allocation:2", year=2027))

    outcome = hub.record(applied)

    assert ([], ()) == (_against(outcome), _noted(outcome))


def _noted(outcome: Outcome) -> tuple[object, ...]:
    return tuple(said.answer for said in outcome.said if said.by == "funding.details")


def test_what_is_not_declared_is_named() -> None:
    """It stands in the journal and changes nothing; also where the file declares nothing."""
    bare = FILE.partition("[[rules]]")[0]
    extra = Detail("shoe-size", 43)

    assert (Note("undeclared", ("shoe-size",)),) == _noted(_hub().record(_applied(HOURS, extra)))
    assert (Note("undeclared", ("hours",)),) == _noted(_hub(bare).record(_applied(HOURS)))
    outcome = _hub().record(_applied(HOURS, extra))
    assert outcome.is_allowed
    assert 'The detail "shoe-size" is not declared in the hub\'s file' in outcome.explain("en")


def test_they_are_queries_of_the_hub_and_kept_in_a_checkpoint() -> None:
    """A hub that is opened again knows them."""
    hub = _hub()
    hub.record(_applied(INDOORS, HOURS))
    hub.save_checkpoint()
    again = Hub.reopen("hub:invented", journal=hub.journal.journal)

    assert 40 == hub.funding.details("application:1").count("hours")
    assert hub.funding.details("application:1") == again.funding.details("application:1")


@attrs.frozen
class AmountPerHour:
    """So much for each hour that volunteers give."""

    kind: ClassVar[str] = "amount-per-hour"
    version: ClassVar[int] = 1
    sentences: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "de": {GRANT_AMOUNT.id: "Höchstens {value}."},
        "en": {GRANT_AMOUNT.id: "At most {value}."},
    }

    rate: Timeline[Money]

    @grant_limits
    def limit(self, context: GrantContext) -> Iterable[Limit[Money]]:
        """As many times the rate as there are hours."""
        hours = context.details.count("hours")
        return () if hours is None else (Limit(GRANT_AMOUNT, self.rate.at(context.on) * hours),)


RATE = """
[parameters.rate]
unit = "money"
source = "rules"
steps = [{ from = 2026-01-01, value = "5.00 EUR" }]
[[rules]]
id = "per-hour"
kind = "amount-per-hour"
rate = "rate"
"""
WITH_CODE = FILE.replace('zone = "Europe/Berlin"', 'zone = "Europe/Berlin"\nplugins = ["own"]')


def test_a_plugin_reads_them() -> None:
    """Typed by how it asks."""
    hub = hub_in_memory(WITH_CODE + RATE, at=AT, plugins={"own": [AmountPerHour]}).hub
    hub.record_all(GROUND)
    outcome = hub.check(_applied(HOURS))

    assert Money(200_00) == outcome.bound(GRANT_AMOUNT)
    assert ["per-hour"] == [by for by, _ in _against(outcome)]


def test_the_laws_of_rules_hold_of_details(tmp_path: Path) -> None:
    """Order-free, idempotent, tightening only and the rest; code about them has an example."""
    path = tmp_path / "hub.toml"
    path.write_text(FILE, encoding="utf-8")

    check_hub_laws(path, examples=30)
