"""Hooks: the questions that local rules answer, as typed decorators.

    @grant_limits
    def limit(self, context: GrantContext) -> Iterable[Limit[Money]]: ...

A hook knows which decisions it is asked about, how its context is built, which days may pick a
rule's values, and which answers may come back about which subjects. pluggy checks the signatures
once per kind class; the instances of a hub are bound methods and never registered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Generic, TypeVar, cast

import attrs
import pluggy

from mo_network.judging.case import Case
from mo_network.judging.fact import Fact
from mo_network.judging.subject import Subject

PROJECT = "mo_network"

C = TypeVar("C")
A = TypeVar("A")
K = TypeVar("K")

_implementation = pluggy.HookimplMarker(PROJECT)
_specification = pluggy.HookspecMarker(PROJECT)

Build = Callable[[Any, Any, Case], C]
"""(state of the hook's area, decision, case) -> context."""


@attrs.frozen(eq=False)
class Hook(Generic[C, A]):
    """One question to local rules.

    Shape:   `area` whose state builds the context; `builds` maps each decision it is asked about
             to the builder of its context; `days` maps a basis to the day that the context gives
             for it; `answers` are the classes a rule may return and `subjects` what they may
             speak about.
    """

    name: str
    area: str
    context: type[C]
    builds: Mapping[type[Fact], Build[C]]
    days: Mapping[str, Callable[[C], date]]
    answers: frozenset[type]
    subjects: tuple[Subject[Any], ...]

    def __call__(self, method: Callable[[K, C], Iterable[A]]) -> Callable[[K, C], Iterable[A]]:
        """Mark a method of a rule kind as an answer to this hook."""
        marked: Any = _implementation(method, specname=self.name)
        marked.hook = self  # so that a kind leads to its hooks, and no area has to be searched
        return cast("Callable[[K, C], Iterable[A]]", marked)


HooksByArea = Mapping[str, Sequence[Hook[Any, Any]]]
"""The hooks of each area, which may be imported when they are asked for."""


def every(hooks: HooksByArea) -> Iterator[Hook[Any, Any]]:
    """The hooks of all areas, one area after the other."""
    return (hook for of_area in hooks.values() for hook in of_area)


def named(word: object, hooks: Iterable[tuple[str, Hook[Any, Any]]]) -> Hook[Any, Any] | None:
    """The hook that stands beside a word; those after it are not looked at."""
    return next((hook for each, hook in hooks if each == word), None)


def specifications(hooks: Iterable[Hook[Any, Any]]) -> type:
    """The hooks as a pluggy specification, by which kind classes are checked."""

    def specification_of(hook: Hook[Any, Any]) -> Callable[..., Any]:
        def specification(context: Any) -> Any:
            """Answered by rule kinds."""

        specification.__name__ = specification.__qualname__ = hook.name
        marked: Callable[..., Any] = _specification(specification)
        return marked

    return type("Hooks", (), {hook.name: staticmethod(specification_of(hook)) for hook in hooks})
