"""A series of rehearsals: refused with its reasons, and booked in a way that is possible."""

from datetime import UTC, date, datetime
from pathlib import Path

from mo_network import stores
from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.hub.hub import Hub
from mo_network.rooms.facts import (
    OpeningHoursSet,
    RoomAdded,
    RoomBooked,
    RoomClosed,
    SeriesWished,
    Use,
)
from mo_network.scheduling import Series
from mo_network.values.slot import Slot

HUB_FILE = Path(__file__).parent / "data" / "house" / "hub.toml"
ZONE = "Europe/Berlin"
MONDAY_TO_SATURDAY = ("09:00-22:00",) * 6 + ("",)

journal = stores.open("memory://")
at = datetime(2026, 4, 13, 9, 0, tzinfo=UTC)
Hub.adopt(HUB_FILE, journal=journal, at=at)
hub = Hub.open(HUB_FILE, journal=journal)


def evening(day: date, start: str, end: str) -> Slot:
    return Slot.on(day, start, end, zone=ZONE)


# What exists, all of it invented: two groups, a hall and a smaller room, and their hours.
hub.record_all(
    [
        OrganisationRegistered(
            id="org:chor", name="Chor Polyphon (erfunden)", kind=OrganisationKind.INITIATIVE
        ),
        OrganisationRegistered(
            id="org:tanz", name="Tanzkreis (erfunden)", kind=OrganisationKind.ASSOCIATION
        ),
        RoomAdded(id="room:saal", name="Saal", persons=45, zone=ZONE, turnover=15),
        RoomAdded(id="room:seminar", name="Seminarraum", persons=25, zone=ZONE),
        *(
            OpeningHoursSet(
                id=f"hours:{room}",
                room=f"room:{room}",
                since=date(2026, 1, 1),
                days=MONDAY_TO_SATURDAY,
            )
            for room in ("saal", "seminar")
        ),
        RoomBooked(
            id="booking:fest",
            room="room:saal",
            organisation="org:tanz",
            slot=evening(date(2026, 5, 12), "18:00", "21:00"),
            persons=40,
            use=Use(set_up=60),
        ),
        RoomClosed(
            id="closure:boden",
            room="room:saal",
            slot=evening(date(2026, 5, 26), "08:00", "20:00"),
            reason="Boden wird geölt",
        ),
    ],
    at=at,
)

# Eight Tuesdays: longer than the rules allow, and not free on two of them.
wish = SeriesWished(
    id=hub.new_id("wish", request="form-3"),
    room="room:saal",
    organisation="org:chor",
    series=Series(start="2026-05-05T18:00", minutes=210, zone=ZONE, rule="FREQ=WEEKLY;COUNT=8"),
    persons=20,
)
refused = hub.check(wish, at=at)
print(refused.explain("de"))

shorter = wish.but(
    series=Series(start="2026-05-05T18:00", minutes=180, zone=ZONE, rule="FREQ=WEEKLY;COUNT=8")
)
print("Stattdessen möglich:")
for variant in hub.alternatives(shorter, at=at):
    fact = variant.fact
    assert isinstance(fact, SeriesWished)
    print("  ", fact.room, fact.series, "ohne", ", ".join(fact.skipping) or "Ausnahme")

# The choir stays in the hall and does without two dates, which it can take up once one is free.
chosen = hub.alternatives(shorter, at=at)[-1].fact
assert isinstance(chosen, SeriesWished)
hub.record(chosen, request="form-3", at=at)
outcome = hub.record(chosen.asks(), at=at)
print(outcome.explain("de"))
for day in hub.rooms.week(date(2026, 5, 19)).days:
    for booking in day.bookings:
        print(day.on, f"{booking.slot.start:%H:%M}", booking.room, booking.id, booking.status)
print("Ausgelassen:", ", ".join(hub.rooms.series(chosen.asks().id).skipped))
