"""Series that remainders keep apart: Tuesdays and Wednesdays, even weeks and odd ones.

Days that return every p and every q days are, modulo gcd(p, q), always the same; and whatever
differs there differs for ever. That is decided without a look at any day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import product
from math import gcd

from mo_network.scheduling.deciding.bits import folded, spread
from mo_network.scheduling.deciding.rays import DAY, Ray, distances
from mo_network.scheduling.deciding.timetable import Timetable
from mo_network.scheduling.series import clock_of


def is_surely_apart(one: Timetable, other: Timetable, *, on_wall: bool) -> bool:
    """Whether remainders alone keep two apart, whatever offsets their clocks may have."""
    rays, sway = _hulls(one, on_wall=on_wall)
    others, other_sway = _hulls(other, on_wall=on_wall)
    return is_apart_by_days(one, other, rays, others, sway + other_sway)


def _hulls(table: Timetable, *, on_wall: bool) -> tuple[list[Ray], int]:
    """Rays that begin at the earliest and last at the longest, and how much later they may begin.

    Their days are left out.
    """
    low = high = 0
    if not on_wall:
        clock = clock_of(table.zone)
        place = bisect_right(clock.changes, (table.first - table.reach) * DAY)
        low, high = min(clock.offsets[place:]), max(clock.offsets[place:])
    lasting = table.lasting + high - low
    return [
        Ray(each.time, each.time - high - table.before, lasting, 0, 0) for each in table.patterns
    ], high - low


def is_apart_by_days(
    one: Timetable, other: Timetable, rays: Iterable[Ray], others: Iterable[Ray], sway: int = 0
) -> bool:
    """Whether no day of one falls so beside a day of the other that these rays could touch."""
    every = common_days(one, other)
    if every < 2:
        return False
    mine, theirs = _remainders(one, every), _remainders(other, every)
    for x, y in product(rays, others):
        mine_then_theirs = (x, y, mine[x.time], theirs[y.time])
        theirs_then_mine = (y, x, theirs[y.time], mine[x.time])
        for standing, starting, stands, starts in (mine_then_theirs, theirs_then_mine):
            longer = standing._replace(
                minute=standing.minute - sway, lasting=standing.lasting + 2 * sway
            )
            least, most = distances(longer, starting)
            if most >= least:
                reached = spread(stands, min(most - least + 1, every)) << least % every
                if folded(reached, every) & starts:
                    return False
    return True


def common_days(one: Timetable, other: Timetable) -> int:
    """The days modulo which two series are told apart; 0 if the days of one are finite."""
    periods = [pattern.period for table in (one, other) for pattern in table.patterns]
    return gcd(*periods) if all(periods) else 0


def _remainders(table: Timetable, every: int) -> dict[int, int]:
    """For each time of the day the days on which a series starts, modulo a number of days."""
    return {
        each.time: folded(folded(each.bits, every) << each.first % every, every)
        for each in table.patterns
    }
