"""Wall-clock times: what a clock on the wall shows, to the minute, without saying in which zone."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Final

from mo_network.errors import InvalidValue

WallMinute = int
"""A wall-clock time as a number: `date.toordinal() * 1440 + minute of the day`."""

DAY: Final = 24 * 60
FIRST_DAY: Final = date(2, 1, 1).toordinal()
LAST_DAY: Final = date.max.toordinal()
END_OF_WALLS: Final = (LAST_DAY + 1) * DAY

_SHAPE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([01][0-9]|2[0-3]):([0-5][0-9])")
_LENGTH: Final = len("2026-05-05T18:00")
_day = date.fromordinal


def read_wall(text: object, what: str) -> WallMinute:
    """The number of a wall-clock time from its written form, `2026-05-05T18:00`.

    Errors:  InvalidValue for other forms, days that do not exist, and the year 1, whose first
             day lies before all years in the zones east of Greenwich.

    >>> read_wall("0002-01-01T00:01", "the start")
    527041
    """
    wall = _number(text) if type(text) is str and len(text) == _LENGTH else None
    if wall is not None:
        return wall
    raise InvalidValue(
        f"{what} is {_shown(text)}, {_fault(text)}; allowed is a wall-clock time of the years 2 "
        "to 9999 as YYYY-MM-DDTHH:MM, such as '2026-05-05T18:00'.",
        given=text,
        allowed="YYYY-MM-DDTHH:MM",
    )


# Kept, because a series with ten thousand exceptions reads each of them more than once.
@lru_cache(maxsize=32_768)
def _number(text: str) -> WallMinute | None:
    match = _SHAPE.fullmatch(text)
    if match is None:
        return None
    try:
        ordinal = date.fromisoformat(match[1]).toordinal()
    except ValueError:
        return None
    return ordinal * DAY + int(match[2]) * 60 + int(match[3]) if ordinal >= FIRST_DAY else None


def read_walls(texts: Collection[str], what: str) -> list[WallMinute]:
    """The numbers of many wall-clock times, in their order.

    Errors:  InvalidValue for the first that is none.
    """
    if all(map(_LENGTH.__eq__, map(len, texts))):
        found = [wall for wall in map(_number, texts) if wall is not None]
        if len(found) == len(texts):
            return found
    return [read_wall(text, what) for text in texts]


def day_of(wall: WallMinute) -> date:
    """The day on which a wall-clock time lies."""
    return _day(wall // DAY)


def write_wall(wall: WallMinute) -> str:
    """The written form of a wall-clock time.

    >>> write_wall(527041)
    '0002-01-01T00:01'
    """
    day, minute = divmod(wall, DAY)
    return _day_text(day) + _time_text(minute)


def write_walls(walls: list[WallMinute]) -> list[str]:
    """The written forms of many wall-clock times."""
    return [_day_text(wall // DAY) + _time_text(wall % DAY) for wall in walls]


# Kept, because windows are asked again and again, and most look at the same years.
@lru_cache(maxsize=16_384)
def _day_text(day: int) -> str:
    return _day(day).isoformat() + "T"


@lru_cache(maxsize=DAY)
def _time_text(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _shown(text: object) -> str:
    shown = repr(text)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"


def _fault(text: object) -> str:
    if not isinstance(text, str):
        return f"of type {type(text).__name__}"
    match = _SHAPE.fullmatch(text)
    if match is None:
        return "which is not written as a wall-clock time to the minute, without an offset"
    try:
        date.fromisoformat(match[1])
    except ValueError:
        return "and that day does not exist"
    return "in the year 1"
