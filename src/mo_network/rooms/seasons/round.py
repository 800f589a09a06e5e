"""A season's wishes as places on the leaves of rooms, for the engine to share out and to check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs

from mo_network.rooms.seasons.entries import Season, SeasonWish, Terms
from mo_network.rooms.seasons.facts import (
    LAST_PRIORITY,
    LATE,
    SeasonAllocated,
    SeasonPlace,
    SeasonUnmet,
)
from mo_network.rooms.seasons.windows import Window
from mo_network.scheduling.allocation import (
    Allocation,
    Fault,
    Place,
    SlotWish,
    Span,
    check,
    share_out,
    unmet,
)


@attrs.frozen
class House:
    """What a season has to know of the rooms.

    Shape:   how many persons a room holds (0 for an unknown one), the leaves that it stands on, the
             minutes after each booking until it is ready, and whether it can be had in a stretch of
             the week.
    """

    persons: Callable[[str], int]
    leaves: Callable[[str], tuple[str, ...]]
    turnover: Callable[[str], int]
    can_be_had: Callable[[str, int, int], bool]


@attrs.frozen
class Round:
    """All wishes of a season as the engine takes them.

    Shape:   `named` gives for each wish its places as facts name them, in the same order; `late`
             are the wishes that came after the last day and take no part.
    """

    season: Season
    wishes: tuple[SlotWish, ...]
    named: Mapping[str, tuple[SeasonPlace, ...]]
    quotas: Mapping[str, int]
    late: tuple[SeasonUnmet, ...]

    def allocated(self) -> SeasonAllocated:
        """The best allocation there is, or that was found, with the reason of each unmet wish."""
        found = share_out(self.wishes, self.quotas, self.season.seed)
        places = tuple(self.named[wish][number] for wish, number in found.held)
        return SeasonAllocated(
            season=self.season.id,
            places=places,
            unmet=self._unmet(found, self.late),
            is_proven=found.is_proven,
        )

    def faults(self, fact: SeasonAllocated) -> tuple[Fault, ...]:
        """What is wrong with an allocation, whoever made it."""
        return check(self.wishes, self.quotas, self._read(fact))

    def reasoned(self, fact: SeasonAllocated) -> SeasonAllocated:
        """The same places, each wish that is not met with the reason that holds.

        Shape:   late ones only if they are named: what comes after the proposal does not undo it.
        """
        named = {each.wish for each in fact.unmet}
        late = (each for each in self.late if each.wish in named)
        return fact.but(unmet=self._unmet(self._read(fact), late))

    def _unmet(self, found: Allocation, late: Iterable[SeasonUnmet]) -> tuple[SeasonUnmet, ...]:
        reasons = (
            SeasonUnmet(wish=each.wish, reason=each.reason.value, holders=each.holders)
            for each in unmet(self.wishes, self.quotas, found)
        )
        return tuple(sorted((*reasons, *late), key=_wish))

    def _read(self, fact: SeasonAllocated) -> Allocation:
        held = []
        for place in fact.places:
            named = self.named.get(place.wish, ())
            held.append((place.wish, named.index(place) if place in named else -1))
        return Allocation(tuple(held), fact.is_proven)


def round_of(
    season: Season,
    wishes: Iterable[SeasonWish],
    late: Iterable[SeasonWish],
    terms: Mapping[str, Terms],
    house: House,
) -> Round:
    """A season's wishes, each with every place that would do, the dearest first."""
    slot_wishes, named = [], {}
    quotas: dict[str, int] = {}
    for wish in wishes:
        known = terms.get(wish.organisation, Terms(wish.organisation, LAST_PRIORITY, -1))
        quotas[wish.organisation] = known.quota if known.quota >= 0 else season.quota
        found = list(_places(season, wish, house))
        places = tuple(place for _, place in found)
        slot_wishes.append(SlotWish(wish.id, wish.organisation, known.priority, places))
        named[wish.id] = tuple(name for name, _ in found)
    too_late = tuple(SeasonUnmet(wish=wish.id, reason=LATE) for wish in late)
    return Round(season, tuple(slot_wishes), named, quotas, too_late)


def _places(season: Season, wish: SeasonWish, house: House) -> Iterator[tuple[SeasonPlace, Place]]:
    rooms = [(rank, room) for rank, room in enumerate(wish.rooms) if room in season.rooms]
    for step, text in enumerate(wish.windows):
        for start, end, until in _starts(season, wish.minutes, Window.parse(text)):
            for rank, room in rooms:
                if house.persons(room) < wish.persons:
                    continue
                if not house.can_be_had(room, start, end):
                    continue
                held = max(until, end + house.turnover(room))
                spans = tuple(Span(leaf, start, held) for leaf in house.leaves(room))
                name = SeasonPlace(wish=wish.id, room=room, window=str(Window(start, end)))
                yield name, Place(step * len(wish.rooms) + rank, spans)


def has_start(season: Season, windows: Iterable[str], minutes: int) -> bool:
    """Whether a slot of so many minutes may begin in one of some windows, in whatever room."""
    return any(any(_starts(season, minutes, Window.parse(text))) for text in windows)


def _starts(season: Season, minutes: int, wanted: Window) -> Iterator[tuple[int, int, int]]:
    """When a slot may begin and end, and until when it keeps others out: whole steps."""
    if not season.days(wanted.weekday):
        return
    for hours in season.windows:
        whole = -(-minutes // season.step) * season.step
        for start in range(hours.start, hours.end, season.step):
            end = start + minutes
            if wanted.start <= start and end <= min(wanted.end, hours.end):
                yield start, end, min(start + whole, hours.end)


def _wish(unmet_wish: SeasonUnmet) -> str:
    return unmet_wish.wish
