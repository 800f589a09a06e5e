"""Amounts that seats name: how much each would give at most, in place of a yes or a no."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import attrs

from mo_network.errors import InvalidValue
from mo_network.values.ids import check_id
from mo_network.values.money import Money


@attrs.frozen
class NamedAmount:
    """Genannter Betrag: what one seat would give at most; zero is a no.

    Errors:  InvalidValue for what is no seat, and for less than zero.

    >>> NamedAmount("seat:1", Money(-1))
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: seat:1 names -0.01 EUR: name zero for a no
    """

    seat: str
    amount: Money

    def __attrs_post_init__(self) -> None:
        check_id(self.seat, "seat")
        if self.amount.cents < 0:
            raise InvalidValue(
                f"{self.seat} names {self.amount}: name zero for a no",
                given=self.amount,
                allowed="0.00 or more",
            )


class Sides(NamedTuple):
    """The seats that say yes to an amount, and those that say no."""

    yes: tuple[str, ...]
    no: tuple[str, ...]


def sides(named: Iterable[NamedAmount], amount: Money) -> Sides:
    """How seats vote on one amount: who names at least as much says yes to it.

    >>> found = sides([NamedAmount("seat:1", Money(500)), NamedAmount("seat:2", Money(300))],
    ...     Money(400))
    >>> found.yes, found.no
    (('seat:1',), ('seat:2',))
    """
    given = tuple(named)
    return Sides(
        tuple(each.seat for each in given if each.amount >= amount),
        tuple(each.seat for each in given if each.amount < amount),
    )


def require_named(named: tuple[NamedAmount, ...], amount: Money, voters: tuple[str, ...]) -> None:
    """Raise unless amounts stand alone, in the currency of the one that was decided on.

    Errors:  InvalidValue.
    """
    if not named:
        return
    if voters:
        raise InvalidValue(
            f"JuryDecided.named stands beside the votes of {', '.join(voters)}: give either votes "
            "of yes and no, or the amounts that seats named",
            given=voters,
            allowed="one of both",
        )
    others = sorted({each.amount.currency for each in named} - {amount.currency})
    if others:
        raise InvalidValue(
            f"JuryDecided.named is in {', '.join(others)}, the amount in {amount.currency}: vote "
            "in one currency",
            given=tuple(others),
            allowed=amount.currency,
        )
