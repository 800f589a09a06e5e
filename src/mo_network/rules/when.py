"""When: a rule's own condition on the context it is asked about, compiled from its table.

Every word of the table has to hold. A value that is not known holds no word but `_known = false`;
whoever wants the rule asked then says so in a second rule. A number is a parameter's name, so it
has date and source, and is taken on the rule's basis day.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, time
from enum import Enum
from operator import attrgetter
from typing import Any, NamedTuple

from mo_network.judging.units import UNITS
from mo_network.rules.declared import Declarations, Declared
from mo_network.rules.hook import Hook
from mo_network.rules.parameters import Parameter, unknown_parameter
from mo_network.rules.places import Path
from mo_network.rules.reading import Reading
from mo_network.rules.slips import fault_of_word, suggested
from mo_network.rules.words import ORDERED, WEEKDAYS, Word, Words, words_of
from mo_network.values.timeline import Timeline

Test = Callable[[Any], bool]
"""Whether a rule is asked about a context."""

_UNIT_OF = {unit.cls: unit for unit in UNITS}
_MOST_WORDS = 20


class When(NamedTuple):
    """A condition as it was compiled, the parameters that it rests on, and how it was written."""

    test: Test
    parameters: frozenset[str]
    written: str


def read_when(
    reading: Reading,
    raw: object,
    path: Path,
    hooks: Sequence[Hook[Any, Any]],
    parameters: Mapping[str, Parameter | None],
    declared: Declarations | None = None,
) -> When | None:
    """The condition of a rule that answers these hooks; None and problems if it has any."""
    before = len(reading.problems)
    reader = _Reader(reading, hooks, parameters)
    vocabularies = [words_of(hook.context, declared) for hook in hooks]
    tests = list(reader.tests(reading.table(raw, path), path, vocabularies))
    if not tests and len(reading.problems) == before and not reader.is_spoilt:
        reading.fault(path, "has no word: leave it out, and the rule is always asked")
    if len(reading.problems) > before or not tests:
        return None
    if len(tests) > _MOST_WORDS:
        reading.fault(path, f"has {len(tests)} words: at most {_MOST_WORDS}, or more rules")
        return None
    written = "{ " + ", ".join(_written(raw)) + " }"
    return When(_all_of(tests), frozenset(reader.used), written)


def _written(table: Any, within: str = "") -> Iterator[str]:
    """The words of a table as a hub file writes them, in the order of the alphabet."""
    for key, value in sorted(table.items()):
        if isinstance(value, dict):
            yield from _written(value, f"{within}{key}.")
        else:
            told = str(value) if isinstance(value, time) else json.dumps(value, ensure_ascii=False)
            yield f"{within}{key} = {told}"


def _all_of(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]
    held = tuple(tests)

    def test(context: Any) -> bool:
        for each in held:  # noqa: SIM110 - a generator costs more than the tests
            if not each(context):
                return False
        return True

    return test


class _Reader:
    """Reads one table, word by word, and each table within it."""

    def __init__(
        self,
        reading: Reading,
        hooks: Sequence[Hook[Any, Any]],
        parameters: Mapping[str, Parameter | None],
    ) -> None:
        self._reading = reading
        self._hooks = hooks
        self._parameters = parameters
        self.used: set[str] = set()
        self.is_spoilt = False

    def tests(
        self, table: Mapping[str, Any], path: Path, vocabularies: list[Words]
    ) -> Iterator[Test]:
        """One test for each word without problems."""
        for key, value in table.items():
            place = (*path, key)
            word = self._word(key, value, place, vocabularies)
            if isinstance(word, Word):
                if (test := self._test(word, value, place)) is not None:
                    yield test
            elif word is not None:
                yield from self.tests(
                    self._reading.table(value, place), place, [words[key] for words in vocabularies]
                )

    def _word(self, key: str, value: object, place: Path, vocabularies: list[Words]) -> Any:
        """What a key means, if it means the same in the contexts of all the kind's hooks."""
        found = [words.get(key) for words in vocabularies]
        known = [each for each in found if each is not None]
        if not known:
            nearest = min(vocabularies, key=len) if vocabularies else {}
            self._reading.fault(place, f"unknown word; {suggested(key, nearest)}")
            return None
        lacking = [
            hook
            for hook, each in zip(self._hooks, found, strict=True)
            if each is None or _meaning(each) != _meaning(known[0])
        ]
        if lacking:
            names = ", ".join(sorted(f"{h.name} ({h.context.__name__})" for h in lacking))
            self._reading.fault(
                place,
                f"the kind is asked by {names} too, and there this is not known: use words that "
                "all its hooks know, or a kind for each",
            )
            return None
        if isinstance(known[0], Word) and isinstance(value, dict):
            self._reading.fault(place, "is a table: write what this word is compared with")
            return None
        return known[0]

    def _test(self, word: Word, value: Any, place: Path) -> Test | None:
        get = _getter(word)
        if word.cls is bool:
            return self._flag(word, get, value, place)
        if word.test.removeprefix("count_") in ORDERED:
            return self._bound(word, get, value, place)
        return self._listed(word, get, value, place)

    def _flag(self, word: Word, get: Callable[[Any], Any], value: Any, place: Path) -> Test | None:
        if type(value) is not bool:
            self._reading.fault(place, f"is {value!r:.60}: write true or false")
            return None
        if word.test == "known":
            return lambda context: (get(context) is not None) is value
        return lambda context: get(context) is value

    def _bound(self, word: Word, get: Callable[[Any], Any], value: Any, place: Path) -> Test | None:
        is_count = word.test.startswith("count_")
        compare = ORDERED[word.test.removeprefix("count_")]
        measure: Callable[[Any], Any] = len if is_count else _itself
        if word.cls is time:
            if type(value) is not time:
                self._reading.fault(place, f"is {value!r:.60}: write a time such as 22:00:00")
                return None
            return lambda c: (got := get(c)) is not None and compare(got, value)
        timeline = self._timeline(word.cls, value, place)
        if timeline is None:
            return None
        at = timeline.at
        return lambda c: (got := get(c)) is not None and compare(measure(got), at(c.on))

    def _timeline(self, cls: type, name: Any, place: Path) -> Timeline[Any] | None:
        unit = _UNIT_OF[cls]
        if type(name) is not str:
            message = (
                f"is {name!r:.60}: write the name of a parameter of unit {unit.name!r} in quotes, "
                "and the number with its date and source under [parameters]"
            )
        elif name not in self._parameters:
            message = unknown_parameter(name, self._parameters, unit)
        elif (parameter := self._parameters[name]) is None:
            self.is_spoilt = True  # its own problem is told where it stands
            return None
        elif parameter.unit is not unit:
            message = (
                f"the parameter {name!r:.60} has the unit {parameter.unit.name!r}; here it must be "
                f"{unit.name!r}"
            )
        else:
            self.used.add(name)
            return parameter.timeline
        self._reading.fault(place, message)
        return None

    def _listed(
        self, word: Word, get: Callable[[Any], Any], value: Any, place: Path
    ) -> Test | None:
        if type(value) is not list or not value:
            such = f", such as [{json.dumps(value)}]" if type(value) is str else ", not empty"
            self._reading.fault(place, f"is {value!r:.60}: write a list in brackets{such:.60}")
            return None
        before = len(self._reading.problems)
        for index, item in enumerate(value):
            if (why := fault_of_word(word, item)) is not None:
                self._reading.fault((*place, index), why)
        if len(self._reading.problems) > before:
            return None
        if word.test == "weekday":
            days = frozenset(map(WEEKDAYS.index, value))
            return lambda c: _weekday(get(c)) in days
        names = frozenset(value)
        if issubclass(word.cls, Enum):
            names = frozenset(map(word.cls, value))
        return _MEMBERSHIP[word.test](get, names)


def _meaning(word: Any) -> object:
    """What two contexts have to agree on: which value is looked at, and by which test."""
    return (word.path, word.test, word.cls) if isinstance(word, Word) else None


def _weekday(day: date | None) -> int | None:
    return None if day is None else day.weekday()


def _itself(value: Any) -> Any:
    return value


def _getter(word: Word) -> Callable[[Any], Any]:
    """Reads a value; None if any table on the way to it is not known."""
    path = word.path
    if word.marks and isinstance(word.marks[0], Declared):
        return _detail_getter(path[0], word.marks[0])
    if len(path) == 1:
        return attrgetter(path[0])
    first, rest = attrgetter(path[0]), path[1:]

    def get(context: Any) -> Any:
        value = first(context)
        for name in rest:
            if value is None:
                return None
            value = getattr(value, name)
        return value

    return get


def _detail_getter(field: str, detail: Declared) -> Callable[[Any], Any]:
    """Reads a detail; one of another unit is not known, and its own rule says no to it."""
    details, name, cls = attrgetter(field), detail.name, detail.cls

    def get(context: Any) -> Any:
        told = details(context)
        value = None if told is None else told.get(name)
        return value if type(value) is cls else None

    return get


_Names = frozenset[Any]
_MEMBERSHIP: dict[str, Callable[[Callable[[Any], Any], _Names], Test]] = {
    "in": lambda get, names: lambda c: get(c) in names,
    "not": lambda get, names: lambda c: (got := get(c)) is not None and got not in names,
    "any": lambda get, names: lambda c: (got := get(c)) is not None and not names.isdisjoint(got),
    "all": lambda get, names: lambda c: (got := get(c)) is not None and names.issubset(got),
    "none": lambda get, names: lambda c: (got := get(c)) is not None and names.isdisjoint(got),
}
