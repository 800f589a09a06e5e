"""Whether two series ever meet, decided exactly, through the end of the calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product
from typing import Final

from mo_network.scheduling.deciding.answers import Meeting, Never
from mo_network.scheduling.deciding.apart import is_surely_apart
from mo_network.scheduling.deciding.clocks import utc_of
from mo_network.scheduling.deciding.plain import Touch, touch
from mo_network.scheduling.deciding.rays import (
    DAY,
    Ray,
    first_start,
    first_start_again,
    first_within,
)
from mo_network.scheduling.deciding.reasons import never, reason
from mo_network.scheduling.deciding.timetable import Timetable, horizon_of, rounded, timetable
from mo_network.scheduling.series import Occurrence, Series, read_wall
from mo_network.scheduling.series.walls import LAST_DAY

_NEAR: Final = 1_500
"""Days looked at first: most that ever meet do so within four years."""

_KEPT: Final = 1_024

_Decide = Callable[[Timetable, Timetable], Meeting | Never]
_decided: dict[tuple[int, int, _Decide], tuple[Timetable, Timetable, Meeting | Never]] = {}


def first_meeting(one: Series, other: Series) -> Meeting | Never:
    """Where two series first share a minute, or why they never do.

    Half-open: back-to-back occurrences do not meet. Symmetric. A series and itself share all
    their minutes; whether its occurrences run into each other says `first_meeting_with_itself`.

    >>> choir = Series(start="2026-05-05T18:00", minutes=90, zone="Europe/Berlin",
    ...                rule="FREQ=WEEKLY")
    >>> board = Series(start="2026-05-07T19:00", minutes=60, zone="Europe/Berlin",
    ...                rule="FREQ=MONTHLY;BYMONTHDAY=7")
    >>> first_meeting(choir, board).other_key
    '2026-07-07T19:00'
    >>> dance = Series(start="2026-05-05T19:30", minutes=90, zone="Europe/Berlin",
    ...                rule="FREQ=WEEKLY")
    >>> first_meeting(choir, dance).code
    'times_apart'
    """
    return meet(timetable(one), timetable(other))


def first_meeting_with_itself(series: Series) -> Meeting | Never:
    """Where two occurrences of one series first share a minute, or why they never do.

    >>> camp = Series(start="2026-07-01T00:00", minutes=60 * 24 * 60, zone="UTC",
    ...               rule="FREQ=WEEKLY")
    >>> first_meeting_with_itself(camp).one_key
    '2026-07-08T00:00'
    """
    return meet_itself(timetable(series))


def meet(one: Timetable, other: Timetable) -> Meeting | Never:
    """The same for timetables, with what their series ask for before and after."""
    mine, theirs = one.sole, other.sole
    if mine is not None and theirs is not None and mine.zone == theirs.zone:
        found = touch(mine, theirs)
        if type(found) is tuple:
            return _named_by_touch(one, other, found)
        if found is not None:
            return reason(str(found), one, other)
    return _remembered(one, other, _meet)


def meet_itself(table: Timetable) -> Meeting | Never:
    """Where two occurrences of one timetable first share a minute."""
    return _remembered(table, table, _meet_itself)


def is_meeting_itself(table: Timetable) -> bool:
    """Whether two occurrences of one timetable ever share a minute."""
    if table.sole is not None:
        return table.sole.lasting > table.sole.every and table.sole.last > table.sole.start
    return isinstance(meet_itself(table), Meeting)


def first_by_rule(table: Timetable, others: Iterable[Timetable]) -> int | None:
    """The first UTC minute shared by what rules start, whatever was added or moved.

    Shape:   the table itself may be among the others: then two of its own occurrences count.
    """
    plain, first, rest = table.plain, None, []
    for other in others:
        theirs = other.plain
        if plain is None or theirs is None or plain.zone != theirs.zone or other is table:
            rest.append(other)
            continue
        found = touch(plain, theirs)
        if type(found) is tuple:
            if first is None or found[0] < first:
                first = found[0]
                if first == plain.start:
                    break  # nobody meets it before it begins
        elif found is None:
            rest.append(other)
    best = None if first is None else utc_of(table.zone, first)
    for other in rest:
        begun = _begun_again if other is table else _begun
        at = _first_of_rays(table, other, begun)
        if at is not None and (best is None or at < best):
            best = at
    return best


def _remembered(one: Timetable, other: Timetable, decide: _Decide) -> Meeting | Never:
    known = _decided.get((id(one), id(other), decide))
    # The entry holds its tables, so these numbers stay theirs.
    if known is None:
        if len(_decided) >= _KEPT:
            _decided.clear()
        known = _decided[id(one), id(other), decide] = one, other, decide(one, other)
    return known[2]


def _meet(one: Timetable, other: Timetable) -> Meeting | Never:
    at = _first_of_rays(one, other, _begun)
    at = _first_of_singles(one, other, at)
    at = _earlier(_first_of_singles(other, one, at), _first_shared(one, other))
    if at is None:
        return never(one, other, on_wall=_is_on_wall(one, other))
    return Meeting(at, _wall_at(one, at), _wall_at(other, at))


def _meet_itself(table: Timetable, _: Timetable) -> Meeting | Never:
    at = _first_of_rays(table, table, _begun_again)
    at = _earlier(_first_of_singles(table, table, at), _first_shared(table, table))
    if at is None:
        return Never("times_apart")
    latest, before = sorted(table.standing(at, at + 1), key=_latest)[-1:-3:-1]
    return Meeting(at, read_wall(latest.key, "a key"), read_wall(before.key, "a key"))


def _first_of_rays(
    one: Timetable,
    other: Timetable,
    begun: Callable[[Iterable[Ray], Iterable[Ray]], int | None],
) -> int | None:
    """The first UTC minute at which occurrences by the rules of both stand."""
    if not one.patterns or not other.patterns:
        return None
    on_wall = _is_on_wall(one, other)
    reach = one.reach + other.reach
    end = rounded(min(one.last, other.last) + reach)
    far = min(horizon_of((one, other), on_wall=on_wall), end)
    near = min(rounded(max(one.first, other.first) + _NEAR), far)
    for horizon in (near, far):
        rays = one.rays(horizon, on_wall=on_wall)
        others = rays if one is other else other.rays(horizon, on_wall=on_wall)
        found = [begun(rays, others), begun(others, rays)]
        minute = min((each for each in found if each is not None), default=None)
        # What begins after the horizon may ask for time before it.
        if minute is not None and (horizon == far or minute < (horizon - reach) * DAY):
            return utc_of(one.zone, minute) if on_wall else minute - DAY
        if horizon == far or is_surely_apart(one, other, on_wall=on_wall):
            break
    return None


def _begun(standing: Iterable[Ray], starting: Iterable[Ray]) -> int | None:
    """The first minute at which one of the second begins while one of the first stands."""
    found = (first_start(x, y) for x, y in product(standing, starting))
    return min((minute for minute in found if minute is not None), default=None)


def _begun_again(standing: Iterable[Ray], starting: Iterable[Ray]) -> int | None:
    """The same for one series: an occurrence does not meet itself."""
    found = (
        first_start_again(x) if x is y else first_start(x, y)
        for x, y in product(standing, starting)
    )
    return min((minute for minute in found if minute is not None), default=None)


def _first_of_singles(one: Timetable, other: Timetable, best: int | None) -> int | None:
    """The first minute at which an added or moved one stands beside what a rule starts."""
    singles = one.singles
    if not singles:
        return best
    last = max(each.end for each in singles)
    horizon = rounded(min(last // DAY + other.reach, LAST_DAY))
    rays = [
        (ray, ray.days.to_bytes((ray.days.bit_length() >> 3) + 1, "little"))
        for ray in other.rays(horizon, on_wall=False)
    ]
    for single in singles:
        if best is not None and single.start >= best:
            break
        for ray, cells in rays:
            at = first_within(ray, cells, single.start + DAY, single.end + DAY)
            if at is not None and (best is None or at - DAY < best):
                best = at - DAY
    return best


def _earlier(one: int | None, other: int | None) -> int | None:
    return min((at for at in (one, other) if at is not None), default=None)


def _first_shared(one: Timetable, other: Timetable) -> int | None:
    """The first minute shared by two of the added and moved ones: a sweep over their starts."""
    if one is other:
        ends = 0
        for single in one.singles:
            if single.start < ends:
                return single.start
            ends = max(ends, single.end)
        return None
    latest = [0, 0]
    both = [(each.start, each.end, 0) for each in one.singles]
    both += [(each.start, each.end, 1) for each in other.singles]
    for start, end, side in sorted(both):
        if start < latest[1 - side]:
            return start
        latest[side] = max(latest[side], end)
    return None


def _is_on_wall(one: Timetable, other: Timetable) -> bool:
    return one.zone == other.zone and one.is_smooth and other.is_smooth


def _wall_at(table: Timetable, at: int) -> int:
    return read_wall(max(table.standing(at, at + 1), key=_latest).key, "a key")


def _latest(occurrence: Occurrence) -> tuple[int, str]:
    return occurrence.start, occurrence.key


def _named_by_touch(one: Timetable, other: Timetable, found: Touch) -> Meeting:
    wall, is_second = found
    starter, standing = (other, one) if is_second else (one, other)
    begins = wall + starter.before
    at = utc_of(one.zone, begins) - starter.before
    assert standing.plain is not None
    _, start, every, _, last = standing.plain
    latest = min(wall, last)
    stands = latest - (latest - start) % every + standing.before
    return Meeting(at, stands, begins) if is_second else Meeting(at, begins, stands)
