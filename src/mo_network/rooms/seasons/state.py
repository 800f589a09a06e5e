"""What follows from the facts about seasons: the part of rooms' state that keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from mo_network.judging.changes import FOR_GOOD, Index
from mo_network.judging.known import entry_of
from mo_network.judging.state import AreaState
from mo_network.rooms.seasons.entries import Given, Season, SeasonWish, Terms
from mo_network.rooms.seasons.facts import SeasonAllocated, SeasonPlace, SeasonUnmet
from mo_network.rooms.seasons.lifecycles import RECEIVED
from mo_network.rooms.seasons.round import House, Round, round_of
from mo_network.rooms.seasons.windows import Window
from mo_network.scheduling.series import Series, write_wall
from mo_network.scheduling.wall import MINUTES_OF_DAY, first_showing
from mo_network.values.moments import moment_of
from mo_network.values.zones import zone

if TYPE_CHECKING:
    from mo_network.rooms.state import RoomsState


class SeasonState(AreaState):
    """Seasons, the wishes for them and what was shared out; rooms' state is one with it.

    Source:  design, section 4.
    """

    def __init__(self) -> None:
        super().__init__()
        self.season_table: dict[str, Season] = {}
        self.season_wish_table: dict[str, SeasonWish] = {}
        self.terms_table: dict[str, dict[str, Terms]] = {}
        self.allocation_table: dict[str, SeasonAllocated] = {}
        self.wishes_by_season: Index[str, str] = {}

    def seasons(self) -> tuple[Season, ...]:
        """All seasons, in the order of recording."""
        return tuple(self.season_table.values())

    def season(self, season: str) -> Season:
        """One season.

        Errors:  UnknownReference when none of that id was opened.
        """
        return entry_of(self.season_table, season)

    def season_wishes(self, season: str) -> tuple[SeasonWish, ...]:
        """The wishes for a season that were not withdrawn, late ones too, in order of recording.

        Errors:  UnknownReference when no such season was opened.
        """
        names = self.wishes_by_season.get(self.season(season).id, ())
        standing = (name for name in names if self.statuses.get(name) == RECEIVED)
        return tuple(self.season_wish_table[name] for name in standing)

    def are_wishes_over(self, season: str, at: datetime) -> bool:
        """Whether the last day for wishes is over, by the clock of the season's first room.

        Errors:  UnknownReference when no such season was opened.
        """
        entry = self.season(season)
        clock = zone(self._rooms.zone_of(entry.rooms[0]))
        return at.astimezone(clock).toordinal() > entry.last_wish_day

    def season_round(self, season: str) -> Round:
        """A season's wishes with every place that would do, as they stand now.

        Shape:   what is booked in any week of the season is no place, nor what is closed in all of
                 them; what is closed in some weeks is one, for a series may skip them. Wishes that
                 came too late are named apart.
        Errors:  UnknownReference when no such season was opened.
        """
        entry = self.season(season)
        in_time: list[SeasonWish] = []
        late: list[SeasonWish] = []
        for wish in self.season_wishes(season):
            received = moment_of(wish.received_minute, UTC)
            (late if self.are_wishes_over(season, received) else in_time).append(wish)
        terms = self.terms_table.get(season, {})
        return round_of(entry, in_time, late, terms, self._house(entry))

    def proposed_allocation(self, season: str) -> SeasonAllocated:
        """The best allocation of a season as it stands now; to be decided by recording it.

        Errors:  UnknownReference when no such season was opened, InvalidValue when there are too
                 many wishes or places.
        """
        return self.season_round(season).allocated()

    def allocation(self, season: str) -> SeasonAllocated | None:
        """What was decided for a season; None before."""
        return self.allocation_table.get(self.season(season).id)

    def given_slots(self, season: str) -> tuple[Given, ...]:
        """The slots of a season's allocation as series, each to be booked for itself.

        Shape:   weekly on the clock of the room, from the first to the last day of the season; ()
                 before it is allocated.
        Errors:  UnknownReference when no such season was opened.
        """
        entry, allocated = self.season(season), self.allocation(season)
        places = () if allocated is None else allocated.places
        return tuple(given for place in places for given in self._given(entry, place))

    def _given(self, season: Season, place: SeasonPlace) -> Iterator[Given]:
        wish, window = self.season_wish_table.get(place.wish), Window.parse(place.window)
        days = season.days(window.weekday)
        if wish is None or not days:
            return  # a correction took the wish, or the days, away
        minute = window.start % MINUTES_OF_DAY
        series = Series(
            start=write_wall(days[0] * MINUTES_OF_DAY + minute),
            minutes=window.end - window.start,
            zone=self._rooms.zone_of(place.room),
            rule=f"FREQ=WEEKLY;COUNT={len(days)}",
        )
        yield Given(wish.id, wish.organisation, place.room, wish.persons, series)

    def _house(self, season: Season) -> House:
        rooms = self._rooms

        def persons(room: str) -> int:
            entry = rooms.room_table.get(room)
            return 0 if entry is None else entry.persons

        def turnover(room: str) -> int:
            return rooms.margins(room, None)[1]

        @cache
        def weeks(start: int, end: int, zone: str) -> list[tuple[int, int]]:
            days = season.days(start // MINUTES_OF_DAY)
            walls = [day * MINUTES_OF_DAY + start % MINUTES_OF_DAY for day in days]
            found = [
                (first_showing(wall, zone), first_showing(wall + end - start, zone))
                for wall in walls
            ]
            return [(begin, until) for begin, until in found if begin < until]

        @cache
        def is_taken(leaf: str, start: int, end: int, zone: str) -> bool:
            bookings = rooms.timetable(leaf).bookings
            spans = weeks(start, end, zone)
            return any(bookings.first_clash(begin, until) is not None for begin, until in spans)

        @cache
        def can_be_had(room: str, start: int, end: int) -> bool:
            zone, leaves, ready = rooms.zone_of(room), rooms.leaves(room), end + turnover(room)
            if any(is_taken(leaf, start, ready, zone) for leaf in leaves):
                return False
            hours = rooms.openings(room, leaves)
            return any(
                all(each.is_open(*span) for each in hours) for span in weeks(start, end, zone)
            )

        return House(persons, rooms.leaves, turnover, can_be_had)

    @property
    def _rooms(self) -> RoomsState:
        """What is free, the tables of rooms know."""
        return cast("RoomsState", self)

    # --- checkpoints ----------------------------------------------------------------------

    def dump_seasons(self) -> dict[str, Any]:
        """This part of the state as plain JSON values; `load_seasons` finds the indexes again."""
        return {
            "seasons": list(self.season_table.values()),
            "season_wishes": list(self.season_wish_table.values()),
            "season_terms": {
                season: list(terms.values()) for season, terms in self.terms_table.items()
            },
            "allocations": [list(_row(fact)) for fact in self.allocation_table.values()],
        }

    def load_seasons(self, data: Mapping[str, Any]) -> None:
        """Take over what `dump_seasons` gave; called once, on an empty state."""
        for row in data["seasons"]:
            season = self.season_table[row[0]] = Season._make(map(_frozen, row))
            assert season.id == row[0]
        for row in data["season_wishes"]:
            wish = self.season_wish_table[row[0]] = SeasonWish._make(map(_frozen, row))
            FOR_GOOD.note(self.wishes_by_season, wish.season, wish.id)
        for name, rows in data["season_terms"].items():
            self.terms_table[name] = {row[0]: Terms._make(row) for row in rows}
        for name, places, unmet, is_proven in data["allocations"]:
            self.allocation_table[name] = SeasonAllocated(
                season=name,
                places=tuple(SeasonPlace(wish=w, room=r, window=at) for w, r, at in places),
                unmet=tuple(
                    SeasonUnmet(wish=w, reason=why, holders=tuple(by)) for w, why, by in unmet
                ),
                is_proven=is_proven,
            )


def _row(fact: SeasonAllocated) -> Iterator[Any]:
    yield fact.season
    yield [[each.wish, each.room, each.window] for each in fact.places]
    yield [[each.wish, each.reason, list(each.holders)] for each in fact.unmet]
    yield fact.is_proven


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
