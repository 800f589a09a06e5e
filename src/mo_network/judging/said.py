"""What was said about one decision: every answer and who gave it, kept as it is weighed and stored.

Bounds on one subject by one kind of answer stand together, as two columns: who, and which value.
So weighing compares a column at once, and the capsule's text of a column can be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from mo_network.judging.answers import Answer, Fault, Limit, Requirement
from mo_network.judging.subject import Join, Subject


class Said(NamedTuple):
    """One answer and the rule or law that gave it."""

    by: str
    answer: Answer | Fault


Pair = tuple[str, Answer | Fault]
"""`Said` without its names."""


class Bounds(NamedTuple):
    """Limits, or requirements, on one subject: who gave them, and their values, side by side.

    Shape:   only to a column whose names are a list is anything added: a tuple of names belongs
             to the rules. One that is kept for many decisions has its `text`, as `written`
             gives it; `tightest` is the value that keeps all of them, if one does.
    """

    kind: type[Limit[Any] | Requirement[Any]]
    subject: Subject[Any]
    by: Sequence[str]
    values: list[Any]
    text: str = ""
    tightest: Any = None

    def pair(self, place: int) -> Pair:
        """One of them as an answer."""
        return self.by[place], self.kind(self.subject, self.values[place])

    def kept(self) -> Bounds:
        """The same column, to stand in many decisions."""
        names = tuple(self.by)
        return self._replace(by=names, text=self.written(), tightest=self._tightest())

    def written(self) -> str:
        """Its rows in canonical JSON, as a capsule stores them."""
        write = self.subject.unit.json
        if len(self.by) == 1:
            return f'["{self.by[0]}",{write(self.values[0])}]'
        rows = zip(self.by, self.values, strict=True)
        return ",".join([f'["{who}",{write(value)}]' for who, value in rows])

    def _tightest(self) -> Any:
        try:
            return None if self.subject.join is Join.ALL else self.subject.joined(self.values)
        except (TypeError, ValueError, LookupError, AttributeError):
            return None  # such as amounts of several currencies: each is compared by itself


class Answers:
    """All answers about one decision.

    Shape:   `bounds` are the limits and requirements, those about one subject in one column, or
             in a few; `others` are vetoes, duties, notes and faults, each with who gave it.

    >>> from mo_network.judging.answers import Note
    >>> answers = Answers([("rule", Note("seen"))])
    >>> len(answers), list(answers)
    (1, [('rule', Note(code='seen', values=()))])
    """

    __slots__ = ("bounds", "others")

    def __init__(self, pairs: Iterable[Pair] = ()) -> None:
        self.bounds: list[Bounds] = []
        self.others: list[Pair] = []
        self.extend(pairs)

    def extend(self, pairs: Iterable[Pair]) -> None:
        """Add answers of any kind."""
        for by, answer in pairs:
            self.add(by, answer)

    def add(self, by: str, answer: Any) -> None:
        """Add one answer, beside the ones before it if those are about the same."""
        kind = type(answer)  # not __class__, which an answer may make up
        if kind is Limit or kind is Requirement:
            names, values = self._open_column(kind, answer.subject)
            names.append(by)
            values.append(answer.value)
        else:
            self.others.append((by, answer))

    def _open_column(self, kind: Any, subject: Subject[Any]) -> tuple[list[str], list[Any]]:
        """The last column, if it is about the same and anything may be added; else a new one."""
        if self.bounds:
            last = self.bounds[-1]
            is_same = last.subject is subject and last.kind is kind
            if is_same and isinstance(last.by, list):
                return last.by, last.values
        return self.begin(kind, subject)

    def begin(self, kind: Any, subject: Subject[Any]) -> tuple[list[str], list[Any]]:
        """A new column of bounds: its names and its values, to be filled."""
        names: list[str] = []
        values: list[Any] = []
        self.bounds.append(Bounds(kind, subject, names, values))
        return names, values

    def __iter__(self) -> Iterator[Pair]:
        for run in self.bounds:
            kind, subject = run.kind, run.subject
            for by, value in zip(run.by, run.values, strict=True):
                yield by, kind(subject, value)
        yield from self.others

    def __len__(self) -> int:
        return sum(len(run.by) for run in self.bounds) + len(self.others)
