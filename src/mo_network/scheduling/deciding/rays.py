"""Rays: occurrences that begin at one minute of the day and last equally long.

A ray is one line of a timetable: the days on which it begins are the bits of one integer. Whether
two rays meet is a question about the distance of days at which they could, which is arithmetic,
and then about two sets of days, one moved by that distance.
"""

from __future__ import annotations

from typing import NamedTuple

from mo_network.scheduling.deciding.bits import lowest, moved, spread
from mo_network.scheduling.deciding.tally import Tally, added, times, windowed

DAY = 24 * 60


class Ray(NamedTuple):
    """The demand of occurrences that are alike but for their day.

    Shape:   `time` names the occurrence on its series' clock; the demand begins at `minute` of
             the same day, which may lie before that day or after it, and lasts `lasting`.
    Units:   minutes; `first` is the number of the day of bit 0.
    """

    time: int
    minute: int
    lasting: int
    first: int
    days: int


def distances(standing: Ray, starting: Ray) -> tuple[int, int]:
    """By how many days the one may begin after the other while that one stands.

    Shape:   the smallest and the largest number of days; none if the second is smaller.
    """
    apart = standing.minute - starting.minute
    return -(-apart // DAY), (apart + standing.lasting - 1) // DAY


def standing_at(standing: Ray, starting: Ray) -> int:
    """The days of `starting` (from its bit 0) at whose minute some of `standing` stands."""
    least, most = distances(standing, starting)
    if most < least:
        return 0
    days = standing.days
    if most > least:
        days = spread(days, most - least + 1)
    return moved(days, standing.first + least - starting.first)


def count_at(standing: Ray, starting: Ray, amount: int) -> Tally:
    """How much of `standing` stands at the minute of `starting`, by its days from bit 0."""
    least, most = distances(standing, starting)
    if most < least:
        return []
    shift = standing.first + least - starting.first
    if most == least:
        return times(moved(standing.days, shift), amount)
    counted = windowed(standing.days, most - least + 1)
    total: Tally = []
    for digit, bits in enumerate(counted):
        here = moved(bits, shift)
        total = added(total, [0] * digit + times(here, amount))
    return total


def touching(one: Ray, other: Ray) -> int:
    """The days of `one` (from its bit 0) whose occurrence shares a minute with some `other`."""
    apart = one.minute - other.minute
    # The other begins `k` days after the one: it begins before the one ends, and ends after it.
    least = (apart - other.lasting) // DAY + 1
    most = -(-(apart + one.lasting) // DAY) - 1
    if most < least:
        return 0
    days = other.days
    if most > least:
        days = spread(days, most - least + 1)
    return moved(days, other.first - most - one.first) & one.days


def first_start(standing: Ray, starting: Ray) -> int | None:
    """The first minute at which one of `starting` begins while one of `standing` stands."""
    both = standing_at(standing, starting) & starting.days
    return (starting.first + lowest(both)) * DAY + starting.minute if both else None


def first_start_again(ray: Ray) -> int | None:
    """The first minute at which one of a ray begins while an earlier one of it stands."""
    most = (ray.lasting - 1) // DAY
    if most < 1:
        return None
    both = spread(ray.days, most) << 1 & ray.days
    return (ray.first + lowest(both)) * DAY + ray.minute if both else None


def first_within(ray: Ray, cells: bytes, start: int, end: int) -> int | None:
    """The first minute of a window at which one of a ray stands.

    Shape:   `cells` are the ray's days as bytes, so that a look at one day costs no pass.
    """
    low = max((start - ray.minute - ray.lasting) // DAY + 1 - ray.first, 0)
    high = (end - 1 - ray.minute) // DAY - ray.first
    if high < low:
        return None
    few = int.from_bytes(cells[low >> 3 : (high >> 3) + 1], "little") >> (low & 7)
    few &= (1 << (high - low + 1)) - 1
    return max((ray.first + low + lowest(few)) * DAY + ray.minute, start) if few else None
