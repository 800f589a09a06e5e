"""Public and school holidays of a Land, as facts that a hub can record.

They come from the library `holidays` (the extra of the same name) and become facts, for what the
library says next year must not change what was decided this year. A hub adds days of its own by
`HolidayAdded`, and strikes one by `HolidayRemoved`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from importlib import import_module
from types import ModuleType

from mo_network.errors import InvalidValue
from mo_network.rooms.premises_facts import HolidayAdded
from mo_network.values.period import Period

LANDS = "BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH".split()
CALENDARS = ("public", "school")
_AUGSBURG = "Augsburg"


def holidays_of(
    land: str, years: Iterable[int], *, calendar: str = "public", city: str = ""
) -> Iterator[HolidayAdded]:
    """The holidays of a Land in some years, one fact each, in the order of days.

    Shape:   `land` by its letters, such as BY; `calendar` is "public" or "school" and names the
             calendar that the days belong to. `city="Augsburg"` adds its Friedensfest, which no
             other city has. Days of one name that follow each other are one fact; a weekend
             between school holidays of one name belongs to them. A fact ends with its year. Ids are
             the same each time, so importing a year twice is refused as known.
    Errors:  InvalidValue for an unknown Land, city, calendar or year; and where the extra
             `holidays` is not installed.
    """
    _require("land", land, LANDS)
    _require("calendar", calendar, CALENDARS)
    _require("city", city, ("", _AUGSBURG))
    if city and land != "BY":
        _require("land", land, ("BY",))
    library = _library()
    for year in sorted(set(years)):
        if type(year) is not int or not 1990 <= year <= 2100:
            raise InvalidValue(
                f"{year!r:.20} is no year of which holidays are known: give 1990 to 2100",
                given=year,
                allowed="1990 to 2100",
            )
        found = library.country_holidays(
            "DE", subdiv=_AUGSBURG if city else land, years=year, categories=calendar, language="de"
        )
        if not found:
            raise InvalidValue(
                f"the library knows no {calendar} holidays of {land} in {year}: they may not be "
                "published yet; give another year, or record HolidayAdded for each day yourself",
                given=year,
                allowed="years with published holidays",
            )
        is_school = calendar == "school"
        for name, first, last in _stretches(sorted(found.items()), is_school=is_school):
            key = f"{(city or land).lower()}-{calendar}-{first.isoformat()}"
            days = Period.through(first, last)
            yield HolidayAdded(id=f"holiday:{key}", calendar=calendar, name=name[:200], days=days)


def _stretches(
    days: Iterable[tuple[date, str]], *, is_school: bool
) -> Iterator[tuple[str, date, date]]:
    held: tuple[str, date, date] | None = None
    for on, name in days:
        if held is not None and held[0] == name and _follows(held[2], on, is_school=is_school):
            held = name, held[1], on
            continue
        if held is not None:
            yield held
        held = name, on, on
    if held is not None:
        yield held


def _follows(last: date, on: date, *, is_school: bool) -> bool:
    """Whether nothing lies between two days, or only a weekend on which there is no school."""
    between = (last + timedelta(days=n) for n in range(1, (on - last).days))
    return all(is_school and day.weekday() > 4 for day in between)


def _library() -> ModuleType:
    try:
        # Through the import system and on first use, for it takes half a second.
        return import_module("holidays")
    except ModuleNotFoundError:
        raise InvalidValue(
            "the holidays of a Land come from the library `holidays`, which is not installed: "
            "install mo-network[holidays], or record HolidayAdded for each day yourself",
            given=None,
            allowed="the extra `holidays`",
        ) from None


def _require(what: str, given: object, allowed: Sequence[str]) -> None:
    if given not in allowed:
        shown = ", ".join(filter(None, allowed))
        raise InvalidValue(
            f"the {what} {given!r:.40} is not known: give one of {shown}",
            given=given,
            allowed=shown,
        )
