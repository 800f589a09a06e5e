"""Things made of other things: halls of several rooms, kits, "any two of three"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import attrs

from mo_network.errors import InvalidValue, UnknownReference
from mo_network.scheduling.minutes import check_count, check_text

E = TypeVar("E")


@attrs.frozen
class Composite:
    """Something that is had by having its parts; a pure description, without any demand.

    Without `choose` all parts are needed: a hall that is its three thirds, a kit of two speakers
    and a mixer. With `choose=2` any two different parts do. Parts may be composites themselves.

    Shape:   a name, the parts with how many of each; `choose` is how many parts are enough.
             Where a choice is otherwise equal, the part that stands first is taken first.
    Units:   pieces of each part, from one on.
    Errors:  InvalidValue for no parts, a part named twice, a part that is the thing itself, an
             amount below one, and a choice that leaves none or nothing to choose.
    Source:  design, section 6.

    >>> Composite("room:hall", (("room:north", 1), ("room:middle", 1), ("room:south", 1)))
    Composite(name='room:hall', parts=(('room:north', 1), ('room:middle', 1), ('room:south', 1)), \
choose=None)
    >>> Composite("kit:mirror", (("kit:mirror", 1),))
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: 'kit:mirror' is named as a part of itself: a part is something \
smaller; name the rooms or items that it is made of
    """

    name: str
    parts: tuple[tuple[str, int], ...]
    choose: int | None = None

    def __attrs_post_init__(self) -> None:
        check_text("the name of a composite", self.name)
        if not self.parts:
            raise InvalidValue(
                f"{self.name!r} has no parts: name one part or more; what has none is a leaf",
                given=self.parts,
                allowed="one part or more",
            )
        for part, amount in self.parts:
            check_text(f"a part of {self.name!r}", part)
            check_count(f"the amount of {part!r} in {self.name!r}", amount, 1)
            if part == self.name:
                raise InvalidValue(
                    f"{self.name!r} is named as a part of itself: a part is something smaller; "
                    "name the rooms or items that it is made of",
                    given=part,
                    allowed="parts other than the thing itself",
                )
        names = [part for part, _ in self.parts]
        twice = sorted({part for part in names if names.count(part) > 1})
        if twice:
            raise InvalidValue(
                f"{', '.join(twice)} stands twice among the parts of {self.name!r}: name each part "
                "once, with the amount of all of it",
                given=twice,
                allowed="each part once",
            )
        if self.choose is not None:
            self._check_choice(self.choose)

    def _check_choice(self, choose: int) -> None:
        most = len(self.parts) - 1
        if type(choose) is int and 1 <= choose <= most:
            return
        allowed = f"whole numbers from 1 to {most}" if most else "no choice, with a single part"
        raise InvalidValue(
            f"{self.name!r} leaves a choice of {choose!r:.20} out of {len(self.parts)} parts: "
            f"allowed are {allowed}; where all parts are needed, leave `choose` out",
            given=choose,
            allowed=allowed,
        )


def entry_of(entries: Mapping[str, E], name: str) -> E:
    """What stands under a name.

    Errors:  UnknownReference when nothing does.
    """
    entry = entries.get(name)
    if entry is None:
        raise UnknownReference(
            f"nothing is known by the name {name!r}: add it first, as a leaf or a composite, or "
            "name one that is known",
            reference=name,
        )
    return entry
