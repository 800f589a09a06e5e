"""The ledger: double entry, one set of accounts for each line and budget year.

Every movement of money is a transaction of two postings that sum to zero. An account that money
comes from (allocated, returned) stands below zero, one that money goes to stands above; so the
law of money, `available + committed + (paid − returned) = allocated`, is nothing else than that
all balances sum to zero, and no movement can break it.

More accounts (reserved, lapsed, sent up, carried) join the list when facts move money there.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Any, NamedTuple

from mo_network.errors import InvalidValue
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


class Posting(NamedTuple):
    """One account moved by some cents; positive is what comes in."""

    account: Account
    cents: int


Transaction = tuple[Posting, ...]
Key = tuple[str, int]
"""The id of a line, and a budget year."""

_EMPTY = (0,) * len(Account)


def allocation(cents: int) -> Transaction:
    """A funder puts money in.

    >>> sum(posting.cents for posting in allocation(500))
    0
    """
    return Posting(Account.ALLOCATED, -cents), Posting(Account.AVAILABLE, cents)


def cut(cents: int) -> Transaction:
    """A funder takes money out, whether it is there or not."""
    return Posting(Account.AVAILABLE, -cents), Posting(Account.ALLOCATED, cents)


def commitment(cents: int) -> Transaction:
    """An award binds money."""
    return Posting(Account.AVAILABLE, -cents), Posting(Account.COMMITTED, cents)


def release(cents: int) -> Transaction:
    """What an award bound is free again."""
    return Posting(Account.COMMITTED, -cents), Posting(Account.AVAILABLE, cents)


def payment(cents: int) -> Transaction:
    """Bound money goes out."""
    return Posting(Account.COMMITTED, -cents), Posting(Account.PAID, cents)


def repayment(cents: int) -> Transaction:
    """Money that went out comes back and may be awarded again."""
    return Posting(Account.RETURNED, -cents), Posting(Account.AVAILABLE, cents)


class Ledger:
    """The balances of all lines and budget years.

    Units:   cents of the line's currency.
    Errors:  InvalidValue for a transaction that does not sum to zero.
    Source:  design, section 8.

    >>> from mo_network.judging.changes import FOR_GOOD, Trial
    >>> ledger = Ledger()
    >>> ledger.post(("line:micro", 2026), allocation(100_00), FOR_GOOD)
    >>> with Trial() as trial:
    ...     ledger.post(("line:micro", 2026), commitment(30_00), trial)
    ...     ledger.balance(("line:micro", 2026), Account.AVAILABLE)
    7000
    >>> ledger.balance(("line:micro", 2026), Account.AVAILABLE)
    10000
    """

    __slots__ = ("_rows",)

    def __init__(self) -> None:
        self._rows: dict[Key, tuple[int, ...]] = {}

    def post(self, key: Key, transaction: Transaction, changes: Changes) -> None:
        """Move money between the accounts of one line and year."""
        row = list(self._rows.get(key, _EMPTY))
        total = 0
        for account, cents in transaction:
            row[account] += cents
            total += cents
        if total:
            raise InvalidValue(
                f"postings sum to {total} cents: money comes from somewhere, so they sum to zero",
                given=transaction,
                allowed="postings that sum to zero",
            )
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
