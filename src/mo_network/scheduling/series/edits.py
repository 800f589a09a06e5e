"""A series with something changed: cancelled, moved, or cut in two."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from mo_network.scheduling.series.checks import check_occurs
from mo_network.scheduling.series.reading import read_rule
from mo_network.scheduling.series.rule import Until
from mo_network.scheduling.series.walls import WallMinute, read_wall, write_wall

if TYPE_CHECKING:
    from mo_network.scheduling.series.value import Move, Series


def without(series: Series, keys: Iterable[str]) -> Series:
    """The series with some occurrences cancelled."""
    gone = frozenset(keys)
    for key in gone:
        check_occurs(series.occurrence(key) is not None, read_wall(key, "an occurrence"))
    starts = series.plan.starts
    exdates = [key for key in gone if starts.has(read_wall(key, "an occurrence"))]
    return attrs.evolve(
        series,
        exdates=(*series.exdates, *exdates),
        rdates=tuple(each for each in series.rdates if each not in gone),
        moved=tuple(each for each in series.moved if each.occurrence not in gone),
    )


def moved_to(series: Series, move: Move) -> Series:
    """The series with one occurrence elsewhere in time, whatever was done to it before."""
    key = move.occurrence
    check_occurs(series.occurrence(key) is not None, read_wall(key, "an occurrence"))
    others = tuple(each for each in series.moved if each.occurrence != key)
    return attrs.evolve(series, moved=(*others, move))


def until(series: Series, wall: WallMinute) -> Series | None:
    """What comes before a time, by the original starts; None when nothing does."""
    edge, start = write_wall(wall), series.start
    rdates = tuple(each for each in series.rdates if each < edge)
    rule = series.rule
    if start < edge:
        rule = _ended(series, wall)
    elif rdates:
        start, rdates, rule = rdates[0], rdates[1:], ""
    else:
        return None
    return attrs.evolve(
        series,
        start=start,
        rule=rule,
        rdates=rdates,
        exdates=tuple(each for each in series.exdates if each < edge),
        moved=tuple(each for each in series.moved if each.occurrence < edge),
    )


def following(series: Series, wall: WallMinute) -> Series | None:
    """What comes from a time on, by the original starts; None when nothing does."""
    edge = write_wall(wall)
    rdates = tuple(each for each in series.rdates if each >= edge)
    first = _next_by_rule(series, wall)
    if first is not None:
        start, rule = write_wall(first), _begun(series, first)
    elif rdates:
        start, rdates, rule = rdates[0], rdates[1:], ""
    else:
        return None
    return attrs.evolve(
        series,
        start=start,
        rule=rule,
        rdates=rdates,
        exdates=tuple(each for each in series.exdates if first is not None and each >= edge),
        moved=tuple(
            each
            for each in series.moved
            if each.occurrence >= edge and (first is not None or each.occurrence in series.rdates)
        ),
    )


def _next_by_rule(series: Series, wall: WallMinute) -> WallMinute | None:
    """The first start by the rule at or after a time, before its end."""
    plan = series.plan
    found = plan.starts.nth(plan.starts.count_before(wall) + 1)
    if found is None or found > plan.cut or plan.is_beyond(found):
        return None
    return found


def _ended(series: Series, wall: WallMinute) -> str:
    """The rule, ended before a time that is later than its start."""
    if _next_by_rule(series, wall) is None:
        return series.rule
    starts = series.plan.starts
    last = starts.nth(starts.count_before(wall))
    assert last is not None, "the start itself comes before"
    until = Until(last, is_utc=False)
    return str(attrs.evolve(read_rule(series.rule), count=None, until=until))


def _begun(series: Series, first: WallMinute) -> str:
    """The rule, from one of its starts on: COUNT less what came before."""
    rule = series.plan.rule
    if rule is None or rule.count is None:
        return series.rule
    return str(attrs.evolve(rule, count=rule.count - series.plan.counted_before(first)))
