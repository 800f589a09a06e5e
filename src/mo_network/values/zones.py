"""Time zones, always from the `tzdata` package and never from the machine.

Two machines with different system data would otherwise give the same booking two moments. The
version of the data is part of what a record remembers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from io import BytesIO
from pkgutil import get_data
from zoneinfo import ZoneInfo

from mo_network.errors import InvalidValue

_zones: dict[str, ZoneInfo] = {}


def zone(key: str) -> ZoneInfo:
    """The zone of that name in the IANA data; the same object every time.

    Errors:  InvalidValue for a name that the data does not have, with the nearest ones.

    >>> zone("Europe/Berlin").key
    'Europe/Berlin'
    >>> zone("Europe/Berln")
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: 'Europe/Berln' is no time zone of the IANA data; allowed are \
its names, such as 'Europe/Berlin'; did you mean 'Europe/Berlin'?
    """
    known = _zones.get(key)
    if known is None:
        known = _zones.setdefault(key, _load(key))
    return known


def zone_version() -> str:
    """The version of the zone data in use, as IANA counts it.

    >>> zone_version()[:2]
    '20'
    """
    # Through the import system, because the package brings no types.
    return str(import_module("tzdata").IANA_VERSION)


@cache
def zone_names() -> frozenset[str]:
    """All names of zones that the data has.

    >>> "Europe/Berlin" in zone_names()
    True
    """
    return frozenset(_read("zones").decode().split())


def zone_data(key: str) -> bytes:
    """The file of a zone in the IANA data, as RFC 9636 lays it out.

    Errors:  InvalidValue for a name that the data does not have, with the nearest ones.

    >>> zone_data("Europe/Berlin")[:4]
    b'TZif'
    """
    # Names are looked up in the list, not in the file system, which may ignore case or climb.
    given: object = key
    if not isinstance(given, str) or given not in zone_names():
        from difflib import get_close_matches  # only those who err pay for it

        near = get_close_matches(str(key)[:60], zone_names(), n=1, cutoff=0.7)
        hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else "."
        raise InvalidValue(
            f"{str(key)[:60]!r} is no time zone of the IANA data; allowed are its names, such as "
            f"'Europe/Berlin'{hint}",
            given=key,
            allowed="names of the IANA time zone data",
        )
    return _read(f"zoneinfo/{key}")


def _read(place: str) -> bytes:
    """A file of the package, as its loader has it; `importlib.resources` takes milliseconds."""
    found = get_data("tzdata", place)
    assert found is not None, "the package tzdata is installed without its data"
    return found


class _Zone(ZoneInfo):
    """A zone that is copied and pickled by its name, so that it stays the one object of its name.

    What the standard library reads from a file of ours it would not pickle at all.
    """

    def __reduce__(self) -> tuple[Callable[[str], ZoneInfo], tuple[str]]:
        return zone, (self.key,)


def _load(key: str) -> ZoneInfo:
    return _Zone.from_file(BytesIO(zone_data(key)), key=key)
