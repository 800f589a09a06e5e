"""What a kind could remember outside its instances, and whether it looks at the world."""

from __future__ import annotations

import copy
import gc
import os
import random
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from types import FrameType, ModuleType
from typing import Any

_KEPT = (dict, list, set, bytearray, str, bytes, int, float, bool, type(None), tuple, frozenset)

_CLOCKS = frozenset({"now", "utcnow", "today"})
_CLOCK_MODULES = frozenset({"time"})
_WORLD = frozenset(
    {"os", "posixpath", "ntpath", "pathlib", "random", "secrets", "uuid", "socket", "subprocess"}
    | {"locale", "urllib.request", "tempfile", "shutil", "glob"}
)
_C_WORLD = frozenset({"_io", "io", "posix", "nt", "_random", "_socket", "_locale"})


class Memory:
    """All that kinds could keep from one question to the next, as it was before any was asked.

    Shape:   the attributes of the classes and the globals of their modules, as far as they are
             plain values or containers; caches of functions.
    """

    def __init__(self, kinds: Iterable[type]) -> None:
        self._holders: list[tuple[Any, dict[str, Any]]] = []
        self._caches: list[Callable[[], None]] = []
        kinds = [cls for kind in kinds for cls in kind.__mro__ if cls is not object]
        for holder in [*dict.fromkeys(kinds), *_modules(kinds)]:
            values = dict(vars(holder))
            kept = {
                name: copy.deepcopy(value)
                for name, value in values.items()
                if type(value) in _KEPT and not name.startswith("__")
            }
            self._holders.append((holder, kept))
            for value in values.values():
                clear = getattr(value, "cache_clear", None)
                if callable(clear) and not isinstance(value, type):
                    self._caches.append(clear)

    def restore(self) -> None:
        """Make all forget what they have seen since."""
        for holder, kept in self._holders:
            for name, value in kept.items():
                if vars(holder).get(name) != value:
                    setattr(holder, name, copy.deepcopy(value))
        for clear in self._caches:
            clear()


def _modules(kinds: Iterable[type]) -> list[ModuleType]:
    """The modules of these classes; of a plugin, all that stand beside them."""
    own = {cls.__module__ for cls in kinds} - {"builtins", "typing", "abc"}
    packages = {name.rpartition(".")[0] for name in own if not name.startswith("mo_network.")}
    return [
        module
        for name, module in list(sys.modules.items())
        if name in own or any(each and name.startswith(f"{each}.") for each in packages)
    ]


class Watch:
    """What was looked at while rules were asked: clock, files, environment, chance."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch all that is called, until the end of the block."""
        before, was_collecting = sys.getprofile(), gc.isenabled()
        gc.disable()  # others may be told of a collection, and look at the clock then
        sys.setprofile(self._called)
        try:
            yield
        finally:
            sys.setprofile(before)
            if was_collecting:
                gc.enable()

    def _called(self, frame: FrameType, event: str, argument: Any) -> None:
        if event == "c_call":
            self._called_in_c(argument)
        elif event == "call" and frame.f_globals.get("__name__") in _WORLD:
            self.seen.append(f"{frame.f_globals['__name__']}.{frame.f_code.co_name}")

    def _called_in_c(self, function: Any) -> None:
        owner, name = getattr(function, "__self__", None), function.__name__
        if name in _CLOCKS and isinstance(owner, type) and issubclass(owner, date):
            self.seen.append(f"{owner.__name__}.{name}")
        elif isinstance(owner, random.Random):
            self.seen.append(f"random.{name}")
        else:
            module = getattr(function, "__module__", None) or ""
            if isinstance(owner, ModuleType):
                module = owner.__name__
            if module in _CLOCK_MODULES or module in _C_WORLD or owner is os.environ:
                self.seen.append(f"{module}.{name}".lstrip("_"))
