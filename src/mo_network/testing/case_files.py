"""Reading a file of cases: tables to facts, days to moments, expectations checked for slips."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import attrs

from mo_network.errors import InvalidValue, WireError
from mo_network.hub.areas import FACTS, WIRE
from mo_network.judging.fact import Fact
from mo_network.judging.weighing import Verdict
from mo_network.rules.reading import suggest

_FILE = ("hub", "on", "facts", "fact", "cases")
_CASE = (
    "title",
    "on",
    "facts",
    "fact",
    "expected",
    "binds",
    "open",
    "faults",
    "duties",
    "instead",
    "says",
)
_DAY = "recorded_on"
_NOON = time(12)
_TAGS = {tag.name: f"{tag.name}/{tag.version}" for tag in FACTS.all()}


@attrs.frozen
class Dated:
    """A fact and when it comes in: a day means noon at the hub."""

    fact: Fact
    on: date | datetime

    def moment(self, zone: ZoneInfo) -> datetime:
        """The moment."""
        if isinstance(self.on, datetime):
            return self.on
        return datetime.combine(self.on, _NOON, tzinfo=zone)


@attrs.frozen
class Expected:
    """What should come of a case; None where the file does not care.

    Shape:   `binds`, `open`, `faults`, `duties` are exactly the rules and laws that say so;
             `instead` are fields of an alternative; `is_nothing_instead` expects none.
    """

    verdict: Verdict
    binds: frozenset[str] | None
    open: frozenset[str] | None
    faults: frozenset[str] | None
    duties: frozenset[str] | None
    instead: Mapping[str, Any] | None
    is_nothing_instead: bool
    says: str | None


@attrs.frozen
class Case:
    """One thing that somebody might try."""

    title: str
    asked: Dated
    before: tuple[Dated, ...]
    expects: Expected


def read_cases(path: Path) -> tuple[Path, tuple[Case, ...]]:
    """The hub's file and the cases of a file.

    Errors:  InvalidValue with the first fault of every case, each with file and case.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidValue(f"{path}: cannot be read as TOML: {error}", given=str(path)) from error
    reader = _Reader(path)
    reader.refuse_unknown(data, _FILE, "")
    hub_file = path.parent / reader.text(data, "hub", "")
    return hub_file, reader.cases(data)


class _Reader:
    def __init__(self, path: Path) -> None:
        self._path = path

    def _wrong(self, where: str, what: str) -> InvalidValue:
        return InvalidValue(f"{self._path}: {where or 'the file'} {what}", given=where)

    def refuse_unknown(
        self, table: Mapping[str, Any], allowed: Collection[str], where: str
    ) -> None:
        for key in table:
            if key not in allowed:
                raise self._wrong(where, f"has the unknown key {key!r}; {suggest(key, allowed)}")

    def text(self, table: Mapping[str, Any], key: str, where: str) -> str:
        value = table.get(key)
        if not isinstance(value, str):
            raise self._wrong(where, f"needs {key!r}, text in quotes")
        return value

    def cases(self, data: Mapping[str, Any]) -> tuple[Case, ...]:
        tables = data.get("cases", [])
        if not tables:
            raise self._wrong("", "has no [[cases]]")
        found: dict[str, Case] = {}
        faults: dict[str, None] = {}  # what all cases share is told once
        for index, table in enumerate(tables):
            title = table.get("title")
            where = f"cases[{index}]" + (f' "{title}"' if isinstance(title, str) else "")
            try:
                case = self._case(data, table, where)
                if case.title in found:
                    raise self._wrong(where, "has the title of another case")
                found[case.title] = case
            except InvalidValue as fault:
                faults[str(fault)] = None
        if len(faults) > 1:
            told = "\n".join(faults)
            raise InvalidValue(f"{self._path} has {len(faults)} faults:\n{told}", given=None)
        if faults:
            raise InvalidValue(*faults)
        return tuple(found.values())

    def _case(self, data: Mapping[str, Any], table: Mapping[str, Any], where: str) -> Case:
        self.refuse_unknown(table, _CASE, where)
        title = self.text(table, "title", where)
        on = self._day(table.get("on", data.get("on")), where)
        first = self._day(data.get("on", on), where)
        shared = self._facts(data.get("facts", []), "facts", first)
        own = self._facts(table.get("facts", []), f"{where}.facts", on)
        given, base = table.get("fact", {}), data.get("fact", {})
        if given.get("type", base.get("type")) == base.get("type"):
            given = {**base, **given}
        fact = Dated(self._fact(given, f"{where}.fact"), on)
        return Case(title, fact, (*shared, *own), self._expected(table, where))

    def _day(self, value: object, where: str, key: str = "on") -> date | datetime:
        if isinstance(value, datetime) and value.tzinfo is None:
            raise self._wrong(
                where, f"has {key} = {value}: write a moment with its offset, or a day"
            )
        if not isinstance(value, date):
            raise self._wrong(where, f"needs {key}, a day such as 2026-02-01 without quotes")
        return value

    def _facts(self, tables: Any, where: str, on: date | datetime) -> Iterator[Dated]:
        for index, table in enumerate(tables):
            here = f"{where}[{index}]"
            rest = {key: value for key, value in table.items() if key != _DAY}
            yield Dated(self._fact(rest, here), self._day(table.get(_DAY, on), here, _DAY))

    def _fact(self, table: Mapping[str, Any], where: str) -> Fact:
        kind = self.text(table, "type", where)
        tag = _TAGS.get(kind, kind)
        if "/" not in tag:
            raise self._wrong(where, f"has the unknown type {kind!r}; {suggest(kind, _TAGS)}")
        try:
            wired = {key: _wired(value) for key, value in table.items()}
            return cast("Fact", WIRE.load({**wired, "type": tag}, where))
        except (InvalidValue, WireError) as error:
            raise self._wrong(where, f"is no fact: {error}") from error

    def _expected(self, table: Mapping[str, Any], where: str) -> Expected:
        verdicts = {verdict.value: verdict for verdict in Verdict}
        verdict = self.text(table, "expected", where)
        if verdict not in verdicts:
            raise self._wrong(where, f"expects {verdict!r}; {suggest(verdict, verdicts)}")
        instead = table.get("instead")
        if isinstance(instead, dict):
            instead = {key: _wired(value) for key, value in instead.items()}
        elif instead not in (None, False):
            raise self._wrong(where, "has instead: write { field = value }, or false for nothing")
        return Expected(
            verdicts[verdict],
            self._rules(table, "binds", where),
            self._rules(table, "open", where),
            self._rules(table, "faults", where),
            self._rules(table, "duties", where),
            instead or None,
            instead is False,
            None if table.get("says") is None else self.text(table, "says", where),
        )

    def _rules(self, table: Mapping[str, Any], key: str, where: str) -> frozenset[str] | None:
        found = table.get(key)
        if found is None:
            return None
        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            raise self._wrong(where, f"has {key}: write a list of ids of rules and laws")
        return frozenset(found)


def _wired(value: Any) -> Any:
    """A value of TOML as the journal writes it."""
    if isinstance(value, dict):
        return {key: _wired(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_wired(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
