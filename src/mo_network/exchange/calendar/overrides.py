"""Occurrences that a calendar changes one by one, and "this and following"."""

from __future__ import annotations

from typing import NamedTuple

import attrs

from mo_network.exchange.calendar.event_reading import Reader, Unusable
from mo_network.exchange.calendar.series_reading import on_clock
from mo_network.exchange.calendar.stamps import DAY, Stamp
from mo_network.scheduling import Move, Series
from mo_network.scheduling.series import WallMinute, clock_of, read_wall, write_wall
from mo_network.scheduling.series.reading import read_rule


class Override(NamedTuple):
    """An event with a RECURRENCE-ID: which occurrence it means, and what becomes of it."""

    wall: WallMinute
    to: str | None
    minutes: int
    is_following: bool
    reader: Reader


def read_override(reader: Reader, whole: Series) -> Override:
    """What an event with a RECURRENCE-ID says of a series.

    Errors:  Unusable.
    """
    found = reader.one("RECURRENCE-ID")
    assert found is not None
    begun = read_wall(whole.start, "the start")
    stamp = next(reader.stamps(found))[0]
    wall = on_clock(found, stamp, Stamp(begun, whole.zone))
    is_following = found.parameters.get("RANGE", "").upper() == "THISANDFUTURE"
    if reader.event.text("STATUS").strip().upper() == "CANCELLED":
        return Override(wall, None, whole.minutes, is_following, reader)
    start = reader.start()
    minutes, length = reader.length(start)
    try:
        to = start.on_clock(whole.zone)
    except ValueError as error:
        raise Unusable(found.line, "DTSTART", str(error)) from None
    if length != whole.length:
        minutes = _as_the_whole(reader, whole, to, minutes)
    return Override(wall, write_wall(to), minutes, is_following, reader)


def _as_the_whole(reader: Reader, whole: Series, wall: WallMinute, minutes: int) -> int:
    """A length counted as the series counts: until the same end, however many minutes that are."""
    clock = clock_of(whole.zone)
    begin = clock.to_utc([wall], whole.fold)[0]
    if whole.length == "exact":
        return clock.to_utc([wall + minutes], whole.fold)[0] - begin
    end = clock.to_wall(begin + minutes)
    if clock.to_utc([end], whole.fold)[0] != begin + minutes:
        line = reader.event.line
        reader.say(line, "DTEND", "comes twice on that day; the other of the two is taken")
    return end - wall


def with_overrides(whole: Series, overrides: list[Override]) -> Series:
    """A series with occurrences moved and cancelled, and others added, all at once.

    Errors:  InvalidValue for a length that cannot be.
    """
    if not overrides:
        return whole
    plan = whole.plan
    singles = {each.key for each in whole.singles}
    rdates, gone = set(whole.rdates), set[str]()
    moved = {each.occurrence: each for each in whole.moved}
    for each in overrides:
        key, line = write_wall(each.wall), each.reader.event.line
        is_there = key in singles or (each.wall not in whole.left_out and plan.has(each.wall))
        moved.pop(key, None)
        if each.to is None:
            if not is_there:
                each.reader.say(
                    line, "RECURRENCE-ID", f"{key} is no start, so nothing is cancelled"
                )
            elif key in rdates:
                rdates.remove(key)
            else:
                gone.add(key)
            continue
        longer = None if each.minutes == whole.minutes else each.minutes
        if not is_there:
            why = f"{key} is no start; counted as a date of its own"
            each.reader.say(line, "RECURRENCE-ID", why)
            key = each.to
            rdates.add(key)
        if key != each.to or longer is not None:
            moved[key] = Move(occurrence=key, to=each.to, minutes=longer)
    return attrs.evolve(
        whole,
        exdates=(*whole.exdates, *gone),
        rdates=tuple(rdates),
        moved=tuple(moved.values()),
    )


def following(whole: Series, override: Override) -> tuple[Series, ...]:
    """A series cut in two: what is before an occurrence, and what follows it, as it was changed.

    Errors:  Unusable where what follows begins on other days, which its rule may not survive.
    """
    key = write_wall(override.wall)
    before, after = whole.until(key), whole.following(key)
    kept = () if before is None else (before,)
    if override.to is None or after is None:
        return kept
    away = read_wall(override.to, "a start") - override.wall
    rule = read_rule(after.rule) if after.rule else None
    if rule is not None and (
        (override.wall + away) // DAY != override.wall // DAY or rule.hours or rule.minutes
    ):
        line = override.reader.event.line
        why = "this and all that follow go to other days or times than the rule can be moved to"
        raise Unusable(line, "RECURRENCE-ID", why)
    if rule is not None and rule.until is not None and rule.until.wall % DAY != DAY - 1:
        rule = attrs.evolve(rule, until=rule.until._replace(wall=rule.until.wall + away))
    moved = (each for each in after.moved)
    changed = attrs.evolve(
        after,
        start=_later(after.start, away),
        minutes=override.minutes,
        rule="" if rule is None else str(rule),
        exdates=tuple(_later(each, away) for each in after.exdates),
        rdates=tuple(_later(each, away) for each in after.rdates),
        moved=tuple(attrs.evolve(each, occurrence=_later(each.occurrence, away)) for each in moved),
    )
    return (*kept, changed)


def _later(wall: str, minutes: int) -> str:
    return write_wall(read_wall(wall, "a time") + minutes)
