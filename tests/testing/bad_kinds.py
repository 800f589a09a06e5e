"""Planted bad kinds: each breaks one law of rules, so that the kit is seen to find it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import attrs

from mo_network.funding.hooks import GRANT_AMOUNT, GrantContext, grant_limits
from mo_network.judging.answers import Limit, Veto
from mo_network.values.money import Money
from mo_network.values.timeline import Timeline

SENTENCES: dict[str, dict[str, str]] = {"de": {}, "en": {}}


@attrs.frozen
class OnlyTheFirst:
    """Order-free is broken: of several, only the first one asked answers."""

    kind: ClassVar[str] = "only-the-first"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = SENTENCES
    asked: ClassVar[list[object]] = []
    ceiling: Timeline[Money]

    @grant_limits
    def limit(self, context: GrantContext) -> Iterable[Limit[Money]]:
        """The ceiling, if nobody spoke about this context before."""
        if self.asked[-1:] == [id(context)]:
            return ()
        self.asked.append(id(context))
        return (Limit(GRANT_AMOUNT, self.ceiling.at(context.on)),)


@attrs.frozen
class EveryOtherTime:
    """Idempotent is broken: it answers every other time."""

    kind: ClassVar[str] = "every-other-time"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = SENTENCES
    times: ClassVar[list[int]] = []
    ceiling: Timeline[Money]

    @grant_limits
    def limit(self, context: GrantContext) -> Iterable[Limit[Money]]:
        """The ceiling, now and then."""
        self.times.append(1)
        return (Limit(GRANT_AMOUNT, Money(50_000)),) if len(self.times) % 2 else ()


EXEMPT: set[str] = set()
"""A plugin's memory of its own: whom another rule has exempted."""


@attrs.frozen
class Exempting:
    """Tightening only is broken: it exempts an organisation from the rules of `Exemptible`."""

    kind: ClassVar[str] = "exempting"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = SENTENCES

    @grant_limits
    def limit(self, context: GrantContext) -> Iterable[Limit[Money]]:
        """Nothing; but it remembers."""
        EXEMPT.add(context.organisation)
        return ()


@attrs.frozen
class Exemptible:
    """A ceiling that falls silent for those whom another rule exempted."""

    kind: ClassVar[str] = "exemptible"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = SENTENCES
    ceiling: Timeline[Money]

    @grant_limits
    def limit(self, context: GrantContext) -> Iterable[Limit[Money]]:
        """The ceiling of the day."""
        if context.organisation in EXEMPT:
            return ()
        return (Limit(GRANT_AMOUNT, self.ceiling.at(context.on)),)


@attrs.frozen
class FirstCome:
    """Hub-isolated is broken: the ceiling of the first hub that asked holds for all."""

    kind: ClassVar[str] = "first-come"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = SENTENCES
    known: ClassVar[dict[date, Money]] = {}
    ceiling: Timeline[Money]

    @grant_limits
    def limit(self, context: GrantContext) -> Iterable[Limit[Money]]:
        """The ceiling of the day, looked up once for everybody."""
        if context.on not in self.known:
            self.known[context.on] = self.ceiling.at(context.on)
        return (Limit(GRANT_AMOUNT, self.known[context.on]),)


@attrs.frozen
class ByTheClock:
    """Pure is broken: the day of asking decides."""

    kind: ClassVar[str] = "by-the-clock"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = SENTENCES

    @grant_limits
    def limit(self, context: GrantContext) -> Iterable[Veto]:
        """No, if the project began before today."""
        today = date.today()
        return (Veto("too_late"),) if today < date(1, 1, 2) else ()


@attrs.frozen
class ByTheFile:
    """Pure is broken: a file decides."""

    kind: ClassVar[str] = "by-the-file"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = SENTENCES

    @grant_limits
    def limit(self, context: GrantContext) -> Iterable[Veto]:
        """No, if this file is empty."""
        return () if Path(__file__).read_text(encoding="utf-8") else (Veto("empty"),)


@attrs.frozen
class ByChance:
    """Pure is broken: chance decides, but it is always the same chance."""

    kind: ClassVar[str] = "by-chance"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = SENTENCES

    @grant_limits
    def limit(self, context: GrantContext) -> Iterable[Veto]:
        """No, with a chance of nothing."""
        return (Veto("unlucky"),) if random.random() > 1 else ()


@attrs.frozen
class Meddling:
    """Pure is broken: it changes the context for those after it."""

    kind: ClassVar[str] = "meddling"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = SENTENCES

    @grant_limits
    def limit(self, context: GrantContext) -> Iterable[Veto]:
        """Nothing; but it makes the amount small."""
        object.__setattr__(context, "amount", Money(-1))
        return ()


@attrs.frozen
class Remembering:
    """Pure is broken: it remembers the largest amount that it was asked about."""

    kind: ClassVar[str] = "remembering"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = SENTENCES
    largest: ClassVar[dict[str, Money]] = {}

    @grant_limits
    def limit(self, context: GrantContext) -> Iterable[Limit[Money]]:
        """The largest amount so far."""
        before = self.largest.get("", context.amount)
        self.largest[""] = max(before, context.amount)
        return (Limit(GRANT_AMOUNT, self.largest[""]),)


@attrs.frozen
class Failing:
    """Total is broken: above a bound it fails."""

    kind: ClassVar[str] = "failing"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = SENTENCES
    ceiling: Timeline[Money]

    @grant_limits
    def limit(self, context: GrantContext) -> Iterator[Limit[Money]]:
        """Divides by what is left."""
        left = self.ceiling.at(context.on).cents - context.amount.cents
        yield Limit(GRANT_AMOUNT, Money(100_000 // left))


@attrs.frozen
class Mumbling:
    """Total is broken: what it says is no answer."""

    kind: ClassVar[str] = "mumbling"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = SENTENCES

    @grant_limits
    def limit(self, context: GrantContext) -> Any:
        """Perhaps."""
        return ["perhaps"]


@attrs.frozen
class HalfSpoken:
    """Every law is kept, but one sentence has no German."""

    kind: ClassVar[str] = "half-spoken"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = {"de": {}, "en": {"too_late": "Too late."}}

    @grant_limits
    def limit(self, context: GrantContext) -> Iterable[Veto]:
        """Nothing is too late yet."""
        return ()


@attrs.frozen
class ByTheClass:
    """It says no to contexts of one class only, and not to those of a class derived from it."""

    kind: ClassVar[str] = "by-the-class"
    version: ClassVar[int] = 1
    sentences: ClassVar[dict[str, dict[str, str]]] = SENTENCES

    @grant_limits
    def limit(self, context: GrantContext) -> Iterable[Veto]:
        """Nothing is too late, but for contexts of the very class."""
        return (Veto("too_late"),) if type(context) is GrantContext else ()


KINDS: tuple[type, ...] = (
    ByTheClass,
    HalfSpoken,
    OnlyTheFirst,
    EveryOtherTime,
    Exempting,
    Exemptible,
    FirstCome,
    ByTheClock,
    ByTheFile,
    ByChance,
    Meddling,
    Remembering,
    Failing,
    Mumbling,
)
