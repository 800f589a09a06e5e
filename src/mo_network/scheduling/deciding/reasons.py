"""Why two series never meet."""

from __future__ import annotations

from itertools import product
from typing import Final

from mo_network.scheduling.deciding.answers import Never
from mo_network.scheduling.deciding.apart import common_days, is_apart_by_days
from mo_network.scheduling.deciding.rays import Ray, distances
from mo_network.scheduling.deciding.timetable import Timetable, rounded

_NEAR: Final = 1_500


def never(one: Timetable, other: Timetable, *, on_wall: bool) -> Never:
    """The reason why two timetables that never meet do not."""
    firsts = one.series.first(), other.series.first()
    if firsts[0] is None or firsts[1] is None:
        return Never("no_occurrence")
    for ending, beginning, before in (
        (one, firsts[1], other.before),
        (other, firsts[0], one.before),
    ):
        last = ending.series.last()
        if last is not None and last.end + ending.after <= beginning.start - before:
            return Never("one_ends_first", (("begins", beginning.start), ("ends", last.end)))
    near = rounded(max(one.first, other.first) + _NEAR)
    rays, others = one.rays(near, on_wall=on_wall), other.rays(near, on_wall=on_wall)
    if not any(_is_touching(x, y) for x, y in product(rays, others)):
        return Never("times_apart")
    is_apart = is_apart_by_days(one, other, rays, others)
    return reason("days_apart" if is_apart else "dates_apart", one, other)


def _is_touching(one: Ray, other: Ray) -> bool:
    return any(least <= most for least, most in (distances(one, other), distances(other, one)))


def reason(code: str, one: Timetable, other: Timetable) -> Never:
    """A reason, with the days that tell the two apart if it is about days."""
    return Never(code, (("every", common_days(one, other)),) if code == "days_apart" else ())
