"""Adoption: rules are in force because a fact says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from mo_network.errors import HubFileError, InvalidValue, PluginError
from mo_network.hub.areas import HOOKS, built_in_offers, checked, laws_near, plugin_offers
from mo_network.judging.catalogue import Catalogue
from mo_network.judging.facts import RulesAdopted
from mo_network.judging.fold import Adopted
from mo_network.judging.record import Record
from mo_network.rules.kind import Offer
from mo_network.rules.load import HubRules, load
from mo_network.rules.reading import LARGEST

if TYPE_CHECKING:
    from pathlib import Path

LAWS_ONLY = Catalogue((), laws_near)


def read_rules(
    text: str, *, file: str = "hub.toml", plugins: Mapping[str, Iterable[type]] | None = None
) -> HubRules:
    """The rules of a hub file's text, with the kinds that are built in or installed.

    Shape:   `plugins` offers more kinds under a distribution's name, as if it were installed:
             for its own tests.
    Errors:  HubFileError with all its problems; PluginError for a plugin that breaks the contract.
    """
    trial = {
        distribution: [checked(Offer(cls, distribution)) for cls in kinds]
        for distribution, kinds in (plugins or {}).items()
    }

    def installed() -> list[Offer]:
        return [offer for offer in plugin_offers() if offer.distribution not in trial]

    offers = [*built_in_offers(), *chain.from_iterable(trial.values())]
    return load(text, offers, HOOKS, file=file, installed=installed)


def read_file(file: str | Path | HubRules) -> HubRules:
    """The rules of a hub file; rules that were read already are returned as they are.

    Errors: HubFileError with all its problems; InvalidValue when it cannot be read at all.
    """
    if isinstance(file, HubRules):
        return file
    try:
        with open(file, "rb") as stream:  # noqa: PTH123 - importing pathlib takes longer than reading
            raw = stream.read(4 * LARGEST + 1)
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise InvalidValue(
            f"the hub file {str(file)!r} cannot be read ({error.strerror}): give the path of a "
            "TOML file",
            given=str(file),
            allowed="the path of a readable file",
        ) from error
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InvalidValue(
            f"{file}:{line}: is not UTF-8 text: save the hub file as UTF-8",
            given=str(file),
            allowed="UTF-8",
        ) from error
    return read_rules(text, file=str(file))


def adoption_of(rules: HubRules) -> RulesAdopted:
    """The fact that puts these rules in force."""
    return RulesAdopted(
        text=rules.text,
        digest=rules.digest,
        kinds=rules.kinds,
        catalogue=rules.rules.catalogue.dump(),
    )


def is_in_force(rules: HubRules | None, adopted: Adopted) -> bool:
    """Whether these rules are the ones adopted last, read with the same kinds."""
    return rules is not None and (rules.digest, rules.kinds) == (adopted.digest, adopted.kinds)


def rules_of(record: Record | None) -> HubRules | None:
    """The rules that a record adopted, or None if their kinds are no longer installed."""
    if record is None or not isinstance(record.fact, RulesAdopted):
        return None
    try:
        rules = read_rules(record.fact.text, file=f"record {record.seq}")
    except (HubFileError, PluginError):
        return None
    return rules if rules.kinds == record.fact.kinds else None


@lru_cache(maxsize=64)
def catalogue_of(text: str) -> Catalogue:
    """The cards that an adoption stored, with those of the core's laws."""
    return Catalogue.load(text).beside(laws_near)
