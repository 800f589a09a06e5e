"""Reading a hub file: all its problems at once, each at its line and key."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any

from mo_network.errors import HubFileError, HubFileProblem
from mo_network.rules.places import DEEPEST, Path, TooDeepError, line_of, places

LARGEST = 1_000_000
"""Characters that a hub file may have; the largest known has a fiftieth of that."""

MOST = 100
"""Problems that are looked for; a file with more is not a hub file that somebody wrote."""

LONGEST_NAME = 100

_SYNTAX = re.compile(r"(.*) \(at line (\d+), column \d+\)")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
# tomllib takes time by the square of a key's parts, so a key of thousands must not reach it.
_DEEP_KEY = re.compile(
    r"""(?:^|[{,])[ \t]*+\[{0,2}+
        (?:[ \t]*+(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+\.){64}""",
    re.MULTILINE | re.VERBOSE,
)
_TOO_DEEP = f"lists or tables are nested more than {DEEPEST} deep"
_LONG_NUMBER = re.compile(r"(?<!\w)[0-9][0-9A-Fa-f_box]{999}")


def suggest(given: str, allowed: Collection[str]) -> str:
    """What may be written instead: the nearest, and all of them if they are few."""
    names = sorted(allowed)
    from difflib import get_close_matches  # only those who err pay for it

    near = get_close_matches(given[:200], names[:1000], n=1)
    if near and len(names) > 20:
        return f"did you mean {near[0]!r:.60}?"
    known = ", ".join(name[:60] for name in names[:20]) or "nothing"
    known += ", …" if len(names) > 20 else ""
    return f"did you mean {near[0]!r:.60}? allowed: {known}" if near else f"allowed: {known}"


class Reading:
    """A parsed hub file and the problems found in it so far."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.problems: list[HubFileProblem] = []
        self.hints: list[HubFileProblem] = []
        self.data = self._parse(text)
        self._text = text

    @cached_property
    def _places(self) -> Mapping[Path, int]:
        # Looked up only once there is a problem: most files have none, and it takes as long again
        # as reading. What is nested too deeply fits no kind, so it always comes to be looked up.
        try:
            return places(self._text)
        except TooDeepError as error:
            self._stop(error.line, _TOO_DEEP)
        raise AssertionError("unreachable")

    def _parse(self, text: str) -> dict[str, Any]:
        if len(text) > LARGEST:
            self._stop(1, f"{len(text)} characters: a hub file has at most {LARGEST}")
        for pattern, what in (
            (_DEEP_KEY, f"a key has more than {DEEPEST} parts"),
            (_LONG_NUMBER, "a number has more than 1000 figures"),
        ):
            if found := pattern.search(text):
                self._stop(text.count("\n", 0, found.start()) + 1, what)
        try:
            text.encode()
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            self._stop(*_placed(text, str(error)))
        except UnicodeEncodeError as error:
            self._stop(text.count("\n", 0, error.start) + 1, "half a surrogate pair is no text")
        except RecursionError:
            self._stop(1, _TOO_DEEP)
        raise AssertionError("unreachable")

    def _stop(self, line: int, message: str) -> None:
        raise HubFileError(self.file, [HubFileProblem(line, "TOML", message)])

    def fault(self, path: Path, message: str) -> None:
        """Note one problem at a key path."""
        self.problems.append(self._problem(path, message))
        if len(self.problems) == MOST:
            last = max(problem.line for problem in self.problems)
            more = f"after {MOST} problems no more were looked for: mend these first"
            self.problems.append(HubFileProblem(last, "~", more))
            self.finish()

    def hint(self, path: Path, message: str) -> None:
        """Note at a key path what may be a slip, and may be meant so."""
        self.hints.append(self._problem(path, message))

    def _problem(self, path: Path, message: str) -> HubFileProblem:
        key = "".join(map(_shown, path)).lstrip(".")
        return HubFileProblem(line_of(self._places, path), key or "file", message)

    def finish(self) -> None:
        """Raise all problems that were noted, in the order of the file.

        Errors: HubFileError.
        """
        if self.problems:
            raise HubFileError(
                self.file, sorted(self.problems, key=lambda problem: (problem.line, problem.key))
            )

    def table(self, value: object, path: Path) -> Mapping[str, Any]:
        """A table, or an empty one and a problem."""
        if isinstance(value, dict):
            return value
        self.fault(path, f"is {_kind(value)}: write a table")
        return {}

    def named(self, key: str) -> Mapping[str, Any]:
        """The tables under a key of the file, such as `[sources.*]`; each has a plain name."""
        path: Path = (key,)
        tables = self.table(self.data.get(key, {}), path)
        for name in tables:
            if not name.strip() or not name.isprintable() or len(name) > LONGEST_NAME:
                self.fault((*path, name), f"a name has 1 to {LONGEST_NAME} printable characters")
        return tables

    def value(self, table: Mapping[str, Any], path: Path, key: str, cls: type, default: Any) -> Any:
        """One value of a table, checked for its type; a problem and the default otherwise."""
        if key not in table:
            if default is REQUIRED:
                self.fault(path, f"lacks {key!r} ({_NAMES[cls]})")
                return None
            return default
        value = table[key]
        if type(value) is not cls:
            self.fault((*path, key), f"is {_kind(value)}: write {_NAMES[cls]}")
            return None if default is REQUIRED else default
        return value

    def refuse_unknown(
        self, table: Mapping[str, Any], path: Path, allowed: Collection[str]
    ) -> None:
        """Note every key that is not allowed, with a suggestion."""
        for key in table:
            if key not in allowed:
                self.fault((*path, key), f"unknown key; {suggest(key, allowed)}")


REQUIRED: Any = object()
"""Stands for a default where there is none."""

_NAMES: dict[type, str] = {
    str: "text in quotes",
    int: "a whole number",
    bool: "true or false",
    list: "a list",
    dict: "a table",
}


def _placed(text: str, message: str) -> tuple[int, str]:
    """The line of a syntax error and what is wrong there."""
    found = _SYNTAX.fullmatch(message)
    if found:
        return int(found[2]), f"{found[1]}; nothing after this line was read"
    return text.count("\n") + 1, f"{message}; nothing else was read"


def _shown(part: str | int) -> str:
    """One part of a key path, in quotes where it has to be in the file."""
    if isinstance(part, int):
        return f"[{part}]"
    return f".{part}" if _BARE.fullmatch(part) else f".{json.dumps(part[:60], ensure_ascii=False)}"


def _kind(value: object) -> str:
    names: dict[type, str] = {**_NAMES, float: "a number with a point"}
    return f"{value!r:.40} ({names.get(type(value), type(value).__name__)})"
