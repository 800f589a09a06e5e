"""Loading: a hub file read and checked whole, beside tomllib and cattrs of the same file."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn, override

from benchmarks.measure import Row, beside
from benchmarks.season import rules_text
from mo_network.hub.adoption import read_rules
from mo_network.hub.areas import built_in_offers

HUBS = Path(__file__).parents[1] / "plugins"


@attrs.frozen
class _Hub:
    id: str
    name: str
    zone: str
    plugins: tuple[str, ...] = ()


@attrs.frozen
class _Source:
    title: str
    article: str | None = None
    address: str | None = None
    checked_on: date | None = None


@attrs.frozen
class _Step:
    start: date
    value: Any = None
    gap: bool = False
    source: str | None = None


@attrs.frozen
class _Parameter:
    unit: str
    steps: tuple[_Step, ...]
    source: str | None = None
    ended: date | None = None
    checked_on: date | None = None
    review_by: date | None = None


@attrs.frozen
class _File:
    contract: int
    hub: _Hub
    sources: dict[str, _Source] = attrs.field(factory=dict)
    parameters: dict[str, _Parameter] = attrs.field(factory=dict)
    rules: tuple[dict[str, Any], ...] = ()
    conditions: tuple[dict[str, Any], ...] = ()


def _peer() -> Any:
    """What somebody writes who wants the file as classes: types checked, nothing else."""
    converter = cattrs.Converter(forbid_extra_keys=True)
    converter.register_structure_hook(date, lambda value, _: value)
    named = override(rename="from")  # a word that Python keeps for itself
    step = make_dict_structure_fn(_Step, converter, _cattrs_forbid_extra_keys=True, start=named)
    converter.register_structure_hook(_Step, step)
    # A field that names a parameter stays its name: timelines are put together by nobody here.
    converter.register_structure_hook_func(
        lambda wanted: "Timeline" in str(wanted), lambda value, _: value
    )
    kinds: dict[str, Any] = {offer.name: offer.cls for offer in built_in_offers()}
    frame = ("id", "title", "kind", "basis", "mode", "in_force", "when", "waivable", "source")

    def rule(table: dict[str, Any]) -> Any:
        fields = {key: value for key, value in table.items() if key not in frame}
        cls = kinds.get(table["kind"])
        return fields if cls is None else converter.structure(fields, cls)

    def read(text: str) -> Any:
        file = converter.structure(tomllib.loads(text), _File)
        return file, [rule(table) for table in file.rules]

    return read


def rows() -> list[Row]:
    """The table of loading."""
    peer = _peer()
    texts = {
        "the invented hub's 20 rules": rules_text(20),
        "the invented hub's 200 rules": rules_text(200),
        "the published rules of Magdeburg": next(
            (HUBS / "mo-network-magdeburg").glob("*/hub.toml")
        ).read_text(encoding="utf-8"),
    }
    return [
        beside(
            f"loading a hub file ~ tomllib + cattrs, {name}",
            partial(read_rules, text),
            partial(peer, text),
            bar=4,
            number=max(2, 40_000 // len(text)),
            pairs=11,
        )
        for name, text in texts.items()
    ]
