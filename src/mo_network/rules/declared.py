"""Declared details: what a hub file says of each, and which contexts show them."""

from __future__ import annotations

import typing
from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any, NamedTuple

import attrs

from mo_network.judging.answers import Veto
from mo_network.judging.details import DetailsOf
from mo_network.rules.hook import Hook, HooksByArea, every
from mo_network.values.money import Money

UNITS: Mapping[str, type] = {"text": str, "count": int, "money": Money, "day": date, "code": str}
"""The units of details, and the class that a value of each has."""


class Declared(NamedTuple):
    """One detail as a hub file declares it.

    Shape:   `of` is the word for what people hand in; `allowed` the codes that it may be, empty for
             other units than `code`.
    """

    name: str
    of: str
    unit: str
    is_required: bool = False
    allowed: tuple[str, ...] = ()

    @property
    def cls(self) -> type:
        """The class that its values have."""
        return UNITS[self.unit]


Declarations = Mapping[str, Mapping[str, Declared]]
"""The details of one file: {word for what is handed in: {name: detail}}."""


def details_of(context: Any) -> tuple[str, str]:
    """Which details a context shows: the word for what was handed in, and the field's name.

    Shape:   two empty texts for a context without any.
    """
    return _details_of(context)


@cache
def _details_of(context: Hashable) -> tuple[str, str]:
    if attrs.has(typing.cast("type", context)):
        for name, hint in typing.get_type_hints(context, include_extras=True).items():
            marks = hint.__metadata__ if typing.get_origin(hint) is Annotated else ()
            for mark in marks:
                if isinstance(mark, DetailsOf):
                    return mark.of, name
    return "", ""


def detailed(hooks: HooksByArea) -> Iterator[tuple[str, Hook[Any, Any]]]:
    """What may have details, and the hook that judges them: the first that may say no."""
    found: set[str] = set()
    for hook in every(hooks):
        of, _ = details_of(hook.context)
        if of and of not in found and Veto in hook.answers:
            found.add(of)
            yield of, hook
