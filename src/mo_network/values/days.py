"""Days: read strictly, written in words without asking the machine's locale."""

from __future__ import annotations

import re
from datetime import date

from mo_network.errors import InvalidValue
from mo_network.values.language import primary_language

_SHAPE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
# fmt: off
_MONTHS = {
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
           "Oktober", "November", "Dezember"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December"),
}
# fmt: on
_read = date.fromisoformat


def check_day(on: object) -> date:
    """The day itself if it is one: a `date` and no `datetime`.

    Errors:  InvalidValue; a moment is refused, for its day depends on the zone.

    >>> check_day(date(2026, 5, 1))
    datetime.date(2026, 5, 1)
    """
    if type(on) is not date:
        raise InvalidValue(
            f"{on!r} is of type {type(on).__name__}; allowed is a date without a time: "
            "write date(2026, 5, 1), or parse_day('2026-05-01').",
            given=on,
            allowed="datetime.date",
        )
    return on


def parse_day(text: str) -> date:
    """A day of the calendar from `YYYY-MM-DD`.

    Python itself also reads week dates (`2026-W01-1`) and so turns a slip into another day.

    Errors:  InvalidValue for week dates, ordinal dates, other orders, days that do not exist.

    >>> parse_day("2026-05-01")
    datetime.date(2026, 5, 1)
    >>> parse_day("2026-02-30")
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: '2026-02-30' does not exist: February 2026 has 28 days; give a \
day of the calendar as YYYY-MM-DD.
    """
    # Two dashes at their places leave only the calendar form to Python's quick reader.
    if type(text) is str and len(text) == 10 and text[4] == text[7] == "-" and text.isascii():
        try:
            return _read(text)
        except ValueError:
            pass
    raise _refusal(text)


def format_day(on: date, lang: str) -> str:
    """A day in words, from tables of our own.

    Errors:  InvalidValue for a language without tables.

    >>> format_day(date(2026, 5, 1), "de"), format_day(date(2026, 5, 1), "en")
    ('1. Mai 2026', '1 May 2026')
    """
    language = primary_language(lang)
    dot = "." if language == "de" else ""
    return f"{on.day}{dot} {_MONTHS[language][on.month - 1]} {on.year}"


def _refusal(text: object) -> InvalidValue:
    return InvalidValue(
        f"{_shown(text)} {_fault(text)}; give a day of the calendar as YYYY-MM-DD.",
        given=text,
        allowed="YYYY-MM-DD",
    )


def _shown(text: object) -> str:
    shown = repr(text)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"


def _fault(text: object) -> str:
    if not isinstance(text, str):
        return f"is of type {type(text).__name__}, not a string"
    if "W" in text[:8]:
        return "is a week date, which is easily taken for another day"
    match = _SHAPE.fullmatch(text)
    return "is not written as a day" if match is None else _absence(match)


def _absence(match: re.Match[str]) -> str:
    year, month, day = (int(part) for part in match.groups())
    if year == 0:
        return "does not exist: years begin with 0001"
    if not 1 <= month <= 12:
        return f"does not exist: months are 01 to 12, not {match[2]}"
    if day == 0:
        return "does not exist: days begin with 01"
    from calendar import monthrange  # brings locale along, for the sake of this message

    name = _MONTHS["en"][month - 1]
    return f"does not exist: {name} {year} has {monthrange(year, month)[1]} days"
