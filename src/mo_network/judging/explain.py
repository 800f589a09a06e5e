"""Explaining: an outcome in words, first the answer, then each reason with rule, source, date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mo_network.judging.answers import Duty, Fault, Limit, Note, Requirement
from mo_network.judging.catalogue import Card
from mo_network.judging.fact import Standing
from mo_network.judging.rulings.laws import WAIVABLE
from mo_network.judging.rulings.settling import TO_CONFIRM
from mo_network.judging.rulings.subjects import CONFIRMATION
from mo_network.judging.said import Said
from mo_network.judging.sentences import (
    CODES,
    HEADINGS,
    VERDICTS,
    WORDS,
    require_language,
)
from mo_network.judging.subject import Join
from mo_network.judging.units import render_scalar
from mo_network.values.days import format_day, parse_day
from mo_network.values.language import primary_language

if TYPE_CHECKING:
    from mo_network.judging.outcome import Outcome

ORDER = (
    "binding",
    "fault",
    "breach",
    "confirm",
    "open",
    "duty",
    "satisfied",
    "note",
    "waived",
    "monitored",
)


def _part_of(outcome: Outcome, said: Said, waived: frozenset[str]) -> str:
    """Under which heading an answer stands."""
    answer = said.answer
    if said.by in waived or (said.by == WAIVABLE and isinstance(answer, Note)):
        return "waived"
    if said.by in outcome.catalogue.monitored:
        return "monitored"
    return "confirm" if _waits_for_a_person(said) else _part_by_weight(outcome, said)


def _waits_for_a_person(said: Said) -> bool:
    answer = said.answer
    if isinstance(answer, Requirement):
        return answer.subject is CONFIRMATION
    return isinstance(answer, Fault) and answer.code == TO_CONFIRM


def _part_by_weight(outcome: Outcome, said: Said) -> str:
    """Under which heading an answer stands that nobody set aside."""
    answer, weighed = said.answer, outcome.weighed
    for part, pairs in (
        ("binding", weighed.binding),
        ("fault", weighed.faults),
        ("open", weighed.open),
    ):
        if said in pairs:
            return part
    if isinstance(answer, Limit) and answer.subject.read(outcome.asked) is None:
        return "open"
    if isinstance(answer, Duty):
        return "duty"
    if isinstance(answer, Note):
        return "breach" if answer.code == "breach" else "note"
    return "satisfied"


def _sentence(outcome: Outcome, said: Said, card: Card, lang: str) -> str:
    answer = said.answer
    if isinstance(answer, Limit | Requirement):
        subject = answer.subject
        value = subject.unit.render(answer.value, lang)
        words = {
            "value": value,
            "subject": subject.names[primary_language(lang)],
            "asked": _asked(outcome, answer, lang),
        }
        return _filled(card.template(subject.id, lang), "{subject}: {value}", **words)
    values = [render_scalar(value, lang) for value in answer.values]
    bare = CODES[lang]["without_sentence"]
    template = card.template(answer.code, lang) or CODES[lang].get(answer.code)
    return _filled(template, bare, *values, code=answer.code, value=", ".join(values))


def _asked(outcome: Outcome, answer: Limit[Any] | Requirement[Any], lang: str) -> str:
    given, unit = answer.subject.read(outcome.asked), answer.subject.unit
    if given is None:
        return "–"
    if answer.subject.join is Join.ALL:
        return ", ".join(sorted(unit.render(each, lang) for each in given)) or "–"
    return unit.render(given, lang)


def _filled(template: str | None, bare: str, *values: str, **words: str) -> str:
    """The sentence with its values; the bare form if its author asked for values it has not."""
    try:
        return (template or bare).format(*values, **words)
    except (LookupError, ValueError, AttributeError):
        return bare.format(*values, **words)


def _citation(outcome: Outcome, said: Said, card: Card, lang: str) -> dict[str, str]:
    """Where the answer is written: the dated value it rests on, or the rule's own source."""
    answer = said.answer
    step = None
    if isinstance(answer, Limit | Requirement):
        step = card.step(answer.subject.unit.dump(answer.value), outcome.days)
    steps = (step,) if step else () if card.source else card.in_force(outcome.days)
    sources = [each.source for each in steps] or ([card.source] if card.source else [])
    cited: dict[str, str] = {}
    if sources:
        cited["source"] = "; ".join(dict.fromkeys(source.cite(lang) for source in sources))
    if steps:
        cited["since"] = max(each.start for each in steps).isoformat()
    day = outcome.days.get(card.basis)
    due = [each.review_by for each in steps if each.review_by and day and each.review_by <= day]
    if due:
        cited["stale"] = min(due).isoformat()
    return cited


def explain_data(outcome: Outcome, lang: str = "en") -> list[dict[str, Any]]:
    """One entry per answer: part, rule, sentence, source, since, stale."""
    require_language(lang)
    waived = outcome.waived
    entries: list[dict[str, Any]] = []
    for said in outcome.said:
        card = outcome.catalogue.card(said.by)
        entry = {
            "part": _part_of(outcome, said, waived),
            "rule": said.by,
            "title": card.title,
            "text": _sentence(outcome, said, card, lang),
            **_citation(outcome, said, card, lang),
        }
        entries.append(entry)

    def place(entry: dict[str, Any]) -> tuple[int, int]:
        # Who waived a rule stands before what it would have said.
        is_first = entry["rule"] == WAIVABLE
        within = -1 if is_first else outcome.catalogue.place(entry["rule"])
        return ORDER.index(entry["part"]), within

    return sorted(entries, key=place)


def _line(entry: dict[str, Any], lang: str) -> str:
    words, extras = WORDS[lang], []
    if "source" in entry:
        extras.append(f"{words['source']}: {entry['source']}")
    if "since" in entry:
        extras.append(words["since"].format(format_day(parse_day(entry["since"]), lang)))
    if "stale" in entry:
        extras.append(words["stale"].format(format_day(parse_day(entry["stale"]), lang)))
    return f"  - {entry['text']} [{'; '.join([entry['rule'], *extras])}]"


def explain(outcome: Outcome, lang: str = "en") -> str:
    """The outcome as text."""
    is_observed = outcome.fact.standing is Standing.OBSERVED and outcome.is_allowed
    first = "noted" if is_observed else outcome.verdict.value
    lines = [VERDICTS[require_language(lang)][first]]
    part = ""
    for entry in explain_data(outcome, lang):
        if entry["part"] != part:
            part = entry["part"]
            lines.append(HEADINGS[lang][part])
        lines.append(_line(entry, lang))
    return "\n".join(lines)
