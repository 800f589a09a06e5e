"""A context that notices when a rule looks at more of it than the day."""

from __future__ import annotations

from typing import Any


class Watched:
    """Stands for a context, and notices every look at anything of it but `on`.

    It has no fields of its own, so nothing can be changed in it. Whatever a rule does with it that
    it does not stand for (such as iterating it) fails, and what fails is never kept.
    """

    __slots__ = ("_context", "_is_read")

    def __init__(self, context: Any) -> None:
        _set(self, "_context", context)
        _set(self, "_is_read", False)  # noqa: FBT003 - as the slot takes it

    def __getattribute__(self, name: str) -> Any:
        return _get(self, "_context").on if name == "on" else getattr(_look(self), name)

    def __repr__(self) -> str:
        return repr(_look(self))

    def __eq__(self, other: object) -> bool:
        return bool(_look(self) == other)

    def __hash__(self) -> int:
        return hash(_look(self))

    def __bool__(self) -> bool:
        return bool(_look(self))


_get, _set = object.__getattribute__, object.__setattr__


def _look(watched: Watched) -> Any:
    _set(watched, "_is_read", True)  # noqa: FBT003 - as above
    return _get(watched, "_context")


def has_looked_further(watched: Watched) -> bool:
    """Whether anything but the day was read of a context."""
    return bool(_get(watched, "_is_read"))
