"""Telling: a fact in one line, an outcome with its reasons, in words and as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any

import attrs

from mo_network.cli.fact_words import TITLES
from mo_network.cli.value_words import BODIES, EVERY, SINCE, YES_NO, enum_word, flag_word
from mo_network.cli.words import WORDS, word
from mo_network.funding.costs import CostPlan
from mo_network.funding.dossier import Dossier
from mo_network.hub.areas import WIRE
from mo_network.judging.fact import Fact, new_ids
from mo_network.judging.outcome import Outcome
from mo_network.judging.sentences import HEADINGS
from mo_network.judging.units import render_scalar
from mo_network.rooms.seasons.facts import SeasonUnmet
from mo_network.scheduling import Series
from mo_network.values.days import format_day, parse_day
from mo_network.values.language import primary_language
from mo_network.values.money import Money
from mo_network.values.period import Period
from mo_network.values.sealed import Sealed
from mo_network.values.share import Share
from mo_network.values.slot import Slot


def shown(value: object, lang: str) -> str:
    """A value of a fact, as people write it."""
    if isinstance(value, Money | Slot | date):
        return render_scalar(value, lang)
    if isinstance(value, Period):
        first = format_day(value.start, lang)
        return (
            SINCE[primary_language(lang)].format(first)
            if value.last is None
            else f"{first} – {format_day(value.last, lang)}"
        )
    if isinstance(value, bool):
        return YES_NO[primary_language(lang)][not value]
    if isinstance(value, Series):
        return _series(value, lang)
    return enum_word(value, lang) if isinstance(value, Enum) else str(value)


def _series(series: Series, lang: str) -> str:
    """Its first day and hour, its length, and how often it comes."""
    day, _, clock = series.start.partition("T")
    often, _, rest = series.rule.removeprefix("FREQ=").partition(";")
    rule = (EVERY[primary_language(lang)].get(often, often), *rest.split(";"))
    said = (f"{format_day(parse_day(day), lang)} {clock}", f"{series.minutes} min", *rule)
    return " ".join(each for each in said if each)


_UNTOLD = (Sealed, Dossier, CostPlan)
_TOLD_WHOLE = (Money, Slot, Period, Share, Series)
_BODIES = ("body", "recommended_by")


class Teller:
    """Tells facts and variants in one language, with the names of things instead of their ids."""

    def __init__(self, lang: str, names: Mapping[str, str] | None = None) -> None:
        self.lang = lang
        self._spoken = primary_language(lang)
        self._names = names or {}

    def tell(self, fact: Fact) -> str:
        """A fact in one line: what happened and what it says, without what is sealed or a plan."""
        tag = str(WIRE.dump(fact)["type"]).partition("/")[0]
        own = new_ids(fact)
        said = self._said(fact, [field.name for field in attrs.fields(type(fact))], own)
        name = TITLES[tag][self._spoken]
        title = " ".join([name, *(id.partition(":")[2] for id in own)])
        return f"{title}: {', '.join(said)}"

    def _said(self, value: Any, names: Iterable[str], own: Iterable[str] = ()) -> Iterator[str]:
        """What each field says, in words; what is not set, sealed or a plan says nothing."""
        for name in names:
            given = getattr(value, name)
            if isinstance(given, bool):
                if given:
                    yield flag_word(name, self.lang)
            elif given in (None, "", (), frozenset()) or isinstance(given, _UNTOLD):
                continue
            elif name in _BODIES:
                yield BODIES[self._spoken].get(given, given)
            elif given not in own:
                yield self._shown(given)

    def reasons(self, outcome: Outcome) -> list[str]:
        """The lines of an explanation without what was checked and satisfied."""
        kept, is_satisfied = [], False
        for line in outcome.explain(self.lang).splitlines():
            if not line.startswith(" "):
                is_satisfied = line == HEADINGS[self.lang]["satisfied"]
            if not is_satisfied:
                kept.append(line)
        return kept

    def instead(self, variants: Iterable[Outcome], fact: Fact) -> list[str]:
        """The lines that say what would be possible; none if nothing is."""
        lines = [f"  - {self._difference(each.fact, fact)}" for each in variants]
        return [word(self.lang, "instead"), *lines] if lines else []

    def _difference(self, variant: Fact, fact: Fact) -> str:
        fields = [field.name for field in attrs.fields(type(fact))]
        changed = [
            name
            for name in fields
            if type(variant) is type(fact) and getattr(variant, name) != getattr(fact, name)
        ]
        if not changed:
            return self.tell(variant)
        words = WORDS[self._spoken]
        return ", ".join(
            f"{words.get(name, name)}: {self._shown(getattr(variant, name))}" for name in changed
        )

    def name(self, thing: str) -> str:
        """The name of a thing, or its id if it bears none."""
        return self._names.get(thing, thing)

    def _shown(self, value: Any) -> str:
        if isinstance(value, tuple | frozenset):
            each = value if isinstance(value, tuple) else sorted(value)
            return ", ".join(map(self._shown, each))
        if isinstance(value, str):
            return self.name(value)
        if isinstance(value, SeasonUnmet):
            return value.explain(self.lang, self._names)
        if isinstance(value, _TOLD_WHOLE) or not attrs.has(type(value)):
            return shown(value, self.lang)
        # Of a value inside a fact only what is not as ever is worth a word.
        fields = attrs.fields(type(value))
        told = [each.name for each in fields if getattr(value, each.name) != each.default]
        return " ".join(self._said(value, told))


def outcome_data(outcome: Outcome, instead: Iterable[Outcome], lang: str) -> dict[str, Any]:
    """An outcome as plain values."""
    return {
        "verdict": outcome.verdict.value,
        "record": outcome.record.seq if outcome.record else None,
        "is_repeated": outcome.is_repeated,
        "fact": WIRE.dump(outcome.fact),
        "answers": outcome.explain_data(lang),
        "instead": [WIRE.dump(each.fact) for each in instead],
    }
