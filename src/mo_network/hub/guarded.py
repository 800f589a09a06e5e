"""Queries under the hub's lock: an area's state as apps may use it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from mo_network.errors import InvalidValue

INSIDE = frozenset({"apply", "dump", "load", "missing_step"})
"""Methods of a state that are no queries: they change it or show its inside."""


class Guarded:
    """A state's queries, each asked under the lock; what changes a state is not among them."""

    __slots__ = ("_lock", "_state")

    def __init__(self, state: Callable[[], object], lock: threading.RLock) -> None:
        self._state = state
        self._lock = lock

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        found = getattr(self._state(), name)
        if name in INSIDE or not callable(found):
            raise InvalidValue(
                f"{name} belongs to the inside of a state: ask a query, or record a fact",
                given=name,
                allowed="queries",
            )

        @wraps(found)
        def asked(*args: Any, **options: Any) -> Any:
            with self._lock:
                answer = getattr(self._state(), name)(*args, **options)
                return tuple(answer) if isinstance(answer, Iterator) else answer

        return asked
