"""The schema of hub files accepts what the reader accepts, and finds what an editor should mark."""

from __future__ import annotations

import json
import tomllib
from datetime import date, datetime, time
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from mo_network.hub.adoption import read_rules
from mo_network.hub.areas import HOOKS, built_in_offers
from mo_network.rules.frame import MODES
from mo_network.rules.kind import FRAME, Offer
from mo_network.rules.load import TABLES
from mo_network.rules.schema import schema

# Imported by name, for the library brings no types and its stubs are no dependency of ours.
jsonschema: Any = import_module("jsonschema")

ROOT = Path(__file__).parents[2]
HUBS = sorted((ROOT / "plugins").glob("*/*/hub.toml"))
SCHEMA = schema(built_in_offers(), HOOKS)
GOOD = """
contract = 1
[hub]
id = "hub:invented"
name = "Invented"
zone = "Europe/Berlin"
[sources.rules]
title = "Rules"
checked_on = 2026-01-01
[parameters.most]
unit = "money"
source = "rules"
steps = [{ from = 2026-01-01, value = "5.00 EUR" }, { from = 2027-01-01, gap = true }]
[parameters.many]
unit = "count"
steps = [{ from = 2026-01-01, value = 5, source = "rules" }]
[[rules]]
id = "ceiling"
kind = "grant-ceiling"
ceiling = "most"
when = { amount_above = "most", dossier.traits_any = ["new"], on_weekday = ["monday"] }
waivable = { by = ["jury"] }
in_force = { from = 2026-01-01 }
[[conditions]]
id = "talked"
title = "Talked"
confirms = "booking"
by = ["team"]
when = { end_time_above = 22:00:00, is_move = false }
[[details]]
name = "hours"
title = { de = "Stunden", en = "Hours" }
of = "application"
unit = "count"
is_required = true
[[details]]
name = "venue"
title = "Venue"
of = "application"
unit = "code"
allowed = ["indoors", "outdoors"]
when = { details.hours_from = "many", line = ["line:micro"] }
"""


def _as_an_editor_does(value: Any) -> Any:
    """TOML as it is handed to a schema: days, moments and times are texts."""
    if isinstance(value, dict):
        return {key: _as_an_editor_does(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_as_an_editor_does(each) for each in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def _is_fine(text: str, against: dict[str, Any] = SCHEMA) -> bool:
    validator = jsonschema.Draft4Validator(against)
    return not list(validator.iter_errors(_as_an_editor_does(tomllib.loads(text))))


def test_the_schema_is_a_schema() -> None:
    """Of the draft that it names, and plain JSON."""
    jsonschema.Draft4Validator.check_schema(SCHEMA)

    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    assert len(json.dumps(SCHEMA)) < 250_000


def test_a_file_with_everything_fits() -> None:
    """As it does when it is read."""
    assert read_rules(GOOD).identity.id == "hub:invented"
    assert _is_fine(GOOD)


@pytest.mark.parametrize("path", HUBS, ids=lambda path: path.parent.name)
def test_the_hubs_of_the_plugins_fit(path: Path) -> None:
    """With the kinds that their plugins offer."""
    text = path.read_text(encoding="utf-8")
    plugins = [
        Offer(cls, module.__name__)
        for module in _modules_of(path.parent)
        for cls in getattr(module, "rule_kinds", tuple)()
    ]

    assert _is_fine(text, schema([*built_in_offers(), *plugins], HOOKS))


def _modules_of(folder: Path) -> list[Any]:
    """A plugin's package, if it has code and is at hand."""
    try:
        return [import_module(folder.name)]
    except ModuleNotFoundError:
        return []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("contract = 1", "contract = 2"),
        ("contract = 1\n", ""),
        ("[hub]", "[hup]"),
        ('id = "hub:invented"', 'id = "room:invented"'),
        ('name = "Invented"\n', ""),
        ('title = "Rules"', 'titel = "Rules"'),
        ("checked_on = 2026-01-01", "checked_on = 2026"),
        ('unit = "money"', 'unit = "euro"'),
        ('value = "5.00 EUR"', "value = 5.0"),
        ("value = 5,", 'value = "5",'),
        (", gap = true", ""),
        ("gap = true", "gap = false"),
        ('id = "ceiling"', 'id = "The ceiling"'),
        ('kind = "grant-ceiling"', 'kind = "grant-cieling"'),
        ('kind = "grant-ceiling"\n', ""),
        ('ceiling = "most"\n', ""),
        ('ceiling = "most"', "ceiling = 500"),
        ('ceiling = "most"', 'ceiling = "most"\ncieling = "most"'),
        ("amount_above", "amuont_above"),
        ("traits_any", "trait_any"),
        ('["monday"]', '["munday"]'),
        ('["new"]', "[]"),
        ('waivable = { by = ["jury"] }', "waivable = true"),
        ('waivable = { by = ["jury"] }', 'mode = "soft"'),
        ('waivable = { by = ["jury"] }', 'basis = "booking_start"'),
        ("in_force = { from = 2026-01-01 }", "in_force = { through = 2026-01-01 }"),
        ('confirms = "booking"', 'confirms = "bookings"'),
        ('by = ["team"]', "by = []"),
        ('title = "Talked"', 'title = { de = "Gespräch" }'),
        ("is_move = false", 'is_move = "no"'),
        ("is_move", "amount_above"),
    ],
)
def test_planted_mistakes_are_marked(old: str, new: str) -> None:
    """A misspelt or missing key, a wrong type, a word that is none."""
    assert 1 <= GOOD.count(old)
    assert not _is_fine(GOOD.replace(old, new, 1))


def test_every_key_of_the_reader_is_in_the_schema() -> None:
    """Tables, the frame of rules, modes, and every built-in kind."""
    rules = SCHEMA["properties"]["rules"]["items"]["oneOf"]

    assert set(TABLES) == set(SCHEMA["properties"])
    assert {offer.name for offer in built_in_offers()} == {
        name for rule in rules for name in rule["properties"]["kind"]["enum"]
    }
    assert all(set(FRAME) <= set(rule["properties"]) for rule in rules)
    assert all(list(MODES) == rule["properties"]["mode"]["enum"] for rule in rules)
