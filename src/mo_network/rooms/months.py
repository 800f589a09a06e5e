"""Indexes by month: what begins in a month, so that a rule reads the months it asks about."""

from __future__ import annotations

from datetime import date

from mo_network.judging.changes import Changes, Index, strike

Months = dict[str, Index[int, str]]


def month_of(minute: int) -> int:
    """The month in which a minute lies, in UTC, counted from the year 0."""
    on = date.fromordinal(minute // 1440 + 1)
    return on.year * 12 + on.month - 1


def count(index: Months, key: str, minute: int, name: str, changes: Changes) -> None:
    """Note a name under a key and the month of a minute.

    >>> from mo_network.judging.changes import FOR_GOOD
    >>> index: Months = {}
    >>> count(index, "org:a", 1440, "booking:1", FOR_GOOD)
    >>> index
    {'org:a': {12: ['booking:1']}}
    """
    months = index.get(key)
    if months is None:
        months = {}
        changes.put(index, key, months)
    changes.note(months, month_of(minute), name)


def discount(index: Months, key: str, minute: int, name: str, changes: Changes) -> None:
    """Take a name away from its month."""
    months = index[key]
    strike(months, month_of(minute), name, changes)
    if not months:
        changes.drop(index, key)
