"""A context that notices when a rule looks at more of it than the day."""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any

import attrs

_set = object.__setattr__
_context_of, _is_read = attrgetter("_context"), attrgetter("_is_read")


def watched_of(context: Any) -> Any:
    """What stands for a context, and notices every look at a field of it but `on`.

    Nothing can be changed in it. What is asked of it that it does not stand for fails, and what
    fails is never kept.
    """
    cls: Any = type(context)
    watched = object.__new__(_watched_class(cls))
    _set(watched, "_context", context)
    _set(watched, "_is_read", False)  # noqa: FBT003 - as the slot takes it
    return watched


def has_looked_further(watched: Any) -> bool:
    """Whether anything but the day was read of a context."""
    return bool(_is_read(watched))


@cache
def _watched_class(cls: Any) -> Any:
    """The class of a context, derived, with a look in the place of each field."""
    looks: dict[str, Any] = {
        field.name: property(_looking(attrgetter(field.name))) for field in attrs.fields(cls)
    }
    looks["on"] = property(lambda watched: _context_of(watched).on)
    looks["__eq__"], looks["__hash__"] = _looking(operator.eq), _looking(hash)
    body = {"__slots__": ("_context", "_is_read"), "__module__": cls.__module__, **looks}
    return type(cls.__name__, (cls,), body)


def _looking(what: Callable[..., Any]) -> Callable[..., Any]:
    """What is told of a context, and noticed."""

    def look(watched: Any, *others: Any) -> Any:
        _set(watched, "_is_read", True)  # noqa: FBT003 - as above
        return what(_context_of(watched), *others)

    return look
