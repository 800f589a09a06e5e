"""The plainest series: one start that returns after a fixed number of minutes of the wall clock.

Two of them in one zone meet exactly if the one begins, modulo the common divisor of their
intervals, while the other stands. With equal intervals the first meeting is arithmetic too.
"""

from __future__ import annotations

from math import gcd
from typing import NamedTuple

from mo_network.scheduling.deciding.rays import DAY


class Plain(NamedTuple):
    """Starts every so many minutes, from the first to the last, each demand equally long.

    Units:   minutes of the wall clock of `zone`; demand includes what comes before and after.
    """

    zone: str
    start: int
    every: int
    lasting: int
    last: int


Touch = tuple[int, bool]
"""The first minute, on the wall clock, at which one begins while the other stands; and whether
it is the second that begins then."""


def touch(one: Plain, other: Plain) -> Touch | str | None:
    """Where two plain series of one zone first meet, or the code of the reason why never.

    Shape:   None if arithmetic alone does not tell.

    >>> choir = Plain("Europe/Berlin", 64_800, 10_080, 90, 10**9)
    >>> dance = Plain("Europe/Berlin", 64_860, 10_080, 90, 10**9)
    >>> touch(choir, dance)
    (64860, True)
    >>> touch(choir, dance._replace(start=64_890))
    'times_apart'
    """
    _, start, every, lasting, last = one
    _, other_start, other_every, other_lasting, other_last = other
    if every != other_every:
        common = gcd(every, other_every)
        later = (other_start - start) % common
        if later >= lasting and -later % common >= other_lasting:
            return why_apart(later, lasting, other_lasting)
        return None
    later = (other_start - start) % every
    earlier = -later % every
    if later >= lasting and earlier >= other_lasting:
        return why_apart(later, lasting, other_lasting)
    found: Touch | None = None
    if later < lasting:
        at = max(start + later, other_start)
        # The one that stands may have begun whole intervals earlier, if it is longer than one.
        if at <= other_last and at - later - (lasting - 1 - later) // every * every <= last:
            found = at, True
    if earlier < other_lasting:
        at = max(other_start + earlier, start)
        if (
            (found is None or at < found[0])
            and at <= last
            and at - earlier - (other_lasting - 1 - earlier) // every * every <= other_last
        ):
            found = at, False
    return found or "dates_apart"


def starts_within(plain: Plain, low: int, high: int) -> range:
    """When those begin that share a minute with a window of the wall clock.

    >>> list(starts_within(Plain("UTC", 100, 1000, 60, 10**9), 2150, 3100))
    [2100]
    """
    _, start, every, lasting, last = plain
    if low >= start + lasting:
        start += ((low - lasting - start) // every + 1) * every
    return range(start, min(high, last + 1), every)


def why_apart(later: int, lasting: int, other_lasting: int) -> str:
    """Whether the times of the day keep two apart, or the days."""
    of_day = later % DAY
    if of_day < lasting or -of_day % DAY < other_lasting:
        return "days_apart"
    return "times_apart"
