"""One application at the House of Resources Saar: judged, explained, and what would go instead."""

from datetime import UTC, date, datetime
from pathlib import Path

from mo_network import Money, Period, stores
from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.funding.facts import ApplicationSubmitted, BudgetAllocated, FundingLineOpened
from mo_network.hub.hub import Hub

HUB_FILE = Path(__file__).parent / "data" / "saar" / "hub.toml"

journal = stores.open("memory://")
at = datetime(2025, 2, 3, 9, 0, tzinfo=UTC)
Hub.adopt(HUB_FILE, journal=journal, at=at)
hub = Hub.open(HUB_FILE, journal=journal)

# What exists: an invented group, the line, and a pot whose size is invented too.
group = OrganisationRegistered(
    id="org:saz", name="Saz und Stimme (erfunden)", kind=OrganisationKind.INITIATIVE
)
line = FundingLineOpened(id="line:micro", name="Mikroprojekte")
pot = BudgetAllocated(id="allocation:2025", line=line.id, year=2025, amount=Money(300000))
hub.record_all([group, line, pot], at=at)

application = ApplicationSubmitted(
    id=hub.new_id("application", request="form-17"),
    organisation=group.id,
    line=line.id,
    amount=Money.parse("1.400,00 €"),
    project=Period.through(date(2025, 6, 1), date(2025, 9, 15)),
)

print("What would go instead:")
for variant in hub.alternatives(application, at=at):
    assert isinstance(variant.fact, ApplicationSubmitted)
    print("  ", variant.fact.amount)

outcome = hub.record(application, request="form-17", at=at)
print(outcome.explain("de"))

# The same request again: the same outcome, nothing doubled.
before = hub.version
again = hub.record(application, request="form-17", at=at)
print("recorded once:", again.is_repeated, hub.version == before)
