"""The rule kind `travel`: journeys by car at a rate up to a sum, others against the ticket."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.funding.costs import CostItem
from mo_network.funding.hooks import GrantContext, award_duties, grant_vetoes
from mo_network.funding.rule_kinds.words import Cost
from mo_network.judging.answers import Duty, Veto
from mo_network.values.money import Money
from mo_network.values.timeline import Timeline


@attrs.frozen
class Travel:
    """Fahrtkosten: so much a kilometre in an own car, up to a sum; a ticket for the rest.

    Shape:   `car` is the kind of cost of a journey in an own car; `per_km` bounds its rate,
             `most_by_car` each journey. With `tickets` others are paid against the ticket, those
             by rail in the class that `rail_class` says.
    Units:   kilometres; the unit of an item by car is km.
    Errors:  InvalidValue for a rule that says nothing, and a class that is none. On a day without
             a value the rule cannot answer, and the verdict is undecided.

    Which mistake is worse: to promise a driver more than the travel law pays.

    >>> Travel(rail_class=3)
    Traceback (most recent call last):
    mo_network.errors.InvalidValue: rail_class is 3: write 1 or 2
    """

    kind: ClassVar[str] = "travel"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {
        "de": {
            "per_km": "Ein Kilometer im eigenen Auto zählt höchstens {1}, nicht {0}.",
            "by_car": "Eine Fahrt im eigenen Auto zählt höchstens {1}, nicht {0}.",
            "ticket": "Andere Fahrten werden gegen Fahrkarte erstattet.",
            "rail_class": "Bahnfahrten werden in der {0}. Klasse erstattet.",
        },
        "de-simple": {
            "per_km": "Für einen Kilometer mit dem Auto gibt es höchstens {1}. Geplant sind {0}.",
            "by_car": "Für eine Fahrt mit dem Auto gibt es höchstens {1}. Geplant sind {0}.",
            "ticket": "Andere Fahrten bezahlen wir nur mit Fahrkarte.",
            "rail_class": "Im Zug bezahlen wir die {0}. Klasse.",
        },
        "en": {
            "per_km": "A kilometre in an own car counts at most {1}, not {0}.",
            "by_car": "A journey in an own car counts at most {1}, not {0}.",
            "ticket": "Other journeys are paid against the ticket.",
            "rail_class": "Journeys by rail are paid in class {0}.",
        },
    }

    per_km: Timeline[Money] | None = None
    most_by_car: Timeline[Money] | None = None
    tickets: bool = False
    rail_class: int | None = None
    car: Cost = "travel-by-car"

    def __attrs_post_init__(self) -> None:
        if self.rail_class not in {None, 1, 2}:
            raise InvalidValue(f"rail_class is {self.rail_class}: write 1 or 2", given=None)
        is_bounded = self.per_km is not None or self.most_by_car is not None
        if not (is_bounded or self.tickets or self.rail_class):
            raise InvalidValue(
                "the rule says nothing: write per_km, most_by_car, tickets or rail_class",
                given=None,
                allowed="per_km, most_by_car, tickets, rail_class",
            )

    def _by_car(self, context: GrantContext) -> tuple[CostItem, ...]:
        plan = context.dossier.costs
        return () if plan is None else plan.of(frozenset({self.car}))

    @grant_vetoes
    def journeys(self, context: GrantContext) -> Iterable[Veto]:
        """A veto for the highest rate, and for the dearest journey by car, if it is too high."""
        items, on = self._by_car(context), context.on
        rates = [item.rate for item in items if item.rate is not None and item.unit == "km"]
        if self.per_km is not None and rates and max(rates) > self.per_km.at(on):
            yield Veto("per_km", (max(rates), self.per_km.at(on)))
        amounts = [item.amount for item in items]
        if self.most_by_car is not None and amounts and max(amounts) > self.most_by_car.at(on):
            yield Veto("by_car", (max(amounts), self.most_by_car.at(on)))

    @award_duties
    def proof(self, context: GrantContext) -> Iterable[Duty]:
        """What is paid for journeys that are not by car."""
        if self.tickets:
            yield Duty("ticket")
        if self.rail_class is not None:
            yield Duty("rail_class", (self.rail_class,))
