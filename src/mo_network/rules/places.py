"""Places: on which line of a TOML text each key and each item of a list stands.

The standard library's reader gives no line numbers. This scanner runs after it, so the text is
known to be well-formed, and it only has to find the places.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

Path = tuple[str | int, ...]

DEEPEST = 64
"""Parts that a key may have, tables and list items above it counted."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}\n#]+")
_SPACES = re.compile(r"[ \t]*")
_BLANKS = re.compile(r"(?:[ \t\n]|#[^\n]*)*+")


class TooDeepError(Exception):
    """A key has more parts than anybody writes by hand."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 1
        self.places: dict[Path, int] = {(): 1}
        self.counts: dict[Path, int] = {}

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def step(self, count: int = 1) -> None:
        self.line += self.text.count("\n", self.at, self.at + count)
        self.at += count

    def spaces(self) -> None:
        found = _SPACES.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def blanks(self) -> None:
        found = _BLANKS.match(self.text, self.at)
        self.step(found.end() - self.at if found else 0)

    def string(self) -> str:
        """Step over a string and give it as it is written, quotes and escapes included."""
        quote = self.peek()
        mark = quote * 3 if self.text.startswith(quote * 3, self.at) else quote
        end = self.at + len(mark)
        while not self.text.startswith(mark, end):
            end += 2 if quote == '"' and self.text[end] == "\\" else 1
        end += len(mark)
        while len(mark) == 3 and self.text.startswith(quote, end):
            end += 1
        written = self.text[self.at : end]
        self.step(end - self.at)
        return written

    def key(self) -> Path:
        parts: list[str | int] = []
        while True:
            self.spaces()
            if self.peek() in "\"'":
                parts.append(_read_string(self.string()))
            else:
                found = _BARE.match(self.text, self.at)
                assert found
                parts.append(found.group())
                self.step(len(found.group()))
            self.spaces()
            if self.peek() != ".":
                return tuple(parts)
            self.step()

    def resolve(self, path: Path) -> Path:
        """A table's full path: under an array of tables it means the latest item."""
        full: Path = ()
        for part in path:
            full += (part,)
            if full in self.counts:
                full += (self.counts[full] - 1,)
        return full

    def pair(self, table: Path) -> None:
        line, key = self.line, self.key()
        if len(table) + len(key) > DEEPEST:
            raise TooDeepError(line)
        for length in range(1, len(key) + 1):
            self.places.setdefault(table + key[:length], line)
        self.step()  # the equals sign
        self.spaces()
        self.value(table + key)

    def value(self, path: Path) -> None:
        char = self.peek()
        if len(path) > DEEPEST:
            raise TooDeepError(self.line)
        if char in "\"'":
            self.string()
        elif char == "[":
            self.items(path)
        elif char == "{":
            self.inline_table(path)
        else:
            found = _SCALAR.match(self.text, self.at)
            self.step(len(found.group()) if found else 1)

    def items(self, path: Path) -> None:
        self.step()
        index = 0
        while True:
            self.blanks()
            if self.peek() == "]":
                self.step()
                return
            self.places[(*path, index)] = self.line
            self.value((*path, index))
            index += 1
            self.blanks()
            if self.peek() == ",":
                self.step()

    def inline_table(self, path: Path) -> None:
        self.step()
        while True:
            self.blanks()
            if self.peek() == "}":
                self.step()
                return
            self.pair(path)
            self.blanks()
            if self.peek() == ",":
                self.step()

    def header(self) -> Path:
        line, is_array = self.line, self.text.startswith("[[", self.at)
        self.step(2 if is_array else 1)
        path = self.key()
        if len(path) > DEEPEST:
            raise TooDeepError(line)
        self.step(2 if is_array else 1)
        table = self.resolve(path[:-1]) + path[-1:]
        for length in range(1, len(table) + 1):
            self.places.setdefault(table[:length], line)
        if is_array:
            self.counts[table] = self.counts.get(table, 0) + 1
            table = (*table, self.counts[table] - 1)
        self.places[table] = line
        return table

    def scan(self) -> Mapping[Path, int]:
        table: Path = ()
        while True:
            self.blanks()
            if not self.peek():
                return self.places
            if self.peek() == "[":
                table = self.header()
            else:
                self.pair(table)


def _read_string(written: str) -> str:
    if "\\" not in written:
        return written[1:-1]
    read: str = tomllib.loads(f"key = {written}")["key"]
    return read


def places(text: str) -> Mapping[Path, int]:
    r"""The line of every key path and list item of a well-formed TOML text, counted from 1.

    Errors:  TooDeepError, with its line, for a key of more than 64 parts.

    >>> places('[hub]\nid = "hub:saar"\n')[("hub", "id")]
    2
    """
    return _Scanner(text.replace("\r\n", "\n")).scan()


def line_of(found: Mapping[Path, int], path: Path) -> int:
    """The line of a path, or of the nearest path that contains it."""
    while path not in found:
        path = path[:-1]
    return found[path]
