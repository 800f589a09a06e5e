"""Troubles: which law does not hold for which thing, since when, and because of what.

Kept fact by fact, so that asking for breaches costs what there are breaches, not what there is.
"""

from __future__ import annotations

from typing import NamedTuple

from mo_network.judging.changes import Changes
from mo_network.judging.state import When

AVAILABLE = "funding.available"
"""The law that no more is committed than is available; the thing is `line/year`."""
AS_ASKED = "funding.as_asked"
"""The law that nothing is awarded above what was asked; the thing is an application."""
PAID_WITHIN_AWARD = "funding.paid_within_award"
"""The law that payments stay within the award, returns within payments; an application."""
CURRENCY = "funding.currency"
"""The law that a line's money is of one currency; the thing is what brought the other one."""


class Trouble(NamedTuple):
    """One thing for which a law does not hold.

    Units:   `since` is the ordinal of a UTC day; `cause` the id of what brought it.
    """

    law: str
    thing: str
    since: int
    cause: str


Troubles = dict[tuple[str, str], Trouble]


def settle(
    troubles: Troubles,
    law: str,
    thing: str,
    cause: str,
    when: When,
    changes: Changes,
    *,
    is_broken: bool,
) -> None:
    """Note that a law does not hold for a thing, or that it does again; the first day stays."""
    key = (law, thing)
    if is_broken == (key in troubles):
        return
    if is_broken:
        changes.put(troubles, key, Trouble(law, thing, when.at.toordinal(), cause))
    else:
        changes.drop(troubles, key)


def pot_name(line: str, year: int) -> str:
    """What a pot is called where a single string names it.

    >>> pot_name("line:micro", 2026)
    'line:micro/2026'
    """
    return f"{line}/{year}"
