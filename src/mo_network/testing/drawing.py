"""Strategies for whole facts and for the contexts that rules are asked about, by their types."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from enum import Enum
from typing import Annotated, Any, TypeVar

import attrs
from hypothesis import reject
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from mo_network.errors import InvalidValue
from mo_network.funding.costs import CostItem
from mo_network.funding.entries import Application
from mo_network.funding.views import EarlierAwards
from mo_network.judging.details import Detail, Details
from mo_network.judging.fact import Fact, Known, New, Text
from mo_network.rules.hook import Hook
from mo_network.rules.load import HubRules
from mo_network.scheduling import Series
from mo_network.testing import strategies
from mo_network.testing.hints import Hints
from mo_network.values.money import Money
from mo_network.values.period import Period
from mo_network.values.sealed import Sealed
from mo_network.values.share import Share
from mo_network.values.slot import Slot
from mo_network.values.source import Source

F = TypeVar("F", bound=Fact)
C = TypeVar("C")

_ANY_KIND = "application"
"""What a reference names that may name anything."""
_HOURS = st.sampled_from(["", "09:00-12:30 14:00-22:00", "18:00-02:00"])
"""Opening hours of a day, as facts write them."""

_STARTS = ("occurrence", "occurrences", "since", "skipped", "skipping", "through")
"""Fields that name occurrences of a series by their starts."""

_MOST_ITEMS = 3
"""Things in a list of any length."""

_WINDOWS = st.lists(
    st.sampled_from(["mon 09:00-12:00", "tue 16:00-22:00", "sat 10:00-18:30"]),
    min_size=1,
    unique=True,
).map(tuple)
_SEASONS: dict[str, SearchStrategy[Any]] = {
    "hours": _WINDOWS,
    "windows": _WINDOWS,
    "window": st.just("tue 16:00-18:00"),
    "wish": strategies.ids("seasonwish"),
    "room": strategies.ids("room"),
    "rooms": st.lists(strategies.ids("room"), min_size=1, max_size=3, unique=True).map(tuple),
    "holders": st.lists(strategies.ids("seasonwish"), max_size=2, unique=True).map(tuple),
    "reason": st.sampled_from(["no_place", "quota", "held", "free"]),
    "step": st.sampled_from([15, 30, 120]),
    "quota": st.integers(1, 20),
    "priority": st.integers(0, 98),
    "minutes": st.integers(5, 1440),
    "period": strategies.periods(300),
}
"""What the facts of a season allow, which is less than their types."""

KnownIds = Mapping[str, Sequence[str]]


def facts(cls: type[F], *, known: KnownIds | None = None) -> SearchStrategy[F]:
    """Well-formed facts of one class.

    Shape:   `known` are ids by their kind, such as {"org": ["org:a"]}, that references may name;
             without it they name anything. Sealed values are left out.
    """
    return _Drawing(Hints(), known or {}).built(cls)


def contexts(hook: Hook[C, Any], *, rules: HubRules | None = None) -> SearchStrategy[C]:
    """Contexts of one hook, as rules are asked about them.

    Shape:   with `rules`, amounts, days and codes of that hub come up as often as others, and
             those beside them, for at its bounds a rule goes wrong.
    """
    return _Drawing(Hints.of(rules), None).built(hook.context)


class _Drawing:
    """Draws a value for a type."""

    def __init__(self, hints: Hints, known: KnownIds | None) -> None:
        self._hints = hints
        self._known = known
        self._built: dict[type, SearchStrategy[Any]] = {}
        self._simple: dict[object, Callable[[], SearchStrategy[Any]]] = {
            bool: st.booleans,
            Money: lambda: hints.moneys(strategies.moneys()),
            date: lambda: hints.days(strategies.days()),
            datetime: strategies.moments,
            time: lambda: st.times().map(lambda each: each.replace(second=0, microsecond=0)),
            Period: lambda: _periods(hints),
            Slot: strategies.slots,
            Share: strategies.shares,
            Series: strategies.series,
            Source: strategies.sources,
            Sealed: st.nothing,
            type(None): st.none,
            CostItem: self._cost_items,
            EarlierAwards: self._earlier_awards,
            Details: lambda: self._details().map(Details),
        }

        self._named = {str: self._texts, int: hints.numbers}
        self._composed: dict[object, Callable[[tuple[Any, ...], str], SearchStrategy[Any]]] = {
            Annotated: self._marked,
            typing.Union: self._one_of,
            types.UnionType: self._one_of,
            typing.Literal: lambda inner, _: st.sampled_from(inner),
            tuple: self._tuples,
            frozenset: self._frozensets,
        }

    def built(self, cls: type[C]) -> SearchStrategy[C]:
        """Instances of an attrs class or a named tuple, field by field."""
        if cls not in self._built:
            hints = typing.get_type_hints(cls, include_extras=True)
            names = [f.name for f in attrs.fields(cls) if f.init] if attrs.has(cls) else hints
            fields = {name.lstrip("_"): self.drawn(hints[name], name) for name in names}
            if "shares" in fields:
                fields["shares"] = st.just(())  # stated shares add up to one, which is rarely drawn
            if "hosts" in fields:
                fields["hosts"] = self.drawn(hints["hosts"], "hosts").filter(bool)
            if hints.get("days") is Period:
                fields["days"] = strategies.periods(60)  # holidays last at most a year
            if hints.get("hours") is str:
                fields["hours"] = _HOURS
            if hints.get("days") == tuple[str, ...]:
                fields["days"] = st.tuples(*(_HOURS for _ in range(7)))
            if fields.keys() >= {"items", "counts"}:
                fields["items"] = fields["items"].filter(bool)
                fields["counts"] = st.tuples(*(st.integers(1, 9) for _ in range(_MOST_ITEMS)))
            if "choose" in fields:
                fields["choose"] = st.none() | st.just(1)
            fields |= {
                name: _SEASONS[name]
                for name in fields
                if "Season" in cls.__name__ and name in _SEASONS
            }
            self._built[cls] = st.fixed_dictionaries(fields).map(lambda given: _make(cls, given))
        return self._built[cls]

    def drawn(self, wanted: Any, name: str) -> SearchStrategy[Any]:
        """Values of an annotation; a field's name tells which texts and numbers make sense."""
        origin, inner = typing.get_origin(wanted), typing.get_args(wanted)
        if origin in self._composed:
            return self._composed[origin](inner, name)
        if wanted in self._simple:
            return self._simple[wanted]()
        if wanted in self._named:
            return self._named[wanted](name)
        if isinstance(wanted, type):
            if issubclass(wanted, Enum):
                return st.sampled_from(list(wanted))
            if attrs.has(wanted) or hasattr(wanted, "_fields"):
                return self.built(wanted)
        raise InvalidValue(
            f"{name}: the kit knows no values of {wanted!r}; build such contexts by hand",
            given=wanted,
            allowed="values, named tuples and attrs classes",
        )

    def _texts(self, name: str) -> SearchStrategy[str]:
        return strategies.walls() if name in _STARTS else self._hints.texts(name)

    def _one_of(self, inner: tuple[Any, ...], name: str) -> SearchStrategy[Any]:
        # None first, for that is what a failing example should shrink to.
        options = sorted(inner, key=lambda each: each is not type(None))
        return st.one_of([self.drawn(each, name) for each in options])

    def _frozensets(self, inner: tuple[Any, ...], name: str) -> SearchStrategy[Any]:
        return st.frozensets(self.drawn(inner[0], name), max_size=3)

    def _marked(self, inner: tuple[Any, ...], name: str) -> SearchStrategy[Any]:
        base, *marks = inner
        for mark in marks:
            if isinstance(mark, New):
                return strategies.ids(mark.kind)
            if isinstance(mark, Known):
                kind = mark.kind or _ANY_KIND
                if self._known is None:
                    return self._hints.named(kind)  # those of the hub's file, which rules look for
                among = self._known.get(kind)
                return st.sampled_from(list(among)) if among else strategies.ids(kind)
            if isinstance(mark, Text):
                return self._hints.texts(name)
        return self.drawn(base, name)

    def _tuples(self, inner: tuple[Any, ...], name: str) -> SearchStrategy[Any]:
        if inner[0] is Detail:
            return self._details()
        if len(inner) == 2 and inner[1] is ...:
            items = st.lists(self.drawn(inner[0], name), max_size=_MOST_ITEMS)
            return items.map(lambda found: tuple(dict.fromkeys(found)))
        return st.tuples(*(self.drawn(each, name) for each in inner))

    def _details(self) -> SearchStrategy[tuple[Detail, ...]]:
        """Those that the hub's file declares, mostly in their units; others, too."""
        declared = {one.name: one for one in self._hints.details}
        names = [*declared, "a", "other"]

        def told(name: str) -> SearchStrategy[Detail]:
            anything = self.drawn(str | int | Money | date, name)
            if name in declared:
                one = declared[name]
                fitting = self.drawn(one.cls, name)
                fitting = st.sampled_from(one.allowed) | fitting if one.allowed else fitting
                anything = st.one_of(fitting, fitting, fitting, anything)
            return anything.map(lambda value: Detail(name, value))

        some = st.lists(st.sampled_from(names), unique=True, max_size=len(names))
        return some.flatmap(lambda chosen: st.tuples(*map(told, chosen)))

    def _cost_items(self) -> SearchStrategy[CostItem]:
        """Items whose amount is units times rate, where they are reckoned so."""
        code = self._hints.texts("kind")

        def item(kind: str, amount: Money, units: int | None, unit: str | None) -> CostItem:
            if units is None:
                return CostItem(kind=kind, amount=amount)
            return CostItem(kind=kind, amount=amount * units, units=units, unit=unit, rate=amount)

        money = self.drawn(Money, "amount")
        return st.builds(item, code, money, st.none() | st.integers(0, 50), st.none() | code)

    def _earlier_awards(self) -> SearchStrategy[EarlierAwards]:
        """A table in which every application that is named stands."""
        entry = self.built(Application)

        def view(entries: list[Application]) -> EarlierAwards:
            table = {f"application:{number}": each for number, each in enumerate(entries)}
            return EarlierAwards(table, tuple(table), "application:asked")

        return st.lists(entry, max_size=3).map(view)


def _make(cls: type[C], given: dict[str, Any]) -> C:
    if given.keys() >= {"items", "counts"}:
        given["counts"] = given["counts"][: len(given["items"])]  # a number for each
    try:
        return cls(**given)
    except InvalidValue:
        return reject()


def _periods(hints: Hints) -> SearchStrategy[Period]:
    """Periods with an end, that begin or end on days of the hub as often as not."""
    day = hints.days(strategies.days())
    return st.tuples(day, day).map(lambda pair: Period.through(min(pair), max(pair)))
