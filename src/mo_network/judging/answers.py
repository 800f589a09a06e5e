"""The five answers that a rule, or a law, may give. No answer is no opinion."""

from __future__ import annotations

import re
from typing import Any, Generic, TypeVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.judging.fact import Fact
from mo_network.judging.subject import Subject
from mo_network.judging.units import Scalar, is_scalar

T = TypeVar("T")

_CODE = re.compile(r"[a-z][a-z0-9_]{0,63}")


def _check_bound(answer: Limit[Any] | Requirement[Any]) -> None:
    subject, value = answer.subject, answer.value
    cls = value.__class__
    if cls is not subject.unit.cls or ((cls is str or cls is int) and not is_scalar(value)):
        raise InvalidValue(
            f"{value!r:.60} bounds {subject.id}: give {subject.unit.cls.__name__}",
            given=value,
            allowed=subject.unit.cls.__name__,
        )
    if subject.order and value not in subject.order:
        allowed = ", ".join(map(str, subject.order))
        raise InvalidValue(
            f"{value!r} has no rank for {subject.id}: give one of {allowed}",
            given=value,
            allowed=allowed,
        )


def _check_code(answer: Veto | Duty | Note | Fault) -> None:
    if answer.code.__class__ is not str or not _CODE.fullmatch(answer.code):
        raise InvalidValue(
            f"{answer.code!r:.60} is no code of an answer: write small letters, digits and _",
            given=answer.code,
            allowed="such as too_late",
        )
    if answer.values.__class__ is not tuple:
        raise InvalidValue(
            f"{answer.code}: values are {answer.values!r:.60}: give a tuple",
            given=answer.values,
            allowed="a tuple",
        )
    if isinstance(answer, Veto) and answer.remedies.__class__ is not tuple:
        raise InvalidValue(
            f"{answer.code}: remedies are {answer.remedies!r:.60}: give a tuple of facts",
            given=answer.remedies,
            allowed="a tuple of facts",
        )
    for value in answer.values:
        if not is_scalar(value):
            raise InvalidValue(
                f"{value!r:.60} cannot stand in an answer: give Money, a day, an aware moment, a "
                "Slot, a whole number below 2^53, or up to 200 printable characters",
                given=value,
                allowed="Money, date, datetime, Slot, int, str",
            )


@attrs.frozen
class Limit(Generic[T]):
    """Höchstgrenze or Mindestgrenze: the subject's value must keep this bound."""

    subject: Subject[T]
    value: T

    def __attrs_post_init__(self) -> None:
        # Most bounds are values that check themselves; this is the hot path of every decision.
        subject = self.subject
        if self.value.__class__ is not subject.sound and self.value not in subject.ranks:
            _check_bound(self)


@attrs.frozen
class Requirement(Generic[T]):
    """Voraussetzung: the decision needs this; open as long as only the decision can bring it."""

    subject: Subject[T]
    value: T

    def __attrs_post_init__(self) -> None:
        # Most bounds are values that check themselves; this is the hot path of every decision.
        subject = self.subject
        if self.value.__class__ is not subject.sound and self.value not in subject.ranks:
            _check_bound(self)


@attrs.frozen
class Veto:
    """Ausschluss: no, with a code, the values its sentence needs, and what would help."""

    code: str
    values: tuple[Scalar, ...] = ()
    remedies: tuple[Fact, ...] = attrs.field(default=(), eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        _check_code(self)


@attrs.frozen
class Duty:
    """Pflicht: binds whoever gets the decision; never a reason to refuse it."""

    code: str
    values: tuple[Scalar, ...] = ()

    def __attrs_post_init__(self) -> None:
        _check_code(self)


@attrs.frozen
class Note:
    """Hinweis: worth knowing, never binding."""

    code: str
    values: tuple[Scalar, ...] = ()

    def __attrs_post_init__(self) -> None:
        _check_code(self)


@attrs.frozen
class Fault:
    """Not an answer: what judging writes down when a rule could not answer.

    `fault` names the error's class; `no_value` names the parameter and the day.
    """

    code: str
    values: tuple[Scalar, ...] = ()

    def __attrs_post_init__(self) -> None:
        _check_code(self)


Answer = Limit[Any] | Requirement[Any] | Veto | Duty | Note
ANSWERS: frozenset[type] = frozenset({Limit, Requirement, Veto, Duty, Note})
