"""Paths into JSON, such as `$.bookings[1].on`, by which errors name a place."""

from __future__ import annotations

import re

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LONGEST = 80


def at_key(path: str, key: str) -> str:
    """The path of a member of an object.

    >>> at_key("$", "slot"), at_key("$", "a b")
    ('$.slot', "$['a b']")
    """
    if len(key) <= _LONGEST and _NAME.fullmatch(key):
        return f"{path}.{key}"
    return f"{path}[{key[:_LONGEST]!a}]"


def at_place(path: str, place: int) -> str:
    """The path of an element of a list.

    >>> at_place("$.bookings", 1)
    '$.bookings[1]'
    """
    return f"{path}[{place}]"
