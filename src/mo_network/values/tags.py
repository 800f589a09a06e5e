"""Tags: the permanent names of classes on the wire."""

from __future__ import annotations

import re
from collections.abc import Callable

import attrs

from mo_network.errors import InvalidValue

Upcaster = Callable[[dict[str, object]], dict[str, object]]
_TAG = re.compile(r"[a-z][a-z_]*(?:\.[a-z][a-z_]*)*")


@attrs.frozen
class Tag:
    """The permanent name of a class on the wire, and the version of its shape.

    Shape:   dotted lower-case words; `upcasters[0]` turns the members of version 1 into those of
             version 2, and so on, so there is one fewer than the version.
    Errors:  InvalidValue for other names, and for a missing or spare upcaster.
    Source:  design, section 5.

    >>> Tag("rooms.booked", 2, dict)
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: the tag 'rooms.booked' has version 2 and 0 upcasters; allowed \
is one upcaster for each version but the last.
    """

    name: str
    version: int
    cls: type
    upcasters: tuple[Upcaster, ...] = ()

    def __attrs_post_init__(self) -> None:
        if _TAG.fullmatch(self.name) is None:
            raise InvalidValue(
                f"{self.name!r} is no tag; allowed are lower-case words with dots between them, "
                "such as 'rooms.booked'.",
                given=self.name,
                allowed="rooms.booked",
            )
        if self.version != len(self.upcasters) + 1:
            raise InvalidValue(
                f"the tag {self.name!r} has version {self.version} and {len(self.upcasters)} "
                "upcasters; allowed is one upcaster for each version but the last.",
                given=self.version,
                allowed="len(upcasters) + 1",
            )

    def __str__(self) -> str:
        return f"{self.name}/{self.version}"
