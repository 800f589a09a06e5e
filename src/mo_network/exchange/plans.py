"""Plans and papers in one cell each: what a project costs, who pays, what was handed in.

Parts are joined by a plus sign with spaces around it, as in a sum. A part begins with a plain code
of the hub's own and ends with an amount, or with a number of units at a rate.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from mo_network.errors import InvalidValue
from mo_network.funding.codes import check_code
from mo_network.funding.costs import CostItem, CostPlan
from mo_network.funding.evidence import WORDS
from mo_network.funding.financing import FinancingPlan, ThirdPartyFunds, VolunteerWork
from mo_network.values.money import Money

T = TypeVar("T")

_PART = re.compile(r"(?P<code>\S+) (?:(?P<units>[0-9]{1,6}) (?P<unit>\S+) x )?(?P<amount>.+)")
_JOINT = re.compile(r"\s+\+\s+")
_PAPERS = {words["de"]: code for code, words in WORDS.items()}
_COSTS = "such as material 200,00 € + fee 3 hour x 72,00 €"
_FINANCING = (
    "such as bar 50,00 € + sachleistung 20,00 € + ehrenamt 10 stunden x 12,50 € + stadt 100,00 €; "
    "keine, if nobody else pays"
)
_OWN = {"bar": "cash", "sachleistung": "in_kind"}
_VOLUNTEERS = "ehrenamt"
NOBODY = "keine"


def read_costs(text: str) -> CostPlan:
    """A cost plan; after a stroke stands who does it, as in `fee/academic`.

    Errors:  InvalidValue naming the part that cannot be read.

    >>> plan = read_costs("material 200,00 € + fee/academic 3 hour x 92,00 €")
    >>> str(plan.total), plan.items[1].qualification
    ('476.00 EUR', 'academic')
    """
    return CostPlan(tuple(_each(text, _COSTS, _cost)))


def _cost(part: re.Match[str]) -> CostItem:
    kind, stroke, after = part["code"].partition("/")
    qualification = after if stroke else None
    amount = Money.parse(part["amount"])
    if part["units"] is None:
        return CostItem(kind=kind, amount=amount, qualification=qualification)
    units = int(part["units"])
    return CostItem(
        kind=kind,
        amount=amount * units,
        units=units,
        unit=part["unit"],
        rate=amount,
        qualification=qualification,
    )


def read_financing(text: str) -> FinancingPlan:
    """A financing plan: the own share in money, things and hours, and other funders by code.

    Errors:  InvalidValue naming the part that cannot be read, or stands twice.

    >>> plan = read_financing("bar 50,00 € + ehrenamt 4 stunden x 12,50 € + stadt 100,00 €")
    >>> str(plan.own), [each.source for each in plan.others]
    ('100.00 EUR', ['stadt'])
    """
    if text == NOBODY:
        return FinancingPlan()
    own: dict[str, Money] = {}
    hours: list[VolunteerWork] = []
    others: list[ThirdPartyFunds] = []

    def take(part: re.Match[str]) -> None:
        code, amount = part["code"], Money.parse(part["amount"])
        if code == _VOLUNTEERS and part["units"] is not None and not hours:
            hours.append(VolunteerWork(hours=int(part["units"]), rate=amount))
        elif code == _VOLUNTEERS or part["units"] is not None or _OWN.get(code) in own:
            raise InvalidValue(f"{part[0]!r:.80} cannot stand here", given=part[0])
        elif code in _OWN:
            own[_OWN[code]] = amount
        else:
            others.append(ThirdPartyFunds(source=code, amount=amount))

    list(_each(text, _FINANCING, take))
    return FinancingPlan(**own, volunteers=hours[0] if hours else None, others=tuple(others))


def read_papers(text: str) -> frozenset[str]:
    """Papers: plain codes, or the German words of those that are known.

    Errors:  InvalidValue for what is neither.

    >>> sorted(read_papers("Registerauszug + photo-release"))
    ['photo-release', 'register-extract']
    """
    given = _JOINT.split(text)
    return frozenset(_PAPERS.get(part) or check_code(part, "a paper") for part in given)


def _each(text: str, allowed: str, read: Callable[[re.Match[str]], T]) -> Iterator[T]:
    for part in _JOINT.split(text):
        found = _PART.fullmatch(part)
        if found is None:
            raise InvalidValue(
                f"{part[:80]!r} is no part of a plan; allowed is {allowed}",
                given=part,
                allowed=allowed,
            )
        try:
            yield read(found)
        except InvalidValue as error:
            raise InvalidValue(
                f"{part[:80]!r}: {error}; allowed is {allowed}", given=part, allowed=allowed
            ) from None
