"""The events of one UID: the whole, its changed occurrences, and which version counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import attrs

from mo_network.errors import InvalidValue
from mo_network.exchange.calendar.event_reading import Reader, Unusable
from mo_network.exchange.calendar.lost import Lost
from mo_network.exchange.calendar.overrides import (
    Override,
    following,
    read_override,
    with_overrides,
)
from mo_network.exchange.calendar.series_reading import read_whole
from mo_network.scheduling import Series

MOST_OVERRIDES: Final = 1_000
"""Moved and cancelled occurrences of one series."""

_TEXTS: Final = frozenset({"DESCRIPTION"})


@attrs.frozen
class Event:
    """One event of a calendar.

    Shape:   `uid` and `sequence` name this version of it; `series` is what takes place: one time
             or a series, two or more where "this and following" was changed. Texts are free text.
    """

    uid: str
    sequence: int
    line: int
    series: tuple[Series, ...]
    summary: str = attrs.field(default="", repr=False)
    description: str = attrs.field(default="", repr=False)


def read_event(readers: list[Reader], lose: Callable[[Lost], None]) -> Event | None:
    """The event of one UID; None if it is left out, which is then named."""
    main = _latest([each for each in readers if each.event.first("RECURRENCE-ID") is None])
    others = [each for each in readers if each.event.first("RECURRENCE-ID") is not None]
    reader = main or others[0]
    if not reader.uid:
        why = "is missing, so the event could not be told apart from others"
        lose(Lost(reader.event.line, "", "UID", why, is_whole=True))
        return None
    try:
        series = _series(main, others)
        for each in (*([main] if main else []), *others):
            each.name_the_rest(_TEXTS)
            _name_other_texts(each, reader)
    except Unusable as error:
        lose(Lost(error.line, reader.uid, error.name, error.why, is_whole=True))
        return None
    except InvalidValue as error:
        lose(Lost(reader.event.line, reader.uid, "RRULE", str(error), is_whole=True))
        return None
    if not series:
        return None
    sequence = max(each.number("SEQUENCE") for each in (reader, *others))
    texts = reader.text("SUMMARY"), reader.text("DESCRIPTION")
    return Event(reader.uid, sequence, reader.event.line, series, *texts)


def _name_other_texts(reader: Reader, main: Reader) -> None:
    """Name the texts of one occurrence that the series as a whole does not have."""
    for name in ("SUMMARY", "DESCRIPTION"):
        found = reader.event.first(name)
        if found is not None and reader.text(name) != main.text(name):
            reader.say(found.line, name, "is of one occurrence; that of the whole is taken")


def _latest(mains: list[Reader]) -> Reader | None:
    """Of several events with one UID, the one with the highest SEQUENCE; the last of equal ones."""
    if not mains:
        return None
    latest = max(reversed(mains), key=lambda each: each.number("SEQUENCE"))
    for each in mains:
        if each is not latest:
            each.lose(
                Lost(
                    each.event.line,
                    each.uid,
                    "UID",
                    "stands in a later version, too",
                    is_whole=True,
                )
            )
    return latest


def _series(main: Reader | None, others: list[Reader]) -> tuple[Series, ...]:
    if main is None:
        return tuple(_alone(others))
    if _is_free(main):
        return ()
    whole = read_whole(main)
    if whole.exdates and whole.first() is None:
        raise Unusable(main.event.line, "EXDATE", "leaves out every occurrence, so nothing is left")
    if len(others) > MOST_OVERRIDES:
        why = f"{len(others)} occurrences are changed one by one; at most {MOST_OVERRIDES} may be"
        raise Unusable(others[0].event.line, "RECURRENCE-ID", why)
    overrides: dict[tuple[bool, int], Override] = {}
    for each in sorted(others, key=lambda each: each.number("SEQUENCE")):
        override = read_override(each, whole)
        overrides[override.is_following, override.wall] = override
    pieces: tuple[Series, ...]
    # Single ones first: "this and following" then carries them on.
    ordered = [overrides[key] for key in sorted(overrides)]
    pieces = (with_overrides(whole, [each for each in ordered if not each.is_following]),)
    for override in ordered:
        if override.is_following and pieces:
            pieces = (*pieces[:-1], *following(pieces[-1], override))
    if not pieces or (overrides and pieces[0].first() is None):
        raise Unusable(main.event.line, "EXDATE", "every occurrence is cancelled")
    return pieces


def _alone(others: list[Reader]) -> Iterator[Series]:
    """Occurrences of a series that is not in the file: times of their own."""
    for each in others:
        if not _is_free(each):
            each.say(each.event.line, "RECURRENCE-ID", "its series is not in the file; taken alone")
            yield read_whole(each)


def _is_free(reader: Reader) -> bool:
    """Whether an event takes no time of a room: it is cancelled, or shown as free."""
    if reader.event.text("STATUS").strip().upper() == "CANCELLED":
        why, name = "is cancelled", "STATUS"
    elif reader.event.text("TRANSP").strip().upper() == "TRANSPARENT":
        why, name = "is shown as free, so it takes no room", "TRANSP"
    else:
        return False
    found = reader.event.first(name)
    reader.lose(Lost(found.line if found else 0, reader.uid, name, why, is_whole=True))
    return True
