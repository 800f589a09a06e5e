"""Cards: what is known about a rule for ever, so that its answers can be explained without it.

Adoption stores the cards in the journal. An explanation therefore needs neither the hub's file
nor the plugin that once gave the answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

import attrs

from mo_network.judging.sentences import LANGUAGES, fallbacks
from mo_network.judging.units import Plain
from mo_network.values.canonical import canonical_bytes
from mo_network.values.days import parse_day
from mo_network.values.json_text import parse_json
from mo_network.values.source import Source

Sentences = Mapping[str, Mapping[str, str]]


@attrs.frozen
class CitedStep:
    """One dated value of a parameter, where it is written, and by when somebody looks again."""

    start: date
    value: Plain | None
    source: Source
    parameter: str = ""
    review_by: date | None = None


@attrs.frozen
class Card:
    """What explains a rule's answers.

    Shape:   `sentences` is {language: {code or subject id: template}}; `steps` are the dated
             values that the rule rests on; `basis` names the day that picks among them.
             `waivable_by` are the bodies that may set the rule aside, none for most rules.
             `confirmed_by` are those whose word a condition waits for, none for a rule; `after`
             the conditions that come before it. `when` is how the file writes when it is asked.
             `detail_of` says of what it declares a detail, if it does.
    """

    rule: str
    title: str
    is_binding: bool = True
    basis: str = "received"
    source: Source | None = None
    steps: tuple[CitedStep, ...] = ()
    sentences: Sentences = attrs.field(factory=dict, eq=False)
    waivable_by: tuple[str, ...] = ()
    confirmed_by: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    when: str = ""
    detail_of: str = ""

    def template(self, code: str, lang: str) -> str | None:
        """The sentence for a code in the language asked, or else in the next best."""
        for each in fallbacks(lang):
            own = self.sentences.get(each, {}).get(code)
            if own is not None:
                return own
        return None

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
        steps=tuple(_load_step(*step) for step in data["steps"]),
        sentences=data["sentences"],
        when=data.get("when", ""),
        detail_of=data.get("detail_of", ""),
        **{key: tuple(data[key]) for key in _SELDOM if key in data},
    )


_SELDOM = ("waivable_by", "confirmed_by", "after")
"""Fields that most cards leave empty, and that are not written down then."""


def _dump_step(step: CitedStep) -> list[object]:
    written: list[object] = [
        step.start.isoformat(),
        step.value,
        _dump_source(step.source),
        step.parameter,
    ]
    return written if step.review_by is None else [*written, step.review_by.isoformat()]


def _load_step(
    start: str, value: Plain | None, source: Any, parameter: str, review_by: str | None = None
) -> CitedStep:
    return CitedStep(
        parse_day(start),
        value,
        _load_source(source) or Source(title="?"),
        parameter,
        None if review_by is None else parse_day(review_by),
    )


def _dump_card(card: Card) -> dict[str, object]:
    seldom: dict[str, object] = {
        key: list(value) for key in _SELDOM if (value := getattr(card, key))
    }
    seldom |= {key: text for key in ("when", "detail_of") if (text := getattr(card, key))}
    return {
        "rule": card.rule,
        "title": card.title,
        "is_binding": card.is_binding,
        "basis": card.basis,
        "source": _dump_source(card.source),
        "steps": [_dump_step(step) for step in card.steps],
        "sentences": json.loads(json.dumps(card.sentences)),
        **seldom,
    }


class Lacking(NamedTuple):
    """A sentence that a rule has in one language and lacks in another."""

    rule: str
    code: str
    language: str


Cards = Mapping[str, Card]
"""Cards by the id of their rule or law, in their order."""


def _no_laws(law: str) -> Cards:
    return {}


class Catalogue:
    """The cards of all rules of one adoption, and of the core's laws.

    Shape:   `laws` gives the cards of a law and its fellows by its id, and is asked for none of
             them before one has to be explained.
    """

    __slots__ = ("_laws", "cards")

    def __init__(self, cards: Iterable[Card], laws: Callable[[str], Cards] = _no_laws) -> None:
        self.cards = {card.rule: card for card in cards}
        self._laws = laws

    def beside(self, laws: Callable[[str], Cards]) -> Catalogue:
        """The same cards of rules, beside these laws."""
        return Catalogue(self.cards.values(), laws)

    def card(self, rule: str) -> Card:
        """The card of a rule or law; an empty one that names it if none was kept."""
        return self.cards.get(rule) or self._laws(rule).get(rule) or Card(rule=rule, title=rule)

    def __contains__(self, rule: str) -> bool:
        return rule in self.cards or rule in self._laws(rule)

    def place(self, rule: str) -> int:
        """Where it stands in the order of the file, the laws after it; -1 for what has no card."""
        if rule in self.cards:
            return list(self.cards).index(rule)
        laws = self._laws(rule)
        return len(self.cards) + list(laws).index(rule) if rule in laws else -1

    @property
    def monitored(self) -> frozenset[str]:
        """The rules whose answers are shown and never bind."""
        return frozenset(card.rule for card in self.cards.values() if not card.is_binding)

    @property
    def conditions(self) -> Mapping[str, tuple[str, ...]]:
        """The conditions that a person has to confirm, and whose word counts for each."""
        return {card.rule: card.confirmed_by for card in self.cards.values() if card.confirmed_by}

    def details_of(self, thing: str) -> frozenset[str]:
        """The details that are declared of what people hand in under a word."""
        return frozenset(card.rule for card in self.cards.values() if card.detail_of == thing)

    @property
    def lacking(self) -> tuple[Lacking, ...]:
        """What explanations would say in another language, or by its code alone.

        Shape:   only the languages that every rule has to bring; simple German may be left out.
        """
        return tuple(
            Lacking(card.rule, code, lang)
            for card in self.cards.values()
            for code in sorted({code for texts in card.sentences.values() for code in texts})
            for lang in LANGUAGES
            if code not in card.sentences.get(lang, {})
        )

    def dump(self) -> str:
        """The cards as canonical JSON, to be stored with the adoption."""
        return canonical_bytes([_dump_card(card) for card in self.cards.values()]).decode()

    @classmethod
    def load(cls, text: str) -> Catalogue:
        """Read what `dump` gave."""
        data: Any = parse_json(text)
        return cls(_load_card(card) for card in data)
