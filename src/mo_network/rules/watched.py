"""A context that notices when a rule looks at more of it than the day."""

from __future__ import annotations

from functools import cache
from typing import Any

import attrs

_DAY = "on"


@cache
def _watched_class(cls: type) -> type:
    """The class of a context, derived: the same fields, and whether more than the day was read."""

    class Watched(cls):  # type: ignore[misc]  # whatever class the hook names
        __slots__ = ("_is_read",)

        def __getattribute__(self, name: str) -> Any:
            if name != _DAY:
                _set(self, "_is_read", True)  # noqa: FBT003 - as the slot takes it
            return object.__getattribute__(self, name)

    Watched.__name__, Watched.__qualname__ = cls.__name__, cls.__qualname__
    return Watched


_set = object.__setattr__


@cache
def _fields(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in attrs.fields(cls))


def watched_of(context: Any) -> Any:
    """The same context, as one that notices what is read of it."""
    cls: Any = type(context)
    watched: Any = object.__new__(_watched_class(cls))
    for name in _fields(cls):
        _set(watched, name, getattr(context, name))
    _set(watched, "_is_read", False)  # noqa: FBT003 - as above
    return watched


def has_looked_further(watched: Any, context: Any) -> bool:
    """Whether anything but the day was read of a watched context, or any of it was changed."""
    cls: Any = type(context)
    get, names = object.__getattribute__, _fields(cls)
    try:
        return get(watched, "_is_read") or any(
            get(watched, name) is not getattr(context, name) for name in names
        )
    except AttributeError:
        return True  # a field was taken out of it
