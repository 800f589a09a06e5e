"""The areas of the house, put together: what each brings under the same names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Any, cast

from mo_network.advice import facts as advice_facts
from mo_network.advice.hooks import HOOKS as ADVICE_HOOKS
from mo_network.advice.hooks import SUBJECTS as ADVICE_SUBJECTS
from mo_network.advice.laws import LAWS as ADVICE_LAWS
from mo_network.advice.rule_kinds import KINDS as ADVICE_KINDS
from mo_network.advice.state import AdviceState
from mo_network.directory import facts as directory_facts
from mo_network.directory.hooks import HOOKS as DIRECTORY_HOOKS
from mo_network.directory.laws import LAWS as DIRECTORY_LAWS
from mo_network.directory.state import DirectoryState
from mo_network.funding import facts as funding_facts
from mo_network.funding.hooks import HOOKS as FUNDING_HOOKS
from mo_network.funding.hooks import SUBJECTS as FUNDING_SUBJECTS
from mo_network.funding.laws import LAWS as FUNDING_LAWS
from mo_network.funding.rule_kinds import KINDS as FUNDING_KINDS
from mo_network.funding.state import FundingState
from mo_network.hub.crossings import AdviceForFunding
from mo_network.judging.catalogue import Card
from mo_network.judging.fact import Fact
from mo_network.judging.facts import FACTS as JOURNAL_FACTS
from mo_network.judging.judge import AreaLaws, law_cards
from mo_network.judging.rulings import facts as rulings_facts
from mo_network.judging.rulings.laws import LAWS as RULINGS_LAWS
from mo_network.judging.rulings.state import RulingsState
from mo_network.judging.rulings.subjects import SUBJECTS as RULINGS_SUBJECTS
from mo_network.judging.subject import Subject
from mo_network.judging.world import World
from mo_network.lending import facts as lending_facts
from mo_network.lending.hooks import HOOKS as LENDING_HOOKS
from mo_network.lending.hooks import SUBJECTS as LENDING_SUBJECTS
from mo_network.lending.laws import LAWS as LENDING_LAWS
from mo_network.lending.remedies import remedies as lending_remedies
from mo_network.lending.rule_kinds import KINDS as LENDING_KINDS
from mo_network.lending.state import LendingState
from mo_network.rooms import facts as rooms_facts
from mo_network.rooms.hooks import HOOKS as ROOMS_HOOKS
from mo_network.rooms.hooks import SUBJECTS as ROOMS_SUBJECTS
from mo_network.rooms.laws import LAWS as ROOMS_LAWS
from mo_network.rooms.remedies import remedies as rooms_remedies
from mo_network.rooms.rule_kinds import KINDS as ROOMS_KINDS
from mo_network.rooms.state import RoomsState
from mo_network.rules.hook import Hook
from mo_network.rules.kind import BUILT_IN, Offer, check_kind
from mo_network.rules.plugins import installed_offers
from mo_network.values.wire import Tag, Wire

FACTS: dict[str, tuple[Tag, ...]] = {
    "directory": directory_facts.FACTS,
    "advice": advice_facts.FACTS,
    "funding": funding_facts.FACTS,
    "lending": lending_facts.FACTS,
    "rooms": rooms_facts.FACTS,
    "rulings": rulings_facts.FACTS,
}
LAWS: tuple[AreaLaws, ...] = (
    AreaLaws("directory", DIRECTORY_LAWS),
    AreaLaws("advice", ADVICE_LAWS),
    AreaLaws("funding", FUNDING_LAWS),
    AreaLaws("lending", LENDING_LAWS),
    AreaLaws("rooms", ROOMS_LAWS),
    AreaLaws("rulings", RULINGS_LAWS),
)
HOOKS: tuple[Hook[Any, Any], ...] = (
    *DIRECTORY_HOOKS,
    *ADVICE_HOOKS,
    *FUNDING_HOOKS,
    *LENDING_HOOKS,
    *ROOMS_HOOKS,
)
KINDS: tuple[type, ...] = (*ADVICE_KINDS, *FUNDING_KINDS, *LENDING_KINDS, *ROOMS_KINDS)
SUBJECTS: dict[str, Subject[Any]] = {
    subject.id: subject
    for subject in (
        *ADVICE_SUBJECTS,
        *FUNDING_SUBJECTS,
        *LENDING_SUBJECTS,
        *ROOMS_SUBJECTS,
        *RULINGS_SUBJECTS,
    )
}
ROUTE: dict[type[Fact], str] = {tag.cls: area for area, tags in FACTS.items() for tag in tags}

WIRE = Wire([*JOURNAL_FACTS, *(tag for tags in FACTS.values() for tag in tags)])


@cache
def tags_digest() -> str:
    """What tells this set of fact classes from another, for checkpoints."""
    names = sorted(str(tag) for tags in FACTS.values() for tag in tags)
    return sha256(" ".join(names).encode()).hexdigest()[:12]


def new_world() -> World:
    """An empty world with the state of every area."""
    directory, advice = DirectoryState(), AdviceState()
    funding = FundingState(directory)
    funding.advice = AdviceForFunding(advice)
    states = {
        "directory": directory,
        "advice": advice,
        "funding": funding,
        "lending": LendingState(directory),
        "rooms": RoomsState(directory),
        "rulings": RulingsState(tuple(ROUTE)),
    }
    return World(states, ROUTE)


def remedies(world: World, fact: Fact, at: datetime) -> Iterator[Fact]:
    """What the areas propose instead of a fact that is forbidden; not judged yet."""
    yield from rooms_remedies(cast("RoomsState", world.areas["rooms"]), fact, at)
    yield from lending_remedies(cast("LendingState", world.areas["lending"]), fact, at)


@cache
def cards_of_laws() -> tuple[Card, ...]:
    """What explains the answers of the core's own laws."""
    return tuple(law_cards(law for _, laws in LAWS for law in laws))


@cache
def built_in_offers() -> tuple[Offer, ...]:
    """The library's own rule kinds; that they keep the contract, a test checks once for all."""
    return tuple(Offer(cls, BUILT_IN) for cls in KINDS)


def plugin_offers() -> Sequence[Offer]:
    """The kinds that installed plugins offer.

    Errors: PluginError naming the distribution that breaks the contract.
    """
    return [check_kind(offer, HOOKS) for offer in installed_offers()]
