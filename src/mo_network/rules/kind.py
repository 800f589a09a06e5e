"""Rule kinds: frozen classes whose fields a hub file fills and whose methods answer hooks."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property
from importlib import import_module
from operator import attrgetter
from typing import Any

import attrs
import pluggy

from mo_network.errors import PluginError
from mo_network.judging.sentences import LANGUAGES
from mo_network.rules.hook import PROJECT, Hook, specifications

_MARK = f"{PROJECT}_impl"
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_BY_PLACE = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
BUILT_IN = "mo_network"
"""The distribution that the library's own kinds are of."""

FRAME = ("id", "title", "kind", "basis", "mode", "in_force", "when", "waivable", "source")
"""The keys that every rule may have; all others are fields of its kind."""

FORBIDDEN_OPTIONS = ("hookwrapper", "wrapper", "tryfirst", "trylast", "optionalhook")


class Offer:
    """A rule kind and the distribution that offers it."""

    def __init__(self, cls: Any, distribution: str) -> None:
        self._cls = cls
        self.distribution = distribution

    @property
    def cls(self) -> Any:
        """The kind's class."""
        return self._cls

    @property
    def name(self) -> str:
        """The kind's name, as hub files write it."""
        return str(self.cls.kind)

    @property
    def stamp(self) -> str:
        """Name, version and distribution, as an adoption keeps them."""
        return f"{self.name}/{self.cls.version}@{self.distribution}"


class BuiltIn(Offer):
    """A kind of the library's own, which is imported when a hub file names it.

    Shape:   `grant-ceiling` is the class `GrantCeiling` in the module `grant_ceiling`.
    """

    def __init__(self, name: str, package: str) -> None:
        self._name = name
        self._package = package
        self.distribution = BUILT_IN

    @property
    def name(self) -> str:
        """The kind's name, known without its class."""
        return self._name

    @cached_property
    def cls(self) -> Any:
        """The kind's class."""
        module = import_module(f"{self._package}.{self._name.replace('-', '_')}")
        return getattr(module, self._name.title().replace("-", ""))


def answering_methods(instance: object, hook: str) -> list[Callable[[Any], Iterable[Any]]]:
    """The bound methods of a rule that answer one hook."""
    cls: type = instance.__class__
    return [getattr(instance, name) for name in _answering(cls, hook)]


@cache
def _answering(cls: type, hook: str) -> tuple[str, ...]:
    return tuple(name for name in _marked(cls) if _options(cls, name)["specname"] == hook)


def hooks_of(*kinds: type) -> tuple[Hook[Any, Any], ...]:
    """The hooks that some kinds answer, in the order of their names."""
    marked = [getattr(cls, name) for cls in kinds for name in _marked(cls)]
    found = {m.hook for m in marked if isinstance(getattr(m, "hook", None), Hook)}
    return tuple(sorted(found, key=attrgetter("name")))


@cache
def _marked(cls: type) -> tuple[str, ...]:
    return tuple(name for name in dir(cls) if hasattr(getattr(cls, name), _MARK))


def _options(cls: type, name: str) -> dict[str, Any]:
    options: dict[str, Any] = getattr(getattr(cls, name), _MARK)
    return options


def check_kind(offer: Offer, hooks: Sequence[Hook[Any, Any]]) -> Offer:
    """The offer itself, if its class keeps the contract of rule kinds.

    Errors: PluginError naming the distribution, the kind and what to mend.
    """
    cls = offer.cls

    def refuse(why: str, hook: str = "") -> PluginError:
        return PluginError(
            f"{offer.distribution}: the rule kind {cls.__name__} {why}",
            plugin=offer.distribution,
            hook=hook,
        )

    fault = _fault_of_class(cls)
    if fault:
        raise refuse(fault)
    marked = _marked(cls)
    if not marked:
        raise refuse("answers no hook: mark a method with a hook, such as @grant_limits")
    for name in marked:
        _check_method(cls, name, refuse)
    for hook in hooks_of(cls):
        if hook not in hooks:
            raise refuse("answers a hook of its own: answer those of the library", hook.name)
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(specifications(hooks))
    try:
        manager.register(cls, name=offer.stamp)
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        raise refuse(f"does not fit the hooks: {error}") from None
    return offer


def _fault_of_class(cls: type) -> str | None:
    """What is wrong with the class itself, its methods aside."""
    if not attrs.has(cls):
        return "is no attrs class: decorate it with @attrs.frozen"
    name, version = getattr(cls, "kind", None), getattr(cls, "version", None)
    taken = sorted({field.name for field in attrs.fields(cls)} & set(FRAME))
    faults = (
        (
            not isinstance(name, str) or not _NAME.fullmatch(name),
            'has no name: give it kind: ClassVar[str] = "small-letters-and-hyphens"',
        ),
        (not _is_frozen(cls), "is not frozen: decorate it with @attrs.frozen"),
        (
            type(version) is not int or version < 1,
            "has no version: give it version: ClassVar[int] = 1",
        ),
        (
            not _are_sentences(getattr(cls, "sentences", None)),
            'has no sentences: give it {"de": {code: text}, "en": {code: text}}',
        ),
        (
            bool(taken),
            f"has a field {''.join(taken[:1])!r}, which every rule has: name it otherwise",
        ),
    )
    return next((fault for is_wrong, fault in faults if is_wrong), None)


def _is_frozen(cls: type) -> bool:
    blank: Any = object.__new__(cls)
    try:
        blank.kind = ""
    except attrs.exceptions.FrozenInstanceError:
        return True
    except AttributeError:
        return False
    return False


def _are_sentences(given: object) -> bool:
    return (
        isinstance(given, dict)
        and set(LANGUAGES) <= set(given)
        and all(
            isinstance(texts, dict)
            and all(type(text) is str for pair in texts.items() for text in pair)
            for texts in given.values()
        )
    )


def _check_method(cls: type, name: str, refuse: Callable[..., PluginError]) -> None:
    options = _options(cls, name)
    used = [option for option in FORBIDDEN_OPTIONS if options.get(option)]
    if used:
        raise refuse(
            f"marks {name} with {', '.join(used)}: rules have no order and none wraps another",
            name,
        )
    function = inspect.getattr_static(cls, name)
    if not inspect.isfunction(function):
        raise refuse(
            f"marks {name}, which is no plain method: write def {name}(self, context)", name
        )
    if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
        raise refuse(f"declares {name} as async: rules wait for nothing", name)
    parameters = list(inspect.signature(function).parameters.values())
    names = [str(parameter) for parameter in parameters]
    is_plain = all(p.kind in _BY_PLACE and p.default is p.empty for p in parameters)
    if [p.name for p in parameters] != ["self", "context"] or not is_plain:
        raise refuse(f"declares {name}({', '.join(names)}): write (self, context)", name)
    if not isinstance(getattr(function, "hook", None), Hook):
        marked = options.get("specname") or name
        raise refuse(f"marks {name} by no hook of the library ({marked}): use its own marks", name)
