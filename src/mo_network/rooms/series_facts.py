"""What can happen to a series of bookings: wished for, booked, taken up, moved, cancelled."""

from __future__ import annotations

from typing import Annotated, ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.judging.fact import Fact, Known, New, Standing
from mo_network.rooms.checks import require_codes, require_persons, require_slot
from mo_network.rooms.use import PLAIN_USE, Use
from mo_network.scheduling import Series
from mo_network.scheduling.series import read_wall
from mo_network.values.sealed import Sealed
from mo_network.values.slot import Slot

MOST_SKIPPED = 1_000
MOST_EXCEPTIONS = 5_000


@attrs.frozen(kw_only=True)
class SeriesBooked(Fact):
    """Serie gebucht: a room is promised to an organisation again and again.

    Shape:   `skipped` are the original starts that are not promised, for something stands in their
             way; they can be taken up later. `wish` and `assured` are as in `RoomBooked`. An
             occurrence is named by the series and its original start: `series:7@2026-05-05T18:00`.
    Units:   starts are wall-clock times of the series' zone, YYYY-MM-DDTHH:MM.
    Errors:  InvalidValue for a series for nobody, and for starts that no clock shows, that stand
             twice or are more than a thousand.
    Source:  design, section 6.
    """

    standing: ClassVar[Standing] = Standing.DECIDED
    id: Annotated[str, New("series")]
    wish: Annotated[str, Known("wish")] | None = None
    room: Annotated[str, Known("room")]
    organisation: Annotated[str, Known("org")]
    series: Series
    skipped: tuple[str, ...] = ()
    persons: int
    use: Use = PLAIN_USE
    assured: frozenset[str] | None = None

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        require_persons(self, self.persons)
        require_starts(self, "skipped", self.skipped)
        require_codes(self, "assured", self.assured or ())
        _require_few_exceptions(self, self.series)


@attrs.frozen(kw_only=True)
class SeriesWished(Fact):
    """Serienwunsch eingegangen: an organisation asks for a room again and again.

    Shape:   `skipping` are the original starts that it does without, `most_skipped` is how many
             dates less it would still take the series for; 0 is the whole series or nothing.
    Errors:  InvalidValue as for `SeriesBooked`.
    Source:  design, section 2: a received class names the decision it asks for.

    >>> tuesdays = Series(start="2026-05-05T18:00", minutes=120, zone="Europe/Berlin",
    ...                   rule="FREQ=WEEKLY")
    >>> wish = SeriesWished(id="wish:7", room="room:saal", organisation="org:chor",
    ...                     series=tuesdays, persons=20)
    >>> wish.asks().id
    'series:7'
    """

    standing: ClassVar[Standing] = Standing.RECEIVED
    id: Annotated[str, New("wish")]
    room: Annotated[str, Known("room")]
    organisation: Annotated[str, Known("org")]
    series: Series
    skipping: tuple[str, ...] = ()
    most_skipped: int = 0
    persons: int
    purpose: Sealed | None = None
    use: Use = PLAIN_USE

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        require_persons(self, self.persons)
        require_starts(self, "skipping", self.skipping)
        _require_few_exceptions(self, self.series)
        if not 0 <= self.most_skipped <= MOST_SKIPPED:
            raise InvalidValue(
                f"SeriesWished.most_skipped is {self.most_skipped}: give a whole number from 0 to "
                f"{MOST_SKIPPED}",
                given=self.most_skipped,
                allowed=f"0 to {MOST_SKIPPED}",
            )

    def asks(self) -> SeriesBooked:
        """The series just as wished; its id has the wish's name."""
        return SeriesBooked(
            id="series:" + self.id.partition(":")[2],
            wish=self.id,
            room=self.room,
            organisation=self.organisation,
            series=self.series,
            skipped=self.skipping,
            persons=self.persons,
            use=self.use,
        )


@attrs.frozen(kw_only=True)
class SeriesTakenUp(Fact):
    """Ausgelassene Termine aufgenommen: dates that were skipped are promised after all.

    Errors:  InvalidValue for none, and for starts that no clock shows or that stand twice.
    """

    standing: ClassVar[Standing] = Standing.DECIDED
    series: Annotated[str, Known("series")]
    occurrences: tuple[str, ...]

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        if not self.occurrences:
            raise InvalidValue(
                "SeriesTakenUp.occurrences is empty: name the original starts that are promised",
                given=(),
                allowed="one start or more",
            )
        require_starts(self, "occurrences", self.occurrences)


@attrs.frozen(kw_only=True)
class OccurrenceMoved(Fact):
    """Termin verlegt: one occurrence of a series gets another slot, another room, or both.

    Shape:   `occurrence` is its original start, which names it for good, moved or not; `room` is
             None where it stays in its room. A shorter slot shortens it.
    Errors:  InvalidValue for a start that no clock shows, and for more than a year.
    """

    standing: ClassVar[Standing] = Standing.DECIDED
    series: Annotated[str, Known("series")]
    occurrence: str
    slot: Slot
    room: Annotated[str, Known("room")] | None = None

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        read_wall(self.occurrence, "the occurrence to move")
        require_slot(self, self.slot)


@attrs.frozen(kw_only=True)
class SeriesChanged(Fact):
    """Serie geändert: from an original start on, or over a range, it takes place otherwise.

    Shape:   what begins from `since` on, and until `through` if it is given, both included, is
             replaced by `to`, in `room` (None: where it was). With `through` None it is
             this-and-following. The occurrences of `to` are named by their own starts.
    Errors:  InvalidValue for starts that no clock shows or that are out of order.
    """

    standing: ClassVar[Standing] = Standing.DECIDED
    series: Annotated[str, Known("series")]
    since: str
    through: str | None = None
    to: Series
    room: Annotated[str, Known("room")] | None = None

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        require_range(self, self.since, self.through)
        _require_few_exceptions(self, self.to)


@attrs.frozen(kw_only=True)
class OccurrencesCancelled(Fact):
    """Termine abgesagt: one date, a range of them, or this one and all that follow.

    Shape:   original starts: `since` and all until `through`, both included; the two are equal for
             one date, `through` is None for this-and-following.
    Errors:  InvalidValue for starts that no clock shows or that are out of order.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    series: Annotated[str, Known("series")]
    since: str
    through: str | None = None

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        require_range(self, self.since, self.through)


@attrs.frozen(kw_only=True)
class OccurrenceUnused(Fact):
    """Termin nicht genutzt: on one date of a series nobody came; its time is free again.

    Shape:   `occurrence` is its original start; it stays counted as used.
    Errors:  InvalidValue for a start that no clock shows.
    """

    standing: ClassVar[Standing] = Standing.OBSERVED
    series: Annotated[str, Known("series")]
    occurrence: str

    def __attrs_post_init__(self) -> None:
        Fact.__attrs_post_init__(self)
        read_wall(self.occurrence, "the occurrence that was not used")


@attrs.frozen(kw_only=True)
class SeriesCancelled(Fact):
    """Serie abgesagt: the room is not needed any more, on none of the dates."""

    standing: ClassVar[Standing] = Standing.OBSERVED
    series: Annotated[str, Known("series")]


def require_starts(fact: Fact, field: str, starts: tuple[str, ...]) -> None:
    """Refuse what is no start, a start that stands twice, and too many of them."""
    for start in starts:
        read_wall(start, f"{type(fact).__name__}.{field}")
    if len(set(starts)) != len(starts) or len(starts) > MOST_SKIPPED:
        raise InvalidValue(
            f"{type(fact).__name__}.{field} names {len(starts)} starts: give each once, at most "
            f"{MOST_SKIPPED}; where more is in the way, another time or another room is better",
            given=len(starts),
            allowed=f"each once, at most {MOST_SKIPPED}",
        )


def require_range(fact: Fact, since: str, through: str | None) -> None:
    """Refuse a range that runs backwards."""
    first = read_wall(since, f"{type(fact).__name__}.since")
    if through is not None and read_wall(through, f"{type(fact).__name__}.through") < first:
        raise InvalidValue(
            f"{type(fact).__name__} is from {since} through {through}: give a last start that is "
            "not before the first one",
            given=(since, through),
            allowed="since <= through",
        )


def _require_few_exceptions(fact: Fact, series: Series) -> None:
    """Refuse a series that leaves no room for the exceptions that a booked one comes to have."""
    if len(series.exdates) > MOST_EXCEPTIONS:
        raise InvalidValue(
            f"{type(fact).__name__}.series leaves out {len(series.exdates)} starts: give at most "
            f"{MOST_EXCEPTIONS}, or another rule",
            given=len(series.exdates),
            allowed=f"at most {MOST_EXCEPTIONS}",
        )
