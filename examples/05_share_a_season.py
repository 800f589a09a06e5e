"""A season of a hall: wishes come in, are shared out, told why not, and booked as series."""

from datetime import UTC, date, datetime
from pathlib import Path

from mo_network import stores
from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.hub.hub import Hub
from mo_network.rooms.facts import RoomAdded, SeriesBooked
from mo_network.rooms.seasons.facts import SeasonOpened, SeasonPrioritySet, SeasonWishReceived
from mo_network.values.period import Period

HUB_FILE = Path(__file__).parent / "data" / "house" / "hub.toml"
SEASON = "season:winter"
SUMMER = datetime(2026, 8, 3, 9, tzinfo=UTC)
AUTUMN = datetime(2026, 9, 7, 9, tzinfo=UTC)
GROUPS = {
    "org:chor": "Chor Polyphon (erfunden)",
    "org:tanz": "Tanzkreis (erfunden)",
    "org:schach": "Schachgruppe (erfunden)",
    "org:theater": "Theater am Kanal (erfunden)",
}

journal = stores.open("memory://")
Hub.adopt(HUB_FILE, journal=journal, at=SUMMER)
hub = Hub.open(HUB_FILE, journal=journal)

# What exists, all of it invented; and what is to be shared out, two evenings in steps of two hours.
hub.record_all(
    [
        *(
            OrganisationRegistered(id=id, name=name, kind=OrganisationKind.ASSOCIATION)
            for id, name in GROUPS.items()
        ),
        RoomAdded(id="room:saal", name="Saal", persons=45, zone="Europe/Berlin"),
        RoomAdded(id="room:seminar", name="Seminarraum", persons=25, zone="Europe/Berlin"),
        SeasonOpened(
            id=SEASON,
            name="Winter 2026/27",
            period=Period.through(date(2026, 10, 1), date(2027, 3, 31)),
            wishes_through=date(2026, 9, 1),
            rooms=("room:saal", "room:seminar"),
            hours=("tue 16:00-22:00", "thu 18:00-22:00"),
            step=120,
            quota=1,
            seed="Lottozahlen vom 2. September 2026",
        ),
        SeasonPrioritySet(season=SEASON, organisation="org:theater", priority=0),
    ],
    at=SUMMER,
)


def wish(number: int, group: str, *windows: str, persons: int, room: str = "room:saal") -> None:
    """Hand in a wish for two hours a week; the windows are all that would do, the dearest first."""
    hub.record(
        SeasonWishReceived(
            id=f"seasonwish:{number}",
            season=SEASON,
            organisation=group,
            windows=windows,
            rooms=(room,),
            minutes=120,
            persons=persons,
        ),
        request=f"form-{number}",
        at=SUMMER,
    )


wish(1, "org:chor", "tue 18:00-20:00", "thu 18:00-20:00", persons=30)
wish(2, "org:theater", "tue 18:00-20:00", persons=40)
wish(3, "org:tanz", "tue 18:00-20:00", persons=20)
wish(4, "org:schach", "tue 18:00-20:00", persons=30, room="room:seminar")
wish(5, "org:chor", "thu 20:00-22:00", persons=30)

# The last day for wishes is over: the best allocation is asked for, looked at, and decided.
proposed = hub.rooms.proposed_allocation(SEASON)
names = {each.id: GROUPS[each.organisation] for each in hub.rooms.season_wishes(SEASON)}
print("Bewiesen die beste:", "ja" if proposed.is_proven else "nein")
for place in proposed.places:
    print(f"  - {names[place.wish]}: {place.room}, {place.window}")
print("Ohne Platz:")
for unmet in proposed.unmet:
    print("  -", unmet.explain("de", names))

early = hub.check(proposed, at=SUMMER)
print("Am 3. August gefragt:")
print(early.explain("de"))
hub.record(proposed, by="team", at=AUTUMN).or_raise()

# Deciding books nothing. Each slot is a series, and is judged like any other.
for given in hub.rooms.given_slots(SEASON):
    booked = hub.record(
        SeriesBooked(
            id=hub.new_id("series", request=given.wish),
            room=given.room,
            organisation=given.organisation,
            series=given.series,
            persons=given.persons,
        ),
        request=given.wish,
        at=AUTUMN,
    )
    print(names[given.wish], "-", booked.verdict.value, "-", given.series)
for day in hub.rooms.week(date(2026, 10, 5)).days:
    for booking in day.bookings:
        print(day.on, f"{booking.slot.start:%H:%M}", booking.room, GROUPS[booking.organisation])
