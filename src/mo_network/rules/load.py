"""Loading a hub file: rules as data, checked whole before any of it is used.

Knows no area: the hub floor hands in the kinds and the hooks of all areas.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from zoneinfo import ZoneInfo

import attrs

from mo_network.errors import HubFileProblem, InvalidValue
from mo_network.judging.catalogue import Catalogue
from mo_network.rules.conditions import read_conditions
from mo_network.rules.declared import Declared
from mo_network.rules.details import read_declared, read_details
from mo_network.rules.entries import Entries
from mo_network.rules.frame import Framing
from mo_network.rules.hook import HooksByArea
from mo_network.rules.kind import BUILT_IN, Offer, hooks_of
from mo_network.rules.parameters import read_parameters, read_sources
from mo_network.rules.places import Path
from mo_network.rules.ranges import check_ranges
from mo_network.rules.reading import REQUIRED, Reading
from mo_network.rules.ruleset import RuleSet
from mo_network.values.ids import check_id
from mo_network.values.zones import zone

CONTRACT = 1
"""The version of the contract between hub files, kinds and hooks."""

TABLES = ("contract", "hub", "sources", "parameters", "rules", "conditions", "details")
"""The keys that a hub file may have."""


@attrs.frozen(eq=False)
class Identity:
    """Who the hub is, as its file says."""

    id: str
    name: str
    zone: ZoneInfo


@attrs.frozen(eq=False)
class HubRules:
    """A hub file, read: who the hub is and what it decrees.

    Shape:   `digest` is the SHA-256 of the text; `kinds` are the stamps of the kinds it uses,
             `details` what it declares that people may tell besides, `hints` what may be a slip.
    """

    identity: Identity
    rules: RuleSet
    text: str
    digest: str
    kinds: tuple[str, ...]
    details: tuple[Declared, ...] = ()
    hints: tuple[HubFileProblem, ...] = ()


def load(
    text: str,
    kinds: Sequence[Offer],
    asks: HooksByArea,
    *,
    file: str = "hub.toml",
    installed: Callable[[], Sequence[Offer]] = tuple,
) -> HubRules:
    """Read a hub file.

    Shape:   `kinds` are the offers at hand; `installed` finds those of plugins, and is asked only
             if the file allows plugins or names an unknown kind: so a hub without plugins neither
             pays for them nor suffers from a broken one. `asks` are the hooks of each area; they
             are searched for what conditions and details speak of.
    Errors:  HubFileError with every problem of the file, each with line and key; a syntax error
             stands alone.
    """
    reading = Reading(text, file)
    reading.refuse_unknown(reading.data, (), TABLES)
    contract = reading.value(reading.data, (), "contract", int, REQUIRED)
    if contract is not None and contract != CONTRACT:
        reading.fault(("contract",), f"{contract} is another contract; this one is {CONTRACT}")
    identity, plugins = _read_identity(reading)
    sources = read_sources(reading)
    parameters = read_parameters(reading, sources)
    offers = [*kinds, *installed()] if plugins else kinds
    entries = Entries(reading, offers, (BUILT_IN, *plugins), installed)
    declared = read_declared(reading, asks)
    framing = Framing(reading, sources, parameters, declared)
    read = [
        *entries.read(framing),
        *read_conditions(reading, asks, framing),
        *read_details(reading, asks, framing, declared),
    ]
    check_ranges(reading, ((entry.rule, entry.path) for entry in read))
    reading.finish()
    assert identity is not None
    hooks = hooks_of(*(type(entry.rule.instance) for entry in read))
    catalogue = Catalogue(entry.card for entry in read)
    rules = RuleSet([entry.rule for entry in read], hooks, catalogue)
    stamps = {entry.stamp for entry in read if entry.stamp}
    digest = sha256(text.encode()).hexdigest()
    details = tuple(detail for of_same in declared.values() for detail in of_same.values())
    hints = tuple(reading.hints)
    return HubRules(identity, rules, text, digest, tuple(sorted(stamps)), details, hints)


def _read_identity(reading: Reading) -> tuple[Identity | None, tuple[str, ...]]:
    path: Path = ("hub",)
    if "hub" not in reading.data:
        reading.fault((), "lacks the table [hub] with id, name and zone")
        return None, ()
    table = reading.table(reading.data["hub"], path)
    reading.refuse_unknown(table, path, ("id", "name", "zone", "plugins"))
    plugins = reading.value(table, path, "plugins", list, [])
    for index, plugin in enumerate(plugins):
        if not isinstance(plugin, str):
            reading.fault((*path, "plugins", index), "write the distribution's name in quotes")
    texts = {key: reading.value(table, path, key, str, REQUIRED) for key in ("id", "name", "zone")}
    if None in texts.values():
        return None, tuple(map(str, plugins))
    found_zone = None
    for key, check in (("id", lambda text: check_id(text, "hub")), ("zone", zone)):
        try:
            found_zone = check(texts[key])
        except InvalidValue as error:
            reading.fault((*path, key), str(error))
    if not isinstance(found_zone, ZoneInfo):
        return None, tuple(map(str, plugins))
    return Identity(texts["id"], texts["name"], found_zone), tuple(map(str, plugins))
