"""Seasons in small stories: what is wished for, given, refused, and what cannot be said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from mo_network.directory.facts import OrganisationKind, OrganisationRegistered
from mo_network.errors import InvalidValue, UnknownReference
from mo_network.hub.areas import new_world
from mo_network.judging.changes import FOR_GOOD
from mo_network.judging.fact import Fact
from mo_network.judging.sentences import EXPLAINED
from mo_network.judging.state import When
from mo_network.rooms.facts import OpeningHoursSet, RoomAdded, RoomBooked, RoomClosed, SeriesBooked
from mo_network.rooms.remedies import remedies
from mo_network.rooms.seasons.facts import (
    REASONS,
    SeasonOpened,
    SeasonPlace,
    SeasonPrioritySet,
    SeasonUnmet,
    SeasonWishReceived,
    SeasonWishWithdrawn,
)
from mo_network.rooms.seasons.windows import Window
from mo_network.rooms.state import RoomsState
from mo_network.values.period import Period
from mo_network.values.slot import Slot

ZONE = "Europe/Berlin"
WHEN = When(datetime(2026, 8, 1, 12, tzinfo=UTC))
LAST_MINUTE = datetime(2026, 9, 1, 21, 59, tzinfo=UTC)  # a minute to midnight in Berlin
TOO_LATE = LAST_MINUTE + timedelta(minutes=1)
OPENED = SeasonOpened(
    id="season:w",
    name="Winter 2026",
    period=Period.parse("2026-10-01/2027-04-01"),
    wishes_through=date(2026, 9, 1),
    rooms=("room:saal", "room:kueche"),
    hours=("tue 16:00-22:00", "wed 18:00-22:00"),
    step=120,
    quota=1,
    seed="2026",
)


class House:
    """Two rooms, three organisations, a winter's season of two evenings in steps of two hours."""

    def __init__(self) -> None:
        self.world = new_world()
        self.when = WHEN
        self.number = 0
        kind = OrganisationKind.ASSOCIATION
        for letter in "abc":
            self.add(OrganisationRegistered(id=f"org:{letter}", name=letter, kind=kind))
        self.add(RoomAdded(id="room:saal", name="Saal", persons=60, zone=ZONE))
        self.add(RoomAdded(id="room:kueche", name="Küche", persons=12, zone=ZONE))
        self.add(OPENED)

    def add(self, fact: Fact) -> None:
        """Apply a fact."""
        self.world.require_well_formed(fact)
        self.world.apply(fact, self.when, FOR_GOOD)

    def wish(self, organisation: str, *windows: str, **changes: object) -> str:
        """Hand in a wish for the hall, by an organisation, for one of some windows."""
        self.number += 1
        name = f"seasonwish:{self.number}"
        wish = SeasonWishReceived(
            id=name,
            season="season:w",
            organisation=f"org:{organisation}",
            windows=windows,
            rooms=("room:saal",),
            minutes=120,
            persons=20,
        )
        self.add(wish.but(**changes))
        return name

    @property
    def rooms(self) -> RoomsState:
        """The state under test."""
        state = self.world.areas["rooms"]
        assert isinstance(state, RoomsState)
        return state

    def given(self) -> dict[str, str]:
        """What each wish would get now."""
        places = self.rooms.proposed_allocation("season:w").places
        return {place.wish: f"{place.room} {place.window}" for place in places}

    def unmet(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Why each other wish would get nothing."""
        found = self.rooms.proposed_allocation("season:w").unmet
        return {each.wish: (each.reason, each.holders) for each in found}


@pytest.fixture
def house() -> House:
    """Give a house whose season is open."""
    return House()


def test_wishes_that_could_go_elsewhere_make_room(house: House) -> None:
    """Both are met, since the one that may come on two evenings comes on the other."""
    one = house.wish("a", "tue 18:00-20:00", "wed 18:00-20:00")
    two = house.wish("b", "tue 18:00-20:00")
    assert {one: "room:saal wed 18:00-20:00", two: "room:saal tue 18:00-20:00"} == house.given()


def test_a_priority_comes_first_and_is_told_apart(house: House) -> None:
    """Whoever has a priority set comes before who has none; the other is told who holds it."""
    one = house.wish("a", "tue 18:00-20:00")
    two = house.wish("b", "tue 18:00-20:00")
    house.add(SeasonPrioritySet(season="season:w", organisation="org:b", priority=0))
    assert [two] == list(house.given())
    assert {one: ("held", (two,))} == house.unmet()


def test_a_quota_is_the_seasons_or_ones_own(house: House) -> None:
    """One slot each, unless more is set for somebody, or none."""
    for letter in "abc":
        for window in ("tue 16:00-18:00", "tue 18:00-20:00", "wed 20:00-22:00"):
            house.wish(letter, window)
    assert 3 == len(house.given())
    for letter, quota in (("a", 2), ("b", 0)):
        organisation = f"org:{letter}"
        house.add(
            SeasonPrioritySet(season="season:w", organisation=organisation, priority=0, quota=quota)
        )
    held = [house.rooms.season_wish_table[name].organisation for name in house.given()]
    assert ["org:a", "org:a", "org:c"] == sorted(held)


def test_what_is_booked_already_is_not_given(house: House) -> None:
    """One evening in the middle of the winter is enough to take that evening out."""
    wish = house.wish("a", "tue 18:00-20:00", "tue 20:00-22:00")
    assert "tue 18:00-20:00" in house.given()[wish]
    slot = Slot.on(date(2027, 1, 12), "19:00", "20:00", zone=ZONE)
    house.add(
        RoomBooked(id="booking:1", room="room:saal", organisation="org:b", slot=slot, persons=5)
    )
    assert "tue 20:00-22:00" in house.given()[wish]


def test_slots_keep_others_out_for_whole_steps(house: House) -> None:
    """So slots of one season are equal or apart, and the best is found for any number."""
    house.wish("a", "tue 18:00-20:00", minutes=90)
    house.wish("b", "tue 18:00-20:00")
    one, two = (wish.places for wish in house.rooms.season_round("season:w").wishes)
    assert one == two
    assert house.rooms.proposed_allocation("season:w").is_proven


def test_a_room_has_to_be_ready_again_before_the_next_slot(house: House) -> None:
    """With a quarter of an hour after each booking, two whole steps do not follow each other."""
    house.add(RoomAdded(id="room:bad", name="Bad", persons=60, zone=ZONE, turnover=15))
    house.add(OPENED.but(id="season:b", rooms=("room:bad",), quota=9))
    for window in ("tue 16:00-18:00", "tue 18:00-20:00"):
        house.wish("a", window, season="season:b", rooms=("room:bad",))
    assert 1 == len(house.rooms.proposed_allocation("season:b").places)
    house.wish("a", "tue 16:00-18:00", season="season:b", rooms=("room:bad",), minutes=105)
    assert 2 == len(house.rooms.proposed_allocation("season:b").places)


def test_what_is_never_open_is_not_given(house: House) -> None:
    """Hours that the room never has are none of the season's, single closed days are."""
    house.add(
        OpeningHoursSet(
            id="hours:1",
            room="room:saal",
            since=date(2026, 1, 1),
            days=("", "16:00-20:00", "18:00-22:00", "", "", "", ""),
        )
    )
    one = house.wish("a", "tue 20:00-22:00", "tue 18:00-20:00")
    assert {one: "room:saal tue 18:00-20:00"} == house.given()


@pytest.mark.parametrize(
    "changes",
    [
        {"windows": ("thu 16:00-22:00",)},
        {"windows": ("tue 17:00-18:30",)},
        {"persons": 61},
        {"minutes": 400},
        {"windows": ("tue 17:00-19:00",)},
    ],
    ids=["weekday", "short", "persons", "long", "grid"],
)
def test_a_wish_that_nothing_can_meet_is_told_so(house: House, changes: dict[str, object]) -> None:
    """Outside the season's hours, too short a window, too many persons, off the steps."""
    wish = house.wish("a", "tue 16:00-22:00", **changes)
    assert {wish: ("no_place", ())} == house.unmet()


def test_a_withdrawn_wish_is_none(house: House) -> None:
    """It is neither met nor refused."""
    house.add(SeasonWishWithdrawn(wish=house.wish("a", "tue 18:00-20:00")))
    assert ({}, {}) == (house.given(), house.unmet())


def test_a_wish_that_came_too_late_takes_no_part(house: House) -> None:
    """Not even with a priority, and nobody is told that it holds something."""
    one = house.wish("a", "tue 18:00-20:00")
    house.add(SeasonPrioritySet(season="season:w", organisation="org:b", priority=0))
    two = house.wish("c", "tue 18:00-20:00")
    house.when = When(TOO_LATE)
    late = house.wish("b", "tue 18:00-20:00", "wed 18:00-20:00")
    (met,) = house.given()
    (unmet,) = {one, two} - {met}
    assert {unmet: ("held", (met,)), late: ("late", ())} == house.unmet()


@pytest.mark.parametrize(
    ("when", "is_late"),
    [
        (When(LAST_MINUTE), False),
        (When(TOO_LATE), True),
        (When(TOO_LATE, LAST_MINUTE), False),
    ],
    ids=["last minute", "a minute later", "handed in before"],
)
def test_the_last_day_ends_with_the_clock_of_the_room(
    house: House, when: When, *, is_late: bool
) -> None:
    """What counts is when the wish was handed in, not when it was written down."""
    house.when = when
    wish = house.wish("a", "tue 18:00-20:00")
    assert ({wish: ("late", ())} if is_late else {}) == house.unmet()


def test_a_slot_is_a_series_through_the_whole_season(house: House) -> None:
    """From the first Tuesday to the last, at the same time on the wall in summer and winter."""
    house.wish("a", "tue 18:00-20:00", minutes=90)
    assert () == house.rooms.given_slots("season:w")
    house.add(house.rooms.proposed_allocation("season:w"))
    (given,) = house.rooms.given_slots("season:w")
    keys = [each.key for each in given.series.occurrences()]
    assert ("2026-10-06T18:00", "2027-03-30T18:00", 26) == (keys[0], keys[-1], len(keys))
    assert (90, ZONE, "room:saal") == (given.series.minutes, given.series.zone, given.room)


@pytest.mark.parametrize("is_booked", [False, True])
def test_what_was_given_to_others_is_not_offered(house: House, *, is_booked: bool) -> None:
    """A slot that is not booked yet is as good as booked; asking leaves nothing behind."""
    house.wish("a", "tue 18:00-20:00")
    house.wish("b", "tue 20:00-22:00")
    house.add(house.rooms.proposed_allocation("season:w"))
    one, two = (
        SeriesBooked(
            id=f"series:{given.wish[-1]}",
            room=given.room,
            organisation=given.organisation,
            series=given.series,
            persons=given.persons,
        )
        for given in house.rooms.given_slots("season:w")
    )
    slot = Slot.on(date(2026, 12, 29), "18:00", "19:00", zone=ZONE)
    house.add(RoomClosed(id="closure:1", room="room:saal", slot=slot, reason="Heizung"))
    if is_booked:
        house.add(two)
    before = house.rooms.dump()

    earlier, without = remedies(house.rooms, one, WHEN.at)

    assert isinstance(earlier, SeriesBooked)
    assert "2026-10-06T16:00" == earlier.series.start
    assert one.but(skipped=("2026-12-29T18:00",)) == without
    assert before == house.rooms.dump()


def test_dearer_windows_count_more_than_dearer_rooms(house: House) -> None:
    """The first window in the second room comes before the second window in the first room."""
    both = ("room:saal", "room:kueche")
    one = house.wish("a", "tue 18:00-20:00", "tue 20:00-22:00", rooms=both, persons=10)
    two = house.wish("b", "tue 18:00-20:00")
    assert {one: "room:kueche tue 18:00-20:00", two: "room:saal tue 18:00-20:00"} == house.given()


def test_what_is_not_known_is_refused(house: House) -> None:
    """Every question about a season that was never opened."""
    state = house.rooms
    for question in (
        state.season,
        state.season_wishes,
        state.proposed_allocation,
        state.allocation,
        state.given_slots,
    ):
        with pytest.raises(UnknownReference, match="season:x"):
            question("season:x")
    assert (OPENED.name, OPENED.period) == (state.seasons()[0].name, state.seasons()[0].period)
    assert state.allocation("season:w") is None


@pytest.mark.parametrize(
    ("build", "match"),
    [
        (lambda: OPENED.but(period=Period.parse("2026-10-01/..")), "at most a year"),
        (lambda: OPENED.but(period=Period.parse("2026-10-01/2028-10-01")), "year apart"),
        (lambda: OPENED.but(rooms=()), "from 1 to 500"),
        (lambda: OPENED.but(rooms=("room:saal", "room:saal")), "each once"),
        (lambda: OPENED.but(hours=()), "from 1 to 100"),
        (lambda: OPENED.but(hours=("tue 16:00-20:00", "tue 19:00-22:00")), "overlap"),
        (lambda: OPENED.but(hours=("die 16:00-20:00",)), "no stretch of a weekday"),
        (lambda: OPENED.but(hours=("tue 22:00-02:00",)), "past midnight"),
        (lambda: OPENED.but(step=7), "divide the day"),
        (lambda: OPENED.but(step=0), "step"),
        (lambda: OPENED.but(quota=0), "quota"),
        (lambda: OPENED.but(seed=" "), "seed"),
        (lambda: SeasonPlace(wish="wish:1", room="room:a", window="tue 16:00-18:00"), "seasonwish"),
        (lambda: SeasonPlace(wish="seasonwish:1", room="saal", window="tue 16:00-18:00"), "saal"),
        (lambda: SeasonPlace(wish="seasonwish:1", room="room:a", window="tue 16"), "are no hours"),
        (lambda: SeasonUnmet(wish="seasonwish:1", reason="because"), "give one of"),
        (
            lambda: SeasonPrioritySet(season="season:w", organisation="org:a", priority=99),
            "from 0 to 98",
        ),
        (
            lambda: SeasonPrioritySet(
                season="season:w", organisation="org:a", priority=0, quota=-1
            ),
            "SeasonPrioritySet.quota",
        ),
    ],
)
def test_what_cannot_be_said_is_refused(build: Callable[[], object], match: str) -> None:
    """Each refusal says what was given and what is allowed."""
    with pytest.raises(InvalidValue, match=match):
        build()


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"windows": ()}, "windows names 0"),
        ({"windows": ("tue 16:00-18:00",) * 2}, "each once"),
        ({"windows": tuple(f"tue {h:02}:00-23:59" for h in range(21))}, "names 21"),
        ({"windows": ("tuesday",)}, "no stretch"),
        ({"rooms": ()}, "rooms names 0"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 1441}, "1441"),
        ({"persons": 0}, "persons"),
    ],
)
def test_a_wish_that_cannot_be_is_refused(
    house: House, changes: dict[str, object], match: str
) -> None:
    """As a fact, before any law is asked."""
    with pytest.raises(InvalidValue, match=match):
        house.wish("a", "tue 16:00-18:00", **changes)


@pytest.mark.parametrize("lang", EXPLAINED)
@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_its_sentence(reason: str, lang: str) -> None:
    """In all three languages, with names for the wishes where the caller knows some."""
    unmet = SeasonUnmet(wish="seasonwish:1", reason=reason, holders=("seasonwish:2",))
    told = unmet.explain(lang, {"seasonwish:1": "Chor", "seasonwish:2": "Tanz"})

    assert told.startswith("Chor")
    assert told.endswith(".")
    assert ("Tanz" in told) == (reason == "held")
    assert told.replace("Chor", "seasonwish:1").replace("Tanz", "seasonwish:2") == unmet.explain(
        lang
    )


def test_an_unmet_wish_speaks_no_other_language() -> None:
    """As everywhere."""
    with pytest.raises(InvalidValue, match="no language of explanations"):
        SeasonUnmet(wish="seasonwish:1", reason="free").explain("fr")


@pytest.mark.parametrize("text", ["mon 00:00-24:00", "sun 09:30-12:00"])
def test_windows_are_written_as_they_are_read(text: str) -> None:
    """Reading what was written gives the same stretch of the week."""
    assert text == str(Window.parse(text))
