"""Checks that several facts of funding share: what cannot be is refused by the constructor."""

from __future__ import annotations

from typing import Literal, get_args

from mo_network.errors import InvalidValue
from mo_network.judging.fact import Fact
from mo_network.values.money import Money
from mo_network.values.period import Period

Body = Literal["team", "jury"]
BODIES: tuple[str, ...] = get_args(Body)
"""The bodies that may decide about a grant, from the lowest to the highest."""

MOST_PARTNERS = 50
"""Partners of one application; more are a network, and one of them applies for it."""

_YEARS = range(1990, 2200)


def require_amount(fact: Fact, amount: Money) -> None:
    """Refuse amounts of zero and less."""
    if amount.cents <= 0:
        raise InvalidValue(
            f"{type(fact).__name__}.amount is {amount}: give more than zero; the fact's class "
            "says which way the money goes",
            given=amount,
            allowed="more than 0.00",
        )


def require_year(fact: Fact, year: int) -> None:
    """Refuse a budget year that no line has."""
    if year not in _YEARS:
        raise InvalidValue(
            f"{type(fact).__name__}.year is {year}: give a budget year from {_YEARS[0]} to "
            f"{_YEARS[-1]}",
            given=year,
            allowed=f"{_YEARS[0]} to {_YEARS[-1]}",
        )


def require_currency(fact: Fact, amount: Money, of_plans: frozenset[str]) -> None:
    """Refuse plans in another currency than the amount."""
    if not of_plans <= {amount.currency}:
        raise InvalidValue(
            f"{type(fact).__name__}.amount is {amount}, its plans are in {', '.join(of_plans)}: "
            "give all in one currency",
            given=amount,
            allowed=", ".join(of_plans),
        )


def require_partners(applicant: str, partners: tuple[str, ...]) -> None:
    """Refuse an applicant as its own partner, and a partner that stands twice."""
    if len(partners) > MOST_PARTNERS or len({applicant, *partners}) <= len(partners):
        raise InvalidValue(
            f"ApplicationSubmitted.partners names {len(partners)}: give each other organisation "
            f"once, without the applicant itself, at most {MOST_PARTNERS}",
            given=partners,
            allowed="other organisations, each once",
        )


def require_body(name: str, body: str | None) -> None:
    """Refuse a body that is none."""
    if body is not None and body not in BODIES:
        raise InvalidValue(
            f"{name} is {body!r:.80}: give one of {', '.join(BODIES)}",
            given=body,
            allowed=", ".join(BODIES),
        )


def require_end(fact: Fact, project: Period) -> None:
    """Refuse a project without a last day."""
    if project.end is None:
        raise InvalidValue(
            f"{type(fact).__name__}.project is {project}: a project has a last day; write "
            "Period.through(first, last)",
            given=project,
            allowed="a period with an end",
        )
