"""Asking rules: one group of a kind at once, and keeping of what they say only answers.

A rule may fail in any way, and may hand out anything; none of that opens a hole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from mo_network.errors import NotInForce
from mo_network.judging.answers import Fault, Limit, Requirement
from mo_network.judging.said import Answers, Bounds
from mo_network.rules.hook import Hook

Method = Callable[[Any], Iterable[Any]]
Group = tuple[tuple[str, ...], tuple[Method, ...]]
"""Rules of one kind that are asked one question: their ids and their bound methods."""


_TUPLES, _ONE = {tuple}, {1}

MOST_ANSWERS = 100
"""Answers that one rule may give to one question; more is a fault of the rule."""


def _shown(value: object) -> str:
    """Something printable about anything a plugin may hand out."""
    try:
        text = value if isinstance(value, str) else repr(value)
    except BaseException:  # noqa: BLE001 - a repr of a plugin's may fail, too
        text = object.__repr__(value)
    return "".join(char for char in text[:80] if char.isprintable()) or "?"


def _bad_answer(answer: object) -> Fault:
    return Fault("bad_answer", (_shown(answer) if answer != "" else "''",))


class _NoAnswersError(Exception):
    """What a rule handed out is no list of answers; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def fault_of(error: BaseException) -> Fault:
    """What is written down when a rule fails: that no value is published, or which error."""
    if type(error) is _NoAnswersError:
        return error.fault
    # A plugin's own error may lack the fields of the one that it derives from.
    if issubclass(type(error), NotInForce) and type(on := getattr(error, "on", None)) is date:
        return Fault("no_value", (_shown(getattr(error, "name", None)), on))
    return Fault("fault", (_shown(type(error).__name__),))


def _bounded(said: Any) -> Iterator[Any]:
    """Answers one by one, up to a bound; a text would count as answers, letter by letter."""
    if said.__class__ is str:
        raise _NoAnswersError(_bad_answer(said))
    for count, answer in enumerate(said):
        if count == MOST_ANSWERS:
            raise _NoAnswersError(Fault("too_many", (MOST_ANSWERS,)))
        yield answer


_ONE_BOUND = ({Limit}, {Requirement})


def ask(hook: Hook[Any, Any], group: Group, context: Any, answers: Answers) -> None:
    """Ask rules of one kind about a context, and keep of what they say only answers to this hook.

    Most kinds answer with one bound on one subject, so all are asked at once and looked at as a
    column. Whatever else comes is looked at rule by rule.
    """
    by, methods = group
    said: list[Any] = []
    keep = said.append
    for method in methods:
        try:
            keep(method(context))
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - a plugin may fail in any way
            keep(_Failed(error))
    try:
        column = _one_column(hook, by, said)
    except Exception:  # noqa: BLE001 - one of them is no answer; by itself it is found out
        column = None
    if column is not None:
        answers.bounds.append(column)
        return
    columns: dict[tuple[type, object], tuple[list[str], list[Any]]] = {}
    for rule, each in zip(by, said, strict=True):
        try:
            _hear(hook, rule, each, columns, answers)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - none of them opens a hole
            answers.others.append((rule, fault_of(error)))


class _Failed(NamedTuple):
    """What stands for the answers of a rule that raised an error."""

    error: BaseException


def _one_column(hook: Hook[Any, Any], by: tuple[str, ...], said: list[Any]) -> Bounds | None:
    """What all said, if each gave one bound and all of them on one subject."""
    if set(map(type, said)) != _TUPLES or set(map(len, said)) != _ONE:
        return None
    given = [answer for (answer,) in said]
    classes = set(map(type, given))
    if classes not in _ONE_BOUND:
        return None
    subjects = {answer.subject for answer in given}
    if len(subjects) > 1:
        return None
    (kind,), (subject,) = classes, subjects
    if kind not in hook.answers or subject not in hook.subjects:
        return None
    values = [answer.value for answer in given]
    if set(map(type, values)) != {subject.unit.cls}:  # not __class__, which a value may make up
        return None
    return Bounds(kind, subject, by, values)


def _is_of_its_unit(bound: Any) -> bool:
    return type(bound.value) is bound.subject.unit.cls  # not __class__, as above


def _hear(
    hook: Hook[Any, Any],
    rule: str,
    said: Any,
    columns: dict[tuple[type, object], tuple[list[str], list[Any]]],
    answers: Answers,
) -> None:
    """Keep what one rule says, answer by answer."""
    if said.__class__ is _Failed:
        raise said.error
    for answer in _bounded(said):
        cls = type(answer)  # not __class__, which an answer may make up
        if cls not in hook.answers:
            answers.others.append((rule, _bad_answer(answer)))
        elif cls is not Limit and cls is not Requirement:
            is_plain = all(type(value) is value.__class__ for value in answer.values)
            answers.others.append((rule, answer if is_plain else _bad_answer(answer)))
        elif answer.subject not in hook.subjects or not _is_of_its_unit(answer):
            answers.others.append((rule, _bad_answer(answer)))
        else:
            place = cls, answer.subject
            column = columns.get(place)
            if column is None:
                column = columns[place] = answers.begin(cls, answer.subject)
            names, values = column
            names.append(rule)
            values.append(answer.value)
