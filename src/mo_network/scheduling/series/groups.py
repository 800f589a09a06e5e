"""The weeks, months or years of a rule that INTERVAL leaves, each as its days of one year."""

from __future__ import annotations

from mo_network.scheduling.series.rule import Rule
from mo_network.scheduling.series.years import WEEK, Kind, months_of


def groups_of(rule: Rule, kind: Kind, phase: int) -> list[int]:
    """The years, months, weeks or days that INTERVAL leaves, each as its days."""
    whole = (1 << kind.length) - 1
    if rule.frequency == "YEARLY":
        return [whole]
    if rule.frequency == "MONTHLY":
        months = enumerate(months_of(kind.length), phase)
        return [month.mask for place, month in months if place % rule.interval == 0]
    if rule.frequency == "DAILY":
        return [1 << day for day in range(-phase % rule.interval, kind.length, rule.interval)]
    return [
        127 << begin if begin >= 0 else 127 >> -begin
        for begin in range(-phase, kind.length, rule.interval * WEEK)
    ]


def whole_weeks(rule: Rule, kind: Kind, mask: int, phase: int) -> list[list[int]]:
    """The days of each week that touches the year; BYSETPOS counts whole weeks, so over its ends.

    Shape:   days from 1 January; those before it and after the year stand in its neighbours.
    """
    wanted = {(each.weekday - kind.weekday) % WEEK for each in rule.days}

    def is_in(day: int) -> bool:
        if 0 <= day < kind.length:
            return bool(mask >> day & 1)
        return day % WEEK in wanted and (12 if day < 0 else 1) in rule.months

    return [
        [day for day in range(begin, begin + WEEK) if is_in(day)]
        for begin in range(-phase, kind.length, rule.interval * WEEK)
        if begin > -WEEK
    ]
