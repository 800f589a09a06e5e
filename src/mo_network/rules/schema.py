"""The JSON Schema of hub files, for editors that complete and check TOML while it is written.

It is generated from the kinds and hooks at hand, so plugins' kinds are in it. It knows the shape of
a file; what needs the whole of it, such as whether a parameter exists, only reading it can tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mo_network.judging.sentences import EXPLAINED, LANGUAGES
from mo_network.judging.units import UNITS
from mo_network.rules.conditions import decisions
from mo_network.rules.declared import UNITS as DETAIL_UNITS
from mo_network.rules.declared import detailed, details_of
from mo_network.rules.frame import MODES
from mo_network.rules.hook import Hook, HooksByArea
from mo_network.rules.kind import Offer, hooks_of
from mo_network.rules.load import CONTRACT
from mo_network.rules.shapes import (
    DAY,
    MOMENT,
    MONEY,
    TEXT,
    Shape,
    fields_of,
    first_line,
    table,
    when_of,
)
from mo_network.rules.words import words_of

DRAFT = "http://json-schema.org/draft-04/schema#"
"""The draft of JSON Schema that the schema is written in."""

_VALUES: dict[str, Shape] = {
    "money": MONEY,
    "day": DAY,
    "moment": MOMENT,
    "slot": TEXT,
    "count": {"type": "integer"},
    "code": TEXT,
}
_SOURCE: Shape = {"type": "string", "description": "name of a table [sources.NAME]"}
_ID: Shape = {"type": "string", "pattern": "^[a-z0-9-]{1,63}$"}
_BODIES: Shape = {"type": "array", "minItems": 1, "items": TEXT}


def schema(kinds: Sequence[Offer], hooks: HooksByArea) -> dict[str, Any]:
    """The JSON Schema of hub files that may use these kinds.

    Shape:   plain JSON values, of draft 4. Days, moments and times are texts there, as editors hand
             them to a schema.
    """
    whens: dict[str, Shape] = {}
    parameters: Shape = {"oneOf": [_parameter(unit.name) for unit in UNITS]}
    rules: Shape = {"oneOf": [_rule(offer, whens) for offer in kinds]} if kinds else {}
    conditions = [_condition(word, hook, whens) for word, hook in decisions(hooks)]
    details = [_detail(word, hook, whens) for word, hook in detailed(hooks)]
    return {
        "$schema": DRAFT,
        "title": "Hub file",
        "description": "What a hub decrees: who it is, its dated numbers, its rules.",
        **table(
            {
                "contract": {"enum": [CONTRACT]},
                "hub": _hub(),
                "sources": {"type": "object", "additionalProperties": _source()},
                "parameters": {"type": "object", "additionalProperties": parameters},
                "rules": {"type": "array", "items": rules},
                "conditions": {"type": "array", "items": {"oneOf": conditions}},
                **({"details": {"type": "array", "items": {"oneOf": details}}} if details else {}),
            },
            ("contract", "hub"),
        ),
        "definitions": whens,
    }


def _hub() -> Shape:
    return table(
        {
            "id": {"type": "string", "pattern": "^hub:[a-z0-9][a-z0-9._-]{0,62}$"},
            "name": TEXT,
            "zone": {"type": "string", "description": "such as Europe/Berlin"},
            "plugins": {"type": "array", "items": TEXT},
        },
        ("id", "name", "zone"),
    )


def _source() -> Shape:
    return table(
        {"title": TEXT, "article": TEXT, "address": TEXT, "checked_on": DAY},
        ("title",),
    )


def _parameter(unit: str) -> Shape:
    value = table({"from": DAY, "value": _VALUES[unit], "source": _SOURCE}, ("from", "value"))
    gap = table({"from": DAY, "gap": {"enum": [True]}, "source": _SOURCE}, ("from", "gap"))
    return table(
        {
            "unit": {"enum": [unit]},
            "source": _SOURCE,
            "steps": {"type": "array", "minItems": 1, "items": {"anyOf": [value, gap]}},
            "ended": DAY,
            "checked_on": DAY,
            "review_by": DAY,
        },
        ("unit", "steps"),
    )


def _frame(asked: Sequence[Hook[Any, Any]], whens: dict[str, Shape]) -> Shape:
    """The keys that rules and conditions have alike; two of them depend on what they are asked.

    Shape:   `whens` takes what a `when` may say of the contexts, once for all rules about them.
    """
    bases = set.intersection(*(set(hook.days) for hook in asked))
    contexts = sorted({hook.context for hook in asked}, key=lambda each: each.__name__)
    about = "-".join(["when", *(context.__name__ for context in contexts)])
    if about not in whens:
        whens[about] = when_of([words_of(context) for context in contexts])
        fields = {details_of(context)[1] for context in contexts}
        if len(fields) == 1 and "" not in fields:
            whens[about]["properties"][fields.pop()] = {
                "type": "object",
                "minProperties": 1,
                "description": "words about the details that the file declares",
            }
    return {
        "id": _ID,
        "basis": {"enum": sorted(bases)},
        "mode": {"enum": list(MODES)},
        "in_force": table({"from": DAY, "through": DAY}, ("from",)),
        "when": {"$ref": f"#/definitions/{about}"},
        "waivable": table({"by": _BODIES}, ("by",)),
        "source": _SOURCE,
    }


def _rule(offer: Offer, whens: dict[str, Shape]) -> Shape:
    fields, required = fields_of(offer.cls)
    frame = _frame(hooks_of(offer.cls), whens)
    kind = {"enum": [offer.name], "description": first_line(offer.cls)}
    return table(
        {**frame, "kind": kind, "title": TEXT, **fields},
        ("id", "kind", *required),
        first_line(offer.cls),
    )


def _detail(word: str, hook: Hook[Any, Any], whens: dict[str, Shape]) -> Shape:
    frame = {key: value for key, value in _frame([hook], whens).items() if key != "id"}
    return table(
        {
            **frame,
            "name": {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"},
            "title": _titles(),
            "of": {"enum": [word]},
            "unit": {"enum": list(DETAIL_UNITS)},
            "allowed": {"type": "array", "minItems": 1, "items": TEXT},
            "is_required": {"type": "boolean"},
        },
        ("name", "title", "of", "unit"),
        f"What a hub wants to know of a {word} beside the fields that every hub has.",
    )


def _titles() -> Shape:
    return {"anyOf": [TEXT, table(dict.fromkeys(EXPLAINED, TEXT), LANGUAGES)]}


def _condition(word: str, hook: Hook[Any, Any], whens: dict[str, Shape]) -> Shape:
    return table(
        {
            **_frame([hook], whens),
            "title": _titles(),
            "confirms": {"enum": [word]},
            "by": _BODIES,
            "after": {"type": "array", "items": _ID},
        },
        ("id", "title", "confirms", "by"),
        f"Something that only a person can confirm before a {word} is decided.",
    )
