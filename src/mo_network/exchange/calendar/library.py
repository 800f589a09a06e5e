"""The door to `icalendar`: parameters in quotation marks, folding, the zones of Windows.

Measured on hostile input it is linear, but slow (a content line costs 0.1 ms, 10,000 small events
4 s), keeps no line numbers, and nests without a bound. So the lines are read and bounded first, and
the library is asked for what is intricate.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from typing import Final

from mo_network.errors import InvalidValue

LONGEST_INTRICATE: Final = 8192
"""Characters of a line with quoted parameters; the library takes 1 µs for each."""

_UNFOLDED: Final = 75


def require_library() -> None:
    """Refuse to go on without the extra.

    Errors:  InvalidValue that says how to install it.
    """
    if find_spec("icalendar") is None:
        raise InvalidValue(
            "calendars need the library icalendar: run pip install 'mo-network[calendar]'",
            given=None,
            allowed="the extra calendar",
        )


def parts_of(line: str) -> tuple[str, Mapping[str, str], str]:
    """Name, parameters and value of a content line, whatever is quoted in it.

    Errors:  ValueError for what is no content line.
    """
    from icalendar.parser import Contentline

    if len(line) > LONGEST_INTRICATE:
        raise ValueError(f"has quoted parameters and more than {LONGEST_INTRICATE} characters")
    head = line.find(":")
    if head < 0:
        raise ValueError("has no colon")
    try:
        name, parameters, value = Contentline(line).parts()  # type: ignore[no-untyped-call]
    except ValueError:
        raise ValueError("its parameters cannot be read") from None
    plain = {
        str(key).upper(): each if isinstance(each, str) else ",".join(each)
        for key, each in parameters.items()
    }
    # The library unescapes the value where it can; what is said of it here is the raw text.
    raw = line[_value_at(line) :]
    return str(name).upper(), plain, raw or str(value)


def _value_at(line: str) -> int:
    """Where the value begins: after the first colon outside quotation marks."""
    is_quoted = False
    for place, character in enumerate(line):
        if character == '"':
            is_quoted = not is_quoted
        elif character == ":" and not is_quoted:
            return place + 1
    return len(line)


def folded(line: str) -> bytes:
    """A content line folded after 75 bytes, letters kept whole, with its line end."""
    from icalendar.parser import Contentline

    if len(line) <= _UNFOLDED and line.isascii():
        return line.encode("ascii") + b"\r\n"
    content: bytes = Contentline(line).to_ical()  # type: ignore[no-untyped-call]
    return content + b"\r\n"


def windows_zone(name: str) -> str | None:
    """The IANA name of a zone as Windows calls it; None for one that is not known."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    found = WINDOWS_TO_OLSON.get(name)
    return None if found is None else str(found)
