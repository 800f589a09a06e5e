"""What was known when: a mistake is corrected, and the day before it can still be asked."""

from datetime import UTC, date, datetime
from pathlib import Path

from mo_network import Money, Period, stores
from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.funding.facts import ApplicationSubmitted, BudgetAllocated, FundingLineOpened
from mo_network.hub.hub import Hub
from mo_network.judging.facts import Corrected

HUB_FILE = Path(__file__).parent / "data" / "saar" / "hub.toml"

journal = stores.open("memory://")
february = datetime(2025, 2, 3, 9, 0, tzinfo=UTC)
march = datetime(2025, 3, 3, 9, 0, tzinfo=UTC)
Hub.adopt(HUB_FILE, journal=journal, at=february)
hub = Hub.open(HUB_FILE, journal=journal)

group = OrganisationRegistered(
    id="org:bruecke", name="Brücke Saar e. V. (erfunden)", kind=OrganisationKind.ASSOCIATION
)
line = FundingLineOpened(id="line:micro", name="Mikroprojekte")
pot = BudgetAllocated(id="allocation:2025", line=line.id, year=2025, amount=Money(300000))
application = ApplicationSubmitted(
    id="application:1",
    organisation=group.id,
    line=line.id,
    amount=Money(80000),
    project=Period.through(date(2025, 5, 5), date(2025, 7, 31)),
)
hub.record_all([group, line, pot, application], at=february)

# The form said 480, not 800: a correction stands for the record, which stays as it is.
correction = Corrected(
    record=hub.version,
    replacement=application.but(amount=Money(48000)),
    reason="Zahlendreher beim Eintragen",
)
hub.record(correction, at=march)

in_february = hub.as_known(february)
print("asked, as known in February:", in_february.funding.application("application:1").asked)
print("asked, as known now:        ", hub.funding.application("application:1").asked)
print("records:", hub.verify().seq, "- all stored verdicts stand:", not hub.recheck())
