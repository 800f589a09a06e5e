"""Queries under the hub's lock: an area's state as apps may use it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import wraps
from inspect import getattr_static, isfunction
from typing import Any

from mo_network.errors import InvalidValue
from mo_network.judging.state import AreaState

_known: dict[type, tuple[str, ...]] = {}


def queries_of(cls: type[AreaState]) -> tuple[str, ...]:
    """The names of a state's queries: its public methods that do not belong to its inside."""
    if cls not in _known:
        public = (name for name in dir(cls) if not name.startswith("_") and name not in cls.inside)
        _known[cls] = tuple(name for name in public if isfunction(getattr_static(cls, name)))
    return _known[cls]


class Guarded:
    """A state's queries, each asked under the lock; what changes a state is not among them."""

    __slots__ = ("_lock", "_state")

    def __init__(self, state: Callable[[], AreaState], lock: threading.RLock) -> None:
        self._state = state
        self._lock = lock

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        with self._lock:  # the state may be made by the first who asks
            state = self._state()
        queries, found = queries_of(type(state)), getattr(state, name, None)
        if found is None:
            raise AttributeError(f"there is no query {name!r}: ask one of {', '.join(queries)}")
        if name not in queries:
            raise InvalidValue(
                f"{name} is no query: ask one of {', '.join(queries)}, or record a fact",
                given=name,
                allowed=", ".join(queries),
            )

        @wraps(found)
        def asked(*args: Any, **options: Any) -> Any:
            with self._lock:
                answer = getattr(self._state(), name)(*args, **options)
                return tuple(answer) if isinstance(answer, Iterator) else answer

        return asked

    def __dir__(self) -> list[str]:
        """The queries, so that editors and `help` show them."""
        with self._lock:
            return list(queries_of(type(self._state())))
