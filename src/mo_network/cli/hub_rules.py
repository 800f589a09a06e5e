"""`mo-network hub explain` and `hub schema`: what a file's rules rest on, and what it may hold."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import attrs
import click

from mo_network.cli import codes
from mo_network.cli.hub_words import WORDS, hub_word
from mo_network.cli.options import spoken
from mo_network.cli.printing import document, say
from mo_network.cli.telling import shown
from mo_network.errors import InvalidValue
from mo_network.hub.adoption import read_file
from mo_network.hub.areas import HOOKS, built_in_offers, plugin_offers
from mo_network.hub.comparing import said
from mo_network.judging.catalogue import Card
from mo_network.judging.units import DAY, MONEY, Plain, Unit
from mo_network.rules.reading import suggest
from mo_network.rules.ruleset import Rule
from mo_network.rules.schema import schema
from mo_network.values.days import format_day
from mo_network.values.language import primary_language
from mo_network.values.timeline import Timeline

_SPOKEN: tuple[Unit[Any], ...] = (MONEY, DAY)


@click.command("explain")
@click.argument("file", metavar="HUB_FILE")
@click.argument("rule", required=False, metavar="[RULE]")
@spoken
def explain_hub(file: str, rule: str | None, lang: str, *, as_json: bool) -> int:
    """Say what each rule of HUB_FILE rests on, or one RULE: kind, days, values, sources."""
    read = read_file(file)
    rules = {each.id: each for each in read.rules.rules}
    if rule is not None and rule not in rules:
        raise InvalidValue(
            f"{file} has no rule {rule!r}; {suggest(rule, rules)}", given=rule, allowed="a rule"
        )
    wanted = [each for each in rules.values() if rule in (None, each.id)]
    if as_json:
        document([_rule_data(each, read.rules.catalogue.card(each.id)) for each in wanted])
        return codes.ALLOWED
    for each in wanted:
        say("\n".join(_rule_lines(each, read.rules.catalogue.card(each.id), lang)))
    return codes.ALLOWED


def _fields(rule: Rule) -> Iterator[tuple[str, str]]:
    for field in attrs.fields(type(rule.instance)):
        yield field.name, said(getattr(rule.instance, field.name, None))


def _rule_lines(rule: Rule, card: Card, lang: str) -> Iterator[str]:
    yield f"{rule.id}: {card.title}"
    binds = hub_word(lang, "binding" if rule.is_binding else "monitored")
    yield f"  - {hub_word(lang, 'kind')} {rule.kind}; {binds}"
    basis = WORDS[primary_language(lang)].get(rule.basis, rule.basis)
    yield f"  - {hub_word(lang, 'basis', basis)}"
    if rule.in_force is not None:
        yield f"  - {hub_word(lang, 'in_force', shown(rule.in_force, lang))}"
    if card.when:
        yield f"  - {hub_word(lang, 'when', card.when)}"
    if card.waivable_by:
        yield f"  - {hub_word(lang, 'waivable', ', '.join(card.waivable_by))}"
    if card.source is not None:
        yield f"  - {hub_word(lang, 'source', card.source.cite(lang))}"
    for field in attrs.fields(type(rule.instance)):
        value = getattr(rule.instance, field.name, None)
        if not isinstance(value, Timeline):  # its steps follow, each with its source
            yield f"  - {hub_word(lang, 'field', field.name, said(value))}"
    for step in card.steps:
        start, source = format_day(step.start, lang), step.source.cite(lang)
        if step.value is None:
            told = hub_word(lang, "gap", start, source)
        else:
            told = hub_word(lang, "value", start, _in_words(step.value, lang), source)
        yield f"  - {hub_word(lang, 'field', step.parameter, told)}"


def _in_words(value: Plain, lang: str) -> str:
    """A stored value as people write it: amounts and days in their language."""
    for unit in _SPOKEN:
        with suppress(InvalidValue):
            return unit.render(unit.load(value), lang)
    return str(value)


def _rule_data(rule: Rule, card: Card) -> dict[str, Any]:
    return {
        "rule": rule.id,
        "title": card.title,
        "kind": rule.kind,
        "is_binding": rule.is_binding,
        "basis": rule.basis,
        "in_force": None if rule.in_force is None else str(rule.in_force),
        "when": card.when,
        "waivable_by": list(card.waivable_by),
        "source": None if card.source is None else card.source.cite("en"),
        "fields": dict(_fields(rule)),
        "values": [
            {"from": str(step.start), "value": step.value, "source": step.source.cite("en")}
            for step in card.steps
        ],
    }


@click.command("schema")
def schema_hub() -> int:
    """Print the JSON Schema of hub files, with the kinds that are built in and installed.

    Editors complete and check a hub file by it while it is written.
    """
    document(schema([*built_in_offers(), *plugin_offers()], HOOKS))
    return codes.ALLOWED
