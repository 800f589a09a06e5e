"""Moments at the door: the only place that reads a clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from mo_network.errors import InvalidValue
from mo_network.judging.fact import Fact, Standing
from mo_network.judging.state import When
from mo_network.values.moments import format_moment

# The first and the last year have moments that are in no year of another zone.
_FIRST_YEAR, _LAST_YEAR = 2, 9998
_AHEAD = timedelta(days=1)
Clock = Callable[[], datetime]


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def in_utc(moment: datetime, name: str) -> datetime:
    """The same moment in UTC.

    Errors: InvalidValue for a naive one, which could be any of many moments.
    """
    given: object = moment
    is_plain = given.__class__ is datetime and moment.tzinfo is UTC
    if is_plain and _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return moment  # the usual case, on the way of every record
    if not isinstance(given, datetime) or given.utcoffset() is None:
        raise InvalidValue(
            f"{name} is {moment!r}: give a moment with its zone, such as "
            'datetime(2026, 1, 31, 12, 0, tzinfo=zone("Europe/Berlin"))',
            given=moment,
            allowed="an aware datetime",
        )
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise InvalidValue(
            f"{name} is {moment!r}: records are written in the years {_FIRST_YEAR} to {_LAST_YEAR}",
            given=moment,
            allowed=f"{_FIRST_YEAR} to {_LAST_YEAR}",
        )
    return moment.astimezone(UTC)


def settle_written(at: datetime | None, clock: Clock, last_at: datetime | None) -> datetime:
    """The moment of the next record: the clock's, never before the last record's.

    Errors: InvalidValue for an explicit moment before the last record.
    """
    if at is None:
        clock_says = in_utc(clock(), "the clock")
        return clock_says if last_at is None else max(clock_says, last_at)
    written, latest = in_utc(at, "at"), in_utc(clock(), "the clock") + _AHEAD
    if written > latest:
        raise InvalidValue(
            f"at is {format_moment(written)}, more than a day after the clock: every later record "
            "would have to follow it",
            given=at,
            allowed=f"{format_moment(latest)} or earlier",
        )
    if last_at is not None and written < last_at:
        raise InvalidValue(
            f"at is {format_moment(written)}, but the last record was written at "
            f"{format_moment(last_at)}: records are written in order; what was handed in "
            "earlier says so with received_at",
            given=at,
            allowed=f"{format_moment(last_at)} or later",
        )
    return written


def settle_moments(
    fact: Fact,
    *,
    at: datetime | None,
    received_at: datetime | None,
    clock: Clock,
    last_at: datetime | None,
) -> When:
    """The moments of the next record: never before the last one, received never after written.

    Shape:   without `at` the clock's moment, or the last record's if the clock lags behind.
    Errors:  InvalidValue for an explicit `at` before the last record, for a `received_at` after
             `at`, and for one on a fact that nobody handed in.
    """
    written = settle_written(at, clock, last_at)
    if received_at is None:
        return When(written)
    if fact.standing is not Standing.RECEIVED:
        raise InvalidValue(
            f"received_at was given for {type(fact).__name__}, which is {fact.standing.value}: "
            "only what people hand in is received",
            given=received_at,
            allowed="received facts",
        )
    received = in_utc(received_at, "received_at")
    if received > written:
        raise InvalidValue(
            f"received_at is {format_moment(received)}, after the record's own moment "
            f"{format_moment(written)}",
            given=received_at,
            allowed=f"{format_moment(written)} or earlier",
        )
    return When(written, None if received == written else received)
