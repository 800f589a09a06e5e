"""When more stand at once than there is room for: any number of series, of any amounts.

The level of demand rises only where something begins. So it is enough to look at the minutes of
the day at which any of the series begins, each on all its days at once: how many of every other
series stand then is a set of days, or a few; they are added up as tallies, and the days above the
limit are the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mo_network.scheduling.deciding.bits import lowest, moved
from mo_network.scheduling.deciding.rays import DAY, Ray, count_at, standing_at, touching
from mo_network.scheduling.deciding.tally import Tally, above, added


class Share(NamedTuple):
    """Rays of one series, and how much each of its occurrences asks for."""

    rays: tuple[Ray, ...]
    amount: int


def crowded(wish: Share, others: Sequence[Share], limit: int) -> list[Ray]:
    """The minutes at which the wish stands and all together ask for more than the limit.

    Shape:   rays that last a minute; the first minute of every stretch above the limit is there,
             if it begins while the wish stands or the wish begins in it.
    """
    found = []
    for starting in _beginnings([wish, *others]):
        here = 0
        for ray in wish.rays:
            here |= standing_at(ray, starting)
        here &= starting.days
        if not here:
            continue
        bad = _above(wish, others, starting._replace(days=here), limit)
        if bad:
            found.append(starting._replace(days=bad))
    return found


def first_of(rays: Iterable[Ray]) -> int | None:
    """The first minute at which any of some rays begins."""
    return min(((ray.first + lowest(ray.days)) * DAY + ray.minute for ray in rays), default=None)


def touched(rays: Iterable[Ray], minutes: Iterable[Ray]) -> list[Ray]:
    """The occurrences of some rays during which any of the minutes comes, as rays."""
    found = []
    kept = list(minutes)
    for ray in rays:
        days = 0
        for each in kept:
            days |= touching(ray, each)
        if days:
            found.append(ray._replace(days=days))
    return found


def _beginnings(shares: Iterable[Share]) -> list[Ray]:
    """The minutes at which anything begins, each with all its days."""
    by_minute: dict[int, Ray] = {}
    for share in shares:
        for ray in share.rays:
            # Minutes beyond midnight are those of another day.
            days, minute = divmod(ray.minute, DAY)
            first = ray.first + days
            known = by_minute.get(minute)
            if known is None:
                by_minute[minute] = Ray(minute, minute, 1, first, ray.days)
                continue
            least = min(first, known.first)
            both = moved(ray.days, first - least) | moved(known.days, known.first - least)
            by_minute[minute] = Ray(minute, minute, 1, least, both)
    return list(by_minute.values())


def _above(wish: Share, others: Iterable[Share], starting: Ray, limit: int) -> int:
    """The days of `starting` on which more than the limit is asked for at its minute."""
    here = starting.days
    if limit < 0:
        return here
    parts: list[Tally] = []
    most = 0
    for rays, amount in (wish, *others):
        for ray in rays:
            if standing_at(ray, starting) & here:
                part = count_at(ray, starting, amount)
                parts.append(part)
                most += (1 << len(part)) - 1 if len(part) > amount.bit_length() else amount
    if most <= limit:
        return 0
    total: Tally = []
    for part in parts:
        total = added(total, part)
    return above(total, limit) & here
