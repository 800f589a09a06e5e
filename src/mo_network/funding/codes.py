"""Plain codes: short words of a hub's own, such as `room-rent`, that say nothing personal."""

from __future__ import annotations

import re
from typing import TypeVar

from mo_network.errors import InvalidValue

T = TypeVar("T")

_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST = 60


def check_code(value: object, what: str) -> str:
    """The code itself.

    Errors:  InvalidValue for anything but small letters, figures and single hyphens.

    >>> check_code("room-rent", "kind")
    'room-rent'
    """
    if type(value) is not str or len(value) > LONGEST or not _CODE.fullmatch(value):
        raise InvalidValue(
            f"{what} is {value!r:.80}: write a plain code of small letters, figures and hyphens, "
            f"at most {LONGEST}, such as room-rent",
            given=value,
            allowed="such as room-rent",
        )
    return value


def check_codes(values: object, what: str) -> frozenset[str]:
    """The set of codes itself.

    Errors:  InvalidValue for anything but a frozenset of codes.
    """
    if type(values) is not frozenset:
        raise wrong(values, what, "a frozenset of plain codes")
    for value in values:
        check_code(value, what)
    return values


def check_type(value: object, cls: type[T], what: str) -> T:
    """The value itself, if it is of exactly that class.

    Errors:  InvalidValue.
    """
    if type(value) is not cls:
        raise wrong(value, what, cls.__name__)
    return value


def wrong(value: object, what: str, allowed: str) -> InvalidValue:
    """The refusal of a value that cannot stand in a plan."""
    return InvalidValue(
        f"{what} is {value!r:.80}: give {allowed}",
        given=value,
        allowed=allowed,
    )
