"""What can happen around a season: it is opened, wished for, weighed, and shared out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Annotated, ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.judging.fact import Fact, Known, Label, New, Standing
from mo_network.judging.sentences import require_language
from mo_network.rooms.checks import require_persons
from mo_network.rooms.seasons.windows import Window
from mo_network.rooms.seasons.words import UNMET
from mo_network.scheduling.allocation import Reason
from mo_network.scheduling.minutes import check_count
from mo_network.scheduling.wall import MINUTES_OF_DAY
from mo_network.values.ids import check_id
from mo_network.values.period import Period
from mo_network.values.tags import Tag

MOST_NAMED = 20
LAST_PRIORITY = 99
LATE = "late"
REASONS = (*(reason.value for reason in Reason), LATE)


@attrs.frozen(kw_only=True)
class SeasonOpened(Fact):
    """Vergaberunde eröffnet: weekly slots of some rooms are to be shared out for a time.

    Shape:   `hours` are the stretches of the week that are shared out; slots begin at whole steps
             from the beginning of a stretch, and take whole steps. Each organisation gets at most
             `quota` slots a week. Lots are drawn from `seed`, which anybody can repeat.
    Units:   minutes for `step`; `wishes_through` is the last day for wishes.
    Errors:  InvalidValue for a period without end or longer than a year, for no rooms or hours,
             hours that overlap, a step that does not divide the day.
    Source:  design, section 4.

    >>> SeasonOpened(id="season:2026w", name="Winter", rooms=("room:saal",), seed="2026-11",
    ...              period=Period.parse("2026-10-01/2027-04-01"), hours=("tue 16:00-22:00",),
    ...              wishes_through=date(2026, 9, 1), step=120, quota=2).step
    120
    """

    standing: ClassVar[Standing] = Standing.DECIDED
    id: Annotated[str, New("season")]
    name: Label
    period: Period
    wishes_through: date
    rooms: tuple[Annotated[str, Known("room")], ...]
    hours: tuple[str, ...]
    step: int
    quota: int
    seed: Label

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        if self.period.days is None or self.period.days > 366:
            raise InvalidValue(
                f"SeasonOpened.period is {self.period}: give a first and a last day, at most a "
                "year apart",
                given=self.period,
                allowed="at most 366 days",
            )
        _require_some(self, "rooms", self.rooms, 500)
        _require_some(self, "hours", self.hours, 100)
        windows = sorted(map(Window.parse, self.hours))
        for before, after in pairwise(windows):
            if after.start < before.end:
                raise InvalidValue(
                    f"SeasonOpened.hours has {before} and {after}, which overlap: join them",
                    given=self.hours,
                    allowed="hours that do not overlap",
                )
        check_count("SeasonOpened.step", self.step, 5, MINUTES_OF_DAY)
        if MINUTES_OF_DAY % self.step:
            raise InvalidValue(
                f"SeasonOpened.step is {self.step}: give minutes that divide the day, such as 15, "
                "30 or 120",
                given=self.step,
                allowed="a divisor of 1440",
            )
        check_count("SeasonOpened.quota", self.quota, 1, 1_000)


@attrs.frozen(kw_only=True)
class SeasonWishReceived(Fact):
    """Wunsch zur Vergaberunde eingegangen: an organisation asks for one slot a week.

    Shape:   `windows` and `rooms` are all that would do, the dearest first: a dearer window counts
             more than a dearer room. Who needs two slots a week hands in two wishes.
    Units:   `minutes` is the length of the slot.
    Errors:  InvalidValue for no windows or rooms, more than twenty, and one that stands twice.
    Source:  design, section 4.
    """

    standing: ClassVar[Standing] = Standing.RECEIVED
    id: Annotated[str, New("seasonwish")]
    season: Annotated[str, Known("season")]
    organisation: Annotated[str, Known("org")]
    windows: tuple[str, ...]
    rooms: tuple[Annotated[str, Known("room")], ...]
    minutes: int
    persons: int

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        require_persons(self, self.persons)
        _require_some(self, "rooms", self.rooms, MOST_NAMED)
        _require_some(self, "windows", self.windows, MOST_NAMED)
        for window in self.windows:
            Window.parse(window)
        check_count("SeasonWishReceived.minutes", self.minutes, 5, MINUTES_OF_DAY)


@attrs.frozen(kw_only=True)
class SeasonWishWithdrawn(Fact):
    """Wunsch zur Vergaberunde zurückgezogen."""

    standing: ClassVar[Standing] = Standing.OBSERVED
    wish: Annotated[str, Known("seasonwish")]


@attrs.frozen(kw_only=True)
class SeasonPrioritySet(Fact):
    """Rang in der Vergaberunde festgelegt: whose wishes have their turn before others'.

    Shape:   0 comes first; who has none set comes last, together. `quota` is how many slots a week
             it gets at most; None leaves the season's.
    Errors:  InvalidValue for a priority that is not from 0 to 98.
    """

    standing: ClassVar[Standing] = Standing.DECIDED
    season: Annotated[str, Known("season")]
    organisation: Annotated[str, Known("org")]
    priority: int
    quota: int | None = None

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        check_count("SeasonPrioritySet.priority", self.priority, 0, LAST_PRIORITY - 1)
        if self.quota is not None:
            check_count("SeasonPrioritySet.quota", self.quota, 0, 1_000)


@attrs.frozen(kw_only=True)
class SeasonPlace:
    """One slot that is given: which wish, which room, when.

    Errors:  InvalidValue for what is no wish, room or window.
    """

    wish: str
    room: str
    window: str

    def __attrs_post_init__(self) -> None:
        check_id(self.wish, "seasonwish")
        check_id(self.room, "room")
        Window.parse(self.window)


@attrs.frozen(kw_only=True)
class SeasonUnmet:
    """A wish that is not met, why, and the wishes that were given what it could have had.

    Shape:   `reason` is "no_place" (nothing fits inside its windows), "quota" (its organisation has
             as much as it may), "held" (all is given to `holders`), "free" (a place that it could
             have was left unused, which an allocation made by hand may do), or "late": it came
             after the last day for wishes and takes no part.
    Errors:  InvalidValue for other reasons, and for what is no wish.

    >>> SeasonUnmet(wish="seasonwish:1", reason="held", holders=("seasonwish:2",)).explain("en")
    'seasonwish:1: all that was wished for is given, to seasonwish:2.'
    """

    wish: str
    reason: str
    holders: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        for name in (self.wish, *self.holders):
            check_id(name, "seasonwish")
        if self.reason not in REASONS:
            allowed = ", ".join(REASONS)
            raise InvalidValue(
                f"SeasonUnmet.reason is {self.reason!r:.40}: give one of {allowed}",
                given=self.reason,
                allowed=allowed,
            )

    def explain(self, lang: str, names: Mapping[str, str] | None = None) -> str:
        """Why, in one sentence; `names` are what wishes are called instead of by their ids.

        Errors:  InvalidValue for a language that the library does not speak.
        """
        wish, *holders = ((names or {}).get(each, each) for each in (self.wish, *self.holders))
        return UNMET[require_language(lang)][self.reason].format(wish, ", ".join(holders))


@attrs.frozen(kw_only=True)
class SeasonAllocated(Fact):
    """Vergaberunde zugeteilt: which wish gets which slot, and why the others get none.

    Shape:   each slot is booked as a series of its own; `is_proven` says whether no better
             allocation exists, or whether the search for one ended at its bound.
    Source:  design, section 4.
    """

    standing: ClassVar[Standing] = Standing.DECIDED
    season: Annotated[str, Known("season")]
    places: tuple[SeasonPlace, ...]
    unmet: tuple[SeasonUnmet, ...]
    is_proven: bool


def _require_some(fact: Fact, field: str, values: tuple[str, ...], most: int) -> None:
    if not 1 <= len(values) <= most or len(set(values)) < len(values):
        raise InvalidValue(
            f"{type(fact).__name__}.{field} names {len(values)} ({', '.join(values)[:80]}): give "
            f"from 1 to {most}, each once",
            given=values,
            allowed=f"1 to {most}, each once",
        )


SEASON_FACTS: tuple[Tag, ...] = (
    Tag("rooms.season_opened", 1, SeasonOpened),
    Tag("rooms.season_wish_received", 1, SeasonWishReceived),
    Tag("rooms.season_wish_withdrawn", 1, SeasonWishWithdrawn),
    Tag("rooms.season_priority_set", 1, SeasonPrioritySet),
    Tag("rooms.season_allocated", 1, SeasonAllocated),
)
