"""Telling: a fact in one line, an outcome with its reasons, in words and as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import attrs

from mo_network.cli.words import TITLES, WORDS, word
from mo_network.funding.costs import CostPlan
from mo_network.funding.dossier import Dossier
from mo_network.hub.areas import WIRE
from mo_network.judging.fact import Fact, new_ids
from mo_network.judging.outcome import Outcome
from mo_network.judging.sentences import HEADINGS
from mo_network.judging.units import render_scalar
from mo_network.values.days import format_day
from mo_network.values.money import Money
from mo_network.values.period import Period
from mo_network.values.sealed import Sealed
from mo_network.values.slot import Slot


def shown(value: object, lang: str) -> str:
    """A value of a fact, as people write it."""
    if isinstance(value, Money | Slot | date):
        return render_scalar(value, lang)
    if isinstance(value, Period) and value.last is not None:
        return f"{format_day(value.start, lang)} – {format_day(value.last, lang)}"
    return str(value)


class Teller:
    """Tells facts and variants in one language, with the names of things instead of their ids."""

    def __init__(self, lang: str, names: Mapping[str, str] | None = None) -> None:
        self.lang = lang
        self._names = names or {}

    def tell(self, fact: Fact) -> str:
        """A fact in one line: what happened and what it says, without what is sealed or a plan."""
        tag = str(WIRE.dump(fact)["type"]).partition("/")[0]
        own = new_ids(fact)
        said = [
            self._shown(value)
            for field in attrs.fields(type(fact))
            if (value := getattr(fact, field.name)) not in (None, (), frozenset())
            and not isinstance(value, Sealed | Dossier | CostPlan)
            and value not in own
        ]
        title = " ".join([TITLES[self.lang].get(tag, tag), *(id.partition(":")[2] for id in own)])
        return f"{title}: {', '.join(said)}"

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
        words = WORDS[self.lang]
        return ", ".join(
            f"{words.get(name, name)}: {self._shown(getattr(variant, name))}" for name in changed
        )

    def name(self, thing: str) -> str:
        """The name of a thing, or its id if it bears none."""
        return self._names.get(thing, thing)

    def _shown(self, value: object) -> str:
        if isinstance(value, tuple | frozenset):
            each = value if isinstance(value, tuple) else sorted(value)
            return ", ".join(map(self._shown, each))
        return self.name(value) if isinstance(value, str) else shown(value, self.lang)


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
