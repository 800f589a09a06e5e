"""Hints: the amounts, days and codes that a hub's rules turn on, for at bounds rules go wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from mo_network.directory.kinds import OrganisationKind
from mo_network.errors import InvalidValue
from mo_network.rules.declared import Declared
from mo_network.rules.load import HubRules
from mo_network.values.money import Money

_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_ID = re.compile(r"([a-z]+):[a-z0-9][a-z0-9._-]*")
_SIMPLEST = date(2025, 1, 1)
_FIXED = {"currency": "EUR", "zone": "Europe/Berlin"}


@attrs.frozen
class Hints:
    """What a hub file names, by the sort of thing it is."""

    amounts: tuple[Money, ...] = ()
    dates: tuple[date, ...] = ()
    counts: tuple[int, ...] = ()
    codes: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    details: tuple[Declared, ...] = ()

    @classmethod
    def of(cls, rules: HubRules | None) -> Hints:
        """The hints of a hub file; none without one."""
        if rules is None:
            return cls()
        data = tomllib.loads(rules.text)
        found = list(_leaves({key: data.get(key, {}) for key in ("parameters", "rules")}))
        texts = [each for each in found if isinstance(each, str)]
        return cls(
            amounts=tuple(dict.fromkeys(_amounts(texts))),
            dates=tuple(dict.fromkeys(each for each in found if isinstance(each, date))),
            counts=tuple(dict.fromkeys(each for each in found if type(each) is int)),
            codes=tuple(dict.fromkeys(each for each in texts if _CODE.fullmatch(each))),
            ids=tuple(dict.fromkeys(each for each in texts if _ID.fullmatch(each))),
            details=rules.details,
        )

    def moneys(self, others: SearchStrategy[Money]) -> SearchStrategy[Money]:
        """Amounts at the bounds, a cent beside them, and any."""
        if not self.amounts:
            return others
        cents = st.sampled_from(self.amounts), st.sampled_from([0, 0, 1, -1])
        near = st.builds(lambda at, by: Money(max(0, at.cents + by), at.currency), *cents)
        return st.one_of(others, near, near)

    def days(self, others: SearchStrategy[date]) -> SearchStrategy[date]:
        """Days at the bounds, a day beside them, days in their years, and any."""
        if not self.dates:
            return others
        near = st.builds(
            lambda at, by: at + timedelta(days=by),
            st.sampled_from([each for each in self.dates if 1900 < each.year < 2200]),
            st.sampled_from([0, 1, -1]) | st.integers(0, 366),
        )
        return near | others

    def numbers(self, name: str) -> SearchStrategy[int]:
        """Whole numbers that a field of this name may hold."""
        if name.endswith("_day"):
            return self.days(st.just(_SIMPLEST)).map(date.toordinal)
        if name.endswith("cents"):
            return self.moneys(st.integers(0, 1_000_000).map(Money)).map(lambda m: m.cents)
        if name.endswith("minute"):
            return self.days(st.just(_SIMPLEST)).map(lambda day: day.toordinal() * 1440)
        if name == "year":
            return st.integers(2016, 2035)
        near = [each + by for each in self.counts for by in (0, 1, -1) if each + by >= 0]
        return st.integers(0, 100) | st.sampled_from(near) if near else st.integers(0, 100)

    def named(self, kind: str) -> SearchStrategy[str]:
        """Ids of a kind: those that the file names, and two more."""
        named = [each for each in self.ids if each.startswith(f"{kind}:")]
        return st.sampled_from([f"{kind}:a", f"{kind}:b", *named])

    def texts(self, name: str) -> SearchStrategy[str]:
        """Texts that a field of this name may hold: ids, kinds of organisations, codes."""
        if name in _FIXED:
            return st.just(_FIXED[name])
        if "organisation" in name and name.endswith("kind"):
            return st.sampled_from([kind.value for kind in OrganisationKind] + [""])
        kind = {"organisation": "org", "applicant": "org"}.get(name, name)
        if kind in ("org", "line", "room", "application", "booking", "hub"):
            return self.named(kind)
        return st.sampled_from(["a", "other", *self.codes])


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    else:
        yield value


def _amounts(texts: list[str]) -> Iterator[Money]:
    for text in texts:
        try:
            yield Money.parse(text)
        except InvalidValue:
            continue
