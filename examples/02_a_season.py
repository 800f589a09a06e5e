"""A season from a coordinator's tables, played on a journal in memory: one line a step."""

from collections import Counter
from datetime import date
from pathlib import Path

from mo_network import stores
from mo_network.exchange.knowledge import Knowledge
from mo_network.exchange.season import begin, open_hub, play, read_season

FOLDER = Path(__file__).parent / "data" / "saar"

hub = open_hub(FOLDER, stores.open("memory://"))
known = Knowledge.of(hub)
season = read_season(FOLDER, str(hub.identity.zone), known)
imported = begin(season, hub, known)
print(len(imported.new), "facts about what exists")

verdicts: Counter[str] = Counter()
for played in play(season, hub, known):
    verdict = played.outcome.verdict.value
    verdicts[verdict] += 1
    number = f"record {played.seq}" if played.seq else "not recorded"
    print(f"{played.step.on}  {played.step.token:25}  {verdict:9}  {number}")

print(dict(sorted(verdicts.items())))

pot = hub.funding.pot("line:mikroprojekte", 2025)
print("left in the pot:", pot.available.format("en"), "of", pot.allocated.format("en"))

for day in hub.rooms.week(date(2025, 5, 14)).days:
    for booking in day.bookings:
        print(day.on, f"{booking.slot.start:%H:%M}", booking.room, booking.status)
