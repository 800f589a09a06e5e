"""The cost plan (Ausgabenplan): what a project is to cost, item by item."""

from __future__ import annotations

import attrs

from mo_network.errors import InvalidValue
from mo_network.funding.codes import check_code, check_type, wrong
from mo_network.values.money import Money

MOST_ITEMS = 90
"""Items of one plan; the largest known has a quarter of that."""


@attrs.frozen(kw_only=True)
class CostItem:
    """Ausgabe: one planned expense, by the plain code of its kind.

    Shape:   `units` of a `unit` (hour, km, day) at a `rate`, where it is reckoned so;
             `qualification` is a plain code, such as academic.
    Errors:  InvalidValue for codes that are none, amounts below zero, and an amount that is not
             units times rate.

    >>> CostItem(kind="fee", amount=Money(144_00), units=3, unit="hour", rate=Money(72_00))
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: the item fee is 144.00 EUR: give 216.00 EUR, 3 at 72.00 EUR
    """

    kind: str
    amount: Money
    units: int | None = None
    unit: str | None = None
    rate: Money | None = None
    qualification: str | None = None

    def __attrs_post_init__(self) -> None:
        check_code(self.kind, "the kind of a cost item")
        check_amount(self.amount, f"the item {self.kind}")
        if self.unit is not None:
            check_code(self.unit, "the unit of a cost item")
        if self.qualification is not None:
            check_code(self.qualification, "a qualification")
        if self.units is not None:
            check_count(self.units, f"the units of the item {self.kind}")
        if self.rate is None:
            return
        check_amount(self.rate, f"the rate of the item {self.kind}")
        if self.units is not None and self.rate * self.units != self.amount:
            raise InvalidValue(
                f"the item {self.kind} is {self.amount}: give {self.rate * self.units}, "
                f"{self.units} at {self.rate}",
                given=self.amount,
                allowed=str(self.rate * self.units),
            )


@attrs.frozen
class CostPlan:
    """Ausgabenplan: the planned expenses of a project.

    Shape:   one item or more, all of one currency.
    Errors:  InvalidValue for none, too many, or several currencies.

    >>> plan = CostPlan((CostItem(kind="rent", amount=Money(100_00)),))
    >>> str(plan.total)
    '100.00 EUR'
    """

    items: tuple[CostItem, ...]

    def __attrs_post_init__(self) -> None:
        if type(self.items) is not tuple or not 1 <= len(self.items) <= MOST_ITEMS:
            raise wrong(self.items, "the items of a cost plan", f"a tuple of 1 to {MOST_ITEMS}")
        currencies = {check_type(item, CostItem, "an item").amount.currency for item in self.items}
        if len(currencies) > 1:
            raise wrong(", ".join(sorted(currencies)), "the currency of a plan", "one currency")

    @property
    def currency(self) -> str:
        """The currency of all items."""
        return self.items[0].amount.currency

    @property
    def total(self) -> Money:
        """What the project costs in all."""
        return Money(sum(item.amount.cents for item in self.items), self.currency)

    def of(self, kinds: frozenset[str]) -> tuple[CostItem, ...]:
        """The items of some kinds, in the order of the plan; of all, if none is named."""
        return tuple(item for item in self.items if not kinds or item.kind in kinds)


def check_amount(amount: object, what: str) -> Money:
    """The amount itself.

    Errors:  InvalidValue for anything but money of zero or more.
    """
    if check_type(amount, Money, what).cents < 0:
        raise wrong(str(amount), what, "0.00 or more")
    assert isinstance(amount, Money)
    return amount


def check_count(number: object, what: str) -> int:
    """The number itself.

    Errors:  InvalidValue for anything but a whole number of zero or more.
    """
    if check_type(number, int, what) < 0:
        raise wrong(number, what, "a whole number, not negative")
    assert isinstance(number, int)
    return number
