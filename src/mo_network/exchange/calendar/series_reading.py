"""An event as a series: its start, its rule, what is added and what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs

from mo_network.errors import InvalidValue
from mo_network.exchange.calendar.components import Property
from mo_network.exchange.calendar.event_reading import Reader, Unusable
from mo_network.exchange.calendar.series_text import FOLD, GAP, UNTIL, is_end_felt, until_in_utc
from mo_network.exchange.calendar.stamps import DAY, Stamp, read_length
from mo_network.scheduling import Move, Series
from mo_network.scheduling.series import WallMinute, clock_of, write_wall
from mo_network.scheduling.series.checks import MOST_EXCEPTIONS
from mo_network.scheduling.series.plan import starts_of
from mo_network.scheduling.series.reading import read_rule
from mo_network.scheduling.series.rule import Rule

MOST_STAMPS: Final = MOST_EXCEPTIONS


def read_whole(reader: Reader) -> Series:
    """The series, or the one time, of an event without a RECURRENCE-ID.

    Errors:  Unusable, InvalidValue.
    """
    start = reader.start()
    minutes, length = reader.length(start)
    for each in reader.event.all("EXRULE")[:1]:
        raise Unusable(each.line, "EXRULE", "is not part of RFC 5545 any more, and not understood")
    fields: dict[str, Any] = {
        "minutes": minutes,
        "zone": start.zone,
        "length": length,
        "gap": "skip" if reader.event.text(GAP).strip().upper() == "SKIP" else "shift",
        "fold": int(reader.event.text(FOLD).strip() == "1"),
    }
    rule = _rule(reader, start, fields["fold"])
    added, lengths = _added(reader, start, minutes)
    begin, rule, own = _with_start_in_rule(reader, start.wall, rule)
    added |= own
    left_out = _left_out(reader, start, rule, begin, added)
    added -= left_out
    if begin is None:
        begin, rule = min(added or {start.wall}), ""
    starts = starts_of(rule, begin)
    exdates = frozenset(wall for wall in left_out if starts.has(wall))
    series = Series(
        start=write_wall(begin),
        rule=rule,
        exdates=tuple(map(write_wall, exdates)),
        rdates=tuple(map(write_wall, added)),
        moved=tuple(
            Move(occurrence=write_wall(wall), to=write_wall(wall), minutes=longer)
            for wall, longer in lengths.items()
            if wall in added
        ),
        **fields,
    )
    end = reader.event.first("DTEND")
    if end is not None and rule and length == "exact" and is_end_felt(series):
        why = "is read as so many minutes later, also where the clocks change, as RFC 5545 has it"
        reader.say(end.line, "DTEND", why)
    return series


def _rule(reader: Reader, start: Stamp, fold: int) -> str:
    found = reader.one("RRULE")
    if found is None:
        return ""
    text = found.value.strip().rstrip(";")
    try:
        rule = read_rule(text)
    except InvalidValue as error:
        raise Unusable(found.line, "RRULE", str(error)) from None
    return str(_with_own_until(rule, reader.event.first(UNTIL), start.zone, fold))


def _with_own_until(rule: Rule, own: Property | None, zone: str, fold: int) -> Rule:
    """The rule with the UNTIL that we wrote beside it, unless somebody changed it since."""
    if own is None or rule.until is None:
        return rule
    try:
        ours = attrs.evolve(rule, until=read_rule(f"FREQ=DAILY;UNTIL={own.value.strip()}").until)
    except InvalidValue:
        return rule
    return ours if until_in_utc(ours, zone, fold) == rule else rule


def _with_start_in_rule(
    reader: Reader, wall: WallMinute, rule: str
) -> tuple[WallMinute | None, str, set[WallMinute]]:
    """The first start by the rule, and DTSTART as a date of its own where the rule lacks it.

    Shape:   None for a rule that gives nothing more.
    """
    starts = starts_of(rule, wall)
    if starts.has(wall):
        return wall, rule, set()
    line = getattr(reader.event.first("DTSTART"), "line", 0)
    reader.say(line, "DTSTART", "is no start of its RRULE; counted as a date of its own")
    following, read = starts.nth(1), read_rule(rule)
    if read.count is not None:
        # As other programs count: the start is the first of them.
        read = attrs.evolve(read, count=read.count - 1)
    until = read.until.wall + read.until.is_utc * DAY if read.until else None
    if following is None or read.count == 0 or (until is not None and following > until):
        return None, "", {wall}
    return following, str(read), {wall}


def _added(
    reader: Reader, start: Stamp, minutes: int
) -> tuple[set[WallMinute], dict[WallMinute, int]]:
    """The RDATEs, and the lengths of those that are periods."""
    walls: set[WallMinute] = set()
    lengths: dict[WallMinute, int] = {}
    for each in _listed(reader, "RDATE"):
        for stamp, rest in reader.stamps(each):
            wall = on_clock(each, stamp, start)
            walls.add(wall)
            if rest:
                longer = _period(reader, each, stamp, rest)
                if longer != minutes:
                    lengths[wall] = longer
    return walls, lengths


def _period(reader: Reader, each: Property, stamp: Stamp, rest: str) -> int:
    if "P" in rest.upper():
        try:
            return read_length(rest).total
        except ValueError as error:
            raise Unusable(each.line, each.name, str(error)) from None
    end = next(reader.stamps(each, rest))[0]
    zone = reader.zones.default
    first = clock_of(stamp.zone or zone).to_utc([stamp.wall])[0]
    return clock_of(end.zone or zone).to_utc([end.wall])[0] - first


def _left_out(
    reader: Reader,
    start: Stamp,
    rule: str,
    begin: WallMinute | None,
    added: set[WallMinute],
) -> set[WallMinute]:
    """The EXDATEs that leave something out; a day leaves out all that starts on it."""
    found: set[WallMinute] = set()
    starts = starts_of(rule, start.wall if begin is None else begin)
    for each in _listed(reader, "EXDATE"):
        for stamp, _ in reader.stamps(each):
            wall = on_clock(each, stamp, start)
            low, high = (wall, wall + DAY) if stamp.is_day else (wall, wall + 1)
            given = {*starts.walls(low, high), *(one for one in added if low <= one < high)}
            if not given:
                why = f"{write_wall(wall)} is no start, and leaves out nothing"
                reader.say(each.line, "EXDATE", why)
            found |= given
    return found


def _listed(reader: Reader, name: str) -> Iterator[Property]:
    """The properties of a list, counted before they are read."""
    count = 0
    for each in reader.event.all(name):
        if each.fault:
            raise Unusable(each.line, name, each.fault)
        count += each.value.count(",") + 1
        if count > MOST_STAMPS:
            raise Unusable(each.line, name, f"names more than {MOST_STAMPS} times")
        if each.value.strip():
            yield each


def on_clock(each: Property, stamp: Stamp, start: Stamp) -> WallMinute:
    """A time on the clock of the series; a day without a time of its own begins it as DTSTART."""
    if stamp.is_day:
        return stamp.wall + (start.wall % DAY if each.name != "EXDATE" else 0)
    try:
        return stamp.on_clock(start.zone)
    except ValueError as error:
        raise Unusable(each.line, each.name, str(error)) from None
