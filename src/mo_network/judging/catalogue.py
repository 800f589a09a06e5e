"""Cards: what is known about a rule for ever, so that its answers can be explained without it.

Adoption stores the cards in the journal. An explanation therefore needs neither the hub's file
nor the plugin that once gave the answer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import attrs

from mo_network.judging.units import Plain
from mo_network.values.canonical import canonical_bytes
from mo_network.values.days import parse_day
from mo_network.values.json_text import parse_json
from mo_network.values.source import Source

Sentences = Mapping[str, Mapping[str, str]]


@attrs.frozen
class CitedStep:
    """One dated value of a parameter and where it is written."""

    start: date
    value: Plain | None
    source: Source
    parameter: str = ""


@attrs.frozen
class Card:
    """What explains a rule's answers.

    Shape:   `sentences` is {language: {code or subject id: template}}; `steps` are the dated
             values that the rule rests on; `basis` names the day that picks among them.
    """

    rule: str
    title: str
    is_binding: bool = True
    basis: str = "received"
    source: Source | None = None
    steps: tuple[CitedStep, ...] = ()
    sentences: Sentences = attrs.field(factory=dict, eq=False)

    def template(self, code: str, lang: str) -> str | None:
        """The sentence for a code, in the language asked or else in English."""
        own = self.sentences.get(lang, {}).get(code)
        return own if own is not None else self.sentences.get("en", {}).get(code)

    def step(self, value: Plain, days: Mapping[str, date]) -> CitedStep | None:
        """The dated value that an answer rests on: the last one in force on the basis day."""
        day = days.get(self.basis)
        fitting = [
            step
            for step in self.steps
            if step.value == value and (day is None or step.start <= day)
        ]
        return max(fitting, key=lambda step: step.start, default=None)

    def in_force(self, days: Mapping[str, date]) -> tuple[CitedStep, ...]:
        """The values that the rule rests on that day, one for each of its parameters."""
        return _in_force(self.steps, days.get(self.basis))


def _in_force(steps: Iterable[CitedStep], day: date | None) -> tuple[CitedStep, ...]:
    """The latest step of each parameter that began by a day."""
    latest: dict[str, CitedStep] = {}
    for step in sorted(steps, key=lambda step: step.start):
        if day is None or step.start <= day:
            latest[step.parameter] = step
    return tuple(step for step in latest.values() if step.value is not None)


def _dump_source(source: Source | None) -> dict[str, str] | None:
    if source is None:
        return None
    fields = attrs.asdict(source, filter=lambda _, value: value is not None)
    return {key: str(value) for key, value in fields.items()}


def _load_source(data: Mapping[str, str] | None) -> Source | None:
    if data is None:
        return None
    checked = data.get("checked_on")
    rest = {key: value for key, value in data.items() if key != "checked_on"}
    return Source(**rest, checked_on=parse_day(checked) if checked else None)


def _load_card(data: Mapping[str, Any]) -> Card:
    return Card(
        rule=data["rule"],
        title=data["title"],
        is_binding=data["is_binding"],
        basis=data["basis"],
        source=_load_source(data["source"]),
        steps=tuple(
            CitedStep(parse_day(start), value, _load_source(source) or Source(title="?"), name)
            for start, value, source, name in data["steps"]
        ),
        sentences=data["sentences"],
    )


class Catalogue:
    """The cards of all rules of one adoption, and of the core's laws."""

    __slots__ = ("cards",)

    def __init__(self, cards: Iterable[Card]) -> None:
        self.cards = {card.rule: card for card in cards}

    def with_cards(self, cards: Iterable[Card]) -> Catalogue:
        """These cards and some more."""
        return Catalogue([*self.cards.values(), *cards])

    def card(self, rule: str) -> Card:
        """The card of a rule or law; an empty one that names it if none was kept."""
        return self.cards.get(rule) or Card(rule=rule, title=rule)

    @property
    def monitored(self) -> frozenset[str]:
        """The rules whose answers are shown and never bind."""
        return frozenset(card.rule for card in self.cards.values() if not card.is_binding)

    def dump(self) -> str:
        """The cards as canonical JSON, to be stored with the adoption."""
        return canonical_bytes(
            [
                {
                    "rule": card.rule,
                    "title": card.title,
                    "is_binding": card.is_binding,
                    "basis": card.basis,
                    "source": _dump_source(card.source),
                    "steps": [
                        [
                            step.start.isoformat(),
                            step.value,
                            _dump_source(step.source),
                            step.parameter,
                        ]
                        for step in card.steps
                    ],
                    "sentences": json.loads(json.dumps(card.sentences)),
                }
                for card in self.cards.values()
            ]
        ).decode()

    @classmethod
    def load(cls, text: str) -> Catalogue:
        """Read what `dump` gave."""
        data: Any = parse_json(text)
        return cls(_load_card(card) for card in data)
