"""The areas of the house: where each stands, and what all of them bring under the same names.

Nothing of an area is imported before a fact, a record, a rule or a query names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from types import ModuleType
from typing import Any, Generic, TypeVar, cast

from mo_network.hub.crossings import AdviceForFunding
from mo_network.judging.catalogue import Cards
from mo_network.judging.fact import Fact
from mo_network.judging.facts import FACTS as JOURNAL_FACTS
from mo_network.judging.law import Law, cards_beside
from mo_network.judging.state import AreaState
from mo_network.judging.subject import Subject
from mo_network.judging.world import World
from mo_network.rules.hook import Hook
from mo_network.rules.kind import BuiltIn, Offer, check_kind, hooks_of
from mo_network.rules.plugins import installed_offers
from mo_network.values.tags import Tag
from mo_network.values.wire import Wire

T = TypeVar("T")

AREAS: Mapping[str, tuple[str, ...]] = {
    "directory": ("mo_network.directory",),
    "advice": ("mo_network.advice",),
    "funding": ("mo_network.funding", "mo_network.funding.juries"),
    "lending": ("mo_network.lending",),
    "rooms": ("mo_network.rooms",),
    "rulings": ("mo_network.judging.rulings",),
}
"""Each area and its packages; they have the same modules, and the state stands in the first.

Tags, laws and subjects begin with the name of their area, so each of them leads to it.
"""


@cache
def _module(package: str, name: str) -> ModuleType | None:
    """A module of a package, or None: not every area has rules, subjects or remedies."""
    path = f"{package}.{name}"
    return import_module(path) if find_spec(path) else None


class PerArea(Mapping[str, Sequence[T]], Generic[T]):
    """What areas have under one name; an area is imported when it is asked for."""

    def __init__(self, module: str, name: str) -> None:
        self._module = module
        self._name = name
        self._found: dict[str, tuple[T, ...]] = {}

    def __getitem__(self, area: str) -> Sequence[T]:
        if area not in self._found:
            modules = [_module(package, self._module) for package in AREAS[area]]
            lists = [getattr(module, self._name) for module in modules if module]
            self._found[area] = tuple(chain.from_iterable(lists))
        return self._found[area]

    def __iter__(self) -> Iterator[str]:
        return iter(AREAS)

    def __len__(self) -> int:
        return len(AREAS)

    def all(self) -> tuple[T, ...]:
        """What all areas have, one after the other; this imports them all."""
        return tuple(chain.from_iterable(self.values()))


FACTS: PerArea[Tag] = PerArea("facts", "FACTS")
LAWS: PerArea[Law] = PerArea("laws", "LAWS")
HOOKS: PerArea[Hook[Any, Any]] = PerArea("hooks", "HOOKS")


class _Subjects(Mapping[str, Subject[Any]]):
    """All subjects by their ids."""

    _per_area: PerArea[Subject[Any]] = PerArea("subjects", "SUBJECTS")

    def __init__(self) -> None:
        self._known: dict[str, Subject[Any]] = {}

    def __getitem__(self, name: str) -> Subject[Any]:
        if name not in self._known:
            of_area = self._per_area[name.partition(".")[0]]
            self._known.update((subject.id, subject) for subject in of_area)
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return (subject.id for subject in self._per_area.all())

    def __len__(self) -> int:
        return len(self._per_area.all())


SUBJECTS = _Subjects()


class _Route(dict[type, str]):
    """The area of each fact class, by where it stands; "" for a class that is none."""

    def __missing__(self, cls: type) -> str:
        homes = (area for area, of in AREAS.items() if str(cls.__module__).startswith(f"{of[0]}."))
        area = next(homes, "")
        is_fact = any(tag.cls is cls for tag in FACTS.get(area, ()))
        self[cls] = area if is_fact else ""
        return self[cls]


ROUTE: Mapping[type[Fact], str] = _Route()


def _tags(wanted: str | type) -> Sequence[Tag]:
    """The tags of the area that a tag's name or a class is of; those of all if there is none."""
    area = ROUTE[wanted] if isinstance(wanted, type) else wanted.partition(".")[0]
    tags = FACTS.get(area, ())
    if any(wanted in (tag.name, tag.cls) for tag in tags):
        return tags
    return FACTS.all()


WIRE = Wire(JOURNAL_FACTS, _tags)


def tags_of(areas: Iterable[str]) -> str:
    """What tells the fact classes of these areas from others, for checkpoints."""
    names = sorted(str(tag) for area in areas for tag in FACTS[area])
    return sha256(" ".join(names).encode()).hexdigest()[:12]


@cache
def fact_classes() -> tuple[type[Fact], ...]:
    """The fact classes of all areas."""
    return tuple(tag.cls for tag in FACTS.all())


class _States(dict[str, AreaState]):
    """The states of one world; each is made when it is needed."""

    def __missing__(self, area: str) -> AreaState:
        state = self[area] = _empty(area, self)
        return state

    def get(self, area: str, default: Any = None) -> Any:
        return self[area] if area in AREAS else default


def _empty(area: str, states: _States) -> AreaState:
    """The state of an area before its first fact."""
    cls: Any = getattr(import_module(f"{AREAS[area][0]}.state"), f"{area.title()}State")
    if area in ("directory", "advice"):
        return cast("AreaState", cls())
    if area == "rulings":
        return cast("AreaState", cls(fact_classes))
    state: Any = cls(states["directory"])
    if area == "funding":
        state.advice = AdviceForFunding(states)
    return cast("AreaState", state)


def new_world() -> World:
    """An empty world."""
    return World(_States(), ROUTE)


def remedies(world: World, fact: Fact, at: datetime) -> Iterator[Fact]:
    """What the area of a fact that is forbidden proposes instead; not judged yet."""
    area = ROUTE[type(fact)]
    for package in AREAS.get(area, ()):
        if found := _module(package, "remedies"):
            yield from found.remedies(world.areas[area], fact, at)


def laws_near(law: str) -> Cards:
    """What explains the answers of a law, and of the others of its area."""
    return cards_beside(LAWS, law)


@cache
def built_in_offers() -> tuple[Offer, ...]:
    """The library's own rule kinds; that they keep the contract, a test checks once for all."""
    return tuple(
        BuiltIn(name, f"{package}.rule_kinds")
        for package in chain.from_iterable(AREAS.values())
        if (kinds := _module(package, "rule_kinds"))
        for name in kinds.KINDS
    )


def checked(offer: Offer) -> Offer:
    """The offer itself, if its class keeps the contract of rule kinds.

    Errors: PluginError naming the distribution that breaks the contract.
    """
    near = {hook.area for hook in hooks_of(offer.cls)}
    return check_kind(offer, [hook for area in HOOKS if area in near for hook in HOOKS[area]])


def plugin_offers() -> Sequence[Offer]:
    """The kinds that installed plugins offer.

    Errors: PluginError naming the distribution that breaks the contract.
    """
    return [checked(offer) for offer in installed_offers()]
