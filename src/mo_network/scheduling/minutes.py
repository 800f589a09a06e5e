"""What the engine counts in: whole UTC minutes, and pieces; and what it refuses to count.

Minutes count from 0001-01-01T00:00Z. The calendar ends with the year 9999, so the last minute
there is can only be an end: "for ever" is `END_OF_TIME`.
"""

from __future__ import annotations

from typing import Final, NoReturn

from mo_network.errors import InvalidValue

FIRST_MINUTE: Final = 0
END_OF_TIME: Final = 3_652_059 * 24 * 60
LARGEST_COUNT: Final = 1_000_000_000

_MINUTES = f"whole UTC minutes from {FIRST_MINUTE} to {END_OF_TIME}"


def check_window(start: int, end: int) -> None:
    """Refuse what is no half-open window: empty, backwards, not whole, outside the calendar."""
    # One chained test for the good case, since every question of availability passes here;
    # `type(...) is int` also refuses True and False.
    if type(start) is int and type(end) is int and FIRST_MINUTE <= start < end <= END_OF_TIME:
        return
    check_minute("start", start)
    check_minute("end", end)
    raise InvalidValue(
        f"the window from {start} to {end} is empty: the end must be later than the start; "
        "windows are half-open, so the shortest one is one minute",
        given=(start, end),
        allowed="start < end",
    )


def check_minute(what: str, minute: int) -> None:
    """Refuse what is no minute of the calendar."""
    if type(minute) is not int:
        _refuse_type(what, minute, _MINUTES)
    if not FIRST_MINUTE <= minute <= END_OF_TIME:
        raise InvalidValue(
            f"{what} {_short(minute)} lies outside the calendar: allowed are {_MINUTES}; "
            "for 'until further notice' give END_OF_TIME as the end",
            given=minute,
            allowed=_MINUTES,
        )


def check_count(what: str, count: int, least: int, most: int = LARGEST_COUNT) -> None:
    """Refuse what is no count of things, or of minutes, from `least` to `most`."""
    if type(count) is int and least <= count <= most:
        return
    allowed = f"whole numbers from {least} to {most}"
    if type(count) is not int:
        _refuse_type(what, count, allowed)
    raise InvalidValue(
        f"{what} {_short(count)} is not possible: allowed are {allowed}; "
        "check the table or the form that it came from",
        given=count,
        allowed=allowed,
    )


def check_text(what: str, text: str) -> None:
    """Refuse what is no text, or an empty one."""
    if type(text) is not str or not text:
        raise InvalidValue(
            f"{what} is {text!r:.60}: allowed is a text that is not empty; "
            "give the id of the booking, loan, room or item",
            given=text,
            allowed="a text that is not empty",
        )


def _refuse_type(what: str, given: object, allowed: str) -> NoReturn:
    raise InvalidValue(
        f"{what} is {given!r:.60} ({type(given).__name__}): allowed are {allowed}; "
        "convert it to an int first",
        given=given,
        allowed=allowed,
    )


def _short(number: int) -> str:
    """Name a number of any size: Python refuses to print one of thousands of digits."""
    if number.bit_length() <= 100:
        return str(number)
    sign = "-" if number < 0 else ""
    return f"{sign}2**{number.bit_length() - 1} or more"
