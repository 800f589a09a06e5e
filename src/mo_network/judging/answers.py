"""The five answers that a rule, or a law, may give. No answer is no opinion."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import attrs

from mo_network.errors import InvalidValue
from mo_network.judging.fact import Fact
from mo_network.judging.subject import Subject
from mo_network.judging.units import Scalar, is_scalar

T = TypeVar("T")

_CODE = re.compile(r"[a-z][a-z0-9_]{0,63}")


def _check_bound(answer: _Bound[Any]) -> None:
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


class _Bound(Generic[T]):
    """A subject and the value that bounds it.

    Written by hand: every rule builds one for every decision, and a frozen attrs class takes
    half as long again.
    """

    __slots__ = ("subject", "value")

    subject: Subject[T]
    value: T

    def __init__(self, subject: Subject[T], value: T) -> None:
        _set_subject(self, subject)
        _set_value(self, value)
        # Most bounds are values that check themselves.
        if value.__class__ is not subject.sound and value not in subject.ranks:
            _check_bound(self)

    def __setattr__(self, name: str, value: object) -> None:
        raise attrs.exceptions.FrozenInstanceError

    def __delattr__(self, name: str) -> None:
        raise attrs.exceptions.FrozenInstanceError

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        assert isinstance(other, _Bound)
        return self.subject is other.subject and bool(self.value == other.value)

    def __hash__(self) -> int:
        return hash((self.__class__, self.subject, self.value))

    def __repr__(self) -> str:
        return f"{type(self).__name__}(subject={self.subject!r}, value={self.value!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return self.__class__, (self.subject, self.value)


_set_subject: Callable[[object, object], None] = _Bound.__dict__["subject"].__set__
_set_value: Callable[[object, object], None] = _Bound.__dict__["value"].__set__


class Limit(_Bound[T]):
    """Höchstgrenze or Mindestgrenze: the subject's value must keep this bound."""

    __slots__ = ()
    __match_args__ = ("subject", "value")


class Requirement(_Bound[T]):
    """Voraussetzung: the decision needs this; open as long as only the decision can bring it."""

    __slots__ = ()
    __match_args__ = ("subject", "value")


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
