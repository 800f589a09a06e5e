"""Strategies that draw the library's values, for property tests of apps and plugins."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from mo_network.scheduling import Series
from mo_network.values.money import Money
from mo_network.values.period import Period
from mo_network.values.share import Share
from mo_network.values.slot import Slot
from mo_network.values.source import Source
from mo_network.values.zones import zone

_NAME = "abcdefghijklmnopqrstuvwxyz0123456789"
_RULES = (
    "",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2;COUNT=10",
    "FREQ=DAILY;COUNT=3",
    "FREQ=MONTHLY;COUNT=12",
    "FREQ=YEARLY",
)
_EARLIEST, _LATEST = date(2016, 1, 1), date(2035, 12, 31)


def ids(kind: str) -> SearchStrategy[str]:
    """Well-formed ids of one kind, such as "org:a7"."""
    return st.text(_NAME, min_size=1, max_size=6).map(lambda name: f"{kind}:{name}")


def moneys(least: int = 0, most: int = 1_000_000, currency: str = "EUR") -> SearchStrategy[Money]:
    """Amounts between two numbers of cents."""
    return st.integers(least, most).map(lambda cents: Money(cents, currency))


def shares() -> SearchStrategy[Share]:
    """Exact fractions from nothing to the whole."""
    pairs = st.integers(1, 1000).flatmap(
        lambda whole: st.tuples(st.integers(0, whole), st.just(whole))
    )
    return pairs.map(lambda pair: Share(*pair))


def days(earliest: date = _EARLIEST, latest: date = _LATEST) -> SearchStrategy[date]:
    """Days in the years in which hubs keep books."""
    return st.dates(earliest, latest)


def moments() -> SearchStrategy[datetime]:
    """Whole minutes in UTC."""
    start = datetime(2016, 1, 1, tzinfo=UTC)
    return st.integers(0, 20 * 366 * 1440).map(lambda minutes: start + timedelta(minutes=minutes))


def periods(longest: int = 400) -> SearchStrategy[Period]:
    """Closed periods of at least one day."""
    return st.builds(
        lambda first, length: Period.through(first, first + timedelta(days=length)),
        days(),
        st.integers(0, longest),
    )


def slots(zone_name: str = "Europe/Berlin", longest: int = 600) -> SearchStrategy[Slot]:
    """Slots of whole minutes in a zone, changes of the clock included."""
    place = zone(zone_name)
    return st.builds(
        lambda start, minutes: Slot(
            start.astimezone(place), (start + timedelta(minutes=minutes)).astimezone(place)
        ),
        moments(),
        st.integers(1, longest),
    )


def walls() -> SearchStrategy[str]:
    """Times of the wall clock, as series name their occurrences: 2026-05-05T18:00."""
    quarters = st.integers(0, 95).map(lambda quarter: divmod(15 * quarter, 60))
    return st.builds(lambda day, clock: f"{day}T{clock[0]:02d}:{clock[1]:02d}", days(), quarters)


def series(zone_name: str = "Europe/Berlin") -> SearchStrategy[Series]:
    """Series of all frequencies, with an end and without one, and single dates."""
    return st.builds(
        Series,
        start=walls(),
        minutes=st.integers(1, 600),
        zone=st.just(zone_name),
        rule=st.sampled_from(_RULES),
    )


def sources() -> SearchStrategy[Source]:
    """Places where something is written."""
    return st.builds(
        Source,
        title=st.text(_NAME, min_size=1, max_size=12),
        checked_on=st.none() | days(),
    )
