"""The rule kind `booking-quota`: so many bookings, or hours, for one organisation in a period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import ClassVar, Literal

import attrs

from mo_network.judging.answers import Veto
from mo_network.rooms.hooks import BookingContext, booking_limits
from mo_network.rooms.rule_kinds.choosing import Rooms
from mo_network.rooms.views import BookedTime
from mo_network.values.period import Period
from mo_network.values.timeline import Timeline

_YEARS = 2
_DAY = timedelta(days=1)
_LAST = date(9999, 12, 30)


def _months(on: date, count: int) -> Period:
    first = (on.month - 1) // count * count + 1
    last_month = first + count - 1
    year, month = (on.year, last_month + 1) if last_month < 12 else (on.year + 1, 1)
    end = date(year, month, 1) if year <= 9999 else _LAST + _DAY
    return Period(date(on.year, first, 1), end)


def _week(on: date) -> Period:
    monday = date.fromordinal(max(on.toordinal() - on.weekday(), 1))
    return Period.through(monday, min(on + (6 - on.weekday()) * _DAY, _LAST))


_PERIODS: Mapping[str, Callable[[date], Period]] = {
    "day": lambda on: Period.through(on, on),
    "week": _week,
    "month": lambda on: _months(on, 1),
    "quarter": lambda on: _months(on, 3),
    "half-year": lambda on: _months(on, 6),
    "year": lambda on: _months(on, 12),
}


@attrs.frozen
class BookingQuota:
    """Kontingent: an organisation has at most so many bookings, or hours, in a period.

    Shape:   `most` of what is `counted`, "bookings" (the default) or "hours", in each `period`: a
             day, week (from Monday on), month, quarter, half-year or year. `rooms` are counted
             together, all if none is named; with `only_public` public events alone count. What was
             cancelled does not count, what nobody came to does. Of a series each time counts, for
             two years from its first one.
    Units:   a booking belongs whole to the day on which it begins, by the room's clock.
    Errors:  on a day without a value the rule cannot answer, and the verdict is undecided.

    Which mistake is worse: to let one group have what many share. It is judged in the same step as
    the booking, so two requests at once cannot both be the last one.

    >>> from mo_network.values.source import Source
    >>> from mo_network.values.timeline import Step
    >>> rules = Source("Rules of an invented house", article="5")
    >>> rule = BookingQuota(Timeline("most", (Step(date(2026, 1, 1), 4, rules),)), period="month")
    >>> str(rule.days(date(2026, 2, 10)))
    '2026-02-01/2026-03-01'
    """

    kind: ClassVar[str] = "booking-quota"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "too_many": "Von {3} bis {4} sind {0} Buchungen da und {1} gewünscht; "
            "möglich sind {2}.",
            "too_long": "Von {3} bis {4} sind {0} Stunden gebucht und {1} gewünscht; "
            "möglich sind {2}.",
        },
        "de-simple": {
            "too_many": "Von {3} bis {4} haben Sie {0} Buchungen. Sie möchten {1}. "
            "Erlaubt sind {2}.",
            "too_long": "Von {3} bis {4} haben Sie {0} Stunden. Sie möchten {1}. Erlaubt sind {2}.",
        },
        "en": {
            "too_many": "From {3} to {4} there are {0} bookings and {1} wished for; "
            "{2} are possible.",
            "too_long": "From {3} to {4} there are {0} hours booked and {1} wished for; "
            "{2} are possible.",
        },
    }

    most: Timeline[int]
    period: Literal["day", "week", "month", "quarter", "half-year", "year"] = "month"
    counted: Literal["bookings", "hours"] = "bookings"
    rooms: Rooms = frozenset()
    only_public: bool = False

    def days(self, on: date) -> Period:
        """The period in which a day lies."""
        return _PERIODS[self.period](on)

    @booking_limits
    def quota(self, context: BookingContext) -> Iterable[Veto]:
        """A veto for the first period in which it would be too much."""
        if self.rooms and context.room not in self.rooms:
            return ()
        most = self.most.at(context.on)
        for days in self._periods(context):
            asked = self._sum(context.asked.within(days, only_public=self.only_public))
            if not asked:
                continue
            held = self._sum(context.held.within(days, self.rooms, only_public=self.only_public))
            if held + asked > (most * 60 if self.counted == "hours" else most):
                return (self._veto(held, asked, most, days),)
        return ()

    def _periods(self, context: BookingContext) -> Iterator[Period]:
        """The periods that the times asked for touch, each once, in order."""
        last = context.start_on if context.last_on == context.start_on else _later(context.start_on)
        times = context.asked.within(Period.through(min(context.start_on, _LAST), last))
        for start in sorted({self.days(time.start_on).start for time in times}):
            yield self.days(start)

    def _sum(self, times: tuple[BookedTime, ...]) -> int:
        return sum(time.minutes for time in times) if self.counted == "hours" else len(times)

    def _veto(self, held: int, asked: int, most: int, days: Period) -> Veto:
        last = days.last or _LAST
        if self.counted == "hours":
            return Veto("too_long", (_hours(held), _hours(asked), most, days.start, last))
        return Veto("too_many", (held, asked, most, days.start, last))


def _later(on: date) -> date:
    return min(date(min(on.year + _YEARS, 9999), on.month, min(on.day, 28)), _LAST)


def _hours(minutes: int) -> str:
    """Hours and minutes, as a clock shows them.

    >>> _hours(210)
    '3:30'
    """
    return f"{minutes // 60}:{minutes % 60:02}"
