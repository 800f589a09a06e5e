"""The days on which a series may start, as the bits of integers: what exact decisions rest on."""

from __future__ import annotations

from typing import NamedTuple

from mo_network.scheduling.minutes import END_OF_TIME
from mo_network.scheduling.series.plan import Plan
from mo_network.scheduling.series.walls import DAY, LAST_DAY


class DayPattern(NamedTuple):
    """The days of one time of the day, before anything is left out, added or moved.

    Shape:   bit k of `bits` stands for the day `first + k`, and again for each `period` days
             later, up to `last`; with period 0 the bits are all there is.
    Units:   `time` in minutes of the day; days as `date.toordinal()` counts them.
    """

    time: int
    first: int
    period: int
    bits: int
    last: int

    def has(self, day: int) -> bool:
        """Whether it starts on a day."""
        if not self.first <= day <= self.last:
            return False
        away = day - self.first
        return bool(self.bits >> (away % self.period if self.period else away) & 1)


def patterns_of(plan: Plan) -> tuple[DayPattern, ...]:
    """One pattern for each time of the day at which the rule starts, in order of times."""
    day, minute = divmod(plan.start, DAY)
    times = (minute,) if plan.rule is None else plan.rule.times(minute)
    found = []
    for time in times:
        # A time earlier than the start's own comes from the next day on.
        first = day if time >= minute else day + 1
        last = _last_day(plan, time)
        if last < first:
            continue
        period = plan.starts.period_days
        if last - first < period:
            period = 0
        bits = plan.starts.bits(time, first, period or last - first + 1)
        if bits:
            found.append(DayPattern(time, first, period, bits, last))
    return tuple(found)


def _last_day(plan: Plan, time: int) -> int:
    """The last day on which one may start at this time."""
    day, minute = divmod(plan.cut, DAY)
    last = min(
        day if time <= minute else day - 1,
        LAST_DAY,
        (plan.until + 2 * DAY) // DAY,
        (END_OF_TIME - plan.minutes + 3 * DAY) // DAY,
    )
    while plan.is_beyond(last * DAY + time):
        last -= 1
    return last
