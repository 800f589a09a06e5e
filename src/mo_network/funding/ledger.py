"""The ledger: double entry, one set of accounts for each line and budget year.

Every movement of money is two postings that sum to zero. An account that money
comes from (allocated, returned) stands below zero, one that money goes to stands above; so the
law of money, `available + committed + (paid − returned) = allocated`, is nothing else than that
all balances sum to zero, and no movement can break it.

More accounts (reserved, lapsed, sent up, carried) join the list when facts move money there.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Any, Final, NamedTuple

from mo_network.judging.changes import Changes
from mo_network.values.money import MAX_CENTS, Money


def shown(cents: int, currency: str) -> Money:
    """A sum as money; one beyond what money can be is shown as the most it can be.

    Single amounts are checked where they come in, so only sums of absurd ones get here, and no
    query or judgement may fail for them.
    """
    return Money(max(1 - MAX_CENTS, min(cents, MAX_CENTS - 1)), currency)


class Account(IntEnum):
    """Where money of a line's budget year can be: its place in a row of balances."""

    ALLOCATED = 0
    AVAILABLE = 1
    COMMITTED = 2
    PAID = 3
    RETURNED = 4


class Way(NamedTuple):
    """Which way money goes: what leaves one account comes in on another, so no cent is made."""

    source: Account
    target: Account


ALLOCATION: Final = Way(Account.ALLOCATED, Account.AVAILABLE)
"""A funder puts money in."""
CUT: Final = Way(Account.AVAILABLE, Account.ALLOCATED)
"""A funder takes money out, whether it is there or not."""
COMMITMENT: Final = Way(Account.AVAILABLE, Account.COMMITTED)
"""An award binds money."""
RELEASE: Final = Way(Account.COMMITTED, Account.AVAILABLE)
"""What an award bound is free again."""
PAYMENT: Final = Way(Account.COMMITTED, Account.PAID)
"""Bound money goes out."""
REPAYMENT: Final = Way(Account.RETURNED, Account.AVAILABLE)
"""Money that went out comes back and may be awarded again."""

Key = tuple[str, int]
"""The id of a line, and a budget year."""

_EMPTY = (0,) * len(Account)


class Ledger:
    """The balances of all lines and budget years.

    Units:   cents of the line's currency.
    Source:  design, section 8.

    >>> from mo_network.judging.changes import FOR_GOOD, Trial
    >>> ledger = Ledger()
    >>> ledger.post(("line:micro", 2026), ALLOCATION, 100_00, FOR_GOOD)
    >>> with Trial() as trial:
    ...     ledger.post(("line:micro", 2026), COMMITMENT, 30_00, trial)
    ...     ledger.balance(("line:micro", 2026), Account.AVAILABLE)
    7000
    >>> ledger.balance(("line:micro", 2026), Account.AVAILABLE)
    10000
    """

    __slots__ = ("_rows",)

    def __init__(self) -> None:
        self._rows: dict[Key, tuple[int, ...]] = {}

    def post(self, key: Key, way: Way, cents: int, changes: Changes) -> None:
        """Move money between two accounts of one line and year."""
        row = [*self._rows.get(key, _EMPTY)]
        row[way.source] -= cents
        row[way.target] += cents
        changes.put(self._rows, key, tuple(row))

    def balance(self, key: Key, account: Account) -> int:
        """The cents on one account; 0 where nothing was ever posted."""
        return self._rows.get(key, _EMPTY)[account]

    def row(self, key: Key) -> tuple[int, ...]:
        """The balances of all accounts of a line and year, in their order."""
        return self._rows.get(key, _EMPTY)

    def keys(self) -> tuple[Key, ...]:
        """The lines and years in which money ever moved."""
        return tuple(self._rows)

    def dump(self) -> list[list[Any]]:
        """All balances as plain JSON values."""
        return [[line, year, *row] for (line, year), row in self._rows.items()]

    def load(self, rows: Iterable[list[Any]]) -> None:
        """Take over what `dump` gave."""
        self._rows.update(((line, year), tuple(row)) for line, year, *row in rows)


class Pot(NamedTuple):
    """Topf: the money of one line in one budget year, as it stands now."""

    line: str
    year: int
    currency: str
    row: tuple[int, ...]

    def _money(self, account: Account, sign: int = 1) -> Money:
        return shown(sign * self.row[account], self.currency)

    @property
    def allocated(self) -> Money:
        """What funders put in, less what they cut."""
        return self._money(Account.ALLOCATED, -1)

    @property
    def available(self) -> Money:
        """What may still be awarded; below zero after a cut."""
        return self._money(Account.AVAILABLE)

    @property
    def committed(self) -> Money:
        """What is awarded and not yet paid."""
        return self._money(Account.COMMITTED)

    @property
    def paid(self) -> Money:
        """What was paid, including what came back later."""
        return self._money(Account.PAID)

    @property
    def returned(self) -> Money:
        """What came back."""
        return self._money(Account.RETURNED, -1)
