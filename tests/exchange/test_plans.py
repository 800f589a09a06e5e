"""Plans and papers in one cell each: read as they are written, or refused with the wrong part."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mo_network.errors import InvalidValue
from mo_network.exchange.plans import read_costs, read_financing, read_papers
from mo_network.funding.costs import CostItem, CostPlan
from mo_network.funding.dossier import NO_DOSSIER
from mo_network.funding.financing import FinancingPlan, ThirdPartyFunds, VolunteerWork
from mo_network.values.money import Money


def test_costs_are_amounts_or_units_at_a_rate() -> None:
    """With whoever does it after a stroke; the plus signs stand as in a sum."""
    expected = CostPlan(
        (
            CostItem(kind="material", amount=Money(1_200_50)),
            CostItem(kind="fee", amount=Money(144_00), units=2, unit="hour", rate=Money(72_00)),
            CostItem(kind="travel", amount=Money(30_00), qualification="car"),
        )
    )
    text = "material 1.200,50 € + fee 2 hour x 72,00 €  +\ntravel/car 30.00 EUR"
    assert expected == read_costs(text)


def test_financing_is_the_own_share_and_other_funders() -> None:
    """In any order, the hub's own codes for whoever else gives."""
    expected = FinancingPlan(
        cash=Money(50_00),
        in_kind=Money(20_00),
        volunteers=VolunteerWork(hours=10, rate=Money(12_50)),
        others=(ThirdPartyFunds(source="stadt", amount=Money(100_00)),),
    )
    text = "stadt 100,00 € + bar 50,00 € + sachleistung 20,00 € + ehrenamt 10 stunden x 12,50 €"
    assert expected == read_financing(text)


def test_that_nobody_else_pays_is_a_plan_too() -> None:
    """A rule that asks for it is answered; no plan at all would leave it open."""
    assert FinancingPlan() == read_financing("keine")
    assert NO_DOSSIER.financing is None


def test_papers_are_codes_or_the_words_that_are_known() -> None:
    """As a coordinator writes them, joined like a sum."""
    expected = {"register-extract", "statutes", "photo-release"}
    assert expected == read_papers("Registerauszug + statutes  + photo-release")


@pytest.mark.parametrize(
    ("read", "text", "fault"),
    [
        (read_costs, "material", "'material' is no part of a plan"),
        (read_costs, "200,00 €", "'200,00 €': '€' cannot be read as money"),
        (read_costs, "material 200", "'material 200': '200' cannot be read as money"),
        (read_costs, "Material 200,00 €", "the kind of a cost item is 'Material'"),
        (read_costs, "fee 3 hour 72,00 €", "'3 hour 72,00 €' cannot be read as money"),
        (read_costs, "fee 3 Stunden x 72,00 €", "the unit of a cost item is 'Stunden'"),
        (read_costs, "fee/ 72,00 €", "a qualification is ''"),
        (read_costs, "fee -72,00 €", "the item fee is '-72.00 EUR'"),
        (read_costs, "material 1,00 € +", "cannot be read as money"),
        (read_costs, "material 1,00 € + fee 1.00 CHF", "the currency of a plan is 'CHF, EUR'"),
        (read_costs, " + ".join(["a 1,00 €"] * 91), "a tuple of 1 to 90"),
        (read_financing, "bar 1,00 € + bar 2,00 €", "'bar 2,00 €' cannot stand here"),
        (read_financing, "bar 5 stunden x 2,00 €", "cannot stand here"),
        (read_financing, "ehrenamt 50,00 €", "'ehrenamt 50,00 €' cannot stand here"),
        (read_financing, "ehrenamt 1 h x 1,00 € + ehrenamt 1 h x 1,00 €", "cannot stand here"),
        (read_financing, "Stadt 5,00 €", "the source of third-party funds is 'Stadt'"),
        (read_papers, "Registerauszg", "a paper is 'Registerauszg'"),
        (read_papers, "statutes, photo-release", "a paper is 'statutes, photo-release'"),
    ],
)
def test_what_cannot_be_read_is_named(read: Callable[[str], object], text: str, fault: str) -> None:
    """The part, what is wrong with it, and what is allowed."""
    with pytest.raises(InvalidValue) as refused:
        read(text)
    assert fault in str(refused.value)
