"""Details (weitere Angaben): what people tell in fields of the hub's own, beside a fact's.

The set of fact classes is closed, so a hub that wants to know more declares it in its file. Here
is what any of them may be; what is declared, and what of it fits, its rules judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

import attrs

from mo_network.errors import InvalidValue
from mo_network.judging.fact import require_label
from mo_network.values.canonical import MAX_INT
from mo_network.values.money import Money
from mo_network.values.wire import structure_value, unstructure_value

MOST_DETAILS: Final = 50
"""How many details a fact may carry, and a hub file may declare of one thing."""

LONGEST_NAME: Final = 60

_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def is_code(text: str) -> bool:
    """Whether a text is a plain code: small letters, figures and single hyphens."""
    return len(text) <= LONGEST_NAME and _CODE.fullmatch(text) is not None


@attrs.frozen
class Detail:
    """Angabe: one thing that the fact's own fields have no place for.

    Shape:   `name` is that of the hub's file; a text is a short plain label, never free text.
    Units:   whole numbers, amounts, days and texts, as the hub's file declares.
    Errors:  InvalidValue for a name that is no plain code, and a value of another type.
    Source:  design, section 2.

    >>> Detail("volunteer-hours", 40).value
    40
    >>> Detail("Hours", 40)
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: the name of a detail is 'Hours': write a plain code of small \
letters, figures and hyphens, at most 60, such as volunteer-hours
    """

    name: str
    value: str | int | Money | date

    def __attrs_post_init__(self) -> None:
        name, value = self.name, self.value
        if type(name) is not str or not is_code(name):
            raise InvalidValue(
                f"the name of a detail is {name!r:.80}: write a plain code of small letters, "
                f"figures and hyphens, at most {LONGEST_NAME}, such as volunteer-hours",
                given=name,
                allowed="such as volunteer-hours",
            )
        if type(value) is str:
            require_label(f"the detail {name!r}", value)
        elif type(value) not in (int, Money, date):
            raise InvalidValue(
                f"the detail {name!r} is {value!r:.80} ({type(value).__name__}): give a text, a "
                "whole number, an amount or a day",
                given=value,
                allowed="str, int, Money or date",
            )
        elif type(value) is int and not -MAX_INT <= value <= MAX_INT:
            raise InvalidValue(
                f"the detail {name!r} has {value.bit_length()} bits: whole numbers stay below 2^53",
                allowed="below 2^53",
            )


def require_details(details: tuple[Detail, ...]) -> None:
    """Raise unless a fact may carry these details: each once, and not too many.

    Errors:  InvalidValue.
    """
    if len(details) > MOST_DETAILS:
        raise InvalidValue(
            f"{len(details)} details: a fact carries at most {MOST_DETAILS}",
            given=len(details),
            allowed=f"at most {MOST_DETAILS}",
        )
    seen: set[str] = set()
    for detail in details:
        if detail.name in seen:
            raise InvalidValue(
                f"the detail {detail.name!r} stands twice: give each once",
                given=detail.name,
                allowed="each once",
            )
        seen.add(detail.name)


@attrs.frozen
class Details:
    """The details of one matter, as a rule sees them.

    Shape:   a value of another type than asked for counts as not given; the rule that declares it
             tells so.

    >>> given = Details((Detail("volunteer-hours", 40),))
    >>> given.count("volunteer-hours"), given.money("volunteer-hours"), given.text("venue")
    (40, None, None)
    """

    _given: tuple[Detail, ...] = ()

    def __iter__(self) -> Iterator[Detail]:
        return iter(self._given)

    def get(self, name: str) -> str | int | Money | date | None:
        """What is told under a name, whatever it is; None if nothing is."""
        for detail in self._given:
            if detail.name == name:
                return detail.value
        return None

    def count(self, name: str) -> int | None:
        """A whole number."""
        value = self.get(name)
        return value if type(value) is int else None

    def money(self, name: str) -> Money | None:
        """An amount."""
        value = self.get(name)
        return value if type(value) is Money else None

    def day(self, name: str) -> date | None:
        """A day."""
        value = self.get(name)
        return value if type(value) is date else None

    def text(self, name: str) -> str | None:
        """A text or a code."""
        value = self.get(name)
        return value if type(value) is str else None


NO_DETAILS: Final = Details()
"""Those of a matter that came without any."""


class DetailsOf(NamedTuple):
    """Marks a context's field as the details of what people handed in, by the word for it.

    Shape:   the field holds `Details`, or None for what is decided though nobody handed it in.
    """

    of: str


def dump_details(table: Mapping[str, Details]) -> dict[str, Any]:
    """The details of many matters as plain JSON, for a checkpoint."""
    return {name: [unstructure_value(each) for each in told] for name, told in table.items()}


def load_details(data: Mapping[str, Any]) -> dict[str, Details]:
    """Read what `dump_details` gave."""
    return {
        name: Details(tuple(structure_value(each, Detail) for each in told))
        for name, told in data.items()
    }
