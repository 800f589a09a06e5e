"""Checks that several facts of rooms share: what cannot be is refused by the constructor."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mo_network.errors import InvalidValue
from mo_network.values.period import Period
from mo_network.values.slot import Slot

MOST_PERSONS = 1_000_000
LONGEST_MARGIN = 24 * 60
LONGEST_SLOT = 366 * 24 * 60
MOST_CODES = 50
MOST_PARTS = 50

_CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def require_persons(owner: object, persons: int) -> None:
    """Refuse a room or a booking for nobody, and for more than fit a town."""
    if not 1 <= persons <= MOST_PERSONS:
        raise InvalidValue(
            f"{type(owner).__name__}.persons is {persons:.3g}: give a whole number from 1 to "
            f"{MOST_PERSONS}",
            given=persons,
            allowed=f"1 to {MOST_PERSONS}",
        )


def require_margin(owner: object, field: str, minutes: int) -> None:
    """Refuse a time before or after a booking that is below nothing or longer than a day."""
    if type(minutes) is not int or not 0 <= minutes <= LONGEST_MARGIN:
        raise InvalidValue(
            f"{type(owner).__name__}.{field} is {minutes!r:.40}: give whole minutes from 0 to "
            f"{LONGEST_MARGIN}, a day; what takes longer is booked for itself",
            given=minutes,
            allowed=f"0 to {LONGEST_MARGIN}",
        )


def require_codes(owner: object, field: str, codes: Iterable[str]) -> None:
    """Refuse what is no plain code, and more codes than anybody reads."""
    codes = tuple(codes)
    for code in codes:
        if type(code) is not str or len(code) > 60 or _CODE.fullmatch(code) is None:
            raise InvalidValue(
                f"{type(owner).__name__}.{field} holds {code!r:.60}: a plain code has small "
                "letters, figures and single hyphens, such as grand-piano; free text belongs into "
                "a sealed value",
                given=code,
                allowed="plain codes",
            )
    if len(codes) > MOST_CODES:
        raise InvalidValue(
            f"{type(owner).__name__}.{field} holds {len(codes)} codes: give at most {MOST_CODES}",
            given=len(codes),
            allowed=f"at most {MOST_CODES}",
        )


def require_slot(owner: object, slot: Slot) -> None:
    """Refuse a booking of more than a year: nobody can look at its days one by one."""
    if slot.minutes > LONGEST_SLOT:
        raise InvalidValue(
            f"{type(owner).__name__}.slot lasts {slot.minutes // 1440} days: give at most 366, and "
            "book what goes on as a series, or anew each year",
            given=slot,
            allowed="at most 366 days",
        )


def require_parts(owner: object, room: str, parts: tuple[str, ...]) -> None:
    """Refuse a room that is its own part, a part that stands twice, and too many of them."""
    if room in parts or len(set(parts)) != len(parts) or len(parts) > MOST_PARTS:
        raise InvalidValue(
            f"{type(owner).__name__}.parts names {', '.join(parts)[:80]}: give other rooms, each "
            f"once, at most {MOST_PARTS}; a room cannot be part of itself",
            given=parts,
            allowed="other rooms, each once",
        )


def require_days(owner: object, days: Period) -> None:
    """Refuse days without an end, and more than a year of them."""
    if days.end is None or (days.end - days.start).days > 366:
        raise InvalidValue(
            f"{type(owner).__name__}.days is {days}: give a first and a last day, at most a year "
            "apart; what holds for longer stands in the weekly hours, or in a closure",
            given=days,
            allowed="at most 366 days",
        )
