"""VTIMEZONE: a zone's clock written out for programs that do not know its name, or another version.

Changes that come by the same rule for ever after are one RRULE; those before it stand one by one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from mo_network.exchange.calendar.stamps import DAY, write_stamp
from mo_network.scheduling.series import WallMinute, clock_of

_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_REGULAR_BY: Final = 2400
"""By then every zone follows the last line of its file; the calendar repeats after 400 years."""
_END: Final = date(_REGULAR_BY + 400, 1, 3).toordinal() * DAY


class Change(NamedTuple):
    """One change of a clock: what it shows then, by the offset before it."""

    wall: WallMinute
    before: int
    after: int

    @property
    def on(self) -> date:
        """Its day."""
        return date.fromordinal(self.wall // DAY)

    @property
    def kind(self) -> tuple[int, int, int, int]:
        """What all changes by one rule share: offsets, time of the day, weekday."""
        return self.before, self.after, self.wall % DAY, self.on.weekday()


@lru_cache(maxsize=32)
def zone_lines(zone: str, since: WallMinute) -> tuple[str, ...]:
    """The lines of the VTIMEZONE of a zone, for times from a first one on.

    Shape:   what happens before `since` is left out.
    Source:  RFC 5545, 3.6.5.
    """
    clock = clock_of(zone)
    # A year more, so that the offset at the first time is one that was changed to.
    first = bisect_left(clock.changes, since - 400 * DAY)
    last = bisect_left(clock.changes, _END)
    changes = [
        Change(minute + DAY + before, before, after)
        for minute, before, after in zip(
            clock.changes[first:last],
            clock.offsets[first:last],
            clock.offsets[first + 1 : last + 1],
            strict=True,
        )
    ]
    regular = _regular(changes)
    start = date.fromordinal(max(since // DAY - 400, date(2, 1, 1).toordinal()))
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone}"]
    offset = clock.offsets[first]
    lines += _observance(Change(start.toordinal() * DAY, offset, offset), ())
    for change, rule in regular:
        lines += _observance(change, (f"RRULE:{rule}",) if rule else ())
    return (*lines, "END:VTIMEZONE")


def _regular(changes: list[Change]) -> list[tuple[Change, str]]:
    """The changes one by one, and from where they follow a rule the first with its rule."""
    cycle = [each for each in changes if _REGULAR_BY <= each.on.year < _REGULAR_BY + 400]
    days: dict[tuple[int, int, int, int], list[date]] = {}
    for change in cycle:
        days.setdefault(change.kind, []).append(change.on)
    rules = {kind: _rule(each) for kind, each in days.items()}
    firsts = {kind: _yearly_from(changes, kind, each) for kind, each in days.items()}
    found: list[tuple[Change, str]] = []
    for change in changes:
        first = firsts.get(change.kind)
        if first is None or change.wall < first:
            found.append((change, ""))
        elif change.wall == first:
            found.append((change, rules[change.kind]))
    return found


def _yearly_from(
    changes: list[Change], kind: tuple[int, int, int, int], days: list[date]
) -> WallMinute:
    """The first change of a kind from which on it comes every year on a day of the rule."""
    allowed = {_place(each) for each in days}
    alike = [each for each in changes if each.kind == kind]
    first = alike[-1]
    for change in reversed(alike):
        if change.on.year < first.on.year - 1 or _place(change.on) not in allowed:
            break
        first = change
    return first.wall


def _place(on: date) -> int:
    """A day's place in its year, from the end of it once February is over."""
    return on.month * 31 + on.day


def _rule(days: list[date]) -> str:
    """The rule by which a weekday comes on one of these days of each year."""
    weekday = _WEEKDAYS[days[0].weekday()]
    months = sorted({day.month for day in days})
    if len(months) == 1:
        low, high = min(day.day for day in days), max(day.day for day in days)
        month = f"FREQ=YEARLY;BYMONTH={months[0]}"
        if high % 7 == 0 and low == high - 6:
            return f"{month};BYDAY={high // 7}{weekday}"
        if high == _length_of(months[0]) and low == high - 6:
            return f"{month};BYDAY=-1{weekday}"
        numbers = ",".join(map(str, range(low, high + 1)))
        return f"{month};BYDAY={weekday};BYMONTHDAY={numbers}"
    # Over the end of a month: by the days that are left of the year, which no leap day moves.
    places = sorted({day.toordinal() - date(day.year, 12, 31).toordinal() - 1 for day in days})
    return f"FREQ=YEARLY;BYDAY={weekday};BYYEARDAY={','.join(map(str, places))}"


def _length_of(month: int) -> int:
    return (date(2001 + month // 12, month % 12 + 1, 1) - date(2001, month, 1)).days


def _observance(change: Change, more: tuple[str, ...]) -> Iterator[str]:
    name = "DAYLIGHT" if change.after > change.before else "STANDARD"
    yield f"BEGIN:{name}"
    yield f"DTSTART:{write_stamp(change.wall)}"
    yield f"TZOFFSETFROM:{_offset(change.before)}"
    yield f"TZOFFSETTO:{_offset(change.after)}"
    yield from more
    yield f"END:{name}"


def _offset(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}{rest:02}"
