"""Indexes by month: what begins in a month, so that a rule reads the months it asks about."""

from __future__ import annotations

from datetime import date

from mo_network.judging.state import Undo

Months = dict[str, dict[int, list[str]]]


def month_of(minute: int) -> int:
    """The month in which a minute lies, in UTC, counted from the year 0."""
    on = date.fromordinal(minute // 1440 + 1)
    return on.year * 12 + on.month - 1


def count(index: Months, key: str, minute: int, name: str) -> Undo:
    """Note a name under a key and the month of a minute, and return what takes it away.

    >>> index: Months = {}
    >>> undo = count(index, "org:a", 1440, "booking:1")
    >>> index
    {'org:a': {12: ['booking:1']}}
    >>> undo(); index
    {}
    """
    months = index.setdefault(key, {})
    months.setdefault(month_of(minute), []).append(name)
    return lambda: _strike(index, key, minute, name)


def discount(index: Months, key: str, minute: int, name: str) -> Undo:
    """Take a name away from its month, and return what notes it again."""
    _strike(index, key, minute, name)

    def undo() -> None:
        count(index, key, minute, name)

    return undo


def _strike(index: Months, key: str, minute: int, name: str) -> None:
    months, month = index[key], month_of(minute)
    months[month].remove(name)
    if not months[month]:
        del months[month]
    if not months:
        del index[key]
